"""Ways to tell of an agreement without a noun for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from summarize.engines.rules.agreement_kinds import EVENTS, complement
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["told_otherwise"]

_OFFERED: Final = frozenset({"settlement", "surrender", "prisoner_release", "evacuation", "ceasefire"})
_MODIFIERS: Final = 3
_BACK: Final = 6  # words from a verb of exchange back to "when"
_ASIDES: Final = 12  # words from a verb of agreeing to its "to" or "that"
_DONE: Final = 24  # words from what was done to the word that was given for it
_IF: Final = frozenset({"if", "provided", "once"})
_FREED: Final = 20  # words between a verb of letting go and "in exchange for"


def told_otherwise(sentence: Sentence) -> list[Span]:
    """Where a sentence tells of an agreement by a verb, or by a noun for what was agreed on."""
    found = _events_made(sentence)
    if sentence.has_any(_VERBS):  # most sentences have none
        for find, groups in _FINDERS:
            found += find(sentence) if sentence.has(*groups) else ()
    return found


def _swaps(sentence: Sentence) -> list[Span]:
    """As in "exchanged 140 prisoners": a verb of exchange before those who are."""
    found = []
    for i, j in sentence.spans("deals.swap_verbs"):
        if "z" in sentence.kinds[max(0, i - _BACK) : i]:
            continue  # "when several captives were exchanged"
        end = next((b for a, b in sentence.spans("deals.swapped") if j <= a <= j + _MODIFIERS), None)
        found += [(i, end)] if end is not None else []
    return found


def _freed_for(sentence: Sentence) -> list[Span]:
    """As in "freed six soldiers in exchange for nine of its members"."""
    found: list[Span] = []
    for i, j in [*sentence.spans("deals.exchanged_for"), *_in_return(sentence)]:
        verbs = [(a, b) for a, b in sentence.spans("deals.letting_go") if not sentence.tokens[a].capital]
        verb = next((a for a, b in reversed(verbs) if b <= i <= b + _FREED), None)
        if verb is not None and not any(sentence.kinds[k] in "szk" for k in range(verb + 1, i)):
            found.append((verb, j))
    return found


def _in_return(sentence: Sentence) -> list[Span]:
    """As in "freed six soldiers, and the army set free nine men in return": at the end of what is told."""
    ends = len(sentence.tokens)
    pairs = (k for k in sentence.where({"return", "exchange"}) if k > 1)
    led = [k - 1 for k in pairs if sentence.tokens[k - 1].low == "in" and not sentence.tokens[k].mark]
    return [
        (k, k + 2)
        for k in led
        if k + 2 == ends or sentence.tokens[k + 2].mark or sentence.starts(k + 2, "deals.letting_go") is not None
    ]


def _passage(sentence: Sentence) -> list[Span]:
    """As in "offered the rebels safe passage"."""
    return [
        s
        for s in sentence.spans("deals.passage")
        if any(0 <= s[0] - j <= _FREED for _, j in sentence.spans("deals.proposed"))
    ]


def _agreed_then(sentence: Sentence) -> list[Span]:
    """As in "agreed on Sunday to", "agreed in principle to", "agreed, through the Red Cross, that": a verb of agreeing
    with its "to" or "that" behind when, how and with whom.
    """
    found: list[Span] = []
    for i, j in sentence.spans("deals.agree_verbs", "deals.offer_verbs"):
        end = _past_asides(sentence, j)
        if end is None or (i and sentence.kinds[i - 1] == "t"):
            continue
        if sentence.kinds[end] == "T" or (sentence.tokens[end].low == "that" and end + 1 < len(sentence.tokens)):
            found.append((i, end + 1))
    return found


def _past_asides(sentence: Sentence, j: int) -> int | None:
    """The "to" or "that" after a verb that ends before word `j`, over phrases of time and preposition; None where there
    is none.
    """
    ends = dict(sentence.whens)
    k, led = j, False
    while k < min(j + _ASIDES, len(sentence.tokens)):
        if set(sentence.tokens[k].mark) - set(", "):
            return None
        if k in ends:
            k, led = ends[k], True
        elif sentence.kinds[k] == "T" or sentence.tokens[k].low == "that":
            return k
        elif sentence.kinds[k] in "ir":
            k, led = k + 1, True
        elif led and sentence.kinds[k] in "tNngo":
            k += 1
        else:
            return None
    return None


def _events_made(sentence: Sentence) -> list[Span]:
    """As in "an evacuation agreed between the army and the rebels"."""
    return [
        (k, k + 1) for k in sentence.where(_event_nouns()) if _made_by(sentence, k + 1) or _one_of_several(sentence, k)
    ]


def _one_of_several(sentence: Sentence, k: int) -> bool:
    """As in "a similar exchange"; a second convoy only goes on with the first."""
    low = sentence.tokens[k].low
    return k > 0 and low not in words("deals.carriers") and sentence.tokens[k - 1].low in words("deals.another_one")


@cache
def _event_nouns() -> frozenset[str]:
    return words(*(f"deals.{kind}_events" for kind in EVENTS))


def _made_by(sentence: Sentence, k: int) -> bool:
    """Whether "agreed" or the like stands at word `k`, past "had been"."""
    while sentence.runs_on(k) and sentence.kinds[k] in "hb":
        k += 1
    return sentence.runs_on(k) and sentence.tokens[k].low in words("deals.events_made")


def _offered(sentence: Sentence) -> list[Span]:
    """As in "has offered the province autonomy": a verb of offering before what tells the kind."""
    nouns = sentence.spans("deals.nouns")
    return [
        (i, j)
        for i, j in sentence.spans("deals.offer_verbs")
        if not any(j <= a <= j + _MODIFIERS for a, _ in nouns) and complement(sentence, j) in _OFFERED
    ]


def _conditional(sentence: Sentence) -> list[Span]:
    """As in "would free ten prisoners if their families came", "promised to let them go once he was free"."""
    found: list[Span] = []
    for i, j in sentence.spans("deals.letting_go", "deals.conceding"):
        first = max(0, i - 3)
        led = sentence.kinds[first:i]
        promised = led[-1:] == "T" and sentence.tokens[i - 2].low in words("deals.promising") if i > 1 else False
        offers = "m" in led and not {"x", "b"} & set(led) and _of_a_side(sentence, first + led.index("m"))
        for k in range(j, min(j + _FREED, len(sentence.tokens))) if offers or promised else ():
            if sentence.kinds[k] in "sk" or set(sentence.tokens[k].mark) & set(';"('):
                break
            if sentence.tokens[k].low in _IF and sentence.tokens[k - 1].low != "at":
                found.append((i, k + 1))
                break
    return found


def _of_a_side(sentence: Sentence, k: int) -> bool:
    """Whether people or a side stand right before the verb at word `k`."""
    sides = words("deals.parties", "ultimatums.parties", "harm.persons", "harm.civilians", "deals.people")
    return k > 0 and (sentence.kinds[k - 1] in "pN" or sentence.tokens[k - 1].low in sides)


def _assured(sentence: Sentence) -> list[Span]:
    """As in "moved 52 of the wounded after both sides gave guarantees": what was done on somebody's word."""
    moved = sentence.spans("movement.left", "movement.evacuated", "deals.moved_out", "deals.carried")
    return [(i, j) for i, j in sentence.spans("deals.assured") if any(b <= i <= b + _DONE for _, b in moved)][:1]


_FINDERS: Final[tuple[tuple[Callable[[Sentence], list[Span]], tuple[str, ...]], ...]] = (
    (_swaps, ("deals.swap_verbs",)),
    (_freed_for, ("deals.letting_go",)),
    (_passage, ("deals.passage",)),
    (_agreed_then, ("deals.agree_verbs", "deals.offer_verbs")),
    (_offered, ("deals.offer_verbs",)),
    (_conditional, ("deals.letting_go", "deals.conceding")),
    (_assured, ("deals.assured",)),
)
"""Each with the groups of which it needs a word."""
_VERBS: Final = frozenset(group for _, groups in _FINDERS for group in groups)
