"""People who go under a deal, told by verbs of going that alone are no displacement: "180 soldiers marched out"."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.asides import gap_to, past_asides
from summarize.engines.rules.counted import Counted, led_from
from summarize.engines.rules.leaving import foreseen
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["CUES", "under_truce", "withdraws"]

CUES: Final = tuple(
    f"movement.{n}" for n in ("withdrawing", "transport", "garrisons", "passage", "boarding", "vehicles")
)
_TO_VERB = re.compile(r"[,(]?(?:[oi][tgN]{1,5}){0,2}w?[rfbhmTad,]{0,6}")
"""Number to verb: "180 fighters of the Orm Front left", "230 soldiers who had"."""
_PAST_VERBS = re.compile(r"[^;\"sk]{1,30}c[rh]?b?[rf]{0,2}|w[^;\"sk]{1,30},[rh]?b[rf]{0,2}")
"""The same past a verb or a clause: "gave up their weapons there and were", "who gave up in April, were"."""
_LEAVES: Final = ("movement.left", "movement.fled", "movement.withdrawing", "movement.goes_free")
_SETS_OUT: Final = ("left", "arrived", "withdrawing", "going_away")
_FILLERS: Final = 4  # words between a verb and its number
_NEAR: Final = 14  # words from a number to its verb
_FAR: Final = 24  # the same past a clause
_PLANNED: Final = 5  # words of "a planned second evacuation, for"

Way = tuple[str, int, int]
"""A movement, and the words `[i, j)` that tell it."""


def withdraws(sentence: Sentence, person: Counted, *, convoy: bool, agreed: bool, told: str) -> Way | None:
    """What the sentence says of a number of people, None for nothing. `convoy`: the paragraph tells of vehicles or a
    deal to leave, `agreed`: the article does, `told`: the movement told of right before.
    """
    in_arms = person.group in {"combatants", "mixed"} or (person.elliptic and told in {"evacuated", "expected"})
    if person.group == "homes" or not (person.group or person.elliptic):
        return None
    goes = _goes(sentence, person) if (in_arms and agreed) or (convoy and person.group) else None
    return (
        goes
        or (_sent_home(sentence, person) if person.group == "combatants" or person.elliptic else None)
        or (_taken(sentence, person) if agreed else None)
        or (_garrison(sentence, person) if agreed or told else None)
        or (_planned(sentence, person) if agreed else None)
        or (_aboard(sentence, person) if convoy else None)
        or (_in_convoy(sentence, person) if convoy or agreed else None)
        or (_boards(sentence, person) if convoy or agreed or told else None)
    )


def under_truce(sentence: Sentence) -> bool:
    """Whether people leave in a pause of the fighting: "a cease-fire to let women leave", "left during a truce"."""
    for i, _ in sentence.spans("deals.ceasefire") if sentence.has(*_LEAVES) else ():
        ahead = {t.low for t in sentence.tokens[max(0, i - _PLANNED) : i]}
        if ahead & {"under", "during"} or sentence.has("movement.goes_free"):
            return True
    return False


def _after(sentence: Sentence, person: Counted, name: str) -> Span | None:
    """The first verb of a group that the number is the subject of."""
    spans = sentence.spans(f"movement.{name}")
    past = past_asides(sentence, person.stop) if spans else (0, 0)
    for i, j in spans:
        gap = gap_to(sentence, person.stop, past, i)
        if gap is not None and "x" not in gap and _TO_VERB.fullmatch(gap):
            return i, j
    return None


def _goes(sentence: Sentence, person: Counted) -> Way | None:
    """As in "180 soldiers marched out of the camp", "no more than 200 fighters had gone"."""
    verb = _after(sentence, person, "withdrawing")
    if verb is None or "b" in sentence.shape(person.stop, verb[0]).replace("bT", ""):
        return _withdrawn(sentence, verb)
    i, j = verb
    bare = sentence.low(i, j) in {"left", "leave", "gone", "departed", "withdrew", "withdrawn"}
    ends = j >= len(sentence.tokens) or bool(sentence.tokens[j].mark) or sentence.kinds[j] in "iTNdtcz"
    if bare and not (ends and sentence.low(j, j + 1) not in words("movement.not_leaving") - {"in"}):
        return None
    return ("expected" if foreseen(sentence, i) else "evacuated"), i, j


def _withdrawn(sentence: Sentence, verb: Span | None) -> Way | None:
    """As in "900 men are to be withdrawn", "300 soldiers were withdrawn"."""
    if verb is None or sentence.low(*verb) != "withdrawn":
        return None
    return ("expected" if foreseen(sentence, verb[0]) else "evacuated"), *verb


def _sent_home(sentence: Sentence, person: Counted) -> Way | None:
    """As in "130 soldiers gave up their weapons and were sent home", "sent home 288 of them"."""
    start = led_from(sentence, person)
    for i, j in sentence.spans("movement.sent_home"):
        if j == start and person.elliptic:
            return "returned", i, j
        gap = sentence.shape(person.stop, i) if person.stop <= i <= person.stop + _FAR else "x"
        passive = i > 0 and sentence.kinds[i - 1] in "br"
        if passive and "x" not in gap and (_TO_VERB.fullmatch(gap) or _PAST_VERBS.fullmatch(gap)):
            return ("expected" if foreseen(sentence, i) else "evacuated"), i, j
    return None


def _taken(sentence: Sentence, person: Counted) -> Way | None:
    """As in "612 gunmen would be taken to Tarn", "38 patients were moved", "moved 52 of the wounded to hospital"."""
    verb = _after(sentence, person, "transport")
    if verb is None or sentence.kinds[verb[0] - 1] not in "br":
        return _takes(sentence, person)
    i, j = verb
    ends = j >= len(sentence.tokens) or bool(sentence.tokens[j].mark)
    moved = sentence.tokens[i].low in {"moved", "transferred", "transported", "airlifted", "rescued"}
    leads = sentence.low(j, j + 1) == "to" and sentence.runs_on(j + 1) and _is_place(sentence, j + 1)
    if not leads and not (moved and ends):
        return None
    return ("expected" if foreseen(sentence, i) else "evacuated"), i, j


def _takes(sentence: Sentence, person: Counted) -> Way | None:
    """As in "moved 52 of the wounded by road to hospital"."""
    start = led_from(sentence, person)
    for i, j in sentence.spans("movement.transport"):
        passive = i > 0 and sentence.kinds[i - 1] == "b"
        if not 0 <= start - j <= _FILLERS or "c" in sentence.kinds[j:start] or passive:
            continue
        to = next(
            (
                k
                for k in range(person.stop, min(person.stop + _FILLERS, len(sentence.tokens) - 1))
                if sentence.kinds[k] == "T"
            ),
            None,
        )
        if (
            to is not None
            and not any(t.mark for t in sentence.tokens[person.stop : to + 2])
            and _is_place(sentence, to + 1)
        ):
            return ("expected" if foreseen(sentence, i) else "evacuated"), i, j
    return None


def _is_place(sentence: Sentence, k: int) -> bool:
    near = sentence.tokens[k : k + 3]
    return any(t.capital or t.low in words("places.common") or t.low in words("movement.havens") for t in near)


def _garrison(sentence: Sentence, person: Counted) -> Way | None:
    """As in "the garrison of some 800 men is to be withdrawn"."""
    start = led_from(sentence, person)
    if not any(j == start and i for i, j in sentence.spans("movement.garrisons")):
        return None
    verb = _after(sentence, person, "withdrawing") or _after(sentence, person, "transport")
    return (("expected" if foreseen(sentence, verb[0]) else "evacuated"), *verb) if verb is not None else None


def _planned(sentence: Sentence, person: Counted) -> Way | None:
    """As in "a planned second evacuation, for some 90 people"."""
    start = led_from(sentence, person)
    if not start or sentence.tokens[start - 1].low not in {"for", "of"} or not person.group:
        return None
    for i, j in sentence.spans("movement.passage"):
        if j == start - 1:
            ahead = {t.low for t in sentence.tokens[max(0, i - _PLANNED) : i]}
            return ("expected" if ahead & {"planned", "second", "further", "another", "next"} else "evacuated"), i, j
    return None


def _boards(sentence: Sentence, person: Counted) -> Way | None:
    """As in "500 fighters boarded the buses"."""
    verb = _after(sentence, person, "boarding")
    if verb is None or sentence.low(*verb) in words("movement.vehicles"):
        return None
    near = sentence.tokens[verb[1] : verb[1] + _FILLERS]
    vehicle = any(t.low in words("movement.vehicles") for t in near)
    return (("expected" if foreseen(sentence, verb[0]) else "evacuated"), *verb) if vehicle else None


def _in_convoy(sentence: Sentence, person: Counted) -> Way | None:
    """As in "buses with 760 people aboard", "the first convoy, of 14 men, reached Tarn"."""
    start = led_from(sentence, person)
    k = person.stop
    led = sentence.tokens[start - 1].low if start else ""
    on = sentence.runs_on(k) and (sentence.tokens[k].low == "aboard" or sentence.low(k, k + 2) == "on board")
    if on and led in {"with", "had", "carrying"}:
        return "evacuated", k, k + 1
    if start < 2 or led != "of" or not person.group:
        return None
    if sentence.tokens[start - 2].low not in words("movement.vehicles", "movement.convoys"):
        return None
    verb = next((v for name in _SETS_OUT if (v := _after(sentence, person, name)) is not None), None)
    return (("expected" if foreseen(sentence, verb[0]) else "evacuated"), *verb) if verb is not None else None


def _aboard(sentence: Sentence, person: Counted) -> Way | None:
    """As in "four buses left the barracks with 310 soldiers and their families"."""
    start = led_from(sentence, person)
    if not start or sentence.tokens[start - 1].low != "with" or not person.group:
        return None
    for i, j in sentence.spans("movement.left"):
        vehicle = any(t.low in words("movement.vehicles") for t in sentence.tokens[max(0, i - _FILLERS) : i])
        if vehicle and j < start <= j + _NEAR and not any(t.mark for t in sentence.tokens[j : start + 1]):
            return "evacuated", i, j
    return None
