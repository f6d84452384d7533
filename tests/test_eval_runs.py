"""Runs: an engine over a set, kept, gone on with, its paid answers asked for once."""

from __future__ import annotations

import json
from pathlib import Path

import labels
import pytest

from summarize.evals import LabelError, Run, evaluate, load_run
from summarize.evals.agreement import agree
from summarize.evals.runs import run_folder


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A set of two articles, the second with another text."""
    labels.write(tmp_path / "set")
    labels.write(tmp_path / "set", stem="other", text=labels.TEXT + "\nIt rained.\n")
    return tmp_path / "set"


def test_the_right_answer_scores_one_and_is_summed_up(two: Path) -> None:
    run = evaluate(two, engine=labels.Told(labels.LABEL))
    assert run.content_f1 == 1
    assert [s.article for s in run.scores] == [f"{two}/other", f"{two}/tarn"]
    assert run.totals.usage.cost == 1.0
    assert run.totals.grounding.exact == 4


def test_a_missed_record_lowers_the_score(two: Path) -> None:
    run = evaluate(two, engine=labels.Told(labels.label(casualties=[], key_points=[])))
    assert 0 < run.content_f1 < 1
    assert {s.missing for s in run.scores} == {("casualty-1",)}


def test_failures_are_counted_apart(two: Path) -> None:
    run = evaluate(two, engine=labels.Told(labels.LABEL, fails_on="rained"))
    assert run.totals.failures == {"EngineError (it would not)": 1}
    assert run.totals.articles == 1
    assert run.content_f1 == 1


def test_a_label_without_its_article_is_said_and_in_no_figure(two: Path) -> None:
    (two / "other.txt").unlink()
    run = evaluate(two, engine=labels.Told(labels.LABEL))
    assert list(run.unread) == [f"{two}/other"]
    assert "not found" in run.unread[f"{two}/other"]
    assert len(run.scores) == 1


def test_a_label_that_does_not_hold_stops_the_run(tmp_path: Path) -> None:
    raw = labels.label()
    raw["casualties"][0]["count"] = "420"
    labels.write(tmp_path, raw)
    with pytest.raises(LabelError, match=r"casualties\[0\] count"):
        evaluate(tmp_path, engine=labels.Told(labels.LABEL))


def test_a_run_is_kept_and_loads_back_equal(two: Path, tmp_path: Path) -> None:
    run = evaluate(two, engine=labels.Told(labels.LABEL), folder=tmp_path / "run")
    assert load_run(tmp_path / "run") == run
    assert Run.model_validate_json(run.model_dump_json()) == run
    with pytest.raises(LabelError, match="no finished run"):
        load_run(two)


def test_what_is_kept_holds_no_articles_text(two: Path, tmp_path: Path) -> None:
    evaluate(two, engine=labels.Told(labels.LABEL), folder=tmp_path / "run")
    kept = [json.loads(p.read_text()) for p in (tmp_path / "run" / "reports").iterdir()]
    assert len(kept) == 2
    assert all("It rained" not in json.dumps(k) and not k["report"]["document"]["text"] for k in kept)


def test_a_run_goes_on_where_it_stopped_and_tries_failures_again(two: Path, tmp_path: Path) -> None:
    folder, engine = tmp_path / "run", labels.Told(labels.LABEL, fails_on="rained")
    first = evaluate(two, engine=engine, folder=folder)
    assert engine.asked == 2
    engine.fails_on = "\0"
    second = evaluate(two, engine=engine, folder=folder)
    assert engine.asked == 3
    assert second.totals.failures == {}
    assert second.started == first.started
    before, after = ({s.article: s for s in r.scores} for r in (first, second))
    assert before[f"{two}/tarn"] == after[f"{two}/tarn"]


def test_an_article_that_changed_is_read_again(tmp_path: Path) -> None:
    labels.write(tmp_path / "set")
    engine = labels.Told(labels.LABEL)
    evaluate(tmp_path / "set", engine=engine, folder=tmp_path / "run")
    labels.write(tmp_path / "set", text=labels.TEXT + "More.\n")
    evaluate(tmp_path / "set", engine=engine, folder=tmp_path / "run")
    assert engine.asked == 2


def test_a_folder_with_another_engines_run_is_refused(two: Path, tmp_path: Path) -> None:
    evaluate(two, engine=labels.Told(labels.LABEL), folder=tmp_path / "run")
    with pytest.raises(ValueError, match="another engine"):
        evaluate(two, engine=labels.Told(labels.LABEL, model="m"), folder=tmp_path / "run")


def test_paid_answers_are_asked_for_once(two: Path, tmp_path: Path) -> None:
    engine = labels.Told(labels.LABEL, model="m")
    first = evaluate(two, engine=engine, answers=tmp_path / "answers")
    again = evaluate(two, engine=engine, answers=tmp_path / "answers")
    assert engine.asked == 2
    assert again.totals.usage == first.totals.usage
    engine.prompt_hash = "1" * 64
    evaluate(two, engine=engine, answers=tmp_path / "answers")
    assert engine.asked == 4


def test_a_run_holds_the_answers_that_it_was_scored_on(two: Path, tmp_path: Path) -> None:
    for model in (None, "m"):
        evaluate(two, engine=labels.Told(labels.LABEL, model=model), folder=tmp_path / f"{model}")
        kept = [json.loads(p.read_text("utf-8")) for p in (tmp_path / f"{model}" / "answers").iterdir()]
        assert [k["answer"]["casualties"] for k in kept] == [labels.LABEL["casualties"]] * 2


def test_answers_of_an_earlier_run_serve_a_later_one(two: Path, tmp_path: Path) -> None:
    engine = labels.Told(labels.LABEL, model="m")
    for run in ("one", "two"):
        evaluate(two, engine=engine, folder=tmp_path / run, answers=tmp_path / "answers")
    assert engine.asked == 2
    assert len(list((tmp_path / "two" / "answers").iterdir())) == 2


def test_errors_are_not_kept(two: Path, tmp_path: Path) -> None:
    engine = labels.Told(labels.LABEL, model="m", fails_on="rained")
    evaluate(two, engine=engine, answers=tmp_path / "answers")
    evaluate(two, engine=engine, answers=tmp_path / "answers")
    assert engine.asked == 3


def test_articles_are_told_of_in_order(two: Path) -> None:
    told: list[str] = []
    evaluate(two, engine=labels.Told(labels.LABEL), tell=lambda s: told.append(s.score.article))
    assert told == [f"{two}/other", f"{two}/tarn"]


def test_a_runs_folder_is_named_by_time_and_engine() -> None:
    folder = run_folder(Path("runs"), labels.Told(labels.LABEL, model="house/large:1"))
    assert folder.parent == Path("runs")
    assert folder.name.endswith("Z-told-house-large-1")


def test_two_readers_agree_with_themselves_and_not_where_they_differ(tmp_path: Path) -> None:
    labels.write(tmp_path / "a")
    labels.write(tmp_path / "b", labels.label(casualties=[], key_points=[]))
    labels.write(tmp_path / "b", stem="alone")
    same, alone = agree(tmp_path / "a", tmp_path / "a")
    assert same[0].records.partial == same[0].records.missing == same[0].records.spurious == 0
    differ, alone = agree(tmp_path / "a", tmp_path / "b")
    assert alone == ["alone"]
    assert differ[0].spurious == ("casualty-1",)


def test_what_a_reader_calls_optional_is_in_no_count(tmp_path: Path) -> None:
    raw = labels.label()
    raw["casualties"][0]["optional"] = True
    labels.write(tmp_path / "a", raw)
    labels.write(tmp_path / "b", labels.label(casualties=[], key_points=[]))
    for ours, theirs in (("a", "b"), ("b", "a")):
        (score,), _ = agree(tmp_path / ours, tmp_path / theirs)
        assert (score.spurious, score.missing) == ((), ())
