"""Where displaced people were and where they go."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.movements import Moved
from summarize.engines.rules.places import PlaceAt, is_care
from summarize.engines.rules.records import Reader
from summarize.engines.rules.scenes import taken_up
from summarize.engines.rules.text import Sentence

__all__ = ["origin_before", "told_before", "way"]

_BACK: Final = 8  # words before the number in which an origin may stand
_NAMES: Final = 12  # words of "Keslow, Orm and Tarn"
_WHERE: Final = frozenset({"in", "inside", "within"})
_NOUN: Final = 4  # words of "the upper valley"
_LEAVES: Final = frozenset(
    {"of", "from", "in", "fled", "left", "inside", "leave", "flee", "fleeing", "leaving", "evacuated"}
)


def way(reader: Reader, sentence: Sentence, hit: Moved) -> tuple[str | None, str | None]:
    """Where they were and where they go, as far as the sentence names it."""
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
    if sentence.low(hit.i, hit.j) in words("movement.carrying"):
        toward += [p for p in reader.places.after(sentence, "places.where") if _lands(sentence, p)]
        origins = [p for p in origins if sentence.tokens[p.before].low not in _WHERE]
    if sentence.low(hit.i, hit.j) in words(
        "movement.refuge", "movement.arrived", "movement.shelters", "movement.staying"
    ):
        toward += [p for p in reader.places.after(sentence, "places.where") if hit.i <= p.i < hi and p not in toward]
        origins = [p for p in origins if sentence.tokens[p.before].low not in _WHERE]
    if hit.movement == "returned" or toward:
        origins = [p for p in origins if sentence.tokens[p.before].low not in _WHERE or p.i < hit.i]
    if hit.movement == "returned":
        origins = [p for p in origins if sentence.tokens[p.before].low == "from"]
    return _nearest(sentence, origins, hit.i), _nearest(sentence, toward, hit.i)


def _lands(sentence: Sentence, place: PlaceAt) -> bool:
    """As in "docked in Tarn"."""
    return place.before > 0 and sentence.tokens[place.before - 1].low in words("movement.landed")


def _nearest(sentence: Sentence, found: list[PlaceAt], k: int) -> str | None:
    best = min(found, key=lambda p: abs(p.i - k), default=None)
    return _name(sentence, best) if best else None


def _with_others(sentence: Sentence, j: int) -> int:
    """The end of "Keslow, Orm and Tarn" after its first name; `j` where no "and" and name follow."""
    k, end = j, j
    while k < len(sentence.tokens) and k - j < _NAMES and sentence.tokens[k].mark in {"", ","}:
        joined = sentence.kinds[k] == "c" and not sentence.tokens[k].mark
        k += joined
        if not (joined or sentence.tokens[k].mark == ",") or sentence.kinds[k : k + 1] != "N":
            break
        while (
            k < len(sentence.tokens) and sentence.kinds[k] == "N" and (k == j or sentence.tokens[k].mark in {"", ","})
        ):
            if sentence.tokens[k].mark and k > end + 1:
                break
            k += 1
        if joined:
            return k if not sentence.tokens[k - 1].owner else j
        end = k
    return j


def origin_before(reader: Reader, sentence: Sentence, hit: Moved, destination: str | None) -> str | None:
    """The place of what an earlier sentence of the paragraph says drove them away."""
    for n in range(sentence.number - 1, -1, -1) if hit.movement in {"fled", "displaced"} else ():
        earlier = reader.sentences[n]
        if earlier.paragraph != sentence.paragraph:
            break
        spots = [p for p in reader.places.spots(earlier) if not is_care(earlier, p)]
        if spots and earlier.has("harm.causes", "places.struck"):
            name = _name(earlier, spots[0])
            return name if name != destination else None
    return None


def _name(sentence: Sentence, place: PlaceAt) -> str:
    """The proper name in "near the village of Keslow", "a hospital in Keslow", with those that follow it."""
    inner = (n + 1 for n in range(place.j - 1, place.i - 1, -1) if sentence.kinds[n] in "io")
    start = next(inner, place.i)
    while start < place.j - 1 and sentence.kinds[start] == "t":
        start += 1
    return sentence.words(start, _with_others(sentence, place.j))


def told_before(reader: Reader, sentence: Sentence, hit: Moved, destination: str | None) -> str | None:
    """The place that "the town" takes up, where people leave or are held in it."""
    lo, hi = max(1, hit.people.i - _BACK), min(len(sentence.tokens), max(hit.j, hit.people.stop) + _BACK)
    led = next(
        (n for n in range(lo, hi) if sentence.tokens[n - 1].low in _LEAVES and not sentence.tokens[n].mark), None
    )
    if led is None or sentence.kinds[led] != "t":
        return None
    found = taken_up(reader, sentence, (led, min(led + _NOUN, len(sentence.tokens))))
    return found if found != destination else None
