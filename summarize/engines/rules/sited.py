"""Where an ultimatum applies: the place to be left or given up, that of its targets, or the next that is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarize.engines.rules.demands import Demand
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.regions import region_after
from summarize.engines.rules.sides import Side
from summarize.engines.rules.text import Sentence, Span

__all__ = ["site"]

_ANYWHERE: Final = frozenset({"accept_terms", "policy_change", "negotiate", "other"})  # may concern no place
_NAME: Final = 4
_NEXT: Final = 1  # sentences after it in which the place may be told
_BACK: Final = 200  # and before it: a bound on work


def site(reader: Reader, sentence: Sentence, demand: Demand, targets: list[Side]) -> str | None:
    """The most specific place that the demand is about; no state, and no actor."""
    near = reader.places.near(sentence, demand.at, reader.sayings.statement(sentence, demand.at))
    if near is not None and any(sentence.words(c.i, c.j) in near for c in sentence.countries):
        near = None
    for window in (_order(demand), demand.target or (0, 0), (0, len(sentence.tokens))):
        found = next(_names(reader, sentence, window), None)
        if found is not None:
            return near if near is not None and found in near else found
        for side in targets if window == demand.target else ():
            if side.j and (region := region_after(reader, sentence, side.j)) is not None:
                return region
    if near is not None:
        return near
    if demand.order.kind in _ANYWHERE and demand.threat.kind != "force":
        return None
    n = sentence.number
    around = [*reader.sentences[n + 1 : n + 1 + _NEXT], *reader.sentences[max(0, n - _BACK) : n][::-1]]
    return next((name for s in around if (name := _first(reader, s)) is not None), None)


def _first(reader: Reader, sentence: Sentence) -> str | None:
    """The first place name of a sentence, looked for once."""
    if "first place" not in sentence.memo:
        sentence.memo["first place"] = next(_names(reader, sentence, (0, len(sentence.tokens))), None)
    found: str | None = sentence.memo["first place"]
    return found


def _order(demand: Demand) -> Span:
    return demand.at, max(demand.span[1], demand.at + 1)


def _names(reader: Reader, sentence: Sentence, window: Span) -> Iterator[str]:
    """The place names among the words `[i, j)`: after a preposition, a noun such as "town", or a verb of leaving."""
    taken = {*reader.cast.named(sentence)}
    taken |= {k for c in sentence.countries for k in range(c.i, c.j)}
    taken |= {k for w in sentence.whens for k in range(*w)}
    k = max(1, window[0])
    while (k := sentence.kinds.find("N", k, window[1])) >= 0:
        end = k
        while (
            end < window[1] and end - k < _NAME and sentence.kinds[end] == "N" and (end == k or sentence.runs_on(end))
        ):
            end += 1
        kind_of = end < len(sentence.tokens) and sentence.tokens[end].low in words("places.common", "ultimatums.ground")
        inner = end < len(sentence.tokens) and sentence.tokens[end].low in words("places.divisions")
        if kind_of and not inner and sentence.runs_on(end + 1) and sentence.tokens[end + 1].low == "of":
            k = end + 1  # "the Dornish village of Orm"
            continue
        plain = taken.isdisjoint(range(k, end)) and not sentence.tokens[end - 1].owner
        if plain and _is_where(sentence, k):
            if kind_of and sentence.runs_on(end):
                yield sentence.words(k, end + 1)
            elif sentence.kinds[k - 1] != "t" and not (sentence.runs_on(end) and sentence.kinds[end] in "gs"):
                yield sentence.words(k, end)
        k = end


def _is_where(sentence: Sentence, k: int) -> bool:
    """Whether what begins at word `k` is a place by what stands before it."""
    if sentence.tokens[k].mark:
        return False
    before = k - 1
    if before > 0 and sentence.kinds[before] == "t":
        before -= 1
    low = sentence.tokens[before].low
    if low == "of":
        nouns = words("places.common", "places.parts", "ultimatums.parties", "deals.parties", "ultimatums.ground")
        return before > 0 and sentence.tokens[before - 1].low in nouns | {"out"}
    if low in words("places.only_where", "places.common", "ultimatums.whence"):
        return True
    return sentence.ends(k, "ultimatums.leave") is not None
