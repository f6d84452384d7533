"""The scorer of situations against worked examples of the literature, and `digest` against the gold situation."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import summarize.digest
from summarize.digest import digest
from summarize.evals.check import breaches
from summarize.evals.gold import find_labels, read_label
from summarize.evals.situation import gold, reports, score
from summarize.evals.situation.clustering import Share, b_cubed, ceaf_e, overlap

KEY = [set("12345"), set("67"), set("89ABC")]
# Luo (2005), table 1, responses a to d; a and b are also Bagga and Baldwin's (1998).
LUO = {
    "a": [set("12345"), set("6789ABC")],
    "b": [set("1234589ABC"), set("67")],
    "c": [set("123456789ABC")],
    "d": [{thing} for thing in "123456789ABC"],
}


@pytest.mark.parametrize(("response", "f1"), [("a", 0.865), ("b", 0.737), ("c", 0.545), ("d", 0.400)])
def test_b_cubed_as_published(response: str, f1: float) -> None:
    assert round(b_cubed(LUO[response], KEY).f1, 3) == f1


def test_b_cubed_as_its_authors_work_it_out() -> None:
    assert b_cubed(LUO["a"], KEY) == Share(pytest.approx(16 / 21), 1.0)
    assert b_cubed(LUO["b"], KEY) == Share(pytest.approx(7 / 12), 1.0)


@pytest.mark.parametrize(("response", "f1"), [("a", 0.733), ("b", 0.667), ("c", 0.294), ("d", 0.178)])
def test_ceaf_as_published(response: str, f1: float) -> None:
    assert round(ceaf_e(LUO[response], KEY).f1, 3) == f1


def test_things_must_be_the_same() -> None:
    with pytest.raises(ValueError, match="not of the same things"):
        b_cubed([{1}], [{1, 2}])
    assert b_cubed([], []) == ceaf_e([], []) == overlap([], []) == Share(1.0, 1.0)
    assert ceaf_e([], KEY) == Share(1.0, 0.0)


@st.composite
def two_clusterings(draw: st.DrawFn) -> tuple[list[set[int]], list[set[int]]]:
    def one() -> list[set[int]]:
        groups: dict[int, set[int]] = {}
        for thing in range(8):
            groups.setdefault(draw(st.integers(0, 4)), set()).add(thing)
        return list(groups.values())

    return one(), one()


@given(two_clusterings())
def test_laws_of_the_measures(both: tuple[list[set[int]], list[set[int]]]) -> None:
    one, other = both
    for measure in (b_cubed, ceaf_e):
        assert measure(one, one) == Share(pytest.approx(1), pytest.approx(1))
        there, back = measure(one, other), measure(other, one)
        assert there == Share(pytest.approx(back.recall), pytest.approx(back.precision))
        assert 0 < there.f1 <= 1.0000001


def test_the_labels_hold() -> None:
    folder = str(summarize.evals.situation.__path__[0])
    labels = find_labels([folder])
    assert len(labels) == 6
    for _, path in labels:
        assert breaches(read_label(path)) == []


def test_the_gold_situation_names_records_that_are_there() -> None:
    situation = digest(reports())
    wanted = gold()
    named = [r for g in (*wanted["actors"], *wanted["matters"]) for r in g["records"]]
    assert len(named) == len(set(named))
    told = {r for part in score(situation) for r in part}
    assert told <= {share for share in told if 0 <= share <= 1}
    # A record that is named wrongly would be in no cluster of the situation, and the measures would refuse it.
    matters = sum(len(m.records()) for m in situation.matters())
    assert matters == sum(len(g["records"]) for g in wanted["matters"])


def test_digest_on_the_gold() -> None:
    found = score()
    assert {name: share.f1 for name, share in found._asdict().items() if share.f1 < 0.95} == {}


def test_a_worse_situation_scores_worse() -> None:
    apart = {"different": [{"actors": ["Jaish al-Wadi", "Army of the Valley"]}]}
    worse = score(digest(reports(), merges=summarize.digest.Corrections.model_validate(apart), as_of=gold()["as_of"]))
    assert worse.actors_b_cubed.recall < score().actors_b_cubed.recall
    assert worse.matters_ceaf_e.f1 < score().matters_ceaf_e.f1


@pytest.mark.parametrize("name", [m.name for m in pkgutil.iter_modules(summarize.digest.__path__)])
def test_doctests(name: str) -> None:
    module = importlib.import_module(f"summarize.digest.{name}")
    assert doctest.testmod(module).failed == 0


def test_doctests_of_the_scorer() -> None:
    assert doctest.testmod(importlib.import_module("summarize.evals.situation.clustering")).failed == 0
