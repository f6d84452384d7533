"""Which two spellings are one word: a slip of the pen inside a long word, and nothing that could be another word."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from summarize.grounding.tokens import fold
from summarize.grounding.wordlists import NEVER_A_TYPO, OTHER_WORDS

__all__ = ["is_typo"]

_SHORTEST = 8
_HEAD = 3
_VOWELS = frozenset("aeiou")


def is_typo(quote: str, article: str) -> bool:
    """Whether a quote's word is the article's word misspelt, or the article's is and the quote mends it.

    The slip is one: two letters exchanged, a letter missing or doubled, a vowel for a vowel. It is neither at the head
    of the word, where prefixes are, nor at its end, where endings are. Both words are in small letters. It is
    for the caller to see that the quote's word stands nowhere in the article.

    >>> is_typo("goverment", "government"), is_typo("evaluated", "evacuated")
    (True, False)
    """
    if not (quote.isalpha() and article.isalpha() and quote.islower() and article.islower()):
        return False
    one, other = fold(quote), fold(article)
    if min(len(one), len(other)) < _SHORTEST or {one, other} & NEVER_A_TYPO:
        return False
    if OSA.distance(one, other, score_cutoff=1) != 1 or one[:_HEAD] != other[:_HEAD]:
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other):
        tail = 2
    elif len(differing) == 2:
        tail = 1
    elif set(differing[0]) <= _VOWELS:
        tail = 3
    else:
        return False
    return one[-tail:] == other[-tail:] and not any(
        one.replace(a, b, 1) == other or one.replace(b, a, 1) == other for a, b in OTHER_WORDS
    )
