"""Threats that hang on a condition: "it would storm the town unless the rebels surrender"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.orders import Order, kind_at, order_text
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.threats import Threat, threat_kind

__all__ = ["Condition", "conditions", "may_hang"]

_REACH: Final = 14  # words of a condition before its verb
_BACK: Final = 18  # words from a threat back to the verb of warning
_NEAR: Final = 10  # words from a condition to "will" in the clause that follows
_NO_LONGER: Final = 3  # words from "will" to "be" in "will no longer be"
_CLAUSE: Final = 25
_WHOM: Final = 5  # words from "threatened" to "with"
_BARE: Final = frozenset({"would", "will"})
_READY: Final = frozenset({"ready", "prepared", "pledged", "could"})  # as often before a promise
_INSIDE: Final = frozenset({"what", "how", "why", "than", "as", "so", "during", "following"})
_DONE: Final = frozenset({"surrender", "disarm", "release", "cease_fire", "accept_terms", "negotiate"})
_STATES: Final = (("ultimatums.gone", "leave"), ("ultimatums.back", "release"))  # what "they are not" tells of
_BEFALLEN: Final = frozenset({"found", "seen", "caught", "hit", "struck", "shot", "hurt", "taken", "held", "fired"})
_WHERE: Final = frozenset({"unstated", "other"})


class Condition(NamedTuple):
    """A threat and the condition that it hangs on; all spans are of words.

    `verb`: the word whose subject threatens; `issuer`: the words that name who does, where that is told closer to it.
    """

    order: Order
    threat: Threat
    verb: int | None
    issuer: Span | None
    target: Span
    at: int
    span: Span


class _If(NamedTuple):
    """A condition `[start, end)`, the demand in it, and its verb at word `at`."""

    start: int
    end: int
    order: Order
    at: int
    met: bool  # the threat hangs on something done, not on something left undone


def may_hang(sentence: Sentence) -> bool:
    """Whether it has a word without which nothing hangs on a condition."""
    return sentence.has("ultimatums.conditions") or ("who" in sentence.lows and sentence.has("ultimatums.not_done"))


def conditions(sentence: Sentence) -> Iterator[Condition]:
    """The threats of a sentence that hang on a condition which another side can meet."""
    for i, j in sorted((*sentence.spans("ultimatums.conditions"), *_who_refuse(sentence))):
        found = _condition(sentence, i, j)
        if found is None:
            continue
        whole = (_threat_before(sentence, found) if i > 2 else None) or _threat_after(sentence, found)
        if whole is not None:
            yield whole


def _who_refuse(sentence: Sentence) -> Iterator[Span]:
    """As in "fighters who do not leave will be shot": who, before the words for what is not done."""
    for i, _ in sentence.spans("ultimatums.not_done"):
        if i > 1 and sentence.tokens[i - 1].low == "who" and not sentence.tokens[i - 1].mark:
            yield i - 2, i


def _condition(sentence: Sentence, i: int, j: int) -> _If | None:
    """The condition that begins at word `i`: who, and "do not" or "fail to", and what."""
    word = sentence.tokens[i].low
    if word == "should" and (j == len(sentence.tokens) or sentence.kinds[j] not in "tNp"):
        return None  # "they should leave"
    if i > 0 and sentence.tokens[i - 1].low in {"even", "as", "only"}:
        return None
    end = _clause_end(sentence, j)
    undone = next((b for a, b in sentence.spans("ultimatums.not_done") if j <= a and b <= min(end, j + _REACH)), None)
    if undone is None and word == "should":  # "should the rebels not leave"
        undone = next((k + 1 for k in range(j, min(end, j + _REACH)) if sentence.tokens[k].low == "not"), None)
    found = kind_at(sentence, j, _REACH) if undone is None else _undone_kind(sentence, undone, end)
    start = undone if undone is not None else found[1] if found and word == "unless" and found[1] < end else j
    if start >= end:
        return _If(i, end, Order("other", sentence.words(i, end)), i, met=False) if undone is not None else None
    text = order_text(sentence, start, end)
    if undone is None and start > j and "b" in sentence.kinds[max(j, start - 2) : start]:
        text = order_text(sentence, j, end) or text  # "unless a ransom is paid": who is to pay is not told
    met = undone is None and word != "unless"
    held_out = found is not None and found[0] in _DONE and found[1] < end  # "would be spared if they surrendered"
    if met and text and (held_out or " " not in text or _befalls(sentence, j, end)):
        return None  # "if attacked", "if this continued", "if the village was attacked": nobody is to do it
    if met and text and any(j <= a < end for a, _ in sentence.spans("ultimatums.staying")):
        return _If(i, end, Order("leave", text), start, met)
    return (
        _If(i, end, Order("policy_change" if met else found[0] if found else "other", text), start, met)
        if text
        else None
    )


def _clause_end(sentence: Sentence, j: int) -> int:
    """The end of the condition whose words begin at word `j`."""
    end = j
    while (
        end < len(sentence.tokens)
        and end - j < _CLAUSE
        and not (set(sentence.tokens[end].mark) & set(",;-(") and end > j)
    ):
        if end > j and sentence.kinds[end] in "zwk" and sentence.tokens[end].low not in _INSIDE:
            break
        will = end > j + 1 and sentence.kinds[end : end + 2] == "pm"
        if will and any(j <= a < end for a, _ in sentence.spans("ultimatums.not_done")):
            break  # "if they do not go we will come"
        end += 1
    if sentence.tokens[j - 1].low == "who":
        return next((k for k in range(j, end) if sentence.kinds[k] == "m"), end)
    return end


def _undone_kind(sentence: Sentence, k: int, end: int) -> tuple[str, int] | None:
    """What is left undone from word `k` on, inside its clause: an act, or a state such as "gone" or "home"."""
    found = kind_at(sentence, k, _REACH)
    if found is not None and (found[1] < end or k >= end):
        return found
    return next(((kind, k) for group, kind in _STATES if sentence.starts(k, group) is not None), None)


def _befalls(sentence: Sentence, j: int, end: int) -> bool:
    """As in "if the town was attacked": what is done to somebody."""
    return any(
        sentence.kinds[k] == "b" and (sentence.folded[k + 1].endswith("ed") or sentence.folded[k + 1] in _BEFALLEN)
        for k in range(j, end - 1)
    )


def _threat_before(sentence: Sentence, c: _If) -> Condition | None:
    """The threat before the condition: "threatened to storm it if", "warned of an assault unless"."""
    due = _due(sentence, c)
    for i, led in reversed(sentence.spans("ultimatums.threatening", "ultimatums.threatening_of")):
        if not led < c.start or set(sentence.shape(led, c.start)) & set(";-"):
            continue
        j = _past_whom(sentence, _past_time(sentence, led), c.start)
        noun = sentence.starts(i, "ultimatums.threatening") != j and sentence.kinds[j - 1] != "T"
        first = j + (noun and sentence.kinds[j] == "t")
        threat = threat_kind(sentence, first, c.start)
        warned = _warned(sentence, i)
        weak = threat.kind in _WHERE and (
            noun
            or sentence.tokens[i].low in _READY
            or (sentence.tokens[i].low in _BARE and not _is_warning(sentence, warned))
        )
        if threat.text is None or (
            not due
            and (
                (weak and not _veiled(sentence, first))
                or _harmless(sentence, first, threat)
                or _promise(sentence, first, c.start, threat)
            )
        ):
            continue
        if sentence.tokens[i].low not in _BARE:
            return _made(c, threat, i, None, (i, c.end))
        if sentence.kinds[first] == "b" and warned is None:
            return _made(c, threat, None, (i, i), (i, c.end))  # "will be killed unless": by whom who speaks tells
        if sentence.kinds[first] == "b" and warned is not None:
            # "told reporters the militia would be disarmed by force if it did not": of whom
            made = _made(c, threat, warned, None, (warned, c.end))
            return (
                made._replace(target=(max(warned + 1, i - _NEAR), i)) if "p" in sentence.kinds[c.start : c.at] else made
            )
        own = _own(sentence, i)
        issuer = None if own or i == 0 else (max(0, i - _NEAR), i)
        if warned is not None and sentence.runs_on(warned + 1) and sentence.tokens[warned + 1].low in {"by", "from"}:
            issuer = warned + 2, i  # "threats by"
        if warned is None and issuer is None and threat.kind in _WHERE and not due:
            continue
        start = warned if warned is not None else i
        return _made(c, threat, warned, issuer, (start, c.end))
    return None


def _due(sentence: Sentence, c: _If) -> bool:
    """Whether something is to be done by a time, or else: then whatever would follow is a threat."""
    bounds = words("ultimatums.bounds")
    return not c.met and any(
        c.start < i and j <= c.end and not bounds.isdisjoint((sentence.tokens[i].low, sentence.tokens[i - 1].low))
        for i, j in sentence.whens
    )


def _past_time(sentence: Sentence, j: int) -> int:
    """The word after the "to" of "threatened on Sunday to", where a time stands before it."""
    when = next((w for w in sentence.whens if j <= w[0] <= j + 1), None)
    after = when[1] if when is not None else len(sentence.tokens)
    return after + 1 if after + 1 < len(sentence.tokens) and sentence.kinds[after] == "T" else j


def _past_whom(sentence: Sentence, j: int, end: int) -> int:
    """The word after the "with" of "threatened the town with sanctions"."""
    if not sentence.folded[j - 1].startswith("threat"):
        return j
    near = (k for k in range(j, min(j + _WHOM, end - 1)) if sentence.folded[k] == "with")
    return next(near, j - 1) + 1


def _threat_after(sentence: Sentence, c: _If) -> Condition | None:
    """The threat after the condition: "If the rebels do not leave, the army will storm the town"."""
    due = _due(sentence, c)
    for i, j in sentence.spans("ultimatums.threatening"):
        if not c.end <= i <= c.end + _NEAR or sentence.tokens[i].low not in _BARE or j == len(sentence.tokens):
            continue
        if sentence.kinds[c.end] == "c":
            return None  # "…, and warned that": another statement
        stop = j + 1
        while stop < len(sentence.tokens) and not sentence.tokens[stop].mark and sentence.kinds[stop] not in "szk":
            stop += 1
        passive, warned = i > c.end and "b" in sentence.kinds[j : j + _NO_LONGER], _warned(sentence, c.start)
        threat = threat_kind(sentence, c.end if passive and sentence.kinds[c.end] != "p" else j, stop)
        if threat.kind in _WHERE:
            whole = threat_kind(sentence, c.end, stop)
            threat = threat if whole.kind in _WHERE else whole  # "military operations will resume"
        called = sentence.has("ultimatums.word")
        if threat.text is None or (
            not due
            and (
                _harmless(sentence, j, threat)
                or _promise(sentence, j, stop, threat)
                or (threat.kind in _WHERE and warned is None and not called and not _veiled(sentence, j))
            )
        ):
            continue
        issuer = None if passive or i == c.end or _own(sentence, i) else (c.end, i)
        return _made(c, threat, warned, issuer, (c.start, stop))
    return None


def _harmless(sentence: Sentence, k: int, threat: Threat) -> bool:
    """Whether a "not" at word `k`, or "have", makes it no threat; "will not answer for what happens" is one."""
    if threat.kind == "withdrawal":
        return False  # "would not extend the truce"
    if sentence.kinds[k] == "h":
        return True  # "would have been"
    return sentence.kinds[k] == "x" and not _veiled(sentence, k)


def _veiled(sentence: Sentence, k: int) -> bool:
    return sentence.starts(k, "ultimatums.veiled") is not None


def _promise(sentence: Sentence, start: int, end: int, threat: Threat) -> bool:
    """Whether what hangs on the condition is no threat: "would be given safe passage if they left"."""
    if threat.kind == "withdrawal":
        return False  # "would end their truce"
    return any(start <= i < end for i, _ in sentence.spans("ultimatums.promises"))


def _made(c: _If, threat: Threat, verb: int | None, issuer: Span | None, span: Span) -> Condition:
    # Whom it is made of stands in the condition; who is warned, between that verb and the threat.
    first = span[0] if c.met and verb is not None else c.start
    return Condition(c.order, threat, verb, issuer, (min(first, c.start), c.at + 1), c.at, span)


def _warned(sentence: Sentence, i: int) -> int | None:
    """The verb of warning or threatening before word `i`, in its clause."""
    for k in range(i - 1, max(-1, i - 1 - _BACK), -1):
        if sentence.tokens[k].low in words("ultimatums.warning_verbs"):
            return k
        if ";" in sentence.tokens[k].mark:
            return None
    return None


def _is_warning(sentence: Sentence, verb: int | None) -> bool:
    """Whether the verb is one of threatening, and not of saying."""
    return (
        verb is not None and sentence.tokens[verb].low not in words("speech.asserts") | {"said", "told", "adding"}
    ) or (verb is not None and sentence.tokens[verb].low.startswith("warn"))


def _own(sentence: Sentence, i: int) -> bool:
    """Whether who threatens before word `i` is who speaks: "it would", "his government would"."""
    if sentence.kinds[i - 1] == "p":
        return True
    return i > 1 and sentence.tokens[i - 2].low in {"its", "his", "their", "her", "our", "my"}
