"""Where the marks of a chart stand. The template draws them: across in percent of its width, so that a chart fits any
window without its words growing or shrinking; down in pixels.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Sequence
from typing import Any, Final, NamedTuple

from summarize.digest.likeness import numbers
from summarize.digest.matters import Value
from summarize.quantities import Qualifier
from summarize.render.words import bounds

__all__ = ["HEIGHT", "Chart", "Point", "Tick", "chart"]

HEIGHT: Final = 170
_TICKS: Final = 4
_LEAST_PIXELS: Final = 290
"""Width of the narrowest chart: on a telephone."""
_LETTER: Final = 6.6
"""Width of a letter of a label in pixels, at most on average."""
_LINE: Final = 14
_MOST_LABELS: Final = 12
_BESIDE: Final = 16
_MOST_BESIDE: Final = 120
"""Pixels between values of one day, and of all together at most."""
_EDGE: Final = 15
"""Percent of the width at either side."""


class Tick(NamedTuple):
    """A number at the side of the chart."""

    y: float
    text: str


class Point(NamedTuple):
    """A value: its mark at `y` (None for a range, in which no number is told), its bounds from `low` down to `high` up.

    `open_up` and `open_down` say that no words bound it there; `look` is current, superseded or contradicted;
    `label` is empty where it would stand on another's.
    """

    x: float
    shift: int
    y: float | None
    low: float
    high: float
    open_up: bool
    open_down: bool
    soft: bool
    look: str
    label: str
    label_x: int
    label_y: float
    anchor: str


class Chart(NamedTuple):
    """The values of a series over time."""

    points: list[Point]
    ticks: list[Tick]
    first: str
    last: str
    about: str


def chart(values: Sequence[Value[Any]], contradicted: Collection[str]) -> Chart | None:
    """The values that have a day, as marks with error bars; None where fewer than two have one."""
    dated = sorted(((v.first, v) for v in values if v.first), key=lambda d: d[0])
    if len(dated) < 2:
        return None
    first, last = dated[0][0], dated[-1][0]
    days = (last - first).days
    most = max(n for _, v in dated for n in (v.low or 0, v.high or 0))
    scale = _Scale(most * 1.12)
    points: list[Point] = []
    beside: dict[dt.date, int] = {}
    for day, value in dated:
        same = sum(d == day for d, _ in dated)
        place = beside[day] = beside.get(day, -1) + 1
        x = 100 * (day - first).days / days if days else 50.0
        # Those of one day stand beside one another, at either end of the chart towards its middle.
        begin = 0.0 if x < _EDGE else 1.0 - same if x > 100 - _EDGE else (1 - same) / 2
        shift = round((begin + place) * min(_BESIDE, _MOST_BESIDE / same))
        look = "superseded" if value.superseded_by else "contradicted" if value.id in contradicted else "current"
        point = _point(value, x, shift, scale, look)
        points.append(point if _has_room(point, points) else point._replace(label=""))
    words = ", ".join(f"{bounds(v.told[0].record.count)} on {d.isoformat()}" for d, v in dated[:_MOST_LABELS])
    more = len(dated) - _MOST_LABELS
    about = f"{words}{f' and {more} more' if more > 0 else ''}. The same figures are in the table."
    return Chart(points, scale.ticks(), first.isoformat(), last.isoformat() if days else "", about)


class _Scale:
    """Numbers from nought to at least `most`, on a height of HEIGHT pixels."""

    def __init__(self, most: float) -> None:
        step = 10.0 ** math.floor(math.log10(max(most, 1) / _TICKS)) if most > _TICKS else 1.0
        self._step = next(step * f for f in (1, 2, 5, 10) if step * f * _TICKS >= most or f == 10)
        self._top = self._step * max(math.ceil(most / self._step), 1)

    def y(self, number: float) -> float:
        return round(HEIGHT * (1 - min(number, self._top) / self._top), 1)

    def ticks(self) -> list[Tick]:
        return [Tick(self.y(i * self._step), _short(i * self._step)) for i in range(round(self._top / self._step) + 1)]


def _short(number: float) -> str:
    for size, name in ((1e9, "bn"), (1e6, "m")):
        if number >= size:
            return f"{number / size:,.3g} {name}"
    return f"{number:,.0f}"


def _point(value: Value[Any], x: float, shift: int, scale: _Scale, look: str) -> Point:
    allowed = numbers(value.low, value.high, value.qualifier)
    told = {n for n in (value.low, value.high) if n is not None}
    y = scale.y(told.pop()) if len(told) == 1 else None
    if value.high is None:  # an arrow goes up: beside it, on the side that has room
        label_y = (scale.y(allowed.low) if y is None else y) + 4
        label_x, anchor = (10, "start") if x < 60 else (-10, "end")
    else:
        label_y = max(min(scale.y(allowed.high), HEIGHT if y is None else y) - 8, -4.0)
        label_x, anchor = 0, "start" if x < _EDGE else "end" if x > 100 - _EDGE else "middle"
    return Point(
        x=round(x, 2),
        shift=shift,
        y=y,
        low=scale.y(allowed.low),
        high=scale.y(allowed.high),
        open_up=value.high is None,
        open_down=value.low is None,
        soft=value.qualifier in (Qualifier.about, Qualifier.vague),
        look=look,
        label=bounds(value.told[0].record.count),
        label_x=label_x,
        label_y=label_y,
        anchor=anchor,
    )


def _reach(point: Point) -> tuple[float, float]:
    """From where to where a label goes on the narrowest chart."""
    at, width = point.x / 100 * _LEAST_PIXELS + point.shift + point.label_x, len(point.label) * _LETTER
    start = at if point.anchor == "start" else at - width if point.anchor == "end" else at - width / 2
    return start, start + width


def _has_room(point: Point, before: Sequence[Point]) -> bool:
    start, end = _reach(point)
    near = (_reach(p) for p in before if p.label and abs(p.label_y - point.label_y) < _LINE)
    return len(before) < _MOST_LABELS and not any(start < e and s < end for s, e in near)
