"""The two that fight each other in an article on a feud, of whom none is the state: two militias, clans, commanders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from summarize.engines.rules.cast import Entry
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence

__all__ = ["rivals"]

_LEAD: Final = 4  # sentences in which it is told what an article is about
_PAIR: Final = 2
_AHEAD: Final = 3  # words from "rival" to the noun
_NAME: Final = 4
_ARMED: Final = frozenset({"rebel_group", "paramilitary"})
_UNARMED: Final = frozenset({"ngo", "civilian"})
_ANY: Final = _ARMED | {
    "political",
    "other",
    "military",
    "ngo",
    "civilian",
}  # what a feud's unknown groups are taken for


def rivals(reader: Reader) -> list[str]:
    """Their names, the one named first before the other; none where the article is about no feud, or names but one."""
    if not any(_feud(sentence) for sentence in reader.sentences[:_LEAD]):
        return []
    for sentence in reader.sentences:
        for pair in (*_his_rival(reader, sentence), *_together(sentence)):
            return pair
    joined = Counter(pair for sentence in reader.sentences for pair in _joined(reader, sentence))
    if joined:
        return list(joined.most_common(1)[0][0])
    count = Counter(
        m.entry.name for sentence in reader.sentences for m in reader.cast.mentions(sentence) if _may_be(m.entry)
    )
    most = [name for name, _ in count.most_common(_PAIR)]
    return most if len(most) == _PAIR else []


def _feud(sentence: Sentence) -> bool:
    """As in "rival militias", "two warring tribes", "an end to the feud"; not "the warring sides"."""
    for i, j in sentence.spans("deals.feuds"):
        ahead = {t.low for t in sentence.tokens[j : j + _AHEAD]}
        if sentence.low(i, j).startswith("feud") or not ahead.isdisjoint(words("deals.feuding_groups")):
            return True
    return False


def _may_be(entry: Entry) -> bool:
    """Whether it may be one of two groups: armed, and no state's; a man only if he has none behind him."""
    if entry.person:
        return entry.sector in _ARMED and entry.part_of is None
    return entry.sector in _ARMED or (entry.sector == "military" and entry.part_of is not None and " " in entry.name)


def _his_rival(reader: Reader, sentence: Sentence) -> Iterator[list[str]]:
    """As in "Tarn and his rival, Commander Osk"."""
    persons = [m for m in reader.cast.mentions(sentence) if m.entry.person]
    for k, token in enumerate(sentence.tokens):
        if token.low != "rival" or sentence.tokens[k - 1].low not in {"his", "their"}:
            continue
        before = [m for m in persons if m.j <= k]
        after = [m for m in persons if k < m.i <= k + _NAME]
        if before and after:
            yield [before[-1].entry.name, after[0].entry.name]


def _together(sentence: Sentence) -> Iterator[list[str]]:
    """As in "the Tarn and Osk tribes"."""
    groups = [n for n, t in enumerate(sentence.tokens) if n > _PAIR and t.low in words("deals.feuding_groups")]
    for i in groups:
        if (
            sentence.shape(i - 3, i + 1).startswith("NcN")
            and not sentence.tokens[i].mark
            and not sentence.tokens[i - 2].mark
        ):
            yield [sentence.tokens[i - 3].text, sentence.tokens[i - 1].text]


def _joined(reader: Reader, sentence: Sentence) -> Iterator[tuple[str, str]]:
    """As in "the Ulmar Guard and the Red Lance": two bodies."""
    bodies = [m for m in reader.cast.mentions(sentence) if not m.entry.person and m.entry.kind != "state"]
    for one, other in pairwise(bodies):
        sectors = {one.entry.sector, other.entry.sector}
        if sentence.shape(one.j, other.i) in {"c", "ct"} and sectors <= _ANY and not sectors <= _UNARMED:
            yield one.entry.name, other.entry.name
