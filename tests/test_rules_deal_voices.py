"""Who speaks of a deal, and how each stands to it: signers, owners of an offer, spokesmen, those who refuse."""

from __future__ import annotations

import pytest
from rules_reading import answer

SIDES = "The Varenian army and the Dune League, a rebel group, fought for Keslow. "
TRUCE = "The army and the Dune League agreed a truce in Keslow. "


def stances(text: str) -> list[tuple[str | None, str]]:
    return [(c["source"], c["stance"]) for c in answer(SIDES + text)["deals"][0]["claims"]]


def test_those_who_signed_accept() -> None:
    text = TRUCE + "The truce was signed on Monday by Colonel Ivo Tarn, for the army, and by Major Orla Lisk."
    assert {("Ivo Tarn", "accepts"), ("Orla Lisk", "accepts")} <= set(stances(text))


@pytest.mark.parametrize(
    "text",
    [
        "The army turned down a Dune League proposal for a truce.",
        "The army turned down a proposal by the Dune League for a truce.",
    ],
)
def test_whose_offer_it_is_proposes(text: str) -> None:
    assert {("Dune League", "proposes")} < set(stances(text))


def test_two_who_speak_together() -> None:
    text = "The army and the Dune League agreed a truce in Keslow, a municipal official and two residents said."
    assert {("a municipal official", "asserts"), ("two residents", "asserts")} <= set(stances(text))


def test_two_nouns_for_many_are_one_source() -> None:
    text = "The army and the Dune League agreed a truce in Keslow, aid workers and residents said."
    assert len(stances(text)) == 1


def test_a_truce_that_is_declared_is_told_by_the_article() -> None:
    assert (None, "asserts") in stances("The Dune League declared a truce with the army in Keslow in May.")


def test_who_speaks_for_a_side_accepts_for_it() -> None:
    text = "Colonel Ivo Tarn of the Varenian army said his side had accepted the truce with the Dune League."
    assert ("Ivo Tarn", "accepts") in stances(text)


@pytest.mark.parametrize(
    "text",
    ["We shall not give 40 for 12", "The state does not bargain with outlaws", "Our men will not leave the town"],
)
def test_a_side_that_will_not_rejects(text: str) -> None:
    said = f'{TRUCE}"{text}," said Colonel Ivo Tarn of the Varenian army.'
    assert ("Ivo Tarn", "rejects") in stances(said)


def test_no_comment_is_no_refusal() -> None:
    said = TRUCE + "Colonel Ivo Tarn of the Varenian army said that he would not comment."
    assert ("Ivo Tarn", "rejects") not in stances(said)


def test_who_speaks_at_the_end_says_both_halves() -> None:
    text = "The army and the Dune League agreed a truce, but have yet to set a date, Halvian mediators said."
    assert stances(text) == [("Halvian mediators", "asserts")]


def test_a_name_between_commas_is_who_speaks() -> None:
    text = TRUCE + "A spokesman for the army, Colonel Ivo Tarn, said the men remained committed to it."
    assert "Ivo Tarn" in {source for source, _ in stances(text)}


def test_who_is_no_party_to_a_deal_says_nothing_of_it() -> None:
    text = "The army and the elders of Keslow agreed a truce. "
    assert "Halvian Red Cross" not in dict(stances(text + "The Halvian Red Cross said it was no party to the truce."))
