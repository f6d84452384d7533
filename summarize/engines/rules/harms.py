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
_RELATIVE = re.compile(r"w[hbmTra]{0,3}g[^;\"szwkm,]{0,14}[bh][rfb]{0,3}")
"""The same over a relative clause: "six women who had been selling fruit beside the road are missing"."""
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
_OBJECT_FIRST = re.compile(r"(?:t?[gNno]{1,5}|p)c[tr]*")
"""Verb to number over a first object: "killed the mayor and three of his guards", "killed himself and 14 others"."""
_FIRST_OBJECT: Final = 8  # words of it
_NEAR: Final = 16  # words from a number to its verb
_MOST_ASIDE: Final = 16  # words of an aside between commas
_LIST_OPENS = re.compile(r"(?:i[tgN]{1,4})?(?:[bu][trh]*|,[tr]*|b[rt]*gz[t]*)")
"""Between "the dead" and the first of them."""
_LIST_GOES_ON = re.compile(r"[^;\"skz]{0,40}")
_TREATED: Final = 4  # words from "treated for" to the wounds


class Harmed(NamedTuple):
    """A number of people, what befell them, and the words `[i, j)` that say so; `active` where their subject is the
    doer, `part` where they are some of those that another number counts.
    """

    people: Counted
    harm: str
    i: int
    j: int
    active: bool
    part: bool = False


def harmed(sentence: Sentence, people: Sequence[Counted], before: str = "") -> list[Harmed]:
    """The numbers that tell of killed, injured, missing or detained people.

    `before` is what the sentence before told of: "the figure" is one of that.
    """
    found = _listed(sentence, people)
    for n, person in enumerate(people):
        limit = people[n + 1].i if n + 1 < len(people) else len(sentence.tokens)
        hit = found.get(n) or _one(sentence, person, limit)
        if hit is None and before:
            hit = _figure(sentence, person, before)
        if hit is not None and not _released(sentence, hit):
            found[n] = hit
            before = hit.harm
    _shared(sentence, people, found)
    return [hit for _, hit in sorted(found.items()) if _of_people(sentence, hit)]


def _of_people(sentence: Sentence, hit: Harmed) -> bool:
    """Whether the number is one of people: by its noun, or by what befalls it."""
    person = hit.people
    if person.group or person.elliptic or any(t.capital for t in sentence.tokens[person.noun : person.stop]):
        return True
    return sentence.starts(hit.i, "harm.of_the_living") is not None


def _one(sentence: Sentence, person: Counted, limit: int) -> Harmed | None:
    return (
        _active(sentence, person)
        or _held_before(sentence, person)
        or _lives(sentence, person)
        or _passive(sentence, person, limit)
        or _toll(sentence, person)
        or _held_after(sentence, person, limit)
        or _over_object(sentence, person)
        or _lost(sentence, person)
        or _treated(sentence, person)
    )


def _listed(sentence: Sentence, people: Sequence[Counted]) -> dict[int, Harmed]:
    """As in "The dead were 12 farmers, two nurses and a monk", "among the wounded were two nurses"."""
    found: dict[int, Harmed] = {}
    for harm in _KINDS:
        for i, j in sentence.spans(f"harm.{harm}_listed"):
            end = -1
            for n, person in enumerate(people):
                if person.i < j or n in found:
                    continue
                gap = sentence.shape(max(j, end), person.i)
                opens = (
                    end < 0 and _LIST_OPENS.fullmatch(gap) and (gap[0] != "," or (i and sentence.kinds[i - 1] == "o"))
                )
                if not opens and not (end >= 0 and _LIST_GOES_ON.fullmatch(gap) and gap[:1] in {",", "c"}):
                    break
                found[n] = Harmed(person, harm, i, j, active=False)
                end = max(person.stop, person.j)
    return found


def _over_object(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "killed the mayor and three of his guards"."""
    if not (person.group or person.elliptic) or sentence.kinds[person.stop : person.stop + 1] in tuple("bhm"):
        return None
    for harm in _KINDS:
        for i, j in sentence.spans(f"harm.{harm}_active"):
            near = 0 < person.i - j <= _FIRST_OBJECT and not _unreal(sentence, i)
            passive = i > 0 and sentence.kinds[i - 1] == "b" and not sentence.tokens[i].mark
            if near and not passive and _OBJECT_FIRST.fullmatch(sentence.shape(j, person.i)):
                return Harmed(person, harm, i, j, active=True)
    return None


def _lost(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "The army lost 38 soldiers"."""
    head = sentence.tokens[person.stop - 1].low
    if person.elliptic or not (person.group == "combatants" or head in words("harm.lost_people")):
        return None
    for i, j in sentence.spans("harm.lost"):
        if _before(sentence, j, person) and not _unreal(sentence, i):
            return Harmed(person, "killed", i, j, active=False)
    return None


def _treated(sentence: Sentence, person: Counted) -> Harmed | None:
    """As in "treated 94 people for burns", "94 people were treated for gunshot wounds"."""
    for i, j in sentence.spans("harm.treated"):
        near = person.stop <= i <= person.stop + _NEAR
        if not _before(sentence, j, person) and not (near and _befalls(sentence, person.stop, i, j)):
            continue
        k = max(j, person.stop)
        window = sentence.tokens[k : k + 2 + _TREATED]
        if window and window[0].low in {"for", "with"} and any(t.low in words("harm.wounds") for t in window):
            return Harmed(person, "injured", i, j, active=False)
    return None


def _figure(sentence: Sentence, person: Counted, before: str) -> Harmed | None:
    """As in "put the figure at 15": a number of what was told of before."""
    if not person.elliptic or not person.i or sentence.tokens[person.i - 1].low not in {"at", "to"}:
        return None
    for i, j in sentence.spans("harm.figures"):
        if j <= person.i <= j + 3 and not set(sentence.shape(j, person.i)) & set(',;"'):
            return Harmed(person, before, i, j, active=False)
    return None


def _past_aside(sentence: Sentence, k: int) -> int:
    """The word after an aside between commas that begins at word `k`: "The nine, who were seized in May, are held"."""
    if k >= len(sentence.tokens) or sentence.tokens[k].mark != "," or sentence.kinds[k] in "cs":
        return k
    for n in range(k + 1, min(k + _MOST_ASIDE, len(sentence.tokens))):
        if set(sentence.tokens[n].mark) & set(";("):
            break
        if "," in sentence.tokens[n].mark:
            return n if sentence.kinds[n] in "bhmr" else k
    return k


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
        past = _past_aside(sentence, person.stop)
        for i, j in sentence.spans(f"harm.{harm}_passive"):
            if person.stop <= i <= min(limit, person.stop + _NEAR) and _befalls(sentence, person.stop, i, j):
                return Harmed(person, harm, i, j, active=False)
            if past > person.stop and past <= i <= past + _NEAR and _befalls(sentence, past, i, j):
                return Harmed(person, harm, i, j, active=False)
    return None


def _befalls(sentence: Sentence, stop: int, i: int, j: int) -> bool:
    gap = sentence.shape(stop, i)
    if stop < len(sentence.tokens) and sentence.tokens[stop].mark == "," and sentence.kinds[stop] in "bhm":
        gap = gap[1:]  # the comma that closes an aside
    settled = "b" in gap or "f" in gap
    alone = sentence.low(i, j) in words("harm.intransitive")
    aside = settled and (_ASIDE.fullmatch(gap) or _RELATIVE.fullmatch(gap))
    if not (_DIRECT.fullmatch(gap) or aside or (alone and _PHRASE.fullmatch(gap))):
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
        others = person.elliptic and person.noun > person.j  # "is holding 12 others"
        if _before(sentence, j, person) and (person.group or others) and not passive and not _unreal(sentence, i):
            return Harmed(person, "detained", i, j, active=True)
    for i, j in sentence.spans("harm.having") if captive else ():
        if _before(sentence, j, person) and not _unreal(sentence, i):
            return Harmed(person, "detained", i, j, active=True)
    return None


def _held_after(sentence: Sentence, person: Counted, limit: int) -> Harmed | None:
    """As in "20 hostages are still held", "59 captives are still in the town"."""
    captive = any(t.low in words("harm.captives") for t in sentence.tokens[person.noun : person.stop])
    for i, j in sentence.spans("harm.held_passive"):
        past = _past_aside(sentence, person.stop)
        if not (person.stop <= i <= min(limit, person.stop + _NEAR) or past <= i <= past + _NEAR):
            continue
        gap = sentence.shape(person.stop, i) if past > i or past == person.stop else sentence.shape(past, i).strip(",")
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
        if _speaks(sentence, people[n]):
            continue
        part = first.part and _JOIN.fullmatch(sentence.shape(at, people[n].i)) is not None
        part = part or _is_part(sentence, max(at, first.j), people[n]) or _is_part(sentence, at, people[n])
        part = part or _of_those(sentence, people[n - 1], people[n])
        if part or (first.active and people[n].group and _JOIN.fullmatch(sentence.shape(at, people[n].i))):
            found[n] = first._replace(people=people[n], part=part)
    for n in range(len(people) - 2, -1, -1):
        later = found.get(n + 1)
        if later is None or n in found or later.active or not people[n].group or later.i < people[n + 1].i:
            continue
        gap = sentence.shape(people[n].stop, people[n + 1].i)
        if gap and (_JOIN.fullmatch(gap) or _PART.fullmatch(gap)):
            found[n] = later._replace(people=people[n])
            if not _JOIN.fullmatch(gap):
                found[n + 1] = later._replace(part=True)


def _speaks(sentence: Sentence, person: Counted) -> bool:
    """Whether the person only tells of it: "killing three farmers, a nurse said"."""
    return sentence.runs_on(person.stop) and sentence.kinds[person.stop] == "s"


def _of_those(sentence: Sentence, whole: Counted, part: Counted) -> bool:
    """As in "Of the 40 killed, 12 were children"."""
    led = whole.i > 1 and sentence.low(whole.i - 2, whole.i) in {"of the", "of those"}
    return led and part.elliptic and sentence.kinds[part.stop : part.stop + 1] == "b"


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
