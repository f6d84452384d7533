"""Displacements: figures of those who went, parts of a number, those put in vehicles, and where they come to."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer

LEAVING = "The first buses left the besieged town of Orm on Sunday under a deal between the army and the rebels. "
FLIGHT = "Villagers fled fighting between the army and rebels around Orm.\n\n"


def told(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(text)["displacements"]
    return found


def figures(text: str) -> set[tuple[str, str]]:
    return {(r["movement"], r["count"]) for r in told(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A medic said 67 people, including 23 children, were taken by ambulance to Keslow.",
            {("evacuated", "67"), ("evacuated", "23")},
        ),
        (
            "State radio said 41 buses carrying 1,650 people, among them 480 militants, had departed for Keslow.",
            {("evacuated", "1,650"), ("evacuated", "480")},
        ),
        ("The convoy carried 812 people, of whom 300 were fighters.", {("evacuated", "812"), ("evacuated", "300")}),
        (
            "Ambulances brought 22 people from the camp to hospitals in Keslow, among them nine children.",
            {("evacuated", "22"), ("evacuated", "nine")},
        ),
        (
            "A first convoy brought out 90 fighters, followed by 210 wounded.",
            {("evacuated", "90"), ("evacuated", "210")},
        ),
        ("Monitors put the number who had left by the afternoon at about 400.", {("evacuated", "about 400")}),
        ("The number of people evacuated from Orm since Sunday reached 1,100.", {("evacuated", "1,100")}),
        (
            "The governor said 1,200 people left on the buses. Residents spoke of 600.",
            {("evacuated", "1,200"), ("evacuated", "600")},
        ),
        (
            "The army said 85 people were brought out on Monday. Medics said they had registered 39 of them.",
            {("evacuated", "85"), ("evacuated", "39")},
        ),
        ("The medics moved 52 of the wounded by road to hospital in Keslow.", {("evacuated", "52")}),
        ("Five hundred fighters boarded the buses.", {("evacuated", "Five hundred")}),
        ("Twenty buses with 760 people aboard pulled into Keslow.", {("evacuated", "760")}),
        ("A rebel official said 900 people had registered to leave.", {("expected", "900")}),
        ("Another 600 were still waiting at a crossing on Saturday.", {("expected", "600")}),
    ],
)
def test_of_those_who_leave_under_a_deal(text: str, expected: set[tuple[str, str]]) -> None:
    assert figures(LEAVING + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "By Tuesday some 1,800 of the village's 2,600 inhabitants had fled, most of them to Keslow.",
            {("fled", "some 1,800")},
        ),
        (
            "Around 60 families of Orm and two adjoining villages have already left for the district town.",
            {("displaced", "Around 60")},
        ),
        ("Aid workers counted 1,200 arrivals in Keslow.", {("displaced", "1,200")}),
        ("The council says 11,000 people are at the shrine.", {("displaced", "11,000")}),
        ("An aid group has put up tents for 3,500 people in Keslow.", {("displaced", "3,500")}),
        ("An aid group may put up tents for 3,500 people in Keslow.", set()),
        ("About 60 people reached Tarn, and the town had beds for 900.", {("fled", "About 60")}),
        ("Shelters in Keslow hold 2,000 people.", {("displaced", "2,000")}),
        ("About 400 went on foot to the hamlet of Keslow.", {("fled", "About 400")}),
        ("Aid agencies are preparing for up to 50,000 refugees.", {("expected", "up to 50,000")}),
        (
            "A mayor said 9,000 people had fled Orm. Rebels put the figure at 15,000 and the governor at about 4,000.",
            {("fled", "9,000"), ("fled", "15,000"), ("fled", "about 4,000")},
        ),
        ("The rebels have told troops in three surrounded camps to leave.", set()),
        ('"We walked for two days," said Ivo Osk, who reached Keslow with his two sons.', set()),
        ("Four soldiers returned fire.", set()),
        ("Two ministers left for Keslow on Sunday.", set()),
        ("The hamlet of Tarn, where an agency estimates 34,000 people are trapped, was hit.", {("trapped", "34,000")}),
    ],
)
def test_of_those_who_flee(text: str, expected: set[tuple[str, str]]) -> None:
    assert figures(FLIGHT + text) == expected


def test_people_some_of_whom_are_in_arms() -> None:
    found = told(LEAVING + "State radio said 1,650 people, including 480 militants, had left Orm by noon.")
    assert [r["people"] for r in found] == ["mixed", "fighters"]


def test_a_truce_in_which_people_leave() -> None:
    text = "Elders arranged a truce to allow civilians to leave Orm, and about 2,300 people came out in trucks."
    assert figures(text) == {("evacuated", "about 2,300")}


def test_the_town_that_they_come_to() -> None:
    found = told(
        "The city of Keslow is quiet.\n\nShells hit the village of Orm. Some 900 people fled to schools in the city."
    )
    assert [r["destination"] for r in found] == ["Keslow"]


def test_near_a_town() -> None:
    found = told(LEAVING + "Two buses carrying 90 people were stuck near the village of Tarn.")
    assert [(r["movement"], r["origin"]) for r in found] == [("trapped", "near the village of Tarn")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Nuns at a convent in Keslow said they had taken in 600 people from Orm.", "Nuns at a convent in Keslow"),
        ("The Varen Relief Committee (VRC) said 600 people had fled Orm.", "Varen Relief Committee"),
        ("The Varen Relief Committee said it had counted 600 people who fled Orm.", "Varen Relief Committee"),
        ("The Varen Relief Committee condemned the raid and said 600 people had fled Orm.", "Varen Relief Committee"),
        ('"It is quiet," said Ivo Osk, who fled Orm with 16 relatives.', None),
    ],
)
def test_who_gives_the_figure(text: str, source: str | None) -> None:
    found = told(FLIGHT + text)
    assert [[c["source"] for c in r["claims"]] for r in found] == [[source]]


def test_how_long_a_truce_lasts_is_not_when_they_left() -> None:
    assert [r["when"] for r in told("Some 340 people left Orm during a 48-hour truce.")] == [None]
    assert [r["when"] for r in told("Some 340 people left Orm in a pause of several hours.")] == [None]
