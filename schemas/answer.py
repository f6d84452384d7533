"""A whole answer of an engine: each part is validated by itself, so that a failing one does not sink its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import (
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)

from summarize.schemas.base import EngineModel, Record
from summarize.schemas.reading import Reading, current
from summarize.schemas.records import Actor, Casualty, Deal, Displacement, Ultimatum
from summarize.schemas.rejected import Problem, Rejected, plain
from summarize.schemas.summary import FELL, Headline, KeyPoint
from summarize.schemas.values import Name

__all__ = ["KINDS", "Answer"]

KINDS: Final = {
    "actors": "actor",
    "ultimatums": "ultimatum",
    "deals": "deal",
    "casualties": "casualty",
    "displacements": "displacement",
}
"""Field of an answer → what the ids of its records begin with."""

_MOST: Final = {"key_points": 5}
_MOST_RECORDS: Final = 500
"""Of one kind; no article holds as many, and a runaway answer is to end."""


class Answer(EngineModel):
    """Everything that one news article says of actors, ultimatums, deals, casualties and displacements."""

    actors: tuple[Actor, ...] = ()
    ultimatums: tuple[Ultimatum, ...] = ()
    deals: tuple[Deal, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    displacements: tuple[Displacement, ...] = ()
    headline: Headline | None = None
    key_points: tuple[KeyPoint, ...] = Field(default=(), description="Two to five; [] without records.")

    @model_validator(mode="before")
    @classmethod
    def _drop_what_is_no_part(cls, value: Any) -> Any:
        reading = current()
        if reading is None or not isinstance(value, dict):
            return value
        own = {k: v for k, v in value.items() if k in Answer.model_fields}
        for field in [k for k in value if k not in own]:
            reading.reject(Rejected.because(str(field)[:80], value[field], "not a field for an engine to write"))
        return own

    @field_validator("actors", "ultimatums", "deals", "casualties", "displacements", "key_points", mode="wrap")
    @classmethod
    def _keep_what_stands(cls, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        reading, field = current(), info.field_name or ""
        if reading is None:
            return handler(value)
        if not isinstance(value, list | tuple):
            reading.reject(Rejected.because(field, value, "a list is needed"))
            return ()
        read = _standing_actors if field == "actors" else _standing
        return tuple(read(reading, field, value, handler).values())

    @field_validator("headline", mode="wrap")
    @classmethod
    def _keep_headline(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        reading = current()
        try:
            return handler(value)
        except ValidationError as error:
            if reading is None:
                raise
            reading.reject(Rejected.of("headline", value, error), failing=True)
            return None


def _standing(
    reading: Reading, field: str, items: Sequence[Any], handler: ValidatorFunctionWrapHandler
) -> dict[int, Any]:
    """What stands of a list, by position; the rest is in `reading.rejected`."""
    kept: dict[int, Any] = {}
    most = _MOST.get(field, _MOST_RECORDS)
    for i, item in enumerate(items):
        reading.path, reading.record_id = f"{field}[{i}]", f"{KINDS.get(field, field)}-{i + 1}"
        if i >= most:
            reading.reject(Rejected.because(reading.path, item, f"more than {most}"))
            continue
        try:
            (kept[i],) = handler([item])
        except ValidationError as error:
            part = Rejected.of(reading.path, item, error, depth=1)
            reading.reject(part, failing=any(p.reason != FELL for p in part.problems))
        else:
            if isinstance(kept[i], Record):
                reading.kept[reading.path] = kept[i]
    return kept


def _standing_actors(
    reading: Reading, field: str, items: Sequence[Any], handler: ValidatorFunctionWrapHandler
) -> dict[int, Actor]:
    """As `_standing`. Actors name one another by `part_of`, so that is read when all of them are known."""
    without = [{k: v for k, v in a.items() if k != "part_of"} if isinstance(a, Mapping) else a for a in items]
    kept: dict[int, Actor] = _standing(reading, field, without, handler)
    reading.know(kept.values())
    failing = [
        (i, Problem(path="name", value=actor.name, reason="an actor of this name is listed already"))
        for i, actor in kept.items()
        if reading.actor(actor.name) is not actor
    ]
    while True:
        for i, problem in failing:
            part = Rejected(path=f"{field}[{i}]", record=plain(items[i]), problems=(problem,))
            reading.reject(part, failing=True)
            del kept[i], reading.kept[f"{field}[{i}]"]
        # A dropped actor may have been what another one belonged to, so all are read again.
        reading.know(kept.values())
        wholes, failing = _wholes(reading, kept, items)
        if not failing:
            break
    for i, whole in wholes.items():
        kept[i] = reading.kept[f"{field}[{i}]"] = kept[i].model_copy(update={"part_of": whole})
    reading.know(kept.values())
    return kept


def _wholes(
    reading: Reading, kept: Mapping[int, Actor], items: Sequence[Any]
) -> tuple[dict[int, Name], list[tuple[int, Problem]]]:
    """What each actor is part of, and the actors of whom that does not stand."""
    wholes: dict[int, Name] = {}
    above: dict[str, str] = {}
    failing: list[tuple[int, Problem]] = []
    for i, actor in kept.items():
        words = items[i].get("part_of")
        if words is None:
            continue
        reason = ""
        try:
            with reading.record((), (), actor.mentions):
                wholes[i] = Name.model_validate(words)
            above[actor.name] = whole = wholes[i].name
            while whole in above and whole != actor.name:
                whole = above[whole]
            if whole == actor.name:
                reason = "it would be part of itself"
                del above[actor.name]
        except ValidationError as error:
            reason = Rejected.of("", words, error).problems[0].reason
        if reason:
            failing.append((i, Problem(path="part_of", value=str(words)[:200], reason=reason)))
    return wholes, failing
