"""Words that ran together, as they do in text that was taken from a page: "weredisplaced", "peoplebetween"."""

from __future__ import annotations

from functools import cache
from typing import Final

from summarize.engines.rules.lexicons import kinds, words
from summarize.engines.rules.tokens import Token

__all__ = ["parted", "seam"]

_SHORTEST: Final = 8  # letters of two words that are parted
_VERBS: Final = (
    *(f"movement.{name}" for name in ("fled", "evacuated", "displaced", "displaced_nouns", "returned", "forced_from")),
    *("movement.trapped", "harm.killed_passive", "harm.injured_passive", "harm.killed_active", "harm.injured_active"),
)
_PEOPLE: Final = ("harm.persons", "harm.civilians", "harm.combatants")


def parted(tokens: list[Token], begins: list[int]) -> tuple[list[Token], list[int]]:
    """The same words and where they begin; what ran together is two where one is for people or what befalls them, one
    a small word.
    """
    found: list[Token] = []
    at: list[int] = []
    for token, begin in zip(tokens, begins, strict=True):
        k = seam(token.low)
        if k:
            found.append(token._replace(text=token.text[:k], low=token.low[:k], owner=False))
            at.append(begin)
        rest = token._replace(text=token.text[k:], low=token.low[k:], mark="", capital=False)
        found.append(rest if k else token)
        at.append(begin + k)
    return found, at


def seam(low: str) -> int:
    """Where a word is to be parted, 0 for nowhere."""
    if len(low) < _SHORTEST or not low.isalpha():
        return 0
    for k in range(2, len(low) - 1):
        head, tail = low[:k], low[k:]
        if (tail in _told() and head in words("noise.run_before")) or (
            (head in _told() or head in _people()) and tail in words("noise.run_after")
        ):
            return k
    return 0


@cache
def _told() -> frozenset[str]:
    return frozenset(w for w in words(*_VERBS) if len(w) > 3 and w.isalpha()) - kinds().keys()


@cache
def _people() -> frozenset[str]:
    return frozenset(w for w in words(*_PEOPLE) if len(w) > 3 and w.isalpha() and w[-1] in "sne")
