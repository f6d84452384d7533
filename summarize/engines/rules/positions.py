"""Whose positions a sentence on a deal tells besides what is said of it: who signed it, whose offer it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from summarize.engines.rules.attribution import Said
from summarize.engines.rules.cast import Mention
from summarize.engines.rules.deal_scene import Scene
from summarize.engines.rules.dealers import done_by
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.sides import Side
from summarize.engines.rules.text import Sentence, Span

__all__ = ["Position", "positions", "speaks_too"]

_BY: Final = 7  # words from "signed" to "by"
_NAMES: Final = 26  # words in which those who signed stand
_OWNER: Final = 3  # words between whose an offer is and the noun
_FROM: Final = 10  # words after "an offer by" in which its owner is named
_MOST: Final = 3
_NOBODY: Final = frozenset({"media", "medical", "civilian"})
_PARTY: Final = frozenset({"government", "military", "rebel_group", "paramilitary", "political"})


class Position(NamedTuple):
    """Who takes which stance, and the words that tell it."""

    said: Said
    stance: str
    told: Span


def positions(scene: Scene) -> list[Position]:
    """Those who signed or accepted the deal, told after "by", and those whose offer or call it is."""
    if scene.agreement.past:
        return []
    return [*_signers(scene), *_owners(scene)][:_MOST]


def speaks_too(scene: Scene, said: Said) -> Said | None:
    """Who speaks with the last of two: "a monitor" in "a monitor and state media said"; two nouns for many are one
    source.
    """
    sentence, start = scene.sentence, min(said.start, said.i)
    source = said.source.split() if said.source else []
    if said.cited or start < 2 or sentence.tokens[start - 1].low != "and" or not source:
        return None
    mention = next((m for m in scene.reader.cast.mentions(sentence) if m.j == start - 1), None)
    if mention is not None:
        return said._replace(source=mention.entry.name, entry=mention.entry)
    first = start - 1
    while first > 0 and not sentence.tokens[first].mark and sentence.kinds[first - 1] in "gNnt":
        first -= 1
        if sentence.kinds[first] == "t":
            break
    if first == start - 1 or sentence.tokens[start - 2].low not in words("speech.unnamed"):
        return None
    one = sentence.kinds[first] in "tn" or sentence.kinds[start] in "tn" or said.entry is not None
    return said._replace(source=sentence.words(first, start - 1), entry=None) if one else None


def _signers(scene: Scene) -> Iterator[Position]:
    sentence = scene.sentence
    for i in sentence.where(words("deals.signed_by")):
        by = next((k for k in range(i + 1, min(i + _BY, len(sentence.tokens))) if sentence.kinds[k] == "y"), None)
        if by is None or not _when_and_where(sentence, i + 1, by):
            continue
        end = by + 1
        while end < min(by + _NAMES, len(sentence.tokens)) and sentence.kinds[end] not in "szkb":
            end += 1
        named = [m for m in scene.reader.cast.mentions(sentence) if by < m.i and m.j <= end]
        persons = [m for m in named if m.entry.person]
        clause = next((k for k in range(by + 1, end) if sentence.kinds[k] == "w"), end)
        sides = [Side(m.i, m.j, m.entry.name, m.entry) for m in persons] or scene.sides.named(
            sentence, (by + 1, clause)
        )
        for side in sides[:_MOST]:
            if side.entry is not None and (side.entry.sector in _PARTY or side.entry.person or side.state):
                yield Position(_said(side), "accepts", (i, max(side.j, i + 1)))
        return


def _when_and_where(sentence: Sentence, i: int, j: int) -> bool:
    """Whether nothing stands in the words `[i, j)` but when and where: "signed in Tarn on Monday by"."""
    return all(k in sentence.timed or sentence.kinds[k] in "iNdnr" for k in range(i, j))


def _owners(scene: Scene) -> Iterator[Position]:
    sentence = scene.sentence
    for i, j in sentence.spans("deals.put_forward"):
        owner = _before(scene, i) or _after(scene, j)
        if owner is not None and (owner.entry is not None or owner.name.lower().split()[-1] in words("deals.parties")):
            yield Position(_said(owner), "proposes", (i, j))
            return
    cue = scene.cue("deals.proposed")
    by = done_by(sentence, cue[0]) if cue is not None else None
    if cue is not None and by is not None:
        end = min(by + 1 + _OWNER, len(sentence.tokens))
        yield from [Position(_said(s), "proposes", cue) for s in scene.sides.named(sentence, (by + 1, end))[:1]]


def _before(scene: Scene, i: int) -> Side | None:
    """As in "a U.N. proposal", "the army's latest offer"."""
    sentence = scene.sentence
    found = scene.sides.owner_before(sentence, i)
    if found:
        return found[0]
    for m in reversed(scene.reader.cast.mentions(sentence)):
        beside = m.j <= i <= m.j + _OWNER and all(kind in "gn" for kind in sentence.kinds[m.j : i])
        if beside and _could(m) and not any(t.mark for t in sentence.tokens[m.j : i + 1]):
            return Side(m.i, m.j, m.entry.name, m.entry)
    return None


def _after(scene: Scene, j: int) -> Side | None:
    """As in "a call by the bishop for a truce"."""
    sentence = scene.sentence
    if not sentence.runs_on(j) or sentence.tokens[j].low not in {"by", "from"}:
        return None
    named = [m for m in scene.reader.cast.mentions(sentence) if j < m.i <= j + _OWNER and _could(m)]
    if named:
        return Side(named[0].i, named[0].j, named[0].entry.name, named[0].entry)
    return next(iter(scene.sides.named(sentence, (j + 1, min(j + _FROM, len(sentence.tokens))))), None)


def _could(mention: Mention) -> bool:
    return mention.entry.sector not in _NOBODY


def _said(side: Side) -> Said:
    return Said(0, 0, "asserts", side.name, side.entry)
