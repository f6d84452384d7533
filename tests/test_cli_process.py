"""The command as a process: exit codes, pipes, signals, standard streams that are closed or full."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize.schemas import Report

COMMAND = Path(sys.executable).with_name("summarize")
ARTICLE = "At least 34 civilians were killed in Keslow on Monday, the Varenian Centre said.\n"
FULL = Path("/dev/full")
pytestmark = pytest.mark.slow
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(ARTICLE)
    return tmp_path


def run(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    for stream in ("stdout", "stderr"):
        options.setdefault(stream, subprocess.PIPE)
    options.setdefault("stdin", subprocess.DEVNULL)
    if "input" in options:
        del options["stdin"]
    done = subprocess.run([COMMAND, *arguments], check=False, timeout=60, **options)
    assert b"Traceback" not in (done.stderr or b"")
    return done


def shell(script: str) -> subprocess.CompletedProcess[str]:
    """A line of bash in which `summarize` is the command of this environment."""
    path = f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}"
    line = ["bash", "-c", f"set -o pipefail; {script}"]
    done = subprocess.run(
        line, check=False, timeout=60, capture_output=True, text=True, env={**os.environ, "PATH": path}
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done


def test_everything_read_is_0() -> None:
    done = run("--format", "json", "a.txt")
    assert done.returncode == 0
    assert Report.model_validate_json(done.stdout).document.text == ARTICLE
    assert done.stderr.startswith(b"summarize: 1 article read by the built-in rules engine; --model ")
    assert done.stderr.count(b"\n") == 1


def test_the_module_is_the_command() -> None:
    line = [sys.executable, "-m", "summarize", "--format", "json", "a.txt"]
    done = subprocess.run(line, check=True, timeout=60, capture_output=True)
    assert Report.model_validate_json(done.stdout).document.text == ARTICLE


def test_some_article_not_read_is_1_and_the_others_are_written() -> None:
    done = run("--format", "jsonl", "missing.txt", "a.txt")
    assert done.returncode == 1
    assert json.loads(done.stdout)["document"]["source"] == "a.txt"
    assert done.stderr.splitlines()[0] == b"summarize: missing.txt: no such file"


def test_not_understood_is_2() -> None:
    done = run("--published", "monday", "a.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1


def test_standard_input_is_read() -> None:
    done = run("--format", "json", "-", input=ARTICLE.encode())
    assert Report.model_validate_json(done.stdout).document.source == "-"


def test_a_reader_that_stops_early_is_141_and_nothing_else() -> None:
    done = shell(f"summarize --format jsonl {'a.txt ' * 100} | head -1")
    assert (done.returncode, done.stderr) == (141, "")
    assert json.loads(done.stdout)["document"]["text"] == ARTICLE


@pytest.mark.parametrize("arguments", [["a.txt"], ["--help"], ["schema"], ["schema", "--help"], ["--version"]])
def test_a_reader_that_is_gone_is_141_and_nothing_else(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = run(*arguments, stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@needs_full
@pytest.mark.parametrize("arguments", [["--format", "jsonl", "a.txt", "a.txt"], ["--help"], ["schema"]])
def test_a_full_device_is_1_and_one_line(arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        done = run(*arguments, stdout=full)
    assert done.returncode == 1
    assert done.stderr == b"summarize: cannot write standard output: no space left on device\n"


@needs_full
def test_an_output_file_on_a_full_device_is_1() -> None:
    done = run("a.txt", "-o", FULL)
    assert done.returncode == 1
    assert done.stderr.startswith(b"summarize: cannot write /dev/full: no space left on device\n")


@needs_full
def test_messages_that_nobody_can_read_change_nothing_else() -> None:
    with FULL.open("wb") as full:
        done = run("--format", "json", "a.txt", stderr=full)
    assert done.returncode == 0
    assert Report.model_validate_json(done.stdout).document.text == ARTICLE


@pytest.mark.parametrize(
    ("script", "code", "stderr"),
    [
        ("summarize -q a.txt >&-", 1, "summarize: cannot write standard output: it is closed\n"),
        ("summarize schema >&-", 1, "summarize: cannot write standard output: it is closed\n"),
        ("summarize - <&-", 1, "summarize: -: standard input is closed\n"),
        ("summarize -q a.txt <&- | wc -l >/dev/null", 0, ""),
        ("summarize a.txt 2>&- | wc -l >/dev/null", 0, ""),
        ("summarize missing.txt 2>&-", 1, ""),
    ],
)
def test_closed_standard_streams(script: str, code: int, stderr: str) -> None:
    done = shell(script)
    assert (done.returncode, done.stderr) == (code, stderr)


def test_output_is_utf_8_whatever_the_locale() -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    Path("é.txt").write_text("Café: " + ARTICLE, "utf-8")
    done = run("--format", "json", "é.txt", env=env)
    assert Report.model_validate_json(done.stdout).document.text.startswith("Café")
    assert b"\n" in run("missing é.txt", env=env).stderr


def can_be_interrupted() -> None:
    """What a shell starts in the background ignores interruptions, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Stuck:
    """The command in the middle of its work: one article read, the next a pipe that nobody writes to."""

    def __init__(self, *arguments: str) -> None:
        os.mkfifo("pipe.txt")
        Path("out").write_text("old")
        line = [COMMAND, "--verbose", "--format", "jsonl", "a.txt", "pipe.txt", "-o", "out", *arguments]
        self.process = subprocess.Popen(
            line,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=can_be_interrupted,  # noqa: PLW1509 - no thread runs here
        )
        assert self.process.stderr is not None
        assert self.process.stderr.readline().startswith(b"summarize: a.txt: ")
        self.wait(lambda: any(p.name.startswith(".summarize-") for p in Path().iterdir()))
        time.sleep(0.2)

    def wait(self, condition: Callable[[], bool]) -> None:
        until = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < until
            time.sleep(0.01)

    def end(self, number: int) -> bytes:
        self.process.send_signal(number)
        try:
            return self.process.communicate(timeout=30)[1]
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise


def test_an_interruption_is_130_and_leaves_things_as_they_were(folder: Path) -> None:
    stuck = Stuck()
    assert stuck.end(signal.SIGINT) == b"summarize: interrupted\n"
    assert stuck.process.returncode == 130
    assert Path("out").read_text() == "old"
    assert sorted(p.name for p in folder.iterdir()) == ["a.txt", "out", "pipe.txt"]


def test_a_killed_process_leaves_the_old_file_whole() -> None:
    stuck = Stuck()
    stuck.end(signal.SIGKILL)
    assert stuck.process.returncode == -signal.SIGKILL
    assert Path("out").read_text() == "old"


def test_a_named_pipe_is_an_article() -> None:
    done = shell("summarize -q --format json <(cat a.txt)")
    assert done.returncode == 0
    assert Report.model_validate_json(done.stdout).document.text == ARTICLE


def test_help_comes_at_once() -> None:
    measured = {k: v for k, v in os.environ.items() if not k.startswith("COV")}

    def seconds() -> float:
        """Of the processor, for other processes may be at work too."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run("--help", env=measured).returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    assert min(seconds() for _ in range(5)) < 0.3
