"""Saved reports: loaded, spoilt, and written in another format."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fiction import KESLOW, answer, casualty, report
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.cli.convert import convert
from summarize.convert import load_each, load_reports
from summarize.errors import ReportError, SummarizeError
from summarize.render import joined, render
from summarize.schemas import Report

FIRST = report(answer(), KESLOW.model_copy(update={"source": "news/keslow.txt"}))
SECOND = report({"casualties": [casualty()]}, KESLOW.model_copy(update={"source": "other/keslow.html"}))
BOTH = [FIRST, SECOND]


def array(*reports: Report) -> str:
    return "".join(joined((render(r, "json") for r in reports), "json", many=True))


def lines(*reports: Report) -> str:
    return "".join(render(r, "jsonl") for r in reports)


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(convert, [os.fspath(a) for a in arguments], input=stdin, standalone_mode=False)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "saved.json"
    path.write_text(array(*BOTH))
    return path


# ---- loading


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one.json", render(FIRST, "json")),
        ("one.json.gz", render(FIRST, "json")),
        ("one.jsonl", lines(FIRST)),
        ("array.json", array(FIRST)),
        ("marked.json", "\ufeff" + render(FIRST, "json")),
        ("other-name", "\n" + lines(FIRST)),
    ],
)
def test_one_report(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(text.encode(), mtime=0) if name.endswith("gz") else text.encode())
    assert list(load_reports(path)) == [FIRST]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", array(*BOTH)),
        ("a.jsonl", lines(*BOTH)),
        ("a.ndjson", "\n" + lines(FIRST) + "\r\n" + lines(SECOND)),
        ("a.JSONL.GZ", lines(*BOTH)),
        ("gzipped by another name.json", lines(*BOTH)),
        ("one after another.json", render(FIRST, "json") + render(SECOND, "json")),
    ],
)
def test_several_reports(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(text.encode(), mtime=0) if "gz" in name.lower() else text.encode())
    assert list(load_reports(os.fspath(path))) == BOTH


def changed(**changes: Any) -> str:
    return json.dumps(FIRST.model_dump(mode="json") | changes)


SPOILT = {
    "empty": (b"", "no report in it"),
    "an empty array": (b"[]", "no report in it"),
    "no JSON": (b"Rebels in Keslow", "line 1, column 1: not JSON"),
    "a scalar": (b"42", "no report: "),
    "another object": (b'{"a": 1}', "no report: document: "),
    "cut off": (render(FIRST, "json").encode()[:2000], "not JSON"),
    "an array cut off": (array(FIRST).encode()[:-3], "cut off after report 1"),
    "an array without a comma": (f"[{lines(FIRST)}{lines(SECOND)}]".encode(), "no comma after report 1"),
    "more after the array": (array(FIRST).encode() + b"{}", "something follows the array"),
    "not UTF-8": (b'{"a": "\xff"}', "no report: not UTF-8"),
    "UTF-16": (render(FIRST, "json").encode("utf-16"), "no report: not UTF-8"),
    "too deep": (b"[" * 200_000, "no report: nested too deep"),
    "a long number": (b"9" * 5_000, "a number in it is too long"),
    "gzip cut off": (gzip.compress(render(FIRST, "json").encode(), mtime=0)[:-20], "damaged: it cannot be unpacked"),
    "gzip damaged": (gzip.compress(b"{}", mtime=0)[:10] + b"\xff" * 30, "damaged: it cannot be unpacked"),
    "another version": (changed(schema_version="2").encode(), "a report of schema version '2'; this release reads"),
    "another text": (changed(document={"text": "Other.", "source": None}).encode(), "no report: the text has no "),
    "another field": (changed(verdict="true").encode(), "verdict: Extra inputs are not permitted"),
    "a field of control characters": (changed(**{"a\x1b[31m\n": 1}).encode(), "a␛[31m : Extra inputs are not"),
    "a key point of nothing": (changed(key_points=[{"text": "x", "cites": ["deal-9"]}]).encode(), "cites records"),
    "an answer of an engine": (json.dumps(answer()).encode(), "no report: "),
}


@pytest.mark.parametrize("case", SPOILT)
def test_a_spoilt_file_says_where_and_why(tmp_path: Path, case: str) -> None:
    data, why = SPOILT[case]
    path = tmp_path / "spoilt.json"
    path.write_bytes(data)
    with pytest.raises(ReportError, match=r"spoilt\.json: ") as caught:
        list(load_reports(path))
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(caught.value.message) < 400
    assert isinstance(caught.value, SummarizeError)


def test_the_position_of_a_spoilt_report(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(lines(FIRST) + "{}\n\nnonsense\n" + lines(SECOND))
    first, empty, no_json, second = load_each(path)
    assert (first, second) == (FIRST, SECOND)
    assert str(empty).startswith(f"{path}: line 2: no report: document: Field required")
    assert str(no_json).startswith(f"{path}: line 4: no report: Invalid JSON")
    path = tmp_path / "a.json"
    path.write_text(f"[\n{render(FIRST, 'jsonl')},\n{{}}\n]")
    _, error = load_each(path)
    assert str(error).startswith(f"{path}: report 2, line 4: no report: document: Field required (and 1 more)")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "no.json", "no such file"), (tmp_path, "is a directory"), ("a\0b", "no such file")):
        (error,) = load_each(path)
        assert isinstance(error, ReportError)
        assert error.message == why
        assert error.document_id == os.fspath(path)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_happens_to_a_file_it_loads_or_says_why(data: st.DataObject) -> None:
    path = Path(os.environ.get("TMPDIR", "/tmp"), f"summarize-fuzz-{os.getpid()}.json")
    whole = bytearray(lines(SECOND).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=4))
    try:
        path.write_bytes(whole)
        for loaded in load_each(path):
            assert isinstance(loaded, Report | ReportError)
    finally:
        path.unlink(missing_ok=True)


# ---- the command


@pytest.mark.parametrize("form", ["json", "jsonl", "markdown", "terminal"])
def test_what_it_writes_is_what_reading_wrote(saved: Path, form: str) -> None:
    result = run(saved, "-f", form)
    assert result.return_value == 0
    assert result.stdout == "".join(joined((render(r, form) for r in BOTH), form, many=True))
    assert not result.stderr


def test_one_report_is_an_object(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(FIRST))
    assert json.loads(run(tmp_path / "a.jsonl", "-f", "json").stdout) == FIRST.model_dump(mode="json")


def test_standard_input(saved: Path) -> None:
    result = run("-", "-f", "jsonl", stdin=lines(*BOTH))
    assert result.stdout == lines(*BOTH)


def test_without_the_text(saved: Path) -> None:
    made = [json.loads(line) for line in run(saved, "-f", "jsonl", "--no-text").stdout.splitlines()]
    assert [m["document"]["text"] for m in made] == ["", ""]


def test_csv_on_standard_output_is_the_claims(saved: Path) -> None:
    result = run(saved, "-f", "csv")
    header, tags, *rows = csv.reader(io.StringIO(result.stdout, newline=""))
    assert (header[0], tags[0], len(rows)) == ("report", "#meta+id+report", 9)
    assert "-o DIR/ or -o FILE.zip" in result.stderr
    assert not run(saved, "-f", "csv", "-q").stderr


def test_csv_into_a_folder_and_into_an_archive(saved: Path, tmp_path: Path) -> None:
    folder, archive = tmp_path / "tables", tmp_path / "tables.zip"
    assert run(saved, "-f", "csv", "-o", f"{folder}/").return_value == 0
    assert run(saved, "-f", "csv", "-o", archive).return_value == 0
    in_folder = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert {"reports.csv", "claims.csv", "casualties.csv"} <= set(in_folder)
    with zipfile.ZipFile(archive) as packed:
        assert {n: packed.read(n) for n in packed.namelist()} == in_folder
    assert in_folder["casualties.csv"].count(b"\r\n") == 5


def test_plover(saved: Path, tmp_path: Path) -> None:
    rows = run(saved, "-f", "plover").stdout.splitlines()
    assert len(rows) == 4
    assert rows[0].startswith("Event ID\tEvent Date\t")
    assert run(saved, "-f", "plover", "-o", f"{tmp_path}/out/").return_value == 0
    made = {p.name: p.read_text().splitlines() for p in (tmp_path / "out").iterdir()}
    assert made == {"keslow.tsv": rows, "keslow-2.tsv": rows[:1]}


def test_one_page(saved: Path, tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    assert run(saved, "-f", "html", "-o", tmp_path / "page.html").return_value == 0
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.lower().count("<html") == 1
    assert "Northern Shield denies a deal to leave Keslow" in page
    assert run(saved, "-f", "html", "-o", f"{tmp_path}/pages/").return_value == 0
    assert len(list((tmp_path / "pages").glob("*.html"))) == 2


def test_a_file_for_each_report(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "keslow.json").write_text(lines(FIRST))
    assert run(saved, tmp_path / "keslow.json", "-f", "json", "-o", tmp_path).return_value == 0
    names = sorted(p.name for p in tmp_path.iterdir())
    # Not over a file that was read.
    assert names == ["keslow-2.json", "keslow-3.json", "keslow-4.json", "keslow.json", "saved.json"]
    assert list(load_reports(tmp_path / "keslow-3.json")) == [SECOND]


def test_a_folder_of_reports(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    for name in ("b.json", "a.jsonl", "c.txt", ".hidden/d.json"):
        (tmp_path / name).write_text(lines(SECOND if name[0] == "b" else FIRST))
    assert run(tmp_path, "-f", "jsonl").stdout == lines(*BOTH)
    (tmp_path / "empty").mkdir()
    result = run(tmp_path / "empty", "-f", "jsonl")
    assert result.return_value == 1
    assert "no report in this folder" in result.stderr


def test_the_others_are_written(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}")
    result = run(tmp_path / "no.json", tmp_path / "bad.json", saved, "-f", "jsonl")
    assert (result.return_value, result.stdout) == (1, lines(*BOTH))
    assert result.stderr.count("\n") == 2
    assert f"summarize: {tmp_path}/no.json: no such file\n" in result.stderr


@pytest.mark.parametrize("form", ["json", "csv", "plover"])
def test_a_file_stays_when_nothing_can_be_loaded(tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    out.write_text("before")
    assert run(tmp_path / "no.json", "-f", form, "-o", out).return_value == 1
    assert out.read_text() == "before"


@pytest.mark.parametrize("form", ["json", "csv", "terminal"])
def test_not_over_the_report_itself(saved: Path, form: str) -> None:
    before = saved.read_text()
    result = run(saved, "-f", form, "-o", saved)
    assert result.return_value == 2
    assert result.stderr == f"summarize: cannot write {saved}: it is the report itself\n"
    assert saved.read_text() == before


def test_where_nothing_can_be_written(saved: Path, tmp_path: Path) -> None:
    for form, out in (("json", "no/folder.json"), ("csv", "saved.json/"), ("json", "saved.json/")):
        result = run(saved, "-f", form, "-o", f"{tmp_path}/{out}")
        assert result.return_value == 2
        assert result.stderr.startswith(f"summarize: cannot write {tmp_path}/")
        assert result.stderr.count("\n") == 1


def test_no_report_given() -> None:
    assert "no report given" in str(run().exception)


@pytest.mark.slow
def test_a_closed_pipe(saved: Path) -> None:
    code = "import sys; from summarize.cli.convert import convert; convert(sys.argv[1:])"
    with subprocess.Popen(
        [sys.executable, "-c", code, saved, "-f", "csv"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.read(6) == b"report"
