"""Where an article is at: the place and cause that a sentence takes up from those before it."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.places import PlaceAt, is_care
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.tokens import fold
from summarize.quantities import parse_count

__all__ = ["Scene", "centre_of", "taken_up"]

_DEFINITE: Final = frozenset({"the", "this", "that"})
_FAR: Final = 30  # sentences back that "the town" takes up
_REACH: Final = 5  # sentences back that a sentence takes up
_NAMED_REACH: Final = 4  # sentences back for a place that no figure was told of
_OPENS: Final = 3  # words of "The rebel attack"
_LEAD: Final = 8  # sentences in which the place that an article is about is named
_OFTEN: Final = 4  # mentions of the place that a figure without one is of
_MANY: Final = 1000
_STRIKE_REACH: Final = 2  # sentences back for what did it where no figure was told of
_CAUSED: Final = frozenset({"killed", "injured", "missing"})


class Scene:
    """The event that the sentences passed by so far have told of last: where, when and what did it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._place: tuple[int, str] | None = None  # the sentence up to which it is taken up, and the words
        self._cause: tuple[int, str] | None = None
        self._strike: tuple[int, str] | None = None  # the same for what no figure was told of
        self._when: str | None = None

    def pass_by(self, sentence: Sentence, *, hurt: bool) -> None:
        """Take in a sentence; `hurt` where it tells of casualties."""
        event = hurt or sentence.has("harm.causes", "places.struck")
        spots = self._spots(sentence) if event else []
        if spots:
            self._place = sentence.number + (_REACH if hurt else _NAMED_REACH), sentence.words(spots[0].i, spots[0].j)
        strikes = [] if hurt else [s for s in sentence.spans("harm.causes") if _is_strike(sentence, s)]
        if strikes:
            self._strike = sentence.number + _STRIKE_REACH, sentence.words(*strikes[0])

    def _spots(self, sentence: Sentence) -> list[PlaceAt]:
        """The places of a sentence where something happens: not those of who speaks ("officials in Keslow said")."""
        sayings = self._reader.sayings
        return [
            p
            for p in self._reader.places.spots(sentence)
            if not is_care(sentence, p) and not sayings.names_speaker(sentence, p.i)
        ]

    def tell(self, sentence: Sentence, record: dict[str, Any]) -> None:
        """Take in what a figure of one event says of it."""
        if record["scope"] == "standing" or (record["scope"] == "cumulative" and _many(record)):
            return
        if record["place"]:
            self._place = sentence.number + _REACH, record["place"]
        if record["cause"]:
            self._cause, self._strike = (sentence.number + _REACH, record["cause"]), None
        self._when = record["when"] or self._when

    def move_on(self, sentence: Sentence) -> None:
        """Forget it where a sentence says that it turns to another: "elsewhere"."""
        if sentence.has("places.elsewhere"):
            self._place = self._cause = self._strike = self._when = None

    def specified(self, sentence: Sentence) -> str | None:
        """The place in "The attack took place in Keslow", None for any other sentence."""
        if not sentence.has("places.happened"):
            return None
        k = next((n for n, kind in enumerate(sentence.kinds) if kind != "t"), 0)
        if not (0 < k < _OPENS and any(k <= i < k + _OPENS for i, _ in sentence.spans("harm.causes"))):
            return None
        spots = self._reader.places.spots(sentence)
        return sentence.words(spots[0].i, spots[0].j) if spots else None

    def place(self, sentence: Sentence, scope: str, when: str | None) -> str | None:
        """The place that a sentence without one is about."""
        return self._taken_up(self._place, sentence, scope, when)

    def centre(self, record: dict[str, Any]) -> str | None:
        """The place that the article is about, for a figure that no other is known for; neither wars have one
        nor what an army lost.
        """
        if record["victims"] == "combatants" or record["harm"] not in _CAUSED or _many(record):
            return None
        return centre_of(self._reader, _OFTEN)

    def cause(self, sentence: Sentence, harm: str, scope: str, when: str | None) -> str | None:
        """What did the harm that a sentence without a cause tells of."""
        if harm not in _CAUSED or sentence.has("harm.fired", "places.struck"):
            return None  # "killed when gunmen fired on a bus" tells what did it
        struck = self._strike if self._strike is not None and sentence.number <= self._strike[0] else None
        return self._taken_up(struck or self._cause, sentence, scope, when)

    def _taken_up(self, told: tuple[int, str] | None, sentence: Sentence, scope: str, when: str | None) -> str | None:
        another = when is not None and self._when is not None and fold(when) != fold(self._when)
        if told is None or sentence.number > told[0] or scope != "incident" or another:
            return None
        return told[1]


def _many(record: dict[str, Any]) -> bool:
    """Whether a figure is too large for one event."""
    bounds = parse_count(record["count"])
    return bounds is None or bounds.low is None or bounds.low >= _MANY


def centre_of(reader: Reader, least: int = 2) -> str | None:
    """The place without a state's name that the first sentences name and the article names most, at least so often."""
    found: dict[str, int] = {}
    for sentence in reader.sentences[:_LEAD]:
        places = reader.places
        spots = {*places.spots(sentence), *places.after(sentence, "places.origin"), *places.settled(sentence)}
        for spot in sorted({*spots, *places.after(sentence, "places.toward")}):
            state = any(spot.i <= c.i < spot.j for c in sentence.countries)
            if not state and not is_care(sentence, spot):
                name = sentence.words(spot.i, spot.j)
                start = next((n for n in range(spot.i, spot.j) if sentence.tokens[n].capital), spot.i)
                found.setdefault(name, reader.text.count(sentence.words(start, spot.j)))
    best = max(found, key=lambda name: found[name], default=None)
    return best if best is not None and found[best] >= least else None


def _is_strike(sentence: Sentence, span: Span) -> bool:
    return sentence.low(*span) in words("harm.strikes") and sentence.ends(span[0], "harm.opened") is None


def taken_up(reader: Reader, sentence: Sentence, span: Span) -> str | None:
    """The place that "the town", "the upper valley" or "there" among the words `[i, j)` takes up: the last one told of
    before whose name ends in the noun, else the last one.
    """
    nouns = sorted([*sentence.where(words("places.common", "places.spots")), *sentence.where({"there"})])
    definite = (_definite(sentence, k) for k in nouns if span[0] <= k < span[1])
    noun = next((found for found in definite if found is not None), None)
    if noun is None:
        return None
    last: str | None = None
    ends: str | None = None
    for n in range(sentence.number - 1, max(-1, sentence.number - 1 - _FAR), -1):
        earlier, places = reader.sentences[n], reader.places
        spots = {*places.spots(earlier), *places.after(earlier, "places.origin"), *places.settled(earlier)}
        for spot in sorted(spots, reverse=True):
            name = earlier.words(spot.i, spot.j)
            if not _indefinite(earlier, spot.i) and (
                earlier.low(spot.i - 2, spot.i) == f"{noun} of" or f"{noun} of " in name.lower()
            ):
                return _bare(name, noun)
            ends = ends or (name if name.lower().endswith(f" {noun}") else None)
            last = last or name
    return ends or (last if noun == "there" or noun in words("places.common") else None)


def _indefinite(sentence: Sentence, k: int) -> bool:
    """Whether the place at word `k` is what holds a place that is not named: "a besieged district of Tarn"."""
    before = sentence.low(max(0, k - 5), k).split()
    return before[-1:] == ["of"] and not {"a", "an", "one"}.isdisjoint(before[:-2])


def _bare(name: str, noun: str) -> str:
    """The name in "near the town of Keslow"."""
    at = name.lower().find(f"{noun} of ")
    return name[at + len(noun) + 4 :] if at > 0 else name


def _definite(sentence: Sentence, k: int) -> str | None:
    """The noun at word `k` that takes up a place, "there" for an adverb."""
    tokens = sentence.tokens
    if tokens[k].low == "there":
        alone = k + 1 == len(tokens) or sentence.kinds[k + 1] not in "bhm"  # not "there were"
        return "there" if alone else None
    if tokens[k].low not in words("places.common", "places.spots") or tokens[k].mark or tokens[k].capital:
        return None
    start = k - 1 if k and tokens[k - 1].low in _DEFINITE else k - 2
    if start > 0 and (
        sentence.kinds[start - 1] == "y" or (tokens[k].low == "state" and sentence.kinds[start - 1] != "i")
    ):
        return None  # "armed by the state"
    definite = start >= 0 and tokens[start].low in _DEFINITE and not tokens[k - 1].mark
    named = k + 2 < len(tokens) and tokens[k + 1].low == "of"
    return tokens[k].low if definite and not named else None
