"""Time phrases of a running text."""

from __future__ import annotations

from summarize.dates.grammar import finder, head
from summarize.dates.kinds import OTHER, letter, tokens

__all__ = ["find_whens"]


def find_whens(text: str) -> list[tuple[int, int]]:
    """Spans `[start, end)` of all time phrases of a text in order, each as wide as it goes.

    >>> find_whens("He may go by Wednesday.")
    [(10, 22)]
    """
    letters = "".join(map(letter, tokens().findall(text)))
    some_head = head()
    if not some_head.search(letters):
        return []
    found = list(tokens().finditer(text))
    phrase, spans, at = finder(), list[tuple[int, int]](), 0
    for run in letters.split(OTHER):  # no phrase holds any other word
        if run and some_head.search(run):
            spans += [(found[at + m.start()].start(), found[at + m.end() - 1].end()) for m in phrase.finditer(run)]
        at += len(run) + 1
    return spans
