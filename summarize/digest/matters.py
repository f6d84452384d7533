"""What several articles tell of one matter: an ultimatum, a deal, a series of figures."""

from __future__ import annotations

import datetime as dt
from typing import Generic, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from summarize.quantities import Qualifier
from summarize.schemas import (
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
    Stage,
    Stance,
    Threat,
    Ultimatum,
    Victims,
)

__all__ = [
    "AnyMatter",
    "CasualtyFigures",
    "Contradiction",
    "Deadline",
    "DealLine",
    "DisplacementFigures",
    "Matter",
    "Model",
    "Party",
    "Reference",
    "Statement",
    "Step",
    "Support",
    "Told",
    "UltimatumLine",
    "Value",
]

_R = TypeVar("_R", bound=Record)


class Model(BaseModel):
    """Frozen, and nothing unknown in it."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", protected_namespaces=(), json_schema_serialization_defaults_required=True
    )


class Reference(Model):
    """A record of one article's report."""

    article: str
    record: str


class Told(Model, Generic[_R]):
    """A record as the report on `article` has it: offsets are in that article's text."""

    article: str
    record: _R


class Party(Model):
    """Somebody by name: an actor of the situation, or (`actor` null) a party in an article's words."""

    name: str
    actor: str | None


class Support(Model):
    """How many stand behind something. Five articles that quote one monitor: five articles, one source."""

    articles: int = Field(ge=0, description="Articles that have it, copies included.")
    outlets: int = Field(ge=0, description="Most articles of them of which no two share an outlet or are copies.")
    sources: int = Field(ge=0, description="Original sources: actors (a person speaks for their body), else outlets.")


class Statement(Model):
    """A claim of a record: who says so in which article."""

    article: str
    record: str
    outlet: str | None
    date: dt.date | None = Field(description="The article's publication date.")
    source: Party | None = Field(description="Null when the article says it in its own voice.")
    original: str = Field(description="The same for all statements of one original source.")
    stance: Stance
    quote: Quote


class Step(Model):
    """A station in the life of an ultimatum or a deal, first told on `date`."""

    what: str = Field(
        description="Of a deal its stage, or denied, doubted, accepted, refused; of an ultimatum given, or an answer."
    )
    date: dt.date | None
    statements: tuple[int, ...] = Field(description="Positions in the matter's statements.")
    references: tuple[Reference, ...]


class Deadline(Model):
    """An ultimatum's deadline as one article has it."""

    article: str
    record: str
    text: str
    day: dt.date | None = Field(description="Its last day; null when it cannot be worked out.")
    passed: bool | None = Field(description="Whether that day is before the situation's `as_of`; null when unknown.")


class Matter(Model):
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


class Value(Model, Generic[_R]):
    """One figure of a series: all records with these bounds."""

    id: str
    low: int | None
    high: int | None
    qualifier: Qualifier
    text: str = Field(description="The words of the record told first.")
    first: dt.date | None = Field(description="Day it is of: its own time phrase's last day, else publication.")
    last: dt.date | None
    sources: tuple[Party, ...] = Field(description="Who it rests on; none where no article names anybody.")
    support: Support
    superseded_by: str | None = Field(description="Id of the value that takes its place.")
    told: tuple[Told[_R], ...]


class Contradiction(Model):
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


AnyMatter: TypeAlias = UltimatumLine | DealLine | CasualtyFigures | DisplacementFigures
