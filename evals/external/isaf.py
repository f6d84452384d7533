"""Press releases of a coalition: the least number of people killed and captured by it.

Vague counts are by the set's own rule: "several", "a few", "some" 3, "numerous" and "a handful" 4, "a large number" 5,
a bare plural 2, "more than ten" 11. A report has no record where there is no count, so a label is scored by how the
text says it: counted, vague (by that rule), or one person whom no word counts ("killed the commander").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarize.evals.external.figures import Together, at_least, figures, together, told
from summarize.evals.external.items import Check, ExternalSet, Item
from summarize.evals.external.wording import states
from summarize.quantities import Qualifier
from summarize.schemas import Casualty, Report
from summarize.schemas.vocabulary import Harm

__all__ = ["ISAF", "IsafItem"]

_OWN_SIDE: Final = re.compile(
    r"\b(?:soldiers?|service ?-?members?|troops|marines|coalition|isaf|nato|americans?|u\.?s\.?|police(?:men|man)?"
    r"|officers?|(?:security|police|army|national|border) forces?|officials|contractors)\b",
    re.IGNORECASE,
)


class IsafItem(Item):
    """A release and its minimum counts."""

    killed_low: int
    captured_low: int


def _counts(record: Casualty) -> bool:
    """The label is of those whom the coalition killed or captured: its own losses, told as background, are none."""
    return not (record.victims_text and _OWN_SIDE.search(record.victims_text.text))


def _least(one: Together) -> int:
    """The set takes "more than ten" for eleven."""
    return (one.low or 0) + (one.qualifier is Qualifier.more_than)


def _judge(item: IsafItem, report: Report) -> Iterator[Check]:
    for name, harm, label in (("killed", Harm.killed, item.killed_low), ("captured", Harm.detained, item.captured_low)):
        number = at_least(together(figures(report, harm, _counts)), _least)

        def check(measure: str, harm: Harm = harm, label: int = label, number: int = number) -> Check:
            return Check(measure, number == label, f"{label}", f"{number} from {told(report, harm)}")

        yield check(f"{name}")
        if label == 0:
            yield check(f"{name}, none")
            continue
        yield check(f"{name}, not none")
        if states(item.text, harm, label):
            yield check(f"{name}, counted")
        else:
            yield check(f"{name}, vague" if label > 1 else f"{name}, one, not counted")


ISAF = ExternalSet(
    name="isaf",
    item=IsafItem,
    measures=tuple(
        f"{name}{part}"
        for name in ("killed", "captured")
        for part in ("", ", none", ", not none", ", counted", ", vague", ", one, not counted")
    ),
    judge=_judge,
)
