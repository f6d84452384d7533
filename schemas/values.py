"""Verbatim values: an engine writes the words, code adds where they stand and what they come to.

Validation side: a plain string (with an article being read, nothing else is taken, so offsets, bounds and dates cannot
be forged). Serialization side: the words with their `[start, end)` in code points of the article's text.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    computed_field,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from summarize.dates import Direction, resolve
from summarize.document import Span
from summarize.grounding import Match
from summarize.quantities import Bounds, Qualifier, parse_count, widen
from summarize.schemas.reading import Reading, current, in_one_line, names_nobody, refuse, without_computed

__all__ = ["Count", "Name", "Place", "Quote", "Verbatim", "When", "Words"]

_QUOTE_WORDS = range(3, 101)
_bounds = lru_cache(4096)(parse_count)


class Verbatim(BaseModel):
    """Words of the article and their place in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)
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
        return cls.at(reading.place(words), reading)

    @staticmethod
    def at(span: Span, reading: Reading) -> dict[str, Any]:
        """The fields that every verbatim value has."""
        return {"text": reading.document.text[span.start : span.end], "start": span.start, "end": span.end}

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        reading = current()
        if reading is None:
            return handler(without_computed(cls, value))
        if not isinstance(value, str):
            raise refuse("write the article's words as a plain string; offsets, bounds and dates are computed")
        return handler(cls.ground(value, reading))

    @model_validator(mode="after")
    def _as_long_as_its_place(self) -> Self:
        if len(self.text) != self.end - self.start:
            raise ValueError(f"{self.text[:80]!r} is not as long as [{self.start}, {self.end})")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        if handler.mode == "validation":
            return {"type": "string", "title": cls.__name__, "description": cls.engine_writes}
        return handler(core)


class Words(Verbatim):
    """A verbatim phrase."""

    engine_writes = "Verbatim phrase of the article, whole, with all that belongs to it."


class Place(Verbatim):
    """A place as the article names it."""

    engine_writes = (
        "Verbatim place, the most specific one; a preposition only where it moves the place ('near', 'outside'). Not "
        "inferred from an adjective ('Syrian war' gives none)."
    )


class Quote(Verbatim):
    """Evidence: a contiguous stretch of one paragraph."""

    engine_writes = (
        "Verbatim and contiguous, within one paragraph, as short as carries the fact (about 5 to 40 words). Never "
        "shortened by an ellipsis."
    )

    match: Match = Field(
        description="How the engine's words were found: exact, folded (case, quotation marks, …), near."
    )

    @classmethod
    def ground(cls, words: str, reading: Reading) -> dict[str, Any]:
        if len(words.split()) not in _QUOTE_WORDS:
            raise refuse(f"a quote has {_QUOTE_WORDS[0]} to {_QUOTE_WORDS[-1]} words")
        found = reading.quote(words)
        if found is None:
            raise reading.not_found(words)
        return cls.at(found.span, reading) | {"match": found.match}


class Count(Verbatim):
    """A number of people as the article words it, with the bounds that those words set."""

    engine_writes = (
        "Verbatim count phrase with its bounding words, without the noun counted: 'more than 1,600', 'between 5,000 "
        "and 13,000', 'some 150,000', 'tens of thousands', 'several', 'a', 'three'. Words that bound nothing are left "
        "out ('another', 'a total of'). 'many', 'large numbers' and fractions ('a third') are no counts."
    )

    @classmethod
    def ground(cls, words: str, reading: Reading) -> dict[str, Any]:
        # Of "11 civilians since Oct. 11" the one that counts.
        found = next(filter(None, (widen(reading.document.text, *span) for span in reading.places(words))), None)
        if found is None:
            raise refuse(f"not one count: {words[:80]!r}")
        return cls.at(Span(found.start, found.end), reading)

    @model_validator(mode="after")
    def _counts(self) -> Self:
        if _bounds(self.text) is None:
            raise refuse(f"no count: {self.text[:80]!r}")
        return self

    @property
    def bounds(self) -> Bounds:
        """`low`, `high` and `qualifier` as one value."""
        found = _bounds(self.text)
        assert found is not None  # noqa: S101 - validated
        return found

    @computed_field(description="Least number the words allow; null when open.")  # type: ignore[prop-decorator]
    @property
    def low(self) -> int | None:
        """Least number that the words allow, None when open."""
        return self.bounds.low

    @computed_field(description="Greatest number the words allow; null when open.")  # type: ignore[prop-decorator]
    @property
    def high(self) -> int | None:
        """Greatest number that the words allow, None when open."""
        return self.bounds.high

    @computed_field(description="How the words bound the number.")  # type: ignore[prop-decorator]
    @property
    def qualifier(self) -> Qualifier:
        """How the words bound the number."""
        return self.bounds.qualifier

    def widened(self, text: str) -> Self:
        """The count with all the bounding words that stand beside it in `text`; unchanged where there is no text."""
        found = widen(text, *self.span)
        if found is None or (found.start, found.end) == self.span:
            return self
        span = {"text": text[found.start : found.end], "start": found.start, "end": found.end}
        return self.model_copy(update=span)


class When(Verbatim):
    """A time phrase and the calendar days it comes to, both ends included."""

    engine_writes = (
        "Verbatim time phrase, with the preposition only where it bounds: '48 hours', 'by Wednesday', 'Monday', 'since "
        "February', 'between 2011 and 2015'. Not: now, so far, already. Of a figure: from the figure's own sentence."
    )

    earliest: dt.date | None = Field(default=None, description="First day, null when open or unknown.")
    latest: dt.date | None = Field(default=None, description="Last day, null when open or unknown.")

    def dated(self, published: dt.date | None, direction: Direction) -> Self:
        """The same words with the days they come to in an article published then."""
        found = resolve(self.text, published, direction)
        return self if found == (self.earliest, self.latest) else self.model_copy(update=found._asdict())


class Name(Verbatim):
    """An actor of the report, or an unnamed party in the article's words."""

    engine_writes = (
        "The name of an actor in this report; for an unnamed party the article's own words ('a military source', "
        "'rebel factions')."
    )

    name: str = Field(description="The actor's name in this report, or the same words as `text`, in one line.")

    @classmethod
    def ground(cls, words: str, reading: Reading) -> dict[str, Any]:
        if names_nobody(words):
            raise refuse(f"names nobody: {words[:80]!r}")
        actor, fields = reading.actor(words), {}
        if actor is None:
            place = reading.find(words)
            if place is None:
                raise refuse(f"neither an actor of this report nor words of the article: {words[:80]!r}")
            fields = cls.at(place, reading)
            # Words that are found folded may be an actor's own form after all.
            actor = reading.actor(fields["text"])
        if actor is not None:
            return cls.at(reading.closest(actor.mentions), reading) | {"name": actor.name}
        return fields | {"name": in_one_line(fields["text"])}
