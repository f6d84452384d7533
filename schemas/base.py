"""What all records share: an engine's fields in, derived fields added, one shape for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, ClassVar, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, ModelWrapValidatorHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from summarize.dates import Direction
from summarize.schemas.reading import Reading, current, refuse
from summarize.schemas.values import Name, Verbatim

__all__ = ["EngineModel", "Record", "verbatim_values"]


class EngineModel(BaseModel):
    """A model that an engine writes: `derived` fields are added by code and refused in an engine's answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    derived: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        reading = current()
        if isinstance(value, cls) or not isinstance(value, Mapping):
            return handler(value)
        if reading is None:
            # Computed fields stand in a dump; loading computes them anew.
            return handler({k: v for k, v in value.items() if k not in cls.model_computed_fields})
        own = {f: v for f, v in value.items() if f in cls.model_fields and f not in cls.derived}
        for field in value.keys() - own.keys():
            cls._refuse_field(reading, str(field), value[field])
        return cls._read_in(reading, own, handler)

    @classmethod
    def _refuse_field(cls, reading: Reading, field: str, value: Any) -> None:
        raise refuse(f"{field[:80]!r} is not a field for an engine to write")

    @classmethod
    def _read_in(cls, reading: Reading, value: Mapping[str, Any], handler: ModelWrapValidatorHandler[Self]) -> Self:
        return handler(dict(value))

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        if handler.mode == "validation":
            own = handler.resolve_ref_schema(schema)
            own["properties"] = {k: v for k, v in own["properties"].items() if k not in cls.derived}
            # Every field is asked for, so that null and [] are said and not forgotten.
            own["required"] = list(own["properties"])
            for field in own["properties"].values():
                field.pop("title", None)
                field.pop("default", None)
        return schema


class Record(EngineModel):
    """A thing the article tells of. `id` is given once and survives rejection and merging."""

    derived: ClassVar[frozenset[str]] = frozenset({"id"})
    direction: ClassVar[Direction] = Direction.back

    id: str = Field(description="Stable within the report: the record's kind and its position in the engine's answer.")

    @classmethod
    def _read_in(cls, reading: Reading, value: Mapping[str, Any], handler: ModelWrapValidatorHandler[Self]) -> Self:
        quotes = [c.get("quote") for c in _sequence(value.get("claims")) if isinstance(c, Mapping)]
        words = [w for f in _verbatim_fields(cls) for w in _sequence(value.get(f))]
        with reading.record(_strings(quotes), _strings(words), cls._direction(value)):
            derived: dict[str, Any] = {"id": reading.record_id}
            return handler({**value, **derived})._derive(reading)

    @classmethod
    def _direction(cls, value: Mapping[str, Any]) -> Direction:
        return cls.direction

    def _derive(self, reading: Reading) -> Self:
        """Add what can only be derived once the record's own fields stand."""
        return self


def verbatim_values(value: object) -> Iterator[Verbatim]:
    """Every verbatim value inside a model, in field order."""
    if isinstance(value, Verbatim):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from verbatim_values(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from verbatim_values(item)


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
