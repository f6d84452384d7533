"""Who denies or cannot confirm what was told before: "The rebels denied this", "Neither figure could be verified"."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.claims import add_claim, claim
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.speaking_on import takes_up
from summarize.engines.rules.text import Sentence

__all__ = ["hear_denials"]

_Told = dict[int, list[tuple[int, dict[str, Any]]]]
"""By the number of a sentence, the records that it tells with the end of the words that do, in order."""

_CLAUSE: Final = 12  # words from the verb to that for having done it
_VERBS: Final = ("speech.denies", "speech.dismisses", "speech.unconfirmed")


def hear_denials(reader: Reader, told: _Told, *, deeds: bool) -> None:
    """Add the claims of those who deny or doubt records in the words after them, or in the next sentence; `deeds`: who
    denies having done it denies them, too.
    """
    for number in sorted({n + step for n in told for step in (0, 1) if n + step < len(reader.sentences)}):
        sentence = reader.sentences[number]
        for i, j in sentence.spans(*_VERBS):
            said = reader.sayings.by(sentence, i)
            deed = not takes_up(sentence, j)
            if said is None or said.source is None or (deed and not (deeds and _not_done(sentence, j))):
                continue
            own = deed and any(end < j + _CLAUSE for end, _ in told.get(number, []))  # what its clause itself tells
            for record in _before(told, number, i, back=0 if own else 1):
                if all(c["source"] != said.source for c in record["claims"]):
                    add_claim(record, claim(sentence, i, j, said))
        for i, j in sentence.spans("speech.unsure"):
            several = sentence.has("speech.of_several")
            for record in _before(told, number, i, back=2 if several else 1):
                said = reader.sayings.at(sentence, i)
                own = said is not None and any(c["source"] == said.source for c in record["claims"])
                add_claim(record, claim(sentence, i, j, None if own else said, "doubts"))


def _before(told: _Told, number: int, i: int, *, back: int) -> list[dict[str, Any]]:
    """The records told before word `i` of a sentence, else those of as many sentences before it as `back` says."""
    here = [record for end, record in told.get(number, []) if end <= i]
    return here or [record for n in range(number - back, number) for _, record in told.get(n, [])]


def _not_done(sentence: Sentence, j: int) -> bool:
    """As in "denied responsibility", "denied that its forces were involved"."""
    return not words("speech.done").isdisjoint(sentence.folded[j : j + _CLAUSE])
