"""Loading a saved report: what code computes is computed anew, and what cannot be so is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from fiction import KESLOW, answer, report
from pydantic import ValidationError

from summarize import Report

Dump = dict[str, Any]
SOUND: Dump = report(answer()).model_dump(mode="json")


def load(change: Callable[[Dump], Any], *, text: bool = True) -> Report:
    dump: Dump = json.loads(json.dumps(SOUND))
    if not text:
        dump["document"]["text"] = ""
    change(dump)
    return Report.model_validate_json(json.dumps(dump))


def put(value: Any, *path: str | int) -> Callable[[Dump], None]:
    """A change that puts a value somewhere."""

    def change(dump: Dump) -> None:
        at: Any = dump
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value

    return change


@pytest.mark.parametrize("text", [True, False])
@pytest.mark.parametrize(
    "change",
    [
        put(9, "casualties", 0, "count", "low"),
        put(None, "casualties", 0, "count", "low"),
        put("exact", "casualties", 0, "count", "qualifier"),
        put("2041-05-02", "ultimatums", 0, "deadline", "latest"),
        put(None, "ultimatums", 0, "deadline", "earliest"),
        put(False, "deals", 0, "disputed"),
        put(True, "deals", 0, "unconfirmed"),
        put([], "ultimatums", 0, "codes"),
        put("190", "ultimatums", 0, "codes", 0, "cameo"),
        lambda dump: dump["deals"][0].pop("disputed"),
        lambda dump: dump["casualties"][0]["count"].pop("high"),
    ],
)
def test_what_code_computes_is_computed_anew(change: Callable[[Dump], Any], text: bool) -> None:
    sound = load(lambda _: None, text=text)
    assert load(change, text=text) == sound
    assert load(change, text=text).model_dump(mode="json") == sound.model_dump(mode="json")


def test_a_count_cut_out_of_its_bounding_words_gets_them_back() -> None:
    cut = load(
        put(
            {"text": "34", "start": KESLOW.text.index("34"), "end": KESLOW.text.index("34") + 2},
            "casualties",
            0,
            "count",
        )
    )
    assert cut == Report.model_validate(SOUND)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (put(0, "casualties", 0, "count", "start"), "not as long as"),
        (put("at most 34 ", "casualties", 0, "count", "text"), "at most 34"),
        (put("At least 99", "casualties", 0, "count", "text"), "the text has no 'At least 99'"),
        (
            put("had signed an agreement with the Northern Shields", "deals", 0, "claims", 0, "quote", "text"),
            "the text has no",
        ),
        (put(10**9, "deals", 0, "claims", 0, "quote", "end"), "not as long as"),
        (put("United Nations", "deals", 0, "claims", 0, "source", "name"), "no actor goes by both 'United Nations'"),
        (put("Varenian army", "deals", 0, "claims", 1, "source", "name"), "no actor goes by both 'Varenian army'"),
        (put("Halvian army", "actors", 0, "name"), "'Halvian army' is not mentioned at"),
        (put([[0, 6]], "actors", 0, "mentions"), "is not mentioned at [0, 6)"),
        (put([[0, 10**9]], "actors", 0, "mentions"), "is not mentioned at"),
        (put("deal-2", "ultimatums", 0, "id"), "the ids of ultimatums"),
        (put("casualty-1", "casualties", 1, "id"), "the ids of casualties"),
        (lambda dump: dump["actors"][0].pop("id"), "the ids of actors"),
        (put(["deal-7"], "key_points", 0, "cites"), "records that are not there: deal-7"),
        (put("900 civilians were killed.", "key_points", 0, "text"), "no number of a cited record: 900"),
        (put("Dragunov denied it.", "key_points", 1, "text"), "no name in the article: Dragunov"),
        (put("Army kills 77", "headline"), "no number of a record: 77"),
        (put("Kransk falls", "headline"), "no name in the article: Kransk"),
        (put("another text", "document", "text"), "sha256 is not that of the text"),
        (put("0" * 64, "document", "sha256"), "sha256 is not that of the text"),
        (put("0" * 64, "provenance", "text_sha256"), "text_sha256 is another text's"),
        (put("ZZZ", "actors", 0, "country"), "no ISO 3166-1"),
        (put("Northern Shield", "deals", 0, "place"), "place"),
        (put(1, "deals", 0, "status"), "status"),
        (put([], "deals", 0, "claims"), "claims"),
        (put(-1.0, "provenance", "usage", "cost"), "cost"),
    ],
)
def test_what_cannot_be_is_refused(change: Callable[[Dump], Any], reason: str) -> None:
    with pytest.raises(ValidationError) as caught:
        load(change)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (put("United Nations", "deals", 0, "claims", 0, "source", "name"), "no actor goes by both 'United Nations'"),
        (put(["deal-7"], "key_points", 0, "cites"), "records that are not there: deal-7"),
        (put("no count", "casualties", 0, "count", "text"), "not as long as"),
        (put("a dozen men", "casualties", 0, "count", "text"), "no count: 'a dozen men'"),
        (put("0" * 64, "document", "sha256"), "text_sha256 is another text's"),
        (put("900 civilians were killed.", "key_points", 0, "text"), "no number of a cited record: 900"),
        (put("Army kills 77", "headline"), "no number of a record: 77"),
    ],
)
def test_without_its_text_a_report_is_checked_as_far_as_that_goes(change: Callable[[Dump], Any], reason: str) -> None:
    with pytest.raises(ValidationError) as caught:
        load(change, text=False)
    assert reason in str(caught.value)


def test_an_engines_choices_are_for_people_to_correct() -> None:
    loaded = load(put("asserts", "deals", 0, "claims", 1, "stance"))
    assert (loaded.deals[0].disputed, loaded.deals[0].unconfirmed) == (False, True)
    threat = load(put("siege", "ultimatums", 0, "threat"))
    assert threat.ultimatums[0].codes[0].mode == "restrict"


@pytest.mark.parametrize("version", ["0", "2", 1, None, "1.0"])
def test_a_report_of_another_schema_version_says_so_and_nothing_else(version: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        load(lambda dump: dump.update(schema_version=version, new_field=1, deals="moved"))
    (error,) = caught.value.errors()
    assert f"a report of schema version {version!r}; this release reads version '1'" in error["msg"]


def test_a_saved_report_is_no_answer() -> None:
    read = report(SOUND)
    assert list(read.records()) == []
    assert {r.path for r in read.rejected} >= {"document", "provenance", "schema_version", "rejected", "deals[0]"}
