"""How a sentence makes a demand: who is told, what to do, by when, and what else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["Demand", "find_demand"]

_KINDS: Final = (
    "disarm",
    "surrender",
    "leave",
    "release",
    "cease_fire",
    "allow_access",
    "negotiate",
    "accept_terms",
    "policy_change",
)
_THREATS: Final = ("siege", "sanctions", "arrest", "expulsion", "force")
_REACH: Final = 22  # words from the verb to the demand
_NEAR: Final = 6  # words from "to" to the word that tells the kind
_TARGET: Final = 14
_DEMAND_WORDS: Final = range(1, 31)
_THREAT_WORDS: Final = range(1, 21)


class Demand(NamedTuple):
    """A demand in one sentence; all spans are of words.

    `issuer` is the word before which its issuer stands, None where only who speaks can be it. `at` is a word of the
    verb or demand. `called`: the article calls it an ultimatum.
    """

    kind: str
    text: str
    target: Span
    issuer: int | None
    deadline: str | None
    threat: str
    threat_text: str | None
    at: int
    span: Span
    called: bool


class _Frame(NamedTuple):
    """A way to demand: where the demand begins, and the words that name the target."""

    start: int
    target: Span
    issuer: int | None


def find_demand(sentence: Sentence) -> Demand | None:
    """The demand that the sentence makes with a deadline or a threat, or that it calls an ultimatum."""
    for frame in _frames(sentence):
        demand = _read(sentence, frame)
        if demand is not None:
            return demand
    return _unless(sentence)


def _frames(sentence: Sentence) -> Iterator[_Frame]:
    for i, j in sentence.spans("ultimatums.giving", "ultimatums.setting"):
        given = _given(sentence, j)
        start = _to(sentence, given[1]) if given else None
        if given and start:
            # "gave the rebels 48 hours to leave", "set a deadline for the rebels to leave"
            target = (j, given[0]) if given[0] - j > 1 else (given[1], start)
            yield _Frame(start, target, i)
    for i, j in sentence.spans("ultimatums.until"):
        if start := _to(sentence, j):
            yield _Frame(start, (max(0, i - _TARGET), i), None)
    for i, j in sentence.spans("ultimatums.telling"):
        if start := _to(sentence, j):
            yield _Frame(start, (j, start), i)
    for i, j in sentence.spans("ultimatums.must"):
        yield _Frame(j, (max(0, i - _TARGET), i), None)


def _given(sentence: Sentence, k: int) -> Span | None:
    """The time, deadline or ultimatum that is given after word `k`."""
    spans = [s for s in (*sentence.whens, *sentence.spans("ultimatums.deadlines")) if k <= s[0] <= k + _TARGET]
    best = min(spans, default=None)
    return best if best and not set(sentence.shape(k, best[0])) & set(';"') else None


def _to(sentence: Sentence, k: int) -> int | None:
    """The word after the "to" with which the demand begins."""
    for n in range(k, min(k + _REACH, len(sentence.tokens) - 1)):
        if set(sentence.tokens[n].mark) & set(";") or (n > k and sentence.kinds[n] in "szk"):
            return None
        if sentence.kinds[n] == "T":
            return n + 1
    return None


def _read(sentence: Sentence, frame: _Frame) -> Demand | None:
    found = _kind(sentence, frame.start)
    if found is None:
        return None
    kind, start = found
    either = _either(sentence, start)
    stop = _stop(sentence, start, either)
    deadline = _deadline(sentence, start, frame.issuer)
    threat, threat_text, end = "unstated", None, stop
    if either is not None:
        alternative = _kind(sentence, either + 1)
        if sentence.starts(either + 1, "ultimatums.or_else") is not None:
            threat, threat_text, end = _threat(sentence, either + 1)
        elif alternative is not None and alternative[1] <= either + 2:
            kind, stop = "accept_terms", _stop(sentence, either + 1, None)
            end = stop
    called = sentence.has("ultimatums.word")
    text = _demand_text(sentence, start, stop)
    if text is None or not (deadline or threat_text or called):
        return None
    first = frame.target[0] if frame.issuer is None else frame.issuer
    span = (min(first, start), max(end, stop))
    return Demand(kind, text, frame.target, frame.issuer, deadline, threat, threat_text, start, span, called)


def _kind(sentence: Sentence, start: int) -> tuple[str, int] | None:
    """What is demanded within a few words, and where the words that tell it begin."""
    best: tuple[int, int, str] | None = None
    for kind in _KINDS:
        for i, j in sentence.spans(f"ultimatums.{kind}"):
            negated = i > 0 and sentence.kinds[i - 1] == "x"
            if start <= i <= start + _NEAR and not negated and (best is None or (i, -j) < best[:2]):
                best = (i, -j, kind)
    return (best[2], best[0]) if best else None


def _either(sentence: Sentence, k: int) -> int | None:
    """The "or" after word `k` in the same clause."""
    for n in range(k, min(k + _REACH, len(sentence.tokens) - 1)):
        if n > k and set(sentence.tokens[n].mark) & set(';"'):
            return None
        if sentence.tokens[n].low == "or":
            return n
    return None


def _stop(sentence: Sentence, start: int, either: int | None) -> int:
    """Where the clause of the demand ends."""
    stop = start + 1
    while stop < len(sentence.tokens) and stop != either and not sentence.tokens[stop].mark:
        if sentence.kinds[stop] in "szk":
            break
        stop += 1
    return stop


def _demand_text(sentence: Sentence, start: int, stop: int) -> str | None:
    """The words of the demand without its deadline."""
    for i, j in sentence.whens:
        if start < i < stop and j >= stop - 1:
            stop = i
    while stop > start + 1 and (
        sentence.kinds[stop - 1] in "iyctz" or sentence.tokens[stop - 1].low in words("ultimatums.bounds")
    ):
        stop -= 1
    text = sentence.words(start, stop)
    return text if len(text.split()) in _DEMAND_WORDS else None


def _deadline(sentence: Sentence, k: int, issuer: int | None) -> str | None:
    """The time by which, or within which, it is to be done; else the words for one of unknown length."""
    usable: list[tuple[int, Span]] = []
    for i, j in sentence.whens:
        first, before = sentence.tokens[i].low, sentence.tokens[i - 1].low if i else ""
        length = issuer is not None and i > issuer and sentence.tokens[j - 1].low in words("ultimatums.units")
        if (
            first in words("ultimatums.bounds")
            or before in words("ultimatums.bounds")
            or (length and before not in {"for", "after", "last", "past"})
        ):
            usable.append((abs(i - k), (i, j)))
    if usable:
        i, j = min(usable)[1]
        return sentence.words(i, j)
    spans = [s for s in sentence.spans("ultimatums.deadlines") if sentence.tokens[s[1] - 1].low == "deadline"]
    return sentence.words(*spans[0]) if spans else None


def _threat(sentence: Sentence, k: int) -> tuple[str, str | None, int]:
    """The threat that begins at word `k`: its kind, its words, and where it ends."""
    stop = k
    while stop < len(sentence.tokens) and (stop == k or not sentence.tokens[stop].mark):
        if stop > k and sentence.kinds[stop] in "szk":
            break
        stop += 1
    if sentence.tokens[k].low == "face" or sentence.kinds[k] == "p":
        k += 2 if sentence.kinds[k] == "p" else 1
    if k < stop and sentence.kinds[k] == "t":
        k += 1
    return _threat_kind(sentence, k, stop)


def _threat_kind(sentence: Sentence, k: int, stop: int) -> tuple[str, str | None, int]:
    text = sentence.words(k, stop)
    if len(text.split()) not in _THREAT_WORDS:
        return "unstated", None, stop
    for kind in _THREATS:
        if any(k <= i < stop for i, _ in sentence.spans(f"ultimatums.threat_{kind}")):
            return kind, text, stop
    return "other", text, stop


def _unless(sentence: Sentence) -> Demand | None:
    """As in "threatened to storm the town unless the rebels surrender"."""
    for i, j in sentence.spans("ultimatums.unless"):
        found = next((d for n in range(j, min(j + _NEAR, len(sentence.tokens))) if (d := _kind(sentence, n))), None)
        before = [s for s in sentence.spans("ultimatums.threatening") if s[1] < i]
        if found is None or not before:
            continue
        start, stop = before[-1][1], i
        threat, threat_text, _ = _threat_kind(sentence, start, stop)
        end = _stop(sentence, found[1], None)
        text = _demand_text(sentence, found[1], end)
        if threat in {"unstated", "other"} or text is None or set(sentence.shape(start, stop)) & set(";"):
            continue
        refuse = sentence.low(i, j) != "unless"
        target = (before[-1][0] - _NEAR if refuse else j, found[1])
        return Demand(
            kind=found[0],
            text=text,
            target=(max(0, target[0]), target[1]),
            issuer=before[-1][0],
            deadline=None,
            threat=threat,
            threat_text=threat_text,
            at=before[-1][0],
            span=(before[-1][0], end),
            called=sentence.has("ultimatums.word"),
        )
    return None
