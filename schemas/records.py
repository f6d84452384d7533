"""The five kinds of record and the claims on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from pydantic import Field, ModelWrapValidatorHandler, computed_field, field_validator, model_validator

from summarize.codes import EventCode, deal_codes, ultimatum_codes
from summarize.countries import is_country_code, stands_in
from summarize.dates import Direction
from summarize.document import Span
from summarize.schemas import vocabulary as v
from summarize.schemas.base import EngineModel, Record
from summarize.schemas.reading import Reading, current, refuse
from summarize.schemas.values import Count, Name, Place, Quote, When, Words

__all__ = ["Actor", "Casualty", "Claim", "Claimed", "Deal", "Displacement", "Ultimatum"]


class Claim(EngineModel):
    """Who stands behind a record. Attribution reaches its own sentence, and the next only if that one goes on with it
    ("he added"). A named spokesman's statement is the spokesman's. One claim per source and stance, with the most
    informative quote."""

    source: Name | None = Field(
        default=None, description="The actor or unnamed source credited; null when the article says it in its own voice."
    )
    stance: v.Stance
    quote: Quote

    @classmethod
    def _read_in(cls, reading: Reading, value: Mapping[str, Any], handler: ModelWrapValidatorHandler[Self]) -> Self:
        with reading.beside(str(value.get("quote"))):
            return handler(dict(value))


class Actor(Record):
    """Every named person (bylines and credits aside), and every named organisation, armed group, force, government or
    state that acts, speaks, bargains, suffers, is feared or is credited with information. A ministry, army, council or
    security service is its own actor when it does something itself; a state's troops are one military actor. Not actors:
    places, events, documents, adjectives ("Syrian rebels"), news agencies that only relay. A news outlet only when it is
    itself the source."""

    derived: ClassVar[frozenset[str]] = Record.derived | {"mentions"}

    name: str = Field(description="The fullest form in the article.")
    aliases: tuple[str, ...] = Field(
        default=(),
        description="Other named surface forms, verbatim: spelling variants, acronyms, capitals for governments, demonym "
        "nouns ('the Russians'); for states and armies also 'the government', 'the regime'. No pronouns or descriptions.",
    )
    kind: v.ActorKind
    sector: v.Sector
    country: str | None = Field(
        default=None,
        description="ISO 3166-1 alpha-3 of the state it belongs to, else of the state it fights in; only where that "
        "state's name, demonym or capital stands in the article; a seat ('Britain-based') gives none; null for "
        "international bodies.",
    )
    part_of: Name | None = Field(default=None, description="Name of the actor it belongs to.")
    role: Words | None = Field(
        default=None,
        description="A person's title or role, verbatim, without article, and without the body's name where part_of has it.",
    )
    mentions: tuple[Span, ...] = Field(default=(), description="Every [start, end) where the name or an alias stands.")

    @field_validator("name")
    @classmethod
    def _name_stands(cls, name: str) -> str:
        return _surface(name)

    @field_validator("aliases")
    @classmethod
    def _aliases_stand(cls, aliases: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_surface(a) for a in aliases))

    @field_validator("country")
    @classmethod
    def _country_stands(cls, country: str | None) -> str | None:
        reading = current()
        if country is not None:
            if not is_country_code(country):
                raise refuse("no ISO 3166-1 alpha-3 code")
            if reading is not None and not stands_in(country, reading.document.text):
                raise refuse("neither name, demonym nor capital of that state stands in the article")
        return country

    def _derive(self, reading: Reading) -> Self:
        return self.model_copy(update={"mentions": reading.mentions((self.name, *self.aliases))})


class Claimed(Record):
    """A proposition with claims on it."""

    claims: tuple[Claim, ...] = Field(
        min_length=1, description="Who asserts, denies, doubts, proposes, accepts or rejects it."
    )

    @model_validator(mode="after")
    def _one_claim_per_source_and_stance(self) -> Self:
        seen = {(c.source and c.source.name, c.stance) for c in self.claims}
        if len(seen) < len(self.claims):
            raise refuse("two claims of one source and stance: keep the one with the most informative quote")
        return self

    def _sources(self, *stances: v.Stance) -> set[str | None]:
        return {c.source and c.source.name for c in self.claims if c.stance in stances}

    @computed_field(description="One source asserts or accepts it, another denies it.")  # type: ignore[prop-decorator]
    @property
    def disputed(self) -> bool:
        """Whether one source asserts or accepts this and another denies it."""
        return _two(self._sources(v.Stance.asserts, v.Stance.accepts), self._sources(v.Stance.denies))

    @computed_field(description="Asserted, doubted by another, denied by none.")  # type: ignore[prop-decorator]
    @property
    def unconfirmed(self) -> bool:
        """Whether this is asserted, doubted by another source and denied by none."""
        denied = self._sources(v.Stance.denies)
        return not denied and _two(self._sources(v.Stance.asserts, v.Stance.accepts), self._sources(v.Stance.doubts))


class Ultimatum(Claimed):
    """A demand of armed or political conflict, made by one party of another, with a threatened consequence or a deadline
    (or the article calls it an ultimatum). Not: a bare threat, a demand with neither, an observer's forecast, sport or
    business. Same issuer, targets and place: one ultimatum."""

    derived: ClassVar[frozenset[str]] = Record.derived | {"codes"}
    direction: ClassVar[Direction] = Direction.forward

    issuers: tuple[Name, ...] = Field(
        default=(),
        description="From the most specific sentence; a leader named as issuer stays a person; a messenger is none.",
    )
    targets: tuple[Name, ...] = Field(default=(), description="From the most specific sentence.")
    demand: v.Demand
    demand_text: Words
    threat: v.Threat
    threat_text: Words | None = None
    deadline: When | None = Field(
        default=None, description="Or the words for a deadline of unknown length ('a deadline'), or null."
    )
    response: v.Response
    place: Place | None = None
    codes: tuple[EventCode, ...] = Field(default=(), description="PLOVER and CAMEO event codes.")

    def _derive(self, reading: Reading) -> Self:
        final = self.deadline is not None or "ultimatum" in reading.document.text.casefold()
        codes = ultimatum_codes(demand=self.demand, threat=self.threat, response=self.response, final=final)
        return self.model_copy(update={"codes": codes})


class Deal(Claimed):
    """An agreement of armed or political conflict, proposed, under negotiation, claimed, denied, in force or broken. It
    takes a word of agreement, offer, talks, acceptance or refusal; a refusal only when the article says which deal was on
    the table. Talks about one matter are one deal; a counter-proposal with other terms is a deal of its own. Formal
    resolutions, laws and contracts are none."""

    derived: ClassVar[frozenset[str]] = Record.derived | {"codes"}

    kind: v.DealKind
    stage: v.Stage
    parties: tuple[Name, ...] = Field(min_length=1, description="Those the article puts to the deal; one is allowed.")
    mediators: tuple[Name, ...] = Field(default=(), description="Brokers, guarantors, hosts; who merely urges is none.")
    terms: tuple[Words, ...] = Field(default=(), description="Verbatim phrases, one a term, contested ones too.")
    place: Place | None = Field(default=None, description="Place it concerns.")
    date: When | None = Field(default=None, description="Of the latest stage.")
    codes: tuple[EventCode, ...] = Field(default=(), description="PLOVER and CAMEO event codes.")

    def _derive(self, reading: Reading) -> Self:
        held = " ".join(c.quote.text for c in self.claims if c.stance in (v.Stance.asserts, v.Stance.accepts))
        said = " ".join((held, *(t.text for t in self.terms)))
        codes = deal_codes(
            kind=self.kind,
            stage=self.stage,
            called_for=all(c.stance is v.Stance.proposes for c in self.claims),
            unilateral=re.search(r"\bunilateral", said, re.IGNORECASE) is not None,
            signed=re.search(r"\bsign(?:ed|s)\b", held, re.IGNORECASE) is not None,
            mediated=bool(self.mediators),
        )
        return self.model_copy(update={"codes": codes})


class Casualty(Claimed):
    """People killed, injured, missing or detained as figures, however old or cumulative, from whatever cause. No count
    phrase: no record. A total and each of its stated parts are records; two different figures for one thing are two; a
    vaguer count that contains the exact one is a restatement, a further claim. Releases of prisoners are none."""

    harm: v.Harm
    count: Count
    victims: v.Victims
    victims_text: Words | None = Field(
        default=None, description="Noun phrase without the count, from the antecedent where it is elliptic."
    )
    perpetrators: tuple[Name, ...] = Field(
        default=(),
        description="Only if the same sentence names the actor as doer, or as owner of the deadly operation.",
    )
    cause: Words | None = Field(
        default=None, description="Noun phrase without article: 'heavy airstrikes', 'government offensive'."
    )
    scope: v.Scope
    when: When | None = Field(default=None, description="In the same sentence as the figure.")
    place: Place | None = None


class Displacement(Claimed):
    """People moved, moving, or held from moving, as figures. Population figures and a group's strength are none."""

    movement: v.Movement
    count: Count
    people: v.People
    origin: Place | None = Field(
        default=None, description="A proper name rather than a description; for trapped: where they are."
    )
    destination: Place | None = None
    when: When | None = Field(default=None, description="In the same sentence as the figure.")

    @classmethod
    def _direction(cls, value: Mapping[str, Any]) -> Direction:
        return Direction.forward if value.get("movement") == v.Movement.expected else Direction.back


def _surface(name: str) -> str:
    """The article's own form of an actor's name, when an article is being read."""
    reading = current()
    if reading is None:
        return name
    found = reading.find(name)
    if found is None:
        raise reading.not_found(name)
    return reading.document.text[found.span.start : found.span.end]


def _two(some: set[str | None], others: set[str | None]) -> bool:
    """Whether the two sets name two different sources, one in each."""
    return any(a != b for a in some for b in others)
