"""Small reports of many articles, for the tests of the situation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fiction import actor, report

from summarize import Document, Report
from summarize.digest import Situation

DAY = dt.date(2031, 5, 2)  # a Friday
STATES = "Syria, Iraq, Russia, Ukraine, Colombia, Somalia, Pakistan and Lebanon"


def dispatch(
    answer: dict[str, Any], *sentences: str, outlet: str | None = None, day: int = 0, lead: str = ""
) -> Report:
    """The report on an article of these sentences, each a paragraph, that appeared `day` days after DAY."""
    text = "\n\n".join((lead or f"Dispatch of day {day} from {outlet or 'nowhere'}.", *sentences))
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
