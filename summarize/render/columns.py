"""The columns of the flat tables: their names, HXL hashtags, types, and where their values come from.

Hashtags are those of the HXL 1.1 dictionary (https://hxlstandard.org/standard/1-1final/dictionary/), attributes its own
where it has them. It wants numbers under #affected and dates under #date, so the article's words for them are
#description; a party to a conflict is #group, for #org is who takes part in the humanitarian response. A column with
no hashtag, such as an offset, is left blank, as the standard allows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple, TypeAlias

from summarize.schemas import Count, Harm, Movement, Name, People, Verbatim

__all__ = ["BETWEEN", "COLUMNS", "LEAD", "PARTY_FIELDS", "Cell", "Column", "Part"]

Cell: TypeAlias = str | int | bool | dt.date | None
BETWEEN: Final = " | "
"""Stands between the items of a list in one cell."""

PARTY_FIELDS: Final = {
    "issuers": "issuer",
    "targets": "target",
    "parties": "party",
    "mediators": "mediator",
    "perpetrators": "perpetrator",
}
"""Field of a record that names actors → their role in the table of parties."""

_DISPLACED: Final = frozenset({Movement.fled, Movement.evacuated, Movement.displaced})


class Column(NamedTuple):
    """One column: `type` is that of its cells that are not None, `value` makes a cell of what the row is about."""

    name: str
    hxl: str
    type: type
    value: Callable[[Any], Cell]


def _field(name: str, hxl: str = "", type_: type = str, *, of: str = "") -> Column:
    def value(item: Any) -> Cell:
        found = getattr(item, of or name)
        return str(found) if type_ is str and found is not None else found

    return Column(name, hxl, type_, value)


def _part(field: str, part: str, hxl: str = "", type_: type = str) -> Column:
    """A part of a verbatim value, `field_part`; the words themselves go by the field's own name."""

    def value(item: Any) -> Cell:
        whole = getattr(item, field)
        found = None if whole is None else getattr(whole, part)
        return str(found) if type_ is str and found is not None else found

    return Column(field if part == "text" else f"{field}_{part}", hxl, type_, value)


def _words(field: str, hxl: str) -> list[Column]:
    return [_part(field, "text", hxl), _part(field, "start", type_=int), _part(field, "end", type_=int)]


def _name(field: str, hxl: str) -> list[Column]:
    """The actor's name under the field's own name, the words at this place under `field_text`."""
    actor, words = _part(field, "name", hxl), _part(field, "text")
    offsets = [_part(field, "start", type_=int), _part(field, "end", type_=int)]
    return [actor._replace(name=field), words._replace(name=f"{field}_text"), *offsets]


def _when(field: str) -> list[Column]:
    days = [
        _part(field, "earliest", f"#date+start+{field}", dt.date),
        _part(field, "latest", f"#date+end+{field}", dt.date),
    ]
    return [*_words(field, f"#description+{field}"), *days]


_COUNT: Final = [
    *_words("count", "#description+count"),
    _part("count", "low", "#affected+min", int),
    _part("count", "high", "#affected+max", int),
    _part("count", "qualifier"),
]


def _bounds(name: str, hxl: str, applies: Callable[[Any], bool]) -> list[Column]:
    """The count's bounds again, in columns of their own: a hashtag holds for a whole column."""

    def bound(which: str) -> Callable[[Any], Cell]:
        def value(record: Any) -> Cell:
            count: Count = record.count
            return getattr(count, which) if applies(record) else None

        return value

    return [
        Column(f"{name}_low", f"{hxl}+min", int, bound("low")),
        Column(f"{name}_high", f"{hxl}+max", int, bound("high")),
    ]


def _list(field: str, hxl: str, text: Callable[[Any], str]) -> Column:
    return Column(field, hxl, str, lambda item: _joined(map(text, getattr(item, field))))


def _joined(items: Iterable[str]) -> str | None:
    return BETWEEN.join(items) or None


def _names(field: str) -> Column:
    return _list(field, f"#group+name+{PARTY_FIELDS[field]}", _called)


def _called(name: Name) -> str:
    return name.name


def _text(value: Verbatim) -> str:
    return value.text


_RECORD: Final = _field("record", "#meta+id+record", of="id")
_MARKS: Final = [_field("disputed", "#status+disputed", bool), _field("unconfirmed", "#status+unconfirmed", bool)]

LEAD: Final = [
    Column("report", "#meta+id+report", str, lambda lead: lead[0]),
    Column("article", "#meta+source+article", str, lambda lead: lead[1].source),
    Column("sha256", "#meta+hash", str, lambda lead: lead[1].sha256),
]
"""What every table begins with; of a report's id and its document."""


class Part(NamedTuple):
    """What a row is about that is no record itself: a part of one (or of the report), and its place from 1."""

    record: Any
    position: int
    part: Any
    role: str = ""

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.record.id)


def _of_part(name: str, hxl: str = "", type_: type = str, *, of: str = "") -> Column:
    return _within(_field(name, hxl, type_, of=of))


def _within(column: Column) -> Column:
    return column._replace(value=lambda item: column.value(item.part))


def _of_record(column: Column) -> Column:
    return column._replace(value=lambda item: column.value(item.record))


_POSITION: Final = _field("position", type_=int)
_PLACED: Final = [_of_part("text"), _of_part("start", type_=int), _of_part("end", type_=int)]


COLUMNS: Final[dict[str, list[Column]]] = {
    "reports": [
        _within(_field("title", "#description+title")),
        _within(_field("published", "#date+reported", dt.date)),
        _within(_field("published_from")),
        _within(_field("site", "#meta+site")),
        _of_record(_field("headline", "#description+headline")),
        Column("engine", "#meta+engine", str, lambda item: item.record.provenance.engine),
        Column("model", "#meta+model", str, lambda item: item.record.provenance.model),
        Column("prompt_hash", "", str, lambda item: item.record.provenance.prompt_hash),
        _of_record(_field("schema_version")),
    ],
    "actors": [
        _RECORD,
        _field("name", "#group+name"),
        _list("aliases", "#group+name+alias", str),
        _field("kind", "#group+type+kind"),
        _field("sector", "#group+type+sector"),
        _field("country", "#country+code"),
        *_name("part_of", "#group+name+parent"),
        *_words("role", "#description+role"),
    ],
    "ultimatums": [
        _RECORD,
        _names("issuers"),
        _names("targets"),
        _field("demand", "#event+type+demand"),
        *_words("demand_text", "#description+demand"),
        _field("threat", "#event+type+threat"),
        *_words("threat_text", "#description+threat"),
        *_when("deadline"),
        _field("response", "#status+response"),
        *_words("place", "#loc+name"),
        *_MARKS,
    ],
    "deals": [
        _RECORD,
        _field("kind", "#event+type"),
        _field("stage", "#status+name"),
        _names("parties"),
        _names("mediators"),
        _list("terms", "#description+terms", _text),
        *_words("place", "#loc+name"),
        *_when("date"),
        *_MARKS,
    ],
    "casualties": [
        _RECORD,
        _field("harm", "#impact+type"),
        *_COUNT,
        _field("victims", "#description+victims+type"),
        *_words("victims_text", "#description+victims"),
        _names("perpetrators"),
        *_words("cause", "#cause+name"),
        _field("scope", "#event+type+scope"),
        *_when("when"),
        *_words("place", "#loc+name"),
        *[c for h in Harm for c in _bounds(h.value, f"#affected+{h.value}", lambda r, h=h: r.harm == h)],  # type: ignore[misc]
        *_MARKS,
    ],
    "displacements": [
        _RECORD,
        _field("movement", "#impact+type"),
        *_COUNT,
        _field("people", "#description+people+type"),
        *_words("origin", "#loc+name+origin"),
        *_words("destination", "#loc+name+dest"),
        *_when("when"),
        *_bounds(
            "displaced",
            "#affected+displaced+ind",
            lambda r: r.movement in _DISPLACED and r.people is not People.families,
        ),
        *_bounds(
            "displaced_families",
            "#affected+displaced+hh",
            lambda r: r.movement in _DISPLACED and r.people is People.families,
        ),
        *_MARKS,
    ],
    "claims": [
        _RECORD,
        Column("kind", "#event+type", str, lambda item: item.id.rpartition("-")[0]),
        _POSITION,
        *map(_within, _name("source", "#meta+source+claim")),
        _of_part("stance", "#status+stance"),
        *map(_within, _words("quote", "#description+quote")),
        _within(_part("quote", "match")),
        *map(_of_record, _MARKS),
    ],
    "parties": [_RECORD, _field("role", "#group+type+role"), _POSITION, _of_part("name", "#group+name"), *_PLACED],
    "terms": [_RECORD, _POSITION, _of_part("text", "#description+terms"), *_PLACED[1:]],
    "mentions": [_RECORD, Column("name", "#group+name", str, lambda item: item.record.name), _POSITION, *_PLACED],
    "codes": [
        _RECORD,
        _of_part("of"),
        _of_part("plover", "#event+code+plover"),
        _of_part("mode", "#event+code+mode"),
        _of_part("cameo", "#event+code+cameo"),
    ],
    "key_points": [
        _POSITION,
        _of_part("text", "#description+summary"),
        _within(_list("cites", "#meta+id+record", str)),
    ],
    "rejected": [
        _field("path", "#meta+id+rejected", of="role"),
        _of_part("problem", of="path"),
        _of_part("value"),
        _of_part("reason", "#description+reason"),
    ],
}
"""Table → its columns after `LEAD`. Names and order are kept from release to release; new ones come at the end."""
