"""`summarize digest` and what it shows."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from digest_world import accord, cast, demand, group, person, toll
from hostile_report import ATTACKS
from hostile_report import report as hostile
from markdown_it import MarkdownIt

from summarize import Report
from summarize.cli.digest import digest as command
from summarize.digest import Situation, digest
from summarize.render import render as render_reports
from summarize.render.situations import FORMATS, render

AGREED = ("Varenian army", "asserts", "a deal to leave the town was agreed")
DENIED = ("Pavel Osk", "denies", "there is no deal and there was none")
REPORTS = [
    accord("agreed", AGREED, outlet="Harbour Times"),
    accord("agreed", DENIED, outlet="Tribune", day=1),
    demand(outlet="Tribune", day=1),
    toll("at least 40", outlet="Tribune", day=1),
    toll("at least 52", outlet="Tribune", day=3),
    toll("up to 30", outlet="Harbour Times", day=3, source="Varenian army"),
    cast(group("Jaish al-Safa"), outlet="A"),
    cast(group("Army of Safa"), outlet="B", day=1),
    *(cast(person(n), day=i) for i, n in enumerate(("Ivan Petrov", "Sergei Petrov", "Petrov"))),
]


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(command, [os.fspath(a) for a in arguments], input=stdin, standalone_mode=False)


def save(path: Path, *reports: Report) -> Path:
    path.write_text("\n".join(r.model_dump_json() for r in reports))
    return path


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return save(tmp_path / "reports.jsonl", *REPORTS)


def test_the_terminal(saved: Path) -> None:
    result = run(saved, "--as-of", "2031-05-09")
    assert result.return_value == 0
    text = result.stdout
    assert text.index("Disputed") < text.index("Ultimatums") < text.index("Casualties") < text.index("Actors")
    for words in (
        "DISPUTED Evacuation deal, Keslow: agreed",
        "Varenian army asserts: “a deal",
        "(Harbour Times, 2031-05-02)",
        "72 hours: 2031-05-06, passed",
        "CONTRADICTORY Killed civilians, Keslow (cumulative)",
        "superseded by",
        "the name translated: “",
        "Perhaps one",
    ):
        assert words in " ".join(text.split()), words
    assert all(len(line) <= 100 for line in text.splitlines())


def test_json_loads_back(saved: Path) -> None:
    situation = Situation.model_validate_json(run(saved, "--format", "json").stdout)
    assert situation == digest(REPORTS)


def test_markdown(saved: Path) -> None:
    text = run(saved, "-f", "markdown").stdout
    assert "## Disputed" in text
    assert "| For | Against or in doubt |" in text


def test_since(saved: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    assert run(save(tmp_path / "first.jsonl", REPORTS[0]), "-f", "json", "-o", before).return_value == 0
    text = run(saved, "--since", before).stdout
    assert text.index("News") < text.index("Disputed")
    assert "Contradicted  deal-1" in text
    assert "Evacuation deal, Keslow: agreed: disputed" in " ".join(text.split())
    found = json.loads(run(saved, "--since", before, "-f", "json").stdout)["news"]
    assert [u["id"] for u in found["contradicted"]] == ["deal-1"]


def test_merge(saved: Path, tmp_path: Path) -> None:
    merges = tmp_path / "merges.toml"
    merges.write_text('[[different]]\nactors = ["Jaish al-Safa", "Army of Safa"]\n')
    assert "translated" not in run(saved, "--merge", merges).stdout


def test_a_correction_that_means_nobody_is_told(saved: Path, tmp_path: Path) -> None:
    merges = tmp_path / "merges.toml"
    merges.write_text('[[same]]\nactors = ["Army of Safa", "Nobody at All"]\n')
    assert "no actor goes by Nobody at All" in run(saved, "--merge", merges).stderr


def test_articles_and_reports_in_one_folder(tmp_path: Path) -> None:
    save(tmp_path / "reports.jsonl", REPORTS[0])
    (tmp_path / "a.txt").write_text(
        "The Northern Shield left Keslow. At least 12 civilians were killed, the army said."
    )
    result = run(tmp_path, "--published", "2031-05-02")
    assert result.return_value == 0
    assert "Situation: 2 articles" in result.stdout
    assert "1 article read by the built-in rules engine" in result.stderr


def test_standard_input() -> None:
    result = run("-", "-q", stdin="At least 12 civilians were killed in Keslow, the army said.")
    assert result.return_value == 0
    assert "At least 12" in result.stdout
    assert result.stderr == ""


def test_a_report_given_twice_is_told(saved: Path) -> None:
    result = run(saved, saved)
    assert "was given 2 times" in result.stderr
    assert "it counts once" in result.stdout


def test_what_cannot_be_read_is_told_and_the_rest_is_done(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}")
    result = run(saved, tmp_path / "bad.json", tmp_path / "none.txt")
    assert result.return_value == 1
    assert "bad.json" in result.stderr
    assert "none.txt" in result.stderr
    assert "Disputed" in result.stdout
    assert run(tmp_path / "none.txt").return_value == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "nothing given"),
        (["{saved}", "--as-of", "20310509"], "is no date"),
        (["{saved}", "--since", "none.json"], "none.json: no such file"),
        (["{saved}", "--merge", "{saved}"], "no corrections"),
        (["{saved}", "-o", "{folder}"], "-o is a file"),
        (["{empty}"], "neither an article nor a report"),
    ],
)
def test_what_is_not_understood(saved: Path, tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "empty").mkdir()
    places = {"saved": saved, "folder": tmp_path, "empty": tmp_path / "empty"}
    result = run(*(a.format(**places) for a in arguments))
    assert message in str(result.exception)


def test_an_input_is_not_overwritten(saved: Path) -> None:
    result = run(saved, "-f", "json", "-o", saved)
    assert result.return_value == 2
    assert "it is the article itself" in result.stderr


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_words_stay_words(attack: str) -> None:
    situation = digest([hostile(attack), *REPORTS])
    shown = render(situation)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    tokens = MarkdownIt("commonmark").enable("table").parse(render(situation, "markdown"))
    inline = [child for t in tokens for child in t.children or ()]
    assert {t.type for t in inline} <= {
        "text",
        "strong_open",
        "strong_close",
        "softbreak",
        "code_inline",
        "text_special",
    }
    assert not any(t.type.startswith("html") for t in tokens)
    assert Situation.model_validate_json(render(situation, "json")) == situation


@pytest.mark.parametrize("width", [60, 79, 140])
def test_narrow_and_wide(width: int) -> None:
    shown = render(digest(REPORTS), width=width)
    assert max(map(len, shown.splitlines())) <= width
    assert "\x1b" not in shown
    assert "\x1b" in render(digest(REPORTS), width=width, color=True)


def test_formats() -> None:
    with pytest.raises(ValueError, match="no format"):
        render(digest([]), "plover")
    for form in FORMATS:
        assert render(digest([]), form)
    assert render_reports(REPORTS[0], "terminal")
