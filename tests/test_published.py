"""When an article was published: where it says so, and where a date is something else's."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import Document
from summarize.published import find_published, read_date

DAY = dt.date(2026, 5, 4)  # a Monday
NOTHING = (None, None)
SAMPLES = Path(__file__).parent.parent / "evals" / "samples"
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2026, 1, 1))


@pytest.mark.parametrize(
    "head",
    [
        "KESLOW, 4 May 2026 (Agency) — Rebels left.",
        "KESLOW, Varenia, May 4, 2026 (Agency) -- Rebels left.",
        "PORT LISLE (Agency), May 4, 2026 — 34 people died.",
        "SAN TOLMO, Corvada, 4 May, 2026 – “We left,” he said.",
        "KESLOW, Mon, May 4, 2026 - The army left.",
        "KESLOW, May 4, 2026 /Newswire/ -- The army left.",
        "KESLOW, Varenia (May 4, 2026)",
        "Keslow, 4 May 2026 (Agency) — The army left.",
        "*KESLOW, 4 May 2026* — The army left.",
        "May 4, 2026 – Rebels left.",
        "Published: 2026-05-04",
        "**Published:** 4 May 2026",
        "Published May 4, 2026 at 10:15 GMT",
        "Published on 4 May 2026 | Updated 5 May 2026",
        "Published 4 May 2026, updated 5 May 2026",
        "Publication date: 2026/05/04",
        "By Ana Brant | Published May 4th, 2026",
        "Posted: Mon, 04 May 2026 10:15:00 GMT",
        "Updated 4.5.2026 10:15",
        "Last updated: May 4, 2026 10:15 a.m. ET",
        "Monday, 4 May 2026",
        "4 May 2026 10:15 BST",
        "10:15, 4 May 2026",
        "2026-05-04T10:15:00Z",
        "By Corin Mayhew, 4 May 2026",
        "World | May 4, 2026",
    ],
)
def test_an_article_says_at_its_head_when_it_was_published(head: str) -> None:
    for text in (head, f"Rebels leave Keslow\n\nA sub-headline\n\n{head}\n\nOn 1 May 2026 they signed."):
        assert find_published(text) == (DAY, "dateline")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "04/05/2026",
        "Published: 04/05/2026",
        "On 4 May 2026 the army took Keslow.",
        "4 May 2026 was the day.",
        "May 4, 2026 - the day that changed Keslow - is a holiday.",
        "May 4, 2026 – May 6, 2026",
        "3-4 May 2026",
        "Battle of Keslow, 4 May 2026",
        "BATTLE OF KESLOW, 4 MAY 2026",
        "The deadline is 4 May 2026 — The army",
        "Date: 4 May 2026\nPlace: Keslow",
        "1 May 2026\nThe army came.\n2 May 2026\nThe rebels left.",
        "1 May 2026 – The army came.\n" + "A line.\n" * 40 + "2 May 2026 – The rebels left.",
        "KESLOW, 4 May 2026 (Agency) — One.\nBENTU, 5 May 2026 (Agency) — Two.",
        "Published 4 May 2026 in the gazette, the decree bans it.",
        "A line.\n" * 12 + "4 May 2026",
        "Tuesday, 4 May 2026",  # it was a Monday
        "31 February 2026",
        "Published: 4 May 1850",
        "May 4 — Rebels left.",
        "PORT LISLE, June 14 - Rebels left.",
        "The photo was taken on 4 May 2026, he said.",
        "The army inspected it on 4 May 2026.",
        "FILE PHOTO: Keslow, 4 May 2025. (Photo by Ana Brant)",
        "Photo: Keslow, 4 May 2025\n\nOn 5 May 2026 they left.",
        "Photo: Keslow, from 1 May 2026 to 4 May 2026",
        "The march on May 4, 2026, was long.",
    ],
)
def test_any_other_date_is_no_publication_date(text: str) -> None:
    assert find_published(text) == NOTHING


@pytest.mark.parametrize(
    "caption",
    [
        "Smoke over Keslow on May 4, 2026. (Photo by Ana Brant)",
        "Smoke over Keslow, 4 May 2026 [Ana Brant/Agency]",
        "Photo: Keslow, 4 May 2026",
        "Families wait at Keslow on May 4, 2026. Photograph: Keslow Courier",
        "Families walk along a street in Keslow on May 4, 2026, a week after forces retook the town.",
    ],
)
def test_a_caption_says_when_its_photo_was_taken(caption: str) -> None:
    assert find_published(f"Rebels leave\n\n{caption}\n\nThe rebels left.") == (DAY, "caption")
    older = "Photo: Keslow, 1 May 2026"
    assert find_published(f"Rebels leave\n\n{older}\n\n{caption}\n\nThe rebels left.") == (DAY, "caption")


def test_a_dateline_without_a_year_has_that_of_the_photo() -> None:
    photo = "Photo: Keslow, 30 December 2025"
    assert find_published(f"{photo}\n\nKESLOW, Jan. 2 — Rebels left.") == (dt.date(2026, 1, 2), "dateline")
    assert find_published(f"{photo}\n\nKESLOW, 2 June — Rebels left.") == NOTHING


@pytest.mark.parametrize(
    ("name", "day"),
    [
        *((name, DAY) for name in ("2026-05-04-keslow.txt", "keslow_20260504.txt", "a/b/2026.05.04.txt")),
        *((name, DAY) for name in ("20260504T1015.txt", "2026_05_04.md", "4_may_2026.txt", "keslow-may-4-2026.html")),
        ("https://news.example/a/2026-05-04-keslow?since=2020-01-01", DAY),
        ("24.05.2026.txt", dt.date(2026, 5, 24)),
        *((name, None) for name in ("04-05-2026.txt", "4.5.2026.txt", "20261345.txt", "12345678.txt", "2026-05.txt")),
        *((name, None) for name in ("ab20260504.txt", "20260504ab.txt", "120260504.txt", "20260504123.txt")),
        *((name, None) for name in ("2026-05-01_2026-05-04.txt", "2026-05-04/keslow.txt", "18990504.txt", "")),
    ],
)
def test_a_file_is_named_after_its_day(name: str, day: dt.date | None) -> None:
    assert find_published("Rebels left.", name=name) == ((day, "file name") if day else NOTHING)


def test_what_is_trusted_most_comes_first() -> None:
    days = [DAY - dt.timedelta(n) for n in range(5)]
    text = f"Updated {days[2]}\n\nPhoto: Keslow, {days[3]}"
    name = f"{days[4]}.txt"
    assert find_published(text, name=name, metadata=days[1], given=days[0]) == (days[0], "given")
    assert find_published(text, name=name, metadata=days[1]) == (days[1], "metadata")
    assert find_published(text, name=name) == (days[2], "dateline")
    assert find_published(f"Photo: Keslow, {days[3]}", name=name) == (days[3], "caption")
    assert find_published("Rebels left.", name=name) == (days[4], "file name")


def test_days_before_newspapers_online_and_days_to_come_are_none() -> None:
    today = dt.datetime.now(dt.UTC).date()
    tomorrow, later = today + dt.timedelta(1), today + dt.timedelta(3)
    for day in (later, dt.date(1899, 12, 31)):
        assert find_published(f"Published: {day}", name=f"{day}.txt", metadata=day) == NOTHING
        assert find_published("Rebels left.", given=day) == (day, "given")  # who says so has a reason
    assert find_published("Rebels left.", metadata=tomorrow) == (tomorrow, "metadata")


def test_a_time_of_day_is_left_out() -> None:
    moment = dt.datetime(2026, 5, 4, 23, 59, tzinfo=dt.UTC)
    assert find_published("x", metadata=moment) == (DAY, "metadata")
    assert type(find_published("x", given=moment)[0]) is dt.date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *((text, DAY) for text in (" 2026-05-04 ", "20260504", "Mon, 04 May 2026 10:15:00 +0000", "04.05.2026")),
        *((text, DAY) for text in ("2026-05-04T10:15:00.123456+02:00", "4th of May 2026", "MAY 4, 2026", "4-May-2026")),
        *((text, dt.date(2026, 9, 14)) for text in ("14/9/2026", "9/14/2026", "Sept. 14, 2026", "14 Sep 2026")),
        ("5/5/2026", dt.date(2026, 5, 5)),
        *(
            (text, None)
            for text in ("5/4/2026", "04-05-2026", "2026", "May 2026", "2026-05-04 and more", "", "12345678")
        ),
    ],
)
def test_a_text_that_is_one_date(text: str, day: dt.date | None) -> None:
    assert read_date(text) == day


FORMS = st.sampled_from(["%-d %B %Y", "%B %-d, %Y", "%d %b %Y", "%Y-%m-%d", "%A, %-d %B %Y", "%d.%m.%Y"])


@given(
    DAYS,
    FORMS,
    st.sampled_from(["{}", "Published: {}", "Updated {}", "KESLOW, {} (Agency) — Rebels left.", "{} – Up."]),
)
def test_every_day_is_read_in_every_form(day: dt.date, form: str, head: str) -> None:
    assert find_published(f"Rebels leave\n\n{head.format(day.strftime(form))}\n\nText.") == (day, "dateline")


WORDS = st.sampled_from(
    [
        *(
            "Rebels",
            "left",
            "on",
            "Monday",
            "4",
            "May",
            "2026",
            "June",
            "12",
            "1,600",
            "Published:",
            "Updated",
            "—",
            "–",
        ),
        *("|", ",", ".", "\n", "\n\n", "KESLOW,", "(Agency)", "Photo:", "By", "04/05/2026", "4.5.", "2025-13-01", "-"),
        *("2026-05", "05:30", "3rd", "the", "photo", "[A/B]", "20260504", "24/05/2026", "1999", "2025-03-07"),
    ]
)


@given(st.lists(WORDS, max_size=30).map(" ".join), st.lists(WORDS, max_size=4).map("-".join))
def test_what_is_found_stands_there(text: str, name: str) -> None:
    day, where = find_published(text, name=name)
    assert (day is None) == (where is None)
    if day:
        said = (name.replace("/", "-") if where == "file name" else text).lower()
        assert str(day.year) in said
        assert str(day.day) in said
        assert day.strftime("%B").lower() in said or f"{day.month}" in said


@given(st.lists(WORDS.filter(lambda w: not any(c.isdigit() for c in w) or w in {"4", "12", "1,600"}), max_size=40))
def test_prose_without_a_year_says_nothing(words: list[str]) -> None:
    assert find_published(" ".join(words), name="keslow.txt") == NOTHING


@given(st.text())
def test_any_text_and_name_is_taken(text: str) -> None:
    find_published(text, name=text)
    read_date(text)


def test_on_the_samples_no_date_is_wrong() -> None:
    found = Counter[str]()
    for path in sorted(SAMPLES.rglob("*.txt")):
        label = path.with_suffix(".json")
        said = json.loads(label.read_text("utf-8"))["published"] if label.exists() else None
        day, _ = find_published(path.read_text("utf-8"), name=path.name)
        found["none" if day is None else "right" if str(day) == said else "wrong"] += 1
    assert found["wrong"] == 0, found
    assert found["right"] >= 1, found


@pytest.mark.parametrize(
    "hostile",
    [
        *("KESLOW, ", "2026 May ", "By a | ", "(Photo", "[a/2026 ", "Photo by 4 May 2026\n", "10:15 "),
        *("Published: 2026\n", "KESLOW, 4 May 2026 (Agency) — \n", "s walk 2026 on\n", "4 May 2026\n"),
    ],
)
def test_time_is_in_proportion_to_the_text(hostile: str) -> None:
    def seconds(length: int) -> float:
        begun = time.process_time()
        find_published((hostile * length)[:length])
        return time.process_time() - begun

    assert seconds(320_000) < 80 * max(seconds(20_000), 0.01)


def test_a_document_keeps_where_its_date_was_found() -> None:
    document = Document(text="Rebels left.", published=DAY, published_from="file name")
    assert Document.model_validate_json(document.model_dump_json()) == document
    old = document.model_dump(mode="json", exclude={"published_from"})
    assert Document.model_validate(old).published_from is None
