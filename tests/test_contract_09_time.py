"""Invariant 9: time looks the right way: deadlines and expected movements forward, everything else back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from fiction import KESLOW, PUBLISHED, answer, casualty, claim, deal, displacement, readings, report, ultimatum
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Document
from summarize.schemas import Report, When, verbatim_values

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def article(when: str, published: dt.date | None) -> Document:
    return Document(
        text=f"The town must be left {when}, Osk said. There 7 people fled and 9 died.", published=published
    )


def whens(document: Document, phrase: str) -> dict[str, When]:
    """The same phrase in every field that takes one."""
    said = [claim("Osk", "asserts", "must be left")]
    raw = {
        "ultimatums": [
            ultimatum(
                issuers=[],
                targets=[],
                demand_text="be left",
                threat_text=None,
                place=None,
                deadline=phrase,
                claims=said,
            )
        ],
        "deals": [deal(*said, parties=["Osk"], date=phrase)],
        "casualties": [casualty(count="9", victims_text=None, when=phrase, claims=said)],
        "displacements": [
            displacement(movement=m, count="7", origin=None, when=phrase, claims=said)
            for m in ("fled", "expected", "evacuated", "trapped")
        ],
    }
    read = report(raw, document)
    assert read.rejected == ()
    found: dict[str, Any] = {
        "deadline": read.ultimatums[0].deadline,
        "date": read.deals[0].date,
        "casualty": read.casualties[0].when,
        **{d.movement.value: d.when for d in read.displacements},
    }
    assert all(found.values())
    return found


FORWARD = {"deadline", "expected"}


@settings(max_examples=40, deadline=None)
@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.sampled_from(DAYS))
def test_a_weekday_is_the_nearest_on_the_side_that_the_record_looks_to(published: dt.date, day: str) -> None:
    for field, when in whens(article(f"on {day}", published), day).items():
        away = (
            (DAYS.index(day) - published.weekday()) % 7
            if field in FORWARD
            else -((published.weekday() - DAYS.index(day)) % 7)
        )
        assert when.earliest == when.latest == published + dt.timedelta(days=away), field


@settings(max_examples=40, deadline=None)
@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)),
    st.sampled_from(["48 hours", "three days", "a week", "by Sunday"]),
)
def test_lengths_and_limits_reach_from_publication_to_the_right_side(published: dt.date, phrase: str) -> None:
    for field, when in whens(article(f"within {phrase}", published), phrase).items():
        for day in (when.earliest, when.latest):
            assert day is None or (day >= published if field in FORWARD else day <= published), field
        assert when.latest is not None


@settings(max_examples=40, deadline=None)
@given(readings())
def test_without_a_publication_date_words_are_kept_and_days_unknown(reading: tuple[Document, dict[str, Any]]) -> None:
    document, raw = reading
    undated = document.model_copy(update={"published": None})
    with_date, without = report(raw, document), report(raw, undated)
    values = [
        (a, b) for a, b in zip(verbatim_values(with_date), verbatim_values(without), strict=True) if isinstance(a, When)
    ]
    for a, b in values:
        assert isinstance(b, When)
        assert (a.text, a.start, a.end) == (b.text, b.start, b.end)
        assert (b.earliest, b.latest) == (None, None)


def test_the_sample_article_runs_out_on_monday() -> None:
    read = report(answer())
    assert read.ultimatums[0].deadline == When(
        text="72 hours", start=309, end=317, earliest=PUBLISHED, latest=PUBLISHED + dt.timedelta(days=3)
    )
    assert read.deals[0].date is not None
    assert read.deals[0].date.earliest == dt.date(2031, 5, 1)


def test_a_deadline_of_unknown_length_is_kept_in_words() -> None:
    document = Document(text="The army set a deadline for Keslow, Osk said.", published=PUBLISHED)
    said = [claim("Osk", "asserts", "set a deadline for Keslow")]
    raw = ultimatum(issuers=[], targets=[], demand_text="Keslow", threat_text=None, deadline="a deadline", claims=said)
    (record,) = report({"ultimatums": [raw]}, document).ultimatums
    assert record.deadline is not None
    assert (record.deadline.text, record.deadline.earliest, record.deadline.latest) == ("a deadline", None, None)


@pytest.mark.parametrize("published", [dt.date(2031, 5, 2), dt.date(2031, 5, 9)])
def test_a_saved_report_follows_its_publication_date(published: dt.date) -> None:
    dumped = report(answer()).model_dump(mode="json")
    dumped["document"]["published"] = published.isoformat()
    deadline = Report.model_validate(dumped).ultimatums[0].deadline
    assert deadline is not None
    assert (deadline.earliest, deadline.latest) == (published, published + dt.timedelta(days=3))


def test_an_engine_cannot_write_a_date_that_the_article_does_not_have() -> None:
    read = report({"ultimatums": [ultimatum(deadline="2031-05-05")]}, KESLOW)
    assert read.ultimatums == ()
    assert read.rejected[0].problems[0].path == "deadline"
