"""Parts of a number of people: "1,650 people, among them 480 militants", "200,000 people, 80,000 of them children"."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.counted import Counted, group_of, led_from
from summarize.engines.rules.nouns import noun_at
from summarize.engines.rules.text import Sentence

__all__ = ["is_part", "noun_of_part"]

_LEADS = re.compile(r"c?(?:u[pw]?|ow)[rt]*")
_JOINED = re.compile(r",?c?[tr]*")
_LEAD: Final = 4  # words of "and among them at least"
_FAR: Final = 24  # words from the whole to its part


def is_part(sentence: Sentence, whole: Counted, person: Counted, *, after: bool = False) -> bool:
    """Whether a number counts some of those that the one before it counts; `after`: that one is itself a part."""
    start = led_from(sentence, person)
    past = max(whole.stop, whole.j)
    gap = sentence.shape(past, start)
    if not past < start <= past + _FAR and not gap.startswith((",", "(", "-")):
        return False
    if set(gap) & set(';"s'):
        return False
    if after and person.group and _JOINED.fullmatch(gap):
        return True
    k = next(
        (n for n in range(start, max(start - _LEAD, past) - 1, -1) if sentence.tokens[n].mark in {",", "(", "-"}), None
    )
    if k is None:
        return False
    lead = sentence.shape(k, start).lstrip(",(-")
    if _LEADS.fullmatch(lead):
        return bool(person.group) or noun_of_part(sentence, person) is not None
    return not lead.strip("rtc") and person.elliptic and sentence.low(person.j, person.j + 2) in {"of them", "of whom"}


def noun_of_part(sentence: Sentence, person: Counted) -> str | None:
    """The noun that tells who a number counts that has none itself: "80,000 of them children", "300 were fighters"."""
    k = person.j + 2 if sentence.low(person.j, person.j + 2) in {"of them", "of whom"} else person.j
    while k < len(sentence.tokens) and k - person.j < _LEAD and sentence.kinds[k] in "br" and sentence.runs_on(k):
        k += 1
    at = noun_at(sentence, k) if k > person.j and sentence.runs_on(k) else None
    head = sentence.tokens[at[1] - 1].low if at is not None else ""
    return head if group_of(head) else None
