"""Files and streams to documents."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import BinaryIO

from summarize.document import Document
from summarize.errors import (
    SourceEmpty,
    SourceError,
    SourceNotArticle,
    SourceNotFound,
    SourceTooLarge,
    SourceUnreadable,
)
from summarize.published import find_published
from summarize.settings import Settings
from summarize.sources.apart import take_apart
from summarize.sources.extracted import Extracted
from summarize.sources.kinds import Kind, kind_of, unpacked_name
from summarize.sources.packed import gunzip, is_gzip
from summarize.sources.plain import decode, why_data

__all__ = ["document_of", "read_bytes", "read_file", "read_stream"]


def read_file(path: Path, *, published: dt.date | None = None, settings: Settings = Settings()) -> Document:  # noqa: B008
    """The article in a file: text, Markdown, HTML, PDF, a Word document, a message, or one of these gzipped.

    What it is, its name or its beginning tells. All but text and Markdown need the extra of their name; their text is
    cleaned of what is not seen, where that of text files stays as it is but for line ends.

    Raises:
        SourceNotFound: there is no such file.
        SourceUnreadable: it may not be read, is damaged or not text, or the extra for it is missing.
        SourceEmpty: it holds no text.
        SourceNotArticle: a page that is no article, JSON, a table.
        SourceTooLarge: it is, or unpacks to, more than `settings.max_bytes`.
    """
    name = os.fspath(path)
    try:
        stream = path.open("rb")
    except (FileNotFoundError, ValueError):  # a null character in the name
        raise SourceNotFound("no such file", document_id=name) from None
    except OSError as error:
        raise _unreadable(error, name) from None
    with stream:
        return read_stream(stream, source=name, published=published, settings=settings)


def _unreadable(error: OSError, source: str) -> SourceUnreadable:
    return SourceUnreadable((error.strerror or "cannot be read").lower(), document_id=source)


def read_stream(
    stream: BinaryIO,
    *,
    source: str,
    published: dt.date | None = None,
    settings: Settings = Settings(),  # noqa: B008
) -> Document:
    """The article that a binary stream holds; what it is, and what is raised, as for `read_file`."""
    try:
        data = stream.read(settings.max_bytes + 1)
    except OSError as error:
        raise _unreadable(error, source) from None
    if len(data) > settings.max_bytes:
        raise SourceTooLarge(f"larger than {settings.max_bytes:,} bytes", document_id=source)
    return read_bytes(data, source=source, published=published, settings=settings)


def read_bytes(
    data: bytes,
    *,
    source: str,
    published: dt.date | None = None,
    settings: Settings = Settings(),  # noqa: B008
) -> Document:
    """The article that bytes hold; what they are, and what is raised, as for `read_file`."""
    name = source
    try:
        if is_gzip(data):
            data, name = gunzip(data, settings.max_bytes), unpacked_name(name)
        kind = kind_of(name, data)
    except SourceError as error:
        error.document_id = source
        raise
    return document_of(kind, data, source=source, published=published, most=settings.max_bytes)


def document_of(  # noqa: PLR0913 - what is known of an article from elsewhere
    kind: Kind,
    data: bytes,
    *,
    source: str,
    published: dt.date | None = None,
    most: int,
    charset: str | None = None,
    url: str | None = None,
) -> Document:
    """The article in bytes of a known kind, the rest as of `take_apart`. Raises as `read_file`."""
    try:
        if kind == "text":
            found = Extracted(decode(data, source).replace("\r\n", "\n").replace("\r", "\n"))
            if reason := why_data(found.text):
                raise SourceNotArticle(reason)
        else:
            found = take_apart(kind, data, most=most, charset=charset, url=url)
        if not found.text.strip():
            raise SourceEmpty("nothing to read: the article is empty")
    except SourceError as error:
        error.document_id = source
        raise
    name = None if source == "-" else source
    day, told_by = find_published(found.text, name=name, metadata=found.published, given=published)
    return Document(
        text=found.text, title=found.title, published=day, published_from=told_by, site=found.site, source=source
    )
