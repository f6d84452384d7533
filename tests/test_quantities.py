"""Count phrases: the codebook's table word for word, what is no count of people, the laws of finding and widening."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarize.quantities import Bounds, CountSpan, Qualifier, find_counts, numbers_in, parse_count, widen

TABLE = [
    ("23,544", 23_544, 23_544, "exact"),
    ("six", 6, 6, "exact"),
    ("a", 1, 1, "exact"),
    ("an", 1, 1, "exact"),
    ("one", 1, 1, "exact"),
    ("at least 40", 40, None, "at_least"),
    ("40 or more", 40, None, "at_least"),
    ("more than 1,600", 1_600, None, "more_than"),
    ("over 50", 50, None, "more_than"),
    ("up to 30", None, 30, "up_to"),
    ("as many as 30", None, 30, "up_to"),
    ("at most 12", None, 12, "up_to"),
    ("fewer than five", None, 5, "up_to"),
    ("five to ten", 5, 10, "range"),
    ("between 5,000 and 13,000", 5_000, 13_000, "range"),
    ("5-10", 5, 10, "range"),
    ("5–10", 5, 10, "range"),
    ("about 20", 20, 20, "about"),
    ("some 150,000", 150_000, 150_000, "about"),
    ("around 20", 20, 20, "about"),
    ("an estimated 20", 20, 20, "about"),
    ("roughly 20", 20, 20, "about"),
    ("nearly 20", 20, 20, "about"),
    ("almost 20", 20, 20, "about"),
    ("several", 3, None, "vague"),
    ("a few", 3, None, "vague"),
    ("several hundred", 300, None, "vague"),
    ("several thousand", 3_000, None, "vague"),
    ("a dozen", 12, 12, "about"),
    ("two dozen", 24, 24, "about"),
    ("dozens", 12, None, "vague"),
    ("scores", 20, None, "vague"),
    ("hundreds", 100, None, "vague"),
    ("thousands", 1_000, None, "vague"),
    ("tens of thousands", 10_000, None, "vague"),
    ("hundreds of thousands", 100_000, None, "vague"),
    ("millions", 1_000_000, None, "vague"),
    ("tens if not hundreds of thousands", 10_000, None, "vague"),
]

WORDINGS = [
    # numbers
    ("twenty-three", 23, 23, "exact"),
    ("twenty\u2011three", 23, 23, "exact"),
    ("forty five", 45, 45, "exact"),
    ("a hundred and forty", 140, 140, "exact"),
    ("fifteen hundred", 1_500, 1_500, "exact"),
    ("hundred thousand", 100_000, 100_000, "exact"),
    ("seven hundred and fifty-two thousand four hundred", 752_400, 752_400, "exact"),
    ("2.1 million", 2_100_000, 2_100_000, "exact"),
    ("2.0 million", 2_000_000, 2_000_000, "exact"),
    ("1.6bn", 1_600_000_000, 1_600_000_000, "exact"),
    ("20k", 20_000, 20_000, "exact"),
    ("2 bn", 2_000_000_000, 2_000_000_000, "exact"),
    ("3 mn", 3_000_000, 3_000_000, "exact"),
    ("half a million", 500_000, 500_000, "exact"),
    ("a quarter of a million", 250_000, 250_000, "exact"),
    ("one and a half million", 1_500_000, 1_500_000, "exact"),
    ("a million and a half", 1_500_000, 1_500_000, "exact"),
    ("12,34,567", 1_234_567, 1_234_567, "exact"),
    ("1.2 lakh", 120_000, 120_000, "exact"),
    ("2 crore", 20_000_000, 20_000_000, "exact"),
    ("1\u00a0600", 1_600, 1_600, "exact"),
    ("1\u2009234\u2009567", 1_234_567, 1_234_567, "exact"),
    ("12\u202f500", 12_500, 12_500, "exact"),
    ("3 385", 3_385, 3_385, "exact"),
    ("more than 1 234 567", 1_234_567, None, "more_than"),
    ("٤٢", 42, 42, "exact"),
    ("half a dozen", 6, 6, "about"),
    ("a couple of hundred", 200, 200, "about"),
    # vague ones
    ("a few hundred", 300, None, "vague"),
    ("several dozen", 36, None, "vague"),
    ("several tens of thousands", 30_000, None, "vague"),
    ("many thousands", 1_000, None, "vague"),
    ("thousands upon thousands", 1_000, None, "vague"),
    ("tens, if not hundreds, of thousands", 10_000, None, "vague"),
    ("dozens or even hundreds", 12, None, "vague"),
    ("hundreds of thousands if not millions", 100_000, None, "vague"),
    ("1000s", 1_000, None, "vague"),
    # bounds
    ("no fewer than six", 6, None, "at_least"),
    ("not less than ten", 10, None, "at_least"),
    ("1,600-plus", 1_600, None, "at_least"),
    ("40+", 40, None, "at_least"),
    ("40 and counting", 40, None, "at_least"),
    ("200 if not more", 200, None, "at_least"),
    ("20 at least", 20, None, "at_least"),
    ("at least two dozen", 24, None, "at_least"),
    ("well over 100", 100, None, "more_than"),
    ("upwards of 40", 40, None, "more_than"),
    ("in excess of half a million", 500_000, None, "more_than"),
    ("no more than five", None, 5, "up_to"),
    ("just under 100", None, 100, "up_to"),
    ("as high as 90", None, 90, "up_to"),
    ("20 at most", None, 20, "up_to"),
    ("20 or fewer", None, 20, "up_to"),
    ("up to several hundred", None, None, "vague"),
    ("as many as hundreds", None, None, "vague"),
    ("close to 50", 50, 50, "about"),
    ("40-odd", 40, 40, "about"),
    ("20 or so", 20, 20, "about"),
    # bounds of bounds: the nearest one that takes a side
    ("at least some 20", 20, None, "at_least"),
    ("about 40 or more", 40, None, "at_least"),
    ("perhaps as many as 50", None, 50, "up_to"),
    ("more than at least about ten", 10, None, "at_least"),
    ("some two dozen", 24, 24, "about"),
    # ranges
    ("one or two", 1, 2, "range"),
    ("from 20 to 30", 20, 30, "range"),
    ("anywhere between 20 and 30", 20, 30, "range"),
    ("between about 20 and 30", 20, 30, "range"),
    ("about 20 to 30", 20, 30, "range"),
    ("20-to-30", 20, 30, "range"),
    ("200 – 300", 200, 300, "range"),
    ("5 to 10 million", 5_000_000, 10_000_000, "range"),
    ("10 to 15 thousand", 10_000, 15_000, "range"),
    ("500,000 to 1 million", 500_000, 1_000_000, "range"),
    ("2.0 to 3.5 million", 2_000_000, 3_500_000, "range"),
    ("at least 20 or 30", 20, None, "at_least"),
    ("up to 20 or 30", None, 30, "up_to"),
]


@pytest.mark.parametrize(("phrase", "low", "high", "qualifier"), TABLE + WORDINGS)
def test_a_phrase_and_its_bounds(phrase: str, low: int | None, high: int | None, qualifier: str) -> None:
    assert parse_count(phrase) == Bounds(low, high, Qualifier(qualifier))
    assert parse_count(f"  {phrase.upper()}\n") == Bounds(low, high, Qualifier(qualifier))


@pytest.mark.parametrize(
    "phrase",
    [
        *(
            "",
            " ",
            "many",
            "large numbers",
            "few",
            "no",
            "none",
            "both",
            "the five",
            "first",
            "twenty-first",
            "40 people",
        ),
        *(
            "a total of 40",
            "another 20,000",
            "exactly 40",
            "40, 50",
            "40 and 50",
            "30 to 20",
            "bn",
            "MN",
            "1e6",
            "1_000",
        ),
        *(
            "1.2.3 million",
            "1,00",
            "1,2345",
            "12,345,67",
            "007",
            "3.5",
            "3.000",
            "2.0",
            "-5",
            "+5",
            "12:30",
            "12/03",
            "½",
            "²",
        ),
    ],
)
def test_what_is_no_count(phrase: str) -> None:
    assert parse_count(phrase) is None


def found(text: str) -> list[str]:
    return [text[c.start : c.end] for c in find_counts(text)]


SENTENCES = [
    # words that bound nothing
    ("A total of 40 died and another 20,000 fled, a further 12 by boat.", ["40", "20,000", "12"]),
    ("The toll rose from 20 to 30.", ["20", "30"]),
    ("Exactly 40 men, all 12 officers and his four sons.", ["40", "12", "four"]),
    ("The Shield handed over 20 prisoners in talks over 30 hostages.", ["20", "30"]),
    # one is a pronoun
    ("No one was hurt; one of them said one should go. One woman died.", []),
    ("It hit close to one of the schools, and at least one of the pupils died.", ["at least one"]),
    ("One hundred fled, one in five to Tarn.", ["One hundred"]),
    # ages
    ("Mira Soltan, 34, said 12 people died.", ["12"]),
    ("Ilan (7) and Vera Osk (61) died with a boy of 12 and a mother of four.", []),
    ("A 34-year-old, an eight-year-old and four children aged 5 to 9; 20- to 30-year-olds.", ["four"]),
    ("Children under 5 and women over 60 left, under 50 in all.", ["under 50"]),
    # money, shares, measures
    ("Damage of $20 million, 30 million euros, US$5bn, £300,000, 20 million US dollars, 7 U.S. dollars.", []),
    ("Some 60 percent, 12.5% and two thirds of the 300 men, 3.5 a day; 6 per cent.", ["300"]),
    ("About 30 km (20 miles) away, five hundred metres deep, within 200m of a 3m high wall.", []),
    # time
    (
        "At least 3 385 fled. On May 5 300 died, in 2018 400 of 1,200 500-strong units.",
        ["At least 3 385", "300", "400"],
    ),
    ("In 2015, 40 died; the war of 2011-2015 and 2016 saw 200 killed.", ["40", "200"]),
    ("By 2012 2,000 had left; 2012 people did.", ["2,000", "2012"]),
    ("At 6 p.m., 18:00 GMT, five o'clock, 12 noon or 7 local time, 14 soldiers came.", ["14"]),
    ("48 hours, seven years, two weeks, 10 more days, three consecutive nights, a two-year war.", []),
    (
        "On March 30 12 people died. In March 12 people died. On 30 March 2031 at least 14 did.",
        ["12", "12", "at least 14"],
    ),
    # names and designations
    ("On Route 6, in Camp 5, under Resolution 2401 and Article 51, page 9, No. 12.", []),
    ("Two Su-24 and four T-72 fired near the M23; COVID-19; the 4th Division; 10 died.", ["Two", "four", "10"]),
    ("Call 555-0123 or see www.example.org/12 and 192.168.0.1.", []),
    ("It was 3-2, a vote; the death toll is 1,234 (567 women, 89 children).", ["1,234", "567", "89"]),
    ("They came to Duluth, MN, in 10 buses.", ["10"]),
    ("Demands:\n1. Two men go.\n2) Three stay, so 12.\n4. Five.", ["Two", "Three", "12", "Five"]),
    ("On March 30, 2031, 12 died. Of the 40, 2031 was born one.", ["12", "40"]),
    ("The toll was\n40.", ["40"]),
    ("A third of 90 houses, the age of 12, the 2012 protests; on Route 1 March 31, on 31 May 12 men died.", ["12"]),
    # numbers side by side
    ("Scores fled; the test scores fell; he scores goals; scores of men died.", ["Scores", "scores"]),
    ("40 plus the driver, 50 plus 12 others, 60+ more.", ["40", "50", "12", "60+"]),
    ("Thousands and thousands of men, hundreds and others.", ["Thousands and thousands", "hundreds"]),
    ("Two thousand and one hundred were freed.", ["Two thousand", "one hundred"]),
    ("Killing three people and seventeen others, 12 of them women.", ["three", "seventeen", "12"]),
    ("At least 40, including 12 children and up to six women.", ["At least 40", "12", "up to six"]),
    ("As many as 50, perhaps 60, of the 2,000 fled.", ["As many as 50", "perhaps 60", "2,000"]),
    ("20,000 people (4,000 families), hundreds of them ill.", ["20,000", "4,000", "hundreds"]),
    ("He said 40...50 had died.", ["40", "50"]),
    ("Two\n\ndozen died.", ["Two", "dozen"]),
    ("at least\n40", ["at least\n40"]),
    ("40 or more than 50 died, 20 at least twice.", ["40", "more than 50", "20"]),
]


@pytest.mark.parametrize(("text", "counts"), SENTENCES)
def test_counts_of_people_in_running_text(text: str, counts: list[str]) -> None:
    assert found(text) == counts


WIDENED = [
    ("More than 1,600 civilians died.", "1,600", "More than 1,600"),
    ("At least 1,600 civilians died.", "1,600", "At least 1,600"),
    ("Some 1,600 or more died.", "1,600", "Some 1,600 or more"),
    ("The 1,600-plus who fled.", "1,600", "1,600-plus"),
    ("Between 5,000 and 13,000 were freed.", "13,000", "Between 5,000 and 13,000"),
    ("Tens if not hundreds of thousands fled.", "hundreds of thousands", "Tens if not hundreds of thousands"),
    ("An estimated 2.1 million fled.", "2.1", "An estimated 2.1 million"),
    ("An estimated 20,000 fled.", "An", "An estimated 20,000"),
    ("More than a dozen died.", "a", "More than a dozen"),
    ("Twenty-three died.", "Twenty", "Twenty-three"),
    ("At least one fighter died.", "one", "At least one"),
    ("One fighter died.", "One", "One"),
    ("A fighter died.", "A", "A"),
    ("No fewer than six died.", "than six", "No fewer than six"),
    # wider than the count
    ("A total of 40 people died.", "A total of 40 people", "40"),
    ("Another 20,000 fled.", "Another 20,000", "20,000"),
    ("In 2015, 40 people died.", "In 2015, 40 people", "40"),
    ("Mira Osk, 34, and 12 others died.", "34, and 12", "12"),
    # doubtful by its look, but the only one
    ("Mira Osk, 34, died.", "34", "34"),
    # no single count
    ("40 men and 12 women died.", "40 men and 12", None),
    ("At least 40 died.", "At least", None),
    ("Large numbers fled.", "Large numbers", None),
    ("The truce held for 48 hours.", "48", None),
    ("It is 20 km away.", "20", None),
    ("A number of people died.", "A", None),
    ("A small group of men fled.", "A", None),
    ("A further 12 died.", "A", None),
    ("No one died.", "one", None),
    ("Fully 1,600 died.", "600", None),
]


@pytest.mark.parametrize(("text", "core", "phrase"), WIDENED)
def test_widening_reaches_for_the_bounding_words_and_no_farther(text: str, core: str, phrase: str | None) -> None:
    match = re.search(rf"\b{re.escape(core)}", text)
    assert match
    count = widen(text, *match.span())
    assert (text[count.start : count.end] if count else None) == phrase
    if count and phrase:
        assert count.bounds == parse_count(phrase)


def test_a_bare_number_never_comes_out_exact_beside_a_bound() -> None:
    text = "More than 1,600 civilians died."
    assert widen(text, 10, 15) == CountSpan(0, 15, Bounds(1_600, None, Qualifier.more_than))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 99), (0, 500)])
def test_no_words_no_count(start: int, end: int) -> None:
    text = "40 died" if end < 500 else "40 " * 200
    assert widen(text, start, end) is None


def test_all_numbers_of_a_text() -> None:
    text = (
        "On 30 March 2031 the 34-year-old paid $5m for 2.5 km; a few, one or several fled to Route 6, the twenty-first."
    )
    assert numbers_in(text) == {30, 2031, 34, 5_000_000, 2.5, 6}
    assert numbers_in("More than twenty-three of 5 to 10 million, tens of thousands") == {
        23,
        5_000_000,
        10_000_000,
        10_000,
    }
    assert numbers_in("at 18:30, on 12/03/2031, the 22nd of 1,2345") == {18, 30, 12, 3, 2031, 22, 1, 2345}
    assert numbers_in("") == set()


# ---- laws

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
ONES = f"{_ONES} seventeen eighteen nineteen".split()
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(n: int, *, british: bool) -> str:
    """A number in words, written on its own so as to check the reader."""
    parts = []
    for size, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if n >= size:
            parts.append(f"{spell_below_thousand(n // size, british=british)} {name}")
            n %= size
    if n or not parts:
        parts.append(("and " if british and parts and n < 100 else "") + spell_below_thousand(n, british=british))
    return " ".join(parts)


def spell_below_thousand(n: int, *, british: bool) -> str:
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")
    rest = (" and " if british else " ") + spell_below_thousand(n % 100, british=british) if n % 100 else ""
    return f"{ONES[n // 100]} hundred{rest}"


def grouped(n: int, separator: str) -> str:
    return f"{n:,}".replace(",", separator)


def indian(n: int) -> str:
    digits = str(n)
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, i - 2) : i] for i in range(len(head), 0, -2)][::-1]
    return ",".join([*pairs, tail])


# All sizes alike, and round ones, whose words leave out whole groups.
numbers = st.integers(0, 9).flatmap(lambda k: st.integers(0, 10**k)) | st.builds(
    lambda n, k: n * 10**k, st.integers(0, 1000), st.integers(0, 6)
)


def exactly(n: int) -> Bounds:
    return Bounds(n, n, Qualifier.exact)


@given(numbers)
@example(10**9)
def test_figures_are_read_as_they_are_written(n: int) -> None:
    for written in (str(n), f"{n:,}", *(grouped(n, space) for space in "\u00a0\u2009\u202f "), indian(n)):
        assert parse_count(written) == exactly(n)
        assert n in numbers_in(f"so {written} fled")


@given(numbers, st.booleans(), st.booleans())
@example(10**9, True, True)
@example(1_001_001, True, True)
@example(100_000_000, False, False)
def test_number_words_are_read_as_they_are_said(n: int, british: bool, hyphens: bool) -> None:
    words = spell(n, british=british).replace("-", "-" if hyphens else " ")
    assert parse_count(words) == exactly(n)
    assert parse_count(words.capitalize()) == exactly(n)
    if n > 1:
        assert found(f"Officials said {words} people fled, and others stayed.") == [words]


BOUNDED: list[tuple[str, Callable[[int], Bounds]]] = [
    *((f"{words} {{}}", lambda n: Bounds(n, None, Qualifier.at_least)) for words in ("at least", "no fewer than")),
    *(
        (f"{words} {{}}", lambda n: Bounds(n, None, Qualifier.more_than))
        for words in ("more than", "over", "well above")
    ),
    *((f"{words} {{}}", lambda n: Bounds(None, n, Qualifier.up_to)) for words in ("up to", "as many as", "fewer than")),
    *(
        (f"{words} {{}}", lambda n: Bounds(n, n, Qualifier.about))
        for words in ("about", "some", "nearly", "an estimated")
    ),
    *((f"{{}} {words}", lambda n: Bounds(n, None, Qualifier.at_least)) for words in ("or more", "and counting")),
    ("{}-plus", lambda n: Bounds(n, None, Qualifier.at_least)),
    ("{} or so", lambda n: Bounds(n, n, Qualifier.about)),
    ("at least about {}", lambda n: Bounds(n, None, Qualifier.at_least)),
    ("{}", exactly),
]


@given(st.integers(2, 10**7), st.sampled_from(BOUNDED), st.booleans())
def test_widening_never_loses_a_bounding_word(
    n: int, bounded: tuple[str, Callable[[int], Bounds]], in_words: bool
) -> None:
    form, bounds = bounded
    core = spell(n, british=True) if in_words else f"{n:,}"
    phrase = form.format(core)
    text = f"Officials in Keslow said another {phrase} people had fled."
    start = text.index(core)
    count = widen(text, start, start + len(core))
    assert count is not None
    assert text[count.start : count.end] == phrase
    assert count.bounds == bounds(n)


@given(
    st.integers(0, 10**7),
    st.integers(1, 10**7),
    st.sampled_from(["{} to {}", "between {} and {}", "from {} to {}", "{}-{}"]),
)
def test_a_range_has_both_its_ends(low: int, more: int, form: str) -> None:
    phrase = form.format(f"{low:,}", f"{low + more:,}")
    assert parse_count(phrase) == Bounds(low, low + more, Qualifier.range)
    assert parse_count(form.format(f"{low + more:,}", f"{low:,}")) is None


WORDS = """
at least more than about over up to no fewer as many between and from or a an one two twenty three hundred thousand
million dozen dozens scores tens hundreds of thousands if not several few couple half quarter 1,600 40 5 12 2015 2401
3.5 2m plus odd counting so less - – + , . ( ) $ % people men km years March another total Route 20- 000 aged in every
"""
texts = st.lists(
    st.tuples(st.sampled_from([*WORDS.split(), "\n\n", "\u00a0"]), st.sampled_from([" ", " ", ""])), max_size=30
).map(lambda pieces: "".join(word + gap for word, gap in pieces))


@given(texts | st.text(max_size=300))
def test_found_counts_keep_the_laws(text: str) -> None:
    at = 0
    for count in find_counts(text):
        assert at <= count.start < count.end <= len(text), "in order, apart, inside the text"
        at = count.end
        low, high, _ = count.bounds
        assert low is None or high is None or low <= high
        assert parse_count(text[count.start : count.end]) == count.bounds, "a span says the same on its own"
        assert widen(text, count.start, count.end) == count, "a whole phrase has nothing to be widened by"


@given(texts | st.text(max_size=100), st.data())
def test_widening_stays_in_the_text_and_holds_the_number_given(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    count = widen(text, start, end)
    if count is None:
        return
    assert 0 <= count.start < count.end <= len(text)
    assert count.start < end, "it overlaps the words given"
    assert start < count.end
    assert count.bounds == parse_count(text[count.start : count.end])
    if text[start:end].isdecimal():
        assert count.start <= start
        assert end <= count.end


@given(st.text(max_size=300))
def test_any_text_can_be_asked_for_its_numbers(text: str) -> None:
    assert all(n >= 0 for n in numbers_in(text))
    parse_count(text)


# ---- hostile text


def test_a_number_too_long_to_count_people_is_none() -> None:
    assert parse_count("9" * 24) == exactly(10**24 - 1)
    for bomb in ("9" * 25, "9" * 100_000, "9" * 30 + " million", ",".join(["999"] * 9), "9." + "9" * 100_000):
        assert parse_count(bomb) is None
        assert found(f"They say {bomb} fled.") == []
        assert numbers_in(f"They say {bomb}9 fled.") <= {9, 999, 9_999, 10**6}


def test_units_do_not_pile_up() -> None:
    for text in ("million " * 1_000, "hundred thousand " * 1_000, "tens of " * 1_000 + "thousands", "dozen-" * 1_000):
        assert all((c.bounds.low or 0) <= 10**15 for c in find_counts(text))


def calls(work: Callable[[], object]) -> int:
    """Python calls that some work takes: a measure of time that does not depend on the machine."""
    made = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal made
        made += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made


BOMBS = [
    *(
        "a ",
        "1 ",
        "two-",
        "or more ",
        "at least ",
        "at least some over ",
        "one and a half ",
        "million ",
        "between 5 and ",
    ),
    *("tens if not hundreds of ", "9,999,", "20 to ", "if not ", "1.", "123\u00a0", "\n \n", "of the 2015 "),
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_work_grows_no_faster_than_the_text(bomb: str) -> None:
    find_counts(bomb)
    once, four = (calls(lambda k=k: find_counts(bomb * k)) for k in (200, 800))
    assert four <= 4 * once + 200
    once, four = (calls(lambda k=k: numbers_in(bomb * k)) for k in (200, 800))
    assert four <= 4 * once + 200


@pytest.mark.parametrize("bomb", BOMBS)
def test_widening_reads_the_neighbourhood_only(bomb: str) -> None:
    middle = len(bomb) * 1_000
    widen(bomb * 2_000, middle, middle + 1)
    once, four = (calls(lambda k=k: widen(bomb * k, middle, middle + 1)) for k in (2_000, 8_000))
    assert four <= once


def test_importing_is_cheap() -> None:
    heavy = ["pydantic", "rapidfuzz", "sentencex", "openai", "summarize.schemas", "summarize.document"]
    code = f"import sys, summarize.quantities, summarize.dates; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert out.strip() == "[]"
