"""Counts of what was found, half found, missed and made up: they add up over fields, records and articles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

__all__ = ["NOTHING", "Metric", "Ratio", "Tally"]


class Metric(StrEnum):
    """What is measured. content: by similarity, a half-right thing earns half; link: by pairs, whole or half right."""

    content_precision = "content_precision"
    content_recall = "content_recall"
    content_f1 = "content_f1"
    link_precision = "link_precision"
    link_recall = "link_recall"
    link_f1 = "link_f1"


class Ratio(NamedTuple):
    """A share kept as two numbers, because shares of several articles add up only so."""

    numerator: float
    denominator: float

    @property
    def value(self) -> float | None:
        """The share itself; None where there was nothing to measure."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Tally:
    """The five counts of the Message Understanding Conferences, with the similarity that the linked pairs share.

    A pair is correct when its similarity is 1, else partial. Incorrect: a value stands on both sides, and the two have
    nothing in common. MUC gave a partial pair a flat half; here it earns its own similarity (`mass`).

    >>> t = Tally(correct=1, partial=1, spurious=2, mass=1.5) + Tally(missing=1)
    >>> t.predicted, t.gold, t.share(Metric.content_precision), t.share(Metric.link_precision)
    (4, 3, 0.375, 0.5)
    """

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    missing: int = 0
    spurious: int = 0
    mass: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.correct + other.correct,
            self.partial + other.partial,
            self.incorrect + other.incorrect,
            self.missing + other.missing,
            self.spurious + other.spurious,
            self.mass + other.mass,
        )

    @property
    def linked(self) -> int:
        """Pairs that have something in common."""
        return self.correct + self.partial

    @property
    def predicted(self) -> int:
        """Things on the predicted side."""
        return self.linked + self.incorrect + self.spurious

    @property
    def gold(self) -> int:
        """Things on the gold side."""
        return self.linked + self.incorrect + self.missing

    def ratio(self, metric: Metric) -> Ratio:
        """Numerator and denominator of a metric. F1 is 2 × found / (predicted + gold): a ratio of sums, too."""
        found = self.mass if metric.startswith("content") else self.linked
        if metric.endswith("precision"):
            return Ratio(found, self.predicted)
        if metric.endswith("recall"):
            return Ratio(found, self.gold)
        return Ratio(2 * found, self.predicted + self.gold)

    def share(self, metric: Metric) -> float | None:
        """The metric's value, 0 to 1; None where there was nothing to measure."""
        return self.ratio(metric).value


NOTHING = Tally()
