"""The report: what an engine answers, and what a user gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)

from summarize.dates import Direction
from summarize.document import Document
from summarize.schemas.base import EngineModel, Record, verbatim_values
from summarize.schemas.reading import Reading, current
from summarize.schemas.records import Actor, Casualty, Deal, Displacement, Ultimatum
from summarize.schemas.rejected import Problem, Rejected, plain
from summarize.schemas.summary import Headline, KeyPoint
from summarize.schemas.values import Name

__all__ = ["SCHEMA_VERSION", "Answer", "Provenance", "Report", "Usage"]

SCHEMA_VERSION = "1"

_IDS = {
    "actors": "actor",
    "ultimatums": "ultimatum",
    "deals": "deal",
    "casualties": "casualty",
    "displacements": "displacement",
}
_KEY_POINTS = 5


class Answer(EngineModel):
    """Everything that one news article says of actors, ultimatums, deals, casualties and displacements."""

    actors: tuple[Actor, ...] = ()
    ultimatums: tuple[Ultimatum, ...] = ()
    deals: tuple[Deal, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    displacements: tuple[Displacement, ...] = ()
    headline: Headline | None = None
    key_points: tuple[KeyPoint, ...] = Field(default=(), description="Two to five.")

    @classmethod
    def _refuse_field(cls, reading: Reading, field: str, value: Any) -> None:
        reading.rejected.append(Rejected.because(field[:80], value, "not a field for an engine to write"))

    @field_validator("actors", "ultimatums", "deals", "casualties", "displacements", "key_points", mode="wrap")
    @classmethod
    def _keep_what_stands(cls, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        reading, field = current(), info.field_name or ""
        if reading is None:
            return handler(value)
        if not isinstance(value, list | tuple):
            reading.rejected.append(Rejected.because(field, value, "a list is needed"))
            return ()
        if field == "actors":
            return _standing_actors(reading, value, handler)
        kept = _standing(reading, field, value, handler)
        for i in list(kept)[_KEY_POINTS:] if field == "key_points" else ():
            reading.rejected.append(Rejected.because(f"{field}[{i}]", value[i], f"more than {_KEY_POINTS} key points"))
            del kept[i]
        return tuple(kept.values())

    @field_validator("headline", mode="wrap")
    @classmethod
    def _keep_headline(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        reading = current()
        try:
            return handler(value)
        except ValidationError as error:
            if reading is None:
                raise
            reading.rejected.append(Rejected.of("headline", value, error))
            return None


def _standing(reading: Reading, field: str, items: Sequence[Any], handler: ValidatorFunctionWrapHandler) -> dict[int, Any]:
    """Validate each item by itself, so that a failing one does not sink its neighbours; what stands, by position."""
    kept: dict[int, Any] = {}
    for i, item in enumerate(items):
        reading.record_id = f"{_IDS.get(field, field)}-{i + 1}"
        try:
            (kept[i],) = handler([item])
        except ValidationError as error:
            reading.rejected.append(Rejected.of(f"{field}[{i}]", item, error, depth=1))
        else:
            if isinstance(kept[i], Record):
                reading.kept[f"{field}[{i}]"] = kept[i]
    return kept


def _standing_actors(
    reading: Reading, items: Sequence[Any], handler: ValidatorFunctionWrapHandler
) -> tuple[Actor, ...]:
    """Actors name one another by `part_of`, so that is read when all of them are known."""
    without = [{k: v for k, v in a.items() if k != "part_of"} if isinstance(a, Mapping) else a for a in items]
    kept: dict[int, Actor] = _standing(reading, "actors", without, handler)
    belongs = {i: items[i].get("part_of") for i in kept}
    reading.know(kept.values())
    for i, same in [(i, reading.actor(a.name)) for i, a in kept.items()]:
        if same is not None and same.id != kept[i].id:
            _drop(reading, kept, i, items[i], Problem(path="name", value=kept[i].name, reason=f"{same.name} is listed already"))
    while True:
        reading.know(kept.values())
        resolved: dict[int, Name | None] = {}
        for i, name in belongs.items():
            if i in kept and name is not None:
                try:
                    with reading.record((), (kept[i].name,), Direction.back):
                        resolved[i] = Name.model_validate(name)
                except ValidationError as error:
                    (problem, *_) = Rejected.of("", name, error).problems
                    _drop(reading, kept, i, items[i], problem.model_copy(update={"path": "part_of"}))
        # A dropped actor may have been what another one belonged to.
        if set(resolved) == {i for i in kept if belongs[i] is not None}:
            break
    for i, name in resolved.items():
        kept[i] = kept[i].model_copy(update={"part_of": name})
        reading.kept[f"actors[{i}]"] = kept[i]
    reading.know(kept.values())
    return tuple(kept.values())


def _drop(reading: Reading, kept: dict[int, Actor], i: int, item: Any, problem: Problem) -> None:
    reading.rejected.append(Rejected(path=f"actors[{i}]", record=plain(item), problems=(problem,)))
    del kept[i], reading.kept[f"actors[{i}]"]


class Usage(BaseModel):
    """What the engine's calls took, failed ones included; null when unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    calls: int = Field(default=0, ge=0, description="Requests made, repairs and failed ones included.")
    input_tokens: int | None = Field(default=None, description="Tokens sent; null when unknown.")
    output_tokens: int | None = Field(default=None, description="Tokens received; null when unknown.")
    cost: float | None = Field(default=None, description="US dollars; null when unknown, never 0 for unknown.")


class Provenance(BaseModel):
    """What read the article, so that the report can be made again."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())

    engine: str = Field(description="Name of the engine: 'rules', or the model's provider.")
    model: str | None = Field(default=None, description="The model's name; null for the rules engine.")
    prompt_hash: str = Field(description="SHA-256 of all fixed instructions: prompt texts, or the rules' lexicons.")
    schema_version: str = SCHEMA_VERSION
    text_sha256: str = Field(description="SHA-256 of the article's text in UTF-8.")
    usage: Usage = Usage()


class Report(Answer):
    """One article, read: the records that stand, what was refused and why, and where it all came from."""

    derived: ClassVar[frozenset[str]] = frozenset({"schema_version", "document", "provenance", "rejected"})

    schema_version: Literal["1"] = SCHEMA_VERSION
    document: Document
    provenance: Provenance
    rejected: tuple[Rejected, ...] = ()

    @model_validator(mode="after")
    def _spans_fit(self) -> Self:
        text = self.document.text
        for value in verbatim_values(self) if text else ():
            if text[value.start : value.end] != value.text:
                raise ValueError(f"the text has no {value.text[:80]!r} at [{value.start}, {value.end})")
        return self

    def without_text(self) -> Report:
        """The same report with the article's text withheld (quotes stay)."""
        return self.model_copy(update={"document": self.document.without_text()})

    def records(self) -> Iterator[Record]:
        """All records in the order of the report."""
        yield from (*self.actors, *self.ultimatums, *self.deals, *self.casualties, *self.displacements)
