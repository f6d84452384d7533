"""Invariant 1: every verbatim value carries its place, in code points of a text that never changes."""

from __future__ import annotations

from typing import Any

import pytest
from fiction import KESLOW, actor, answer, casualty, claim, deal, readings, report
from hypothesis import given, settings
from pydantic import ValidationError

from summarize import Document, Report
from summarize.schemas import verbatim_values


@settings(max_examples=40, deadline=None)
@given(readings())
def test_whatever_an_engine_answers_every_value_stands_at_its_offsets(reading: tuple[Document, dict[str, Any]]) -> None:
    document, raw = reading
    read = report(raw, document)
    assert read.document.text == document.text
    for value in verbatim_values(read):
        assert 0 <= value.start < value.end
        assert value.text == document.text[value.start : value.end]
    for each in read.actors:
        assert each.mentions
        surfaces = {s.casefold() for s in (each.name, *each.aliases)}
        for start, end in each.mentions:
            assert " ".join(document.text[start:end].split()).casefold() in {" ".join(s.split()) for s in surfaces}


@settings(max_examples=40, deadline=None)
@given(readings())
def test_quotes_lie_within_one_paragraph(reading: tuple[Document, dict[str, Any]]) -> None:
    document, raw = reading
    read = report(raw, document)
    for record in (*read.ultimatums, *read.deals, *read.casualties, *read.displacements):
        for each in record.claims:
            assert any(each.quote.span.within(p) for p in document.paragraphs)


def test_a_whole_sound_answer_stands_entirely() -> None:
    read = report(answer())
    assert read.rejected == ()
    assert len(list(read.records())) == 13
    assert len(read.key_points) == 3
    assert {type(v).__name__ for v in verbatim_values(read)} == {"Count", "Name", "Place", "Quote", "When", "Words"}


def test_offsets_count_code_points_not_bytes_or_utf16_units() -> None:
    document = Document(text="🕊🕊 In São Varo e\u0301crit at least 40 people died, a medic said.")
    said = claim("a medic", "asserts", "at least 40 people died")
    raw = {"casualties": [casualty(count="40", when=None, victims_text="people", claims=[said])]}
    (record,) = report(raw, document).casualties
    assert document.text[record.count.start : record.count.end] == record.count.text == "at least 40"
    assert record.count.start == document.text.index("at least")


def test_a_value_that_is_found_folded_is_given_as_the_article_has_it() -> None:
    document = Document(text="The “Free\u00a0Coast Movement” took\nSabra Khel on Monday.")
    held = claim(None, "asserts", 'the "Free Coast Movement" took Sabra Khel')
    raw = {"actors": [actor("free coast movement")], "deals": [deal(held, parties=["Free Coast Movement"])]}
    read = report(raw, document)
    assert read.deals[0].claims[0].quote.text == "The “Free\u00a0Coast Movement” took\nSabra Khel"
    assert read.deals[0].claims[0].quote.match == "folded"
    assert read.actors[0].name == "Free\u00a0Coast Movement"
    assert read.deals[0].parties[0].span in read.actors[0].mentions


def test_mentions_are_every_place_of_name_and_aliases_the_longest_where_they_overlap() -> None:
    document = Document(text="The Dune League, or DL, is strong. Dune League men say the League waits. DLX is none.")
    (league,) = report({"actors": [actor("Dune League", aliases=["DL", "League"])]}, document).actors
    assert [document.text[a:b] for a, b in league.mentions] == ["Dune League", "DL", "Dune League", "League"]


def test_the_text_is_saved_with_the_report_unless_withheld() -> None:
    read = report(answer())
    assert Report.model_validate_json(read.model_dump_json()).document.text == KESLOW.text
    bare = read.without_text()
    assert KESLOW.text[:60] not in bare.model_dump_json()
    loaded = Report.model_validate_json(bare.model_dump_json())
    assert loaded == bare
    assert loaded.document.sha256 == KESLOW.sha256


def test_a_text_cannot_change_under_its_report() -> None:
    read = report(answer())
    with pytest.raises(ValidationError, match="frozen"):
        read.document.text = "another"  # type: ignore[misc]
