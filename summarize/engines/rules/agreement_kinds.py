"""Of what kind an agreement is, by the words in and around it."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["EVENTS", "KINDS", "complement", "kind_around", "kind_of", "kinds_in", "moved_under", "own_kind"]

KINDS: Final = ("evacuation", "prisoner_release", "ceasefire", "aid_access", "surrender", "settlement")
EVENTS: Final = ("evacuation", "prisoner_release", "aid_access", "surrender")
"""Kinds that have nouns of their own for what was agreed on: "the evacuation", "the exchange"."""
_CUES: Final = {kind: (f"deals.{kind}",) for kind in KINDS} | {
    "surrender": ("deals.surrender", "ultimatums.disarm", "ultimatums.surrender")
}
_ANY_CUE: Final = frozenset(group for groups in _CUES.values() for group in groups) | {
    f"deals.{kind}_acts" for kind in ("ceasefire", "aid_access")
}
_MODIFIERS: Final = 3  # words before a noun that may tell its kind
_COMPLEMENT: Final = 16  # words after it that may
_PURPOSE: Final = 7  # words from a truce to what it is for
_BREAKS: Final = frozenset(";(-")
_SHARED: Final = 16
_ACTS: Final = frozenset({"ceasefire", "aid_access"})
_AFTER: Final = 10  # words from "after" to "agreed"
_DONE: Final = (
    ("evacuation", ("movement.left", "movement.evacuated", "deals.moved_out")),
    ("prisoner_release", ("deals.freed",)),
)
_UNDER: Final = 4  # words from "under" to the agreement
_MOVED: Final = 16  # words from "left" to "under"
_OBJECT: Final = 4  # words from a verb to the noun for what it is done to


def kind_of(sentence: Sentence, span: Span) -> str:
    """The kind that an agreement's own words tell: the noun, what stands before it, else what follows it."""
    own = own_kind(sentence, span)
    if own == "ceasefire" and _to_leave(sentence, span[1]):
        return "evacuation"  # "a truce to let civilians leave"
    if own in {"ceasefire", "other"} and moved_under(sentence, span[0]):
        return "evacuation"
    done = _done_after(sentence, span[0])
    if done:
        return done
    return own if own != "other" else complement(sentence, span[1])


def own_kind(sentence: Sentence, span: Span) -> str:
    """The kind that the noun or verb and what stands before it tell."""
    i, j = span
    if sentence.starts(i, "deals.swap_verbs", "deals.swapping", "deals.letting_go") is not None:
        return "prisoner_release"
    if not _cues(sentence):
        return "other"
    first = i
    while (
        first > 0 and i - first < _MODIFIERS and not sentence.tokens[first].mark and sentence.kinds[first - 1] in "gNn"
    ):
        first -= 1
    for kind, cues in _cues(sentence).items():
        for a, _ in cues:
            if first <= a < j:
                return kind
    return "other"


def complement(sentence: Sentence, j: int) -> str:
    """The kind told by the words that follow, to the end of the clause: "a deal that would let them leave the city"."""
    found = _cues(sentence)
    if not found:
        return "other"
    end, last = j, min(len(sentence.tokens), j + _COMPLEMENT)
    while end < last:
        mark = sentence.tokens[end].mark
        if mark and (not _BREAKS.isdisjoint(mark) or (mark == "," and sentence.kinds[end] in "wzskcp")):
            break
        if end > j and sentence.kinds[end] in "szk":
            break
        end += 1
    cues = [(a, -b, n, kind) for n, (kind, spans) in enumerate(found.items()) for a, b in spans if j <= a and b <= end]
    if not cues:
        return "other"
    _, ends, _, kind = min(cues)  # of two at one word the longer: "safe passage of food"
    return "evacuation" if kind == "ceasefire" and _to_leave(sentence, -ends) else kind


def _to_leave(sentence: Sentence, j: int) -> bool:
    """Whether what a truce is for, right after it, is that people leave."""
    ahead = (i for i, _ in sentence.spans("deals.people_leave") if j <= i <= j + _PURPOSE)
    return any(not any(sentence.tokens[k].mark for k in range(j, i + 1)) for i in ahead)


def _cues(sentence: Sentence) -> dict[str, list[Span]]:
    """The words that tell a kind, by kind in the order of precedence; of those kinds that any words tell."""
    found: dict[str, list[Span]] | None = sentence.memo.get("deals.cues")
    if found is None:  # each noun of the sentence asks for all kinds
        found = sentence.memo["deals.cues"] = {}
        for kind, groups in _CUES.items() if sentence.has_any(_ANY_CUE) else ():
            spans = sentence.spans(*groups)
            if kind in _ACTS and (acts := _acts(sentence, kind)):
                spans = [*spans, *acts]
            if spans:
                found[kind] = spans
    return found


def _acts(sentence: Sentence, kind: str) -> list[Span]:
    """Verbs with what they are done to: "suspend all offensive operations", "open two roads"."""
    found: list[Span] = []
    acts = sentence.spans(f"deals.{kind}_acts")
    if not acts:
        return found
    objects = words(f"deals.{kind}_objects")
    for i, j in acts:
        for k in range(j, min(j + _OBJECT, len(sentence.tokens))):
            if sentence.tokens[k - 1].mark or sentence.kinds[k] in "szkchb":
                break
            if sentence.tokens[k].low in objects:
                found.append((i, k + 1))
                break
    return found


def kinds_in(sentence: Sentence) -> set[str]:
    """The kinds that any words of the sentence tell."""
    found = _cues(sentence).keys() - {"settlement"}
    aid = words("deals.aid_access_events")
    return found if aid.isdisjoint(sentence.lows) else found | {"aid_access"}


def kind_around(sentence: Sentence, spans: list[Span]) -> str:
    """The kind that the rest of the sentence tells, the first in the order of precedence."""
    for kind, cues in _cues(sentence).items():
        for i, j in cues:
            if any(i - _SHARED <= b and a <= j + _SHARED for a, b in spans):
                return kind
    leaving = sentence.has("deals.implementing") and sentence.has("movement.left", "movement.evacuated")
    return "evacuation" if leaving else "other"


def _done_after(sentence: Sentence, i: int) -> str:
    """The kind that what was done tells where it was "after" a side agreed, by the verb at word `i`: "were freed after
    their company agreed to pull out".
    """
    if sentence.starts(i, "deals.agreeing", "deals.agree_verbs") is None:
        return ""
    first = max(0, i - _AFTER)
    after = next((k for k in range(i - 1, first, -1) if sentence.tokens[k].low == "after"), None)
    if after is None or any(t.mark for t in sentence.tokens[after : i + 1]):
        return ""
    for kind, groups in _DONE:
        if any(
            0 <= after - j <= _MOVED and not set(sentence.kinds[j:after]) & set("ks")
            for _, j in sentence.spans(*groups)
        ):
            return kind
    return ""


def moved_under(sentence: Sentence, i: int) -> bool:
    """Whether people left or were brought out under the agreement at word `i`: "left under a deal"."""
    under = words("deals.under_it")
    for k in range(max(0, i - _UNDER), i) if not under.isdisjoint(sentence.lows) else ():
        if sentence.tokens[k].low in under and not any(t.mark for t in sentence.tokens[k + 1 : i + 1]):
            moves = sentence.spans("movement.left", "movement.evacuated", "deals.moved_out")
            return any(0 <= k - j <= _MOVED and not set(sentence.kinds[j:k]) & set("ksw") for _, j in moves)
    return False
