"""The articles that a command's arguments name: files, folders, rows of tables, web addresses, standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import click

from summarize.render.screen import reason, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from summarize.document import Document
    from summarize.settings import Settings

__all__ = ["COLUMN_OPTIONS", "Article", "Inputs", "aopened", "expand", "opened", "row_options"]

F = TypeVar("F", bound="Callable[..., Any]")

_ROWS = """ARTICLE is rows of articles in this format, whatever its name or on standard input. Files whose names end in
.jsonl, .csv, .tsv or .parquet are taken for rows anyway."""
_OPTIONS = [
    click.option("--rows", type=click.Choice(["jsonl", "csv", "tsv", "parquet"]), help=_ROWS),
    click.option("--text-column", metavar="NAME", help="Column of an article's text [default: text, body, content…]."),
    click.option("--title-column", metavar="NAME", help="Column of its headline [default: title, headline]."),
    click.option("--date-column", metavar="NAME", help="Column of its publication date [default: published, date…]."),
    click.option("--id-column", metavar="NAME", help="Column of what it is known by [default: id, url, link]."),
]
COLUMN_OPTIONS: Final = ("rows", "text_column", "title_column", "date_column", "id_column")
"""The keywords of `row_options`, which `expand` takes."""
_ADDRESS: Final = re.compile(r"(?:www\.[\w-]|[\w-]+(?:\.[\w-]+)*:\d{1,5}/)", re.IGNORECASE)


def row_options(command: F) -> F:
    """Add the options for articles in rows, which `expand` takes as keywords."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Article(NamedTuple):
    """One article: its name, and what a row holds, or what is wrong with it; None where it is still to be read."""

    name: str
    row: Document | Exception | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the arguments come to.

    Attributes:
        names: of the articles, in their order.
        files: that are read, and are not to be overwritten.
        failed: arguments that name no article, which was told.

    """

    names: list[str]
    files: list[str]
    failed: int
    _parts: list[str | _Rows] = field(repr=False)

    def articles(self) -> Iterator[Article]:
        """Them in their order, one for each of the names; a file of rows is gone through as they are asked for."""
        for part in self._parts:
            if isinstance(part, str):
                yield Article(part)
            else:
                yield from part.articles()


def expand(arguments: Iterable[str], *, most: int, rows: str | None = None, **columns: str | None) -> Inputs:
    """What the arguments name, by the options of `row_options`; `most`: bytes that a row may have."""
    from summarize.errors import SourceNotFound, SummarizeError
    from summarize.sources import articles as files
    from summarize.sources import is_url
    from summarize.sources.rows import row_format

    options: dict[str, Any] = {name.removesuffix("_column"): column for name, column in columns.items()}
    options |= {"published": options.pop("date", None), "format": rows, "max_bytes": most}
    parts: list[str | _Rows] = []
    paths: list[str] = []
    failed = 0
    for argument in arguments:
        try:
            path = Path(argument)
            if rows or (not is_url(argument) and row_format(path) and not path.is_dir()):
                parts.append(_Rows(argument, options))
                paths.append(argument)
            elif argument == "-" or is_url(argument):
                parts.append(argument)
            elif hint := _hint(argument, first=not parts and not failed):
                raise SourceNotFound(f"no such file; {hint}", document_id=argument)
            else:
                parts += (found := [os.fspath(p) for p in files([path])])
                paths += found
        except (SummarizeError, OSError) as error:
            say(str(error) if isinstance(error, SummarizeError) else f"{argument}: {reason(error)}")
            failed += 1
    names = [name for part in parts for name in ([part] if isinstance(part, str) else part.names)]
    return Inputs(names, [p for p in paths if p != "-"], failed, parts)


def _hint(argument: str, *, first: bool) -> str | None:
    """What may be meant by the name of a file that is not there."""
    if os.path.lexists(argument):
        return None
    if _ADDRESS.match(argument):
        return "a web address begins with https:// or http://"
    group = click.get_current_context().parent
    if first and group is not None and isinstance(group.command, click.Group):
        from difflib import get_close_matches

        commands = [name for name in group.command.list_commands(group) if name != "read"]
        if near := get_close_matches(argument, commands, 1, 0.75):
            return f"is the command {near[0]} meant?"
    return None


class _Rows:
    """A file of rows, which is gone through twice: for the articles' names, then for the articles one by one."""

    def __init__(self, path: str, options: Mapping[str, Any]) -> None:
        self._path, self._options = path, options
        self._data = _standard_input() if path == "-" else None
        self.names = [article.name for article in self._each()]

    def _each(self) -> Iterator[Article]:
        from io import BytesIO

        from summarize.errors import SourceEmpty
        from summarize.sources.rows import read_rows

        source = Path(self._path) if self._data is None else BytesIO(self._data)
        name = None
        for row in read_rows(source, **self._options):
            name = (row.document_id if isinstance(row, Exception) else row.source) or self._path
            yield Article(name, row)
        if name is None:
            yield Article(self._path, SourceEmpty("nothing to read: it holds no rows", document_id=self._path))

    def articles(self) -> Iterator[Article]:
        from summarize.errors import SourceUnreadable

        each = self._each()
        for name in self.names:
            gone = SourceUnreadable("no longer there: the file was changed while it was read", document_id=name)
            yield next(each, Article(name, gone))


def _standard_input() -> bytes:
    from summarize.errors import SourceUnreadable

    if sys.stdin is None:
        raise SourceUnreadable("standard input is closed", document_id="-")
    return sys.stdin.buffer.read()


def opened(article: Article, published: dt.date | None, settings: Settings) -> Document:
    """The article as a document.

    Raises:
        SourceError: it could not be read.

    """
    from summarize.sources import is_url, read_url

    if article.row is None and is_url(article.name):
        return read_url(article.name, published=published, settings=settings)
    return _local(article, published, settings)


async def aopened(article: Article, published: dt.date | None, settings: Settings) -> Document:
    """`opened` in an event loop, which goes on while a page is fetched or a file taken apart."""
    import asyncio

    from summarize.sources import aread_url, is_url

    if article.row is None and is_url(article.name):
        return await aread_url(article.name, published=published, settings=settings)
    return await asyncio.to_thread(_local, article, published, settings)


def _local(article: Article, published: dt.date | None, settings: Settings) -> Document:
    from summarize.errors import SourceUnreadable
    from summarize.sources import read_file, read_stream

    if isinstance(article.row, Exception):
        raise article.row
    if article.row is not None:
        known = {"published": published, "published_from": "given"} if published else {}
        return article.row.model_copy(update=known)
    if article.name != "-":
        return read_file(Path(article.name), published=published, settings=settings)
    if sys.stdin is None:
        raise SourceUnreadable("standard input is closed", document_id="-")
    try:
        return read_stream(sys.stdin.buffer, source="-", published=published, settings=settings)
    except OSError as error:
        raise SourceUnreadable(reason(error), document_id="-") from None
