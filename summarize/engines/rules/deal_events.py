"""How it goes with what was agreed on, told by a noun for that: "the evacuation was halted", "the exchange began"."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.agreement_kinds import EVENTS
from summarize.engines.rules.deal_scene import possible
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["OVER", "carried_on", "event_in"]

OVER: Final = ("suspended", "collapsed")
_BREAKS: Final = frozenset(';"(-')
_OPENS: Final = 3  # words in which the "it" of "It held for a day" stands
_OBJECT: Final = 5  # words from "halted" to what is halted
_VERB: Final = 15  # words from a noun for what was agreed on to its verb


def carried_on(sentence: Sentence, kind: str) -> str:
    """The stage that a sentence tells by a noun for what was agreed on, "" where it tells none: "The evacuation was
    halted".
    """
    if kind == "ceasefire":
        return _of_truce(sentence)
    if kind not in EVENTS:
        return ""
    if "m" in sentence.kinds:
        return ""
    if kind == "prisoner_release" and sentence.has("deals.freed") and "x" not in sentence.kinds:
        return "" if not words("deals.months").isdisjoint(sentence.lows) else "completed"  # "In May they freed two"
    for k in _events(sentence, kind):
        if stage := _verb_by(sentence, k):
            further = k > 0 and sentence.tokens[k - 1].low in words("deals.apart")  # "a second convoy was called off"
            return "suspended" if further and stage in OVER else stage
    return ""


def _of_truce(sentence: Sentence) -> str:
    """As in "It held for 40 hours", "Each side accuses the other of breaking it"."""
    opening = sentence.folded[:_OPENS]
    if "it" in opening:
        k = opening.index("it") + 1
        if sentence.low(k, k + 2) == "held for" or sentence.low(k, k + 1) == "lasted":
            return "collapsed"
    accused = not words("deals.blaming").isdisjoint(sentence.lows)
    return "implementing" if accused and sentence.has("deals.breaking_it") else ""


def event_in(sentence: Sentence, kind: str) -> int:
    """The word for what was agreed on, the first of the sentence where it has none."""
    return next((k for k in _events(sentence, kind) if _verb_by(sentence, k)), 0)


def _events(sentence: Sentence, kind: str) -> list[int]:
    nouns = sentence.where(words(f"deals.{kind}_events")) if kind in EVENTS else []
    return [k for k in nouns if not (k > 0 and sentence.tokens[k - 1].low in words("deals.of_another"))]


def _verb_by(sentence: Sentence, k: int) -> str:
    """How it goes with what the noun at word `k` names, by its verb: "was halted" after it, "halted the" before it."""
    return _verb_after(sentence, k) or _verb_before(sentence, k)


def _verb_before(sentence: Sentence, k: int) -> str:
    """As in "halted the aid flights": over only the words that describe the noun."""
    for n in range(k - 1, max(-1, k - _OBJECT), -1):
        if sentence.tokens[n + 1].mark:
            break
        for stage in OVER:
            if sentence.starts(n, f"deals.{stage}") is not None:
                return "" if possible(sentence, n) or "b" in sentence.kinds[max(0, n - 2) : n] else stage
        if sentence.kinds[n] not in "tgNn":
            break
    return ""


def _verb_after(sentence: Sentence, k: int) -> str:
    """How it goes with what the noun at word `k` names, by a verb that follows in its clause."""
    for n in range(k + 1, min(k + _VERB, len(sentence.tokens))):
        if not _BREAKS.isdisjoint(sentence.tokens[n].mark) or sentence.kinds[n] in "szkx":
            break
        if stage := _goes(sentence, n):
            return stage
    return ""


def _goes(sentence: Sentence, n: int) -> str:
    """How it goes with what was agreed on by the verb at word `n`, "" where that tells nothing of it."""
    for stage in OVER:
        if sentence.starts(n, f"deals.{stage}") is not None:
            return stage
    low = sentence.tokens[n].low
    if low in words("deals.done") and sentence.kinds[n - 1] == "b":
        return "completed"
    going = low in words("deals.begun") or sentence.low(n, n + 2) in {"under way", "went ahead", "got underway"}
    return "implementing" if going else ""
