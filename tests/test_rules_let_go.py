"""Casualties that are let go or brought away, who are held until then, and figures of those who fell."""

from __future__ import annotations

import pytest
from rules_reading import answer


def figures(text: str) -> list[tuple[str, str]]:
    return [(r["harm"], r["count"]) for r in answer(text)["casualties"]]


@pytest.mark.parametrize(
    "text",
    [
        "The medics moved 52 of the wounded by road to hospital in Keslow.",
        "Medics moved 19 wounded people out of Keslow on Sunday.",
        "Officials said 61 of the wounded, including 14 children, had been brought out of Keslow on Tuesday.",
        "The medics said 67 people, including 23 children, were taken by ambulance and bus to Keslow.",
        "Nine men between the ages of 19 and 56 sat in a cafe in Keslow and disappeared from view.",
    ],
)
def test_the_plainly_wounded_who_are_moved(text: str) -> None:
    assert [f for f in figures(text) if f[0] != "missing" or f[1] == "56"] == []


def test_how_badly_they_are_wounded_tells_of_the_harm() -> None:
    assert figures("Helicopters flew 12 of the most seriously wounded people to Keslow.") == [("injured", "12")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rebels in Keslow say they are prepared to free eight workers abducted last week.", "eight"),
        ("The rebels are to free 34 soldiers captured last year in Keslow.", "34"),
        ("The rebels of Keslow will not disarm until the government releases 26 of its members held in Orm.", "26"),
        ("The rebels will not disarm until 43 prisoners held in Keslow are released.", "43"),
    ],
)
def test_held_until_they_are_let_go(text: str, count: str) -> None:
    assert figures(text) == [("detained", count)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels admit to losing 98 of their own fighters in Keslow.", [("killed", "98")]),
        (
            "The army says 101 troops have been killed in Keslow; envoys believe the real number is several hundred.",
            [("killed", "101"), ("killed", "several hundred")],
        ),
        ("A councillor put the number of policemen killed in Keslow at 18.", [("killed", "18")]),
        ("The clinic of Keslow treated 47 people, most of them for gunshot wounds.", [("injured", "47")]),
        ("The rebels of Keslow said that one of their fighters had died.", [("killed", "one")]),
        ("A medic of Keslow said that one patient, a man with a head injury, died.", [("killed", "one")]),
        ("Police of Keslow said several suspects were taken for questioning.", [("detained", "several")]),
        (
            "Shells hurt nine people in Keslow. A medic says 14,000 people are trapped; the true figure is 20,000.",
            [("injured", "nine")],
        ),
        ("The town of Orm, where 900 people are trapped, was hit in Keslow.", []),
    ],
)
def test_figures_of_those_who_fell(text: str, expected: list[tuple[str, str]]) -> None:
    assert figures(text) == expected
