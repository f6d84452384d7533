"""The closed vocabularies of the codebook. Values are what stands in JSON; docstrings are read by models."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "ActorKind",
    "DealKind",
    "Demand",
    "Harm",
    "Movement",
    "People",
    "Response",
    "Scope",
    "Sector",
    "Stage",
    "Stance",
    "Threat",
    "Victims",
]


class ActorKind(StrEnum):
    """state: a country or its government as a whole."""

    state = "state"
    organization = "organization"
    person = "person"


class Sector(StrEnum):
    """A person takes the sector of the body they speak or act for. government: ministries too. rebel_group: any
    non-state armed group against the state, jihadist ones too. paramilitary: armed, pro-government. political: party,
    opposition body, negotiating committee. ngo: monitors too. civilian: activists too.
    """

    government = "government"
    military = "military"
    police = "police"
    intelligence = "intelligence"
    rebel_group = "rebel_group"
    paramilitary = "paramilitary"
    political = "political"
    intergovernmental = "intergovernmental"
    ngo = "ngo"
    media = "media"
    medical = "medical"
    civilian = "civilian"
    other = "other"


class Demand(StrEnum):
    """negotiate: enter talks. accept_terms: take or sign what is on the table; also every either-or demand."""

    leave = "leave"
    surrender = "surrender"
    disarm = "disarm"
    accept_terms = "accept_terms"
    release = "release"
    cease_fire = "cease_fire"
    allow_access = "allow_access"
    negotiate = "negotiate"
    policy_change = "policy_change"
    other = "other"


class Threat(StrEnum):
    """An alternative that the target may choose is no threat: unstated."""

    force = "force"
    siege = "siege"
    sanctions = "sanctions"
    arrest = "arrest"
    expulsion = "expulsion"
    withdrawal = "withdrawal"
    other = "other"
    unstated = "unstated"


class Response(StrEnum):
    """The targets' answer where the article leaves it, an earlier refusal by the target as a whole included. Split
    targets with no common answer: pending.
    """

    accepted = "accepted"
    rejected = "rejected"
    partial = "partial"
    counter_offer = "counter_offer"
    pending = "pending"
    unknown = "unknown"


class DealKind(StrEnum):
    """evacuation: people or fighters are to move; it takes precedence. surrender: reconciliation, handover of arms or
    area. settlement: peace or political accord.
    """

    evacuation = "evacuation"
    ceasefire = "ceasefire"
    surrender = "surrender"
    prisoner_release = "prisoner_release"
    aid_access = "aid_access"
    settlement = "settlement"
    other = "other"


class Stage(StrEnum):
    """The furthest that anyone asserts: proposed < negotiating < agreed < implementing < completed. Overridden where it
    is the latest state by suspended (halted for now), collapsed (broken, or expired with fighting resumed) or rejected
    (and no talks go on). implementing by departures only when they are said to be under the deal.
    """

    proposed = "proposed"
    negotiating = "negotiating"
    agreed = "agreed"
    implementing = "implementing"
    completed = "completed"
    suspended = "suspended"
    collapsed = "collapsed"
    rejected = "rejected"


class Harm(StrEnum):
    """detained: held against their will: captured, kidnapped, imprisoned."""

    killed = "killed"
    injured = "injured"
    missing = "missing"
    detained = "detained"


class Victims(StrEnum):
    """unknown: "people", "prisoners"."""

    civilians = "civilians"
    combatants = "combatants"
    mixed = "mixed"
    unknown = "unknown"


class Scope(StrEnum):
    """incident: one attack, day or battle. cumulative: an offensive, a siege, a war, a period. standing: a number held
    at a time.
    """

    incident = "incident"
    cumulative = "cumulative"
    standing = "standing"


class Movement(StrEnum):
    """evacuated: convoys, buses, safe passage or a deal in the same paragraph. displaced: stock, or the manner of
    leaving unsaid. trapped: a word of being held or hemmed in. expected: planned or foreseen.
    """

    fled = "fled"
    evacuated = "evacuated"
    returned = "returned"
    displaced = "displaced"
    trapped = "trapped"
    expected = "expected"


class People(StrEnum):
    """What the number counts. unknown: "people"."""

    civilians = "civilians"
    fighters = "fighters"
    families = "families"
    mixed = "mixed"
    unknown = "unknown"


class Stance(StrEnum):
    """Toward the thing itself, never toward its stage. Statements, by the speaker closest to the fact ("X, quoted by Y,
    said": X): asserts it is so; denies it against another's word; doubts it (not yet, unconfirmed, still open, hopeful
    or conditional, nobody contradicted). Positions of a party, whoever reports them, in the article's own voice too:
    proposes (offers it, calls for it), accepts, rejects. An acceptance reported by others and contested is the
    reporter's asserts.
    """

    asserts = "asserts"
    denies = "denies"
    doubts = "doubts"
    proposes = "proposes"
    accepts = "accepts"
    rejects = "rejects"
