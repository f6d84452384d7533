"""What actors belong to: the state of each, and the body that it is a part of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from summarize.engines.rules.cast import Cast, Entry
from summarize.engines.rules.lexicons import group, words
from summarize.engines.rules.names import state_named

__all__ = ["OF_STATE", "belong"]

OF_STATE: Final = frozenset({"military", "government", "police", "intelligence"})
"""Sectors whose bodies are a state's."""
_STATELESS: Final = frozenset({"intergovernmental", "media"})
_OF_PART = re.compile(
    r"\b(?:local|provincial|regional|district|state|city|town|village|municipal\w*|council|county|governor|mayor|parliament|congress|assembly|senate|legislature|court)\b",
    re.IGNORECASE,
)
"""What governs a part of a state is no part of its government."""
_MINISTER = re.compile(r"\b(?:minister\b|president$|government spokes|presidential)")
_UNIT = re.compile(
    r"\b(?:Brigade|Battalion|Division|Regiment|Corps|Command|Garrison|Squadron|Fleet|Marines|Navy|Air Force)\b"
)
_NATIONS: Final = ("United Nations", "UN", "U.N.")
_OF_NATIONS: Final = tuple(f"{n}{rest}" for n in _NATIONS for rest in (" ", "'s "))
_SEVERAL: Final = 2  # states among which a president may be of any
_LONE: Final = ("army", "military", "armed forces", "security forces")


def belong(home: str | None, cast: Cast) -> None:
    """Give every actor its state, which is `home`, the one that the article is about, where nothing else tells; and
    bodies and persons of state what they are part of.
    """
    army = _only(cast, "military", [*cast.armies.values(), *(e for n in _LONE if (e := cast.get(n)) is not None)])
    police = _only(cast, "police", [e for e in cast.entries if e.kind == "organization"])
    for entry in [e for e in cast.entries if e.kind == "organization"]:
        _state_of_body(entry, home)
        unit = entry.sector == "military" and _UNIT.search(entry.name) is not None
        if unit and army is not None and entry.country == army.country:
            entry.learn(part_of=army)
        placed = entry.sector == "police" and not entry.name.islower() and not _names_state(entry)
        if entry.country and entry.sector in OF_STATE and not placed and not _is_local(entry.name):
            entry.learn(part_of=cast.states.get(entry.country))
    states = [e for e in cast.entries if e.kind == "state"]
    only = states[0] if len(states) == 1 and home in {None, states[0].country} else None
    for entry in cast.entries:
        own = only is not None and entry.country in {None, only.country}
        if own and only is not None and entry.part_of is None and _serves_state(entry):
            entry.learn(part_of=only, country=only.country)
    rebels = _rebels(cast)
    for person in [e for e in cast.entries if e.person]:
        _state_of_person(person, home, len(states))
        body = {"military": army, "police": police, "rebel_group": rebels}.get(person.sector)
        if body is not None and person.part_of is None and person.country in {body.country, None}:
            person.learn(part_of=body)
        if person.country and _serves_state(person):
            person.learn(part_of=cast.states.get(person.country))
    _of_nations(cast)


def _only(cast: Cast, sector: str, bodies: list[Entry]) -> Entry | None:
    found = {id(e): e for e in bodies if e.sector == sector and e in cast.entries}
    return next(iter(found.values())) if len(found) == 1 else None


def _rebels(cast: Cast) -> Entry | None:
    """The one rebel group of an article, its own parts aside: whose "the rebel commander Ivo Tarn" is."""
    bodies = [e for e in cast.entries if e.kind == "organization" and e.sector == "rebel_group" and e.part_of is None]
    return bodies[0] if len(bodies) == 1 else None


def _of_nations(cast: Cast) -> None:
    """Bodies of the United Nations, where the article names those too: "the UN refugee agency"."""
    nations = next((e for n in _NATIONS if (e := cast.get(n)) is not None), None)
    if nations is None:
        return
    for entry in cast.entries:
        if entry.kind == "organization" and entry is not nations and _names_nations(entry):
            entry.learn(part_of=nations)


def _names_nations(entry: Entry) -> bool:
    return any(form.startswith(_OF_NATIONS) for form in entry.forms)


def _state_of_body(entry: Entry, home: str | None) -> None:
    if entry.sector in _STATELESS or "oalition" in entry.name:
        entry.country = None if entry.sector in _STATELESS else entry.country
        return
    if entry.country is not None or (entry.sector == "ngo" and _everywhere(entry)):
        return
    homes = group("actors.rebel_groups")["homes"]
    known = next((homes[f] for f in entry.forms if f in homes), None)
    entry.country = (home if known is None else known) or None


def _names_state(entry: Entry) -> bool:
    """Whether a state is named in it, or nothing: "Varenian police", "Police"; not "Keslow police"."""
    parts = entry.name.split()
    return len(parts) == 1 or any(state_named(part) for part in parts)


def _everywhere(entry: Entry) -> bool:
    """Whether a body is one that everybody knows, and of no one state."""
    known = words("actors.ngos")
    return any("International" in form or any(f" {k} " in f" {form} " for k in known) for form in entry.forms)


def _state_of_person(entry: Entry, home: str | None, states: int) -> None:
    body = entry.part_of
    if body is not None and body.country is None and body.sector in _STATELESS | {"ngo"}:
        return
    entry.learn(country=body.country if body is not None else None)
    heads = entry.sector == "government" and entry.part_of is None  # "President Tarn", with no state beside him
    if entry.sector != "intergovernmental" and (states < _SEVERAL or heads or not _serves_state(entry)):
        entry.learn(country=home)


def _serves_state(entry: Entry) -> bool:
    """Whether it is a body of state, or who governs it."""
    if not entry.person:
        of_state = entry.kind == "organization" and entry.sector in OF_STATE and "oalition" not in entry.name
        return of_state and not _is_local(entry.name)
    role = (entry.role or "").casefold()
    if not role or role in words("people.titles_national"):
        return bool(role)
    minister = entry.sector == "government" and _MINISTER.search(role) is not None
    return minister and not role.startswith(("former ", "ex-"))


@lru_cache(maxsize=4096)
def _is_local(name: str) -> bool:
    return _OF_PART.search(name) is not None
