"""`triage()` and `summarize triage`: what is kept and what is dropped, and that any text has a chance."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from summarize.cli.triage import triage as command
from summarize.document import Document
from summarize.evals.gold import SETS
from summarize.triage import THRESHOLD, Triage, relevance, signals, triage

EVALS = Path(__file__).parent.parent / "evals"
WAR = "Rebels shelled the town of Keslow on Monday, killing 14 civilians and wounding 30, the army said."
SPORT = "The striker scored two goals in the second half of the match, and the club's fans sang. The coach smiled."


def judged(text: str) -> Triage:
    return triage(Document(text=text))


def share_kept(folder: Path) -> float:
    found = [judged(path.read_text("utf-8")).kept for path in sorted(folder.glob("*.txt"))]
    return sum(found) / len(found)


def test_war_is_kept_and_sport_is_dropped() -> None:
    assert judged(WAR).kept
    assert not judged(SPORT).kept


@pytest.mark.parametrize("text", ["", WAR, SPORT, f"{SPORT} " * 40 + WAR])
def test_the_chance_of_being_relevant_is_also_told_alone(text: str) -> None:
    assert relevance(text) == judged(text).relevant


def test_the_chance_of_a_kind_follows_its_own_words() -> None:
    plain = judged("The army and the rebels met in Keslow.")
    assert (
        judged("The army and the rebels signed a ceasefire agreement in Keslow after peace talks.").deals > plain.deals
    )
    told = "The army gave the rebels of Keslow a deadline: 48 hours to withdraw or face an ultimatum."
    assert judged(told).ultimatums > plain.ultimatums
    assert judged(WAR).casualties > plain.casualties
    assert judged("Some 3,000 people fled Keslow.").displacements > plain.displacements


def test_most_hard_negatives_are_dropped() -> None:
    assert share_kept(EVALS / "negatives" / "tuned") <= 0.4
    assert share_kept(EVALS / "negatives" / "held_out") <= 0.4


def test_samples_that_hold_a_record_of_war_are_kept() -> None:
    kept = [
        judged((EVALS / SETS["samples/dev"] / f"{n}.txt").read_text("utf-8")).kept
        for n in ("ferry-terms", "two-officers")
    ]
    assert kept == [True, True]


@given(st.text(max_size=300))
def test_any_text_has_chances_between_0_and_1(text: str) -> None:
    seen = signals(text)
    assert all(value >= 0 for value in seen.values())
    if text.strip():
        found = judged(text)
        assert all(0 <= chance <= 1 for chance in found)
        assert found.kept == (found.relevant >= THRESHOLD)


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(command, list(arguments), input=given, standalone_mode=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a-war.txt").write_text(WAR, "utf-8")
    (tmp_path / "b-sport.txt").write_text(SPORT, "utf-8")
    return tmp_path


def test_the_command_prints_a_line_an_article(folder: Path) -> None:
    result = run(str(folder))
    assert result.return_value == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["kept", "dropped"]
    assert result.stdout.splitlines()[0].endswith("a-war.txt")


def test_as_json_an_object_a_line(folder: Path) -> None:
    rows = [json.loads(line) for line in run(str(folder), "--format", "json").stdout.splitlines()]
    assert [row["kept"] for row in rows] == [True, False]
    assert set(rows[0]) == {"article", "kept", *Triage._fields}


def test_the_threshold_decides(folder: Path) -> None:
    assert [line.split()[0] for line in run(str(folder), "--threshold", "0").stdout.splitlines()] == ["kept", "kept"]
    assert [line.split()[0] for line in run(str(folder), "--threshold", "1").stdout.splitlines()] == ["dropped"] * 2


def test_standard_input_and_what_cannot_be_opened(tmp_path: Path) -> None:
    assert run("-", given=WAR).stdout.startswith("kept")
    missing = run(str(tmp_path / "none.txt"))
    assert missing.return_value == 1
    assert missing.stdout == ""
