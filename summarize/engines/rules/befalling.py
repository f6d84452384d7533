"""What befalls people: a harm told of a number, and how far a verb is from the number that it belongs to."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from summarize.engines.rules.counted import Counted, led_from
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = [
    "DIRECT",
    "FILLERS",
    "KINDS",
    "NEAR",
    "Harmed",
    "befalls",
    "before",
    "cues",
    "feared",
    "only_moved",
    "over_aside",
    "past_aside",
    "unreal",
]

KINDS: Final = ("killed", "injured", "missing", "detained")
_NAMES: Final = {w: [(h, f"harm.{h}_{w}") for h in KINDS] for w in ("active", "passive", "noun", "listed")}
_FILL = re.compile(r"\"?[tr]*\"?")
"""Verb to number: "killed another 12"."""
DIRECT = re.compile(r"[,(]?[wpo]{0,2}[rfbhTt,dn]{0,9}")
"""Number to verb: "12 people who were reportedly killed"."""
_ASIDE = re.compile(r",?[^;\"szwk]{1,24}[bh][rfb]{0,4}")
"""The same over an aside: "12 people, most of them women, were killed", "12 people in the town were killed"."""
_COORDINATE = re.compile(r",?[^;\"sw]{0,30}b[^;\"swkm]{1,24}cr*")
"""The same where another verb stands before: "six men were dragged from their homes and shot"."""
_RELATIVE = re.compile(r"w[hbmTra]{0,3}g[^;\"szwkm,]{0,14}[bh][rfb]{0,3}")
"""The same over a relative clause: "six women who had been selling fruit beside the road are missing"."""
_THEY_SAY = re.compile(r"^w(?:p|tg|N)s(?=b)")
"""As in "men who they say were": the clause put in."""
_NOUN = re.compile(r"[gN]")
_PHRASE = re.compile(r"[i][tgNod]{1,8}")
"""Over a place or time: "12 people in the town died"."""
_REAL = re.compile(r"m[rb]{0,2}h[rb]*")
"""A modal that leaves the thing real or possible: "may have been killed"."""
_SUPPOSED: Final = frozenset({"would", "could"})
"""Modals of what did not come to pass: "would have killed", "could have killed"."""
_OPEN: Final = frozenset({"feared", "may", "might", "could"})
"""Words that leave it open whether it came to pass."""
_HEARD = re.compile(r"[fs][rb]*Th")
"""As in "were reported to have been killed"."""
_OBJECT: Final = "tnNgp"
"""Kinds that begin an object: "12 militants killed the mayor" names the doers."""
_RIDE: Final = 4  # words of "by bus"
FILLERS: Final = 4  # words between a verb and its number
NEAR: Final = 16  # words from a number to its verb
_MOST_ASIDE: Final = 24  # words of an aside


def cues(sentence: Sentence, way: str) -> list[tuple[str, int, int]]:
    """The harms told in one way, "active", "passive", "noun" or "listed": each with the words `[i, j)` that tell it."""
    key = f"cues {way}"
    if key not in sentence.memo:
        sentence.memo[key] = [(h, i, j) for h, name in _NAMES[way] for i, j in sentence.hits.get(name, ())]
    found: list[tuple[str, int, int]] = sentence.memo[key]
    return found


class Harmed(NamedTuple):
    """A number of people, what befell them, and the words `[i, j)` that say so; `active` where their subject is the
    doer, `part` where they are some of those that another number counts, `restates` where it is another number of
    those told of before.
    """

    people: Counted
    harm: str
    i: int
    j: int
    active: bool
    part: bool = False
    restates: bool = False


def before(sentence: Sentence, j: int, person: Counted) -> bool:
    """Whether what ends before word `j` leads to the counted people with nothing but filling words between."""
    i = led_from(sentence, person)
    return 0 <= i - j <= FILLERS and _FILL.fullmatch(sentence.shape(j, i)) is not None


def past_aside(sentence: Sentence, k: int) -> int:
    """The word after an aside at word `k`, where a verb may stand, else `k`: "The nine, seized in May, are held"."""
    n = over_aside(sentence, k)
    bare = n > k and sentence.tokens[k].mark == "(" and sentence.tokens[n].mark == "("
    return n if bare or sentence.kinds[n : n + 1] in ("b", "h", "m", "r") else k


def over_aside(sentence: Sentence, k: int) -> int:
    """The word after an aside between commas, brackets or dashes that begins at word `k`; `k` where there is none."""
    tokens = sentence.tokens
    mark = tokens[k].mark if k < len(tokens) else ""
    if mark not in {"(", ",", "-"} or (mark == "," and sentence.kinds[k] in "cs"):
        return k
    inner = mark == "("  # between brackets
    for n in range(k + 1, min(k + _MOST_ASIDE, len(tokens))):
        if ";" in tokens[n].mark:
            break
        if "(" in tokens[n].mark:
            inner = not inner
        if not inner and (mark in tokens[n].mark):
            return n
    return k


def befalls(sentence: Sentence, stop: int, i: int, j: int) -> bool:
    """Whether the verb of harm `words[i:j]` tells what befell the people whose noun phrase ends before word `stop`."""
    if i > stop and sentence.kinds[stop] == "g" and sentence.tokens[stop].low in words("harm.standing"):
        stop += 1  # "12 men remain missing"
    gap = sentence.shape(stop, i)
    if stop < len(sentence.tokens) and sentence.tokens[stop].mark in {",", "(", "-"} and sentence.kinds[stop] in "bhm":
        gap = gap[1:]  # the comma that closes an aside
    gap = _THEY_SAY.sub("w", gap.removeprefix('"').removesuffix('"'))  # “dozens” were wounded
    settled = "b" in gap or "f" in gap
    alone = sentence.low(i, j) in words("harm.intransitive")
    aside = settled and (_ASIDE.fullmatch(gap) or _RELATIVE.fullmatch(gap) or _coordinate(sentence, i, gap))
    if not (DIRECT.fullmatch(gap) or aside or (alone and _PHRASE.fullmatch(gap))):
        return False
    verb = _NOUN.split(gap)[-1]  # what stands in a clause before the verb says nothing of it
    if "m" in verb or "x" in verb or "T" in verb:
        real = _REAL.search(gap) is not None and sentence.folded[stop:i].count("would") == 0
        return real or _HEARD.search(gap) is not None
    return settled or alone or sentence.kinds[j - 1] == "i" or not _has_object(sentence, j)


def _coordinate(sentence: Sentence, i: int, gap: str) -> bool:
    return sentence.tokens[i - 1].low != "or" and _COORDINATE.fullmatch(gap) is not None


def _has_object(sentence: Sentence, j: int) -> bool:
    if any(i == j for i, _ in sentence.whens):
        return False  # "seized last week"
    return sentence.runs_on(j) and (sentence.kinds[j] in _OBJECT or any(i == j for i, _ in sentence.counts))


def only_moved(sentence: Sentence, i: int, j: int) -> bool:
    """Whether the verb `words[i:j]` only tells where people go: "were taken to the market", "taken by ambulance"."""
    if sentence.low(i, j) != "taken" or not sentence.runs_on(j):
        return False
    after = sentence.tokens[j].low
    vehicle = any(t.low in words("movement.vehicles") for t in sentence.tokens[j + 1 : j + _RIDE])
    return after in words("harm.taken_where") or (after == "by" and vehicle)


def feared(sentence: Sentence, hit: Harmed) -> bool:
    """As in "are feared dead", "may have killed": nobody says yet that it is so."""
    if sentence.lows.isdisjoint(_OPEN):
        return False
    start = max(0, hit.i - FILLERS) if hit.active else hit.people.stop
    for k in range(hit.i - 1, start - 1, -1):
        if sentence.folded[k] in _OPEN and sentence.kinds[k] in "mf":
            return True
        if sentence.tokens[k].mark:
            break
    return False


def unreal(sentence: Sentence, i: int) -> bool:
    """Whether the verb at word `i` tells of what could, will or did not happen, or of an aim."""
    start = max(0, i - 4)
    shape = sentence.shape(start, i)
    shape = re.split(r"[,;\"]", shape)[-1]
    if _HEARD.search(shape) or (_REAL.search(shape) and _SUPPOSED.isdisjoint(sentence.folded[start:i])):
        return False
    aim = shape.endswith(("T", "Tb")) and not sentence.tokens[i].low.endswith("ing")  # not "admit to losing"
    return "m" in shape or "x" in shape or aim
