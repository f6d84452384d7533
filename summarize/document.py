"""An article as it was read: its text never changes afterwards, so character offsets stay true."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from sentencex import segment  # type: ignore[import-untyped] # compiled, without stubs

__all__ = ["Document", "Span"]

# The codebook's paragraph: it ends at a blank line, or at a newline that follows the end of a sentence. A title's full
# stop ends none, where an article is wrapped to a width.
_TITLES = [
    "Adm",
    "Brig",
    "Capt",
    "Cmdr",
    "Col",
    "Cpl",
    "Dr",
    "Gen",
    "Gov",
    "Lt",
    "Maj",
    "Mr",
    "Mrs",
    "Ms",
    "Prof",
    "Sgt",
]
_SENTENCE_END = re.compile("(?<=[.!?…])" + "".join(rf"(?<!\b{title}\.)" for title in _TITLES))
_CLOSING = frozenset("\"'”’»)]")
_MOST_CLOSING = 3
_LINE_END = re.compile(r"\n\s*")
_BEFORE_STOP = re.compile(r"(?<=\b\w)\s+(?=\.)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WINDOW = 2_000
"""Code points that are split into sentences at a time: the splitter's time grows with the square of unpaired quotes."""


class Span(NamedTuple):
    """A half-open range `[start, end)` of code points in `Document.text`."""

    start: int
    end: int

    def within(self, other: Span) -> bool:
        """Whether `other` holds this whole span."""
        return other.start <= self.start and self.end <= other.end

    def distance(self, other: Span) -> int:
        """Code points between two spans; 0 where they touch or overlap."""
        return max(0, self.start - other.end, other.start - self.end)


class Document(BaseModel):
    """One article: its text and what is known about it.

    `text` may be left out of a saved report (`without_text`); `sha256` still names it. Reading needs the text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(default="", description="The article, headline and body, unchanged since it was read.")
    title: str | None = Field(default=None, description="The headline where the source gives it apart from the text.")
    published: dt.date | None = Field(default=None, description="Publication date; relative dates are read against it.")
    published_from: Literal["given", "metadata", "dateline", "caption", "file name"] | None = Field(
        default=None,
        description="Where the publication date was found: given by whoever had the article read, in its metadata, "
        "in a dateline or another line of its head, in a photo caption, in the file's name. None: not known.",
    )
    site: str | None = Field(default=None, description="Name of the newspaper, agency or site, as its page gives it.")
    source: str | None = Field(default=None, description="Where the article came from: a path, '-' for standard input.")
    sha256: str = Field(default="", description="SHA-256 of the text in UTF-8, hexadecimal.")

    @field_validator("text", "title", "site", "source", mode="before")
    @classmethod
    def _encodable(cls, value: Any) -> Any:
        # A lone surrogate can be neither hashed, saved nor sent; it comes with the name of a file that is not UTF-8.
        return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) and not value.isascii() else value

    @model_validator(mode="after")
    def _hash_fits(self) -> Self:
        if self.text:
            digest = hashlib.sha256(self.text.encode()).hexdigest()
            if self.sha256 not in ("", digest):
                raise ValueError("sha256 is not that of the text")
            object.__setattr__(self, "sha256", digest)
        return self

    @property
    def id(self) -> str:
        """A short name for messages: the source, else the first 12 digits of the text's hash."""
        return self.source or self.sha256[:12] or "(empty document)"

    def without_text(self) -> Document:
        """The same document with its text withheld and its hash kept."""
        return self.model_copy(update={"text": ""})

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Spans of the paragraphs in order, white space at either end left out."""
        ends = list(_paragraph_ends(self.text))
        starts = [0, *(end for _, end in ends)]
        stops = [*(m for _, m in ends), len(self.text)]
        spans = (_trimmed(self.text, a, b) for a, b in zip(starts, stops, strict=True))
        return tuple(s for s in spans if s.start < s.end)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Spans of the sentences in order; none crosses a paragraph, white space at either end left out."""
        spans = (s for paragraph in self.paragraphs for s in _sentences(self.text, *paragraph))
        return tuple(s for s in spans if s.start < s.end)


def _paragraph_ends(text: str) -> Iterator[tuple[int, int]]:
    """Where a paragraph ends, what closes a quotation left out, and where the next one begins."""
    for m in _LINE_END.finditer(text):
        closed = m.start()
        while closed and text[closed - 1].isspace():
            closed -= 1
        end = closed
        while end and closed - end <= _MOST_CLOSING and text[end - 1] in _CLOSING:
            end -= 1
        if closed - end <= _MOST_CLOSING and _SENTENCE_END.match(text, end):
            yield end, m.end()
        elif "\n" in m[0][1:]:
            yield m.start(), m.end()


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = min(start + _WINDOW, end)
        if stop < end:
            stop = text.rfind(" ", start, stop) + 1 or stop
        pieces = segment("en", _splittable(text[start:stop]))
        if stop < end and len(pieces) > 1:
            pieces.pop()  # it may go on after the window, so the next one begins with it
        for piece in pieces:
            yield _trimmed(text, start, start + len(piece))
            start += len(piece)


def _splittable(text: str) -> str:
    """A text of the same length without what the splitter panics at: white space of several bytes between an initial
    and its full stop, "J\u00a0. Osk".
    """
    if text.isascii():
        return text
    return _BEFORE_STOP.sub(lambda m: "".join(c if c.isascii() else " " for c in m[0]), text)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
