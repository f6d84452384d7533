"""The wording that the views of a situation share. Nothing here is escaped yet: that is for the one who prints it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from summarize.digest.matters import (
    AnyMatter,
    CasualtyFigures,
    Deadline,
    DealLine,
    DisplacementFigures,
    Matter,
    Statement,
    Step,
    Support,
    UltimatumLine,
    Value,
)
from summarize.digest.situation import Article, News, Repeated, ResolvedActor, Situation, Update
from summarize.digest.titles import named
from summarize.render.words import bounds, counted, label
from summarize.schemas import Stance

__all__ = [
    "actor_fields",
    "article",
    "clock",
    "day",
    "fields",
    "mark",
    "news_parts",
    "papers",
    "parts",
    "repeated",
    "sides",
    "step",
    "support",
    "update",
    "value_fields",
    "voice",
    "whole",
]

_AGAINST = (Stance.denies, Stance.doubts, Stance.rejects)


def day(value: dt.date | None) -> str:
    """A day, or that it is not known."""
    return value.isoformat() if value else "no date"


def whole(situation: Situation) -> str:
    """What the situation rests on, in a line."""
    outlets = len({a.outlet for a in situation.articles if a.outlet})
    copies = sum(a.copy_of is not None for a in situation.articles)
    told = [counted(len(situation.articles), "article")]
    told += [counted(outlets, "outlet")] if outlets else []
    told += [f"{copies:,} of them copied"] if copies else []
    return f"Situation: {', '.join(told)}" + (f", as of {day(situation.as_of)}" if situation.as_of else "")


def mark(matter: Matter) -> str:
    """The warning that a matter must not be read without; empty when there is none."""
    if matter.disputed:
        return "DISPUTED"
    if getattr(matter, "contradictions", ()):
        return "CONTRADICTORY"
    return "UNCONFIRMED" if matter.unconfirmed else ""


def fields(matter: AnyMatter, as_of: dt.date | None) -> Iterator[tuple[str, str]]:
    """A matter's fields with their labels, empty ones left out."""
    match matter:
        case UltimatumLine():
            latest = matter.told[-1].record
            yield "Demand", f"{latest.demand_text.text} ({label(matter.demand)})"
            yield "Threat", label(matter.threat)
            yield "Response", label(matter.response)
            yield from (("Deadline", clock(d, as_of)) for d in matter.deadlines)
        case DealLine():
            yield "Parties", named(matter.parties)
            if matter.mediators:
                yield "Mediators", named(matter.mediators)
        case CasualtyFigures() if matter.perpetrators:
            yield "By", named(matter.perpetrators)
        case _:
            pass
    yield "Behind it", support(matter.support)
    if matter.against.articles:
        yield "Against it", support(matter.against)


def clock(deadline: Deadline, as_of: dt.date | None) -> str:
    """A deadline, its day, and whether that is over."""
    if deadline.day is None:
        return f"{deadline.text} (no date)"
    if as_of is None:
        return f"{deadline.text}: {day(deadline.day)}"
    left = (deadline.day - as_of).days
    when = "passed" if deadline.passed else "today" if left == 0 else f"in {counted(left, 'day')}"
    return f"{deadline.text}: {day(deadline.day)}, {when}"


def support(value: Support) -> str:
    """How many stand behind something: outlets that are independent, sources that are original."""
    told = ((value.articles, "article"), (value.outlets, "outlet"), (value.sources, "source"))
    return ", ".join(counted(n, noun) for n, noun in told)


def step(station: Step, matter: Matter) -> tuple[str, str, str]:
    """When, what, and who says so, each once."""
    said = [matter.statements[i] for i in station.statements]
    who = dict.fromkeys(_speaker(s) for s in said)
    return day(station.date), label(station.what), "; ".join(who)


def _speaker(statement: Statement) -> str:
    return statement.source.name if statement.source else statement.outlet or "an article"


def update(value: Update) -> str:
    """A matter that is new or other, and what about it."""
    return f"{value.about}{': ' if value.what else ''}{'; '.join(value.what)}"


def papers(situation: Situation) -> dict[str, str]:
    """By article what to call it: its outlet, else its file, else its id."""
    return {a.id: a.outlet or (PurePath(a.source).name if a.source else "") or a.id for a in situation.articles}


def voice(statement: Statement, called: Mapping[str, str]) -> tuple[str, str, str]:
    """Who says something and how, in which paper and when, and the words."""
    who = statement.source.name if statement.source else "the article"
    return (
        f"{who} {label(statement.stance)}",
        f"{called[statement.article]}, {day(statement.date)}",
        f"“{statement.quote.text}”",
    )


def parts(situation: Situation) -> list[tuple[str, list[AnyMatter]]]:
    """The matters under their headings, those that are disputed first; headings without any are left out."""
    lines: list[AnyMatter] = [*situation.ultimatums, *situation.deals]
    found: list[tuple[str, list[AnyMatter]]] = [
        ("Disputed", [m for m in lines if m.disputed]),
        ("Ultimatums", [m for m in situation.ultimatums if not m.disputed]),
        ("Deals", [m for m in situation.deals if not m.disputed]),
        ("Casualties", list(situation.casualties)),
        ("Displacement", list(situation.displacements)),
    ]
    return [(heading, matters) for heading, matters in found if matters]


def sides(matter: Matter) -> tuple[list[Statement], list[Statement]]:
    """What is said for a matter, and what against it."""
    against = [s for s in matter.statements if s.stance in _AGAINST]
    return [s for s in matter.statements if s.stance not in _AGAINST], against


def value_fields(value: Value[Any], matter: CasualtyFigures | DisplacementFigures) -> tuple[str, str, str, str]:
    """When, the words, their bounds, and what the value rests on and whether another has taken its place."""
    keys = {(t.article, t.record.id) for t in value.told}
    who = dict.fromkeys(_speaker(s) for s in matter.statements if (s.article, s.record) in keys)
    later = next((v.text for v in matter.values if v.id == value.superseded_by), None)
    rests = f"{'; '.join(who)} ({support(value.support)})" + (f"; superseded by “{later}”" if later else "")
    days = day(value.first) if value.first == value.last else f"{day(value.first)} to {day(value.last)}"
    return days, value.text, bounds(value.told[0].record.count), rests


def actor_fields(actor: ResolvedActor) -> tuple[str, str, str, str]:
    """Name, other forms, what it is, and why its records are taken for one."""
    told = counted(len(actor.told), "article")
    kind = ", ".join(p for p in (label(actor.kind), label(actor.sector), actor.country or "") if p)
    why = "; ".join(dict.fromkeys(m.why for m in actor.merges if m.why != f"the same name: “{actor.name}”"))
    return actor.name, ", ".join(actor.forms[1:]), f"{kind}; {told}", why


def article(value: Article, articles: Iterable[Article]) -> tuple[str, str, str]:
    """Id, outlet and day, and where it came from."""
    original = next((a for a in articles if a.id == value.copy_of), None)
    copied = f" (a copy of {original.outlet or original.id})" if original else ""
    return value.id, f"{value.outlet or 'outlet unknown'}, {day(value.published)}{copied}", value.source or ""


def repeated(value: Repeated) -> str:
    """That an article was given more than once."""
    how = "the fullest one is used" if value.differing else "it counts once"
    return f"article {value.article} was given {value.reports} times: {how}"


def news_parts(news: News) -> Iterator[tuple[str, tuple[Update, ...]]]:
    """The kinds of news that there are, with their headings."""
    for name in ("new", "contradicted", "changed", "withdrawn", "silent"):
        if found := getattr(news, name):
            yield "Not told of again" if name == "silent" else name.capitalize(), found
