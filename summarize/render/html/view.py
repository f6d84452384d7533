"""A report as the page shows it: cards, the text cut at the ends of its evidence, and what a label is made of.

Nothing here is escaped yet: that is the template's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import PurePath
from typing import Any, Final, NamedTuple

from summarize.document import Document, Span
from summarize.render import words as w
from summarize.render.evidence import pieces, places
from summarize.render.html.fields import MODELS
from summarize.render.label import draft
from summarize.schemas import Actor, Casualty, Claimed, Deal, Displacement, Record, Report, Ultimatum, When

__all__ = ["MOST_MARKS", "TAGS", "Card", "Piece", "Row", "Said", "article_name", "tag", "view"]

MOST_MARKS: Final = 2_000
"""Places that are marked in one article; a runaway answer must not make the page too large to open."""

TAGS: Final = {"ultimatum": "U", "deal": "D", "casualty": "C", "displacement": "M", "actor": "A"}
"""What a record is called for short, in the text and on its card; M is for people who moved."""

_TITLES: Final = {
    "ultimatums": "Ultimatums",
    "deals": "Deals",
    "casualties": "Casualties",
    "displacements": "Displacement",
    "actors": "Actors",
}


class Row(NamedTuple):
    """A field of a record in plain words; `key` says which places in the text are its own."""

    name: str
    value: str
    key: str


class Said(NamedTuple):
    """A claim: who, how, and the words."""

    source: str
    stance: str
    words: str
    key: str


class Card(NamedTuple):
    """A record; `against` holds claims only where others stand behind it."""

    id: str
    kind: str
    tag: str
    title: str
    mark: str
    rows: list[Row]
    behind: list[Said]
    against: list[Said]


class Piece(NamedTuple):
    """Words of the article with the keys of the values that stand there, the narrowest evidence first."""

    words: str
    keys: tuple[str, ...]
    looks: str
    tags: str
    number: int


def view(report: Report) -> dict[str, Any]:
    """Everything that the template shows of one report."""
    placed = _placed(report)
    cut = list(_pieces(report, placed))
    first: dict[str, int] = {}
    for piece in cut:
        for key in piece.keys:
            first.setdefault(key, piece.number)
            first.setdefault(key.partition(":")[0], piece.number)
    groups = ((kind, _TITLES[kind], [_card(r) for r in getattr(report, kind)]) for kind in MODELS)
    return {
        "title": w.title(report),
        "name": report.document.source or report.document.id,
        "published": report.document.published,
        "marks": [m for m in ("DISPUTED", "UNCONFIRMED") if any(w.mark(r) == m for r in _claimed(report))],
        "points": [(p.text, [(c, tag(c)) for c in p.cites]) for p in report.key_points],
        "empty": w.is_empty(report),
        "text": bool(report.document.text),
        "pieces": cut,
        "first": first,
        "full": len(placed) == MOST_MARKS,
        "groups": [g for g in groups if g[2]],
        "rejected_title": w.rejected_title(report),
        "rejected": [(r.path, [(p.path, p.value, p.reason) for p in r.problems]) for r in report.rejected],
        "provenance": list(_provenance(report)),
        "data": _data(report),
    }


def article_name(document: Document) -> str:
    """The name of the article's file, as a label gives it; made up from the text's hash where it came from no file."""
    name = PurePath((document.source or "").replace("\\", "/")).name
    return name if name not in ("", "-") and "://" not in (document.source or "") else f"{document.sha256[:12]}.txt"


def tag(record_id: str) -> str:
    """A record's name for short: "D1" for "deal-1"."""
    kind, _, number = record_id.partition("-")
    return TAGS[kind] + number


def _data(report: Report) -> dict[str, Any]:
    """What the page's script makes a label of: the engine's own form, and where a record of the page is in it."""
    document = report.document
    return {
        "label": draft(report, article_name(document)) | {"sha256": document.sha256},
        "ids": {kind: [r.id for r in getattr(report, kind)] for kind in MODELS},
        "text": document.text,
        "made": article_name(document) != PurePath(document.source or "").name,
    }


def _claimed(report: Report) -> Iterator[Claimed]:
    return (r for r in report.records() if isinstance(r, Claimed))


def _placed(report: Report) -> list[tuple[Span, str]]:
    text = report.document.text
    if not text:
        return []
    every = chain.from_iterable(
        ((span, f"{record.id}:{field}") for field, span in places(record, text))
        for record in sorted(report.records(), key=lambda r: isinstance(r, Actor))
    )
    return list(islice(every, MOST_MARKS))


def _pieces(report: Report, placed: list[tuple[Span, str]]) -> Iterator[Piece]:
    # A record's tag stands before the words of its first claim.
    begun = {r.id: r.claims[0].quote.start for r in _claimed(report)} if placed else {}
    tags: dict[int, list[str]] = {}
    for record_id, start in begun.items():
        tags.setdefault(start, []).append(tag(record_id))
    spans = [(span, (key, span.end - span.start)) for span, key in placed]
    at = 0
    for number, (words, found) in enumerate(pieces(report.document.text, spans)):
        narrow = sorted(found, key=lambda f: (f[0].startswith("actor-"), f[1]))
        keys = tuple(dict.fromkeys(key for key, _ in narrow))
        tagged = " ".join(tags.get(at, ())) if keys else ""
        at += len(words)
        # A line end cut in two is still one.
        halved = words.endswith("\r") and report.document.text.startswith("\n", at)
        yield Piece(words[:-1] if halved else words, keys, _looks(keys), tagged, number)


def _looks(keys: Iterable[str]) -> str:
    """Classes of a piece of text: the kinds of record there, the second and later ones told apart."""
    records = dict.fromkeys(key.partition(":")[0] for key in keys)
    kinds = list(dict.fromkeys(r.partition("-")[0] for r in records))
    told = [k for k in TAGS if k in kinds and k != "actor"]
    looks = [f"{'abcd'[i]}-{kind}" for i, kind in enumerate(told)]
    looks += ["actor"] if "actor" in kinds else []
    several = sum(not r.startswith("actor-") for r in records) > 1
    return " ".join([*looks, *(["several"] if several else [])])


def _card(record: Record) -> Card:
    kind, claims = record.id.partition("-")[0], record.claims if isinstance(record, Claimed) else ()
    said = [(c, Said(w.source(c), w.label(c.stance), w.spoken(c), f"claims.{i}")) for i, c in enumerate(claims)]
    behind, against = w.sides(record) if isinstance(record, Claimed) else ([], [])
    two = bool(behind and against)
    return Card(
        id=record.id,
        kind=kind,
        tag=tag(record.id),
        title=_title(record),
        mark=w.mark(record) if isinstance(record, Claimed) else "",
        rows=[row for row in _rows(record) if row.value],
        behind=[s for c, s in said if not two or any(c is b for b in behind)],
        against=[s for c, s in said if two and any(c is a for a in against)],
    )


def _title(record: Record) -> str:
    match record:
        case Ultimatum():
            return w.ultimatum_title(record)
        case Deal():
            return w.deal_title(record)
        case Casualty():
            return f"{record.count.text} {w.harm(record)}"
        case Displacement():
            return f"{record.count.text} {w.label(record.movement)}"
        case Actor():
            return record.name
    raise TypeError(type(record).__name__)


def _rows(record: Record) -> Iterator[Row]:
    match record:
        case Ultimatum() | Deal():
            known = type(record).model_fields
            told = w.ultimatum_fields(record) if isinstance(record, Ultimatum) else w.deal_fields(record)
            for name, value in told:
                field = name.lower()
                yield Row(name, value, f"{field}_text" if f"{field}_text" in known else field)
        case Casualty():
            yield Row("Figure", w.bounds(record.count), "count")
            yield Row("Victims", w.victims(record), "victims_text")
            yield Row("By", ", ".join(n.name for n in record.perpetrators), "perpetrators")
            yield Row("Cause", record.cause.text if record.cause else "", "cause")
            yield from _where_when((("Place", "place"),), record, record.when)
        case Displacement():
            yield Row("Figure", w.bounds(record.count), "count")
            yield Row("People", w.people(record), "people")
            origin = "In" if record.movement == "trapped" else "From"
            yield from _where_when(((origin, "origin"), ("To", "destination")), record, record.when)
        case Actor():
            yield Row("Also", ", ".join(record.aliases), "aliases")
            yield Row("Kind", f"{w.label(record.kind)}, {w.label(record.sector)}", "")
            yield Row("Country", record.country or "", "")
            yield Row("Role", record.role.text if record.role else "", "role")
            yield Row("Part of", record.part_of.name if record.part_of else "", "part_of")


def _where_when(fields: Iterable[tuple[str, str]], record: Record, when: When | None) -> Iterator[Row]:
    for name, field in fields:
        place = getattr(record, field)
        yield Row(name, place.text if place else "", field)
    yield Row("When", w.moment(when), "when")


def _provenance(report: Report) -> Iterator[tuple[str, str]]:
    made, document = report.provenance, report.document
    yield "Article", document.source or document.id
    yield "Published", w.published(document).removeprefix("published ").removeprefix("publication date ")
    if document.site:
        yield "Site", document.site
    yield "Read by", f"{made.engine} {made.model}" if made.model else f"the built-in {made.engine} engine"
    yield "Instructions", made.prompt_hash
    yield "Text, SHA-256", made.text_sha256
    yield "Schema", made.schema_version
    if made.usage.calls:
        tokens = (made.usage.input_tokens, made.usage.output_tokens)
        spent = ", ".join("?" if n is None else f"{n:,}" for n in tokens)
        cost = "unknown" if made.usage.cost is None else f"{made.usage.cost:.4f} US dollars"
        yield "Spent", f"{w.counted(made.usage.calls, 'call')}; tokens in and out: {spent}; cost: {cost}"
