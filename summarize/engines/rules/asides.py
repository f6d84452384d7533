"""From a number of people to its verb over what is only put in: "67 people, including 23 children, were taken"."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.befalling import over_aside
from summarize.engines.rules.text import Sentence

__all__ = ["gap_to", "past_asides"]

_NEAR: Final = 14  # words from a number, or from what is put in behind it, to its verb
_REACH: Final = 8  # words of "fighters of the Orm Front (OF)", after which an aside may begin


def past_asides(sentence: Sentence, stop: int) -> tuple[int, int]:
    """The words `[k, n)` put in between commas, brackets or dashes after the noun phrase that ends before word `stop`,
    and before a verb; `k == n` where there are none.
    """
    for k in range(stop, min(stop + _REACH, len(sentence.tokens))):
        mark = sentence.tokens[k].mark
        if mark:
            n = over_aside(sentence, k)
            bracket = mark == "(" and sentence.tokens[n].mark == "("
            return (k, n) if n > k and (bracket or sentence.kinds[n] in "bhmr") else (stop, stop)
    return stop, stop


def gap_to(sentence: Sentence, stop: int, past: tuple[int, int], i: int) -> str | None:
    """The shape from the noun phrase to the verb at word `i` without what is put in; None where they are far apart."""
    k, n = past
    if k == n or not n <= i:
        return sentence.shape(stop, i) if stop <= i <= stop + _NEAR else None
    if i > n + _NEAR:
        return None
    return sentence.shape(stop, k).rstrip(",(-") + sentence.shape(n, i).lstrip(",(-")
