"""Which states are actors: those that act, are dealt with or spoken for, and the one whose government is a side."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.engines.rules import read


def states(text: str) -> set[str]:
    return {a["name"] for a in read(Document(text=text))["actors"] if a["kind"] == "state"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Envoys of Portugal, Chile and Peru met the rebels on Monday.", {"Portugal", "Chile", "Peru"}),
        ("Portugal, which backs the rebels, was silent on Monday.", {"Portugal"}),
        ("Portugal, the rebels' closest ally, said on Monday that the truce held.", {"Portugal"}),
        ("The rebels accused Lisbon of shelling the valley.", {"Lisbon"}),
        ("There was no comment from Lisbon on the shelling.", {"Lisbon"}),
        ("Lisbon rejected the offer on Monday, rebels in the valley said.", {"Lisbon"}),
    ],
)
def test_a_state_is_one_that_acts_is_addressed_or_spoken_for(text: str, named: set[str]) -> None:
    assert states(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "Rebels in the mountains of western Portugal have freed nine men.",
        "A man of Lisbon spoke of the shelling in the north of Portugal.",
    ],
)
def test_where_something_happens_is_no_actor(text: str) -> None:
    assert states(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Rebels in northern Chile opened talks with the government on Monday.",
        "Rebels in northern Chile let a government deadline pass on Monday.",
        "TARN, Chile (AP) - About 400 rebels came over to the government on Monday, Chilean officers said.",
    ],
)
def test_the_state_of_the_article_is_an_actor_where_its_government_is_a_side(text: str) -> None:
    assert states(text) == {"Chile"}


def test_a_government_that_owns_what_is_told_of_is_no_side() -> None:
    assert states("A bomb hit the government's grain store in northern Chile.") == set()


@pytest.mark.parametrize("cut", range(8))
def test_a_people_where_the_opening_ends_is_no_state(cut: int) -> None:
    text = (
        f"{'The rebels took the offer to the government. ' * 3}{'a ' * 8}{'b' * cut} Chilean officers spoke on Monday."
    )
    assert "Chile" not in states(text)
