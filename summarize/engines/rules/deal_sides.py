"""The sides that may have a deal: who is named with it, whom the fighting is between, and of which camp each is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from summarize.countries import country_mentions
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.parties import is_place
from summarize.engines.rules.records import Reader
from summarize.engines.rules.rivals import rivals
from summarize.engines.rules.sides import Sides

__all__ = [
    "PARTIES",
    "Named",
    "camp_of",
    "camps",
    "for_both",
    "known",
    "name_collectives",
    "of_conflict",
    "speakers",
    "state_behind",
]

PARTIES: Final = 2
_CUES: Final = 2  # different words of conflict in an article that names nobody who is armed
_OFTEN: Final = 2  # mentions of a state that an article is about
_ARMED: Final = frozenset({"military", "rebel_group", "paramilitary"})
_AGAINST: Final = frozenset({"rebel", "opposition", "separatist", "guerrilla", "militant", "insurgent", "militiamen"})
_SIDED: Final = frozenset({"government", "military", "rebel_group", "paramilitary"})


@dataclass
class Named:
    """Who is named with a deal: `late` are those without a name that only later sentences put to it, `near` those only
    named beside it, `between` the two that it is said to be between. `past`: it is one of the past.
    """

    near: list[str]
    at: list[int] = field(default_factory=list)  # numbers of the sentences on it
    parties: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    between: list[str] = field(default_factory=list)
    mediators: list[str] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    past: bool = False
    kind: str = "other"

    @property
    def anybody(self) -> bool:
        """Whether somebody but a mediator is named."""
        return bool({*self.parties, *self.late, *self.near} - {*self.mediators})


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
    if not any(map(for_both, (*named.parties, *named.late, *named.near))):
        return
    every = [*named.parties, *named.late]
    pair = [p for p in dict.fromkeys(every) if not for_both(p) and not (_person(reader, p) and principals[1:])]
    named_with = {*every, *named.near}
    behind = [p if p in named_with else state_behind(reader, p) for p in principals]
    pair = pair if len(pair) >= PARTIES else behind
    for names in (named.parties, named.late, named.near):
        if len(pair) >= PARTIES and any(map(for_both, names)):
            names[:] = dict.fromkeys([*pair[:PARTIES], *(p for p in names if not for_both(p))])


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
        if (camp := camp_of(reader, side.name))
        and "n" not in sentence.kinds[max(0, side.i - 1) : side.i]  # "12 rebels"
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
    return len(told) >= PARTIES or any(reader.cast.get(p) is not None or for_both(p) for p in told)


def for_both(name: str) -> bool:
    """Whether it stands for the two sides together: "both commanders", "rival tribes"."""
    if name.lower().endswith((" of both sides", " of the two sides", " from both sides")):
        return True
    head = _described(name)
    if not _AGAINST.isdisjoint(head):
        return False  # "opposition negotiators"
    led = len(head) == 1 or head[0] in words("deals.together") or head[0] in words("deals.party_modifiers")
    return led and head[-1] in words("deals.collectives")


@lru_cache(maxsize=1024)
def _described(name: str) -> tuple[str, ...]:
    """The words of a name without where its people are."""
    return tuple(re.split(r" (?:in|of|from|near) ", name.lower())[0].split())


def speakers(reader: Reader, named: Named) -> list[str]:
    """The states, armies and armed groups that speak of the deal, or whose people do."""
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


def camp_of(reader: Reader, name: str) -> str:
    """Whether a side fights for the "state" or is a "group"; nothing where that is not told."""
    entry = reader.cast.get(name)
    if entry is not None:
        return {"military": "state", "government": "state", "rebel_group": "group"}.get(entry.sector or "", "")
    said = _described(name)
    head = said[-1]
    if head in words("deals.group_nouns") or not _AGAINST.isdisjoint(said):
        return "group"
    return "state" if head in words("actors.governments", "actors.forces") else ""


def _official(reader: Reader, name: str) -> bool:
    entry = reader.cast.get(name)
    if entry is None:
        return bool(country_mentions(name))
    return entry.kind == "state" or entry.sector in _SIDED
