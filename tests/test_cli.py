"""The command in one process: what it reads, writes, says and returns. Processes and terminals have their own tests."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from summarize.cli import main
from summarize.document import Document
from summarize.engines import Reply
from summarize.errors import UnsupportedLanguage
from summarize.pipeline import summarize
from summarize.schemas import Report

ARTICLE = "At least 34 civilians were killed in Keslow on Monday, the Varenian Centre said.\n"
DAY = dt.date(2026, 4, 9)


@dataclass
class Fake:
    """An engine that finds the one casualty of `ARTICLE`, and trouble where the article asks for it."""

    name: str = "fake"
    model: str | None = None
    prompt_hash: str = "0" * 64

    async def read(self, document: Document) -> Reply:
        if "Unbekannt" in document.text:
            raise UnsupportedLanguage("the article is not in English", document_id=document.id)
        if "trouble" in document.text:
            raise RuntimeError("two\nlines")
        if ARTICLE.strip() not in document.text:
            return Reply({})
        claim = {
            "source": "the Varenian Centre",
            "stance": "asserts",
            "quote": "At least 34 civilians were killed in Keslow",
        }
        figure = {
            "harm": "killed",
            "count": "At least 34",
            "victims": "civilians",
            "scope": "incident",
            "when": "Monday",
        }
        return Reply({"casualties": [{**figure, "claims": [claim]}, {**figure, "count": "many", "claims": [claim]}]})

    async def aclose(self) -> None:
        pass

    async def repair(self, *_: Any) -> Reply | None:
        return None


CREDIT = "read by the built-in fake engine; --model has a language model read"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with articles of all sorts."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("summarize.engines.choose", lambda _: Fake())
    for name in ("a.txt", "sub/b.md", "sub/c.txt", "one/d.txt", "schema", "read"):
        path = Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(ARTICLE)
    Path("empty.txt").touch()
    Path("blank.txt").write_text(" \n\t\n")
    Path("image.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    Path("broken16.txt").write_bytes(b"\xff\xfeR\x00\x00\xd8")
    Path("foreign.txt").write_text("Unbekannt sind die Opfer.")
    Path("trouble.txt").write_text("trouble")
    Path("bare").mkdir()
    return tmp_path


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=stdin)
    assert isinstance(result.exception, SystemExit | None)
    assert "Traceback" not in result.output
    return result


def inside(folder: str) -> list[str]:
    return sorted(p.name for p in Path(folder).iterdir())


def read(*arguments: str) -> Result:
    result = run(*arguments)
    assert result.exit_code == 0, result.stderr
    return result


@pytest.mark.parametrize("bad", ["missing.txt", "bare", "empty.txt", "image.png", "foreign.txt", "trouble.txt"])
@pytest.mark.parametrize("form", ["terminal", "json", "jsonl", "markdown"])
def test_an_article_that_fails_takes_no_other_with_it(bad: str, form: str) -> None:
    result = run("--format", form, "a.txt", bad, "one/d.txt")
    good = read("--format", form, "a.txt", "one/d.txt")
    assert result.stdout == good.stdout
    assert result.exit_code == 1
    error, credit = result.stderr.splitlines()
    assert error.startswith(f"summarize: {bad}: ")
    assert credit == f"summarize: 2 of 3 articles {CREDIT}"


def test_one_line_says_who_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read("a.txt").stderr == f"summarize: 1 article {CREDIT}\n"
    assert read("sub", "a.txt").stderr == f"summarize: 3 articles {CREDIT}\n"
    monkeypatch.setattr("summarize.engines.choose", lambda _: Fake(name="openai", model="some-model"))
    assert read("a.txt").stderr == "summarize: 1 article read by openai some-model\n"
    assert read("--quiet", "a.txt").stderr == ""


def test_verbose_says_what_was_found_and_what_was_rejected() -> None:
    first, *rejected, credit = read("--verbose", "a.txt").stderr.splitlines()
    assert first.startswith("summarize: a.txt: 0.")
    assert first.endswith(" s; 0 actors, 0 ultimatums, 0 deals, 1 casualty, 0 displacements; 1 rejected")
    assert [r.startswith("summarize: a.txt: rejected casualties[1]: ") for r in rejected] == [True]
    assert credit == f"summarize: 1 article {CREDIT}"


def test_verbose_shows_where_an_internal_error_comes_from() -> None:
    result = CliRunner().invoke(main, ["--verbose", "trouble.txt"])
    assert "summarize: Traceback (most recent call last):" in result.stderr
    assert all(line.startswith("summarize:") for line in result.stderr.splitlines())


def test_json_of_one_article_is_what_the_library_gives() -> None:
    result = read("--format", "json", "--published", "2026-04-09", "a.txt")
    expected = summarize(Path("a.txt"), published=DAY, engine=Fake())
    assert Report.model_validate_json(result.stdout) == expected
    assert expected.casualties[0].when is not None
    assert expected.casualties[0].when.earliest == dt.date(2026, 4, 6)


@pytest.mark.parametrize(
    ("articles", "sources"),
    [(["sub"], ["sub/b.md", "sub/c.txt"]), (["one"], ["one/d.txt"]), (["a.txt", "one"], ["a.txt", "one/d.txt"])],
)
def test_json_of_a_folder_or_of_several_articles_is_an_array_and_jsonl_a_line_each(
    articles: list[str], sources: list[str]
) -> None:
    array = json.loads(read("--format", "json", *articles).stdout)
    lines = [json.loads(line) for line in read("--format", "jsonl", *articles).stdout.splitlines()]
    assert array == lines
    assert [r["document"]["source"] for r in array] == sources
    assert all(Report.model_validate(r).casualties for r in array)


def test_the_text_can_be_left_out() -> None:
    for form in ("json", "jsonl"):
        result = read("--no-text", "--format", form, "a.txt")
        report = Report.model_validate_json(result.stdout)
        assert report.document.text == ""
        assert report.document.sha256 == Document(text=ARTICLE).sha256
        assert report.casualties[0].claims[0].quote.text == "At least 34 civilians were killed in Keslow"


def test_standard_input_is_an_article() -> None:
    result = run("--format", "json", "-", stdin=ARTICLE.encode("utf-16"))
    assert result.exit_code == 0
    report = Report.model_validate_json(result.stdout)
    assert (report.document.text, report.document.source) == (ARTICLE, "-")


@pytest.mark.parametrize("form", ["terminal", "json", "jsonl", "markdown"])
def test_a_file_gets_what_standard_output_would_have_got(form: str) -> None:
    result = read("--format", form, "a.txt", "sub", "-o", "out")
    assert result.stdout == ""
    assert Path("out").read_bytes() == read("--format", form, "a.txt", "sub").stdout_bytes
    assert read("--format", form, "a.txt", "sub", "-o", "-").stdout_bytes == Path("out").read_bytes()


def test_a_folder_gets_a_file_for_each_article() -> None:
    result = run("--format", "json", "a.txt", "sub", "empty.txt", "-o", "made/deep/")
    assert result.exit_code == 1
    assert inside("made/deep") == ["a.json", "b.json", "c.json"]
    for name, source in (("a", "a.txt"), ("b", "sub/b.md"), ("c", "sub/c.txt")):
        report = Report.model_validate_json(Path(f"made/deep/{name}.json").read_bytes())
        assert report.document.source == source


def test_a_report_that_cannot_be_written_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def fail(source: Path, target: Path) -> None:
        if target.name == "b.txt":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail)
    result = run("a.txt", "sub", "-o", "made/")
    assert result.exit_code == 1
    assert result.stderr.startswith("summarize: cannot write made/b.txt: no space left on device\n")
    assert inside("made") == ["a.txt", "c.txt"]


def test_an_old_file_stays_when_nothing_could_be_read() -> None:
    Path("out").write_text("old")
    assert run("missing.txt", "empty.txt", "-o", "out").exit_code == 1
    assert Path("out").read_text() == "old"
    assert run("a.txt", "--published", "never", "-o", "out").exit_code == 2
    assert Path("out").read_text() == "old"


def test_the_articles_stay_as_they_are() -> None:
    read("a.txt", "sub", "--format", "markdown", "-o", "sub")
    assert Path("sub/b.md").read_text() == ARTICLE
    assert inside("sub") == ["a.md", "b-2.md", "b.md", "c.md", "c.txt"]


@pytest.mark.parametrize(
    "arguments",
    [["./schema"], ["--", "schema"], ["a.txt", "schema"], ["--no-text", "schema"], ["read"], ["a.txt", "read"]],
)
def test_a_first_word_that_is_no_command_is_an_article(arguments: list[str]) -> None:
    result = read(*arguments, *([] if "--" in arguments else ["--format", "jsonl"]))
    assert f"{arguments[-1].removeprefix('./')}" in result.stdout
    assert "At least 34" in result.stdout


def test_the_schema_of_the_user_is_the_one_that_reports_fulfil() -> None:
    for arguments in ([], ["--side", "user"]):
        shape = json.loads(read("schema", *arguments).stdout)
        jsonschema.Draft202012Validator.check_schema(shape)
        report = json.loads(read("--format", "json", "--published", "2026-04-09", "a.txt").stdout)
        jsonschema.validate(report, shape)
        report["casualties"][0]["count"] = "At least 34"
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(report, shape)


def test_the_schema_of_the_engine_asks_for_words_and_for_nothing_computed() -> None:
    shape = json.loads(read("schema", "--side", "engine").stdout)
    jsonschema.Draft202012Validator.check_schema(shape)
    assert set(shape["properties"]) == {
        "actors", "ultimatums", "deals", "casualties", "displacements", "headline", "key_points",
    }  # fmt: skip
    computed = {
        "id",
        "start",
        "end",
        "low",
        "high",
        "earliest",
        "latest",
        "codes",
        "mentions",
        "disputed",
        "unconfirmed",
    }
    assert all(computed.isdisjoint(d.get("properties", ())) for d in shape["$defs"].values())
    assert shape["$defs"]["Count"]["type"] == "string"


def test_help_names_every_option_command_and_exit_code() -> None:
    shown = read("--help").stdout
    for command in main.commands.values():
        for parameter in command.params:
            assert command.hidden is False or all(
                option in shown for option in parameter.opts if option.startswith("-")
            )
    assert "Usage: summarize [OPTIONS] ARTICLE..." in shown
    assert "schema" in shown
    assert "\n  read " not in shown.split("Commands:")[1].split("Examples:")[0]
    codes = shown.split("Exit codes:")[1].split("\n")
    assert [line.split()[0] for line in codes if line.strip()] == ["0", "1", "2", "130", "141"]
    assert "--side" in read("schema", "--help").stdout


def test_an_interruption_at_the_very_beginning_is_130_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("summarize.cli.groups.CommandsOrArguments.parse_args", interrupt)
    result = run("a.txt")
    assert (result.exit_code, result.stderr.strip()) == (130, "summarize: interrupted")


def test_the_version_is_the_packages() -> None:
    from importlib.metadata import version

    assert read("--version").stdout == f"summarize {version('summarize')}\n"


def test_nothing_hostile_in_an_article_or_its_name_reaches_the_terminal() -> None:
    name = "x\x1b[31m\u202e[bold].txt"
    Path(name).write_bytes(b"\x1b]0;owned\x07" + "\u202e\x9b31m ".encode() + ARTICLE.encode() + b"\x08" * 2)
    for form in ("terminal", "json", "jsonl", "markdown"):
        result = read("--verbose", "--format", form, name)
        assert not set("\x1b\x07\x08\x9b\u202e") & set(result.output)
        assert "At least 34" in result.stdout
