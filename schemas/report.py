"""The report: what a user gets, and what a saved one must hold to be loaded.

A saved report is not believed where it can be checked. Loading computes anew what code computes (bounds, days, codes,
dispute). It fails where words do not stand at their offsets, a hash is another text's, an id, a name or a citation
leads nowhere, or headline and key points tell names or numbers that the article or the records lack. A report without
its text is checked as far as that goes. What an engine chooses (kinds, stances, …) is for people to correct.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from summarize.document import Document
from summarize.schemas.answer import KINDS, Answer
from summarize.schemas.base import COMPUTED, Record, verbatim_values
from summarize.schemas.reading import in_one_line
from summarize.schemas.rejected import Rejected
from summarize.schemas.summary import faults, words_of
from summarize.schemas.values import Name

__all__ = ["SCHEMA_VERSION", "Provenance", "Report", "Usage"]

SCHEMA_VERSION: Final = "1"


class Usage(BaseModel):
    """What the engine's calls took, failed ones included; null when unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)

    calls: int = Field(default=0, ge=0, description="Requests made, repairs and failed ones included.")
    input_tokens: int | None = Field(default=None, ge=0, description="Tokens sent; null when unknown.")
    output_tokens: int | None = Field(default=None, ge=0, description="Tokens received; null when unknown.")
    cost: float | None = Field(
        default=None, ge=0, allow_inf_nan=False, description="US dollars; null when unknown, never 0 for unknown."
    )

    def __add__(self, other: Usage) -> Usage:
        """Both together; unknown where either is unknown."""

        def both(field: str) -> Any:
            mine, theirs = getattr(self, field), getattr(other, field)
            return None if mine is None or theirs is None else mine + theirs

        return Usage(**{field: both(field) for field in Usage.model_fields})


class Provenance(BaseModel):
    """What read the article, so that the report can be made again."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", protected_namespaces=(), json_schema_serialization_defaults_required=True
    )

    engine: str = Field(description="Name of the engine: 'rules', or the model's provider.")
    model: str | None = Field(default=None, description="The model's name; null for the rules engine.")
    prompt_hash: str = Field(description="SHA-256 of all fixed instructions: prompt texts, or the rules' lexicons.")
    schema_version: str = SCHEMA_VERSION
    text_sha256: str = Field(description="SHA-256 of the article's text in UTF-8.")
    usage: Usage = Usage()


class Report(Answer):
    """One article, read: the records that stand, what was refused and why, and where it all came from."""

    schema_version: Annotated[Literal["1"], COMPUTED] = SCHEMA_VERSION
    document: Annotated[Document, COMPUTED]
    provenance: Annotated[Provenance, COMPUTED]
    rejected: Annotated[tuple[Rejected, ...], COMPUTED] = ()

    @model_validator(mode="before")
    @classmethod
    def _of_this_version(cls, value: Any) -> Any:
        version = value.get("schema_version", SCHEMA_VERSION) if isinstance(value, dict) else SCHEMA_VERSION
        if version != SCHEMA_VERSION:
            raise ValueError(f"a report of schema version {version!r}; this release reads version {SCHEMA_VERSION!r}")
        return value

    @model_validator(mode="after")
    def _holds(self) -> Self:
        if self.document.text:
            _check(self._misplaced())
        for field in KINDS:
            anew = tuple(r.computed_anew(self.document) for r in getattr(self, field))
            object.__setattr__(self, field, anew)
        _check(self._contradictions())
        return self

    def _misplaced(self) -> Iterator[str]:
        text = self.document.text
        for value in verbatim_values(self):
            if text[value.start : value.end] != value.text:
                yield f"the text has no {value.text[:80]!r} at [{value.start}, {value.end})"
        for actor in self.actors:
            for start, end in actor.mentions:
                if not {text[start:end], in_one_line(text[start:end])} & {actor.name, *actor.aliases}:
                    yield f"{actor.name[:80]!r} is not mentioned at [{start}, {end})"

    def _contradictions(self) -> Iterator[str]:
        text, records = self.document.text, {r.id: r for r in self.records()}
        if self.document.sha256 != self.provenance.text_sha256:
            yield "text_sha256 is another text's"
        for field, kind in KINDS.items():
            ids = [r.id for r in getattr(self, field)]
            if len(set(ids)) < len(ids) or not all(re.fullmatch(rf"{kind}-[1-9]\d*", i) for i in ids):
                yield f"the ids of {field} are not '{kind}-1', '{kind}-2', …"
        yield from self._strange_names()
        for point in self.key_points:
            if not records.keys() >= set(point.cites):
                yield f"a key point cites records that are not there: {', '.join(point.cites)[:200]}"
            cited = (records[c] for c in point.cites if c in records)
            yield from faults(point.text, text, words_of(cited), "a cited record")
        if self.headline is not None:
            yield from faults(self.headline, text, words_of(records.values()), "a record")

    def _strange_names(self) -> Iterator[str]:
        surfaces = {a.name: (a.name, *a.aliases) for a in self.actors}
        for value in verbatim_values(self):
            if not isinstance(value, Name) or value.name in (value.text, in_one_line(value.text)):
                continue
            if not {value.text, in_one_line(value.text)} & {*surfaces.get(value.name, ())}:
                yield f"no actor goes by both {value.name[:80]!r} and {value.text[:80]!r}"

    def without_text(self) -> Report:
        """The same report with the article's text withheld (quotes stay)."""
        return self.model_copy(update={"document": self.document.without_text()})

    def records(self) -> Iterator[Record]:
        """All records in the order of the report."""
        yield from (*self.actors, *self.ultimatums, *self.deals, *self.casualties, *self.displacements)

    def to_frames(self, library: Literal["pandas", "polars"] | None = None) -> dict[str, Any]:
        """Table → data frame of pandas or polars, whichever is there (pandas first): one for each kind of record, and
        claims, parties, terms, codes, mentions, key_points, rejected and reports, joined by `report` and `record`.

        `summarize.render.frames.frames` makes them of several reports at once.

        Raises:
            ImportError: the library is not installed; without `library`, neither is.
            ValueError: there is no such library.

        """
        from summarize.render.frames import frames

        return frames([self], library)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from summarize.render.notebook import render

        return render(self)


def _check(reasons: Iterator[str]) -> None:
    for reason in reasons:
        raise ValueError(reason)
