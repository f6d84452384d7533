"""What many articles come to: every value of a `Situation` leads to the records, and so to the words, that it rests on.

A record stays as its report has it, spans included (`Told`); the situation says which records speak of one matter, who
stands behind it and against it, and what does not go together. Nothing is ever added up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, Generic, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from summarize.quantities import Qualifier
from summarize.schemas import (
    Actor,
    ActorKind,
    Casualty,
    Deal,
    DealKind,
    Demand,
    Displacement,
    Harm,
    Movement,
    People,
    Quote,
    Record,
    Response,
    Scope,
    Sector,
    Stage,
    Stance,
    Threat,
    Ultimatum,
    Victims,
)

__all__ = [
    "SITUATION_VERSION",
    "AnyMatter",
    "Article",
    "CasualtyFigures",
    "Contradiction",
    "Deadline",
    "DealLine",
    "DisplacementFigures",
    "Doubt",
    "Matter",
    "Merge",
    "News",
    "Party",
    "Reference",
    "Repeated",
    "ResolvedActor",
    "Situation",
    "Statement",
    "Step",
    "Support",
    "Told",
    "UltimatumLine",
    "Update",
    "Value",
]

SITUATION_VERSION: Final = "1"

R = TypeVar("R", bound=Record)


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", protected_namespaces=(), json_schema_serialization_defaults_required=True
    )


class Article(_Model):
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


class Repeated(_Model):
    """An article of which more than one report was given; one is used."""

    article: str
    reports: int = Field(ge=2)
    differing: bool = Field(description="The reports are not the same: the fullest one is used.")


class Reference(_Model):
    """A record of one article's report."""

    article: str
    record: str


class Told(_Model, Generic[R]):
    """A record as the report on `article` has it: offsets are in that article's text."""

    article: str
    record: R


class Party(_Model):
    """Somebody by name: an actor of the situation, or (`actor` null) a party in an article's words."""

    name: str
    actor: str | None


class Support(_Model):
    """How many stand behind something. Five articles that quote one monitor: five articles, one source."""

    articles: int = Field(ge=0, description="Articles that have it, copies included.")
    outlets: int = Field(ge=0, description="Most articles of them of which no two share an outlet or are copies.")
    sources: int = Field(ge=0, description="Original sources: actors (a person speaks for their body), else outlets.")


class Statement(_Model):
    """A claim of a record: who says so in which article."""

    article: str
    record: str
    outlet: str | None
    date: dt.date | None = Field(description="The article's publication date.")
    source: Party | None = Field(description="Null when the article says it in its own voice.")
    original: str = Field(description="The same for all statements of one original source.")
    stance: Stance
    quote: Quote


class Step(_Model):
    """A station in the life of an ultimatum or a deal, first told on `date`."""

    what: str = Field(
        description="Of a deal its stage, or denied, doubted, accepted, refused; of an ultimatum given, or an answer."
    )
    date: dt.date | None
    statements: tuple[int, ...] = Field(description="Positions in the matter's statements.")
    references: tuple[Reference, ...]


class Deadline(_Model):
    """An ultimatum's deadline as one article has it."""

    article: str
    record: str
    text: str
    day: dt.date | None = Field(description="Its last day; null when it cannot be worked out.")
    passed: bool | None = Field(description="Whether that day is before the situation's `as_of`; null when unknown.")


class Merge(_Model):
    """Why two articles' actors are taken for one."""

    one: Reference
    other: Reference
    why: str


class Doubt(_Model):
    """Two actors that may be one; they are kept apart."""

    one: str
    other: str
    why: str


class ResolvedActor(_Model):
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


class Matter(_Model):
    """What several records speak of."""

    id: str
    place: str | None
    statements: tuple[Statement, ...]
    support: Support = Field(description="Of the statements that assert, accept or propose it.")
    against: Support = Field(description="Of those that deny, doubt or reject it.")
    disputed: bool = Field(description="One source asserts or accepts it, another denies it.")
    unconfirmed: bool = Field(description="Asserted, doubted by another, denied by none.")


class UltimatumLine(Matter):
    """One ultimatum through all articles; `demand`, `threat`, `response` as the latest one has them."""

    type: Literal["ultimatum"] = "ultimatum"
    issuers: tuple[Party, ...]
    targets: tuple[Party, ...]
    demand: Demand
    threat: Threat
    response: Response
    deadlines: tuple[Deadline, ...] = Field(description="In the order they were told; more than one when it moved.")
    steps: tuple[Step, ...]
    told: tuple[Told[Ultimatum], ...]

    def records(self) -> tuple[Told[Ultimatum], ...]:
        """The records that speak of it."""
        return self.told


class DealLine(Matter):
    """One deal through all articles; `kind` and `stage` as the latest one has them."""

    type: Literal["deal"] = "deal"
    kind: DealKind
    stage: Stage
    parties: tuple[Party, ...]
    mediators: tuple[Party, ...]
    steps: tuple[Step, ...]
    told: tuple[Told[Deal], ...]

    def records(self) -> tuple[Told[Deal], ...]:
        """The records that speak of it."""
        return self.told


class Value(_Model, Generic[R]):
    """One figure of a series: all records with these bounds."""

    id: str
    low: int | None
    high: int | None
    qualifier: Qualifier
    text: str = Field(description="The words of the record told first.")
    first: dt.date | None = Field(description="Day it is of: its own time phrase's last day, else publication.")
    last: dt.date | None
    support: Support
    superseded_by: str | None = Field(description="Id of the value that takes its place.")
    told: tuple[Told[R], ...]


class Contradiction(_Model):
    """Two values of a series that cannot both hold."""

    one: str
    other: str
    why: str


class CasualtyFigures(Matter):
    """What is said of one harm to one group of people at one place."""

    type: Literal["casualty"] = "casualty"
    harm: Harm
    victims: Victims
    scope: Scope
    perpetrators: tuple[Party, ...]
    values: tuple[Value[Casualty], ...]
    contradictions: tuple[Contradiction, ...]

    def records(self) -> tuple[Told[Casualty], ...]:
        """The records that speak of it."""
        return tuple(t for v in self.values for t in v.told)


class DisplacementFigures(Matter):
    """What is said of one movement of one group of people."""

    type: Literal["displacement"] = "displacement"
    movement: Movement
    people: People
    destination: str | None
    values: tuple[Value[Displacement], ...]
    contradictions: tuple[Contradiction, ...]

    def records(self) -> tuple[Told[Displacement], ...]:
        """The records that speak of it."""
        return tuple(t for v in self.values for t in v.told)


class Update(_Model):
    """A matter against the earlier situation."""

    id: str = Field(description="The matter's id in this situation; for withdrawn and silent ones, in the earlier.")
    what: tuple[str, ...] = Field(description="What is different, in words.")


class News(_Model):
    """What is different from an earlier situation."""

    new: tuple[Update, ...] = Field(description="Matters that it had not.")
    changed: tuple[Update, ...] = Field(description="Another stage, answer, deadline or value, or one more source.")
    contradicted: tuple[Update, ...] = Field(description="Newly disputed, or with a value that cannot hold beside it.")
    withdrawn: tuple[Update, ...] = Field(description="An article that told of it is read again and has it no more.")
    silent: tuple[Update, ...] = Field(description="No article given this time tells of it.")


AnyMatter: TypeAlias = UltimatumLine | DealLine | CasualtyFigures | DisplacementFigures


class Situation(_Model):
    """Many articles, one picture. Loads back equal from its JSON (`Situation.model_validate_json`)."""

    situation_version: Literal["1"] = SITUATION_VERSION
    as_of: dt.date | None = Field(description="The day the clock is read at; else the last publication date.")
    articles: tuple[Article, ...]
    repeated: tuple[Repeated, ...]
    actors: tuple[ResolvedActor, ...]
    doubts: tuple[Doubt, ...]
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
