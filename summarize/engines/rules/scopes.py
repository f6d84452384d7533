"""Whether a figure is of one event, of a period, or of a time: `incident`, `cumulative` or `standing`."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from summarize.engines.rules.harms import Harmed
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span
from summarize.quantities import parse_count

__all__ = ["scope_of"]

_MANY: Final = 1000  # killed whom no single event but a disaster kills
_LONG: Final = frozenset(
    {"days", "week", "weeks", "fortnight", "month", "months", "year", "years", "decade", "decades"}
)
_WITHIN: Final = frozenset({"in", "within", "over", "during"})
_LENGTH: Final = 5  # words of "in the two weeks"
_NEAR: Final = 6  # words from "the worst violence" to "since"

_bounds = lru_cache(maxsize=1024)(parse_count)


def scope_of(sentence: Sentence, hit: Harmed, count: str) -> str:
    """The scope of a figure by its sentence and its size."""
    if hit.harm in {"detained", "missing"} and _standing(sentence, hit):
        return "standing"
    if any(_spans_time(sentence, span) for span in sentence.spans("harm.cumulative")):
        return "cumulative"
    if _has_length(sentence):
        return "cumulative"
    return "cumulative" if hit.harm == "killed" and _too_many(sentence, count) else "incident"


def _standing(sentence: Sentence, hit: Harmed) -> bool:
    person = hit.people
    held = sentence.starts(hit.i, "harm.holding", "harm.having", "harm.held_passive") is not None
    near = sentence.tokens[max(0, person.stop - 1) : hit.j + 1]
    inside = hit.i < person.stop < hit.j and sentence.starts(hit.i, "harm.taken") is None
    described = hit.harm == "detained" and person.noun <= hit.i < person.stop  # "five captured soldiers"
    return held or inside or described or any(t.low in words("harm.standing") for t in near)


def _spans_time(sentence: Sentence, span: Span) -> bool:
    """Whether the words of a period are of the figure: not in "the worst attack since May"."""
    return words("harm.superlatives").isdisjoint(sentence.low(max(0, span[0] - _NEAR), span[0]).split())


def _has_length(sentence: Sentence) -> bool:
    if "length" not in sentence.memo:
        sentence.memo["length"] = any(_length(sentence, k) for k in sentence.where(_LONG))
    found: bool = sentence.memo["length"]
    return found


def _length(sentence: Sentence, k: int) -> bool:
    """As in "in three years", "within ten days", "four days of clashes"."""
    if not k or sentence.kinds[k - 1] not in "ntg":
        return False
    led = sentence.tokens[max(0, k - _LENGTH) : k]
    number = any(kind == "n" for kind in sentence.kinds[max(0, k - 2) : k]) or sentence.tokens[k - 1].low == "a"
    after = sentence.tokens[k + 1].low if sentence.runs_on(k + 1) else ""
    within = any(t.low in _WITHIN for t in led) and number and after not in {"ago", "later", "earlier", "after"}
    return within or (number and after == "of" and any(i == k + 2 for i, _ in sentence.spans("harm.causes")))


def _too_many(sentence: Sentence, count: str) -> bool:
    bounds = _bounds(count)
    least = bounds.low if bounds is not None else None
    return least is not None and least >= _MANY and not sentence.has("harm.disasters")
