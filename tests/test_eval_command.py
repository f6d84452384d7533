"""`summarize eval` as a person runs it: tables, gates, the files it leaves, one line for whatever is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import labels
import pytest
from click.testing import CliRunner, Result

from summarize import engines
from summarize.cli import main


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and an engine that knows the label by heart."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engines, "choose", lambda _: labels.Told(labels.LABEL))
    labels.write(tmp_path / "set")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["eval", *arguments])


def poor(monkeypatch: pytest.MonkeyPatch) -> None:
    told = labels.Told(labels.label(casualties=[], key_points=[]))
    monkeypatch.setattr(engines, "choose", lambda _: told)


def test_scores_are_shown_and_the_run_is_kept(here: Path) -> None:
    done = run("set", "-o", "runs/one")
    assert done.exit_code == 0
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.strip()}
    assert rows["all"][0] == "100.0"
    assert rows["casualties"][-3:] == ["1", "1", "1"]
    assert "quotes: 2 exact, 0 folded, 0 near; 0 rejected" in done.stdout
    assert {p.name for p in (here / "runs/one").iterdir()} == {
        "run.json",
        "answers",
        "reports",
        "scores.json",
        "report.html",
    }
    assert "kept in runs/one" in done.stderr


def test_a_run_has_a_folder_of_its_own_when_none_is_named(here: Path) -> None:
    assert run("set", "--quiet").exit_code == 0
    (folder,) = (here / "runs").iterdir()
    assert folder.name.endswith("-told")


@pytest.mark.parametrize(("floor", "code"), [("1", 0), ("0.9", 0)])
def test_a_floor_that_is_reached_passes(floor: str, code: int) -> None:
    assert run("set", "--fail-under", floor).exit_code == code


def test_a_floor_that_is_missed_fails_and_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    poor(monkeypatch)
    done = run("set", "--fail-under", "0.95")
    assert done.exit_code == 1
    assert "is under 0.950" in done.stderr


def test_a_fall_against_the_baseline_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    run("set", "-o", "runs/good")
    assert run("set", "-o", "runs/same", "--baseline", "runs/good", "--max-drop", "0.01").exit_code == 0
    poor(monkeypatch)
    done = run("set", "-o", "runs/poor", "--baseline", "runs/good", "--max-drop", "0.01")
    assert done.exit_code == 1
    assert "fell from 1.000 to" in done.stderr


def test_nothing_scored_is_no_success(here: Path) -> None:
    (here / "set/tarn.txt").unlink()
    done = run("set")
    assert done.exit_code == 1
    assert "left out: set/tarn: its article tarn.txt is not found" in done.stdout


def test_an_article_that_the_engine_fails_on_is_said_and_fails_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "choose", lambda _: labels.Told(labels.LABEL, fails_on="Tarn"))
    done = run("set")
    assert done.exit_code == 1
    assert "the engine failed on 1: EngineError (it would not)" in done.stderr


def test_two_runs_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    run("set", "-o", "a")
    poor(monkeypatch)
    run("set", "-o", "b")
    done = run("compare", "a", "b")
    assert done.exit_code == 0
    assert "lost  set/tarn casualty-1" in done.stdout
    assert "won" not in done.stdout


def test_check_says_every_breach_and_saves_what_holds(here: Path) -> None:
    path = here / "set/tarn.json"
    assert run("check", "set").exit_code == 1  # not saved yet
    assert run("check", "set", "--save").exit_code == 0
    saved = json.loads(path.read_text("utf-8"))
    assert isinstance(saved["casualties"][0]["claims"][0]["quote"], list)
    assert run("check", "set/tarn.json").exit_code == 0
    saved["casualties"][0]["harm"] = "slain"
    path.write_text(json.dumps(saved))
    done = run("check", "set", "--save")
    assert done.exit_code == 1
    assert "casualties[0]" in done.output


def test_a_draft_is_written_and_overwrites_nothing(here: Path) -> None:
    done = run("draft", "set/tarn.txt", "--published", "2031-05-02")
    assert json.loads(done.stdout) == labels.LABEL
    assert run("draft", "set/tarn.txt", "-o", "new.json").exit_code == 0
    before = (here / "new.json").read_text()
    assert run("draft", "set/tarn.txt", "-o", "new.json").exit_code == 2
    assert (here / "new.json").read_text() == before


def test_agreement_is_shown(here: Path) -> None:
    labels.write(here / "other")
    labels.write(here / "other", stem="alone")
    done = run("agreement", "set", "other")
    assert done.exit_code == 0
    assert "100.0" in done.stdout
    assert "labelled by one only: alone" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nowhere"], "nowhere: no such set"),
        (["set", "--fail-under", "70"], "a share between 0 and 1 is needed"),
        (["set", "--max-drop", "0.1"], "--baseline and --max-drop go together"),
        (["compare", "set", "set"], "set: no finished run"),
        (["draft", "set/tarn.txt", "--published", "soon"], "'soon' is no date"),
        (["draft", "missing.txt"], "missing.txt: no such file"),
        (["check"], "SET|LABEL"),
    ],
)
def test_what_is_wrong_is_one_line(arguments: list[str], line: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert line in done.stderr


def test_another_engines_folder_is_not_written_into(monkeypatch: pytest.MonkeyPatch) -> None:
    run("set", "-o", "a")
    other = labels.Told(labels.LABEL)
    other.prompt_hash = "1" * 64
    monkeypatch.setattr(engines, "choose", lambda _: other)
    done = run("set", "-o", "a")
    assert done.exit_code == 2
    assert "another engine" in done.stderr


def test_help_lists_the_commands() -> None:
    done = run("--help")
    assert done.exit_code == 0
    assert all(name in done.stdout for name in ("agreement", "check", "compare", "draft", "leaderboard"))
    assert "score" not in done.stdout.split()
