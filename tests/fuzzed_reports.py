"""Reports with hostile words wherever there are words, made so that they are valid."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from fuzzing import days, json_values, words
from hypothesis import strategies as st
from pydantic import ValidationError

from summarize import Report
from summarize.document import Document
from summarize.quantities import parse_count
from summarize.schemas import (
    ActorKind,
    DealKind,
    Demand,
    Harm,
    Movement,
    People,
    Problem,
    Provenance,
    Rejected,
    Response,
    Scope,
    Sector,
    Stage,
    Stance,
    Threat,
    Victims,
)

__all__ = ["reports"]

COUNTS = [
    c
    for c in (
        "34", "0", "more than 1,600", "up to 40", "at least 12", "between 5,000 and 13,000", "some 150,000", "three",
        "tens of thousands", "several hundred", "two dozen", "tens if not hundreds of thousands", "9" * 19, "9" * 400,
        "1,000,000,000,000,000,000,000", "99999999999 million", "1.5 million", "10-20", "20-10",
    )
    if parse_count(c)
]  # fmt: skip
TIMES = [
    "by Sunday", "since February", "on 31 December 9999", "1 January 0001", "within 999999999999 days", "48 hours",
    "last week", "next year", "between 2011 and 2015", "in 9999", "yesterday", "since 0001", "10,000 years ago",
]  # fmt: skip
NUMBERS = st.sampled_from(["1", "2", "3", "10", "17", "1\u0663", "9" * 30])


class _Writer:
    """Draws values with their words put into the article, so that every place is true."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.text = draw, draw(words() | st.just(""))
        self.surfaces: dict[str, list[str]] = {}

    def put(self, written: str, **more: Any) -> dict[str, Any]:
        self.text += draw_gap(self.draw)
        start = len(self.text)
        self.text += f"{written}\n\n"
        return {"text": written, "start": start, "end": start + len(written), **more}

    def words(self, **more: Any) -> dict[str, Any]:
        if self.text and self.draw(st.booleans()):
            start = self.draw(st.integers(0, len(self.text) - 1))
            end = self.draw(st.integers(start + 1, min(len(self.text), start + 60)))
            return {"text": self.text[start:end], "start": start, "end": end, **more}
        return self.put(self.draw(words()), **more)

    def maybe(self, made: Any) -> Any:
        return made() if self.draw(st.booleans()) else None

    def some(self, made: Any, least: int = 0) -> list[Any]:
        return [made() for _ in range(self.draw(st.integers(least, 2)))]

    def one_of(self, kind: type[StrEnum]) -> str:
        return self.draw(st.sampled_from(list(kind)))

    def when(self) -> dict[str, Any]:
        return self.put(self.draw(st.sampled_from(TIMES))) if self.draw(st.booleans()) else self.words()

    def count(self) -> dict[str, Any]:
        return self.put(self.draw(st.sampled_from(COUNTS)))

    def name(self) -> dict[str, Any]:
        if self.surfaces and self.draw(st.booleans()):
            name = self.draw(st.sampled_from(sorted(self.surfaces)))
            return self.put(self.draw(st.sampled_from(self.surfaces[name])), name=name)
        value = self.words()
        return value | {"name": value["text"]}

    def claim(self) -> dict[str, Any]:
        quote = self.words(match=self.draw(st.sampled_from(["exact", "folded", "near"])))
        return {"source": self.maybe(self.name), "stance": self.one_of(Stance), "quote": quote}

    def actor(self) -> dict[str, Any]:
        name = self.draw(words().filter(lambda n: n not in self.surfaces))
        aliases = self.draw(st.lists(words(), max_size=2))
        self.surfaces[name] = [name, *aliases]
        mentions = [self.put(s) for s in self.draw(st.lists(st.sampled_from(self.surfaces[name]), max_size=3))]
        return {
            "name": name,
            "aliases": aliases,
            "kind": self.one_of(ActorKind),
            "sector": self.one_of(Sector),
            "country": self.draw(st.sampled_from([None, "SYR", "FRA"])),
            "part_of": self.maybe(self.name),
            "role": self.maybe(self.words),
            "mentions": [(m["start"], m["end"]) for m in mentions],
        }

    def ultimatum(self) -> dict[str, Any]:
        return {
            "issuers": self.some(self.name),
            "targets": self.some(self.name),
            "demand": self.one_of(Demand),
            "demand_text": self.words(),
            "threat": self.one_of(Threat),
            "threat_text": self.maybe(self.words),
            "deadline": self.maybe(self.when),
            "response": self.one_of(Response),
            "place": self.maybe(self.words),
            "claims": self.some(self.claim, 1),
        }

    def deal(self) -> dict[str, Any]:
        return {
            "kind": self.one_of(DealKind),
            "stage": self.one_of(Stage),
            "parties": self.some(self.name, 1),
            "mediators": self.some(self.name),
            "terms": self.some(self.words),
            "place": self.maybe(self.words),
            "date": self.maybe(self.when),
            "claims": self.some(self.claim, 1),
        }

    def casualty(self) -> dict[str, Any]:
        return {
            "harm": self.one_of(Harm),
            "count": self.count(),
            "victims": self.one_of(Victims),
            "victims_text": self.maybe(self.words),
            "perpetrators": self.some(self.name),
            "cause": self.maybe(self.words),
            "scope": self.one_of(Scope),
            "when": self.maybe(self.when),
            "place": self.maybe(self.words),
            "claims": self.some(self.claim, 1),
        }

    def displacement(self) -> dict[str, Any]:
        return {
            "movement": self.one_of(Movement),
            "count": self.count(),
            "people": self.one_of(People),
            "origin": self.maybe(self.words),
            "destination": self.maybe(self.words),
            "when": self.maybe(self.when),
            "claims": self.some(self.claim, 1),
        }

    def numbered(self, kind: str) -> list[dict[str, Any]]:
        numbers = self.draw(st.lists(NUMBERS, max_size=2, unique=True))
        return [getattr(self, kind)() | {"id": f"{kind}-{n}"} for n in numbers]

    def key_point(self, ids: list[str]) -> dict[str, Any]:
        told = self.put(self.draw(words()))["text"]
        return {"text": told, "cites": self.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3))}


def draw_gap(draw: st.DrawFn) -> str:
    """What stands between two values of an article."""
    return draw(st.sampled_from(["", "", " ", "\n", "It fell. "]))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Valid reports with hostile words wherever there are words, and nothing wherever there may be nothing."""
    write = _Writer(draw)
    kinds = {"actors": "actor", "ultimatums": "ultimatum", "deals": "deal", "casualties": "casualty"}
    held = {field: write.numbered(kind) for field, kind in (kinds | {"displacements": "displacement"}).items()}
    ids = [r["id"] for records in held.values() for r in records]
    points = write.some(lambda: write.key_point(ids)) if ids else []
    headline = write.maybe(lambda: write.put(draw(words()))["text"])
    document = Document(
        text=write.text,
        title=draw(st.none() | st.just("") | words()),
        published=draw(st.none() | days()),
        published_from=draw(st.sampled_from([None, "given", "metadata", "dateline", "caption", "file name"])),
        source=draw(st.none() | st.sampled_from(["", "-", "https://a.example/b?<c>"]) | words()),
    )
    usage = {
        "calls": draw(st.sampled_from([0, 1, 10**30])),
        "input_tokens": draw(st.none() | st.sampled_from([0, 10**30])),
        "output_tokens": draw(st.none() | st.integers(0)),
        "cost": draw(st.none() | st.floats(0, allow_infinity=False, allow_nan=False)),
    }
    provenance = Provenance(
        engine=draw(words() | st.just("")),
        model=draw(st.none() | words()),
        prompt_hash=draw(words(1)),
        schema_version=draw(st.just("1") | words(1)),
        text_sha256=document.sha256,
        usage=usage,  # type: ignore[arg-type]
    )
    problem = st.builds(Problem, path=words(2) | st.just(""), value=st.none() | words(2), reason=words(2))
    refused = st.builds(Rejected, path=words(2), record=json_values(), problems=st.lists(problem, max_size=2))
    whole = {
        **held,
        "document": document.model_dump(),
        "provenance": provenance.model_dump(),
        "rejected": [r.model_dump() for r in draw(st.lists(refused, max_size=2))],
    }
    try:
        report = Report.model_validate(whole | {"headline": headline, "key_points": points})
    except ValidationError:  # a number in them that no record has
        report = Report.model_validate(whole)
    return report.without_text() if draw(st.integers(0, 5)) == 0 else report
