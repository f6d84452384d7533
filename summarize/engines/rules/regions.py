"""The place that a noun belongs to: "the rebels of Keslow", "the guerrillas of the upper Tarn valley"."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence

__all__ = ["region_after"]

_MODIFIERS: Final = 2  # small words before a name: "upper", "besieged"
_NAME: Final = 4
_REACH: Final = 3  # words from the noun to "of"


def region_after(reader: Reader, sentence: Sentence, j: int) -> str | None:
    """The words of the place that the noun before word `j` belongs to; None where none follows closely."""
    for k in range(j, min(j + _REACH, len(sentence.tokens) - 1)):
        if sentence.tokens[k].mark or sentence.tokens[k + 1].mark:
            return None
        if sentence.tokens[k].low in words("ultimatums.belonging"):
            return _name(reader, sentence, k + 1)
    return None


def _name(reader: Reader, sentence: Sentence, k: int) -> str | None:
    tokens, kinds = sentence.tokens, sentence.kinds
    k += kinds[k] == "t"
    start = k
    while k < len(tokens) and kinds[k] == "g" and k - start < _MODIFIERS and not tokens[k].mark:
        k += 1
    end = k
    while end < len(tokens) and end - k < _NAME and kinds[end] == "N" and (end == k or not tokens[end].mark):
        end += 1
    if end == k or tokens[end - 1].owner or (end < len(tokens) and sentence.runs_on(end) and kinds[end] == "s"):
        return None
    if not reader.cast.named(sentence).isdisjoint(range(k, end)):
        return None
    common = sentence.runs_on(end) and tokens[end].low in words("places.common")
    if not common:
        # Of modifiers only such as are part of the name are kept: "upper", not "besieged".
        directions = words("places.directions") | {"upper", "lower", "inner", "outer"}
        start = next((n for n in range(start, k) if tokens[n].low in directions), k)
    return sentence.words(start, end + 1 if common else end)
