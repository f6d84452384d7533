"""Deals and ultimatums that somebody denies, cannot confirm, or tells of through others: who says what of them."""

from __future__ import annotations

import pytest
from rules_reading import answer

SIDES = "The Varenian army and the Dune League, a rebel group, fought for Keslow. "
TOLD = SIDES + "The army gave the rebels until Friday to leave Keslow or face an assault, a monitor said. "
SWAP = SIDES + "Radio Tarn reported that the army and the Dune League had agreed a prisoner swap. "


def claims(text: str, kind: str = "ultimatums") -> list[tuple[str | None, str]]:
    return [(c["source"], c["stance"]) for record in answer(text)[kind][:1] for c in record["claims"]]


@pytest.mark.parametrize(
    "text",
    [
        "The Varenian army has denied giving the rebels in Keslow an ultimatum to leave the town by Friday.",
        "The Varenian army dismissed reports that it had given the rebels in Keslow an ultimatum to leave by Friday.",
        "The Varenian army denied on Sunday that it had threatened to storm Keslow unless the rebels left by Friday.",
    ],
)
def test_who_denies_a_demand_does_not_assert_it(text: str) -> None:
    assert claims(text) == [("Varenian army", "denies")]


@pytest.mark.parametrize(
    "text",
    [
        "The army denied it.",
        "The army denied that it had set any deadline.",
        "The army denied the reports.",
    ],
)
def test_a_demand_is_denied_afterwards(text: str) -> None:
    assert claims(TOLD + text) == [("a monitor", "asserts"), ("Varenian army", "denies")]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels dismissed an ultimatum by the army to leave Keslow by Friday.",
        "The rebels dismissed the army's ultimatum to leave Keslow as a bluff.",
    ],
)
def test_who_dismisses_an_ultimatum_refuses_it(text: str) -> None:
    found = [stance for _, stance in claims(SIDES + text)]
    assert "rejects" in found
    assert "denies" not in found


def test_who_doubts_that_a_threat_is_meant_does_not_doubt_the_demand() -> None:
    text = "The rebels doubted that the army would carry out its ultimatum to leave Keslow by Friday."
    assert "doubts" not in [stance for _, stance in claims(SIDES + text)]


@pytest.mark.parametrize("led", ["The mayor of Keslow, Ivo Tarn,", "Ivo Tarn, the mayor of Keslow,", "Mayor Ivo Tarn"])
def test_who_tells_of_a_demand_of_others(led: str) -> None:
    text = f"{led} said the Dune League had told residents to leave by Sunday or be shelled."
    record = answer(SIDES + text)["ultimatums"][0]
    assert record["issuers"] == ["Dune League"]
    assert [(c["source"], c["stance"]) for c in record["claims"]] == [("Ivo Tarn", "asserts")]
    assert record["claims"][0]["quote"].startswith("the Dune League")


def test_who_demands_tells_of_it_where_nobody_else_speaks() -> None:
    text = "The mayor left, but the Dune League told residents of Keslow to leave by Sunday or be shelled."
    assert ("mayor", "asserts") not in claims(SIDES + text)


def test_whom_somebody_tells_that_others_demand_is_no_target() -> None:
    text = "The minister told reporters that the army had ordered the rebels to leave Keslow by Friday."
    record = answer(SIDES + text)["ultimatums"][0]
    assert record["issuers"] == ["Varenian army"]
    assert record["targets"] == ["Dune League"]


@pytest.mark.parametrize(
    "who", ["a diplomat familiar with the talks", "two people briefed on the talks", "an official close to the talks"]
)
def test_who_is_near_the_talks_speaks(who: str) -> None:
    text = f"The army and the Dune League have agreed to extend their truce by two weeks, according to {who}."
    assert claims(SIDES + text, "deals") == [(who, "asserts")]


@pytest.mark.parametrize("verb", ["rejected", "welcomed"])
@pytest.mark.parametrize("offered", ["proposed", "put forward"])
def test_whose_offer_it_is_that_somebody_answers(verb: str, offered: str) -> None:
    found = claims(f"{SIDES}The army {verb} a truce {offered} by the Dune League.", "deals")
    assert ("Dune League", "proposes") in found
    assert ("Varenian army", "proposes") not in found


def test_who_accepts_what_others_put_forward() -> None:
    text = "The Dune League has accepted a truce plan put forward by Osk, its spokesman Ivo Tarn said."
    found = claims(SIDES + text, "deals")
    assert ("Ivo Tarn", "accepts") in found
    assert ("Dune League", "proposes") not in found


def test_a_bound_of_time_is_nobody_who_offers() -> None:
    found = claims(SIDES + "The Dune League proposed by Friday a truce with the army in Keslow.", "deals")
    assert [stance for _, stance in found] == ["proposes"]


@pytest.mark.parametrize("words", ["called the report pure fantasy", "branded the report a lie"])
def test_scorn_for_a_report_denies(words: str) -> None:
    found = claims(f"{SWAP}A spokesman for the Dune League {words}.", "deals")
    assert ("A spokesman for the Dune League", "denies") in found


def test_a_report_called_something_else_is_not_denied() -> None:
    found = claims(SWAP + "A spokesman for the Dune League called the report a hopeful sign.", "deals")
    assert "denies" not in [stance for _, stance in found]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("The army denied that it was negotiating a truce with the Dune League.", "negotiating"),
        ("The army denied that it had agreed a truce with the Dune League.", "agreed"),
    ],
)
def test_what_is_denied_had_come_so_far(text: str, stage: str) -> None:
    assert [d["stage"] for d in answer(SIDES + text)["deals"]] == [stage]


def test_that_there_can_be_no_truce_is_the_will_of_a_side() -> None:
    text = "General Ivo Tarn of the Varenian army said there could be no truce with the Dune League."
    deal = answer(SIDES + text)["deals"][0]
    assert deal["stage"] == "rejected"
    assert [(c["source"], c["stance"]) for c in deal["claims"]] == [("Ivo Tarn", "rejects")]


def test_that_there_is_no_truce_is_a_denial() -> None:
    text = "General Ivo Tarn of the Varenian army said there was no truce with the Dune League."
    assert claims(SIDES + text, "deals") == [("Ivo Tarn", "denies")]


def test_those_who_are_counted_are_no_party() -> None:
    deal = answer(SWAP + "Under the deal, 40 soldiers would be swapped for 60 fighters.")["deals"][0]
    assert deal["parties"] == ["Varenian army", "Dune League"]


def test_a_forecast_is_no_ultimatum() -> None:
    assert not answer(SIDES + "If the rebels do not leave, the army will storm Keslow, analysts say.")["ultimatums"]
    assert answer(SIDES + "If the rebels do not leave, the army will storm Keslow, a general said.")["ultimatums"]


@pytest.mark.parametrize(
    "text",
    [
        "Reports that the army had given the rebels until Friday to leave Keslow could not be confirmed.",
        "There were unconfirmed reports on Thursday that the army had given the rebels 48 hours to leave Keslow.",
        "Rumours spread that the army had given the rebels until Friday to leave Keslow.",
    ],
)
def test_what_is_only_rumoured_is_doubted(text: str) -> None:
    assert claims(SIDES + text) == [(None, "doubts")]


def test_what_reports_say_is_told() -> None:
    text = "The army gave the rebels until Friday to leave Keslow, reports said."
    assert "doubts" not in [stance for _, stance in claims(SIDES + text)]


@pytest.mark.parametrize("unnamed", ["asked not to be named", "did not wish to be identified"])
def test_who_asks_not_to_be_named_speaks(unnamed: str) -> None:
    text = f"An army officer who {unnamed} said the rebels had until Sunday to leave Keslow."
    assert claims(SIDES + text) == [("An army officer", "asserts")]


def test_who_only_tells_of_a_deal_is_no_party() -> None:
    text = "Varenian state television said the Dune League had surrendered Keslow under a deal with local elders."
    assert "television" not in " ".join(answer(SIDES + text)["deals"][0]["parties"])


AGREED = SIDES + "The army and the Dune League agreed on a ceasefire in Keslow, the mayor, Ivo Tarn, said. "


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [
        ("The army denied that the buses had been late and said the ceasefire remained in force.", "asserts"),
        ("The army confirmed that there was a ceasefire but denied that it had surrendered.", "asserts"),
        ("The army denied this and said that the Dune League had shelled a village.", "denies"),
        ("The army said the talks had gone well but denied that it had agreed on a ceasefire.", "denies"),
    ],
)
def test_what_is_denied_beside_a_deal_is_not_the_deal(sentence: str, heard: str) -> None:
    assert claims(AGREED + sentence, "deals") == [("Ivo Tarn", "asserts"), ("Varenian army", heard)]


def test_who_denies_this_denies_the_deal_told_of_before() -> None:
    text = (
        SIDES
        + "The Dune League is to free 12 soldiers for food under a deal with the army, the mayor, Ivo Tarn, said. "
        "The government in Brask denied this."
    )
    assert claims(text, "deals") == [("Ivo Tarn", "asserts"), ("government in Brask", "denies")]
