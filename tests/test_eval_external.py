"""Outside sets: what is right in each, and the command over a folder of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from outside import ByText, report
from rules_reading import casualty, claim, deal, displacement, ultimatum

from summarize.cli import main
from summarize.errors import LabelError
from summarize.evals.external import SETS, command, evaluate_external, plv
from summarize.evals.external.running import external_set
from summarize.settings import Settings

# A folder of all sets, in their own shapes, and an engine that is told what to find.
SHELLS = "On Monday at least four civilians were killed and dozens of civilians were injured in a strike on Lodva."
PATROL = "A patrol killed two gunmen and captured a smuggler in Lodva on Monday."
QUIET = "A patrol found a cache of rifles in Lodva on Monday."
FLED = "Some 300 families fled Lodva after the flood."
LEAVE = "The Varenian army told the Tarn Front to leave Lodva by Friday or face an assault."
BARE = "The Varenian army threatened to shell Lodva."
TRUCE = "The Tarn Front and the Varenian army agreed to a ceasefire in Lodva."
LINES: dict[str, list[dict[str, Any]]] = {
    "isaf": [
        {"id": "i-1", "text": PATROL, "killed_low": 2, "captured_low": 1, "start_date": "2031-01-01"},
        {"id": "i-2", "text": QUIET, "killed_low": 0, "captured_low": 0, "start_date": "2031-01-02"},
        {"id": "i-3", "text": f"! {QUIET}", "killed_low": 0, "captured_low": 0, "start_date": ""},
    ],
    "airwars": [
        {"id": "a-1", "text": SHELLS, "killed_low": 4, "killed_high": 6, "injured_low": 12, "injured_high": 24,
         "published": "January 1, 2031", "belligerents": ["Varenian Military"]},
        {"id": "a-2", "text": QUIET, "killed_low": None, "killed_high": None, "injured_low": None, "injured_high": None,
         "published": "January 1, 2031", "belligerents": []},
    ],
    "idetect": [
        {"id": "d-1", "text": FLED, "displaced": 300, "unit": "households"},
        {"id": "d-2", "text": FLED + " More.", "displaced": 300, "unit": "people"},
    ],
    "plv": [
        {"id": f"p-{i}", "sentence": text, "source": "The Varenian army", "target": "the Tarn Front", "gold_root": root}
        for i, (text, root) in enumerate([(LEAVE, "THREATEN"), (BARE, "THREATEN"), (TRUCE, "AGREE"), (TRUCE, "AGREE")])
    ],
    "case2021": [
        {"id": "c-1", "text": TRUCE, "label": "AGREEMENT"},
        {"id": "c-2", "text": SHELLS, "label": "AIR_STRIKE"},
    ],
}  # fmt: skip
_KILLED = claim(None, "asserts", "at least four civilians were killed")
_INJURED = claim(None, "asserts", "dozens of civilians were injured")
_FLED = displacement("fled", "Some 300", "families", claim(None, "asserts", "Some 300 families fled Lodva"))
ANSWERS: dict[str, dict[str, Any]] = {
    PATROL: {
        "casualties": [
            casualty("killed", "two", "combatants", "gunmen", claim(None, "asserts", "A patrol killed two gunmen")),
            casualty("detained", "a", "unknown", "smuggler", claim(None, "asserts", "captured a smuggler in Lodva")),
        ]
    },
    SHELLS: {
        "casualties": [
            casualty("killed", "at least four", "civilians", "civilians", _KILLED),
            casualty("injured", "dozens", "civilians", "civilians", _INJURED),
        ]
    },
    FLED: {"displacements": [_FLED]},
    FLED + " More.": {"displacements": [_FLED]},
    LEAVE: {
        "ultimatums": [
            ultimatum([], [], "leave", "leave Lodva", claim(None, "asserts", "told the Tarn Front to leave Lodva"))
        ]
    },
    TRUCE: {
        "deals": [
            deal("ceasefire", "agreed", ["the Tarn Front"], claim(None, "asserts", "agreed to a ceasefire in Lodva")),
        ]
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "engine_of", lambda _: ByText(ANSWERS))
    marked = {"ultimatums": {plv.key(LEAVE): "yes", plv.key(BARE): "no"}, "deals": {plv.key(TRUCE): "yes"}}
    monkeypatch.setattr(plv, "marks", lambda: marked)
    made = tmp_path / "outside"
    made.mkdir()
    for name, lines in LINES.items():
        write(made, name, *(json.dumps(line) for line in lines))
    return made


def write(folder: Path, name: str, *lines: str) -> None:
    (folder / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")


def shares(folder: Path, name: str, answers: Mapping[str, Mapping[str, Any]] = ANSWERS) -> dict[str, tuple[int, int]]:
    """Of each measure that applies to some item: how many, and how many right."""
    (result,) = evaluate_external(folder, name, engine=ByText(answers), settings=Settings()).sets
    return {m.name: (m.n, m.right) for m in result.measures if m.n}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["eval", "external", *arguments])


def test_releases_are_scored_by_how_the_number_is_said(folder: Path) -> None:
    assert shares(folder, "isaf") == {
        "killed": (2, 2), "killed, none": (1, 1), "killed, not none": (1, 1), "killed, counted": (1, 1),
        "captured": (2, 2), "captured, none": (1, 1), "captured, not none": (1, 1), "captured, counted": (1, 1),
    }  # fmt: skip
    assert shares(folder, "isaf", {})["killed, counted"] == (1, 0)


def test_the_coalitions_own_dead_are_not_counted(folder: Path) -> None:
    text = "A man was arrested over a mine that killed four soldiers in Lodva."
    write(folder, "isaf", json.dumps({"id": "i", "text": text, "killed_low": 0, "captured_low": 1}))
    mine = casualty(
        "killed", "four", "combatants", "soldiers", claim(None, "asserts", "a mine that killed four soldiers")
    )
    assert shares(folder, "isaf", {text: {"casualties": [mine]}})["killed, none"] == (1, 1)


def test_assessments_are_scored_at_both_ends(folder: Path) -> None:
    found = shares(folder, "airwars")
    assert {n: found[f"killed {n}"] for n in ("low", "high", "both")} == {"low": (1, 1), "high": (1, 0), "both": (1, 0)}
    assert (found["injured both"], found["killed, none"], found["injured, none"]) == ((1, 1), (1, 1), (1, 1))


def test_a_displaced_figure_needs_its_unit(folder: Path) -> None:
    assert shares(folder, "idetect") == {
        "figure with unit": (2, 1), "figure": (2, 2), "people": (1, 0), "households": (1, 1),
        "no figure but that": (2, 1),
    }  # fmt: skip


def test_sentences_are_scored_by_the_marks_and_once(folder: Path) -> None:
    assert shares(folder, "plv") == {
        "ultimatum F1": (2, 2), "ultimatum precision": (1, 1), "ultimatum recall": (1, 1),
        "no ultimatum in bare threats": (1, 1), "no ultimatum in the rest": (1, 1),
        "deal F1": (2, 2), "deal precision": (1, 1), "deal recall": (1, 1),
    }  # fmt: skip


def test_a_false_ultimatum_anywhere_costs_precision(folder: Path) -> None:
    false = ultimatum([], [], "other", "a ceasefire in Lodva", claim(None, "asserts", "agreed to a ceasefire in Lodva"))
    found = shares(folder, "plv", ANSWERS | {TRUCE: {"ultimatums": [false]}})
    assert (found["ultimatum precision"], found["no ultimatum in the rest"]) == ((2, 1), (1, 0))


@pytest.mark.parametrize("mark", ["doubtful", None])
def test_a_sentence_that_is_doubtful_or_not_marked_is_in_no_figure(
    folder: Path, monkeypatch: pytest.MonkeyPatch, mark: str | None
) -> None:
    marked = {plv.key(t): mark for t in (LEAVE, BARE, TRUCE)} if mark else {}
    monkeypatch.setattr(plv, "marks", lambda: {"ultimatums": marked, "deals": marked})
    assert set(shares(folder, "plv")) <= {"no ultimatum in the rest"}


def test_snippets_are_scored_by_their_kind(folder: Path) -> None:
    assert shares(folder, "case2021") == {
        "agreement: a deal": (1, 1), "agreement: any record": (1, 1), "attack: any record": (1, 1),
        "rest: no deal": (1, 1), "rest: no ultimatum": (1, 1),
    }  # fmt: skip


def test_every_check_is_of_a_measure_that_is_shown(folder: Path) -> None:
    for name in SETS:
        chosen = external_set(name)
        assert chosen.name == name
        for line in LINES[name]:
            item = chosen.item.model_validate_json(json.dumps(line))
            made = report(item.text.removeprefix("!"))
            assert {c.measure for c in chosen.judge(item, made)} <= set(chosen.measures)


def test_the_marks_hold_no_text() -> None:
    raw = json.loads((Path(plv.__file__).parent / "plv_marks.json").read_text("utf-8"))
    assert raw.keys() == {"note", "ultimatums", "deals"}
    for kind in ("ultimatums", "deals"):
        assert set(raw[kind].values()) <= {"yes", "no", "doubtful"}
        assert all(len(k) == 16 and int(k, 16) >= 0 for k in raw[kind])


def test_the_command_shows_a_table_a_set_and_writes_json(folder: Path) -> None:
    done = run(str(folder), "-o", "out.json")
    assert done.exit_code == 0
    assert [line.split(":")[0] for line in done.stdout.splitlines() if "items" in line] == list(SETS)
    assert "isaf: 3 items, 1 failed by EngineError" in done.stdout
    (row,) = [line for line in done.stdout.splitlines() if line.startswith("figure with unit")]
    assert row.split()[3:] == ["2", "1", "50.0", "9.5", "to", "90.5"]
    written = Path("out.json").read_text("utf-8")
    assert [s["name"] for s in json.loads(written)["sets"]] == list(SETS)
    assert "Lodva" not in done.stdout + written


def test_errors_are_shown_as_many_as_asked_for(folder: Path) -> None:
    done = run(str(folder), "--set", "idetect", "--errors", "1", "-o", "out.json")
    assert done.stdout.count("figure with unit: wanted 300 people; found “Some 300” families fled") == 1
    assert "d-2: Some 300 families fled Lodva" in done.stdout
    assert "Lodva" not in Path("out.json").read_text("utf-8")


def test_texts_cannot_steer_the_terminal(folder: Path) -> None:
    write(folder, "idetect", json.dumps({"id": "\x1b[2J", "text": "\x1b[2J 5 fled", "displaced": 5, "unit": "people"}))
    assert "\x1b" not in run(str(folder), "--set", "idetect", "--errors", "1").stdout


def test_only_some_sets_and_items(folder: Path) -> None:
    done = run(str(folder), "--set", "plv", "--set", "isaf", "--limit", "1")
    assert [line.split(",")[0] for line in done.stdout.splitlines() if "items" in line] == [
        "plv: 1 items",
        "isaf: 1 items",
    ]


def test_the_built_in_engine_reads_by_default(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    assert run(".", "--set", "isaf", "--limit", "2").exit_code == 0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"id": "x", "text": "Shells fell', "the line"),
        ('{"id": "x", "text": "Shells fell", "displaced": "many", "unit": "people"}', "displaced"),
        ('{"id": "x", "displaced": 4, "unit": "people"}', "text: missing"),
        ('{"id": "x", "text": " ", "displaced": 4, "unit": "people"}', "no text"),
        ("[]", "the line"),
    ],
)
def test_a_damaged_line_is_named_and_not_shown(folder: Path, line: str, why: str) -> None:
    write(folder, "idetect", json.dumps(LINES["idetect"][0]), line)
    done = run(str(folder))
    assert done.exit_code == 2
    (told,) = [one for one in done.stderr.splitlines() if "idetect.jsonl:2" in one]
    assert why in told
    assert "Shells" not in told
    assert done.stdout == ""


def test_a_set_that_is_not_there(folder: Path) -> None:
    (folder / "isaf.jsonl").unlink()
    assert run(str(folder)).exit_code == 0
    done = run(str(folder), "--set", "isaf")
    assert done.exit_code == 2
    assert "isaf.jsonl: no such file" in done.stderr


def test_bytes_that_are_no_text(folder: Path) -> None:
    (folder / "isaf.jsonl").write_bytes(b"\xff\xfe{}")
    done = run(str(folder))
    assert done.exit_code == 2
    assert "not UTF-8" in done.stderr


@pytest.mark.parametrize("where", ["nowhere", "empty", "file"])
def test_a_wrong_folder(tmp_path: Path, where: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("text", "utf-8")
    done = run(str(tmp_path / where))
    assert done.exit_code == 2
    assert where in done.stderr


def test_other_line_separators_inside_a_text_end_no_line(folder: Path) -> None:
    line = json.dumps(
        {"id": "x", "text": "Shells fell\u2028on Lodva", "displaced": 4, "unit": "people"}, ensure_ascii=False
    )
    write(folder, "idetect", line)
    assert shares(folder, "idetect")["figure"] == (1, 0)


def test_from_python_a_folder_without_sets_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="no outside set"):
        evaluate_external(tmp_path, engine=ByText({}), settings=Settings())
