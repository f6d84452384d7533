"""People who are let go, or only brought away: figures that tell of no harm."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.asides import gap_to, past_asides
from summarize.engines.rules.befalling import FILLERS, NEAR, Harmed, unreal
from summarize.engines.rules.counted import Counted
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["moved", "released"]

_LET_GO = re.compile(r"[torn]*")
_WERE_LET_GO = re.compile(r"[^;\"skz,]{0,16}b[rb]*")
_WERE_MOVED = re.compile(r"(?:c[gN])?[^;\"skzw,]{0,6}(?:mr?b|bT?b)r*")
"""Number to verb: "19 wounded people could be", "19 wounded were to be"."""
_TILL: Final = frozenset({"until", "unless", "once", "till"})
"""Before what is still to come: "would not disarm until nine prisoners were freed"."""
_CLAUSE: Final = 8  # words from "until" to the verb
_WERE = re.compile(r"h?r?br*")
_LET: Final = frozenset({"let", "allow", "letting", "allowing"})
_LET_REACH: Final = 5  # words from "let" to the verb


def moved(sentence: Sentence, hit: Harmed) -> bool:
    """Whether wounded people are only those whom somebody would bring away: "agreed to let the trucks take 52 of the
    wounded to Keslow", "19 wounded men could be flown out" tell of a plan and count nobody who was hurt.
    """
    person = hit.people
    told = person.noun <= hit.i <= person.stop and sentence.tokens[hit.i].low in words("harm.injured_describes")
    if hit.harm != "injured" or not told:
        return False
    past = max(person.stop, hit.j)
    aside = past_asides(sentence, past)
    for i, j in sentence.spans("harm.moved"):
        if 0 <= person.i - j <= FILLERS and _LET_GO.fullmatch(sentence.shape(j, person.i)):
            let = any(t.low in _LET for t in sentence.tokens[max(0, i - _LET_REACH) : i])
            return let or unreal(sentence, i) or _plainly(sentence, person)
        gap = gap_to(sentence, past, aside, i) if i >= past else None
        if gap is not None and _plainly(sentence, person) and _WERE.fullmatch(gap):
            return True
        if past <= i <= past + NEAR and _WERE_MOVED.fullmatch(sentence.shape(past, i)):
            return True
    return False


def _plainly(sentence: Sentence, person: Counted) -> bool:
    """Whether they are only called wounded, as in "moved 19 wounded people": how badly would tell of the harm."""
    return "r" not in sentence.kinds[person.j : person.stop]


def _still_held(sentence: Sentence, i: int, j: int) -> bool:
    """Whether the words of release `words[i:j]` only tell of what may come ("ready to free")."""
    to_come = unreal(sentence, i) or (i > 0 and sentence.kinds[i - 1] == "T")
    to_come = to_come or any(t.low in _TILL for t in sentence.tokens[max(0, i - _CLAUSE) : i])
    noun = sentence.tokens[j - 1].low == "of"
    return to_come or (noun and any(t.low in words("harm.demanded") for t in sentence.tokens[max(0, i - 4) : i]))


def released(sentence: Sentence, hit: Harmed) -> bool:
    """Whether the people were let go: "freed nine captives", "nine captives were freed"."""
    person = hit.people
    for i, j in sentence.spans("harm.released"):
        if 0 <= person.i - j <= FILLERS and _LET_GO.fullmatch(sentence.shape(j, person.i)):
            return not _still_held(sentence, i, j)
        after = hit.harm == "detained" and person.stop <= i <= person.stop + NEAR
        gap = sentence.shape(person.stop, i)
        if "than" in sentence.low(person.stop, i).split():
            gap = gap.replace("z", "r", 1)  # "seized more than a year ago have been freed"
        if after and (not gap or _WERE_LET_GO.fullmatch(gap)):  # "ten hostages freed"
            return not any(t.low in _TILL for t in sentence.tokens[max(0, person.i - _CLAUSE) : person.i])
    return False
