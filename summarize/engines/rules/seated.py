"""Bodies of which each town or state has its own: "the UN mission in Keslow", "the Varenian embassy in Keslow"."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.acting import does
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.long_names import announced
from summarize.engines.rules.text import Sentence

__all__ = ["seat_end"]

_PLACE: Final = 3  # words of a place


def seat_end(sentence: Sentence, i: int, j: int) -> int:
    """The end of the name `[i, j)` with the place where the body has its seat; 0 where no place follows."""
    tokens = sentence.tokens
    if not sentence.runs_on(j + 1) or tokens[j].low != "in" or tokens[j].mark:
        return 0
    if tokens[j - 1].low not in words("actors.agencies", "actors.missions", "actors.seated"):
        return 0
    end = j + 1
    while sentence.runs_on(end) and sentence.kinds[end] == "N" and end - j <= _PLACE:
        end += 1
    apposed = end + 1 < len(tokens) and tokens[end].mark == "," and tokens[end].text.isupper()
    return end if end > j + 1 and (apposed or does(sentence, i, j) or announced(sentence, end)) else 0
