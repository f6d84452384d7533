"""A sentence as the rules see it: its words, their kinds, and where the phrases of the word lists stand in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import compress
from typing import Any, Final, NamedTuple

from summarize.countries import country_mentions, may_name_state
from summarize.dates import find_whens, may_tell_when
from summarize.engines.rules.lexicons import kinds, matches, words
from summarize.engines.rules.once import once
from summarize.engines.rules.seams import parted, seam
from summarize.engines.rules.tokens import Token, fold, tokenize
from summarize.quantities import find_counts

__all__ = ["CountryAt", "Sentence", "Span", "quoted_after"]

Span = tuple[int, int]
"""A range `[i, j)` of words of a sentence."""

_NO_ADVERBS: Final = frozenset(
    ["family", "ally", "assembly", "supply", "rally", "reply", "fly", "bully", "anomaly", "monopoly"]
)
_CLAUSE_MARKS: Final = frozenset(";-(")
_QUOTE = re.compile('["“”]')
_SPOKEN = re.compile("[fs]")
"""Kinds of words that may be of speaking."""
_PRONOMINAL: Final = frozenset({"all", "both", "each", "another", "some", "any", "those", "these", "this"})
"""Determiners that may speak themselves: "some said"."""
_SPOKEN_NOUNS: Final = frozenset({"doubt", "claim", "estimate", "question"})
_SAID_OF: Final = frozenset({"reports", "claims", "suggestions", "allegations"})
_TITLE_WORDS: Final = 4
_TITLE_SHARE: Final = 0.7


class CountryAt(NamedTuple):
    """Words that name a state, and how: name, demonym or capital."""

    i: int
    j: int
    code: str
    kind: str


class Sentence:
    """A sentence that the report may use. All positions are of words, `[i, j)`, unless they are said to be offsets.

    `kinds` has a letter for each word, see `grammar.toml`; of the words that are in no list "N" begins with a capital
    letter, "n" with a digit, "r" is an adverb by its ending, "s" a word of speaking and "g" any other.
    """

    def __init__(
        self, text: str, *, start: int = 0, number: int = 0, paragraph: int = 0, opens_quoted: bool = False
    ) -> None:
        self.text = text
        self.start = start  # offset in the article
        self.number = number
        self.paragraph = paragraph
        self.opens_quoted = opens_quoted
        self.tokens, self.begins = tokenize(text)  # its words, and the offsets in its text that they begin at
        written, folded, _, _, capital = zip(*self.tokens, strict=True) if self.tokens else ((),) * 5
        letters = list(map(_letter, written))
        if "" in letters:
            self.tokens, self.begins = parted(self.tokens, self.begins)
            letters = [_kind(t.low, t.capital) for t in self.tokens]
            _, folded, _, _, capital = zip(*self.tokens, strict=True)
        self.capitals = list(compress(range(len(capital)), capital))  # the words that begin with a capital
        self.kinds = _kinds(self.tokens, letters, text, len(self.capitals))
        self.folded: list[str] = list(folded)
        self.lows = frozenset(folded)
        self.hits = matches(self.tokens, self.folded)  # where the phrases of each lexicon group stand, that do
        self._hit = self.hits.keys()
        self.memo: dict[str, Any] = {}  # what has been found in it once
        self._ends_by_start: dict[str, dict[int, int]] = {}

    @once
    def quoted(self) -> list[bool]:
        """For each word whether it stands between quotation marks."""
        inside = self.opens_quoted
        if not _quotes(self.text):
            return [inside] * len(self.tokens)
        found: list[bool] = []
        for mark in _QUOTE.finditer(self.text):
            before = bisect_right(self.begins, mark.start())
            found += [inside] * (before - len(found))
            inside = quoted_after(mark[0], inside)
        return found + [inside] * (len(self.tokens) - len(found))

    @once
    def counts(self) -> list[Span]:
        """Its count phrases; a bare "a" or "one" is none."""
        if "n" not in self.kinds:
            return []
        return self._spans([(c.start, c.end) for c in find_counts(self.text)])

    @once
    def whens(self) -> list[Span]:
        """Its time phrases."""
        return self._spans(find_whens(self.text)) if any(map(may_tell_when, self.lows)) else []

    @once
    def timed(self) -> frozenset[int]:
        """The words that are in a time phrase."""
        return frozenset(k for i, j in self.whens for k in range(i, j))

    @once
    def countries(self) -> list[CountryAt]:
        """Its names, demonyms and capitals of states."""
        if not any(map(may_name_state, [self.tokens[k].text for k in self.capitals])):
            return []
        found = [(self._span(m.start, m.end), m) for m in country_mentions(self.text)]
        # Part of a word ("Varenia-backed") names no state.
        whole = [(i, j, m) for (i, j), m in found if i < j and self.begins[i] == m.start and self._ends(j, m.end)]
        return [CountryAt(i, j, m.code, m.kind.value) for i, j, m in whole]

    @once
    def in_title_case(self) -> bool:
        """Whether it is a headline in which nearly all longer words are capitalised, so that capitals tell no name."""
        if self.text.rstrip("\"'”’)").endswith((".", "!")):
            return False
        long = [t for t in self.tokens if len(t.text) > 3]
        return len(long) >= _TITLE_WORDS and sum(t.capital for t in long) >= _TITLE_SHARE * len(long)

    def has(self, *names: str) -> bool:
        """Whether a phrase of these lexicon groups stands in it."""
        return not self._hit.isdisjoint(names)

    def has_any(self, names: AbstractSet[str]) -> bool:
        """The same for many groups at once."""
        return not self._hit.isdisjoint(names)

    def spans(self, name: str, *more: str) -> list[Span]:
        """The places of all phrases of these groups, in order."""
        if not more:
            return self.hits.get(name, [])
        names = (name, *more)
        if self._hit.isdisjoint(names):
            return []
        found = [self.hits[name] for name in names if name in self.hits]
        if len(found) < 2:
            return found[0] if found else []
        return sorted({span for spans in found for span in spans})

    def starts(self, i: int, *names: str) -> int | None:
        """The end of the longest phrase of these groups that starts at word `i`."""
        best = None
        for name in names:
            if name in self.hits:
                end = self._by_start(name).get(i)
                if end is not None and (best is None or end > best):
                    best = end
        return best

    def ends(self, j: int, *names: str) -> int | None:
        """The start of the longest phrase of these groups that ends before word `j`."""
        first = None
        for name in names:
            for a, b in self.hits.get(name, ()):
                if b == j and (first is None or a < first):
                    first = a
        return first

    def runs_on(self, k: int) -> bool:
        """Whether there is a word `k` with only white space before it."""
        return k < len(self.tokens) and not self.tokens[k].mark

    def shape(self, i: int, j: int) -> str:
        """The gap between two things: the kinds of the words `[i, j)`, each after its mark, and the mark after them.

        >>> Sentence("Shells fell on Keslow, the army said.").shape(2, 6)
        'iN,tg'
        """
        parts = [self.tokens[k].mark + self.kinds[k] for k in range(max(0, i), j)]
        return "".join(parts) + (self.tokens[j].mark if j < len(self.tokens) else "")

    def words(self, i: int, j: int) -> str:
        """The text of the words `[i, j)`."""
        return self.text[self.begins[i] : self.begins[j - 1] + len(self.tokens[j - 1].text)] if i < j else ""

    def end_of(self, k: int) -> int:
        """The offset in its text that word `k` ends at."""
        return self.begins[k] + len(self.tokens[k].text)

    def low(self, i: int, j: int) -> str:
        """The words `[i, j)` folded, one space between."""
        return " ".join(self.folded[i:j])

    def where(self, words: AbstractSet[str]) -> list[int]:
        """The places of these words, folded, in order."""
        if self.lows.isdisjoint(words):
            return []
        return [k for k, low in enumerate(self.folded) if low in words]

    def clause(self, k: int) -> Span:
        """The words around word `k` up to the nearest semicolon, colon, dash or bracket on either side."""
        n = bisect_right(self._breaks, min(k, len(self.tokens) - 1))
        return self._breaks[n - 1], self._breaks[n]

    @once
    def _breaks(self) -> list[int]:
        """The words that a clause begins with, and the end."""
        inner = (n for n, t in enumerate(self.tokens) if n and t.mark and not _CLAUSE_MARKS.isdisjoint(t.mark))
        return [0, *inner, len(self.tokens)]

    def _by_start(self, name: str) -> dict[int, int]:
        ends = self._ends_by_start.get(name)
        if ends is None:
            ends = self._ends_by_start[name] = dict(self.hits[name])  # phrases of one group do not overlap
        return ends

    def _spans(self, offsets: list[tuple[int, int]]) -> list[Span]:
        found = [self._span(start, end) for start, end in offsets]
        return [(i, j) for i, j in found if i < j]

    def _ends(self, j: int, end: int) -> bool:
        return self.end_of(j - 1) in {end, end - 1, end - 2}  # the form may hold a full stop or possessive

    def _span(self, start: int, end: int) -> Span:
        return max(0, bisect_right(self.begins, start) - 1), bisect_left(self.begins, end)


def _kinds(tokens: list[Token], letters: list[str], text: str, capitals: int) -> str:
    """The letters of the words, those put right that others beside them tell. `capitals`: how many begin with one."""
    for k in [k for k, token in enumerate(tokens) if token.text == "May"] if "May" in text else ():
        if k and letters[k - 1] in "idn":
            letters[k] = "d"  # "in May"
    for k in [k for k, token in enumerate(tokens) if token.low == "since"] if "since" in text else ():
        if k and letters[k - 1] == "h":
            letters[k] = "r"  # "have since returned"
    named = capitals <= _TITLE_SHARE * len(tokens)
    for k in [m.start() for m in _SPOKEN.finditer("".join(letters))]:
        token = tokens[k]
        if k and named and token.capital and not token.mark:
            letters[k] = "g"  # "neighbouring States"
            continue
        if letters[k] == "f" and "b" not in letters[max(0, k - 2) : k] and token.low in _speech():
            letters[k] = "s"  # "the radio reported"; not "12 were reported killed"
        if letters[k] == "s" and k and not token.mark and _is_described(tokens, k, letters[k - 1]):
            letters[k] = "g"  # "an alleged strike", "the army's claims"
    return "".join(letters)


def _is_described(tokens: list[Token], k: int, before: str) -> bool:
    """Whether a word of speaking is part of a noun phrase: a noun after its article, or an adjective."""
    if (before == "t" and tokens[k - 1].low not in _PRONOMINAL) or tokens[k - 1].owner:
        return True
    if before in "io" and (tokens[k].low.endswith("s") or tokens[k].low in _SPOKEN_NOUNS):
        return True  # "in disputes over land", "in doubt"
    if before in "gs" and tokens[k].low in _SAID_OF and tokens[k - 1].low.endswith(("ed", "ing", "denies", "deny")):
        return True  # "denied reports that"
    runs_on = k + 1 < len(tokens) and not tokens[k + 1].mark
    return before in "nyio" and runs_on and tokens[k].low.endswith("ed")


@lru_cache(maxsize=8192)
def _letter(word: str) -> str:
    """The kind of a word as it stands, empty where it is to be parted."""
    low = fold(word)
    return "" if seam(low) else _kind(low, word[0].isupper())


def _kind(low: str, capital: bool) -> str:
    listed = kinds().get(low)
    if listed is not None:
        return listed
    if low[0].isdigit() or kinds().get(low.partition("-")[0]) == "n":
        return "n"
    if low in _speech():
        return "s"
    if capital:
        return "N"
    return "r" if low.endswith("ly") and low not in _NO_ADVERBS else "g"


@cache
def _speech() -> frozenset[str]:
    return words("speech.asserts", "speech.denies", "speech.doubts")


def quoted_after(text: str, quoted: bool) -> bool:
    """Whether a quotation is open after `text`, given whether one was before it."""
    for mark in _QUOTE.findall(text) if _quotes(text) else ():
        quoted = mark == "“" or (mark == '"' and not quoted)
    return quoted


def _quotes(text: str) -> bool:
    """Whether there is a mark of quotation."""
    return '"' in text or "“" in text or "”" in text
