"""What a sentence says of the way that each number of people in it goes, or cannot go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from summarize.engines.rules.awaited import CUES as AWAITED
from summarize.engines.rules.awaited import awaited
from summarize.engines.rules.companions import companions
from summarize.engines.rules.counted import Counted, group_of, led_from
from summarize.engines.rules.figures import figure_at
from summarize.engines.rules.flows import CUES as FLOWS
from summarize.engines.rules.flows import flow
from summarize.engines.rules.goers import MOVES, Around, goes, verbs
from summarize.engines.rules.held import CUES as HELD
from summarize.engines.rules.held import held
from summarize.engines.rules.leaving import foreseen, no_leaving
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.portions import is_part, noun_of_part
from summarize.engines.rules.refuges import CUES as AWAY
from summarize.engines.rules.refuges import away
from summarize.engines.rules.tallies import CUES as TALLIES
from summarize.engines.rules.tallies import tally
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.withdrawals import CUES as WITHDRAWALS
from summarize.engines.rules.withdrawals import withdraws

__all__ = ["CUES", "Around", "Moved", "moved"]

_TRANSITIVE: Final = ("evacuated", "displaced", "trapped", "returned")
CUES: Final = frozenset(
    {
        *(f"movement.{m}" for m in MOVES),
        "movement.going",
        "movement.carrying",
        "movement.forced_from",
        "movement.displaced_nouns",
        "movement.arrived",
        "movement.arrivals",
        "movement.shelters",
        *TALLIES,
        *AWAY,
        *AWAITED,
        *FLOWS,
        *HELD,
        *WITHDRAWALS,
        "movement.camps",
        "movement.refugees",
    }
)

# Patterns over `Sentence.shape`; the letters are those of grammar.toml.
_FILL = re.compile(r"[tro]*|,[^,;\"]{1,8},[tro]*")
"""Verb to number: "evacuated another 900", "the evacuation of, at last count, 900"."""
_IN_SHELTER = re.compile(r"[,(]?w?[hbmr]{0,3}g?r?i[tgrn]*")
"""Number to shelters: "1,900 people were still in nine evacuation centres"."""
_JOIN = re.compile(r",?c?[tr]*|\([tr]*")
_FILLERS: Final = 4  # words between a verb and its number
_SAME = re.compile(r"\(|,?c[tr]*")
_PART = re.compile(r"[,(]?u[pw]?|,?c")
_NEAR: Final = 14  # words from a number to its verb


class Moved(NamedTuple):
    """A number of people, its movement, and the words `[i, j)` that say so."""

    people: Counted
    movement: str
    i: int
    j: int


def moved(sentence: Sentence, people: Sequence[Counted], around: Around) -> list[Moved]:
    """The numbers that tell of movements."""
    found: dict[int, Moved] = {}
    parts: set[int] = set()
    for n, person in enumerate(people):
        limit = next((c.i for c in people[n + 1 :] if c.group or c.elliptic), len(sentence.tokens))
        way = goes(sentence, person, limit, around)
        after = Moved(person, *way) if way is not None else None
        stuck = after is not None and after.movement == "trapped"  # "buses carrying 900 people were stuck"
        hit = _framed(sentence, person, around) or (after if stuck else _before(sentence, person, around) or after)
        hit = hit or _past_parts(sentence, people, n, convoy=around.convoy, agreed=around.agreed)
        if hit is None and n - 1 in found:
            hit = _joined(sentence, found[n - 1], person)
        flight = around.flight or around.driven
        hit = hit or _by_noun(sentence, person, flight=flight) or _in_shelter(sentence, person)
        way = tally(sentence, person) if hit is None else None
        way = way or (away(sentence, person, flight=flight, told=around.told) if hit is None else None)
        way = way or (flow(sentence, person, flight=flight, convoy=around.convoy) if hit is None else None)
        if way is not None:
            hit = Moved(person, _to_come(sentence, person, way), way[1], way[2])
            went_on = hit.movement in {"fled", "displaced"} and around.told == "evacuated"
            hit = hit._replace(movement="evacuated") if went_on else hit
        hit = hit or _besides(sentence, person, around)
        told = around.told or (next(reversed(found.values())).movement if found else "")
        at = figure_at(sentence, person) if hit is None and told else None
        hit = hit if at is None else Moved(person, told, *at)
        whole = n - 1 if n - 1 in found else None
        if hit is None and whole is not None and is_part(sentence, people[whole], person, after=whole in parts):
            hit = found[whole]._replace(people=person)
            parts.add(n)
        if hit is not None and (person.group != "homes" or hit.movement == "evacuated"):
            found[n] = hit
    for n in range(len(people) - 1):
        later = found.get(n + 1)
        if n in found or later is None or later.i < later.people.stop or not people[n].group:
            continue
        if _SAME.fullmatch(sentence.shape(people[n].stop, people[n + 1].i)):
            found[n] = later._replace(people=people[n])  # "310 families (about 1,600 people) were displaced"
    return [_settled(hit, around) for _, hit in sorted(_mixed(sentence, found).items())]


def _mixed(sentence: Sentence, found: dict[int, Moved]) -> dict[int, Moved]:
    """The same with "people" of whom some are in arms as people of both kinds."""
    for n, hit in [*found.items()]:
        whole = found.get(n - 1)
        head = noun_of_part(sentence, hit.people) if hit.people.elliptic else None
        in_arms = hit.people.group == "combatants" or (head is not None and group_of(head) == "combatants")
        if whole is None or not in_arms or whole.people.group != "persons":
            continue
        if is_part(sentence, whole.people, hit.people):
            found[n - 1] = whole._replace(people=whole.people._replace(group="mixed"))
    return found


def _besides(sentence: Sentence, person: Counted, around: Around) -> Moved | None:
    """Those who go along with others, or under a deal."""
    way = companions(sentence, person) if around.flight or around.driven else None
    way = way or withdraws(sentence, person, convoy=around.convoy, agreed=around.agreed, told=around.told)
    return Moved(person, *way) if way is not None else None


def _framed(sentence: Sentence, person: Counted, around: Around) -> Moved | None:
    """What frames of several words tell, before any verb in them is taken by itself."""
    way = held(sentence, person) or awaited(
        sentence, person, flight=around.flight, told=around.told, agreed=around.agreed
    )
    return Moved(person, *way) if way is not None else None


def _by_noun(sentence: Sentence, person: Counted, *, flight: bool) -> Moved | None:
    """As in "3,000 displaced villagers", "3,000 arrivals": the noun phrase tells it."""
    nouns = words("movement.displaced_nouns", "movement.arrivals") if flight else words("movement.displaced_nouns")
    told = any(t.low in nouns for t in sentence.tokens[person.noun : person.stop])
    return Moved(person, "displaced", person.noun, person.stop) if told else None


def _in_shelter(sentence: Sentence, person: Counted) -> Moved | None:
    """As in "1,900 people were still in nine evacuation centres"."""
    for i, j in sentence.spans("movement.shelters"):
        near = person.stop < i <= person.stop + _NEAR and (person.group not in {"", "homes"} or person.elliptic)
        if near and _IN_SHELTER.fullmatch(sentence.shape(person.stop, i)):
            return Moved(person, "displaced", i, j)
    return None


def _to_come(sentence: Sentence, person: Counted, way: tuple[str, int, int]) -> str:
    return "expected" if way[1] >= person.stop and foreseen(sentence, way[1]) else way[0]


def _settled(hit: Moved, around: Around) -> Moved:
    if hit.movement != "left":
        return hit
    in_arms = hit.people.group in {"combatants", "mixed"} or (hit.people.elliptic and around.told == "evacuated")
    return hit._replace(movement="evacuated" if around.convoy or (around.agreed and in_arms) else "displaced")


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


def _past_parts(sentence: Sentence, people: Sequence[Counted], n: int, *, convoy: bool, agreed: bool) -> Moved | None:
    """As in "143,000 people, including 13,000 militants and 23,000 relatives, have left": the verb after the parts."""
    person = people[n]
    if n + 1 >= len(people) or not person.group:
        return None
    gap = sentence.shape(person.stop, people[n + 1].i)
    if "u" not in gap or set(gap) & set(';"s'):
        return None
    start = led_from(sentence, person)
    batch = sentence.tokens[start - 2].low in words("movement.convoys") if start > 1 else False  # "a first group of"
    convoy = convoy or (batch and agreed)
    arrived = (("displaced", i, j) for i, j in sentence.spans("movement.arrived")) if convoy else ()
    for move, i, j in (*verbs(sentence), *arrived):
        led = i > 0 and (sentence.kinds[i - 1] in "bh" or sentence.tokens[i].mark == ",")
        if i <= people[n + 1].i or i - person.stop > 2 * _NEAR or not led:
            continue
        if not set(sentence.shape(person.stop, i)) & set(';"sz') and not (
            move == "left" and no_leaving(sentence, i, j)
        ):
            told = "evacuated" if convoy and move == "displaced" else move
            return Moved(person, told, i, j) if move != "going" else None
    return None


def _joined(sentence: Sentence, before: Moved, person: Counted) -> Moved | None:
    """A second number under the same verb: "evacuated 300 fighters and 900 relatives"."""
    gap = sentence.shape(before.people.stop, person.i)
    if sentence.low(before.people.stop, led_from(sentence, person)) == "followed by":
        return before._replace(people=person)
    if not person.group or not gap:
        return None
    if before.i > person.i:  # "12,000 people, including 3,000 fighters, have left"
        return before._replace(people=person) if _PART.fullmatch(gap) else None
    return before._replace(people=person) if _JOIN.fullmatch(gap) and before.j <= before.people.i else None
