"""The terms of deals, and which sentences tell of one deal and which of two."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer


def told(text: str) -> list[dict[str, Any]]:
    return answer(text)["deals"]


TRUCE = "The Varenian army and the Northern Shield, a rebel group, signed a ceasefire in Keslow on Monday. "


@pytest.mark.parametrize(
    ("further", "terms"),
    [
        (
            "Under its terms three lorries with flour, baby food and drinking water were to enter the town.",
            ["three lorries with flour, baby food and drinking water were to enter the town"],
        ),
        (
            "The truce, brokered by elders, called for both sides to pull back from the port and exchange prisoners.",
            ["pull back from the port", "exchange prisoners"],
        ),
        (
            "It called for fighting to stop at midnight and for both sides to pull back their guns within three days.",
            ["fighting to stop at midnight", "both sides to pull back their guns within three days"],
        ),
        (
            "It provides for an immediate halt to attacks, the release of prisoners and the integration of rebels.",
            [
                "immediate halt to attacks",
                "the release of prisoners",
                "the integration of rebels",
            ],
        ),
        (
            "In return, the army undertook not to fire on the road and to let food through until the end of the month.",
            ["not to fire on the road", "let food through until the end of the month"],
        ),
    ],
)
def test_terms_begin_and_end_with_what_is_to_be_done(further: str, terms: list[str]) -> None:
    (found,) = told(TRUCE + further)
    assert list(dict.fromkeys(t.removeprefix("an ") for t in found["terms"])) == terms


def test_terms_end_before_the_verb_of_the_deal_that_they_describe() -> None:
    text = "A truce to let civilians leave Keslow broke down within two hours on Monday, the Varenian army said."
    (found,) = told(text)
    assert (found["kind"], found["terms"]) == ("evacuation", ["let civilians leave Keslow"])


def test_what_a_side_says_it_would_do_is_no_term() -> None:
    (found,) = told(TRUCE + "A police spokesman said the force would hunt those who had killed the guards.")
    assert found["terms"] == []


def test_who_welcomes_a_deal_and_calls_for_something_tells_no_term() -> None:
    (found,) = told(TRUCE + "The Varenian bishops welcomed the ceasefire and called for an inquiry.")
    assert found["terms"] == []


@pytest.mark.parametrize(
    "text",
    [
        "The Varenian army and the rebels agreed, through the Red Cross, that the wounded could leave Keslow.",
        "The rebels agreed in principle last week to leave Keslow, the Varenian army said.",
        "180 soldiers marched out of Keslow following an understanding the rebels had reached through a priest.",
        "About 300 people were taken out of Keslow after Varenian officers and the rebels agreed to hold fire.",
    ],
)
def test_leaving_by_what_was_agreed_or_offered_is_a_deal(text: str) -> None:
    assert [d["kind"] for d in told(text)] == ["evacuation"]


def test_captives_who_would_be_freed_if_something_is_done_are_an_offer() -> None:
    (found,) = told(
        "The rebels of Keslow said they would free ten soldiers if the Varenian army let families visit them."
    )
    assert (found["kind"], found["stage"]) == ("prisoner_release", "proposed")
    assert found["terms"] == ["free ten soldiers", "the Varenian army let families visit them"]


def test_deals_of_two_towns_are_two() -> None:
    text = (
        "The Varenian army and the rebels reached an agreement to evacuate the town of Keslow on Monday. "
        "Rebels left the town of Oskar on Tuesday under an agreement with the Varenian army."
    )
    assert [d["kind"] for d in told(text)] == ["evacuation", "evacuation"]


def test_a_second_convoy_that_turned_back_halts_an_evacuation() -> None:
    text = "Rebels left the town of Keslow on Monday under a deal with the Varenian army"
    (found,) = told(f"{text}. A second convoy turned back.")
    assert (found["kind"], found["stage"]) == ("evacuation", "suspended")


def test_fighting_that_resumed_after_a_truce_ended_it() -> None:
    (found,) = told("Fighting between the Varenian army and the rebels in Keslow resumed in May after a long truce.")
    assert (found["kind"], found["stage"]) == ("ceasefire", "collapsed")


def test_the_truce_under_which_people_left_is_one_deal() -> None:
    text = (
        "Hundreds of civilians left Keslow on Monday under a two-day truce between the Varenian army and the rebels. "
        "The truce, which began at dawn, was respected."
    )
    assert [d["kind"] for d in told(text)] == ["evacuation"]


def test_the_place_of_a_deal_told_in_passing_is_that_of_its_own_sentence() -> None:
    text = (
        "Rebels left the town of Keslow on Monday under a deal with the Varenian army. The town of Keslow was besieged"
        " for a year. An earlier deal, in May, had let rebels leave the town of Oskar."
    )
    assert [d["place"] for d in told(text)] == ["Keslow", "Oskar"]
