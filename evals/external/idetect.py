"""Excerpts on displacement: the figure with its unit, people or households.

It is right when some displacement record has that number for its low or its high end ("between 2,000 and 4,000" is
labelled 4,000 or 2,000) and counts families where the label counts households. An excerpt may have other figures of
displaced people that the label leaves out, so records beyond it are counted apart and are not all false.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from summarize.evals.external.items import Check, ExternalSet, Item
from summarize.schemas import Report
from summarize.schemas.vocabulary import People

__all__ = ["IDETECT", "IdetectItem"]


class IdetectItem(Item):
    """An excerpt, and how many are displaced in it."""

    displaced: int
    unit: Literal["people", "households"]


def _judge(item: IdetectItem, report: Report) -> Iterator[Check]:
    records = report.displacements
    number = [r for r in records if item.displaced in (r.count.low, r.count.high)]
    both = [r for r in number if (r.people is People.families) == (item.unit == "households")]
    wanted = f"{item.displaced} {item.unit}"
    found = "; ".join(f"“{r.count.text}” {r.people} {r.movement}" for r in records) or "no record"
    yield Check("figure with unit", bool(both), wanted, found)
    yield Check("figure", bool(number), wanted, found)
    yield Check(f"{item.unit}", bool(both), wanted, found)
    yield Check("no figure but that", len(records) == len(both), wanted, found)


IDETECT = ExternalSet(
    name="idetect",
    item=IdetectItem,
    measures=("figure with unit", "figure", "people", "households", "no figure but that"),
    judge=_judge,
)
