"""Invariant 4: an engine writes strings, and only its own fields. What code computes cannot be forged in an answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fiction import KESLOW, actor, answer, casualty, claim, deal, displacement, readings, report, ultimatum
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Document, Report
from summarize.dates import Direction, resolve
from summarize.pipeline import validate
from summarize.quantities import widen
from summarize.schemas import Answer, Count, Deal, Quote, Reading, When, verbatim_values

SPAN = {"text": "Keslow", "start": 247, "end": 253}
COUNT = {"text": "34", "start": 1308, "end": 1310, "low": 3400, "high": 3400, "qualifier": "exact"}
CLAIM = claim(None, "asserts", "had reached an agreement")
WHEN = {"text": "72 hours", "start": 309, "end": 317, "earliest": "2031-05-02", "latest": "2032-05-02"}


@pytest.mark.parametrize(
    ("field", "record", "path"),
    [
        ("casualties", casualty(count=COUNT), "count"),
        ("casualties", casualty(count=34), "count"),
        ("casualties", casualty(count=["34"]), "count"),
        ("ultimatums", ultimatum(deadline=WHEN), "deadline"),
        ("ultimatums", ultimatum(place=SPAN), "place"),
        ("ultimatums", ultimatum(issuers=[SPAN | {"name": "Varenian army"}]), "issuers[0]"),
        ("deals", deal(terms=[SPAN]), "terms[0]"),
        ("deals", deal({**CLAIM, "source": {**SPAN, "name": "Pavel Osk"}}), "claims[0].source"),
        ("deals", deal({**CLAIM, "quote": {**SPAN, "match": "exact"}}), "claims[0].quote"),
        ("actors", actor("Halvia", part_of={**SPAN, "name": "Varenia"}), "part_of"),
        ("actors", actor({**SPAN}), "name"),
        ("actors", actor("Halvia", aliases=[SPAN]), "aliases[0]"),
    ],
)
def test_an_object_for_a_string_is_refused(field: str, record: dict[str, Any], path: str) -> None:
    read = report({field: [record]})
    assert getattr(read, field) == ()
    assert [p.path for r in read.rejected for p in r.problems] == [path]


@pytest.mark.parametrize(
    ("field", "record"),
    [
        ("actors", actor("Halvia", id="actor-9")),
        ("actors", actor("Halvia", mentions=[[0, 4]])),
        ("ultimatums", ultimatum(id="ultimatum-1")),
        ("ultimatums", ultimatum(codes=[{"of": "ultimatum", "plover": "FIGHT", "mode": None, "cameo": "190"}])),
        ("deals", deal(codes=[])),
        ("deals", deal(disputed=False)),
        ("deals", deal(unconfirmed=True)),
        ("casualties", casualty(low=1)),
        ("displacements", displacement(status="verified")),
        ("deals", deal(CLAIM | {"match": "exact"})),
        ("deals", deal(CLAIM | {"start": 1})),
    ],
)
def test_a_field_that_code_computes_is_refused(field: str, record: dict[str, Any]) -> None:
    read = report({field: [record]})
    assert getattr(read, field) == ()
    assert [p.reason for r in read.rejected for p in r.problems] == ["not a field for an engine to write"]


@pytest.mark.parametrize("field", ["schema_version", "document", "provenance", "rejected", "records", "usage", ""])
def test_a_part_that_is_no_part_of_an_answer_is_refused_and_the_rest_stands(field: str) -> None:
    read = report({field: {"engine": "an oracle", "cost": 0}} | answer())
    assert [(r.path, r.problems[0].reason) for r in read.rejected] == [(field, "not a field for an engine to write")]
    assert read.provenance.engine == "fake"
    assert read.document == KESLOW
    assert len(list(read.records())) == 13


def test_finished_values_and_records_are_taken_for_no_strings_either() -> None:
    # An engine in Python might hand over objects, which Pydantic would take as they are.
    count = Count(text="34", start=0, end=2)
    quote = Quote.model_construct(text="Rebels have won", start=0, end=15, match="exact")
    forged = Deal.model_construct(id="deal-7", kind="ceasefire", stage="agreed", parties=(), claims=())
    raw = {"casualties": [casualty(count=count)], "deals": [deal(claim(None, "asserts", quote)), forged]}
    assert list(report(raw).records()) == []
    with Reading(KESLOW).open() as reading:
        assert list(Answer.model_validate(raw).deals) == []
    assert [r.path for r in reading.rejected] == ["deals[0]", "deals[1]", "casualties[0]"]


def test_an_empty_answer_or_none_of_a_list_is_an_empty_report() -> None:
    for raw in ({}, {"actors": None, "deals": [], "headline": None}):
        read = report(raw)
        assert (list(read.records()), read.headline, read.rejected) == ([], None, ())


def computed(read: Report) -> None:
    """What code computes is what code computes, whatever stood in the answer."""
    text = read.document.text
    for value in verbatim_values(read):
        if isinstance(value, Count):
            found = widen(text, *value.span)
            assert found is not None
            assert (found.start, found.end) == value.span
            assert found.bounds == (value.low, value.high, value.qualifier)
    for record in read.records():
        assert record.id.split("-")[0] in {"actor", "ultimatum", "deal", "casualty", "displacement"}
        forward = record.id.startswith("ultimatum") or getattr(record, "movement", None) == "expected"
        for value in verbatim_values(record):
            if isinstance(value, When):
                days = resolve(value.text, read.document.published, Direction.forward if forward else Direction.back)
                assert (value.earliest, value.latest) == days


@settings(max_examples=40, deadline=None)
@given(readings())
def test_a_dumped_report_loads_back_equal_and_its_computed_values_are_codes_own(
    reading: tuple[Document, dict[str, Any]],
) -> None:
    document, raw = reading
    read = report(raw, document)
    computed(read)
    assert Report.model_validate_json(read.model_dump_json()) == read
    assert Report.model_validate(read.model_dump()) == read
    assert Report.model_validate(json.loads(json.dumps(read.model_dump(mode="json")))) == read


FIELDS = [
    "id",
    "mentions",
    "codes",
    "disputed",
    "unconfirmed",
    "start",
    "end",
    "low",
    "high",
    "qualifier",
    "match",
    "name_",
]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["actors", "ultimatums", "deals", "casualties", "displacements"]),
    st.sampled_from(FIELDS),
    st.sampled_from([None, True, 0, "x", [], [0, 4], {"low": 1}]),
    st.booleans(),
)
def test_no_forged_field_enters_a_report(kind: str, field: str, value: Any, in_claim: bool) -> None:
    raw = answer()
    record = raw[kind][0]
    target = record["claims"][0] if in_claim and "claims" in record else record
    target[field] = value
    read = report({kind: raw[kind][:1]})
    # Null says nothing, and so forges nothing.
    harmless = value is None and target is record and field in ({"id", "mentions"} if kind == "actors" else {"id"})
    assert len(getattr(read, kind)) == harmless
    assert len(read.rejected) == (not harmless)


def test_an_engines_answer_may_be_dumped_records_without_what_code_added() -> None:
    read = validate(json.loads(json.dumps(answer())), KESLOW)
    assert read.rejected == ()
    assert read.raw == answer()
