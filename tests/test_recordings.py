"""The recorded answers of a language model on the samples: fresh, whole, and as good as the leaderboard says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from summarize import prompts
from summarize.evals import evaluate
from summarize.evals.runs import Run
from summarize.evals.scores import KINDS
from summarize.evals.tally import Metric, Tally
from summarize.settings import Settings

FOLDER = Path(str(files("summarize.evals"))) / "recordings"
RECORDINGS = [json.loads(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))]


@pytest.fixture(scope="module", params=[1, 2], ids=["one pass", "two passes"])
def runs(request: pytest.FixtureRequest) -> Sequence[Run]:
    return [
        evaluate(name, settings=Settings(model="recorded", passes=request.param))
        for name in ("samples/dev", "samples/test")
    ]


def test_each_says_which_kind_of_model_gave_it_and_when_to_what() -> None:
    for recording in RECORDINGS:
        assert set(recording) == {"model", "recorded", "prompt_hash", "request", "cut", "text"}
        assert recording["prompt_hash"] == prompts.fixed_hash(), "stale: record it anew"
        assert recording["model"]
        assert recording["recorded"] >= "2026-11-28"


def test_every_sample_is_answered_and_read_well(runs: Sequence[Run]) -> None:
    for run in runs:
        assert len(run.scores) == 4
        assert not run.totals.failures
        assert run.content_f1 >= 0.93
        for kind in KINDS:
            share = sum((s.kinds[kind].records for s in run.scores), Tally()).share(Metric.content_f1)
            assert share is None or share >= 0.85, kind


def test_every_quote_of_a_recorded_answer_stands_in_its_article(runs: Sequence[Run]) -> None:
    for run in runs:
        assert run.totals.grounding.near == 0
        assert run.totals.grounding.exact > 50
