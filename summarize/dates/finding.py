"""Time phrases of a running text."""

from __future__ import annotations

import re
from functools import lru_cache

from summarize.dates.grammar import finder, head
from summarize.dates.kinds import OTHER, STRONG, kind_of, letter, tokens

__all__ = ["find_whens", "may_tell_when"]


def find_whens(text: str) -> list[tuple[int, int]]:
    """Spans `[start, end)` of all time phrases of a text in order, each as wide as it goes.

    >>> find_whens("He may go by Wednesday.")
    [(10, 22)]
    """
    found = list(tokens().finditer(text))
    letters = "".join(map(letter, map(re.Match.group, found)))
    some_head = head()
    any_head = some_head.search(letters)
    spans: list[tuple[int, int]] = []
    at = 0
    while any_head is not None:
        # No phrase holds any other word: what is read goes from one of them to the next.
        start, at = letters.rfind(OTHER, at, any_head.start()) + 1 or at, letters.find(OTHER, any_head.end())
        at = len(letters) if at < 0 else at
        spans += [(found[start + i].start(), found[start + j - 1].end()) for i, j in _phrases(letters[start:at])]
        any_head = some_head.search(letters, at)
    return spans


@lru_cache(maxsize=8192)
def _phrases(letters: str) -> tuple[tuple[int, int], ...]:
    """The phrases among words of which none is OTHER; they are few, and most articles have the same."""
    return tuple(m.span() for m in finder().finditer(letters))


@lru_cache(maxsize=16_384)
def may_tell_when(word: str) -> bool:
    """Whether a text with this word, in small letters, may have a time phrase; one that has no such word has none.

    >>> may_tell_when("mid-november"), may_tell_when("1,200"), may_tell_when("keslow")
    (True, True, False)
    """
    parts = tokens().findall(word)
    hour = word.replace(".", "") in {"am", "pm"} or any(part[0].isdecimal() for part in parts)
    return hour or head().search("".join(STRONG[kind_of(part)] for part in parts)) is not None
