"""Displacement told by a noun ("the flight of 3,000 people"), or by who drives or brings people out of where."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.counted import Counted, led_from
from summarize.engines.rules.leaving import foreseen
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["CUES", "flow"]

CUES: Final = tuple(f"movement.{name}" for name in ("flight_of", "arrival_of", "departure_of", "driving", "transport"))
_FILL = re.compile(r"[tron]*")
_FILLERS: Final = 4  # words between a noun or verb and its number
_AHEAD: Final = 7  # words before a noun in which something makes it one to come
_OUT: Final = 4  # words of "out of the besieged town"
_GROUPS: Final = frozenset({"civilians", "persons", "mixed"})

Way = tuple[str, int, int]
"""A movement, and the words `[i, j)` that tell it."""


def flow(sentence: Sentence, person: Counted, *, flight: bool, convoy: bool) -> Way | None:
    """What the sentence says of a number of people, None for nothing. `flight`: the article tells of flight; `convoy`:
    the paragraph tells of vehicles or a deal to leave.
    """
    if not (person.group or person.elliptic) or person.group == "homes":
        return None
    return _named(sentence, person, flight=flight, convoy=convoy) or _driven(sentence, person) or _led(sentence, person)


def _named(sentence: Sentence, person: Counted, *, flight: bool, convoy: bool) -> Way | None:
    """As in "the flight of 3,000 villagers", "an influx of 2,000 people", "the departure of 300 fighters"."""
    start = led_from(sentence, person)
    for name, move in (("flight_of", "fled"), ("arrival_of", "displaced"), ("departure_of", "left")):
        for i, j in sentence.spans(f"movement.{name}"):
            if not 0 <= start - j <= _FILLERS or not _FILL.fullmatch(sentence.shape(j, start)):
                continue
            planned = _foreseen(sentence, i)
            away = "from" in sentence.low(person.stop, person.stop + _FILLERS).split() and person.group != "combatants"
            if name == "arrival_of" and not flight:
                continue
            if name == "departure_of" and not (convoy or planned or (flight and away)):
                continue  # "the departure of 40 guests"
            return "expected" if planned else move, i, j
    return None


def _foreseen(sentence: Sentence, i: int) -> bool:
    ahead = sentence.tokens[max(0, i - _AHEAD) : i]
    return any(t.low in words("movement.foresees") for t in ahead)


def _object(sentence: Sentence, person: Counted, name: str) -> Span | None:
    """The verb of a group that the number is the object of."""
    start = led_from(sentence, person)
    for i, j in sentence.spans(f"movement.{name}"):
        passive = i > 0 and sentence.kinds[i - 1] == "b" and not sentence.tokens[i].low.endswith("ing")
        if 0 <= start - j <= _FILLERS and _FILL.fullmatch(sentence.shape(j, start)) and not passive:
            return i, j
    return None


def _driven(sentence: Sentence, person: Counted) -> Way | None:
    """As in "forced 160 families out of Keslow": not of people in arms, whom an army drives back."""
    if person.group not in _GROUPS or not _out(sentence, person.stop):
        return None
    verb = _object(sentence, person, "driving")
    return ("expected" if foreseen(sentence, verb[0]) else "displaced", *verb) if verb else None


def _led(sentence: Sentence, person: Counted) -> Way | None:
    """As in "brought 1,700 people out of Keslow", "moved 73 patients from the hospital"."""
    if person.group not in _GROUPS:
        return None
    verb = _object(sentence, person, "transport")
    if verb is None or not _out(sentence, person.stop):
        return None
    bare = sentence.low(person.stop, person.stop + 1) == "from"
    if bare and sentence.low(*verb) in {"took", "taken", "taking", "take", "carried", "driven", "led", "pulled"}:
        return None  # "took 12 men from the village"
    return ("expected" if foreseen(sentence, verb[0]) else "evacuated", *verb)


def _out(sentence: Sentence, k: int) -> bool:
    """Whether "out of the town", "from Keslow" stands at word `k`."""
    if not sentence.runs_on(k):
        return False
    led = k + 2 if sentence.low(k, k + 2) == "out of" else k + 1 if sentence.tokens[k].low in {"from", "off"} else None
    if led is None:
        return False
    where = sentence.tokens[led : led + _OUT]
    return any(t.capital or t.low in words("places.common") or t.low in words("places.spots") for t in where)
