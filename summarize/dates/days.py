"""The calendar: stretches of days, shifted, divided, cut off at a day."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Final, NamedTuple

__all__ = ["HALVES", "Days", "block", "clipped", "months", "one", "shift"]

_FAR: Final = 200  # years
_MONTHS_IN: Final = {"month": 1, "year": 12, "decade": 120}
_DAYS_IN: Final = {"day": 1, "week": 7, "fortnight": 14}
_THIRDS: Final = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
HALVES: Final = {
    "week": (3, "day"),
    "fortnight": (7, "day"),
    "month": (15, "day"),
    "year": (6, "month"),
    "decade": (60, "month"),
}


class Days(NamedTuple):
    """First and last day, both included."""

    first: dt.date
    last: dt.date


def one(day: dt.date) -> Days:
    """That day alone."""
    return Days(day, day)


def shift(day: dt.date, n: int, unit: str) -> dt.date:
    """The day that many units later; a day that its month lacks is the month's last. Raises OverflowError far off."""
    if unit in _MONTHS_IN:
        n *= _MONTHS_IN[unit]
        year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
        if abs(n) <= 12 * _FAR:
            return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    elif abs(n := n * _DAYS_IN[unit]) <= 366 * _FAR:
        return day + dt.timedelta(n)
    raise OverflowError("no news reaches that far")


def months(year: int, month: int, count: int, edge: str = "") -> Days:
    """That many months, or the third of them that `edge` names ("early", "mid", "late", …)."""
    third, start = _THIRDS.get(edge), dt.date(year, month, 1)
    if third is not None and count > 1:
        first = shift(start, third * count // 3, "month")
        return months(first.year, first.month, count // 3)
    return _third(Days(start, shift(start, count, "month") - dt.timedelta(1)), third)


def block(day: dt.date, unit: str, k: int, edge: str = "") -> Days:
    """The calendar week, month or year that is `k` on from that of the day, or the third of it that `edge` names."""
    if unit == "week":
        monday = day + dt.timedelta(7 * k - day.weekday())
        return _third(Days(monday, monday + dt.timedelta(6)), _THIRDS.get(edge))
    if unit == "month":
        inside = shift(day, k, unit)
        return months(inside.year, inside.month, 1, edge)
    if unit == "year":
        return months(day.year + k, 1, 12, edge)
    raise ValueError(f"no calendar {unit}")


def clipped(days: Days, at: dt.date, *, back: bool) -> Days:
    """Days up to `at` (back) or from it on, where it is one of them; else all."""
    if days.first <= at <= days.last:
        return Days(days.first, at) if back else Days(at, days.last)
    return days


def _third(days: Days, third: int | None) -> Days:
    n = (days.last - days.first).days + 1
    if third is None:
        return days
    return Days(days.first + dt.timedelta(n * third // 3), days.first + dt.timedelta(n * (third + 1) // 3 - 1))
