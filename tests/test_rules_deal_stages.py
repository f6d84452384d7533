"""How far a deal is, and since when: a truce kept or broken, how long it lasted, what is done under a deal."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer

SIDES = "The Varenian army and the Dune League, a rebel group, fought for Keslow. "


def first(text: str) -> dict[str, Any]:
    return answer(SIDES + text)["deals"][0]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("text", "stage", "date"),
    [
        ("The two sides agreed a truce that has mostly held since April.", "implementing", "since April"),
        ("The Dune League and the army have observed a truce since May 1997.", "implementing", "since May 1997"),
        ("The army and the Dune League agreed a truce, which began at 6 am on Thursday.", "implementing",
         "6 am on Thursday"),
        ("A truce signed in Tarn in May 1994 by the army and the Dune League is monitored by 90 foreign officers.",
         "implementing", "May 1994"),
        ("A truce between the army and the Dune League in May last year held for six days.", "collapsed", None),
        ("A truce signed in May by the army and the Dune League was followed by fresh ambushes.", "collapsed", "May"),
        ("The army and the Dune League agreed a truce that collapsed on Monday.", "collapsed", "Monday"),
    ],
)  # fmt: skip
def test_a_truce_kept_or_broken(text: str, stage: str, date: str | None) -> None:
    found = first(text)
    assert found["stage"] == stage
    assert date is None or found["date"] == date


def test_a_truce_that_has_held_for_weeks_is_not_over() -> None:
    assert first("A truce between the army and the Dune League has held for three weeks.")["stage"] == "implementing"


@pytest.mark.parametrize(
    ("made", "ended", "date"),
    [
        ("", "broke down within two hours on January 20", "January 20"),
        ("announced in May", "collapsed after four months", "after four months"),
        ("agreed on 10 May", "broke down within a day", "within a day"),
        ("in November", "collapsed after nine days", "November"),
    ],
)
def test_when_a_deal_ended(made: str, ended: str, date: str) -> None:
    found = first(f"A truce {made} between the army and the Dune League {ended}.")
    assert (found["stage"], found["date"]) == ("collapsed", date)


def test_when_it_was_agreed_on_is_not_when_it_was_suspended() -> None:
    found = first(
        "The army and the Dune League agreed on Monday to swap prisoners. The swap was suspended after shelling."
    )
    assert (found["stage"], found["date"]) == ("suspended", None)


def test_until_when_it_lasts_is_not_its_date() -> None:
    found = first("Under a truce between the army and the Dune League both sides hold their fire until Friday.")
    assert found["date"] is None


def test_a_delivery_that_follows_a_deal_carries_it_out() -> None:
    text = (
        "The delivery follows an agreement reached on 2 May between the army and the Dune League to let aid trucks in."
    )
    assert first(text)["stage"] == "implementing"


def test_lists_of_prisoners_are_exchanged_before_the_prisoners() -> None:
    assert first("The army and the Dune League exchanged lists of prisoners.")["stage"] == "negotiating"


def test_a_halt_told_beside_the_deal_is_the_latest() -> None:
    found = first(
        "The fighters left Keslow on Monday under a deal between the army and the Dune League to evacuate the town, "
        "but the evacuation was suspended after a shooting."
    )
    assert found["stage"] == "suspended"


def test_a_remark_on_who_rejects_a_deal_does_not_undo_its_halt() -> None:
    found = first(
        "The army and the Dune League reached a deal to evacuate Keslow. The evacuation deal was suspended on Monday. "
        "A source said gunmen who reject the deal were behind it."
    )
    assert found["stage"] == "suspended"


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("A similar truce between the army and the Dune League in May led to the release of 40 captives.", "completed"),
        ("The army and the Dune League signed a peace accord in 1994 but later resumed the war.", "collapsed"),
        ("A truce signed by the army and the Dune League in 1994 has been repeatedly violated.", "collapsed"),
        ("Two units began pulling out of Keslow under an arrangement between the army and the Dune League to leave it.",
         "implementing"),
        ("The truce talks between the army and the Dune League failed to produce an agreement.", "negotiating"),
        ("The Dune League said it would stick to the truce with the army.", "implementing"),
        ("An exchange of prisoners agreed between the army and the Dune League has only been partly carried out.",
         "implementing"),
        ("A call by the Dune League for a truce with the army went unheeded.", "proposed"),
        ("The army and the Dune League agreed a truce. Each side accuses the other of breaking it.", "implementing"),
        ('The army and the Dune League agreed a truce. "It held for 40 hours," Ivo Tarn said.', "collapsed"),
        ("The army and the Dune League signed a truce in May, but it broke down on Monday.", "collapsed"),
        ("The army and the Dune League reached a deal to evacuate Keslow. Monitors suspended the evacuation.",
         "suspended"),
        ("The army and the Dune League reached a deal to evacuate Keslow. A similar convoy turned back in 1994.",
         "agreed"),
    ],
)  # fmt: skip
def test_how_far_a_deal_is(text: str, stage: str) -> None:
    assert first(text)["stage"] == stage


def test_an_accord_that_others_oppose_is_made_all_the_same() -> None:
    found = first("The Dune Front was formed by those opposed to the accord that the Dune League and the army signed.")
    assert found["stage"] == "agreed"


@pytest.mark.parametrize("verb", ["declared", "agreed", "said", "signed", "offered", "denied", "confirmed", "rejected"])
def test_a_sentence_may_end_with_its_verb(verb: str) -> None:
    answer(f"A truce in Keslow with the Varenian army the rebels {verb}")
    answer(f"The Varenian army agreed to leave Keslow. A truce with the rebels was {verb}")
