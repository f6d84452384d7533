"""The values of one series: which takes another's place, and which cannot hold beside one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeVar

from summarize.digest.likeness import numbers
from summarize.digest.matters import Contradiction, Told, Value
from summarize.digest.statements import BEHIND, World, statements
from summarize.digest.support import support
from summarize.quantities import Qualifier
from summarize.schemas import Casualty, Displacement, Scope

if TYPE_CHECKING:
    from summarize.digest.figures import Figure

__all__ = ["series"]

_R = TypeVar("_R", Casualty, Displacement)


class _Tally:
    """All figures of a group that have the same bounds."""

    def __init__(self, name: str, figures: Sequence[Figure]) -> None:
        self.id, self.figures, self.scope = name, figures, figures[0].scope
        self.count = figures[0].count
        self.speakers = frozenset(s for f in figures for s in f.speakers)
        days = sorted(day for f in figures if (day := _day(f)))
        self.first: dt.date | None = days[0] if days else None
        self.last: dt.date | None = days[-1] if days else None
        self.range = numbers(self.count.low, self.count.high, self.count.qualifier)

    def beside(self, other: _Tally) -> bool:
        """Whether there is a number that both allow."""
        return self.range.low <= other.range.high and other.range.low <= self.range.high

    def gives_way(self, later: _Tally) -> bool:
        """Whether a later value takes this one's place: its own source's, a count's that went on, or today's number.
        Who says "no more than" is at odds with a higher count, not behind it.
        """
        if later.first is None or self.last is None or later.first <= self.last or _vague(later):
            return False
        if self.speakers & later.speakers or self.scope is Scope.standing:
            return True
        return self.scope is Scope.cumulative and 0 < self.range.low <= later.range.low and not _vague(self)


def series(kind: type[Value[_R]], name: str, group: Sequence[Figure], world: World) -> dict[str, Any]:
    """The fields `values` (of that class) and `contradictions` for a group of figures in time order."""
    bounds: dict[Any, list[Figure]] = {}
    for figure in group:
        bounds.setdefault(figure.count.bounds, []).append(figure)
    held = sorted(bounds.values(), key=lambda figures: _day(figures[0]) or dt.date.min)
    tallies = [_Tally(f"{name}.{i}", figures) for i, figures in enumerate(held, 1)]
    contradictions = []
    for one, other in combinations(tallies, 2):
        if not one.beside(other) and not one.gives_way(other) and not other.gives_way(one):
            why = f"“{one.count.text}” and “{other.count.text}” cannot both hold"
            contradictions.append(Contradiction(one=one.id, other=other.id, why=why))
    return {"values": tuple(_value(kind, t, tallies, world) for t in tallies), "contradictions": tuple(contradictions)}


def _value(kind: type[Value[_R]], tally: _Tally, tallies: Sequence[_Tally], world: World) -> Value[_R]:
    later = [t for t in tallies if t is not tally and tally.gives_way(t)]
    latest = max(later, key=lambda t: (t.first or dt.date.min, tallies.index(t))) if later else None
    told: Any = tuple(Told(article=f.article, record=f.record) for f in tally.figures)
    said = statements(((f.article, f.record) for f in tally.figures), world)
    return kind(
        id=tally.id,
        low=tally.count.low,
        high=tally.count.high,
        qualifier=tally.count.qualifier,
        text=tally.count.text,
        first=tally.first,
        last=tally.last,
        sources=tuple(dict.fromkeys(s.source for s in said if s.source and s.stance in BEHIND)),
        support=support([s for s in said if s.stance in BEHIND], world.sources),
        superseded_by=latest.id if latest else None,
        told=told,
    )


def _vague(tally: _Tally) -> bool:
    return tally.count.qualifier is Qualifier.vague


def _day(figure: Figure) -> dt.date | None:
    """The day that a figure is of: the last of its own days, else when it was published."""
    when = figure.record.when
    return (when.latest if when else None) or figure.published
