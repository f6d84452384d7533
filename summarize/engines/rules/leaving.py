"""What a verb of leaving means where it stands: a leaving, an order to leave, or something else."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.counted import Counted
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["enabled", "foreseen", "let", "no_leaving", "no_return", "themselves", "wanted"]

_AUXILIARIES: Final = 4  # words of "are expected to be"
_TO_COME = re.compile(r"[rbT]*(?:hT[rbT]*)?")
"""From "may" to the verb: "may soon be moved", "may have to leave"; not "may have left"."""
_GOVERNS: Final = 4  # words from a verb to the number that it governs
_WISHES: Final = frozenset({"refused", "refuse", "refusing", "declined", "unwilling", "failed", "reluctant"})


def themselves(sentence: Sentence, person: Counted, verb: Span) -> bool:
    """As in "340 families have evacuated to Tarn": nobody brought them."""
    i, j = verb
    led = sentence.runs_on(j) and sentence.tokens[j].low in {"to", "from"}
    return sentence.tokens[i].low == "evacuated" and led and "b" not in sentence.shape(person.stop, i)


def let(sentence: Sentence, person: Counted, i: int) -> bool:
    """As in "will let 22 people leave", "ordered 320 men to leave"."""
    bare = sentence.kinds[i - 1] not in "bhr" and sentence.tokens[i].low in words("movement.going")
    return bare and any(t.low in words("movement.let") for t in sentence.tokens[max(0, person.i - 2) : person.i])


def no_return(sentence: Sentence, j: int) -> bool:
    """As in "returned to the streets", "returned to work": not that somebody came home."""
    k = j + 1 if j < len(sentence.tokens) and sentence.kinds[j] == "T" else j
    k = k + 1 if k < len(sentence.tokens) and sentence.kinds[k] == "t" else k
    return k < len(sentence.tokens) and sentence.tokens[k].low in words("movement.not_home")


def no_leaving(sentence: Sentence, i: int, j: int) -> bool:
    """As in "were left homeless", "left behind": not that somebody went."""
    passive = (
        i > 0 and sentence.kinds[i - 1] == "b" and not sentence.tokens[i].mark and sentence.tokens[i].low == "left"
    )
    if passive or j >= len(sentence.tokens) or sentence.tokens[j].mark:
        return passive
    # "left Keslow", "left the town", "left for Tarn", "left on Monday"; not "left happy", "left behind"
    if i > 1 and sentence.kinds[i - 1] == "T" and sentence.tokens[i - 2].low in _WISHES:
        return True  # "refused to leave"
    low = sentence.tokens[j].low
    if low == "for":
        return sentence.low(j + 1, j + 2) in {"dead", "good"}  # "left for dead"
    if low in words("places.directions"):
        return False  # "left eastern Keslow"
    homes = any(
        t.low in words("places.common", "movement.homes") for t in sentence.tokens[j : j + 2]
    )  # "left nearby villages"
    return low in words("movement.not_leaving") or not (homes or sentence.kinds[j] in "Ntidycz")


def wanted(sentence: Sentence, person: Counted, i: int) -> bool:
    """As in "calls for 700 fighters to leave": a wish before the number, "to" and the verb right after it."""
    if i != person.stop + 1 or sentence.kinds[person.stop] != "T":
        return False
    before = sentence.tokens[max(0, person.i - _GOVERNS) : person.i]
    return any(t.low in words("movement.foresees") or t.low == "for" for t in before)


def enabled(sentence: Sentence, person: Counted, i: int) -> bool:
    """As in "helped 600 people to leave": somebody made it possible, and not only in future."""
    k = i - 1 if sentence.kinds[i - 1] == "T" else i
    if k != person.stop:
        return False
    for n in range(max(0, person.i - _GOVERNS), person.i):
        if sentence.tokens[n].low in words("movement.enabled") and not set(sentence.shape(n + 1, person.i)) & set(
            ",;-"
        ):
            return sentence.kinds[max(0, n - 2) : n] not in {"mb", "bT", "Tb"} and sentence.kinds[n - 1 : n] not in (
                "m",
                "T",
            )
    return False


def foreseen(sentence: Sentence, i: int) -> bool:
    """Whether the verb at word `i` tells of what is to come: "are expected to", "will be"."""
    k = i
    if sentence.low(max(0, i - 3), i) == "had to be" or sentence.low(max(0, i - 2), i) == "had to":
        return False  # it came to pass
    if sentence.low(max(0, i - 2), i) in {"able to", "allowed to", "permitted to"} and _came_to_pass(sentence, i - 2):
        return False
    while k > 0 and not sentence.tokens[k].mark and i - k < _AUXILIARIES:
        k -= 1
        end = sentence.starts(k, "movement.foreseen")
        if end is not None and _TO_COME.fullmatch(sentence.kinds[end:i]):
            return True
    return False


def _came_to_pass(sentence: Sentence, k: int) -> bool:
    """As in "have been able to", "were allowed to": told of what was."""
    while k > 0 and sentence.kinds[k - 1] == "r":
        k -= 1
    return k > 0 and sentence.tokens[k - 1].low in {"been", "were", "was", "being"} and sentence.kinds[k - 2] != "m"
