"""From the casualty records of a report to the one figure that an outside set has for a whole text.

A report keeps a total, its stated parts and rival figures as records of their own, so records can be neither added up
nor the largest of them taken without looking at how they stand. What is done here, in this order:

1. Only records of the harm asked for that count as `incident`; what an offensive or a war came to is another matter.
   Who is counted is the set's own affair (`counts`).
2. Figures of one sentence stand together ("a commander and two of his men"). One with "including", "among them" or "of
   whom" between it and an earlier one, or shortly before it, or with "of them" after it, is a *part* and never added;
   nor is what follows such an opening word in the sentence. Nor are those that only say who the ones before are ("six
   people, four women and two men"): right behind a comma, colon or dash, and as many, or fewer where the first are just
   "people", "civilians", "members of the family".
3. Figures of one sentence with the same sources are added up, the same number of the same people once. With other
   sources they are *rivals*: the least low and the greatest high of them.
4. Between sentences nothing is added, as news says things again, and tells in detail what the first sentence summed up:
   `at_least` takes the greatest. But a figure with "another", "additional", "further", "also" before it or "more",
   "others" after it goes on top, unless it stands beside somebody in its own sentence ("the commander and two more"),
   or the same number stood beside or on top of another one already: then it is only said again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from summarize.quantities import Bounds, Qualifier
from summarize.schemas import Casualty, Report
from summarize.schemas.vocabulary import Harm, Scope, Victims

__all__ = ["Figure", "Together", "at_least", "figures", "floor", "together", "told"]

_PART: Final = r"\b(?:includ(?:ing|es?|ed)|among\s+(?:the|those|them|whom)|of\s+wh(?:om|ich))\b"
_PART_BETWEEN: Final = re.compile(_PART, re.IGNORECASE)
_PART_FIRST: Final = re.compile(rf"{_PART}[^,;:–—]{{0,60}}$", re.IGNORECASE)
_PART_AFTER: Final = re.compile(
    r"\s+of (?:them|those|whom|which|the (?:dead|victims|killed|injured|wounded|detained))\b", re.IGNORECASE
)
_MORE_BEFORE: Final = re.compile(r"\b(?:another|additional|further|also)\b", re.IGNORECASE)
_MORE_AFTER: Final = re.compile(r"\s+(?:more|others?|additional|further)\b", re.IGNORECASE)
_APPOSED: Final = re.compile(r"\s*(?:[,:]|\s[-–—])\s*")
_LISTED: Final = re.compile(r"\s*(?:,|,?\s+and)\s+")
_ANYONE: Final = re.compile(r"(?:\w+ )?(?:people|persons|civilians|individuals|victims|members)\b", re.IGNORECASE)
_BESIDE: Final = re.compile(r"\b(?:and|with|plus)\s+(?:(?:another|also)\s+)?$", re.IGNORECASE)


class Figure(NamedTuple):
    """A casualty record's count where it stands: its bounds and of whom, whether it is a part, or goes on top."""

    bounds: Bounds
    whom: str
    sentence: int
    sources: frozenset[str | None]
    opened: bool
    part: bool
    more: bool


class Together(NamedTuple):
    """The figures of one sentence as one: bounds, None where open; the words' qualifier where there is one figure.

    `whole` is false where the sentence has nothing but parts. `numbers` are all that it says, parts and either end too;
    `beside` the least numbers of figures that were added up.
    """

    low: int | None
    high: int | None
    qualifier: Qualifier | None
    whole: bool
    more: bool
    numbers: frozenset[int]
    beside: frozenset[int]


def figures(report: Report, harm: Harm, counts: Callable[[Casualty], bool] = lambda _: True) -> list[Figure]:
    """The figures of one incident and harm, in the order of the text; one count is one figure, whatever says it twice.

    Args:
        report: a report with its text.
        harm: what was done to people.
        counts: whether a record is of people that the set counts.

    """
    text, sentences = report.document.text, report.document.sentences
    wanted = (c for c in report.casualties if c.harm is harm and c.scope is Scope.incident and counts(c))
    records = sorted({c.count.span: c for c in wanted}.values(), key=lambda c: c.count.start)
    apposed = _apposed(text, records)
    found: list[Figure] = []
    for record in records:
        start, end = record.count.span
        at = next((i for i, s in enumerate(sentences) if s.start <= start < s.end), -1)
        begin = sentences[at].start
        near = [r.count.end for r in records if begin <= r.count.start < start]  # earlier ones of its sentence
        opens = _PART_BETWEEN.search(text, near[0], start) if near else _PART_FIRST.search(text[begin:start])
        # "including two women and three children": what is opened stays open to the sentence's end.
        opened = bool(opens) or (bool(near) and found[-1].opened)
        part = opened or bool(_PART_AFTER.match(text, end)) or record.count.start in apposed
        more = bool(_MORE_BEFORE.search(text, near[-1] if near else begin, start) or _MORE_AFTER.match(text, end))
        more = more and not _BESIDE.search(text[begin:start])
        sources = frozenset(claim.source.name if claim.source else None for claim in record.claims)
        whom = record.victims_text.text.casefold() if record.victims_text else ""
        found.append(Figure(record.count.bounds, whom, at, sources, opened, part, more))
    return found


def together(found: Sequence[Figure]) -> list[Together]:
    """The figures of each sentence as one, in the order of the text."""
    return [_one(list(group)) for _, group in groupby(found, key=lambda f: f.sentence)]


def at_least(said: Sequence[Together], least: Callable[[Together], int] | None = None) -> int:
    """The least number that a text says of one incident: the greatest of its sentences, and what goes on top of it.

    Args:
        said: the figures of each sentence.
        least: what a sentence says at least, `floor` by default.

    """
    total, seen = 0, set[int]()
    for one in said:
        number = (least or floor)(one)
        if not one.more or total == 0:
            total = max(total, number)
        elif number not in seen:
            total += number
        seen |= one.beside | ({number} if one.more else set())
    return total


def floor(one: Together) -> int:
    """The least number that a sentence says: its low end; nothing where that is open ("up to ten")."""
    return one.low or 0


def told(report: Report, harm: Harm) -> str:
    """The report's records of one harm in a line, for whoever looks at errors."""
    some = [c for c in report.casualties if c.harm is harm]
    return (
        "; ".join(f"“{c.count.text}” {c.victims_text.text if c.victims_text else '–'} ({c.scope})" for c in some)
        or "no record"
    )


def _apposed(text: str, records: Sequence[Casualty]) -> set[int]:
    """Where the counts start that only say who those of an earlier count are."""
    found = set[int]()
    for n, whole in enumerate(records):
        parts, gap = list[Casualty](), _APPOSED
        for part in records[n + 1 :]:
            before = parts[-1] if parts else whole
            if whole.count.start in found or not gap.fullmatch(text, _stop(before), part.count.start):
                break
            parts.append(part)
            gap = _LISTED
        number, told = (sum(r.count.low or r.count.high or 0 for r in some) for some in ([whole], parts))
        anyone = whole.victims_text is not None and _ANYONE.match(whole.victims_text.text)
        others = whole.victims is Victims.civilians and any(p.victims is Victims.combatants for p in parts)
        if told == number or (told < number and anyone and not others):
            found |= {part.count.start for part in parts}
    return found


def _stop(record: Casualty) -> int:
    """The end of a count and of the noun phrase that follows it."""
    whom = record.victims_text
    return whom.end if whom and record.count.end <= whom.start <= record.count.end + 1 else record.count.end


def _one(found: Sequence[Figure]) -> Together:
    wholes = [f for f in found if not f.part]
    kept = wholes or found
    # "More than 40" is 41 at the least.
    above = [1 if f.bounds.qualifier is Qualifier.more_than else 0 for f in found]
    numbers = frozenset(n + more for f, more in zip(found, above, strict=True) for n in f.bounds[:2] if n is not None)
    beside = frozenset(f.bounds.low for f in kept if f.bounds.low is not None) if len(kept) > 1 else frozenset[int]()
    qualifier = kept[0].bounds.qualifier if len(kept) == 1 else None
    if not wholes:
        # Parts may overlap ("three women, two of them nurses"), and what they are parts of may be any number above.
        low = max((f.bounds.low or 0 for f in kept), default=0) or None
        return Together(low, None, qualifier, False, kept[0].more, numbers, beside)
    sums = _sums(wholes)
    lows, highs = [b.low for b in sums if b.low is not None], [b.high for b in sums if b.high is not None]
    high = max(highs) if len(highs) == len(sums) else None
    return Together(min(lows, default=None), high, qualifier, True, kept[0].more, numbers, beside)


def _sums(found: Sequence[Figure]) -> list[Bounds]:
    """A sum for each of the rival sets of sources."""
    sums: dict[frozenset[str | None], dict[tuple[int | None, int | None, str], Bounds]] = {}
    for figure in found:
        sums.setdefault(figure.sources, {})[(*figure.bounds[:2], figure.whom)] = figure.bounds
    return [_sum(list(bounds.values())) for bounds in sums.values()]


def _sum(bounds: Sequence[Bounds]) -> Bounds:
    if len(bounds) == 1:
        return bounds[0]
    # An open low end adds nothing to the least; an open high end leaves the sum open.
    low = sum(b.low or 0 for b in bounds)
    high = None if any(b.high is None for b in bounds) else sum(b.high or 0 for b in bounds)
    return Bounds(low, high, Qualifier.range)
