"""Where the marks of a chart stand. The template draws them: across in percent of its width, so that a chart fits any
window without its words growing or shrinking; down in pixels.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple

from summarize.digest.likeness import numbers
from summarize.digest.matters import Value
from summarize.quantities import Qualifier
from summarize.render.words import bounds

__all__ = ["HEIGHT", "Chart", "Point", "Tick", "chart"]

HEIGHT: Final = 170
_TICKS: Final = 4
_WIDTHS: Final = (230, 660)
"""Widths of a chart in pixels, on a telephone and on a desk: a label has to have room on both."""
_LETTER: Final = 6.6
"""Width of a letter of a label in pixels, at most on average."""
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
        points.append(_point(value, x, shift, scale, look))
    words = ", ".join(f"{bounds(v.told[0].record.count)} on {d.isoformat()}" for d, v in dated[:_MOST_LABELS])
    more = len(dated) - _MOST_LABELS
    about = f"{words}{f' and {more} more' if more > 0 else ''}. The same figures are in the table."
    return Chart(_labelled(points), scale.ticks(), first.isoformat(), last.isoformat() if days else "", about)


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
        label_x=0,
        label_y=0,
        anchor="middle",
    )


class _Box(NamedTuple):
    """A place on a chart, in pixels."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def _drawn(point: Point, width: int) -> _Box:
    middle, at = point.x / 100 * width + point.shift, point.low if point.y is None else point.y
    return _Box(middle - 7, middle + 7, min(point.high, at - 7), max(point.low, at + 7))


def _written(point: Point, width: int) -> _Box:
    at, length = point.x / 100 * width + point.shift + point.label_x, len(point.label) * _LETTER
    left = at - {"start": 0, "middle": length / 2, "end": length}[point.anchor]
    return _Box(left, left + length, point.label_y - 10, point.label_y + 3)


def _placed(point: Point) -> Iterator[Point]:
    """The point with its label above, to either side or below, as far as that is on the chart."""
    drawn = _drawn(point, 0)
    middle = point.low / 2 + point.high / 2 if point.y is None else point.y
    over = "start" if point.x < _EDGE else "end" if point.x > 100 - _EDGE else "middle"
    if not point.open_up:
        yield point._replace(label_x=0, label_y=max(drawn.top - 2, -4.0), anchor=over)
    sides = [(10, "start")] * (point.x < 100 - _EDGE) + [(-10, "end")] * (point.x > _EDGE)
    for x, anchor in sides:
        yield point._replace(label_x=x, label_y=middle + 4, anchor=anchor)
    if not point.open_down and drawn.bottom + 12 < HEIGHT:
        yield point._replace(label_x=0, label_y=drawn.bottom + 11, anchor=over)


def _labelled(points: Sequence[Point]) -> list[Point]:
    """Labels where they have room: those of values that stand before those of superseded ones, the latest first."""
    taken: list[Point] = []
    made = [p._replace(label="") for p in points]

    drawn = {width: [_drawn(p, width) for p in points] for width in _WIDTHS}

    def free(label: Point, own: int) -> bool:
        for width, marks in drawn.items():
            box = _written(label, width)
            others = (*(_written(t, width) for t in taken), *(m for j, m in enumerate(marks) if j != own))
            if any(map(box.meets, others)):
                return False
        return True

    for i in sorted(range(len(points)), key=lambda i: (points[i].look == "superseded", -i)):
        if len(taken) == _MOST_LABELS:
            break
        if found := next((p for p in _placed(points[i]) if free(p, i)), None):
            taken.append(found)
            made[i] = found
    return made
