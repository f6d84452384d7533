"""Verbatim values: an engine writes the words, code adds where they stand and what they come to.

Validation side: a plain string (with an article being read, nothing else is taken, so offsets, bounds and dates cannot
be forged). Serialization side: the words with their `[start, end)` in code points of the article's text.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, ModelWrapValidatorHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from summarize.dates import resolve
from summarize.document import Span
from summarize.grounding import Match
from summarize.quantities import Qualifier, widen
from summarize.schemas.reading import Reading, current, refuse

__all__ = ["Count", "Name", "Place", "Quote", "Verbatim", "When", "Words"]

_QUOTE_WORDS = range(3, 101)


class Verbatim(BaseModel):
    """Words of the article and their place in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    engine_writes: ClassVar[str] = "Verbatim words of the article"

    text: str = Field(description="The article's own words at this place.")
    start: int = Field(ge=0, description="Offset of the first code point in the article's text.")
    end: int = Field(gt=0, description="Offset after the last code point.")

    @property
    def span(self) -> Span:
        """The words' place as one value."""
        return Span(self.start, self.end)

    @classmethod
    def ground(cls, words: str, reading: Reading) -> dict[str, Any]:
        """The fields of this value for an engine's `words`; raises `PydanticCustomError` when they do not stand up."""
        found = reading.find(words)
        if found is None:
            raise reading.not_found(words)
        return cls.at(found.span, reading)

    @staticmethod
    def at(span: Span, reading: Reading) -> dict[str, Any]:
        """The fields that every verbatim value has."""
        return {"text": reading.document.text[span.start : span.end], "start": span.start, "end": span.end}

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        reading = current()
        if reading is None or isinstance(value, cls):
            return handler(value)
        if not isinstance(value, str):
            raise refuse("write the article's words as a plain string; offsets, bounds and dates are computed")
        return handler(cls.ground(value, reading))

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        if handler.mode == "validation":
            return {"type": "string", "title": cls.__name__, "description": cls.engine_writes}
        return handler(core)


class Words(Verbatim):
    """A verbatim phrase."""

    engine_writes = "Verbatim phrase of the article."


class Place(Verbatim):
    """A place as the article names it."""

    engine_writes = (
        "Verbatim place, the most specific one; a preposition only where it moves the place (near, outside). "
        "Not inferred from an adjective."
    )


class Quote(Verbatim):
    """Evidence: a contiguous stretch of one paragraph."""

    engine_writes = (
        "Verbatim and contiguous, within one paragraph, as short as carries the fact (about 5 to 40 words). Never shorten "
        "it by an ellipsis."
    )

    match: Match = Field(description="How the engine's words were found: exact, folded (case, quotation marks, …), near.")

    @classmethod
    def ground(cls, words: str, reading: Reading) -> dict[str, Any]:
        found = reading.find_quote(words)
        if found is None:
            raise reading.not_found(words)
        if len(words.split()) not in _QUOTE_WORDS:
            raise refuse(f"a quote has {_QUOTE_WORDS[0]} to {_QUOTE_WORDS[-1]} words")
        return cls.at(found.span, reading) | {"match": found.match}


class Count(Verbatim):
    """A number of people as the article words it, with the bounds that those words set."""

    engine_writes = (
        "Verbatim count phrase with its bounding words, without the noun counted: 'more than 1,600', 'between 5,000 and "
        "13,000', 'some 150,000', 'tens of thousands', 'a', 'three'. Leave out words that bound nothing ('another', 'a "
        "total of'). 'many' and 'large numbers' are no count."
    )

    low: int | None = Field(description="Least number the words allow; null when open.")
    high: int | None = Field(description="Greatest number the words allow; null when open.")
    qualifier: Qualifier = Field(description="How the words bound the number.")

    @classmethod
    def ground(cls, words: str, reading: Reading) -> dict[str, Any]:
        found = reading.find(words)
        if found is None:
            raise reading.not_found(words)
        count = widen(reading.document.text, *found.span)
        if count is None:
            raise refuse(f"no single count: {words!r}")
        return cls.at(Span(count.start, count.end), reading) | count.bounds._asdict()


class When(Verbatim):
    """A time phrase and the calendar days it comes to, both ends included."""

    engine_writes = (
        "Verbatim time phrase, with the preposition only where it bounds: '48 hours', 'by Wednesday', 'Monday', 'since "
        "February', 'between 2011 and 2015'. Not: now, so far, already."
    )

    earliest: dt.date | None = Field(description="First day, null when open or unknown.")
    latest: dt.date | None = Field(description="Last day, null when open or unknown.")

    @classmethod
    def ground(cls, words: str, reading: Reading) -> dict[str, Any]:
        fields = super().ground(words, reading)
        return fields | resolve(fields["text"], reading.document.published, reading.direction)._asdict()


class Name(Verbatim):
    """An actor of the report, or an unnamed party in the article's words."""

    engine_writes = (
        "The name of an actor in this report; for an unnamed party the article's own words ('a military source', 'rebel "
        "factions')."
    )

    name: str = Field(description="The actor's name in this report, or the same words as `text`.")

    @classmethod
    def ground(cls, words: str, reading: Reading) -> dict[str, Any]:
        actor = reading.actor(words)
        if actor is not None:
            return cls.at(reading.nearest(actor.mentions), reading) | {"name": actor.name}
        found = reading.find(words)
        if found is None:
            raise refuse(f"neither an actor of this report nor words of the article: {words[:80]!r}")
        fields = cls.at(found.span, reading)
        return fields | {"name": fields["text"]}


