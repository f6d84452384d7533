"""Where displaced people were and where they go, as far as the sentence that tells their number names it."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.movements import Moved
from summarize.engines.rules.places import PlaceAt
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence

__all__ = ["place_name", "reached", "stays", "way"]

_BACK: Final = 8  # words before the number in which an origin may stand
_NAMES: Final = 12  # words of "Keslow, Orm and Tarn"
_INNER: Final = 5  # words of "to mosques and schools in"
_WHERE: Final = frozenset({"in", "inside", "within"})
_STAYS: Final = tuple(
    f"movement.{name}"
    for name in ("refuge", "arrived", "shelters", "staying", "assembled", "arrival_of", "hosts", "coming")
)
_MOVING: Final = frozenset({"near", "outside"})
_HELD: Final = frozenset({"from", "fleeing", "leave", "leaving", "left"})


def way(reader: Reader, sentence: Sentence, hit: Moved) -> tuple[str | None, str | None]:
    """Where they were and where they go."""
    person = hit.people
    lo, hi = _told_in(reader, sentence, hit)
    if hit.movement == "trapped":
        found = {*reader.places.after(sentence), *_led(reader, sentence, _HELD)}
        spots = sorted(p for p in found if person.i < p.i < hi)
        spots = spots or [p for p in found if p.before == 0 and p.i < person.i]  # "In Keslow, 900 are trapped"
        return (place_name(sentence, spots[0]) if spots else None), None
    toward = [p for p in reader.places.after(sentence, "places.toward") if person.i < p.i < hi]
    toward += [p for p in reader.places.after(sentence) if hit.i < p.i < hi and _inside(sentence, p, hit)]
    origins = [
        p
        for p in reader.places.after(sentence, "places.origin")
        if max(lo, person.i - _BACK) <= p.i < hi and all(p.i != t.i for t in toward)
    ]
    if sentence.low(hit.i, hit.j) in words("movement.carrying"):
        toward += [p for p in reader.places.after(sentence, "places.where") if _lands(sentence, p)]
        origins = [p for p in origins if sentence.tokens[p.before].low not in _WHERE]
    if stays(sentence, hit):
        first = min(hit.i, person.i)
        toward += [p for p in reader.places.after(sentence) if first <= p.i < hi and p not in toward]
        origins = [p for p in origins if sentence.tokens[p.before].low not in _WHERE]
    slept = [i for i, _ in sentence.spans("movement.staying") if hit.j <= i]
    if slept:  # "fled their homes and are sleeping in a school in Keslow"
        toward += [p for p in reader.places.after(sentence) if slept[0] < p.i < hi and p not in toward]
        origins = [p for p in origins if p.i < slept[0] or sentence.tokens[p.before].low not in _WHERE]
    if hit.movement == "returned" or toward:
        origins = [p for p in origins if sentence.tokens[p.before].low not in _WHERE or p.i < hit.i]
    if hit.movement == "returned":
        origins = [p for p in origins if sentence.tokens[p.before].low == "from"]
    goes = _nearest(sentence, toward, hit.i) or (reached(sentence) if person.stop <= hit.i else None)
    goes = goes or (_host(reader, sentence, hit) if stays(sentence, hit) else None)
    return _nearest(sentence, origins, hit.i) or _of(sentence, hit), goes


def _told_in(reader: Reader, sentence: Sentence, hit: Moved) -> tuple[int, int]:
    """The words of the statements that the number and what is told of it stand in."""
    one, other = (reader.sayings.statement(sentence, k) for k in (hit.people.i, hit.i))
    return min(one[0], other[0]), max(one[1], other[1])


def stays(sentence: Sentence, hit: Moved) -> bool:
    """Whether "in" tells where they went: "are sleeping in a school in Keslow"."""
    if (hit.i, hit.j) == (hit.people.noun, hit.people.stop):
        return sentence.tokens[hit.j - 1].low in words("movement.refugees")
    told = sentence.low(hit.i, hit.j) in words(*_STAYS)
    return told or sentence.tokens[hit.j - 1].low in {"in", "at"}


def _host(reader: Reader, sentence: Sentence, hit: Moved) -> str | None:
    """The place that hosts them: "Keslow hosts 900 refugees", "the camp at Keslow holds 900"."""
    if sentence.starts(hit.i, "movement.hosts") != hit.j and sentence.starts(hit.i, "movement.arrival_of") != hit.j:
        return None
    k = hit.i
    while k > 0 and sentence.kinds[k - 1] in "rbh":
        k -= 1
    if 0 < k < len(sentence.tokens) and sentence.tokens[k].mark == ",":  # "Keslow, which borders Orm, hosts"
        k = next((n for n in range(k - 1, 0, -1) if sentence.tokens[n].mark == ","), k)
    start = k
    while start > 0 and sentence.kinds[start - 1] == "N" and not (start < k and sentence.tokens[start].mark):
        start -= 1
    named = sentence.words(start, k) if start < k else ""
    if named and not any(m.i < k and start < m.j and m.entry.kind == "person" for m in reader.cast.mentions(sentence)):
        return named
    spots = [p for p in reader.places.after(sentence) if p.j <= hit.i]
    return place_name(sentence, spots[-1]) if spots else None


def _of(sentence: Sentence, hit: Moved) -> str | None:
    """As in "some 900 inhabitants of Keslow": where they are from."""
    k = hit.people.stop
    if sentence.low(k, k + 1) != "of" or not sentence.runs_on(k + 1) or hit.movement == "returned":
        return None
    if sentence.tokens[k - 1].low not in words("movement.dwellers"):
        return None
    end = k + 1
    while end < len(sentence.tokens) and sentence.kinds[end] == "N" and not (end > k + 1 and sentence.tokens[end].mark):
        end += 1
    return sentence.words(k + 1, _with_others(sentence, end)) if end > k + 1 else None


def _led(reader: Reader, sentence: Sentence, after: frozenset[str]) -> list[PlaceAt]:
    return [p for p in reader.places.after(sentence, "places.origin") if sentence.tokens[p.before].low in after]


def _inside(sentence: Sentence, place: PlaceAt, hit: Moved) -> bool:
    """As in "to hospitals in Keslow", "reached camps in Keslow": where what they go to is."""
    for k in range(place.before - 1, max(hit.i - 1, place.before - 1 - _INNER), -1):
        if sentence.tokens[k + 1].mark or sentence.kinds[k] not in "tgncT":
            return sentence.kinds[k] == "i" and sentence.tokens[k].low == "into" and k < place.before - 1
        if sentence.kinds[k] == "T":
            return k < place.before - 1 and sentence.starts(k + 1, "movement.going", "movement.left") is None
        if sentence.tokens[k].low == "reached":
            return True
    return False


def _lands(sentence: Sentence, place: PlaceAt) -> bool:
    """As in "docked in Tarn"."""
    return place.before > 0 and sentence.tokens[place.before - 1].low in words("movement.landed")


def _nearest(sentence: Sentence, found: list[PlaceAt], k: int) -> str | None:
    best = min(found, key=lambda p: abs(p.i - k), default=None)
    return place_name(sentence, best) if best else None


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


def place_name(sentence: Sentence, place: PlaceAt) -> str:
    """The proper name in "near the village of Keslow", "a hospital in Keslow", with those that follow it."""
    inner = (n + 1 for n in range(place.j - 1, place.i - 1, -1) if sentence.kinds[n] in "io")
    start = next(inner, place.i)
    while start < place.j - 1 and sentence.kinds[start] == "t":
        start += 1
    end = _with_others(sentence, place.j)
    if sentence.tokens[place.before].low in _MOVING and not sentence.tokens[place.before + 1].mark:
        return sentence.words(place.before, place.j)  # "near the town of Keslow"
    joined = end > place.j and sentence.runs_on(end) and sentence.tokens[end].low in words("places.manifold")
    return sentence.words(start, end + joined)


def reached(sentence: Sentence) -> str | None:
    """As in "reached government-held Keslow"."""
    k = next((n for n, t in enumerate(sentence.tokens) if t.low == "reached"), None)
    if k is None:
        return None
    start = k + 1
    while sentence.runs_on(start) and sentence.kinds[start] in "tg" and start - k < _INNER:
        start += 1
    end = start
    while end < len(sentence.tokens) and sentence.kinds[end] == "N" and not sentence.tokens[end].mark:
        end += 1
    return sentence.words(start, end) if end > start else None
