"""Who else speaks of a deal: in the sentences after one on it, without a noun for it."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.agreement_kinds import EVENTS
from summarize.engines.rules.claims import claim
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.stages import carried_on
from summarize.engines.rules.text import Sentence

__all__ = ["heard_of"]

_HARM: Final = ("harm.killed", "harm.injured", "harm.lives")


def heard_of(reader: Reader, sentence: Sentence, kind: str) -> dict[str, Any] | None:
    """A claim on the deal of this kind told of right before; None where nobody speaks, or of something else."""
    said = reader.sayings.at(sentence, len(sentence.tokens)) or reader.sayings.at(sentence, 0)
    if said is None or said.source is None or sentence.has(*_HARM):
        return None
    at = [k for k, t in enumerate(sentence.tokens) if _of_it(sentence, k, kind) and not said.start <= k < said.j]
    if not at:
        return None
    stance = said.stance
    if stance == "asserts":
        for group, other in (("deals.denied", "denies"), ("deals.refused", "rejects"), ("deals.doubted", "doubts")):
            stance = other if sentence.has(group) else stance
    return claim(sentence, at[0], at[0] + 1, said, stance)


def _of_it(sentence: Sentence, k: int, kind: str) -> bool:
    """Whether the word speaks of both sides, or of what was agreed on."""
    low = sentence.tokens[k].low
    if low in words("deals.collectives") and k > 0 and sentence.tokens[k - 1].low in words("deals.together"):
        return True
    return kind in EVENTS and low in words(f"deals.{kind}_events") and carried_on(sentence, kind) != ""
