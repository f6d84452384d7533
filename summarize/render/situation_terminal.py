"""A situation for a person at a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from summarize.digest.matters import AnyMatter, CasualtyFigures, DealLine, DisplacementFigures, Statement, UltimatumLine
from summarize.digest.situation import ResolvedActor, Situation
from summarize.digest.titles import title
from summarize.render import situation_words as w
from summarize.render.safe import visible
from summarize.render.terminal import console

__all__ = ["render"]

_WIDE = 80
"""From this width on the two sides stand next to each other."""
_MARKS = {"DISPUTED": "bold white on red", "CONTRADICTORY": "bold white on red", "UNCONFIRMED": "bold black on yellow"}


def render(situation: Situation, *, width: int = 100, color: bool = False) -> str:
    """The situation as text of at most `width` columns, with ANSI colours if asked."""
    stream = io.StringIO()
    console(stream, width=width, color=color).print(Group(*_parts(situation, wide=width >= _WIDE)))
    return "\n".join(line.rstrip() for line in stream.getvalue().rstrip("\n").split("\n")) + "\n"


def _parts(situation: Situation, *, wide: bool) -> Iterator[RenderableType]:
    yield Rule(_text(w.whole(situation)), style="dim", align="left")
    if situation.news is not None:
        rows = ((heading, u.id, w.update(u)) for heading, updates in w.news_parts(situation.news) for u in updates)
        yield from _part("News", [_grid(rows)])
    for heading, matters in w.parts(situation):
        yield from _part(heading, [_matter(m, situation, wide=wide) for m in matters])
    if not any(situation.matters()):
        yield Padding(_text("No ultimatum, deal, casualty or displacement found."), (1, 0, 0, 0))
    if situation.actors:
        yield from _part("Actors", [_grid(map(_actor, situation.actors))])
    if situation.doubts:
        names = {a.id: a.name for a in situation.actors}
        rows = ((names[d.one], names[d.other], d.why) for d in situation.doubts)
        yield from _part("Perhaps one", [_grid(rows)])
    if situation.articles:
        yield from _part("Articles", [_grid(w.article(a, situation.articles) for a in situation.articles)])
    yield from (_text(w.repeated(r), "yellow") for r in situation.repeated)


def _actor(actor: ResolvedActor) -> tuple[str, str]:
    name, also, what, why = w.actor_fields(actor)
    return name, "; ".join(p for p in (what, also and f"also {also}", why) if p)


def _part(heading: str, body: Iterable[RenderableType]) -> Iterator[RenderableType]:
    yield Padding(_text(heading, "bold cyan"), (1, 0, 0, 0))
    for i, block in enumerate(body):
        yield Padding(block, (1 if i else 0, 0, 0, 2))


def _matter(matter: AnyMatter, situation: Situation, *, wide: bool) -> RenderableType:
    mark, head = w.mark(matter), Text()
    if mark:
        head.append(mark, _MARKS[mark]).append("  ")
    head.append_text(_text(title(matter), "bold")).append("  ").append_text(_text(matter.id, "dim"))
    parts: list[RenderableType] = [head, _grid(w.fields(matter, situation.as_of))]
    match matter:
        case UltimatumLine() | DealLine():
            parts += [_grid((w.step(s, matter) for s in matter.steps), indent=2)]
        case CasualtyFigures() | DisplacementFigures():
            parts += [_text(c.why, "red") for c in matter.contradictions]
            parts += [_grid((w.value_fields(v, matter) for v in matter.values), indent=2)]
    return Group(*parts, Padding(_claims(matter, w.papers(situation), wide=wide), (0, 0, 0, 2)))


def _claims(matter: AnyMatter, named: Mapping[str, str], *, wide: bool) -> RenderableType:
    """Both sides next to each other where there are two."""
    behind, against = w.sides(matter)
    if not (wide and behind and against):
        return Group(*(_said(s, named) for s in matter.statements))
    table = Table(box=box.MINIMAL, expand=True, show_edge=False, padding=(0, 1), pad_edge=False)
    table.add_column(_text("For", "green"), ratio=1, overflow="fold")
    table.add_column(_text("Against or in doubt", "red"), ratio=1, overflow="fold")
    table.add_row(*(Group(*(_said(s, named) for s in side)) for side in (behind, against)))
    return table


def _said(statement: Statement, named: Mapping[str, str]) -> Text:
    who, where, words = w.voice(statement, named)
    said = Text().append_text(_text(f"{who}: ", "bold")).append_text(_text(words, "italic"))
    return said.append(" ").append_text(_text(f"({where})", "dim"))


def _text(words: str, style: str = "") -> Text:
    # The only way in: no string reaches the console but through here.
    return Text(visible(words), style=style, overflow="fold")


def _grid(rows: Iterable[Sequence[str]], *, indent: int = 0) -> RenderableType:
    """Rows of equally many cells: the first dim, the last as wide as there is room."""
    made = [[_text(cell, "dim" if i == 0 else "") for i, cell in enumerate(row)] for row in rows]
    grid = Table.grid(padding=(0, 2, 0, 0))
    for i in range(max(map(len, made), default=0)):
        grid.add_column(overflow="fold", max_width=28 if i == 0 else None)
    for row in made:
        grid.add_row(*row)
    return Padding(grid, (0, 0, 0, indent))
