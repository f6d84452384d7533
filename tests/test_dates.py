"""Time phrases: what each comes to, seen from one Friday; what is unknown; the laws of looking back and forward."""

from __future__ import annotations

import calendar
import datetime as dt
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from summarize.dates import Direction, Interval, find_whens, resolve
from summarize.dates.grammar import finder

BACK, FORWARD = Direction.back, Direction.forward
FRIDAY = dt.date(2031, 5, 2)
TUESDAY = dt.date(2031, 5, 6)
NEVER = Interval(None, None)


def days(earliest: str, latest: str) -> Interval:
    """Two ISO dates; a missing year is 2031, "-" is an open end."""
    ends = [None if d == "-" else dt.date.fromisoformat(d if len(d) == 10 else f"2031-{d}") for d in (earliest, latest)]
    return Interval(*ends)


# Phrase → first and last day looking back, then looking forward, in a Friday's paper.
READ = """
Friday                         05-02       05-02        05-02       05-02
on Friday                      05-02       05-02        05-02       05-02
last Friday                    04-25       04-25        04-25       04-25
next Friday                    05-09       05-09        05-09       05-09
Monday                         04-28       04-28        05-05       05-05
late Monday                    04-28       04-28        05-05       05-05
early on Sunday                04-27       04-27        05-04       05-04
earlier on Friday              05-02       05-02        05-02       05-02
Tuesday night                  04-29       04-29        05-06       05-06
at dawn on Sunday              04-27       04-27        05-04       05-04
6 PM on Monday                 04-28       04-28        05-05       05-05
the early hours of Thursday    05-01       05-01        05-08       05-08
Monday last week               04-21       04-21        04-21       04-21
Thursday or Friday             05-01       05-02        05-02       05-02
today                          05-02       05-02        05-02       05-02
yesterday                      05-01       05-01        05-01       05-01
the day before yesterday       04-30       04-30        04-30       04-30
tomorrow                       05-03       05-03        05-03       05-03
this morning                   05-02       05-02        05-02       05-02
last night                     05-01       05-02        05-01       05-02
overnight                      05-01       05-02        05-02       05-03
overnight Sunday               04-26       04-27        05-04       05-05
midnight                       05-01       05-02        05-02       05-03
18:00 GMT                      05-01       05-02        05-02       05-03
earlier in the day             05-01       05-02        05-01       05-02
later in the day               05-02       05-03        05-02       05-03

March 30                       03-30       03-30        2032-03-30  2032-03-30
30 March                       03-30       03-30        2032-03-30  2032-03-30
the 30th of March              03-30       03-30        2032-03-30  2032-03-30
Mar. 30                        03-30       03-30        2032-03-30  2032-03-30
Sunday, March 30               03-30       03-30        2032-03-30  2032-03-30
May 2                          05-02       05-02        05-02       05-02
March 30, 2029                 2029-03-30  2029-03-30   2029-03-30  2029-03-30
2029-03-30                     2029-03-30  2029-03-30   2029-03-30  2029-03-30
February 29                    2028-02-29  2028-02-29   2032-02-29  2032-02-29

March                          03-01       03-31        2032-03-01  2032-03-31
in May                         05-01       05-02        05-02       05-31
early March                    03-01       03-10        2032-03-01  2032-03-10
mid-March                      03-11       03-20        2032-03-11  2032-03-20
late March                     03-21       03-31        2032-03-21  2032-03-31
the end of March               03-21       03-31        2032-03-21  2032-03-31
last March                     03-01       03-31        03-01       03-31
March last year                2030-03-01  2030-03-31   2030-03-01  2030-03-31
March 2029                     2029-03-01  2029-03-31   2029-03-01  2029-03-31
spring                         03-01       05-02        05-02       05-31
last spring                    2030-03-01  2030-05-31   2030-03-01  2030-05-31
the winter of 2029             2029-12-01  2030-02-28   2029-12-01  2030-02-28
2015                           2015-01-01  2015-12-31   2015-01-01  2015-12-31
the year 2015                  2015-01-01  2015-12-31   2015-01-01  2015-12-31
early 2015                     2015-01-01  2015-04-30   2015-01-01  2015-04-30
late 2015                      2015-09-01  2015-12-31   2015-09-01  2015-12-31
the 1990s                      1990-01-01  1999-12-31   1990-01-01  1999-12-31
2011-15                        2011-01-01  2015-12-31   2011-01-01  2015-12-31
2011-09                        2011-09-01  2011-09-30   2011-09-01  2011-09-30

this week                      04-28       05-02        05-02       05-04
last week                      04-21       04-27        04-21       04-27
next week                      05-05       05-11        05-05       05-11
early next week                05-05       05-06        05-05       05-06
last month                     04-01       04-30        04-01       04-30
last year                      2030-01-01  2030-12-31   2030-01-01  2030-12-31
this year                      01-01       05-02        05-02       12-31
earlier this week              04-28       05-02        04-28       05-02
later this month               05-02       05-31        05-02       05-31
the end of the month           04-21       04-30        05-21       05-31
the weekend                    04-26       04-27        05-03       05-04
last weekend                   04-26       04-27        04-26       04-27

48 hours                       04-30       05-02        05-02       05-04
24 hours                       05-01       05-02        05-02       05-03
30 minutes                     05-01       05-02        05-02       05-03
twenty four hours              05-01       05-02        05-02       05-03
twenty-five to thirty-five days 03-28      05-02        05-02       06-06
a week                         04-25       05-02        05-02       05-09
a two-day                      04-30       05-02        05-02       05-04
three months                   02-02       05-02        05-02       08-02
seven years                    2024-05-02  05-02        05-02       2038-05-02
half a year                    2030-11-02  05-02        05-02       11-02
a year and a half              2029-11-02  05-02        05-02       2032-11-02
three and a half years         2027-11-02  05-02        05-02       2034-11-02
a day and a half               04-30       05-02        05-02       05-04
about two weeks                04-18       05-02        05-02       05-16
more than two years            -           05-02        05-02       -
at least three months          -           05-02        05-02       -
no more than two weeks         04-18       05-02        05-02       05-16
the past three days            04-29       05-02        04-29       05-02
the next 48 hours              05-02       05-04        05-02       05-04
the past week                  04-25       05-02        04-25       05-02
within 48 hours                04-30       05-02        05-02       05-04
two weeks' time                04-18       05-02        05-02       05-16
three days ago                 04-29       04-29        04-29       04-29
two weeks ago                  04-15       04-21        04-15       04-21
a month ago                    03-18       04-17        03-18       04-17
a year ago                     2029-11-02  2030-11-02   2029-11-02  2030-11-02
more than a year ago           -           2030-11-02   -           2030-11-02

by Wednesday                   -           04-30        05-02       05-07
until Friday                   -           05-02        05-02       05-02
by noon on Friday              -           05-02        05-02       05-02
by midnight                    -           05-02        05-02       05-03
no later than Monday           -           04-28        05-02       05-05
by the end of the year         -           2030-12-31   05-02       12-31
by year's end                  -           2030-12-31   05-02       12-31
until November 2031            -           2031-11-30   05-02       2031-11-30
before Sunday                  -           04-27        05-02       05-04
before the end of June         -           2030-06-21   05-02       06-21
after Sunday                   04-27       05-02        05-04       -
after 2011                     2011-12-31  05-02        2011-12-31  -
since February                 02-01       05-02        02-01       05-02
since Sunday                   04-27       05-02        04-27       05-02
since last week                04-21       05-02        04-21       05-02
since the start of the year    01-01       05-02        01-01       05-02
since 2031-09-01               09-01       -            09-01       -
from Monday                    04-28       05-02        05-05       -

between 2011 and 2015          2011-01-01  2015-12-31   2011-01-01  2015-12-31
from 2011 to 2015              2011-01-01  2015-12-31   2011-01-01  2015-12-31
between Monday and Wednesday   04-28       04-30        05-05       05-07
from Thursday to Tuesday       04-24       04-29        05-02       05-06
Monday through Friday          04-28       05-02        05-02       05-02
20-25 November                 2030-11-20  2030-11-25   11-20       11-25
November 20 to 25, 2029        2029-11-20  2029-11-25   2029-11-20  2029-11-25
March 30 to April 2            03-30       04-02        2032-03-30  2032-04-02
from November to March 2029    2028-11-01  2029-03-31   2028-11-01  2029-03-31
between March and May          03-01       05-02        05-02       05-31
"""
PHRASES = [
    (m[1], days(m[2], m[3]), days(m[4], m[5]))
    for m in re.finditer(r"^(\S.*?)\s+([\d-]+)\s+([\d-]+)\s+([\d-]+)\s+([\d-]+)$", READ, re.MULTILINE)
]
# As they stand alone these are too weak to be found in running text, or are found without a word that bounds nothing.
SPOKEN = {
    "on Friday": ["Friday"],
    "from Monday": ["Monday"],
    "at dawn on Sunday": ["dawn on Sunday"],
    "the early hours of Thursday": ["the early hours of Thursday"],
    "Thursday or Friday": ["Thursday", "Friday"],
    "in May": ["May"],
    "a two-day": ["two-day"],
    "two weeks' time": ["two weeks"],
    "March": [],
    "spring": [],
    "2015": [],
}


def test_the_table_is_read_whole() -> None:
    assert len(PHRASES) == len([line for line in READ.splitlines() if line.strip()])


@pytest.mark.parametrize(("phrase", "back", "forward"), PHRASES, ids=[p[0] for p in PHRASES])
def test_a_phrase_and_its_days(phrase: str, back: Interval, forward: Interval) -> None:
    assert resolve(phrase, FRIDAY, BACK) == back
    assert resolve(phrase, FRIDAY, FORWARD) == forward
    assert resolve(f" {phrase.upper()} ", FRIDAY, BACK) == back


@pytest.mark.parametrize(("phrase", "back", "forward"), PHRASES, ids=[p[0] for p in PHRASES])
def test_a_phrase_is_found_whole_and_means_the_same(phrase: str, back: Interval, forward: Interval) -> None:
    text = f"It was {phrase} there."
    spoken = found(text)
    assert spoken == SPOKEN.get(phrase, [phrase])
    if len(spoken) == 1 and phrase != "from Monday":
        assert resolve(spoken[0], FRIDAY, BACK) == back
        assert resolve(spoken[0], FRIDAY, FORWARD) == forward


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_whens(text)]


@pytest.mark.parametrize(
    ("phrase", "published", "direction", "day"),
    [
        ("late Monday", TUESDAY, BACK, dt.date(2031, 5, 5)),
        ("Monday evening", TUESDAY, BACK, dt.date(2031, 5, 5)),
        ("by Wednesday", dt.date(2031, 12, 30), FORWARD, dt.date(2031, 12, 31)),
        ("February 29", dt.date(2032, 2, 29), BACK, dt.date(2032, 2, 29)),
        ("February 29", dt.date(2032, 2, 28), BACK, dt.date(2028, 2, 29)),
        ("February 29", dt.date(1903, 3, 1), BACK, dt.date(1896, 2, 29)),
        ("yesterday", dt.date(2032, 3, 1), BACK, dt.date(2032, 2, 29)),
        ("a month", dt.date(2031, 1, 31), FORWARD, dt.date(2031, 2, 28)),
        ("a year", dt.date(2032, 2, 29), FORWARD, dt.date(2033, 2, 28)),
        ("December", dt.date(2031, 1, 1), BACK, dt.date(2030, 12, 31)),
    ],
)
def test_other_publication_days(phrase: str, published: dt.date, direction: Direction, day: dt.date) -> None:
    assert resolve(phrase, published, direction).latest == day


UNREAD = """
two days later | recent weeks | several days | a few weeks ago | the following day | the next day | the same day | years
since then | a day earlier | the day after | a couple of weeks | previous month | last decades | coming days | hours
"""
NO_WHEN = ["now", "so far", "already", "soon", "", " ", ",", "the", "at least", "40 people", "Route 6", "Keslow", "may"]
IMPOSSIBLE = [
    "February 30",
    "April 31, 2030",
    "2030-02-29",
    "0 March",
    "between 2015 and 2011",
    "999999 years",
    "99999 days",
]


@pytest.mark.parametrize("phrase", [*re.split(r" \| |\n", UNREAD.strip()), *NO_WHEN[:-1], *IMPOSSIBLE])
@pytest.mark.parametrize("direction", Direction)
def test_what_cannot_be_told_is_unknown(phrase: str, direction: Direction) -> None:
    assert resolve(phrase, FRIDAY, direction) == NEVER


@pytest.mark.parametrize("phrase", ["since then", "two days later", "recent weeks", "the next day", "a few days ago"])
def test_a_time_that_cannot_be_told_is_found(phrase: str) -> None:
    assert found(f"They left {phrase} by bus.") == [phrase]


@pytest.mark.parametrize("phrase", NO_WHEN)
def test_what_is_no_time_is_not_found(phrase: str) -> None:
    assert found(f"It was {phrase} there.") == []


SENTENCES = [
    ("He gave them 48 hours to leave, or until late Monday.", ["48 hours", "until late Monday"]),
    ("They may march on Keslow in March, or in May.", ["March", "May"]),
    ("Between 2011 and 2015 some 2000 men of 40 Route 2015 houses fled.", ["Between 2011 and 2015"]),
    ("A 34-year-old, nine years old, died on 30 March 2029 (a Friday).", ["30 March 2029", "Friday"]),
    ("The sun rose on Sun Street; Dawn, a paper, said so at dawn.", ["dawn"]),
    (
        "Friday's attack came before 6:30 PM on Thursday, May 1, 2031.",
        ["Friday", "before 6:30 PM on Thursday, May 1, 2031"],
    ),
    ("Release 2031-05-S-025 of 12:30:00 GMT", ["12:30:00 GMT"]),
    (
        "four-and-a-half years, half an hour, a week and a half",
        ["four-and-a-half years", "half an hour", "a week and a half"],
    ),
    ("Since\nMonday\n\nnight fell.", ["Since\nMonday", "night"][:1]),
    ("The truce holds now, so far, already for years.", ["years"]),
]


@pytest.mark.parametrize(("text", "whens"), SENTENCES)
def test_times_in_running_text(text: str, whens: list[str]) -> None:
    assert found(text) == whens


# ---- laws

dates = st.dates(dt.date(1850, 1, 1), dt.date(2099, 12, 31))
directions = st.sampled_from(Direction)
MONTHS = list(calendar.month_name)[1:]
WEEKDAYS = list(calendar.day_name)


def nearest(published: dt.date, direction: Direction, names: dict[str, object], *, strictly: bool = False) -> dt.date:
    """The nearest day with these attributes, by trying one day after the other."""
    step = dt.timedelta(-1 if direction is BACK else 1)
    day = published + step if strictly else published
    while any(day.strftime(form) != value for form, value in names.items()):
        day += step
    return day


@given(dates, dates, directions)
@example(dt.date(2032, 2, 29), FRIDAY, BACK)
def test_a_day_with_its_year_is_that_day(day: dt.date, published: dt.date, direction: Direction) -> None:
    ordinal = f"{day.day}{'th' if day.day in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(day.day % 10, 'th')}"
    forms = ["%B %d, %Y", "%d %B %Y", "%d %b %Y", "%b. %d, %Y", "%A, %B %d, %Y", "%A %d %B %Y", "%Y-%m-%d"]
    if day.month == 5:
        forms.remove("%b. %d, %Y")  # "May." ends a sentence
    forms += [f"%B {ordinal}, %Y", f"{ordinal} %B %Y", f"the {ordinal} of %B, %Y", "late on %B %d, %Y"]
    for form in forms:
        phrase = day.strftime(form)
        assert resolve(phrase, published, direction) == Interval(day, day), phrase
        assert found(f"They left on {phrase}, he said.") in ([phrase], [phrase.removeprefix("late on ")])


@given(st.sampled_from(WEEKDAYS), dates, directions, st.sampled_from(["", "on ", "late ", "early on ", "this "]))
def test_a_weekday_is_the_nearest_on_its_side(name: str, published: dt.date, direction: Direction, before: str) -> None:
    day = nearest(published, direction, {"%A": name})
    assert resolve(before + name, published, direction) == Interval(day, day)
    assert resolve(f"{name} morning", published, direction) == Interval(day, day)


@given(st.sampled_from(WEEKDAYS), dates, directions)
def test_last_and_next_never_are_the_publication_day(name: str, published: dt.date, direction: Direction) -> None:
    last = nearest(published, BACK, {"%A": name}, strictly=True)
    following = nearest(published, FORWARD, {"%A": name}, strictly=True)
    assert resolve(f"last {name}", published, direction) == Interval(last, last)
    assert resolve(f"next {name}", published, direction) == Interval(following, following)


@given(st.sampled_from(MONTHS), st.integers(1, 28), dates, directions)
def test_a_day_of_a_month_is_the_nearest_on_its_side(
    month: str, n: int, published: dt.date, direction: Direction
) -> None:
    day = nearest(published, direction, {"%B": month, "%d": f"{n:02}"})
    assert resolve(f"{month} {n}", published, direction) == Interval(day, day)
    assert resolve(f"{n} {month}", published, direction) == Interval(day, day)


@given(st.sampled_from(MONTHS), dates, directions)
def test_a_month_is_the_nearest_on_its_side_and_cut_at_publication(
    month: str, published: dt.date, direction: Direction
) -> None:
    inside = nearest(published, direction, {"%B": month})
    last = calendar.monthrange(inside.year, inside.month)[1]
    whole = Interval(inside.replace(day=1), inside.replace(day=last))
    now = inside == published
    expected = Interval(
        published if now and direction is FORWARD else whole[0], published if now and direction is BACK else whole[1]
    )
    assert resolve(f"in {month}", published, direction) == expected


@given(st.integers(1, 99), st.sampled_from(["hour", "day", "week", "fortnight"]), dates)
def test_lengths_count_from_publication(n: int, unit: str, published: dt.date) -> None:
    length = dt.timedelta({"hour": -(-n // 24), "day": n, "week": 7 * n, "fortnight": 14 * n}[unit])
    for phrase in (f"{n} {unit}s", f"{n}-{unit}", f"within {n} {unit}s", f"at most {n} {unit}s"):
        assert resolve(phrase, published, FORWARD) == Interval(published, published + length)
        assert resolve(phrase, published, BACK) == Interval(published - length, published)
    assert resolve(f"the past {n} {unit}s", published, FORWARD) == Interval(published - length, published)
    assert resolve(f"the next {n} {unit}s", published, BACK) == Interval(published, published + length)


@given(st.integers(1, 99), st.sampled_from([("month", 1), ("year", 12)]), dates)
def test_months_keep_the_day_or_end_with_the_month(n: int, unit: tuple[str, int], published: dt.date) -> None:
    name, months = unit
    for direction, sign in ((FORWARD, 1), (BACK, -1)):
        interval = resolve(f"{n} {name}s", published, direction)
        assert published in interval
        end = interval.latest if direction is FORWARD else interval.earliest
        assert end is not None
        assert (end.year - published.year) * 12 + end.month - published.month == sign * n * months
        assert end.day == min(published.day, calendar.monthrange(end.year, end.month)[1])


@given(st.sampled_from(["Monday", "March 30", "June", "early June", "the weekend", "this week", "spring"]), dates)
def test_by_and_since_are_the_ends_of_what_they_bound(words: str, published: dt.date) -> None:
    back, forward = resolve(words, published, BACK), resolve(words, published, FORWARD)
    assert resolve(f"since {words}", published, BACK) == Interval(back.earliest, published)
    assert resolve(f"by {words}", published, FORWARD) == Interval(published, forward.latest)
    assert resolve(f"until {words}", published, BACK) == Interval(None, back.latest)


POINTS = [
    *WEEKDAYS,
    *MONTHS,
    "March 30",
    "12 June",
    "February 29",
    "spring",
    "the winter",
    "the weekend",
    "midnight",
    "dawn",
]
POINTS += [
    "overnight",
    "this week",
    "this month",
    "the end of the month",
    "the start of the year",
    "early June",
    "today",
]
POINTS += ["late December", "mid-May", "18:00 GMT", "Monday night", "noon on Friday", "the early hours of Sunday"]
LENGTHS = [
    "48 hours",
    "a week",
    "ten days",
    "three and a half years",
    "half an hour",
    "two to three weeks",
    "24-hour",
]
RANGES = ["between Monday and Friday", "from March to May", "March 30 to April 2", "20-25 November", "Friday to Monday"]
undated = st.one_of(
    st.sampled_from(POINTS),
    st.sampled_from(RANGES),
    st.builds(
        "{}{}".format, st.sampled_from(["", "within ", "more than ", "about ", "at least "]), st.sampled_from(LENGTHS)
    ),
    st.builds(
        "{} {}".format, st.sampled_from(["by", "until", "before", "no later than", "since"]), st.sampled_from(POINTS)
    ),
)


@given(undated, st.dates(dt.date(1000, 1, 1), dt.date(9000, 1, 1)))
def test_no_year_no_time_after_publication_looking_back(phrase: str, published: dt.date) -> None:
    earliest, latest = resolve(phrase, published, BACK)
    assert latest is not None
    assert latest <= published
    assert earliest is None or earliest <= latest


@given(undated, st.dates(dt.date(1000, 1, 1), dt.date(9000, 1, 1)))
def test_no_year_no_deadline_before_publication(phrase: str, published: dt.date) -> None:
    interval = resolve(phrase, published, FORWARD)
    assert interval != NEVER
    assert interval.latest is None or interval.latest >= published
    if not phrase.startswith("since"):
        assert interval.earliest is not None
        assert interval.earliest >= published or not phrase.startswith(("by", "until", "no later"))


VOCABULARY = """
early mid late the of in on at between and from to by since until before after within over start end half a an few
several last past next this coming two twenty three 5 12 30 31 29 48 1,000 2017 2011 1999 20th 1990s 2016-02-29 3:30
2017-02-30 6 PM GMT local time Monday Fri. Sunday March May Feb. spring winter weekend today tomorrow yesterday night
morning overnight dawn hours day days week weeks months year years decade ago later about more than least no up , - –
( ) 's Keslow fled
"""
texts = st.lists(st.sampled_from([*VOCABULARY.split(), "\n\n"]), max_size=12).map(" ".join)


@given(texts | st.text(max_size=200), st.dates(), directions)
@example("tomorrow", dt.date.max, FORWARD)
@example("last week", dt.date.min, BACK)
@example("December 9999", dt.date.max, FORWARD)
@example("1 ago two", FRIDAY, BACK)
def test_any_text_can_be_read(text: str, published: dt.date, direction: Direction) -> None:
    phrases, at = [text], 0
    for start, end in find_whens(text):
        assert at <= start < end <= len(text), "in order, apart, inside the text"
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        at = end
        phrases.append(text[start:end])
    for phrase in phrases:
        earliest, latest = resolve(phrase, published, direction)
        assert earliest is None or latest is None or earliest <= latest
        assert resolve(phrase, None, direction) == NEVER, "no publication date, no dates"


@given(st.sampled_from(PHRASES), dates, directions)
def test_a_phrase_means_the_same_in_a_text_as_alone(
    phrase: tuple[str, Interval, Interval], published: dt.date, direction: Direction
) -> None:
    words = phrase[0]
    assume(words not in SPOKEN)
    text = f"Gunmen must leave Keslow {words}\nor face an attack."
    assert found(text) == [words]
    assert resolve(found(text)[0], published, direction) == resolve(words, published, direction)


# ---- hostile text


def test_no_pattern_repeats_without_bound() -> None:
    # So a match tries a bounded number of letters from each place, and the work is linear in the text.
    assert not re.search(r"[*+]|,\}", finder().pattern)


@pytest.mark.parametrize(
    "bomb",
    [
        *(
            "a ",
            "1",
            "1 ",
            "1:",
            "9,999,",
            "or more ",
            "Monday ",
            "between Monday and ",
            "March 2031 to ",
            "early the ",
        ),
        *("the early of in ", "last ", "Jan.", "\n", "\n \n ", "two-", "and a half ", "6 PM ", "overnight in "),
    ],
)
def test_a_long_text_of_one_thing_is_read_to_its_end(bomb: str) -> None:
    text = bomb * (50_000 // len(bomb)) + " until Friday"
    assert found(text)[-1].endswith("until Friday")
    assert resolve(text, FRIDAY, BACK) == NEVER
