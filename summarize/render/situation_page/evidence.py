"""The words that a situation rests on: where they stand in the articles, and the articles with these words marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Final, NamedTuple

from summarize.digest.situation import Article, Situation
from summarize.document import Span
from summarize.render import situation_words as w
from summarize.render.evidence import pieces
from summarize.render.html.view import TAGS
from summarize.schemas import Quote
from summarize.schemas.values import Verbatim

__all__ = ["MOST_MARKS", "Cited", "Evidence", "Piece", "Told"]

MOST_MARKS: Final = 2_000
"""Places that are marked in one article; a runaway answer must not make the page too large to open."""


class Cited(NamedTuple):
    """Words of an article; `key` names their place in its text, empty where that is not on the page."""

    words: str
    article: int
    key: str
    near: bool = False


class Piece(NamedTuple):
    """Words of an article with the keys of the evidence that stands there, the narrowest first."""

    words: str
    keys: tuple[str, ...]
    looks: str
    number: int


class Told(NamedTuple):
    """An article of the situation as the page shows it; `name` is its outlet, else where it came from."""

    number: int
    name: str
    title: str
    about: str
    text: bool
    full: bool
    pieces: tuple[Piece, ...]


class Evidence:
    """Takes note of everything that is cited, so that the articles can be shown with it marked.

    What a saved situation says of a text is not believed: words that do not stand at their offsets are shown as words
    alone.
    """

    def __init__(self, situation: Situation, texts: Mapping[str, str]) -> None:
        """`texts` are by their SHA-256; articles without one are cited all the same."""
        self._articles = situation.articles
        self._texts = {a.id: texts.get(a.sha256, "") for a in situation.articles}
        self._numbers = {a.id: i for i, a in enumerate(situation.articles, 1)}
        self._places: dict[str, dict[Span, dict[str, None]]] = {a.id: {} for a in situation.articles}

    def number(self, article: str) -> int:
        """The article's number on the page; 0 for one that the situation does not hold."""
        return self._numbers.get(article, 0)

    def name(self, article: str) -> str:
        """Who published the article, else where it came from."""
        number = self.number(article)
        return _name(self._articles[number - 1]) if number else "an article that is not given"

    def cite(self, article: str, words: Verbatim, kind: str) -> Cited:
        """Words of an article, marked in it as a `kind` (of record) if they stand there."""
        near = isinstance(words, Quote) and words.match == "near"
        return Cited(words.text, self.number(article), self._mark(article, words.text, words.span, kind), near)

    def mention(self, article: str, span: tuple[int, int] | None) -> Cited:
        """Words of an article at a place that only the article tells the words of."""
        text = self._texts.get(article, "")
        words = text[slice(*span)] if span and text else ""
        key = self._mark(article, words, Span(*span), "actor") if span and words else ""
        return Cited(words, self.number(article), key)

    def _mark(self, article: str, words: str, span: Span, kind: str) -> str:
        text = self._texts.get(article, "")
        if not words or text[span.start : span.end] != words:
            return ""
        places = self._places[article]
        if span not in places and len(places) == MOST_MARKS:
            return ""
        places.setdefault(span, {})[kind] = None
        return f"q{self.number(article)}-{span.start}-{span.end}"

    def told(self) -> list[Told]:
        """The articles with everything marked that has been cited so far."""
        return [self._told(i, a) for i, a in enumerate(self._articles, 1)]

    def _told(self, number: int, article: Article) -> Told:
        places, text = self._places[article.id], self._texts[article.id]
        spans = [(s, (f"q{number}-{s.start}-{s.end}", s.end - s.start, tuple(k))) for s, k in places.items()]
        cut = []
        for i, (words, found) in enumerate(pieces(text, spans)) if text else ():
            narrow = sorted(found, key=lambda f: f[1])
            cut.append(
                Piece(words, tuple(key for key, _, _ in narrow), _looks(k for _, _, ks in narrow for k in ks), i)
            )
        copied = self.number(article.copy_of) if article.copy_of else 0
        about = [w.day(article.published), article.source or "", f"nearly word for word [{copied}]" if copied else ""]
        about.append(f"read by {article.engine}" + (f" {article.model}" if article.model else ""))
        return Told(
            number=number,
            name=_name(article),
            title=article.title or (text.strip().partition("\n")[0][:150] if text else "(no title)"),
            about=" · ".join(filter(None, about)),
            text=bool(text),
            full=len(places) == MOST_MARKS,
            pieces=tuple(cut),
        )

    @staticmethod
    def first(articles: Iterable[Told]) -> dict[str, int]:
        """Key → the number of the first piece that it covers."""
        found: dict[str, int] = {}
        for article in articles:
            for piece in article.pieces:
                for key in piece.keys:
                    found.setdefault(key, piece.number)
        return found


def _name(article: Article) -> str:
    file = PurePath((article.source or "").replace("\\", "/")).name
    return article.outlet or file or f"article {article.id}"


def _looks(kinds: Iterable[str]) -> str:
    """Classes of a piece of text: the kinds of record there, the second and later ones told apart."""
    there = set(kinds)
    told = [k for k in TAGS if k in there and k != "actor"]
    return " ".join([*(f"{'abcd'[i]}-{kind}" for i, kind in enumerate(told)), *(["actor"] if "actor" in there else [])])
