"""The five kinds of record and the claims on them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Annotated, Any, Self

from pydantic import Field, ValidationInfo, computed_field, field_validator

from summarize.codes import EventCode, deal_codes, ultimatum_codes
from summarize.countries import is_country_code, stands_in
from summarize.dates import Direction
from summarize.document import Span
from summarize.schemas import vocabulary as v
from summarize.schemas.base import COMPUTED, EngineModel, Record, verbatim_values
from summarize.schemas.reading import Reading, current, name_key, names_nobody, refuse
from summarize.schemas.rejected import Rejected
from summarize.schemas.values import Count, Name, Place, Quote, When, Words

__all__ = ["Actor", "Casualty", "Claim", "Claimed", "Deal", "Displacement", "Ultimatum"]


# Signed it is, not "yet to be signed" or "have signed nothing".
_SIGNED = re.compile(
    r"^(?!.*\b(?:not|never|no(?:thing|body|ne)?|yet|will|would|could|may|might|be|to|until|unless|if|before)\b)"
    r".*\bsign(?:ed|s)\b",
    re.IGNORECASE,
)


class Claim(EngineModel):
    """Who stands behind a record. Attribution reaches its own sentence, and the next only if that one goes on with it
    ("he added", "also"). A named spokesman's statement is the spokesman's; the group has a claim of its own only for a
    statement that no spokesman is named for. A refusal stands on the ultimatum and on the deal that it concerns.
    Praise, comment and doubt about what will come of it are no claims. One claim per source and stance, with the most
    informative quote.
    """

    source: Name | None = Field(default=None, description="Null when the article says it in its own voice.")
    stance: v.Stance
    quote: Quote

    @classmethod
    def at(cls, reading: Reading, value: dict[str, Any]) -> AbstractContextManager[None]:
        """Where its own quote is: its source is named there."""
        return reading.beside(value.get("quote"))


class Actor(Record):
    """Every named person (bylines and credits aside), and every named organisation, armed group, force, government or
    state that acts, speaks, bargains, suffers, is feared or is credited with information. A ministry, army, council or
    security service is its own actor when it does something itself. A state's troops are one military actor, under the
    fullest form ("Syrian army"; "regime forces" is an alias). Not actors: places, events, documents, demonyms used as
    adjectives ("Syrian rebels"), news agencies that only relay. A news outlet only when it is itself the source of a
    claim or figure, not when it carries a named person's words.
    """

    name: str = Field(description="The fullest form in the article.")
    aliases: tuple[str, ...] = Field(
        default=(),
        description="Other named surface forms, verbatim: spelling variants, acronyms, capitals for governments, "
        "demonym nouns ('the Russians'); for states and their armies also 'the government', 'the regime'. No courtesy "
        "titles ('Mr.'), no pronouns, no other descriptions.",
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
        description="A person's title or role, without article, without the body's name where part_of has it.",
    )
    mentions: Annotated[tuple[Span, ...], COMPUTED] = Field(
        default=(), description="Every [start, end) where the name or an alias stands."
    )

    @field_validator("name")
    @classmethod
    def _name_stands(cls, name: str) -> str:
        return _surface(name)

    @field_validator("aliases")
    @classmethod
    def _aliases_stand(cls, aliases: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        return tuple(a for a in dict.fromkeys(map(_surface, aliases)) if a != info.data.get("name"))

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

    @classmethod
    def at(cls, reading: Reading, value: dict[str, Any]) -> AbstractContextManager[None]:
        """Where its name stands: its role is given there."""
        name = value.get("name")
        return reading.record((), (), reading.mentions([name]) if isinstance(name, str) else ())

    def complete(self, reading: Reading) -> Self:
        """Add the mentions too."""
        mentions = reading.mentions((self.name, *self.aliases))
        return super().complete(reading).model_copy(update={"mentions": mentions})


class Claimed(Record):
    """A proposition with claims on it."""

    claims: tuple[Claim, ...] = Field(min_length=1)

    def complete(self, reading: Reading) -> Self:
        """Of several claims of one source and stance, perhaps under two aliases, that with the longest quote stays."""
        best: dict[tuple[str | None, v.Stance], Claim] = {}
        for claim in sorted(self.claims, key=lambda c: -len(c.quote.text)):
            best.setdefault((_source(claim), claim.stance), claim)
        for i, claim in enumerate(self.claims):
            if best[_source(claim), claim.stance] is not claim:
                said = claim.source.name if claim.source else None
                given = {"source": said, "stance": claim.stance, "quote": claim.quote.text}
                why = "another claim of this source and stance has a longer quote"
                reading.reject(Rejected.because(f"{reading.path}.claims[{i}]", given, why))
        claims = tuple(c for c in self.claims if best[_source(c), c.stance] is c)
        return super().complete(reading).model_copy(update={"claims": claims})

    def _sources(self, *stances: v.Stance) -> set[str | None]:
        return {_source(c) for c in self.claims if c.stance in stances}

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
        return not denied and _two(self._sources(v.Stance.asserts), self._sources(v.Stance.doubts))


class Ultimatum(Claimed):
    """A demand of armed or political conflict (of states, armed groups, authorities, hostage-takers, their opponents),
    made by one party of another, with a threatened consequence or a deadline (or the article calls it an ultimatum).
    Not: a bare threat with no demand, a demand with neither, an observer's forecast ("if talks fail, an assault is
    likely"). Same issuer, targets and place: one ultimatum. Its claims: who says that it was given; who accepts,
    rejects or denies it.
    """

    issuers: tuple[Name, ...] = Field(
        default=(),
        description="Like the targets from the most specific sentence; a leader named as issuer stays a person; a "
        "mere messenger is none.",
    )
    targets: tuple[Name, ...] = ()
    demand: v.Demand
    demand_text: Words
    threat: v.Threat
    threat_text: Words | None = None
    deadline: When | None = Field(default=None, description="Or the words for one of unknown length ('a deadline').")
    response: v.Response
    place: Place | None = None

    @property
    def direction(self) -> Direction:
        """Forward: a deadline is still to come."""
        return Direction.forward

    @computed_field(description="PLOVER and CAMEO event codes.")  # type: ignore[prop-decorator]
    @property
    def codes(self) -> tuple[EventCode, ...]:
        """Event codes. It is a final demand when it has a deadline or its own words call it an ultimatum: the word may
        stand elsewhere in the article for another one.
        """
        final = self.deadline is not None or any("ultimatum" in w.text.casefold() for w in verbatim_values(self))
        return ultimatum_codes(demand=self.demand, threat=self.threat, response=self.response, final=final)


class Deal(Claimed):
    """An agreement of armed or political conflict, proposed, under negotiation, claimed, denied, in force or broken,
    between named or described parties. It takes a word of agreement, offer, talks, acceptance or refusal: "given safe
    passage" alone is a displacement, and a wish of people who are no party to talks is nothing. A refusal is one when
    the article says which deal was on the table. Talks about one matter are one deal; a counter-proposal with other
    terms is a deal of its own. Formal resolutions and laws are none.
    """

    kind: v.DealKind
    stage: v.Stage
    parties: tuple[Name, ...] = Field(min_length=1, description="Those the article puts to the deal; one is allowed.")
    mediators: tuple[Name, ...] = Field(
        default=(), description="Brokers, guarantors, hosts (who merely urges or welcomes is none)."
    )
    terms: tuple[Words, ...] = Field(default=(), description="One phrase a term, contested ones too.")
    place: Place | None = Field(default=None, description="Place it concerns.")
    date: When | None = Field(default=None, description="Of the latest stage.")

    @computed_field(description="PLOVER and CAMEO event codes.")  # type: ignore[prop-decorator]
    @property
    def codes(self) -> tuple[EventCode, ...]:
        """Event codes."""
        held = " ".join(c.quote.text for c in self.claims if c.stance in (v.Stance.asserts, v.Stance.accepts))
        said = " ".join((held, *(t.text for t in self.terms)))
        parties = {name_key(p.name) for p in self.parties}
        return deal_codes(
            kind=self.kind,
            stage=self.stage,
            called_for=all(c.stance is v.Stance.proposes and _source(c) not in parties for c in self.claims),
            unilateral=re.search(r"\bunilateral", said, re.IGNORECASE) is not None,
            signed=_SIGNED.search(held) is not None,
            mediated=bool(self.mediators),
        )


class Casualty(Claimed):
    """People killed, injured, missing or detained as figures, however old or cumulative. Like displacements from
    whatever cause, disasters included. No count phrase: no record. A total and each of its stated parts are records.
    Population figures ("home to some 400,000"), a group's strength and releases of prisoners are neither casualties nor
    displacements.
    """

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
    when: When | None = None
    place: Place | None = None


class Displacement(Claimed):
    """People moved, moving, or held from moving, as figures."""

    movement: v.Movement
    count: Count
    people: v.People
    origin: Place | None = Field(
        default=None,
        description="Like the destination a proper name rather than a description; for trapped: where they are.",
    )
    destination: Place | None = None
    when: When | None = None

    @property
    def direction(self) -> Direction:
        """Forward for movements that are expected."""
        return Direction.forward if self.movement is v.Movement.expected else Direction.back


def _surface(name: str) -> str:
    """The article's own form of an actor's name, as the engine wrote it where the article has that."""
    reading = current()
    if reading is None:
        return name
    if names_nobody(name):
        raise refuse(f"names nobody: {name[:80]!r}")
    return reading.surface(name)


def _source(claim: Claim) -> str | None:
    """Who says it, the same for "A resident" and "a resident"; None for the article itself."""
    return name_key(claim.source.name) if claim.source else None


def _two(some: Iterable[str | None], others: Iterable[str | None]) -> bool:
    """Whether there are two different sources, one among each."""
    return any(a != b for a in some for b in others)
