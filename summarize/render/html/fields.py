"""What an analyst can correct: the fields of each kind of record that an engine writes, as a form needs them."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from summarize.schemas import Actor, Casualty, Claim, Deal, Displacement, Quote, Ultimatum, Words
from summarize.schemas.base import COMPUTED

__all__ = ["MODELS", "fields"]

MODELS: Final[dict[str, type[BaseModel]]] = {
    "ultimatums": Ultimatum,
    "deals": Deal,
    "casualties": Casualty,
    "displacements": Displacement,
    "actors": Actor,
}
"""The kinds of record in the order in which a reader wants them."""


@cache
def fields() -> dict[str, list[dict[str, Any]]]:
    """The fields of each kind of record, and under "claims" those of a claim.

    Each has its name; `choices` where it has a vocabulary; `many` where it is a list; `required` where null will not
    do; `long` where it holds more than a few words; `free` where its words need not stand in the article.
    """
    models: dict[str, type[BaseModel]] = {**MODELS, "claims": Claim}
    return {
        kind: [
            _field(name, field)
            # What a record says comes first for a reader, then who says so.
            for name, field in sorted(model.model_fields.items(), key=lambda f: f[0] == "claims")
            if COMPUTED not in field.metadata
        ]
        for kind, model in models.items()
    }


def _field(name: str, field: FieldInfo) -> dict[str, Any]:
    types = _types(field.annotation)
    choices = next(([str(v) for v in t] for t in types if issubclass(t, StrEnum)), None)
    return {
        "name": name,
        "choices": choices,
        "many": tuple in types,
        "required": type(None) not in types,
        "long": bool(types & {Quote, Words}),
        "free": name == "country",
    }


def _types(annotation: Any) -> set[type]:
    """All classes in an annotation, `tuple` for any tuple."""
    inner = get_args(annotation)
    if not inner:
        return {annotation} if isinstance(annotation, type) else set()
    outer = {tuple} if getattr(annotation, "__origin__", None) is tuple else set()
    return outer.union(*map(_types, inner))
