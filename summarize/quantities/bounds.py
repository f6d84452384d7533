"""What a count phrase says: the least and the greatest number that its words name."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

__all__ = ["Bounds", "CountSpan", "Qualifier", "bounded"]


class Qualifier(StrEnum):
    """How the words bound the number."""

    exact = "exact"
    at_least = "at_least"
    more_than = "more_than"
    up_to = "up_to"
    range = "range"
    about = "about"
    vague = "vague"


class Bounds(NamedTuple):
    """Least and greatest number that the words name, None where they leave it open.

    "More than n" has low n, "fewer than n" high n. Both are None for a vague upper bound, as in "up to hundreds".
    """

    low: int | None
    high: int | None
    qualifier: Qualifier


class CountSpan(NamedTuple):
    """A count phrase at `[start, end)`, code points."""

    start: int
    end: int
    bounds: Bounds


def bounded(values: tuple[int | float, ...], kind: Qualifier, said: list[Qualifier]) -> Bounds | None:
    """The bounds of one number, or of both ends of a range, None where it is no whole number.

    `kind` is how the number itself is worded (exact, about, vague, range), `said` what the bounding words say, the
    nearest to it first: of several that bound one side, the nearest counts.
    """
    low, high = values[0], values[-1]
    if not (isinstance(low, int) and isinstance(high, int)):
        return None
    one_sided = next((q for q in said if q is not Qualifier.about), None)
    if one_sided is Qualifier.up_to:
        return Bounds(None, None, Qualifier.vague) if kind is Qualifier.vague else Bounds(None, high, one_sided)
    if one_sided is not None:
        return Bounds(low, None, one_sided)
    if kind is Qualifier.vague:
        return Bounds(low, None, kind)
    return Bounds(low, high, Qualifier.about if said and kind is Qualifier.exact else kind)
