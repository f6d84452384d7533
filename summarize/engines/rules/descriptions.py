"""Harm told by the noun phrase itself, by a clause that describes it, or by whom its people are among."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from summarize.engines.rules.befalling import FILLERS, KINDS, NEAR, Harmed, befalls, before, cues, past_aside, unreal
from summarize.engines.rules.counted import Counted
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.nouns import group_of
from summarize.engines.rules.text import Sentence

__all__ = ["among", "described", "in_hospital", "searched_for", "whom_they"]

_WHOM = re.compile(r",?w?(?:p|t?[gN]{1,4})(?:h|hb|b)?r*")
"""Number to verb: "two soldiers (whom) the rebels had held"."""
_AMONG = re.compile(r"[,(]?[br]{1,2}u?")
"""Number to "among the dead": "seven women were"."""
_OBJECT: Final = "tnNgp"
_ONE: Final = frozenset({"a", "an", "one"})  # "a wounded man said": no figure
_TO_HOSPITAL = re.compile(r"r?[iT]{1,2}t?[gN]{0,3}")
"""Verb to hospital: "were rushed to the nearby"."""
_HOSPITAL: Final = 7  # words from a verb to the hospital


@cache
def _describing() -> dict[str, str]:
    return {w: harm for harm in KINDS for w in words(f"harm.{harm}_describes")}


def described(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "five abducted policemen", "12 captives": the noun phrase tells it."""
    if person.elliptic or not person.group or sentence.low(person.i, person.j) in _ONE:
        return None
    for k in range(person.noun, person.stop):
        harm = _describing().get(sentence.folded[k])
        noun = k == person.stop - 1
        if harm is not None and noun == bool(group_of(sentence.folded[k])):
            return Harmed(person, harm, k, k + 1, active=False)
    return None


def whom_they(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "two soldiers (whom) the rebels had held for a month"."""
    if not person.group or person.elliptic:
        return None
    held = [("detained", i, j) for i, j in sentence.spans("harm.holding")]
    for harm, i, j in (*cues(sentence, "active"), *held):
        if not person.stop < i <= person.stop + FILLERS + 3 or not _WHOM.fullmatch(sentence.shape(person.stop, i)):
            continue
        object_follows = sentence.runs_on(j) and sentence.kinds[j] in _OBJECT
        if not object_follows and not unreal(sentence, i):
            return Harmed(person, harm, i, j, active=True)
    return None


def among(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "seven women were among the dead"."""
    for harm, i, j in cues(sentence, "listed"):
        led = i > 0 and sentence.folded[i - 1] == "among"
        for stop in {person.stop, past_aside(sentence, person.stop)} if led and person.stop < i else ():
            if _AMONG.fullmatch(sentence.shape(stop, i - 1).strip(",-(")):
                return Harmed(person, harm, i, j, active=False, part=True)
    return None


def in_hospital(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "40 people were rushed to hospital", "took 12 people to a hospital"."""
    dead = any(_describing().get(low) == "killed" for low in sentence.folded[person.noun : person.stop])
    if dead or person.group == "homes" or not (person.group or person.elliptic):
        return None
    for i, j in sentence.spans("harm.to_hospital"):
        near = person.stop <= i <= person.stop + NEAR and befalls(sentence, person.stop, i, j)
        if not near and not (before(sentence, j, person) and not unreal(sentence, i)):
            continue
        k = max(j, person.stop)
        for n in range(k + 1, min(k + _HOSPITAL, len(sentence.tokens))):
            if sentence.folded[n] in words("harm.hospitals") and _TO_HOSPITAL.fullmatch(sentence.shape(k, n)):
                return Harmed(person, "injured", i, j, active=False)
    return None


def searched_for(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "searching for four fishermen"; people in arms are hunted, not missing."""
    if person.group not in {"civilians", "persons"} or sentence.folded[person.stop - 1] in words("harm.sought"):
        return None
    for i, j in sentence.spans("harm.searched_for"):
        if before(sentence, j, person):
            return Harmed(person, "missing", i, j, active=False)
    return None
