"""Ultimatums and deals as cards, and all their steps as one timeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from summarize.digest.matters import AnyMatter, DealLine, Reference, Step, UltimatumLine
from summarize.digest.situation import Situation
from summarize.digest.titles import title
from summarize.render import situation_words as w
from summarize.render.situation_page.claims import Sides, sides
from summarize.render.situation_page.evidence import Cited
from summarize.render.situation_page.names import Shown
from summarize.render.situation_page.page import Page
from summarize.render.words import counted, label
from summarize.schemas.values import Verbatim

__all__ = ["Card", "Clock", "Day", "Row", "Station", "card", "timeline"]


class Clock(NamedTuple):
    """A deadline: the words that set it, its last day, and how that stands to the day of the situation.

    `state` is passed, open or unknown.
    """

    cited: tuple[Cited, ...]
    day: str
    state: str
    left: str


class Row(NamedTuple):
    """A field: words of articles, each leading to its place, or people; `note` is what no article says."""

    name: str
    cited: tuple[Cited, ...] = ()
    people: tuple[Shown, ...] = ()
    note: str = ""


class Station(NamedTuple):
    """A step: who says so, and the words in which each article does."""

    day: str
    what: str
    who: str
    cited: tuple[Cited, ...]
    tag: str = ""
    kind: str = ""
    title: str = ""


class Day(NamedTuple):
    """What the timeline has for a day; a deadline that is yet to come is `ahead`."""

    day: str
    stations: list[Station]
    ahead: bool


class Card(NamedTuple):
    """An ultimatum or a deal."""

    tag: str
    kind: str
    title: str
    mark: str
    support: str
    clocks: list[Clock]
    rows: list[Row]
    steps: list[Station]
    sides: Sides


def card(matter: UltimatumLine | DealLine, situation: Situation, page: Page) -> Card:
    """All that the situation has on an ultimatum or a deal."""
    return Card(
        tag=page.names.matter(matter),
        kind=matter.type,
        title=title(matter),
        mark=w.mark(matter),
        support=w.support(matter.support),
        clocks=list(_clocks(matter, situation.as_of, page)) if isinstance(matter, UltimatumLine) else [],
        rows=list(_rows(matter, page)),
        steps=[_station(step, matter, page) for step in matter.steps],
        sides=sides(matter, page),
    )


def _clocks(matter: UltimatumLine, as_of: dt.date | None, page: Page) -> Iterator[Clock]:
    records = {(t.article, t.record.id): t.record for t in matter.told}
    days: dict[tuple[dt.date | None, str], list[Cited]] = {}
    for deadline in matter.deadlines:
        record = records.get((deadline.article, deadline.record))
        when = record.deadline if record else None
        number = page.evidence.number(deadline.article)
        cited = page.evidence.cite(deadline.article, when, matter.type) if when else Cited(deadline.text, number, "")
        days.setdefault((deadline.day, "" if deadline.day else deadline.text), []).append(cited)
    for (day, _), told in days.items():
        if day is None or as_of is None:
            yield Clock(tuple(told), w.day(day) if day else "", "unknown", "" if day else "on which day is not known")
            continue
        left = (day - as_of).days
        if left < 0:
            yield Clock(tuple(told), w.day(day), "passed", f"passed {counted(-left, 'day')} ago")
        else:
            yield Clock(tuple(told), w.day(day), "open", f"{counted(left, 'day')} left" if left else "the last day")


def _rows(matter: UltimatumLine | DealLine, page: Page) -> Iterator[Row]:
    if isinstance(matter, UltimatumLine):
        latest = matter.told[-1]
        record = latest.record
        demand = page.evidence.cite(latest.article, record.demand_text, matter.type)
        yield Row("Demand", (demand,), note=label(matter.demand))
        threat = record.threat_text
        yield Row(
            "Threat", _once([(latest.article, threat)] if threat else (), matter, page), note=label(matter.threat)
        )
        yield Row("Response", note=label(matter.response))
        yield Row("By", people=tuple(page.names.parties(matter.issuers)))
        yield Row("To", people=tuple(page.names.parties(matter.targets)))
        return
    yield Row("Parties", people=tuple(page.names.parties(matter.parties)))
    yield Row("Mediators", people=tuple(page.names.parties(matter.mediators)))
    yield Row("Terms", _once(((t.article, term) for t in matter.told for term in t.record.terms), matter, page))
    yield Row("Date", _once(((t.article, t.record.date) for t in matter.told if t.record.date), matter, page))


def _once(told: Iterable[tuple[str, Verbatim]], matter: AnyMatter, page: Page) -> tuple[Cited, ...]:
    """The same words of several articles once."""
    cited: dict[str, Cited] = {}
    for article, words in told:
        found = page.evidence.cite(article, words, matter.type)
        cited.setdefault(words.text.casefold(), found)
    return tuple(cited.values())


def _station(step: Step, matter: UltimatumLine | DealLine, page: Page) -> Station:
    day, what, who = w.step(step, matter)
    said = [matter.statements[i] for i in step.statements]
    cited = [page.evidence.cite(s.article, s.quote, matter.type) for s in said]
    told = {c.article for c in cited}
    # A step that rests on no statement of its own is in a record all the same: its first words lead there.
    others = (r for r in step.references if page.evidence.number(r.article) not in told)
    cited += [found for r in others if (found := _first(r, matter, page))]
    return Station(day, what, who, tuple(cited))


def _first(reference: Reference, matter: UltimatumLine | DealLine, page: Page) -> Cited | None:
    own = (s for s in matter.statements if (s.article, s.record) == (reference.article, reference.record))
    first = next(own, None)
    return page.evidence.cite(first.article, first.quote, matter.type) if first else None


def timeline(cards: Iterable[Card], as_of: dt.date | None) -> list[Day]:
    """The steps of all cards and the days on which deadlines end, by day; what has no day comes last."""
    unknown = w.day(None)
    stations = []
    for c in cards:
        stations += [s._replace(tag=c.tag, kind=c.kind, title=c.title) for s in c.steps]
        stations += [
            Station(k.day or unknown, "deadline", "", k.cited, c.tag, c.kind, c.title) for k in c.clocks if k.day
        ]
    today = as_of.isoformat() if as_of else unknown
    stations.sort(key=lambda s: (s.day == unknown, s.day))
    return [
        Day(day, list(group), ahead=unknown not in (today, day) and day > today)
        for day, group in groupby(stations, key=lambda s: s.day)
    ]
