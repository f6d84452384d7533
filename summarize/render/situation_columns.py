"""The columns of a situation's tables: their names, HXL hashtags, types, and where their values come from.

Hashtags are chosen as for the tables of reports. What one row is about is a `Row`: a part of the situation, the matter
that it belongs to where it does, and its place from 1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from summarize.digest.matters import CasualtyFigures, DisplacementFigures, Party, Support
from summarize.render.columns import BETWEEN, Cell, Column
from summarize.render.columns import COLUMNS as OF_REPORTS

__all__ = ["COLUMNS", "Row"]


class Row(NamedTuple):
    """What a row is about."""

    part: Any
    matter: Any = None
    position: int = 0


def _column(name: str, hxl: str, value: Callable[[Row], Any], type_: type = str) -> Column:
    def cell(row: Row) -> Cell:
        found: Cell = value(row)
        return str(found) if type_ is str and found is not None else found

    return Column(name, hxl, type_, cell)


def _part(name: str, hxl: str = "", type_: type = str, *, of: str = "") -> Column:
    return _column(name, hxl, lambda row: getattr(row.part, of or name), type_)


def _joined(items: Iterable[str]) -> str | None:
    return BETWEEN.join(items) or None


def _names(name: str, role: str) -> Column:
    def value(row: Row) -> str | None:
        found: tuple[Party, ...] = getattr(row.part, name, ())
        return _joined(p.name for p in found)

    return _column(name, f"#group+name+{role}", value)


def _support(of: str = "support", before: str = "") -> list[Column]:
    def number(which: str) -> Callable[[Row], int]:
        def value(row: Row) -> int:
            found: Support = getattr(row.part, of)
            return int(getattr(found, which))

        return value

    return [
        _column(f"{before}{which}", f"#indicator+{before.replace('_', '+')}{which}+num", number(which), int)
        for which in ("articles", "outlets", "sources")
    ]


_ID: Final = _part("matter", "#meta+id+matter", of="id")
_OF: Final = [
    _column("matter", "#meta+id+matter", lambda row: row.matter.id),
    _column("kind", "#event+type", lambda row: row.matter.type),
]
_POSITION: Final = _column("position", "", lambda row: row.position, int)
_STANDING: Final = [
    _part("place", "#loc+name"),
    *_support(),
    *_support("against", "against_"),
    _part("disputed", "#status+disputed", bool),
    _part("unconfirmed", "#status+unconfirmed", bool),
]


def _deadline(field: str) -> Callable[[Row], Any]:
    """Of the deadline told last, which stands."""
    return lambda row: getattr(row.part.deadlines[-1], field) if row.part.deadlines else None


def _of_record(field: str, *fields: str) -> Callable[[Row], Any]:
    """The first of these fields that the matter has: series of the two kinds name theirs differently."""
    return lambda row: next((getattr(row.matter, f) for f in (field, *fields) if hasattr(row.matter, f)), None)


def _bounds(kind: type, column: Column) -> Column:
    """A column that reports have for one harm or movement, in which a value's own bounds stand."""

    def value(row: Row) -> Cell:
        return column.value(row.part.told[0].record) if isinstance(row.matter, kind) else None

    return column._replace(value=value)


def _affected() -> list[Column]:
    return [
        _bounds(kind, column)
        for table, kind in (("casualties", CasualtyFigures), ("displacements", DisplacementFigures))
        for column in OF_REPORTS[table]
        if column.hxl.startswith("#affected+") and not column.name.startswith("count")
    ]


def _against(row: Row) -> str | None:
    pairs = ((c.one, c.other) for c in row.matter.contradictions)
    return _joined(b if a == row.part.id else a for a, b in pairs if row.part.id in (a, b))


def _text(which: str) -> Callable[[Row], str | None]:
    def value(row: Row) -> str | None:
        return next((v.text for v in row.matter.values if v.id == getattr(row.part, which)), None)

    return value


COLUMNS: Final[dict[str, list[Column]]] = {
    "articles": [
        _part("article", "#meta+id+article", of="id"),
        _part("source", "#meta+source+article"),
        _part("outlet", "#meta+site"),
        _part("title", "#description+title"),
        _part("published", "#date+reported", dt.date),
        _part("sha256", "#meta+hash"),
        _part("engine", "#meta+engine"),
        _part("model", "#meta+model"),
        _part("copy_of", "#meta+id+original"),
    ],
    "actors": [
        _part("actor", "#meta+id+actor", of="id"),
        _part("name", "#group+name"),
        _column("forms", "#group+name+alias", lambda row: _joined(row.part.forms)),
        _part("kind", "#group+type+kind"),
        _part("sector", "#group+type+sector"),
        _part("country", "#country+code"),
        _column("roles", "#description+role", lambda row: _joined(row.part.roles)),
        _column("part_of", "#group+name+parent", lambda row: row.part.part_of and row.part.part_of.name),
        _column("articles", "#indicator+articles+num", lambda row: len({t.article for t in row.part.told}), int),
        _column("why_one", "#description+reason", lambda row: _joined(dict.fromkeys(m.why for m in row.part.merges))),
    ],
    "ultimatums": [
        _ID,
        _names("issuers", "issuer"),
        _names("targets", "target"),
        _part("demand", "#event+type+demand"),
        _column("demand_text", "#description+demand", lambda row: row.part.told[-1].record.demand_text.text),
        _part("threat", "#event+type+threat"),
        _column("deadline_text", "#description+deadline", _deadline("text")),
        _column("deadline", "#date+end+deadline", _deadline("day"), dt.date),
        _column("passed", "#status+passed", _deadline("passed"), bool),
        _part("response", "#status+response"),
        *_STANDING,
    ],
    "deals": [
        _ID,
        _part("kind", "#event+type"),
        _part("stage", "#status+name"),
        _names("parties", "party"),
        _names("mediators", "mediator"),
        *_STANDING,
    ],
    "steps": [
        *_OF,
        _POSITION,
        _part("date", "#date+start", dt.date),
        _part("what", "#status+name"),
        _column(
            "articles",
            "#meta+id+article",
            lambda row: _joined(dict.fromkeys(r.article for r in row.part.references)),
        ),
    ],
    "figures": [
        *_OF,
        _part("value", "#meta+id+value", of="id"),
        _column("what", "#impact+type", _of_record("harm", "movement")),
        _column("who", "#description+victims+type", _of_record("victims", "people")),
        _column("scope", "#event+type+scope", _of_record("scope")),
        _column("place", "#loc+name", _of_record("place")),
        _column("destination", "#loc+name+dest", _of_record("destination")),
        _names("perpetrators", "perpetrator")._replace(
            value=lambda row: _joined(p.name for p in getattr(row.matter, "perpetrators", ()))
        ),
        _part("text", "#description+count"),
        _part("low", "#affected+min", int),
        _part("high", "#affected+max", int),
        _part("qualifier"),
        _part("first", "#date+start", dt.date),
        _part("last", "#date+end", dt.date),
        *_support(),
        _column("rests_on", "#meta+source+claim", lambda row: _joined(p.name for p in row.part.sources)),
        _part("superseded_by", "#meta+id+later"),
        _column("contradicts", "#meta+id+contrary", _against),
        *_affected(),
    ],
    "statements": [
        *_OF,
        _POSITION,
        _part("article", "#meta+id+article"),
        _part("record", "#meta+id+record"),
        _part("outlet", "#meta+site"),
        _part("date", "#date+reported", dt.date),
        _column("source", "#meta+source+claim", lambda row: row.part.source and row.part.source.name),
        _column("actor", "#meta+id+actor", lambda row: row.part.source and row.part.source.actor),
        _part("original", "#meta+source+original"),
        _part("stance", "#status+stance"),
        _column("quote", "#description+quote", lambda row: row.part.quote.text),
        _column("quote_start", "", lambda row: row.part.quote.start, int),
        _column("quote_end", "", lambda row: row.part.quote.end, int),
        _column("quote_match", "", lambda row: row.part.quote.match),
    ],
    "contradictions": [
        *_OF,
        _part("one", "#meta+id+value"),
        _part("other", "#meta+id+contrary"),
        _column("one_text", "#description+count", _text("one")),
        _column("other_text", "#description+count+contrary", _text("other")),
        _part("why", "#description+reason"),
    ],
    "doubts": [
        _part("one", "#meta+id+actor"),
        _part("other", "#meta+id+actor+other"),
        _part("why", "#description+reason"),
    ],
}
"""Table → its columns. Names and order are kept from release to release; new ones come at the end."""
