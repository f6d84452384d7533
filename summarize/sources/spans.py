"""Where in a page's HTML the paragraphs of its article stand."""

from __future__ import annotations

import re
import unicodedata
from array import array
from html import unescape
from itertools import accumulate
from typing import Final, NamedTuple

from summarize.document import Document, Span

__all__ = ["SourceSpan", "source_spans"]

_LONG: Final = 40
"""Letters of a paragraph that will hardly stand on a page by chance."""
_WORK: Final = 1_000_000_000
"""Letters of the page that are looked through again for paragraphs that it has not; then no more are found."""
_SILENT: Final = frozenset({"script", "style", "title", "template", "noscript", "textarea", "svg"})
_MARKUP: Final = re.compile(
    # What is never closed goes on to the page's end, so that nothing is looked at twice.
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*+>?"
    r"|</?(?P<tag>[a-z][^\s/>]*+)(?:=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)|[^>])*>?"
    r"|&(?:#\d{1,9}|#x[\da-f]{1,8}|[a-z][a-z\d]{0,31});?",
    re.IGNORECASE | re.DOTALL,
)


class SourceSpan(NamedTuple):
    """A paragraph, as `[start, end)` in the article's text and in the HTML, tags inside it included."""

    text: Span
    html: Span


def source_spans(html: str, text: str) -> tuple[SourceSpan, ...]:
    """The paragraphs of an article's text that stand in the HTML, in order; those that are not found are left out.

    Letters and digits are compared, accents and the rest aside. Both orders are the same: paragraphs that are long
    enough to be known are looked for one after the other, the short ones between them.

    >>> page = "<h1>News</h1><p>Rebels <b>left</b> the caf&eacute;.</p>"
    >>> [(start, end)] = [found.html for found in source_spans(page, "Rebels left the café.")]
    >>> page[start:end]
    'Rebels <b>left</b> the caf&eacute;.'
    """
    page = _Letters(html)
    hay = "".join(page.letters)
    paragraphs = Document(text=text).paragraphs if text else ()
    needles = [_plain(text[p.start : p.end]) for p in paragraphs]
    places: dict[int, tuple[int, int]] = {}
    cursor = looked = 0
    for i, needle in enumerate(needles):
        if len(needle) < _LONG or looked > _WORK:
            continue
        at = hay.find(needle, cursor)
        looked += (len(hay) if at < 0 else at) - cursor
        if at >= 0:
            places[i] = (at, cursor := at + len(needle))
    before = [0, *accumulate((places[i][1] if i in places else 0 for i in range(len(needles))), max)]
    stop = len(hay)
    for i in reversed(range(len(needles))):
        if i in places:
            stop = places[i][0]
            continue
        if not needles[i] or looked > _WORK:
            continue
        # From the back: nearest to the paragraph that it stands before, and not in a menu above.
        at = hay.rfind(needles[i], before[i], stop)
        looked += stop - max(at, before[i])
        if at >= 0:
            places[i] = (at, at + len(needles[i]))
            stop = at
    return tuple(
        SourceSpan(paragraphs[i], _widened(html, page.starts[a], page.ends[b - 1]))
        for i, (a, b) in sorted(places.items())
    )


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if c.isalnum())


def _widened(html: str, start: int, end: int) -> Span:
    """With the quotation marks and full stops around it."""
    while start and not (html[start - 1].isalnum() or html[start - 1].isspace() or html[start - 1] in ">;"):
        start -= 1
    while end < len(html) and not (html[end].isalnum() or html[end].isspace() or html[end] in "<&"):
        end += 1
    return Span(start, end)


class _Letters:
    """The letters and digits that a page shows, each with `[start, end)` of what stands for it in the HTML.

    html.parser, which could tell the same, takes for ever over tags that are never closed, and fails on `<![x[`.
    """

    def __init__(self, html: str) -> None:
        self.letters: list[str] = []
        self.starts, self.ends = array("q"), array("q")
        at = 0
        while found := _MARKUP.search(html, at):
            for i in range(at, found.start()):
                self._add(html[i], i, i + 1)
            at = found.end()
            tag = (found["tag"] or "").lower()
            if found[0].startswith("&"):
                self._add(unescape(f"{found[0].removesuffix(';')};"), *found.span())
            elif tag in _SILENT and not found[0].startswith("</") and not found[0].endswith("/>"):
                close = re.compile(rf"</{tag}(?![^\s/>])", re.IGNORECASE).search(html, at)
                at = close.start() if close else len(html)
        for i in range(at, len(html)):
            self._add(html[i], i, i + 1)

    def _add(self, written: str, start: int, end: int) -> None:
        for letter in _plain(written):
            self.letters.append(letter)
            self.starts.append(start)
            self.ends.append(end)
