"""A long article in overlapping parts, each of a size that a model reads at once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from summarize.document import Document, Span

__all__ = ["parts"]

_TO_A_WORD_END: Final = re.compile(r".*\S(?=\s)", re.DOTALL)
_WORD_START: Final = re.compile(r"(?<=\s)\S")


def parts(document: Document, most: int, overlap: int) -> tuple[Span, ...]:
    """Spans of the article's text in order, which together hold all its paragraphs; one where the text fits.

    Each is cut at the end of a paragraph; inside a paragraph that leaves no room for the overlap, at the end of a
    sentence; inside such a sentence between words, and inside such a word anywhere. Each but the first begins with what
    the one before it ends with: as many whole sentences as there are in `overlap`, whole words after a cut between
    words.

    Args:
        document: the article.
        most: code points in a part.
        overlap: code points that two parts share at most; half of `most` if it is more, so that each part brings as
            much that is new.

    Raises:
        ValueError: `most` is not positive.

    """
    if most < 1:
        raise ValueError("a part holds one code point at least")
    paragraphs = document.paragraphs
    if not paragraphs:
        return ()
    whole = Span(paragraphs[0].start, paragraphs[-1].end)
    if whole.end - whole.start <= most:
        return (whole,)
    return tuple(_parts(document, most, min(max(overlap, 0), most // 2)))


def _parts(document: Document, most: int, overlap: int) -> Iterator[Span]:
    units = tuple(_units(document, most - overlap))
    sentences = [s.start for s in document.sentences]
    begin = units[0].start
    for unit, following in zip(units, (*units[1:], None), strict=True):
        if following is None:
            yield Span(begin, unit.end)
        elif following.end - begin > most:
            yield Span(begin, unit.end)
            # Never so much of what was read already that what is new does not fit; it did not from `begin` on.
            earliest = max(unit.end - overlap, following.end - most)
            begin = _beginning(document.text, sentences, earliest, unit.end, following.start)


def _beginning(text: str, sentences: list[int], earliest: int, end: int, new: int) -> int:
    """Where the part begins that brings what is new from `new` on, after one that ended at `end`."""
    i = bisect_left(sentences, min(earliest, new))
    if i < len(sentences) and sentences[i] <= new:
        return sentences[i]
    if earliest >= end:
        return new
    word = _WORD_START.search(text, earliest, end)  # it looks behind, at what stands before `earliest`
    return word.start() if word else earliest


def _units(document: Document, room: int) -> Iterator[Span]:
    """What is cut only between: paragraphs, sentences of those longer than `room`, pieces of such sentences."""
    sentences = document.sentences
    at = 0
    for paragraph in document.paragraphs:
        first = at
        while at < len(sentences) and sentences[at].end <= paragraph.end:
            at += 1
        if paragraph.end - paragraph.start <= room:
            yield paragraph
            continue
        for sentence in sentences[first:at]:
            yield from _pieces(document.text, sentence, room)


def _pieces(text: str, sentence: Span, room: int) -> Iterator[Span]:
    start, end = sentence
    while end - start > room:
        words = _TO_A_WORD_END.match(text, start, start + room + 1)
        cut = words.end() if words else start + room
        yield Span(start, cut)
        start = cut
        while text[start].isspace():
            start += 1
    yield Span(start, end)
