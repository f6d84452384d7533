"""Displacements: people moved, moving, or held from moving, as figures."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.claims import claim
from summarize.engines.rules.counted import Counted, counted
from summarize.engines.rules.harms import harmed
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.movements import CUES, Moved, moved
from summarize.engines.rules.places import PlaceAt
from summarize.engines.rules.records import MOST_TOLD, Reader, count_at, merged
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.times import when_near

__all__ = ["find_displacements"]

_ONE: Final = frozenset({"a", "an", "one"})
_BACK: Final = 8  # words before the number in which an origin may stand
_PEOPLE: Final = ("fighters", "families", "civilians")


def find_displacements(reader: Reader) -> list[dict[str, Any]]:
    """The displacements of an article as an engine writes them."""
    found: list[dict[str, Any]] = []
    convoys = {s.paragraph for s in reader.sentences if s.has("movement.left_by_convoy")}
    for sentence in reader.sentences:
        # One person who leaves is no displacement.
        people = [c for c in counted(sentence) if sentence.low(c.i, c.j) not in _ONE] if sentence.has(*CUES) else []
        if not people or len(found) >= MOST_TOLD:
            continue
        hurt = {h.people for h in harmed(sentence, people)}
        last = ""
        for hit in moved(sentence, people, convoy=sentence.paragraph in convoys):
            record = _record(reader, sentence, hit, last) if hit.people not in hurt else None
            if record is not None:
                last = record["people"]
                found.append(record)
    return merged(found, ("movement", "count", "origin", "destination"))


def _record(reader: Reader, sentence: Sentence, hit: Moved, last: str) -> dict[str, Any] | None:
    person = hit.people
    kind = _people(sentence, person, last)
    said = reader.sayings.at(sentence, person.i)
    stands = claim(sentence, min(person.i, hit.i), max(person.stop, hit.j), said)
    count = count_at(reader, sentence, (person.i, person.j))
    if stands is None or kind is None or count is None:
        return None
    origin, destination = _way(reader, sentence, hit)
    within = reader.sayings.statement(sentence, person.i)
    return {
        "movement": hit.movement,
        "count": count,
        "people": kind,
        "origin": origin,
        "destination": destination,
        "when": when_near(sentence, hit.i, within, number=(person.i, person.j), period=sentence.has("harm.periods")),
        "claims": [stands],
    }


def _people(sentence: Sentence, person: Counted, last: str) -> str | None:
    """What the number counts; None where that is not known to be people."""
    if person.elliptic:
        return last or "unknown"
    if person.group == "mixed":
        return "mixed"
    head = sentence.tokens[person.stop - 1].low
    kind = next((k for k in _PEOPLE if head in words(f"movement.{k}")), None)
    by_group = {"combatants": "fighters", "civilians": "civilians", "persons": "unknown"}
    return kind or by_group.get(person.group) or ("unknown" if _nationals(sentence, person) else None)


def _nationals(sentence: Sentence, person: Counted) -> bool:
    """As in "12,000 Varenians": a plural name counts people."""
    head = sentence.tokens[person.stop - 1]
    return head.capital and head.low.endswith(("s", "ese"))


def _way(reader: Reader, sentence: Sentence, hit: Moved) -> tuple[str | None, str | None]:
    """Where they were and where they go."""
    person = hit.people
    lo, hi = reader.sayings.statement(sentence, person.i)
    if hit.movement == "trapped":
        spots = [p for p in reader.places.after(sentence) if person.i < p.i < hi]
        return (sentence.words(spots[0].i, spots[0].j) if spots else None), None
    toward = [p for p in reader.places.after(sentence, "places.toward") if person.i < p.i < hi]
    origins = [
        p
        for p in reader.places.after(sentence, "places.origin")
        if max(lo, person.i - _BACK) <= p.i < hi and all(p.i != t.i for t in toward)
    ]
    if hit.movement == "returned":
        origins = [p for p in origins if sentence.tokens[p.before].low == "from"]
    return _nearest(sentence, origins, hit.i), _nearest(sentence, toward, hit.i)


def _nearest(sentence: Sentence, found: list[PlaceAt], k: int) -> str | None:
    best = min(found, key=lambda p: abs(p.i - k), default=None)
    return sentence.words(best.i, best.j) if best else None
