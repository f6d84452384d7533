"""What the finders of records share."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from summarize.engines.rules.attribution import Sayings
from summarize.engines.rules.cast import Cast
from summarize.engines.rules.claims import add_claim
from summarize.engines.rules.places import Places
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.towns import Towns
from summarize.quantities import widen

__all__ = ["MOST", "MOST_TOLD", "Reader", "count_at", "fill"]

MOST: Final = 400  # records of one kind
_EDGE: Final = 6  # words
MOST_TOLD: Final = 20_000  # how often such records are told, of all sentences: a bound on work


class Reader(NamedTuple):
    """One article, prepared."""

    text: str
    sentences: list[Sentence]
    cast: Cast
    sayings: Sayings
    places: Places
    towns: Towns


def count_at(reader: Reader, sentence: Sentence, span: Span) -> str | None:
    """The words of a count, None where the article around the sentence makes it part of another."""
    if span in sentence.counts and span[0] >= _EDGE and span[1] + _EDGE <= len(sentence.tokens):
        return sentence.words(*span)  # too far inside for what stands around the sentence to matter
    start, end = sentence.begins[span[0]], sentence.end_of(span[1] - 1)
    alone = widen(reader.text, sentence.start + start, sentence.start + end)
    return sentence.text[start:end] if alone is not None else None


def fill(record: dict[str, Any], other: dict[str, Any]) -> None:
    """Let a record take what it lacks, and the claims, from another that says the same thing."""
    for field, value in other.items():
        if record.get(field) in (None, [], "unknown", "unstated") and value not in (None, []):
            record[field] = value
    for new in other["claims"]:
        add_claim(record, new)
