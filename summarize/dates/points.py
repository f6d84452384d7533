"""Time phrases with neither bound nor range: a day, a night, a stretch of the calendar, a length of time."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from typing import Final

from summarize.dates import grammar
from summarize.dates.days import HALVES, Days, block, clipped, months, one, shift
from summarize.dates.interval import Direction
from summarize.dates.kinds import MONTHS, WEEKDAYS
from summarize.dates.phrase import Phrase

__all__ = ["read_length", "read_point"]

_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_DAY: Final = 24 * 60
_MINUTES: Final = {"minute": 1, "hour": 60, "day": _DAY}
_SIDES: Final = dict.fromkeys(["last", "past", "previous", "recent"], Direction.back) | dict.fromkeys(
    ["next", "coming"], Direction.forward
)
_STRICT: Final = {"last", "past", "next", "coming"}  # before or after the publication day, never on it


def read_point(p: Phrase) -> Days:
    """The days of a point in time. Raises ValueError where it is none, where no day can be told, or is no such day."""
    letters = p.letters
    for rule, reader in _READERS:
        if m := grammar.pattern(rule).fullmatch(letters):
            return reader(p.part(*m.span("day")) if reader is _day else p)
    raise ValueError("no time phrase")


def read_length(p: Phrase) -> Days:
    """That long, to or from the publication day."""
    n, half = _how_long(p)
    unit = _unit(p)
    if unit in _MINUTES:
        minutes = n * _MINUTES[unit] + half * _MINUTES[unit] // 2
        end = _moved(p.at, math.ceil(minutes / _DAY), "day", back=p.back)
    else:
        end = _moved(_moved(p.at, n, unit, back=p.back), half * HALVES[unit][0], HALVES[unit][1], back=p.back)
    return Days(end, p.at) if p.back else Days(p.at, end)


# ---- days and nights


def _day(p: Phrase) -> Days:
    if iso := p.word("iso"):
        return one(dt.date(*map(int, iso.split("-"))))
    if month := p.word("month"):
        day = int(re.sub(r"\D", "", p.word("number", "ordinal")))
        if year := p.word("year"):
            return one(dt.date(int(year), _index(MONTHS, month), day))
        return _nearest(p, lambda k: one(dt.date(p.at.year + k, _index(MONTHS, month), day)))
    if weekday := p.word("weekday"):
        n = _index(WEEKDAYS, weekday) - 1
        if p.word("unit"):
            return one(block(p.at, _unit(p), _offset(p)).first + dt.timedelta(n))
        return _nearest(p, lambda k: one(p.at + dt.timedelta(7 * k + n - p.at.weekday())))
    if today := p.word("today"):
        n = {"yesterday": -1, "tomorrow": 1}.get(today, 0)
        return one(p.at + dt.timedelta(n * (2 if p.word("unit") else 1)))
    return _part_of_day(p)


def _part_of_day(p: Phrase) -> Days:
    """As in "this morning", "last night"."""
    day = p.at + dt.timedelta(_offset(p))
    return Days(day, max(day, p.at)) if p.word("part") == "night" else one(day)


def _night(p: Phrase) -> Days:
    """A night or an hour: of the day named, else around the publication day."""
    day = p.tokens[1:] if p.tokens[0].kind == "overnight" else ()
    while day and day[0].kind in {"at", "in"}:
        day = day[1:]
    at = _day(p._replace(tokens=day)).first if day else p.at
    return _with_neighbour(at, back=p.back)


# ---- stretches of the calendar


def _stretch(p: Phrase) -> Days:
    """A month, season, year, decade, weekend or calendar unit, or a third of one."""
    edge, unit = p.word("rim", "edge"), p.word("unit")
    if decade := p.word("decade"):
        return months(int(decade[:4]), 1, 120, edge)
    month, season = p.word("month"), p.word("season", "fall")
    start = _index(MONTHS, month) if month else _SEASONS.get(season, 1)
    length = 1 if month else 3 if season else 12
    if (year := p.word("year")) or ((month or season) and unit == "year"):
        return months(int(year) if year else p.at.year + _offset(p), start, length, edge)
    if month or season:
        return _nearest(p, lambda k: months(p.at.year + k, start, length, edge))
    if p.word("weekend"):
        saturday = p.at + dt.timedelta(5 - p.at.weekday())
        return _nearest(p, lambda k: Days(saturday + dt.timedelta(7 * k), saturday + dt.timedelta(7 * k + 1)))
    if unit.endswith("s"):
        raise ValueError("how many is not said")
    return _calendar_unit(p, unit, edge)


def _calendar_unit(p: Phrase, unit: str, edge: str) -> Days:
    """As in "last week", "the past year", "earlier this month", "the end of the year"."""
    back = edge == "earlier" or (p.back and edge != "later")
    if unit == "day" and edge:
        return _with_neighbour(p.at, back=back)
    a_length = p.which() in {"past", "coming"} or (p.word("the") and p.which() != "this")
    if unit in {"day", "hour"} or (a_length and not edge):
        return _sided(p)
    if not p.which() and edge not in {"earlier", "later"}:
        return _nearest(p, lambda k: block(p.at, unit, k, edge))
    k = _offset(p) if p.which() else 0
    days = block(p.at, unit, k, edge)
    return days if k else clipped(days, p.at, back=back)


# ---- lengths of time


def _sided(p: Phrase) -> Days:
    """A length with a word for its side: "the past week"."""
    if p.word("unit") == "day" and p.which() == "next" and not p.counts():
        raise ValueError("the day after one that is told")
    return read_length(p._replace(direction=_SIDES.get(p.which(), p.direction)))


def _ago(p: Phrase) -> Days:
    """A day for days; a whole unit around the day for longer ones."""
    n, half = _how_long(p)
    unit, least = _unit(p), min(p.counts(), default=n)
    if unit in _MINUTES:
        many, few = (k * _MINUTES[unit] + half * _MINUTES[unit] // 2 for k in (n, least))
        return Days(shift(p.at, -math.ceil(many / _DAY), "day"), shift(p.at, -(few // _DAY), "day"))
    size, part = HALVES[unit]
    far, close = (shift(shift(p.at, -k, unit), -half * size, part) for k in (n, least))
    return Days(shift(far, -size, part), min(shift(close, size, part), p.at))


def _how_long(p: Phrase) -> tuple[int, int]:
    """The greatest number of whole units, and of halves on top of it."""
    half = bool(p.word("half"))
    return max(p.counts(), default=0 if half and not p.word("and") else 1), int(half)


def _unit(p: Phrase) -> str:
    return p.word("unit").removesuffix("s")


def _moved(day: dt.date, n: int, unit: str, *, back: bool) -> dt.date:
    return shift(day, -n if back else n, unit)


# ---- which of many


def _index(names: list[str], word: str) -> int:
    return names.index(word[:3]) + 1


def _offset(p: Phrase) -> int:
    offset = {"last": -1, "this": 0, "next": 1}.get(p.which())
    if offset is None:
        raise ValueError("before or after a time that is told")
    return offset


def _nearest(p: Phrase, series: Callable[[int], Days]) -> Days:
    """The nearest of a series, counted from about the publication day, on the side that phrase or reader looks to."""
    which = p.which()
    back, strict = _SIDES.get(which, p.direction) is Direction.back, which in _STRICT
    for k in range(1, -10, -1) if back else range(-1, 10):
        try:
            days = series(k)
        except ValueError:  # 29 February
            continue
        if back and (days.last < p.at if strict else days.first <= p.at):
            return clipped(days, p.at, back=True)
        if not back and (days.first > p.at if strict else days.last >= p.at):
            return clipped(days, p.at, back=False)
    raise ValueError("no such day")


def _with_neighbour(day: dt.date, *, back: bool) -> Days:
    return Days(day - dt.timedelta(1), day) if back else Days(day, day + dt.timedelta(1))


_READERS: Final[list[tuple[str, Callable[[Phrase], Days]]]] = [
    (grammar.WHOLE_DAY, _day),
    (grammar.STRETCH, _stretch),
    (grammar.SIDED, _sided),
    (f"(?:the|a)?{grammar.LENGTH}(?:possessive? time|from now)?", read_length),
    (grammar.AGO, _ago),
    (grammar.NIGHT, _night),
]
