"""Real articles, where their folder is named: they are other people's texts and no part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarize import Report, summarize
from summarize.evals import evaluate
from summarize.schemas import verbatim_values

FOLDER = Path(os.environ.get("SUMMARIZE_ARTICLES", "").split(os.pathsep)[0])
ARTICLES = sorted(FOLDER.glob("*.txt")) if os.environ.get("SUMMARIZE_ARTICLES") else []

pytestmark = pytest.mark.skipif(not ARTICLES, reason="SUMMARIZE_ARTICLES names no folder with articles")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_the_report_on_a_real_article_holds(path: Path) -> None:
    report = summarize(path)
    text = path.read_text("utf-8")
    values = list(verbatim_values(report))
    assert report.actors
    assert report.casualties
    assert report.rejected == ()
    assert values
    assert all(text[v.start : v.end] == v.text for v in values)
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_the_labels_of_real_articles_are_found_again_by_the_engine() -> None:
    run = evaluate("seeds")
    if run.unread:
        pytest.skip(f"the folder lacks {len(run.unread)} of the labelled articles")
    assert run.totals.failures == {}
    assert run.content_f1 > 0.5
