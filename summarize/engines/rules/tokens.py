"""Words of a text and the punctuation between them."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern
from typing import Final, NamedTuple

from summarize.grounding.boundaries import shape, whole

__all__ = ["Token", "fold", "tokenize"]

_MARKS: Final = {**dict.fromkeys(".:;!?…", ";"), "-": "-", **dict.fromkeys("()[]", "("), '"': '"', ",": ","}
_HYPHENS: Final = "-‐‑"
_MONTHS: Final = "jan feb mar apr jun jul aug sep sept oct nov dec"
_TITLES: Final = (
    "gen lt maj col capt brig adm cmdr sgt cpl pfc pvt insp supt fr msgr mr mrs ms dr prof rev st sen rep gov "
    "atty engr no nos vs approx jr sr"
)
_TOGETHER: Final = re.compile(r" (?<=\d )\d")  # "20 000": here more than what stands between spaces tells where to cut
_LONGEST: Final = 64  # characters of a piece that is remembered: what is longer is hostile, or stands once
_ABBREVIATED: Final = frozenset([*_TITLES.split(), *_MONTHS.split()])  # after these a full stop ends no clause


class Token(NamedTuple):
    """A word, the same one wherever it stands in the same way; it is cut nowhere where grounding would not cut.

    `mark` is what stands between it and the word before, one character a kind: "," comma; ";" anything that ends a
    clause; "-" dash; "(" bracket; '"' quotation mark; empty where there is only white space. `owner`: a possessive 's
    follows. `capital`: it begins with a capital letter.
    """

    text: str
    low: str
    mark: str
    owner: bool
    capital: bool


def fold(text: str) -> str:
    """Small letters and plain apostrophes, at the same offsets: a letter whose small form has another length stays.

    >>> fold("İzmir’s FALL") == "İzmir's fall"
    True
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lower.replace("’", "'")


def tokenize(text: str) -> tuple[list[Token], list[int]]:
    """The words of a text in order, and the offset that each begins at; parts that hyphens join are one word.

    >>> [(t.low, t.mark, t.owner) for t in tokenize("Tarn's pro-Keslow men (all 1,200) left, Lt. Osk said.")[0]][:4]
    [('tarn', '', True), ('pro-keslow', '', False), ('men', '', False), ('all', '(', False)]
    """
    if text.startswith(".") or _TOGETHER.search(text):
        return _cut(text)[:2]
    found: list[Token] = []
    begins: list[int] = []
    at, mark = 0, ""
    pieces = text.split(" ")
    cut = _known if max(map(len, pieces)) <= _LONGEST else _piece
    for first, inside, more, after, length in map(cut, pieces):
        if first is not None:
            found.append(_marked(first, mark) if mark else first)
            begins.append(at + inside)
            if more:
                found += [token for token, _ in more]
                begins += [at + begin for _, begin in more]
            mark = after
        elif after:
            mark = _with_marks(mark, after)
        at += length
    return found, begins


class _Piece(NamedTuple):
    """What stands between two spaces: its first word and where that begins, the others, the marks after the last one,
    and how far it is to the next piece.
    """

    first: Token | None
    inside: int
    more: list[tuple[Token, int]]
    after: str
    length: int


def _piece(piece: str) -> _Piece:
    """What `_cut` makes of what stands between two spaces."""
    found, begins, mark = _cut(f" {piece} ")
    words = [(t._replace(low=intern(t.low)), at - 1) for t, at in zip(found, begins, strict=True)]
    first, inside = words[0] if words else (None, 0)
    return _Piece(first, inside, words[1:], mark, len(piece) + 1)


_known = lru_cache(maxsize=16_384)(_piece)  # articles are of the same words, mostly


@lru_cache(maxsize=4096)
def _marked(token: Token, mark: str) -> Token:
    """The same word after a mark that the piece before it ends with."""
    return token._replace(mark=_with_marks(mark, token.mark))


def _cut(text: str) -> tuple[list[Token], list[int], str]:
    """The words of a text, where they begin, and the marks after the last one."""
    shaped, words = shape(text), _Words(text, fold(text))
    for m in whole(shaped):
        start, end = m.span()
        if not shaped[start].isalnum():
            words.sign(start, end, m[0])
        elif start == words.joins:
            words.stretch(end)
        elif not words.is_possessive(start, end):
            words.add(start, end)
    return words.found, words.begins, words.mark


def _with_marks(mark: str, more: str) -> str:
    """Marks with those that follow, each once."""
    for sign in more:
        mark += "" if sign in mark else sign
    return mark


class _Words:
    """The words of a text so far, and what has stood since the last of them."""

    def __init__(self, text: str, low: str) -> None:
        self.found: list[Token] = []
        self.begins: list[int] = []
        self.owners: set[int] = set()  # the ends of words that a possessive follows
        self.mark = ""
        self.end = -1  # of the last word
        self.joins = -1  # what begins here goes on with it
        self._text = text
        self._low = low

    def add(self, start: int, end: int) -> None:
        """Take in a word."""
        word = self._text[start:end]
        self.found.append(Token(word, self._low[start:end], self.mark, owner=False, capital=word[0].isupper()))
        self.begins.append(start)
        self.mark, self.end = "", end

    def sign(self, start: int, end: int, piece: str) -> None:
        """Take in a sign, or an apostrophe with its s."""
        if start == self.end:
            if self._text[start] in _HYPHENS and end == start + 1:
                self.joins = end
            elif piece == "." and self._is_abbreviation():
                if "." in self.found[-1].text:
                    self.stretch(end)  # "U.S."
                return
            elif piece[0] == "'":
                if self._text[start - 1] in "sS" or self._text[start + 1 : start + 2] in ("s", "S"):
                    self.owners.add(start)
                    self.found[-1] = self.found[-1]._replace(owner=True)
                return
        mark = _MARKS.get(piece[0], "")
        self.mark += "" if mark in self.mark else mark

    def stretch(self, end: int) -> None:
        """Let the last word go on."""
        start = self.begins[-1]
        self.found[-1] = self.found[-1]._replace(text=self._text[start:end], low=self._low[start:end], owner=False)
        self.end, self.mark = end, ""

    def is_possessive(self, start: int, end: int) -> bool:
        """Whether this is the s of "U.N.'s", which stands alone."""
        return start == self.end + 1 and end == start + 1 and self.end in self.owners

    def _is_abbreviation(self) -> bool:
        word = self.found[-1].text
        return "." in word or len(word) == 1 or word.lower() in _ABBREVIATED
