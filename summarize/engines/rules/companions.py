"""Those who go with somebody named: "Ivo Osk fled with his three children"."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.counted import Counted
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.refuges import FEW
from summarize.engines.rules.text import Sentence

__all__ = ["companions"]

_REACH: Final = 10  # words from the verb to "with"
_VERBS: Final = (
    ("fled", "fled"),
    ("evacuated", "evacuated"),
    ("returned", "returned"),
    ("displaced", "displaced"),
    ("arrived", "displaced"),
    ("staying", "displaced"),
    ("left", "fled"),
    ("going_away", "fled"),
    ("crossing", "fled"),
)

_STAYS: Final = frozenset({"staying", "displaced"})

Way = tuple[str, int, int]
"""A movement, and the words `[i, j)` that tell it."""


def companions(sentence: Sentence, person: Counted) -> Way | None:
    """The movement of kin who go or stay with somebody: the verb before "with", None where nothing of it is told."""
    k = person.i - 1
    if k > 0 and sentence.kinds[k] == "t":
        k -= 1
    kin = sentence.folded[person.stop - 1] in words("movement.kin") or sentence.low(person.j, person.j + 2) in words(
        "movement.kin"
    )
    if k <= 0 or not kin or sentence.folded[k] != "with" or sentence.tokens[k].mark not in {"", ","}:
        return None
    best: Way | None = None
    few = sentence.low(person.i, person.j) in FEW
    for name, move in _VERBS:
        if few and name not in _STAYS:
            continue  # "who walked there with her two sons"
        for i, j in sentence.spans(f"movement.{name}"):
            near = j <= k <= j + _REACH and not any(t.mark and t.mark != "," for t in sentence.tokens[j : k + 1])
            if near and "n" not in sentence.kinds[j:k] and (best is None or i > best[1]):
                best = move, i, j
    return best
