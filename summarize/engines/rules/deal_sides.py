"""Whom a deal is between, of all that its sentences put to it or name near it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from summarize.countries import country_mentions
from summarize.engines.rules.cast import Entry
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.parties import is_place
from summarize.engines.rules.records import Reader
from summarize.engines.rules.rivals import rivals
from summarize.engines.rules.sides import Sides

__all__ = ["PARTIES", "Named", "camps", "known", "name_collectives", "of_conflict", "sides_of", "state_behind"]

PARTIES: Final = 2
_CUES: Final = 2  # different words of conflict in an article that names nobody who is armed
_OFTEN: Final = 2  # mentions of a state that an article is about
_ARMED: Final = frozenset({"military", "rebel_group", "paramilitary"})
_AGAINST: Final = frozenset({"rebel", "opposition", "separatist", "guerrilla", "militant", "insurgent", "militiamen"})
_SIDED: Final = frozenset({"government", "military", "rebel_group", "paramilitary"})


@dataclass
class Named:
    """Who is named with a deal: `late` are those without a name that only later sentences put to it, `near` those only
    named beside it. `past`: it is one of the past.
    """

    near: list[str]
    parties: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    mediators: list[str] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    past: bool = False
    kind: str = "other"

    @property
    def anybody(self) -> bool:
        """Whether somebody but a mediator is named."""
        return bool({*self.parties, *self.late, *self.near} - {*self.mediators})


def sides_of(reader: Reader, named: Named, principals: list[str]) -> list[str]:
    """The parties: those put to it, then sides that say or deny that it is so, then those named near."""
    every = [*named.parties, *named.late]
    stands = {*every} if named.kind == "settlement" else {*every, *named.near}  # peace is the state's own affair
    principals = [state_behind(reader, p) if p not in stands else p for p in principals]
    listed = [p for p in every if reader.cast.get(p) is not None and p not in named.mediators]
    found = sorted(dict.fromkeys(listed), key=lambda p: _person(reader, p))  # a body before a man of one
    if not listed and len(principals) >= PARTIES and (not named.parties or {*principals} <= {*named.near}):
        return [*principals]
    for more in (named.parties, _speakers(reader, named), named.late, named.near):
        if more is named.late and len(found) == 1 and not named.past:
            found += _other_side(reader, named, found[0], principals)
        if len(found) < PARTIES:
            beside = more is named.near and len(found) == 1  # who only stands near it, and is of the other camp
            new = [p for p in more if p not in named.mediators and not (beside and _one_camp(reader, p, found[0]))]
            found = list(dict.fromkeys([*found, *new]))
    brokers = {w for m in named.mediators if reader.cast.get(m) is None for w in m.lower().split()}
    found = [p for p in found if not brokers.issuperset(p.lower().split())] or found
    # "rebels" is in "Tarn rebels"; a state in "Communist Party of Varenia" is another
    held = {w for p in found if len(p.split()) > 1 for w in p.lower().split()}
    found = [p for p in found if p.lower() not in held or reader.cast.get(p) is not None]
    # A man of a body that is a side itself speaks for it; one of no body, where the article is about it and another.
    bodies = {p for p in found if not _person(reader, p)}
    about = bodies & {*principals} and len(principals) >= PARTIES
    found = [p for p in found if p in {*bodies, *principals} or not (about and _serves(reader, p))]
    found = _of_two_camps(reader, found)
    if len(found) == 1 and not named.past:
        found += _other_side(reader, named, found[0], principals)
    return found[:PARTIES] or [m for m in named.mediators[:1] if m in every]


def _of_two_camps(reader: Reader, found: list[str]) -> list[str]:
    """Without who follows the state, government or army that it belongs to: they are one side."""
    first = reader.cast.get(found[0]) if found else None
    home = _home(first)
    return [found[0], *(p for p in found[1:] if _home(reader.cast.get(p)) != home)] if home else found


def _home(entry: Entry | None) -> str | None:
    """The country of a state, its government or army."""
    if entry is None or entry.person or not (entry.kind == "state" or entry.sector in {"government", "military"}):
        return None
    return entry.country


def of_conflict(reader: Reader, parties: list[str]) -> bool:
    """Whether it is one of conflict: of a state or armed actor, of two sides of which one is armed, or told in an
    article in which somebody is armed or words of conflict are many.
    """
    if any(_official(reader, p) for p in parties):
        return True
    if len(parties) >= PARTIES and any(not words("deals.armed_nouns").isdisjoint(p.lower().split()) for p in parties):
        return True
    cues = {s.low(i, j) for s in reader.sentences for i, j in s.spans("deals.conflict")}
    figures = any(s.has("deals.no_deal") for s in reader.sentences)
    return any(e.sector in _ARMED for e in reader.cast.entries) or (len(cues) >= _CUES and not figures)


def name_collectives(reader: Reader, named: Named, principals: list[str]) -> None:
    """Let "both sides" be the two that are named beside it, else those that the article is about, where it names
    them.
    """
    every = [*named.parties, *named.late]
    pair = [p for p in dict.fromkeys(every) if not _both(p) and not (_person(reader, p) and principals[1:])]
    named_with = {*every, *named.near}
    behind = [p if p in named_with else state_behind(reader, p) for p in principals]
    pair = pair if len(pair) >= PARTIES else behind
    for names in (named.parties, named.late, named.near):
        if len(pair) >= PARTIES and any(map(_both, names)):
            names[:] = dict.fromkeys([*pair[:PARTIES], *(p for p in names if not _both(p))])


def camps(reader: Reader, sides: Sides) -> list[str]:
    """The two sides that the article is about; where none have names those that it speaks of most, an armed group and
    the state or army.
    """
    feud = rivals(reader)
    if feud or len(sides.groups.principals) >= PARTIES:
        return feud or sides.groups.principals
    count = Counter(
        (camp, side.name)
        for sentence in reader.sentences
        for side in sides.inside(sentence, (0, len(sentence.tokens)))
        if (camp := _camp(reader, side.name)) and "n" not in sentence.kinds[max(0, side.i - 1) : side.i]  # "12 rebels"
    )
    # A state named once may only be the place.
    sure = [key for key, n in count.most_common() if n >= _OFTEN or not _state(reader, key[1])]
    most = dict(reversed(sure))
    if len(most) < PARTIES:
        return sides.groups.principals
    # "the rebels" of an article that once has "Dorvan rebels" are those
    full = {camp: [n for c, n in sure if c == camp and n.endswith(f" {name}")] for camp, name in most.items()}
    return [full[camp][0] if full[camp] else name for camp, name in most.items()]


def _state(reader: Reader, name: str) -> bool:
    entry = reader.cast.get(name)
    return entry is not None and entry.kind == "state"


def known(reader: Reader, named: Named) -> bool:
    """Whether it is told whose it is: by a name, two sides or a word for both, not just "gunmen" beside it."""
    told = [p for p in dict.fromkeys((*named.parties, *named.late)) if p not in named.mediators]
    return len(told) >= PARTIES or any(reader.cast.get(p) is not None or _both(p) for p in told)


def _both(name: str) -> bool:
    """Whether it stands for the two sides together: "both commanders", "rival tribes"."""
    if name.lower().endswith((" of both sides", " of the two sides", " from both sides")):
        return True
    head = re.split(r" (?:in|of|from|near) ", name.lower())[0].split()
    if not _AGAINST.isdisjoint(head):
        return False  # "opposition negotiators"
    led = len(head) == 1 or head[0] in words("deals.together") or head[0] in words("deals.party_modifiers")
    return led and head[-1] in words("deals.collectives")


def _other_side(reader: Reader, named: Named, one: str, principals: list[str]) -> list[str]:
    """The one that the article's fighting is with, where one of the two is told."""
    if len(principals) < PARTIES or one in named.mediators:
        return []
    official = _official(reader, one) or one.lower().split()[-1] in words("actors.governments", "actors.forces")
    entry = reader.cast.get(one)
    if entry is not None and entry.sector in {"rebel_group", "paramilitary"}:
        official = False
    others = [p for p in principals if p != one and p not in named.mediators and _armed_group(reader, p) == official]
    return others[:1]


def _speakers(reader: Reader, named: Named) -> list[str]:
    found = []
    for told in named.claims:
        entry = reader.cast.get(told["source"]) if told["source"] else None
        if entry is None and told["source"] and told["source"].lower().split()[-1] in words("actors.governments"):
            found.append(told["source"])
        body = entry.part_of if entry is not None and entry.person else entry
        if body is not None and body.sector in _SIDED and body.name not in named.mediators:
            found.append(body.name)
    return found


def _person(reader: Reader, name: str) -> bool:
    entry = reader.cast.get(name)
    return entry is not None and entry.person


def _serves(reader: Reader, name: str) -> bool:
    """Whether a person serves a state, an army or an armed group that is not told."""
    entry = reader.cast.get(name)
    return entry is not None and entry.part_of is None and entry.sector in _SIDED


def state_behind(reader: Reader, name: str) -> str:
    """The state that an army fights for, where the article names it: to deal is its own affair."""
    entry = reader.cast.get(name)
    if entry is None or entry.sector != "military" or entry.person:
        return name
    state = reader.cast.states.get(entry.country) if entry.country else None
    if state is not None:
        return state.name
    acting = (
        sentence.words(c.i, c.j)
        for sentence in reader.sentences
        for c in sentence.countries
        if c.kind == "name" and c.code == entry.country and not is_place(sentence, c.i)
    )
    return next(acting, name)


def _one_camp(reader: Reader, one: str, other: str) -> bool:
    """Whether both fight for the state, or both against it: "soldiers" beside the army."""
    if reader.cast.get(one) is not None and reader.cast.get(other) is not None:
        return False
    camp = _camp(reader, one)
    return camp != "" and camp == _camp(reader, other)


def _camp(reader: Reader, name: str) -> str:
    entry = reader.cast.get(name)
    if entry is not None:
        return {"military": "state", "government": "state", "rebel_group": "group"}.get(entry.sector or "", "")
    said = re.split(r" (?:in|of|from|near) ", name.lower())[0].split()
    head = said[-1]
    if head in words("deals.group_nouns") or not _AGAINST.isdisjoint(said):
        return "group"
    return "state" if head in words("actors.governments", "actors.forces") else ""


def _official(reader: Reader, name: str) -> bool:
    entry = reader.cast.get(name)
    if entry is None:
        return bool(country_mentions(name))
    return entry.kind == "state" or entry.sector in _SIDED


def _armed_group(reader: Reader, name: str) -> bool:
    entry = reader.cast.get(name)
    return entry.sector in {"rebel_group", "paramilitary", "political"} if entry else _camp(reader, name) == "group"
