"""Time phrases of a running text."""

from __future__ import annotations

import re

from summarize.dates.grammar import finder, head
from summarize.dates.kinds import OTHER, letter, tokens

__all__ = ["find_whens"]


def find_whens(text: str) -> list[tuple[int, int]]:
    """Spans `[start, end)` of all time phrases of a text in order, each as wide as it goes.

    >>> find_whens("He may go by Wednesday.")
    [(10, 22)]
    """
    found = list(tokens().finditer(text))
    letters = "".join(map(letter, map(re.Match.group, found)))
    phrase, some_head, spans, at = finder(), head(), list[tuple[int, int]](), 0
    while any_head := some_head.search(letters, at):
        # No phrase holds any other word: what is read goes from one of them to the next.
        start, at = letters.rfind(OTHER, at, any_head.start()) + 1 or at, letters.find(OTHER, any_head.end())
        at = len(letters) if at < 0 else at
        spans += [(found[m.start()].start(), found[m.end() - 1].end()) for m in phrase.finditer(letters, start, at)]
    return spans
