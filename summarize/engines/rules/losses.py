"""Harm told otherwise than by a plain verb: lives claimed, tolls, figures, people lost or treated."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.befalling import NEAR, Harmed, befalls, before, cues, unreal
from summarize.engines.rules.counted import Counted
from summarize.engines.rules.figures import figure_at
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["figure", "left", "lives", "lost", "toll", "treated"]

_TOLLS: Final = {"harm.injured_toll": "injured", "harm.missing_toll": "missing", "harm.toll": "killed"}
_TO_AT = re.compile(r"(?:i[tgN]{1,3})?")
_TOLL_VERB: Final = 4  # words of "of policemen killed"
_TOLL_REACH: Final = 14  # words from "death toll" to its number
_LEFT = re.compile(r"[,(]?(?:[oi][tgNn]{1,4})?[r,]{0,3}(?:c[tngN]{1,4}r?)?")
"""Number to what it was left: "left 12 people and a guard dead"."""
_TREATED: Final = 4  # words from "treated for" to the wounds


def lives(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "The siege claimed 40 lives"."""
    end = sentence.starts(person.noun, "harm.lives") or sentence.starts(person.j, "harm.lives")
    if end is None:
        return None
    verb = next((s for s in sentence.spans("harm.claimed") if before(sentence, s[1], person)), None)
    return Harmed(person, "killed", verb[0], end, active=True) if verb else None


def toll(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "The death toll in Keslow rose to 45"."""
    if (
        not person.i
        or sentence.tokens[person.i].mark
        or sentence.tokens[person.i - 1].low not in words("harm.toll_moves")
    ):
        return None
    for name, harm in _TOLLS.items():
        for i, j in sentence.spans(name):
            between = [a for a, _ in sentence.counts if j <= a < person.i and sentence.tokens[a - 1].low != "from"]
            near = j <= person.i <= j + _TOLL_REACH and not between
            if near and not set(sentence.shape(j, person.i)) & set(';"'):
                return Harmed(person, harm, i, j, active=False)
    return _who_fell(sentence, person)


def _who_fell(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "put the number of policemen killed at 18"."""
    if not person.elliptic or not person.i or sentence.tokens[person.i - 1].low not in words("harm.toll_moves"):
        return None
    for a, b in sentence.spans("harm.figures") if sentence.has("harm.figures") else ():
        for harm, i, j in cues(sentence, "passive"):
            if b < i <= b + _TOLL_VERB and _TO_AT.fullmatch(sentence.shape(j, person.i - 1)):
                return Harmed(person, harm, a, j, active=False)
    return None


def figure(sentence: Sentence, person: Counted, told: str) -> Harmed | None:
    """As in "put the figure at 15", "the clinic has 15": a number of what was told of before."""
    at = figure_at(sentence, person)
    return Harmed(person, told, *at, active=False, restates=True) if at is not None else None


def left(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "Shelling left 12 people dead": the subject did it."""
    verb = next((s for s in sentence.spans("harm.left") if before(sentence, s[1], person)), None)
    if verb is None or (verb[0] and sentence.kinds[verb[0] - 1] == "b") or unreal(sentence, verb[0]):
        return None
    for harm, i, j in (*cues(sentence, "passive"), *cues(sentence, "noun")):
        gap = sentence.shape(person.stop, i)
        if person.stop <= i <= person.stop + NEAR and harm != "detained" and _LEFT.fullmatch(gap):
            return Harmed(person, harm, verb[0], j, active=True)
    wounds = sentence.tokens[person.stop : person.stop + _TREATED]
    if wounds and wounds[0].low == "with" and any(t.low in words("harm.wounds") for t in wounds):
        return Harmed(person, "injured", verb[0], person.stop + 1, active=True)
    return None


def lost(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "The army lost 38 soldiers"."""
    head = sentence.tokens[person.stop - 1].low
    if person.elliptic or not (person.group == "combatants" or head in words("harm.lost_people")):
        return None
    for i, j in sentence.spans("harm.lost"):
        if before(sentence, j, person) and not unreal(sentence, i):
            return Harmed(person, "killed", i, j, active=False)
    return None


def treated(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "treated 94 people for burns", "94 people were treated for gunshot wounds"."""
    for i, j in sentence.spans("harm.treated"):
        near = person.stop <= i <= person.stop + NEAR
        if not before(sentence, j, person) and not (near and befalls(sentence, person.stop, i, j)):
            continue
        k = max(j, person.stop)
        k = k + 3 if sentence.low(k + 1, k + 3) == "of them" else k  # "47 people, most of them for gunshot wounds"
        window = sentence.tokens[k : k + 2 + _TREATED]
        if window and window[0].low in {"for", "with"} and any(t.low in words("harm.wounds") for t in window):
            return Harmed(person, "injured", i, j, active=False)
    return None
