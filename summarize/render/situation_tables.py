"""A situation as flat tables and as files: its articles, actors, matters, figures, and who says what."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.digest.matters import CasualtyFigures, DealLine, DisplacementFigures, UltimatumLine
from summarize.digest.situation import Situation
from summarize.render.sheets import as_csv
from summarize.render.situation_columns import COLUMNS, Row
from summarize.render.tables import Table

__all__ = ["files", "tables"]


def tables(situation: Situation) -> dict[str, Table]:
    """All tables by name; every table is there, however empty. `matter`, `article`, `actor` and `value` join them."""
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for name, row in _rows(situation):
        rows[name].append(row)
    return {
        name: Table(
            tuple(c.name for c in columns),
            tuple(c.hxl for c in columns),
            tuple(c.type for c in columns),
            tuple(tuple(c.value(row) for c in columns) for row in rows[name]),
        )
        for name, columns in COLUMNS.items()
    }


def files(situation: Situation) -> dict[str, str]:
    """File name → contents (CSV with a row of HXL hashtags), a file for each table that has rows; articles always."""
    made = tables(situation)
    return {f"{name}.csv": as_csv(table) for name, table in made.items() if table.rows or name == "articles"}


def _rows(situation: Situation) -> Iterator[tuple[str, Row]]:
    for name in ("articles", "actors", "ultimatums", "deals", "doubts"):
        for part in getattr(situation, name):
            yield name, Row(part)
    for matter in situation.matters():
        for i, statement in enumerate(matter.statements, 1):
            yield "statements", Row(statement, matter, i)
        match matter:
            case UltimatumLine() | DealLine():
                for i, step in enumerate(matter.steps, 1):
                    yield "steps", Row(step, matter, i)
            case CasualtyFigures() | DisplacementFigures():
                for value in matter.values:
                    yield "figures", Row(value, matter)
                for contradiction in matter.contradictions:
                    yield "contradictions", Row(contradiction, matter)
