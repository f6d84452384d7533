"""Which way a time phrase is read, and the days that it comes to."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

__all__ = ["Direction", "Interval"]


class Direction(StrEnum):
    """Which way from the publication day a phrase is read."""

    back = "back"
    forward = "forward"


class Interval(NamedTuple):
    """First and last day, both included; None where open or unknown."""

    earliest: dt.date | None
    latest: dt.date | None
