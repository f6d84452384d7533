"""Casualties in reports of a siege: who is whose man, what is only planned, and where a figure is at."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer


def casualties(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(text)["casualties"]
    return found


@pytest.mark.parametrize(
    ("sentence", "victims"),
    [
        ("The rebels said they had lost 16 men near Keslow.", "combatants"),
        ("The army said nine of its men were killed near Keslow.", "combatants"),
        ("Officials in Varenia acknowledged the loss of 18 of their own men near Keslow.", "combatants"),
        ("The shelling killed 16 men in Keslow.", "unknown"),
        ("The village lost 16 men in the shelling of Keslow.", "unknown"),
    ],
)
def test_what_a_side_in_arms_lost_are_its_fighters(sentence: str, victims: str) -> None:
    assert [c["victims"] for c in casualties(sentence)] == [victims]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army agreed to let the trucks take 70 wounded people from Keslow to Orm.",
        "The clinic said 25 wounded people could be taken out of Keslow during the pause.",
        "Some 140 wounded were to be flown to Orm on Monday.",
    ],
)
def test_wounded_people_who_would_be_moved_count_nobody(sentence: str) -> None:
    assert casualties(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Doctors said 23 people were killed in two weeks of bombardment in Keslow.", "two weeks"),
        ("The mayor said 14 people had been wounded in two days of shelling in Keslow.", "two days"),
    ],
)
def test_a_length_of_fighting_is_when(sentence: str, when: str) -> None:
    assert [c["when"] for c in casualties(sentence)] == [when]


def test_bare_deaths_have_no_noun_phrase_from_before() -> None:
    text = "A shell killed four soldiers in Keslow on Monday. A nurse spoke of 15 dead in Keslow."
    assert [(c["count"], c["victims_text"]) for c in casualties(text)] == [("four", "soldiers"), ("15", None)]


def test_where_somebody_speaks_is_no_scene() -> None:
    text = (
        "A shell hit a market in Keslow on Monday.\n\n"
        "Information officials in Orm said that the shell had been fired in error.\n\n"
        "Nine people were killed."
    )
    assert [c["place"] for c in casualties(text)] == ["market in Keslow"]


_NAMED_OFTEN = (
    "Rebels of the Dune League have shut in Keslow since May.\n\n"
    "In Keslow there is no bread. Roads to Keslow are shut. The mayor of Keslow asks for a truce in Keslow.\n\n"
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{_NAMED_OFTEN}A teacher said that 12 people had died.", "Keslow"),
        (f"{_NAMED_OFTEN}The army said that 12 soldiers had died.", None),
        ("People in Keslow have no bread. Roads to Keslow are shut.\n\nA nurse said 12 people had died.", None),
    ],
)
def test_a_figure_without_a_place_is_of_the_one_the_article_is_about(text: str, place: str | None) -> None:
    assert [c["place"] for c in casualties(text)] == [place]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("A rebel spokesman put the civilian death toll in Keslow at 60.", "A rebel spokesman"),
        ("The general's aides said 30 rebels were killed in Keslow.", "general's aides"),
        ("A grain merchant said eight people had been killed in Keslow.", "A grain merchant"),
        ("Two defectors from Keslow said eight people had been killed there.", "Two defectors from Keslow"),
    ],
)
def test_whose_figure_it_is(sentence: str, source: str) -> None:
    assert [c["claims"][0]["source"] for c in casualties(sentence)] == [source]
