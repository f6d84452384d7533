"""Phrases looked up in running words: one index for all word lists, one for the actors of an article."""

from __future__ import annotations

from collections.abc import Sequence
from sys import intern
from typing import Generic, TypeVar

from summarize.engines.rules.tokens import Token, tokenize

__all__ = ["Phrases"]

T = TypeVar("T")
Span = tuple[int, int]


class _Node(Generic[T]):
    """What the words so far may go on with, and what ends here; with the words as written where capitals matter."""

    __slots__ = ("cased", "next", "values")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.values: list[T] = []
        self.cased: list[tuple[list[str], T]] = []

    def found(self, tokens: Sequence[Token], i: int, j: int) -> list[T]:
        """What ends here, where the words `[i, j)` led here."""
        if not self.cased:
            return self.values
        written = [t.text for t in tokens[i:j]]
        return self.values + [value for form, value in self.cased if form == written]


def _written(phrase: str) -> tuple[list[str], list[str]]:
    """The words of a phrase, and folded. Most are plain, and cutting thousands as an article is cut would delay every
    start.
    """
    plain = phrase.split()
    if phrase.isascii() and "".join(plain).isalpha():
        return plain, list(map(intern, phrase.lower().split()))
    tokens, _ = tokenize(phrase)
    return [t.text for t in tokens], [intern(t.low) for t in tokens]


class Phrases(Generic[T]):
    """A tree of words, so that the work does not grow with the number of phrases."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, phrase: str, value: T, *, cased: bool = False) -> None:
        """Let `value` be found where the words of `phrase` stand with nothing but white space between them."""
        (written, lows), node = _written(phrase), self._root
        for low in lows:
            after = node.next.get(low)
            if after is None:
                after = node.next[low] = _Node()
            node = after
        if written and cased:
            node.cased.append((written, value))
        elif written:
            node.values.append(value)

    def find(self, tokens: Sequence[Token], lows: Sequence[str] | None = None) -> list[tuple[int, int, T]]:
        """Every `(i, j, value)` whose phrase is `tokens[i:j]`, by place, at each place the longest first; `lows`: their
        words, folded, where these are at hand.
        """
        return [(i, j, value) for (i, j), values in self._ends(tokens, lows) for value in values]

    def spans(self, tokens: Sequence[Token], lows: Sequence[str] | None = None) -> dict[T, list[Span]]:
        """By value the places `[i, j)` of its phrases; of those that overlap the first, and the longest."""
        found: dict[T, list[Span]] = {}
        for span, values in self._ends(tokens, lows):
            for value in values:
                spans = found.get(value)
                if spans is None:
                    found[value] = [span]
                elif span[0] >= spans[-1][1]:
                    spans.append(span)
        return found

    def _ends(self, tokens: Sequence[Token], lows: Sequence[str] | None) -> list[tuple[Span, list[T]]]:
        """The places at which phrases stand, in the order of `find`, with the values of each."""
        lows = [token.low for token in tokens] if lows is None else lows
        found: list[tuple[Span, list[T]]] = []
        last = len(lows) - 1
        for i, node in enumerate(map(self._root.next.get, lows)):
            if node is None:
                continue
            if node.next and i < last and lows[i + 1] in node.next:
                found += _longer(node, tokens, i)
            elif node.cased:
                found.append(((i, i + 1), node.found(tokens, i, i + 1)))
            elif node.values:
                found.append(((i, i + 1), node.values))
        return found


def _longer(node: _Node[T], tokens: Sequence[Token], i: int) -> list[tuple[Span, list[T]]]:
    """The places of the phrases that begin at word `i`, which led to `node`, the longest first."""
    j, found = i + 1, [((i, i + 1), node.found(tokens, i, i + 1))]
    while node.next and j < len(tokens) and not tokens[j].mark:
        after = node.next.get(tokens[j].low)
        if after is None:
            break
        node, j = after, j + 1
        found.append(((i, j), node.found(tokens, i, j)))
    return found[::-1]
