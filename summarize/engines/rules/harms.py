"""What a sentence says was done to each number of people in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from summarize.engines.rules.befalling import (
    DIRECT,
    KINDS,
    NEAR,
    Harmed,
    befalls,
    before,
    cues,
    only_moved,
    over_aside,
    past_aside,
    unreal,
)
from summarize.engines.rules.counted import Counted
from summarize.engines.rules.descriptions import among, described, in_hospital, searched_for, whom_they
from summarize.engines.rules.let_go import moved, released
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.losses import figure, left, lives, lost, toll, treated
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.totals import earlier, listed, past_parts, share

__all__ = ["Harmed", "harmed"]

_OBJECT_FIRST = re.compile(r"(?:t?[gNno]{1,5}|p)c[tr]*")
"""Verb to number over a first object: "killed the mayor and three of his guards", "killed himself and 14 others"."""
_ALONG: Final = 30  # words from a verb to "along with"
_MOVES: Final = tuple(f"movement.{m}" for m in ("trapped", "displaced", "fled", "evacuated"))
_FIRST_OBJECT: Final = 8  # words of it


def harmed(sentence: Sentence, people: Sequence[Counted], told: str = "") -> list[Harmed]:
    """The numbers that tell of killed, injured, missing or detained people.

    `told` is what the sentence before told of: "the figure" is one of that.
    """
    if not people:
        return []
    found = listed(sentence, people)
    for n, person in enumerate(people):
        if n and _shares_noun(sentence, people[n - 1], person):
            # "Five of the 20 people seized in May have died", "five of the 20 people died": that is told of the five.
            limit = person.stop - (sentence.low(person.stop, person.stop + 1) in words("harm.intransitive"))
        else:
            behind = n + 2 if n + 1 < len(people) and _shares_noun(sentence, person, people[n + 1]) else n + 1
            limit = people[behind].i if behind < len(people) else len(sentence.tokens)
        hit = found.get(n) or _one(sentence, person, limit)
        if hit is None and told and not (not found and _of_moved(sentence, person)):
            hit = figure(sentence, person, told)
        if hit is not None and not released(sentence, hit) and not moved(sentence, hit):
            found[n] = hit
            told = hit.harm
    past_parts(sentence, people, found)
    share(sentence, people, found)
    earlier(sentence, people, found)
    return [hit for _, hit in sorted(found.items()) if _of_people(sentence, hit)]


def _shares_noun(sentence: Sentence, part: Counted, whole: Counted) -> bool:
    """As in "five of the 20 people"; not where a clause tells of the whole, "two of the five men, who are held"."""
    shared = part.stop == whole.stop and part.noun == whole.noun > whole.i > part.i and not whole.elliptic
    return shared and sentence.kinds[part.stop : part.stop + 1] != "w"


def _of_moved(sentence: Sentence, person: Counted) -> bool:
    """Whether the sentence tells of people who went or are trapped before a figure, which is then of those."""
    return any(j <= person.i for name in _MOVES if name in sentence.hits for _, j in sentence.spans(name))


def _of_people(sentence: Sentence, hit: Harmed) -> bool:
    """Whether the number is one of people: by its noun, or by what befalls it."""
    person = hit.people
    if sentence.tokens[person.stop - 1].low in words("harm.survivors"):
        return False
    if person.group or person.elliptic or any(t.capital for t in sentence.tokens[person.noun : person.stop]):
        return True
    return sentence.starts(hit.i, "harm.of_the_living") is not None


def _one(sentence: Sentence, person: Counted, limit: int) -> Harmed | None:
    return (
        _active(sentence, person)
        or left(sentence, person)
        or _held_before(sentence, person)
        or lives(sentence, person)
        or _held_past(sentence, person)
        or _passive(sentence, person, limit)
        or toll(sentence, person)
        or _held_after(sentence, person, limit)
        or _over_object(sentence, person)
        or _along(sentence, person)
        or _taken(sentence, person)
        or _carried_off(sentence, person)
        or lost(sentence, person)
        or treated(sentence, person)
        or _by_noun(sentence, person)
        or among(sentence, person)
        or in_hospital(sentence, person)
        or searched_for(sentence, person)
        or whom_they(sentence, person)
        or described(sentence, person)
    )


def _active(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "Shells killed 12 people"."""
    for harm, i, j in cues(sentence, "active"):
        if not before(sentence, j, person) or unreal(sentence, i):
            continue
        if harm == "detained" and not person.group and not person.elliptic:
            continue
        passive = i > 0 and sentence.kinds[i - 1] == "b" and not sentence.tokens[i].mark
        if not passive:
            return Harmed(person, harm, i, j, active=True)
    return None


def _over_object(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "killed the mayor and three of his guards"."""
    if not (person.group or person.elliptic) or sentence.kinds[person.stop : person.stop + 1] in tuple("bhm"):
        return None
    for harm, i, j in cues(sentence, "active"):
        if not 0 < person.i - j <= _FIRST_OBJECT or unreal(sentence, i):
            continue
        passive = i > 0 and sentence.kinds[i - 1] == "b" and not sentence.tokens[i].mark
        if not passive and _OBJECT_FIRST.fullmatch(sentence.shape(j, person.i)):
            return Harmed(person, harm, i, j, active=True)
    return None


def _by_noun(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "Eight of the dead were children": the noun tells it."""
    if person.stop - person.noun != 1 or sentence.tokens[person.noun].low not in words("harm.harmed_nouns"):
        return None
    for harm in KINDS:
        if sentence.starts(person.noun, f"harm.{harm}_passive") is not None:
            return Harmed(person, harm, person.noun, person.stop, active=False, part=True)
    return None


def _along(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "was killed along with her four sons", "detained the leader, along with two of his men"."""
    if not person.group or sentence.kinds[person.stop : person.stop + 1] in ("b", "h", "m"):
        return None
    k = person.i
    while k > 0 and sentence.kinds[k - 1] == "t" and not sentence.tokens[k].mark:
        k -= 1
    i = next((a for a in range(max(0, k - 3), k) if sentence.low(a, k) in words("harm.along")), None)
    if i is None:
        return None
    reach = 0 if i == k - 1 and sentence.tokens[i].low == "with" else _ALONG
    best: Harmed | None = None
    for harm, a, b in (*cues(sentence, "active"), *cues(sentence, "passive")):
        if not 0 <= i - b <= reach or set(sentence.shape(b, i)) & set(';"sk') or unreal(sentence, a):
            continue
        best = Harmed(person, harm, a, b, active=False) if best is None or a > best.i else best
    return best


def _taken(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "took two men into custody"."""
    end = sentence.starts(person.stop, "harm.captive")
    if end is None or not (person.group or person.elliptic):
        return None
    for i, j in sentence.spans("harm.taken"):
        if before(sentence, j, person) and not unreal(sentence, i):
            return Harmed(person, "detained", i, end, active=True)
    return None


def _carried_off(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "killed two guards and took 56 people": whoever kills and takes, takes captives."""
    ends = person.stop >= len(sentence.tokens) or sentence.tokens[person.stop].mark
    if not person.group or person.group == "homes" or not ends:
        return None
    for i, j in sentence.spans("harm.taken"):
        joined = i > 0 and (sentence.kinds[i - 1] == "c" or "," in sentence.tokens[i].mark)
        killed = any(a < i for _, a, _ in cues(sentence, "active"))
        if joined and killed and before(sentence, j, person):
            return Harmed(person, "detained", i, j, active=True)
    return None


def _passive(sentence: Sentence, person: Counted, limit: int) -> Harmed | None:
    """As in "12 people were killed", "12 dead", "14 civilian deaths"."""
    for harm, i, j in cues(sentence, "noun") if person.stop - person.j <= 1 else ():
        if i == person.stop and not sentence.tokens[i].mark and not unreal(sentence, person.i):
            return Harmed(person, harm, i, j, active=False)
    past = past_aside(sentence, person.stop)
    over = over_aside(sentence, person.stop) if past == person.stop else past
    if over > past and any(
        i == over and sentence.low(i, j) in words("harm.intransitive") for _, i, j in cues(sentence, "passive")
    ):
        past = over  # "one patient, a man of 60, died"
    for harm, i, j in cues(sentence, "passive"):
        if _says_more(sentence, person, i, j):
            continue
        if _is_of_one(sentence, person, i):
            continue
        if person.stop <= i <= min(limit, person.stop + NEAR) and befalls(sentence, person.stop, i, j):
            return Harmed(person, harm, i, j, active=False)
        if past > person.stop and past <= i <= past + NEAR and befalls(sentence, past, i, j):
            return Harmed(person, harm, i, j, active=False)
    return None


def _is_of_one(sentence: Sentence, person: Counted, i: int) -> bool:
    """As in "the town, where 900 people are trapped, was hit": another verb of the many, and one of a thing."""
    verb = sentence.kinds[person.stop : i]
    return "b" in verb[:-1] and sentence.low(i - 1, i) in {"was", "is"} and sentence.tokens[i - 1].mark == ","


def _says_more(sentence: Sentence, person: Counted, i: int, j: int) -> bool:
    """Whether the verb `words[i:j]` is the beginning of another ("shot and wounded"), or tells of no harm."""
    longest = max(end for harm in KINDS if (end := sentence.starts(i, f"harm.{harm}_passive")) is not None)
    if longest > j:
        return True
    if sentence.low(i, j) not in words("harm.needs_be"):
        return False
    after = sentence.tokens[j].low if sentence.runs_on(j) else ""
    no_more = after in words("harm.needs_no") or only_moved(sentence, i, j)
    return "b" not in sentence.shape(person.stop, i) or no_more


def _held_before(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "The group is holding 140 prisoners", "they have 20 hostages"."""
    captive = any(t.low in words("harm.captives") for t in sentence.tokens[person.noun : person.stop])
    for i, j in sentence.spans("harm.holding"):
        passive = i > 0 and sentence.kinds[i - 1] == "b" and sentence.tokens[i].low == "held"
        others = person.elliptic and person.noun > person.j  # "is holding 12 others"
        if before(sentence, j, person) and (person.group or others) and not passive and not unreal(sentence, i):
            return Harmed(person, "detained", i, j, active=True)
    for i, j in sentence.spans("harm.having") if captive else ():
        if before(sentence, j, person) and not unreal(sentence, i):
            return Harmed(person, "detained", i, j, active=True)
    return None


def _held_past(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "The nine, who were seized in May, are being held": how they are now, not how it came to that."""
    past = past_aside(sentence, person.stop)
    for i, j in sentence.spans("harm.held_passive") if past > person.stop else ():
        gap = sentence.shape(past, i).strip(",")
        if past <= i <= past + NEAR and DIRECT.fullmatch(gap) and "b" in gap and not set(gap) & set("mx"):
            return Harmed(person, "detained", i, j, active=False)
    return None


def _held_after(sentence: Sentence, person: Counted, limit: int) -> Harmed | None:
    """As in "20 hostages are still held", "59 captives are still in the town"."""
    captive = any(t.low in words("harm.captives") for t in sentence.tokens[person.noun : person.stop])
    for i, j in sentence.spans("harm.held_passive"):
        if not person.stop <= i <= min(limit, person.stop + NEAR):
            continue
        gap = sentence.shape(person.stop, i)
        where = (
            not gap and sentence.runs_on(j) and sentence.kinds[j] in "iyz" and bool(person.group)
        )  # "12 men held in"
        if DIRECT.fullmatch(gap) and not set(gap) & set("mx") and ("b" in gap or captive or where):
            return Harmed(person, "detained", i, j, active=False)
    k = person.stop
    if captive and re.match(r"[bg]r*i", sentence.shape(k, min(k + 4, len(sentence.tokens)))):
        still = sentence.tokens[k].low in words("harm.standing") or sentence.kinds[k] == "b"
        return Harmed(person, "detained", person.noun, k + 1, active=False) if still else None
    return None
