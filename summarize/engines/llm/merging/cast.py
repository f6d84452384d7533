"""The actors of several answers on one article: which of them are one, and whom a name means."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Final

from summarize.engines.llm.merging.shapes import fits
from summarize.schemas.reading import name_key, names_nobody

__all__ = ["Cast", "identity"]

_NAMES: Final = ("issuers", "targets", "parties", "mediators", "perpetrators")


def identity(item: Any) -> str:
    """The same for equal JSON values only."""
    return json.dumps(item, sort_keys=True)


class _Group:
    """What is told of one actor: the answers' numbers and what they list."""

    def __init__(self, answer: int, item: Any) -> None:
        self.members: list[tuple[int, Any]] = [(answer, item)]
        self.known = fits("actors", item)
        self.names = _keys([item["name"]]) if self.known else set()
        self.aliases = _keys(item.get("aliases") or ()) if self.known else set()
        self.kind = item["kind"] if self.known else None
        self.into: _Group | None = None

    def told(self) -> list[tuple[int, Any]]:
        """Each different record with the first answer that has it."""
        first: dict[str, tuple[int, Any]] = {}
        for answer, item in sorted(self.members, key=lambda m: m[0]):
            first.setdefault(identity(item), (answer, item))
        return list(first.values())

    @property
    def answers(self) -> set[int]:
        return {answer for answer, _ in self.members}

    def found(self) -> _Group:
        """The group that this one has become part of."""
        group = self
        while group.into is not None:
            group = group.into
        return group

    def take(self, other: _Group) -> None:
        self.members += other.members
        self.names |= other.names
        self.aliases |= other.aliases
        other.into = self


class Cast:
    """The actors of all answers. `items[i]` are those that answer i lists, malformed ones among them.

    Actors of one name are one. So are those of different answers when one's name is an alias of the other and of no
    third, and both are of one kind; one answer tells its own actors apart.
    """

    def __init__(self, items: Sequence[Sequence[Any]]) -> None:
        groups = [[_Group(i, item) for item in some] for i, some in enumerate(items)]
        every = [g for some in groups for g in some]
        _unite_namesakes(every)
        while _unite_by_alias([g for g in every if g.into is None]):
            pass
        kept = [g for g in every if g.into is None]
        position = {id(g): i for i, g in enumerate(kept)}
        self.positions = [[position[id(g.found())] for g in some] for some in groups]
        """Of each answer's actors: where they are in `actors`."""
        self._own = [
            _table((item, place) for item, place in zip(some, places, strict=True) if fits("actors", item))
            for some, places in zip(items, self.positions, strict=True)
        ]
        self.actors: list[Any] = [_merged([item for _, item in g.told()]) for g in kept]
        self._table = _table((self.actors[i], i) for i, g in enumerate(kept) if g.known)
        self.actors = [self._belonging(i, g) for i, g in enumerate(kept)]

    def who(self, name: str | None) -> Hashable:
        """The same for two names that mean one actor; None for the article itself."""
        if name is None:
            return None
        key = name_key(name)
        return self._table.get(key, key)

    def renamed(self, answer: int, record: dict[str, Any]) -> dict[str, Any]:
        """A record of an answer, with each name that another answer gives to another actor replaced."""
        new = record | {f: [self._name(answer, n) for n in record[f]] for f in _NAMES if record.get(f)}
        claims = [c | {"source": self._name(answer, c["source"])} if c.get("source") else c for c in record["claims"]]
        return new | {"claims": claims}

    def _name(self, answer: int, name: str) -> str:
        key = name_key(name)
        meant = self._own[answer].get(key)
        return name if meant is None or self._table.get(key) == meant else str(self.actors[meant]["name"])

    def _belonging(self, place: int, group: _Group) -> Any:
        """The actor with what it is part of, which cannot be itself under another name."""
        actor, told = self.actors[place], group.told()
        if not group.known:
            return actor
        wholes = [self._name(i, item["part_of"]) for i, item in told if item.get("part_of") is not None]
        whole = next((w for w in wholes if len(told) == 1 or self.who(w) != place), None)
        return actor if actor.get("part_of") == whole else actor | {"part_of": whole}


def _merged(told: Sequence[Any]) -> Any:
    """One record of all that is told of an actor: under its fullest name, the other forms are aliases."""
    first = told[0]
    if len(told) == 1:
        return first
    name = max((item["name"] for item in told), key=lambda n: len(name_key(n)))
    surfaces = [s for item in told for s in (item["name"], *(item.get("aliases") or ()))]
    listed = first.get("aliases") or []
    aliases = [a for a in listed if a != name or name == first["name"]]
    aliases += [s for s in dict.fromkeys(surfaces) if s not in (name, *listed)]
    merged = first | {"name": name} | ({"aliases": aliases} if aliases != listed else {})
    for field in ("country", "role"):
        said = [item[field] for item in told if item.get(field) is not None]
        merged |= {field: said[0]} if said else {}
    return merged


def _keys(names: Iterable[str]) -> set[str]:
    return {name_key(n) for n in names if not names_nobody(n)}


def _table(actors: Iterable[tuple[Any, int]]) -> dict[str, int]:
    """Key of a name → the actor's place. As in validation a name counts before an alias, and the first of two alike."""
    actors = list(actors)
    table: dict[str, int] = {}
    for actor, place in actors:
        table.setdefault(name_key(actor["name"]), place)
    for actor, place in actors:
        for alias in actor.get("aliases") or ():
            table.setdefault(name_key(alias), place)
    return table


def _unite_namesakes(groups: Iterable[_Group]) -> None:
    first: dict[tuple[bool, str], _Group] = {}
    for group in groups:
        # Without a name, malformed or a pronoun, only its equal is the same.
        key = next(iter(group.names), None) or identity(group.members[0][1])
        same = first.setdefault((bool(group.names), key), group)
        if same is not group:
            same.take(group)


def _unite_by_alias(groups: Sequence[_Group]) -> bool:
    """Whether any two were united; the first in the list has the other then."""
    order = {id(g): i for i, g in enumerate(groups)}
    holders: dict[str, list[_Group]] = {}
    for group in groups:
        for key in group.aliases:
            holders.setdefault(key, []).append(group)
    united = False
    for group in groups:
        held = {id(g): g for key in group.names for h in holders.get(key, ()) if (g := h.found()) is not group.found()}
        others = [g for g in held.values() if g.kind == group.kind]
        if group.into is None and len(others) == 1 and not others[0].answers & group.answers:
            first, second = sorted((group, others[0]), key=lambda g: order[id(g)])
            first.take(second)
            united = True
    return united
