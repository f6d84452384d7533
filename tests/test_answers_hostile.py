"""Answers that no engine should give: bombs, runaways and things that JSON cannot hold."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from fiction import KESLOW, actor, answer, casualty, claim, deal, displacement, reasons, report
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Document, Report
from summarize.errors import AnswerError
from summarize.pipeline import validate
from summarize.schemas.rejected import plain


def nested(depth: int, empty: Any) -> Any:
    value = empty
    for _ in range(depth):
        value = {"a": value} if isinstance(empty, dict) else [value]
    return value


def loads(read: Report) -> Report:
    assert Report.model_validate_json(read.model_dump_json()) == read
    return read


@pytest.mark.parametrize("empty", [[], {}])
@pytest.mark.parametrize("where", ["deals", "record", "quote", "unknown", "headline"])
def test_a_bomb_of_brackets_is_refused_like_anything_else(empty: Any, where: str) -> None:
    bomb = nested(100_000, empty)
    raw = {
        "deals": answer(deals=bomb),
        "record": answer(deals=[bomb]),
        "quote": answer(deals=[deal(claim(None, "asserts", bomb))]),
        "unknown": answer(unknown=bomb),
        "headline": answer(headline=bomb),
    }[where]
    read = loads(report(raw))
    assert read.rejected[0].path.partition("[")[0] == {"record": "deals", "quote": "deals"}.get(where, where)
    assert len(read.casualties) == 2


def test_an_answer_that_holds_itself_is_cut() -> None:
    raw = answer()
    raw["deals"].append(raw)
    assert [r.path for r in loads(report(raw)).rejected] == ["deals[1]"]


@pytest.mark.parametrize("raw", [None, [], "{}", 7, b"{}", object(), nested(100_000, [])])
def test_an_answer_that_is_no_object_names_its_article(raw: Any) -> None:
    with pytest.raises(AnswerError, match=r"^river\.txt: the engine's answer is not an object$"):
        report(raw, KESLOW.model_copy(update={"source": "river.txt"}))


@pytest.mark.parametrize(
    "odd",
    [
        float("nan"),
        float("inf"),
        -float("inf"),
        10**400,
        2**63,
        "\ud800",
        "\x00",
        1e308,
        b"bytes",
        {1, 2},
        object(),
    ],
)
def test_what_json_cannot_hold_does_no_harm(odd: Any) -> None:
    raw = answer()
    raw["casualties"][0]["count"] = odd
    raw["deals"][0]["claims"][0]["source"] = odd
    raw["displacements"][0] = odd
    raw |= {"headline": odd, "more": odd}
    raw["key_points"].append({"text": odd, "cites": [odd]})
    read = loads(report(raw))
    assert {r.path for r in read.rejected} >= {"casualties[0]", "deals[0]", "displacements[0]", "headline", "more"}
    assert [c.id for c in read.casualties] == ["casualty-2"]
    json.dumps(read.model_dump(mode="json"), allow_nan=False).encode()


def test_keys_that_are_no_strings_are_no_fields() -> None:
    raw: Any = answer()
    raw["casualties"][0] |= {1: "x", None: 2, ("a", "b"): 3, 1.5: 4}
    raw |= {7: [], None: []}
    read = loads(report(raw))
    assert {r.path for r in read.rejected} >= {"7", "None", "casualties[0]"}
    assert {p.path for r in read.rejected if r.path == "casualties[0]" for p in r.problems} == {
        "1",
        "None",
        "tuple",
        "1.5",
    }


@settings(max_examples=50, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
        lambda inner: (
            st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text() | st.integers() | st.none(), inner)
        ),
        max_leaves=10,
    )
)
def test_plain_is_json_and_a_copy(value: Any) -> None:
    made = plain(value)
    json.dumps(made, allow_nan=False, ensure_ascii=False).encode()
    assert plain(made) == made
    if isinstance(made, list | dict):
        assert made is not value


@given(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=3))
def test_plain_leaves_json_as_it_is(text: str, texts: list[str]) -> None:
    value = {"a": [text, *texts, 1, 1.5, None, True], "b": {"c": {}}}
    assert plain(value) == value


@pytest.mark.parametrize(
    "record", [casualty(), casualty(count="35"), deal(claim(None, "denies", "no such words at all")), 7]
)
def test_ten_thousand_records_end_soon_and_are_all_accounted_for(record: Any) -> None:
    begun = time.process_time()
    read = validate({"casualties": [record] * 10_000}, KESLOW)
    assert time.process_time() - begun < 20
    assert len(read.answer.casualties) + len(read.rejected) == 10_000
    assert len(read.answer.casualties) in {0, 500}
    assert read.rejected[-1].problems[0].reason == "more than 500"


def test_a_lone_surrogate_is_read_as_the_article_has_it() -> None:
    document = Document(text="The \ud800 Brigade left Keslow.")
    raw = {"actors": [actor("The \ud800 Brigade")], "headline": "brigade \ud800 left"}
    read = loads(report(raw, document))
    assert read.headline == "brigade \ufffd left"
    assert read.actors[0].name == "The \ufffd Brigade"


def test_a_word_that_stands_everywhere_is_placed_in_bounded_time() -> None:
    # Each record counts "a", of which there are 9,000; the last one stands in the quote.
    document = Document(text="a man fled. " * 9_000 + "\n\nIn the end a woman fled Keslow.")
    said = claim(None, "asserts", "In the end a woman fled Keslow")
    records = [displacement(movement="fled", count="a", origin="Keslow", claims=[said]) for _ in range(300)]
    begun = time.process_time()
    read = validate({"displacements": records}, document)
    assert time.process_time() - begun < 20
    assert {d.count.start for d in read.answer.displacements} == {document.text.index("a woman")}


def test_one_record_with_thousands_of_claims_and_terms_ends_soon() -> None:
    sides = [claim(f"source {n}", "asserts", "had reached an agreement with the Northern Shield") for n in range(3_000)]
    begun = time.process_time()
    read = report({"deals": [deal(*sides, terms=["Keslow"] * 3_000)]})
    assert time.process_time() - begun < 20
    assert list(reasons(read)) == ["deals[0]"]


def test_of_thousands_of_faults_in_one_record_fifty_are_named_and_the_rest_counted() -> None:
    (lost,) = report({"deals": [deal(terms=list(range(5_000)))]}).rejected
    assert len(lost.problems) == 51
    assert lost.problems[-1].reason == "and 4,950 more"
