"""How a sentence makes a demand: who is told, what to do, by when, and what else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from summarize.engines.rules.conditions import Condition, conditions
from summarize.engines.rules.deadlines import deadline_in
from summarize.engines.rules.frames import TARGET, Frame, frames, to_order
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.orders import NEAR, Order, either, end_of_order, kind_at, order_text
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.threats import Threat, threat_at, threat_beside

__all__ = ["Demand", "find_demands"]

_MAY: Final = frozenset({"or", "midnight", "noon", "threatening", "threatened", "warning", "warned"})
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


def find_demands(sentence: Sentence) -> Iterator[Demand]:
    """The demands that the sentence makes with a deadline or a threat, or that it calls ultimatums, surest first."""
    if not _may_demand(sentence):
        return
    hanging = list(conditions(sentence))
    for frame in frames(sentence):
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
    return not _may().isdisjoint([t.low for t in sentence.tokens])


@cache
def _may() -> frozenset[str]:
    return _MAY | words("ultimatums.bounds", "ultimatums.units")


def _read(sentence: Sentence, frame: Frame) -> Demand | None:
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
    """What is only called an ultimatum or a deadline: "Halvia's ultimatum to Varenia", "the deadline to go"."""
    for i, j in sentence.spans("ultimatums.word", "ultimatums.deadlines"):
        k, target, issuer = j, (j, j), (i, i)
        while k < min(j + TARGET, len(sentence.tokens)) and not set(sentence.tokens[k].mark) & set(';"'):
            low = sentence.tokens[k].low
            if low in {"from", "by"} and issuer == (i, i):
                issuer = (k + 1, min(k + NEAR, len(sentence.tokens)))
            elif low in {"to", "for"} and target == (j, j) and sentence.tokens[k - 1].low != "according":
                target = (k + 1, min(k + NEAR, len(sentence.tokens)))
            k += 1
        if target == (j, j):
            continue
        start = to_order(sentence, j)
        order, stop = Order("other", sentence.words(i, j)), target[1]
        if start is not None and start <= j + TARGET:
            stop = end_of_order(sentence, start, None)
            text, found = order_text(sentence, start, stop), kind_at(sentence, start)
            order = Order(found[0] if found else "other", text) if text else order
            target = (target[0], max(start, target[0]))
        threat = threat_beside(sentence, j) or Threat("unstated", None, j)
        deadline = deadline_in(sentence, i, 0)
        yield Demand(order, None, target, issuer, deadline, threat, i, (i, max(stop, threat.end)), firm=True, owned=i)
