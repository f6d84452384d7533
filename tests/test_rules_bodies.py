"""Bodies without a name of their own, numbered and joined names, and what actors belong to."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer


def told(text: str) -> dict[str, dict[str, Any]]:
    return {a["name"]: a for a in answer(text)["actors"]}


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("The navy said that it would come.", "navy", "military"),
        ("Police said that the road was shut.", "Police", "police"),
        ("Two men were held, according to the governor's office.", "governor's office", "government"),
        (
            "A spokesman for the clinic left. The interior ministry spokesman Ivo Tarn said so.",
            "interior ministry",
            "government",
        ),
        ("The health ministry never answered.", "health ministry", "government"),
        ("The Army said that its 58th Infantry Battalion had left.", "58th Infantry Battalion", "military"),
        ("The Fifth Brigade left Keslow.", "Fifth Brigade", "military"),
        ("The Reconciliation and Unification Committee met.", "Reconciliation and Unification Committee", "political"),
        ("The Front for the Defence of Keslow left.", "Front for the Defence of Keslow", "rebel_group"),
        ("Frente Keslow Libre left the town.", "Frente Keslow Libre", "rebel_group"),
        ("Asociación Keslow met on Monday.", "Asociación Keslow", "civilian"),
        ("The New People's Army left Keslow.", "New People's Army", "rebel_group"),
        ("The UN mission said so.", "UN mission", "intergovernmental"),
    ],
)
def test_bodies_and_their_sectors(text: str, name: str, sector: str) -> None:
    assert told(text)[name]["sector"] == sector


@pytest.mark.parametrize(
    "text",
    [
        "They went to the navy yard in Keslow.",
        "He waved at police officers and left for the army.",
        "He spoke of the parliament building.",
    ],
)
def test_a_body_that_does_nothing_is_no_actor(text: str) -> None:
    assert told(text) == {}


def test_a_common_noun_is_another_form_of_the_one_name_that_ends_in_it() -> None:
    assert told("Keslow Police left. The police said so.")["Keslow Police"]["aliases"] == ["police"]


def test_the_army_and_the_military_are_one() -> None:
    assert list(told("The army said that it had left. The army denied it, and the military left.")) == ["army"]


def test_a_state_is_an_actor_where_only_the_government_acts() -> None:
    found = told("A road in Chad was shut. The government has ordered the army to go there.")
    assert (found["Chad"]["kind"], found["Chad"]["aliases"]) == ("state", ["The government"])


def test_everybody_is_of_the_state_that_the_article_is_about() -> None:
    found = told(
        "Chad rebels kill six. The army said that it had left. Colonel Ivo Tarn said so. Orla Osk, a baker, fled Chad. "
        "The United Nations said that Chad was empty."
    )
    assert {name: a["country"] for name, a in found.items()} == {
        "army": "TCD",
        "Ivo Tarn": "TCD",
        "Orla Osk": "TCD",
        "United Nations": None,
    }
    assert found["Ivo Tarn"]["part_of"] == "army"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("One of them, Ivo Tarn, 41, came back.", "Ivo Tarn"),
        ("Guards beat Ivo Tarn, who had hidden the boat.", "Ivo Tarn"),
        ("They were led by a man named Ivo Tarn.", "Ivo Tarn"),
        ("Ivo Tarn stayed in the house.", "Ivo Tarn"),
        ("The letter names Ivo Tarn. Tarn said that he had seen it.", "Ivo Tarn"),
    ],
)
def test_persons_without_a_role(text: str, name: str) -> None:
    assert (told(text)[name]["kind"], told(text)[name]["sector"]) == ("person", "civilian")


def test_a_place_that_does_something_is_no_person() -> None:
    assert told("Shells fell in Tell Osk. Tell Osk surrendered.") == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Marenko Brigade left. Ivo Tarn, a field commander of the brigade, said so.",
            ("field commander", "Marenko Brigade", "rebel_group"),
        ),
        ("The navy left. Navy spokesman Ivo Tarn said so.", ("spokesman", "navy", "military")),
        ("A police spokesman, Ivo Tarn, said so.", ("spokesman", "police", "police")),
        ("Keslow's mayor, Ivo Tarn, said so.", ("mayor", None, "government")),
        ("“No,” said Ivo Tarn, country director at a charity.", ("country director", None, "ngo")),
        ("Ivo Tarn, a deputy relief coordinator, said so.", ("deputy relief coordinator", None, "ngo")),
        ("Senior Inspector Ivo Tarn said so.", ("Senior Inspector", None, "police")),
    ],
)
def test_whom_a_role_tells_a_person_to_belong_to(text: str, expected: tuple[str, str | None, str]) -> None:
    found = told(text)["Ivo Tarn"]
    assert (found["role"], found["part_of"], found["sector"]) == expected


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("The Keslow police found the boat.", "Keslow police", "police"),
        ("Orla Osk, a doctor at Keslow general hospital, fled.", "Keslow general hospital", "medical"),
        ("A Tarn State government official left.", "Tarn State government", "government"),
        ("The French embassy said so.", "French embassy", "government"),
        ("The UN Mission in the Tarn Valley said so.", "UN Mission in the Tarn Valley", "intergovernmental"),
        ("The Front for Renewal in the South (FRS) left.", "Front for Renewal in the South", "rebel_group"),
        ("Amnesty International Chad said so.", "Amnesty International Chad", "ngo"),
        ("The firm, Osk Lines, left.", "Osk Lines", "other"),
        ("Osk Lines, a shipping company, left.", "Osk Lines", "other"),
        ("One of the militias, the Tin Hats, left.", "Tin Hats", "paramilitary"),
    ],
)
def test_bodies_told_by_place_by_aside_and_by_their_people(text: str, name: str, sector: str) -> None:
    found = told(text)
    assert [n for n, a in found.items() if a["kind"] == "organization"] == [name]
    assert found[name]["sector"] == sector


@pytest.mark.parametrize("text", ["Local NGOs said so.", "Private radio said so.", "He lay in Keslow hospital."])
def test_descriptions_are_no_bodies(text: str) -> None:
    assert told(text) == {}


def test_the_council_of_a_group_is_no_body_of_its_own() -> None:
    assert list(told("The Dune League left. The Dune League council said so.")) == ["Dune League"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Keslow police left. Captain Ivo Tarn, of the Keslow police, said so.", "Keslow police"),
        ("The Dune Front left. Commander Ivo Tarn of the Dune Front said so.", "Dune Front"),
        ("The Dune Council met. Governor Ivo Tarn, who heads the council, said so.", "Dune Council"),
        ("A spokesman for the Dune Front (DF), Ivo Tarn, said so.", "Dune Front"),
    ],
)
def test_the_body_that_stands_after_a_name(text: str, body: str) -> None:
    assert told(text)["Ivo Tarn"]["part_of"] == body


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("The Dune Front left. Its leader, known as Ivo Tarn, said so.", "leader", "Dune Front"),
        (
            "The Dune Front left. Ivo Tarn, who described himself as a spokesman for the Dune Front, said so.",
            "spokesman",
            "Dune Front",
        ),
        (
            "Chad's foreign ministry met. Foreign ministry spokesman Ivo Osk said so.",
            "spokesman",
            "Chad's foreign ministry",
        ),
        ("Camp committee member Ivo Tarn said so.", "Camp committee member", None),
    ],
)
def test_roles_told_in_other_ways(text: str, role: str, body: str | None) -> None:
    found = next(a for a in told(text).values() if a["kind"] == "person")
    assert (found["role"], found["part_of"]) == (role, body)


def test_a_unit_is_part_of_the_body_that_owns_it() -> None:
    assert told("The Dune Front left. The Dune Front's Third Column stayed.")["Third Column"]["part_of"] == "Dune Front"


@pytest.mark.parametrize(
    "text",
    [
        "They met the Front for Renewal in the South, or FRS, on Monday. FRS said so.",
        "The Front for Renewal in the South (FRS) left.",
        "The UN Mission in Keslow, known as UNMIKE, left. UNMIKE said so.",
    ],
)
def test_an_acronym_that_is_announced_is_another_name(text: str) -> None:
    (found,) = told(text).values()
    assert found["aliases"] in (["FRS"], ["UNMIKE"])


def test_the_government_of_a_part_of_a_state_is_not_the_states() -> None:
    assert "Chad" not in told("A road in Chad was shut. The state government said so, and the government shut it.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shelling killed 11 people in Keslow, a medical charity said on Monday.", set()),
        ("Forty people left Osk, a newspaper reported.", set()),
        ("Keslow, a medical charity, said that 11 people had died.", {"Keslow"}),
        ("Eleven people died, said Keslow, a medical charity that works in the town.", {"Keslow"}),
    ],
)
def test_a_charity_that_speaks_is_not_the_place_before_the_comma(text: str, names: set[str]) -> None:
    assert told(text).keys() == names
