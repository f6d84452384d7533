"""Alignment: the literature's template scores, optimality by brute force, and what must not change the outcome."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from template_oracle import Score, Template, gtt_micro, phi_subset

from summarize.evals.alignment import Link, align

shares = st.sampled_from([0, 0.25, 0.5, 0.75, 1])  # few values, so that ties abound


@st.composite
def grids(draw, most: int = 5):
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    return draw(st.lists(st.lists(shares, min_size=columns, max_size=columns), min_size=rows, max_size=rows))


def attack(**roles) -> Template:
    return Template("attack", roles)


def bombing(**roles) -> Template:
    return Template("bombing", roles)


def victims(*names: str) -> Template:
    return attack(Victim=[(n,) for n in names])


def greedy(similarity, threshold=0.0):
    ranked = sorted(((s, -i, -j) for i, row in enumerate(similarity) for j, s in enumerate(row)), reverse=True)
    links, rows, columns = [], set(), set()
    for s, i, j in ranked:
        if s > 0 and s >= threshold and i not in rows and j not in columns:
            links.append(Link(-i, -j, s))
            rows.add(i)
            columns.add(j)
    return links


def brute_force(similarity, threshold=0.0) -> float:
    rows, columns = len(similarity), len(similarity[0])
    choices = permutations([*range(columns), *[None] * rows], rows)
    kept = [[s if s >= threshold else 0 for s in row] for row in similarity]
    return max(sum(kept[i][j] for i, j in enumerate(c) if j is not None) for c in choices)


def mass(links) -> float:
    return sum(link.similarity for link in links)


EXAMPLES = [
    pytest.param(
        [
            bombing(PerpOrg=[("ELN",)], Target=[("oil refinery",)]),
            attack(PerpOrg=[("the FMLN",)], Victim=[("mayor",), ("soldiers",)]),
        ],
        [
            attack(PerpOrg=[("Farabundo Marti Front", "FMLN")], Victim=[("peasants",), ("mayor of Achi", "mayor")]),
            bombing(PerpOrg=[("ELN",)], Target=[("pipeline",)], Weapon=[("dynamite",)]),
        ],
        Score(3, 5, 3, 6),
        Score(5, 7, 5, 8),
        id="two templates of two types",
    ),
    pytest.param(
        [attack(Victim=[("m1",), ("m2",), ("m4",)])],
        [attack(Victim=[("m1", "m2", "m3"), ("m4",)])],
        Score(3, 3, 2, 2),
        Score(4, 4, 3, 3),
        id="one gold entity predicted as two",
    ),
    pytest.param(
        [victims("v1", "v2", "v3"), victims("v3", "v4")],
        [victims("v1", "v2", "v3", "v4"), victims("v1", "v2", "v5")],
        Score(4, 5, 4, 7),
        Score(6, 7, 6, 9),
        id="greedy alignment falls short",
    ),
    pytest.param(
        [attack(PerpOrg=[("Hamas",)], Victim=[("peasants",)])],
        [attack(PerpOrg=[("Hamas", "Islamic Resistance Movement")], Victim=[("peasants",)])],
        Score(2, 2, 2, 2),
        Score(3, 3, 3, 3),
        id="an alias is enough",
    ),
]


@pytest.mark.parametrize(("predicted", "gold", "phi", "gtt"), EXAMPLES)
def test_the_scores_of_the_literature_are_reproduced(predicted, gold, phi: Score, gtt: Score) -> None:
    assert phi_subset(predicted, gold) == phi
    assert phi_subset(predicted[::-1], gold[::-1]) == phi
    assert gtt_micro(predicted, gold) == gtt


def test_the_third_example_needs_the_optimal_alignment() -> None:
    predicted, gold = EXAMPLES[2].values[:2]
    assert phi_subset(predicted, gold, align=greedy) == Score(3, 5, 3, 7)


@given(grids(4), shares)
def test_no_alignment_has_more(similarity, threshold) -> None:
    links = align(similarity, threshold=threshold)
    assert mass(links) == pytest.approx(brute_force(similarity, threshold), abs=1e-6)
    assert mass(links) >= mass(greedy(similarity, threshold)) - 1e-6


@given(grids(), shares)
def test_links_are_one_to_one_over_the_threshold_and_in_order(similarity, threshold) -> None:
    links = align(similarity, threshold=threshold)
    assert [link.predicted for link in links] == sorted({link.predicted for link in links})
    assert len({link.gold for link in links}) == len(links)
    for i, j, s in links:
        assert s == similarity[i][j] >= threshold
        assert s > 0


def test_pairs_under_the_threshold_are_out_before_the_best_is_sought() -> None:
    # The sum is largest over the diagonal, of which one pair is then dropped; without it the other diagonal is.
    similarity = [[0.7, 0.6], [0.0, 0.45]]
    assert align(similarity) == (Link(0, 0, 0.7), Link(1, 1, 0.45))
    similarity = [[0.6, 0.7], [0.45, 0.6]]
    assert align(similarity) == (Link(0, 0, 0.6), Link(1, 1, 0.6))
    assert align([[0.6, 0.9], [0.4, 0.6]], threshold=0.5) == (Link(0, 0, 0.6), Link(1, 1, 0.6))
    assert align([[0.9, 0.55], [0.49, 0.1]], threshold=0.5) == (Link(0, 0, 0.9),)
    assert align([[0.7, 0.6], [0.55, 0.45]], threshold=0.5) == (Link(0, 1, 0.6), Link(1, 0, 0.55))


@pytest.mark.parametrize("empty", [[], [[]], [[], []]])
def test_nothing_aligns_with_nothing(empty) -> None:
    assert align(empty) == ()


def test_a_pair_at_the_threshold_is_linked_and_one_of_nothing_never() -> None:
    assert align([[0.1 + 0.2]], threshold=0.3) == align([[0.1 + 0.2]], threshold=0.1 + 0.2)
    assert align([[0.5 - 1e-6]], threshold=0.5) == ()
    assert align([[0.0]]) == align([[0.0, 0.0], [0.0, 0.0]]) == ()


def test_of_equal_sums_the_one_with_more_links_wins() -> None:
    assert len(align([[1.0, 0.5], [0.5, 0.0]])) == 2


@given(grids(), st.data())
def test_an_optional_column_takes_nothing_from_a_required_one(similarity, data) -> None:
    columns = len(similarity[0])
    optional = data.draw(st.sets(st.integers(0, columns - 1)))
    links = align(similarity, optional=optional)
    required = [j for j in range(columns) if j not in optional]
    assert mass(links) == pytest.approx(mass(align(similarity)), abs=1e-6)
    # A predicted thing linked to an optional one fits no free required one as well.
    free = set(required) - {link.gold for link in links}
    assert all(similarity[i][j] < s for i, k, s in links if k in optional for j in free)


def test_an_optional_record_may_take_what_fits_it_better() -> None:
    assert align([[0.6, 0.9]], optional={1}) == (Link(0, 1, 0.9),)
    assert align([[0.9, 0.9]], optional={0}) == (Link(0, 1, 0.9),)


@settings(max_examples=200)
@given(grids(), st.data())
def test_neither_order_nor_side_tells(similarity, data) -> None:
    rows, columns = len(similarity), len(similarity[0])
    keys = [f"p{i}" for i in range(rows)], [f"g{j}" for j in range(columns)]

    def named(links, keys):
        return {(keys[0][link.predicted], keys[1][link.gold]) for link in links}

    expected = named(align(similarity, keys=keys), keys)
    p, g = data.draw(st.permutations(range(rows))), data.draw(st.permutations(range(columns)))
    shuffled = [keys[0][i] for i in p], [keys[1][j] for j in g]
    assert named(align([[similarity[i][j] for j in g] for i in p], keys=shuffled), shuffled) == expected
    turned = [[similarity[i][j] for i in range(rows)] for j in range(columns)]
    assert {(p, g) for g, p in named(align(turned, keys=keys[::-1]), keys[::-1])} == expected
