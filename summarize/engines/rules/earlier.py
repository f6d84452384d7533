"""A demand told over two sentences: the time it has in one ("They have until Friday"), what is to be done before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarize.engines.rules.deadlines import deadline_in
from summarize.engines.rules.demands import Demand
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.orders import Order, end_of_order, kind_at, may_order, order_text
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.threats import Threat, threat_following

__all__ = ["bare_times", "referred"]

_BACK: Final = 2  # sentences back in which it may be told what is to be done
_REACH: Final = 14  # words from "when" or "must" to what is to be done
_SUBJECT: Final = 4
_DONE: Final = frozenset({"done", "met", "happen", "so", "comply"})
_LEADS: Final = frozenset({"when", "until", "unless", "once", "must", "should", "if"})


def referred(reader: Reader, sentence: Sentence, demand: Demand) -> Demand:
    """The demand with what is to be done, where it only takes that up: "if this is not done by Sunday"."""
    if not demand.hangs or demand.order.kind != "other" or _DONE.isdisjoint(demand.order.text.lower().split()):
        return demand
    order = _order_before(reader, sentence)
    return demand if order is None else demand._replace(order=order)


def bare_times(reader: Reader, sentence: Sentence) -> Iterator[Demand]:
    """As in "They have until Friday", "They have 48 hours": what is to be done stands in a sentence before."""
    having = words("ultimatums.have_time")
    if having.isdisjoint(sentence.lows) or not any(map(may_order, _before(reader, sentence))) or not sentence.whens:
        return
    for i, j in sentence.whens:
        k = i - 1 if sentence.tokens[i - 1].low in words("ultimatums.bounds") else i
        ends = j == len(sentence.tokens) or bool(sentence.tokens[j].mark)
        if k < 1 or not ends or sentence.tokens[k - 1].low not in having or sentence.kinds[k - 2 : k - 1] not in "pgN":
            continue
        order = _order_before(reader, sentence)
        if order is None:
            return
        threat = threat_following(sentence, j) or Threat("unstated", None, j)
        yield Demand(
            order=order,
            verb=None,
            target=(max(0, k - 1 - _SUBJECT), k - 1),
            issuer=None,
            deadline=deadline_in(sentence, i, 0),
            threat=threat,
            at=k - 1,
            span=(k - 1, max(j, threat.end)),
            firm=True,
            obliged=k - 1,
        )


def _before(reader: Reader, sentence: Sentence) -> list[Sentence]:
    return reader.sentences[max(0, sentence.number - _BACK) : sentence.number][::-1]


def _order_before(reader: Reader, sentence: Sentence) -> Order | None:
    """What the sentences before say that somebody is to do: after "must", "when" or "to", the last of them first."""
    for before in _before(reader, sentence):
        for k in range(len(before.tokens) - 1):
            to = before.kinds[k] == "T"
            if not to and before.tokens[k].low not in _LEADS:
                continue
            found = kind_at(before, k + 1, 1 if to else _REACH)
            if found is not None and (text := order_text(before, found[1], end_of_order(before, found[1], None))):
                return Order(found[0], text)
    return None
