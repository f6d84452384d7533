"""The formats of files of rows: what stands in each row, by the names of the columns."""

from __future__ import annotations

import csv
import importlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, BinaryIO, Final, NamedTuple, TypeAlias

from summarize.errors import SourceError, SourceTooLarge, SourceUnreadable
from summarize.sources.row_streams import FREE, RATIO, Lines, buffered, decoded

__all__ = ["Columns", "Row", "rows_of", "same"]

_BATCH: Final = 32
"""Rows of Parquet that are unpacked at a time."""
_COLUMNS: Final = 10_000
_TOO_MUCH: Final = "unpacks to far more than a text would"

Row: TypeAlias = Mapping[str, Any] | SourceError
_Numbered: TypeAlias = Iterator[tuple[int, Row]]


class Columns(NamedTuple):
    """Names to be tried for each part of an article, and which the user gave."""

    text: tuple[str, ...]
    title: tuple[str, ...]
    published: tuple[str, ...]
    id: tuple[str, ...]
    given: tuple[str, ...]

    @property
    def for_text(self) -> str:
        """The names of the column of the text, for a message."""
        return " or ".join(name if name.isprintable() else repr(name) for name in self.text)

    def among(self, header: Sequence[str]) -> list[str]:
        """Those of a table's columns that are read. Raises SourceUnreadable where one that is needed is not there."""
        for name in self.given:
            if not any(same(name, h) for h in header):
                raise SourceUnreadable(f"no column {name!r} among {_listed(header)}")
        wanted = (*self.text, *self.title, *self.published, *self.id)
        if not any(same(name, h) for name in self.text for h in header):
            raise SourceUnreadable(f"no column {self.for_text} among {_listed(header)}: --text-column names it")
        return [h for h in header if any(same(name, h) for name in wanted)]


def rows_of(stream: BinaryIO, form: str | None, columns: Columns, most: int) -> Iterator[tuple[int, Row]]:
    """The rows with their numbers, or what is wrong with one; `form` and `most` as of `read_rows`.

    Raises:
        SourceError: the file, or the rest of it, holds no rows that can be read.
        OSError, EOFError, zlib.error: it cannot be read, or unpacked.
    """
    if form == "parquet":
        return _parquet(stream, columns)
    plain = buffered(stream)
    beginning = plain.peek(8)
    if form is None and beginning.startswith(b"PAR1"):
        raise SourceUnreadable("Parquet: say so, or name the file .parquet")
    if form is None and not beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        raise SourceUnreadable("neither name nor beginning tells the format of the rows")
    if form in {"csv", "tsv"}:
        return _table(decoded(plain, newline=""), columns, most, tabs=form == "tsv")
    return _json_lines(decoded(plain, newline="\n"), most)


# ---- formats


def _json_lines(text: io.TextIOWrapper, most: int) -> _Numbered:
    lines = Lines(text, most)
    for number, line in enumerate(lines, 1):
        if not line.isspace():
            yield number, lines.fault() or _object(line)
        lines.begin()


def _object(line: str) -> Row:
    try:
        row = json.loads(line.rstrip())
    except json.JSONDecodeError as error:
        return SourceUnreadable(f"not JSON: {error.msg.removesuffix(' at').lower()} at column {error.colno}")
    except (ValueError, RecursionError):
        return SourceUnreadable("not JSON that can be read")
    return row if isinstance(row, dict) else SourceUnreadable("no JSON object, which has to be one a line")


def _table(text: io.TextIOWrapper, columns: Columns, most: int, *, tabs: bool) -> _Numbered:
    # The limit is the whole process's, and by default smaller than some articles.
    csv.field_size_limit(max(csv.field_size_limit(), 2 * most))
    lines = Lines(text, most, skeleton=r'\r\n",;\t')
    first = next(lines, "")
    unquoted = re.sub('"[^"]*"', "", first)
    delimiter = "\t" if tabs else max(",;\t", key=unquoted.count)
    # Strict, so that a quotation mark that is never closed is no article made of all that follows.
    reader = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
    number, header = 0, None
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            why = str(error).replace("\t", r"\t")
            yield number, lines.fault() or SourceUnreadable(f"not {'TSV' if tabs else 'CSV'}: {why}")
            if "limit" in str(error):
                raise SourceUnreadable(f"cannot be followed beyond row {number:,}") from None
            cells = None
        if header is None:
            if too_much := lines.fault():
                raise too_much
            header = [name.strip() for name in cells or ()]
            if len(header) > _COLUMNS:
                raise SourceTooLarge(f"more than {_COLUMNS:,} columns")
            columns.among(header)
        elif cells:
            yield number, lines.fault() or _cells(header, cells)
        lines.begin()


def _cells(header: list[str], cells: list[str]) -> Row:
    if len(cells) > len(header):
        return SourceUnreadable(f"{len(cells)} fields under a header of {len(header)}")
    return dict(zip(header, cells, strict=False))


def _parquet(stream: BinaryIO, columns: Columns) -> _Numbered:
    try:
        arrow: Any = importlib.import_module("pyarrow")  # it has no types
        parquet: Any = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise SourceUnreadable("pyarrow is not installed: pip install 'summarize[parquet]'") from None
    if not stream.seekable():
        raise SourceUnreadable("Parquet cannot be read from a pipe")
    number = unpacked = 0
    limit = max(FREE, RATIO * stream.seek(0, io.SEEK_END))
    stream.seek(0)
    try:
        file = parquet.ParquetFile(stream)
        read = columns.among(file.schema_arrow.names)
        for batch in file.iter_batches(_BATCH, columns=read):
            unpacked += batch.nbytes
            if unpacked > limit:
                raise SourceTooLarge(_TOO_MUCH)
            # Only the day counts, and Python has no nanoseconds.
            table = {
                name: column.cast(arrow.date32(), safe=False) if arrow.types.is_timestamp(column.type) else column
                for name, column in zip(batch.schema.names, batch.columns, strict=True)
            }
            for at in range(batch.num_rows):
                number += 1
                row = _values(table, at)
                # One that stands for many rows is unpacked once, and copied for each.
                unpacked += _letters(row)
                if unpacked > limit:
                    raise SourceTooLarge(_TOO_MUCH)
                yield number, row
    except arrow.ArrowException:
        raise SourceUnreadable("no Parquet, or damaged") from None


def _values(table: Mapping[str, Any], at: int) -> Row:
    try:
        return {name: column[at].as_py() for name, column in table.items()}
    except (ValueError, OverflowError):
        return SourceUnreadable("a value that cannot be read")


def _letters(row: Row) -> int:
    return sum(len(v) for v in row.values() if isinstance(v, str | bytes)) if isinstance(row, Mapping) else 0


def same(one: str, other: str) -> bool:
    """Whether two names of columns are the same but for case and spaces around them."""
    return one.strip().casefold() == other.strip().casefold()


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in header[:10])
    return f"{shown}, …" if len(header) > 10 else shown or "none"
