"""How a sentence makes a demand: who is told, what to do, by when, and what else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from summarize.engines.rules.conditions import Condition, conditions
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.orders import NEAR, Order, either, end_of_order, kind_at, order_text
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.threats import Threat, threat_at, threat_beside

__all__ = ["Demand", "deadline_in", "find_demands"]

_MAY: Final = frozenset({"or", "midnight", "noon", "threatening", "threatened", "warning", "warned"})
_REACH: Final = 24  # words from the verb to the demand
_TARGET: Final = 16
_SUBJECT: Final = 5  # words of the subject of "would"


class Demand(NamedTuple):
    """A demand in one sentence; all spans are of words.

    `verb`: the word whose subject demands, None where only who speaks can. `target`: the words that name whom it is
    made of, None where that is the subject of `verb` ("were given"), and then `issuer` holds the words after "by".
    `firm`: it is called an ultimatum, or a time is given for it. `hangs`: a threat that
    hangs on a condition. `owned`: the noun whose owner demands. `span` is what to quote.
    """

    order: Order
    verb: int | None
    target: Span | None
    issuer: Span | None
    deadline: str | None
    threat: Threat
    at: int
    span: Span
    firm: bool
    hangs: bool = False
    owned: int | None = None


class _Frame(NamedTuple):
    """A way to demand: where the demand begins, and the words that name the target."""

    start: int
    verb: int | None
    target: Span | None
    issuer: Span | None = None
    firm: bool = False
    plain: bool = False  # what begins at `start` is a noun


def find_demands(sentence: Sentence) -> Iterator[Demand]:
    """The demands that the sentence makes with a deadline or a threat, or that it calls ultimatums, surest first."""
    if not _may_demand(sentence):
        return
    hanging = list(conditions(sentence))
    for frame in _frames(sentence):
        demand = _read(sentence, frame)
        if demand is not None and frame.plain and hanging:
            # "issued an ultimatum to Halvia, warning of war if its troops do not leave"
            c = hanging[0]
            demand = demand._replace(
                order=c.order, threat=c.threat, span=(demand.span[0], max(demand.span[1], c.span[1]))
            )
        if demand is not None:
            yield demand
    for condition in hanging:
        yield _conditional(sentence, condition)
    yield from _bare(sentence)


def _may_demand(sentence: Sentence) -> bool:
    """Whether it has a word without which there is no deadline and no threat: most sentences have none."""
    if sentence.has("ultimatums.deadlines", "ultimatums.word", "ultimatums.conditions", "ultimatums.not_done"):
        return True
    return any(t.low in _MAY or t.low in words("ultimatums.bounds", "ultimatums.units") for t in sentence.tokens)


def _frames(sentence: Sentence) -> Iterator[_Frame]:
    yield from _given_frames(sentence)
    for i, j in sentence.spans("ultimatums.until"):
        if start := _to(sentence, j):
            yield _Frame(start, None, (max(0, i - _TARGET), i), firm=True)
    for i, j in _having(sentence):
        given = next((w for w in sentence.whens if j <= w[0] <= j + 2 and _is_length(sentence, w)), None)
        start = _to(sentence, given[1]) if given else None
        if given and start and start <= given[1] + 3:
            yield _Frame(start, None, (max(0, i - _TARGET), i), firm=True)
    for i, j in sentence.spans("ultimatums.telling"):
        passive = "b" in sentence.kinds[max(0, i - 2) : i]
        if (start := _to(sentence, j)) and not (passive and start > j + 1):
            yield _Frame(start, i, None if passive else (j, start), (i, i) if passive else None)
    yield from _imperatives(sentence)
    for i, j in sentence.spans("ultimatums.demanding"):
        yield from _demanded(sentence, i, j)
    for i, j in sentence.spans("ultimatums.must"):
        yield _Frame(j, None, (max(0, i - _TARGET), i))


def _having(sentence: Sentence) -> Iterator[Span]:
    """Where somebody has something, in a sentence that tells a length of time."""
    if any(t.low in words("ultimatums.units") for t in sentence.tokens):
        yield from ((k, k + 1) for k, t in enumerate(sentence.tokens) if t.low in words("ultimatums.have_time"))


def _given_frames(sentence: Sentence) -> Iterator[_Frame]:
    """As in "gave the rebels 48 hours to leave", "were given until Sunday", "set a deadline for the rebels to leave"."""
    for i, j in sentence.spans("ultimatums.giving", "ultimatums.setting"):
        given = _given(sentence, j)
        if given is None:
            continue
        start = _to(sentence, given[1])
        called = _called(sentence, given)
        setting = sentence.starts(i, "ultimatums.setting") is not None and not sentence.starts(i, "ultimatums.giving")
        if (setting and not called) or (start is None and not called):
            continue
        passive = "b" in sentence.kinds[max(0, i - 2) : i] and not set(sentence.shape(i, given[0])) & set(",")
        if start is None:
            start = _demand_after(sentence, given[1])
        end = start if start is not None else min(len(sentence.tokens), given[1] + _TARGET)
        if passive and (setting or given[0] - j <= 1):
            by = next((k for k in range(j, end) if sentence.kinds[k] == "y"), None)
            issuer = (by + 1, min(by + _TARGET, len(sentence.tokens))) if by is not None else (i, i)
            target = (given[1], end) if setting else None
            yield _Frame(start or given[0], i, target, issuer, firm=True, plain=start is None)
        else:
            target = (j, given[0]) if given[0] - j > 1 and not setting else (given[1], end)
            yield _Frame(given[0] if start is None else start, i, target, firm=True, plain=start is None)


def _imperatives(sentence: Sentence) -> Iterator[_Frame]:
    """As in '"Lay down your weapons or die," the colonel told the rebels': the target stands in the rest."""
    for n, token in enumerate(sentence.tokens):
        opens = n == 0 or set(token.mark) & set('";')
        if opens and (found := kind_at(sentence, n, 0)) and token.capital:
            fork = either(sentence, n)
            if fork is not None and sentence.starts(fork + 1, "ultimatums.or_else") is not None:
                yield _Frame(n, None, (fork, len(sentence.tokens)))


def _called(sentence: Sentence, given: Span) -> bool:
    """Whether what is given is a deadline or ultimatum, and no bare time."""
    near = sentence.low(given[0], min(given[1] + 1, len(sentence.tokens)))
    return "deadline" in near or "ultimatum" in near or sentence.starts(given[0], "ultimatums.deadlines") is not None


def _given(sentence: Sentence, k: int) -> Span | None:
    """The time, deadline or ultimatum that is given after word `k`."""
    spans = [s for s in (*sentence.whens, *sentence.spans("ultimatums.deadlines")) if k <= s[0] <= k + _TARGET]
    best = min(spans, default=None)
    if best is None or set(sentence.shape(k, best[0])) & set(";szwkT"):
        return None
    # "a 60-day deadline", "a May 15 deadline"
    after = best[1]
    while sentence.runs_on(after) and sentence.tokens[after].low in {"deadline", "ultimatum"}:
        after += 1
    return best[0], after


def _is_length(sentence: Sentence, when: Span) -> bool:
    return sentence.tokens[when[1] - 1].low in words("ultimatums.units")


def _to(sentence: Sentence, k: int) -> int | None:
    """The word after the "to" with which the demand begins."""
    for n in range(k, min(k + _REACH, len(sentence.tokens) - 1)):
        if set(sentence.tokens[n].mark) & set(";") or (n > k and sentence.kinds[n] in "szk"):
            return None
        if sentence.kinds[n] == "T" and not sentence.tokens[n + 1].capital and sentence.kinds[n + 1] in "gsanr":
            return n + 1
    return None


def _demand_after(sentence: Sentence, k: int) -> int | None:
    """The demand that follows an ultimatum in another form: "demanding that", ", giving it a week to", ": leave"."""
    for i, j in sentence.spans("ultimatums.giving", "ultimatums.demanding", "ultimatums.telling"):
        if i >= k and (start := _to(sentence, j)):
            return start
    for n in range(k, len(sentence.tokens)):
        if ";" in sentence.tokens[n].mark and kind_at(sentence, n):
            return n
        if sentence.tokens[n].low == "for" and (found := kind_at(sentence, n + 1)) and found[1] <= n + 2:
            return n + 1
    return None


def _demanded(sentence: Sentence, i: int, j: int) -> Iterator[_Frame]:
    """As in "demanded that the rebels leave", "demanded the withdrawal of the army"."""
    for n in range(j, min(j + _REACH, len(sentence.tokens))):
        if n > j and (set(sentence.tokens[n].mark) & set(';"') or sentence.kinds[n] in "szk"):
            return
        thing = sentence.starts(n, "ultimatums.demanded_things")
        if thing is not None:
            yield _Frame(n, i, (j, min(thing + NEAR, len(sentence.tokens))), plain=True)
            return
    if j < len(sentence.tokens) and sentence.tokens[j].low == "that" and (found := kind_at(sentence, j + 1, _TARGET)):
        yield _Frame(found[1], i, (j + 1, found[1]))


def _read(sentence: Sentence, frame: _Frame) -> Demand | None:
    found = kind_at(sentence, frame.start)
    if found is None and not frame.firm:
        return None
    kind, start = found or ("other", frame.start)
    start = frame.start if start - frame.start <= 2 and not frame.plain else start
    fork = either(sentence, start)
    stop = end_of_order(sentence, start, fork)
    if frame.plain:
        days = {i for i, _ in sentence.whens}
        stop = next((k for k in range(start + 1, stop) if sentence.kinds[k] in "cyb" or k in days), stop)
    verb = frame.verb if frame.verb is not None else start
    deadline = deadline_in(sentence, start, frame.verb or 0)
    threat, end = Threat("unstated", None, stop), stop
    if fork is not None:
        alternative = kind_at(sentence, fork + 1)
        if sentence.starts(fork + 1, "ultimatums.or_else") is not None or _somebody_will(sentence, fork + 1):
            threat = threat_at(sentence, fork + 1)
            end = threat.end
        elif alternative is not None and alternative[1] <= fork + 2:
            kind, stop = "accept_terms", end_of_order(sentence, fork + 1, None)
            end = stop
    if threat.text is None:
        beside = threat_beside(sentence, stop)
        threat, end = (beside, max(end, beside.end)) if beside is not None else (threat, end)
    text = order_text(sentence, start, stop)
    if text is None or not (deadline or threat.text or (frame.firm and sentence.has("ultimatums.deadlines"))):
        return None
    first = frame.target[0] if frame.verb is None and frame.target else verb
    span = (min(first, start), max(end, stop))
    return Demand(Order(kind, text), frame.verb, frame.target, frame.issuer, deadline, threat, start, span, frame.firm)


def _somebody_will(sentence: Sentence, k: int) -> bool:
    """As in "or the army would": what comes is no choice."""
    return any(
        sentence.tokens[n].low in {"would", "will"} and not any(t.mark for t in sentence.tokens[k + 1 : n + 1])
        for n in range(k, min(k + _SUBJECT, len(sentence.tokens)))
    )


def _conditional(sentence: Sentence, c: Condition) -> Demand:
    """As in "threatened to storm the town unless the rebels surrender"."""
    return Demand(
        order=c.order,
        verb=c.verb,
        target=c.target,
        issuer=c.issuer,
        deadline=deadline_in(sentence, c.at, c.verb if c.verb is not None else 0),
        threat=c.threat,
        at=c.at,
        span=c.span,
        firm=sentence.has("ultimatums.word"),
        hangs=True,
    )


def _bare(sentence: Sentence) -> Iterator[Demand]:
    """What is only called an ultimatum or a deadline: "Halvia's ultimatum to Varenia", "the deadline for them to go"."""
    for i, j in sentence.spans("ultimatums.word", "ultimatums.deadlines"):
        k, target, issuer = j, (j, j), (i, i)
        while k < min(j + _TARGET, len(sentence.tokens)) and not set(sentence.tokens[k].mark) & set(';"'):
            low = sentence.tokens[k].low
            if low in {"from", "by"} and issuer == (i, i):
                issuer = (k + 1, min(k + NEAR, len(sentence.tokens)))
            elif low in {"to", "for"} and target == (j, j) and sentence.tokens[k - 1].low != "according":
                target = (k + 1, min(k + NEAR, len(sentence.tokens)))
            k += 1
        if target == (j, j):
            continue
        start = _to(sentence, j)
        order, stop = Order("other", sentence.words(i, j)), target[1]
        if start is not None and start <= j + _TARGET:
            stop = end_of_order(sentence, start, None)
            text, found = order_text(sentence, start, stop), kind_at(sentence, start)
            order = Order(found[0] if found else "other", text) if text else order
            target = (target[0], max(start, target[0]))
        threat = threat_beside(sentence, j) or Threat("unstated", None, j)
        deadline = deadline_in(sentence, i, 0)
        yield Demand(order, None, target, issuer, deadline, threat, i, (i, max(stop, threat.end)), firm=True, owned=i)


def deadline_in(sentence: Sentence, k: int, verb: int) -> str | None:
    """The time by which, or within which, it is to be done; else the words for one of unknown length."""
    usable: list[tuple[int, Span]] = []
    for i, j in sentence.whens:
        first, before = sentence.tokens[i].low, sentence.tokens[i - 1].low if i else ""
        after = sentence.tokens[j].low if sentence.runs_on(j) else ""
        length = i > verb and _is_length(sentence, (i, j)) and before not in {"for", "after", "last", "past"}
        bound = first in words("ultimatums.bounds") or before in words("ultimatums.bounds")
        k_end = i - 1 if before in {"at", "on"} else i
        bound = bound or sentence.ends(k_end, "ultimatums.ends") is not None
        if (
            bound
            or (length and after not in {"ago", "later", "of", "after", "before"})
            or after
            in {
                "deadline",
                "ultimatum",
            }
        ):
            usable.append((abs(i - k), (i, j)))
    if usable:
        i, j = min(usable)[1]
        return sentence.words(i, j)
    spans = [s for s in sentence.spans("ultimatums.deadlines") if sentence.tokens[s[1] - 1].low == "deadline"]
    return sentence.words(*spans[0]) if spans else None
