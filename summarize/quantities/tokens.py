"""A text cut into words, numbers and signs, with looks aside that never fall off its ends."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

__all__ = ["HYPHENS", "PAD", "Tokens", "word_set"]

HYPHENS: Final = frozenset("-‐‑‒–−﹣－")
PAD: Final = 8  # empty tokens at either end, so that a look aside needs no check

_MONTH_ENDS: Final = "uary arch pril May June July gust mber ober Jan Feb Aug Sept Nov"
_NO_MONTH: Final = "".join(rf"(?<!{end} )" for end in _MONTH_ENDS.split())  # "on May 5 300 people fled"
_PATTERN: Final = (
    r"(?! )(?:[^\W\d_]\w*"  # first, as most places are spaces and most tokens words
    r"|\n[^\S\n]*\n\s*"  # a paragraph's end, which no phrase crosses
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)\w*"
    rf"|(?=[1-9]){_NO_MONTH}[1-9]\d{{0,2}}(?: \d{{3}})+(?![.,:/-]?\d)\w*"
    r"|\d+(?:[.,:/]\d+)*\w*"
    r"|\S)"
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_PATTERN)  # at first use, which keeps the import quick


class Tokens:
    """Tokens of `text[lo:hi]`: as written, folded, where they start and end. The first is token `PAD`."""

    __slots__ = ("end", "low", "raw", "start", "text")

    def __init__(self, text: str, lo: int, hi: int) -> None:
        found = list(_pattern().finditer(text, lo, hi))
        pad = [""] * PAD
        self.text = text
        match = re.Match
        self.raw = [*pad, *map(match.group, found), *pad]
        self.low = list(map(str.casefold, self.raw))
        self.start = [*([lo - 1] * PAD), *map(match.start, found), *([hi + 1] * PAD)]
        self.end = [*([lo - 1] * PAD), *map(match.end, found), *([hi + 1] * PAD)]

    def glued(self, i: int) -> bool:
        """Whether token i touches the one after it."""
        return self.end[i] == self.start[i + 1]

    def hyphen(self, i: int) -> bool:
        """Whether token i is a hyphen that touches both its neighbours."""
        return self.low[i] in HYPHENS and self.end[i - 1] == self.start[i] and self.end[i] == self.start[i + 1]

    def skip(self, i: int) -> int:
        """The token at i, or after the hyphen at i."""
        return i + 1 if self.low[i] in HYPHENS and self.hyphen(i) else i  # most tokens cost one look

    def words(self, i: int, j: int) -> str:
        """Tokens `[i, j)` folded, with single spaces between."""
        return " ".join(self.low[i:j])

    def digits(self, i: int) -> bool:
        """Whether token i begins with a digit."""
        return self.raw[i][:1].isdecimal()

    def capital(self, i: int) -> bool:
        """Whether token i begins with a capital letter."""
        return self.raw[i][:1].isupper()


def word_set(words: str) -> frozenset[str]:
    """The words of a list, as `Tokens.low` has them."""
    return frozenset(words.split())
