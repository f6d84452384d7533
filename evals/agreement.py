"""Two readers' labels of the same articles, one scored against the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from summarize.evals.gold import Gold, LabelError, find_labels, read_gold, read_label
from summarize.evals.scores import KINDS, ArticleScore, score

__all__ = ["agree"]


def agree(first: str | Path, second: str | Path, articles: Sequence[Path] = ()) -> tuple[list[ArticleScore], list[str]]:
    """The first set's labels scored as if an engine had found them, the second's taken as right.

    F1 is the same the other way about. What either reader calls optional is in no count.

    Returns:
        The score of each article that both labelled, and the files that only one of them has.

    Raises:
        LabelError: a set or an article is missing.

    """
    ours, theirs = ({Path(n).name: (n, p) for n, p in find_labels([str(s)])} for s in (first, second))
    scores = []
    for name in sorted(ours.keys() & theirs.keys()):
        a, b = (_gold(*side[name], articles) for side in (ours, theirs))
        if a.document.sha256 != b.document.sha256:
            raise LabelError("the two were made for different texts", document_id=name)
        found = a.answer.model_copy(
            update={kind: tuple(r for r in getattr(a.answer, kind) if r.id not in a.optional) for kind in KINDS}
        )
        scores.append(score(name, found, b.answer, optional=b.optional, rejected=a.rejected))
    return scores, sorted(ours.keys() ^ theirs.keys())


def _gold(name: str, path: Path, articles: Sequence[Path]) -> Gold:
    return read_gold(read_label(path, articles), name)
