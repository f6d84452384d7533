"""Deals of conflict: what the sentences say of them, put together by deal."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.claims import add_claim
from summarize.engines.rules.dealings import OVER, STAGES, Dealing, dealing
from summarize.engines.rules.records import Reader

__all__ = ["find_deals"]

_MOST: Final = 12
_TERMS: Final = 6
_PARTIES: Final = 2
_HELD: Final = frozenset({"agreed", "implementing", "completed", "negotiating"})


def find_deals(reader: Reader) -> list[dict[str, Any]]:
    """The deals of an article as an engine writes them."""
    found: list[_Deal] = []
    last: _Deal | None = None
    for sentence in reader.sentences:
        told = dealing(reader, sentence)
        if told is None:
            continue
        deal = _same(reader, found, told) or (last if _goes_on(told, last) else None)
        if deal is None and told.parties and len(found) < _MOST:
            deal = _Deal(told)
            found.append(deal)
        elif deal is not None:
            deal.add(told)
        last = deal if deal is not None and not told.past else last
    return [record for deal in found if (record := deal.written()) is not None]


class _Deal:
    """One deal under construction."""

    def __init__(self, told: Dealing) -> None:
        self.kind = told.kind
        self.past = told.past
        self.stages: list[str] = []
        self.record: dict[str, Any] = {
            "kind": told.kind,
            "stage": "",
            "parties": [],
            "mediators": [],
            "terms": [],
            "place": None,
            "date": None,
            "claims": [],
        }
        self.add(told)

    def add(self, told: Dealing) -> None:
        """Take in what another sentence says of it."""
        record = self.record
        if self.kind == "other":
            self.kind = record["kind"] = told.kind
        for new in told.claims:
            add_claim(record, new)
        if told.stage:
            self.stages.append(told.stage)
            record["date"] = told.date or record["date"]
        record["place"] = record["place"] or told.place
        record["terms"] = list(dict.fromkeys([*record["terms"], *told.terms]))[:_TERMS]
        record["mediators"] = list(dict.fromkeys([*record["mediators"], *told.mediators]))
        if len(record["parties"]) < _PARTIES:
            parties = [p for p in (*record["parties"], *told.parties) if p not in record["mediators"]]
            record["parties"] = list(dict.fromkeys(parties))[:_PARTIES]

    def written(self) -> dict[str, Any] | None:
        """The record, None where nobody is a party or nothing but doubt is said."""
        record = self.record
        record["parties"] = [p for p in record["parties"] if p not in record["mediators"]] or record["parties"][:1]
        record["mediators"] = [m for m in record["mediators"] if m not in record["parties"]]
        stances = {c["stance"] for c in record["claims"]}
        if not record["parties"] or not (self.stages or stances - {"denies", "doubts"}):
            return None
        record["stage"] = self._stage(stances)
        # Talks of which only one side is told are mostly told of in passing.
        talks_only = record["stage"] == "negotiating" and stances <= {"asserts", "doubts"}
        return None if talks_only and len(record["parties"]) < _PARTIES else record

    def _stage(self, stances: set[str]) -> str:
        """The furthest stage, unless the deal is over; refused only where nobody says that it is held or discussed."""
        reached = [s for s in self.stages if s in STAGES]
        if self.stages and self.stages[-1] in OVER:
            return self.stages[-1]
        if "rejects" in stances and not _HELD.intersection(reached):
            return "rejected"
        return max(reached, key=STAGES.index, default="rejected" if "rejects" in stances else "proposed")


def _goes_on(told: Dealing, last: _Deal | None) -> bool:
    """Whether a sentence that tells no kind goes on with the deal last told of: it says so, or names no other party."""
    if last is None or told.kind != "other" or told.past:
        return False
    return told.taken_up or not told.parties or bool(set(told.parties) & set(last.record["parties"]))


def _same(reader: Reader, found: list[_Deal], told: Dealing) -> _Deal | None:
    """The deal told of before that this is: of one kind, and the parties, where both name some, are not all others.

    A deal of which no kind was told yet is that of its parties.
    """
    named = {p for p in told.parties if reader.cast.get(p) is not None}
    for deal in found:
        parties = {p for p in deal.record["parties"] if reader.cast.get(p) is not None}
        if deal.past != told.past or deal.kind not in {told.kind, "other"}:
            continue
        if deal.kind == told.kind and (not named or not parties or told.taken_up):
            return deal
        if named & parties:
            return deal
    return None
