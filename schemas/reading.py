"""One engine's answer being read against one article: what the records' validators share while they run.

Validators reach it through a context variable and not through Pydantic's `context=`: libraries that call a model pass
that argument on, and treat it as template variables for the prompt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

from pydantic_core import PydanticCustomError

from summarize.dates import Direction
from summarize.document import Document, Span
from summarize.grounding import Grounded, Index

if TYPE_CHECKING:
    from summarize.schemas.base import Record
    from summarize.schemas.records import Actor
    from summarize.schemas.rejected import Rejected

__all__ = ["Reading", "current", "name_key", "refuse"]

_current: ContextVar[Reading | None] = ContextVar("summarize_reading", default=None)


def current() -> Reading | None:
    """The reading under way in this task, or None when a saved report is loaded."""
    return _current.get()


def refuse(reason: str) -> PydanticCustomError:
    """A value that does not stand up to the article. `reason` is read by people and by the model that repairs it."""
    return PydanticCustomError("refused", "{reason}", {"reason": reason})


def name_key(name: str) -> str:
    """What two surface forms of one name share: letters and digits without case, accents, punctuation, article.

    >>> name_key("The Liwa al-Ṣafa") == name_key("liwa al Safa")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain.casefold()).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


_WORD = re.compile(r"\w+(?:[.'’]\w+)*")


def _word_key(word: str) -> str:
    return name_key(re.sub(r"['’]s?$", "", word).replace(".", ""))


class _Anchors(NamedTuple):
    quotes: tuple[Span, ...] = ()
    words: tuple[Span, ...] = ()


class Reading:
    """The article prepared for look-ups, the actors known so far, and what had to be refused."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.index = Index(document)
        self.rejected: list[Rejected] = []
        self.kept: dict[str, Record] = {}
        self.record_id = ""
        self.direction = Direction.back
        self._anchors = _Anchors()
        self._quotes: dict[str, Grounded] = {}
        self._actors: dict[str, Actor] = {}
        self._found: dict[str, list[Grounded]] = {}
        self._words: set[str] | None = None

    @contextmanager
    def open(self) -> Iterator[Reading]:
        """Validate inside this block to validate against the article."""
        token = _current.set(self)
        try:
            yield self
        finally:
            _current.reset(token)

    @contextmanager
    def record(self, quotes: Iterable[str], words: Iterable[str], direction: Direction) -> Iterator[None]:
        """Read one record: its repeated phrases map to the occurrence nearest to its other words."""
        before = self._anchors, self._quotes, self.direction
        self._anchors, self._quotes, self.direction = self._anchor(list(quotes), list(words)), {}, direction
        try:
            yield
        finally:
            self._anchors, self._quotes, self.direction = before

    @contextmanager
    def beside(self, quote: str) -> Iterator[None]:
        """Look for names nearest to this one quote of the record under way."""
        before = self._anchors
        found = self.find_quote(quote)
        if found is not None:
            self._anchors = _Anchors((found.span,), before.words)
        try:
            yield
        finally:
            self._anchors = before

    def _anchor(self, quotes: Sequence[str], words: Sequence[str]) -> _Anchors:
        # Phrases that occur once say where the record is; a repeated quote is then placed beside them.
        fixed = tuple(s[0].span for s in map(self._find_all, words) if len(s) == 1)
        placed = tuple(s[0].span for s in map(self._find_all, quotes) if len(s) == 1)
        self._anchors = _Anchors(words=fixed + placed)
        grounded = (self.find_quote(q) for q in quotes)
        return _Anchors(tuple(g.span for g in grounded if g), fixed)

    def find(self, words: str) -> Grounded | None:
        """The occurrence inside or nearest to the record's quotes, then nearest to its other words; else the first."""
        found = self._find_all(words)
        if len(found) < 2:
            return found[0] if found else None
        quotes, fixed = self._anchors
        return min(found, key=lambda g: (_nearest(g.span, quotes), _nearest(g.span, fixed), g.span.start))

    def find_quote(self, words: str) -> Grounded | None:
        """A quote's place: exact, folded or near, within one paragraph."""
        if words not in self._quotes:
            found = self.index.find(words, anchors=self._anchors.words, near=True, one_paragraph=True)
            if found is None:
                return None
            self._quotes[words] = found
        return self._quotes[words]

    def _find_all(self, words: str) -> list[Grounded]:
        if words not in self._found:
            self._found[words] = self.index.find_all(words)
        return self._found[words]

    def not_found(self, words: str) -> PydanticCustomError:
        """Why `words` are refused."""
        return refuse(self.index.explain(words))

    def know(self, actors: Iterable[Actor]) -> None:
        """Let names resolve to these actors only; where two share a surface form, the first has it."""
        self._actors = {}
        for actor in actors:
            for surface in (actor.name, *actor.aliases):
                self._actors.setdefault(name_key(surface), actor)

    def actor(self, name: str) -> Actor | None:
        """The actor of this report that goes by `name`."""
        return self._actors.get(name_key(name))

    def has_word(self, word: str) -> bool:
        """Whether a word stands in the article, whatever its case, accents, full stops or possessive."""
        if self._words is None:
            self._words = {_word_key(w) for w in _WORD.findall(self.document.text)}
        return _word_key(word) in self._words

    def mentions(self, surfaces: Iterable[str]) -> tuple[Span, ...]:
        """Every place where one of the surface forms stands, in text order; leftmost, longest where they overlap."""
        spans = (g.span for surface in set(surfaces) for g in self._find_all(surface))
        kept: list[Span] = []
        for span in sorted(spans, key=lambda s: (s.start, -s.end)):
            if not kept or span.start >= kept[-1].end:
                kept.append(span)
        return tuple(kept)

    def nearest(self, spans: Sequence[Span]) -> Span:
        """Of several spans the one nearest to the record under way."""
        quotes, fixed = self._anchors
        return min(spans, key=lambda s: (_nearest(s, quotes), _nearest(s, fixed), s.start))


def _nearest(span: Span, anchors: Sequence[Span]) -> int:
    return min((span.distance(a) for a in anchors), default=0)
