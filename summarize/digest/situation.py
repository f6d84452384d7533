"""What many articles come to: every value of a `Situation` leads to the records, and so to the words, that it rests on.

A record stays as its report has it, spans included (`Told`); the situation says which records speak of one matter, who
stands behind it and against it, and what does not go together. Nothing is ever added up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, Literal

from pydantic import Field

from summarize.digest.matters import (
    AnyMatter,
    CasualtyFigures,
    DealLine,
    DisplacementFigures,
    Model,
    Party,
    Reference,
    Told,
    UltimatumLine,
)
from summarize.schemas import Actor, ActorKind, Casualty, Deal, Displacement, Sector, Ultimatum

__all__ = [
    "SITUATION_VERSION",
    "Article",
    "Doubt",
    "Merge",
    "News",
    "Repeated",
    "ResolvedActor",
    "Situation",
    "Update",
]

SITUATION_VERSION: Final = "1"


class Article(Model):
    """One article that the situation rests on."""

    id: str = Field(description="From its text's hash and its outlet: the same in every situation that it is in.")
    source: str | None = Field(description="Where it came from, as its report says.")
    outlet: str | None = Field(description="Who published it; null when nothing says so.")
    title: str | None = Field(description="The report's headline, else the article's own.")
    published: dt.date | None
    sha256: str = Field(description="SHA-256 of its text.")
    engine: str
    model: str | None
    copy_of: str | None = Field(description="Id of the article that this one repeats nearly word for word.")


class Repeated(Model):
    """An article of which more than one report was given; one is used."""

    article: str
    reports: int = Field(ge=2)
    differing: bool = Field(description="The reports are not the same: the fullest one is used.")


class Merge(Model):
    """Why two articles' actors are taken for one."""

    one: Reference
    other: Reference
    why: str


class Doubt(Model):
    """Two actors that may be one; they are kept apart."""

    one: str
    other: str
    why: str


class ResolvedActor(Model):
    """One actor across all articles."""

    id: str
    name: str = Field(description="The name that most outlets use.")
    forms: tuple[str, ...] = Field(description="All its names and aliases.")
    kind: ActorKind
    sector: Sector
    country: str | None
    roles: tuple[str, ...]
    part_of: Party | None
    told: tuple[Told[Actor], ...]
    merges: tuple[Merge, ...]


class Update(Model):
    """A matter against the earlier situation."""

    id: str = Field(description="The matter's id in this situation; for withdrawn and silent ones, in the earlier.")
    about: str = Field(description="What the matter is, in words.")
    what: tuple[str, ...] = Field(description="What is different, in words.")


class News(Model):
    """What is different from an earlier situation."""

    new: tuple[Update, ...] = Field(description="Matters that it had not.")
    changed: tuple[Update, ...] = Field(description="Another stage, answer, deadline or value, or one more source.")
    contradicted: tuple[Update, ...] = Field(description="Newly disputed, or with a value that cannot hold beside it.")
    withdrawn: tuple[Update, ...] = Field(description="An article that told of it is read again and has it no more.")
    silent: tuple[Update, ...] = Field(description="No article given this time tells of it.")


class Situation(Model):
    """Many articles, one picture. Loads back equal from its JSON (`Situation.model_validate_json`)."""

    situation_version: Literal["1"] = SITUATION_VERSION
    as_of: dt.date | None = Field(description="The day the clock is read at; else the last publication date.")
    articles: tuple[Article, ...]
    repeated: tuple[Repeated, ...]
    actors: tuple[ResolvedActor, ...]
    doubts: tuple[Doubt, ...]
    unused: tuple[str, ...] = Field(description="Names in the corrections that no actor of these articles goes by.")
    ultimatums: tuple[UltimatumLine, ...]
    deals: tuple[DealLine, ...]
    casualties: tuple[CasualtyFigures, ...]
    displacements: tuple[DisplacementFigures, ...]
    news: News | None = None

    def matters(self) -> Iterator[AnyMatter]:
        """All matters in the order of the situation."""
        yield from self.ultimatums
        yield from self.deals
        yield from self.casualties
        yield from self.displacements

    def told(self) -> Iterator[Told[Actor] | Told[Ultimatum] | Told[Deal] | Told[Casualty] | Told[Displacement]]:
        """Every record that the situation rests on."""
        for actor in self.actors:
            yield from actor.told
        for matter in self.matters():
            yield from matter.records()
