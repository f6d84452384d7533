"""Reports as tables: what stands in them, and the files that spreadsheets and data tools read."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile

import pytest
from fiction import KESLOW, answer, casualty, claim, deal, displacement, readings, report
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.document import Document
from summarize.render import sheets
from summarize.render.columns import BETWEEN, COLUMNS
from summarize.render.tables import Table, report_id, tables
from summarize.schemas import Report, verbatim_values

LIVE = "=+-@\t\r\n＝＋－＠"
CORE = {
    "affected", "cause", "country", "date", "description", "event", "group", "impact", "loc", "meta", "org", "status",
}  # fmt: skip
"""Hashtags of the HXL 1.1 dictionary, as far as these tables use them."""


def records(table: Table) -> list[dict[str, object]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def parsed(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


# ---- tables


def test_a_whole_report() -> None:
    read = report(answer())
    all_tables = tables([read])
    assert {name: len(t.rows) for name, t in all_tables.items()} == {
        "reports": 1, "actors": 7, "ultimatums": 1, "deals": 1, "casualties": 2, "displacements": 2, "claims": 8,
        "parties": 5, "terms": 1, "mentions": 14, "codes": 3, "key_points": 3, "rejected": 0,
    }  # fmt: skip
    (row,) = records(all_tables["deals"])
    assert row == {
        "report": report_id(read), "article": None, "sha256": KESLOW.sha256, "record": "deal-1",
        "kind": "evacuation", "stage": "agreed", "parties": "Varenian army | Northern Shield", "mediators": "Halvia",
        "terms": "its fighters and their families would be taken by bus to Tarn province",
        "place": "Keslow", "place_start": 870, "place_end": 876,
        "date": "Thursday", "date_start": 600, "date_end": 608,
        "date_earliest": dt.date(2031, 5, 1), "date_latest": dt.date(2031, 5, 1),
        "disputed": True, "unconfirmed": False,
    }  # fmt: skip
    killed = records(all_tables["casualties"])[0]
    assert (killed["count"], killed["count_low"], killed["count_high"]) == ("At least 34", 34, None)
    assert (killed["killed_low"], killed["injured_low"], killed["count_qualifier"]) == (34, None, "at_least")
    trapped, fled = records(all_tables["displacements"])
    assert (trapped["count_low"], trapped["displaced_low"], fled["displaced_low"]) == (25000, None, 6000)
    denied = records(all_tables["claims"])[2]
    assert (denied["record"], denied["source"], denied["stance"]) == ("deal-1", "Pavel Osk", "denies")
    assert [(r["role"], r["position"], r["name"]) for r in records(all_tables["parties"])] == [
        ("issuer", 1, "Varenian army"),
        ("target", 1, "Northern Shield"),
        ("party", 1, "Varenian army"),
        ("party", 2, "Northern Shield"),
        ("mediator", 1, "Halvia"),
    ]


def test_families_are_households() -> None:
    text = Document(text="Some 300 families fled Keslow on Monday, the mayor said.")
    raw = {
        "displacements": [
            displacement(
                movement="fled", people="families", count="300", origin="Keslow",
                claims=[claim("the mayor", "asserts", "Some 300 families fled Keslow on Monday")],
            )
        ]
    }  # fmt: skip
    (row,) = records(tables([report(raw, text)])["displacements"])
    assert (row["displaced_low"], row["displaced_families_low"], row["count_low"]) == (None, 300, 300)


def test_what_was_rejected_is_a_table_too() -> None:
    read = report(answer(casualties=[casualty(count="4,000")]))
    (row, *_) = records(tables([read])["rejected"])
    assert (row["path"], row["problem"], row["value"]) == ("casualties[0]", "count", "4,000")
    assert row["reason"]


@settings(max_examples=60, deadline=None)
@given(readings())
def test_every_verbatim_value_stands_in_some_table(read: tuple[Document, dict[str, object]]) -> None:
    document, raw = read
    found = report(raw, document)
    places = set()
    for table in tables([found]).values():
        for row in records(table):
            for name in row:
                if not name.endswith("start"):
                    continue
                stem, end = name.removesuffix("start").removesuffix("_"), row[name.removesuffix("start") + "end"]
                words = row.get(f"{stem}_text", row[stem]) if stem else row["text"]
                if row[name] is None:
                    assert words is None
                else:
                    assert document.text[row[name] : end] == words  # type: ignore[misc]
                    places.add((row[name], end))
    assert places >= {(v.start, v.end) for v in verbatim_values(found)}


@settings(max_examples=40, deadline=None)
@given(readings())
def test_cells_are_of_their_columns_types(read: tuple[Document, dict[str, object]]) -> None:
    for table in tables([report(read[1], read[0])]).values():
        for row in table.rows:
            assert len(row) == len(table.columns) == len(table.hxl) == len(table.types)
            assert all(cell is None or type(cell) is kind for cell, kind in zip(row, table.types, strict=True))


def test_tables_of_several_reports_and_of_none() -> None:
    first, second = report(answer()), report({"casualties": [casualty()]})
    both = tables([first, second])
    assert [r["report"] for r in records(both["reports"])] == [report_id(first), report_id(second)]
    assert len(both["casualties"].rows) == 3
    assert {name: t.columns for name, t in tables([]).items()} == {name: t.columns for name, t in both.items()}


def test_the_id_is_the_same_without_the_text_and_another_for_another_answer() -> None:
    read = report(answer())
    assert report_id(read) == report_id(read.without_text()) == report_id(Report.model_validate(read.model_dump()))
    assert report_id(read) != report_id(report(answer(headline=None)))
    assert re.fullmatch("r[0-9a-f]{12}", report_id(read))
    (*_, mention) = records(tables([read.without_text()])["mentions"])
    assert mention["text"] is None


# ---- HXL


@pytest.mark.parametrize("name", COLUMNS)
def test_hashtags(name: str) -> None:
    table = tables([])[name]
    assert len(set(table.columns)) == len(table.columns)
    for tag, kind in zip(table.hxl, table.types, strict=True):
        if not tag:
            continue
        assert re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag)
        core = tag[1:].partition("+")[0]
        assert core in CORE
        # The standard wants numbers and days there, and nothing else has them.
        assert (core == "affected") == (kind is int)
        assert (core == "date") == (kind is dt.date)


def test_hashtags_that_others_look_for() -> None:
    tags = {tag for t in tables([]).values() for tag in t.hxl}
    assert tags >= {"#affected+killed+min", "#affected+displaced+ind+max", "#loc+name+origin", "#loc+name+dest"}
    assert tags >= {"#date+reported", "#country+code", "#meta+id+record", "#cause+name"}


# ---- files


def test_csv_has_a_header_a_row_of_hashtags_and_crlf() -> None:
    made_files = sheets.files([report(answer())])
    assert set(made_files) == {f"{n}.csv" for n in COLUMNS} - {"rejected.csv"}
    for text in made_files.values():
        assert text.endswith("\r\n")
        header, tags, *rows = parsed(text)
        assert {len(header)} == {len(r) for r in (tags, *rows)}
    rows = csv.DictReader(io.StringIO(made_files["deals.csv"], newline=""))
    tags, row = list(rows)
    assert (tags["place"], row["place"], row["date_latest"], row["disputed"]) == (
        "#loc+name", "Keslow", "2031-05-01", "true",
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(readings())
def test_csv_gives_back_every_cell(read: tuple[Document, dict[str, object]]) -> None:
    for table in tables([report(read[1], read[0])]).values():
        _, _, *rows = parsed(sheets.as_csv(table))
        for written, row in zip(rows, table.rows, strict=True):
            for cell, value, kind in zip(written, row, table.types, strict=True):
                if kind is str and value is not None:
                    text = sheets.unguarded(cell)
                    assert len(text) == len(str(value))
                    assert all(a in (b, "�") or "\u2400" <= a <= "\u241f" for a, b in zip(text, str(value)))  # noqa: B905
                elif value is None:
                    assert not cell
                else:
                    assert cell == (str(value).lower() if kind is bool else str(value))


@given(st.text(alphabet=st.one_of(st.sampled_from(LIVE + "' \u00a0"), st.characters(codec="utf-8"))))
def test_no_cell_of_text_is_a_formula_and_all_come_back(text: str) -> None:
    cell = sheets.guarded(text)
    assert sheets.unguarded(cell) == text
    assert not cell.startswith(tuple(LIVE))
    assert not cell.lstrip().startswith(tuple(LIVE))


@given(st.text(alphabet=st.one_of(st.sampled_from(LIVE + "\",' \x00\x1b"), st.characters(codec="utf-8")), min_size=1))
def test_whatever_an_article_says_a_row_stays_a_row(text: str) -> None:
    table = Table(("a", "b", "c"), ("", "", ""), (str, int, str), ((text, -5, text),))
    _, _, *rows = parsed(sheets.as_csv(table))
    ((first, number, last),) = rows
    assert (first, number) == (last, "-5")
    assert not re.search("[\x00\x1b]", first)
    lines = sheets.as_tsv(("a", "b"), [(text, text)]).split("\n")
    assert len(lines) == 3
    assert not lines[2]
    assert all(len(row) == 2 for row in csv.reader(lines[:2], delimiter="\t", strict=True))


def test_a_formula_in_an_article() -> None:
    text = '=HYPERLINK("http://keslow.example","x") killed 12 civilians in Keslow, the mayor said.'
    quote = text.removesuffix(", the mayor said.")
    killed = casualty(count="12", when=None, claims=[claim("the mayor", "asserts", quote)])
    read = report({"casualties": [killed]}, Document(text=text, source="@articles/=1.txt"))
    made_files = sheets.files([read])
    (row,) = parsed(made_files["claims.csv"])[2:]
    quoted = next(c for c in row if "HYPERLINK" in c)
    assert quoted.startswith("'=HYPERLINK")
    assert row[1] == "'@articles/=1.txt"
    assert not any(c.startswith(tuple(LIVE)) for t in made_files.values() for r in parsed(t) for c in r)


def test_one_file_is_the_claims_under_one_header() -> None:
    reports = [report(answer()), report({"casualties": [casualty()]})]
    rows = parsed("".join(sheets.together(reports, "csv")))
    assert rows[:2] == parsed(sheets.as_csv(tables([])["claims"]))
    assert rows == parsed(sheets.as_csv(tables(reports)["claims"]))
    assert "".join(sheets.together([], "csv")) == sheets.as_csv(tables([])["claims"])
    with pytest.raises(ValueError, match="csv, plover"):
        list(sheets.together([], "html"))


def test_the_archive_is_the_files_and_the_same_each_time() -> None:
    read = report(answer())
    packed = sheets.zipped(sheets.files([read]))
    assert packed == sheets.zipped(sheets.files([read]))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert {n: archive.read(n).decode() for n in archive.namelist()} == sheets.files([read])


def test_lists_are_joined() -> None:
    read = report(answer(deals=[deal(terms=["taken by bus", "would be taken"], parties=["Pavel Osk", "Halvia"])]))
    (row,) = records(tables([read])["deals"])
    assert row["terms"] == BETWEEN.join(["taken by bus", "would be taken"])
    assert row["parties"] == "Pavel Osk | Halvia"
