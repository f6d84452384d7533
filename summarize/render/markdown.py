"""A report as Markdown, in which nothing of the article's comes alive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from summarize.render import words as w
from summarize.render.safe import escape_markdown as e
from summarize.schemas import Casualty, Claim, Claimed, Deal, Displacement, Report, Ultimatum

__all__ = ["render"]


def render(report: Report) -> str:
    """The report as CommonMark with tables."""
    # Parts bring their own blank lines; no text of the article's holds a line end.
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(report))) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield from (f"# {e(w.title(report))}", "", f"Article: {e(report.document.id)}")
    points = (f"- {e(p.text)} ({e(', '.join(p.cites))})" for p in report.key_points)
    yield from _part("Key points", report.key_points, points)
    yield from _part("Ultimatums", report.ultimatums, chain.from_iterable(map(_ultimatum, report.ultimatums)))
    yield from _part("Deals", report.deals, chain.from_iterable(map(_deal, report.deals)))
    yield from _part("Casualties", report.casualties, _casualties(report.casualties))
    yield from _part("Displacement", report.displacements, _displacements(report.displacements))
    if w.is_empty(report):
        yield from ("", w.NOTHING)
    yield from _part("Actors", report.actors, _actors(report))
    yield from _part(w.rejected_title(report), report.rejected, (f"- {e(w.reasons(r))}" for r in report.rejected))
    yield from ("", "---", "", e(w.provenance(report)))


def _part(title: str, records: Sequence[object], lines: Iterable[str]) -> Iterator[str]:
    """A section with its heading; nothing where there is nothing."""
    if records:
        yield from ("", f"## {title}", "", *lines)


def _ultimatum(record: Ultimatum) -> Iterator[str]:
    return _block(record, w.ultimatum_title(record), w.ultimatum_fields(record))


def _deal(record: Deal) -> Iterator[str]:
    return _block(record, w.deal_title(record), w.deal_fields(record))


def _block(record: Claimed, title: str, fields: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (f"### {e(title)} ({e(record.id)}){_mark(record)}", "")
    yield from (f"- {name}: {e(value)}" for name, value in fields)
    yield ""
    behind, against = ([_claim(c) for c in side] for side in w.sides(record))
    if behind and against:
        yield from _table(("For", "Against or in doubt"), zip_longest(behind, against, fillvalue=""))
    else:
        yield from _quotes(record.claims)
    yield ""


def _quotes(claims: Iterable[Claim]) -> Iterator[str]:
    for i, claim in enumerate(claims):
        if i:
            yield ">"
        yield f"> {_claim(claim)}"


def _claim(claim: Claim) -> str:
    return f"**{e(w.source(claim))}** {w.label(claim.stance)}: {e(w.spoken(claim))}"


def _mark(record: Claimed) -> str:
    mark = w.mark(record)
    return f" **{mark}**" if mark else ""


def _casualties(records: Sequence[Casualty]) -> Iterator[str]:
    rows = (
        (*_figure(r), w.label(r.harm), w.label(r.scope), e(w.victims(r)), e(", ".join(w.circumstances(r))))
        for r in records
    )
    yield from _table(("#", "Figure", "Bounds", "Harm", "Scope", "Victims", "Where, when, how"), rows)
    yield from _said(records)


def _displacements(records: Sequence[Displacement]) -> Iterator[str]:
    rows = ((*_figure(r), w.label(r.movement), w.people(r), e(", ".join(w.route(r)))) for r in records)
    yield from _table(("#", "Figure", "Bounds", "Movement", "People", "Where, when"), rows)
    yield from _said(records)


def _figure(record: Casualty | Displacement) -> tuple[str, str, str]:
    return e(record.id) + _mark(record), e(record.count.text), e(w.bounds(record.count))


def _said(records: Iterable[Claimed]) -> Iterator[str]:
    yield ""
    for record in records:
        for claim in record.claims:
            yield f"- {e(record.id)}: {_claim(claim)}"


def _actors(report: Report) -> Iterator[str]:
    rows = (
        (e(a.name), e(", ".join(a.aliases)), w.label(a.kind), w.label(a.sector), e(a.country or ""), e(w.belonging(a)))
        for a in report.actors
    )
    yield from _table(("Name", "Also", "Kind", "Sector", "Country", "Role, part of"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cells)} |"
