"""Bare numbers of what was told of before: "put the figure at 15", "the clinic has 15"."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.counted import Counted, led_from
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["figure_at", "may_restate"]

_TO_NUMBER: Final = frozenset({"at", "to", "as", "of"})
_PUTS: Final = frozenset({"put", "puts", "putting"})
_FIGURE_REACH: Final = 3  # words from "the figure" to its number
_ENDS: Final = "czkw"
"""Kinds that may follow a bare number: "the clinic has 15 and the police 12"."""


def may_restate(sentence: Sentence) -> bool:
    """Whether a number of the sentence may be a bare one."""
    return any(_ends_clause(sentence, j) for _, j in sentence.counts)


def figure_at(sentence: Sentence, person: Counted) -> Span | None:
    """The words that make a bare number one of what was told of before, None where it is none of it."""
    i = led_from(sentence, person)
    if not person.elliptic or not i or sentence.tokens[i].mark:
        return None
    if sentence.low(max(0, i - 2), i) in words("harm.spoken_of"):
        return (i - 2, person.j) if _ends_clause(sentence, person.j) else None
    if sentence.tokens[i - 1].low == "at" and _gapped(sentence, i):
        return i - 1, person.j
    if sentence.tokens[i - 1].low in {"is", "was"}:
        told = sentence.ends(i - 1, "harm.figures")
        return (told, i) if told is not None else None  # "the real number is 15"
    if sentence.tokens[i - 1].low in _TO_NUMBER:
        if i > 2 and sentence.tokens[i - 2].low == "it" and sentence.tokens[i - 3].low in _PUTS:
            return i - 3, i - 1
        for a, b in sentence.spans("harm.figures"):
            if b <= i <= b + _FIGURE_REACH and not set(sentence.shape(b, i)) & set(',;"'):
                return a, b
    k = i - 2 if sentence.low(max(0, i - 2), i) in {"closer to", "nearer to"} else i
    while k > 1 and sentence.kinds[k - 1] == "r" and not sentence.tokens[k].mark:
        k -= 1
    gives = sentence.tokens[k - 1].low in words("harm.gives_figures") and sentence.kinds[k - 1] not in "oiTz"
    return (k - 1, person.j) if gives and not sentence.tokens[k].mark and _ends_clause(sentence, person.j) else None


def _gapped(sentence: Sentence, i: int) -> bool:
    """As in "The army put the figure at 15 and the mayor at nine": the second has its verb from the first."""
    for _, b in sentence.spans("harm.figures"):
        kinds = sentence.kinds[b : i - 1]
        if b < i and "n" in kinds and "c" in kinds and not set(kinds) & set("sbhmwzk"):
            return True
    return False


def _ends_clause(sentence: Sentence, j: int) -> bool:
    if sentence.low(j, j + 2) == "of them":
        j += 2  # "has registered 39 of them"
    return j >= len(sentence.tokens) or bool(sentence.tokens[j].mark) or sentence.kinds[j] in _ENDS
