"""Articles that are rows of a file: what a row gives, what one bad row costs, how much memory a large file takes."""

from __future__ import annotations

import bz2
import csv
import datetime as dt
import gzip
import io
import json
import tracemalloc
from collections.abc import Generator, Iterable
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.document import Document
from summarize.errors import SourceEmpty, SourceError, SourceNotFound, SourceTooLarge, SourceUnreadable
from summarize.sources.rows import read_rows, row_format

BODY = "Rebels left Keslow, the army said. Pavel Osk denied it."
FRENCH = "Les forces de l'armée ont tué au moins 34 civils près de Keslow, a déclaré à la télévision le porte-parole."


def jsonl(*rows: Any) -> bytes:
    return "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in rows).encode()


def read(data: bytes, form: str | None = "jsonl", **options: Any) -> list[Document | SourceError]:
    return list(read_rows(io.BytesIO(data), format=form, **options))


def one(data: bytes, form: str | None = "jsonl", **options: Any) -> Document:
    (found,) = read(data, form, **options)
    assert isinstance(found, Document), found
    return found


def shown(found: Iterable[Document | SourceError]) -> list[str]:
    """Texts of documents, messages of errors."""
    return [f.text if isinstance(f, Document) else str(f) for f in found]


def table(rows: Iterable[Iterable[Any]], **options: Any) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, **options).writerows(rows)
    return stream.getvalue().encode()


# ---- what a row gives


@pytest.mark.parametrize("form", ["jsonl", "csv", "tsv", "parquet"])
def test_a_row_of_any_format_gives_the_same_document(form: str, tmp_path: Path) -> None:
    row = {"Headline": "Rebels leave", "pub_date": "2026-05-04", "BODY": BODY, "n": "1"}
    path = tmp_path / f"articles.{form}"
    if form == "jsonl":
        path.write_bytes(jsonl(row))
    elif form == "parquet":
        write_parquet(path, {k: [v] for k, v in row.items()})
    else:
        path.write_bytes(table([row, row.values()], delimiter="\t" if form == "tsv" else ","))
    (found,) = read_rows(path)
    assert isinstance(found, Document)
    assert found.text == f"Rebels leave\n\n{BODY}"
    assert (found.title, found.published, found.published_from) == ("Rebels leave", dt.date(2026, 5, 4), "metadata")
    assert found.source == f"{path}:{2 if form in {'csv', 'tsv'} else 1}"


@pytest.mark.parametrize(
    ("row", "source"),
    [
        ({"text": BODY}, "-:1"),
        ({"text": BODY, "id": "k-17"}, "k-17"),
        ({"text": BODY, "id": 17}, "17"),
        ({"text": BODY, "id": None, "URL": "https://news.example/k"}, "https://news.example/k"),
        ({"text": BODY, "id": "  ", "link": ""}, "-:1"),
    ],
)
def test_a_document_is_known_by_its_id_else_by_its_row(row: dict[str, Any], source: str) -> None:
    assert one(jsonl(row)).source == source


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [
        ("Rebels leave", BODY, f"Rebels leave\n\n{BODY}"),
        ("Rebels leave", f"Rebels leave\n{BODY}", f"Rebels leave\n{BODY}"),
        ("Rebels  leave ", f"\n REBELS LEAVE\n\n{BODY}", f"\n REBELS LEAVE\n\n{BODY}"),
        ("Rebel", f"Rebels leave\n{BODY}", f"Rebel\n\nRebels leave\n{BODY}"),
        ("Rebels (again)", f"Rebels (again)\n{BODY}", f"Rebels (again)\n{BODY}"),
        (None, BODY, BODY),
        (" ", BODY, BODY),
        (float("nan"), BODY, BODY),
    ],
)
def test_a_headline_stands_before_the_text_once(title: Any, body: str, text: str) -> None:
    assert one(jsonl({"title": title, "text": body})).text == text


@given(st.text(min_size=1), st.text(min_size=1))
def test_the_text_is_kept_whatever_it_is(title: str, body: str) -> None:
    (found,) = read(json.dumps({"title": title, "text": body}).encode())
    if isinstance(found, Document):
        body = body.replace("\r\n", "\n").replace("\r", "\n")
        assert found.text.endswith("".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in body))
    else:
        assert "\0" in title + body or not body.strip()


def test_the_first_usual_column_with_something_in_it_is_read() -> None:
    assert one(jsonl({"text": "", "body": None, "content": BODY, "article": "other"})).text == BODY


def test_columns_can_be_named_in_any_case() -> None:
    row = {"text": "no", "Story": BODY, "Head": "Rebels leave", "when": "May 4, 2026", "key": "k1", "date": "bad"}
    found = one(jsonl(row), text="story", title="head", published="When", id="KEY")
    assert (found.text, found.title) == (f"Rebels leave\n\n{BODY}", "Rebels leave")
    assert (found.published, found.source) == (dt.date(2026, 5, 4), "k1")
    assert shown(read(jsonl({"text": BODY}), text="a\nb")) == [r"-:1: no text in 'a\nb'"]


@pytest.mark.parametrize(
    "value",
    [
        *("2026-05-04", "2026-05-04T23:15:00Z", "2026-05-04 10:15:00.123+02:00", "Mon, 04 May 2026 10:15:00 GMT"),
        *(20260504, "4 May 2026", "May 4, 2026", "04.05.2026"),
    ],
)
def test_dates_as_they_are_written(value: Any) -> None:
    assert one(jsonl({"text": BODY, "date": value})).published == dt.date(2026, 5, 4)


def test_a_row_without_a_date_has_that_of_its_dateline() -> None:
    found = one(jsonl({"text": f"KESLOW, 4 May 2026 (Agency) — {BODY}", "date": None}))
    assert (found.published, found.published_from) == (dt.date(2026, 5, 4), "dateline")
    found = one(jsonl({"text": BODY}))
    assert (found.published, found.published_from) == (None, None)


# ---- bad rows and bad files

GOOD = {"text": BODY}


@pytest.mark.parametrize(
    ("row", "error", "message"),
    [
        ({"title": "x"}, SourceEmpty, "no text in text or body or content or article"),
        ({"text": " \n"}, SourceEmpty, "no text in text or body or content or article"),
        ({"text": 17}, SourceUnreadable, "the text is no string"),
        ({"text": [BODY]}, SourceUnreadable, "the text is no string"),
        ({"text": BODY, "title": ["x"]}, SourceUnreadable, "the title is no string"),
        ({"text": BODY, "id": True}, SourceUnreadable, "the id is no string"),
        ({"text": "a\0b"}, SourceUnreadable, "not text: it holds null characters"),
        ({"text": "a" * 2001}, SourceTooLarge, "larger than 2,000 bytes"),
        ({"text": "é" * 1500}, SourceTooLarge, "larger than 2,000 bytes"),
        ("{", SourceUnreadable, "not JSON: expecting property name enclosed in double quotes at column 2"),
        ("Rebels left.", SourceUnreadable, "not JSON: expecting value at column 1"),
        ("[1, 2]", SourceUnreadable, "no JSON object, which has to be one a line"),
        ("null", SourceUnreadable, "no JSON object, which has to be one a line"),
        ("[" * 1900, SourceUnreadable, "not JSON that can be read"),
        ('{"n": ' + "9" * 1900 + "}", SourceEmpty, "no text in text or body or content or article"),
        *(
            (
                {"text": BODY, "date": date},
                SourceUnreadable,
                f"{str(date)!r} is no publication date, or more than one; write it as 2026-05-04",
            )
            for date in ("04/05/2026", "yesterday", "2026-02-30", "2999-01-01", "1850-01-01", 1777852800, True)
        ),
    ],
)
def test_a_bad_row_is_an_error_in_its_place(row: Any, error: type[SourceError], message: str) -> None:
    found = read(jsonl(GOOD, row, GOOD), max_bytes=2000)
    assert shown(found) == [BODY, f"-:2: {message}", BODY]
    assert type(found[1]) is error


def test_blank_lines_are_counted_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n\r\n" + jsonl(GOOD) + b"  \n" + jsonl("x"))
    first, second = read_rows(path)
    assert isinstance(first, Document)
    assert first.source == f"{path}:3"
    assert str(second).startswith(f"{path}:5: not JSON")


def test_a_row_of_many_lines_is_one_row_as_in_a_spreadsheet() -> None:
    data = table([["text", "id"], ["One,\nTwo\n\n“Three”", ""], [], ['He said "no"', ""], ["", ""], ["Four", ""]])
    found = read(data, "csv")
    assert shown(found) == [
        "One,\nTwo\n\n“Three”",
        'He said "no"',
        "-:5: no text in text or body or content or article",
        "Four",
    ]
    assert [f.source for f in found if isinstance(f, Document)] == ["-:2", "-:4", "-:6"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_separates_the_columns_is_seen_from_the_header(delimiter: str) -> None:
    data = table([["id", "text"], ["k1", "One; two, three\tfour"]], delimiter=delimiter)
    assert shown(read(data, "csv")) == ["One; two, three\tfour"]


def test_an_article_larger_than_pythons_own_limit_of_a_field_is_read() -> None:
    body = (BODY + "\n") * 10_000
    assert shown(read(table([["text"], [body]]), "csv")) == [body]


def test_bad_rows_of_a_table_are_errors_in_their_places() -> None:
    data = b'text,id\nOne,1\nTwo,2,3\n"Three"x,3\n"' + b"abc,\n" * 400 + b'",4\nFive,5\n"Six,6\n'
    found = shown(read(data, "csv", max_bytes=1000))
    assert found == [
        "One",
        "-:3: 3 fields under a header of 2",
        "-:4: not CSV: ',' expected after '\"'",
        "-:5: larger than 1,000 bytes",
        "Five",
        "-:7: not CSV: unexpected end of data",
    ]
    assert shown(read(b'text\tid\n"One"x\t1\n', "tsv")) == [r"""-:2: not TSV: '\t' expected after '"'"""]


@given(st.lists(st.text(st.sampled_from('ab", \n\r\t;x'), max_size=30), min_size=1, max_size=6))
def test_any_table_that_is_written_is_read(texts: list[str]) -> None:
    found = read(table([["id", "text", "note"], *(["k", t, "n"] for t in texts)]), "csv")
    plain = [t.replace("\r\n", "\n").replace("\r", "\n") for t in texts]
    assert [f.text if isinstance(f, Document) else None for f in found] == [t if t.strip() else None for t in plain]


@given(st.lists(st.text(st.sampled_from('ab",\n'), min_size=60, max_size=90), min_size=1, max_size=4))
def test_rows_that_are_too_large_are_passed_over_to_their_ends(texts: list[str]) -> None:
    rows = [["text"], *([cell] for t in texts for cell in (t, "The next."))]
    assert shown(read(table(rows, quoting=csv.QUOTE_ALL), "csv", max_bytes=50))[1::2] == ["The next."] * len(texts)


@settings(deadline=None)  # the first that is no UTF-8 waits for an import
@given(st.binary(max_size=300), st.sampled_from(["jsonl", "csv", "tsv", None]))
def test_no_bytes_raise(data: bytes, form: str | None) -> None:
    for found in read(b"text,id\n" * (form in {"csv", "tsv"}) + data, form, max_bytes=100):
        assert isinstance(found, Document | SourceError)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.csv",
            b"id,story\n1,x\n",
            "no column text or body or content or article among 'id', 'story': --text-column names it",
        ),
        ("a.csv", b"", "no column text or body or content or article among none: --text-column names it"),
        ("a.txt", b"Rebels left.", "neither name nor beginning tells the format of the rows"),
        ("a.jsonl.gz", gzip.compress(jsonl(GOOD), mtime=0)[:-20], "the packed file is damaged or breaks off"),
        ("a.jsonl.gz", b"\x1f\x8b\x08\x00 no gzip at all", "the packed file is damaged or breaks off"),
        ("a.parquet", b"PAR1 no Parquet at all", "no Parquet, or damaged"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_error(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    path = tmp_path / name
    path.write_bytes(data)
    (found,) = (f for f in read_rows(path) if isinstance(f, SourceError))
    assert str(found) == f"{path}: {message}"


def test_a_column_that_a_table_lacks_is_named(tmp_path: Path) -> None:
    (found,) = read(b"id,text\n1,x\n", "csv", title="head")
    assert str(found) == "-: no column 'head' among 'id', 'text'"


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("missing.csv", SourceNotFound, "no such file"),
        ("a\0b.csv", SourceNotFound, "no such file"),
        (".", SourceUnreadable, "is a directory"),
    ],
)
def test_a_file_that_cannot_be_opened(name: str, error: type[SourceError], message: str, tmp_path: Path) -> None:
    (found,) = read_rows(tmp_path / name)
    assert type(found) is error
    assert str(found) == f"{tmp_path / name}: {message}"


def test_a_format_that_there_is_not_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="no format of rows: 'xls'"):
        read_rows(io.BytesIO(), format="xls")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(("a.jsonl", "jsonl"), ("a.NDJSON.gz", "jsonl"), ("a.b.csv", "csv"), ("a.csv.gz", "csv"), ("a.tab", "tsv")),
        *(("a.parquet", "parquet"), ("a.parquet.gz", None), ("a.gz", None), ("a.txt", None), (".csv", None)),
    ],
)
def test_the_name_tells_the_format(name: str, expected: str | None) -> None:
    assert row_format(Path(name)) == expected


# ---- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1", "utf-16-le"])
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_the_encoding_is_told_by_mark_or_detected(encoding: str, form: str) -> None:
    plain = jsonl({"text": FRENCH}) * 3 if form == "jsonl" else table([["text"], [FRENCH], [FRENCH], [FRENCH]])
    assert shown(read(plain.decode().encode(encoding), form)) == [FRENCH] * 3


def test_a_row_in_another_encoding_is_a_bad_row() -> None:
    data = jsonl({"text": FRENCH}) * 4000 + jsonl({"text": FRENCH}).decode().encode("cp1252") + jsonl(GOOD)
    found = shown(read(data))
    assert found[-2:] == ["-:4001: not in the encoding of the file's beginning", BODY]
    table_of_it = b"text\n" + (FRENCH.replace(",", "") + "\n").encode() * 4000 + b"caf\xe9\nFive\n"
    assert shown(read(table_of_it, "csv"))[-2:] == ["-:4002: not in the encoding of the file's beginning", "Five"]


def test_what_is_no_text_is_refused() -> None:
    (found,) = read(bz2.compress(bytes(range(256)) * 40) + bytes(range(256)))
    assert str(found).startswith("-: not text") or str(found).startswith("-:1: not")


# ---- how much it takes


class Endless(io.RawIOBase):
    """A stream that repeats some bytes, for ever or for so long."""

    def __init__(self, data: bytes, length: int | None = None, first: bytes = b"") -> None:
        self.data, self.left, self.given, self.first = data * (1 + 65536 // len(data)), length, 0, first

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "read without a limit"
        out, self.first = bytearray(self.first[:size]), self.first[size:]
        wanted = size if self.left is None else min(size, self.left - self.given)
        while len(out) < wanted:
            at = (self.given + len(out)) % len(self.data)
            out += self.data[at : at + wanted - len(out)]
        self.given += len(out)
        return bytes(out)


def endless(data: bytes, length: int | None = None, first: bytes = b"") -> BinaryIO:
    return cast("BinaryIO", Endless(data, length, first))


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_rows_are_read_as_they_are_asked_for(form: str) -> None:
    stream = endless(jsonl({"text": BODY}) if form == "jsonl" else b"text\n")
    found = list(islice(read_rows(stream, format=form), 100))
    assert len(found) == 100
    assert cast("Endless", stream).given < 1_000_000


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (jsonl({"text": BODY * 20}), "jsonl"),
        (b"x", "jsonl"),
        (BODY.encode() * 20 + b"\n", "csv"),
        (b"x", "csv"),
        (b'"', "csv"),
        (b'x"x\n', "csv"),
        (b"," * 999 + b"\n", "csv"),
    ],
)
def test_memory_does_not_grow_with_the_file(data: bytes, form: str) -> None:
    def peak(length: int) -> int:
        tracemalloc.start()
        try:
            first = b"text\n" * (form == "csv")
            for _ in islice(read_rows(endless(data, length, first), format=form, max_bytes=10_000), 3000):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1_000)  # what is imported once
    assert peak(3_000_000) < peak(300_000) + 1_000_000


def test_a_line_that_is_too_long_is_passed_over_wherever_pieces_end() -> None:
    for length in (*range(65_530, 65_545), 131_072, 200_000):
        data = jsonl({"text": "a" * length}, GOOD) + table([["b"]])
        assert shown(read(data, max_bytes=1000))[1] == BODY
        lines = f"text\r\n{'a' * length}\r\nFive\r\n".encode()
        assert shown(read(lines, "csv", max_bytes=1000)) == ["-:2: larger than 1,000 bytes", "Five"]
        assert shown(read(lines, "csv"))[1] == "Five"


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_packed_rows_are_read_as_unpacked_ones(form: str, tmp_path: Path) -> None:
    plain = jsonl(GOOD, GOOD) if form == "jsonl" else table([["text"], [BODY], [BODY]])
    path = tmp_path / f"articles.{form}.gz"
    path.write_bytes(gzip.compress(plain[:30], mtime=0) + gzip.compress(plain[30:], mtime=0))
    assert shown(read_rows(path)) == [BODY, BODY]
    assert shown(read_rows(io.BytesIO(path.read_bytes()), format=form)) == [BODY, BODY]


def test_what_unpacks_without_measure_is_refused() -> None:
    packed = gzip.compress(b" " * 5_000_000, mtime=0) * 8
    (found,) = read_rows(io.BytesIO(packed), format="jsonl")
    assert type(found) is SourceTooLarge
    assert str(found) == "-: unpacks to far more than a text would"


def test_a_stream_is_left_open_and_a_file_is_closed(tmp_path: Path) -> None:
    stream = io.BytesIO(jsonl(GOOD))
    assert shown(read_rows(stream, format="jsonl")) == [BODY]
    assert not stream.closed
    path = tmp_path / "a.jsonl"
    path.write_bytes(jsonl(GOOD) * 5)
    rows = cast("Generator[Document | SourceError]", read_rows(path))
    next(rows)
    rows.close()  # a warning, which is an error here, would say that the file was left open


# ---- Parquet


def write_parquet(path: Path, columns: dict[str, Any], **options: Any) -> None:
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install '.[parquet]'")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table(columns), path, **options)


def test_rows_of_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    days = [dt.datetime(2026, 5, 4, 23, 59, tzinfo=dt.UTC), None, dt.datetime(1850, 1, 1, tzinfo=dt.UTC)]
    write_parquet(path, {"text": [BODY, None, BODY], "date": days, "id": [1, 2, 3], "vector": [[0.5] * 9] * 3})
    first, second, third = read_rows(path)
    assert isinstance(first, Document)
    assert (first.text, first.source, first.published) == (BODY, "1", dt.date(2026, 5, 4))
    assert str(second) == f"{path}:2: no text in text or body or content or article"
    assert str(third).startswith(f"{path}:3: '1850-01-01' is no publication date")


def test_parquet_of_many_groups_is_read_in_order_and_as_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    texts = [f"{BODY} {n}" for n in range(1000)]
    write_parquet(path, {"Content": texts}, row_group_size=100)
    assert shown(read_rows(path)) == texts
    assert shown(islice(read_rows(path, format="parquet", text="content"), 3)) == texts[:3]


def test_parquet_from_what_cannot_be_sought_in_is_refused() -> None:
    pytest.importorskip("pyarrow")
    (found,) = read_rows(endless(b"PAR1", 100), format="parquet")
    assert str(found) == "-: Parquet cannot be read from a pipe"


def test_without_pyarrow_parquet_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1")
    assert shown(read_rows(path)) == [f"{path}: pyarrow is not installed: pip install 'summarize[parquet]'"]
