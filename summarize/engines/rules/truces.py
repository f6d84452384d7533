"""Whether a truce is kept, or was broken, by what is said of it besides that it holds or collapsed."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.deal_scene import Scene
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["broken_after", "kept", "of_it", "war_again"]

_FOUGHT: Final = 20  # words from the fighting to a truce that went before
_TIME: Final = 15  # words from a truce, over when it was made and by whom, to the verb
_OBJECT: Final = 4  # words from a verb to the truce
_ATTACKS: Final = 6  # words from "followed by" to the attacks
_AGAIN: Final = 8  # words from "fighting" to "resumed"
_OF_WAR: Final = frozenset({"ceasefire", "settlement"})
_ARMS: Final = frozenset({"arms", "weapons", "bush"})
_AFTER: Final = frozenset({"after", "despite", "ending", "following"})
_LONG: Final = 6  # words from "held for" to the unit of time


def kept(scene: Scene) -> bool:
    """As in "a truce that has mostly held since April", "has observed a truce", "the truce, which began on Monday"."""
    sentence, agreement = scene.sentence, scene.agreement
    if agreement.kind != "ceasefire":
        return False
    observing = words("deals.observing")
    for span in agreement.spans:
        i = span[0]
        for k in range(max(0, i - _OBJECT), i):
            if sentence.tokens[k].low in observing and _runs(sentence, k + 1, i) and _done(sentence, k):
                return True
        n = _verb(sentence, span)
        if n is not None and sentence.tokens[n].low in words("deals.lasting") and _done(sentence, n):
            return True
    return False


def broken_after(scene: Scene) -> bool:
    """As in "A truce last year held for six days", "was followed within weeks by fresh attacks"."""
    sentence, agreement = scene.sentence, scene.agreement
    if agreement.talks:
        return False
    if agreement.kind == "ceasefire" and any(_fought_after(sentence, i) for i, _ in agreement.spans):
        return True
    for span in agreement.spans:
        n = _verb(sentence, span)
        if n is None or not _done(sentence, n):
            continue
        after = sentence.low(n + 1, n + 1 + _LONG).split()
        simple = sentence.tokens[n].low == "held" and "h" not in sentence.kinds[max(0, n - 2) : n]
        if simple and after[:1] == ["for"] and not words("ultimatums.units").isdisjoint(after):
            return True
        if sentence.tokens[n].low == "followed" and "by" in after and sentence.kinds[n - 1] == "b":
            at = n + 1 + after.index("by")
            fought = sentence.low(at, at + _ATTACKS).split()
            return not (words("deals.warfare") | words("deals.attacks")).isdisjoint(fought)
    return False


def war_again(scene: Scene) -> bool:
    """As in "It signed a treaty but later resumed the war", "Fighting broke out again after a truce"."""
    sentence, agreement = scene.sentence, scene.agreement
    if agreement.talks or agreement.kind not in _OF_WAR:
        return False
    for n in sentence.where(words("deals.again")):
        if _done(sentence, n):
            before, after = sentence.low(max(0, n - _AGAIN), n).split(), sentence.low(n + 1, n + _OBJECT).split()
            if not (words("deals.warfare") | words("deals.attacks") | _ARMS).isdisjoint({*before, *after}):
                return n > agreement.at[1] or not _AFTER.isdisjoint(sentence.low(n, agreement.at[0]).split())
    return False


def _fought_after(sentence: Sentence, i: int) -> bool:
    """As in "Fighting resumed in May after a long truce", "ending a 17-year ceasefire", of the truce at word `i`."""
    if words("deals.breaking_out").isdisjoint(sentence.lows):
        return False
    first = max(0, i - _FOUGHT)
    led = next(
        (k for k in range(i - 1, max(0, i - _OBJECT) - 1, -1) if sentence.tokens[k].low in {"after", "ending"}), None
    )
    if led is None or any(t.mark for t in sentence.tokens[led + 1 : i + 1]) or set(sentence.kinds[led:i]) & set("bhms"):
        return False
    before = {t.low for t in sentence.tokens[first:led]}
    return not before.isdisjoint(words("deals.warfare")) and not before.isdisjoint(words("deals.breaking_out"))


def of_it(sentence: Sentence, span: Span) -> int:
    """Where the relative clause right after the noun begins, the end of the noun where there is none."""
    j = span[1]
    if j < len(sentence.tokens) and sentence.tokens[j].low in {"which", "that"}:
        return j + 1
    return j


def _verb(sentence: Sentence, span: Span) -> int | None:
    """The verb of the truce: the next word that can be one, over when and where it was made."""
    lasting = words("deals.lasting")
    if lasting.isdisjoint(sentence.lows) and "followed" not in sentence.lows:
        return None
    first = of_it(sentence, span)
    for n in range(first, min(first + _TIME, len(sentence.tokens))):
        if (n > first and set(sentence.tokens[n].mark) & set(',;"(')) or sentence.kinds[n] in "szk":
            return None
        low = sentence.tokens[n].low
        if (low in lasting or low == "followed") and n not in sentence.timed:
            return n
    return None


def _runs(sentence: Sentence, i: int, j: int) -> bool:
    return all(not sentence.tokens[k].mark and sentence.kinds[k] not in "szkwi" for k in range(i, j))


def _done(sentence: Sentence, n: int) -> bool:
    """Whether the verb at word `n` is neither negated nor only possible nor to come."""
    return not set(sentence.kinds[max(0, n - 3) : n]) & set("xmT")
