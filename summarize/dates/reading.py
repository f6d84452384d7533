"""A time phrase with its bounds and ranges → days. The rules are in the docstring of the package."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from summarize.dates import grammar
from summarize.dates.days import Days, clipped, months
from summarize.dates.interval import Direction, Interval
from summarize.dates.kinds import kind_of, tokens
from summarize.dates.phrase import Phrase, Token
from summarize.dates.points import read_length, read_point

__all__ = ["resolve"]

_UNKNOWN: Final = Interval(None, None)
_LONGEST: Final = 200  # code points; no time phrase is longer


def resolve(phrase: str, published: dt.date | None, direction: Direction) -> Interval:
    """The days that a phrase comes to; both None when it is unknown or impossible, or with no publication date.

    >>> resolve("by Wednesday", dt.date(2031, 5, 2), Direction.forward)  # a Friday
    Interval(earliest=datetime.date(2031, 5, 2), latest=datetime.date(2031, 5, 7))
    """
    if published is None or len(phrase) > _LONGEST:
        return _UNKNOWN
    words = [m[0].strip().lower() for m in tokens().finditer(phrase)]
    found = [Token(kind_of(w), w.rstrip(".")) for w in words]
    while found and found[0].kind in {"in", "at"} and [t.word for t in found[1:2]] not in (["least"], ["most"]):
        del found[0]
    while found and (found[-1].kind == "possessive" or found[-1].word in {"", ","}):
        del found[-1]
    try:
        return _read(Phrase(tuple(found), published, direction))
    except (ValueError, OverflowError):  # the calendar's own: no such day, or beyond year 9999
        return _UNKNOWN


def _read(p: Phrase) -> Interval:
    letters = p.letters
    for rule, reader in _READERS:
        if m := grammar.pattern(rule).fullmatch(letters):
            return Interval(*reader(p, m))
    return Interval(*read_point(p))


def _bounded(p: Phrase, m: re.Match[str]) -> Interval:
    """As in "by Wednesday", "since February", "no later than 30 March"."""
    word, inner = p.tokens[0].word, p.part(*m.span("b"))
    if word == "after" and inner.tokens[-1].kind == "unit" and not inner.word("which"):
        days = read_length(inner)
        return Interval(*days) if p.back else Interval(days.last, None)
    days = read_point(inner._replace(direction=Direction.back) if word == "since" else inner)
    brief = (days.last - days.first).days <= 1
    if word in {"since", "after", "from"}:
        start = days.first if brief or word != "after" else days.last
        return Interval(start, p.at if p.at >= start and (p.back or word == "since") else None)
    end = days.last if brief or word != "before" else days.first
    return Interval(p.at if p.at <= end and not p.back else None, end)


def _within(p: Phrase, m: re.Match[str]) -> Interval:
    return Interval(*read_point(p.part(*m.span("b"))))


def _roughly(p: Phrase, m: re.Match[str]) -> Interval:
    """An approximate length, or that long ago: open at the far end for "more than"."""
    inner = p.part(*m.span("b"))
    days, words = read_point(inner), {t.word for t in p.tokens[: m.start("b")]}
    more = bool(words & {"more", "least"}) and not p.word("no")
    if p.word("about"):
        return Interval(*days)
    if inner.word("ago"):
        return Interval(None, days.last) if more else Interval(days.first, p.at)
    if more:
        return Interval(None, days.last) if p.back else Interval(days.first, None)
    return Interval(*days)


def _range(p: Phrase, m: re.Match[str]) -> Interval:
    return Interval(*_between(p.part(*m.span("a")), p.part(*m.span("b"))))


def _day_range(p: Phrase, m: re.Match[str]) -> Interval:
    """As in "20-25 November 2031": both ends have the month, the last one the year."""
    month = tuple(t for t in p.tokens if t.kind == "month")
    year = tuple(t for t in p.tokens if t.kind == "year")
    first, last = (*month, p.tokens[m.start("a")]), (*month, p.tokens[m.start("b")], *year)
    return Interval(*_between(p._replace(tokens=first), p._replace(tokens=last)))


def _between(a: Phrase, b: Phrase) -> Days:
    """From one end to the other; an end that does not say itself where it is is the nearest to the other one."""
    if _anchored(a) and not _anchored(b):
        first = read_point(a)
        last = read_point(b._replace(at=first.first, direction=Direction.forward))
    else:
        last = read_point(b)
        first = read_point(a if _anchored(a) else a._replace(at=last.last, direction=Direction.back))
    if first.first > last.last:
        raise ValueError("a range that ends before it begins")
    days = Days(first.first, last.last)
    return days if a.dated or b.dated else clipped(days, a.at, back=a.back)


def _anchored(end: Phrase) -> bool:
    return end.dated or bool(end.word("today", "which", "ago"))


def _short_years(p: Phrase, _: re.Match[str]) -> Interval:
    """As in "2031-33", or the month "2031-05"."""
    year, n = int(p.word("year")), int(p.word("number"))
    years = n > year % 100
    return Interval(*months(year, 1, 12 * (n - year % 100 + 1)) if years else months(year, n, 1))


_READERS: Final[list[tuple[str, Callable[[Phrase, re.Match[str]], Interval]]]] = [
    *((days, _day_range) for days in grammar.DAY_RANGES),
    (grammar.SHORT_YEARS, _short_years),
    (grammar.RANGE, _range),
    (grammar.BOUNDED, _bounded),
    (grammar.WITHIN, _within),
    (f"{grammar.ROUGHLY}(?P<b>{grammar.LENGTH} ago?)", _roughly),
]
