"""A report for a person at a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from summarize.render import words as w
from summarize.render.safe import visible
from summarize.schemas import Casualty, Claim, Claimed, Deal, Displacement, Report, Stance, Ultimatum

__all__ = ["console", "layout", "render"]

_WIDE = 80
"""From this width on, who says what stands in columns."""

_MARKS = {"DISPUTED": "bold white on red", "UNCONFIRMED": "bold black on yellow"}


def render(report: Report, *, width: int = 100, color: bool = False) -> str:
    """The report as text of at most `width` columns, with ANSI colours if asked."""
    stream = io.StringIO()
    console(stream, width=width, color=color).print(layout(report, width))
    return "\n".join(line.rstrip() for line in stream.getvalue().rstrip("\n").split("\n")) + "\n"


def console(stream: io.StringIO, *, width: int, color: bool, record: bool = False) -> Console:
    """A console that takes nothing from the environment and nothing in a text for markup."""
    return Console(
        file=stream,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        record=record,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )


def layout(report: Report, width: int) -> RenderableType:
    """Everything a report says, for a console of `width` columns."""
    return Group(*_parts(report, width))


def _parts(report: Report, width: int) -> Iterator[RenderableType]:
    wide = width >= _WIDE
    yield Rule(_text(report.document.id), style="dim", align="left")
    yield _text(w.title(report), "bold")
    points = ((_text("•", "cyan"), _joined(p.text, f"[{', '.join(p.cites)}]")) for p in report.key_points)
    yield from _part("Key points", report.key_points, [_grid(points, gap=1)])
    yield from _part("Ultimatums", report.ultimatums, _apart(map(_ultimatum, report.ultimatums)))
    yield from _part("Deals", report.deals, _apart(map(_deal, report.deals)))
    yield from _part("Casualties", report.casualties, [_casualties(report.casualties, wide=wide)])
    yield from _part("Displacement", report.displacements, [_displacements(report.displacements, wide=wide)])
    if w.is_empty(report):
        yield Padding(_text(w.NOTHING), (1, 0, 0, 0))
    yield from _part("Actors", report.actors, [_actors(report, wide=wide)])
    rejected = ((_text("•", "yellow"), _text(w.reasons(r))) for r in report.rejected)
    yield from _part(w.rejected_title(report), report.rejected, [_grid(rejected, gap=1)])
    yield Padding(_text(w.provenance(report), "dim"), (1, 0, 0, 0))


def _part(title: str, records: Sequence[object], body: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """A section with its heading; nothing where there is nothing."""
    if records:
        yield Padding(_text(title, "bold cyan"), (1, 0, 0, 0))
        yield from body


def _apart(blocks: Iterable[RenderableType]) -> Iterator[RenderableType]:
    for i, block in enumerate(blocks):
        yield Padding(block, (1 if i else 0, 0, 0, 0))


def _ultimatum(record: Ultimatum) -> RenderableType:
    return _block(record, w.ultimatum_title(record), w.ultimatum_fields(record))


def _deal(record: Deal) -> RenderableType:
    return _block(record, w.deal_title(record), w.deal_fields(record))


def _text(words: str, style: str = "") -> Text:
    # The only way in: no string reaches the console but through here.
    return Text(visible(words), style=style, overflow="fold")


def _joined(words: str, aside: str, style: str = "") -> Text:
    return Text().append_text(_text(words, style)).append("  ").append_text(_text(aside, "dim"))


def _grid(rows: Iterable[Sequence[RenderableType]], *, gap: int = 2) -> RenderableType:
    grid = Table.grid(padding=(0, gap, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return _pad(grid)


def _block(record: Claimed, title: str, fields: Iterable[tuple[str, str]]) -> RenderableType:
    head = _joined(title, record.id, "bold")
    values = _grid(((_text(name, "dim"), _text(value)) for name, value in fields))
    return Group(_pad(_marked(record, head)), _pad(values), _pad(_claims(record), 4))


def _pad(inner: RenderableType, left: int = 2) -> RenderableType:
    return Padding(inner, (0, 0, 0, left))


def _marked(record: Claimed, text: Text) -> Text:
    mark = w.mark(record)
    return Text().append(mark, _MARKS[mark]).append("  ").append_text(text) if mark else text


def _claims(record: Claimed) -> RenderableType:
    """Both sides next to each other where there are two."""
    behind, against = w.sides(record)
    if not (behind and against):
        return _stacked(record.claims)
    table = Table(box=box.MINIMAL, expand=True, show_edge=False, padding=(0, 1), pad_edge=False)
    table.add_column(_text("For", "green"), ratio=1, overflow="fold")
    table.add_column(_text("Against or in doubt", "red"), ratio=1, overflow="fold")
    table.add_row(_stacked(behind), _stacked(against))
    return table


def _stacked(claims: Iterable[Claim]) -> RenderableType:
    return Group(*(_claim(c) for c in claims))


def _claim(claim: Claim) -> Text:
    head = Text().append_text(_text(w.source(claim), "bold")).append(f" {w.label(claim.stance)}: ")
    return head.append_text(_text(w.spoken(claim), "italic"))


def _casualties(records: Iterable[Casualty], *, wide: bool) -> RenderableType:
    rows = [_Row(r, (w.harm(r), w.victims(r)), w.circumstances(r)) for r in records]
    return _figures(("Harm", "Victims"), rows, wide=wide)


def _displacements(records: Iterable[Displacement], *, wide: bool) -> RenderableType:
    rows = [_Row(r, (w.label(r.movement), w.people(r)), w.route(r)) for r in records]
    return _figures(("Movement", "People"), rows, wide=wide)


class _Row(NamedTuple):
    record: Casualty | Displacement
    what: tuple[str, str]
    around: list[str]

    @property
    def cells(self) -> tuple[str, ...]:
        count = self.record.count
        return self.record.id.rpartition("-")[2], count.text, w.bounds(count), *self.what


def _figures(names: tuple[str, str], rows: Sequence[_Row], *, wide: bool) -> RenderableType:
    """A table with a line of figures for each record, and below it, over the whole width, where and who says so."""
    head = ("#", "Figure", "Bounds", *names)
    widths = _widths([head, *(row.cells for row in rows)], (4, 16, 17, 22 if wide else 11))
    said = _widths([(w.source(claim),) for row in rows for claim in row.record.claims], (36,))
    parts: list[RenderableType] = [_line(map(_text, head), widths, "dim"), Rule(style="dim")]
    for i, row in enumerate(rows):
        number, figure, *rest = row.cells
        line = _line((_text(number, "dim"), _text(figure, "bold"), *map(_text, rest)), widths)
        where = [_marked(row.record, _text(" · ".join(row.around)))] if row.around or w.mark(row.record) else []
        who = _columns(row.record.claims, said) if wide else _stacked(row.record.claims)
        parts += [Padding(line, (1 if i else 0, 0, 0, 0)), _pad(Group(*where, who), widths[0] + 2)]
    return _pad(Group(*parts))


def _widths(lines: Iterable[Sequence[str]], most: Iterable[int]) -> list[int]:
    """Columns' widths: of each the widest cell's, up to its limit."""
    return [
        min(max(cell_len(visible(c)) for c in cells), m)
        for cells, m in zip(zip(*lines, strict=True), most, strict=False)
    ]


def _line(cells: Iterable[RenderableType], widths: Iterable[int], style: str = "") -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for width in widths:
        grid.add_column(width=width, overflow="fold", style=style)
    grid.add_column(ratio=1, overflow="fold", style=style)
    grid.add_row(*cells)
    return grid


def _columns(claims: Iterable[Claim], widths: Sequence[int]) -> RenderableType:
    """Who, stance and words of each claim, with `widths` columns for who, so that many such tables align."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for column in (*widths, max(map(len, Stance)), None):
        grid.add_column(width=column, overflow="fold")
    for claim in claims:
        grid.add_row(_text(w.source(claim), "bold"), _text(w.label(claim.stance)), _text(w.spoken(claim), "italic"))
    return grid


def _actors(report: Report, *, wide: bool) -> RenderableType:
    table = Table(
        box=box.SIMPLE_HEAD,
        expand=True,
        show_edge=False,
        padding=(0, 2, 0, 0),
        pad_edge=False,
        header_style="not bold dim",
    )
    table.add_column("Name", ratio=5, overflow="fold")
    table.add_column("Kind", max_width=None if wide else 17, overflow="fold")
    countries = any(a.country for a in report.actors)
    if countries:
        table.add_column("Country", width=7)
    table.add_column("Role, part of", ratio=4, overflow="fold")
    for actor in report.actors:
        name: RenderableType = _text(actor.name, "bold")
        if actor.aliases:
            # Set in, so that none of them looks like an actor of its own.
            name = Group(name, Padding(_text(f"also: {', '.join(actor.aliases)}", "not bold dim"), (0, 0, 0, 2)))
        kind = _text(f"{w.label(actor.kind)}, {w.label(actor.sector)}")
        country = [_text(actor.country or "")] if countries else []
        table.add_row(name, kind, *country, _text(w.belonging(actor)))
    return _pad(table)
