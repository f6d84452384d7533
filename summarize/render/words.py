"""The wording that all renderings share. Nothing here is escaped yet: that is for the one who prints it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from summarize.document import Document
from summarize.schemas import (
    Actor,
    Casualty,
    Claim,
    Claimed,
    Count,
    Deal,
    Displacement,
    Name,
    Rejected,
    Report,
    Stance,
    Ultimatum,
    When,
)

__all__ = [
    "NOTHING",
    "belonging",
    "bounds",
    "circumstances",
    "counted",
    "day_range",
    "deal_fields",
    "deal_title",
    "harm",
    "is_empty",
    "label",
    "mark",
    "moment",
    "people",
    "provenance",
    "published",
    "reasons",
    "rejected_title",
    "route",
    "sides",
    "source",
    "spoken",
    "tally",
    "title",
    "ultimatum_fields",
    "ultimatum_title",
    "victims",
]

NOTHING = "No ultimatum, deal, casualty or displacement found."

_TITLE = 150
"""Characters of an article's first paragraph that stand in for its headline."""

_AGAINST = (Stance.denies, Stance.doubts, Stance.rejects)


def label(value: str) -> str:
    """A vocabulary value as words: "cease_fire" is "cease fire"."""
    return str(value).replace("_", " ")


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 deal", "2 deals", "2 casualties", "2 days"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") and not noun.endswith("ay") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def tally(report: Report) -> str:
    """How much a report holds, in a few words."""
    kinds = (
        (report.actors, "actor"),
        (report.ultimatums, "ultimatum"),
        (report.deals, "deal"),
        (report.casualties, "casualty"),
        (report.displacements, "displacement"),
    )
    found = ", ".join(counted(len(records), noun) for records, noun in kinds)
    return f"{found}; {len(report.rejected)} rejected"


def title(report: Report) -> str:
    """The report's headline, else the article's own: its title, or how it begins."""
    document = report.document
    return report.headline or document.title or _beginning(document) or "(no headline)"


def _beginning(document: Document) -> str:
    start, end = next(iter(document.paragraphs), (0, 0))
    return document.text[start:end] if end - start <= _TITLE else f"{document.text[start : start + _TITLE]}…"


def bounds(count: Count) -> str:
    """The bounds that a count's words set: "≥ 12", "> 1,600", "5,000–13,000", "≈ 150,000"."""
    low, high = (None if n is None else f"{n:,}" for n in (count.low, count.high))
    match str(count.qualifier):
        case "exact":
            return low or high or ""
        case "more_than":
            return f"> {low}"
        case "about":
            return f"≈ {low or high}"
        case "vague":
            return f"≥ {low} (vague)" if high is None else f"{low}–{high} (vague)"
    if low and high:
        return f"{low}–{high}"
    return f"≥ {low}" if low else f"≤ {high}"


def day_range(when: When) -> str:
    """The calendar days of a time phrase; empty when there are none."""
    first, last = when.earliest, when.latest
    if first and last:
        return _day(first) if first == last else f"{_day(first)} to {_day(last)}"
    if first:
        return f"from {_day(first)}"
    return f"until {_day(last)}" if last else ""


def _day(day: dt.date) -> str:
    # Not strftime: its names of days depend on the locale, its years before 1000 on the C library.
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[day.weekday()]} {day.isoformat()}"


def moment(when: When | None) -> str:
    """A time phrase with its calendar days in brackets."""
    if when is None:
        return ""
    days = day_range(when)
    return f"{when.text} [{days}]" if days else when.text


def source(claim: Claim) -> str:
    """Who makes a claim."""
    return claim.source.name if claim.source else "the article"


def spoken(claim: Claim) -> str:
    """A claim's quote in quotation marks, with a word on how it was found where that was not exactly."""
    return f"“{claim.quote.text}”" if claim.quote.match != "near" else f"“{claim.quote.text}” (near match)"


def sides(record: Claimed) -> tuple[list[Claim], list[Claim]]:
    """The claims that stand behind a record, and those that deny, doubt or reject it."""
    against = [c for c in record.claims if c.stance in _AGAINST]
    return [c for c in record.claims if c.stance not in _AGAINST], against


def mark(record: Claimed) -> str:
    """The warning that a record must not be read without; empty when there is none."""
    return "DISPUTED" if record.disputed else "UNCONFIRMED" if record.unconfirmed else ""


def _listed(names: Iterable[Name]) -> str:
    return ", ".join(n.name for n in names)


def ultimatum_title(record: Ultimatum) -> str:
    """Who demands of whom: "Varenian army → Northern Shield"."""
    return f"{_listed(record.issuers) or 'issuer not named'} → {_listed(record.targets) or 'target not named'}"


def deal_title(record: Deal) -> str:
    """What kind of deal, and how far it has come."""
    return f"{label(record.kind).capitalize()} deal, {label(record.stage)}"


def ultimatum_fields(record: Ultimatum) -> Iterator[tuple[str, str]]:
    """An ultimatum's fields with their labels, empty ones left out."""
    yield "Demand", f"{record.demand_text.text} ({label(record.demand)})"
    threat = record.threat_text.text if record.threat_text else ""
    yield "Threat", f"{threat} ({label(record.threat)})" if threat else label(record.threat)
    if record.deadline:
        yield "Deadline", moment(record.deadline)
    yield "Response", label(record.response)
    if record.place:
        yield "Place", record.place.text


def deal_fields(record: Deal) -> Iterator[tuple[str, str]]:
    """A deal's fields with their labels, empty ones left out."""
    yield "Parties", _listed(record.parties)
    if record.mediators:
        yield "Mediators", _listed(record.mediators)
    if record.terms:
        yield "Terms", "; ".join(t.text for t in record.terms)
    if record.place:
        yield "Place", record.place.text
    if record.date:
        yield "Date", moment(record.date)


def circumstances(record: Casualty) -> list[str]:
    """Where, when, by what and by whom."""
    parts = [record.place.text if record.place else "", moment(record.when)]
    parts.append(f"cause: {record.cause.text}" if record.cause else "")
    parts.append(f"by {_listed(record.perpetrators)}" if record.perpetrators else "")
    return [p for p in parts if p]


def harm(record: Casualty) -> str:
    """The harm, and its scope where that is more than one incident."""
    return label(record.harm) if record.scope == "incident" else f"{label(record.harm)}, {label(record.scope)}"


def victims(record: Casualty) -> str:
    """Whom, in the article's words where it has them."""
    kind, words = record.victims, record.victims_text
    if words is None:
        return _known(kind)
    return words.text if kind in ("unknown", words.text.casefold()) else f"{words.text} ({label(kind)})"


def people(record: Displacement) -> str:
    """What the number counts."""
    return _known(record.people)


def _known(value: str) -> str:
    return "not specified" if value == "unknown" else label(value)


def route(record: Displacement) -> list[str]:
    """From where to where, and when."""
    preposition = "in" if record.movement == "trapped" else "from"
    origin = f"{preposition} {record.origin.text}" if record.origin else ""
    destination = f"to {record.destination.text}" if record.destination else ""
    return [p for p in (f"{origin} {destination}".strip(), moment(record.when)) if p]


def belonging(actor: Actor) -> str:
    """What an actor belongs to, and its role there."""
    return ", ".join(p for p in (actor.role and actor.role.text, actor.part_of and actor.part_of.name) if p)


def is_empty(report: Report) -> bool:
    """Whether the report holds actors at most."""
    return not (report.ultimatums or report.deals or report.casualties or report.displacements)


def rejected_title(report: Report) -> str:
    """How much was rejected."""
    return f"Rejected: {counted(len(report.rejected), 'part')} of the answer that the article does not bear out"


def reasons(rejected: Rejected) -> str:
    """What was rejected and why, on one line."""
    why = "; ".join(f"{p.path}: {p.reason}" if p.path else p.reason for p in rejected.problems)
    return f"{rejected.path}: {why}"


def published(document: Document) -> str:
    """When an article was published, and what says so unless it was given."""
    if document.published is None:
        return "publication date unknown"
    told_by = document.published_from
    return f"published {document.published.isoformat()}" + (
        f" (by its {told_by})" if told_by not in {None, "given"} else ""
    )


def provenance(report: Report) -> str:
    """What read which article, short."""
    made = report.provenance
    engine = f"{made.engine} {made.model}" if made.model else made.engine
    return (
        f"{published(report.document)} · read by {engine} · text {made.text_sha256[:12]} · schema {made.schema_version}"
    )
