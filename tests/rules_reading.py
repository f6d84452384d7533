"""What the tests of the rules engine share: an article read and held against itself, and records written short."""

from __future__ import annotations

from typing import Any

from summarize.document import Document
from summarize.engines.rules import read
from summarize.pipeline import validate
from summarize.schemas import Answer


def answer(text: str) -> dict[str, Any]:
    """What the engine writes of a text; everything in it stands up to the text."""
    document = Document(text=text)
    written = read(document)
    assert validate(written, document).rejected == ()
    return written


def validated(text: str) -> Answer:
    """The same after validation, with what is derived."""
    document = Document(text=text)
    found = validate(read(document), document)
    assert found.rejected == ()
    return found.answer


def claim(source: str | None, stance: str, quote: str) -> dict[str, Any]:
    return {"source": source, "stance": stance, "quote": quote}


def casualty(
    harm: str, count: str, victims: str, victims_text: str | None, *claims: Any, **more: Any
) -> dict[str, Any]:
    record = {
        "harm": harm,
        "count": count,
        "victims": victims,
        "victims_text": victims_text,
        "perpetrators": [],
        "cause": None,
        "scope": "incident",
        "when": None,
        "place": None,
        "claims": list(claims),
    }
    return record | more


def displacement(movement: str, count: str, people: str, *claims: Any, **more: Any) -> dict[str, Any]:
    record = {"movement": movement, "count": count, "people": people, "origin": None, "destination": None, "when": None}
    return record | {"claims": list(claims)} | more


def deal(kind: str, stage: str, parties: list[str], *claims: Any, **more: Any) -> dict[str, Any]:
    record = {
        "kind": kind,
        "stage": stage,
        "parties": parties,
        "mediators": [],
        "terms": [],
        "place": None,
        "date": None,
    }
    return record | {"claims": list(claims)} | more


def ultimatum(
    issuers: list[str], targets: list[str], demand: str, text: str, *claims: Any, **more: Any
) -> dict[str, Any]:
    record = {
        "issuers": issuers,
        "targets": targets,
        "demand": demand,
        "demand_text": text,
        "threat": "unstated",
        "threat_text": None,
        "deadline": None,
        "response": "unknown",
        "place": None,
        "claims": list(claims),
    }
    return record | more


def actor(name: str, kind: str, sector: str, *aliases: str, **more: Any) -> dict[str, Any]:
    record = {"name": name, "aliases": list(aliases), "kind": kind, "sector": sector}
    return record | {"country": None, "part_of": None, "role": None} | more
