"""What is threatened: its kind, its words, and where they end."""

from __future__ import annotations

from typing import Final, NamedTuple

from summarize.engines.rules.text import Sentence

__all__ = ["Threat", "threat_at", "threat_beside", "threat_kind"]

_KINDS: Final = ("withdrawal", "siege", "sanctions", "arrest", "expulsion", "force")
_WORDS: Final = range(1, 26)
_LED: Final = 8  # words from "warning" to "would"
_LEADS: Final = ("warn", "threat", "otherwise", "after which", "after that", "or else")
_OPENINGS: Final = frozenset({"face", "risk", "suffer", "expect", "meet"})


class Threat(NamedTuple):
    """A threat: its kind in the codebook, the article's words or None, and the word that it ends before."""

    kind: str
    text: str | None
    end: int


def threat_at(sentence: Sentence, k: int) -> Threat:
    """The threat that begins at word `k`, after "or" or "otherwise", without "face" or "it would" before it."""
    stop = _stop(sentence, k)
    if sentence.kinds[k] == "p" and k + 1 < stop:
        k += 2 if sentence.kinds[k + 1] == "m" else 1
    if sentence.tokens[k].low in _OPENINGS and k + 1 < stop:
        k += 1
    if sentence.kinds[k] == "t" and k + 1 < stop:
        k += 1
    return threat_kind(sentence, k, stop)


def threat_kind(sentence: Sentence, k: int, stop: int) -> Threat:
    """The threat in the words `[k, stop)`; "other" where they tell no kind."""
    text = sentence.words(k, stop)
    opened = max(text.find(c) for c in '"“')
    if opened > 0 and not any(c in text[opened + 1 :] for c in '"”'):
        text = text[opened + 1 :]  # 'be "dug out': what is quoted says it
    while stop > k + 1 and sentence.kinds[stop - 1] in "cty":
        stop -= 1
        text = sentence.words(k, stop) if opened <= 0 else text
    if len(text.split()) not in _WORDS:
        return Threat("unstated", None, stop)
    for kind in _KINDS:
        if any(k <= i < stop for i, _ in sentence.spans(f"ultimatums.threat_{kind}")):
            return Threat(kind, text, stop)
    return Threat("other", text, stop)


def threat_beside(sentence: Sentence, k: int) -> Threat | None:
    """The threat told after word `k` in the same sentence: "warning of an assault", "and threatened to storm it"."""
    for i, j in sentence.spans("ultimatums.threatening_of"):
        # "warning the rebels of", "warning it will": not the noun
        if i >= k and j < len(sentence.tokens) and sentence.kinds[j] in "tgsN" and not sentence.tokens[j].mark:
            found = threat_kind(sentence, j + (sentence.kinds[j] == "t"), _stop(sentence, j))
            if found.kind not in {"other", "unstated"}:
                return found
    for i, j in sentence.spans("ultimatums.threatening"):
        if i >= k and j < len(sentence.tokens) and not sentence.tokens[j].mark:
            found = threat_kind(sentence, j, _stop(sentence, j))
            led = sentence.low(max(k, i - _LED), i)
            if found.kind not in {"other", "unstated"} or any(w in led for w in _LEADS):
                return found
    return None


def _stop(sentence: Sentence, k: int) -> int:
    stop = k + 1
    while stop < len(sentence.tokens) and not set(sentence.tokens[stop].mark) & set(",;-("):
        if sentence.kinds[stop] in "szk":
            break
        stop += 1
    return min(stop, len(sentence.tokens))
