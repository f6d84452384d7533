"""The terms of a deal, as phrases of the article, one a term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from summarize.engines.rules.agreements import Agreement
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence

__all__ = ["further_terms", "tells_terms", "terms"]

_WORDS: Final = range(2, 26)
_MOST: Final = 4
_TO_BE: Final = frozenset({"would", "were", "was", "are", "is", "must", "will", "shall", "had", "have", "has"})
_HOPES: Final = frozenset({"hoped", "hopes", "hope", "hoping", "feared", "fears"})
_UNDER: Final = 4  # words from "under" to the noun
_NEXT: Final = 8  # words from "and" to the "would" of another clause
_SUBJECT: Final = 4
_ASIDE: Final = 8  # words of an aside between a subject and "would"
_DEED: Final = re.compile(r"[a-z-]+(?:tion|ment|ing|drawal|over)s?|release|return|end|halt|exchange|swap|departure")
_EDGE: Final = ' ,;:.—–-"“”'


def terms(sentence: Sentence, agreement: Agreement, end: int) -> list[str]:
    """What the sentence says that is agreed on, before word `end`: after "under which", "agreed to" and the like."""
    found: list[str] = []
    for i, j in agreement.spans:
        found += _qualified(sentence, i, j)
        if (
            sentence.starts(i, "deals.agreeing", "deals.agree_verbs", "deals.offering") is not None
            and sentence.tokens[j - 1].low == "to"
        ):
            # "agreed not to fire"
            found += _listed(sentence, j - 2 if sentence.tokens[j - 2].low == "not" else j, end)
        elif sentence.starts(i, "deals.swap_verbs", "deals.letting_go") is not None and not _a_noun(sentence, i):
            found += _listed(sentence, i, end)
        elif j + 1 < len(sentence.tokens) and sentence.tokens[j].low == "to" and sentence.kinds[j + 1] in "gs":
            found += _listed(sentence, j + 1, end)
    for _, j in sentence.spans("deals.term_leads"):
        if j < end:
            found += _listed(sentence, j, end)
    return _several(found)


def further_terms(reader: Reader, sentence: Sentence, *, sure: bool) -> list[str]:
    """Terms of a sentence that goes on with them: "Its fighters would hand over mortars, keep their rifles and sail".

    Of one that does not say that it does (`sure`), only what sides or people would do.
    """
    found: list[str] = []
    if any(t.low in _HOPES for t in sentence.tokens):
        return found
    for i in _promised(sentence):
        if sentence.quoted[i] or i + 1 >= len(sentence.tokens) or sentence.kinds[i + 1] == "x":
            continue
        subject = i - 1 if sentence.kinds[i] == "T" else i
        bound = sentence.tokens[subject].low in words("deals.bound")
        subject -= bound and subject > 0 and sentence.kinds[subject - 1] in "bh"
        if not sure and (sentence.tokens[subject].low not in _TO_BE or not _does(sentence, subject)):
            continue
        start = i + 1 if _active(sentence, i) else _clause_start(sentence, i)
        found += _coordinated(sentence, start, _end(sentence, i + 1, reader.sayings.statement(sentence, i)[1]))
    return _several(found)


def tells_terms(sentence: Sentence) -> bool:
    """Whether the sentence says that it tells terms: "Under a deal reached on Monday, …", "in return"."""
    if sentence.has("deals.under"):
        return True
    if "under" not in sentence.lows:
        return False
    nouns = [i for i, _ in sentence.spans("deals.nouns")]
    return any(
        token.low == "under" and any(k < i <= k + _UNDER for i in nouns) for k, token in enumerate(sentence.tokens)
    )


def _promised(sentence: Sentence) -> list[int]:
    """The words after which it is told what is to be done: "would", and the "to" of "were to"."""
    tokens, kinds = sentence.tokens, sentence.kinds
    found = [k for k, t in enumerate(tokens) if t.low in words("deals.would")]
    bound = {k for k, t in enumerate(tokens, 1) if kinds[k - 1] in "bh" or t.low in words("deals.bound")}
    return sorted([*found, *(k for k in range(1, len(tokens)) if kinds[k] == "T" and k in bound)])


def _does(sentence: Sentence, i: int) -> bool:
    """Whether the subject of "would" at word `i` is people or a side."""
    k = i
    if "," in sentence.tokens[i].mark:  # "Its fighters, he said, would"
        k = next((n for n in range(i - 1, max(0, i - _ASIDE), -1) if "," in sentence.tokens[n].mark), 0)
    if k == 0:
        return False
    head = sentence.tokens[k - 1].low
    return head in words("deals.parties", "ultimatums.parties", "harm.persons", "harm.civilians", "deals.people")


def _several(found: list[str]) -> list[str]:
    kept: list[str] = []
    for text in dict.fromkeys(found):
        if not any(text in k or k in text for k in kept):
            kept.append(text)
    return kept[:_MOST]


def _qualified(sentence: Sentence, i: int, j: int) -> Iterator[str]:
    """A truce with the words that limit it: "a five-day humanitarian ceasefire"."""
    first = i
    while first > 0 and not sentence.tokens[first].mark and sentence.tokens[first - 1].low in words("deals.limits"):
        first -= 1
    days = first > 0 and not sentence.tokens[first].mark and sentence.tokens[first - 1].low.partition("-")[2]
    first -= 1 if days in {"day", "hour", "week", "month", "year"} else 0
    if first < i and sentence.starts(i, "deals.ceasefire") is not None:
        yield sentence.words(first, j)


def _active(sentence: Sentence, i: int) -> bool:
    return sentence.kinds[i + 1] != "b"


def _clause_start(sentence: Sentence, i: int) -> int:
    k = i
    while k > 0 and not sentence.tokens[k].mark and sentence.kinds[k - 1] not in "szkwc":
        k -= 1
    return k


def _end(sentence: Sentence, k: int, end: int) -> int:
    start = k
    while k < end and not set(sentence.tokens[k].mark) & set(';"(-') and k - start <= 2 * _WORDS[-1]:
        if k > start and (sentence.kinds[k] in "szk" or (sentence.tokens[k].mark and sentence.kinds[k] in "wp")):
            break
        k += 1
    return k


def _listed(sentence: Sentence, k: int, end: int) -> list[str]:
    """The words from word `k` to the end of their clause, as they stand."""
    stop = k
    while stop < end and not set(sentence.tokens[stop].mark) & set(';"(-') and stop - k <= _WORDS[-1]:
        if stop > k and (
            sentence.kinds[stop] in "szk" or (sentence.tokens[stop].mark and sentence.kinds[stop] in "twksp")
        ):
            break
        stop += 1
    if k + 1 < stop and sentence.kinds[k] == "p" and sentence.tokens[k + 1].low in words("deals.would"):
        k += 1  # "under which they would leave"
    while k < stop and sentence.tokens[k].low in {"would", "will"}:
        k += 1
    k = sentence.starts(k, "deals.term_leads") or k  # "a deal that provides for"
    if k < stop and (sentence.kinds[k] in "id" or any(k == i for i, _ in sentence.whens)):
        return []  # "included in the deal"
    bound = next((n for n in range(k, min(k + _SUBJECT, stop)) if sentence.kinds[n] == "T"), None)
    if bound is not None and bound > k and sentence.kinds[bound - 1] == "b" and sentence.kinds[k] == "p":
        k = bound + 1  # "under which it was to start"
    return _coordinated(sentence, k, stop)


def _coordinated(sentence: Sentence, start: int, end: int) -> list[str]:
    """The parts of a coordination of things to do, each of two words or more: "free the captives and quit the town"."""
    cuts = [start]
    for k in range(start + 2, end - 1):
        tokens = sentence.tokens
        joined = tokens[k].low in {"and", "or"} or ("," in tokens[k].mark and tokens[k].low not in {"and", "or"})
        verb = k + 1 if tokens[k].low in {"and", "or"} else k
        verb += tokens[verb].low == "to" and verb + 1 < end
        told = any(t.low in words("deals.would", "deals.to_do") for t in tokens[start:k])  # not "men and women would"
        clause = (
            told
            and tokens[k].low == "and"
            and any(t.low in words("deals.would") for t in tokens[k + 1 : min(k + _NEXT, end)])
        )
        returned = sentence.starts(k, "deals.exchanged_for") is not None
        done = joined and (tokens[verb].low in words("deals.to_do") or _deed(sentence, verb, end))
        if clause or returned or done:
            cuts.append(k)
    parts = (_without_join(sentence, a, b) for a, b in pairwise([*cuts, end]))
    return [p for p in parts if len(p.split()) in _WORDS]


def _deed(sentence: Sentence, k: int, end: int) -> bool:
    """Whether a noun for what is done stands at word `k`: "the reopening of the market", "an end to air raids"."""
    k += sentence.kinds[k] == "t"
    if k + 1 >= end or sentence.tokens[k + 1].low not in {"of", "to"}:
        return False
    return _DEED.fullmatch(sentence.tokens[k].low) is not None


def _a_noun(sentence: Sentence, i: int) -> bool:
    """As in "the release of", "another release": the word at `i` is no verb."""
    return sentence.tokens[i].low in {"release", "free"} and (i == 0 or sentence.kinds[i - 1] not in "Tmcp")


def _without_join(sentence: Sentence, i: int, j: int) -> str:
    """The words without an "and", an adverb or a "to" before what is to be done."""
    while i < j and sentence.tokens[i].low in {"and", "or", "to", "also", "then", "both", "would", "will"}:
        i += 1
    return sentence.words(i, j).strip(_EDGE)
