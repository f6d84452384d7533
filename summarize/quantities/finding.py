"""Counts of a text: all of them, the one at given words, the one that a phrase is; and all numbers of whatever kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from summarize.quantities.amounts import opens_number
from summarize.quantities.bounds import Bounds, CountSpan, Qualifier
from summarize.quantities.people import ARTICLES, Doubt, bare_one, counts_many, doubt, is_ordinal
from summarize.quantities.phrases import Phrase, read_phrases
from summarize.quantities.tokens import PAD, Tokens

__all__ = ["find_counts", "numbers_in", "parse_count", "widen"]

_ONE: Final = Bounds(1, 1, Qualifier.exact)
_WINDOW: Final = 200  # code points that `widen` reads on either side
_MAX_RUN: Final = 24  # digits
_UNCOUNTED: Final = frozenset({"one", "several", "few", "couple", "a"})


def parse_count(phrase: str) -> Bounds | None:
    """The bounds of a phrase that is one count from end to end, else None.

    >>> parse_count("between 5,000 and 13,000")
    Bounds(low=5000, high=13000, qualifier=<Qualifier.range: 'range'>)
    >>> parse_count("many") is None
    True
    """
    if phrase.strip().casefold() in ARTICLES:
        return _ONE
    t = Tokens(phrase, 0, len(phrase))
    found = next(read_phrases(t), None)
    whole = found is not None and found.first == PAD and found.end == len(t.low) - PAD
    return found.bounds if found and whole else None


def find_counts(text: str) -> list[CountSpan]:
    """The phrases that may count people, in order, with their bounding words; a bare "a" or "one" is none of them.

    >>> text = "In 2015 at least 40 of 1,600-plus men fled 12 km."
    >>> [text[c.start:c.end] for c in find_counts(text)]
    ['at least 40', '1,600-plus']
    """
    t = Tokens(text, 0, len(text))
    spans = (_span(t, p) for p in read_phrases(t) if not bare_one(t, p) and doubt(t, p) is Doubt.none)
    return [span for span in spans if span]


def widen(text: str, start: int, end: int) -> CountSpan | None:
    """The one count phrase at the words `text[start:end]`, with the bounding words beside them; None when not just one.

    Words that bound nothing are left out. "a", "an" and "one" are exactly one unless they belong to a longer phrase.
    Only the neighbourhood of the words is read.

    >>> text = "more than 1,600 fled"
    >>> count = widen(text, 10, 15)
    >>> text[count.start:count.end], count.bounds.qualifier.value
    ('more than 1,600', 'more_than')
    """
    if not 0 <= start < end <= len(text) or end - start > 2 * _WINDOW:
        return None
    lo, hi = _neighbourhood(text, start, end)
    found = _widened(text[lo:hi], start - lo, end - lo)
    return found and CountSpan(found.start + lo, found.end + lo, found.bounds)


@lru_cache(maxsize=256)  # a count is asked for when it is read, when it is validated and when the report is made
def _widened(text: str, start: int, end: int) -> CountSpan | None:
    t = Tokens(text, 0, len(text))
    inside = [k for k in range(PAD, len(t.low) - PAD) if start <= t.start[k] and t.end[k] <= end]
    phrases = list(read_phrases(t))
    if len(inside) == 1 and t.low[inside[0]] in ARTICLES:
        return _article(t, inside[0], phrases)
    numeric = {k for k in inside if opens_number(t, k)}
    held = [p for p in phrases if not numeric.isdisjoint(range(p.core, p.end)) and p.bounds]
    for degree in (Doubt.none, Doubt.soft):
        found = [p for p in held if doubt(t, p) is degree]
        if found:
            return _span(t, found[0]) if len(found) == 1 else None
    return None


def numbers_in(text: str) -> set[int | float]:
    """Every number of the text, of whatever kind, in digits or words.

    Left out are ordinals in words, and "a", "one", "several", "a few", "a couple", too loose to check a summary by.

    >>> sorted(numbers_in("From 5 to 10 million by 2015, and dozens more"))
    [12, 2015, 5000000, 10000000]
    """
    t = Tokens(text, 0, len(text))
    numbers: set[int | float] = set()
    plain: set[int] = set()
    for p in read_phrases(t):
        plain.update(range(p.core, p.end))
        loose = len(p.values) == 1 and p.values[0] <= 3 and t.low[p.core] in _UNCOUNTED
        if not loose and not is_ordinal(t, p):
            numbers.update(p.values)
    for k, raw in enumerate(t.raw):
        if k not in plain and raw[:1].isdecimal():
            numbers.update(int(run) for run in re.findall(r"\d+", raw) if len(run) <= _MAX_RUN)
    return numbers


def _span(t: Tokens, p: Phrase) -> CountSpan | None:
    return CountSpan(t.start[p.first], t.end[p.end - 1], p.bounds) if p.bounds else None


def _article(t: Tokens, k: int, phrases: list[Phrase]) -> CountSpan | None:
    """The count at the "a", "an" or "one" that is token k."""
    phrase = next((p for p in phrases if p.first <= k < p.end), None)
    if phrase is not None:
        pronoun = bare_one(t, phrase) and (t.low[k - 1] == "no" or t.low[k + 1] == "another")
        return None if pronoun or doubt(t, phrase) is Doubt.hard else _span(t, phrase)
    if counts_many(t, k, amount_after=any(p.first == k + 2 for p in phrases)):
        return None
    return CountSpan(t.start[k], t.end[k], _ONE)


def _neighbourhood(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of what `widen` reads; they cut no token, unless it is longer than the window."""
    lo, hi = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    while 0 < lo < start and not text[lo - 1].isspace():
        lo += 1
    while end < hi < len(text) and not text[hi].isspace():
        hi -= 1
    return lo, hi
