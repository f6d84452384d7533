"""Headline and key points: an engine's own wording, held to the numbers and names of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, Field, field_validator, model_validator

from summarize.quantities import numbers_in
from summarize.schemas.base import EngineModel, Record, verbatim_values
from summarize.schemas.reading import Reading, current, refuse

__all__ = ["Headline", "KeyPoint"]

_HEADLINE_WORDS = 20
_CITATION = re.compile(r"(?:ultimatums|deals|casualties|displacements|actors)\[\d{1,6}\]")
_WORD = re.compile(r"\w+(?:[.'’]\w+)*\.?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+)[\"'“”‘’(\[]*(?=\w)")


def _check_headline(headline: str) -> str:
    reading = current()
    if reading is not None:
        if len(headline.split()) > _HEADLINE_WORDS:
            raise refuse(f"over {_HEADLINE_WORDS} words")
        _check_numbers(headline, [reading.document.text], "in the article")
        _check_names(headline, reading)
    return headline


Headline = Annotated[
    str,
    AfterValidator(_check_headline),
    Field(description="One sentence, at most 20 words. Disputed matter is worded as disputed. No number that no record has."),
]


class KeyPoint(EngineModel):
    """One sentence that a busy analyst needs. Disputed matter is worded as disputed, with both sides."""

    text: str = Field(description="No number that is not in a cited record, no name that is not in the article.")
    cites: tuple[str, ...] = Field(
        min_length=1, description="The records it rests on, by position in this answer: 'ultimatums[0]', 'deals[1]'."
    )

    @field_validator("cites")
    @classmethod
    def _resolve(cls, cites: tuple[str, ...]) -> tuple[str, ...]:
        reading = current()
        if reading is None:
            return cites
        for cite in cites:
            if not _CITATION.fullmatch(cite):
                raise refuse(f"no position of a record: {cite[:40]!r}")
        standing = tuple(dict.fromkeys(reading.kept[c].id for c in cites if c in reading.kept))
        if not standing:
            raise refuse("none of the records it cites stands")
        return standing

    @model_validator(mode="after")
    def _bears_out(self) -> KeyPoint:
        reading = current()
        if reading is not None:
            cited = [r for r in reading.kept.values() if r.id in self.cites]
            _check_numbers(self.text, _texts(cited), "in a cited record")
            _check_names(self.text, reading)
        return self


def _texts(records: Iterable[Record]) -> Iterator[str]:
    return (value.text for record in records for value in verbatim_values(record))


def _check_numbers(text: str, sources: Iterable[str], where: str) -> None:
    known: set[Any] = set().union(*(numbers_in(s) for s in sources))
    for number in sorted(numbers_in(text) - known):
        raise refuse(f"the number {number:,} is not {where}")


def _check_names(text: str, reading: Reading) -> None:
    # The first word of a sentence is capitalised whatever it is: only words after it can be told to be names.
    starts = {m.end() for m in _SENTENCE_START.finditer(text)}
    for word in _WORD.finditer(text):
        if word.start() not in starts and word[0][0].isupper() and not reading.has_word(word[0]):
            raise refuse(f"the name {word[0][:60]!r} is not in the article")

