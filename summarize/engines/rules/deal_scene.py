"""An agreement in its sentence, and the words beside it that belong to it and not to another."""

from __future__ import annotations

from typing import Final, NamedTuple

from summarize.engines.rules.agreements import Agreement, distance
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.sides import Sides
from summarize.engines.rules.text import Sentence, Span

__all__ = ["Scene", "possible"]

_OBJECT: Final = 4  # words from a verb to its object
_BEFORE: Final = 13  # words from a verb to the noun
_AFTER: Final = 24
_OPENING: Final = frozenset(";szk")


class Scene(NamedTuple):
    """An agreement in its sentence, among the `others` there."""

    reader: Reader
    sides: Sides
    sentence: Sentence
    agreement: Agreement
    others: list[Agreement]

    def cue(self, *groups: str, far: bool = False, planned: bool = False) -> Span | None:
        """A phrase of the groups that belongs to the agreement, in its clause, neither negated nor only possible
        (`planned`: or possible); with `far` wherever it stands within reach.
        """
        for i, j in self.sentence.spans(*groups):
            own, noun = min([(distance((s,), (i, j)), s) for s in self.agreement.spans])
            if not (noun[0] - _BEFORE <= i and j <= noun[1] + _AFTER):
                continue
            if self.others and any(distance(o.spans, (i, j)) < own for o in self.others):
                continue
            if far or self._belongs((i, j), noun, planned=planned):
                return i, j
        return None

    def left(self) -> Span | None:
        """The words that tell that a side leaves the talks or the deal: its noun follows them closely."""
        found = self.cue("deals.leaving_it")
        if found is None:
            return None
        near = [i for i, _ in self.agreement.spans if 0 <= i - found[1] <= _OBJECT]
        # "pulling out of the town under a deal": of the town
        return found if any("under" not in self.sentence.low(found[1], i).split() for i in near) else None

    def _belongs(self, cue: Span, noun: Span, *, planned: bool) -> bool:
        sentence, (i, j) = self.sentence, cue
        low = sentence.tokens[noun[1]].low if sentence.runs_on(noun[1]) else ""
        known = low == "that" or low in words("deals.made_known")  # "a truce that collapsed"
        led = sentence.kinds[max(0, i - 3) : i]
        if i != noun[0] and ("x" in led or ("m" in led and not planned)):
            return False
        first, last = (j, noun[0]) if j <= noun[0] else (noun[1] + known, i)
        if _parts(sentence, first, last):
            return False
        return sentence.quoted[i] == sentence.quoted[noun[0]]


def _parts(sentence: Sentence, i: int, j: int) -> bool:
    """Whether a new statement begins between the words before word `i` and word `j`: a time phrase is none."""
    if _OPENING.isdisjoint(sentence.shape(i, j)):
        return False
    gap = [sentence.tokens[k].mark + sentence.kinds[k] for k in range(i, j) if k not in sentence.timed]
    return not _OPENING.isdisjoint("".join([*gap, sentence.tokens[j].mark]))


def possible(sentence: Sentence, i: int) -> bool:
    """Whether the verb at word `i` is negated, or only possible."""
    led = sentence.kinds[max(0, i - 3) : i]
    return "x" in led or "m" in led
