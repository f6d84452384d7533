"""Where something happens: place names after a preposition."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from summarize.engines.rules.cast import Cast
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.names import state_named
from summarize.engines.rules.text import Sentence, Span

__all__ = ["PlaceAt", "Places", "is_care"]

_BEFORE_NAME: Final = 4  # words such as "besieged port" between the article and "of"
_TO_NAME: Final = 10  # words from a preposition to the end of what may stand between it and the name
_NAME: Final = 4
_ACRONYM: Final = 4
_CARE: Final = frozenset({"hospital", "clinic"})  # where people are brought
_PARTICLES: Final = frozenset(
    {"de", "del", "la", "las", "los", "da", "do", "dos", "di", "du", "des", "bin", "ibn", "el", "al"}
)
_SOME: Final = frozenset({"a", "an", "another", "some", "several"})
_ADJECTIVE = re.compile(r".*(?:ian|ese|ish|ist|born|led)")


class PlaceAt(NamedTuple):
    """A place `words[i:j]`; `before` is the first word of what stands before it ("near", "fled")."""

    i: int
    j: int
    before: int


class Places:
    """The places of an article's sentences, looked for once."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._found: dict[tuple[int, str], list[PlaceAt]] = {}
        self._at_span: dict[tuple[int, int, int], PlaceAt | None] = {}

    def after(self, sentence: Sentence, group: str = "places.where") -> list[PlaceAt]:
        """The place names after the words of a lexicon group; what moves a place ("near", "the edge of") included."""
        spans = sentence.spans(group)
        if not spans:
            return []
        key = sentence.number, group
        found = self._found.get(key)
        if found is None:
            spots = [self._at(sentence, i, j) for i, j in spans if _may_follow(sentence, j)]
            found = self._found[key] = [p for p in spots if p is not None]
        return found

    def _at(self, sentence: Sentence, i: int, j: int) -> PlaceAt | None:
        """The place after the words `[i, j)`, which may be of two groups: "in" tells where, and whence."""
        key = sentence.number, i, j
        if key not in self._at_span:
            place = _place(sentence, i, j)
            self._at_span[key] = None if place is None or _other(sentence, place, self._cast) else place
        return self._at_span[key]

    def spots(self, sentence: Sentence) -> list[PlaceAt]:
        """Where something happens: the places after "in" and the like, and those that something hit, in order."""
        key = sentence.number, "spots"
        if key not in self._found:
            found = {*self.after(sentence)}
            if sentence.has("places.struck"):
                hit = self.after(sentence, "places.struck")  # "hit a mine near Orm" names no place before "near"
                found.update(p for p in hit if sentence.starts(p.i, "harm.causes") is None)
                found.update(self._befallen(sentence))
            self._found[key] = sorted(found)
        return self._found[key]

    def _befallen(self, sentence: Sentence) -> list[PlaceAt]:
        """The place that something befell as the subject: "the village of Keslow was shelled"."""
        found = [_subject_at(sentence, i) for i, _ in sentence.spans("places.struck")]
        return [p for p in found if p is not None and not _other(sentence, p, self._cast)]

    def settled(self, sentence: Sentence) -> list[PlaceAt]:
        """The names in "the town of Keslow", whatever stands before."""
        key = sentence.number, "settled"
        if key not in self._found:
            last = len(sentence.tokens) - 2
            heads = [n for n in sentence.where(words("places.common")) if n < last]
            names = [n + 2 for n in heads if sentence.tokens[n + 1].low == "of" and sentence.runs_on(n + 2)]
            spots = [PlaceAt(n, _name_end(sentence, n), n - 1) for n in names]
            self._found[key] = [p for p in spots if p.j > p.i and not _other(sentence, p, self._cast)]
        return self._found[key]

    def unnamed(self, sentence: Sentence, k: int, within: Span) -> str | None:
        """The words of the spot without a name nearest to word `k`: "at a checkpoint", "outside a bakery"."""
        found: list[tuple[int, int, int]] = []
        for i, j in sentence.spans("places.where"):
            end = _spot_end(sentence, j) if within[0] <= i < within[1] else None
            if end is not None:
                start = i if sentence.starts(i, "places.moving") == j else j + 1
                found.append((i - k if i >= k else 2 * (k - i), start, end))
        return sentence.words(*min(found)[1:]) if found else None

    def near(self, sentence: Sentence, k: int, within: Span, *, cared: bool = False) -> str | None:
        """The words of the place nearest to word `k` among the words `within`, one that follows preferred; `cared`: of
        people who may be told of where they are cared for, which is not where it happened.
        """
        inside = [p for p in self.spots(sentence) if within[0] <= p.before and p.j <= within[1]]
        found = [p for p in inside if not (cared and is_care(sentence, p))]
        if not found:
            return None
        best = min(found, key=lambda p: p.i - k if p.i >= k else 2 * (k - p.j) + 3)
        # "At Dorn, in northern Varenia": the first is the most specific.
        inner = next((p for p in found if p.j == best.before and "," in sentence.tokens[best.before].mark), best)
        return sentence.words(inner.i, _with_second(sentence, inner.j, within[1]))


def is_care(sentence: Sentence, place: PlaceAt) -> bool:
    """Whether it is where people are brought: "a hospital in Keslow"."""
    return not _CARE.isdisjoint(sentence.low(place.i, place.j).split())


def _subject_at(sentence: Sentence, i: int) -> PlaceAt | None:
    """The name before "was shelled" at word `i`."""
    k = i
    while k > 0 and sentence.kinds[k - 1] in "bhr" and not sentence.tokens[k].mark:
        k -= 1
    if k == i or "b" not in sentence.kinds[k:i] or sentence.tokens[k].mark:
        return None
    start = k
    while start > 0 and k - start < _NAME and _capital(sentence, start - 1) and not sentence.tokens[start].mark:
        start -= 1
    return PlaceAt(start, k, start) if start < k else None


def _with_second(sentence: Sentence, j: int, end: int) -> int:
    """The end of "in Keslow and Tarn"."""
    if not sentence.runs_on(j + 1) or sentence.low(j, j + 1) != "and" or sentence.tokens[j].mark:
        return j
    k = _name_end(sentence, j + 1)
    alone = k > j + 1 and k <= end and not (sentence.runs_on(k) and sentence.kinds[k] in "bhmsgNc")
    return k if alone else j


def _may_follow(sentence: Sentence, j: int) -> bool:
    """Whether what a name may begin with stands near enough to the words that end before word `j`: mostly none does."""
    return "N" in sentence.kinds[j : j + _TO_NAME] or "l-" in sentence.text.lower()  # "al-Tarn"


def _place(sentence: Sentence, i: int, j: int) -> PlaceAt | None:
    tokens, start = sentence.tokens, None
    k = _skip(sentence, j, "t")
    if sentence.runs_on(k) and tokens[k].low in words("places.described"):
        k += 1  # "in neighbouring Tarn"
    spot = _spot(sentence, i, j, k)
    if spot is not None:
        return spot
    of = _common_of(sentence, k) if "of" in sentence.lows else None
    if of is not None and all(not t.mark for t in tokens[j : of + 1]):
        start = of if tokens[of].low in words("places.parts") else None
        k = _skip(sentence, of + 2, "t")
    elif k < len(tokens) and tokens[k].low in words("places.directions") and not tokens[k].mark:
        start, k = k, k + 1
    elif k > j and (named := _past_common(sentence, k)) is not None:
        k = named
    end = _name_end(sentence, k)
    if start is not None and of is None and tokens[end - 1].low in words("places.divisions"):
        start = None  # "northern Dorn province" is Dorn province
    if k > j and tokens[k - 1].low in _SOME and not tokens[k - 1].mark:
        return None  # "a Catholic school"
    if end == k or (j > i and any(t.mark for t in tokens[j : k + 1])):
        return None
    if sentence.starts(i, "places.moving") == j and not (i and sentence.kinds[i - 1] == "c"):
        start = i if start is None else start  # "near the town of Keslow"
    return PlaceAt(k if start is None else start, end, i)


def _spot(sentence: Sentence, i: int, j: int, k: int) -> PlaceAt | None:
    """As in "at the grain market in Keslow": a spot in what has a name."""
    tokens, head = sentence.tokens, k
    if sentence.lows.isdisjoint(words("places.spots")):
        return None
    while (
        sentence.runs_on(head) and sentence.kinds[head] == "g" and head - k < _BEFORE_NAME and not _side(sentence, head)
    ):
        head += 1
    if head == k or tokens[k].mark or tokens[head - 1].low not in words("places.spots"):
        return None
    if _side(sentence, head):
        head += 1  # "at a market north of Keslow"
    elif not sentence.runs_on(head) or tokens[head].low not in words("places.inner"):
        return None
    name = _skip(sentence, head + 1, "t")
    end = _name_end(sentence, name)
    start = i if sentence.starts(i, "places.moving") == j else k
    return PlaceAt(start, end, i) if end > name and not tokens[head + 1].mark else None


def _side(sentence: Sentence, k: int) -> bool:
    """Whether "north of" stands at word `k`."""
    tokens = sentence.tokens
    return sentence.runs_on(k + 1) and tokens[k + 1].low == "of" and tokens[k].low in words("places.directions")


def _spot_end(sentence: Sentence, j: int) -> int | None:
    """The end of "a police checkpoint" at word `j`, where no name tells which."""
    tokens, head = sentence.tokens, j + 1
    if not sentence.runs_on(j) or sentence.kinds[j] != "t":
        return None
    while sentence.runs_on(head) and sentence.kinds[head] == "g" and head - j <= _BEFORE_NAME:
        head += 1
    ends = head > j + 1 and not (sentence.runs_on(head) and sentence.kinds[head] in "No")
    spot = ends and tokens[head - 1].low in words("places.spots") and tokens[head - 1].low not in _CARE
    return head if spot else None


def _past_common(sentence: Sentence, k: int) -> int | None:
    """As in "in the capital Keslow", "the port city Keslow": where the name begins."""
    head = k
    if sentence.lows.isdisjoint(words("places.common")):
        return None
    while sentence.runs_on(head) and sentence.kinds[head] == "g" and head - k < _BEFORE_NAME:
        head += 1
    common = head > k and not sentence.tokens[k].mark and sentence.tokens[head - 1].low in words("places.common")
    return head if common and sentence.runs_on(head) else None


def _common_of(sentence: Sentence, k: int) -> int | None:
    """The noun of "besieged port of" at word `k`."""
    nouns, folded = words("places.common", "places.parts"), sentence.folded
    for n in range(k, min(k + _BEFORE_NAME, len(folded) - 1)):
        if folded[n + 1] == "of" and folded[n] in nouns:
            return n
    return None


def _skip(sentence: Sentence, k: int, kind: str) -> int:
    return k + 1 if k < len(sentence.tokens) and sentence.kinds[k] == kind else k


def _name_end(sentence: Sentence, k: int) -> int:
    """The end of the name that starts at word `k`; `k` where none does."""
    tokens, j = sentence.tokens, k
    while j < len(tokens) and j - k < _NAME and (j == k or not tokens[j].mark) and _capital(sentence, j):
        j += 1
        if tokens[j - 1].owner:
            end = _owned_end(sentence, j)
            if end != j:
                return end if end is not None else k
    if j == k or not words("actors.not_names").isdisjoint([t.text for t in tokens[k:j]]):
        return k
    while sentence.runs_on(j) and tokens[j].low in _PARTICLES and sentence.runs_on(j + 1) and _capital(sentence, j + 1):
        j += 2  # "San Martin de Pangoa"
    common = sentence.runs_on(j) and tokens[j].low in words("places.common", "places.spots") and tokens[j].low != "area"
    return j + 1 if common else j


def _owned_end(sentence: Sentence, j: int) -> int | None:
    """The end of what is owned by the name before word `j` where that is a place too ("Keslow's old port"); `j` where
    another name follows, None for anything else.
    """
    k = j
    while sentence.runs_on(k) and sentence.kinds[k] == "g" and k - j < _BEFORE_NAME:
        if sentence.tokens[k].low in words("places.common", "places.spots"):
            return k + 1
        k += 1
    return j if k == j and sentence.runs_on(j) and _capital(sentence, j) else None


def _capital(sentence: Sentence, k: int) -> bool:
    token = sentence.tokens[k]
    if token.low.startswith(("al-", "el-")):
        return True
    if sentence.kinds[k] != "N":
        return False
    if token.text.isupper() and 1 < len(token.text) <= _ACRONYM and state_named(token.text) is None:
        return False  # "in an IED attack"
    return token.capital and token.text[-1].isalpha()


def _other(sentence: Sentence, place: PlaceAt, cast: Cast) -> bool:
    """Whether the name is that of an actor, or only describes what follows: "in Varenian hands"."""
    if not cast.named(sentence).isdisjoint(range(place.i, place.j)):
        return True
    last = sentence.tokens[place.j - 1]
    inside = [c for c in sentence.countries if c.i < place.j and place.i < c.j]
    if inside:
        ends = {place.j, place.j - 1} if last.low in words("places.common") else {place.j}
        if any(c.kind == "demonym" and place.i <= c.i and c.j in ends for c in inside):
            return True
    elif sentence.runs_on(place.j) and sentence.kinds[place.j] == "g" and _ADJECTIVE.fullmatch(last.low) is not None:
        return True
    return any(a <= place.i < b for a, b in sentence.whens)  # "on Sept. 24"
