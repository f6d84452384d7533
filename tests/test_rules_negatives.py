"""Figures of speech: hard negatives hold hardly an ultimatum, a deal or a casualty that is none."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from summarize.evals.runs import evaluate

NEGATIVES = Path(__file__).parent.parent / "evals" / "negatives"


@cache
def false_records(half: str) -> tuple[Counter[str], int]:
    """How many records of each kind stand in no label, and the number of articles."""
    run = evaluate(str(NEGATIVES / half))
    found: Counter[str] = Counter()
    for score in run.scores:
        for kind, part in score.kinds.items():
            found[kind] += part.records.spurious
    return found, len(run.scores)


@pytest.mark.parametrize("half", ["tuned", "held_out"])
def test_at_most_one_false_ultimatum_or_deal_in_ten(half: str) -> None:
    found, articles = false_records(half)
    assert articles == 12
    assert found["ultimatums"] + found["deals"] <= articles / 10


def test_what_is_no_ultimatum_and_no_deal_of_those_that_rules_may_be_tuned_on() -> None:
    found, _ = false_records("tuned")
    assert found["ultimatums"] == found["deals"] == 0


@pytest.mark.parametrize("half", ["tuned", "held_out"])
def test_false_casualties_are_few(half: str) -> None:
    found, articles = false_records(half)
    assert found["casualties"] <= 2 * articles / 10
