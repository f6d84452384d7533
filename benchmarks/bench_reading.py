"""How long the reading of counts and times takes on an article of 800 words."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from summarize.dates import Direction, find_whens, resolve
from summarize.quantities import find_counts, numbers_in, widen


@pytest.fixture(scope="module")
def article() -> str:
    samples = files("summarize.evals.samples")
    names = ("bridge-of-sand.txt", "keslow-deadline.txt")
    return "\n\n".join(samples.joinpath(name).read_text("utf-8") for name in names)


def test_find_counts(benchmark: BenchmarkFixture, article: str) -> None:
    counts = benchmark(find_counts, article)
    assert "More than 900" in [article[c.start : c.end] for c in counts]


def test_numbers_in(benchmark: BenchmarkFixture, article: str) -> None:
    assert {900, 25_000, 80_000} <= benchmark(numbers_in, article)


def test_widen(benchmark: BenchmarkFixture, article: str) -> None:
    start = article.index("25,000")
    count = benchmark(widen, article, start, start + len("25,000"))
    assert count is not None
    assert article[count.start : count.end] == "Some 25,000"


def test_find_whens(benchmark: BenchmarkFixture, article: str) -> None:
    whens = benchmark(find_whens, article)
    assert "by Sunday" in [article[start:end] for start, end in whens]


def test_resolve(benchmark: BenchmarkFixture) -> None:
    thursday = dt.date(2031, 5, 1)
    assert benchmark(resolve, "by Sunday", thursday, Direction.forward) == (thursday, dt.date(2031, 5, 4))
