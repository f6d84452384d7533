"""A text as folded words: what counts when white space, case, accents, quotation marks and dashes do not."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from summarize.grounding.boundaries import MARK, UNSEEN, plain_letters, shape, whole

__all__ = ["ABSENT", "Tokens", "Vocabulary", "fold"]

ABSENT = "\0"
"""Stands in a code for a word that the article does not have."""
_MOST_WORDS = 0x10FFFF - 1


class _Letters(dict[int, str]):
    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = found = "" if char in (MARK, UNSEEN) else "..." if char == "…" else plain_letters(char).casefold()
        return found


_letters = _Letters()


def fold(token: str) -> str:
    """A token of a shape as it is compared; a quotation mark comes to nothing, a dash of any length to a hyphen.

    >>> fold("Łódź"), fold("'s"), fold('"'), fold("--"), fold("…")
    ('lodz', "'s", '', '-', '...')
    """
    folded = token.translate(_letters)
    rest = folded.strip("-\"'")
    return folded if rest else "-" if "-" in folded else ""


class Vocabulary:
    """The folded words of one article, each with a code point of its own, so that `str.find` finds runs of words."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._seen: dict[str, tuple[str, str]] = {}

    def add(self, token: str) -> tuple[str, str]:
        """The folded word and the code of a token of the article, both empty for a quotation mark."""
        found = self._seen.get(token)
        if found is None:
            word = fold(token)
            code = self._codes.get(word)
            if code is None:
                # An article of more than a million different words is none: the surplus is found exactly or not at all.
                code = self._codes[word] = chr(min(len(self._codes), _MOST_WORDS) + 1) if word else ""
            found = self._seen[token] = word, code
        return found

    def code(self, word: str) -> str:
        """The code of a folded word, `ABSENT` where the article does not have it."""
        code = self._codes.get(word, ABSENT)
        return ABSENT if code > chr(_MOST_WORDS) else code


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words, numbers and punctuation marks of a text in order, quotation marks left out.

    Attributes:
        shape: the shape of the text.
        starts, ends: where each token stands, in code points of the text.
        words: the folded tokens.
        code: one code point for each token, the same for the same word.
    """

    shape: str
    starts: array[int]
    ends: array[int]
    words: list[str]
    code: str

    @classmethod
    def of_article(cls, shaped: str, vocabulary: Vocabulary) -> Tokens:
        """The tokens of an article, whose words go into the vocabulary."""
        starts, ends = array("L"), array("L")
        words: list[str] = []
        codes: list[str] = []
        for token in whole(shaped):
            word, code = vocabulary.add(token[0])
            if word:
                starts.append(token.start())
                ends.append(token.end())
                words.append(word)
                codes.append(code)
        return cls(shaped, starts, ends, words, "".join(codes))

    @classmethod
    def of_quote(cls, quote: str, vocabulary: Vocabulary) -> Tokens:
        """The tokens of a quote, coded by the article's vocabulary."""
        shaped = shape(quote)
        found = [(t.start(), t.end(), word) for t in whole(shaped) if (word := fold(t[0]))]
        starts, ends = array("L", (s for s, _, _ in found)), array("L", (e for _, e, _ in found))
        words = [word for _, _, word in found]
        return cls(shaped, starts, ends, words, "".join(map(vocabulary.code, words)))

    def __len__(self) -> int:
        return len(self.words)

    def shown(self, index: int) -> str:
        """A token with its case."""
        return self.shape[self.starts[index] : self.ends[index]]

    def part(self, start: int, end: int) -> Tokens:
        """Some of the tokens."""
        return Tokens(
            self.shape, self.starts[start:end], self.ends[start:end], self.words[start:end], self.code[start:end]
        )

    def bare(self) -> Tokens:
        """These without the punctuation at either end."""
        start, end = 0, len(self)
        while start < end and _is_edge(self.words[start]) and not self._is_sign(start):
            start += 1
        while end > start and _is_edge(self.words[end - 1]):
            end -= 1
        return self.part(start, end)

    def _is_sign(self, index: int) -> bool:
        """Whether this belongs to the number after it: "-5", ".5"."""
        close = index + 1 < len(self) and self.ends[index] == self.starts[index + 1]
        return close and self.words[index] in {"-", "."} and self.words[index + 1][0].isdecimal()


_EDGES = frozenset(".,;:!?-()[]*_。，、；：！？،؛؟¿¡")


def _is_edge(word: str) -> bool:
    return set(word) <= _EDGES
