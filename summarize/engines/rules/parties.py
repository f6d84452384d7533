"""Whether a sentence speaks of somebody armed, and where a state is named only as a place."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence

__all__ = ["armed", "is_place", "tells_where"]

_ARMED: Final = frozenset({"rebel_group", "military", "paramilitary"})


def armed(reader: Reader, sentence: Sentence) -> bool:
    """Whether the sentence speaks of conflict or names somebody armed."""
    if sentence.has("deals.conflict"):
        return True
    return any(m.entry.sector in _ARMED for m in reader.cast.mentions(sentence))


def is_place(sentence: Sentence, i: int) -> bool:
    """Whether the name at word `i` only tells where: "in eastern Varenia"."""
    k = i - 1
    if k > 0 and sentence.tokens[k].low in words("places.directions"):
        k -= 1
    if k > 0 and sentence.kinds[k] == "t":
        k -= 1
    return k >= 0 and sentence.tokens[k].low in words("places.only_where")


def tells_where(sentence: Sentence, i: int) -> bool:
    """Whether the state at word `i` only tells where the side before it is: "rebels in", "who control the north of"."""
    of = (
        i > 1
        and sentence.kinds[i - 1] == "o"
        and sentence.tokens[i - 2].low in words("places.directions", "places.parts")
    )
    return of or (i > 1 and sentence.kinds[i - 1] != "o" and is_place(sentence, i))
