"""Word documents (.docx) to text."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from summarize.errors import SourceEmpty, SourceTooLarge, SourceUnreadable
from summarize.sources.extracted import Extracted, clean, extra, one_line

__all__ = ["extract_docx"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS: Final = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_PARTS: Final = 5_000
_RATIO: Final = 10
"""Pictures and all, a document unpacks to this many times the largest article at most."""


def extract_docx(data: bytes, *, most: int) -> Extracted:
    """The paragraphs of a document, tables' cells among them, as they stand with tracked changes accepted.

    Its own date is that of the file, not of the article, and is not taken.

    Raises:
        SourceUnreadable: no Word document, damaged, or the extra `docx` is missing.
        SourceTooLarge: it unpacks to far more than `most` bytes.
        SourceEmpty: it holds no text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()  # no more than what they say here is ever unpacked
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise SourceUnreadable("no Word document, or damaged") from None
    if not any(part.filename == "word/document.xml" for part in parts):
        raise SourceUnreadable("a zip file that is no Word document")
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _RATIO * most:
        raise SourceTooLarge(f"unpacks to more than {_RATIO * most:,} bytes")
    if any(part.filename.endswith((".xml", ".rels")) and part.file_size > most for part in parts):
        raise SourceTooLarge(f"unpacks to more than {most:,} bytes")
    docx: Any = extra("docx", "docx", "a Word document")
    try:
        whole = docx.Document(io.BytesIO(data)).element
        paragraphs = [(_style(p), clean(_text(p))) for p in whole.iter(f"{_W}p")]
    except Exception as error:  # noqa: BLE001 - a damaged file makes the library raise whatever comes
        raise SourceUnreadable(f"a damaged Word document ({type(error).__name__})") from None
    found = [(style, text) for style, text in paragraphs if text]
    if not found:
        raise SourceEmpty("nothing to read: the document holds no text")
    style, first = found[0]
    title = one_line(first) if style in {"Title", "Heading1"} else None
    return Extracted("\n\n".join(text for _, text in found), title)


def _style(paragraph: Any) -> str | None:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return None if style is None else style.get(f"{_W}val")


def _text(paragraph: Any) -> str:
    """Its own words: not those of a text box inside it, which has paragraphs of its own, nor what was struck out."""
    parts: list[str] = []
    todo = list(reversed(paragraph))
    while todo:
        node = todo.pop()
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in _BREAKS:
            parts.append(_BREAKS[node.tag])
        elif node.tag not in {f"{_W}p", f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", _FALLBACK}:
            todo.extend(reversed(node))
    return "".join(parts)
