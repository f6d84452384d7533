"""How headline and key points call who says something."""

from __future__ import annotations

import pytest
from rules_reading import answer

from summarize.engines.rules.called import Voices


def points(text: str) -> list[str]:
    return [p["text"] for p in answer(text)["key_points"]]


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("A doctor put the number of the dead in Keslow at 17.", "17 people killed (Keslow), according to a doctor."),
        ("Two officials said that six men died in Keslow.", "Six men killed (Keslow), according to two officials."),
        ("Residents said that six men died in Keslow.", "Six men killed (Keslow), according to residents."),
        ("Six men died in Keslow, the regional governor said.", "according to the regional governor."),
        ("Six men died in Keslow, their employer said.", "according to their employer."),
        ("Six men died in Keslow, the Dune League said.", "according to the Dune League."),
        ("Six men died in Keslow, according to Dune League officials.", "according to Dune League officials."),
        ("Six men died in Keslow, General Ivo Tarn said.", "according to Ivo Tarn."),
    ],
)
def test_a_source_is_called_as_in_a_sentence(text: str, point: str) -> None:
    assert points(text)[0].endswith(point)


def test_a_body_has_an_article_only_where_the_text_mostly_gives_it_one() -> None:
    voices = Voices([{"name": "Lantern", "kind": "organization"}], "Lantern left. Lantern said so. The Lantern report.")
    assert voices.called("Lantern") == "Lantern"


@pytest.mark.parametrize(
    ("source", "verb"),
    [
        ("two officials", "deny"),
        ("officials in Keslow", "deny"),
        ("a source close to the rebels", "denies"),
        ("police", "deny"),
        ("a doctor of six years", "denies"),
        ("United Nations", "denies"),
        ("the mayor and a nurse", "deny"),
        (None, "denies"),
    ],
)
def test_several_have_the_verb_of_several(source: str | None, verb: str) -> None:
    voices = Voices([{"name": "United Nations", "kind": "organization"}], "")
    assert voices.does(source, "denies", "deny") == verb


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("A shepherd said he had counted nine bodies in Keslow.", "Nine people killed"),
        ("Six of the wounded were flown out and four of the wounded died in Keslow.", "Four people killed"),
    ],
)
def test_a_point_does_not_say_the_harm_twice(text: str, point: str) -> None:
    assert any(p.startswith(point) for p in points(text))
