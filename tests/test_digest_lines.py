"""Ultimatums and deals through several articles: which are one, their stations, their two sides, their clock."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import Any

import pytest
from digest_world import DAY, accord, demand

from summarize.digest import digest

AGREED = ("Varenian army", "asserts", "a deal to leave the town was agreed")
DENIED = ("Pavel Osk", "denies", "there is no deal and there was none")
HALTED = ("Varenian army", "asserts", "the evacuation deal was halted for now")


def test_one_line_of_life() -> None:
    reports = [
        accord("proposed", ("Varenian army", "proposes", "buses were offered to the rebels"), outlet="A"),
        accord("agreed", AGREED, outlet="B", day=1, date="Friday"),
        accord("agreed", AGREED, DENIED, outlet="C", day=2),
        accord("suspended", HALTED, outlet="A", day=4),
    ]
    for order in permutations(reports):
        (deal,) = digest(order).deals
        assert [s.what for s in deal.steps] == ["proposed", "agreed", "denied", "suspended"]
        assert [s.date for s in deal.steps] == [DAY, DAY, DAY + dt.timedelta(2), DAY + dt.timedelta(4)]
        assert deal.stage == "suspended"
        assert deal.disputed
        assert [p.name for p in deal.parties] == ["Varenian army", "Northern Shield"]
        assert {s.quote.text for s in deal.statements} >= {AGREED[2], DENIED[2], HALTED[2]}
        denial = next(s for s in deal.statements if s.stance == "denies")
        assert (denial.outlet, denial.date) == ("C", DAY + dt.timedelta(2))
        assert denial.source is not None
        assert denial.source.name == "Pavel Osk"


def test_both_sides_in_different_articles() -> None:
    one, other = accord("agreed", AGREED, outlet="A"), accord("agreed", DENIED, outlet="B", day=1)
    assert not any(r.deals[0].disputed for r in (one, other))
    (deal,) = digest([one, other]).deals
    assert deal.disputed
    assert (deal.support.sources, deal.against.sources) == (1, 1)


def test_a_spokesman_and_his_body_are_one_source() -> None:
    own = ("Northern Shield", "denies", "the group said that nothing was agreed")
    (deal,) = digest([accord("agreed", DENIED, outlet="A"), accord("agreed", own, outlet="B")]).deals
    assert deal.against.sources == 1


@pytest.mark.parametrize(
    "other",
    [
        {"place": "Tarn"},
        {"kind": "ceasefire"},
        {"parties": ["Lantern Relief", "Halvia"]},
        {"day": 90},
        {"date": "on 3 March 2031"},
    ],
)
def test_deals_that_are_two(other: dict[str, Any]) -> None:
    more = {"day": 1} | other
    assert len(digest([accord("agreed", AGREED, outlet="A"), accord("agreed", AGREED, outlet="B", **more)]).deals) == 2


def test_a_deal_without_a_place() -> None:
    assert len(digest([accord("agreed", AGREED), accord("agreed", AGREED, day=1, place=None)]).deals) == 1
    third = accord("agreed", AGREED, day=2, place="Tarn")
    found = digest([accord("agreed", AGREED), accord("agreed", AGREED, day=1, place=None), third]).deals
    assert sorted(d.place or "" for d in found) == ["", "Keslow", "Tarn"]  # it may be either


def test_agreed_anew_after_a_halt() -> None:
    reports = [accord("agreed", AGREED), accord("suspended", HALTED, day=2), accord("agreed", AGREED, day=4)]
    (deal,) = digest(reports).deals
    assert [s.what for s in deal.steps] == ["agreed", "suspended", "agreed"]
    assert deal.stage == "agreed"


def test_an_ultimatum_and_its_clock() -> None:
    refusal = {"response": "rejected"}
    reports = [demand(outlet="A"), demand(outlet="B", day=1, hours="48 hours", **refusal)]
    (line,) = digest(reports).ultimatums
    assert [(d.day, d.passed) for d in line.deadlines] == [(DAY + dt.timedelta(3), False)]
    assert [s.what for s in line.steps] == ["given", "refused"]
    assert line.response == "rejected"
    (line,) = digest(reports, as_of=DAY + dt.timedelta(4)).ultimatums
    assert [d.passed for d in line.deadlines] == [True]
    (line,) = digest(reports, as_of=DAY + dt.timedelta(3)).ultimatums
    assert [d.passed for d in line.deadlines] == [False]  # the last day is not over


def test_a_deadline_that_moves() -> None:
    (line,) = digest([demand(), demand(day=1, hours="96 hours")]).ultimatums
    assert [d.day for d in line.deadlines] == [DAY + dt.timedelta(3), DAY + dt.timedelta(5)]


def test_a_deadline_without_a_day() -> None:
    (line,) = digest([demand(hours="a deadline")]).ultimatums
    assert [(d.text, d.day, d.passed) for d in line.deadlines] == [("a deadline", None, None)]


def test_two_places_are_two_ultimatums() -> None:
    found = digest([demand(), demand(day=1, place="Tarn"), demand(day=1, outlet="B")]).ultimatums
    assert sorted((u.place, len(u.told)) for u in found) == [("Keslow", 2), ("Tarn", 1)]


@pytest.mark.parametrize(
    "other",
    [
        {"targets": ["Halvia"]},
        {"issuers": ["Northern Shield"], "targets": ["Varenian army"]},
        {"day": 40},
    ],
)
def test_ultimatums_that_are_two(other: dict[str, Any]) -> None:
    assert len(digest([demand(), demand(**({"day": 1} | other))]).ultimatums) == 2


def test_a_third_article_does_not_bridge_two_places() -> None:
    """Two deals that name nobody in common but each somebody of a third, which has no place."""
    one = accord("agreed", AGREED, outlet="A", parties=["Varenian army", "Lantern Relief"])
    other = accord("agreed", AGREED, outlet="B", day=1, place="Tarn", parties=["Northern Shield", "Halvia"])
    whole = ["Varenian army", "Lantern Relief", "Northern Shield", "Halvia"]
    third = accord("agreed", AGREED, outlet="C", day=2, place=None, parties=whole)
    places = [{t.record.place and t.record.place.text for t in d.told} for d in digest([one, other, third]).deals]
    assert all(not {"Keslow", "Tarn"} <= p for p in places)
