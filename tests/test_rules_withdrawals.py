"""Displacements of people in arms and others who go under a deal."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer


def told(text: str) -> list[tuple[Any, ...]]:
    return [(r["movement"], r["count"], r["people"]) for r in answer(text)["displacements"]]


_DEAL = "Under a deal signed on Sunday the army gave up Keslow.\n\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 180 soldiers marched out of the camp on Monday.", ("evacuated", "Some 180", "fighters")),
        ("Some 230 soldiers left in lorries over two days.", ("evacuated", "Some 230", "fighters")),
        ("The last 180 fighters left Keslow.", ("evacuated", "180", "fighters")),
        ("A rebel said no more than 200 fighters had gone.", ("evacuated", "no more than 200", "fighters")),
        ("Some 130 soldiers gave up their weapons and were sent home.", ("evacuated", "Some 130", "fighters")),
        ("The 612 gunmen and their relatives would be taken to Orm.", ("expected", "612", "mixed")),
        ("The garrison of some 800 men is to be withdrawn to Orm.", ("expected", "some 800", "unknown")),
        ("A second evacuation, for some 90 people, was put off.", ("expected", "some 90", "unknown")),
        ("Four buses left the barracks with 310 soldiers and their families.", ("evacuated", "310", "mixed")),
        ("The doctors said 38 patients were moved.", ("evacuated", "38", "civilians")),
    ],
)
def test_who_goes_under_a_deal(text: str, found: tuple[str, str, str]) -> None:
    assert told(_DEAL + text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Some 180 soldiers marched out of the camp of Keslow on Monday for the parade.",
        _DEAL + "Some 180 soldiers had not gone.",
        _DEAL + "Twelve farmers had gone to the market.",
        _DEAL + "The garrison of 800 men has a hospital.",
        _DEAL + "It was a lesson for 90 people.",
    ],
)
def test_who_does_not(text: str) -> None:
    assert told(text) == []
