"""What a sentence says was done to each number of people in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from summarize.engines.rules.counted import Counted
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["Harmed", "harmed"]

_KINDS: Final = ("killed", "injured", "missing", "detained")

# Patterns over `Sentence.shape`; the letters are those of grammar.toml.
_FILL = re.compile(r"[tr]*")
"""Verb to number: "killed another 12"."""
_DIRECT = re.compile(r"[,(]?[wpo]{0,2}[rfbhTt,dn]{0,9}")
"""Number to verb: "12 people who were reportedly killed"."""
_ASIDE = re.compile(r",?[^;\"szwk]{1,24}[bh][rfb]{0,4}")
"""The same over an aside: "12 people, most of them women, were killed", "12 people in the town were killed"."""
_PHRASE = re.compile(r"[i][tgNod]{1,8}")
"""Over a place or time: "12 people in the town died"."""
_JOIN = re.compile(r",?c?[tr]*")
"""Between numbers that share a verb: "three women and two men", "three women, two men"."""
_PART = re.compile(r"[,(-]*u[pow]*[,;]?[bt]*|[,(-]+[pw]?o?[pw]?u?")
"""Between a number and its part: "12 people, including three children", "60 were wounded, 11 of them badly"."""
_REAL = re.compile(r"m[rb]{0,2}h[rb]*")
"""A modal that leaves the thing real or possible: "may have been killed"."""
_LET_GO = re.compile(r"[torn]*")
_WERE_LET_GO = re.compile(r"[^;\"skz,]{0,14}b[rb]*")
_OBJECT: Final = "tnNgp"
"""Kinds that begin an object: "12 militants killed the mayor" names the doers."""
_TOLL_REACH: Final = 14  # words from "death toll" to its number
_FILLERS: Final = 4  # words between a verb and its number
_NEAR: Final = 16  # words from a number to its verb


class Harmed(NamedTuple):
    """A number of people, what befell them, and the words `[i, j)` that say so; `active` where their subject is the
    doer.
    """

    people: Counted
    harm: str
    i: int
    j: int
    active: bool


def harmed(sentence: Sentence, people: Sequence[Counted]) -> list[Harmed]:
    """The numbers that tell of killed, injured, missing or detained people."""
    found: dict[int, Harmed] = {}
    for n, person in enumerate(people):
        limit = people[n + 1].i if n + 1 < len(people) else len(sentence.tokens)
        hit = _one(sentence, person, limit)
        if hit is not None and not _released(sentence, hit):
            found[n] = hit
    _shared(sentence, people, found)
    return [hit for _, hit in sorted(found.items())]


def _one(sentence: Sentence, person: Counted, limit: int) -> Harmed | None:
    return (
        _active(sentence, person)
        or _held_before(sentence, person)
        or _lives(sentence, person)
        or _passive(sentence, person, limit)
        or _toll(sentence, person)
        or _held_after(sentence, person, limit)
    )


def _active(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "Shells killed 12 people"."""
    for harm in _KINDS:
        for i, j in sentence.spans(f"harm.{harm}_active"):
            if not _before(sentence, j, person) or _unreal(sentence, i):
                continue
            if harm == "detained" and not person.group and not person.elliptic:
                continue
            passive = i > 0 and sentence.kinds[i - 1] == "b" and not sentence.tokens[i].mark
            if not passive:
                return Harmed(person, harm, i, j, active=True)
    return None


def _passive(sentence: Sentence, person: Counted, limit: int) -> Harmed | None:
    """As in "12 people were killed", "12 dead", "14 civilian deaths"."""
    for harm in _KINDS:
        nouns = sentence.spans(f"harm.{harm}_noun") if not person.stop - person.j > 1 else []
        for i, j in nouns:
            if i == person.stop and not sentence.tokens[i].mark and not _unreal(sentence, person.i):
                return Harmed(person, harm, i, j, active=False)
        for i, j in sentence.spans(f"harm.{harm}_passive"):
            if person.stop <= i <= min(limit, person.stop + _NEAR) and _befalls(sentence, person, i, j):
                return Harmed(person, harm, i, j, active=False)
    return None


def _befalls(sentence: Sentence, person: Counted, i: int, j: int) -> bool:
    gap = sentence.shape(person.stop, i)
    settled = "b" in gap or "f" in gap
    alone = sentence.low(i, j) in words("harm.intransitive")
    if not (_DIRECT.fullmatch(gap) or (settled and _ASIDE.fullmatch(gap)) or (alone and _PHRASE.fullmatch(gap))):
        return False
    if "m" in gap or "x" in gap or "T" in gap:
        return _REAL.search(gap) is not None
    return settled or alone or not _has_object(sentence, j)


def _has_object(sentence: Sentence, j: int) -> bool:
    return sentence.runs_on(j) and sentence.kinds[j] in _OBJECT


def _lives(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "The siege claimed 40 lives"."""
    end = sentence.starts(person.noun, "harm.lives") or sentence.starts(person.j, "harm.lives")
    if end is None:
        return None
    verb = next((s for s in sentence.spans("harm.claimed") if _before(sentence, s[1], person)), None)
    return Harmed(person, "killed", verb[0], end, active=True) if verb else None


def _toll(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "The death toll in Keslow rose to 45"."""
    if (
        not person.i
        or sentence.tokens[person.i].mark
        or sentence.tokens[person.i - 1].low not in words("harm.toll_moves")
    ):
        return None
    for i, j in sentence.spans("harm.toll"):
        between = [a for a, _ in sentence.counts if j <= a < person.i and sentence.tokens[a - 1].low != "from"]
        near = j <= person.i <= j + _TOLL_REACH and not between
        if near and not set(sentence.shape(j, person.i)) & set(';"'):
            return Harmed(person, "killed", i, j, active=False)
    return None


def _held_before(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "The group is holding 140 prisoners", "they have 20 hostages"."""
    captive = any(t.low in words("harm.captives") for t in sentence.tokens[person.noun : person.stop])
    for i, j in sentence.spans("harm.holding"):
        passive = i > 0 and sentence.kinds[i - 1] == "b" and sentence.tokens[i].low == "held"
        if _before(sentence, j, person) and person.group and not passive and not _unreal(sentence, i):
            return Harmed(person, "detained", i, j, active=True)
    for i, j in sentence.spans("harm.having") if captive else ():
        if _before(sentence, j, person) and not _unreal(sentence, i):
            return Harmed(person, "detained", i, j, active=True)
    return None


def _held_after(sentence: Sentence, person: Counted, limit: int) -> Harmed | None:
    """As in "20 hostages are still held", "59 captives are still in the town"."""
    captive = any(t.low in words("harm.captives") for t in sentence.tokens[person.noun : person.stop])
    for i, j in sentence.spans("harm.held_passive"):
        if not person.stop <= i <= min(limit, person.stop + _NEAR):
            continue
        gap = sentence.shape(person.stop, i)
        if _DIRECT.fullmatch(gap) and not set(gap) & set("mx") and ("b" in gap or captive):
            return Harmed(person, "detained", i, j, active=False)
    k = person.stop
    if captive and re.match(r"[bg]r*i", sentence.shape(k, min(k + 4, len(sentence.tokens)))):
        still = sentence.tokens[k].low in words("harm.standing") or sentence.kinds[k] == "b"
        return Harmed(person, "detained", person.noun, k + 1, active=False) if still else None
    return None


def _shared(sentence: Sentence, people: Sequence[Counted], found: dict[int, Harmed]) -> None:
    """Numbers that share a verb, and parts of a number."""
    for n in range(1, len(people)):
        first = found.get(n - 1)
        if first is None or n in found:
            continue
        at = max(people[n - 1].stop, people[n - 1].j)
        if (
            (first.active and people[n].group and _JOIN.fullmatch(sentence.shape(at, people[n].i)))
            or _is_part(sentence, max(at, first.j), people[n])
            or _is_part(sentence, at, people[n])
        ):
            found[n] = first._replace(people=people[n])
    for n in range(len(people) - 2, -1, -1):
        later = found.get(n + 1)
        if later is None or n in found or later.active or not people[n].group or later.i < people[n + 1].i:
            continue
        gap = sentence.shape(people[n].stop, people[n + 1].i)
        if gap and (_JOIN.fullmatch(gap) or _PART.fullmatch(gap)):
            found[n] = later._replace(people=people[n])


def _is_part(sentence: Sentence, k: int, part: Counted) -> bool:
    """Whether the number begins a part of what stands before word `k`."""
    if k > part.i:
        return False
    gap = sentence.shape(k, part.i)
    if "u" in gap:
        return _PART.fullmatch(gap[max(0, gap.index("u") - 1) :]) is not None and not set(gap) & set(';"k')
    of_them = part.elliptic and sentence.low(part.j, part.j + 2) in {"of them", "of whom"}
    return of_them and not set(gap) & set(';"k') and gap.endswith((",", "(", "-"))


def _before(sentence: Sentence, j: int, person: Counted) -> bool:
    return 0 <= person.i - j <= _FILLERS and _FILL.fullmatch(sentence.shape(j, person.i)) is not None


def _unreal(sentence: Sentence, i: int) -> bool:
    """Whether the verb at word `i` tells of what could, will or did not happen, or of an aim."""
    start = max(0, i - 4)
    shape = sentence.shape(start, i)
    shape = re.split(r"[,;\"]", shape)[-1]
    if _REAL.search(shape) or re.search(r"f[rb]*Th", shape):
        return False
    return "m" in shape or "x" in shape or shape.endswith(("T", "Tb"))


def _released(sentence: Sentence, hit: Harmed) -> bool:
    """Whether the people were let go: "freed nine captives", "nine captives were freed"."""
    person = hit.people
    for i, j in sentence.spans("harm.released"):
        if 0 <= person.i - j <= _FILLERS and _LET_GO.fullmatch(sentence.shape(j, person.i)):
            return True
        after = hit.harm == "detained" and person.stop <= i <= person.stop + _NEAR
        if after and _WERE_LET_GO.fullmatch(sentence.shape(person.stop, i)):
            return True
    return False
