"""Whom a deal is between, and how far it is, by what the article says around it."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer


def told(text: str) -> list[dict[str, Any]]:
    return answer(text)["deals"]


def test_both_sides_of_an_article_without_names_are_those_it_speaks_of_most() -> None:
    found = told(
        "Government troops fought Dorvan rebels near Keslow on Monday. The rebels burned a post. "
        "A truce between the two sides broke down on Tuesday."
    )[-1]
    assert set(found["parties"]) == {"Government troops", "Dorvan rebels"}


def test_officers_of_both_sides_are_both_sides() -> None:
    found = told(
        "Government troops fought Dorvan rebels near Keslow on Monday. "
        "Officers of both sides agreed to stop attacks for one month."
    )[-1]
    assert set(found["parties"]) == {"Government troops", "Dorvan rebels"}


def test_who_is_counted_is_no_side_of_the_article() -> None:
    found = told("The army offered on Monday to release 12 rebels if the Dune League leaves Keslow.")[-1]
    assert "rebels" not in found["parties"]


def test_an_earlier_truce_that_gunmen_broke_is_of_the_same_two() -> None:
    found = told(
        "The army and the Dune League, a rebel group, signed a truce in Keslow on Monday. "
        "An earlier truce collapsed in May after gunmen attacked a bus."
    )
    assert [set(d["parties"]) for d in found] == [{"army", "Dune League"}] * 2


def test_who_signs_what_another_brokered_does_not_mediate() -> None:
    found = told(
        "The army and the Dune League, a rebel group, signed a truce brokered by the United Nations in Keslow."
    )[0]
    assert found["mediators"] == ["United Nations"]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        (
            "A truce arranged in May between the army and the Dune League halted seven months of fighting.",
            "implementing",
        ),
        ("The truce between the army and the Dune League was halted by the fighting.", "suspended"),
        ("The truce between the army and the Dune League, signed in May, lasted nine days.", "collapsed"),
        ("The army has accepted the truce proposal of the Dune League in principle.", "proposed"),
    ],
)
def test_how_far_a_deal_is(text: str, stage: str) -> None:
    assert told(f"The Dune League is a rebel group in Keslow. {text}")[-1]["stage"] == stage


@pytest.mark.parametrize(
    ("text", "mediator"),
    [
        ("Pavel Osk, who led the mediation, said the truce was holding.", "Pavel Osk"),
        ("Talks through Halvian and Tarnish mediators on the truce go on.", "Halvian and Tarnish mediators"),
        ("The truce was worked out by a church-led group, the Dune League said.", "church-led group"),
    ],
)
def test_who_is_told_to_have_mediated(text: str, mediator: str) -> None:
    found = told(f"The army and the Dune League, a rebel group, signed a truce in Keslow on Monday. {text}")[0]
    assert found["mediators"] == [mediator]


def test_of_prisoners_the_state_deals_whose_army_fights() -> None:
    found = told(
        "The Kenyan army fought the Dune League, a rebel group, in Keslow. The Dune League shelled the Kenyan army. "
        "Kenya closed the road. A prisoner exchange was agreed on Monday."
    )[-1]
    assert set(found["parties"]) == {"Kenya", "Dune League"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            (
                "Buses left the besieged town of Orm, south of Keslow, on Monday under a deal between the army and the "
                "Dune League, a rebel group. A rebel officer in Tarn said that the truce was holding."
            ),
            "Orm",
        ),
        (
            (
                "Families left a besieged town in northern Halvia on Monday under a deal between the army and the Dune "
                "League, a rebel group. The buses left Orm, in Tarn province, for Keslow at noon."
            ),
            "Orm",
        ),
        (
            (
                "The army and the Dune League, a rebel group, agreed on Monday to let aid convoys pass. Talks in the "
                "town of Keslow took three days."
            ),
            None,
        ),
    ],
)
def test_the_place_is_what_the_deal_is_about_and_not_what_only_orients(text: str, place: str | None) -> None:
    assert told(text)[0]["place"] == place


def test_two_places_joined_are_one() -> None:
    found = told(
        "Fighters left Orm and Dorassi on Monday under a deal between the army and the Dune League, a rebel group. "
        "The buses from the town of Orm reached Keslow at noon."
    )[0]
    assert found["place"] == "Orm and Dorassi"


def test_a_feud_is_between_its_two_groups_beside_the_state() -> None:
    found = told(
        "Two rival militias agreed a truce in Keslow on Monday, the Halvian government said. "
        "The Harbour Brigade and the Red Lance Brigade had fought since Friday."
    )[0]
    assert set(found["parties"]) == {"Harbour Brigade", "Red Lance Brigade"}


def test_a_commander_and_his_rival_are_the_two() -> None:
    found = told(
        "A rival militia left Keslow on Monday. Commander Pavel Osk and his rival, Commander Ivo Tarn, signed a truce."
    )[-1]
    assert set(found["parties"]) == {"Pavel Osk", "Ivo Tarn"}


@pytest.mark.parametrize(
    ("told_by", "mediator"),
    [
        ("signed in the presence of elders from four valleys", "elders from four valleys"),
        ("reached through Halvian diplomats", "Halvian diplomats"),
        ("agreed on in talks led by a committee of elders", "committee of elders"),
    ],
)
def test_who_mediates_is_told_by_presence_message_or_work(told_by: str, mediator: str) -> None:
    text = f"A truce between the army and the Dune League, a rebel group, {told_by} on Monday, held in Keslow."
    found = told(text)[0]
    assert found["mediators"] == [mediator]


def test_a_body_of_states_that_proposes_to_others_mediates() -> None:
    found = told(
        "The army and the Dune League, a rebel group, accepted on Monday a United Nations proposal for a truce."
    )[0]
    assert found["mediators"] == ["United Nations"]
