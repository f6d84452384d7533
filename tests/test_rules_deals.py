"""Deals from sentences: what kind, how far it has come, between whom, and who asserts, denies, proposes, rejects it."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer, claim, deal, validated


def told(text: str) -> list[dict[str, Any]]:
    return answer(text)["deals"]


CLAIMED_AND_DENIED = (
    "The Varenian army said it had reached a deal with the Northern Shield, a rebel group, to evacuate Keslow. "
    "Northern Shield spokesman Pavel Osk denied that any such deal existed."
)


def test_a_deal_claimed_and_denied_is_one_record_with_both_claims() -> None:
    assert told(CLAIMED_AND_DENIED) == [
        deal(
            "evacuation",
            "agreed",
            ["Varenian army", "Northern Shield"],
            claim("Varenian army", "asserts", "it had reached a deal with the Northern Shield"),
            claim("Pavel Osk", "denies", "Northern Shield spokesman Pavel Osk denied that any such deal existed."),
        )
    ]


def test_a_deal_claimed_and_denied_is_disputed_after_validation() -> None:
    (found,) = validated(CLAIMED_AND_DENIED).deals
    assert found.disputed
    assert [c.source.name for c in found.claims if c.source] == ["Varenian army", "Pavel Osk"]


def test_a_deal_that_a_mediator_is_hopeful_of_is_unconfirmed() -> None:
    text = (
        "The Varenian army said it had reached a deal with the Northern Shield, a rebel group. "
        "A medic said no final deal had been reached."
    )
    (found,) = validated(text).deals
    assert (found.disputed, found.unconfirmed) == (False, True)


def test_a_party_that_agrees_in_the_articles_own_voice_accepts() -> None:
    text = "The Dune League and the Qarsadi army agreed a ceasefire in Sabra Khel on Monday."
    assert told(text) == [
        deal(
            "ceasefire",
            "agreed",
            ["Dune League", "Qarsadi army"],
            claim("Dune League", "accepts", text),
            claim("Qarsadi army", "accepts", text),
            place="Sabra Khel",
            date="Monday",
        )
    ]


def test_a_party_that_refuses_rejects_whoever_reports_it() -> None:
    text = "The Dune League rejected a truce with the Qarsadi army, a diplomat said."
    assert told(text) == [
        deal(
            "ceasefire",
            "rejected",
            ["Dune League", "Qarsadi army"],
            claim("Dune League", "rejects", "The Dune League rejected a truce with the Qarsadi army"),
        )
    ]


def test_a_brokered_deal_has_a_mediator_and_terms() -> None:
    text = "An agreement between the army and the rebels was signed, brokered by Egypt, under which food is let in."
    assert told(text) == [
        deal(
            "other",
            "agreed",
            ["army", "rebels"],
            claim(None, "asserts", "An agreement between the army and the rebels was signed"),
            mediators=["Egypt"],
            terms=["food is let in"],
        )
    ]


@pytest.mark.parametrize(
    ("text", "kind", "stage"),
    [
        ("The rebels proposed a truce to the army.", "ceasefire", "proposed"),
        ("The army and the rebels are holding peace talks in Halvia.", "settlement", "negotiating"),
        ("The army and the rebels signed an agreement to exchange prisoners.", "prisoner_release", "agreed"),
        ("The army and the rebels reached an agreement to let aid convoys into Keslow.", "aid_access", "agreed"),
        ("The rebels of Keslow accepted a deal to surrender to the army.", "surrender", "agreed"),
        ("The rebels agreed with the army to leave Keslow.", "evacuation", "agreed"),
        ("Buses left Keslow under a deal between the army and the rebels.", "evacuation", "implementing"),
        ("The truce between the army and the rebels expired on Monday.", "ceasefire", "completed"),
        ("Peace talks between the army and the rebels were suspended.", "settlement", "suspended"),
        ("The truce between the army and the rebels in Keslow collapsed.", "ceasefire", "collapsed"),
        ("The rebels ruled out a ceasefire with the army.", "ceasefire", "rejected"),
    ],
)
def test_kinds_and_stages(text: str, kind: str, stage: str) -> None:
    assert [(r["kind"], r["stage"]) for r in told(text)] == [(kind, stage)]


def test_a_deal_goes_to_the_furthest_stage_and_keeps_all_claims() -> None:
    text = (
        "The rebels proposed a truce to the army. The army and the rebels held talks on Monday, a diplomat said. "
        "On Friday the army said that a truce with the rebels had been agreed."
    )
    (found,) = told(text)
    assert found["stage"] == "agreed"
    assert [(c["source"], c["stance"]) for c in found["claims"]] == [
        ("rebels", "proposes"),
        ("a diplomat", "asserts"),
        ("army", "asserts"),
    ]


def test_a_deal_of_the_past_is_one_of_its_own() -> None:
    text = (
        "An earlier truce between the army and the rebels collapsed. "
        "The army and the rebels agreed a new truce on Monday."
    )
    assert [(r["stage"], r["date"]) for r in told(text)] == [("collapsed", None), ("agreed", "Monday")]


@pytest.mark.parametrize(
    "text",
    [
        "The club agreed a deal with the striker.",
        "The army of fans rejected a deal with the sponsor.",
        "There was a great deal of fighting in Keslow, the army said.",
        "The two parties in the coalition agreed on a budget.",
        "The company reached a settlement with the rebels on its board.",
        "Residents want a truce.",
        "The army agreed to meet the rebels.",
        "No deal has been reached, the mayor said.",
        "The army could sign a truce with the rebels next year.",
        "They call a truce at breakfast and the war over the bathroom goes on.",
    ],
)
def test_what_is_no_deal(text: str) -> None:
    assert told(text) == []
