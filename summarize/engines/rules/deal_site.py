"""The place that a deal is about where its own words do not tell it: the best of those that the article names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from summarize.engines.rules.article import ends, is_headline
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence, Span

__all__ = ["only_scene", "plain_name", "site_of"]

_FEWEST: Final = 8  # words of a sentence that tells what the article is about: "Keslow, Friday" does not
_NEAR: Final = 3  # words before a preposition in which the talks or who speaks stand
_COUNTED: Final = 4  # mentions of a name that count
_LEFT: Final = 4  # sentences from the lead in which it is told whence people go
_NAME: Final = 4  # words of one
_REACH: Final = 8  # words from "evacuation" to "from Keslow"
_BEFORE: Final = 4  # words before a noun for a place
_OUT: Final = frozenset(
    {
        "left",
        "leave",
        "leaving",
        "quit",
        "evacuated",
        "evacuate",
        "evacuation",
        "evacuations",
        "withdraw",
        "withdrawing",
    }
)
_AWAY: Final = frozenset({"to", "into", "toward", "towards", "for", "from", "via", "through", "linking", "with"})
_BESIDE: Final = frozenset({"near", "outside"})

# What makes a place the one that the deal is about, in points.
_LEAD: Final = (3.0, 1.5, 0.8)  # named in the sentences that the article opens with
_HEADLINE: Final = 1.5
_ON_DEAL: Final = 1.0  # in a sentence on the deal
_OFTEN: Final = 0.4  # for every further sentence that names it
_TOWN: Final = 0.7  # called a town, a camp or the like
_ORIGIN: Final = 2.5  # left by those whom an evacuation is about
_ORIENTS: Final = -2.0  # "south of Keslow" tells where another place is
_AFAR: Final = -3.5  # where somebody comes from or goes to
_SCENE: Final = -3.5  # where somebody speaks, or where talks are held
_SEAT: Final = -1.5  # a capital
_WIDER: Final = -1.0  # "in Keslow, in Tarn province": the latter
_REGION: Final = -1.0  # "northern Halvia"
_LEAST: Final = 1.0


class _Mention(NamedTuple):
    """A place at the words `[i, j)` of a sentence; `name` is what it is called elsewhere."""

    sentence: Sentence
    i: int
    j: int
    name: str


def site_of(reader: Reader, kind: str, on_deal: Collection[int], parties: Collection[str]) -> str | None:
    """The place in the article's words, None where none is likely.

    `on_deal`: the numbers of the sentences that tell of the deal; `parties`: whom it is between, who are no place.
    """
    best: dict[str, tuple[float, str]] = {}
    named: dict[str, set[int]] = {}
    lead = _opening(reader.sentences)
    for sentence in reader.sentences:
        here = _weight(sentence, lead) + (_ON_DEAL if sentence.number in on_deal else 0)
        early = 0 <= sentence.number - lead < _LEFT
        last = -1
        for m in _mentions(reader, sentence, lead):
            if m.name in parties:
                continue
            wider = last == m.i or (last >= 0 and _led(sentence, m.i) == last and "," in sentence.tokens[last].mark)
            points = here + _role(reader, m, kind=kind, early=early) + (_WIDER if wider else 0)
            last = m.j
            named.setdefault(m.name, set()).add(sentence.number)
            text = sentence.words(m.i, m.j)
            if points > best.get(m.name, (-9.0, ""))[0]:
                best[m.name] = points, text
    called = reader.towns.called
    scores = {
        name: points + _OFTEN * min(len(named[name]) - 1, _COUNTED) + (_TOWN if called.get(name) else 0)
        for name, (points, _) in best.items()
    }
    top = max(scores, key=lambda name: scores[name], default=None)
    return best[top][1] if top is not None and scores[top] >= _LEAST else None


def only_scene(sentence: Sentence, k: int) -> bool:
    """Whether the place that word `k` leads to is where somebody speaks, or where talks are held."""
    return not _scenes().isdisjoint(sentence.folded[max(0, k - _NEAR) : k])


@cache
def _scenes() -> frozenset[str]:
    others = {"met", "meeting", "meet", "conference", "reporters", "interview", "reached"}
    return words("deals.talks", "deals.signing") | others


def _opening(sentences: list[Sentence]) -> int:
    """The number of the first sentence that is no headline, date or the like."""
    full = (s.number for s in sentences if not is_headline(s) and len(s.tokens) >= _FEWEST and ends(s))
    return next(full, 0)


def _weight(sentence: Sentence, lead: int) -> float:
    if is_headline(sentence):
        return _HEADLINE
    n = sentence.number - lead
    return _LEAD[n] if 0 <= n < len(_LEAD) else 0.0


def _mentions(reader: Reader, sentence: Sentence, lead: int) -> Iterator[_Mention]:
    """The places of a sentence in order, each once, with the words that belong to the name."""
    if sentence.number < lead and not is_headline(sentence):
        return
    spans = {*reader.towns.inside(sentence, (0, len(sentence.tokens)))}
    if not sentence.in_title_case:
        spans |= {(p.i, p.j) for p in reader.places.spots(sentence)}
        spans |= {*_regions(reader, sentence)}
    taken = 0
    for i, j in sorted(spans, key=lambda s: (s[0], -s[1])):
        core = reader.towns.inside(sentence, (i, j))
        start = plain_name(reader, sentence, i, j)
        people = any(c.kind == "demonym" and c.j == j for c in sentence.countries)
        people |= sentence.tokens[j - 1].low in words("actors.governments", "deals.parties")
        describes = (
            sentence.runs_on(j)
            and sentence.runs_on(j + 1)
            and sentence.tokens[j + 1].low == "of"
            and sentence.kinds[j] == "g"
        )
        dateline = j < len(sentence.tokens) and ":" in sentence.tokens[j].mark
        if (
            start < taken
            or describes
            or dateline
            or people
            or any((c.i, c.j) == (start, j) and c.kind == "name" for c in sentence.countries)
        ):
            continue
        after = sentence.tokens[j].low if sentence.runs_on(j) else ""
        if after in words("places.common", "places.ground") and after != "area":
            end = j + 1  # "Tarn river"
        elif sentence.runs_on(j + 1) and sentence.tokens[j].low == "and" and not sentence.tokens[j].mark:
            end = _joined(reader, sentence, j)
        else:
            end = j
        taken = end
        yield _Mention(sentence, start, end, sentence.words(*core[-1]) if core else sentence.words(start, end))


def _joined(reader: Reader, sentence: Sentence, j: int) -> int:
    """The end of the name joined to the one before word `j`: "Keslow and Orm"."""
    end = j + 1
    while end < len(sentence.tokens) and sentence.kinds[end] == "N" and (end == j + 1 or sentence.runs_on(end)):
        end += 1
    actors = {k for m in reader.cast.mentions(sentence) for k in range(m.i, m.j)}
    other = any(j < c.i < end for c in sentence.countries) or not actors.isdisjoint(range(j + 1, end))
    return j if other or end == j + 1 or end - j > _NAME or sentence.tokens[end - 1].owner else end


def plain_name(reader: Reader, sentence: Sentence, i: int, j: int) -> int:
    """The first word of the place `[i, j)` without what only leads to its name: "around the town of Keslow"."""
    core = reader.towns.inside(sentence, (i, j))
    owner = next((c.j for c in sentence.countries if c.i == i and c.j < j and sentence.tokens[c.j - 1].owner), i)
    if owner > i:
        return owner  # "Halvia's Tarn state"
    if not core or sentence.tokens[i].low in words("places.parts"):
        return i
    led = sentence.starts(i, "places.moving") is not None or not {"o", "i"}.isdisjoint(sentence.kinds[i : core[-1][0]])
    return core[-1][0] if led else i


def _regions(reader: Reader, sentence: Sentence) -> Iterator[Span]:
    """As in "northern Halvia", "upper Tarn State", "the border between Halvia and Varenia"."""
    for k in sentence.where(words("places.directions")):
        actor = k + 1 in reader.cast.named(sentence)
        people = any(c.i == k + 1 and c.kind == "demonym" for c in sentence.countries)
        if not sentence.runs_on(k + 1) or actor or people:
            continue
        j = k + 1
        while (
            j - k <= _NAME
            and (j == k + 1 or sentence.runs_on(j))
            and j < len(sentence.tokens)
            and sentence.kinds[j] == "N"
        ):
            j += 1
        if j > k + 1 and not sentence.tokens[j - 1].owner:
            whole = j > k + 2 and sentence.tokens[j - 1].text in words(
                "places.nouns"
            )  # "northern Tarn State" is Tarn State
            yield k + whole, j
    for one, other in pairwise(sentence.countries):
        k = one.i - 1
        if (
            k > 0
            and sentence.shape(k, other.j).startswith("iNcN")
            and sentence.tokens[k].low == "between"
            and sentence.tokens[k - 1].low in {"border", "frontier"}
        ):
            yield k - 1, other.j


def _led(sentence: Sentence, i: int) -> int:
    """The word at which what leads to the place at word `i` begins: "in the eastern Halvian town of"."""
    nouns = words("places.common", "places.described", "places.directions", "places.parts")
    demonyms = {c.i for c in sentence.countries if c.kind == "demonym"}
    k = i
    while k > 0 and not sentence.tokens[k].mark:
        low = sentence.tokens[k - 1].low
        noun = sentence.tokens[k - 2].low if low == "of" and k > 1 else ""
        of = noun in nouns and noun not in words("places.directions")
        kind_of = (
            sentence.kinds[k - 1] == "g" and k < i and sentence.tokens[k].low in words("places.common")
        )  # "garrison town"
        inner = sentence.kinds[k - 1] == "t" or low in nouns or of or k - 1 in demonyms or kind_of
        if not inner or (sentence.tokens[k].low == "of" and _unnamed(sentence, k)):
            break
        k -= 1
    return k - 1 if k > 0 and not sentence.tokens[k].mark and sentence.kinds[k - 1] in "ioTy" else k


def _unnamed(sentence: Sentence, k: int) -> bool:
    """Whether "a besieged town" stands before word `k`: the place itself has no name here."""
    n = k - 1
    noun = sentence.tokens[n].low if n >= 0 else ""
    if noun not in words("places.common") or noun in words("places.divisions"):
        return False
    while n > 0 and sentence.kinds[n - 1] != "t" and k - n < _BEFORE and not sentence.tokens[n].mark:
        n -= 1
    return n > 0 and sentence.tokens[n - 1].low in {"a", "an", "this"}


def _role(reader: Reader, m: _Mention, *, kind: str, early: bool) -> float:
    """What the words before the place tell of it."""
    sentence, tokens = m.sentence, m.sentence.tokens
    k = _led(sentence, m.i)
    points = _SEAT if any(c.i == m.i and c.kind == "capital" for c in sentence.countries) else 0.0
    points += (
        _REGION
        if tokens[m.i].low in words("places.directions") and any(m.i < c.i < m.j for c in sentence.countries)
        else 0
    )
    low = tokens[k - 1].low if k and tokens[k - 1].low in _AWAY else tokens[k].low
    before: Span = max(0, k - _NEAR), k
    lows = {tokens[n].low for n in range(*before)} | {low}
    if kind == "evacuation" and early and low != "to":
        near = tokens[max(0, k - _REACH) : k]
        from_there = low in {"from", "of"} and any(t.low in _OUT for t in near) and not any(t.low == "by" for t in near)
        if from_there or low in _OUT or (k and tokens[k - 1].low in _OUT):
            return points + _ORIGIN
    if k and ((low == "of" and tokens[k - 1].low in words("places.directions")) or _unnamed(sentence, k)):
        return points + _ORIENTS
    if low in _BESIDE or (m.i and tokens[m.i - 1].low in _BESIDE):
        points += _ORIENTS / 2
    if low in _AWAY and not (kind == "aid_access" and low in {"to", "into"}):
        return points + _AFAR
    said = "s" in sentence.kinds[m.j : m.j + 2 * _NEAR]
    speaks = "s" in sentence.kinds[slice(*before)] or (said and lows & words("speech.unnamed"))
    person = said and any(x.j == k and x.entry.person for x in reader.cast.mentions(sentence))
    if low in {"in", "at", "by", "of"} and (speaks or person or only_scene(sentence, k)):
        return points + _SCENE
    return points
