"""The two sides of the schema: what an engine is asked for, what a user gets, and that both are the codebook."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from fiction import KESLOW, answer, readings, report
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from summarize import Document, Report, schemas
from summarize.prompts import prompt
from summarize.schemas import Answer

ENGINE = Answer.model_json_schema()
USER = Report.model_json_schema(mode="serialization")

# The codebook's tables, written out: record → fields, in an engine's words.
RECORDS = {
    "Actor": "name aliases kind sector country part_of role",
    "Ultimatum": "issuers targets demand demand_text threat threat_text deadline response place claims",
    "Deal": "kind stage parties mediators terms place date claims",
    "Casualty": "harm count victims victims_text perpetrators cause scope when place claims",
    "Displacement": "movement count people origin destination when claims",
    "Claim": "source stance quote",
    "KeyPoint": "text cites",
    "Answer": "actors ultimatums deals casualties displacements headline key_points",
}
COMPUTED = {
    "Actor": "id mentions",
    "Ultimatum": "id codes disputed unconfirmed",
    "Deal": "id codes disputed unconfirmed",
    "Casualty": "id disputed unconfirmed",
    "Displacement": "id disputed unconfirmed",
    "Answer": "schema_version document provenance rejected",
}
VALUES = {
    "Quote": "text start end match",
    "Count": "text start end low high qualifier",
    "When": "text start end earliest latest",
    "Place": "text start end",
    "Name": "text start end name",
    "Words": "text start end",
}
ENUMS = {
    "ActorKind": "state organization person",
    "Sector": "government military police intelligence rebel_group paramilitary political intergovernmental ngo media "
    "medical civilian other",
    "Demand": "leave surrender disarm accept_terms release cease_fire allow_access negotiate policy_change other",
    "Threat": "force siege sanctions arrest expulsion withdrawal other unstated",
    "Response": "accepted rejected partial counter_offer pending unknown",
    "DealKind": "evacuation ceasefire surrender prisoner_release aid_access settlement other",
    "Stage": "proposed negotiating agreed implementing completed suspended collapsed rejected",
    "Harm": "killed injured missing detained",
    "Victims": "civilians combatants mixed unknown",
    "Scope": "incident cumulative standing",
    "Movement": "fled evacuated returned displaced trapped expected",
    "People": "civilians fighters families mixed unknown",
    "Stance": "asserts denies doubts proposes accepts rejects",
}
FIELDS_OF_ENUM = {
    ("Actor", "kind"): "ActorKind",
    ("Actor", "sector"): "Sector",
    ("Ultimatum", "demand"): "Demand",
    ("Ultimatum", "threat"): "Threat",
    ("Ultimatum", "response"): "Response",
    ("Deal", "kind"): "DealKind",
    ("Deal", "stage"): "Stage",
    ("Casualty", "harm"): "Harm",
    ("Casualty", "victims"): "Victims",
    ("Casualty", "scope"): "Scope",
    ("Displacement", "movement"): "Movement",
    ("Displacement", "people"): "People",
    ("Claim", "stance"): "Stance",
}
NULLABLE = {
    *(("Actor", f) for f in ("country", "part_of", "role")),
    *(("Ultimatum", f) for f in ("threat_text", "deadline", "place")),
    *(("Deal", f) for f in ("place", "date")),
    *(("Casualty", f) for f in ("victims_text", "cause", "when", "place")),
    *(("Displacement", f) for f in ("origin", "destination", "when")),
    ("Claim", "source"),
    ("Answer", "headline"),
}


def shape(side: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = side if name == "Answer" else side["$defs"][name]
    return found


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from nodes(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from nodes(inner)


@pytest.mark.parametrize("side", [ENGINE, USER])
def test_both_sides_are_json_schema(side: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(side)
    references = {n["$ref"] for n in nodes(side) if "$ref" in n}
    assert references == {f"#/$defs/{name}" for name in side["$defs"]}


def test_the_engines_side_is_the_codebook_and_nothing_else() -> None:
    for name, fields in RECORDS.items():
        model = shape(ENGINE, name)
        assert set(model["properties"]) == set(fields.split()), name
        assert set(model["required"]) == set(fields.split()), name
        assert model["additionalProperties"] is False, name
    assert set(ENGINE["$defs"]) == {*RECORDS, *VALUES, *ENUMS} - {"Answer"}


def test_the_users_side_adds_what_code_computes_and_nothing_else() -> None:
    for name, fields in RECORDS.items():
        expected = set(fields.split()) | set(COMPUTED.get(name, "").split())
        model = shape(USER, name)
        assert set(model["properties"]) == set(model["required"]) == expected, name
        assert model["additionalProperties"] is False, name
    for name, fields in VALUES.items():
        assert set(shape(USER, name)["required"]) == set(fields.split()), name


def test_the_vocabulary_is_the_codebooks() -> None:
    for name, values in ENUMS.items():
        assert [v.value for v in getattr(schemas, name)] == values.split()
        for side in (ENGINE, USER):
            assert side["$defs"][name]["enum"] == values.split()
    for (record, field), name in FIELDS_OF_ENUM.items():
        assert shape(ENGINE, record)["properties"][field] == {"$ref": f"#/$defs/{name}"}


def test_null_is_allowed_where_the_article_may_not_say() -> None:
    found = {
        (name, field)
        for name, fields in RECORDS.items()
        for field in fields.split()
        if {"type": "null"} in shape(ENGINE, name)["properties"][field].get("anyOf", [])
    }
    assert found == NULLABLE


def test_an_engine_writes_strings_for_values_and_sees_no_numbers_dates_or_defaults() -> None:
    for name in VALUES:
        assert ENGINE["$defs"][name]["type"] == "string"
    kinds = {n["type"] for n in nodes(ENGINE) if isinstance(n.get("type"), str)}
    assert kinds == {"object", "array", "string", "null"}
    assert not [n for n in nodes(ENGINE) if "default" in n or "format" in n]


def test_the_reports_own_validation_side_asks_an_engine_for_the_same() -> None:
    same = Report.model_json_schema()
    assert (same["properties"], same["required"]) == (ENGINE["properties"], ENGINE["required"])


# ---- answers and reports against them


def test_a_whole_answer_fits_the_engines_side_and_its_report_the_users() -> None:
    Draft202012Validator(ENGINE).validate(answer())
    Draft202012Validator(USER).validate(report(answer()).model_dump(mode="json"))
    bad = report(answer(headline="77 killed") | {"deals": [7]})
    Draft202012Validator(USER).validate(bad.model_dump(mode="json"))


@pytest.mark.parametrize("field", ["actors", "deals", "headline"])
def test_an_answer_that_lacks_a_part_does_not_fit(field: str) -> None:
    raw = answer()
    del raw[field]
    assert not Draft202012Validator(ENGINE).is_valid(raw)


@settings(max_examples=30, deadline=None)
@given(readings())
def test_any_report_fits_the_users_side(reading: tuple[Document, dict[str, Any]]) -> None:
    document, raw = reading
    read = report(raw, document)
    Draft202012Validator(USER).validate(json.loads(read.model_dump_json()))
    Draft202012Validator(USER).validate(json.loads(read.without_text().model_dump_json()))


def test_what_fits_the_engines_side_fails_only_over_the_article() -> None:
    read = report(answer(), Document(text="Nothing of all that happened."))
    reasons = {p.reason for r in read.rejected for p in r.problems}
    assert list(read.records()) == []
    assert not [r for r in reasons if r.startswith(("Input should", "missing", "not a field", "an object", "write "))]


# ---- descriptions


def sentences(text: str) -> list[str]:
    plain = " ".join(text.split())
    return [s.strip(" .;:").casefold() for s in re.split(r"(?<=[.;:])\s", plain) if len(s.split()) > 3]


def described() -> list[str]:
    return [n["description"] for n in nodes(ENGINE) if isinstance(n.get("description"), str)]


def test_each_rule_stands_once_for_a_model_that_reads_prompt_and_schema() -> None:
    told = Counter(
        s for text in (*described(), prompt("read"), prompt("repair"), prompt("more")) for s in sentences(text)
    )
    assert [s for s, times in told.items() if times > 1] == []
    assert len(told) > 80


def test_every_record_and_value_tells_its_rule() -> None:
    for name in ENGINE["$defs"]:
        if name not in ENUMS:
            assert ENGINE["$defs"][name]["description"], name
    for side in (ENGINE, USER):
        assert not [n for n in nodes(side) if "summarize" in str(n.get("description"))]


@pytest.mark.parametrize(
    "rule",
    # What a reader of the codebook would miss first, in the words that the descriptions have for it.
    [
        "bylines and credits aside",
        "under the fullest form",
        "an observer's forecast",
        "an alternative that the target may choose is no threat",
        "split targets with no common answer: pending",
        "either-or",
        "it takes precedence",
        "a counter-proposal with other terms is a deal of its own",
        "who merely urges or welcomes is none",
        "a total and each of its stated parts are records",
        "only if the same sentence names the actor as doer",
        "from the figure's own sentence",
        "population figures",
        "a word of being held or hemmed in",
        "attribution reaches its own sentence",
        "one claim per source and stance",
        "hopeful or conditional",
        "never toward its stage",
        "a vaguer count which contains the exact one",
        "no number stands that is not in a cited record",
        "at most 20 words",
        "disasters included",
    ],
)
def test_the_hard_rules_of_the_codebook_are_told(rule: str) -> None:
    told = " ".join(" ".join((*described(), prompt("read"))).split()).casefold()
    assert told.count(rule) == 1


def test_public_names_are_there_and_no_article_is_in_the_schema() -> None:
    assert all(hasattr(schemas, name) for name in schemas.__all__)
    assert KESLOW.text not in json.dumps(ENGINE)
