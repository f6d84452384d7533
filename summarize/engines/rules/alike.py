"""When two sides, or two ultimatums, are one and the same."""

from __future__ import annotations

from typing import Any

from summarize.engines.rules.records import Reader

__all__ = ["same_side", "same_ultimatum"]


def same_side(reader: Reader, names: list[str], name: str) -> bool:
    """Whether somebody of this name is, or belongs to, one of the others."""
    mine = {_state(reader, n) for n in names}
    entry = reader.cast.get(name)
    body = entry.part_of.name if entry is not None and entry.part_of is not None else name
    return name in names or body in names or _state(reader, name) in mine or _state(reader, body) in mine


def same_ultimatum(reader: Reader, record: dict[str, Any], other: dict[str, Any], *, headline: bool) -> bool:
    """Same issuer, or issuers of one state, same targets and place: one ultimatum; who is not named may be who is.

    What a headline demands is what the article tells of, whatever either calls the sides.
    """
    if headline and (record["demand"] == other["demand"] or "other" in (record["demand"], other["demand"])):
        return True
    if record["deadline"] == other["deadline"] is not None and record["demand"] == other["demand"]:
        return True
    agree = [_agree(reader, record[field], other[field]) for field in ("issuers", "targets")]
    if headline and False not in agree and True in agree:
        return True  # in a few words it often tells another part of what is demanded
    if None not in agree:
        return all(agree)
    if _elsewhere(record["place"], other["place"]):
        return False
    kinds = {record["demand"], other["demand"]}
    if agree[0] is None and len(kinds) == 1 and "other" not in kinds:
        return True  # whose one of them is, is not told
    return False not in agree and (True in agree or len(kinds - {"other"}) < 2)


def _elsewhere(place: str | None, other: str | None) -> bool:
    """Whether both are told and neither has a word of the other."""
    names = [{w.lower() for w in (p or "").split() if w[0].isupper()} for p in (place, other)]
    return all(names) and names[0].isdisjoint(names[1])


def _agree(reader: Reader, names: list[str], others: list[str]) -> bool | None:
    """Whether two lists of sides have one in common; None where that cannot be told."""
    mine, theirs = ({_state(reader, n).lower() for n in side} for side in (names, others))
    if not mine or not theirs:
        return None
    if mine & theirs or {n.split()[-1] for n in mine} & {n.split()[-1] for n in theirs}:
        return True
    named = [any(reader.cast.get(n) is not None for n in side) for side in (names, others)]
    return False if all(named) or not any(named) else None


def _state(reader: Reader, name: str) -> str:
    """The state whose minister, government or army this is; else the body, or the name itself."""
    entry = reader.cast.get(name)
    if entry is not None and entry.country and entry.sector in {"government", "military"}:
        return f"state {entry.country}"
    return entry.part_of.name if entry is not None and entry.part_of is not None else name
