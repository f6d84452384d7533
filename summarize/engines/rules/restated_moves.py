"""Displacements told of twice: what headline or lead tells and the body again in full is one record."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from summarize.engines.rules.records import MOST, fill
from summarize.engines.rules.tokens import fold
from summarize.quantities import Bounds, Qualifier, parse_count

__all__ = ["restated_moves"]

_LEAVING: Final = frozenset({"fled", "evacuated", "displaced"})
"""Movements that one leaving may be called."""
_MOST_TIMES: Final = 20  # how far an exact figure may be above the least that a vague one says
_KEPT: Final = 40  # records back that one is compared with, so that the work stays linear


def restated_moves(told: list[tuple[dict[str, Any], bool]]) -> list[dict[str, Any]]:
    """The records, each restatement joined to the one it restates; each comes with whether headline or lead tells it.

    The same figure for the same leaving is one thing; so is a vague count of headline or lead ("hundreds") beside the
    exact one ("640") of the body.
    """
    found: list[tuple[dict[str, Any], bool]] = []
    for record, lead in told:
        same = next((pair for pair in found[-_KEPT:] if _same(pair[0], record, lead=pair[1])), None)
        if same is not None:
            _join(same[0], record, lead=same[1])
        elif len(found) < MOST:
            found.append((record, lead))
    return [record for record, _ in found]


def _same(a: dict[str, Any], b: dict[str, Any], *, lead: bool) -> bool:
    exactly = a["movement"] == b["movement"]
    if not (exactly or {a["movement"], b["movement"]} <= _LEAVING) or _apart(a, b, "destination"):
        return False
    if fold(a["count"]) == fold(b["count"]) and exactly:
        return not _apart(a, b, "origin")
    if not lead or not _same_people(a["people"], b["people"]):
        return False
    one, other = _bounds(a["count"]), _bounds(b["count"])
    if one is None or other is None or one.low is None or other.low is None:
        return False
    if one.low == other.low and one.qualifier is not other.qualifier:
        return True  # "340" in the headline, "some 340" below
    vague = one.qualifier is Qualifier.vague and other.qualifier is not Qualifier.vague
    return vague and one.low <= other.low < _MOST_TIMES * one.low


def _join(record: dict[str, Any], other: dict[str, Any], *, lead: bool) -> None:
    """Let a record be `other` too: what the body tells is fuller than what a headline does."""
    if lead:
        record["count"], record["movement"], record["when"] = other["count"], other["movement"], other["when"]
        record["people"] = other["people"] if other["people"] != "unknown" else record["people"]
        record["origin"] = other["origin"] or record["origin"]
    fill(record, other)


def _same_people(a: str, b: str) -> bool:
    return a == b or "unknown" in {a, b} or "mixed" in {a, b}


def _apart(a: dict[str, Any], b: dict[str, Any], field: str) -> bool:
    one, other = a[field], b[field]
    return bool(one and other) and fold(one) not in fold(other) and fold(other) not in fold(one)


@lru_cache(maxsize=512)
def _bounds(count: str) -> Bounds | None:
    return parse_count(count)
