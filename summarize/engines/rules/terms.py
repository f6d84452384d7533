"""The terms of a deal, as phrases of the article, one a term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarize.engines.rules.agreements import Agreement
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.term_phrases import modal, phrases, shown
from summarize.engines.rules.text import Sentence, Span

__all__ = ["further_terms", "tells_terms", "terms"]

_MOST: Final = 5
_TO_BE: Final = frozenset({"would", "were", "was", "are", "is", "must", "will", "shall", "had", "have", "has"})
_HOPES: Final = frozenset({"hoped", "hopes", "hope", "hoping", "feared", "fears"})
_UNDER: Final = 4  # words from "under" to the noun
_SUBJECT: Final = 4
_OPENING: Final = 4  # words before the lead of a sentence that opens with the deal
_ASIDE: Final = 8  # words of an aside between a subject and "would"
_ASKED: Final = 18  # words from "required" to "to"
_LENGTHS: Final = frozenset({"day", "hour", "week", "month", "year", "minute", "days", "hours", "weeks", "months"})


def terms(sentence: Sentence, agreement: Agreement, end: int) -> list[str]:
    """What the sentence says that is agreed on, before word `end`: after "under which", "agreed to" and the like."""
    found: list[str] = []
    for span in agreement.spans:
        found += _qualified(sentence, *span)
        found += _promised_by(sentence, span, end)
    for i, j in sentence.spans("deals.ceasefire") if agreement.kind in {"ceasefire", "evacuation"} else ():
        found += _qualified(sentence, i, j)
    for i, j in sentence.spans("deals.term_leads"):
        if j < end:
            if sentence.tokens[i].low in words("deals.calling") and not _of_deal(sentence, agreement, i):
                continue  # "The mission welcomed the truce and called for an inquiry"
            returned = sentence.starts(i, "deals.exchanged_for") is not None
            found += _listed(sentence, i if returned else j, end, noun=_describes(sentence, j))
    return _several(found)


def _promised_by(sentence: Sentence, span: Span, end: int) -> list[str]:
    """What follows the verb or noun of an agreement itself: "agreed to leave", "an offer to leave"."""
    i, j = span
    if sentence.tokens[j - 1].low == "that" and j - 1 > i:
        return _clause(sentence, j, end)
    verb = sentence.starts(i, "deals.agreeing", "deals.agree_verbs", "deals.offering") is not None
    if verb and sentence.tokens[j - 1].low == "to":
        return _listed(sentence, j - 2 if sentence.tokens[j - 2].low == "not" else j, end)  # "agreed not to fire"
    if sentence.starts(i, "deals.swap_verbs", "deals.letting_go", "deals.conceding") is not None and not _a_noun(
        sentence, i
    ):
        hangs = sentence.kinds[j - 1] == "z" or sentence.tokens[j - 1].low == "provided"
        condition = _shown(sentence, phrases(sentence, j, end, clause=True)) if hangs else []
        return [*_listed(sentence, i, end), *condition]
    if j + 1 < len(sentence.tokens) and sentence.tokens[j].low == "to" and _a_verb(sentence, j + 1):
        return _listed(sentence, j + 1, end, noun=True)
    if sentence.tokens[i].low == "amnesty" and j < end and sentence.tokens[j].low in {"to", "for"}:
        return _shown(sentence, phrases(sentence, i, end, noun=True))
    return []


def _of_deal(sentence: Sentence, agreement: Agreement, i: int) -> bool:
    """Whether the subject of the verb at word `i` is the agreement."""
    noun = next((j for _, j in reversed(agreement.spans) if j <= i), None)
    return noun is not None and not set(sentence.kinds[noun:i]) & set("cks")


def further_terms(reader: Reader, sentence: Sentence, *, sure: bool) -> list[str]:
    """Terms of a sentence that goes on with them: "Its fighters would hand over mortars, keep their rifles and sail".

    Of one that does not say that it does (`sure`), only what sides or people would do.
    """
    found: list[str] = []
    if not _HOPES.isdisjoint(sentence.lows):
        return found
    for start in _leads(sentence) if sure else ():
        found += _clause(sentence, start, reader.sayings.statement(sentence, start)[1])
    if found:
        return _several(found)
    called = _called(sentence)
    if called is not None:
        return _several(_listed(sentence, called, reader.sayings.statement(sentence, called)[1]))
    for i in _promised(sentence):
        if sentence.quoted[i] or i + 1 >= len(sentence.tokens) or sentence.kinds[i + 1] == "x":
            continue
        subject = i - 1 if sentence.kinds[i] == "T" else i
        bound = sentence.tokens[subject].low in words("deals.bound")
        subject -= bound and subject > 0 and sentence.kinds[subject - 1] in "bh"
        if not sure and (sentence.tokens[subject].low not in _TO_BE or not _does(sentence, subject)):
            continue
        if not sure and reader.sayings.at(sentence, i) is not None:
            continue  # "the army said that it would press on"
        start = i + 1 if _active(sentence, i) else _clause_start(sentence, i)
        end = reader.sayings.statement(sentence, i)[1]
        found += _shown(sentence, phrases(sentence, start, end, clause=start <= i))
    return _several(found)


def _leads(sentence: Sentence) -> list[int]:
    """Where the clauses begin that a sentence puts under a deal: "Under the truce, …", "in return"."""
    found = []
    nouns = {i for i, _ in sentence.spans("deals.nouns")}
    for k, token in enumerate(sentence.tokens):
        if token.low == "under" and (k == 0 or sentence.tokens[k].mark or sentence.kinds[k - 1] in "ck"):
            noun = next((n for n in range(k + 1, min(k + 1 + _UNDER, len(sentence.tokens))) if n in nouns), None)
            if noun is not None:
                found.append(_main(sentence, noun + 1))
        elif token.low in {"return", "exchange"} and k and sentence.tokens[k - 1].low == "in":
            after = sentence.tokens[k + 1].low if k + 1 < len(sentence.tokens) else "for"
            if after != "for" and (k == 1 or sentence.tokens[k - 1].mark or sentence.kinds[k - 2] in "ck"):
                found.append(k + 1)
    return [k for k in found if k < len(sentence.tokens)]


def _main(sentence: Sentence, k: int) -> int:
    """Where the main clause begins after a deal and what describes it: past "reached on Monday after long talks,"."""
    if k < len(sentence.tokens) and not sentence.tokens[k].mark and sentence.kinds[k] in "tnNp":
        return k  # "Under its terms the rebels were to leave"
    while k < len(sentence.tokens):
        if "," in sentence.tokens[k].mark and not _of_the_deal(sentence, k):
            return k
        k += 1
    return k


def _of_the_deal(sentence: Sentence, k: int) -> bool:
    """Whether the words after a comma still describe the deal."""
    made = words("deals.agreed", "deals.made_known", "deals.mediators", "deals.signing", "deals.events_made")
    if (
        sentence.tokens[k].low in made
        or sentence.kinds[k] in "wi"
        or sentence.starts(k, "deals.agreed", "deals.mediators")
    ):
        return True
    comma = next((n for n in range(k + 1, len(sentence.tokens)) if "," in sentence.tokens[n].mark), None)
    if comma is None or modal(sentence, k, comma) is not None or modal(sentence, comma, len(sentence.tokens)) is None:
        return False
    return "o" in sentence.kinds[k:comma]  # "signed in Keslow, the seat of the province, …"


def _clause(sentence: Sentence, k: int, end: int) -> list[str]:
    """What a clause from word `k` on says that is to be done: all of it, or what its subject has promised to do."""
    at = modal(sentence, k, end)
    if at is None:
        return []
    promise = at - 1 - (sentence.kinds[at - 1] == "x")
    if (
        sentence.kinds[at] == "T"
        and sentence.tokens[promise].low in words("deals.promising")
        and (promise == 0 or sentence.kinds[promise - 1] != "b")
    ):
        k = at - (at - 1 > promise)
    elif sentence.kinds[k] == "p" and at - k < _SUBJECT:
        k = at + 1  # "they would leave"
    if sentence.kinds[k] in "zc":
        k += 1
    return _shown(sentence, phrases(sentence, k, end, clause=k < at))


def _called(sentence: Sentence) -> int | None:
    """The end of the lead with which a sentence that opens with the deal goes on: "It called for …"."""
    for i, j in sentence.spans("deals.term_leads"):
        if (
            i
            and i <= _OPENING
            and (sentence.tokens[0].low in {"it", "this"} or sentence.starts(1, "deals.nouns") is not None)
        ):
            return j
    return None


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
    found, kinds, bound = sentence.where(words("deals.would")), sentence.kinds, words("deals.bound")
    to = [k for k, kind in enumerate(kinds) if kind == "T" and k] if "T" in kinds else []
    return sorted([*found, *(k for k in to if kinds[k - 1] in "bh" or sentence.tokens[k - 1].low in bound)])


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


def _shown(sentence: Sentence, spans: list[Span]) -> list[str]:
    return [text for span in spans if (text := shown(sentence, span))]


def _qualified(sentence: Sentence, i: int, j: int) -> Iterator[str]:
    """A truce with the words that limit it: "a five-day humanitarian ceasefire", "a week-long truce"."""
    if sentence.starts(i, "deals.ceasefire") is None:
        return
    first = i
    while first > 0 and not sentence.tokens[first].mark and _limits(sentence, first - 1):
        first -= 1
    if first < i:
        yield sentence.words(first, j)


def _limits(sentence: Sentence, k: int) -> bool:
    low = sentence.tokens[k].low
    before, _, after = low.partition("-")
    return low in words("deals.limits") or after in _LENGTHS or (before in _LENGTHS and after == "long")


def _active(sentence: Sentence, i: int) -> bool:
    return sentence.kinds[i + 1] != "b"


def _clause_start(sentence: Sentence, i: int) -> int:
    k = i
    while k > 0 and not sentence.tokens[k].mark and sentence.kinds[k - 1] not in "szkwc":
        k -= 1
    return k


def _describes(sentence: Sentence, j: int) -> bool:
    """Whether what follows a lead before word `j` describes a noun: after "deal on", not after "that would"."""
    return sentence.kinds[j - 1] != "m" and "which" not in sentence.low(max(0, j - 2), j)


def _listed(sentence: Sentence, k: int, end: int, *, noun: bool = False) -> list[str]:
    """The terms from word `k` on, in their clause."""
    if k + 1 < end and sentence.kinds[k] == "p" and sentence.tokens[k + 1].low in words("deals.would"):
        k += 1  # "under which they would leave"
    while k < end and sentence.tokens[k].low in {"would", "will"}:
        k += 1
    k = sentence.starts(k, "deals.term_leads") or k  # "a deal that provides for"
    if k >= end or sentence.kinds[k] in "dyz" or any(k == i for i, _ in sentence.whens):
        return []
    if sentence.kinds[k] == "i" and sentence.starts(k, "deals.exchanged_for") is None:
        return []  # "included in the deal"
    if k and sentence.tokens[k - 1].low in {"which", "that"}:
        found = _clause(sentence, k, end)
        if found:
            return found
    k = _asked(sentence, k, end)
    return _shown(
        sentence, phrases(sentence, k, end, noun=noun, clause=not noun and modal(sentence, k, end) is not None)
    )


def _asked(sentence: Sentence, k: int, end: int) -> int:
    """Where what a side is asked to do begins: "called for both militias to pull back"; else word `k` itself."""
    for n in range(k + 1, min(k + _ASKED, end)):
        if sentence.kinds[n] in "bhmszk" or ";" in sentence.tokens[n].mark:
            break
        if sentence.kinds[n] == "T" and sentence.kinds[k] in "tnN" and sentence.kinds[n - 1] in "gN":
            first = next((m for m in range(k + 1, n) if "," in sentence.tokens[m].mark), n)
            sides = words("deals.parties", "ultimatums.parties")
            return n + 1 if sentence.tokens[first - 1].low in sides or sentence.tokens[first - 1].capital else k
    return k


def _a_verb(sentence: Sentence, k: int) -> bool:
    """Whether a verb may stand after the "to" before word `k`: not in "an offer to gangs"."""
    low = sentence.tokens[k].low
    return sentence.kinds[k] in "gs" and (not low.endswith("s") or low.endswith("ss"))


def _a_noun(sentence: Sentence, i: int) -> bool:
    """As in "the release of", "another release": the word at `i` is no verb."""
    return sentence.tokens[i].low in {"release", "free"} and (i == 0 or sentence.kinds[i - 1] not in "Tmcp")
