"""Articles that are rows of a file: JSON Lines, CSV and TSV (also gzipped), Parquet.

Rows are read one after the other: the memory taken depends on the largest row, not on the file. A row is named by its
number as an editor or a spreadsheet shows it: the line of JSON Lines, the row of a table with its header as row 1. Rows
of Parquet, which has no header, count from 1.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, Final

from summarize.document import Document
from summarize.errors import SourceEmpty, SourceError, SourceNotFound, SourceTooLarge, SourceUnreadable
from summarize.published import find_published, read_date
from summarize.sources.row_formats import Columns, rows_of, same

__all__ = ["COLUMNS", "ROW_SUFFIXES", "read_rows", "row_format"]

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("text", "body", "content", "article"),
    "title": ("title", "headline"),
    "published": ("published", "date", "publish_date", "pub_date"),
    "id": ("id", "url", "link"),
}
"""Names that are tried, in any case, for a column that is not named; the first counts that has something in the row."""

ROW_SUFFIXES: Final[Mapping[str, str]] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jl": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
"""Formats by the ending of a file's name; all but Parquet's may be followed by ".gz"."""


def row_format(path: Path) -> str | None:
    """The format that a file's name tells: "jsonl", "csv", "tsv", "parquet"; None for a file of no rows.

    >>> row_format(Path("news/2026.JSONL.gz")), row_format(Path("keslow.txt.gz"))
    ('jsonl', None)
    """
    name = path.name.lower()
    unpacked = name.removesuffix(".gz")
    found = ROW_SUFFIXES.get(Path(unpacked).suffix)
    return None if found == "parquet" and unpacked != name else found


def read_rows(  # noqa: PLR0913 - four columns
    path: Path | BinaryIO,
    *,
    format: str | None = None,  # noqa: A002 - what the option is called
    text: str | None = None,
    title: str | None = None,
    published: str | None = None,
    id: str | None = None,  # noqa: A002 - as above
    max_bytes: int = 20_000_000,
) -> Iterator[Document | SourceError]:
    """The articles of a file's rows in their order, read as they are asked for.

    A title goes before the text, with a blank line between, unless the text begins with it. `Document.source` is the
    id, else "articles.jsonl:17". The date is the row's, else found in the text.

    Args:
        path: the file, or a stream that is left open; gzip's is unpacked, Parquet's has to be seekable.
        format: "jsonl", "csv" (commas, semicolons or tabs), "tsv", "parquet"; None: as the name or beginning tells.
        text: column of the text; None: the usual names, as for the other columns (`COLUMNS`).
        title: column of the headline.
        published: column of the publication date.
        id: column of what the article is known by.
        max_bytes: largest row that is read.

    Yields:
        A row's document, or in its place what is wrong with it, named by file and row. What is wrong with the whole
        file, or with all the rest of it, is one last such error, named by the file. None is raised.

    Raises:
        ValueError: no such format.
    """
    if format not in {None, *ROW_SUFFIXES.values()}:
        raise ValueError(f"no format of rows: {format!r}")
    given = {"text": text, "title": title, "published": published, "id": id}
    names = {part: (name,) if name else COLUMNS[part] for part, name in given.items()}
    columns = Columns(**names, given=tuple(name for name in given.values() if name))
    return _articles(path, format, columns, max_bytes)


def _articles(path: Path | BinaryIO, form: str | None, columns: Columns, most: int) -> Iterator[Document | SourceError]:
    source = str(path) if isinstance(path, Path) else "-"
    form = form or (row_format(path) if isinstance(path, Path) else None)
    try:
        with _opened(path) as stream:
            for number, row in rows_of(stream, form, columns, most):
                where = f"{source}:{number}"
                try:
                    if isinstance(row, SourceError):
                        raise row
                    article: Document | SourceError = _article(row, columns, where, most)
                except SourceError as error:
                    article = type(error)(error.message, document_id=where)
                yield article
    except SourceError as error:
        yield type(error)(error.message, document_id=source)
    except (EOFError, zlib.error):
        yield SourceUnreadable("the packed file is damaged or breaks off", document_id=source)
    except OSError as error:
        yield SourceUnreadable((error.strerror or "damaged").lower(), document_id=source)


def _opened(path: Path | BinaryIO) -> AbstractContextManager[BinaryIO]:
    try:
        return path.open("rb") if isinstance(path, Path) else nullcontext(path)
    except (FileNotFoundError, ValueError):  # a null character in the name
        raise SourceNotFound("no such file") from None


# ---- a row's article


def _article(row: Mapping[str, Any], columns: Columns, where: str, most: int) -> Document:
    body = _string(row, columns.text, "text").replace("\r\n", "\n").replace("\r", "\n")
    if not body:
        raise SourceEmpty(f"no text in {columns.for_text}")
    title = " ".join(_string(row, columns.title, "title").split())
    name = " ".join(_string(row, columns.id, "id").split())
    whole = f"{title}\n\n{body}" if title and not _begins(body, title) else body
    if len(whole.encode(errors="replace")) > most:
        raise SourceTooLarge(f"larger than {most:,} bytes")
    if "\0" in whole:
        raise SourceUnreadable("not text: it holds null characters")
    day, found = find_published(whole, metadata=_date(row, columns.published))
    return Document(text=whole, title=title or None, published=day, published_from=found, source=name or where)


def _found(row: Mapping[str, Any], names: Sequence[str]) -> Any:
    """What the first of the columns holds that holds something; None for nothing, NaN, blanks."""
    for name in names:
        for value in (row.get(name), *(v for key, v in row.items() if same(key, name))):
            blank = value is None or (isinstance(value, str | bytes) and not value.strip())
            if not blank and not (isinstance(value, float) and math.isnan(value)):
                return value
    return None


def _string(row: Mapping[str, Any], names: Sequence[str], part: str) -> str:
    value = _found(row, names)
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    if value is None or isinstance(value, str):
        return value or ""
    if part != "text" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise SourceUnreadable(f"the {part} is no string")


def _date(row: Mapping[str, Any], names: Sequence[str]) -> dt.date | None:
    value = _found(row, names)
    if value is None:
        return None
    written = value.isoformat() if isinstance(value, dt.date) else str(value)
    if day := read_date(written):
        return day
    raise SourceUnreadable(f"{written[:40]!r} is no publication date, or more than one; write it as 2026-05-04")


def _begins(body: str, title: str) -> bool:
    beginning = " ".join(body[: 2 * len(title) + 100].split()).casefold()
    # No pattern is made of the title: one of a megabyte takes seconds, and is kept.
    folded = title.casefold()
    return beginning.startswith(folded) and not re.match(r"\w", beginning[len(folded) :])
