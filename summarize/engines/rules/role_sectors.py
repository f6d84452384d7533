"""The sector that a role tells: "a nurse", "police spokesman", "director of the hospital"."""

from __future__ import annotations

from functools import cache

from summarize.engines.rules.lexicons import group, words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["is_rebel", "sector_cued", "sector_told"]


def sector_told(sentence: Sentence, i: int, j: int, title: str) -> str:
    """The sector of who has the role `[i, j)`: that of the title, else of the longest end of the role; "" for none."""
    if title:
        return title
    for n in range(j - i):
        sector = _role_sectors().get(sentence.low(i + n, j))
        if sector:
            return sector
    return ""


def sector_cued(sentence: Sentence, span: Span) -> str:
    """The sector that the first telling word of a role and what it is of tells: "army", "rebels", "hospital"."""
    for low in sentence.folded[slice(*span)]:
        if low in words("people.medical_places"):
            return "medical"
        if sector := _cues().get(low):
            return sector
    return ""


def is_rebel(low: str) -> bool:
    """Whether a word in small letters is one for rebels."""
    return _cues().get(low) == "rebel_group"


@cache
def _role_sectors() -> dict[str, str]:
    return _by_word("people.sectors")


@cache
def _cues() -> dict[str, str]:
    return _by_word("people.cues")


def _by_word(name: str) -> dict[str, str]:
    """The sector of each word of a group that lists words by sector."""
    listed = {sector: named for sector, named in group(name).items() if isinstance(named, list) and sector != "words"}
    return {word: sector for sector, named in listed.items() for word in named}
