"""Who is a party in some words of a sentence: actors of conflict, or a common noun for them."""

from __future__ import annotations

from functools import cache
from typing import Final

from summarize.engines.rules.cast import Entry
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence, Span

__all__ = ["armed", "is_armed", "is_place", "named_parties", "tells_where", "unnamed_parties"]

_PARTY_SECTORS: Final = frozenset({"government", "military", "rebel_group", "paramilitary", "political", "other"})
_ARMED: Final = frozenset({"rebel_group", "military", "paramilitary"})
_MODIFIERS: Final = 2
_MOST: Final = 2
_DEFINITE: Final = frozenset({"the", "this"})


def named_parties(reader: Reader, sentence: Sentence, span: Span) -> list[Entry]:
    """The bodies and states named in the words `[i, j)` that can be a party, but for a state that is only a place."""
    found: list[Entry] = []
    for m in reader.cast.mentions(sentence):
        if not (span[0] <= m.i < span[1]) or m.entry.person or m.entry in found:
            continue
        if m.entry.sector not in _PARTY_SECTORS or (m.entry.kind == "state" and is_place(sentence, m.i)):
            continue
        if not sentence.tokens[m.j - 1].owner:
            found.append(m.entry)
    return found


def unnamed_parties(reader: Reader, sentence: Sentence, span: Span) -> list[str]:
    """Common nouns for parties in the words `[i, j)`, each with what describes it: "rebel factions"; two at most.

    "The group" is the one armed group of the article, where there is just one.
    """
    named = {k for m in reader.cast.mentions(sentence) for k in range(m.i, m.j)}
    found: list[str] = []
    for i, j in sentence.spans("deals.parties", "speech.groups"):
        if not (span[0] <= i and j <= span[1]) or sentence.tokens[j - 1].owner or not _stands(sentence, (i, j), named):
            continue
        group = _only_group(reader) if sentence.tokens[j - 1].low in words("speech.groups") else None
        if group is not None and i > 0 and sentence.tokens[i - 1].low in _DEFINITE:
            found.append(group.name)
        elif sentence.starts(i, "deals.parties") == j:
            found.append(sentence.words(_described_from(sentence, i, span[0], named), j))
    return list(dict.fromkeys(found))[:_MOST]


def _stands(sentence: Sentence, noun: Span, named: set[int]) -> bool:
    """Whether the noun stands for itself: it is no part of a name, and describes no other noun."""
    i, j = noun
    beside = i > 0 and i - 1 in named and not sentence.tokens[i].mark and not sentence.tokens[i - 1].owner
    if beside or not named.isdisjoint(range(i, j)):
        return False
    describes = sentence.low(i, j) in words("deals.describing") and sentence.runs_on(j)
    return not (describes and (sentence.tokens[j].capital or sentence.tokens[j].low in _described()))


@cache
def _described() -> frozenset[str]:
    """Nouns that "army" or "rebel" may describe."""
    return words(
        "harm.persons", "harm.civilians", "harm.combatants", "speech.unnamed", "actors.body_things", "people.roles"
    )


def _described_from(sentence: Sentence, i: int, first: int, named: set[int]) -> int:
    start = i
    while start > first and i - start < _MODIFIERS and not sentence.tokens[start].mark and start - 1 not in named:
        before = sentence.tokens[start - 1]
        if before.owner or not (sentence.kinds[start - 1] == "N" or before.low in words("deals.party_modifiers")):
            break
        start -= 1
    return start


def _only_group(reader: Reader) -> Entry | None:
    groups = [e for e in reader.cast.entries if e.kind == "organization" and e.sector == "rebel_group"]
    return groups[0] if len(groups) == 1 else None


def armed(reader: Reader, sentence: Sentence) -> bool:
    """Whether the sentence speaks of conflict or names somebody armed."""
    if sentence.has("deals.conflict"):
        return True
    return any(m.entry.sector in _ARMED for m in reader.cast.mentions(sentence))


def is_armed(reader: Reader, name: str) -> bool:
    """Whether the actor of this name is armed."""
    entry = reader.cast.get(name)
    return entry is not None and entry.sector in _ARMED


def is_place(sentence: Sentence, i: int) -> bool:
    """Whether the name at word `i` only tells where: "in eastern Varenia"."""
    k = i - 1
    if k > 0 and sentence.tokens[k].low in words("places.directions"):
        k -= 1
    if k > 0 and sentence.kinds[k] == "t":
        k -= 1
    return k >= 0 and sentence.tokens[k].low in words("places.only_where")


def tells_where(sentence: Sentence, i: int) -> bool:
    """Whether the state at word `i` only tells where the side before it is: "rebels in", "who control the north of"."""
    of = (
        i > 1
        and sentence.kinds[i - 1] == "o"
        and sentence.tokens[i - 2].low in words("places.directions", "places.parts")
    )
    return of or (i > 1 and sentence.kinds[i - 1] != "o" and is_place(sentence, i))
