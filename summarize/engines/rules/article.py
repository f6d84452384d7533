"""From an article to the sentences that a report may use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from summarize.document import Document, Span
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, quoted_after
from summarize.engines.rules.tokens import fold

__all__ = ["ends", "is_headline", "sentences"]

_LONGEST: Final = 800  # code points of a sentence; a longer one is cut, so that work on one is bounded
_FEWEST_WORDS: Final = 2  # of a sentence that can tell anything
_MOST: Final = 100_000  # sentences, some 10 MB of news: a bound on memory
_LONGEST_WORD: Final = 60
_HEADING_WORDS: Final = 10
_CREDIT: Final = 400  # code points of the longest paragraph that can be a credit or caption
_WRAPPED_SHARE: Final = 0.3

_ENDS = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_BYLINE = re.compile(r"by [^\W\d_]\S*(?: \S+){0,5}$", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,40}(?:, [\w .'’]{2,40})?(?: \([\w /,.]{2,30}\))? ?[—–-]{1,2} ")
_CITED_PLACE = re.compile(
    r"(?=[^\n]{2,60}[,(])[A-Z][\w.'’/-]*(?:,? (?:[A-Z][\w.'’/-]*|\d{1,4}|of|de|el|la|and))*"
    r"(?:,? \([\w /,.]{2,30}\))?(?:, [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)? ?(?:[—–_]|--?) "
)
"""A dateline in small letters, "Doha, Qatar - " or "Beirut (AFP) - ": it has a comma or an agency."""
_DASHES: Final = ("- ", "– ", "— ", "_ ")  # what datelines end with
_FIRST_LINES: Final = 4  # in which such a dateline may stand
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!['’])")
_LINE_END = re.compile(r"[^\S\n]*\n\s*")
_UNBROKEN = re.compile(r"\S+")
_MARGIN = "*_#>-—•| \t"


def sentences(document: Document) -> list[Sentence]:
    """The sentences of headline and body; section headings, captions' credits, teasers and bylines are left out."""
    found: list[Sentence] = []
    text, quoted, last = document.text, False, -1
    for paragraph, part in _parts(document):
        piece = text[part.start : part.end]
        quoted = quoted and paragraph == last
        sentence = Sentence(piece, start=part.start, number=len(found), paragraph=paragraph, opens_quoted=quoted)
        quoted, last = quoted_after(piece, quoted), paragraph
        if len(sentence.tokens) >= _FEWEST_WORDS:
            found.append(sentence)
        if len(found) == _MOST:
            break
    return found


def is_headline(sentence: Sentence) -> bool:
    """Whether the article opens with it and it has no end: its names may be cut short."""
    return sentence.number == 0 and not _ENDS.search(sentence.text) and sentence.start == 0


def ends(sentence: Sentence) -> bool:
    """Whether it is closed by a mark."""
    return _ENDS.search(sentence.text) is not None


def _parts(document: Document) -> Iterator[tuple[int, Span]]:
    """The spans to be read, each with the number of its paragraph."""
    text, lines = document.text, 0
    wrapped = _hard_wrapped(text)
    spans = _whole(text, document.sentences)
    span = next(spans, None)
    for number, paragraph in enumerate(document.paragraphs):
        noise = _noise(text[paragraph.start : paragraph.end])
        while span is not None and span.start < paragraph.end:
            for line in [] if noise else [span] if wrapped else _lines(text, span):
                lines += 1
                if not _heading(text[line.start : line.end], lines):
                    yield from ((number, part) for part in _pieces(text, _without_dateline(text, line, lines)))
            span = next(spans, None)


def _whole(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans, those joined that a cut inside a word ("U.|S.") or between hour and day has parted."""
    last: Span | None = None
    for span in spans:
        if last is not None and (last.end == span.start or _hour_and_day(text, last.end, span.start)):
            last = Span(last.start, span.end)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _hour_and_day(text: str, end: int, start: int) -> bool:
    """As in "by 4 p.m. Wednesday"."""
    return text[end - 4 : end].lower() in {"a.m.", "p.m."} and _DAY.match(text, start) is not None


def _hard_wrapped(text: str) -> bool:
    """Whether lines break where they are full and not where something ends: many go on with a small letter."""
    breaks = [m.end() for m in re.finditer(r"\n(?<=[^\s.!?]\n)(?=\S)", text[:50_000])]
    return len(breaks) > 1 and sum(text[b].islower() for b in breaks) > _WRAPPED_SHARE * len(breaks)


def _lines(text: str, span: Span) -> Iterator[Span]:
    """A sentence without a heading that runs into it, which ends at a line's end where the next has a capital."""
    if text.find("\n", span.start, span.end) < 0:
        yield span
        return
    start = span.start
    for m in _LINE_END.finditer(text, span.start, span.end):
        if m.end() < span.end and not text[m.end()].islower():
            yield Span(start, m.start())
            start = m.end()
    yield Span(start, span.end)


def _heading(line: str, number: int) -> bool:
    """A short line without an end, unless it is the headline or the line below it."""
    return number > 2 and len(line.split(None, _HEADING_WORDS)) < _HEADING_WORDS and not _ENDS.search(line)


def _without_dateline(text: str, line: Span, number: int) -> Span:
    if not [dash for dash in _DASHES if text.find(dash, line.start, line.end) >= 0]:
        return line
    found = _DATELINE.match(text, line.start, line.end)
    if found is None and number <= _FIRST_LINES:
        found = _CITED_PLACE.match(text, line.start, line.end)
    return Span(found.end(), line.end) if found else line


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A sentence, cut at white space where it is too long; words of no language are dropped."""
    if span.end - span.start <= _LONGEST:
        yield span
        return
    start = end = -1
    for m in _UNBROKEN.finditer(text, span.start, span.end):
        long = m.end() - m.start() > _LONGEST_WORD
        if start >= 0 and (long or m.end() - start > _LONGEST):
            yield Span(start, end)
            start = -1
        if not long:
            start, end = m.start() if start < 0 else start, m.end()
    if start >= 0:
        yield Span(start, end)


def _noise(paragraph: str) -> bool:
    """A teaser, credit, byline or sign-off."""
    head = fold(paragraph[:100]).lstrip(_MARGIN)
    if not head or head.startswith(_listed("noise.openings")):
        return True
    if len(paragraph) > _CREDIT:
        return False
    low = fold(paragraph)
    if [w for w in _listed("noise.credits") if w in low] or low.endswith(_listed("noise.endings")):
        return True
    return _BYLINE.match(paragraph) is not None


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(sorted(words(name)))
