"""Small reports of many articles, for the tests of the situation."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from fiction import actor, casualty, claim, deal, report, ultimatum

from summarize import Document, Report
from summarize.digest import Situation

DAY = dt.date(2031, 5, 2)  # a Friday
WORDS = [a + b for a in ("ka", "lo", "mi", "ru", "se", "tan") for b in ("bel", "dor", "fin", "gat", "hul", "pem")]
STATES = "Syria, Iraq, Russia, Ukraine, Colombia, Somalia, Pakistan and Lebanon"


def dispatch(
    answer: dict[str, Any], *sentences: str, outlet: str | None = None, day: int = 0, lead: str = ""
) -> Report:
    """The report on an article of these sentences, each a paragraph, that appeared `day` days after DAY."""
    own = f"Dispatch of day {day} from {outlet or 'nowhere'}"
    filling = " ".join(Random(own).choices(WORDS, k=60))  # so that no two are copies of one another
    text = "\n\n".join((lead or f"{own}: {filling}.", *sentences))
    source = f"in/{outlet}--{day}.txt" if outlet else f"in/{abs(hash(text))}.txt"
    read = report(answer, Document(text=text, source=source, published=DAY + dt.timedelta(day)))
    assert not read.rejected, read.rejected
    return read


def cast(*actors: dict[str, Any], outlet: str | None = None, day: int = 0) -> Report:
    """An article in which these actors are named, and nothing else."""
    names = [f"{n}." for a in actors for n in (a["name"], *a["aliases"], a["part_of"], a["role"]) if n]
    return dispatch({"actors": list(actors)}, *names, f"So much from {STATES}.", outlet=outlet, day=day)


def group(name: str, *aliases: str, **more: Any) -> dict[str, Any]:
    return actor(name, aliases=list(aliases), **more)


def person(name: str, *aliases: str, **more: Any) -> dict[str, Any]:
    return actor(name, "person", aliases=list(aliases), **more)


def clusters(situation: Situation) -> list[list[str]]:
    """The names that are one actor, for actors of more than one article."""
    found = [sorted(t.record.name for t in a.told) for a in situation.actors]
    return sorted(names for names in found if len(names) > 1)


ACTORS = [
    actor("Varenian army", sector="military"),
    actor("Northern Shield"),
    actor("Pavel Osk", "person", part_of="Northern Shield"),
    actor("Lantern Relief", sector="ngo"),
    actor("Halvia", "state", "government"),
]
NAMED = "Named are the Varenian army, the Northern Shield, Pavel Osk, Lantern Relief and Halvia."


def toll(
    count: str,
    *,
    source: str | None = "Lantern Relief",
    outlet: str | None = None,
    day: int = 0,
    place: str = "Keslow",
    **more: Any,
) -> Report:
    """An article with one casualty figure."""
    whom = more.pop("victims_text", "civilians")
    said = f"{count} {whom} were killed in {place}"
    words = [v for k, v in more.items() if k in ("cause", "when") and v]
    record = casualty(
        count=count,
        victims_text=whom,
        place=place,
        scope="cumulative",
        when=None,
        claims=[claim(source, "asserts", said)],
    )
    answer = {"actors": ACTORS, "casualties": [record | more]}
    return dispatch(answer, f"{said} {' '.join(words)}, it was said.", NAMED, outlet=outlet, day=day)


def accord(
    stage: str,
    *claims: tuple[str | None, str, str],
    outlet: str | None = None,
    day: int = 0,
    place: str | None = "Keslow",
    **more: Any,
) -> Report:
    """An article on one deal; claims are (source, stance, quote)."""
    fields = {"stage": stage, "place": place, "parties": ["Varenian army", "Northern Shield"]} | more
    answer = {"actors": ACTORS, "deals": [deal(*(claim(*c) for c in claims), **fields)]}
    quotes = [f"{quote}." for _, _, quote in claims]
    return dispatch(answer, *quotes, f"It is about {place}, on {more.get('date')}.", NAMED, outlet=outlet, day=day)


def demand(
    *, outlet: str | None = None, day: int = 0, place: str | None = "Keslow", hours: str = "72 hours", **more: Any
) -> Report:
    """An article on one ultimatum."""
    said = f"the army gave the rebels {hours} to lay down its arms in {place} or face a full assault"
    fields = {"place": place, "deadline": hours, "claims": [claim(None, "asserts", said)]} | more
    return dispatch({"actors": ACTORS, "ultimatums": [ultimatum(**fields)]}, f"{said}.", NAMED, outlet=outlet, day=day)
