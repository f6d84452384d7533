"""One engine's answer being read against one article: what the records' validators share while they run.

Validators reach it through a context variable and not through Pydantic's `context=`: libraries that call a model pass
that argument on, and treat it as template variables for the prompt.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from summarize.document import Document, Span
from summarize.grounding import Grounded, Index

if TYPE_CHECKING:
    from summarize.schemas.base import Record
    from summarize.schemas.records import Actor
    from summarize.schemas.rejected import Rejected

__all__ = ["Reading", "current", "in_one_line", "name_key", "names_nobody", "refuse", "without_computed"]

_MOST_ANCHORS = 32
"""Phrases of one record that are looked around; what a longer record repeats is placed near the first of them."""

_MOST_ALIKE = 8
"""Occurrences of a phrase within the quotes of a record that are tried for what they say."""

_current: ContextVar[Reading | None] = ContextVar("summarize_reading", default=None)


def current() -> Reading | None:
    """The reading under way in this task, or None when a saved report is loaded."""
    return _current.get()


def without_computed(cls: type[BaseModel], value: Any) -> Any:
    """What a saved report holds of a model less its computed fields: those are computed anew."""
    return (
        {k: v for k, v in value.items() if k not in cls.model_computed_fields} if isinstance(value, Mapping) else value
    )


def refuse(reason: str) -> PydanticCustomError:
    """A value that does not stand up to the article. `reason` is read by people and by the model that repairs it."""
    return PydanticCustomError("refused", "{reason}", {"reason": reason})


@lru_cache(8_192)
def name_key(name: str) -> str:
    """What two surface forms of one name share: letters and digits without case, accents, punctuation, article.

    >>> name_key("The Liwa al-Ṣafa") == name_key("liwa al Safa")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain.casefold()).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def in_one_line(name: str) -> str:
    """A name as it is written where no line ends within it."""
    return re.sub(r"\s*\n\s*", " ", name)


_NOBODY = re.compile("the|an?|i|me|you|s?he|him|hers?|his|its?|we|us|they|them|their|whom?|which|th(?:is|at|[eo]se)")


@lru_cache(8_192)
def names_nobody(name: str) -> bool:
    """Whether this is a pronoun or an article, or has neither letters nor digits.

    >>> [names_nobody(n) for n in ("They", "the", "…", "US", "WHO")]
    [True, True, True, False, False]
    """
    key = name_key(name)
    return not key or (_NOBODY.fullmatch(key) is not None and not (name.isupper() and len(name) > 1))


class _Anchors(NamedTuple):
    """Where the record under way is: at its quotes, else near its phrases that occur once."""

    quotes: tuple[Span, ...] = ()
    words: tuple[Span, ...] = ()


class Reading:
    """The article prepared for look-ups, the actors known so far, and what had to be refused."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rejected: list[Rejected] = []
        self.failing: list[Rejected] = []
        self.kept: dict[str, Record] = {}
        self.path = ""
        self.record_id = ""
        self._anchors = _Anchors()
        self._quotes: dict[str, Grounded | None] = {}
        self._found: dict[str, list[Grounded]] = {}
        self._actors: dict[str, Actor] = {}

    @cached_property
    def index(self) -> Index:
        """The article's text, indexed."""
        return Index(self.document)

    @contextmanager
    def open(self) -> Iterator[Reading]:
        """Validate inside this block to validate against the article."""
        token = _current.set(self)
        try:
            yield self
        finally:
            _current.reset(token)

    def reject(self, part: Rejected, *, failing: bool = False) -> None:
        """Keep what is left out of the report; `failing`: the engine may do better."""
        self.rejected.append(part)
        if failing:
            self.failing.append(part)

    @contextmanager
    def record(self, quotes: Sequence[str], words: Sequence[str], places: Sequence[Span] = ()) -> Iterator[None]:
        """Read one record: its repeated phrases map to the occurrence nearest to its other words, or to `places`."""
        fixed = (*places[:_MOST_ANCHORS], *self._once(words))
        # A repeated quote is placed beside the phrases and the other quotes that occur once.
        self._anchors = _Anchors(words=fixed + self._once(quotes))
        self._quotes = {}
        placed = tuple(g.span for g in map(self.quote, quotes[:_MOST_ANCHORS]) if g)
        self._anchors = _Anchors(placed, fixed)
        try:
            yield
        finally:
            self._anchors = _Anchors()

    @contextmanager
    def beside(self, quote: Any) -> Iterator[None]:
        """Look for names nearest to this one quote of the record under way."""
        before = self._anchors
        found = self.quote(quote) if isinstance(quote, str) else None
        if found is not None:
            self._anchors = _Anchors((found.span,), before.words)
        try:
            yield
        finally:
            self._anchors = before

    def _once(self, phrases: Sequence[str]) -> tuple[Span, ...]:
        found = map(self._find_all, phrases[:_MOST_ANCHORS])
        return tuple(f[0].span for f in found if len(f) == 1)

    def find(self, words: str) -> Span | None:
        """The occurrence inside or nearest to the record's quotes, then nearest to its other words; else the first."""
        found = self._find_all(words)
        return self.closest([g.span for g in found]) if found else None

    def place(self, words: str) -> Span:
        """As `find`; raises `PydanticCustomError` where the words do not stand in the article."""
        return self.places(words)[0]

    def places(self, words: str) -> list[Span]:
        """What `place` gives, and after it the other occurrences that are as near to the record's quotes, the nearest
        to its other words first; at most 8.
        """
        found = self._find_all(words)
        if not found:
            raise self.not_found(words)
        near = self._nearest([g.span for g in found])
        quotes = self._anchors.quotes
        return [s for s in near[:_MOST_ALIKE] if _distance(s, quotes) == _distance(near[0], quotes)]

    def surface(self, name: str) -> str:
        """`name` where it stands just so somewhere, else as it stands where it is found, but in one line.

        Raises as `place` does.
        """
        text, found = self.document.text, self.place(name)
        exact = any(text[g.span.start : g.span.end] == name for g in self._find_all(name))
        return in_one_line(name if exact else text[found.start : found.end])

    def quote(self, words: str) -> Grounded | None:
        """A quote's place: exact, folded or near, within one paragraph."""
        if words not in self._quotes:
            self._quotes[words] = self.index.find(words, anchors=self._anchors.words, near=True, one_paragraph=True)
        return self._quotes[words]

    def _find_all(self, words: str) -> list[Grounded]:
        if words not in self._found:
            self._found[words] = self.index.find_all(words)
        return self._found[words]

    def not_found(self, words: str) -> PydanticCustomError:
        """Why `words` are refused."""
        return refuse(self.index.explain(words))

    def closest(self, spans: Sequence[Span]) -> Span:
        """Of several spans in text order the one nearest to the record under way."""
        return spans[0] if len(spans) == 1 else self._nearest(spans)[0]

    def _nearest(self, spans: Sequence[Span]) -> list[Span]:
        """Those in text order that may be nearest to the record under way, the nearest first."""
        quotes, fixed = self._anchors
        near = _around(spans, quotes or fixed)
        return sorted(near, key=lambda s: (_distance(s, quotes), _distance(s, fixed), s.start))

    def know(self, actors: Iterable[Actor]) -> None:
        """Let names resolve to these actors only. A name counts before an alias; of two alike the first has it."""
        actors = list(actors)
        self._actors = {}
        for actor in actors:
            self._actors.setdefault(name_key(actor.name), actor)
        for actor in actors:
            for alias in actor.aliases:
                self._actors.setdefault(name_key(alias), actor)

    def actor(self, name: str) -> Actor | None:
        """The actor of this report that goes by `name`."""
        return self._actors.get(name_key(name))

    def mentions(self, surfaces: Iterable[str]) -> tuple[Span, ...]:
        """Every place where one of the surface forms stands, in text order; leftmost, longest where they overlap."""
        names, text = set(surfaces), self.document.text
        found = (g.span for surface in names for g in self._find_all(surface))
        spans = [s for s in found if in_one_line(text[s.start : s.end]) in names]
        kept: list[Span] = []
        for span in sorted(spans, key=lambda s: (s.start, -s.end)):
            if not kept or span.start >= kept[-1].end:
                kept.append(span)
        return tuple(kept)


def _around(spans: Sequence[Span], anchors: Sequence[Span]) -> set[Span]:
    """The spans that touch an anchor and their neighbours on either side, the nearest therefore among them."""
    if not anchors:
        return {spans[0]}
    near: set[Span] = set()
    for anchor in anchors:
        first, last = bisect_left(spans, (anchor.start,)), bisect_right(spans, (anchor.end + 1,))
        near.update(spans[max(0, first - 1) : last + 1])
    return near


def _distance(span: Span, anchors: Sequence[Span]) -> int:
    return min((span.distance(a) for a in anchors), default=0)
