"""Paragraphs and sentences: where they end, and what holds for any text."""

from __future__ import annotations

import hashlib
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from summarize.document import Document, Span, _paragraph_ends

# Text with much of what decides where paragraphs and sentences end.
CHARACTERS = st.sampled_from("aB1 .!?…\n\t\r\u2028\u00a0\"'“”’»)(-,:é中\U0001f600") | st.characters(codec="utf-8")
TEXTS = st.text(CHARACTERS, max_size=200)
PIECES = st.sampled_from(
    ["Lt. Osk", "at 5 p.m.", "He left.", "“Go!”", "U.N.", "J\u00a0.", "3.5 km", " ", "\n", "\n\n", "\n \n", ".", "town"]
)
ARTICLES = TEXTS | st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join)


def words(document: Document, spans: tuple[Span, ...]) -> list[str]:
    return [document.text[start:end] for start, end in spans]


def paragraphs(text: str) -> list[str]:
    document = Document(text=text)
    return words(document, document.paragraphs)


def sentences(text: str) -> list[str]:
    document = Document(text=text)
    return words(document, document.sentences)


@given(ARTICLES)
def test_paragraphs_and_sentences_cover_the_text_in_order_and_apart(text: str) -> None:
    document = Document(text=text)
    for spans in (document.paragraphs, document.sentences):
        position = 0
        for start, end in spans:
            assert position <= start < end
            assert not document.text[position:start].strip()
            assert not document.text[start].isspace()
            assert not document.text[end - 1].isspace()
            position = end
        assert not document.text[position:].strip()


@given(ARTICLES)
def test_every_sentence_lies_in_one_paragraph(text: str) -> None:
    document = Document(text=text)
    assert all(sum(s.within(p) for p in document.paragraphs) == 1 for s in document.sentences)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One\n\nTwo", ["One", "Two"]),
        ("One\n \t\n\nTwo", ["One", "Two"]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One!\nTwo?\nThree…\nFour", ["One!", "Two?", "Three…", "Four"]),
        ("“One.”\nTwo", ["“One.”", "Two"]),
        ("(One.)  \nTwo", ["(One.)", "Two"]),
        ("The army\nleft.", ["The army\nleft."]),
        ("A headline\nA sub-headline", ["A headline\nA sub-headline"]),
        ("wrapped after Lt.\nOsk left.", ["wrapped after Lt.\nOsk left."]),
        ("wrapped after Maj. Gen.\nOsk left.", ["wrapped after Maj. Gen.\nOsk left."]),
        ("The end of an agreement.\nGen. Osk left.", ["The end of an agreement.", "Gen. Osk left."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_a_paragraph_ends_at_a_blank_line_or_at_a_line_end_after_a_sentence(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Lt. Col. Ivan Osk of the Dept. of Defence spoke.",
        "The U.N. said it would help.",
        "Talks with the U.S. Army went on.",
        "Gen. Osk met Dr. Soltan at 5 p.m. on Monday.",
        "About 3.5 million people fled.",
        "Mr. Dragomir, Mrs. Soltan and Prof. Idris signed.",
        "It began on Jan. 5 and ended on Sept. 11.",
        "The 4th Brigade (about 1,000 men, the army says) vs. the Northern Shield: 12 dead.",
    ],
)
def test_a_full_stop_that_ends_no_sentence(sentence: str) -> None:
    assert sentences(f"{sentence} He left.") == [sentence, "He left."]


@pytest.mark.parametrize("space", ["\u0085", "\u00a0", "\u2009", "\u2028", "\u202f", "\u3000", " \u00a0 "])
def test_white_space_of_any_kind_between_an_initial_and_its_full_stop(space: str) -> None:
    assert " ".join(sentences(f"Lt. J{space}. Osk left. He fled")).endswith("Osk left. He fled")
    assert sentences(f"J{space}.") == [f"J{space}."]


def test_sentences_of_a_paragraph_wrapped_to_a_width() -> None:
    assert sentences("The army\nleft. The rebels\nstayed.\nNobody spoke.") == [
        "The army\nleft.",
        "The rebels\nstayed.",
        "Nobody spoke.",
    ]


def test_a_long_paragraph_splits_as_a_short_one_does() -> None:
    sentence = "Lt. Osk said at 5 p.m. on Monday that 1,600 people had fled. "
    assert sentences(sentence * 500) == [sentence.strip()] * 500


def test_a_sentence_without_end_is_cut_between_words() -> None:
    numbers = " ".join(f"{n:,}" for n in range(1000, 4000))
    assert " ".join(sentences(numbers)) == numbers


@pytest.mark.parametrize("hostile", ["“", ".", "!", "\n ", "“a. B ", "Mr. ", "x", "é\u00a0", "J\u00a0. "])
def test_splitting_takes_time_in_proportion_to_the_text(hostile: str) -> None:
    def seconds(length: int) -> float:
        document = Document(text=(hostile * length)[:length])
        begun = time.process_time()
        assert len(document.sentences) <= length
        return time.process_time() - begun

    # Sixteen times the text: a quadratic splitter would take 256 times as long. What is over at once proves nothing.
    assert seconds(320_000) < 80 * max(seconds(20_000), 0.01)


def test_a_document_is_known_by_its_source_else_by_its_text() -> None:
    digest = hashlib.sha256("Café".encode()).hexdigest()
    assert Document(text="Café").sha256 == digest
    assert Document(text="Café").id == digest[:12]
    assert Document(text="Café", source="a.txt").id == "a.txt"
    assert Document().id == "(empty document)"


def test_the_text_can_be_withheld_and_the_document_loaded_back() -> None:
    document = Document(text="Rebels left.", source="a.txt")
    bare = document.without_text()
    assert (bare.text, bare.sha256) == ("", document.sha256)
    for kept in (document, bare):
        assert Document.model_validate_json(kept.model_dump_json()) == kept


def test_a_text_that_is_not_the_hashed_one_is_refused() -> None:
    with pytest.raises(ValidationError, match="sha256 is not that of the text"):
        Document(text="Rebels stayed.", sha256=Document(text="Rebels left.").sha256)


def test_lone_surrogates_do_not_enter() -> None:
    document = Document(text="a\ud800b", source="\udcff.txt", title="\udfff")
    assert (document.text, document.source, document.title) == ("a\ufffdb", "\ufffd.txt", "\ufffd")
    assert Document.model_validate_json(document.model_dump_json()) == document


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_distance_and_containment_of_spans(a: int, b: int, c: int, d: int) -> None:
    one, two = Span(min(a, b), max(a, b) + 1), Span(min(c, d), max(c, d) + 1)
    points, others = set(range(*one)), set(range(*two))
    assert one.within(two) == (points <= others)
    between = min(abs(p - o) for p in points for o in others) - 1
    assert one.distance(two) == two.distance(one) == max(0, between)


_ENDING = re.compile(r"(?:\n|(?<=[.!?…])(?<!\bDr\.)[\"'”’»)\]]{0,3})[^\S\n]*\n\s*")


@given(st.lists(st.sampled_from(["a", ".", "Dr.", "!", '"', "”", "\n", "\n", " ", "\u00a0", "\r"])).map("".join))
def test_a_paragraph_ends_at_a_blank_line_or_a_line_that_ends_a_sentence(text: str) -> None:
    assert list(_paragraph_ends(text)) == [m.span() for m in _ENDING.finditer(text)]
