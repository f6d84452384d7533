"""Files, folders and standard input to documents."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from summarize.document import Document
from summarize.errors import SourceEmpty, SourceNotFound, SourceTooLarge, SourceUnreadable
from summarize.settings import Settings

__all__ = ["SUFFIXES", "articles", "read_bytes", "read_file", "read_stream"]

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
"""Endings of the files that are taken from a folder; a file named outright may have any."""


def articles(paths: Iterable[Path]) -> Iterator[Path]:
    """The article files that `paths` name, folders searched through in name order; hidden files are left out.

    Raises:
        SourceNotFound: a path does not exist, or a folder holds nothing readable.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file() and not _hidden(p, path))
        if not inside:
            raise SourceNotFound(f"no article in this folder ({', '.join(sorted(SUFFIXES))})", document_id=str(path))
        yield from inside


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def read_file(path: Path, *, published: dt.date | None = None, settings: Settings = Settings()) -> Document:  # noqa: B008
    """The article in a text or Markdown file.

    Raises:
        SourceNotFound: there is no such file.
        SourceUnreadable: it may not be read, or is not text.
        SourceEmpty: it holds nothing but white space.
        SourceTooLarge: it is larger than `settings.max_bytes`.
    """
    name = os.fspath(path)
    try:
        with path.open("rb") as stream:
            return read_stream(stream, source=name, published=published, settings=settings)
    except FileNotFoundError:
        raise SourceNotFound("no such file", document_id=name) from None
    except OSError as error:
        raise SourceUnreadable((error.strerror or "cannot be read").lower(), document_id=name) from None
    except ValueError:
        raise SourceNotFound("no such file", document_id=repr(name)) from None  # a null character in the name


def read_stream(
    stream: BinaryIO,
    *,
    source: str,
    published: dt.date | None = None,
    settings: Settings = Settings(),  # noqa: B008
) -> Document:
    """The article that a binary stream holds; raises as `read_file` does."""
    data = stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise SourceTooLarge(f"larger than {settings.max_bytes:,} bytes", document_id=source)
    return read_bytes(data, source=source, published=published)


def read_bytes(data: bytes, *, source: str, published: dt.date | None = None) -> Document:
    """The article that bytes encode: UTF-8, a byte-order mark's encoding, else as detected.

    Raises:
        SourceUnreadable: it is not text.
        SourceEmpty: it holds nothing but white space.
    """
    text = _decode(data, source).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise SourceEmpty("nothing to read: the article is empty", document_id=source)
    return Document(text=text, source=source, published=published)


def _decode(data: bytes, source: str) -> str:
    marks = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    encoding = next((name for mark, name in marks if data.startswith(mark)), "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = _detect(data, source)
    # Control characters other than white space mean that these are not the bytes of a text.
    if any(c in text for c in _CONTROL):
        raise SourceUnreadable("not text", document_id=source)
    return text


_CONTROL = [chr(c) for c in range(0x20) if chr(c) not in "\t\n\r\x0b\x0c\x1b"]


def _detect(data: bytes, source: str) -> str:
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    best = from_bytes(data).best()
    if best is None or best.encoding.startswith("utf_7"):
        raise SourceUnreadable("not text in any encoding that can be detected", document_id=source)
    return str(best)
