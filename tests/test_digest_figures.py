"""Figures: which speak of one thing, which takes another's place, and which cannot hold beside one another."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from digest_world import ACTORS, NAMED, dispatch, toll
from fiction import casualty, claim, displacement

from summarize import Report
from summarize.digest import digest
from summarize.digest.likeness import Range, numbers
from summarize.quantities import Qualifier


def series(*reports: Report) -> list[list[str]]:
    """The words of each series' values, in any order of the reports."""
    found = [
        sorted([v.text for v in s.values] for s in digest(list(some)).casualties) for some in permutations(reports)
    ]
    assert all(f == found[0] for f in found)
    return found[0]


def test_one_figure_in_other_words() -> None:
    assert series(toll("more than 900"), toll("over 900", day=1, outlet="B"), toll("900", day=2)) == [
        ["more than 900", "900"]
    ]
    assert series(toll("over 900"), toll("over 900", day=1, victims="unknown", victims_text="people")) == [["over 900"]]


def test_a_growing_toll_is_one_series() -> None:
    (found,) = digest([toll("at least 60", day=4), toll("40", day=0), toll("52", day=2)]).casualties
    assert [(v.text, v.superseded_by) for v in found.values] == [
        ("40", "casualty-1.3"), ("52", "casualty-1.3"), ("at least 60", None),
    ]  # fmt: skip
    assert not found.contradictions


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"place": "Keslow"}, {"place": "Tarn"}),
        ({"scope": "incident"}, {"scope": "cumulative"}),
        ({"victims": "civilians"}, {"victims": "combatants", "victims_text": "soldiers"}),
        ({"harm": "killed"}, {"harm": "injured"}),
        ({"perpetrators": ["Varenian army"]}, {"perpetrators": ["Northern Shield"]}),
        ({"when": "since April"}, {"when": "between 2011 and 2015"}),
    ],
)
def test_what_is_kept_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(series(toll("40", **one), toll("52", day=1, **other))) == 2


def test_a_total_and_its_part_are_two_things() -> None:
    assert len(series(toll("52", outlet="A"), toll("12", outlet="B", day=1, victims_text="children"))) == 2
    assert len(series(toll("52", victims="unknown", victims_text="people"), toll("40", day=1))) == 2


def test_a_cumulative_and_an_incident_figure_are_never_one() -> None:
    situation = digest([toll("40", scope="incident"), toll("40", scope="cumulative", day=1)])
    assert len(situation.casualties) == 2


def test_incidents_of_different_days() -> None:
    here = {"scope": "incident", "when": "on Wednesday"}
    assert len(series(toll("40", **here), toll("52", day=1, outlet="B", **here))) == 1
    assert len(series(toll("40", **here), toll("52", day=9, outlet="B", **here))) == 2
    assert len(series(toll("40", cause="airstrikes", **here), toll("52", day=1, cause="car bomb", **here))) == 2


def test_two_sources_at_odds() -> None:
    reports = [
        toll("34", scope="incident", when="on Wednesday", outlet="A"),
        toll("12", scope="incident", when="on Wednesday", outlet="B", source="Varenian army"),
    ]
    (found,) = digest(reports).casualties
    (contradiction,) = found.contradictions
    assert {contradiction.one, contradiction.other} == {v.id for v in found.values}
    assert "cannot both hold" in contradiction.why
    assert [[p.name for p in v.sources] for v in found.values] == [["Lantern Relief"], ["Varenian army"]]
    assert all(v.superseded_by is None for v in found.values)


def test_a_source_that_corrects_itself_is_not_at_odds() -> None:
    here = {"scope": "incident", "when": "on Wednesday"}
    (found,) = digest([toll("34", **here), toll("29", day=1, **{**here, "when": None})]).casualties
    assert not found.contradictions
    assert [v.superseded_by is None for v in sorted(found.values, key=lambda v: v.text)] == [True, False]


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("34", "at least 30", False),
        ("34", "about 32", False),
        ("40", "about 32", True),
        ("34", "up to 20", True),
        ("34", "between 30 and 40", False),
        ("34", "dozens", False),
        ("34", "more than 40", True),
        ("at least 12", "more than 900", False),
        ("some 100", "about 120", False),
        ("some 100", "about 130", True),
    ],
)
def test_bounds_that_cannot_both_hold(one: str, other: str, clash: bool) -> None:
    here: dict[str, Any] = {"scope": "incident", "when": "on Wednesday"}
    (found,) = digest(
        [toll(one, outlet="A", **here), toll(other, source="Varenian army", outlet="B", **here)]
    ).casualties
    assert bool(found.contradictions) is clash


def test_about_is_within_ten_per_cent() -> None:
    assert numbers(100, 100, Qualifier.about) == Range(90, 110)
    assert numbers(100, None, Qualifier.more_than) == Range(100, float("inf"))
    assert numbers(None, 100, Qualifier.up_to) == Range(0, 100)


def test_rivals_of_one_article_are_one_series_and_its_other_figures_are_not() -> None:
    said = ["34 civilians were killed in Keslow on Wednesday", "12 civilians were killed in Keslow on Wednesday"]
    figures = [
        casualty(count=text[:2], place="Keslow", claims=[claim(source, "asserts", text)])
        for text, source in zip(said, ["Lantern Relief", "Varenian army"], strict=True)
    ]
    report = dispatch({"actors": ACTORS, "casualties": figures}, *(f"{s}." for s in said), NAMED)
    (found,) = digest([report]).casualties
    assert len(found.contradictions) == 1
    for figure in figures:
        figure["claims"][0]["source"] = "Lantern Relief"
    report = dispatch({"actors": ACTORS, "casualties": figures}, *(f"{s}." for s in said), NAMED)
    assert len(digest([report]).casualties) == 2


def test_people_who_moved() -> None:
    def moved(count: str, day: int, **more: Any) -> Report:
        said = f"{count} people left Keslow for Tarn on day {day}"
        record = displacement(count=count, origin="Keslow", claims=[claim("Lantern Relief", "asserts", said)]) | more
        return dispatch({"actors": ACTORS, "displacements": [record]}, f"{said}.", NAMED, day=day)

    one = digest(
        [
            moved("6,000", 0, movement="fled"),
            moved("6,000", 1, movement="displaced"),
            moved("9,000", 2, movement="fled"),
        ]
    )
    assert sorted(len(s.values) for s in one.displacements) in ([2], [1, 1])
    two = digest([moved("6,000", 0, movement="trapped"), moved("4,000", 3, movement="trapped")])
    assert [(v.text, v.superseded_by) for v in two.displacements[0].values] == [
        ("6,000", "displacement-1.2"),
        ("4,000", None),
    ]
    apart = digest([moved("6,000", 0, destination="Tarn"), moved("9,000", 1)])
    assert len(apart.displacements) == 2


def test_periods_without_a_day_that_are_two() -> None:
    assert len(series(toll("40", when="since the siege began"), toll("52", day=1, when="since the war began"))) == 2
    assert len(series(toll("40", when="since the siege began"), toll("52", day=1, when="in the siege"))) == 1
    assert len(series(toll("40", when="since then"), toll("52", day=1, when="since April"))) == 1


def test_a_part_of_what_one_article_counts_is_no_rival() -> None:
    said = ["1,150 people left Keslow since Thursday", "640 people left Keslow on Friday"]
    records = [
        displacement(
            count="1,150", movement="evacuated", when="since Thursday", claims=[claim(None, "asserts", said[0])]
        ),
        displacement(count="640", movement="evacuated", when="on Friday", claims=[claim("Halvia", "asserts", said[1])]),
    ]
    report = dispatch({"actors": ACTORS, "displacements": records}, *(f"{s}." for s in said), NAMED)
    assert len(digest([report]).displacements) == 2
