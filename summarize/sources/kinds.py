"""What a file is: by its name, what a server says of it, and how it begins."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final, Literal, TypeAlias

__all__ = ["SUFFIXES", "Kind", "kind_of", "kind_of_type", "unpacked_name"]

Kind: TypeAlias = Literal["text", "html", "pdf", "docx", "eml"]

_SUFFIX: Final[dict[str, Kind]] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "eml",
}
SUFFIXES = frozenset(_SUFFIX)
"""Endings of the files that are taken from a folder, also with ".gz" after them; one named outright may have any."""

_TYPES: Final[dict[str, Kind]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "message/rfc822": "eml",
}
_UNTOLD: Final = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/gzip"})
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_MAIL: Final = re.compile(
    rb"(?:From |Return-Path:|Received:|Delivered-To:|MIME-Version:|Message-ID:|DKIM-Signature:)", re.IGNORECASE
)
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def unpacked_name(name: str) -> str:
    """A file's name without ".gz"."""
    return name[: -len(".gz")] if name.lower().endswith(".gz") else name


def kind_of(name: str, data: bytes) -> Kind:
    """What a file is: PDF and zip say so themselves; else as the name ends; else as it begins; else text."""
    beginning = data[:4096].removeprefix(b"\xef\xbb\xbf")
    named = _SUFFIX.get(PurePosixPath(unpacked_name(name)).suffix.lower())
    if beginning.startswith(b"%PDF-"):
        return "pdf"
    if beginning.startswith(b"PK\x03\x04"):
        return "docx"
    if named:
        return named
    if beginning.startswith(_WIDE):
        beginning = beginning[2:].replace(b"\0", b"")
    if _HTML.match(beginning):
        return "html"
    return "eml" if _MAIL.match(beginning) else "text"


def kind_of_type(content_type: str, name: str, data: bytes) -> Kind | None:
    """What a server's answer is by its media type, without parameters; None for one that is read as nothing."""
    told = content_type.strip().lower()
    if told in _UNTOLD:
        return kind_of(name, data)
    kind = _TYPES.get(told)
    # Servers call whatever has no type of its own a text.
    return kind_of(name, data) if kind == "text" else kind
