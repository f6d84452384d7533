"""Who denies, or will not confirm, what was told before: "The rebels denied this", "Police denied responsibility"."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.claims import add_claim, claim
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.speaking_on import takes_up
from summarize.engines.rules.text import Sentence

__all__ = ["hear_denials"]

_CLAUSE: Final = 12  # words from the verb to that for having done it
_VERBS: Final = ("speech.denies", "speech.dismisses", "speech.unconfirmed")


def hear_denials(reader: Reader, told: dict[int, list[tuple[int, dict[str, Any]]]], *, deeds: bool) -> None:
    """Add the claims of those who deny records in the words after them, or in the next sentence.

    `told`: by the number of their sentence, the records with the end of the words that tell of them, in order. `deeds`:
    who denies having done it denies them, too.
    """
    for number in sorted({n + step for n in told for step in (0, 1) if n + step < len(reader.sentences)}):
        sentence = reader.sentences[number]
        here = told.get(number, [])
        for i, j in sentence.spans(*_VERBS):
            said = reader.sayings.by(sentence, i)
            deed = not takes_up(sentence, j)
            if said is None or said.source is None or (deed and not (deeds and _not_done(sentence, j))):
                continue
            denied = [record for end, record in here if end <= i]
            own = deed and any(end < j + _CLAUSE for end, _ in here)  # what its clause itself tells
            for record in denied or ([] if own else [record for _, record in told.get(number - 1, [])]):
                if all(c["source"] != said.source for c in record["claims"]):
                    add_claim(record, claim(sentence, i, j, said))


def _not_done(sentence: Sentence, j: int) -> bool:
    """As in "denied responsibility", "denied that its forces were involved"."""
    return not words("speech.done").isdisjoint(sentence.folded[j : j + _CLAUSE])
