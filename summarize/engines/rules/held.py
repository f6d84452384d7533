"""People who cannot go: kept from leaving, shut in, or left in a place under siege."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.counted import Counted, led_from
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["CUES", "held", "hems_in"]

CUES: Final = ("movement.keeps", "movement.staying")
_FILL = re.compile(r"[tro]*")
_FILLERS: Final = 4  # words between a verb and its number
_REMAIN: Final = 8  # words from the number to "in"
_SIEGE: Final = 4  # words of "in the long besieged town"
_TO_IN = re.compile(r"(?:[oi][tgN]{1,3})?w?[rbhmT]{0,4}(?:g|gr|)")
_OBJECT: Final = "tNp"

Way = tuple[str, int, int]
"""A movement, and the words `[i, j)` that tell it."""


def held(sentence: Sentence, person: Counted) -> Way | None:
    """What the sentence says of a number of people who cannot go, None for nothing."""
    if not (person.group or person.elliptic) or person.group == "homes":
        return None
    return _kept(sentence, person) or _remaining(sentence, person)


def _kept(sentence: Sentence, person: Counted) -> Way | None:
    """As in "barred 2,000 villagers from leaving", "kept 8,000 people indoors"."""
    k = person.stop
    start = led_from(sentence, person)
    for i, j in sentence.spans("movement.keeps") if sentence.runs_on(k) else ():
        if not 0 <= start - j <= _FILLERS or not _FILL.fullmatch(sentence.shape(j, start)):
            continue
        away = sentence.tokens[k].low == "from" and sentence.low(k + 1, k + 2) in words("movement.leaving_from")
        end = k + 1 if sentence.kinds[k] == "r" and sentence.runs_on(k + 1) else k
        if away or sentence.tokens[end].low in words("movement.shut_in"):
            return "trapped", i, end + 1 + away
    return None


def _remaining(sentence: Sentence, person: Counted) -> Way | None:
    """As in "some 1,500 people remain in the besieged town", "are still inside encircled Keslow"."""
    for n in range(person.stop + 1, min(person.stop + _REMAIN, len(sentence.tokens) - 1)):
        if sentence.tokens[n].low not in {"in", "inside"}:
            continue
        gap = sentence.shape(person.stop, n)
        stays = "b" in gap or sentence.ends(n, "movement.staying") is not None or sentence.kinds[n - 1] == "r"
        near = sentence.tokens[n + 1 : n + 1 + _SIEGE]
        if stays and _TO_IN.fullmatch(gap) and any(t.low in words("movement.besieged") for t in near):
            return "trapped", person.stop, n + 1
    return None


def hems_in(sentence: Sentence, person: Counted, i: int, j: int) -> bool:
    """As in "ten men surrounded a house": the number is of those who hem others in."""
    active = "b" not in sentence.shape(person.stop, i) and sentence.kinds[i - 1] not in "bh"
    return active and sentence.runs_on(j) and sentence.kinds[j] in _OBJECT and sentence.tokens[i].low.endswith("ed")
