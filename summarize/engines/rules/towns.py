"""The places that an article names, wherever in a sentence: what is once known as a place is one everywhere."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.cast import Cast
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.once import once
from summarize.engines.rules.places import Places
from summarize.engines.rules.side_nouns import capitals_before
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.tokens import fold

__all__ = ["Towns"]

_LEADS: Final = ("places.where", "places.origin", "places.toward")
_NAME: Final = 4  # words of a name


class Towns:
    """The place names of one article but for those of states, with where each stands."""

    def __init__(self, sentences: list[Sentence], cast: Cast, places: Places) -> None:
        self._sentences = sentences
        self._cast = cast
        self._places = places

    def inside(self, sentence: Sentence, span: Span) -> list[Span]:
        """The names among the words `[i, j)`, in order."""
        return [(i, j) for i, j in self._standing.get(sentence.number, []) if span[0] <= i and j <= span[1]]

    @once
    def _plain(self) -> list[Sentence]:
        """Those in which a capital tells a name."""
        return [s for s in self._sentences if not s.in_title_case]

    @once
    def called(self) -> dict[str, bool]:
        """The names beside a word for a place, "the town of Keslow", "Keslow village": whether it is no region."""
        found: dict[str, bool] = {}
        nouns = words("places.common", "places.of")
        for sentence in self._plain:
            tokens = sentence.tokens
            for k in sentence.where(nouns):
                local = tokens[k].low not in words("places.divisions") and tokens[k].low != "capital"
                of = sentence.runs_on(k + 1) and tokens[k + 1].low == "of"
                after = k + 1 + of
                end = self._name_end(sentence, after)
                if after < end and not any(tokens[n].mark for n in range(k + 1, after + 1)):
                    found.setdefault(sentence.words(after, end), local)
                    continue
                start = k if of else capitals_before(sentence, k)
                whole = start < k and tokens[k].low in words("places.common")
                if whole and self._name_end(sentence, start) == k:
                    found.setdefault(sentence.words(start, k), local)
        return found

    @once
    def _standing(self) -> dict[int, list[Span]]:
        """By sentence, where the names stand."""
        names = dict(self.called)
        for sentence in self._plain:
            places = {(p.i, p.j) for group in _LEADS for p in self._places.after(sentence, group)}
            for start, j in places:
                i = sentence.kinds.find("N", start, j)
                if i >= 0 and self._name_end(sentence, i) == j:
                    names.setdefault(sentence.words(i, j), False)
        starts: dict[str, list[list[str]]] = {}
        for name in sorted(names, key=len, reverse=True):
            starts.setdefault(name.split()[0], []).append(name.split())
        firsts = frozenset(map(fold, starts))
        found: dict[int, list[Span]] = {}
        for sentence in self._sentences:
            k = 0
            for at in sentence.where(firsts):
                known = starts.get(sentence.tokens[at].text, ()) if at >= k else ()
                here = next((n for n in known if [t.text for t in sentence.tokens[at : at + len(n)]] == n), None)
                if here is not None and self._name_end(sentence, at) == at + len(here):
                    k = at + len(here)
                    found.setdefault(sentence.number, []).append((at, k))
        return found

    def _name_end(self, sentence: Sentence, k: int) -> int:
        """The end of the name of no actor, state or day that starts at word `k`; `k` where none does."""
        tokens, j = sentence.tokens, k
        while j < len(tokens) and j - k < _NAME and _capital(sentence, j) and (j == k or not tokens[j].mark):
            j += 1
            if tokens[j - 1].owner:
                break
        if j == k:
            return k
        if not self._cast.named(sentence).isdisjoint(range(k, j)):
            return k
        if sentence.countries and any(c.i < j and k < c.j and c.kind != "capital" for c in sentence.countries):
            return k
        return j if words("actors.not_names", "places.nouns").isdisjoint([t.text for t in tokens[k:j]]) else k


def _capital(sentence: Sentence, k: int) -> bool:
    return sentence.kinds[k] == "N" or sentence.tokens[k].low.startswith(("al-", "el-", "as-", "ash-"))
