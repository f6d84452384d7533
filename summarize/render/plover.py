"""Events in the columns of POLECAT, the event data set that is coded by PLOVER.

The first forty columns and their order are those of the data set's own files (Halterman et al., *PLOVER and POLECAT*,
https://doi.org/10.7910/DVN/AJGVIT); the eight after them are added here. PLOVER's manual (Open Event Data Alliance,
draft 0.8) has the quad categories, the sector codes and the rule that several actors are one list (§ Compound and
Reciprocal Actors): parties who do a thing together are all actors, with no recipient. A list is separated by "; ", as
POLECAT does, with None for a member of whom a thing is not known; a cell of which nothing is known is empty.

Which events:

- a code of a record (`Ultimatum.codes`, `Deal.codes`) is an event when somebody stands behind it: a source asserts or
  accepts it, or the act itself is a claim (who proposes, calls for or rejects a deal, who rejects an ultimatum). What
  is only denied or doubted is no event and left out;
- what one asserts and another denies is an event and flagged: neither PLOVER nor CAMEO can hold "X denies the deal", so
  `Status` says disputed (or unconfirmed) and `Note` who says what. To have only what nobody contests, keep the rows
  with no `Status`;
- an event without a named actor is left out, as in PLOVER.

Event Date is the first day that the article's words allow for a deal, else the publication date, which is POLECAT's own
rule; an ultimatum's deadline is no date of its own. What is never filled: Event Intensity, Contexts, COW numbers,
Wikipedia's names, everything that takes a gazetteer (Placename to GeoNames ID, Feature Type) and Language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from summarize.codes import EventCode, Facet
from summarize.render.tables import report_id
from summarize.schemas import Actor, ActorKind, Claim, Deal, Name, Place, Report, Sector, Stage, Stance, Ultimatum
from summarize.schemas import verbatim_values as words_in

__all__ = ["COLUMNS", "rows"]

COLUMNS: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
    "Headline", "Event Text", "CAMEO", "Status", "Note", "Report", "Record", "SHA-256",
)  # fmt: skip

_QUAD: Final = {
    "AGREE": "VERBAL COOPERATION",
    "CONSULT": "VERBAL COOPERATION",
    "SUPPORT": "VERBAL COOPERATION",
    "CONCEDE": "VERBAL COOPERATION",
    "RETREAT": "MATERIAL COOPERATION",
    "REQUEST": "VERBAL CONFLICT",
    "REJECT": "VERBAL CONFLICT",
    "THREATEN": "VERBAL CONFLICT",
}
# What PLOVER counts as an actor code of its own (IGO, NGO), and what it has no sector for, is None.
_SECTORS: Final[Mapping[Sector, str | None]] = {
    Sector.government: "GOV",
    Sector.military: "MIL",
    Sector.police: "COP",
    Sector.intelligence: "SPY",
    Sector.rebel_group: "REB",
    Sector.paramilitary: "PRM",
    Sector.political: "PTY",
    Sector.intergovernmental: None,
    Sector.ngo: None,
    Sector.media: "JRN",
    Sector.medical: "MED",
    Sector.civilian: "CVL",
    Sector.other: None,
}
_STATELESS: Final = {Sector.intergovernmental: "IGO", Sector.ngo: "NGO"}
_SAYS: Final = {
    Stance.asserts: "asserted",
    Stance.denies: "denied",
    Stance.doubts: "doubted",
    Stance.proposes: "proposed",
    Stance.accepts: "accepted",
    Stance.rejects: "rejected",
}
_BEHIND: Final = (Stance.asserts, Stance.accepts)


def rows(report: Report) -> Iterator[tuple[str, ...]]:
    """The report's events, a row each, with a cell for each of `COLUMNS`."""
    about = _about(report)
    actors = {a.name: a for a in report.actors}
    records: list[Ultimatum | Deal] = [*report.ultimatums, *report.deals]
    for record in records:
        for code in record.codes:
            claims = [c for c in record.claims if c.stance in _stances(record, code)]
            doers, receivers = _roles(record, code)
            if not claims or not doers:
                continue
            cells = about | _who("Actor", doers, actors) | _who("Recipient", receivers, actors)
            cells |= {
                "Event ID": f"{about['Report']}-{record.id}_{code.of}",
                "Event Date": _day(_when(record) or report.document.published),
                "Event Type": code.plover,
                "Event Mode": code.mode or "",
                "Quad Code": _QUAD[code.plover],
                "Raw Placename": record.place.text if record.place else "",
                "Event Text": _told(claims, record, code).quote.text,
                "CAMEO": code.cameo,
                "Status": "disputed" if record.disputed else "unconfirmed" if record.unconfirmed else "",
                "Note": "; ".join(f"{_SAYS[c.stance]} by {_source(c)}" for c in record.claims),
                "Record": record.id,
            }
            yield tuple(cells.get(column, "") for column in COLUMNS)


def _about(report: Report) -> dict[str, str]:
    """What all events of an article share."""
    document, made = report.document, report.provenance
    people = [a.name for a in report.actors if a.kind is ActorKind.person]
    bodies = [a.name for a in report.actors if a.kind is ActorKind.organization]
    states = [a.name for a in report.actors if a.kind is ActorKind.state]
    places = [v.text for r in report.records() for v in words_in(r) if isinstance(v, Place)]
    return {
        "Source": document.source or "",
        "Publication Date": _day(document.published),
        "Story People": _listed(people),
        "Story Organizations": _listed(bodies),
        "Story Locations": _listed(dict.fromkeys((*states, *places))),
        "Version": " ".join(filter(None, ("summarize", made.schema_version, made.engine, made.model))),
        "Headline": document.title or report.headline or "",
        "Report": report_id(report),
        "SHA-256": document.sha256,
    }


def _stances(record: Ultimatum | Deal, code: EventCode) -> tuple[Stance, ...]:
    """The stances that stand behind an event."""
    if isinstance(record, Ultimatum):
        return (*_BEHIND, Stance.rejects)  # what somebody rejects was given
    if record.stage in (Stage.proposed, Stage.negotiating) or code.of is Facet.mediation:
        return (*_BEHIND, Stance.proposes)
    return (*_BEHIND, Stance.rejects) if record.stage is Stage.rejected else _BEHIND


def _roles(record: Ultimatum | Deal, code: EventCode) -> tuple[Sequence[Name], Sequence[Name]]:
    """Who does it, and to whom."""
    if isinstance(record, Ultimatum):
        answer = code.of is Facet.response
        return (record.targets, record.issuers) if answer else (record.issuers, record.targets)
    if code.of is Facet.mediation:
        return record.mediators, record.parties
    if code.plover == "REQUEST":
        return _sources(record, Stance.proposes), record.parties
    alone = {
        Stage.proposed: (Stance.proposes,),
        Stage.rejected: (Stance.rejects,),
    }.get(record.stage, _BEHIND if code.plover == "CONCEDE" else ())
    parties = {p.name for p in record.parties}
    doing = {s.name for s in _sources(record, *alone)} & parties
    if not doing:
        return record.parties, ()
    return [p for p in record.parties if p.name in doing], [p for p in record.parties if p.name not in doing]


def _sources(record: Deal, *stances: Stance) -> list[Name]:
    """Who claims so, each once."""
    return list({c.source.name: c.source for c in record.claims if c.source and c.stance in stances}.values())


def _who(role: str, names: Sequence[Name], actors: Mapping[str, Actor]) -> dict[str, str]:
    known = [actors.get(n.name) for n in names]
    sectors = [_SECTORS[a.sector] if a else None for a in known]
    countries = [a.country or _STATELESS.get(a.sector) if a else None for a in known]
    return {
        f"{role} Name": _listed(n.name for n in names),
        f"{role} Country": _aligned(countries),
        f"Primary {role} Sector": _aligned(sectors),
        f"{role} Sectors": _aligned(sectors),
        f"{role} Title": _aligned([a.role.text if a and a.role else None for a in known]),
        f"{role} Name Raw": _listed(n.text for n in names),
    }


def _aligned(values: Sequence[str | None]) -> str:
    """One for each actor; nothing where nothing is known of any."""
    return _listed(v or "None" for v in values) if any(values) else ""


def _listed(values: Iterable[str]) -> str:
    # The separator is the list's own: a name with a semicolon is one name still.
    return "; ".join(v.replace(";", ",") for v in values)


def _told(claims: Sequence[Claim], record: Ultimatum | Deal, code: EventCode) -> Claim:
    """The claim that tells the event: the act itself where that is a claim, else the first that stands behind it."""
    stance = None
    if code.of is Facet.response or (isinstance(record, Deal) and record.stage is Stage.rejected):
        stance = Stance.rejects if code.plover == "REJECT" else Stance.accepts
    elif code.plover == "REQUEST":
        stance = Stance.proposes
    elif code.of is Facet.ultimatum:
        stance = Stance.asserts
    return next((c for c in claims if c.stance is stance), claims[0])


def _source(claim: Claim) -> str:
    return claim.source.name if claim.source else "the article"


def _when(record: Ultimatum | Deal) -> dt.date | None:
    if isinstance(record, Ultimatum) or record.date is None:
        return None
    return record.date.earliest or record.date.latest


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
