"""Which persons of different articles are one: by last name, given name and the body they belong to."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final, Literal, NamedTuple

from summarize.digest import names as n
from summarize.digest.clusters import Clusters, Mention
from summarize.digest.matching import Doubtful, unite_if_one
from summarize.schemas import Actor, Sector

__all__ = ["unite_people"]

_OF_STATES: Final = frozenset({Sector.government, Sector.military, Sector.police, Sector.intelligence})
_Match = Literal["the same", "nearly the same"]


def unite_people(people: Sequence[Mention], mentions: Sequence[Mention], clusters: Clusters) -> list[Doubtful]:
    """Put together the mentions that are persons; the doubtful pairs. Bodies have been put together before.

    First those with a given name, then last names alone, where only one person is meant.
    """
    return _People(people, mentions, clusters).unite()


class _Person(NamedTuple):
    actor: Actor
    full: tuple[n.PersonName, ...]
    """Its names that have a given name too."""
    last: frozenset[str]
    """Its last names."""


class _People:
    def __init__(self, people: Sequence[Mention], mentions: Sequence[Mention], clusters: Clusters) -> None:
        self._known = {m.index: _person(m.actor) for m in people}
        self._mentions, self._clusters = mentions, clusters
        self._doubts: list[Doubtful] = []

    def unite(self) -> list[Doubtful]:
        for key in (_by_last_name, _by_sound):
            for held in _shared(self._buckets(key)):
                self._doubts += self._clusters.unite(held, self._one)
        by_last = self._buckets(_last_names)
        short = {i for i, p in self._known.items() if not p.full}
        for i in sorted(short):
            candidates = {c for key in _last_names(self._known[i]) for c in by_last[key] if c not in short}
            mine = sorted(c for c in candidates if self._one_by_last_name(i, c))
            self._doubts += unite_if_one(
                self._clusters, i, mine, "last name and body", lambda m: self._known[m].actor.name
            )
        for held in _shared(by_last):
            self._doubts += self._clusters.unite(
                short.intersection(held),
                lambda a, b: "the same last name and body" if self._one_by_last_name(a, b) else None,
            )
        return [(a, b, why) for a, b, why in self._doubts if self._clusters.root(a) != self._clusters.root(b)]

    def _buckets(self, key: Callable[[_Person], Iterable[Hashable]]) -> dict[Hashable, list[int]]:
        buckets: dict[Hashable, list[int]] = {}
        for index, p in self._known.items():
            for k in dict.fromkeys(key(p)):
                buckets.setdefault(k, []).append(index)
        return buckets

    def _one(self, a: int, b: int) -> str | None:
        one, other = self._known[a], self._known[b]
        match = _same_name(one, other)
        if match is None:
            return None
        bodies = self._bodies(a, b)
        alike = _same_country(one.actor, other.actor) and one.actor.sector == other.actor.sector
        # A name spelt otherwise may be another's: more has to speak for it.
        sure = bodies == "same" or alike or (bodies == "unknown" and match == "the same")
        if match != "the same" and bodies == "other":
            sure = False
        if sure:
            return f"{match} name: “{one.actor.name}” = “{other.actor.name}”"
        self._doubts.append((a, b, f"{match} name, but not surely of one body"))
        return None

    def _one_by_last_name(self, a: int, b: int) -> bool:
        one, other = self._known[a], self._known[b]
        if not any(n.nearly(x, y) for x in one.last for y in other.last):
            return False
        bodies, countries = self._bodies(a, b), {one.actor.country, other.actor.country} - {None}
        return bodies == "same" or (
            bodies == "unknown" and one.actor.sector == other.actor.sector and len(countries) < 2
        )

    def _bodies(self, a: int, b: int) -> Literal["same", "other", "unknown"]:
        """Whether two persons belong to one body, or to organs of one state."""
        (one, states), (other, their_states) = self._above(a), self._above(b)
        if not one or not other:
            return "unknown"
        return "same" if one & other or states & their_states else "other"

    def _above(self, index: int) -> tuple[set[int], set[str]]:
        roots: set[int] = set()
        states: set[str] = set()
        part = self._mentions[index].part
        while part is not None and self._clusters.root(part) not in roots:
            roots.add(self._clusters.root(part))
            actor = self._mentions[part].actor
            if actor.country and actor.sector in _OF_STATES:
                states.add(actor.country)
            part = self._mentions[part].part
        return roots, states


def _person(actor: Actor) -> _Person:
    names = [n.person(name) for name in (actor.name, *actor.aliases)]
    whole = {" ".join((*name.given, name.last)): name for name in names if name.given}
    # "Abdel Rahman" of Rami Abdel Rahman is his last name, not another full one.
    ends = {w for w in whole if any(o != w and o.endswith(f" {w}") for o in whole)}
    full = tuple(name for w, name in whole.items() if w not in ends)
    last = {full[0].last} if full else {names[0].last}
    return _Person(actor, full, frozenset(last | ends) - {""})


def _by_last_name(p: _Person) -> list[Hashable]:
    return [(name.given[0][0], name.last) for name in p.full]


def _by_sound(p: _Person) -> list[Hashable]:
    return [(name.given[0][0], n.skeleton(name.last)) for name in p.full]


def _last_names(p: _Person) -> list[Hashable]:
    return [n.skeleton(last) for last in sorted(p.last)]


def _shared(buckets: dict[Hashable, list[int]]) -> list[list[int]]:
    return [buckets[k] for k in sorted(buckets, key=str) if len(buckets[k]) > 1]


def _same_country(one: Actor, other: Actor) -> bool:
    return one.country is not None and one.country == other.country


def _same_name(a: _Person, b: _Person) -> _Match | None:
    best: _Match | None = None
    for x in a.full:
        for y in b.full:
            if not n.nearly(x.last, y.last) or not all(map(_one_given, x.given, y.given)):
                continue
            if x.last == y.last and x.given[0] == y.given[0]:
                return "the same"
            # A given name that may be another one must not meet a last name that may be another one.
            if x.last == y.last or x.given[0] == y.given[0]:
                best = "nearly the same"
    return best


def _one_given(x: str, y: str) -> bool:
    """Whether two given names may be one person's: the same, spelt otherwise, or one the other's initial."""
    return n.nearly(x, y) or (1 in (len(x), len(y)) and x[0] == y[0])
