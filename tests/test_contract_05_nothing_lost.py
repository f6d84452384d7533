"""Invariant 5: nothing is lost in silence.

A failing record sinks no neighbour, goes back once, and is kept with its reason when it fails again.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from fiction import DEAL, KESLOW, KINDS, Fake, actor, answer, casualty, claim, deal, readings, reasons, report
from hypothesis import given, settings

from summarize import Document, Report, Settings, asummarize
from summarize.errors import EngineError
from summarize.schemas import Rejected, Usage

PART = re.compile(r"([a-z_]+)\[(\d+)\]")


@settings(max_examples=40, deadline=None)
@given(readings())
def test_every_part_of_an_answer_is_in_the_report_or_among_the_rejected(
    reading: tuple[Document, dict[str, Any]],
) -> None:
    document, raw = reading
    read = report(raw, document)
    assert all(r.problems and all(p.reason for p in r.problems) for r in read.rejected)
    paths = [r.path for r in read.rejected]
    whole = {p for p in paths if PART.fullmatch(p)}
    for kind in KINDS:
        kept = {f"{kind}[{int(r.id.split('-')[1]) - 1}]" for r in getattr(read, kind)}
        told = {f"{kind}[{i}]" for i in range(len(raw[kind]))} if isinstance(raw[kind], list) else set()
        fallen = {p for p in whole if p.startswith(f"{kind}[")}
        assert kept | fallen == told
        assert not kept & fallen
        assert isinstance(raw[kind], list) or raw[kind] is None or kind in paths
    points = len(raw["key_points"]) if isinstance(raw["key_points"], list) else 0
    assert points == len(read.key_points) + len([p for p in whole if p.startswith("key_points[")])
    assert (raw["headline"] is None) == (read.headline is None and "headline" not in paths)


@settings(max_examples=40, deadline=None)
@given(readings())
def test_what_stands_in_company_stands_alone(reading: tuple[Document, dict[str, Any]]) -> None:
    document, raw = reading
    read = report(raw, document)
    for kind in ("ultimatums", "deals", "casualties", "displacements"):
        for record in getattr(read, kind):
            alone = {"actors": raw["actors"], kind: [raw[kind][int(record.id.split("-")[1]) - 1]]}
            (same,) = getattr(report(alone, document), kind)
            assert same.model_copy(update={"id": record.id}) == record


def test_sound_neighbours_of_every_kind_of_failure_stand() -> None:
    bad = [
        None,
        "casualty",
        [],
        {},
        casualty(count="340"),
        casualty(harm="vaporised"),
        casualty(claims=[]),
        casualty(when={}),
        casualty(extra=1),
        {k: v for k, v in casualty().items() if k != "scope"},
    ]
    mixed = [r for b in bad for r in (b, casualty())]
    read = report({"casualties": mixed})
    assert [c.id for c in read.casualties] == [f"casualty-{i}" for i in range(2, 21, 2)]
    assert len({c.model_copy(update={"id": ""}).model_dump_json() for c in read.casualties}) == 1
    assert list(reasons(read)) == [f"casualties[{i}]" for i in range(0, 20, 2)]
    assert reasons(read)["casualties[18]"] == "scope: missing"
    assert reasons(read)["casualties[12]"] == "claims: at least one is needed"


def test_all_that_is_wrong_with_a_record_is_named_at_once() -> None:
    said = claim("Pavel Osk", "says", "Pavel Osk confirmed that such a deal existed") | {"start": 1}
    read = report({"deals": [deal(said, kind="truce", place="Atlantis", codes=[], why="?")]})
    (lost,) = read.rejected
    assert {p.path for p in lost.problems} == {
        "claims[0].stance",
        "claims[0].quote",
        "claims[0].start",
        "kind",
        "place",
        "codes",
        "why",
    }
    assert {p.value for p in lost.problems if p.path == "place"} == {"Atlantis"}


def test_two_claims_of_one_source_and_stance_become_the_longer_and_the_other_is_kept_aside() -> None:
    short, long = (
        "had reached an agreement",
        DEAL + " under which its fighters and their families would be taken by bus",
    )
    sides = [claim("the army", "asserts", short), claim("Varenian army", "asserts", long), claim(None, "denies", short)]
    read = report(answer(deals=[deal(*sides)], key_points=[]))
    assert [(c.stance, c.quote.text) for c in read.deals[0].claims] == [("asserts", long), ("denies", short)]
    (lost,) = read.rejected
    assert lost.path == "deals[0].claims[0]"
    assert lost.record == {"source": "Varenian army", "stance": "asserts", "quote": short}


def test_the_articles_own_voice_counts_once_a_stance() -> None:
    sides = [
        claim(None, "asserts", DEAL),
        claim(None, "asserts", "had reached an agreement"),
        claim(None, "doubts", DEAL),
    ]
    read = report({"deals": [deal(*sides)]})
    assert [(c.source, c.stance) for c in read.deals[0].claims] == [(None, "asserts"), (None, "doubts")]
    assert list(reasons(read)) == ["deals[0].claims[1]"]


# ---- repair


def read_with(engine: Fake, document: Document = KESLOW, **settings: Any) -> Report:
    return asyncio.run(asummarize(document, engine=engine, settings=Settings(**settings)))


def test_one_request_names_each_failing_value_and_why_and_what_is_mended_stands() -> None:
    raw = answer()
    raw["casualties"][0]["count"] = "340"
    raw["casualties"][1]["cause"] = "artillery"
    raw["headline"] = "Halvia's army takes Kransk"
    fixes = {
        "casualties[0]": casualty(place="Keslow"),
        "casualties[1]": answer()["casualties"][1],
        "headline": answer()["headline"],
    }
    engine = Fake(raw, fixes)
    read = read_with(engine)
    assert len(engine.asked) == 1
    asked = {r.path: {(p.path, p.value) for p in r.problems} for r in engine.asked[0]}
    assert asked == {
        "casualties[0]": {("count", "340")},
        "casualties[1]": {("cause", "artillery")},
        "headline": {("", "Halvia's army takes Kransk")},
    }
    assert all(p.reason for r in engine.asked[0] for p in r.problems)
    expected = report(answer())
    assert (read.casualties, read.headline, read.key_points) == (
        expected.casualties,
        expected.headline,
        expected.key_points,
    )
    assert read.rejected == ()


def test_a_sound_answer_is_not_asked_about() -> None:
    engine = Fake(answer(), {})
    read_with(engine)
    assert engine.asked == []


def test_what_only_fell_with_others_or_can_never_stand_is_not_asked_about() -> None:
    raw = answer(unknown=1) | {"displacements": "none"}
    raw["deals"][0]["stage"] = "signed"
    raw["key_points"] += [{"text": "The army said so.", "cites": ["deals[0]"]}] * 4
    engine = Fake(raw)
    read = read_with(engine)
    assert [r.path for r in engine.asked[0]] == ["deals[0]"]
    lost = ["unknown", "deals[0]", "displacements", *(f"key_points[{i}]" for i in (1, 3, 4, 5, 6))]
    assert sorted(r.path for r in read.rejected) == sorted(lost)


def test_what_still_fails_is_rejected_and_asked_about_no_more() -> None:
    raw = answer()
    raw["casualties"][0]["count"] = "340"
    engine = Fake(raw, {"casualties[0]": casualty(count="341")})
    read = read_with(engine)
    assert len(engine.asked) == 1
    assert [c.id for c in read.casualties] == ["casualty-2"]
    assert read.rejected[0].problems[0].value == "341"


@pytest.mark.parametrize(
    "fix", [None, {}, {"casualties[0]": None}, [], "sorry", 7, {"casualties[0]": "x"}, {"deals[0]": {}}]
)
def test_a_useless_or_withdrawn_repair_leaves_what_stood_and_what_fell(fix: Any) -> None:
    raw = answer()
    raw["casualties"][0]["count"] = "340"
    read = read_with(Fake(raw, fix))
    without = report(raw)
    assert list(read.records()) == list(without.records())
    assert [r.path for r in read.rejected] == ["casualties[0]", "key_points[2]"]


@pytest.mark.parametrize(
    "error", [EngineError("the model is overloaded"), TimeoutError(), RuntimeError("secret request")]
)
def test_an_engine_that_raises_in_repair_costs_nothing_that_stood(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any) -> Any:
        raise error

    raw = answer()
    raw["casualties"][0]["count"] = "340"
    usage = Usage(calls=1, input_tokens=10, output_tokens=5, cost=0.1)
    with caplog.at_level(logging.WARNING):
        read = read_with(Fake(raw, fail, usage))
    assert len(list(read.records())) == 12
    assert reasons(read)["casualties[0]"].startswith("count: ")
    assert read.provenance.usage == Usage(calls=2)  # what the failed call took is unknown, and so is the sum
    assert "no repair" in caplog.text
    assert "secret" not in caplog.text


def test_a_repair_may_not_touch_what_stood() -> None:
    raw = answer()
    raw["casualties"][0]["count"] = "340"

    def meddle(given: Mapping[str, Any], failing: Sequence[Rejected]) -> Any:
        given["deals"][0]["claims"].clear()
        given["actors"].clear()
        raw["ultimatums"].clear()
        return {
            "casualties[0]": casualty(place="Keslow"),
            "casualties[1]": casualty(),
            "deals[0]": deal(),
            "actors": [],
            "headline": "Nothing",
            "casualties": [],
            "ultimatums[0]": None,
        }

    read = read_with(Fake(raw, meddle))
    assert read.model_copy(update={"provenance": None}) == report(answer()).model_copy(update={"provenance": None})


def test_a_repaired_actor_that_would_cost_a_sound_one_is_not_taken() -> None:
    raw = answer()
    raw["actors"][0]["sector"] = "navy"
    raw["casualties"][0]["count"] = "340"
    fixes = {"actors[0]": actor("Northern Shield"), "casualties[0]": casualty(place="Keslow")}
    read = read_with(Fake(raw, fixes))
    assert [a.id for a in read.actors] == [f"actor-{i}" for i in range(2, 8)]
    assert [c.id for c in read.casualties] == ["casualty-1", "casualty-2"]
    assert list(reasons(read)) == ["actors[0]"]


def test_repair_can_be_switched_off() -> None:
    raw = answer()
    raw["casualties"][0]["count"] = "340"
    engine = Fake(raw, {"casualties[0]": casualty()})
    read = read_with(engine, repair=False)
    assert engine.asked == []
    assert "casualties[0]" in reasons(read)


def test_a_request_for_repair_stays_short() -> None:
    engine = Fake({"casualties": [casualty(count="x" * 10_000)] * 400})
    read = read_with(engine)
    assert len(engine.asked[0]) == 100
    assert max(len(p.value or "") for r in engine.asked[0] for p in r.problems) == 200
    assert len(read.rejected) == 400
