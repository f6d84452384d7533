"""Whom a deal is between: the likeliest of all that its sentences name, at most two, of two camps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final, NamedTuple

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
    names = [n for n in names if not _only_tells(reader, n)]
    behind = {n: state_behind(reader, n) for n in names}
    claims = [(_body_of(reader, told["source"]), told) for told in named.claims]
    found = [
        _Candidate(
            n,
            reader.cast.get(n),
            chance(
                "party",
                {
                    *_by_place(n, lists, named),
                    *count.signs(n),
                    *_by_nature(reader, n, behind, named.kind),
                    *_by_claims(n, claims),
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


def _only_tells(reader: Reader, name: str) -> bool:
    """Whether it is a newspaper or broadcaster, which deals with nobody."""
    entry = reader.cast.get(name)
    return entry.sector == "media" if entry is not None else name.lower().split()[-1] in words("actors.media_nouns")


def _fullest(reader: Reader, names: Iterable[str]) -> list[str]:
    """Each once, without descriptions that are part of a fuller one: "rebels" beside "rebels holding Keslow"."""
    every = dict.fromkeys(names)
    described = [n for n in every if reader.cast.get(n) is None]
    said = {n: {*n.lower().split()} for n in described}
    return [n for n in every if n not in said or not any(said[n] < said[o] for o in described)]


class _Counts:
    """How often actors are named: in the article, in the sentences `at` on the deal, and in those beside them."""

    def __init__(self, reader: Reader, at: list[int]) -> None:
        named = [_named_in(reader, sentence) for sentence in reader.sentences]
        around = {n + k for n in at for k in (-1, 1)} - {*at}
        self._all = Counter(chain.from_iterable(named))
        self._on = Counter(chain.from_iterable(named[n] for n in {*at}))
        self._around = Counter(chain.from_iterable(named[n] for n in around if 0 <= n < len(named)))
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


def _by_nature(reader: Reader, name: str, behind: dict[str, str], kind: str) -> Iterator[str]:
    """`behind`: all names, each with that of the state that it fights for."""
    entry = reader.cast.get(name)
    if entry is None:
        yield from _described(reader, name, [*behind])
        return
    yield f"sector {entry.sector}"
    if entry.kind == "state" or (entry.sector == "military" and not entry.person):
        yield f"{'state' if entry.kind == 'state' else 'army'}, {kind}"
    if entry.person:
        yield "person of a body" if entry.part_of is not None else "person"
    elif entry.kind == "state":
        yield "state"
        if any(state == name != n for n, state in behind.items()):
            yield "state whose army is named"
    elif behind[name] != name and behind[name] in behind:
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


def _body_of(reader: Reader, source: str | None) -> str | None:
    """The body of a person who speaks."""
    entry = reader.cast.get(source) if source else None
    return entry.part_of.name if entry is not None and entry.person and entry.part_of is not None else None


def _by_claims(name: str, claims: list[tuple[str | None, dict[str, Any]]]) -> Iterator[str]:
    """`claims`: each with the body of who speaks."""
    stances = {told["stance"] for body, told in claims if name in (told["source"], body)}
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
