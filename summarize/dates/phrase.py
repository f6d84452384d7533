"""A phrase being read: its tokens, and from which day and which way it is read."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from summarize.dates.interval import Direction
from summarize.dates.kinds import NUMBERS, STRONG

__all__ = ["Phrase", "Token"]


class Token(NamedTuple):
    """A word in lower case and its kind."""

    kind: str
    word: str


class Phrase(NamedTuple):
    """Tokens to be read; `at` is the publication day, or what stands for it."""

    tokens: tuple[Token, ...]
    at: dt.date
    direction: Direction

    @property
    def back(self) -> bool:
        """Whether it is read back from `at`."""
        return self.direction is Direction.back

    @property
    def letters(self) -> str:
        """The tokens as the grammar sees them: whoever hands over a phrase means a time, so no word is weak."""
        return "".join([STRONG[t.kind] for t in self.tokens])

    @property
    def dated(self) -> bool:
        """Whether it says its year."""
        return bool(self.word("year", "iso", "decade"))

    def word(self, *kinds: str) -> str:
        """The first word of these kinds, "" if there is none."""
        return next((t.word for t in self.tokens if t.kind in kinds), "")

    def which(self) -> str:
        """The word that says which one of many; the last of "this past"."""
        return next((t.word for t in reversed(self.tokens) if t.kind == "which"), "")

    def counts(self) -> list[int]:
        """The numbers; "twenty-four" is one."""
        numbers: list[int] = []
        for token in self.tokens:
            if token.kind not in {"count", "number", "big", "year"}:
                continue
            n = NUMBERS.get(token.word) or int(token.word.replace(",", ""))
            if numbers and 0 < n < 10 and numbers[-1] in range(20, 100, 10) and token.kind == "count":
                numbers[-1] += n
            else:
                numbers.append(n)
        return numbers

    def part(self, start: int, end: int) -> Phrase:
        """Tokens `[start, end)` of it, read from the same day the same way."""
        return self._replace(tokens=self.tokens[start:end])
