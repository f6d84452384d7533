"""PDF to text: the lines of the pages, which `reflow` makes into paragraphs."""

from __future__ import annotations

import io
from typing import Any, Final

from summarize.errors import SourceEmpty, SourceError, SourceTooLarge, SourceUnreadable
from summarize.sources.extracted import Extracted, clean, extra, one_line
from summarize.sources.reflow import Line, reflow

__all__ = ["extract_pdf"]

_HEAD: Final = 1024
"""Bytes within which a PDF says what it is; some have a mail's or a server's words before it."""
_PAGES: Final = 500
_OPERATIONS: Final = 3_000_000
"""Drawing operations of a whole file: some hundred a page; forms within forms can make a small file draw for ever."""


def extract_pdf(data: bytes, *, most: int) -> Extracted:
    """The paragraphs of a PDF without running heads, running feet and page numbers.

    Its own date is that of the file, not of the article, and is not taken; its title only where the text begins so.

    Raises:
        SourceUnreadable: damaged, encrypted, or the extra `pdf` is missing.
        SourceTooLarge: more pages, drawing or text (`most` bytes) than an article has.
        SourceEmpty: it holds images only.
    """
    if b"%PDF-" not in data[:_HEAD]:
        raise SourceUnreadable("no PDF, whatever it is called")
    pypdf: Any = extra("pypdf", "pdf", "a PDF")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else _pages(reader, most)
    except SourceError:
        raise
    except pypdf.errors.DependencyError:
        raise SourceUnreadable("an encrypted PDF") from None
    except pypdf.errors.LimitReachedError:
        raise SourceTooLarge("a PDF that unpacks to more than an article would") from None
    except Exception as error:  # noqa: BLE001 - a damaged file makes the library raise whatever comes
        raise SourceUnreadable(f"a damaged PDF ({type(error).__name__})") from None
    if locked:
        raise SourceUnreadable("an encrypted PDF: it opens with its password only")
    text = clean(reflow(pages))
    if not text:
        raise SourceEmpty("nothing to read: the PDF holds no text, perhaps images of it, which are not recognised")
    title = _title(reader)
    return Extracted(text, title if title and " ".join(text[:1_000].split()).startswith(title) else None)


def _pages(reader: Any, most: int) -> list[list[Line]]:
    if len(reader.pages) > _PAGES:
        raise SourceTooLarge(f"a PDF of more than {_PAGES} pages")
    operations = size = 0

    def count(*_: Any) -> None:
        nonlocal operations
        operations += 1
        if operations > _OPERATIONS:
            raise SourceTooLarge("a PDF that draws without end")

    pages = []
    for page in reader.pages:
        gathered = _Lines()
        page.extract_text(visitor_operand_before=count, visitor_text=gathered.add)
        pages.append(gathered.lines())
        size += sum(len(line.text) for line in pages[-1])
        if size > most:
            raise SourceTooLarge(f"a PDF of more than {most:,} characters")
    return pages


class _Lines:
    """The lines of a page as they come, each with the place on the page where it begins."""

    def __init__(self) -> None:
        self._done: list[Line] = []
        self._text = ""
        self._place = (0.0, 0.0, 0.0)

    def add(self, text: str, form: Any, matrix: Any, _font: Any, size: float) -> None:
        first, *more = text.split("\n")
        for i, part in enumerate((first, *more)):
            if i:
                self._close()
            if part.strip() and not self._text.strip():
                x, y = float(matrix[4]), float(matrix[5])
                self._place = (
                    x * form[0] + y * form[2] + form[4],
                    x * form[1] + y * form[3] + form[5],
                    abs(size * matrix[3] * form[3]) or abs(size),
                )
            self._text += part

    def _close(self) -> None:
        if self._text.strip():
            self._done.append(Line(self._text.strip(), *self._place))
        self._text = ""

    def lines(self) -> list[Line]:
        self._close()
        return self._done


def _title(reader: Any) -> str | None:
    try:
        return one_line(reader.metadata.title) if reader.metadata else None
    except Exception:  # noqa: BLE001 - as above; the text is there without it
        return None
