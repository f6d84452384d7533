"""Files, folders and standard input to documents."""

from __future__ import annotations

import datetime as dt
import os
import re
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
    """The article files that `paths` name, folders searched through in name order.

    Left out are hidden files, and what a folder's links to other folders lead to. What cannot be looked into is named
    all the same, so that reading it tells why.

    Raises:
        SourceNotFound: a folder holds nothing readable.
    """
    for path in paths:
        inside = sorted(_inside(path)) if path.is_dir() else [path]
        if not inside:
            raise SourceNotFound(f"no article in this folder ({', '.join(sorted(SUFFIXES))})", document_id=str(path))
        yield from inside


def _inside(root: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for folder, subfolders, files in os.walk(root, onerror=lambda error: closed.append(Path(error.filename))):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for path in (Path(folder, name) for name in files if not name.startswith(".")):
            # A link to nothing is named, a pipe is not: opening it could take for ever.
            if path.suffix.lower() in SUFFIXES and (path.is_file() or not path.exists()):
                yield path
    yield from closed


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
    """The article that a binary stream holds; raises as `read_file` does."""
    try:
        data = stream.read(settings.max_bytes + 1)
    except OSError as error:
        raise _unreadable(error, source) from None
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
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    # A null byte without a mark: two or four bytes a character, or no text.
    if encoding is None and b"\0" in data:
        text = _detect(data, among=_WIDE)
        text = text if text and _SPACE.search(text) else None  # pairs of other bytes make Chinese, but no spaces
    else:
        try:
            text = data.decode(encoding or "utf-8")
        except UnicodeDecodeError:
            text = _mended(data) if encoding is None else None
    if text is None or "\0" in text or len(_CONTROL.findall(text)) * _TEXT_PER_CONTROL > len(text):
        raise SourceUnreadable("not text, or in no encoding that can be detected", document_id=source)
    return text


_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_WIDE = ["utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be"]
# More than a byte a character, which shows by null bytes; seven bits a byte; what only mainframes write.
_UNLIKELY = [*_WIDE, "utf_16", "utf_32", "utf_7", "cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"]
_SPACE = re.compile(r"[ \n]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_TEXT_PER_CONTROL = 20
"""Characters of text for each control character that is put up with; white space and escape (colours) do not count."""


def _mended(data: bytes) -> str | None:
    """What is not UTF-8: an older encoding, or UTF-8 with some bytes damaged, which an older encoding would garble."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(len(run) for run in _BEYOND_ASCII.findall(text)) - damaged
    return text if sound > damaged else _detect(data, without=_UNLIKELY)


_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")


def _detect(data: bytes, *, among: list[str] | None = None, without: list[str] | None = None) -> str | None:
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    found = from_bytes(data, cp_isolation=among, cp_exclusion=without)
    best = found.best()
    if best is None:
        return None
    # Equal matches come in the order of the alphabet, which takes "près" for Czech.
    equal = (m for m in found if (m.chaos, m.coherence) == (best.chaos, best.coherence))
    return str(next((m for m in equal if m.encoding == "cp1252"), best))
