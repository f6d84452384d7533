"""By when a demand is to be met."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["deadline_in", "is_length"]


_GONE: Final = frozenset({"last", "past", "previous", "each", "every"})
_BETWEEN: Final = 3  # words between an hour and its day
_LINKS: Final = frozenset({"hours", "on", "local", "time", "gmt", "of", "o'clock"})


def deadline_in(sentence: Sentence, k: int, verb: int) -> str | None:
    """The time by which, or within which, it is to be done; else the words for one of unknown length."""
    usable: list[tuple[int, Span]] = []
    for begins, j in sentence.whens:
        i = begins
        if i > 1 and sentence.kinds[i - 1] == "n" and sentence.tokens[i - 2].low in words("ultimatums.bounds"):
            i -= 2  # "until 12 noon Tuesday"
        first, before = sentence.tokens[i].low, sentence.tokens[i - 1].low if i else ""
        after = sentence.tokens[j].low if sentence.runs_on(j) else ""
        length = i > verb and is_length(sentence, (i, j)) and before not in {"for", "after", "last", "past"}
        bound = first == "no" or first in words("ultimatums.bounds") or before in words("ultimatums.bounds")
        named = sentence.low(j, j + 3).split()  # "Sunday as the deadline", "a deadline of 15 June"
        bound = bound or (named[:1] == ["as"] and "deadline" in named)
        bound = bound or (before == "of" and sentence.tokens[i - 2].low in {"deadline", "ultimatum"})
        length = length and first not in _GONE
        if length and first in {"a", "an"} and "n" in sentence.kinds[max(0, i - 2) : i]:
            continue  # "one captive a day"
        k_end = i - 1 if before in {"at", "on"} else i
        bound = bound or sentence.ends(k_end, "ultimatums.ends") is not None
        if (
            bound
            or (length and after not in {"ago", "later", "of", "after", "before"})
            or after
            in {
                "deadline",
                "ultimatum",
            }
        ):
            if sentence.low(i - 2, i) == "on or":
                i -= 2  # "on or before Friday"
            usable.append((abs(i - k), (i, _joined(sentence, j))))
    if usable:
        i, j = min(usable)[1]
        return sentence.words(i, j)
    spans = [s for s in sentence.spans("ultimatums.deadlines") if sentence.tokens[s[1] - 1].low == "deadline"]
    return sentence.words(*spans[0]) if spans else None


def _joined(sentence: Sentence, j: int) -> int:
    """The end of a time phrase that ends at word `j`, with the day that follows it: "until 18:00 hours on Saturday"."""
    for i, end in sentence.whens:
        if j < i <= j + _BETWEEN and all(t.low in _LINKS and not t.mark for t in sentence.tokens[j:i]):
            return end
    return j


def is_length(sentence: Sentence, when: Span) -> bool:
    """Whether a time phrase is a length of time ("48 hours") and not a day."""
    return sentence.tokens[when[1] - 1].low in words("ultimatums.units")
