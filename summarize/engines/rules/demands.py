"""How a sentence makes a demand: who is told, what to do, by when, and what else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from summarize.engines.rules.conditions import Condition, conditions, may_hang
from summarize.engines.rules.deadlines import deadline_in
from summarize.engines.rules.frames import TARGET, Frame, frames, may_frame, to_order
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.orders import NEAR, Order, either, end_of_order, kind_at, order_text
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.threats import Threat, is_threat, threat_at, threat_beside, threat_following

__all__ = ["Demand", "find_demands"]

_MAY_GROUPS: Final = (
    "ultimatums.deadlines",
    "ultimatums.word",
    "ultimatums.conditions",
    "ultimatums.not_done",
    "ultimatums.otherwise",
)
_PRESSING: Final = (
    "ultimatums.deadlines",
    "ultimatums.otherwise",
    "ultimatums.threatening",
    "ultimatums.threatening_of",
)
_OWNER: Final = 3  # words before "deadline" that tell whose it is
_BY: Final = 3  # words from "deadline" to "by"
_MAY: Final = frozenset({"or", "later", "midnight", "noon", "threatening", "threatened", "warning", "warned"})


class Demand(NamedTuple):
    """A demand in one sentence; all spans are of words.

    `verb`: the word whose subject demands, None where only who speaks can. `target`: the words that name whom it is
    made of, None where that is the subject of `verb` ("were given"), and then `issuer` holds the words after "by".
    `firm`: it is called an ultimatum, or a time is given for it. `hangs`: a threat that
    hangs on a condition. `owned`: the noun whose owner demands. `obliged`: the word whose
    subject is to do it ("must"). `thing`: a noun is demanded. `span` is what to quote.
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
    obliged: int | None = None
    thing: bool = False


def find_demands(sentence: Sentence) -> Iterator[Demand]:
    """The demands that the sentence makes with a deadline or a threat, or that it calls ultimatums, surest first."""
    if not _may_demand(sentence):
        return
    hanging = list(conditions(sentence))
    for frame in frames(sentence) if _may_press(sentence) else ():
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
    """Whether it has a word without which there is no deadline and no threat, and one without which there is neither a
    way to demand nor a condition: most sentences have none.
    """
    if not (sentence.has(*_MAY_GROUPS) or not _may().isdisjoint(sentence.lows)):
        return False
    return may_frame(sentence) or may_hang(sentence) or sentence.has("ultimatums.word", "ultimatums.deadlines")


def _may_press(sentence: Sentence) -> bool:
    """Whether it has what `_read` needs, a time or a threat."""
    return sentence.has(*_PRESSING) or "or" in sentence.lows or bool(sentence.whens)


@cache
def _may() -> frozenset[str]:
    return _MAY | words("ultimatums.bounds", "ultimatums.units")


def _read(sentence: Sentence, frame: Frame) -> Demand | None:
    found = kind_at(sentence, frame.start)
    if found is None and frame.plain and not frame.firm:
        found = "other", frame.start  # a sum of money
    if found is None and not frame.firm and not frame.loose:
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
        if is_threat(sentence, fork + 1):
            threat = threat_at(sentence, fork + 1)
            end = threat.end
        elif alternative is not None and alternative[1] <= fork + 2:
            kind, stop = "accept_terms", end_of_order(sentence, fork + 1, None)
            end = stop
    if threat.text is None:
        beside = threat_following(sentence, stop) or threat_beside(sentence, stop)
        threat, end = (beside, max(end, beside.end)) if beside is not None else (threat, end)
    bounded = deadline is not None and not deadline.lower().startswith(("until", "till"))  # "stay inside until Monday"
    if found is None and not frame.firm and threat.text is None and not (bounded and frame.loose == "time"):
        return None
    text = order_text(sentence, start, stop)
    if text is None or not (deadline or threat.text or (frame.firm and sentence.has("ultimatums.deadlines"))):
        return None
    first = frame.target[0] if frame.verb is None and frame.target else verb
    span = (min(first, start), max(end, stop))
    return Demand(
        order=Order(kind, text),
        verb=frame.verb,
        target=frame.target,
        issuer=frame.issuer,
        deadline=deadline,
        threat=threat,
        at=start,
        span=span,
        firm=frame.firm,
        obliged=frame.obliged,
        thing=frame.plain,
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
        target, issuer = _named_after(sentence, i, j)
        start = to_order(sentence, j)
        if start is not None and start > j + TARGET:
            start = None
        noun = start is None
        if start is None and sentence.low(j, j + 1) == "for" and (thing := kind_at(sentence, j + 1, 2)) is not None:
            start, target = thing[1], (j, j)  # "a deadline for the release of"
        if target == (j, j) and start is None:
            continue
        order, stop, threat = Order("other", sentence.words(i, j)), target[1], Threat("unstated", None, j)
        if start is not None:
            fork = either(sentence, start)
            stop = end_of_order(sentence, start, fork)
            text, found = order_text(sentence, start, stop), kind_at(sentence, start)
            if target == (j, j) and (found is None or (noun and issuer == (i, i) and not _is_set(sentence, i))):
                continue
            order = Order(found[0] if found else "other", text) if text else order
            target = (target[0], max(start, target[0])) if target != (j, j) else (0, i)
            if fork is not None and is_threat(sentence, fork + 1):
                threat = threat_at(sentence, fork + 1)
        if threat.text is None:
            threat = threat_following(sentence, j) or threat_beside(sentence, j) or threat
        deadline = deadline_in(sentence, i, 0)
        yield Demand(order, None, target, issuer, deadline, threat, i, (i, max(stop, threat.end)), firm=True, owned=i)


def _is_set(sentence: Sentence, i: int) -> bool:
    """Whether somebody sets the deadline at word `i`: "set Sunday as the deadline"."""
    return any(i - NEAR <= a < i for a, _ in sentence.spans("ultimatums.setting"))


def _named_after(sentence: Sentence, i: int, j: int) -> tuple[Span, Span]:
    """The words that name whom an ultimatum `[i, j)` is to, after "to" or "for", and from whom it is."""
    issuer = (max(0, i - _OWNER), i) if i > 0 and sentence.kinds[i - 1] in "gN" else (i, i)
    target = (j, j)
    for k in range(j, min(j + TARGET, len(sentence.tokens))):
        if set(sentence.tokens[k].mark) & set(';"'):
            break
        low = sentence.tokens[k].low
        if low in {"from", "by"} and k <= j + _BY and target == (j, j):
            near = range(k + 1, min(k + NEAR, len(sentence.tokens)))
            issuer = (k + 1, next((n for n in near if sentence.kinds[n] in "iT"), near.stop))
        named = low == "for" or (low == "to" and to_order(sentence, k) != k + 1)
        if named and target == (j, j) and sentence.tokens[k - 1].low != "according":
            target = (k + 1, min(k + NEAR, len(sentence.tokens)))
    return target, issuer
