"""Phrases looked up in running words: one index for all word lists, one for the actors of an article."""

from __future__ import annotations

from collections.abc import Sequence
from sys import intern
from typing import Generic, TypeVar

from summarize.engines.rules.tokens import Token, tokenize

__all__ = ["Phrases"]

T = TypeVar("T")


class _Node(Generic[T]):
    """What the words so far may go on with, and what ends here; with the words as written where capitals matter."""

    __slots__ = ("cased", "next", "values")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.values: list[T] = []
        self.cased: list[tuple[list[str], T]] = []

    def add_to(self, found: list[tuple[int, int, T]], tokens: Sequence[Token], i: int, j: int) -> None:
        """Add to `found` what ends here, where the words `[i, j)` led here."""
        for value in self.values:
            found.append((i, j, value))  # noqa: PERF401 # mostly one, for which a list is dear
        if self.cased:
            written = [t.text for t in tokens[i:j]]
            found += [(i, j, value) for form, value in self.cased if form == written]


def _written(phrase: str) -> tuple[list[str], list[str]]:
    """The words of a phrase, and folded. Most are plain, and cutting thousands as an article is cut would delay every
    start.
    """
    plain = phrase.split()
    if phrase.isascii() and "".join(plain).isalpha():
        return plain, list(map(intern, phrase.lower().split()))
    tokens = tokenize(phrase)
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
        lows = [token.low for token in tokens] if lows is None else lows
        found: list[tuple[int, int, T]] = []
        for i, node in enumerate(map(self._root.next.get, lows)):
            if node is None:
                continue
            if node.next and i + 1 < len(lows) and lows[i + 1] in node.next:
                for j, last in reversed(_ends(node, tokens, i)):
                    last.add_to(found, tokens, i, j)
            elif node.values or node.cased:
                node.add_to(found, tokens, i, i + 1)
        return found


def _ends(node: _Node[T], tokens: Sequence[Token], i: int) -> list[tuple[int, _Node[T]]]:
    """Where phrases that begin at word `i` may end, the first word of which led to `node`."""
    j, found = i + 1, [(i + 1, node)]
    while node.next and j < len(tokens) and not tokens[j].mark:
        after = node.next.get(tokens[j].low)
        if after is None:
            break
        node, j = after, j + 1
        found.append((j, node))
    return found
