"""Casualty and displacement figures: the values of a series as a chart and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from summarize.digest.matters import CasualtyFigures, DisplacementFigures, Value
from summarize.digest.titles import title
from summarize.render import situation_words as w
from summarize.render.situation_page.charts import Chart, chart
from summarize.render.situation_page.claims import Sides, Voice, sides, voices
from summarize.render.situation_page.evidence import Cited
from summarize.render.situation_page.names import Shown
from summarize.render.situation_page.page import Page
from summarize.render.words import bounds

__all__ = ["Figure", "Series", "series"]


class Figure(NamedTuple):
    """A value: its bounds, the words for it with the articles that have them, and who stands behind it.

    Values of a series go by number, from 1; so do the one that takes its place (0: none) and those against it.
    """

    bounds: str
    days: str
    wordings: list[list[Cited]]
    voices: list[Voice]
    support: str
    several: bool
    number: int = 0
    superseded: int = 0
    contradicts: tuple[int, ...] = ()


class Series(NamedTuple):
    """What is said of one harm, or of one movement; values are told apart by number."""

    tag: str
    kind: str
    title: str
    mark: str
    by: tuple[Shown, ...]
    figures: list[Figure]
    chart: Chart | None
    why: list[str]
    sides: Sides
    support: str

    @property
    def lone(self) -> bool:
        """Whether a row tells all: one value, on which all agree."""
        return len(self.figures) == 1 and not self.sides.against


def series(matter: CasualtyFigures | DisplacementFigures, page: Page) -> Series:
    """All that the situation has on a series."""
    values: Sequence[Value[Any]] = matter.values
    numbers = {v.id: i for i, v in enumerate(values, 1)}
    against: dict[str, list[int]] = {}
    for c in matter.contradictions:
        for one, other in ((c.one, c.other), (c.other, c.one)):
            against.setdefault(one, []).append(numbers.get(other, 0))
    return Series(
        tag=page.names.matter(matter),
        kind=matter.type,
        title=title(matter),
        mark=w.mark(matter),
        by=tuple(page.names.parties(matter.perpetrators)) if isinstance(matter, CasualtyFigures) else (),
        figures=[
            _figure(v, matter, page)._replace(
                number=i,
                superseded=numbers.get(v.superseded_by or "", 0),
                contradicts=tuple(sorted(n for n in against.get(v.id, ()) if n)),
            )
            for i, v in enumerate(values, 1)
        ],
        chart=chart(values, against.keys()),
        why=[c.why for c in matter.contradictions],
        sides=sides(matter, page),
        support=w.support(matter.support),
    )


def _figure(value: Value[Any], matter: CasualtyFigures | DisplacementFigures, page: Page) -> Figure:
    told = {(t.article, t.record.id) for t in value.told}
    said = [s for s in matter.statements if (s.article, s.record) in told]
    wordings: dict[str, list[Cited]] = {}
    for t in value.told:
        wordings.setdefault(t.record.count.text.casefold(), []).append(
            page.evidence.cite(t.article, t.record.count, matter.type)
        )
    return Figure(
        bounds=bounds(value.told[0].record.count),
        days=w.day(value.first) if value.first == value.last else f"{w.day(value.first)} to {w.day(value.last)}",
        wordings=list(wordings.values()),
        voices=voices(said, matter.type, page),
        support=w.support(value.support),
        several=len({a for a, _ in told}) > 1,
    )
