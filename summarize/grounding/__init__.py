"""Words → their place in the article. What is not there is refused, with a reason.

Words are found exactly; or after folding white space, case, accents, quotation marks and dashes (the marks and the
punctuation at either end may be missing in the article); or, where that is asked for, as a near match. They begin and
end where words and numbers do: "20,000" does not stand in "120,000".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from summarize.document import Document, Span
from summarize.grounding.boundaries import inside, shape
from summarize.grounding.explain import explain, shown
from summarize.grounding.near import Skeleton, near_matches
from summarize.grounding.tokens import Tokens, Vocabulary

__all__ = ["Grounded", "Index", "Match"]

LONGEST = 2_000
"""Code points of the longest words that are looked for; a quote has 100 words at most."""
_MOST_TRIED = 200_000
_LETTERS = re.compile("[A-Za-z0-9]*")


class Match(StrEnum):
    """How words were found."""

    exact = "exact"
    folded = "folded"
    near = "near"


class Grounded(NamedTuple):
    """A place in the article, in code points of `Document.text`, and how it was found."""

    span: Span
    match: Match


class Index:
    """One article, prepared for look-ups as far as they ask for.

    >>> index = Index(Document(text="The “Northern Shield” has denied it."))
    >>> index.find('"northern shield"')
    Grounded(span=Span(start=4, end=21), match=<Match.folded: 'folded'>)
    >>> index.explain("has confirmed it")
    "the article has 'denied' here, not 'confirmed'"
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        self._vocabulary = Vocabulary()

    @cached_property
    def _shape(self) -> str:
        return shape(self._text)

    @cached_property
    def _tokens(self) -> Tokens:
        return Tokens.of_article(self._shape, self._vocabulary)

    @cached_property
    def _skeleton(self) -> Skeleton:
        return Skeleton.of(self._tokens)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self._tokens.code)

    @cached_property
    def _small(self) -> str:
        return self._shape.lower()  # as long as the shape: it has no "İ"

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [p.start for p in self._document.paragraphs]

    def find(
        self, words: str, *, anchors: Sequence[Span] = (), near: bool = False, one_paragraph: bool = False
    ) -> Grounded | None:
        """Where `words` stand; of several places the one nearest to an anchor, else the first. None: they do not.

        Args:
            words: what an engine wrote; at most 2,000 code points are looked for.
            anchors: places beside which the words are likely.
            near: whether a near match counts where there is no better one.
            one_paragraph: whether only a place within one paragraph counts.
        """
        words = words.strip()
        if not _can_stand(words):
            return None
        for match, spans in ((Match.exact, self._exact(words)), (Match.folded, self._folded(words))):
            allowed = (s for s in spans if not one_paragraph or self._in_one_paragraph(s))
            best = _nearest(allowed, anchors)
            if best is not None:
                return Grounded(best, match)
        return self._near(words, anchors, one_paragraph=one_paragraph) if near else None

    def find_all(self, words: str) -> list[Grounded]:
        """Every place where `words` stand exactly, or if there is none every folded one, in text order."""
        words = words.strip()
        if not _can_stand(words):
            return []
        exact = [Grounded(s, Match.exact) for s in self._exact(words)]
        return exact or [Grounded(s, Match.folded) for s in self._folded(words)]

    def explain(self, words: str) -> str:
        """Why `words` are refused, in a few words for a person or for the model that mends its answer."""
        words = words.strip()
        if not _has_word(words):
            return "there is no word in it"
        if len(words) > LONGEST:
            return f"longer than {LONGEST} characters; copy less"
        within = self.find(words, near=True, one_paragraph=True)
        if within is None and self.find(words, near=True):
            return "crosses the end of a paragraph; copy from one paragraph"
        if within and within.match is not Match.near:
            return "stands in the article"
        part_of = self._longer_word(words)
        if part_of:
            return f"stands only inside a longer word or number: {part_of}"
        return explain(Tokens.of_quote(words, self._vocabulary), self._tokens, self._counts, self._text)

    def _longer_word(self, words: str) -> str:
        at = self._small.find(shape(words).lower())
        if at < 0:
            return ""
        last = bisect_right(self._tokens.starts, at + len(words) - 1) - 1
        first = max(0, min(last, bisect_right(self._tokens.starts, at) - 1))
        return shown(self._text[self._tokens.starts[first] : self._tokens.ends[last]])

    def _exact(self, words: str) -> Iterator[Span]:
        text, size = self._text, len(words)
        at = text.find(words)
        for _ in range(_MOST_TRIED):
            if at < 0:
                return
            if inside(self._shape, at):
                # Nothing begins before the end of this word.
                step = _LETTERS.match(text, at)
                at = text.find(words, max(at + 1, step.end() if step else 0))
            elif inside(self._shape, at + size):
                at = text.find(words, at + 1)
            else:
                yield Span(at, at + size)
                at = text.find(words, at + size)

    def _folded(self, words: str) -> Iterator[Span]:
        tokens = self._tokens
        quote = Tokens.of_quote(words, self._vocabulary)
        for wanted in (quote, quote.bare()):
            at = tokens.code.find(wanted.code) if wanted.code else -1
            found = at >= 0
            for _ in range(_MOST_TRIED):
                if at < 0:
                    break
                yield self._with_marks(words, Span(tokens.starts[at], tokens.ends[at + len(wanted) - 1]))
                at = tokens.code.find(wanted.code, at + len(wanted))
            if found:
                return

    def _near(self, words: str, anchors: Sequence[Span], *, one_paragraph: bool) -> Grounded | None:
        tokens = self._tokens
        quote = Tokens.of_quote(words, self._vocabulary).bare()
        found: dict[Span, int] = {}
        for match in near_matches(quote, tokens, self._skeleton):
            span = Span(tokens.starts[match.first], tokens.ends[match.last])
            if not one_paragraph or self._in_one_paragraph(span):
                found[self._with_marks(words, span)] = match.differences
        least = min(found.values(), default=0)
        best = _nearest((s for s, differences in found.items() if differences == least), anchors)
        return Grounded(best, Match.near) if best else None

    def _with_marks(self, words: str, span: Span) -> Span:
        """The span with the quotation marks around it that stand around the words too."""
        start, end = span
        if start and shape(words[0]) in "\"'" and self._shape[start - 1] in "\"'":
            start -= 1
        if end < len(self._text) and shape(words[-1]) in "\"'" and self._shape[end] in "\"'":
            end += 1
        return Span(start, end)

    def _in_one_paragraph(self, span: Span) -> bool:
        at = bisect_right(self._paragraph_starts, span.start) - 1
        return at >= 0 and span.end <= self._document.paragraphs[at].end


def _has_word(words: str) -> bool:
    return any(c.isalnum() for c in islice(words, LONGEST))


def _can_stand(words: str) -> bool:
    return len(words) <= LONGEST and _has_word(words)


def _nearest(spans: Iterable[Span], anchors: Sequence[Span]) -> Span | None:
    if not anchors:
        return next(iter(spans), None)
    return min(spans, key=lambda s: (min(s.distance(a) for a in anchors), s.start), default=None)
