"""Whether a figure is of one event, of a period, or of a time: `incident`, `cumulative` or `standing`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from summarize.engines.rules.harms import Harmed
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span
from summarize.quantities import parse_count

__all__ = ["goes_on", "scope_of"]

_MANY: Final = 1000  # killed whom no single event but a disaster kills
_LONG: Final = frozenset(
    {"days", "week", "weeks", "fortnight", "month", "months", "year", "years", "decade", "decades"}
)
_WITHIN: Final = frozenset({"in", "within", "over", "during"})
_MODIFIERS: Final = 3  # words of "a week of fierce street fighting"
_LENGTH: Final = 5  # words of "in the two weeks"
_FREED: Final = 12  # words from "the release of" to the people, or from them to "had not been given back"
_HAVE: Final = frozenset({"have", "has"})
_LONE: Final = frozenset({"a", "an", "one"})
_PERIOD = re.compile(
    r"(?:in |last |early |late |mid-|this )*(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december|spring|summer|autumn|fall|winter|year|month|(?:1[89]|20)\d\d)(?:,? (?:1[89]|20)\d\d)?"
)
"""A time phrase that names no day: "in August", "last autumn"."""
_NEAR: Final = 6  # words from "the worst violence" to "since"

_bounds = lru_cache(maxsize=1024)(parse_count)


def scope_of(sentence: Sentence, hit: Harmed, count: str) -> str:
    """The scope of a figure by its sentence and its size."""
    if hit.harm in {"detained", "missing"} and (_standing(sentence, hit) or _to_be_freed(sentence, hit)):
        return "standing"
    if hit.harm == "injured" and _is_wounded(sentence, hit):
        return "standing"
    if any(_spans_time(sentence, span) for span in sentence.spans("harm.cumulative")):
        return "cumulative"
    if _has_length(sentence):
        return "cumulative"
    return "cumulative" if hit.harm == "killed" and _too_many(sentence, count) else "incident"


def goes_on(sentence: Sentence, hit: Harmed, when: str | None, cause: str | None) -> bool:
    """Whether the figure is of a period by the time and cause told of it, though no word spans one."""
    return _of_campaign(when, cause) or (when is None and hit.harm != "detained" and _to_date(sentence, hit))


def _to_be_freed(sentence: Sentence, hit: Harmed) -> bool:
    """As in "demand the release of nine men arrested in May": whoever is still to be let go is held."""
    if hit.harm != "detained" or hit.i < hit.people.i:
        return False
    past = max(hit.j, hit.people.stop)
    for i, _ in sentence.spans("harm.released", "harm.given_back"):
        if sentence.tokens[i].capital and i:
            continue  # "For Immediate Release"
        if hit.people.i - _FREED <= i < hit.people.i or (i >= past and "x" in sentence.shape(past, i)[:_FREED]):
            return True
    return False


def _is_wounded(sentence: Sentence, hit: Harmed) -> bool:
    """As in "90 wounded men are in the cellars", "we have 60 wounded": counted as they are, not as they fell."""
    person = hit.people
    if person.j <= hit.i < person.stop - 1:
        return True
    ends = hit.i in {person.stop, person.stop - 1} and hit.j >= person.stop and not hit.active
    return ends and person.i > 0 and sentence.tokens[person.i - 1].low in _HAVE and not sentence.tokens[person.i].mark


def _to_date(sentence: Sentence, hit: Harmed) -> bool:
    """As in "more than 170 people have been wounded", "the rebels have shot 14 of their own": up to the present."""
    k = hit.i - 1
    while k > 0 and sentence.kinds[k] in "br" and not sentence.tokens[k + 1].mark:
        k -= 1
    lone = sentence.low(hit.people.i, hit.people.j) in _LONE
    return not lone and k >= 0 and sentence.tokens[k].low in _HAVE and sentence.kinds[k - 1 : k] != "T"


def _of_campaign(when: str | None, cause: str | None) -> bool:
    """Whether what did it goes on: a siege or offensive, or several attacks in a month or year."""
    head = cause.lower().split()[-1] if cause else ""
    period = when is not None and _PERIOD.fullmatch(when.lower()) is not None
    if head in words("harm.campaigns"):
        return when is None or period
    return period and (head in words("harm.affrays") or head.endswith("s"))


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
    fought = any(i in range(k + 2, k + 2 + _MODIFIERS) for i, _ in sentence.spans("harm.causes"))
    return within or (number and after == "of" and fought)


def _too_many(sentence: Sentence, count: str) -> bool:
    bounds = _bounds(count)
    least = bounds.low if bounds is not None else None
    return least is not None and least >= _MANY and not sentence.has("harm.disasters")
