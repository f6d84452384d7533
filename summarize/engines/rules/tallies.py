"""Displacement told as a figure of how many went: "the number of displaced has risen to 40,000"."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.counted import Counted, led_from
from summarize.engines.rules.goers import MOVES
from summarize.engines.rules.leaving import no_leaving
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["CUES", "tally"]

_NUMBERS_OF: Final = {"movement.number_of": "displaced", "movement.number_of_returned": "returned"}
CUES: Final = tuple(_NUMBERS_OF)
_TO_TOLL = re.compile(r"[^;\"sk]{0,14}")
_FILLERS: Final = 4  # words between a verb and its number
_REACH: Final = 14  # words from "the number of displaced" to the number
_VERB: Final = 5  # words from "the number" to the verb of going

Way = tuple[str, int, int]
"""A movement, and the words `[i, j)` that tell it."""


def tally(sentence: Sentence, person: Counted) -> Way | None:
    """What a figure counts, None where the number is no figure of people who went."""
    if not person.elliptic or not person.i:
        return None
    return _of_displaced(sentence, person) or _who_went(sentence, person)


def _led(sentence: Sentence, person: Counted) -> str:
    """The word that leads to the number, past "now"."""
    k = led_from(sentence, person)
    while k > 1 and sentence.kinds[k - 1] == "r":
        k -= 1
    return sentence.tokens[k - 1].low if k else ""


def _of_displaced(sentence: Sentence, person: Counted) -> Way | None:
    """As in "The number of displaced people has risen to 40,000", "brings to 40,000 the number of people displaced"."""
    led = _led(sentence, person)
    told = ((move, span) for name, move in _NUMBERS_OF.items() for span in sentence.spans(name))
    for move, (i, j) in told:
        after = j <= person.i <= j + _REACH and (led in words("harm.toll_moves") or ";" in sentence.tokens[j].mark)
        ahead = person.j <= i <= person.j + _FILLERS and led == "to"
        if ahead or (after and _TO_TOLL.fullmatch(sentence.shape(j, person.i).replace(";", ""))):
            return move, i, j
    return None


def _who_went(sentence: Sentence, person: Counted) -> Way | None:
    """As in "put the number who had left by noon at 400", "the number of people evacuated has reached 1,100"."""
    if _led(sentence, person) not in words("harm.toll_moves"):
        return None
    for a, b in sentence.spans("harm.figures"):
        if not b < person.i <= b + _REACH or set(sentence.shape(b, person.i)) & set(';"sk'):
            continue
        for move in MOVES:
            for i, j in sentence.spans(f"movement.{move}"):
                if b <= i <= b + _VERB and j < person.i and not (move == "left" and no_leaving(sentence, i, j)):
                    return move, a, j
    return None
