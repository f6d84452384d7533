"""Bootstrap and permutation test: against SciPy's, and against values worked out by hand."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.evals import statistics
from summarize.evals.statistics import Difference, Interval, difference, interval
from summarize.evals.tally import Metric, Ratio, Tally

FEW = [Ratio(4, 10), Ratio(9, 10), Ratio(1, 2), Ratio(20, 30), Ratio(0, 3), Ratio(5, 5)]
OTHER = [Ratio(6, 10), Ratio(9, 10), Ratio(2, 2), Ratio(21, 31), Ratio(1, 3), Ratio(4, 6)]
parts = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda t: Ratio(min(t), max(t))), max_size=8)


def _share(numerators, denominators, axis=-1):
    return numerators.sum(axis) / denominators.sum(axis)


def test_the_ratio_of_sums_is_what_is_drawn_not_the_mean_of_ratios() -> None:
    uneven = [Ratio(0, 1), Ratio(99, 99)]
    found = interval(uneven)
    assert found.value == 99 / 100  # the mean of the articles' own shares is 1/2
    assert (found.low, found.high) == (0, 1)


def test_the_interval_is_scipys_percentile_interval_of_the_same_draws() -> None:
    numerators, denominators = np.array(FEW, dtype=float).T
    scipys = scipy.stats.bootstrap(
        (numerators, denominators),
        _share,
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=10_000,
        rng=np.random.default_rng(7),
    ).confidence_interval
    ours = interval(FEW, seed=7)
    assert (ours.low, ours.high) == pytest.approx((scipys.low, scipys.high), abs=1e-12)
    assert ours.resamples == 10_000


def test_drawing_in_blocks_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, swaps = interval(FEW, resamples=999), difference(FEW, OTHER, resamples=999)
    monkeypatch.setattr(statistics, "_CELLS", 60)
    assert interval(FEW, resamples=999) == whole
    assert difference(FEW, OTHER, resamples=999) == swaps


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(3)
    covered = 0
    for seed in range(200):
        gold = rng.integers(1, 20, 40)
        found = interval(
            [Ratio(n, d) for n, d in zip(rng.binomial(gold, 0.7), gold, strict=True)], resamples=400, seed=seed
        )
        covered += found.low <= 0.7 <= found.high
    assert 0.88 <= covered / 200 <= 0.99


def test_a_higher_level_is_wider_and_a_seed_repeats() -> None:
    assert interval(FEW, level=0.99).high >= interval(FEW, level=0.8).high
    assert interval(FEW, level=0.99).low < interval(FEW, level=0.8).low
    assert interval(FEW, seed=1) == interval(FEW, seed=1) != interval(FEW, seed=2)


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([], Interval(value=None, articles=0)),
        ([Ratio(0, 0), Ratio(0, 0)], Interval(value=None, articles=2)),
        ([Ratio(1, 2)], Interval(value=0.5, articles=1)),
    ],
)
def test_what_was_not_measured_has_no_ends(articles: list[Ratio], expected: Interval) -> None:
    assert interval(articles) == expected


def test_resamples_without_anything_to_measure_are_left_out_and_said_so() -> None:
    found = interval([Ratio(0, 0), Ratio(1, 2)], resamples=1000)
    assert (found.low, found.high) == (0.5, 0.5)
    assert 700 < found.resamples < 800  # a quarter of the draws takes the empty article twice


def test_the_exact_permutation_test_by_hand() -> None:
    # Gaps of the four swaps: 1/2, 0, 0, -1/2; two of four are as large as the observed one.
    found = difference([Ratio(0, 2), Ratio(1, 2)], [Ratio(1, 2), Ratio(2, 2)])
    assert (found.value, found.p, found.exact) == (0.5, 0.5, True)


def test_the_exact_test_counts_every_swap() -> None:
    observed = _gap(FEW, OTHER)
    swaps = [
        _gap(*zip(*((b, a) if s else (a, b) for a, b, s in zip(FEW, OTHER, flips, strict=True)), strict=True))
        for flips in product((0, 1), repeat=6)
    ]
    expected = sum(abs(gap) >= abs(observed) - 1e-12 for gap in swaps) / 64
    assert difference(FEW, OTHER).p == expected
    assert difference(FEW, OTHER).value == pytest.approx(observed)


@pytest.mark.parametrize(("articles", "exact"), [(6, True), (40, False)])
def test_p_is_that_of_scipys_permutation_test(articles: int, exact: bool) -> None:
    rng = np.random.default_rng(articles)
    gold = rng.integers(2, 12, articles)
    runs = [[Ratio(n, d) for n, d in zip(rng.binomial(gold, share), gold, strict=True)] for share in (0.6, 0.68)]
    numbers = np.array(runs, dtype=float)  # run, article, (numerator, denominator)

    def gap(old, new, axis=-1):
        # SciPy swaps numbers, so it is given positions in the list of all articles' parts.
        parts = numbers.reshape(-1, 2)
        a, b = parts[old.astype(int)], parts[new.astype(int)]
        return _share(b[..., 0], b[..., 1]) - _share(a[..., 0], a[..., 1])

    positions = np.arange(2 * articles).reshape(2, articles)
    scipys = scipy.stats.permutation_test(
        tuple(positions), gap, permutation_type="samples", vectorized=True, n_resamples=10_000, rng=rng
    )
    ours = difference(*runs)
    assert ours.exact is exact
    assert ours.value == pytest.approx(scipys.statistic, abs=1e-12)
    assert ours.p == pytest.approx(scipys.pvalue, abs=1e-12 if exact else 0.02)


def test_the_difference_is_drawn_with_the_same_articles_on_both_sides() -> None:
    # Hard and easy articles: each run alone is unsure, the difference is not.
    old, new = [Ratio(1, 10), Ratio(8, 10)] * 10, [Ratio(2, 10), Ratio(9, 10)] * 10
    found = difference(old, new)
    assert (found.low, found.high) == pytest.approx((0.1, 0.1))
    assert found.p is not None
    assert found.p < 0.001
    assert interval(old).high - interval(old).low > 0.2


def test_equal_runs_do_not_differ_and_an_estimate_is_never_0() -> None:
    assert difference(FEW, FEW) == Difference(value=0, low=0, high=0, articles=6, resamples=10_000, p=1, exact=True)
    many = [Ratio(0, 5)] * 100
    assert difference(many, [Ratio(5, 5)] * 100).p == 1 / 10_001


def test_runs_on_different_articles_are_refused() -> None:
    with pytest.raises(ValueError, match="6 articles against 5"):
        difference(FEW, OTHER[:5])


def test_a_side_without_anything_to_measure_gives_no_difference() -> None:
    assert difference([Ratio(0, 0)], [Ratio(1, 1)]) == Difference(value=None, articles=1)


@settings(max_examples=50, deadline=None)
@given(parts, st.randoms(use_true_random=False))
def test_swapping_the_runs_turns_the_sign_and_keeps_p(articles: list[Ratio], random) -> None:
    others = [random.choice(articles) for _ in articles]
    there, back = difference(articles, others, resamples=300), difference(others, articles, resamples=300)
    assert there.p == back.p
    if there.value is not None:
        assert there.value == pytest.approx(-back.value)
        assert 0 < there.p <= 1


@settings(max_examples=50, deadline=None)
@given(parts)
def test_the_ends_stand_around_what_was_drawn(articles: list[Ratio]) -> None:
    found = interval(articles, resamples=200)
    if found.low is not None:
        shares = [r.value for r in articles if r.value is not None]
        assert min(shares) - 1e-12 <= found.low <= found.high <= max(shares) + 1e-12


def test_metrics_are_ratios_of_counts() -> None:
    counts = Tally(correct=2, partial=1, incorrect=1, missing=2, spurious=1, mass=2.5)
    assert {m.value: counts.share(m) for m in Metric} == {
        "content_precision": 2.5 / 5,
        "content_recall": 2.5 / 6,
        "content_f1": 5 / 11,
        "link_precision": 3 / 5,
        "link_recall": 3 / 6,
        "link_f1": 6 / 11,
    }
    assert all(Tally().share(m) is None for m in Metric)
    assert Tally(missing=3).share(Metric.content_f1) == 0


def _gap(old, new) -> float:
    return sum(r[0] for r in new) / sum(r[1] for r in new) - sum(r[0] for r in old) / sum(r[1] for r in old)
