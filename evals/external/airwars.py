"""Assessments of air strikes: civilians killed and injured, low and high.

An assessment opens with its own summary ("up to four civilians were killed"), then goes through the sources. So the
first sentence with a whole figure decides. Of an open end the rest of the text is asked: "up to four" has for its low
the greatest figure below four, else four; "at least four" has for its high the greatest number of any sentence with a
whole figure, else four; "more than 40" elsewhere is 41. A vague number is doubled, as the set does it ("dozens" 12 to
24). Where nobody is labelled, or there is no label, no figure is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.evals.external.figures import Together, figures, together, told
from summarize.evals.external.items import Check, ExternalSet, Item
from summarize.evals.external.wording import states
from summarize.quantities import Qualifier
from summarize.schemas import Casualty, Report
from summarize.schemas.vocabulary import Harm, Victims

__all__ = ["AIRWARS", "AirwarsItem", "ends"]


class AirwarsItem(Item):
    """An assessment and its bounds; null where it has none."""

    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None


def ends(said: Sequence[Together]) -> tuple[int, int] | None:
    """The low and the high end of an assessment, None where there is no figure; see this module's description."""
    lead = next((one for one in said if one.whole), said[0] if said else None)
    if lead is None:
        return None
    low, high = lead.low, lead.high
    if low is None:
        if high is None:
            return None
        below = [n for one in said for n in one.numbers if n < high]
        return max(below, default=high), high
    if high is None and lead.qualifier is Qualifier.vague:
        return low, 2 * low
    if high is None:
        return low, max([low, *(n for one in said if one.whole for n in one.numbers)])
    return low, high


def _counts(record: Casualty) -> bool:
    return record.victims is not Victims.combatants


def _judge(item: AirwarsItem, report: Report) -> Iterator[Check]:
    labels = (
        ("killed", Harm.killed, item.killed_low, item.killed_high),
        ("injured", Harm.injured, item.injured_low, item.injured_high),
    )
    for name, harm, low, high in labels:
        found = ends(together(figures(report, harm, _counts)))
        wanted, there = f"{low} to {high}", f"{found[0]} to {found[1]}" if found else "nothing"
        there += f" from {told(report, harm)}"
        if low is None or high is None or high == 0:
            yield Check(f"{name}, none", found is None, "no figure", there)
            continue
        right = (found is not None and found[0] == low, found is not None and found[1] == high)
        yield Check(f"{name} low", right[0], wanted, there)
        yield Check(f"{name} high", right[1], wanted, there)
        yield Check(f"{name} both", all(right), wanted, there)
        if states(item.text, harm, low):
            yield Check(f"{name} low, counted", right[0], wanted, there)


AIRWARS = ExternalSet(
    name="airwars",
    item=AirwarsItem,
    measures=tuple(
        f"{name}{part}"
        for name in ("killed", "injured")
        for part in (" low", " high", " both", " low, counted", ", none")
    ),
    judge=_judge,
)
