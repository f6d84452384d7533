"""Displacements from sentences: how many of whom went, or could not go, from where to where."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer, claim, displacement


def told(text: str) -> list[dict[str, Any]]:
    return answer(text)["displacements"]


def test_people_who_fled_with_origin_time_and_source() -> None:
    text = "About 6,000 people fled Keslow last week, the Tarn Red Cross said."
    quoted = claim("Tarn Red Cross", "asserts", "About 6,000 people fled Keslow last week")
    assert told(text) == [displacement("fled", "About 6,000", "unknown", quoted, origin="Keslow", when="last week")]


def test_two_numbers_under_one_verb() -> None:
    text = "Buses evacuated 900 fighters and 1,200 relatives from Keslow to Tarn under a deal."
    shared: dict[str, Any] = {"origin": "Keslow", "destination": "Tarn"}
    assert told(text) == [
        displacement("evacuated", "900", "fighters", claim(None, "asserts", text), **shared),
        displacement("evacuated", "1,200", "civilians", claim(None, "asserts", text), **shared),
    ]


def test_a_total_with_its_parts() -> None:
    text = "More than 143,000 people, including 13,000 militants and 23,000 children, have left Keslow."
    quoted = claim(None, "asserts", "including 13,000 militants and 23,000 children, have left Keslow.")
    assert told(text) == [
        displacement("displaced", "More than 143,000", "mixed", claim(None, "asserts", text), origin="Keslow"),
        displacement("displaced", "13,000", "fighters", quoted, origin="Keslow"),
        displacement("displaced", "23,000", "civilians", quoted, origin="Keslow"),
    ]


def test_those_expected_to_follow_look_forward() -> None:
    text = "Tens of thousands more are expected to leave Keslow by Friday."
    quoted = claim(None, "asserts", text)
    assert told(text) == [
        displacement("expected", "Tens of thousands", "unknown", quoted, origin="Keslow", when="by Friday")
    ]


@pytest.mark.parametrize(
    ("text", "movement", "people"),
    [
        ("More than 3,000 villagers left Keslow.", "displaced", "civilians"),
        ("A convoy came. Some 300 fighters left Keslow.", "evacuated", "fighters"),
        ("A convoy came.\n\nSome 300 farmers left Keslow.", "displaced", "civilians"),
        ("Buses carrying 300 fighters and their families left Keslow.", "evacuated", "mixed"),
        ("Some 4,000 villagers returned to Orm.", "returned", "civilians"),
        ("The shelling drove 3,000 people from their homes in Keslow.", "displaced", "unknown"),
        ("The storm left 40 people homeless in Keslow.", "displaced", "unknown"),
        ("About 300 families have been displaced from Orm.", "displaced", "families"),
        ("Some 25,000 people remain trapped in Keslow.", "trapped", "unknown"),
        ("Nearly 2 million Varenians crossed into Halvia.", "fled", "unknown"),
        ("Some 12,000 Osks were displaced from Orm.", "displaced", "unknown"),
        ("Some 20,000 refugees may return to Keslow.", "expected", "civilians"),
        ("The army wants 900 fighters to be evacuated from Keslow.", "expected", "fighters"),
    ],
)
def test_ways_to_tell_of_movement(text: str, movement: str, people: str) -> None:
    assert [(r["movement"], r["people"]) for r in told(text)] == [(movement, people)]


@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("Some 4,000 villagers returned to Orm from Tarn.", "Tarn", "Orm"),
        ("Some 4,000 villagers fled from eastern Keslow into Halvia.", "eastern Keslow", "Halvia"),
        ("Some 4,000 villagers were displaced in Tarn province.", "Tarn province", None),
        ("Some 4,000 villagers fled the town.", None, None),
        ("Some 4,000 villagers are trapped in the river town of Keslow.", "Keslow", None),
    ],
)
def test_from_where_to_where(text: str, origin: str | None, destination: str | None) -> None:
    assert [(r["origin"], r["destination"]) for r in told(text)] == [(origin, destination)]


@pytest.mark.parametrize(
    "text",
    [
        "Keslow, once home to 80,000 people, is empty, and few have fled.",
        "A militia commander escaped from Keslow.",
        "The flood left 12 people dead in Keslow.",
        "The party left 12 people in Keslow behind.",
        "Fans poured into the stadium and 40,000 people left happy.",
        "The train carrying 300 tonnes of flour left Keslow.",
        "The shop returned 300 rifles to Keslow.",
        "The army has 900 fighters in Keslow.",
        "The rebels have not left, and no one has fled the 12 villages of Orm.",
        "Evacuations from Keslow cost 12 million.",
    ],
)
def test_what_is_no_displacement(text: str) -> None:
    assert told(text) == []


def test_the_dead_are_no_displaced() -> None:
    text = "Forty people were killed as they fled Keslow."
    found = answer(text)
    assert found["displacements"] == []
    assert [r["count"] for r in found["casualties"]] == ["Forty"]


def test_one_movement_told_twice_has_two_claims() -> None:
    text = "Some 6,000 people fled Keslow, the army said. Some 6,000 people fled Keslow, a medic said."
    assert [[c["source"] for c in r["claims"]] for r in told(text)] == [["army", "a medic"]]


def test_families_and_the_people_in_them_are_two_counts_of_one_movement() -> None:
    text = "About 310 families (about 1,600 people) were displaced from Orm."
    assert [(r["count"], r["people"]) for r in told(text)] == [("About 310", "families"), ("about 1,600", "unknown")]


def figures(text: str) -> list[tuple[str, str, str]]:
    return [(r["movement"], r["count"], r["people"]) for r in told(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reports said that 500 of the 4,000 villagers had left Keslow.", [("displaced", "500", "civilians")]),
        ("The raids caused 34,000 displacements in Keslow.", [("displaced", "34,000", "unknown")]),
        (
            "More than 900 newly displaced families were counted in Keslow.",
            [("displaced", "More than 900", "families")],
        ),
        ("This brings to 4,000 the number of people displaced in Keslow.", [("displaced", "4,000", "unknown")]),
        ("Some 1,900 people are still in nine evacuation centres in Keslow.", [("displaced", "Some 1,900", "unknown")]),
        ("A fire forced the evacuation of 50 homes in Keslow.", [("evacuated", "50", "families")]),
        ("A fire burned 50 homes in Keslow.", []),
        ("Floods forced 500 people to seek refuge in Keslow.", [("displaced", "500", "unknown")]),
        ("Some 300 people had to be evacuated from Keslow.", [("evacuated", "Some 300", "unknown")]),
        ("The government plans to move 6,000 people out of Keslow.", [("expected", "6,000", "unknown")]),
        ("Some 3,000 teachers returned to work in Keslow.", []),
        ("By 1890 people had fled Keslow.", []),
        ("Nine hundred delegates arrived in Keslow for the fair.", []),
        (
            "Nine hundred families, the whole of the village, were displaced in Keslow.",
            [("displaced", "Nine hundred", "families")],
        ),
        ("At least 3 385 people were evacuated from Keslow.", [("evacuated", "At least 3 385", "unknown")]),
        ("Floods forced a total of 1057 people to flee Keslow.", [("displaced", "1057", "unknown")]),
        ("The number of returnees to Keslow is now 253,000.", [("returned", "253,000", "unknown")]),
        (
            "There are at least 1,500 staying in 20 temporary shelters in Keslow.",
            [("displaced", "at least 1,500", "unknown")],
        ),
        ("About 4,000 new and repeated displacements took place in Keslow.", [("displaced", "About 4,000", "unknown")]),
        ("About 800 internally displaced Syrians wait in Keslow.", [("displaced", "About 800", "civilians")]),
        ("In May 4,000 people weredisplaced in Keslow.", [("displaced", "4,000", "unknown")]),
        ("Clashes displaced 4,000 peoplebetween May and July in Keslow.", [("displaced", "4,000", "unknown")]),
    ],
)
def test_ways_of_telling_a_figure(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(text) == expected


def test_those_who_arrive_where_people_flee_are_displaced() -> None:
    text = "About 900 people fled Tarn for Keslow. The mayor, Orla Osk, had another figure: she said 1,400 had come in."
    assert [
        (r["movement"], r["count"], r["origin"], r["destination"], r["claims"][0]["source"]) for r in told(text)
    ] == [
        ("fled", "About 900", "Tarn", "Keslow", None),
        ("fled", "1,400", "Tarn", "Keslow", "Orla Osk"),
    ]


def test_where_they_took_refuge_is_where_they_went() -> None:
    text = "Some 900 people took refuge in Keslow."
    assert [(r["origin"], r["destination"]) for r in told(text)] == [(None, "Keslow")]


def test_the_town_that_they_leave_was_named_before() -> None:
    text = "Shells fell on Keslow on Monday. Some 900 people fled the town for Tarn."
    assert [(r["origin"], r["destination"]) for r in told(text)] == [("Keslow", "Tarn")]
