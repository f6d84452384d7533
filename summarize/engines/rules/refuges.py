"""Displacement told by where people stay, go or are brought: "900 people are sleeping in schools"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from summarize.engines.rules.asides import gap_to, past_asides
from summarize.engines.rules.counted import Counted, led_from
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["CUES", "FEW", "away"]

CUES: Final = tuple(
    f"movement.{name}"
    for name in (
        "staying",
        "going_away",
        "crossing",
        "sent_off",
        "hosts",
        "transport",
        "assembled",
        "camps",
        "lodging",
        "sanctuaries",
    )
)
_TO_VERB = re.compile(r"[,(]?(?:[oi][tgN]{1,4}){0,2}[wpo]{0,2}[rfbhmaTtgd,]{0,6}")
"""Number to verb: "900 people from Keslow are still"."""
_FILL = re.compile(r"[tro]*")
_TO_CAMP = re.compile(r"(?:[oi][tgN]{1,3})?w?[rhbm]*b[rfbhmT]*i")
_MANNER: Final = 4  # words of "on foot to"
_FILLERS: Final = 4  # words between a verb and its number
_NEAR: Final = 14  # words from a number to its verb
_REFUGE: Final = 7  # words from a verb of staying to the refuge
_VEHICLE: Final = 14  # words from a verb of transport to the vehicle
_STAYED: Final = frozenset({"gathered", "remain", "remained", "staying", "stayed", "living", "settled"})
_IN: Final = frozenset(
    {
        "in",
        "at",
        "under",
        "on",
        "with",
        "among",
        "inside",
        "by",
        "along",
        "near",
        "round",
        "around",
        "outside",
        "beside",
        "opposite",
    }
)
_TO: Final = frozenset({"to", "into", "over", "across", "from", "out", "toward", "towards", "for"})
FEW: Final = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"})

Way = tuple[str, int, int]
"""A movement, and the words `[i, j)` that tell it."""


def away(sentence: Sentence, person: Counted, *, flight: bool, told: str) -> Way | None:
    """What the sentence says of a number of people, None for nothing; `flight`: the article tells of flight;
    `told`: the movement told of right before.
    """
    more = person.elliptic and told in {"fled", "displaced"}
    if not (person.group or person.elliptic) or person.group == "homes":
        return None
    return (
        _refugees(sentence, person)
        or _staying(sentence, person, more=more)
        or _assembled(sentence, person)
        or _brought(sentence, person)
        or (_gone(sentence, person) or _in_camps(sentence, person) or _lodged(sentence, person) if flight else None)
        or _hosted(sentence, person)
        or _sent(sentence, person)
    )


def _after(sentence: Sentence, person: Counted, name: str) -> Iterator[Span]:
    """The verbs of a group that the number is the subject of."""
    spans = sentence.spans(f"movement.{name}")
    past = past_asides(sentence, person.stop) if spans else (0, 0)
    for i, j in spans:
        gap = gap_to(sentence, person.stop, past, i)
        if gap is not None and _TO_VERB.fullmatch(gap) and "x" not in gap:
            yield i, j


def _before(sentence: Sentence, person: Counted, name: str) -> Iterator[Span]:
    """The verbs of a group that the number is the object of."""
    start = led_from(sentence, person)
    for i, j in sentence.spans(f"movement.{name}"):
        passive = i > 0 and sentence.kinds[i - 1] == "b" and not sentence.tokens[j - 1].low.endswith(("ing", "to"))
        if 0 <= start - j <= _FILLERS and _FILL.fullmatch(sentence.shape(j, start)) and not passive:
            yield i, j


def _staying(sentence: Sentence, person: Counted, *, more: bool) -> Way | None:
    """As in "900 people are sleeping in schools"."""
    for i, j in _after(sentence, person, "staying"):
        where = sentence.tokens[j : j + _REFUGE]
        end = next((n for n, t in enumerate(where) if t.mark), len(where))
        led = j < len(sentence.tokens) and (where[0].low in _IN or sentence.tokens[j - 1].low == "by")
        camped = sentence.tokens[i].low in {"camped", "encamped", "camping"}
        camped = camped or (more and sentence.tokens[i].low in _STAYED and sentence.kinds[j + 1 : j + 2] in ("N", "t"))
        if led and (camped or any(t.low in words("movement.refuges") for t in where[:end])):
            return "displaced", i, j
    return None


def _in_camps(sentence: Sentence, person: Counted) -> Way | None:
    """As in "tens of thousands are still in camps", "11,000 people are at the shrine"."""
    many = person.group != "combatants" and sentence.low(person.i, person.j) not in FEW
    havens = words("movement.camps", "movement.sanctuaries") if many else words("movement.camps")
    for n in range(person.stop + 1, min(person.stop + _REFUGE, len(sentence.tokens) - 1)):
        gap = sentence.shape(person.stop, n + 1)
        if sentence.tokens[n].low in {"in", "at"} and _TO_CAMP.fullmatch(gap):
            end = n + 2 if sentence.kinds[n + 1] in "rgnt" and sentence.runs_on(n + 2) else n + 1
            if not {t.low for t in sentence.tokens[n + 1 : end + 1]}.isdisjoint(havens):
                return "displaced", person.stop, n + 1
    return None


def _refugees(sentence: Sentence, person: Counted) -> Way | None:
    """As in "there are 230,000 refugees from Orm", "hosts more than 400,000 refugees", "home to 900 displaced"."""
    if person.stop == person.noun or sentence.tokens[person.stop - 1].low not in words("movement.refugees"):
        return None
    hosted = next(_before(sentence, person, "hosts"), None)
    if hosted is not None:
        return "displaced", *hosted
    there = sentence.low(max(0, person.i - _NEAR), person.i).split()
    exists = any(a == "there" and b in {"are", "were"} for a, b in pairwise(there))
    led = sentence.low(person.stop, person.stop + 1) in {"from", "in", "at"}
    near = sentence.tokens[person.stop + 1 : person.stop + 3] if sentence.runs_on(person.stop) else []
    placed = led and any(t.capital or t.low in words("movement.camps") for t in near)
    return ("displaced", person.noun, person.stop) if exists or placed else None


def _assembled(sentence: Sentence, person: Counted) -> Way | None:
    """As in "2,500 fighters have reported to the camps"."""
    for i, j in _after(sentence, person, "assembled") if person.group == "combatants" or person.elliptic else ():
        where = sentence.tokens[j : j + _FILLERS]
        if any(t.low in words("movement.quarters") for t in where):
            return "evacuated", i, j
    return None


def _brought(sentence: Sentence, person: Counted) -> Way | None:
    """As in "had flown 12 men to Tarn", "140 people were taken to Tarn in trucks"."""
    passive = ((i, j) for i, j in _after(sentence, person, "transport") if sentence.kinds[i - 1] in "br")
    active = ((i, j) for i, j in _before(sentence, person, "transport") if sentence.tokens[j].low != "of")
    for i, j in (*active, *passive):
        k = max(j, person.stop)
        end = next((n for n in range(k, len(sentence.tokens)) if sentence.tokens[n].mark), len(sentence.tokens))
        rest = sentence.low(k, min(end, k + _VEHICLE)).split()
        ahead = sentence.low(max(0, i - 3), i).split()
        vehicle = any(w in words("movement.vehicles") for w in (sentence.tokens[i].low, *rest, *ahead))
        leads = not {"to", "out", "from", "into", "across"}.isdisjoint(rest[:_REFUGE])
        if leads and (vehicle or {"from", "to"} <= set(rest)):
            return "evacuated", i, j
    return None


def _gone(sentence: Sentence, person: Counted) -> Way | None:
    """As in "600 families moved to Tarn": not of a few, who may be envoys, nor of people in arms."""
    if person.group == "combatants" or sentence.low(person.i, person.j) in FEW:
        return None
    for name in ("crossing", "going_away"):
        for i, j in _after(sentence, person, name):
            over = name == "crossing" or sentence.tokens[j - 1].low in {"journey", "trains", "boats", "reached"}
            if over or _to(sentence, j):
                moved = sentence.tokens[i].low in {"moved", "moving", "shifted", "shifting"}
                return "displaced" if moved else "fled", i, j
    return None


def _to(sentence: Sentence, j: int) -> bool:
    """Whether the words after a verb lead somewhere: "went on foot to", "moved north towards"."""
    for k in range(j, min(j + _MANNER, len(sentence.tokens))):
        if sentence.tokens[k].mark or sentence.kinds[k] not in "iTgr":
            return False
        if sentence.tokens[k].low in _TO:
            return True
    return False


def _hosted(sentence: Sentence, person: Counted) -> Way | None:
    """As in "the camp hosts 13,400"."""
    for i, j in _before(sentence, person, "hosts"):
        if any(t.low in words("movement.refuges") for t in sentence.tokens[:i]):
            return "displaced", i, j
    return None


def _lodged(sentence: Sentence, person: Counted) -> Way | None:
    """As in "has put up tents for 3,500 people"; "beds for 900" are no people."""
    k = led_from(sentence, person) - 1
    beside = k > 0 and sentence.tokens[k].low == "for" and not person.elliptic
    lodging = beside and sentence.tokens[k - 1].low in words("movement.lodging")
    foreseen = "m" in sentence.kinds[:k] or "x" in sentence.kinds[:k]
    return ("displaced", k - 1, k + 1) if lodging and not foreseen else None


def _sent(sentence: Sentence, person: Counted) -> Way | None:
    """As in "the fighting sent 30,000 people over the river"."""
    after = sentence.tokens[person.stop].low if sentence.runs_on(person.stop) else ""
    for i, _ in _before(sentence, person, "sent_off") if after in words("movement.sent_where") else ():
        return "displaced", i, person.stop + 1
    return None
