"""Casualties: people killed, injured, missing or detained, as figures."""

from __future__ import annotations

import re
from typing import Any, Final

from summarize.engines.rules.claims import add_claim, begun_at, claim
from summarize.engines.rules.counted import counted
from summarize.engines.rules.doers import doers_of
from summarize.engines.rules.harms import Harmed, harmed
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import MOST_TOLD, Reader, count_at
from summarize.engines.rules.restated import restated
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.times import when_near

__all__ = ["find_casualties"]

_CUES: Final = tuple(
    f"harm.{name}"
    for name in (
        *(f"{harm}_{way}" for harm in ("killed", "injured", "detained") for way in ("active", "passive")),
        *("missing_passive", "killed_noun", "injured_noun", "toll", "lives", "holding", "captives"),
    )
)
_VICTIMS: Final = {"civilians": "civilians", "combatants": "combatants", "mixed": "mixed"}
_SUBJECT = re.compile(r"(?:[io][tgNdonr]+(?:c[tgNr]+)?){0,3}(?:[gr]?d)?,?w?[rh]*")
"""Over `Sentence.shape`, from a cause to the verb that it is the subject of: "the siege of Keslow has killed"."""
_REACH: Final = 12  # words from the verb to a cause behind it
_ONE: Final = frozenset({"a", "an", "one"})
_MODIFIERS: Final = 3  # words of a cause before its noun


def find_casualties(reader: Reader) -> list[dict[str, Any]]:
    """The casualties of an article as an engine writes them."""
    found: list[dict[str, Any]] = []
    last: list[dict[str, Any]] = []
    for sentence in reader.sentences:
        if last and sentence.has("speech.unsure"):
            i, j = sentence.spans("speech.unsure")[0]
            for record in last:
                add_claim(record, claim(sentence, i, j, reader.sayings.at(sentence, i), "doubts"))
        people = counted(sentence) if sentence.has(*_CUES) else []
        here: list[dict[str, Any]] = []
        for hit in harmed(sentence, people):
            told = _record(reader, sentence, hit, [*last, *here])
            here += [told] if told is not None else []
        found.extend(here)
        last = here
        if len(found) >= MOST_TOLD:
            break
    return restated(found)


def _record(reader: Reader, sentence: Sentence, hit: Harmed, earlier: list[dict[str, Any]]) -> dict[str, Any] | None:
    person = hit.people
    said = reader.sayings.at(sentence, person.i)
    # A doubter doubts what may come, not the figure that is given.
    stance = "asserts" if said is not None and said.stance == "doubts" else None
    stands = claim(sentence, min(person.i, hit.i), max(person.stop, hit.j), said, stance)
    if stands is not None and sentence.tokens[person.i].low in _ONE:
        stands = begun_at(sentence, person.i, stands)
    count = count_at(reader, sentence, (person.i, person.j))
    if stands is None or count is None:
        return None
    victims, text = _victims(sentence, hit, earlier)
    within = reader.sayings.statement(sentence, person.i)
    return {
        "harm": hit.harm,
        "count": count,
        "victims": victims,
        "victims_text": text,
        "perpetrators": doers_of(reader, sentence, hit),
        "cause": _cause(sentence, hit),
        "scope": _scope(sentence, hit),
        "when": when_near(sentence, hit.i, within, number=(person.i, person.j), period=sentence.has("harm.periods")),
        "place": reader.places.near(sentence, person.i, within),
        "claims": [stands],
    }


def _victims(sentence: Sentence, hit: Harmed, earlier: list[dict[str, Any]]) -> tuple[str, str | None]:
    person = hit.people
    if not person.elliptic:
        return _VICTIMS.get(person.group, "unknown"), sentence.words(person.noun, person.stop) or None
    # "17 others", "11 of them": of the people told of right before.
    others = person.noun > person.j or sentence.low(person.j, person.j + 2) in {"of them", "of whom"}
    before = earlier[-1] if others and earlier else None
    return (before["victims"], before["victims_text"]) if before else ("unknown", None)


def _cause(sentence: Sentence, hit: Harmed) -> str | None:
    """What did it: the subject of the verb, or what follows it after a linking word."""
    taken = (min(hit.people.i, hit.i), max(hit.people.stop, hit.j))
    best: tuple[int, Span] | None = None
    for i, j in sentence.spans("harm.causes"):
        if taken[0] <= i < taken[1]:
            continue
        start = _cause_start(sentence, i, taken)
        distance = _linked(sentence, start, j, hit)
        if distance is not None and (best is None or distance < best[0]):
            best = distance, (start, j)
    return sentence.words(*best[1]) if best else None


def _linked(sentence: Sentence, start: int, end: int, hit: Harmed) -> int | None:
    """The distance between verb and cause where the one is linked to the other, else None."""
    if hit.active and end <= hit.i:
        return hit.i - end if hit.i - end <= _REACH and _SUBJECT.fullmatch(sentence.shape(end, hit.i)) else None
    behind = max(hit.j, hit.people.stop)
    before = start - 1 if start and sentence.kinds[start - 1] != "t" else start - 2
    if start < behind or before < 0 or start - behind > _REACH:
        return None
    gap = sentence.shape(behind, start)
    if set(gap) & set(';"s') or sentence.tokens[before].low not in words("harm.cause_links"):
        return None
    return start - behind


def _cause_start(sentence: Sentence, i: int, taken: Span) -> int:
    """The first word of the noun phrase whose noun is word `i`."""
    start = i
    while start > 0 and i - start < _MODIFIERS and not sentence.tokens[start].mark:
        k = start - 1
        token, kind = sentence.tokens[k], sentence.kinds[k]
        harm = sentence.starts(k, "harm.killed_active", "harm.injured_active") is not None
        when = any(a <= k < b for a, b in sentence.whens)
        if kind not in "gN" or token.owner or harm or when or taken[0] <= k < taken[1]:
            break
        start = k
    return start


def _scope(sentence: Sentence, hit: Harmed) -> str:
    if hit.harm in {"detained", "missing"}:
        standing = sentence.starts(hit.i, "harm.holding", "harm.having", "harm.held_passive") is not None
        near = sentence.tokens[max(0, hit.people.stop - 1) : hit.j + 1]
        if standing or hit.i < hit.people.stop < hit.j or any(t.low in words("harm.standing") for t in near):
            return "standing"
    return "cumulative" if sentence.has("harm.cumulative") else "incident"
