"""Who says what of a matter: one voice for all statements of one original source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from summarize.digest.matters import AnyMatter, Statement
from summarize.render import situation_words as w
from summarize.render.situation_page.evidence import Cited
from summarize.render.situation_page.names import Shown
from summarize.render.situation_page.page import Page
from summarize.render.words import label

__all__ = ["Said", "Sides", "Voice", "sides", "voices"]


class Said(NamedTuple):
    """Words that an article has a source say; `who` where that is not the one that the voice is named after."""

    cited: Cited
    where: str
    who: str


class Voice(NamedTuple):
    """An original source, how it speaks, and all articles that have it do so."""

    who: Shown
    stance: str
    said: tuple[Said, ...]


class Sides(NamedTuple):
    """The voices for a matter and those against it."""

    behind: list[Voice]
    against: list[Voice]


def sides(matter: AnyMatter, page: Page) -> Sides:
    """Everybody who speaks on a matter."""
    behind, against = w.sides(matter)
    return Sides(voices(behind, matter.type, page), voices(against, matter.type, page))


def voices(statements: Iterable[Statement], kind: str, page: Page) -> list[Voice]:
    """The statements by original source and stance, in the order in which they are first heard."""
    heard: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        heard.setdefault((statement.original, statement.stance), []).append(statement)
    return [_voice(said, kind, page) for said in heard.values()]


def _voice(statements: list[Statement], kind: str, page: Page) -> Voice:
    first = statements[0]
    who = page.names.party(first.source) if first.source else Shown(f"{page.evidence.name(first.article)} itself", "")
    said = (
        Said(
            cited=page.evidence.cite(s.article, s.quote, kind),
            where=f"{page.evidence.name(s.article)}, {w.day(s.date)}",
            who="" if s.source is None or s.source == first.source else s.source.name,
        )
        for s in statements
    )
    return Voice(who, label(first.stance), tuple(said))
