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
