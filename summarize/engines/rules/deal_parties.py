"""Whom a deal is between: the likeliest of all that its sentences name, at most two, of two camps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from summarize.engines.rules.cast import Entry
from summarize.engines.rules.chances import chance
from summarize.engines.rules.deal_sides import PARTIES, Named, camp_of, for_both, speakers, state_behind
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence

__all__ = ["AboutParty", "parties_of"]

_SECOND: Final = 0.15  # the least chance of a second party
_OFTEN: Final = 0.5  # of the mentions of who is named most
_MANY: Final = 3  # mentions
_LONG: Final = 3  # words of a description
_WILL: Final = frozenset({"accepts", "rejects", "proposes"})


class AboutParty(NamedTuple):
    """What is asked: whether `name` is a party to the deal that the sentences `told` are on."""

    name: str
    told: tuple[int, ...]


class _Candidate(NamedTuple):
    name: str
    entry: Entry | None
    chance: float


def parties_of(reader: Reader, named: Named, principals: list[str]) -> list[str]:
    """Their names, those that the first sentences put to it first."""
    if len(named.between) >= PARTIES:
        return named.between[:PARTIES]
    spoken = speakers(reader, named)
    lists = {"told": named.parties, "late": named.late, "speaker": spoken, "near": named.near, "principal": principals}
    count = _Counts(reader, named.at)
    names = _fullest(reader, [*(n for names in lists.values() for n in names), *count.beside])
    found = [
        _Candidate(
            n,
            reader.cast.get(n),
            chance(
                "party",
                {
                    *_by_place(n, lists, named),
                    *count.signs(n),
                    *_by_nature(reader, n, names, named.kind),
                    *_by_claims(reader, n, named),
                },
                AboutParty(n, tuple(named.at)),
            ),
        )
        for n in names
    ]
    chosen: list[_Candidate] = []
    for one in sorted(found, key=lambda c: -c.chance):
        if len(chosen) == PARTIES or (chosen and one.chance < _SECOND):
            break
        if not any(_one_camp(reader, one, other) for other in chosen):
            chosen.append(one)
    return [c.name for c in found if c in chosen]


def _fullest(reader: Reader, names: Iterable[str]) -> list[str]:
    """Each once, without descriptions that are part of a fuller one: "rebels" beside "rebels holding Keslow"."""
    every = dict.fromkeys(names)
    described = [n for n in every if reader.cast.get(n) is None]
    said = {n: {*n.lower().split()} for n in described}
    return [n for n in every if n not in said or not any(said[n] < said[o] for o in described)]


class _Counts:
    """How often actors are named: in the article, in the sentences `at` on the deal, and in those beside them."""

    def __init__(self, reader: Reader, at: list[int]) -> None:
        around = {n + k for n in at for k in (-1, 1)} - {*at}
        self._all: Counter[str] = Counter()
        self._on: Counter[str] = Counter()
        self._around: Counter[str] = Counter()
        for sentence in reader.sentences:
            named = _named_in(reader, sentence)
            self._all.update(named)
            if sentence.number in at:
                self._on.update(named)
            elif sentence.number in around:
                self._around.update(named)
        self._most = max(self._all.values(), default=1)

    @property
    def beside(self) -> Iterator[str]:
        """Who is named in those sentences, in the order of the article."""
        return (n for n in self._all if self._on[n] or self._around[n])

    def signs(self, name: str) -> Iterator[str]:
        if self._all[name] >= _OFTEN * self._most:
            yield "named often"
        yield f"{min(self._on[name], _MANY)} mentions on it"
        if self._around[name]:
            yield "named beside it"


def _named_in(reader: Reader, sentence: Sentence) -> list[str]:
    found: list[str] | None = sentence.memo.get("named")
    if found is None:
        found = sentence.memo["named"] = [m.entry.name for m in reader.cast.mentions(sentence)]
    return found


def _by_place(name: str, lists: dict[str, list[str]], named: Named) -> Iterator[str]:
    for where, names in lists.items():
        if name in names:
            rank = names.index(name)
            yield where
            yield f"{where}, {('first', 'second')[rank] if rank < PARTIES else 'later'}"
    if name in named.parties and len(named.parties) >= PARTIES:
        yield "one of two told"
    if name in named.near and not named.parties:
        yield "near, nobody told"
    if name in named.between:
        yield "between"
    if name in named.mediators:
        yield "mediator"
    if named.past:
        yield "of the past"


def _by_nature(reader: Reader, name: str, names: list[str], kind: str) -> Iterator[str]:
    entry = reader.cast.get(name)
    if entry is None:
        yield from _described(reader, name, names)
        return
    yield f"sector {entry.sector}"
    if entry.kind == "state" or (entry.sector == "military" and not entry.person):
        yield f"{'state' if entry.kind == 'state' else 'army'}, {kind}"
    if entry.person:
        yield "person of a body" if entry.part_of is not None else "person"
    elif entry.kind == "state":
        yield "state"
        if any(state_behind(reader, n) == name != n for n in names):
            yield "state whose army is named"
    elif state_behind(reader, name) in {*names} - {name}:
        yield "army whose state is named"


def _described(reader: Reader, name: str, names: list[str]) -> Iterator[str]:
    """The signs of who has no name."""
    said = name.lower().split()
    yield "no name" if name[:1].islower() else "no name, capital"
    if len(said) == 1:
        yield "one word" if name[:1].islower() else "one word, capital"
    elif len(said) > _LONG:
        yield "many words"
    for group in ("deals.group_nouns", "actors.governments", "actors.forces", "people.roles", "deals.go_betweens"):
        if said[-1] in words(group):
            yield f"word of {group.partition('.')[2]}"
    if for_both(name):
        yield "both sides"
    camp = camp_of(reader, name)
    if camp and any(camp_of(reader, n) == camp for n in names if reader.cast.get(n) is not None):
        yield "a name of that camp"


def _by_claims(reader: Reader, name: str, named: Named) -> Iterator[str]:
    stances: set[str] = set()
    for told in named.claims:
        entry = reader.cast.get(told["source"]) if told["source"] else None
        body = entry.part_of.name if entry is not None and entry.person and entry.part_of is not None else None
        if name in (told["source"], body):
            stances.add(told["stance"])
    if stances & _WILL:
        yield "states its will"
    yield from (f"source that {s}" for s in stances - _WILL)


def _one_camp(reader: Reader, one: _Candidate, other: _Candidate) -> bool:
    """Whether two are of one side: of one state or body, or described by a word of the camp of the other."""
    home = _home(one.entry)
    if home is not None and home == _home(other.entry):
        return True
    for a, b in ((one, other), (other, one)):
        if a.entry is not None and a.entry.part_of is not None and a.entry.part_of.name == b.name:
            return True
    if one.entry is not None and other.entry is not None:
        return False
    camp = camp_of(reader, one.name)
    return camp != "" and camp == camp_of(reader, other.name)


def _home(entry: Entry | None) -> str | None:
    """The country of a state, its government or army."""
    if entry is None or entry.person or not (entry.kind == "state" or entry.sector in {"government", "military"}):
        return None
    return entry.country
