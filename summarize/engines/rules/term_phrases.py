"""Where the phrase of a term begins and ends, and where a coordination of several is cut."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["modal", "phrases", "shown"]

_WORDS: Final = range(2, 31)
_CLAUSE: Final = 14  # words from a comma or "and" to the verb of another clause
_ASIDE: Final = 16  # words of a relative clause or the like between commas
_TAIL: Final = 6  # words of a time or place that goes on after "until" or "during"
_DEED: Final = re.compile(
    r"[a-z-]+(?:tion|ment|ing|drawal|over|sal|val)s?|release|return|end|halt|pause|exchange|swap|departure|access|passage"
)
_MODAL: Final = frozenset({"would", "will", "must", "shall", "could", "can", "may"})
"""Verbs by which a clause tells what is to be done."""
_BREAKS: Final = frozenset(';"(-:“”')
_LETTING: Final = frozenset({"allow", "let", "enable", "permit"})
_TIMED: Final = frozenset({"until", "till", "since", "before", "after", "during", "than", "once"})
_AS: Final = frozenset({"far", "long", "soon", "well", "part", "many", "much"})
_EDGE: Final = " ,;:.—–-\"“”`'"
_EMPTY: Final = frozenset({"and", "or", "to", "also", "then", "would", "will", "plus", "not"})


def phrases(sentence: Sentence, start: int, end: int, *, noun: bool = False, clause: bool = False) -> list[Span]:
    """The terms that begin at word `start`, before word `end`: one, or the parts of a coordination of several.

    `noun`: they describe a noun, which may be the subject, so that they end before its verb; `clause`: each is a clause
    with a subject of its own.
    """
    found: list[Span] = []
    a = k = start
    while k < end:
        if k > a:
            if _stops(sentence, (a, k), end, noun=noun):
                break
            cut = _cut(sentence, (a, k), end)
            if cut is not None:
                found.append((a, k))
                a, k = cut
                continue
            if _aside(sentence, (a, k)) and not (clause and _in_subject(sentence, (a, k))):
                break
        k += 1
    return [*found, (a, k)]


def _stops(sentence: Sentence, span: Span, end: int, *, noun: bool) -> bool:
    """Whether the term `span` ends before the next word, with what it is part of."""
    a, k = span
    if not _BREAKS.isdisjoint(sentence.tokens[k].mark) or (
        sentence.kinds[k] in "szk" and not _goes_on(sentence, k, end)
    ):
        return True
    return (noun and _finite(sentence, a, k)) or sentence.starts(k, "deals.conditions") is not None


def _cut(sentence: Sentence, span: Span, end: int) -> Span | None:
    """Where the next term begins, and the word from which it is read on, where one follows the term `span`."""
    a, k = span
    joined, comma = sentence.tokens[k].low in {"and", "or"}, "," in sentence.tokens[k].mark
    n = None
    if (joined or comma) and k > a + 1:
        n = _another(sentence, k + joined, end, clause=modal(sentence, a, k) is not None)
    if n is None and comma and sentence.kinds[k] in "wpt":
        n = _past_aside(sentence, k, end)
    if n is not None:
        return n, n + 1
    if sentence.kinds[k] == "T" and k > a + 2 and k + 2 < end and sentence.tokens[k + 1].low in _LETTING:
        return k + 1, k + 2  # "a pause to let the wounded leave"
    returned = sentence.starts(k, "deals.exchanged_for")
    return None if returned is None else (k, returned)


def _aside(sentence: Sentence, span: Span) -> bool:
    """Whether the comma after the term `span` opens what is no part of it."""
    a, k = span
    if "," not in sentence.tokens[k].mark:
        return False
    return sentence.kinds[k] in "wptksz" or _participle(sentence, a, k)


def _in_subject(sentence: Sentence, span: Span) -> bool:
    """As in "insulin, the wounded and fuel were to be let in": the verb is still to come."""
    return modal(sentence, *span) is None and sentence.kinds[span[1]] not in "wks"


def shown(sentence: Sentence, span: Span) -> str:
    """The words of a term without what only joins it, "" where too few or too many are left."""
    i, j = span
    while i < j and sentence.tokens[i].low in _EMPTY - {"not"}:
        i += 1
    while i < j and (sentence.tokens[j - 1].low in _EMPTY or sentence.kinds[j - 1] in "zw"):
        j -= 1
    text = sentence.words(i, j).strip(_EDGE)
    return text if len(text.split()) in _WORDS else ""


def modal(sentence: Sentence, i: int, j: int) -> int | None:
    """The first word in `[i, j)` after which it is told what is to be done: "would", and the "to" of "were to"."""
    for k in range(i, j):
        if sentence.tokens[k].low in _MODAL and not sentence.tokens[k].capital:
            return k
        if sentence.kinds[k] == "T" and k > i:
            led = k - 1 - (sentence.kinds[k - 1] == "x" and k - 1 > i)  # "undertook not to"
            if sentence.kinds[led] in "bh" or sentence.tokens[led].low in words("deals.bound"):
                return k
    return None


def _deed(sentence: Sentence, k: int, end: int) -> bool:
    """Whether a noun for what is done stands at word `k`: "the reopening of the market", "an end to air raids"."""
    k += sentence.kinds[k] == "t"
    k += k + 2 < end and sentence.kinds[k] in "gn" and sentence.tokens[k + 1].low not in {"of", "to", "for"}
    if k + 1 >= end or sentence.tokens[k + 1].low not in {"of", "to", "for"}:
        return False
    return _DEED.fullmatch(sentence.tokens[k].low) is not None


def _goes_on(sentence: Sentence, k: int, end: int) -> bool:
    """Whether the word at `k` opens no new statement: "until Friday", "so that", "as far as"."""
    low = sentence.tokens[k].low
    after = sentence.tokens[k + 1].low if k + 1 < end else ""
    if low == "so":
        return after in {"that", "as"}
    if low == "as":
        return after in _AS or (k > 1 and sentence.tokens[k - 2].low == "as" and sentence.tokens[k - 1].low in _AS)
    if low == "once":
        return sentence.tokens[k - 1].low == "at"
    if low not in _TIMED or sentence.tokens[k].mark:
        return False
    if any(i in (k, k + 1) for i, _ in sentence.whens):
        return True
    stop = next((n for n in range(k + 1, min(k + _TAIL, end)) if sentence.tokens[n].mark), min(k + _TAIL, end))
    return low in {"during", "than"} or (stop == end and not set(sentence.kinds[k + 1 : stop]) & set("bhmws"))


def _another(sentence: Sentence, k: int, end: int, *, clause: bool) -> int | None:
    """Where another thing to do begins, at word `k` or past what joins it, None where none does."""
    while k < end and sentence.tokens[k].low in _EMPTY and not sentence.tokens[k].mark.strip(", "):
        if sentence.tokens[k].low == "to" and k + 1 < end and sentence.kinds[k + 1] in "gs":
            return k + 1  # "agreed to …, and to settle"
        if sentence.tokens[k].low == "not":
            break
        k += 1
    if k + 1 >= end:
        return None
    to = k + 1 + (sentence.kinds[k + 1] == "x")
    if sentence.tokens[k].low in words("deals.promising") and to + 1 < end and sentence.kinds[to] == "T":
        return to + 1  # "agreed to … and decided to reopen"
    if (sentence.tokens[k].low in words("deals.to_do") and sentence.kinds[k + 1] != "b") or _deed(sentence, k, end):
        return k
    called = sentence.tokens[k].low == "for"
    if not clause and not called:
        return None
    ahead = range(k + 1, min(k + _CLAUSE, end))
    stop = next((n for n in ahead if not _BREAKS.isdisjoint(sentence.tokens[n].mark)), ahead.stop)
    if called:  # "called for fighting to stop and for both sides to pull back"
        stop = next((n for n in ahead if sentence.tokens[n].mark), ahead.stop)
        return k + 1 if "T" in sentence.kinds[k + 2 : stop] else None
    at = modal(sentence, k, stop)
    return k if at is not None and at > k and sentence.kinds[k] not in "wzsk" else None


def _participle(sentence: Sentence, a: int, k: int) -> bool:
    """As in ", ending nine days of clashes": no part of a list of such."""
    return sentence.tokens[k].low.endswith("ing") and not sentence.tokens[a].low.endswith("ing")


def _past_aside(sentence: Sentence, k: int, end: int) -> int | None:
    """Where another thing to do begins after an aside that opens at word `k`: ", which it cut in March, and to …"."""
    for n in range(k + 1, min(k + _ASIDE, end)):
        if "," in sentence.tokens[n].mark and sentence.tokens[n].low in {"and", "or"}:
            return _another(sentence, n + 1, end, clause=False)
    return None


def _finite(sentence: Sentence, a: int, k: int) -> bool:
    """Whether the verb of the noun that is described stands at word `k`."""
    if any(sentence.kinds[n] == "w" or sentence.tokens[n].low == "that" for n in range(a, k)):
        return False
    if sentence.starts(k, "deals.collapsed", "deals.suspended", "deals.happened", "deals.refused") is not None:
        return sentence.kinds[k - 1] not in "Tmt"
    return sentence.kinds[k] in "bhm" and sentence.kinds[k - 1] not in "Tm"
