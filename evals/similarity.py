"""How alike two values of one type are, 0 to 1: names by surface forms, counts by bounds, dates by days, else words.

Every function here is symmetric, and 1 for a value and itself.
"""

from __future__ import annotations

from typing import cast

from summarize.evals import names
from summarize.evals.names import Forms
from summarize.evals.weights import OPEN_END_DAYS, SAME_NUMBER
from summarize.schemas import Count, Quote, Verbatim, When

__all__ = ["alike", "counts", "phrases", "quotes", "whens"]


def alike(a: Forms | Verbatim | str, b: Forms | Verbatim | str) -> float:
    """Similarity of two values by their type; of enumerations, codes and folded names: equal or not."""
    match a, b:
        case Forms(), Forms():
            return names.likeness(a, b)
        case Count(), Count():
            return counts(a, b)
        case When(), When():
            return whens(a, b)
        case Quote(), Quote():
            return quotes(a, b)
        case Verbatim(), Verbatim():
            return phrases(a, b)
        case _:
            return float(a == b)


def phrases(a: Verbatim, b: Verbatim) -> float:
    """F1 of the words, articles and spellings folded. The same words at another place are the same.

    >>> from summarize.schemas import Words
    >>> phrases(Words(text="the old bridge", start=0, end=14), Words(text="old stone bridge", start=40, end=56))
    0.8
    """
    x, y = names.fold(a.text), names.fold(b.text)
    return 1.0 if x == y else names.overlap(x, y)


def quotes(a: Quote, b: Quote) -> float:
    """F1 of the code points that both spans hold; 1 for the same words at another place.

    Other shared words do not count: any two sentences share "the" and "of", and that says nothing about evidence.
    """
    if names.fold(a.text) == names.fold(b.text):
        return 1.0
    shared = max(0, min(a.end, b.end) - max(a.start, b.start))
    return 2 * shared / ((a.end - a.start) + (b.end - b.start))


def counts(a: Count, b: Count) -> float:
    """1 for equal bounds and qualifier, a half for one number under another qualifier.

    Two closed ranges with other ends earn up to a half, by the whole numbers they share over those of both. Otherwise
    0, also where an open bound ("hundreds") holds the other number: other words for a figure are another figure.

    >>> forty, over_forty, four = (Count(text=t, start=0, end=len(t)) for t in ("40", "more than 40", "four"))
    >>> counts(forty, over_forty), counts(forty, four)
    (0.5, 0.0)
    """
    x, y = (a.low, a.high), (b.low, b.high)
    if x == y == (None, None):
        return phrases(a, b)
    if x == y and a.qualifier == b.qualifier:
        return 1.0
    if {*x} & {*y} - {None}:
        return SAME_NUMBER
    if None in x or None in y:
        return 0.0
    return SAME_NUMBER * _shared(cast("tuple[int, int]", x), cast("tuple[int, int]", y))


def whens(a: When, b: When) -> float:
    """Days in both periods over days in either, an open end closed after `OPEN_END_DAYS`.

    By words where a side has no days (no publication date, "a deadline"): nothing else is known of it.
    """
    x, y = _days(a), _days(b)
    return phrases(a, b) if x is None or y is None else _shared(x, y)


def _days(when: When) -> tuple[int, int] | None:
    first, last = (day if day is None else day.toordinal() for day in (when.earliest, when.latest))
    if first is None:
        return None if last is None else (last - OPEN_END_DAYS, last)
    return (first, first + OPEN_END_DAYS if last is None else last)


def _shared(x: tuple[int, int], y: tuple[int, int]) -> float:
    """Whole numbers in both closed intervals over those in either; either end of an interval may come first."""
    (x0, x1), (y0, y1) = sorted(x), sorted(y)
    shared = max(0, min(x1, y1) - max(x0, y0) + 1)
    return shared / ((x1 - x0 + 1) + (y1 - y0 + 1) - shared)
