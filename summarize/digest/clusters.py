"""Actors of single articles put together one pair at a time, never against what keeps two apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from summarize.digest.corrections import Corrections, means
from summarize.digest.matters import Reference
from summarize.schemas import Actor, ActorKind, Sector

__all__ = ["Clusters", "Mention"]

_S = Sector
_NEAR: Final = frozenset(
    frozenset(pair)
    for pair in (
        (_S.government, _S.military),
        (_S.government, _S.police),
        (_S.government, _S.intelligence),
        (_S.government, _S.political),
        (_S.military, _S.police),
        (_S.military, _S.intelligence),
        (_S.military, _S.paramilitary),
        (_S.police, _S.intelligence),
        (_S.rebel_group, _S.paramilitary),
        (_S.rebel_group, _S.political),
        (_S.ngo, _S.civilian),
        (_S.ngo, _S.medical),
        (_S.ngo, _S.media),
        (_S.ngo, _S.intergovernmental),
        (_S.civilian, _S.medical),
        (_S.civilian, _S.political),
        (_S.civilian, _S.media),
    )
)
"""Sectors that two careful readers may give to one actor."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor of one article."""

    index: int
    reference: Reference
    source: str | None
    actor: Actor
    part: int | None
    """The mention, of the same article, that it is part of."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and aliases."""
        return (self.actor.name, *self.actor.aliases)


class _Cluster:
    __slots__ = ("countries", "members", "reports", "sectors", "why")

    def __init__(self, mention: Mention) -> None:
        self.members = [mention.index]
        self.reports = {mention.reference.article}
        self.countries = {mention.actor.country} - {None}
        self.sectors = {mention.actor.sector}
        self.why: list[tuple[int, int, str]] = []


class Clusters:
    """Mentions in disjoint sets. Two actors of one article are never put together, except by a correction."""

    def __init__(self, mentions: Sequence[Mention], corrections: Corrections) -> None:
        self.mentions = mentions
        self._of = [_Cluster(m) for m in mentions]
        self._apart: dict[int, set[int]] = {}
        groups = (*corrections.same, *corrections.different)
        self.unused = tuple(dict.fromkeys(w for g in groups for w in g.actors if not self._meant(w)))
        """Names in the corrections that no actor goes by."""
        named = [[self._meant(words) for words in group.actors] for group in corrections.different]
        for meant in named:
            for some, others in combinations(meant, 2):
                self._keep_apart(some, others)
        for group in corrections.same:
            same = sorted({m for words in group.actors for m in self._meant(words)})
            for other in same[1:]:
                if not self.kept_apart(same[0], other):
                    self._join(same[0], other, group.why)

    def _meant(self, words: str) -> list[int]:
        return [m.index for m in self.mentions if means(words, m.names, m.reference.article, m.source)]

    def _keep_apart(self, some: Iterable[int], others: Iterable[int]) -> None:
        # Whom both names mean the more precise one keeps: "Petrov @ a.txt" against "Petrov" is that one and all others.
        some, others = set(some), set(others)
        some, others = (some, others - some) if len(some) <= len(others) else (some - others, others)
        for m in some:
            self._apart.setdefault(m, set()).update(others)
        for m in others:
            self._apart.setdefault(m, set()).update(some)

    def root(self, mention: int) -> int:
        """The same number for all mentions of one actor."""
        return self._of[mention].members[0]

    def compatible(self, one: int, other: int) -> bool:
        """Whether nothing keeps the two actors apart, in all that is told of each so far."""
        a, b = self._of[one], self._of[other]
        if a is b:
            return True
        if not a.reports.isdisjoint(b.reports) or len(a.countries | b.countries) > 1:
            return False
        if not all(
            frozenset((x, y)) in _NEAR for x in a.sectors for y in b.sectors if x != y and _S.other not in (x, y)
        ):
            return False
        if (self.mentions[one].actor.kind is ActorKind.person) != (self.mentions[other].actor.kind is ActorKind.person):
            return False
        return not self.kept_apart(one, other)

    def kept_apart(self, one: int, other: int) -> bool:
        """Whether a correction says that they are two."""
        a, b = self._of[one], self._of[other]
        return any(not self._apart[m].isdisjoint(b.members) for m in a.members if m in self._apart)

    def join(self, one: int, other: int, why: str) -> bool:
        """Make the two one where nothing keeps them apart; whether they are one now."""
        if not self.compatible(one, other):
            return False
        self._join(one, other, why)
        return True

    def _join(self, one: int, other: int, why: str) -> None:
        a, b = self._of[one], self._of[other]
        if a is b:
            return
        a, b = (a, b) if len(a.members) >= len(b.members) else (b, a)
        a.why += [*b.why, (one, other, why)]
        a.members += b.members
        a.reports |= b.reports
        a.countries |= b.countries
        a.sectors |= b.sectors
        for member in b.members:
            self._of[member] = a

    def unite(
        self,
        members: Iterable[int],
        same: Callable[[int, int], str | None],
        bridges: Callable[[int, int], bool] | None = None,
    ) -> list[tuple[int, int, str]]:
        """Join those of one bucket that `same` gives a reason for; the doubtful pairs.

        Who could be one of several is kept apart from all of them, unless it `bridges` each two of these.
        """
        doubts: list[tuple[int, int, str]] = []
        heads: list[int] = []
        for member in sorted(set(members), key=self._certainty):
            open_to = [(h, why) for h in heads if (why := same(h, member)) and self.compatible(h, member)]
            others = {self.root(h): (h, why) for h, why in open_to}
            pairs = combinations((h for h, _ in others.values()), 2)
            if self.root(member) in others:
                continue
            if len(others) == 1 or (bridges and all(bridges(a, b) and self.compatible(a, b) for a, b in pairs)):
                for head, why in others.values():
                    self.join(head, member, why)
                # What is like the first alone need not be like the others.
                heads += [member] if bridges or not others else []
                continue
            doubts += [(h, member, f"one of several: {why}") for h, why in others.values()]
            heads += [] if others else [member]
        return doubts

    def _certainty(self, mention: int) -> tuple[bool, bool, int]:
        m = self.mentions[mention]
        return not m.actor.country, m.part is None, mention

    def found(self) -> list[tuple[list[int], list[tuple[int, int, str]]]]:
        """Each actor's mentions, and why they were put together."""
        return [(sorted(c.members), sorted(c.why)) for i, c in enumerate(self._of) if min(c.members) == i]
