"""Where displaced people were, where their own clause does not name it: taken up from what was told before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.movements import Moved
from summarize.engines.rules.names import state_named
from summarize.engines.rules.places import is_care
from summarize.engines.rules.records import Reader
from summarize.engines.rules.scenes import centre_of, taken_up
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.tokens import Token
from summarize.engines.rules.ways import place_name, reached, stays

__all__ = ["destination_told", "onward", "origin_told"]

_BACK: Final = 8  # words around the number and its verb in which "the town" may stand
_NOUN: Final = 4  # words of "the upper valley"
_LEAVES: Final = frozenset(
    {"of", "from", "in", "fled", "left", "inside", "leave", "flee", "fleeing", "leaving", "evacuated"}
)
_OPERATION: Final = frozenset({"evacuated", "expected", "trapped"})
_LEAVING: Final = frozenset({"left", "leave", "leaving", "departed", "depart", "move", "relocate"})
_LEFT: Final = frozenset({"left", "from", "out", "leaving"})
_INTO: Final = frozenset({"in", "into", "at", "inside", "around", "to"})
_TO: Final = frozenset({"to", "in", "into", "for", "toward", "towards"})
_FAR: Final = 30  # sentences back that "the town" takes up
_NEXT: Final = 3  # sentences after the number that may tell where they went
_GOES: Final = tuple(
    f"movement.{name}"
    for name in ("fled", "evacuated", "left", "arrived", "staying", "going_away", "transport", "carrying", "going")
)
_NEARBY: Final = frozenset({"nearby", "neighbouring", "neighboring", "surrounding", "adjacent", "adjoining"})
_HOMES: Final = frozenset({"their homes", "their houses", "their villages", "from home", "villages"})


def origin_told(
    reader: Reader, sentence: Sentence, hit: Moved, destination: str | None, before: dict[str, Any] | None
) -> str | None:
    """The place that an earlier sentence tells, None for none; `before` is the last displacement with an origin."""
    if hit.movement == "returned":
        return None
    found = _definite(reader, sentence, hit) or _carried(hit, before)
    found = found or _driven_from(reader, sentence, hit, destination) or _centre(reader, sentence, hit)
    return found if found != destination else None


def _definite(reader: Reader, sentence: Sentence, hit: Moved) -> str | None:
    """The place that "the town" takes up, where people leave or are held in it."""
    lo, hi = max(1, hit.people.i - _BACK), min(len(sentence.tokens), max(hit.j, hit.people.stop) + _BACK)
    for n in range(lo, hi):
        if sentence.tokens[n - 1].low in _LEAVES and not sentence.tokens[n].mark and sentence.kinds[n] == "t":
            end = min(n + _NOUN, len(sentence.tokens))
            if sentence.low(n, n + 2) == "the country":
                return _country(reader, sentence)
            if _arrives(sentence, hit, n):
                continue  # "fled to schools in the city"
            noun = next((t.low for t in sentence.tokens[n + 1 : end] if t.low in words("places.common")), None)
            plain = noun is not None and sentence.low(n, n + 1) == "the" and _is_plain(sentence, n + 1, noun)
            called = _called(reader, sentence, noun) if noun is not None and plain else None
            found = called or taken_up(reader, sentence, (n, end))
            if found is not None:
                return found
    return None


def _arrives(sentence: Sentence, hit: Moved, n: int) -> bool:
    """Whether the noun phrase at word `n` tells where they came to: "arrived in the town", "brought to the city"."""
    if sentence.tokens[n - 1].low not in _INTO or n <= hit.j - 1 or hit.movement == "trapped":
        return False
    if stays(sentence, hit) or sentence.starts(hit.i, "movement.arrived") is not None:
        return True
    between = range(hit.i, n - 1)
    to = any(
        sentence.kinds[k] == "T" and sentence.starts(k + 1, "movement.going", "movement.left") is None for k in between
    )
    return to or any(hit.j <= i < n for i, _ in sentence.spans("movement.staying"))


def destination_told(reader: Reader, sentence: Sentence, hit: Moved) -> str | None:
    """The place that "the town" takes up, where people came to it: "fled to schools in the city"."""
    for n in range(hit.j + 1, min(len(sentence.tokens), hit.j + _BACK)):
        if sentence.tokens[n].mark or sentence.tokens[n].low != "the" or not _arrives(sentence, hit, n):
            continue
        noun = sentence.low(n + 1, n + 2)
        if (
            noun in words("places.common")
            and sentence.low(n + 2, n + 3) != "of"
            and sentence.kinds[n + 2 : n + 3] != "N"
        ):
            return _called(reader, sentence, noun)
    return None


def _is_plain(sentence: Sentence, k: int, noun: str) -> bool:
    """Whether nothing before the noun tells one from others: "besieged town", not "harbour district"."""
    while sentence.tokens[k].low != noun:
        if sentence.tokens[k].low not in words("places.described", "movement.besieged"):
            return False
        k += 1
    return True


def _called(reader: Reader, sentence: Sentence, noun: str) -> str | None:
    """The place that an earlier sentence calls by the noun ("the village of Keslow", "Keslow, a village"), else the one
    that the article is about.
    """
    for earlier in reversed(reader.sentences[max(0, sentence.number - _FAR) : sentence.number]):
        for k in earlier.where({noun}):
            after = k + 2 if earlier.low(k + 1, k + 2) == "of" else k + 1
            end = after
            while end < len(earlier.tokens) and earlier.kinds[end] == "N" and not earlier.tokens[end].mark:
                end += 1
            if end > after == k + 2:
                return earlier.words(after, end)
            before = k
            while before > 0 and earlier.kinds[before - 1] == "N" and not earlier.tokens[before].mark:
                before -= 1
            if 0 < before < k and earlier.kinds[before - 1] in "iT" and not earlier.tokens[k - 1].owner:
                return earlier.words(before, k + 1)  # "in Qaisar district"
    return centre_of(reader)


def _country(reader: Reader, sentence: Sentence) -> str | None:
    """The state whose name was said last in the paragraph."""
    for earlier in reversed(reader.sentences[: sentence.number]):
        if earlier.paragraph != sentence.paragraph:
            break
        names = [c for c in earlier.countries if c.kind == "name"]
        if names:
            return earlier.words(names[-1].i, names[-1].j)
    return None


def _carried(hit: Moved, before: dict[str, Any] | None) -> str | None:
    """The origin of the same operation: more who are to follow, another convoy."""
    if before is None or hit.movement not in _OPERATION or before["movement"] not in _OPERATION:
        return None
    told: str | None = before["origin"]
    return told


def _driven_from(reader: Reader, sentence: Sentence, hit: Moved, destination: str | None) -> str | None:
    """The place of what an earlier sentence of the paragraph says drove them away; where they fled their homes it is
    not said which.
    """
    if hit.movement not in {"fled", "displaced"} or _of_homes(sentence, hit) or stays(sentence, hit):
        return None
    for n in range(sentence.number - 1, -1, -1):
        earlier = reader.sentences[n]
        if earlier.paragraph != sentence.paragraph:
            break
        spots = [p for p in reader.places.spots(earlier) if not is_care(earlier, p)]
        if destination is None or state_named(destination) is None:  # a war has no one place
            spots = [p for p in spots if not any(p.i <= c.i < p.j for c in earlier.countries)]
        if spots and earlier.has("harm.causes", "places.struck"):
            return place_name(earlier, spots[0])
    return None


def _of_homes(sentence: Sentence, hit: Moved) -> bool:
    rest = f" {sentence.low(hit.i, hit.j + _NOUN)} "
    return any(f" {homes} " in rest for homes in _HOMES)


def _centre(reader: Reader, sentence: Sentence, hit: Moved) -> str | None:
    """The place that the article is about, for those held there, brought out of it, or gone to the villages around."""
    after = sentence.tokens[hit.j - 1 : hit.j + _NOUN]
    near = any(a.low in _TO and b.low in _NEARBY for a, b in pairwise(after)) and not _abroad(after)
    leaves = any(t.low in _LEAVING for t in sentence.tokens[hit.i : hit.j + 2])
    operation = hit.movement == "trapped" or (hit.movement in _OPERATION and leaves)
    return centre_of(reader) if near or operation else None


def _abroad(after: Sequence[Token]) -> bool:
    return any(t.low in {"states", "countries", "country", "state"} or t.capital for t in after)


def onward(reader: Reader, sentence: Sentence) -> tuple[str | None, str | None]:
    """Origin and destination that the next sentences tell of those just told of: "The fighters were taken to Keslow",
    "Most of them have taken shelter in Keslow".
    """
    for later in reader.sentences[sentence.number + 1 : sentence.number + 1 + _NEXT]:
        if later.paragraph > sentence.paragraph + 1:
            break
        opens = later.starts(0, "movement.those_told_of")
        if opens is None or later.counts or not later.has(*_GOES):
            continue
        toward = list(reader.places.after(later, "places.toward"))
        if later.has("movement.arrived", "movement.staying", "movement.fled"):
            toward += [p for p in reader.places.after(later) if later.starts(p.before, "places.origin") is None]
            toward += [p for p in reader.places.after(later) if later.tokens[p.before].low == "in"]
        left = [p for p in reader.places.after(later, "places.origin") if later.tokens[p.before].low in _LEFT]
        goes = place_name(later, toward[0]) if toward else reached(later)
        leaves = place_name(later, left[0]) if left else None
        if goes or leaves:
            return leaves, goes
    return None, None
