"""Whether a raw record has its kind's fields and values: what validation asks before it looks into the article."""

from __future__ import annotations

from functools import cache, reduce
from operator import or_
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from summarize.schemas import Actor, Casualty, Deal, Displacement, Ultimatum, Verbatim
from summarize.schemas.base import COMPUTED

__all__ = ["fits"]

_MODELS: Final[dict[str, type[BaseModel]]] = {
    "actors": Actor,
    "ultimatums": Ultimatum,
    "deals": Deal,
    "casualties": Casualty,
    "displacements": Displacement,
}


def fits(field: str, record: Any) -> bool:
    """Whether `record` has the shape of those in an answer's `field`."""
    try:
        _shape(_MODELS[field]).model_validate(record)
    except ValidationError:
        return False
    return True


@cache
def _shape(model: type[BaseModel]) -> type[BaseModel]:
    """The same model with plain strings for what is grounded, as an engine writes it."""
    fields: dict[str, Any] = {
        name: (_raw(f.annotation), ...) if f.is_required() else (_raw(f.annotation) | None, None)
        for name, f in model.model_fields.items()
        if COMPUTED not in f.metadata
    }
    return create_model(model.__name__, __config__=ConfigDict(extra="forbid"), **fields)


def _raw(annotation: Any) -> Any:
    inner = get_args(annotation)
    if get_origin(annotation) is tuple:
        return tuple[_raw(inner[0]), ...]  # type: ignore[misc] # made anew at run time
    if inner:
        return reduce(or_, map(_raw, inner))
    if issubclass(annotation, Verbatim):
        return str
    return _shape(annotation) if issubclass(annotation, BaseModel) else annotation
