"""Places, numbers and times compared: whether two articles may speak of one thing."""

from __future__ import annotations

import datetime as dt
import tomllib
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from summarize.digest.names import fold, nearly
from summarize.quantities import Qualifier
from summarize.schemas import Count, Place, When, Words

__all__ = [
    "Days",
    "Likeness",
    "Range",
    "days",
    "family",
    "is_vague_time",
    "named_place",
    "numbers",
    "place_likeness",
    "same_number",
    "span_of",
]

_ABOUT: Final = 0.1
"""Part of "about n" by which the number may be off."""


class Likeness(Enum):
    """How two places go together."""

    same = "same"
    within = "within"
    unknown = "unknown"
    other = "other"


@cache
def _families() -> dict[str, dict[str, str]]:
    raw = tomllib.loads(files("summarize.digest").joinpath("families.toml").read_text("utf-8"))
    return {
        kind: {fold(word): family for family, words in families.items() for word in words.split()}
        for kind, families in raw.items()
    }


@lru_cache(1 << 12)
def named_place(place: str | None) -> tuple[str, ...]:
    """The words of a place's name, folded.

    >>> named_place("near the town of Keslow"), named_place("Eastern Ghouta")
    (('keslow',), ('eastern', 'ghuta'))
    """
    words = tuple(fold(place).split()) if place else ()
    return tuple(w for w in words if w not in _families()["places"]) or words


def place_likeness(one: Place | None, other: Place | None) -> Likeness:
    """Of two places as they are named; no map is known, so a town is not found in its province."""
    return _of_names(one.text, other.text) if one and other else Likeness.unknown


@lru_cache(1 << 16)
def _of_names(one: str, other: str) -> Likeness:
    a, b = named_place(one), named_place(other)
    if not a or not b:
        return Likeness.unknown
    if a == b or (len(a) == len(b) and all(map(nearly, a, b))):
        return Likeness.same
    return Likeness.within if set(a) <= set(b) or set(b) <= set(a) else Likeness.other


def family(kind: str, words: Words | None) -> frozenset[str]:
    """The families ("causes", "victims") that a phrase has words of."""
    known = _families()[kind]
    return frozenset(known[w] for w in fold(words.text).split() if w in known) if words else frozenset()


def is_vague_time(word: str) -> bool:
    """Whether a folded word of a time phrase says nothing of what is meant: "since then", "so far"."""
    return word in _families()["times"]


class Range(NamedTuple):
    """The numbers that a count allows, both ends included."""

    low: float
    high: float


def numbers(low: int | None, high: int | None, qualifier: Qualifier) -> Range:
    """The numbers that bounds allow; "about n" within ten per cent, "more than n" as n or more.

    >>> numbers(200, 200, Qualifier.about)
    Range(low=180.0, high=220.0)
    """
    least, most = float(low or 0), float("inf") if high is None else float(high)
    if qualifier is Qualifier.about:
        return Range(round(least * (1 - _ABOUT), 6), round(most * (1 + _ABOUT), 6))
    return Range(least, most)


def same_number(one: Count, other: Count) -> bool:
    """Whether two counts name one number: "1,600", "more than 1,600", "over 1,600"."""
    return not ({one.low, one.high} - {None}).isdisjoint({other.low, other.high} - {None})


class Days(NamedTuple):
    """Days from first to last; None where it is open."""

    first: dt.date | None
    last: dt.date | None

    def apart(self, other: Days) -> bool:
        """Whether the two share no day."""
        late = self.first is not None and other.last is not None and self.first > other.last
        return late or (self.last is not None and other.first is not None and other.first > self.last)


def span_of(when: When | None) -> Days | None:
    """The days of a time phrase, None where they are not known."""
    return Days(when.earliest, when.latest) if when and (when.earliest or when.latest) else None


def days(when: When | None, published: dt.date | None, before: int) -> Days | None:
    """The days of a time phrase; where it has none, those `before` publication and that day itself."""
    return span_of(when) or (Days(published - dt.timedelta(before), published) if published else None)
