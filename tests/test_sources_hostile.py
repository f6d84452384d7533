"""What is made to harm whoever reads it: addresses, robots.txt, rows, the process in which files are taken apart."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_sources_web import Site

from summarize.errors import SourceError, SourceTooLarge
from summarize.settings import Settings
from summarize.sources import fetch, read_url
from summarize.sources.addresses import is_public
from summarize.sources.extracted import clean
from summarize.sources.notarticle import _SENTENCE
from summarize.sources.packed import gunzip
from summarize.sources.reflow import Line, reflow
from summarize.sources.rows import read_rows


@pytest.fixture
def site() -> Iterator[Site]:
    fetch._robots.clear()
    server = Site()
    yield server
    server.close()


@pytest.mark.parametrize(
    "address", ["192.0.0.192", "168.63.129.16", "fec0::1", "3fff::1", "64:ff9b:1::7f00:1", "::ffff:192.0.0.192"]
)
def test_addresses_that_python_may_take_for_public(address: str) -> None:
    assert not is_public(address)


def test_a_name_is_looked_up_as_it_is_written_to_the_server(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page("/a")
    real, asked = socket.getaddrinfo, set[str]()

    def found(host: str, port: int, *args: Any, **options: Any) -> Any:
        asked.add(host)
        return real("127.0.0.1", port, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", found)
    read_url(f"http://faß.example:{site.port}/a", settings=Settings(allow_private=True))
    # Python alone would look up "fass.example", which is somebody else's.
    assert asked == {"xn--fa-hia.example"}
    assert {headers["Host"] for _, headers in site.asked} == {f"xn--fa-hia.example:{site.port}"}


@pytest.mark.parametrize(
    "line",
    [
        "Disallow: http://[x",
        "Allow: //[",
        "Crawl-delay: ²",
        f"Crawl-delay: {'9' * 5000}",
        f"Request-rate: 1/{'9' * 5000}",
    ],
)
def test_a_robots_txt_made_to_break_its_parser_still_counts(site: Site, line: str) -> None:
    url = site.page("/a")
    site.page("/robots.txt", f"User-agent: *\n{line}\nDisallow: /b\n", "text/plain")
    assert read_url(url, settings=Settings(allow_private=True)).title == "Rebels leave Keslow"
    with pytest.raises(SourceError, match=r"robots\.txt asks"):
        read_url(site.page("/b"), settings=Settings(allow_private=True))


# ---- the process


_FAKE = """
import os, pathlib, time
class errors:
    DependencyError = LimitReachedError = ZeroDivisionError
class PdfReader:
    def __init__(self, stream):
        here = pathlib.Path(__file__).parent
        (here / "environment").write_text("\\n".join(os.environ))
        if b"print" in stream.getvalue():
            os.write(1, b'{"text": "Forged.", "title": null, "published": null, "site": null}\\n')
            raise ValueError
        (here / "pid").write_text(str(os.getpid()))
        while True:
            pass
"""
_READ = """
import sys
sys.path.insert(0, sys.argv[1])
from summarize.sources.apart import take_apart
try:
    print(take_apart("pdf", b"%PDF-1 " + sys.argv[2].encode(), most=1000, seconds=float(sys.argv[3])).text)
except Exception as error:
    print(type(error).__name__)
"""


def _reading(folder: Path, what: str, seconds: float) -> subprocess.Popen[str]:
    (folder / "pypdf.py").write_text(_FAKE)
    command = [sys.executable, "-c", _READ, str(folder), what, str(seconds)]
    env = os.environ | {
        "DATABASE_URL": "x",
        "HTTPS_PROXY": "x",
        "SOME_PAT": "x",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)


@pytest.mark.slow
def test_what_a_library_prints_is_no_answer_and_it_is_told_no_secret(tmp_path: Path) -> None:
    assert _reading(tmp_path, "print", 30).communicate(timeout=60)[0] == "SourceUnreadable\n"
    names = set((tmp_path / "environment").read_text().split("\n"))
    assert "PATH" in names
    assert not names & {"DATABASE_URL", "HTTPS_PROXY", "SOME_PAT"}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no timers")
def test_a_library_that_hangs_ends_even_when_the_command_was_killed(tmp_path: Path) -> None:
    command = _reading(tmp_path, "hang", 1.5)
    try:
        pid = int(_until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text(), 30))
    finally:
        command.kill()
        command.communicate()
    assert _until(lambda: _ended(pid), 60)


def _ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    # One that nobody waits for, where this runs without an init, has ended too.
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"


def _until(found: Any, seconds: float) -> Any:
    end = time.monotonic() + seconds
    while not (value := found()) and time.monotonic() < end:
        time.sleep(0.05)
    return value


# ---- time and memory


def _seconds(work: Any) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def test_time_does_not_grow_with_the_square() -> None:
    # Each took from four seconds to minutes.
    assert _seconds(lambda: _SENTENCE.search("word " * 100_000)) < 2
    assert _seconds(lambda: reflow([[Line("Page" + " " * 20_000 + "x"), Line("1" + " " * 20_000 + "x")]])) < 2
    assert _seconds(lambda: clean("a" + "\u0301\u0316" * 100_000)) < 2
    assert _seconds(lambda: _rows({"title": "a" * 1_000_000, "text": "Rebels left."})) < 2


def test_packed_in_very_many_parts() -> None:
    with pytest.raises(SourceTooLarge):
        gunzip(gzip.compress(b"", 1, mtime=0) * 100_000, 1_000)
    assert gunzip(gzip.compress(b"a", mtime=0) * 100, 1_000) == b"a" * 100


@given(st.text('ab. ?"”\n', max_size=80))
def test_sentences_are_counted_as_by_the_plain_pattern(text: str) -> None:
    plain = re.compile(r"\w[^.!?…。؟।]{15,}[.!?…。؟।][\"'”’»)\]]{0,3}(?:\s|$)")
    assert len(_SENTENCE.findall(text)) == len(plain.findall(text))


@given(st.text("ae\u0301\u0316\u0f73\u0e31— ", max_size=60))
def test_marks_in_any_number_that_is_written_are_kept(text: str) -> None:
    assert clean(text) == " ".join(unicodedata.normalize("NFC", text).split()) or len(text) > 30


def test_marks_beyond_any_that_are_written_are_dropped_and_dashes_are_not() -> None:
    assert len(clean("x" + "\u0316" * 1_000)) == 31
    assert clean("—" * 1_000) == "—" * 1_000


def _rows(*rows: Any) -> list[Any]:
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    return list(read_rows(io.BytesIO(data), format="jsonl"))


def test_a_table_of_very_many_columns() -> None:
    [error] = read_rows(io.BytesIO(b"text" + b",a" * 1_000_000 + b"\nx\n"), format="csv")
    assert isinstance(error, SourceTooLarge)


def test_parquet_that_unpacks_without_measure() -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    same = arrow.DictionaryArray.from_arrays(arrow.array([0] * 2_000, arrow.int32()), arrow.array(["b" * 1_000_000]))
    file = io.BytesIO()
    parquet.write_table(arrow.table({"text": same}), file, compression="zstd")
    assert len(file.getvalue()) < 10_000
    *_, error = rows = list(read_rows(file, format="parquet"))
    assert isinstance(error, SourceTooLarge)
    assert len(rows) < 50
