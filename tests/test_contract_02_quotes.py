"""Invariant 2: a quote is never rewritten. Traps and laws through a whole answer."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from fiction import KESLOW, answer, casualty, claim, deal, readings, report
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Document
from summarize.schemas import Quote

TEXT = """Rebels in Keslow denied on Monday that they had agreed to leave the town.

The army said 42 people had been killed in the market, and 120,000 had fled since April.

"We have signed nothing," a spokesman said. He said the talks would not be resumed.

At dawn the guns fell silent. The confirmed dead were buried at the mosque."""


def quoted(written: str, text: str = TEXT) -> Quote | str:
    """What becomes of a quote: itself, or the reason why not."""
    read = report({"deals": [deal(claim(None, "asserts", written), parties=["Rebels"])]}, Document(text=text))
    return read.deals[0].claims[0].quote if read.deals else read.rejected[0].problems[0].reason


@pytest.mark.parametrize(
    "written",
    [
        "Rebels in Keslow confirmed on Monday that they had agreed to leave the town",  # confirmed for denied
        "The army said 420 people had been killed in the market",  # 420 for 42
        "The army said 20,000 had fled since April",  # inside 120,000
        "20,000 had fled since April",
        "The army said 42 people had not been killed in the market",  # a negation more
        "He said the talks would be resumed",  # a negation less
        "He said the talks could not be resumed",  # another modal
        "He said that the army had been in the town and that the people had fled",  # only common words shared
        "The guns fell silent in Keslow at dawn on Monday",  # put together from two places
        "Rebels in Keslow denied ... that they had agreed to leave the town",  # an ellipsis
        "agreed to leave the town.\n\nThe army said 42 people",  # over a paragraph's end
        "agreed to leave the town. The army said 42 people",
        "The army said forty-two people had been killed",  # the same number in other words
        "Rebels in Kezlow denied on Monday",  # a name is no place for a typo
        "and 120,000 had fled since May",  # another month
        "they had agreed to enter the town",  # an antonym
        "The army said 42 persons had perished in the market",  # a paraphrase
        "t dawn the guns fell silen",  # cut inside words
    ],
)
def test_a_quote_that_the_article_does_not_have_is_refused_with_its_reason(written: str) -> None:
    found = quoted(written)
    assert isinstance(found, str)
    assert found


@pytest.mark.parametrize(
    ("written", "text", "match"),
    [
        ("Rebels in Keslow denied on Monday", "Rebels in Keslow denied on Monday", "exact"),
        ("“We have signed nothing,” a spokesman said", '"We have signed nothing," a spokesman said', "folded"),
        ("rebels in keslow DENIED on Monday", "Rebels in Keslow denied on Monday", "folded"),
        ("The guns fell  silent", "the guns fell silent", "folded"),
        ("they had agreed to leave town", "they had agreed to leave the town", "near"),  # an article less
    ],
)
def test_a_quote_that_it_has_is_given_in_its_own_words(written: str, text: str, match: str) -> None:
    found = quoted(written)
    assert isinstance(found, Quote)
    assert (found.text, found.match) == (text, match)


@pytest.mark.parametrize("written", ["signed nothing", "denied", "a", "", " "])
def test_a_word_or_two_is_no_evidence(written: str) -> None:
    assert quoted(written) == "a quote has 3 to 100 words"


def test_over_a_hundred_words_is_no_quote() -> None:
    text = "Rebels fired guns " + "and more guns " * 60
    assert quoted(" ".join(text.split()[:101]), text) == "a quote has 3 to 100 words"
    assert isinstance(quoted(" ".join(text.split()[:100]), text), Quote)


def test_a_repeated_quote_is_the_one_beside_the_records_other_words() -> None:
    text = (
        "In Tarn, 12 people were killed, a medic said.\n\nIn Keslow, 30 people were killed, a medic said. Shells fell."
        "\n\nIn Orlava, 9 people were killed, a medic said."
    )
    document = Document(text=text)
    records = [
        casualty(
            count=count,
            victims_text=None,
            when=None,
            place=place,
            claims=[claim("a medic", "asserts", "people were killed")],
        )
        for count, place in (("30", "Keslow"), ("9", "Orlava"), ("12", "Tarn"))
    ]
    read = report({"casualties": records}, document)
    assert read.rejected == ()
    for record in read.casualties:
        (paragraph,) = [p for p in document.paragraphs if record.count.span.within(p)]
        assert record.place is not None
        assert record.claims[0].source is not None
        for value in (record.place, record.claims[0].quote, record.claims[0].source):
            assert value.span.within(paragraph)


def test_one_records_quotes_say_nothing_of_where_the_next_one_is() -> None:
    text = "Tarn: the guns fell silent at dawn.\n\nKeslow: the guns fell silent at dawn."
    said = [claim(None, "asserts", "the guns fell silent at dawn")]
    records = [deal(*said, parties=["Keslow"], place="Keslow"), deal(*said, parties=["Tarn"], place="Tarn")]
    for order in (records, records[::-1]):
        read = report({"deals": order}, Document(text=text))
        for record in read.deals:
            assert record.place is not None
            assert 0 < record.claims[0].quote.start - record.place.end < 5


NUMBER = re.compile(r"\d[\d,.]*")
REVERSED = {"not", "no", "never", "denied", "nothing", "nobody"}


def words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.findall(r"\w+", plain)


@settings(max_examples=40, deadline=None)
@given(readings())
def test_no_number_and_no_negation_changes_between_what_was_written_and_what_stands(
    reading: tuple[Document, dict[str, Any]],
) -> None:
    document, raw = reading
    read = report(raw, document)
    for field in ("ultimatums", "deals", "casualties", "displacements"):
        for record in getattr(read, field):
            given_claims = raw[field][int(record.id.split("-")[1]) - 1]["claims"]
            for each in record.claims:
                written = [c["quote"] for c in given_claims if c["stance"] == each.stance]
                assert any(same(w, each.quote) for w in written if isinstance(w, str))


def same(written: str, quote: Quote) -> bool:
    mine, theirs = words(written), words(quote.text)
    if quote.match != "near":
        return mine == theirs
    kept = NUMBER.findall(written) == NUMBER.findall(quote.text)
    return kept and REVERSED & set(mine) == REVERSED & set(theirs)


QUOTE = "Northern Shield spokesman Pavel Osk denied that any such deal existed"


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(QUOTE.split()), st.sampled_from(["Halvia", "confirmed", "3,000", "not", "enter", "never", "August"])
)
def test_one_word_put_for_another_is_refused(word: str, other: str) -> None:
    written = QUOTE.replace(word, other, 1)
    read = report({"deals": [deal(claim(None, "denies", written))]}, KESLOW)
    assert read.deals == ()
    assert read.rejected[0].problems[0].path == "claims[0].quote"


def test_the_refused_quote_stands_in_the_report_with_its_reason() -> None:
    raw = answer()
    raw["deals"][0]["claims"][1]["quote"] = "Pavel Osk confirmed that such a deal existed"
    read = report(raw)
    assert read.deals == ()
    (lost, point) = read.rejected
    assert (lost.path, lost.problems[0].path) == ("deals[0]", "claims[1].quote")
    assert lost.problems[0].value == "Pavel Osk confirmed that such a deal existed"
    assert point.path == "key_points[1]"
