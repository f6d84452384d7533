"""From an article to words: tokens, phrases, and the sentences that a report may use."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.dates import find_whens
from summarize.document import Document
from summarize.engines.rules.article import sentences
from summarize.engines.rules.phrases import Phrases
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.tokens import _cut, _known, fold, tokenize
from summarize.grounding.boundaries import inside, shape


def texts(article: str) -> list[str]:
    return [s.text for s in sentences(Document(text=article))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("al-Qaida's men", ["al-Qaida", "men"]),
        ("the U.S.-led coalition", ["the", "U.S.-led", "coalition"]),
        ("1,600 of 12.5 million", ["1,600", "of", "12.5", "million"]),
        ("they don’t go", ["they", "don’t", "go"]),
        ("war—peace", ["war", "peace"]),
        ("M23, F-16", ["M23", "F-16"]),
        ("U.N.'s envoy", ["U.N.", "envoy"]),
    ],
)
def test_words_are_whole(text: str, words: list[str]) -> None:
    assert [t.text for t in tokenize(text)[0]] == words


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Osk, he said", ["", ",", ""]),
        ("Lt. Gen. Osk", ["", "", ""]),
        ("J. B. Osk left. He", ["", "", "", "", ";"]),
        ("Osk (the mayor)", ["", "(", ""]),
        ('he said, "Go"', ["", "", ',"']),
        ("he left – late", ["", "", "-"]),
    ],
)
def test_marks_tell_what_stands_between_words(text: str, marks: list[str]) -> None:
    assert [t.mark for t in tokenize(text)[0]] == marks


def test_a_possessive_belongs_to_the_word_before() -> None:
    assert [t.text for t in tokenize("Osk's guns, the rebels’ guns, the U.N.’s guns")[0] if t.owner] == [
        "Osk",
        "rebels",
        "U.N.",
    ]


@given(st.text(alphabet="aB'’s.,-– 1\n\"“é\u0301\u200bİ\u0130ß", max_size=60))
def test_words_are_cut_where_grounding_would_cut(text: str) -> None:
    shaped = shape(text)
    tokens, begins = tokenize(text)
    spans = [(begin, begin + len(t.text)) for t, begin in zip(tokens, begins, strict=True)]
    assert all(not inside(shaped, start) and not inside(shaped, end) for start, end in spans)
    assert [text[a:b] for a, b in spans] == [t.text for t in tokens]
    assert [fold(text)[a:b] for a, b in spans] == [t.low for t in tokens]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(st.text(max_size=80))
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_phrases_are_found_by_place_the_longest_first() -> None:
    index: Phrases[int] = Phrases()
    for n, phrase in enumerate(["air strike", "air", "strike", "air strike on"]):
        index.add(phrase, n)
    assert list(index.find(tokenize("An air strike, on")[0])) == [(1, 3, 0), (1, 2, 1), (2, 3, 2)]


def test_a_cased_phrase_keeps_its_capitals() -> None:
    index: Phrases[str] = Phrases()
    index.add("IS", "group", cased=True)
    assert list(index.find(tokenize("he is IS")[0])) == [(2, 3, "group")]


def test_headings_teasers_credits_and_bylines_are_left_out() -> None:
    article = """Rebels leave Keslow

The army has taken the town

By Anneke Brandt

The rebels left on Monday.

What comes next

READ MORE: Who holds the bridges?

A street in Keslow. Photograph: Ilan Tarn

It rained. "Nobody came," said the mayor.

Reporting by Ilan Tarn; editing by Mira Soltan
"""
    assert texts(article) == [
        "Rebels leave Keslow",
        "The army has taken the town",
        "The rebels left on Monday.",
        "It rained.",
        '"Nobody came," said the mayor.',
    ]


def test_a_headline_that_no_blank_line_sets_off_is_a_sentence_of_its_own() -> None:
    assert texts("Rebels leave Keslow\nThe army came on Monday.\n‘Many questions’\nIt rained.") == [
        "Rebels leave Keslow",
        "The army came on Monday.",
        "It rained.",
    ]


def test_hard_wrapped_lines_are_no_headings() -> None:
    article = "The army of Varenia came to the town of\nKeslow on Monday, and the mayor of the\ntown left. It\nrained."
    assert texts(article) == [
        "The army of Varenia came to the town of\nKeslow on Monday, and the mayor of the\ntown left.",
        "It\nrained.",
    ]


@pytest.mark.parametrize("dateline", ["KESLOW, Varenia (AP) — ", "KESLOW (Reuters) - ", "PORT LISLE, June 14 - "])
def test_a_dateline_is_left_out(dateline: str) -> None:
    assert texts(f"{dateline}Rebels left the town on Monday.") == ["Rebels left the town on Monday."]


def test_an_abbreviation_is_not_cut() -> None:
    assert texts("The U.S. Army came. It left.") == ["The U.S. Army came.", "It left."]


def test_sentences_are_bounded_and_cut_at_white_space() -> None:
    found = texts("The army " + "and the rebels " * 2_000 + "x" * 5_000 + " left them.")
    assert max(map(len, found)) <= 800
    assert all(s == s.strip() and "xx" not in s for s in found)
    assert found[-1] == "left them."


def test_an_open_quotation_is_carried_on_within_its_paragraph() -> None:
    article = '"We came back to the town on Monday. We stay here.\n\nIt rained.'
    first, second, third = sentences(Document(text=article))
    assert (all(first.quoted), all(second.quoted), any(third.quoted)) == (True, True, False)


def test_the_shape_of_a_gap_tells_kinds_and_marks() -> None:
    sentence = Sentence("Shells fell on Keslow, the army said.")
    assert sentence.kinds == "NgiNtgs"
    assert sentence.shape(2, 6) == "iN,tg"
    assert sentence.shape(3, 4) == "N,"


def test_a_clause_ends_at_dashes_brackets_and_semicolons() -> None:
    sentence = Sentence("It rained; the army (and its guns) left – late.")
    assert [sentence.words(*sentence.clause(k)) for k in (0, 2, 4, 7, 8)] == [
        "It rained",
        "the army",
        "and its guns",
        "left",
        "late",
    ]


def test_countries_inside_a_word_are_none() -> None:
    assert [(c.code, c.kind) for c in Sentence("The Russia-backed army met the Russians in Syria.").countries] == [
        ("RUS", "demonym"),
        ("SYR", "name"),
    ]


PIECES = [
    "left",
    "Osk's",
    "20",
    "000",
    "1.5",
    "5",
    "pm",
    "U.N.",
    "Lt.",
    "'",
    "’s",
    '"',
    "(",
    "-",
    "–",
    ",",
    ".",
    "mid-May",
]


@given(
    st.lists(st.sampled_from([*PIECES, "Sept.", "2011", "dawn", " ", " ", "\n", "\u00a0"]), max_size=14).map("".join)
)
def test_text_is_cut_piece_by_piece_as_it_is_at_once(text: str) -> None:
    assert tokenize(text) == _cut(text)[:2]


def test_what_is_long_without_a_space_is_cut_alike_and_not_kept() -> None:
    kept = _known.cache_info().currsize
    for n in range(50):
        text = ",".join(f"a{n}b{k}" for k in range(300))
        assert tokenize(text) == _cut(text)[:2]
    assert _known.cache_info().currsize == kept


@given(
    st.lists(st.sampled_from([*PIECES, "on", "Monday", "2011", "dawn", "next", "year-long"]), max_size=8).map(" ".join)
)
def test_time_phrases_are_those_of_the_whole_text(text: str) -> None:
    sentence = Sentence(text)
    assert sentence.whens == sentence._spans(find_whens(text))


def test_where_gives_the_places_of_words() -> None:
    sentence = Sentence("The army and the rebels left the town.")
    assert sentence.where({"the", "rebels"}) == [0, 3, 4, 6]
    assert sentence.where({"navy"}) == []
