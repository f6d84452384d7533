"""A situation as Markdown, in which nothing of the articles' comes alive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from summarize.digest.matters import AnyMatter, CasualtyFigures, DealLine, DisplacementFigures, Statement, UltimatumLine
from summarize.digest.situation import Situation
from summarize.digest.titles import title
from summarize.render import situation_words as w
from summarize.render.safe import escape_markdown as e

__all__ = ["render"]


def render(situation: Situation) -> str:
    """The situation as CommonMark with tables."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(situation))) + "\n"


def _lines(situation: Situation) -> Iterator[str]:
    yield f"# {e(w.whole(situation))}"
    if situation.news is not None:
        yield from ("", "## News", "")
        for heading, updates in w.news_parts(situation.news):
            yield from (f"- {heading}: {e(w.update(u))} ({e(u.id)})" for u in updates)
    for heading, matters in w.parts(situation):
        yield from ("", f"## {heading}", "")
        for matter in matters:
            yield from _matter(matter, situation)
    if not any(situation.matters()):
        yield from ("", "No ultimatum, deal, casualty or displacement found.")
    if situation.actors:
        yield from ("", "## Actors", "")
        rows = ((*map(e, w.actor_fields(a)),) for a in situation.actors)
        yield from _table(("Name", "Also", "What", "Taken for one because"), rows)
    if situation.doubts:
        names = {a.id: a.name for a in situation.actors}
        yield from ("", "## Perhaps one", "")
        yield from (f"- {e(names[d.one])} / {e(names[d.other])}: {e(d.why)}" for d in situation.doubts)
    yield from ("", "## Articles", "")
    articles = (map(e, w.article(a, situation.articles)) for a in situation.articles)
    yield from _table(("Article", "Outlet", "Source"), articles)
    yield from ("", *(f"- {e(w.repeated(r))}" for r in situation.repeated))


def _matter(matter: AnyMatter, situation: Situation) -> Iterator[str]:
    mark = w.mark(matter)
    yield from (f"### {e(title(matter))} ({e(matter.id)}){f' **{mark}**' if mark else ''}", "")
    yield from (f"- {name}: {e(value)}" for name, value in w.fields(matter, situation.as_of))
    match matter:
        case UltimatumLine() | DealLine():
            yield from _steps(matter)
        case CasualtyFigures() | DisplacementFigures():
            yield from (f"- At odds: {e(c.why)}" for c in matter.contradictions)
            yield ""
            rows = (map(e, w.value_fields(v, matter)) for v in matter.values)
            yield from _table(("Day", "Figure", "Bounds", "Rests on"), rows)
    yield ""
    named = w.papers(situation)
    behind, against = ([_said(s, named) for s in side] for side in w.sides(matter))
    if behind and against:
        yield from _table(("For", "Against or in doubt"), zip_longest(behind, against, fillvalue=""))
    else:
        yield from (f"- {said}" for said in (*behind, *against))
    yield ""


def _steps(matter: UltimatumLine | DealLine) -> Iterator[str]:
    yield ""
    yield from _table(("Day", "Stage", "Told by"), (map(e, w.step(s, matter)) for s in matter.steps))


def _said(statement: Statement, named: Mapping[str, str]) -> str:
    who, where, words = map(e, w.voice(statement, named))
    return f"**{who}**: {words} ({where})"


def _table(head: Sequence[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cells)} |"
