"""How sure a score is, and whether two runs differ: resampling of articles.

Articles are what was sampled, records of one article stand or fall together; so articles are drawn anew and their parts
of the ratio added up again. Averaging each article's own F1 would measure another thing: there, one record missed in a
short article weighs more than ten in a long one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from summarize.evals.tally import Ratio

__all__ = ["RESAMPLES", "Difference", "Interval", "difference", "interval"]

RESAMPLES: Final = 10_000
_CELLS: Final = 1 << 20  # of one block of resamples: 8 MB, however many articles there are

_Array = NDArray[np.float64]


class Interval(BaseModel):
    """A ratio and its bootstrap interval. None: nothing was measured; no ends: fewer than two articles to draw from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: float | None
    low: float | None = None
    high: float | None = None
    level: float = Field(default=0.95, description="Share of the resamples between low and high.")
    articles: int
    resamples: int = Field(default=0, description="Those in which there was something to measure.")


class Difference(Interval):
    """The candidate's ratio less the baseline's."""

    p: float | None = Field(default=None, description="Chance of one as large if it did not matter which run is which.")
    exact: bool = Field(default=False, description="Whether p is of all swaps, not estimated from some.")


def interval(parts: Sequence[Ratio], *, level: float = 0.95, resamples: int = RESAMPLES, seed: int = 0) -> Interval:
    """Percentile bootstrap of a ratio of sums over articles.

    Args:
        parts: each article's part in numerator and denominator.
        level: share of the resamples between the ends.
        resamples: how many sets of articles are drawn.
        seed: the same seed, the same ends.

    >>> interval([Ratio(1, 2), Ratio(3, 4), Ratio(2, 2)]).value
    0.75

    """
    numbers = _columns(parts)
    value = Ratio(*numbers.sum(axis=1).tolist()).value
    drawn = _bootstrap(numbers, _ratio, resamples, seed)
    return Interval(value=value, level=level, articles=len(parts), **_ends(drawn, level))


def difference(
    baseline: Sequence[Ratio],
    candidate: Sequence[Ratio],
    *,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Difference:
    """Candidate less baseline on the same articles: bootstrap interval, and paired permutation test (two-sided).

    Under the null hypothesis it does not matter which run an article's parts came from, so they are swapped at random;
    all 2^n swaps are tried where that is no more work than `resamples`.

    Raises:
        ValueError: the two have not the same number of articles.

    """
    if len(baseline) != len(candidate):
        raise ValueError(f"{len(baseline)} articles against {len(candidate)}")
    numbers = np.concatenate([_columns(baseline), _columns(candidate)])
    observed = float(_gap(numbers.sum(axis=1)))
    if np.isnan(observed):
        return Difference(value=None, level=level, articles=len(baseline))
    drawn = _bootstrap(numbers, _gap, resamples, seed)
    p, exact = _permutation(numbers, abs(observed), resamples, seed)
    return Difference(value=observed, level=level, articles=len(baseline), p=p, exact=exact, **_ends(drawn, level))


def _columns(parts: Sequence[Ratio]) -> _Array:
    return np.array(parts, dtype=float).reshape(-1, 2).T


def _ratio(sums: _Array) -> _Array:
    """Shape (2, …) → (…); NaN where there is nothing to measure."""
    shares: _Array = np.divide(sums[0], sums[1], out=np.full_like(sums[0], np.nan), where=sums[1] != 0)
    return shares


def _gap(sums: _Array) -> _Array:
    """Shape (4, …) → (…)."""
    return _ratio(sums[2:]) - _ratio(sums[:2])


def _bootstrap(numbers: _Array, statistic: Callable[[_Array], _Array], resamples: int, seed: int) -> _Array:
    """`numbers`, shape (k, articles), → the statistic of each resample that has one, sorted."""
    articles = numbers.shape[1]
    if articles < 2:
        return np.empty(0)
    rng = np.random.default_rng(seed)
    blocks = (rng.integers(0, articles, (size, articles)) for size in _blocks(resamples, articles))
    drawn = np.concatenate([statistic(numbers[:, chosen].sum(axis=2)) for chosen in blocks])
    return np.sort(drawn[~np.isnan(drawn)])


def _permutation(numbers: _Array, observed: float, resamples: int, seed: int) -> tuple[float, bool]:
    articles = numbers.shape[1]
    change = numbers[2:] - numbers[:2]
    rng = np.random.default_rng(seed)
    exact = articles < 63 and 1 << articles <= resamples
    trials = 1 << articles if exact else resamples
    hits = tried = start = 0
    for size in _blocks(trials, articles):
        if exact:
            swapped = np.arange(start, start + size)[:, None] >> np.arange(articles) & 1
        else:
            swapped = rng.integers(0, 2, (size, articles))
        moved = change @ swapped.T
        gaps = np.abs(_gap(np.concatenate([numbers[:2].sum(1)[:, None] + moved, numbers[2:].sum(1)[:, None] - moved])))
        hits += int((gaps >= observed - 1e-12).sum())  # sums round: as large is as large
        tried += int((~np.isnan(gaps)).sum())
        start += size
    # The runs as they are is one of the swaps: an estimate counts it, so p is never 0.
    return (hits / tried, True) if exact else ((hits + 1) / (tried + 1), False)


def _blocks(rows: int, articles: int) -> Iterator[int]:
    most = max(1, _CELLS // articles)
    for start in range(0, rows, most):
        yield min(most, rows - start)


def _ends(drawn: _Array, level: float) -> dict[str, float | int | None]:
    if not drawn.size:
        return {}
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2]).tolist()
    return {"low": low, "high": high, "resamples": drawn.size}
