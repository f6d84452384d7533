"""Casualty and displacement figures that speak of the same thing, as series in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from summarize.digest.likeness import (
    Likeness,
    days,
    family,
    is_vague_time,
    named_place,
    place_likeness,
    same_number,
    span_of,
)
from summarize.digest.matters import CasualtyFigures, DisplacementFigures, Party, Value
from summarize.digest.names import fold
from summarize.digest.series import series
from summarize.digest.statements import World, most_told
from summarize.digest.threads import threads
from summarize.schemas import Casualty, Count, Displacement, Movement, People, Place, Scope, Victims, When

__all__ = ["STANDING", "Figure", "casualties", "displacements"]

_RECENT: Final = 3
"""Days before publication that an incident without a day is taken to be of."""
_START: Final = dt.timedelta(7)
"""By how much two articles' beginnings of one period may differ."""
_GENERAL: Final = frozenset({"people"})
_MOVED: Final = frozenset({Movement.fled, Movement.evacuated, Movement.displaced})
"""Movements that readers tell apart by a word of the paragraph."""
STANDING: Final = frozenset({Movement.trapped, Movement.expected, Movement.displaced})
"""Movements whose figures are numbers held at a time."""


@dataclass(frozen=True)
class Figure:
    """A figure with what decides which others speak of the same thing."""

    article: str
    published: dt.date | None
    record: Casualty | Displacement
    doers: tuple[Party, ...]
    speakers: frozenset[str]

    @property
    def count(self) -> Count:
        return self.record.count

    @property
    def whom(self) -> str:
        return self.record.victims if isinstance(self.record, Casualty) else self.record.people

    @property
    def what(self) -> str:
        return self.record.harm if isinstance(self.record, Casualty) else self.record.movement

    @property
    def where(self) -> Place | None:
        if isinstance(self.record, Casualty):
            return self.record.place
        return self.record.origin or self.record.destination

    @cached_property
    def scope(self) -> Scope:
        """Of a displacement: standing for those who are away or held, incident for one day's, else cumulative."""
        if isinstance(self.record, Casualty):
            return self.record.scope
        if self.record.movement in STANDING:
            return Scope.standing
        day = span_of(self.record.when)
        return Scope.incident if day and day.first == day.last else Scope.cumulative


def casualties(world: World) -> tuple[CasualtyFigures, ...]:
    """The casualty figures of all articles."""
    found = [f for a, s in world.sources.items() for f in _figures(a, s.report.casualties, world)]
    made = []
    for i, group in enumerate(_grouped(found, world), 1):
        records = [f.record for f in group if isinstance(f.record, Casualty)]
        known = [r.victims for r in records if r.victims is not Victims.unknown]
        made.append(
            CasualtyFigures(
                id=f"casualty-{i}",
                place=most_told(r.place for r in records),
                harm=records[0].harm,
                victims=known[0] if known else Victims.unknown,
                scope=records[0].scope,
                perpetrators=tuple(dict.fromkeys(p for f in group for p in f.doers)),
                **series(Value[Casualty], f"casualty-{i}", group, world),
                **world.matter([(f.article, f.record) for f in group]),
            )
        )
    return tuple(made)


def displacements(world: World) -> tuple[DisplacementFigures, ...]:
    """The displacement figures of all articles."""
    found = [f for a, s in world.sources.items() for f in _figures(a, s.report.displacements, world)]
    made = []
    for i, group in enumerate(_grouped(found, world), 1):
        records = [f.record for f in group if isinstance(f.record, Displacement)]
        known = [r.people for r in records if r.people is not People.unknown]
        made.append(
            DisplacementFigures(
                id=f"displacement-{i}",
                place=most_told(r.origin for r in records),
                destination=most_told(r.destination for r in records),
                movement=records[0].movement,
                people=known[0] if known else People.unknown,
                **series(Value[Displacement], f"displacement-{i}", group, world),
                **world.matter([(f.article, f.record) for f in group]),
            )
        )
    return tuple(made)


def _figures(article: str, records: Iterable[Casualty | Displacement], world: World) -> list[Figure]:
    published = world.sources[article].article.published
    return [
        Figure(
            article,
            published,
            record,
            world.cast.parties(article, record.perpetrators) if isinstance(record, Casualty) else (),
            frozenset(world.speaker(article, c) for c in record.claims),
        )
        for record in records
    ]


def _grouped(found: Sequence[Figure], world: World) -> list[list[Figure]]:
    def order(f: Figure) -> tuple[dt.date, str, int]:
        return f.published or dt.date.min, f.article, int(f.record.id.rpartition("-")[2])

    groups = threads(
        sorted(found, key=lambda f: order(f)[1:]),
        _keys,
        lambda a, b: _likeness(a, b, world),
        lambda a, b: _clash(a, b, world),
    )
    return sorted((sorted(group, key=order) for group in groups), key=lambda g: order(g[0]))


def _keys(figure: Figure) -> list[Hashable]:
    """By number, by the words of the place, and without a place by the source."""
    what = "moved" if figure.what in _MOVED else figure.what
    words = named_place(figure.where.text) if figure.where else sorted(figure.speakers)
    numbers = [n for n in (figure.count.low, figure.count.high) if n is not None]
    return [(what, key) for key in (*numbers, *words)]


def _likeness(a: Figure, b: Figure, world: World) -> int:
    where, number = place_likeness(a.where, b.where), same_number(a.count, b.count)
    shared = bool(a.speakers & b.speakers)
    whom = a.whom == b.whom
    if a.article == b.article:
        # Two sources of one article that are at odds over one thing; else an article's figures are as many things.
        rivals = whom and not shared and not number and where is Likeness.same
        return int(rivals and _told_alike(a, b) and not _apart_in_words(a, b))
    if number and where is Likeness.unknown and not (shared or (whom and a.scope is not Scope.incident)):
        return 0
    if not number and not (whom and _one_series(a, b, where)):
        return 0
    doers = any(world.cast.related(x, y) for x in a.doers for y in b.doers)
    return 1 + 3 * number + 4 * (where is Likeness.same) + (where is Likeness.within) + 2 * whom + 2 * doers + shared


def _told_alike(a: Figure, b: Figure) -> bool:
    """Whether one article tells when and by what of both figures in the same words, or of neither; what it says of one
    alone the other must make good by the second.
    """
    whens = [fold(f.record.when.text) if f.record.when else "" for f in (a, b)]
    causes = [fold(c.text) if (c := getattr(f.record, "cause", None)) else "" for f in (a, b)]
    same = [x == y for x, y in (whens, causes)]
    open_ = [not all(pair) for pair in (whens, causes)]
    return all(same) or (same[0] and open_[1] and all(whens)) or (same[1] and open_[0] and all(causes))


def _one_series(a: Figure, b: Figure, where: Likeness) -> bool:
    """Whether figures of the same people with different numbers are of one series: the numbers do not say so."""
    placeless = a.where is None and b.where is None and bool(a.speakers & b.speakers)
    if not placeless and where is not Likeness.same:
        return False
    if (_to(a) is None) != (_to(b) is None):
        return False
    return a.scope is not Scope.incident or _one_event(a, b)


def _to(figure: Figure) -> Place | None:
    return figure.record.destination if isinstance(figure.record, Displacement) else None


def _one_event(a: Figure, b: Figure) -> bool:
    """Whether two figures of one place with different numbers may be of one attack."""
    one, other = (days(f.record.when, f.published, _RECENT) for f in (a, b))
    return one is not None and other is not None and not one.apart(other)


def _clash(a: Figure, b: Figure, world: World) -> bool:
    number = same_number(a.count, b.count)
    if a.what != b.what and not (number and {a.what, b.what} <= _MOVED):
        return True
    if a.scope is not b.scope and (isinstance(a.record, Casualty) or not number):
        return True
    if a.whom != b.whom and "unknown" not in (a.whom, b.whom):
        return True
    if place_likeness(a.where, b.where) is Likeness.other:
        return True
    if place_likeness(_to(a), _to(b)) is Likeness.other:
        return True
    if a.doers and b.doers and not any(world.cast.related(x, y) for x in a.doers for y in b.doers):
        return True
    if a.article == b.article and _likeness(a, b, world) == 0:
        return True
    return _apart_in_time(a, b, number=number) or (not number and _apart_in_words(a, b))


def _apart_in_words(a: Figure, b: Figure) -> bool:
    """Whether cause or victims are told in words that mean different things; a part of the victims is another thing."""
    causes = [family("causes", getattr(f.record, "cause", None)) for f in (a, b)]
    if all(causes) and causes[0].isdisjoint(causes[1]):
        return True
    whom = [family("victims", getattr(f.record, "victims_text", None)) - _GENERAL for f in (a, b)]
    return whom[0] != whom[1]


def _since_other_things(one: When | None, other: When | None) -> bool:
    """Whether two time phrases without a day are of different things: "since the siege began", "in the war"."""
    said = [{w for w in fold(when.text).split() if not is_vague_time(w)} if when else set() for when in (one, other)]
    return all(said) and said[0].isdisjoint(said[1])


def _apart_in_time(a: Figure, b: Figure, *, number: bool) -> bool:
    if a.scope is Scope.incident or b.scope is Scope.incident:
        one, other = (days(f.record.when, f.published, _RECENT) for f in (a, b))
        return one is not None and other is not None and one.apart(other)
    whens: list[When | None] = [f.record.when for f in (a, b)]
    one, other = map(span_of, whens)
    if a.scope is Scope.standing:
        return False
    if one is None or other is None:
        return not number and one is other and _since_other_things(*whens)
    if one.apart(other):
        return True
    if number or one.first is None or other.first is None:
        return False
    return abs(one.first - other.first) > _START
