"""Actors resolved across articles, and whom a name in an article means then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from summarize.digest.articles import Source
from summarize.digest.clusters import Clusters, Mention
from summarize.digest.corrections import Corrections
from summarize.digest.matching import unite_bodies
from summarize.digest.matters import Party, Reference, Told
from summarize.digest.names import fold
from summarize.digest.people import unite_people
from summarize.digest.situation import Doubt, Merge, ResolvedActor
from summarize.schemas import ActorKind, Name, Sector

__all__ = ["Cast", "resolve"]

_OF_STATES: Final = frozenset({Sector.government, Sector.military, Sector.police, Sector.intelligence})


def resolve(sources: Sequence[Source], corrections: Corrections) -> Cast:
    """The actors of all articles put together."""
    mentions = _mentions(sources)
    clusters = Clusters(mentions, corrections)
    doubts = unite_bodies([m for m in mentions if m.actor.kind is not ActorKind.person], clusters)
    doubts += unite_people([m for m in mentions if m.actor.kind is ActorKind.person], mentions, clusters)
    return Cast(mentions, clusters, doubts, {s.article.id: s for s in sources})


def _mentions(sources: Sequence[Source]) -> list[Mention]:
    found: list[Mention] = []
    # By id and not by date: how articles are put together must not hang on an article between two others.
    for source in sorted(sources, key=lambda s: s.article.id):
        first, at = len(found), {a.name: i for i, a in reversed([*enumerate(source.report.actors)])}
        for i, actor in enumerate(source.report.actors):
            whole = at.get(actor.part_of.name) if actor.part_of else None
            part = first + whole if whole is not None and whole != i else None
            reference = Reference(article=source.article.id, record=actor.id)
            found.append(Mention(first + i, reference, source.article.source, actor, part))
    return found


class Cast:
    """The actors of a situation, and who a name in one of its articles is."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        clusters: Clusters,
        doubts: Iterable[tuple[int, int, str]],
        sources: Mapping[str, Source],
    ) -> None:
        self._mentions, self._sources = mentions, sources
        self.unused = clusters.unused
        groups = clusters.found()
        named = {min(members): self._name(members) for members, _ in groups}
        groups.sort(key=lambda g: (fold(named[min(g[0])]), min(g[0])))
        ids = {member: f"actor-{i}" for i, (members, _) in enumerate(groups, 1) for member in members}
        self._by_name: dict[tuple[str, str], str] = {}
        for m in mentions:
            self._by_name.setdefault((m.reference.article, m.actor.name), ids[m.index])
        self._names = {ids[min(members)]: named[min(members)] for members, _ in groups}
        self.actors = tuple(self._resolved(ids, members, why) for members, why in groups)
        self._actors = {a.id: a for a in self.actors}
        self._above = {a.id: self._ancestors(a) for a in self.actors}
        self._state = {a.id: self._organ_of(a.id) for a in self.actors}
        pairs: dict[tuple[str, str], str] = {}
        for a, b, why in doubts:
            one, other = sorted((ids[a], ids[b]), key=_number)
            if one != other:
                pairs.setdefault((one, other), why)  # the surest likeness comes first
        ordered = sorted(pairs, key=lambda p: (_number(p[0]), _number(p[1])))
        self.doubts = tuple(Doubt(one=a, other=b, why=pairs[a, b]) for a, b in ordered)

    def _name(self, members: Sequence[int]) -> str:
        """The name that most outlets use; of equally many the longest."""
        used = {
            (self._mentions[m].actor.name, self._sources[self._mentions[m].reference.article].outlet) for m in members
        }
        counts = Counter(name for name, _ in used)
        return min(counts, key=lambda name: (-counts[name], -len(name), name))

    def _resolved(
        self, ids: Mapping[int, str], members: Sequence[int], why: Sequence[tuple[int, int, str]]
    ) -> ResolvedActor:
        told = [self._mentions[m] for m in members]
        actor = ids[members[0]]
        forms = Counter(form for m in told for form in m.names)
        # Whose record says what it is part of: the first by article that does, itself under another name aside.
        wholes = [p for m in told if m.actor.part_of and (p := self._party(m, m.actor.part_of, ids)).actor != actor]
        countries = sorted(m.actor.country for m in told if m.actor.country)
        sectors = Counter(m.actor.sector for m in told)
        kinds = Counter(m.actor.kind for m in told)
        return ResolvedActor(
            id=actor,
            name=self._names[actor],
            forms=tuple(sorted(forms, key=lambda f: (f != self._names[actor], -forms[f], f))),
            kind=min(kinds, key=lambda k: (-kinds[k], k)),
            sector=min(sectors, key=lambda s: (s is Sector.other, -sectors[s], s)),
            country=countries[0] if countries else None,
            roles=tuple(sorted({m.actor.role.text for m in told if m.actor.role})),
            part_of=min(wholes, key=lambda p: (p.actor is None, p.name)) if wholes else None,
            told=tuple(Told(article=m.reference.article, record=m.actor) for m in told),
            merges=tuple(
                Merge(one=self._mentions[a].reference, other=self._mentions[b].reference, why=w) for a, b, w in why
            ),
        )

    def _party(self, mention: Mention, name: Name, ids: Mapping[int, str]) -> Party:
        if mention.part is None:
            return self.party(mention.reference.article, name)
        return Party(name=self._names[ids[mention.part]], actor=ids[mention.part])

    def party(self, article: str, name: Name) -> Party:
        """Whom a name in an article means."""
        actor = self._by_name.get((article, name.name))
        return Party(name=self._names[actor] if actor else name.name, actor=actor)

    def parties(self, article: str, names: Iterable[Name]) -> tuple[Party, ...]:
        """Whom names in an article mean, each once."""
        return tuple(dict.fromkeys(self.party(article, n) for n in names))

    def _ancestors(self, actor: ResolvedActor) -> tuple[str, ...]:
        """What it is part of, the nearest first."""
        found: list[str] = []
        part = actor.part_of
        while part is not None and part.actor is not None and part.actor not in (actor.id, *found):
            found.append(part.actor)
            part = self._actors[part.actor].part_of
        return tuple(found)

    def speaker(self, party: Party) -> str:
        """The same for all who speak for one source: a person speaks for their body, one in an article's words is who
        those words mean.
        """
        if party.actor is None:
            return f"words {fold(party.name)}"
        actor = self._actors[party.actor]
        above = self._above[actor.id]
        return above[0] if actor.kind is ActorKind.person and above else actor.id

    def related(self, one: Party, other: Party) -> bool:
        """Whether two parties may stand for one side: one, or one is part of the other, speaks for the same body, or
        both are organs of one state.
        """
        if one.actor is None or other.actor is None:
            return one.actor == other.actor and fold(one.name) == fold(other.name)
        if one.actor == other.actor or one.actor in self._above[other.actor] or other.actor in self._above[one.actor]:
            return True
        if self.speaker(one) == self.speaker(other):
            return True
        state = self._state[one.actor]
        return state is not None and state == self._state[other.actor]

    def houses(self, party: Party) -> tuple[str, ...]:
        """Two parties that are `related` have one of these in common."""
        if party.actor is None:
            return (self.speaker(party),)
        state = self._state[party.actor]
        return (party.actor, *self._above[party.actor], *([f"state {state}"] if state else ()))

    def _organ_of(self, actor: str) -> str | None:
        """The state that it is an organ of."""
        for each in (actor, *self._above[actor]):
            a = self._actors[each]
            if a.kind is ActorKind.state:
                return a.country or a.id
            if a.country and a.sector in _OF_STATES and a.kind is not ActorKind.person:
                return a.country
        return None


def _number(actor: str) -> int:
    return int(actor.rpartition("-")[2])
