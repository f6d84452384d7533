"""The leaderboard: every reader that can run here on the project's own sets, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

from summarize.engines import choose
from summarize.evals import table
from summarize.evals.agreement import agree
from summarize.evals.gold import LabelError
from summarize.evals.runs import evaluate
from summarize.evals.scores import KINDS, ArticleScore
from summarize.evals.statistics import interval
from summarize.evals.tally import Metric, Tally
from summarize.settings import Settings

__all__ = ["leaderboard"]

_SETS: Final = ("samples/dev", "samples/test", "seeds")
_RECORDED: Final = ("samples/dev", "samples/test")
_PASSES: Final = {1: "one pass", 2: "two passes"}
_HEAD: Final = ("reader", "set", "articles", "content F1", "95 %", "record F1", *KINDS, "claims", "contested")
_TOP: Final = """# Leaderboard

Made by `summarize eval leaderboard -o evals/LEADERBOARD.md`. Content F1 in per cent, micro over records, with its 95 %
interval (percentile bootstrap over articles); record F1 counts linked pairs whole. Contested: F1 over the records that
either side calls disputed or unconfirmed, right where the record that it is linked to is, too. `samples/dev` may be
tuned on, `samples/test` and `seeds` are only reported. The texts of `seeds` are other people's and not part of the
project: those rows are made where SUMMARIZE_ARTICLES names their folder. A model's rows replay the answers that are
kept in `evals/recordings`, so there are none for `seeds`.

"""
_BOTTOM: Final = """
*model* is {who}. It is of the same family as the readers who made the gold.

*agreement* is one annotator's labels scored against another's, before adjudication. On the seeds they were made under
an earlier wording of the codebook. Annotators and adjudicators were careful AI readers, not people: a model of the
same family may agree with them for that reason.
"""


def leaderboard(articles: Sequence[Path] = ()) -> str:
    """The page, made anew; `articles` are folders in which the seeds' texts are looked for.

    Raises:
        LabelError: a model's answers are not recorded, or were made with other instructions.

    """
    who = choose(Settings(model="recorded")).model
    bottom = _BOTTOM.format(who=who)
    return _TOP + table.markdown(_HEAD, [*_engines(articles), *_agreement(articles)]) + bottom


def _engines(articles: Sequence[Path]) -> Iterator[tuple[str, ...]]:
    for name in _SETS:
        run = evaluate(name, articles=articles)
        if run.scores:
            yield _row(run.engine, name, run.scores)
    for passes, title in _PASSES.items():
        for name in _RECORDED:
            run = evaluate(name, settings=Settings(model="recorded", passes=passes))
            if run.totals.failures:
                raise LabelError("; ".join(run.totals.failures), document_id=name)
            yield _row(f"model, {title}", name, run.scores)


def _agreement(articles: Sequence[Path]) -> Iterator[tuple[str, ...]]:
    home = Path(str(files("summarize.evals")))
    folders = [home / "samples" / "dev", home / "samples" / "test", *articles]
    for name in ("samples", "seeds"):
        readers = home / "gold" / "annotators" / name
        try:
            scores, _ = agree(readers / "a", readers / "b", folders)
        except LabelError:
            continue  # the seeds' texts are not here
        yield _row("agreement", name, scores)


def _row(reader: str, name: str, scores: Iterable[ArticleScore]) -> tuple[str, ...]:
    read = [s for s in scores if s.failed is None]
    parts = [s.records for s in read]
    whole = interval([p.ratio(Metric.content_f1) for p in parts])
    kinds = (sum((s.kinds[kind].records for s in read), Tally()) for kind in KINDS)
    link = sum(parts, Tally()).share(Metric.link_f1)
    more = (sum((s.claims for s in read), Tally()), sum((s.contested for s in read), Tally()))
    shares = [t.share(Metric.content_f1) for t in (*kinds, *more)]
    figures = (str(len(read)), table.percent(whole.value), table.span(whole), table.percent(link))
    return (reader, name, *figures, *map(table.percent, shares))
