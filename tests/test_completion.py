"""Completion in the shells: what is offered where, and that the scripts are what the shells take."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import get_completion_class
from click.testing import CliRunner

from summarize.cli import main
from summarize.render import FORMATS

SHELLS = ["bash", "zsh", "fish"]
VARIABLE = "_SUMMARIZE_COMPLETE"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cables.txt").write_text("x")
    Path("schema").write_text("x")


def offered(line: str, shell: str = "bash") -> list[tuple[str, str]]:
    """What is offered for the last word of `line`, which may be empty: kinds and words."""
    *before, incomplete = line.split(" ")
    found = get_completion_class(shell)
    assert found is not None
    items = found(main, {}, "summarize", VARIABLE).get_completions(before, incomplete)
    return [(item.type, item.value) for item in items]


def words(line: str) -> set[str]:
    return {value for kind, value in offered(line) if kind == "plain"}


def visible_commands() -> set[str]:
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {name for name, command in found.items() if command is not None and not command.hidden}


def test_the_first_word_is_a_command_or_a_file() -> None:
    assert words("") == visible_commands()
    assert {"cache", "completion", "doctor", "eval", "prompt", "schema"} <= words("")
    assert ("file", "") in offered("")
    assert words("sch") == {"schema"}
    assert offered("art") == [("file", "art")]
    assert offered("articles/one") == [("file", "articles/one")]


@pytest.mark.parametrize("line", ["cables.txt ", "cables.txt sch", "--format json ", "-q c", "./schema "])
def test_what_follows_an_article_or_an_option_is_a_file(line: str) -> None:
    assert offered(line) == [("file", line.rsplit(" ", maxsplit=1)[-1])]


def test_options_are_words_before_and_after_articles() -> None:
    assert {"--format", "--model", "--published", "--version", "--help"} <= words("--")
    assert words("cables.txt --pa") == {"--passes", "--part-tokens"}
    assert words("cache --") == {"--help"}
    assert "--ask" in words("doctor --")


def test_choices_are_words() -> None:
    assert words("--format ") >= set(FORMATS)
    assert words("cables.txt -f js") == {"json", "jsonl"}
    assert words("cables.txt --mode js") == {"json_schema", "json"}
    assert words("completion ") == set(SHELLS)
    assert words("schema --side ") == {"engine", "user"}


def test_commands_have_their_own() -> None:
    assert words("cache ") == {"clear"}
    assert offered("prompt ") == [("file", "")]
    assert offered("prompt cab") == [("file", "cab")]
    assert offered("cables.txt -o ") == [("file", "")]
    assert "--help" in words("eval --")
    assert {"samples", "samples/dev", "seeds", "check", "compare"} <= words("eval ")
    assert words("eval samples ") == {"samples", "samples/dev", "samples/test", "seeds"}
    assert words("eval check sam") == {"samples", "samples/dev", "samples/test"}
    assert ("file", "lab") in offered("eval agreement lab")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_for_the_installed_command_and_hears_what_is_offered(
    shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = CliRunner().invoke(main, ["completion", shell])
    assert done.exit_code == 0
    assert f"{VARIABLE}={shell}_complete" in done.stdout
    monkeypatch.setenv(VARIABLE, f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", "summarize cac")
    monkeypatch.setenv("COMP_CWORD", "cac" if shell == "fish" else "1")
    heard = CliRunner().invoke(main, [], prog_name="summarize").stdout
    assert "cache" in heard
    assert "clear" not in heard


def test_a_shell_that_is_not_known_is_2() -> None:
    done = CliRunner().invoke(main, ["completion", "tcsh"])
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "'bash', 'zsh', 'fish'" in done.stderr


def in_bash(script: str, folder: Path) -> str:
    """What bash prints, with this environment's Python behind the command `summarize`."""
    command = folder / "bin/summarize"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m summarize "$@"\n')
    command.chmod(0o755)
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    line = ["bash", "--norc", "-c", script]
    done = subprocess.run(
        line, check=True, capture_output=True, text=True, timeout=60, env={**os.environ, "PATH": path}
    )
    assert "Traceback" not in done.stderr
    return done.stdout


_ASK = """
source <(summarize completion bash)
complete -p summarize
complete_line() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _summarize_completion summarize 2>/dev/null
printf '[%s]' "${COMPREPLY[@]}"; echo; }
complete_line summarize cac
complete_line summarize cables.txt --pa
complete_line summarize --format js
complete_line summarize cables.txt sch
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_bash_completes(tmp_path: Path) -> None:
    registered, *replies = in_bash(_ASK, tmp_path).splitlines()
    assert registered == "complete -o nosort -F _summarize_completion summarize"
    assert replies == ["[cache]", "[--passes][--part-tokens]", "[json][jsonl]", "[]"]


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells_take_their_script(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell}")
    script = CliRunner().invoke(main, ["completion", shell]).stdout
    subprocess.run([shell, "--no-execute"], input=script, text=True, check=True, timeout=60)
