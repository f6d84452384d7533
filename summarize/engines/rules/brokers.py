"""Who mediates between the sides of a deal, or hosts their talks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarize.engines.rules.cast import Mention
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.sides import Side
from summarize.engines.rules.text import Sentence

__all__ = ["VERBS", "mediators", "noun_phrase"]

VERBS: Final = (
    "deals.agreed",
    "deals.refused",
    "deals.proposed",
    "deals.collapsed",
    "deals.suspended",
    "deals.talking",
    "deals.agreeing",
    "deals.swapping",
    "deals.swap_verbs",
    "deals.offering",
)
_CALLED: Final = ("deals.mediators", "deals.mediating", "deals.mediator_nouns")
_WORDS: Final = 6  # of one who is only described
_PAIRED: Final = 3  # words before the noun in which "Halvia-brokered" may stand
_MEDIATOR: Final = 4
_ROLE: Final = 8
_THROUGH: Final = 6  # words from "reached" to "through"
_WHENCE: Final = 6  # words of "from Keslow and Tarn province"
_BETWEEN: Final = frozenset({"intergovernmental", "ngo", "government"})


def mediators(reader: Reader, sentence: Sentence) -> list[str]:
    """Those who broker or host."""
    found = [
        m.entry.name
        for m in (reader.cast.mentions(sentence) if sentence.has(*_CALLED) else ())
        if _mediated_by(sentence, m) or _mediates(sentence, m) or _called_one(sentence, m)
    ]
    for _, j in sentence.spans("deals.mediators"):
        unnamed = noun_phrase(sentence, j, min(j + _WORDS, len(sentence.tokens)))
        end = unnamed.j if unnamed is not None else j
        taken = any(m.i < end and m.j > j for m in reader.cast.mentions(sentence))
        if unnamed is not None and not taken and not sentence.tokens[j].mark:
            found.append(sentence.words(unnamed.i, _whence(sentence, unnamed.j)))
    found += [*_through(reader, sentence), *_proposers(reader, sentence)]
    for i, _ in sentence.spans("deals.nouns") if "-" in sentence.text else ():
        for k in range(max(0, i - _PAIRED), i):
            first, _, last = sentence.tokens[k].text.partition("-")
            if last.lower() in words("deals.brokered") and sentence.tokens[k + 1].low != "coalition":
                entry = reader.cast.get(first)
                found.append(entry.name if entry is not None else first)
    return list(dict.fromkeys([*found, *_called_mediators(sentence)]))


def _whence(sentence: Sentence, j: int) -> int:
    """The end of a noun phrase with where its people are from: "elders from the nearby city of Keslow"."""
    if not sentence.runs_on(j + 1) or sentence.tokens[j].low != "from" or sentence.tokens[j].mark:
        return j
    end = j + 1
    while end - j <= _WHENCE and sentence.runs_on(end) and sentence.kinds[end] in "tgNonc":
        if sentence.kinds[end] == "c" and sentence.kinds[end + 1 : end + 2] != "N":
            break
        if sentence.starts(end, *VERBS, "deals.mediating", "deals.completed") is not None:
            break
        end += 1
    return end


def _through(reader: Reader, sentence: Sentence) -> Iterator[str]:
    """As in "an arrangement reached through the Red Cross", "an offer conveyed through Halvian diplomats"."""
    for k in sentence.where({"through", "via"}):
        if words("deals.passed_on").isdisjoint(sentence.folded[max(0, k - _THROUGH) : k]):
            continue
        named = next((m for m in reader.cast.mentions(sentence) if k < m.i <= k + 2), None)
        if named is not None and named.entry.sector in _BETWEEN:
            yield named.entry.name
        unnamed = noun_phrase(sentence, k + 1, min(k + 1 + _WORDS, len(sentence.tokens))) if named is None else None
        if unnamed is not None and sentence.tokens[unnamed.j - 1].low in words("deals.messengers"):
            yield unnamed.name


def _proposers(reader: Reader, sentence: Sentence) -> Iterator[str]:
    """As in "accepted a UN proposal": a body of several states proposes to others."""
    proposals = words("deals.proposals")
    for m in reader.cast.mentions(sentence) if not proposals.isdisjoint(sentence.lows) else ():
        follows = sentence.tokens[m.j].low if sentence.runs_on(m.j) else ""
        if m.entry.sector == "intergovernmental" and follows in proposals:
            yield m.entry.name


def _called_mediators(sentence: Sentence) -> Iterator[str]:
    """As in "through Halvian and Tarnish mediators": those told by what they are and whence."""
    for k in sentence.where(words("deals.mediator_groups")):
        start = k
        while start > 0 and not sentence.tokens[start].mark and sentence.kinds[start - 1] in "Ngc":
            start -= 1
        start += sentence.kinds[start] == "c"
        if start < k and sentence.tokens[start].capital:
            yield sentence.words(start, k + 1)


def noun_phrase(sentence: Sentence, start: int, end: int) -> Side | None:
    """The noun phrase that starts at word `start`, without its article."""
    start += start < end and sentence.kinds[start] == "t"
    stop = start
    while (
        stop < end
        and stop - start < _WORDS
        and sentence.kinds[stop] in "tgNo"
        and not (stop > start and sentence.tokens[stop].mark)
    ):
        if sentence.starts(stop, *VERBS, "deals.completed") is not None:
            break
        stop += 1
    return Side(start, stop, sentence.words(start, stop)) if start < stop else None


def _mediated_by(sentence: Sentence, m: Mention) -> bool:
    """As in "brokered by the neighbouring republic of Halvia", and those joined to it by "and"."""
    return any(
        j <= m.i <= j + 2 * _MEDIATOR and re.fullmatch(r"[tgNoc]*", sentence.shape(j, m.i))
        for _, j in sentence.spans("deals.mediators")
    )


def _mediates(sentence: Sentence, m: Mention) -> bool:
    """As in "Halvia has brokered", "Halvia, the main mediator,", "Halvia and Tarn, the two mediators,"."""
    joined = sentence.runs_on(m.j) and sentence.tokens[m.j].low == "and"
    return any(
        m.j <= i <= m.j + _ROLE
        and "y" not in sentence.kinds[j : j + 1]  # "signed a truce brokered by"
        and re.fullmatch(r",?[rhbtgni]*" if not joined else r"c[tN]+,?[rhbtgni]*", sentence.shape(m.j, i))
        for i, j in sentence.spans("deals.mediating")
    )


def _called_one(sentence: Sentence, m: Mention) -> bool:
    """As in "Bishop Osk of the Council of Churches, the sole mediator": a person described as one."""
    if not m.entry.person:
        return False
    return any(
        m.j < i <= m.j + 2 * _ROLE
        and sentence.shape(m.j, i).replace(",n,", ",").count(",") <= 1
        and "s" not in sentence.shape(m.j, i)
        for i, _ in sentence.spans("deals.mediator_nouns")
    )
