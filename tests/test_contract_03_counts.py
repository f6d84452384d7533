"""Invariant 3: a count says what the article says, however little of it an engine copies."""

from __future__ import annotations

from typing import Any

import pytest
from fiction import casualty, claim, displacement, report
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Document
from summarize.schemas import Count

# The codebook's table, in its own order: the phrase, the words an engine might stop at, the bounds.
TABLE: list[tuple[str, str, int | None, int | None, str]] = [
    ("23,544", "23,544", 23544, 23544, "exact"),
    ("six", "six", 6, 6, "exact"),
    ("at least 40", "40", 40, None, "at_least"),
    ("40 or more", "40", 40, None, "at_least"),
    ("more than 1,600", "1,600", 1600, None, "more_than"),
    ("over 300", "300", 300, None, "more_than"),
    ("up to 90", "90", None, 90, "up_to"),
    ("as many as 70", "70", None, 70, "up_to"),
    ("at most 12", "12", None, 12, "up_to"),
    ("fewer than 50", "50", None, 50, "up_to"),
    ("between 400 and 450", "450", 400, 450, "range"),
    ("between 400 and 450", "400", 400, 450, "range"),
    ("30 to 40", "30", 30, 40, "range"),
    ("30-40", "30-40", 30, 40, "range"),
    ("about 25,000", "25,000", 25000, 25000, "about"),
    ("some 150,000", "150,000", 150000, 150000, "about"),
    ("around two hundred", "two hundred", 200, 200, "about"),
    ("an estimated 800", "800", 800, 800, "about"),
    ("roughly 60", "60", 60, 60, "about"),
    ("nearly 40,000", "40,000", 40000, 40000, "about"),
    ("almost 500", "500", 500, 500, "about"),
    ("several", "several", 3, None, "vague"),
    ("a few", "few", 3, None, "vague"),
    ("several hundred", "hundred", 300, None, "vague"),
    ("several thousand", "several", 3000, None, "vague"),
    ("a dozen", "dozen", 12, 12, "about"),
    ("two dozen", "dozen", 24, 24, "about"),
    ("dozens", "dozens", 12, None, "vague"),
    ("scores", "scores", 20, None, "vague"),
    ("hundreds", "hundreds", 100, None, "vague"),
    ("tens of thousands", "thousands", 10000, None, "vague"),
    ("hundreds of thousands", "hundreds", 100000, None, "vague"),
    ("millions", "millions", 1000000, None, "vague"),
    ("tens if not hundreds of thousands", "hundreds of thousands", 10000, None, "vague"),
]
IN_FIGURES = [row for row in TABLE if row[1].replace(",", "").isdecimal() and row[4] != "range"]
SENTENCES = [
    "In Keslow {} people were killed on Wednesday, a medic said.",
    "A medic said {} people were killed in Keslow.",
    "Shells killed {} civilians, a medic said, and then it was quiet.",
]


def counted(phrase: str, written: str, sentence: str) -> Count:
    document = Document(text=f"The market burned.\n\n{sentence.format(phrase)}\n\nNobody else was hurt.")
    quote = document.text.split("\n\n")[1].removesuffix(".")
    raw = {
        "casualties": [casualty(count=written, victims_text=None, when=None, claims=[claim(None, "asserts", quote)])]
    }
    read = report(raw, document)
    assert read.rejected == ()
    return read.casualties[0].count


@pytest.mark.parametrize(("phrase", "written", "low", "high", "qualifier"), TABLE)
def test_the_bounding_words_beside_a_number_are_taken_in(
    phrase: str, written: str, low: int | None, high: int | None, qualifier: str
) -> None:
    count = counted(phrase, written, SENTENCES[0])
    assert (count.text, count.low, count.high, count.qualifier) == (phrase, low, high, qualifier)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(IN_FIGURES), st.integers(3_000, 999_999), st.sampled_from(SENTENCES), st.booleans())
def test_any_number_keeps_its_bounding_words(
    row: tuple[str, str, Any, Any, str], number: int, sentence: str, whole: bool
) -> None:
    phrase, written, low, high, qualifier = row
    figure = f"{number:,}"
    mine = phrase.replace(written, figure)
    count = counted(mine, mine if whole else figure, sentence)
    assert (count.text, count.qualifier) == (mine, qualifier)
    assert (count.low, count.high) == (low and number, high and number)


@pytest.mark.parametrize("written", ["many", "large numbers", "no", "the market", "2"])
def test_what_is_no_count_or_not_this_one_is_refused(written: str) -> None:
    document = Document(
        text="Many people, large numbers of them fighters, were killed in the market; 12 died later, no more."
    )
    said = claim(None, "asserts", "Many people, large numbers of them fighters, were killed")
    read = report({"casualties": [casualty(count=written, victims_text=None, when=None, claims=[said])]}, document)
    assert read.casualties == ()
    assert read.rejected[0].problems[0].path == "count"
    assert (read.rejected[0].problems[0].value, bool(read.rejected[0].problems[0].reason)) == (written, True)


def test_two_numbers_are_not_one_count() -> None:
    document = Document(text="Shells killed 3 men and 5 women in Keslow.")
    said = claim(None, "asserts", "Shells killed 3 men and 5 women")
    read = report(
        {"casualties": [casualty(count="3 men and 5", victims_text=None, when=None, claims=[said])]}, document
    )
    assert read.casualties == ()


def test_words_that_bound_nothing_are_left_out() -> None:
    document = Document(text="Another 17 people fled, a total of 300 since spring.")
    records = [
        displacement(movement="fled", count=c, origin=None, claims=[claim(None, "asserts", "Another 17 people fled")])
        for c in ("Another 17", "a total of 300")
    ]
    read = report({"displacements": records}, document)
    assert [d.count.text for d in read.displacements] == ["17", "300"]


def test_of_one_figure_that_stands_twice_the_one_in_the_quote_is_meant() -> None:
    document = Document(text="At least 40 fled Tarn.\n\nUp to 40 people were killed in Keslow.")
    said = claim(None, "asserts", "40 people were killed in Keslow")
    read = report({"casualties": [casualty(count="40", victims_text=None, when=None, claims=[said])]}, document)
    assert read.casualties[0].count.text == "Up to 40"


@pytest.mark.parametrize(
    ("sentence", "written", "when"),
    [
        ("Shells have killed 11 civilians since Oct. 11 in Keslow.", "11", "since Oct. 11"),
        ("Since Oct. 11 shells have killed 11 civilians in Keslow.", "11", "Since Oct. 11"),
        ("Shells killed three people in three days of fighting in Keslow.", "three", "in three days"),
        ("A two-hour halt let the two wounded out of Keslow.", "two", None),
        ("Shells killed 9 people near Route 9 on Monday.", "9", "Monday"),
    ],
)
def test_of_one_number_that_stands_twice_in_the_quote_the_one_that_counts_people_is_meant(
    sentence: str, written: str, when: str | None
) -> None:
    quote = sentence.removesuffix(".")
    record = casualty(count=written, victims_text=None, when=when, claims=[claim(None, "asserts", quote)])
    read = report({"casualties": [record]}, Document(text=sentence))
    assert read.rejected == ()
    start = read.casualties[0].count.start
    assert sentence[start:].split()[1] in {"civilians", "people", "wounded"}


def test_a_number_that_counts_elsewhere_does_not_stand_in_for_the_one_in_the_quote() -> None:
    document = Document(
        text="Eleven buses and 11 men reached Tarn. The road was shelled on Oct. 11 and people were killed."
    )
    said = claim(None, "asserts", "The road was shelled on Oct. 11 and people were killed")
    read = report({"casualties": [casualty(count="11", victims_text=None, when=None, claims=[said])]}, document)
    assert read.casualties == ()


def test_many_numbers_alike_are_looked_at_in_bounded_work() -> None:
    numbers = " ".join(["Oct. 11,"] * 30)
    text = "\n\n".join([f"Shells killed people on {numbers} they said."] * 300)
    said = claim(None, "asserts", f"Shells killed people on {' '.join(['Oct. 11,'] * 16)}")
    records = [casualty(count="11", victims_text=None, when=None, claims=[said])] * 50
    assert report({"casualties": records}, Document(text=text)).casualties == ()
