"""A report in a notebook: a short piece of HTML in which nothing of the article's comes alive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import Final

from summarize.render import words as w
from summarize.render.safe import visible
from summarize.schemas import Claimed, Report

__all__ = ["render"]

_MOST: Final = 20
"""Rows of one table; a notebook is to stay readable."""


def render(report: Report) -> str:
    """Headline, key points and a small table for each kind of record; a fragment without scripts, styles or links."""
    return "\n".join(_parts(report))


def _parts(report: Report) -> Iterator[str]:
    yield f"<div><p><strong>{_text(w.title(report))}</strong></p>"
    if report.key_points:
        points = (f"{p.text} ({', '.join(p.cites)})" for p in report.key_points)
        yield f"<ul>{''.join(f'<li>{_text(point)}</li>' for point in points)}</ul>"
    yield from _table(
        "Ultimatums",
        ("", "Who", "What", "Claims"),
        [(_label(r), w.ultimatum_title(r), _fields(w.ultimatum_fields(r)), _claims(r)) for r in report.ultimatums],
    )
    yield from _table(
        "Deals",
        ("", "Deal", "What", "Claims"),
        [(_label(r), w.deal_title(r), _fields(w.deal_fields(r)), _claims(r)) for r in report.deals],
    )
    yield from _table(
        "Casualties",
        ("", "Figure", "Harm", "Victims", "Where, when, how", "Claims"),
        [
            (_label(r), _figure(r.count.text, w.bounds(r.count)), w.harm(r), w.victims(r),
             ", ".join(w.circumstances(r)), _claims(r))
            for r in report.casualties
        ],
    )  # fmt: skip
    yield from _table(
        "Displacement",
        ("", "Figure", "Movement", "People", "Where, when", "Claims"),
        [
            (_label(r), _figure(r.count.text, w.bounds(r.count)), w.label(r.movement), w.people(r),
             ", ".join(w.route(r)), _claims(r))
            for r in report.displacements
        ],
    )  # fmt: skip
    if w.is_empty(report):
        yield f"<p>{_text(w.NOTHING)}</p>"
    end = f"{w.counted(len(report.actors), 'actor')}; {len(report.rejected):,} rejected · {w.provenance(report)}"
    yield f"<p><small>{_text(end)}</small></p></div>"


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table with its title; nothing where there are no rows."""
    if not rows:
        return
    yield f"<table><caption>{_text(title)}</caption>"
    yield f"<thead><tr>{_cells('th', head)}</tr></thead><tbody>"
    for row in islice(rows, _MOST):
        yield f"<tr>{_cells('td', row)}</tr>"
    if len(rows) > _MOST:
        yield f'<tr><td colspan="{len(head)}">and {len(rows) - _MOST:,} more</td></tr>'
    yield "</tbody></table>"


def _cells(tag: str, cells: Iterable[str]) -> str:
    # Quotes may run from right to left.
    return "".join(f'<{tag} dir="auto">{_text(cell)}</{tag}>' for cell in cells)


def _text(text: str) -> str:
    return escape(visible(text))


def _label(record: Claimed) -> str:
    mark = w.mark(record)
    return f"{record.id} {mark}" if mark else record.id


def _figure(words: str, bounds: str) -> str:
    return f"{words} [{bounds}]"


def _fields(fields: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in fields)


def _claims(record: Claimed) -> str:
    return " · ".join(f"{w.source(c)} {w.label(c.stance)}: {w.spoken(c)}" for c in record.claims)
