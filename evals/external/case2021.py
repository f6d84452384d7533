"""Snippets of news by kind of event: is an agreement a deal, does an attack leave any record?

Attacks often come without a figure, and then a report rightly has no record of them: their share says how much a reader
of records would pass over, not how often it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarize.evals.external.items import Check, ExternalSet, Item
from summarize.schemas import Report

__all__ = ["CASE2021", "CaseItem"]

_AGREEMENT: Final = "AGREEMENT"
_ATTACKS: Final = frozenset(
    {
        "ABDUCT_DISSAP",
        "AIR_STRIKE",
        "ARMED_CLASH",
        "ART_MISS_ATTACK",
        "ATTACK",
        "CHEM_WEAP",
        "FORCE_AGAINST_PROTEST",
        "GRENADE",
        "MOB_VIOL",
        "REM_EXPLOS",
        "SEX_VIOL",
        "SUIC_BOMB",
    }
)
_MAY_AGREE: Final = frozenset({_AGREEMENT, "CHANGE_TO_GROUP_ACT", "DIPLO", "NON_VIOL_TERRIT_TRANSFER", "OTHER"})
"""Kinds that may hold a deal."""


class CaseItem(Item):
    """A snippet and its kind of event."""

    label: str


def _judge(item: CaseItem, report: Report) -> Iterator[Check]:
    kinds = ("ultimatums", "deals", "casualties", "displacements")
    counted = {kind: len(getattr(report, kind)) for kind in kinds}
    found = ", ".join(f"{number} {kind}" for kind, number in counted.items() if number) or "no record"
    if item.label == _AGREEMENT:
        yield Check("agreement: a deal", bool(report.deals), f"{item.label}: a deal", found)
        yield Check("agreement: any record", any(counted.values()), f"{item.label}: a record", found)
    if item.label in _ATTACKS:
        yield Check("attack: any record", any(counted.values()), f"{item.label}: a record", found)
    if item.label not in _MAY_AGREE:
        yield Check("rest: no deal", not report.deals, f"{item.label}: no deal", found)
        yield Check("rest: no ultimatum", not report.ultimatums, f"{item.label}: no ultimatum", found)


CASE2021 = ExternalSet(
    name="case2021",
    item=CaseItem,
    measures=(
        "agreement: a deal",
        "agreement: any record",
        "attack: any record",
        "rest: no deal",
        "rest: no ultimatum",
    ),
    judge=_judge,
)
