"""Casualties told of twice: one real-world thing, one record."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import MOST, fill
from summarize.engines.rules.tokens import fold
from summarize.quantities import Qualifier, parse_count

__all__ = ["restated"]

_ONE: Final = frozenset({"a", "an", "one"})  # one person and one person may be two
_LARGE: Final = 10
_KEPT: Final = 60  # records back that one is compared with, so that the work stays linear


def restated(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records, each restatement joined to the one it restates.

    The same figure for the same harm and victims, whom one of the two may leave unsaid, is one thing; so is a vaguer
    count that contains an exact one ("hundreds" beside "1,600").
    """
    found: list[dict[str, Any]] = []
    for record in records:
        same = next((r for r in reversed(found[-_KEPT:]) if _same(r, record)), None)
        if same is not None:
            _join(same, record)
        elif len(found) < MOST:
            found.append(record)
    return found


def _join(record: dict[str, Any], other: dict[str, Any]) -> None:
    """Let a record be `other` too: the exact count and the victims that are said have it."""
    if (_vague(record) and not _vague(other)) or (_same_least(record, other) and _open(other)):
        record["count"] = other["count"]
    if [fold(w) for w in record["perpetrators"]] == [fold(w).split()[-1] for w in other["perpetrators"]]:
        record["perpetrators"] = other["perpetrators"]  # "gunmen" in the headline, "suspected rebel gunmen" below
    if _who(record) is None:
        record["victims_text"] = other["victims_text"] or record["victims_text"]
    fill(record, other)


def _same(a: dict[str, Any], b: dict[str, Any]) -> bool:
    if a["harm"] != b["harm"] or not _same_victims(a, b) or _apart(a, b) or fold(a["count"]) in _ONE:
        return False
    if fold(a["count"]) == fold(b["count"]):
        return True
    if _same_least(a, b):
        return True
    vague, exact = (a, b) if _vague(a) else (b, a)
    of_one_time = a["scope"] == b["scope"] or not (a["when"] or b["when"])
    if not _vague(vague) or _vague(exact) or not of_one_time:
        return False
    low, least = _low(vague), _low(exact)
    return low is not None and least is not None and least >= low


def _same_least(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether one says "at least 12" and the other "12"."""
    low, least = _low(a), _low(b)
    return low is not None and low == least and _open(a) != _open(b) and not (_vague(a) or _vague(b))


def _open(record: dict[str, Any]) -> bool:
    bounds = _bounds(record["count"])
    return bounds is not None and bounds.high is None


def _apart(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether two incidents are told apart by their place or time."""
    fields: tuple[str, ...] = ("place", "when") if a["scope"] == b["scope"] == "incident" else ()
    if (_low(a) or 0) >= _LARGE and None in (a["victims_text"], b["victims_text"]):
        fields = fields[-1:]  # "At least 38 killed" in the headline: its place is told in another way
    return any(a[f] and b[f] and fold(a[f]) != fold(b[f]) for f in fields)


def _same_victims(a: dict[str, Any], b: dict[str, Any]) -> bool:
    one, other = _who(a), _who(b)
    return one == other or ((one is None or other is None) and a["victims"] in (b["victims"], "unknown"))


def _who(record: dict[str, Any]) -> str | None:
    """The victims' noun phrase, None where it says nothing of who they are."""
    text = fold(record["victims_text"] or "")
    return None if not text or text in words("harm.anybody") else text


_bounds = lru_cache(maxsize=1024)(parse_count)


def _vague(record: dict[str, Any]) -> bool:
    bounds = _bounds(record["count"])
    return bounds is not None and bounds.qualifier is Qualifier.vague


def _low(record: dict[str, Any]) -> int | None:
    bounds = _bounds(record["count"])
    return bounds.low if bounds is not None else None
