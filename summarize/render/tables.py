"""Reports as flat tables, one for each kind of record and for what hangs on it; the same for files and data frames."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import NamedTuple

from summarize.render.columns import COLUMNS, LEAD, PARTY_FIELDS, Cell, Part
from summarize.schemas import Claimed, Deal, Report, Ultimatum

__all__ = ["Table", "report_id", "tables"]


class Table(NamedTuple):
    """A table: names of its columns, their HXL hashtags (empty where there is none) and types, and its rows.

    A cell is None or of its column's type: str, int, bool or datetime.date.
    """

    columns: tuple[str, ...]
    hxl: tuple[str, ...]
    types: tuple[type, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(reports: Iterable[Report]) -> dict[str, Table]:
    """All tables of all reports, by name; every table is there, however empty.

    `report` with `record` joins them; the records themselves are in the order of the reports.
    """
    rows: dict[str, list[tuple[Cell, ...]]] = {name: [] for name in COLUMNS}
    for report in reports:
        lead = (report_id(report), report.document)
        begin = tuple(column.value(lead) for column in LEAD)
        for name, item in _items(report):
            rows[name].append(begin + tuple(column.value(item) for column in COLUMNS[name]))
    return {name: _table(name, made) for name, made in rows.items()}


def report_id(report: Report) -> str:
    """A name for a report that depends on its contents alone, not on whether it holds the article's text."""
    contents = report.model_dump_json(exclude={"document": {"text"}})
    # Begins with a letter: a spreadsheet would take some runs of hexadecimal digits for numbers.
    return f"r{hashlib.sha256(contents.encode()).hexdigest()[:12]}"


def _table(name: str, rows: Iterable[tuple[Cell, ...]]) -> Table:
    columns = [*LEAD, *COLUMNS[name]]
    return Table(
        tuple(c.name for c in columns), tuple(c.hxl for c in columns), tuple(c.type for c in columns), tuple(rows)
    )


def _items(report: Report) -> Iterator[tuple[str, object]]:
    """What each row is about, with the name of its table."""
    yield "reports", Part(report, 1, report.document)
    for i, point in enumerate(report.key_points, 1):
        yield "key_points", Part(report, i, point)
    for name in ("actors", "ultimatums", "deals", "casualties", "displacements"):
        for record in getattr(report, name):
            yield name, record
    text = report.document.text
    for actor in report.actors:
        for i, (start, end) in enumerate(actor.mentions, 1):
            words = text[start:end] if text else None
            yield "mentions", Part(actor, i, SimpleNamespace(text=words, start=start, end=end))
    for record in report.records():
        if isinstance(record, Claimed):
            yield from _hanging(record)
    for rejected in report.rejected:
        for i, problem in enumerate(rejected.problems, 1):
            yield "rejected", Part(None, i, problem, rejected.path)


def _hanging(record: Claimed) -> Iterator[tuple[str, Part]]:
    for i, claim in enumerate(record.claims, 1):
        yield "claims", Part(record, i, claim)
    for field, role in PARTY_FIELDS.items():
        for i, name in enumerate(getattr(record, field, ()), 1):
            yield "parties", Part(record, i, name, role)
    if isinstance(record, Deal):
        for i, term in enumerate(record.terms, 1):
            yield "terms", Part(record, i, term)
    if isinstance(record, Deal | Ultimatum):
        for i, code in enumerate(record.codes, 1):
            yield "codes", Part(record, i, code)
