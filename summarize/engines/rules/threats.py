"""What is threatened: its kind, its words, and where they end."""

from __future__ import annotations

from typing import Final, NamedTuple

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = [
    "Threat",
    "is_threat",
    "or_else",
    "threat_at",
    "threat_beside",
    "threat_following",
    "threat_kind",
    "threat_told",
]

_KINDS: Final = ("withdrawal", "siege", "sanctions", "arrest", "expulsion", "force")
_WORDS: Final = range(1, 26)
_BREAKS: Final = frozenset(",;-(")
_SUBJECT: Final = 5  # words of the subject of "would"
_TOLD: Final = 18  # words from "otherwise" to "would"
_OPENS: Final = 3  # words in which a sentence opens with "if"
_PASSIVE: Final = 2  # words from "be" to "as"
_AS_SOON: Final = frozenset({"soon", "long", "well", "many", "much", "early", "quickly", "fast"})
_OBJECT: Final = 4  # words from "stop" to "the handover"
_ANY: Final = frozenset({"any", "anyone", "anybody", "whoever", "those"})
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
    named = next((b for a, b in sentence.spans("ultimatums.called") if k <= a <= k + _TOLD), None)
    if named is not None and "what" in sentence.low(k, named).split() and named < len(sentence.tokens):
        k, stop = named, _stop(sentence, named)  # "face what the agency called an operation"
    if sentence.kinds[k : k + 1] == "t" and k + 1 < stop:
        k += 1
    return threat_kind(sentence, k, stop)


def is_threat(sentence: Sentence, k: int) -> bool:
    """Whether what follows "or" at word `k` is a threat and no choice: "or be shot", "or the army would"."""
    if sentence.starts(k, "ultimatums.or_else") is not None:
        return True
    return any(
        sentence.tokens[n].low in {"would", "will"} and not any(t.mark for t in sentence.tokens[k + 1 : n + 1])
        for n in range(k, min(k + _SUBJECT, len(sentence.tokens)))
    )


def threat_following(sentence: Sentence, k: int) -> Threat | None:
    """The threat after "otherwise" or "failing which" at or after word `k`, or after "would otherwise"."""
    for i, j in sentence.spans("ultimatums.otherwise"):
        if i >= k and j < len(sentence.tokens):
            return threat_told(sentence, j, i)
    return None


def or_else(sentence: Sentence) -> Threat | None:
    """The threat of a sentence that goes on with a demand: "Otherwise it would attack", "Should they fail to, …"."""
    first = next(((i, j) for i, j in sentence.spans("ultimatums.otherwise") if j < len(sentence.tokens)), None)
    whoever = next(iter(sentence.where(_ANY)), None) if first is None else None
    if whoever is not None and "m" in sentence.kinds[whoever : whoever + _TOLD]:
        found = threat_told(sentence, whoever)  # "any boat found there will be sunk"
        return found if found.kind not in {"other", "unstated"} else None
    if first is None:
        opens = any(i <= _OPENS for i, _ in sentence.spans("ultimatums.conditions"))
        undone = next((j for i, j in sentence.spans("ultimatums.not_done", "ultimatums.stays") if i <= _TOLD), None)
        if not opens or undone is None:
            return None
        first = undone, undone
    found = threat_told(sentence, first[1], first[0])
    return found if found.text is not None else None


def threat_told(sentence: Sentence, k: int, i: int = 0) -> Threat:
    """The threat in what is told from word `k` on, past "they vowed": what somebody will do, or what will be done."""
    if i > 0 and sentence.kinds[i - 1] == "m":
        return threat_kind(sentence, k, _stop(sentence, k))  # "would otherwise kill"
    will = next((n for n in range(k, min(k + _TOLD, len(sentence.tokens) - 1)) if sentence.kinds[n] == "m"), None)
    if will is None:
        m = next((b for a, b in sentence.spans("ultimatums.threatening") if a >= k and b < len(sentence.tokens)), k)
        return threat_at(sentence, m)
    first = next((n for n in range(will, k, -1) if sentence.tokens[n].mark), k)  # "the town would be stormed"
    if "p" in sentence.kinds[first:will] or first == k == will:
        first = will if sentence.kinds[will + 1] == "x" else will + 1
    found = threat_kind(sentence, first, _stop(sentence, will))
    own = any(sentence.tokens[n].low in words("deals.armed_nouns", "actors.forces") for n in range(first, will))
    return found._replace(kind="force") if own and found.kind == "other" else found  # "the security forces will act"


def _subject_start(sentence: Sentence, i: int) -> int:
    """Where the subject of "would be" at word `i` begins: "force would be used"; a pronoun is left out."""
    k = i
    while k > 0 and not sentence.tokens[k].mark and sentence.kinds[k - 1] in "gNnc" and sentence.kinds[k - 1] != "s":
        k -= 1
    return k if k < i else i + 1


def threat_kind(sentence: Sentence, k: int, stop: int) -> Threat:
    """The threat in the words `[k, stop)`; "other" where they tell no kind."""
    text = sentence.words(k, stop)
    opened = max(text.find(c) for c in '"“')
    if opened > 0 and not any(c in text[opened + 1 :] for c in '"”'):
        text = text[opened + 1 :]  # 'be "dug out': what is quoted says it
    alone = stop > k + 2 and sentence.folded[stop - 1] == "otherwise" and sentence.kinds[stop - 2] != "c"
    stop -= alone  # "or it would close the border otherwise": not "financial and otherwise"
    text = sentence.words(k, stop) if alone and opened <= 0 else text
    while stop > k + 1 and sentence.kinds[stop - 1] in "cty":
        stop -= 1
        text = sentence.words(k, stop) if opened <= 0 else text
    if len(text.split()) not in _WORDS:
        return Threat("unstated", None, stop)
    for kind in _KINDS:
        if any(k <= i < stop for i, _ in sentence.spans(f"ultimatums.threat_{kind}")):
            return Threat(kind, text, stop)
    return Threat("withdrawal" if _breaks_off(sentence, k, stop) else "other", text, stop)


def _breaks_off(sentence: Sentence, k: int, stop: int) -> bool:
    """As in "stop the handover", "leave the commission": what is agreed on or goes on between the sides is to end."""
    for i, j in sentence.spans("ultimatums.breaking_off"):
        things = (t.low for t in sentence.tokens[j : min(j + _OBJECT, stop)])
        if k <= i < stop and not words("ultimatums.broken_off").isdisjoint(things):
            return True
    return False


def threat_beside(sentence: Sentence, k: int) -> Threat | None:
    """The threat told after word `k` in the same sentence: "warning of an assault", "and threatened to storm it"."""
    for i, j in sentence.spans("ultimatums.threatening_of"):
        # "warning the rebels of", "warning it will": not the noun
        if i >= k and j < len(sentence.tokens) and sentence.kinds[j] in "tgsN" and not sentence.tokens[j].mark:
            found = threat_kind(sentence, j + (sentence.kinds[j] == "t"), _stop(sentence, j))
            if found.kind not in {"other", "unstated"}:
                return found
    for i, j in sentence.spans("ultimatums.threatening"):
        ready = sentence.tokens[i].low in {"ready", "prepared"}
        if i >= k and j < len(sentence.tokens) and not sentence.tokens[j].mark and not ready:
            first = _subject_start(sentence, i) if sentence.kinds[i] == "m" and sentence.kinds[j] == "b" else j
            found = threat_kind(sentence, first, _stop(sentence, j))
            led = sentence.low(max(k, i - _LED), j)
            if sentence.kinds[i] == "m" and not {"before", "until"}.isdisjoint(led.split()):
                continue  # "before it would support": what is held out
            if found.kind not in {"other", "unstated"} or any(w in led for w in _LEADS):
                return found
    return None


def _as_what(sentence: Sentence, k: int) -> bool:
    """Whether word `k` is the "as" of "be treated as fighters"."""
    if sentence.folded[k] != "as" or "b" not in sentence.kinds[max(0, k - _PASSIVE) : k]:
        return False
    return k + 1 < len(sentence.tokens) and sentence.kinds[k + 1] in "tgNn" and sentence.folded[k + 1] not in _AS_SOON


def _stop(sentence: Sentence, k: int) -> int:
    stop = k + 1
    while stop < len(sentence.tokens) and _BREAKS.isdisjoint(sentence.tokens[stop].mark):
        if sentence.kinds[stop] in "szk" and not _as_what(sentence, stop):
            break
        stop += 1
    return min(stop, len(sentence.tokens))
