"""Tables as files for spreadsheets and data tools: RFC 4180, UTF-8, nothing in them that a spreadsheet would run.

A cell of text that begins with =, +, - or @ (also after white space, and in their full-width forms), with a tab or with
a line end gets an apostrophe before it, and so does one that begins with apostrophes and such a character, so that
`unguarded` gives back what stood there. Numbers are left as they are. Control characters are shown as symbols, one for
one, so that offsets still fit; all other text is exact.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from summarize.render.columns import Cell
from summarize.render.safe import visible
from summarize.render.tables import Table, tables
from summarize.schemas import Report

__all__ = ["ONE", "as_csv", "as_tsv", "files", "guarded", "together", "unguarded", "zipped"]

ONE: Final = "claims"
"""The table that stands for all where there is room for one: who says what of every record but actors."""

_LIVE = re.compile(r"'*(?:\s*[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r\n])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def guarded(text: str) -> str:
    """`text` as a spreadsheet keeps it: text.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("Keslow")
    ("'=1+1", "''=1+1", 'Keslow')
    """
    return f"'{text}" if _LIVE.match(text) else text


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _LIVE.match(cell) else cell


def as_csv(table: Table) -> str:
    r"""The table with its header row and its row of hashtags; lines end in \r\n."""
    head: list[Sequence[str]] = [table.columns, table.hxl]
    return _written([*head, *(_texts(row) for row in table.rows)], ",")


def as_tsv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows of text under a header, separated by tabs, each on one line: white space in a cell becomes single spaces."""
    return _written([header, *([guarded(visible(c).strip()) for c in row] for row in rows)], "\t")


def files(reports: Iterable[Report]) -> dict[str, str]:
    """File name → contents, a file for each table that has rows; that of the reports is always there."""
    made = tables(reports)
    return {f"{name}.csv": as_csv(table) for name, table in made.items() if table.rows or name == "reports"}


def zipped(made: Mapping[str, str]) -> bytes:
    """Files (name → contents) in one archive, the same bytes for the same files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in made.items():
            # The oldest date there is: that of the writing would make each archive another.
            archive.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return held.getvalue()


def together(reports: Iterable[Report], format: str) -> Iterator[str]:  # noqa: A002
    """The reports as pieces of one text with one header, as csv (the claims) or plover.

    Raises:
        ValueError: there is no such format.
    """
    if format not in ("csv", "plover"):
        raise ValueError(f"no format {format!r} of rows: there are csv, plover")
    headers = 2 if format == "csv" else 1  # none of them holds a line end
    yield from _one(iter(()), format)
    for report in reports:
        yield _one_without_header(report, format, headers)


def _one_without_header(report: Report, form: str, headers: int) -> str:
    text = "".join(_one([report], form))
    for _ in range(headers):
        text = text.partition("\r\n" if form == "csv" else "\n")[2]
    return text


def _one(reports: Iterable[Report], form: str) -> Iterator[str]:
    if form == "csv":
        yield as_csv(tables(reports)[ONE])
    else:
        from summarize.render import plover

        yield as_tsv(plover.COLUMNS, (row for report in reports for row in plover.rows(report)))


def _texts(row: Iterable[Cell]) -> list[str]:
    return [_text(cell) for cell in row]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return guarded(_shown(cell)) if isinstance(cell, str) else str(cell)


def _shown(text: str) -> str:
    return _CONTROL.sub(lambda m: chr(0x2400 + ord(m[0])) if m[0] < " " else "\ufffd", text)


def _written(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    held = io.StringIO(newline="")
    csv.writer(held, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n").writerows(rows)
    return held.getvalue()
