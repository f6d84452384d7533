"""A long article in overlapping parts: what holds for any text, and where it is cut."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import Document, Span
from summarize.engines.llm.parts import parts

PIECES = st.sampled_from(
    [
        "The army left Keslow.",
        "He left.",
        "“Go!”",
        "Lt. Osk",
        "34",
        " ",
        "\n",
        "\n\n",
        "\n\n\n\n \n",
        "xxxxxxxxxxxxxxxx",
    ]
)
TEXTS = (
    st.lists(PIECES, max_size=40).map(" ".join)
    | st.lists(PIECES, max_size=40).map("".join)
    | st.text(max_size=100)
    | st.integers(0, 200).map("x".__mul__)
)
MOST, OVERLAP = st.integers(1, 120), st.integers(-3, 150)


def words(document: Document, most: int, overlap: int) -> list[str]:
    return [document.text[start:end] for start, end in parts(document, most, overlap)]


@given(TEXTS, MOST, OVERLAP)
def test_parts_hold_all_paragraphs_in_order_and_none_is_too_long(text: str, most: int, overlap: int) -> None:
    document = Document(text=text)
    spans = parts(document, most, overlap)
    covered = 0
    for start, end in spans:
        assert 0 < end - start <= most
        assert not text[covered:start].strip()
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        covered = end
    assert not document.text[covered:].strip()


@given(TEXTS, MOST, OVERLAP)
def test_each_part_brings_something_new_and_leaves_something_behind(text: str, most: int, overlap: int) -> None:
    for one, two in pairwise(parts(Document(text=text), most, overlap)):
        assert one.start < two.start
        assert one.end < two.end


@given(TEXTS, MOST, OVERLAP)
def test_a_text_that_fits_is_one_part(text: str, most: int, overlap: int) -> None:
    document = Document(text=text)
    spans = parts(document, most, overlap)
    if len(text.strip()) <= most:
        assert len(spans) == bool(text.strip())
    if len(spans) == 1:
        assert spans == (Span(document.paragraphs[0].start, document.paragraphs[-1].end),)


@given(TEXTS, MOST, OVERLAP)
def test_a_cut_inside_a_paragraph_is_for_want_of_room(text: str, most: int, overlap: int) -> None:
    document = Document(text=text)
    room = most - min(max(overlap, 0), most // 2)
    for _, end in parts(document, most, overlap):
        sentence = next(s for s in document.sentences if s.end >= end)
        paragraph = next(p for p in document.paragraphs if p.end >= end)
        assert end == paragraph.end or paragraph.end - paragraph.start > room
        assert end == sentence.end or sentence.end - sentence.start > room
        if end < sentence.end and not text[end].isspace():
            assert not any(c.isspace() for c in text[end - room : end])


@given(TEXTS, MOST, OVERLAP)
def test_a_part_begins_with_as_many_whole_sentences_as_fit_the_overlap(text: str, most: int, overlap: int) -> None:
    document = Document(text=text)
    most_shared = min(max(overlap, 0), most // 2)
    starts = {s.start for s in document.sentences}
    ends = {s.end for s in document.sentences}
    for one, two in pairwise(parts(document, most, overlap)):
        assert one.end - two.start <= most_shared
        if one.end in ends:
            assert two.start in starts
        # One sentence more would have been more than may be shared, than fits, or than leaves the other part alone.
        before = [s for s in starts if one.start < s < min(two.start, one.end)]
        new = next(s for s in document.sentences if s.end > one.end)
        if before and one.end in ends:
            assert one.end - max(before) > most_shared or new.end - max(before) > most or two.end - max(before) > most


LEAD = "The army gave the rebels 72 hours. "
ARTICLE = Document(text="Keslow waits\n\n" + (LEAD * 3).strip() + "\n\nThe rebels said no.\n\nThe end.")


def test_cut_at_a_paragraph_and_begun_with_the_sentences_before_it() -> None:
    lead = (LEAD * 3).strip()
    assert words(ARTICLE, 120, 0) == [f"Keslow waits\n\n{lead}", "The rebels said no.\n\nThe end."]
    assert words(ARTICLE, 120, 10) == words(ARTICLE, 120, 0)
    assert words(ARTICLE, 130, 40) == [f"Keslow waits\n\n{lead}", f"{LEAD.strip()}\n\nThe rebels said no.\n\nThe end."]


def test_a_paragraph_that_is_too_long_is_cut_at_its_sentences() -> None:
    assert words(ARTICLE, 80, 0) == [
        f"Keslow waits\n\n{LEAD.strip()}",
        (LEAD * 2).strip(),
        "The rebels said no.\n\nThe end.",
    ]


def test_a_sentence_that_is_too_long_is_cut_between_words_and_overlaps_by_words() -> None:
    document = Document(text="one two three four five six")
    assert words(document, 9, 0) == ["one two", "three", "four five", "six"]
    assert words(document, 12, 4)[1].startswith("two three")


def test_a_word_that_is_too_long_is_cut_anywhere() -> None:
    assert words(Document(text="x" * 10), 4, 0) == ["xxxx", "xxxx", "xx"]
    assert parts(Document(text="x" * 10), 4, 1) == ((0, 3), (2, 6), (5, 9), (8, 10))


def test_a_gap_larger_than_a_part_lies_between_two() -> None:
    assert words(Document(text="He left." + "\n" * 500 + "She stayed."), 40, 20) == ["He left.", "She stayed."]


def test_nothing_to_read_has_no_parts_and_a_part_has_a_size() -> None:
    assert parts(Document(text=" \n "), 10, 2) == ()
    with pytest.raises(ValueError, match="one code point at least"):
        parts(ARTICLE, 0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["The army left Keslow. ", "x", "a\n\n"])
@pytest.mark.parametrize(("most", "overlap"), [(32_000, 3_200), (400, 10_000)])
def test_five_megabytes_take_time_in_proportion(piece: str, most: int, overlap: int) -> None:
    def seconds(length: int) -> float:
        document = Document(text=(piece * length)[:length])
        assert document.sentences is not None  # their time is not what is measured
        begun = time.process_time()
        assert len(parts(document, most, overlap)) < length / 100
        return time.process_time() - begun

    assert seconds(5_000_000) < 50 * max(seconds(500_000), 0.05)
