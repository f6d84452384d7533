"""What a sentence says of the way that each number of people in it goes, or cannot go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from summarize.engines.rules.awaited import CUES as AWAITED
from summarize.engines.rules.awaited import awaited
from summarize.engines.rules.companions import companions
from summarize.engines.rules.counted import Counted, led_from
from summarize.engines.rules.figures import figure_at
from summarize.engines.rules.flows import CUES as FLOWS
from summarize.engines.rules.flows import flow
from summarize.engines.rules.held import CUES as HELD
from summarize.engines.rules.held import held, hems_in
from summarize.engines.rules.leaving import enabled, foreseen, let, no_leaving, no_return, themselves, wanted
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.refuges import CUES as AWAY
from summarize.engines.rules.refuges import FEW, away
from summarize.engines.rules.text import Sentence, Span

__all__ = ["CUES", "Around", "Moved", "moved"]

_MOVES: Final = ("fled", "evacuated", "returned", "displaced", "trapped", "left")
_TRANSITIVE: Final = ("evacuated", "displaced", "trapped", "returned")
_NUMBERS_OF: Final = {"movement.number_of": "displaced", "movement.number_of_returned": "returned"}
CUES: Final = (
    *(f"movement.{m}" for m in _MOVES),
    *("movement.going", "movement.carrying", "movement.forced_from", "movement.displaced_nouns", "movement.arrived"),
    *("movement.shelters", *_NUMBERS_OF, *AWAY, *AWAITED, *FLOWS, *HELD, "movement.camps", "movement.refugees"),
)

# Patterns over `Sentence.shape`; the letters are those of grammar.toml.
_FILL = re.compile(r"[tro]*|,[^,;\"]{1,8},[tro]*")
"""Verb to number: "evacuated another 900", "the evacuation of, at last count, 900"."""
_TO_VERB = re.compile(
    r"[,(]?(?:[oi][tgN]{1,4}(?:c[tn]?[gN]{1,3})?){0,2}[wpo]{0,2}[rfbhmTtgdn,]{0,10}|[rbh]{1,3}gc|[rbh]{0,3}g[gitN]{0,4}c[rbh]{0,2}"
)
"""Number to verb: "900 fighters who are due to be evacuated", "6,000 others fled", "900 people of Tarn fled"."""
_IN_SHELTER = re.compile(r"[,(]?w?[hbmr]{0,3}g?r?i[tgrn]*")
"""Number to shelters: "1,900 people were still in nine evacuation centres"."""
_TO_TOLL = re.compile(r"[^;\"sk]{0,14}")
_ASIDE = re.compile(r"[,(]?[^;\"swk]{1,24}[bhm][rfbT]{0,4}(?:gT)?")
"""The same over an aside: "120,000 people, including 13 fighters, have left"."""
_JOIN = re.compile(r",?c?[tr]*|\([tr]*")
_AUXILIARIES: Final = 4  # words of "are expected to be"
_FILLERS: Final = 4  # words between a verb and its number
_TOLL_REACH: Final = 14  # words from "the number of displaced" to the number
_SAME = re.compile(r"\(|,?c[tr]*")
_PART = re.compile(r"[,(]?u[pw]?|,?c")
_NEAR: Final = 14  # words from a number to its verb
_REFUSED: Final = 3  # words of "will not let"


class Around(NamedTuple):
    """What the article says around a sentence. `convoy`: in this paragraph leaving is an evacuation; `flight`: it tells
    of flight, so that who arrives is displaced; `driven`: the article tells of what drives people away; `told`: the
    movement told of right before, which a bare figure is of.
    """

    convoy: bool
    flight: bool
    driven: bool
    told: str


class Moved(NamedTuple):
    """A number of people, its movement, and the words `[i, j)` that say so."""

    people: Counted
    movement: str
    i: int
    j: int


def moved(sentence: Sentence, people: Sequence[Counted], around: Around) -> list[Moved]:
    """The numbers that tell of movements."""
    found: dict[int, Moved] = {}
    for n, person in enumerate(people):
        limit = next((c.i for c in people[n + 1 :] if c.group or c.elliptic), len(sentence.tokens))
        hit = _framed(sentence, person, around) or _before(sentence, person, around)
        hit = hit or _after(sentence, person, limit, around)
        hit = hit or _past_parts(sentence, people, n)
        if hit is None and n - 1 in found:
            hit = _joined(sentence, found[n - 1], person)
        hit = hit or _by_noun(sentence, person) or _in_shelter(sentence, person) or _number_of(sentence, person)
        flight = around.flight or around.driven
        way = away(sentence, person, flight=flight) if hit is None else None
        way = way or (flow(sentence, person, flight=flight, convoy=around.convoy) if hit is None else None)
        if way is not None:
            hit = Moved(person, _to_come(sentence, person, way), way[1], way[2])
            went_on = hit.movement in {"fled", "displaced"} and around.told == "evacuated"
            hit = hit._replace(movement="evacuated") if went_on else hit
        if hit is None and (around.flight or around.driven) and (way := companions(sentence, person)) is not None:
            hit = Moved(person, *way)
        told = around.told or (next(reversed(found.values())).movement if found else "")
        at = figure_at(sentence, person) if hit is None and told else None
        hit = hit if at is None else Moved(person, told, *at)
        if hit is not None and (person.group != "homes" or hit.movement == "evacuated"):
            found[n] = hit
    for n in range(len(people) - 1):
        later = found.get(n + 1)
        if n in found or later is None or later.i < later.people.stop or not people[n].group:
            continue
        if _SAME.fullmatch(sentence.shape(people[n].stop, people[n + 1].i)):
            found[n] = later._replace(people=people[n])  # "310 families (about 1,600 people) were displaced"
    return [_settled(hit, convoy=around.convoy) for _, hit in sorted(found.items())]


def _framed(sentence: Sentence, person: Counted, around: Around) -> Moved | None:
    """What frames of several words tell, before any verb in them is taken by itself."""
    way = held(sentence, person) or awaited(sentence, person, flight=around.flight, told=around.told)
    return Moved(person, *way) if way is not None else None


def _by_noun(sentence: Sentence, person: Counted) -> Moved | None:
    """As in "3,000 displaced villagers": the noun phrase tells it."""
    told = any(t.low in words("movement.displaced_nouns") for t in sentence.tokens[person.noun : person.stop])
    return Moved(person, "displaced", person.noun, person.stop) if told else None


def _in_shelter(sentence: Sentence, person: Counted) -> Moved | None:
    """As in "1,900 people were still in nine evacuation centres"."""
    for i, j in sentence.spans("movement.shelters"):
        near = person.stop < i <= person.stop + _NEAR and (person.group not in {"", "homes"} or person.elliptic)
        if near and _IN_SHELTER.fullmatch(sentence.shape(person.stop, i)):
            return Moved(person, "displaced", i, j)
    return None


def _number_of(sentence: Sentence, person: Counted) -> Moved | None:
    """As in "The number of displaced people has risen to 40,000", "brings to 40,000 the number of people displaced"."""
    k = person.i
    while k > 1 and sentence.kinds[k - 1] == "r":
        k -= 1  # "is now 40,000"
    led = sentence.tokens[k - 1].low if k else ""
    told = ((move, span) for name, move in _NUMBERS_OF.items() for span in sentence.spans(name))
    for move, (i, j) in told if person.elliptic else ():
        after = j <= person.i <= j + _TOLL_REACH and (led in words("harm.toll_moves") or ";" in sentence.tokens[j].mark)
        ahead = person.j <= i <= person.j + _FILLERS and led == "to"
        if ahead or (after and _TO_TOLL.fullmatch(sentence.shape(j, person.i).replace(";", ""))):
            return Moved(person, move, i, j)
    return None


def _to_come(sentence: Sentence, person: Counted, way: tuple[str, int, int]) -> str:
    return "expected" if way[1] >= person.stop and foreseen(sentence, way[1]) else way[0]


def _settled(hit: Moved, *, convoy: bool) -> Moved:
    if hit.movement != "left":
        return hit
    return hit._replace(movement="evacuated" if convoy else "displaced")


def _before(sentence: Sentence, person: Counted, around: Around) -> Moved | None:
    """As in "evacuated 900 fighters", "buses carrying 300 fighters", "forced 3,000 people from their homes"."""
    for move in _TRANSITIVE:
        for i, j in sentence.spans(f"movement.{move}"):
            if _leads(sentence, j, person) and _takes_object(sentence, move, (i, j)):
                return Moved(person, "expected" if foreseen(sentence, i) else move, i, j)
    leaves = around.convoy and sentence.has("movement.left", "movement.left_by_convoy")
    for i, j in sentence.spans("movement.carrying") if leaves or (around.convoy and person.elliptic) else ():
        if _leads(sentence, j, person) and (person.group or person.elliptic):
            return Moved(person, "expected" if foreseen(sentence, i) else "evacuated", i, j)
    for i, j in sentence.spans("movement.forced_from"):
        home = sentence.starts(person.stop, "movement.from_home")
        if home is not None and _leads(sentence, j, person):
            return Moved(person, "expected" if foreseen(sentence, i) else "displaced", i, home)
    return None


def _leads(sentence: Sentence, j: int, person: Counted) -> bool:
    """Whether only fillers stand between the verb that ends before word `j` and the number."""
    i = led_from(sentence, person)
    aside = j < len(sentence.tokens) and sentence.tokens[j].mark == ","
    return 0 <= i - j <= (2 * _FILLERS if aside else _FILLERS) and _FILL.fullmatch(sentence.shape(j, i)) is not None


def _takes_object(sentence: Sentence, move: str, cue: Span) -> bool:
    """Whether the number after the verb is of those moved: not in "returned 900 rifles", "were evacuated 900 m"."""
    i, j = cue
    if move == "returned":
        return sentence.tokens[j - 1].low == "of"
    return not (i and sentence.kinds[i - 1] == "b" and not sentence.tokens[i].mark)


def _after(sentence: Sentence, person: Counted, limit: int, around: Around) -> Moved | None:
    """As in "900 fighters were evacuated", "6,000 people fled", "900 are expected to leave": the nearest verb."""
    best: Moved | None = None
    for move, i, j in (*_verbs(sentence), *(("arrived", i, j) for i, j in sentence.spans("movement.arrived"))):
        if not person.stop <= i <= min(limit, person.stop + _NEAR) or (best is not None and i >= best.i):
            continue
        gap = sentence.shape(person.stop, i)
        if (
            not (_TO_VERB.fullmatch(gap) or _ASIDE.fullmatch(gap))
            or "x" in gap
            or "x" in sentence.kinds[max(0, person.i - _REFUSED) : person.i]
        ):
            continue
        to_come = move != "trapped" and (
            foreseen(sentence, i) or let(sentence, person, i) or wanted(sentence, person, i)
        )
        if move == "trapped" and hems_in(sentence, person, i, j):
            continue
        if move == "arrived" and not _flees(sentence, person, around):
            continue
        enables = move in {"going", "left"} and enabled(sentence, person, i)
        if (move == "going" and not (to_come or enables)) or (move == "left" and no_leaving(sentence, i, j)):
            continue
        if move == "returned" and no_return(sentence, j):
            continue
        told = "displaced" if move == "arrived" or themselves(sentence, person, (i, j)) else move
        if move == "left" and "b" in gap and sentence.tokens[i].low == "moved":
            told = "evacuated"
        if move == "arrived" and any(j <= a <= j + 1 for a, _ in sentence.spans("movement.trapped")):
            told = "trapped"  # "are living under siege"
        told = "evacuated" if enables else told
        best = Moved(person, "expected" if to_come else told, i, j)
    return best


def _flees(sentence: Sentence, person: Counted, around: Around) -> bool:
    """Whether those who arrive or stay somewhere have fled: not a few, who may be envoys."""
    near = around.flight or sentence.has("harm.causes")
    many = around.driven and person.group != "combatants" and sentence.low(person.i, person.j) not in FEW
    return (near or many) and bool(person.group or person.elliptic)


def _verbs(sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    for move in (*_MOVES, "going"):
        for i, j in sentence.spans(f"movement.{move}"):
            yield move, i, j


def _past_parts(sentence: Sentence, people: Sequence[Counted], n: int) -> Moved | None:
    """As in "143,000 people, including 13,000 militants and 23,000 relatives, have left": the verb after the parts."""
    person = people[n]
    if n + 1 >= len(people) or not person.group:
        return None
    gap = sentence.shape(person.stop, people[n + 1].i)
    if "u" not in gap or set(gap) & set(';"s'):
        return None
    for move, i, j in _verbs(sentence):
        led = i > 0 and (sentence.kinds[i - 1] in "bh" or sentence.tokens[i].mark == ",")
        if i <= people[n + 1].i or i - person.stop > 2 * _NEAR or not led:
            continue
        if not set(sentence.shape(person.stop, i)) & set(';"sz') and not (
            move == "left" and no_leaving(sentence, i, j)
        ):
            return Moved(person, move, i, j) if move != "going" else None
    return None


def _joined(sentence: Sentence, before: Moved, person: Counted) -> Moved | None:
    """A second number under the same verb: "evacuated 300 fighters and 900 relatives"."""
    gap = sentence.shape(before.people.stop, person.i)
    if not person.group or not gap:
        return None
    if before.i > person.i:  # "12,000 people, including 3,000 fighters, have left"
        return before._replace(people=person) if _PART.fullmatch(gap) else None
    return before._replace(people=person) if _JOIN.fullmatch(gap) and before.j <= before.people.i else None
