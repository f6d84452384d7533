"""What all records share: an engine's fields in, computed fields added, one shape for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from types import NoneType
from typing import Annotated, Any, Self, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from summarize.dates import Direction
from summarize.document import Document, Span
from summarize.schemas.reading import Reading, current, refuse, without_computed
from summarize.schemas.values import Count, Name, Verbatim, When

__all__ = ["COMPUTED", "EngineModel", "Record", "verbatim_values"]


_PLAIN = (str, int, Span, NoneType)
"""Most of what a record holds, none of it words in their place."""


def _not_for_an_engine(value: Any) -> Any:
    if current() is not None:
        raise refuse("not a field for an engine to write")
    return value


COMPUTED = BeforeValidator(_not_for_an_engine)
"""Marks a field that code adds: not on the engine's side of the schema, and refused in an engine's answer."""


class EngineModel(BaseModel):
    """A model that an engine writes."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        reading = current()
        if reading is None:
            return handler(without_computed(cls, value))
        if not isinstance(value, dict):
            # A finished record in an answer would be taken as it is, and with it whatever was forged in it.
            raise refuse("an object is needed")
        # The codebook's null and [] both say that the article does not say.
        fields = cls.model_fields
        own = {k: v for k, v in value.items() if v is not None or k not in fields or fields[k].is_required()}
        with cls.at(reading, own):
            return handler(own).complete(reading)

    @classmethod
    def at(cls, reading: Reading, value: dict[str, Any]) -> AbstractContextManager[None]:  # noqa: ARG003
        """Turn to the place in the article where the words of this part of the answer are to be looked for."""
        return nullcontext()

    def complete(self, reading: Reading) -> Self:  # noqa: ARG002
        """Add what can only be computed once the model's own fields stand."""
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        if handler.mode == "validation":
            own = handler.resolve_ref_schema(schema)
            computed = {name for name, field in cls.model_fields.items() if COMPUTED in field.metadata}
            own["properties"] = {k: v for k, v in own["properties"].items() if k not in computed}
            # Every field is asked for, so that null and [] are said and not forgotten.
            own["required"] = list(own["properties"])
            for field in own["properties"].values():
                field.pop("title", None)
                field.pop("default", None)
        return schema


class Record(EngineModel):
    """A thing the article tells of."""

    id: Annotated[str, COMPUTED] = Field(
        default="", description="The record's kind and position in the engine's answer; survives rejection and merging."
    )

    @classmethod
    def at(cls, reading: Reading, value: dict[str, Any]) -> AbstractContextManager[None]:
        """Where the record's quotes are, and its phrases that occur once."""
        quotes = [c.get("quote") for c in _sequence(value.get("claims")) if isinstance(c, dict)]
        words = [w for f in _verbatim_fields(cls) for w in _sequence(value.get(f))]
        return reading.record(_strings(quotes), _strings(words))

    def complete(self, reading: Reading) -> Self:
        """Add the id, and the days of time phrases."""
        return self.model_copy(update={"id": reading.record_id, **self._dated(reading.document)})

    @property
    def direction(self) -> Direction:
        """Which way from the publication date this record's time phrases look."""
        return Direction.back

    def _dated(self, document: Document) -> dict[str, When]:
        whens = ((f, w) for f, w in self.__dict__.items() if isinstance(w, When))
        return {f: w.dated(document.published, self.direction) for f, w in whens}

    def computed_anew(self, document: Document) -> Self:
        """The same record with the days of its time phrases, and the words that bound its count, as code has them."""
        counts = ((f, c) for f, c in self.__dict__.items() if isinstance(c, Count))
        anew = self._dated(document) | {f: c.widened(document.text) for f, c in counts}
        changed = {f: value for f, value in anew.items() if value is not getattr(self, f)}
        return self.model_copy(update=changed) if changed else self


def verbatim_values(value: object) -> Iterator[Verbatim]:
    """Every verbatim value inside a model, in field order."""
    if isinstance(value, tuple):
        parts: Iterable[object] = value
    elif isinstance(value, Verbatim):
        parts = ()
        yield value
    else:
        parts = value.__dict__.values() if isinstance(value, BaseModel) else ()
    for part in parts:
        if not isinstance(part, _PLAIN):
            yield from verbatim_values(part)


@cache
def _verbatim_fields(cls: type[Record]) -> tuple[str, ...]:
    def verbatim(annotation: Any) -> bool:
        if isinstance(annotation, type) and issubclass(annotation, Verbatim):
            return not issubclass(annotation, Name)
        return any(verbatim(a) for a in get_args(annotation))

    return tuple(name for name, field in cls.model_fields.items() if verbatim(field.annotation))


def _sequence(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _strings(values: list[Any]) -> list[str]:
    return [v for v in values if isinstance(v, str)]
