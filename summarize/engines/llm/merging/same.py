"""Whether two raw records, each of an answer of its own, tell of one thing in the world.

The codebook's rule: one thing, one record, and different figures are different things. In doubt they are two: a record
that stands twice is seen by the reader, one that is lost in another is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from summarize.quantities import parse_count
from summarize.schemas.reading import name_key

__all__ = ["Who", "given", "keys", "likeness", "within"]

Who = Callable[[str | None], Hashable]
"""Name → the same for all names of one actor."""
_Raw = Mapping[str, Any]

_LEADING: Final = re.compile(r"^(?:(?:on|in|at)\s+)?(?:the\s+)?(?=\S)")  # they neither bound a time nor move a place
_ONE: Final = frozenset({"a", "an", "one"})  # one person and one person may be two
_FIGURES: Final = {
    "casualties": ("harm", ("victims", "scope"), ("place", "when"), ("victims_text",)),
    "displacements": ("movement", ("people",), ("origin", "destination", "when"), ()),
}
"""Field of an answer → what its figures count, and what tells them apart: categories, words; words of one sentence."""


def given(value: Any) -> bool:
    """Whether a field says anything."""
    return value not in (None, "", [], "unknown", "unstated")


def within(words: str, others: str) -> bool:
    """Whether `others` hold these words in a row, whatever their case, accents and punctuation."""
    key = name_key(words)
    return bool(key) and f" {key} " in f" {name_key(others)} "


def keys(field: str, record: _Raw, who: Who) -> list[Hashable]:
    """Two records that are the same have one of these in common."""
    if field in _FIGURES:
        what = record[_FIGURES[field][0]]
        count = _fold(record["count"])
        return [(what, count), *((what, n) for n in _numbers(count))]
    if field == "deals":
        return [(record["kind"], who(p)) for p in record["parties"]]
    return [field]


def likeness(field: str, a: _Raw, b: _Raw, who: Who) -> int:
    """0 where they are not the same; else the more, the more they agree."""
    told = _told(a, b) or _told(b, a)
    if field in _FIGURES:
        same = _same_figure(field, a, b, who, told=told)
    else:
        same = (_same_deal if field == "deals" else _same_ultimatum)(a, b, who, told=told)
    return (1 + 4 * told + sum(a.get(f) == v for f, v in b.items())) if same else 0


def _same_figure(field: str, a: _Raw, b: _Raw, who: Who, *, told: bool) -> bool:
    what, categories, phrases, details = _FIGURES[field]
    if a[what] != b[what]:
        return False
    one, other = _fold(a["count"]), _fold(b["count"])
    if told and (one == other or _numbers(one) & _numbers(other)):
        # One sentence read twice: what it leaves open may be read differently, what it has in words may be cut
        # differently, but two figures of one sentence differ in their words.
        return not any(_clash(a, b, f) and not _cut(a[f], b[f]) for f in (*phrases, *details))
    if one != other or any(_clash(a, b, f) for f in (*categories, *phrases)):
        return False
    doers = _parties(a, who, "perpetrators"), _parties(b, who, "perpetrators")
    if all(doers) and doers[0].isdisjoint(doers[1]):
        return False
    return one not in _ONE or any(given(a.get(f)) and a.get(f) == b.get(f) for f in (*phrases, *details))


def _same_deal(a: _Raw, b: _Raw, who: Who, *, told: bool) -> bool:
    parties = _parties(a, who, "parties"), _parties(b, who, "parties")
    if a["kind"] != b["kind"] or parties[0].isdisjoint(parties[1]):
        return False
    if _clash(a, b, "place") and not (told and _cut(a["place"], b["place"])):
        return False
    if told or _any_cut(_quotes(a), _quotes(b)) or _any_cut(a.get("terms") or (), b.get("terms") or ()):
        return True
    # A counter-proposal is a deal of its own.
    proposing = [{who(c.get("source")) for c in r["claims"] if c["stance"] == "proposes"} for r in (a, b)]
    return parties[0] == parties[1] and not (all(proposing) and proposing[0].isdisjoint(proposing[1]))


def _same_ultimatum(a: _Raw, b: _Raw, who: Who, *, told: bool) -> bool:
    sides = [(_parties(a, who, f), _parties(b, who, f)) for f in ("issuers", "targets")]
    same_demand = _phrase(a["demand_text"]) == _phrase(b["demand_text"])
    if told and (a["demand"] == b["demand"] or _cut(a["demand_text"], b["demand_text"])):
        named = [s for s in sides if all(s)]
        apart = any(one.isdisjoint(other) for one, other in named)
        return not apart and (not _clash(a, b, "place") or _cut(a["place"], b["place"]))
    if _clash(a, b, "place") or any(one != other for one, other in sides):
        return False
    return same_demand or (a["demand"] == b["demand"] and any(one for one, _ in sides))


def _parties(record: _Raw, who: Who, field: str) -> set[Hashable]:
    return {who(name) for name in record.get(field) or ()}


def _quotes(record: _Raw) -> list[str]:
    return [c["quote"] for c in record["claims"]]


def _told(a: _Raw, b: _Raw) -> bool:
    """Whether the quotes of one are all in those of the other."""
    others = _quotes(b)
    return bool(a["claims"]) and all(any(within(q, o) for o in others) for q in _quotes(a))


def _clash(a: _Raw, b: _Raw, field: str) -> bool:
    one, other = a.get(field), b.get(field)
    return given(one) and given(other) and _phrase(str(one)) != _phrase(str(other))


def _cut(a: str, b: str) -> bool:
    return within(a, b) or within(b, a)


def _any_cut(some: Iterable[str], others: Iterable[str]) -> bool:
    return any(_cut(a, b) for a in some for b in others)


def _fold(words: str) -> str:
    return " ".join(words.casefold().split())


def _phrase(words: str) -> str:
    return _LEADING.sub("", name_key(words) or words)


@lru_cache(4_096)
def _numbers(count: str) -> frozenset[int]:
    """The bounds that a count says."""
    bounds = parse_count(count)
    return frozenset(n for n in (bounds.low, bounds.high) if n is not None) if bounds else frozenset()
