"""One raw record of two that tell of one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from summarize.engines.llm.merging.same import Who, given, within

__all__ = ["joined"]


def joined(field: str, kept: Mapping[str, Any], new: Mapping[str, Any], who: Who) -> dict[str, Any]:
    """The kept record with the claims of the new one, and with what it leaves unsaid itself."""
    record = dict(kept) | {f: v for f, v in new.items() if given(v) and not given(kept.get(f))}
    record["claims"] = _claims(kept["claims"], new["claims"], who)
    match field:
        case "casualties" | "displacements":
            record |= _figure(kept, new)
        case "deals":
            record |= _deal(kept, new, who)
        case "ultimatums" if given(new["response"]) and new["response"] != "pending":
            record["response"] = new["response"]
    return record


def _figure(kept: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Of "34" and "at least 34" the one with the words that bound it; whom it counts, from where that is said."""
    told: dict[str, Any] = {}
    if within(kept["count"], new["count"]):
        told["count"] = max(kept["count"], new["count"], key=len)
    if not given(kept.get("victims")) and given(new.get("victims")) and given(new.get("victims_text")):
        told["victims_text"] = new["victims_text"]
    return told


def _deal(kept: Mapping[str, Any], new: Mapping[str, Any], who: Who) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for field in ("parties", "mediators"):
        known = {who(name) for name in kept.get(field) or ()}
        if more := [name for name in new.get(field) or () if who(name) not in known]:
            told[field] = [*(kept.get(field) or ()), *more]
    if terms := _terms(kept.get("terms") or (), new.get("terms") or ()):
        told["terms"] = terms
    if new["stage"] != kept["stage"]:
        told |= {"stage": new["stage"], "date": new.get("date")}  # the date is that of the stage
    return told


def _terms(kept: Sequence[str], new: Sequence[str]) -> list[str]:
    """Both, without those of either that are words of a longer one of the other."""
    fresh = [t for t in new if not any(t == k or within(t, k) for k in kept)]
    return [*(k for k in kept if not any(within(k, t) for t in fresh)), *fresh]


def _claims(kept: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], who: Who) -> list[Mapping[str, Any]]:
    """One for each source and stance, with the longer quote; what was kept twice is left to validation."""
    claims = list(kept)
    for claim in new:
        position = (who(claim.get("source")), claim["stance"])
        same = [i for i, c in enumerate(claims) if (who(c.get("source")), c["stance"]) == position]
        if not same:
            claims.append(claim)
        elif all(len(claims[i]["quote"]) < len(claim["quote"]) for i in same):
            claims[same[0]] = claim
    return claims
