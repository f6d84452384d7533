"""HTML to the article on the page."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from typing import Any, Final

from summarize.errors import SourceNotArticle
from summarize.sources.extracted import Extracted, begins_with, clean, extra, one_line
from summarize.sources.notarticle import why_none
from summarize.sources.plain import decode

__all__ = ["decode_html", "extract_html"]

_DECLARED: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_HEAD: Final = 4096
"""Bytes within which a page says its encoding."""
_BLOCKS: Final = frozenset({"p", "head", "item", "quote", "table", "list", "code", "ab", "div", "figure", "graphic"})


def decode_html(data: bytes, charset: str | None = None) -> str:
    """A page's text with its tags: in the encoding of its byte-order mark, else of `charset` (the server's word), else
    of its own word, else as for any text.

    Raises:
        SourceUnreadable: it is not text.
    """
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = _DECLARED.search(data[:_HEAD])
    for name in () if marked else (charset, declared and declared[1].decode()):
        try:
            # Browsers take Latin-1 for its superset, as the pages mean it.
            known = codecs.lookup(name or "").name
            if known.startswith(("utf-16", "utf-32")) and b"\0" not in data:
                continue  # the word of a page that could not be read if it were so
            text = data.decode("cp1252" if known in {"iso8859-1", "ascii"} else known)
        except (LookupError, ValueError):
            continue
        if "\0" not in text:
            return text
    return decode(data, "")


def extract_html(data: bytes, *, charset: str | None = None, url: str | None = None) -> Extracted:
    """The article on a page, with its headline first.

    Args:
        data: the page.
        charset: its encoding as the server says.
        url: its address.

    Raises:
        SourceNotArticle: a login wall, a list of links, an error page, or nothing that could be an article.
        SourceUnreadable: it is not text, or the extra `html` is missing.
    """
    trafilatura: Any = extra("trafilatura", "html", "HTML")
    lxml: Any = extra("lxml.html", "html", "HTML")
    try:
        # Bytes, because lxml refuses text that names an encoding.
        parser = lxml.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = lxml.document_fromstring(decode_html(data, charset).encode(errors="replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        raise SourceNotArticle("no article: the page is empty") from None
    page = trafilatura.bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        # What the page says of itself: no date that is guessed from the text, nor that of the last change.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = clean("\n\n".join(_paragraphs(page.body))) if page is not None else ""
    title = one_line(page.title) if page is not None else one_line(tree.findtext(".//title"))
    site = one_line(page.sitename) if page is not None else None
    reason = why_none(tree, text, title)
    if reason:
        raise SourceNotArticle(reason)
    title = None if title == site else title
    if title and not begins_with(text, title):
        text = f"{title}\n\n{text}"
    return Extracted(text, title, _date(page.date) if page is not None else None, site)


def _paragraphs(body: Any) -> list[str]:
    """What trafilatura found, block by block; a table's row is a line."""
    found: list[str] = []
    running: list[str] = []

    def close() -> None:
        found.append("".join(running))
        running.clear()

    # A loop, because what is nested deeply would break a recursion.
    todo: list[tuple[Any, bool]] = [(body, True)]
    while todo:
        node, opening = todo.pop()
        tag = str(node.tag)
        if opening:
            if tag in _BLOCKS:
                close()
            elif tag == "lb" or (tag == "row" and node.getprevious() is not None):
                running.append("\n")
            elif tag == "cell" and node.getprevious() is not None:
                running.append(" | ")
            running.append(_run(node.text))
            todo.append((node, False))
            todo.extend((child, True) for child in reversed(node))
        else:
            if tag in _BLOCKS:
                close()
            if node is not body:
                running.append(_run(node.tail))
    close()
    return [paragraph for paragraph in found if paragraph.strip()]


def _run(text: str | None) -> str:
    # The page's own line ends are white space, where those of a <br> are line ends.
    return re.sub(r"\s+", " ", text or "")


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
