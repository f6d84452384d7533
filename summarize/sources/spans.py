"""Where in a page's HTML the paragraphs of its article stand."""

from __future__ import annotations

import re
import unicodedata
from array import array
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import Final, NamedTuple

from summarize.document import Document, Span

__all__ = ["SourceSpan", "source_spans"]

_LONG: Final = 40
"""Letters of a paragraph that will hardly stand on a page by chance."""
_SILENT: Final = frozenset({"script", "style", "title", "template", "noscript", "textarea", "svg"})


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
    page.feed(html)
    page.close()
    hay = "".join(page.letters)
    paragraphs = Document(text=text).paragraphs if text else ()
    needles = [_plain(text[p.start : p.end]) for p in paragraphs]
    places: dict[int, tuple[int, int]] = {}
    cursor = 0
    for i, needle in enumerate(needles):
        at = hay.find(needle, cursor) if len(needle) >= _LONG else -1
        if at >= 0:
            places[i] = (at, cursor := at + len(needle))
    before = [0, *accumulate((places[i][1] if i in places else 0 for i in range(len(needles))), max)]
    stop = len(hay)
    for i in reversed(range(len(needles))):
        if i in places:
            stop = places[i][0]
            continue
        # From the back: nearest to the paragraph that it stands before, and not in a menu above.
        at = hay.rfind(needles[i], before[i], stop) if needles[i] else -1
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


class _Letters(HTMLParser):
    """The letters and digits that a page shows, each with `[start, end)` of what stands for it in the HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.letters: list[str] = []
        self.starts, self.ends = array("q"), array("q")
        self._html = html
        self._lines = [0, *(m.end() for m in re.finditer("\n", html))]
        self._silent: str | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if self._silent is None and tag in _SILENT:
            self._silent = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = None

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass  # opens nothing that would have to be closed

    def handle_data(self, data: str) -> None:
        at = self._offset()
        for i, character in enumerate(data):
            self._add(character, at + i, at + i + 1)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        at = self._offset()
        semicolon = self._html.startswith(";", at + len(written))
        self._add(unescape(f"{written};"), at, at + len(written) + semicolon)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _add(self, written: str, start: int, end: int) -> None:
        if self._silent is None:
            for letter in _plain(written):
                self.letters.append(letter)
                self.starts.append(start)
                self.ends.append(end)
