"""Displacement to come: people who are expected, listed for a transfer, or promised a way out."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.counted import Counted, led_from
from summarize.engines.rules.leaving import foreseen
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["CUES", "awaited"]

CUES: Final = ("movement.for_leaving", "movement.expecting", "movement.moving", "movement.foreseen")
_FILL = re.compile(r"[tro]*|,[^,;\"]{1,8},[tro]*")
_FILLERS: Final = 4  # words between a verb and its number
_NEAR: Final = 14  # words from a verb of preparing to the number
_RELATIVE: Final = 4  # words of "whom the town now expects"
_TO_LEAVING = re.compile(r"(?:[oi][tgN]{1,3})?w?[rbhmTs]{0,5}g?")
"""Number to what they wait for: "34 wounded had been promised passage", "900 people registered for evacuation"."""
_UNDER_WAY: Final = frozenset({"evacuated", "expected", "fled", "displaced", "returned"})
_COMING = re.compile(r"[rb]{1,3}")

Way = tuple[str, int, int]
"""A movement, and the words `[i, j)` that tell it."""


def awaited(sentence: Sentence, person: Counted, *, flight: bool, told: str, agreed: bool) -> Way | None:
    """What the sentence says of a number of people who will go, None for nothing; `flight`: the paragraph tells of
    flight, `told`: the movement told of right before, `agreed`: the article tells of vehicles or a deal to leave.
    """
    if person.group == "homes":
        return None
    return (
        _listed(sentence, person)
        or _moved(sentence, person)
        or (_coming(sentence, person) if told in _UNDER_WAY or agreed else None)
        or (_prepared_for(sentence, person) if flight or _refugees(sentence, person) else None)
    )


def _listed(sentence: Sentence, person: Counted) -> Way | None:
    """As in "listed 73 patients for evacuation", "900 people are awaiting transfer"."""
    for i, j in sentence.spans("movement.for_leaving"):
        k = person.stop
        if person.elliptic and sentence.runs_on(k) and sentence.tokens[k].low in words("harm.harmed_nouns"):
            k += 1  # "34 wounded"
        gap = sentence.shape(k, i) if k <= i <= k + _NEAR else "-"
        if _TO_LEAVING.fullmatch(gap):
            return "expected", i, j
    return None


def _coming(sentence: Sentence, person: Counted) -> Way | None:
    """As in "another 200 are expected this week"."""
    for k in range(person.stop + 1, min(person.stop + _RELATIVE, len(sentence.tokens))):
        after = sentence.low(k + 1, k + 2)
        coming = sentence.tokens[k].low in {"expected", "due", "awaited"} and after != "to"
        coming = coming or (sentence.tokens[k].low == "waiting" and after in {"at", "in", "for", "to", "on"})
        if coming and _COMING.fullmatch(sentence.shape(person.stop, k)[: k - person.stop + 1]):
            return "expected", k, k + 1
    return None


def _moved(sentence: Sentence, person: Counted) -> Way | None:
    """As in "will move 6,000 people", "plans to resettle 900 families"."""
    for i, j in sentence.spans("movement.moving") if person.group else ():
        if _leads(sentence, j, person) and (foreseen(sentence, i) or _planned(sentence, i)):
            return "expected", i, j
    return None


def _prepared_for(sentence: Sentence, person: Counted) -> Way | None:
    """As in "is preparing for 3,000 more", "3,000 more, whom it expects by Sunday"."""
    k = person.stop
    for i, j in sentence.spans("movement.expecting"):
        relative = k < i <= k + _RELATIVE and sentence.kinds[k] == "w"
        prepared = sentence.tokens[person.i - 1].low == "for" and sentence.tokens[i].low.startswith("prepar")
        if relative or _leads(sentence, j, person) or (prepared and 0 < person.i - i <= _NEAR):
            return "expected", min(i, person.i), max(j, k)
    return None


def _refugees(sentence: Sentence, person: Counted) -> bool:
    return person.stop > person.noun and sentence.tokens[person.stop - 1].low in words("movement.refugees")


def _planned(sentence: Sentence, i: int) -> bool:
    """As in "plans to move"."""
    led = i > 1 and sentence.tokens[i - 1].low == "to"
    return led and sentence.tokens[i - 2].low.startswith(("plan", "prepar", "want"))


def _leads(sentence: Sentence, j: int, person: Counted) -> bool:
    """Whether only fillers stand between the verb that ends before word `j` and the number."""
    i = led_from(sentence, person)
    aside = j < len(sentence.tokens) and sentence.tokens[j].mark == ","
    return 0 <= i - j <= (2 * _FILLERS if aside else _FILLERS) and _FILL.fullmatch(sentence.shape(j, i)) is not None
