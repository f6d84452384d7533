"""A situation as the page shows it. Nothing here is escaped yet: that is the template's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from summarize.digest.situation import ResolvedActor, Situation
from summarize.render import situation_words as w
from summarize.render.situation_page.evidence import Cited, Evidence
from summarize.render.situation_page.figures import Series, series
from summarize.render.situation_page.matters import Card, card, timeline
from summarize.render.situation_page.names import Names, Shown
from summarize.render.situation_page.page import Page
from summarize.render.situation_page.ties import ties
from summarize.render.words import counted, label

__all__ = ["ActorCard", "view"]


class ActorCard(NamedTuple):
    """An actor: where it is named first in each article, and why these are taken for one."""

    tag: str
    name: str
    also: tuple[str, ...]
    what: str
    roles: tuple[str, ...]
    part_of: Shown | None
    told: tuple[Cited, ...]
    merges: list[tuple[str, list[Cited]]]


SHOWN_MENTIONS: Final = 12
"""Articles to which an actor's entry leads at first sight; the others are folded away."""


def view(situation: Situation, texts: Mapping[str, str]) -> dict[str, Any]:
    """Everything that the template shows; `texts` of articles are by their SHA-256."""
    page = Page(evidence := Evidence(situation, texts), names := Names(situation))
    ultimatums = [card(m, situation, page) for m in situation.ultimatums]
    deals = [card(m, situation, page) for m in situation.deals]
    casualties = [series(m, page) for m in situation.casualties]
    displacements = [series(m, page) for m in situation.displacements]
    actors = [_actor(a, page) for a in situation.actors]
    articles = evidence.told()
    return {
        "title": w.whole(situation),
        "as_of": w.day(situation.as_of) if situation.as_of else "",
        "news": list(_news(situation, names)),
        "disputes": list(_disputes([*ultimatums, *deals], [*casualties, *displacements])),
        "ultimatums": ultimatums,
        "deals": deals,
        "timeline": timeline([*ultimatums, *deals], situation.as_of),
        "casualties": casualties,
        "displacements": displacements,
        "ties": ties(situation, names),
        "actors": actors,
        "doubts": [(names.actor(d.one), names.actor(d.other), d.why) for d in situation.doubts],
        "unused": situation.unused,
        "repeated": [(evidence.number(r.article), w.repeated(r).partition(" was ")[2]) for r in situation.repeated],
        "articles": articles,
        "first": evidence.first(articles),
        "shown_mentions": SHOWN_MENTIONS,
    }


def _disputes(cards: list[Card], figures: list[Series]) -> Iterator[tuple[str, Card | Series]]:
    """What does not go together: ("sides", matter) or ("values", series), what is denied first, then doubted."""
    every: list[Card | Series] = [*cards, *figures]
    for mark in ("DISPUTED", "CONTRADICTORY", "UNCONFIRMED"):
        for matter in every:
            if matter.mark != mark:
                continue
            if mark != "CONTRADICTORY":
                yield "sides", matter
            if isinstance(matter, Series) and matter.why:
                yield "values", matter


def _news(situation: Situation, names: Names) -> Iterator[tuple[str, list[tuple[str, str, str, tuple[str, ...]]]]]:
    if situation.news is None:
        return
    matters = {m.id: m for m in situation.matters()}
    for heading, updates in w.news_parts(situation.news):
        told: list[tuple[str, str, str, tuple[str, ...]]] = []
        for update in updates:
            # What is withdrawn or silent has an id of the earlier situation, which may be another matter's here.
            here = matters.get(update.id) if heading in ("New", "Changed", "Contradicted") else None
            told.append(
                (
                    names.matter(here) if here else "",
                    here.type if here else "",
                    update.about,
                    update.what,
                )
            )
        yield heading, told


def _actor(actor: ResolvedActor, page: Page) -> ActorCard:
    records = {(t.article, t.record.id): t.record for t in actor.told}

    def first(article: str, record: str) -> Cited:
        found = records.get((article, record))
        cited = page.evidence.mention(article, min(found.mentions) if found and found.mentions else None)
        return cited if cited.words or not found else cited._replace(words=found.name)

    # What holds for many articles is told once, with the articles.
    merges: dict[str, list[Cited]] = {}
    for m in actor.merges:
        for cited in (first(m.one.article, m.one.record), first(m.other.article, m.other.record)):
            if cited not in merges.setdefault(m.why, []):
                merges[m.why].append(cited)
    what = [label(actor.kind), *([label(actor.sector)] if actor.sector != "other" else []), actor.country or ""]
    return ActorCard(
        tag=page.names.actor(actor.id).tag,
        name=actor.name,
        also=tuple(f for f in actor.forms if f != actor.name),
        what=", ".join(filter(None, [*what, f"named in {counted(len({t.article for t in actor.told}), 'article')}"])),
        roles=actor.roles,
        part_of=page.names.party(actor.part_of) if actor.part_of else None,
        told=tuple(sorted((first(t.article, t.record.id) for t in actor.told), key=_number)),
        merges=[(why, sorted(cited, key=_number)) for why, cited in merges.items()],
    )


def _number(cited: Cited) -> int:
    return cited.article
