"""How long it takes to hold a whole answer against its article, and to make and load the report.

The aim: 30 records on an article of some 800 words in under 20 ms.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from fiction import actor, answer, claim, deal, displacement, report
from pytest_benchmark.fixture import BenchmarkFixture

from summarize import Document, Report
from summarize.pipeline import validate

SAMPLES = [
    files("summarize.evals.samples").joinpath(n).read_text("utf-8")
    for n in ("keslow-deadline.txt", "bridge-of-sand.txt")
]
ARTICLE = Document(text="\n\n".join(SAMPLES), published=None)

COMMITTEE = claim(
    "Qarsad Relief Committee", "asserts", "says the fighting for the port has killed between 400 and 450 people"
)


def second() -> dict[str, Any]:
    """An answer on the second sample."""
    figures = {
        "harm": "killed",
        "victims": "unknown",
        "victims_text": None,
        "perpetrators": [],
        "cause": None,
        "scope": "incident",
        "when": None,
        "place": "Sabra Khel",
        "claims": [claim(None, "asserts", "On Sunday a drone struck a fuel depot, killing three dock workers")],
    }
    return {
        "actors": [
            actor("Dune League", aliases=["DL", "the League"]),
            actor("military government of Qarsad", "state", "government", aliases=["The junta"]),
            actor("Yunis Harrad", "person", part_of="Dune League", role="spokesman"),
            actor("Al-Minbar", sector="media"),
            actor("Information Ministry", sector="government", part_of="The junta"),
            actor("Qarsad Relief Committee", sector="ngo", aliases=["The committee"]),
            actor("Salma Idris", "person", "medical", part_of="Qarsad Relief Committee", role="doctor"),
            actor("Free Coast Movement"),
        ],
        "ultimatums": [
            {
                "issuers": ["The junta"],
                "targets": ["Dune League"],
                "demand": "leave",
                "demand_text": "abandon the port of Sabra Khel",
                "threat": "siege",
                "threat_text": "see it sealed off by land and sea",
                "deadline": "on Friday at noon",
                "response": "counter_offer",
                "place": "Sabra Khel",
                "claims": [
                    claim("Yunis Harrad", "asserts", "They said: leave, or nothing will come in, not bread, not water"),
                    claim("Information Ministry", "asserts", "There is one demand and one date"),
                ],
            }
        ],
        "deals": [
            deal(
                claim("Yunis Harrad", "proposes", "He said the League had answered with an offer of its own"),
                claim("Information Ministry", "rejects", "Information Ministry said there was nothing to negotiate"),
                claim("A Western diplomat", "asserts", "said the offer had not been turned down"),
                parties=["Dune League", "The junta"],
                terms=["civilians would be free to stay", "terminals would be handed to a neutral company"],
                stage="proposed",
                place="Sabra Khel",
            ),
            deal(
                claim(None, "asserts", "the League freed 22 captured sailors in return for fuel"),
                kind="prisoner_release",
                stage="collapsed",
                parties=["the League"],
                mediators=["Merawi"],
                date="in March",
            ),
        ],
        "casualties": [
            figures
            | {"count": "between 400 and 450", "scope": "cumulative", "when": "since January", "claims": [COMMITTEE]},
            figures | {"count": "61", "victims_text": "children", "claims": [COMMITTEE]},
            figures | {"count": "three", "when": "On Sunday", "place": None},
            figures | {"count": "17", "harm": "injured", "when": "On Sunday", "place": None},
        ],
        "displacements": [
            displacement(
                movement="fled",
                count="40,000",
                origin="Sabra Khel",
                destination="Wadi Tarfa",
                claims=[claim("The committee", "asserts", "nearly 40,000 of the town's residents have fled inland")],
            ),
            displacement(
                movement="expected",
                count="several thousand",
                when="before Friday",
                origin=None,
                claims=[
                    claim("The committee", "asserts", "several thousand more are expected to follow before Friday")
                ],
            ),
        ],
    }


FIRST = answer()
WHOLE = FIRST | {kind: FIRST[kind] + records for kind, records in second().items()}


def test_the_answer_has_thirty_records_that_stand() -> None:
    read = validate(WHOLE, ARTICLE)
    assert read.rejected == ()
    assert sum(len(WHOLE[k]) for k in ("actors", "ultimatums", "deals", "casualties", "displacements")) == 30
    assert 700 < len(ARTICLE.text.split()) < 900


def fresh() -> tuple[tuple[dict[str, Any], Document], dict[str, Any]]:
    """The answer and an article that nothing is known about yet: its paragraphs are found anew."""
    return (WHOLE, Document(text=ARTICLE.text)), {}


def test_validate_thirty_records(benchmark: BenchmarkFixture) -> None:
    read = benchmark.pedantic(validate, setup=fresh, rounds=30, warmup_rounds=2)
    assert read.rejected == ()


def test_validate_thirty_records_of_which_a_third_fails(benchmark: BenchmarkFixture) -> None:
    wrong = {"claims": [claim(None, "asserts", "the committee says that four hundred people were buried at the port")]}
    lists = {
        k: [r | wrong if "claims" in r and i % 2 else r for i, r in enumerate(WHOLE[k])]
        for k in WHOLE
        if k not in ("headline", "key_points")
    }
    read = benchmark.pedantic(
        validate, setup=lambda: ((WHOLE | lists, Document(text=ARTICLE.text)), {}), rounds=30, warmup_rounds=2
    )
    assert read.rejected


@pytest.mark.parametrize("text", [True, False])
def test_load_a_report_of_thirty_records(benchmark: BenchmarkFixture, text: bool) -> None:
    read = report(WHOLE, ARTICLE)
    dumped = (read if text else read.without_text()).model_dump_json()
    assert benchmark(Report.model_validate_json, dumped).model_dump_json() == dumped
