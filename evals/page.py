"""A run as one HTML file: its figures, and every article with each record that is not right beside the text.

The page needs nothing but itself. What articles and engines say is text in it and nothing else: the template escapes
it, and the page's content security policy lets no script run but the page's own, known by its hash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Final, NamedTuple

from jinja2 import Template
from markupsafe import Markup

from summarize.evals import table
from summarize.evals.findings import MOST_MARKS, Finding, Key, Verdict, findings, marks
from summarize.evals.runs import Run, Scored
from summarize.evals.scores import KINDS
from summarize.evals.statistics import interval
from summarize.evals.tally import Metric, Tally
from summarize.render.evidence import pieces
from summarize.render.html.frame import policy, template

__all__ = ["page"]

_GROUPS: Final = (
    # title, whether it is open at first, which findings it holds
    ("Missed", True, lambda f: f.counted and f.verdict is Verdict.missing),
    ("Spurious", True, lambda f: f.counted and f.verdict is Verdict.spurious),
    ("Linked, not fully right", True, lambda f: f.counted and f.verdict in (Verdict.partial, Verdict.incorrect)),
    ("Fully right", False, lambda f: f.counted and f.verdict is Verdict.correct),
    ("In no figure", False, lambda f: not f.counted),
)


def page(run: Run, done: Sequence[Scored]) -> str:
    """The run as a page of HTML, the articles in `done` on it with their texts, the worst first.

    Args:
        run: the figures.
        done: its articles, failed ones too.

    """
    style, script = _file("page.css"), _file("page.js")
    kinds = list(_kinds(run))
    return _template().render(
        style=Markup(style),  # noqa: S704 - the project's own files
        script=Markup(script),  # noqa: S704
        policy=policy(script, style),
        run=run,
        engine=" ".join(part for part in (run.engine, run.model) if part),
        kinds=kinds,
        overall=next(row for row in kinds if row[""] == "all"),
        records=KINDS,
        fields=[(kind, list(rows)) for kind, rows in groupby(_fields(run), key=lambda f: f.kind)],
        verdicts=list(Verdict),
        notes=list(table.notes(run)),
        articles=[_article(scored) for scored in sorted(done, key=_badness)],
        most_marks=MOST_MARKS,
    )


class _Segment(NamedTuple):
    verdict: Verdict
    number: int
    start: float
    width: float


class _Field(NamedTuple):
    kind: str
    name: str
    f1: str
    bar: list[_Segment]


def _fields(run: Run) -> Iterator[_Field]:
    for row in table.field_rows(run.scores):
        values: dict[str, str] = dict(zip(table.FIELD_HEAD, row, strict=True))
        kind, _, name = values["field"].partition(".")
        yield _Field(kind, name, values["F1"], _bar([int(values[v]) for v in Verdict]))


def _kinds(run: Run) -> Iterator[dict[str, Any]]:
    """The rows of the score table by their heads; under "ends" content F1 and its interval, 0 to 100, for drawing."""
    for (_, parts), row in zip(table.tallies(run.scores), table.kind_rows(run.scores), strict=True):
        found = interval([p.ratio(Metric.content_f1) for p in parts])
        ends = [None if n is None else 100 * n for n in (found.value, found.low, found.high)]
        yield dict(zip(table.KIND_HEAD, row, strict=True)) | {"ends": ends}


def _bar(counts: Sequence[int]) -> list[_Segment]:
    """Stacked segments in per cent of the whole, those of nothing too."""
    whole = sum(counts) or 1
    starts = [100 * sum(counts[:i]) / whole for i in range(len(counts))]
    return [_Segment(v, n, at, 100 * n / whole) for v, n, at in zip(Verdict, counts, starts, strict=True)]


def _badness(scored: Scored) -> tuple[bool, float, int, str]:
    """Sorts failed articles first, then by content F1; where there was nothing to find and nothing found, last."""
    records = scored.score.records
    share = records.share(Metric.content_f1)
    return (scored.score.failed is None, 2.0 if share is None else share, -records.gold, scored.score.article)


def _article(scored: Scored) -> dict[str, Any]:
    score, text = scored.score, scored.gold.document.text
    found = findings(scored)
    placed = marks(found, text)
    tally: Tally = score.records
    rows = [dict(zip(table.KIND_HEAD, row, strict=True)) for row in table.kind_rows((score,))]
    folder, _, name = score.article.rpartition("/")
    return {
        "name": name,
        "folder": folder,
        "failed": score.failed,
        "f1": table.percent(tally.share(Metric.content_f1)),
        "wrong": sum(len(f.rows) for f in found if f.counted and f.predicted and f.gold),
        "tally": tally,
        "bar": _bar([tally.correct, tally.partial, tally.incorrect, tally.missing, tally.spurious]),
        "rows": [row for row in rows if row["gold"] != "0" or row["found"] != "0"],
        "pieces": [(words, keys, _looks(keys, found)) for words, keys in pieces(text, placed)],
        "placed": {key for _, key in placed},
        "full": len(placed) == MOST_MARKS,
        "groups": [(title, opened or score.failed, list(filter(holds, found))) for title, opened, holds in _GROUPS],
        "refused": [(r.path, p) for r in scored.report.rejected for p in r.problems] if scored.report else [],
    }


def _looks(keys: Sequence[Key], found: Sequence[Finding]) -> str:
    """The classes of a piece of text: what stands there."""
    looks: set[str] = set()
    for key in keys:
        finding = found[key.number]
        whose = "-actor" if finding.kind == "actors" else ""
        looks.add(("gold" if key.gold else "predicted") + whose)
        if finding.counted and finding.verdict in (Verdict.missing, Verdict.spurious):
            looks.add(finding.verdict + whose)
    return " ".join(sorted(looks))


def _file(name: str) -> str:
    return files("summarize.evals").joinpath(name).read_text("utf-8")


@cache
def _template() -> Template:
    return template(_file("page.html.j2"))
