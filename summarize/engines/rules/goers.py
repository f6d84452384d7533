"""Verbs that a number of people is the subject of: "900 fighters were evacuated", "6,000 people fled"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from summarize.engines.rules.counted import Counted, group_of
from summarize.engines.rules.held import hems_in
from summarize.engines.rules.leaving import enabled, foreseen, let, no_leaving, no_return, themselves, wanted
from summarize.engines.rules.refuges import FEW
from summarize.engines.rules.text import Sentence, Span

__all__ = ["MOVES", "Around", "goes", "verbs"]

MOVES: Final = ("fled", "evacuated", "returned", "displaced", "trapped", "left")
_TO_VERB = re.compile(
    r"[,(]?(?:[oi][tgN]{1,4}(?:c[tn]?[gN]{1,3})?){0,2}[wpo]{0,2}[rfbhmaTtgdn,]{0,10}(?:giT)?"
    r"|[rbh]{1,3}gc|[rbh]{0,3}g[gitN]{0,4}c[rbh]{0,2}"
)
"""Number to verb: "900 fighters who are due to be evacuated", "6,000 others fled", "900 people of Tarn fled", "900
families packed up and left"."""
_ASIDE = re.compile(r"[,(]?[^;\"swk]{1,24}[bhm][rfbT]{0,4}(?:gT)?")
"""The same over an aside: "120,000 people, including 13 fighters, have left"."""
_NEAR: Final = 14  # words from a number to its verb
_REFUSED: Final = 3  # words of "will not let"

Way = tuple[str, int, int]
"""A movement, and the words `[i, j)` that tell it."""


_NOT_SO = re.compile(r"m[rb]*hb?$")
_OTHERS_DO = re.compile(r"b[^w]*c(?:t[gnr]{1,3}|p)[rhbm]")
"""Number to verb, of which others are the subject: "90 were brought to Keslow and the rest would follow"."""


class Around(NamedTuple):
    """What the article says around a sentence. `convoy`: in this paragraph leaving is an evacuation; `flight`: it tells
    of flight, so that who arrives is displaced; `driven`: the article tells of what drives people away; `told`: the
    movement told of right before, which a bare figure is of; `agreed`: some paragraph tells of vehicles or a deal to
    leave.
    """

    convoy: bool
    flight: bool
    driven: bool
    told: str
    agreed: bool


def goes(sentence: Sentence, person: Counted, limit: int, around: Around) -> Way | None:
    """What the nearest verb says of a number of people; no verb from word `limit` on is its own."""
    best: Way | None = None
    if "x" in sentence.kinds[max(0, person.i - _REFUSED) : person.i]:
        return None  # "will not let 900 people leave"
    for move, i, j in (*verbs(sentence), *(("arrived", i, j) for i, j in sentence.spans("movement.arrived"))):
        if not person.stop <= i <= min(limit, person.stop + _NEAR) or (best is not None and i >= best[1]):
            continue
        if move == "arrived" and sentence.starts(i, "movement.foreseen") is not None:
            continue  # "have registered to leave"
        gap = sentence.shape(person.stop, i)
        if "x" not in gap and not _OTHERS_DO.search(gap) and (_TO_VERB.fullmatch(gap) or _ASIDE.fullmatch(gap)):
            told = _told(sentence, person, (move, i, j), around)
            best = (told, i, j) if told is not None else best
    return best


def _told(sentence: Sentence, person: Counted, verb: Way, around: Around) -> str | None:
    """The movement that a verb tells of the number, None for none."""
    move, i, j = verb
    if _NOT_SO.search(sentence.shape(person.stop, i)) and "would" in sentence.folded[person.stop : i]:
        return None  # "would have left"
    to_come = move != "trapped" and (foreseen(sentence, i) or let(sentence, person, i) or wanted(sentence, person, i))
    enables = move in {"going", "left"} and enabled(sentence, person, i)
    if _is_other(sentence, person, verb) or (move == "going" and not (to_come or enables)):
        return None
    if move == "arrived" and not _flees(sentence, person, around):
        return None
    if to_come or enables:
        return "expected" if to_come else "evacuated"
    if move == "arrived" and any(j <= a <= j + 1 for a, _ in sentence.spans("movement.trapped")):
        return "trapped"  # "are living under siege"
    if move == "arrived":
        brought = around.convoy and sentence.tokens[i].low.startswith(("arriv", "came", "come"))
        return "evacuated" if brought else "displaced"
    if move == "left" and "b" in sentence.shape(person.stop, i) and sentence.tokens[i].low == "moved":
        return "evacuated"
    return "displaced" if themselves(sentence, person, (i, j)) else move


def _is_other(sentence: Sentence, person: Counted, verb: Way) -> bool:
    """Whether the words tell of something else: "left homeless", "returned to work", "ten men surrounded a house"."""
    move, i, j = verb
    if move == "left":
        envoys = sentence.low(person.i, person.j) in FEW and person.group not in {"civilians", "combatants"}
        return envoys or no_leaving(sentence, i, j)
    if move == "returned":
        return no_return(sentence, j)
    return hems_in(sentence, person, i, j) if move == "trapped" else _is_noun(sentence, person, move, (i, j))


def _is_noun(sentence: Sentence, person: Counted, move: str, verb: Span) -> bool:
    """As in "two were displaced people", or of a few who "escaped": those who had attacked."""
    i, j = verb
    if move == "displaced":
        return sentence.runs_on(j) and bool(group_of(sentence.tokens[j].low)) and "b" in sentence.shape(person.stop, i)
    few = sentence.tokens[person.j - 1].low in FEW and person.group != "civilians"
    return move == "fled" and few and sentence.tokens[i].low.startswith("escap")


def _flees(sentence: Sentence, person: Counted, around: Around) -> bool:
    """Whether those who arrive or stay somewhere have fled: not a few, who may be envoys."""
    near = around.flight or sentence.has("harm.causes")
    many = around.driven and person.group != "combatants" and sentence.low(person.i, person.j) not in FEW
    return (near or many) and bool(person.group or person.elliptic)


def verbs(sentence: Sentence) -> Iterator[Way]:
    """The verbs of moving in a sentence."""
    for move in (*MOVES, "going"):
        for i, j in sentence.spans(f"movement.{move}"):
            yield move, i, j
