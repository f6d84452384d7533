"""The command at a terminal: colour, width and progress, seen through a pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.cells import cell_len

pytestmark = pytest.mark.slow

COMMAND = Path(sys.executable).with_name("summarize")
ARTICLE = """Rebels reject ultimatum

The Varenian army gave the Northern Shield 48 hours to leave Keslow or face an assault, the army's spokesman said on
Monday. At least 34 civilians were killed in the town on Sunday when shells struck a covered market, a medic said.
"""
NAMES = ["a.txt", "b.txt", "c.txt"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        Path(name).write_text(ARTICLE)
    return tmp_path


def environment() -> dict[str, str]:
    decisive = ("NO_COLOR", "COLUMNS", "FORCE_COLOR", "TERM")
    return {k: v for k, v in os.environ.items() if k not in decisive}


def at_terminal(
    *arguments: str,
    columns: int = 100,
    stdout: str | int | None = None,
    stderr: str | None = None,
    code: int = 0,
    **more: str,
) -> str:
    """What a person sees: both streams go to one terminal, but for those that go to a file."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    streams = {"stdout": stdout or theirs, "stderr": stderr or theirs}
    streams = {name: open(where, "wb") if isinstance(where, str) else where for name, where in streams.items()}  # noqa: PTH123, SIM115
    process = subprocess.Popen(
        [COMMAND, *arguments], stdin=theirs, env={**environment(), "TERM": "xterm-256color", **more}, **streams
    )
    seen = b""
    # Our copy of its end stays open till it has ended: what is written last would be lost on some systems.
    while select.select([ours], [], [], 0.05)[0] or process.poll() is None:
        seen += os.read(ours, 65536) if select.select([ours], [], [], 0)[0] else b""
    os.close(ours)
    os.close(theirs)
    assert process.returncode == code
    for stream in streams.values():
        if not isinstance(stream, int):
            stream.close()
    return seen.decode().replace("\r\n", "\n")


def bare(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def test_a_terminal_gets_colour_and_a_pipe_does_not() -> None:
    seen = at_terminal("-q", "a.txt")
    assert "\x1b[1;36mCasualties" in seen
    piped = subprocess.run(
        [COMMAND, "-q", "a.txt"], check=True, capture_output=True, text=True, env=environment()
    ).stdout
    assert "\x1b" not in piped
    assert [line.rstrip() for line in bare(seen).splitlines()] == piped.splitlines()


@pytest.mark.parametrize("switch", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_switched_off(switch: dict[str, str]) -> None:
    seen = at_terminal("-q", "a.txt", **switch)
    assert "\x1b" not in seen
    assert "Casualties" in seen


def test_an_empty_no_color_means_nothing() -> None:
    assert "\x1b[" in at_terminal("-q", "a.txt", NO_COLOR="")


@pytest.mark.parametrize(("columns", "widest"), [(70, 70), (300, 140), (20, 60)])
def test_the_report_is_as_wide_as_the_terminal_within_reason(columns: int, widest: int) -> None:
    lines = bare(at_terminal("-q", "a.txt", columns=columns)).splitlines()
    # The rule at the top fills the line.
    assert max(map(cell_len, lines)) == cell_len(lines[0]) == widest


def test_the_environment_overrules_the_width() -> None:
    assert cell_len(bare(at_terminal("-q", "a.txt", COLUMNS="66")).splitlines()[0]) == 66


@pytest.mark.parametrize("arguments", [["--format", "jsonl"], ["-o", "made/", "-v"]])
def test_several_articles_show_their_progress(arguments: list[str]) -> None:
    seen = at_terminal(*arguments, *NAMES, stdout="piped")
    assert "0/3 a.txt" in bare(seen)
    assert "2/3 c.txt" in bare(seen)
    # The bar is gone at the end, and the cursor is back.
    assert bare(seen).splitlines()[-1].startswith("summarize: 3 articles read by the built-in rules engine")
    assert seen.rindex("\x1b[?25h") > seen.rindex("\x1b[?25l")
    assert b"\x1b" not in Path("piped").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "stdout", "stderr"),
    [
        (["--format", "jsonl", "a.txt"], "piped", None),  # one article
        (["--format", "jsonl", "--quiet", *NAMES], "piped", None),
        (["--format", "jsonl", *NAMES], "piped", "errors"),
        (["--format", "jsonl", *NAMES], None, None),  # the reports are progress enough
    ],
)
def test_no_progress_is_shown_where_it_is_not_wanted(
    arguments: list[str], stdout: str | None, stderr: str | None
) -> None:
    seen = at_terminal(*arguments, stdout=stdout, stderr=stderr)
    assert "0/3" not in seen
    assert "\x1b[?25l" not in seen
    if stderr:
        assert b"\x1b" not in Path(stderr).read_bytes()


def test_an_error_amid_the_progress_is_a_line_of_its_own() -> None:
    seen = bare(at_terminal("-o", "made/", "a.txt", "missing.txt", "[red]x[/red].txt", "b.txt", stdout="piped", code=1))
    lines = [line for line in re.split(r"[\r\n]+", seen) if line.startswith("summarize: ")]
    assert lines[:2] == ["summarize: missing.txt: no such file", "summarize: [red]x[/red].txt: no such file"]
    assert lines[2].startswith("summarize: 2 of 4 articles read")


def test_nothing_hostile_reaches_the_terminal() -> None:
    hostile = "x\x1b[5m\x07\u202e.txt"
    Path(hostile).write_text(f"\x1b]0;owned\x07\x9b5m\u202e{ARTICLE}", "utf-8")
    for arguments in (["--format", "json", hostile], ["-v", "-o", "made/", hostile, "a.txt"]):
        seen = at_terminal(*arguments)
        assert not {"\x07", "\x9b", "\u202e"} & set(seen)
        assert not re.search(r"\x1b(?!\[[0-9;?]*[mKAGhl])|\x1b\[5m", seen)
        assert "x␛[5m␇.txt" in seen or r"x\u001b[5m\u0007\u202e.txt" in seen


def test_the_progress_goes_when_the_reader_has_gone() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    seen = at_terminal("--format", "jsonl", *NAMES, stdout=writer, code=141)
    os.close(writer)
    assert "0/3 a.txt" in bare(seen)
    assert seen.endswith("\x1b[?25h\r\x1b[1A\x1b[2K")
