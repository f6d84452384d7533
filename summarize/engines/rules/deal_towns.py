"""Which town a sentence puts its deal to."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.deal_site import only_scene
from summarize.engines.rules.dealings import Dealing
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence

__all__ = ["own_town"]

_BACK: Final = 2  # sentences back in which its town may stand
_MADE: Final = 6  # words from "signed" to where


def own_town(reader: Reader, told: Dealing) -> str | None:
    """The town that a sentence puts its deal to: right beside the noun, else the nearest of those it names, else the
    one last named before in its paragraph.
    """
    sentence = reader.sentences[told.number]
    i, j = told.agreement.at
    here = [s for s in reader.towns.inside(sentence, reader.sayings.statement(sentence, i)) if _about(sentence, s[0])]
    if here:
        a, b = min(here, key=lambda s: max(i - s[1], s[0] - j))
        return sentence.words(a, b)
    for before in reversed(reader.sentences[max(0, told.number - _BACK) : told.number]):
        if before.paragraph != sentence.paragraph:
            break
        named = [s for s in reader.towns.inside(before, (0, len(before.tokens))) if _about(before, s[0])]
        if named:
            return before.words(*named[-1])
    return None


def _about(sentence: Sentence, i: int) -> bool:
    """Whether the place at word `i` may be what a deal is about: no capital, none that people go to or speak in."""
    if any(c.i == i and c.kind == "capital" for c in sentence.countries) or _made_in(sentence, i):
        return False
    led = sentence.tokens[i - 1].low if i else ""
    return led not in {"to", "into", "toward", "towards", "via", "from"} and not only_scene(sentence, i)


def _made_in(sentence: Sentence, i: int) -> bool:
    """As in "signed in Keslow", "talks in Keslow"."""
    if i == 0 or sentence.tokens[i - 1].low not in {"in", "at"}:
        return False
    before = sentence.folded[max(0, i - _MADE) : i]
    told = not words("deals.signing", "deals.talks").isdisjoint(before)
    return told or not {"reached", "met", "agreed", "meeting"}.isdisjoint(before)
