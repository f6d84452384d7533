"""Whose words an article has for those who did it: "armed men", "gunmen on motorcycles", where no name is given."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.harms import Harmed
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.nouns import group_of
from summarize.engines.rules.text import Sentence, Span

__all__ = ["armed_at", "attackers_after", "attackers_before"]

_PHRASE: Final = 6  # words before the noun in "suspected separatist gunmen"
_REACH: Final = 40  # words from the subject to the verb
_WHEN: Final = 10  # words from the verb to "when gunmen attacked"
_CALLED: Final = frozenset({"known", "described", "identified", "disguised", "dressed", "posing"})
_STARTS: Final = frozenset({"when", "after", "as", "that", "while", "since", "because", "before"})


def armed_at(sentence: Sentence, k: int) -> Span | None:
    """The noun phrase of people in arms that begins at word `k`, without its article."""
    tokens, start = sentence.tokens, k
    while start < len(tokens) and sentence.kinds[start] in "tn" and (start == k or not tokens[start].mark):
        start += 1
    head = start
    while head < len(tokens) and head - start < _PHRASE and sentence.kinds[head] in "gNr":
        token = tokens[head]
        if (head > start and token.mark) or token.owner:
            return None
        if _is_armed(sentence, start, head) and not _goes_on(sentence, head):
            return start, _with_more(sentence, head + 1)
        head += 1
    return None


def _is_armed(sentence: Sentence, start: int, head: int) -> bool:
    low = sentence.tokens[head].low
    if low in words("harm.armed") or (group_of(low) == "combatants" and low not in words("harm.no_attackers")):
        return True
    men = low in {"men", "man", "people", "assailants", "individuals", "youths"}
    return men and any(t.low in words("harm.arms") for t in sentence.tokens[start:head])


def _goes_on(sentence: Sentence, head: int) -> bool:
    """Whether another noun follows that the phrase ends with: "rebel commanders"."""
    k = head + 1
    cause = sentence.starts(head, "harm.causes")
    if (cause is not None and cause > k) or (sentence.runs_on(k) and sentence.starts(k, "harm.causes") is not None):
        return True  # "sniper fire"
    return sentence.runs_on(k) and (
        group_of(sentence.tokens[k].low) != "" or sentence.tokens[k].low in words("harm.armed")
    )


def _with_more(sentence: Sentence, k: int) -> int:
    """The end of "on motorcycles" or "in uniform" after "gunmen"."""
    if not (sentence.runs_on(k + 1) and sentence.runs_on(k) and sentence.tokens[k].low in {"on", "in", "aboard"}):
        return k
    return k + 2 if sentence.tokens[k + 1].low in words("harm.mounted") else k


def attackers_before(sentence: Sentence, hit: Harmed, lo: int) -> Span | None:
    """The subject of an active verb: of the nearest clause that begins with people in arms; none before word `lo`."""
    for k in range(hit.i - 1, max(lo, hit.i - _REACH) - 1, -1):
        found = armed_at(sentence, _past_lead(sentence, k, hit.i)) if _opens_clause(sentence, k, lo) else None
        if found is not None and found[1] <= hit.i and _acts(sentence, found[1], hit.i):
            return found
        if ";" in sentence.tokens[k].mark:
            break
    return None


def _opens_clause(sentence: Sentence, k: int, lo: int) -> bool:
    if k == lo or not set(sentence.tokens[k].mark).isdisjoint(',;"-'):
        return True
    if sentence.tokens[k - 1].low == "as":  # not in "known as bandits"
        return all(t.low not in _CALLED for t in sentence.tokens[max(0, k - 3) : k - 1])
    after = sentence.kinds[k - 1] in "sk" or sentence.kinds[max(lo, k - 2) : k] == "st"
    return after or sentence.tokens[k - 1].low in _STARTS


def _past_lead(sentence: Sentence, k: int, end: int) -> int:
    """Past "on Monday" before the subject."""
    while k < end and sentence.kinds[k] in "id":
        k += 1
    return k


def _acts(sentence: Sentence, k: int, verb: int) -> bool:
    """Whether the phrase that ends before word `k` is the subject of the verb: nothing is told of what was done to it,
    and nobody speaks in between.
    """
    if k < verb and sentence.kinds[k] == "b":
        done = (t.low.endswith("ed") for t in sentence.tokens[k + 1 : min(k + 3, verb)])
        return sentence.kinds[k + 1 : k + 2] == "f" or not any(done)
    return set(sentence.shape(k, verb)).isdisjoint('s;"')


def attackers_after(sentence: Sentence, hit: Harmed) -> Span | None:
    """As in "were killed when armed men raided the village", "were killed by gunmen"."""
    for k in range(hit.j, min(hit.j + _WHEN, len(sentence.tokens) - 1)):
        if ";" in sentence.tokens[k].mark:
            return None
        if sentence.kinds[k] == "y":
            return armed_at(sentence, k + 1)
        if sentence.tokens[k].low in _STARTS:
            found = armed_at(sentence, k + 1)
            struck = found is not None and any(
                sentence.starts(n, "places.struck", "harm.fired") is not None for n in range(found[1], found[1] + 2)
            )
            return found if struck else None
    return None
