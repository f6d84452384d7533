"""Near matches: a quote whose content words stand in the article, all of them, in order and with nothing between.

Both sides are stripped of a closed list of function words; what is left must be the same, but for one misspelt word. So
a near match cannot change a number, a name, a negation, a modal, a preposition or the order of words: all of those are
content. The function words that differ are then looked at one gap at a time, since even they can change what is said
("a few" is not "few", "the army has attacked" not "the army was attacked").
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from summarize.grounding.tokens import ABSENT, Tokens
from summarize.grounding.typos import is_typo
from summarize.grounding.wordlists import (
    ADVERBS,
    ARTICLES,
    BEFORE_BUT,
    BEING,
    CONJUNCTIONS,
    HAVING,
    NO_OBJECT,
    NUMBERS,
    PARTICIPLES,
    QUANTIFIERS,
    SUFFERED,
)

__all__ = ["FUNCTION_WORDS", "Near", "Skeleton", "near_matches"]

_AUXILIARIES = BEING | HAVING
FUNCTION_WORDS = ARTICLES | _AUXILIARIES | CONJUNCTIONS
"""What a near match may leave out, add or exchange."""

_LEAST_CONTENT = 3
_MOST_CANDIDATES = 200
_MOST_TOKENS = 250


class Skeleton(NamedTuple):
    """The content words of a text: which tokens they are, and their code."""

    at: array[int]
    code: str

    @classmethod
    def of(cls, tokens: Tokens) -> Skeleton:
        """A text without its function words."""
        at = array("L", (i for i, word in enumerate(tokens.words) if word not in FUNCTION_WORDS or _is_name(tokens, i)))
        return cls(at, "".join([tokens.code[i] for i in at]))


def _is_name(tokens: Tokens, index: int) -> bool:
    """Whether this would-be function word is a name: "IS", and "A" unless it begins a sentence."""
    shown = tokens.shown(index)
    if shown == "A":
        return index > 0 and tokens.words[index - 1] not in {".", "!", "?", ":"}
    return len(shown) > 1 and shown.isupper()


class Near(NamedTuple):
    """A near match: the tokens `[first, last]` of the article, and in how many places the quote differs."""

    first: int
    last: int
    differences: int


def near_matches(quote: Tokens, article: Tokens, skeleton: Skeleton) -> Iterator[Near]:
    """The near matches of a quote in text order. A word that may be misspelt is one that the article does not have."""
    own = Skeleton.of(quote)
    size = len(own.at)
    unknown = [k for k, code in enumerate(own.code) if code == ABSENT]
    content = sum(quote.words[i][-1].isalnum() for i in own.at)
    if len(quote) > _MOST_TOKENS or len(unknown) > 1 or content - len(unknown) < _LEAST_CONTENT:
        return
    most = max(2, -(-content // 4))  # "has been" for "was" is two; more needs a quote in proportion
    for begin in _candidates(own.code, unknown, skeleton.code):
        pairs = list(zip(own.at, skeleton.at[begin : begin + size], strict=True))
        shown = [(quote.shown(q), article.shown(a)) for q, a in pairs]
        if not all(is_typo(*shown[k]) for k in unknown):
            continue
        if all(_same_case(*both, first=q == 0) for both, (q, _) in zip(shown, pairs, strict=True)):
            found = _measure(quote, article, pairs, len(unknown))
            if found is not None and 0 < found.differences <= most:
                yield found


def _candidates(code: str, unknown: Sequence[int], article: str) -> Iterator[int]:
    """Where the content words of a quote stand, one unknown word being any."""
    gap = unknown[0] if unknown else len(code)
    left, right = code[:gap], code[gap + 1 :]
    sure, offset = (left, 0) if len(left) >= len(right) else (right, gap + 1)
    at = -1
    for _ in range(_MOST_CANDIDATES):
        at = article.find(sure, at + 1)
        if at < 0:
            return
        begin = at - offset
        if begin >= 0 and begin + len(code) <= len(article):
            there = article[begin : begin + len(code)]
            if there.startswith(left) and there.endswith(right):
                yield begin


def _same_case(quote: str, article: str, *, first: bool) -> bool:
    """Whether neither is a name where the other is not; a quote may begin in the middle of a sentence."""
    if quote.isupper() != article.isupper() and len(quote) > 1:
        return False
    return first or quote[:1].isupper() == article[:1].isupper()


def _measure(quote: Tokens, article: Tokens, pairs: list[tuple[int, int]], differences: int) -> Near | None:
    """The match that these pairs of content words make, or None where a function word matters."""
    for (q, a), (next_q, next_a) in pairwise(pairs):
        difference = _gap(quote.words[q + 1 : next_q], article, a + 1, next_a)
        if difference is None:
            return None
        differences += difference
    (first_q, first), (last_q, last) = pairs[0], pairs[-1]
    # Function words at either end belong to the match as far as the article has them.
    lead, tail = quote.words[:first_q], quote.words[last_q + 1 :]
    begin = first - _common(lead[::-1], article.words[max(0, first - len(lead)) : first][::-1])
    end = last + 1 + _common(tail, article.words[last + 1 : last + 1 + len(tail)])
    for gap, start, stop in ((lead, begin, first), (tail, last + 1, end)):
        difference = _gap(gap, article, start, stop)
        if difference is None:
            return None
        differences += difference
    return Near(begin, end - 1, differences)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _gap(quote: list[str], article: Tokens, start: int, stop: int) -> int | None:
    """How many function words differ between two content words (the article's are `[start, stop)`); None: too much."""
    own = article.words[start:stop]
    if quote == own:
        return 0
    left = article.words[start - 1] if start else ""
    right = article.words[stop] if stop < len(article) else ""
    edits = Levenshtein.editops(quote, own)
    changed = {quote[e.src_pos] for e in edits if e.tag != "insert"}
    changed |= {own[e.dest_pos] for e in edits if e.tag != "delete"}
    both = start > 0 and stop < len(article)
    if changed & {"a", "an"} and (_counts(left) or _counts(right)):
        return None
    if "the" in changed and right in QUANTIFIERS:
        return None
    if "and" in changed and both and _joins(article, start - 1, stop):
        return None
    if "but" in changed and left in BEFORE_BUT:
        return None
    if changed & _AUXILIARIES and not (left[-1:].isalnum() and _same_verb(quote, own, article, stop)):
        return None  # at the head of its clause an auxiliary asks or supposes: "Had the army left, …"
    return len(edits)


def _counts(word: str) -> bool:
    return word in NUMBERS or word in QUANTIFIERS or word[:1].isnumeric()


def _joins(article: Tokens, left: int, right: int) -> bool:
    """Whether "and" between these would make two things of one: two names, two numbers."""
    names = all(article.shown(i)[:1].isupper() for i in (left, right))
    return names or (_counts(article.words[left]) and _counts(article.words[right]))


def _same_verb(quote: Sequence[str], own: Sequence[str], article: Tokens, after: int) -> bool:
    """Whether both are active or both passive, and neither an obligation ("has to"), as far as auxiliaries tell."""
    sides = [[w for w in side if w in _AUXILIARIES] for side in (quote, own)]
    if all(sides):
        return len({any(w in BEING for w in side) for side in sides}) == 1
    if article.words[after : after + 1] == ["to"]:
        return False
    if not any(w in BEING for side in sides for w in side):
        return True
    at = after
    while at < len(article) and at < after + 3 and (article.words[at].endswith("ly") or article.words[at] in ADVERBS):
        at += 1
    verb, then = (article.words[i] if i < len(article) else "" for i in (at, at + 1))
    if not verb.endswith("ed") and verb not in PARTICIPLES:
        return True
    return then == "by" or (verb in SUFFERED and (then in NO_OBJECT or not then[:1].isalnum()))
