"""Whose a person or a body is, where the words beside the name do not tell."""

from __future__ import annotations

import pytest
from rules_reading import answer


def part_of(text: str, name: str) -> str | None:
    found = {a["name"]: a["part_of"] for a in answer(text)["actors"]}
    return found[name]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Dune League said that it would stay. A spokesman, Ivo Tarn, said that Keslow was quiet.", "Dune League"),
        ('The Dune League denied it. "We never sign," said regional spokesman Ivo Tarn.', "Dune League"),
        ("The Dune League and the Shore Front fought. Front spokesman Ivo Tarn said that it had won.", "Shore Front"),
        (
            "The Sand Dune Front and the Shore League fought. An SDF commander in the area, Ivo Tarn, said so.",
            "Sand Dune Front",
        ),
        ("The Dune League said that it would stay. The men were led by commander Ivo Tarn.", None),
        ("The Dune League said that it would stay. A baker, Ivo Tarn, said that Keslow was quiet.", None),
    ],
)
def test_a_role_with_no_body_is_of_the_body_that_the_text_was_about(text: str, body: str | None) -> None:
    assert part_of(text, "Ivo Tarn") == body


def test_a_rebel_is_of_the_one_rebel_group() -> None:
    text = "The Dune Liberation Front took Keslow. It was a rebel commander, Ivo Tarn, who led them."
    assert part_of(text, "Ivo Tarn") == "Dune Liberation Front"


@pytest.mark.parametrize("role", ["President", "Information Minister", "government spokesman"])
def test_who_governs_with_no_state_beside_is_of_the_one_that_the_article_is_about(role: str) -> None:
    text = f"KIGALI, Rwanda - Rwanda and Kenya signed. Kenya sent men to Rwanda. Later {role} Ivo Tarn left Rwanda."
    assert part_of(text, "Ivo Tarn") == "Rwanda"


def test_bodies_of_the_united_nations_are_part_of_them() -> None:
    text = "The United Nations sent food. The U.N. refugee agency said that 40 people had fled Keslow."
    assert part_of(text, "U.N. refugee agency") == "United Nations"


def names(text: str) -> list[str]:
    return [a["name"] for a in answer(text)["actors"]]


def test_a_surname_without_its_arabic_article_is_the_same_person() -> None:
    assert names("Colonel Ivo al-Tarn left Keslow. Colonel Tarn said that it was quiet.") == ["Ivo al-Tarn"]


@pytest.mark.parametrize(
    "text",
    [
        "The men of General Security said that Keslow was quiet.",
        '"I have met Mr. President," said a baker.',
        "The Sri Lankan camp of Keslow was quiet.",
    ],
)
def test_titles_that_name_nobody(text: str) -> None:
    assert not [a for a in answer(text)["actors"] if a["kind"] == "person"]


def test_a_transitional_government_is_that_of_the_state_that_the_article_is_about() -> None:
    found = answer("BANGUI, Central African Republic - The transitional government said that Keslow was quiet.")[
        "actors"
    ]
    assert [(a["kind"], a["aliases"]) for a in found] == [("state", ["The transitional government"])]
