"""Ultimatums: a demand of conflict with a deadline or a threat, or what the article calls an ultimatum."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.attribution import Said
from summarize.engines.rules.cast import Entry
from summarize.engines.rules.claims import add_claim, claim
from summarize.engines.rules.demands import Demand, find_demand
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.parties import armed, is_armed, named_parties, unnamed_parties
from summarize.engines.rules.records import Reader, fill
from summarize.engines.rules.sources import source_before
from summarize.engines.rules.text import Sentence

__all__ = ["find_ultimatums"]

_MOST: Final = 6
_OBSERVERS: Final = frozenset({"ngo", "intergovernmental", "media", "medical", "civilian"})
_ANSWERS: Final = (
    ("ultimatums.counters", "counter_offer"),
    ("ultimatums.rejects", "rejected"),
    ("ultimatums.accepts", "accepted"),
    ("ultimatums.waits", "pending"),
)
_STANCES: Final = {"rejected": "rejects", "accepted": "accepts"}


def find_ultimatums(reader: Reader) -> list[dict[str, Any]]:
    """The ultimatums of an article as an engine writes them."""
    found: list[dict[str, Any]] = []
    for sentence in reader.sentences:
        if sentence.has("ultimatums.no_conflict"):
            continue
        demand = find_demand(sentence)
        record = _record(reader, sentence, demand) if demand else None
        if record is None:
            continue
        same = next((r for r in found if _same(reader, r, record)), None)
        if same is not None:
            fill(same, record)
        elif len(found) < _MOST:
            found.append(record)
    for record in found:
        _answer(reader, record)
    return found


def _record(reader: Reader, sentence: Sentence, demand: Demand) -> dict[str, Any] | None:
    said = reader.sayings.at(sentence, demand.at)
    said = said if said is not None and said.source is not None else None
    issuers = _issuers(reader, sentence, demand, said)
    targets = _targets(reader, sentence, demand, issuers)
    conflict = armed(reader, sentence) or any(is_armed(reader, name) for name in (*issuers, *targets))
    if not issuers or not targets or not conflict:
        return None
    stands = claim(sentence, *demand.span, said, "asserts")
    if stands is None:
        return None
    return {
        "issuers": issuers,
        "targets": targets,
        "demand": demand.kind,
        "demand_text": demand.text,
        "threat": demand.threat,
        "threat_text": demand.threat_text,
        "deadline": demand.deadline,
        "response": "unknown",
        "place": reader.places.near(sentence, demand.at, reader.sayings.statement(sentence, demand.at)),
        "claims": [stands],
    }


def _issuers(reader: Reader, sentence: Sentence, demand: Demand, said: Said | None) -> list[str]:
    """Who demands: the subject of the verb, else the party who speaks."""
    if demand.issuer is not None:
        source = source_before(sentence, demand.issuer, reader.cast)
        if source is not None and source.entry is not None:
            return [source.entry.name]
        if source is not None and source.text is not None:
            return [source.text]
        before = named_parties(reader, sentence, (0, demand.issuer))
        if before:
            return [before[-1].name]
    if said is None or said.source is None or (said.entry is not None and said.entry.sector in _OBSERVERS):
        return []
    if said.entry is not None:
        return [_behind(said.entry).name]
    own = said.source.lower().split()[-1] in words("deals.parties", "actors.forces", "actors.governments")
    return [said.source] if own else []


def _behind(entry: Entry) -> Entry:
    """A spokesman speaks for a body; a leader demands himself."""
    speaks_for = entry.person and entry.part_of is not None and "spokes" in (entry.role or "").lower()
    return entry.part_of if speaks_for and entry.part_of is not None else entry


def _targets(reader: Reader, sentence: Sentence, demand: Demand, issuers: list[str]) -> list[str]:
    named = [e.name for e in named_parties(reader, sentence, demand.target) if e.name not in issuers]
    if named:
        return named[:2]
    return [u for u in unnamed_parties(reader, sentence, demand.target) if u not in issuers][:1]


def _same(reader: Reader, record: dict[str, Any], other: dict[str, Any]) -> bool:
    """Same issuer, or issuers of one state, and same targets: one ultimatum."""
    if not set(record["targets"]) & set(other["targets"]):
        return False
    sides = [{_side(reader, name) for name in r["issuers"]} for r in (record, other)]
    return bool(sides[0] & sides[1])


def _side(reader: Reader, name: str) -> str:
    """The state whose minister, government or army this is; else the name itself."""
    entry = reader.cast.get(name)
    return f"state {entry.country}" if entry is not None and entry.sector in {"government", "military"} else name


def _answer(reader: Reader, record: dict[str, Any]) -> None:
    """The targets' answer where the article leaves it, with a claim where a target gives it itself."""
    for sentence in reader.sentences:
        for group, answer in _ANSWERS:
            at = next(iter(sentence.spans(group)), None)
            if at is None:
                continue
            source = source_before(sentence, at[0], reader.cast)
            by_target = source is not None and source.entry is not None and source.entry.name in record["targets"]
            if answer == "counter_offer":
                by_target = any(
                    m.entry.name in record["targets"] for m in reader.cast.mentions(sentence) if m.j <= at[0]
                )
            if not (by_target or sentence.has("ultimatums.word")):
                continue
            record["response"] = answer
            if by_target and source is not None and source.entry is not None and answer in _STANCES:
                said = Said(0, 0, "asserts", source.entry.name, source.entry)
                add_claim(record, claim(sentence, *at, said, _STANCES[answer]))
            break
