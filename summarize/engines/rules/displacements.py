"""Displacements: people moved, moving, or held from moving, as figures."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from summarize.engines.rules.claims import claim
from summarize.engines.rules.counted import Counted, counted, group_of
from summarize.engines.rules.denials import hear_denials
from summarize.engines.rules.figurative import literal
from summarize.engines.rules.figures import may_restate
from summarize.engines.rules.harms import harmed
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.movements import CUES, Around, Moved, moved
from summarize.engines.rules.nouns import national
from summarize.engines.rules.origins import destination_told, onward, origin_told
from summarize.engines.rules.portions import noun_of_part
from summarize.engines.rules.records import MOST_TOLD, Reader, count_at
from summarize.engines.rules.restated_moves import restated_moves
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.times import when_near
from summarize.engines.rules.ways import way
from summarize.engines.rules.withdrawals import under_truce

__all__ = ["find_displacements"]

_ONE: Final = frozenset({"a", "an", "one"})
_LEAD: Final = 3  # sentences of headline and lead
_BACK_SENTENCES: Final = 4  # that a sentence takes up
_DRIVES: Final = ("harm.causes", "harm.killed_active", "harm.killed_passive", "places.struck")
_CARRIED: Final = frozenset({"evacuated", "expected"})
_FLIGHT: Final = tuple(f"movement.{m}" for m in ("fled", "displaced", "evacuated", "displaced_nouns", "shelters"))
_NO_WAY_ON: Final = frozenset({"trapped", "returned"})
_PEOPLE: Final = ("fighters", "families", "civilians")


def find_displacements(reader: Reader) -> list[dict[str, Any]]:
    """The displacements of an article as an engine writes them."""
    found: list[tuple[dict[str, Any], bool]] = []
    convoys = {s.paragraph for s in reader.sentences if s.has("movement.left_by_convoy", "movement.evacuated")}
    convoys |= {s.paragraph for s in reader.sentences if under_truce(s)}
    flights = {s.paragraph for s in reader.sentences if s.has(*_FLIGHT)}
    driven = bool(flights) or any(s.has(*_DRIVES) for s in reader.sentences)
    before: _Before | None = None
    leaving: dict[str, Any] | None = None  # the last with an origin
    told_at: dict[int, list[tuple[int, dict[str, Any]]]] = {}
    for sentence in reader.sentences:
        # One person who leaves is no displacement.
        told = before.record["movement"] if before is not None and sentence.number - before.number <= 1 else ""
        tells = sentence.has_any(CUES) or (told and may_restate(sentence))
        counts = counted(sentence, homes=True) if tells and sentence.counts else []
        people = [c for c in counts if sentence.low(c.i, c.j) not in _ONE and not _how_badly(sentence, c)]
        if not people or len(found) >= MOST_TOLD:
            continue
        paragraph = sentence.paragraph
        around = Around(paragraph in convoys, paragraph in flights, driven, told, bool(convoys))
        hits = moved(sentence, people, around)
        unhoused = [c for c in people if c.group != "homes"] if hits else []
        hurt = {h.people: h.harm for h in harmed(sentence, unhoused)}
        for hit in hits:
            near = before if before is not None and sentence.number - before.number <= _BACK_SENTENCES else None
            hurt_too = hurt.get(hit.people)
            carried = hit.movement in _CARRIED and hurt_too in {
                "injured",
                "detained",
            }  # "30 wounded were flown to Tarn"
            hosted = hurt_too == "detained" and sentence.starts(hit.i, "movement.hosts") == hit.j
            told_of = hurt_too is None or carried or hosted
            record = _record(reader, sentence, hit, near, leaving) if told_of else None
            if record is not None:
                lead = sentence.number < _LEAD
                before = _Before(sentence.number, paragraph, record)
                leaving = record if record["origin"] else leaving
                found.append((record, lead))
                told_at.setdefault(sentence.number, []).append((max(hit.j, hit.people.stop), record))
    hear_denials(reader, told_at, deeds=False)
    literally = literal(reader, [record for record, _ in found], "origin", "destination")
    kept = {id(record) for record in literally}
    return restated_moves([pair for pair in found if id(pair[0]) in kept])


def _how_badly(sentence: Sentence, c: Counted) -> bool:
    """As in "nine were injured, two seriously": of another number, which is the one that goes."""
    return c.elliptic and sentence.low(c.j, c.j + 1) in words("harm.gravely")


class _Before(NamedTuple):
    """The displacement told of last, and where."""

    number: int
    paragraph: int
    record: dict[str, Any]


def _record(
    reader: Reader, sentence: Sentence, hit: Moved, before: _Before | None, leaving: dict[str, Any] | None
) -> dict[str, Any] | None:
    person = hit.people
    here = before is not None and before.number == sentence.number
    taken_up = person.elliptic and before is not None and before.paragraph == sentence.paragraph
    kind = _people(sentence, person, before.record["people"] if before is not None and (here or taken_up) else "")
    said = reader.sayings.of_fact(sentence, person.i)
    stands = claim(sentence, min(person.i, hit.i), max(person.stop, hit.j), said)
    count = count_at(reader, sentence, (person.i, person.j))
    if stands is None or kind is None or count is None:
        return None
    origin, destination = way(reader, sentence, hit)
    if before is not None and taken_up and hit.movement not in _NO_WAY_ON:
        origin = origin or before.record["origin"]
        destination = destination or before.record["destination"]
    if (
        hit.movement == "returned"
        and person.elliptic
        and before is not None
        and before.record["movement"] != "returned"
    ):
        origin, destination = origin or before.record["destination"], destination or before.record["origin"]
    elif hit.movement != "trapped" and (origin is None or destination is None):
        later = onward(reader, sentence)
        origin, destination = origin or later[0], destination or later[1]
    if destination is None and hit.movement != "trapped":
        destination = destination_told(reader, sentence, hit)
    if origin is None:
        origin = origin_told(reader, sentence, hit, destination, leaving)
    within = reader.sayings.statement(sentence, person.i)
    arrived = sentence.starts(hit.i, "movement.arrived") is not None
    fled = before is not None and before.paragraph == sentence.paragraph and before.record["movement"] == "fled"
    return {
        "movement": "fled" if arrived and fled and hit.movement == "displaced" else hit.movement,
        "count": count,
        "people": kind,
        "origin": origin,
        "destination": destination,
        "when": when_near(sentence, (hit.i, hit.i), within, figure=True, period=sentence.has("harm.periods")),
        "claims": [stands],
    }


def _people(sentence: Sentence, person: Counted, last: str) -> str | None:
    """What the number counts; None where that is not known to be people."""
    noun = noun_of_part(sentence, person) if person.elliptic else None
    if person.elliptic and noun is None:
        return last or "unknown"
    if person.group == "mixed":
        return "mixed"
    if person.group == "homes":
        return "families"
    head = noun or sentence.tokens[person.stop - 1].low
    kind = next((k for k in _PEOPLE if head in words(f"movement.{k}")), None)
    if kind is None and noun is None and person.group == "persons" and national(sentence, person.stop):
        return "civilians"  # "12,000 Varenians"
    by_group = {"combatants": "fighters", "civilians": "civilians", "persons": "unknown"}
    told = kind or by_group.get(group_of(noun) if noun else person.group)
    return told or ("unknown" if _nationals(sentence, person) else None)


def _nationals(sentence: Sentence, person: Counted) -> bool:
    """As in "12,000 Varenians": a plural name counts people."""
    head = sentence.tokens[person.stop - 1]
    return head.capital and head.low.endswith(("s", "ese"))
