"""Casualties: people killed, injured, missing or detained, as figures."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from summarize.engines.rules.claims import add_claim, begun_at, claim
from summarize.engines.rules.counted import Counted, counted, group_of, noun_at
from summarize.engines.rules.doers import doers_of
from summarize.engines.rules.figurative import literal
from summarize.engines.rules.figures import may_restate
from summarize.engines.rules.harms import Harmed, harmed
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import MOST_TOLD, Reader, count_at
from summarize.engines.rules.restated import restated
from summarize.engines.rules.scenes import Scene, taken_up
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.times import when_near
from summarize.engines.rules.tokens import fold

__all__ = ["find_casualties"]

_CUES: Final = tuple(
    f"harm.{name}"
    for name in (
        *(f"{harm}_{way}" for harm in ("killed", "injured", "detained") for way in ("active", "passive")),
        *("missing_passive", "killed_noun", "injured_noun", "toll", "lives", "holding", "captives"),
        *(
            "killed_listed",
            "injured_listed",
            "missing_listed",
            "detained_listed",
            "lost",
            "treated",
            "figures",
            "taken",
            "searched_for",
            "to_hospital",
        ),
    )
)
_VICTIMS: Final = {"civilians": "civilians", "combatants": "combatants", "mixed": "mixed"}
_SUBJECT = re.compile(r"(?:[io][tgNdonr]+(?:c[tgNr]+)?){0,3}(?:[gr]?d)?,?w?[rh]*")
"""Over `Sentence.shape`, from a cause to the verb that it is the subject of: "the siege of Keslow has killed"."""
_SUBJECT_REACH: Final = 30  # words from a cause to the participle that it is the subject of
_REACH: Final = 12  # words from the verb to a cause behind it
_WHO = re.compile(r"(?P<all>all (?:of (?:them|whom) )?(?:were |are )?)|of (?:them|whom) (?:were |are )?|(?:were|are) ")
"""Between a number and who they are: "seven of them children", "12 were children", "11, all of them rebels"."""
_WHO_REACH: Final = 5  # words of it
_ONE: Final = frozenset({"a", "an", "one"})
_MODIFIERS: Final = 3  # words of a cause before its noun


class _Told(NamedTuple):
    """A record, and whether it is a part of one before."""

    record: dict[str, Any]
    part: bool


def find_casualties(reader: Reader) -> list[dict[str, Any]]:
    """The casualties of an article as an engine writes them."""
    found: list[dict[str, Any]] = []
    last: list[_Told] = []
    scene = Scene(reader)
    known: dict[str, tuple[str, str | None]] = {}
    for sentence in reader.sentences:
        if last and sentence.has("speech.unsure"):
            i, j = sentence.spans("speech.unsure")[0]
            for told in last:
                add_claim(told.record, claim(sentence, i, j, reader.sayings.at(sentence, i), "doubts"))
        people = [
            c
            for c in (counted(sentence) if _tells(sentence, bool(last)) else [])
            if sentence.low(c.i, c.j) not in _ONE or not reader.sayings.names_speaker(sentence, c.i)
        ]
        here: list[_Told] = []
        for hit in harmed(sentence, people, last[-1].record["harm"] if last else ""):
            record = _record(reader, sentence, hit, [*last, *here], scene)
            if record is not None and record["victims_text"] is None and _definite(sentence, hit.people):
                # "The nine": those that the same number counted before.
                record["victims"], record["victims_text"] = known.get(fold(record["count"]), ("unknown", None))
            if record is not None and here and hit.active and sentence.kinds[hit.i - 1 : hit.i] == "c":
                # "killing 12 and wounding 30": one subject.
                record["perpetrators"] = here[-1].record["perpetrators"]
            here += [_Told(record, hit.part)] if record is not None else []
        found.extend(told.record for told in here)
        for c in people:
            if c.group and not c.elliptic and sentence.low(c.i, c.j) not in _ONE:
                known[sentence.low(c.i, c.j)] = _VICTIMS.get(c.group, "unknown"), _noun_words(sentence, c)
        scene.pass_by(sentence, hurt=bool(here))
        last = here
        if len(found) >= MOST_TOLD:
            break
    return restated(literal(reader, found, "cause"))


def _tells(sentence: Sentence, after: bool) -> bool:
    """Whether a sentence may tell of casualties; `after`: the one before does, and "the figure" may be of those."""
    figure = after and may_restate(sentence)
    return sentence.has(*_CUES) or figure or (sentence.has("harm.taken") and sentence.has("harm.captive"))


def _record(
    reader: Reader, sentence: Sentence, hit: Harmed, earlier: list[_Told], scene: Scene
) -> dict[str, Any] | None:
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
    scope = _scope(sentence, hit)
    return {
        "harm": hit.harm,
        "count": count,
        "victims": victims,
        "victims_text": text,
        "perpetrators": doers_of(reader, sentence, hit),
        "cause": _cause(sentence, hit) or scene.cause(sentence, hit.harm, scope),
        "scope": scope,
        "when": when_near(sentence, hit.i, within, number=(person.i, person.j), period=sentence.has("harm.periods")),
        "place": reader.places.near(sentence, person.i, within)
        or taken_up(reader, sentence, within)
        or scene.place(sentence, scope),
        "claims": [stands],
    }


def _victims(sentence: Sentence, hit: Harmed, earlier: list[_Told]) -> tuple[str, str | None]:
    person = hit.people
    said = _who_they_are(sentence, max(person.stop, hit.j if not hit.active else 0), person)
    of_them = person.elliptic or sentence.low(person.noun, person.stop) in words("harm.harmed_nouns")
    if not (of_them and said is not None) and not person.elliptic:
        if said is not None and person.group == "persons":
            return _VICTIMS.get(said[0], "unknown"), _noun_words(sentence, person)
        armed = person.stop > person.noun and sentence.ends(person.stop, "actors.rebel_groups") is not None
        return _VICTIMS.get("combatants" if armed else person.group, "unknown"), _noun_words(sentence, person)
    if said is not None:
        return _VICTIMS.get(said[0], "unknown"), said[1]
    # "17 others", "11 of them": of the people told of right before, not of a part of them.
    others = person.noun > person.j or sentence.low(person.j, person.j + 2) in {"of them", "of whom"}
    wholes = [told.record for told in earlier if not told.part] or [told.record for told in earlier]
    before = wholes[-1] if others and wholes else None
    return (before["victims"], before["victims_text"]) if before else ("unknown", None)


def _definite(sentence: Sentence, person: Counted) -> bool:
    """As in "the nine": a number that takes up people told of before."""
    return person.elliptic and person.i > 0 and sentence.tokens[person.i - 1].low == "the"


def _noun_words(sentence: Sentence, person: Counted) -> str | None:
    """The noun phrase, without the name after "paramedic"."""
    stop = person.stop
    while stop - 1 > person.noun and sentence.kinds[stop - 1] == "N":
        stop -= 1
    named = stop < person.stop and group_of(sentence.tokens[stop - 1].low)
    return sentence.words(person.noun, stop if named else person.stop) or None


def _who_they_are(sentence: Sentence, k: int, person: Counted) -> tuple[str, str] | None:
    """The group and noun that a number without one, or all of a number, is told to be: "seven of them children", "11,
    all of them rebels", "12 were nurses".
    """
    at = next((m for n in (k, person.stop) if (m := _WHO.match(sentence.low(n, n + _WHO_REACH)))), None)
    start = next((n for n in (k, person.stop) if _WHO.match(sentence.low(n, n + _WHO_REACH))), None)
    if at is None or start is None:
        return None
    all_of_them = at["all"] is not None
    of_them = person.elliptic or sentence.low(person.noun, person.stop) in words("harm.harmed_nouns")
    if not all_of_them and not of_them:
        return None
    noun = noun_at(sentence, start + len(at[0].split()))
    if noun is None or any(t.mark for t in sentence.tokens[start + 1 : noun[0] + 1]):
        return None
    return noun[2], sentence.words(noun[0], noun[1])


def _cause(sentence: Sentence, hit: Harmed) -> str | None:
    """What did it: the subject of the verb, or what follows it after a linking word."""
    taken = (min(hit.people.i, hit.i), max(hit.people.stop, hit.j))
    best: tuple[int, Span] | None = None
    for i, j in sentence.spans("harm.causes"):
        if taken[0] <= i < taken[1] or sentence.ends(i, "harm.opened") is not None:
            continue
        start = _cause_start(sentence, i, taken)
        distance = _linked(sentence, start, j, hit)
        if distance is not None and (best is None or distance < best[0]):
            best = distance, (start, j)
    span = best[1] if best else _of_participle(sentence, hit)
    return sentence.words(*span) if span else None


def _of_participle(sentence: Sentence, hit: Harmed) -> Span | None:
    """As in "A shell hit a queue on Monday, killing 12": the cause that is the subject of the sentence or clause."""
    if not hit.active or not sentence.tokens[hit.i].low.endswith("ing") or "," not in sentence.tokens[hit.i].mark:
        return None
    for i, j in sentence.spans("harm.causes"):
        start = _cause_start(sentence, i, (hit.i, hit.people.stop))
        k = start - 1 if start and sentence.kinds[start - 1] == "t" else start
        opens = k == 0 or sentence.tokens[k].mark or sentence.kinds[k - 1] == "z"
        if j <= hit.i - 1 and opens and hit.i - j <= _SUBJECT_REACH:
            return start, j
    return None


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
        verb = sentence.starts(k, "actors.acts", "harm.carried_out") is not None
        if kind not in "gN" or token.owner or harm or when or verb or taken[0] <= k < taken[1]:
            break
        start = k
    return start


def _scope(sentence: Sentence, hit: Harmed) -> str:
    if hit.harm in {"detained", "missing"}:
        standing = sentence.starts(hit.i, "harm.holding", "harm.having", "harm.held_passive") is not None
        near = sentence.tokens[max(0, hit.people.stop - 1) : hit.j + 1]
        held = hit.i < hit.people.stop < hit.j and sentence.starts(hit.i, "harm.taken") is None
        if standing or held or any(t.low in words("harm.standing") for t in near):
            return "standing"
    return "cumulative" if sentence.has("harm.cumulative") else "incident"
