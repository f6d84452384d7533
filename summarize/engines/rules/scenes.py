"""Where an article is at: the place and cause that a sentence takes up from those before it."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence, Span

__all__ = ["Scene", "taken_up"]

_DEFINITE: Final = frozenset({"the", "this", "that"})
_FAR: Final = 30  # sentences back that "the town" takes up
_REACH: Final = 4  # sentences back that a sentence takes up


class Scene:
    """What the sentences passed by so far have told of place and cause."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._place: tuple[int, str] | None = None
        self._cause: tuple[Sentence, str] | None = None

    def pass_by(self, sentence: Sentence, *, hurt: bool) -> None:
        """Take in a sentence; `hurt` where it tells of casualties."""
        event = sentence.has("harm.causes") or hurt
        spots = self._reader.places.spots(sentence) if event else []
        if spots:
            self._place = sentence.number, sentence.words(spots[0].i, spots[0].j)
        elif hurt and self._place is not None and sentence.number - self._place[0] <= _REACH:
            self._place = sentence.number, self._place[1]
        strike = next(
            (
                s
                for s in sentence.spans("harm.causes")
                if sentence.low(*s) in words("harm.strikes") and sentence.ends(s[0], "harm.opened") is None
            ),
            None,
        )
        if strike is not None:
            self._cause = sentence, sentence.words(*strike)

    def place(self, sentence: Sentence, scope: str) -> str | None:
        """The place that a sentence without one is about."""
        if self._place is None or sentence.number - self._place[0] > _REACH:
            return None
        return self._place[1] if scope == "incident" else None

    def cause(self, sentence: Sentence, harm: str, scope: str) -> str | None:
        """What did the harm that a sentence without a cause tells of, right after one that tells of it."""
        if self._cause is None or scope != "incident" or harm not in {"killed", "injured"}:
            return None
        before, cause = self._cause
        return cause if before.number == sentence.number - 1 and before.paragraph == sentence.paragraph else None


def taken_up(reader: Reader, sentence: Sentence, span: Span) -> str | None:
    """The place that "the town", "the upper valley" or "there" among the words `[i, j)` takes up: the last one told of
    before whose name ends in the noun, else the last one.
    """
    noun = next((n for n in (_definite(sentence, k) for k in range(*span)) if n is not None), None)
    if noun is None:
        return None
    last: str | None = None
    for n in range(sentence.number - 1, max(-1, sentence.number - 1 - _FAR), -1):
        earlier = reader.sentences[n]
        spots = [*reader.places.spots(earlier), *reader.places.after(earlier, "places.origin")]
        for spot in sorted(spots, reverse=True):
            name = earlier.words(spot.i, spot.j)
            if name.lower().endswith(f" {noun}"):
                return name
            last = last or name
    return last


def _definite(sentence: Sentence, k: int) -> str | None:
    """The noun at word `k` that takes up a place, "there" for an adverb."""
    tokens = sentence.tokens
    if tokens[k].low == "there":
        alone = k + 1 == len(tokens) or sentence.kinds[k + 1] not in "bhm"  # not "there were"
        return "there" if alone else None
    if tokens[k].low not in words("places.common", "places.spots") or tokens[k].mark or tokens[k].capital:
        return None
    start = k - 1 if k and tokens[k - 1].low in _DEFINITE else k - 2
    definite = start >= 0 and tokens[start].low in _DEFINITE and not tokens[k - 1].mark
    named = k + 2 < len(tokens) and tokens[k + 1].low == "of"
    return tokens[k].low if definite and not named else None
