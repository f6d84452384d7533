"""Where an article is at: the place and cause that a sentence takes up from those before it."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence

__all__ = ["Scene"]

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
        strike = next((s for s in sentence.spans("harm.causes") if sentence.low(*s) in words("harm.strikes")), None)
        if strike is not None:
            self._cause = sentence, sentence.words(*strike)

    def place(self, sentence: Sentence, scope: str) -> str | None:
        """The place that a sentence without one is about."""
        if self._place is None or sentence.number - self._place[0] > _REACH:
            return None
        return self._place[1] if scope == "incident" or _takes_up_place(sentence) else None

    def cause(self, sentence: Sentence, harm: str, scope: str) -> str | None:
        """What did the harm that a sentence without a cause tells of, right after one that tells of it."""
        if self._cause is None or scope != "incident" or harm not in {"killed", "injured"}:
            return None
        before, cause = self._cause
        return cause if before.number == sentence.number - 1 and before.paragraph == sentence.paragraph else None


def _takes_up_place(sentence: Sentence) -> bool:
    """As in "the region", "there": the place told of before."""
    nouns = words("places.common", "places.spots")
    tokens = sentence.tokens
    return any(
        t.low == "there" or (n and t.low in nouns and tokens[n - 1].low in {"the", "this", "that"} and not t.mark)
        for n, t in enumerate(tokens)
    )
