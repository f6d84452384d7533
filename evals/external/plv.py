"""Sentences with a relation of two actors: which hold an ultimatum and which a deal, as marked by hand.

The set's own labels say THREATEN whether or not anything is demanded, so `plv_marks.json` says under the codebook which
sentences are an ultimatum and which name a deal, by hash and without their text. A sentence marked doubtful is in no
figure; nor is one labelled THREATEN, AGREE, YIELD or REJECT that nobody has marked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from pydantic import Field

from summarize.evals.external.items import F1, Check, ExternalSet, Item
from summarize.schemas import Report

__all__ = ["PLV", "PlvItem", "key", "marks"]

_MAY_THREATEN: Final = "THREATEN"
_MAY_AGREE: Final = ("AGREE", "YIELD", "REJECT")


class PlvItem(Item):
    """A sentence, and the kind of event that people saw in it."""

    text: str = Field(validation_alias="sentence")
    gold_root: str


def key(sentence: str) -> str:
    """What a sentence is known by in the marks."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:16]


@cache
def marks() -> dict[str, dict[str, str]]:
    """For "ultimatums" and "deals" the mark of each sentence by its key: yes, no or doubtful."""
    read: dict[str, dict[str, str]] = json.loads(
        (files("summarize.evals.external") / "plv_marks.json").read_text("utf-8")
    )
    return {kind: read[kind] for kind in ("ultimatums", "deals")}


def _judge(item: PlvItem, report: Report) -> Iterator[Check]:
    hashed = key(item.text)
    threat, agreement = item.gold_root == _MAY_THREATEN, item.gold_root in _MAY_AGREE
    # Of the other sentences only those that are or may be an ultimatum are marked.
    ultimatum = marks()["ultimatums"].get(hashed, None if threat else "no")
    deal = marks()["deals"].get(hashed)
    demanded = "; ".join(f"{u.demand} “{u.demand_text.text}”" for u in report.ultimatums)
    agreed = "; ".join(f"{d.kind} {d.stage}" for d in report.deals)
    label = f"{item.gold_root}: "

    def check(measure: str, right: bool, wanted: str, found: str) -> Check:
        return Check(measure, right, label + wanted, found or "no record")

    if ultimatum == "yes" and threat:
        yield check("ultimatum recall", bool(demanded), "an ultimatum", demanded)
    # The few of the rest that are one are known, but not all of them were looked for: they are in no figure.
    if demanded and (ultimatum == "no" or (ultimatum == "yes" and threat)):
        yield check("ultimatum precision", ultimatum == "yes", "as marked", demanded)
    if ultimatum == "no":
        name = "no ultimatum in bare threats" if threat else "no ultimatum in the rest"
        yield check(name, not demanded, "no ultimatum", demanded)
    if agreement and deal == "yes":
        yield check("deal recall", bool(agreed), "a deal", agreed)
    if agreement and deal in ("yes", "no") and agreed:
        yield check("deal precision", deal == "yes", "as marked", agreed)
    if agreement and deal == "no":
        yield check("no deal where none is named", not agreed, "no deal", agreed)


PLV = ExternalSet(
    name="plv",
    item=PlvItem,
    measures=(
        F1("ultimatum F1", "ultimatum precision", "ultimatum recall"),
        "ultimatum precision",
        "ultimatum recall",
        "no ultimatum in bare threats",
        "no ultimatum in the rest",
        F1("deal F1", "deal precision", "deal recall"),
        "deal precision",
        "deal recall",
        "no deal where none is named",
    ),
    judge=_judge,
    one_per_text=True,
)
