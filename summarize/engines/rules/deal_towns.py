"""Whether two sentences tell of deals of different towns."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.deal_site import only_scene
from summarize.engines.rules.dealings import Dealing
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence, Span

__all__ = ["apart_by_town", "towns_of"]

_OF: Final = 4  # words from a noun to its town: "deal in the town of"
_BACK: Final = 2
_MADE: Final = 6  # words from "signed" to where


def apart_by_town(reader: Reader, deal: Any, told: Dealing) -> bool:
    """Whether a sentence tells of a deal of other towns than those of this one.

    One that takes up a deal does so only where the noun itself has a town: "the Keslow agreement", "no deal in Keslow".
    """
    agreement = told.agreement
    if agreement.past or agreement.talks or deal.number == told.number or not deal.towns:
        return False
    here = _own(reader, told) if agreement.taken_up else towns_of(reader, told)
    return bool(here) and deal.towns.isdisjoint(here)


def towns_of(reader: Reader, told: Dealing) -> frozenset[str]:
    """The towns that the sentence names, else those of the one before in its paragraph."""
    sentence = reader.sentences[told.number]
    here = _named(reader, sentence, reader.sayings.statement(sentence, told.agreement.at[0]))
    if here or told.number == 0:
        return here
    before = reader.sentences[told.number - 1]
    if before.paragraph != sentence.paragraph:
        return here
    return _named(reader, before, (0, len(before.tokens)))


def _own(reader: Reader, told: Dealing) -> frozenset[str]:
    """The towns right beside the nouns: "the Keslow agreement", "the deal in Keslow"."""
    sentence = reader.sentences[told.number]
    found = []
    for i, j in reader.towns.inside(sentence, (0, len(sentence.tokens))):
        for a, b in told.agreement.spans:
            led = b < i <= b + _OF and sentence.tokens[b].low in {"in", "for", "on", "over", "of"}
            if (j == a or led) and not any(sentence.tokens[k].mark for k in range(min(b, j), max(a + 1, i))):
                found.append(sentence.words(i, j))
    return frozenset(found)


def _named(reader: Reader, sentence: Sentence, within: Span) -> frozenset[str]:
    """The towns among these words, but for where a deal was made."""
    seats = {c.i for c in sentence.countries if c.kind == "capital"}
    spans = reader.towns.inside(sentence, within)
    return frozenset(sentence.words(i, j) for i, j in spans if i not in seats and not _made_in(sentence, i))


def _made_in(sentence: Sentence, i: int) -> bool:
    """As in "signed in Keslow", "talks in Keslow"."""
    if i == 0 or sentence.tokens[i - 1].low not in {"in", "at"}:
        return False
    before = sentence.tokens[max(0, i - _MADE) : i]
    made = words("deals.signing", "deals.talks") | {"reached", "met", "agreed", "meeting"}
    return any(t.low in made for t in before)


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
