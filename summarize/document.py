"""An article as it was read: its text never changes afterwards, so character offsets stay true."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from functools import cached_property
from typing import NamedTuple, Self

import sentencex
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

__all__ = ["Document", "Span"]

# The codebook's paragraph: it ends at a blank line, or at a newline that follows the end of a sentence.
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?…])[\"'”’»)\]]{0,3}[^\S\n]*\n\s*")


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
    source: str | None = Field(default=None, description="Where the article came from: a path, '-' for standard input.")
    sha256: str = Field(default="", description="SHA-256 of the text in UTF-8, hexadecimal.")

    @field_validator("text")
    @classmethod
    def _encodable(cls, text: str) -> str:
        # A lone surrogate can be neither hashed, saved nor sent; it must not enter.
        return text.encode("utf-8", "replace").decode("utf-8")

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
        ends = [(m.start(), m.end()) for m in _PARAGRAPH_END.finditer(self.text)]
        starts = [0, *(end for _, end in ends)]
        stops = [*(m for _, m in ends), len(self.text)]
        spans = (_trimmed(self.text, a, b) for a, b in zip(starts, stops, strict=True))
        return tuple(s for s in spans if s.start < s.end)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Spans of the sentences in order; none crosses a paragraph, white space at either end left out."""
        found: list[Span] = []
        for paragraph in self.paragraphs:
            position = paragraph.start
            for piece in sentencex.segment("en", self.text[paragraph.start : paragraph.end]):
                span = _trimmed(self.text, position, position + len(piece))
                position += len(piece)
                if span.start < span.end:
                    found.append(span)
        return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
