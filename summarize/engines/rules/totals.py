"""Numbers that share what befell them: a total, its parts, and the items of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from summarize.engines.rules.befalling import Harmed, cues, only_moved, over_aside
from summarize.engines.rules.counted import Counted
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["earlier", "listed", "past_parts", "replaced", "share"]

JOIN = re.compile(r",?c?[tr]*")
"""Between numbers that share a verb: "three women and two men", "three women, two men"."""
_PART = re.compile(r"[,(-]*u(?:to)?[pow]*[,;]?[btr]*|[,(-]+[pw]?o?[pw]?u?")
"""Between a number and its part: "12 people, including three children", "60 were wounded, 11 of them badly"."""
_LIST_OPENS = re.compile(r"(?:i[tgN]{1,4})?(?:[bu][trh]*|,[tr]*|b[rt]*gz[t]*)")
"""Between "the dead" and the first of them."""
_LIST_GOES_ON = re.compile(r"[^;\"skz]{0,40}")
_JOINS_PAST = re.compile(r"[gN][^;,\"skzbhw]{0,12}c[t]*")
"""Over what else is told of the first: "a woman selling tea and two boys"."""
_PLACED = re.compile(r"[tr]*i[tgdo]{0,5}N{1,4},?c?[tr]*")
"""Between numbers that share a verb place by place: "killed 18 in Keslow, seven"."""
_IN_PLACE = re.compile(r"i[tgdo]{0,5}N")
_PLACE: Final = 7  # words of "in the northern town of Keslow"
_BEFORE_NOW: Final = frozenset(
    {"a", "an", "the", "earlier", "previous", "initial", "figure", "of", "first", "reported"}
)
_REPLACES: Final = 6  # words from a number to the earlier one: ", up from an earlier"
_PARTS_REACH: Final = 40  # words from a total over its parts to their verb


def listed(sentence: Sentence, people: Sequence[Counted]) -> dict[int, Harmed]:
    """As in "The dead were 12 farmers, two nurses and a monk", "among the wounded were two nurses"."""
    found: dict[int, Harmed] = {}
    for harm, i, j in cues(sentence, "listed"):
        end = -1
        for n, person in enumerate(people):
            if person.i < j or n in found:
                continue
            gap = sentence.shape(max(j, end), person.i)
            opens = end < 0 and _LIST_OPENS.fullmatch(gap) and (gap[0] != "," or (i and sentence.kinds[i - 1] == "o"))
            goes_on = gap[:1] in {",", "c"} or _JOINS_PAST.fullmatch(gap)
            if not opens and not (end >= 0 and _LIST_GOES_ON.fullmatch(gap) and goes_on):
                break
            found[n] = Harmed(person, harm, i, j, active=False)
            end = max(person.stop, person.j)
    return found


def past_parts(sentence: Sentence, people: Sequence[Counted], found: dict[int, Harmed]) -> None:
    """As in "At least 19 people, including nine children, two infants and a man with his son, were killed": the total
    and all of its parts have the verb behind them.
    """
    for n in range(len(people) - 1):
        if n in found or not people[n].group or "u" not in sentence.shape(people[n].stop, people[n + 1].i):
            continue
        for harm, i, j in cues(sentence, "passive"):
            k = i
            while k > 0 and not sentence.tokens[k].mark and sentence.kinds[k - 1] in "bhrf":
                k -= 1
            led = k < i and "," in sentence.tokens[k].mark
            if not (led and people[n + 1].i < k <= people[n].stop + _PARTS_REACH):
                continue
            if set(sentence.shape(people[n].stop, k)) & set(';"sk') or only_moved(sentence, i, j):
                continue
            parts = [m for m in range(n, len(people)) if people[m].i < k]
            for m in parts:
                found.setdefault(m, Harmed(people[m], harm, i, j, active=False, part=m > n))


def _speaks(sentence: Sentence, person: Counted) -> bool:
    """Whether the person only tells of it: "killing three farmers, a nurse said"."""
    return sentence.runs_on(person.stop) and sentence.kinds[person.stop] == "s"


def share(sentence: Sentence, people: Sequence[Counted], found: dict[int, Harmed]) -> None:
    """Numbers that share a verb, and parts of a number."""
    for n in range(1, len(people)):
        first = found.get(n - 1)
        if first is not None and n in found:
            at = max(people[n - 1].stop, people[n - 1].j)
            same = found[n].harm == first.harm and _is_part(sentence, at, people[n])
            found[n] = found[n]._replace(part=found[n].part or same)
        if first is None or n in found:
            continue
        at = max(people[n - 1].stop, people[n - 1].j)
        if _speaks(sentence, people[n]):
            continue
        part = first.part and JOIN.fullmatch(sentence.shape(at, people[n].i)) is not None
        part = part or _is_part(sentence, max(at, first.j), people[n]) or _is_part(sentence, at, people[n])
        part = part or _of_those(sentence, people[n - 1], people[n])
        joins = JOIN.fullmatch(sentence.shape(at, people[n].i)) or _joins_past_name(sentence, at, people[n].i)
        if part or (first.active and people[n].group and joins) or _place_by_place(sentence, first, people[n]):
            found[n] = first._replace(people=people[n], part=part)
    for n in range(len(people) - 2, -1, -1):
        later = found.get(n + 1)
        if later is None or n in found or later.active or not people[n].group or later.i < people[n + 1].i:
            continue
        gap = sentence.shape(people[n].stop, people[n + 1].i)
        beside = sentence.low(people[n].stop, people[n + 1].i) in words("harm.along")
        if gap and (beside or JOIN.fullmatch(gap) or _PART.fullmatch(gap)):
            found[n] = later._replace(people=people[n])
            if not beside and not JOIN.fullmatch(gap):
                found[n + 1] = later._replace(part=True)


def earlier(sentence: Sentence, people: Sequence[Counted], found: dict[int, Harmed]) -> None:
    """As in "the toll rose to 31, from 27 earlier", "rose from 27 to 31", "12 had died, up from nine on Monday": the
    number that another one replaces.
    """
    if "from" not in sentence.lows:
        return
    for n, person in enumerate(people):
        if n in found or not person.elliptic or not replaced(sentence, person.i):
            continue
        hits = (found.get(n - 1), found.get(n + 1))
        # The number that replaces it stands right beside it.
        last = max(hits[0].people.stop, hits[0].people.j, hits[0].j) if hits[0] is not None else person.i
        if hits[0] is not None and last <= person.i <= last + _REPLACES:
            found[n] = hits[0]._replace(people=person, active=False)
        elif (
            hits[1] is not None
            and sentence.low(hits[1].people.i - 1, hits[1].people.i) == "to"
            and hits[1].i < person.i
        ):
            found[n] = hits[1]._replace(people=person, active=False)


def replaced(sentence: Sentence, i: int) -> bool:
    """Whether "from", "up from" or "from an earlier" leads to the number at word `i`."""
    k = i
    while k > 0 and not sentence.tokens[k].mark and sentence.folded[k - 1] in _BEFORE_NOW:
        k -= 1
    return k > 0 and not sentence.tokens[k].mark and sentence.folded[k - 1] == "from"


def _place_by_place(sentence: Sentence, first: Harmed, person: Counted) -> bool:
    """As in "killed 18 people in Keslow, seven in Orm and three in Tarn"."""
    if not person.elliptic or person.stop > person.j:
        return False
    at = max(first.people.stop, first.people.j, first.j)
    if at > person.i or _PLACED.fullmatch(sentence.shape(at, person.i)) is None:
        return False
    return _IN_PLACE.match(sentence.shape(person.j, min(person.j + _PLACE, len(sentence.tokens)))) is not None


def _joins_past_name(sentence: Sentence, k: int, i: int) -> bool:
    """As in "killed a child named Ivo Tarn (14), and a child", "killed a woman, Ada Tarn (61), and her two sons"."""
    if sentence.starts(k, "harm.named") is not None and not sentence.tokens[k].mark:
        k = sentence.starts(k, "harm.named") or k
        while sentence.runs_on(k) and sentence.kinds[k] == "N":
            k += 1
    elif sentence.kinds[k : k + 1] != "N":
        return False
    gap = sentence.shape(over_aside(sentence, k), i).lstrip("(,")
    return "c" in gap and JOIN.fullmatch(gap) is not None


def _is_part(sentence: Sentence, k: int, part: Counted) -> bool:
    """Whether the number begins a part of what stands before word `k`."""
    if k > part.i:
        return False
    gap = sentence.shape(k, part.i)
    if "u" in gap:
        return _PART.fullmatch(gap[max(0, gap.index("u") - 1) :]) is not None and not set(gap) & set(';"k')
    of_them = part.elliptic and sentence.low(part.j, part.j + 2) in {"of them", "of whom"}
    how = sentence.tokens[part.j].low if part.elliptic and sentence.runs_on(part.j) else ""
    of_them = of_them or how in words("harm.gravely")  # "nine were injured, two seriously"
    return of_them and not set(gap) & set(';"k') and gap.endswith((",", "(", "-"))


def _of_those(sentence: Sentence, whole: Counted, part: Counted) -> bool:
    """As in "Of the 40 killed, 12 were children"."""
    led = whole.i > 1 and sentence.low(whole.i - 2, whole.i) in {"of the", "of those"}
    return led and part.elliptic and sentence.kinds[part.stop : part.stop + 1] == "b"
