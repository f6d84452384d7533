"""Displacements told by where people stay, go or are brought, and by bare figures of a second source."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer


def told(text: str) -> list[dict[str, Any]]:
    return answer(text)["displacements"]


@pytest.mark.parametrize(
    ("text", "movement"),
    [
        ("About 900 people are sleeping in schools in Keslow.", "displaced"),
        ("Some 90 families were spending the night in a mosque.", "displaced"),
        ("The camp at Keslow hosts 13,400 people.", "displaced"),
        ("Shelling hit Orm, and 600 families moved to Keslow.", "displaced"),
        ("Shelling hit Orm, and 600 families walked to Keslow.", "fled"),
        ("Shelling hit Orm, and 600 families crossed the river.", "fled"),
        ("Shelling hit Orm, and 340 families have evacuated to Keslow.", "displaced"),
        ("The fighting sent 30,000 people across the river.", "displaced"),
        ("Helicopters had flown 12 farmers from Orm to Keslow.", "evacuated"),
        ("Ambulances brought 22 farmers from the camp to Keslow.", "evacuated"),
        ("Thirty wounded rebels were flown to Keslow.", "evacuated"),
        ("The rebels will let 22 farmers leave Keslow.", "expected"),
        ("Another 1,500 people wanted to leave Keslow.", "expected"),
        ("Some 25,000 people are living under siege in Keslow.", "trapped"),
        ("Dozens of families had left nearby villages.", "displaced"),
        ("Some 900 people have fled to neighbouring States.", "fled"),
    ],
)
def test_movements(text: str, movement: str) -> None:
    assert [r["movement"] for r in told(text)] == [movement]


@pytest.mark.parametrize(
    "text",
    [
        "The 600 families moved to accept the offer of Keslow.",
        "Six hundred families went to Keslow for the harvest.",
        "Shelling hit Orm, and three envoys went to Keslow.",
        "The hotel of Keslow holds 900 rifles.",
        "Trucks brought 900 rifles from Orm to Keslow.",
        "About 900 people live in Keslow.",
    ],
)
def test_what_is_no_displacement(text: str) -> None:
    assert told(text) == []


def test_a_bare_figure_is_of_those_who_fled() -> None:
    found = told("About 1,900 people fled Keslow, the police said. The council of Keslow puts it at over 5,000.")
    assert [(r["movement"], r["count"]) for r in found] == [("fled", "About 1,900"), ("fled", "over 5,000")]


def test_some_of_a_number_have_left() -> None:
    assert [r["count"] for r in told("About 300 of an estimated 700 rebels had left Keslow by noon.")] == ["About 300"]


@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("About 900 people fled Orm to Keslow, Tarn and Sabra.", "Orm", "Keslow, Tarn and Sabra"),
        ("Buses took 900 people out of Orm to a school in Keslow.", "Orm", "Keslow"),
        ("Armed men raided the village of Orm. Around 4,500 people fled.", "Orm", None),
        ("About 900 people are staying at the camp in Keslow.", None, "Keslow"),
        ("About 900 people took shelter at a Catholic mission.", None, None),
    ],
)
def test_where_from_and_where_to(text: str, origin: str | None, destination: str | None) -> None:
    assert [(r["origin"], r["destination"]) for r in told(text)] == [(origin, destination)]


@pytest.mark.parametrize(
    ("text", "movement", "origin", "destination"),
    [
        ("The shelling prompted the flight of 3,000 villagers from Orm.", "fled", "Orm", None),
        ("The fighting triggered an exodus of some 40,000 people from Orm.", "fled", "Orm", None),
        ("The departure of 1,200 fighters from Orm under the deal ended it.", "evacuated", "Orm", None),
        ("The deal calls for the departure of 1,200 fighters from Orm.", "expected", "Orm", None),
        ("Militiamen forced 160 families out of Orm.", "displaced", "Orm", None),
        ("Some 160 families forced out of Orm would get a home.", "displaced", "Orm", None),
        ("The operation brought 1,700 people out of Orm and into Keslow.", "evacuated", "Orm", "Keslow"),
        ("The police helped 600 people to leave Orm.", "evacuated", "Orm", None),
        ("Rebels barred 2,000 villagers from leaving Orm.", "trapped", "Orm", None),
        ("The fighting kept 8,000 people indoors in Orm.", "trapped", "Orm", None),
        ("Around 1,500 people remain in the besieged town of Orm.", "trapped", "Orm", None),
        ("The Red Cross has listed 73 patients for evacuation from Orm to Keslow.", "expected", "Orm", "Keslow"),
        ("Some 500 people are awaiting evacuation from Orm.", "expected", "Orm", None),
        ("The plan calls for 700 fighters to leave Orm.", "expected", "Orm", None),
        ("Some 700 fighters have signed up to leave Orm.", "expected", "Orm", None),
        ("The deal provides for the transfer of 300 fighters from Orm to Keslow.", "expected", "Orm", "Keslow"),
        ("Keslow hosts more than 400,000 refugees.", "displaced", None, "Keslow"),
        ("There are also 230,000 refugees from Orm in Keslow.", "displaced", "Orm", "Keslow"),
        ("Keslow is home to 10,000 displaced people.", "displaced", None, None),
        ("The camp at Keslow, built for 900, is holding 4,000.", "displaced", None, "Keslow"),
        ("Orm was shelled, and thousands are still in camps around Keslow.", "displaced", None, "Keslow"),
        ("Orm was shelled, and 400 people went on foot to Keslow.", "fled", None, "Keslow"),
        ("Orm was shelled, and some 1,800 of the village's 2,600 people fled to Keslow.", "fled", None, "Keslow"),
        ("A convoy came, and 450 people, including 42 rebels, arrived in Keslow.", "evacuated", None, "Keslow"),
    ],
)
def test_nouns_and_frames_of_several_words(
    text: str, movement: str, origin: str | None, destination: str | None
) -> None:
    first = told(text)[0]
    assert (first["movement"], first["origin"], first["destination"]) == (movement, origin, destination)


@pytest.mark.parametrize(
    "text",
    [
        "Some 700 fighters refused to leave Keslow.",
        "The rebels will not let 900 people leave Keslow.",
        "Ten armed men surrounded a house in Keslow.",
        "Shelling killed nine people in Keslow, and two were displaced people.",
        "Six gunmen escaped into the forest near Keslow.",
        "The departure of 40 guests delayed the concert in Keslow.",
        "By nightfall nine loyalists had been returned to their families in Keslow.",
    ],
)
def test_what_frames_do_not_tell(text: str) -> None:
    assert told(text) == []


def test_kin_go_with_somebody() -> None:
    found = told("Shells hit Orm on Monday. Ivo Osk is staying with his three children at a school in Keslow.")
    assert [(r["movement"], r["count"], r["people"]) for r in found] == [("displaced", "three", "civilians")]
    assert told("Shells hit Orm on Monday. Ivo Osk walked with his three children to Keslow.") == []


def test_the_body_tells_a_headline_again() -> None:
    text = "Hundreds leave Orm under a deal\n\nA convoy with 640 people left Orm on Monday, the council said."
    assert [(r["movement"], r["count"]) for r in told(text)] == [("evacuated", "640")]


def test_a_second_exact_figure_is_another_record() -> None:
    text = "Some 640 people fled Orm on Monday.\n\nAnother 1,200 people fled Orm on Tuesday."
    assert [r["count"] for r in told(text)] == ["Some 640", "1,200"]


def test_those_who_return_go_the_other_way() -> None:
    found = told("Some 6,000 people fled Orm for Keslow in March. About 250 of them have since gone back.")
    assert [(r["movement"], r["origin"], r["destination"]) for r in found] == [
        ("fled", "Orm", "Keslow"),
        ("returned", "Keslow", "Orm"),
    ]


def test_the_next_sentence_tells_where_they_went() -> None:
    text = "About 400 rebels left Orm on Monday under a deal. The fighters were taken in buses to Keslow."
    assert [(r["origin"], r["destination"]) for r in told(text)] == [("Orm", "Keslow")]


def test_more_who_are_to_follow_leave_the_same_place() -> None:
    text = (
        "Buses took 400 rebels out of Orm.\n\nUnder the deal reached on Friday, some 900 people are to leave by Sunday."
    )
    assert [(r["movement"], r["origin"], r["when"]) for r in told(text)] == [
        ("evacuated", "Orm", None),
        ("expected", "Orm", "by Sunday"),
    ]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Some 300 families fled Orm since fighting resumed last week.", "since fighting resumed last week"),
        ("Buses evacuated 300 families from Orm on Tuesday and Wednesday.", "Tuesday and Wednesday"),
        ("Under a deal reached on Monday, 300 families are to leave Orm.", None),
        ("Some 300 families could leave Orm, where there has been no water since Monday.", None),
    ],
)
def test_whole_time_phrases(text: str, when: str | None) -> None:
    assert [r["when"] for r in told(text)] == [when]
