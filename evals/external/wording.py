"""Whether a text states a labelled number as a count at all: many labels are of people whom no word counts.

A report is of counts. A label 1 for "killed the commander", or 2 for "others were injured", has no count phrase in the
text, and no reader of counts can be right on it. So such items are scored apart. This looks at the text and the label
only, never at what an engine found.
"""

from __future__ import annotations

import re
from typing import Final

from summarize.document import Document
from summarize.quantities import Bounds, Qualifier, find_counts
from summarize.schemas.vocabulary import Harm

__all__ = ["states", "states_vaguely"]

_HARM: Final = {
    Harm.killed: r"kill\w*|dead|deaths?|die[sd]?|dying|martyr\w*|bod(?:y|ies)|fatal\w*|slain|toll|decease\w*|perish\w*",
    Harm.injured: r"injur\w*|wound\w*|hurt",
    Harm.detained: r"detain\w*|captur\w*|arrest\w*|apprehend\w*|custody|detention",
}
_VAGUE: Final = (
    r"(?:several|numerous|multiple|many|some|a\s+(?:large\s+)?(?:number|handful|couple)\s+of|a\s+few|a\s+group\s+of)"
)
_NEAR: Final = {
    harm: re.compile(
        rf"\b(?:{verb})\s+(?:\w+\s+){{0,2}}?{_VAGUE}\b|\b{_VAGUE}\s+(?:[\w-]+\s+){{1,5}}?(?:{verb})\b", re.IGNORECASE
    )
    for harm, verb in _HARM.items()
}
_SAYS: Final = {harm: re.compile(rf"\b(?:{verb})\b", re.IGNORECASE) for harm, verb in _HARM.items()}
_ONE: Final = re.compile(
    r"\b(?:an?|one)\s+(?:(?!force|patrol|team|unit|group|airstrike|strike|attack)[\w'’-]+\s+){0,5}?"
    r"(?:insurgent|militant|fighter|leader|commander|sub-commander|facilitator|individual|man|woman|boy|girl|child|civilian"
    r"|person|suspect|member|male|female|operative|trafficker|financier|planner|attacker|bomber|baby|infant|journalist"
    r"|doctor|nurse|paramedic|driver|farmer|teacher|student|smuggler|emplacer|chief|associate|martyr|victim)\b",
    re.IGNORECASE,
)


def states(text: str, harm: Harm, number: int) -> bool:
    """Whether a sentence that speaks of the harm counts `number` of people, or two to four such counts on end make it.

    "More than ten" states 10 and 11. A bare "a" counts where a person follows. Where a vague word stands beside the
    verb, and no single count is that number, the label is the set's reading of the vague word.
    """
    counts = _counted(text, harm)
    return any(number in one for one in counts) or (not states_vaguely(text, harm) and _adds_up(counts, number))


def states_vaguely(text: str, harm: Harm) -> bool:
    """Whether a vague word ("several", "a number of") stands beside a verb of the harm."""
    return _NEAR[harm].search(text) is not None


def _counted(text: str, harm: Harm) -> list[set[int]]:
    """The numbers that each count of a sentence with the harm says, in order."""
    found: list[set[int]] = []
    for start, end in Document(text=text).sentences:
        sentence = text[start:end]
        if not _SAYS[harm].search(sentence):
            continue
        exact = (c for c in find_counts(sentence) if c.bounds.qualifier is not Qualifier.vague)
        counts = [(c.start, {n for n in c.bounds[:2] if n is not None} | _next(c.bounds)) for c in exact]
        counts += [(m.start(), {1}) for m in _ONE.finditer(sentence)]
        found += [numbers for _, numbers in sorted(counts, key=lambda c: c[0])]
    return found


def _next(bounds: Bounds) -> set[int]:
    return {bounds.low + 1} if bounds.qualifier is Qualifier.more_than and bounds.low is not None else set()


def _adds_up(counts: list[set[int]], number: int) -> bool:
    lows = [min(numbers) for numbers in counts if numbers]
    return any(sum(lows[i : i + many]) == number for many in (2, 3, 4) for i in range(len(lows) - many + 1))
