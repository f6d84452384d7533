"""Whether what is told of a deal is enough for a record: many a mention in passing is of no deal, or of another one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from summarize.engines.rules.chances import chance
from summarize.engines.rules.deal_sides import Named
from summarize.engines.rules.records import Reader

__all__ = ["is_told"]

_LEAST: Final = 0.3  # the least chance that such a record is right
_MANY: Final = 4
_TERMS: Final = 3
_PAIR: Final = 2
_LEAD: Final = 3  # sentences
_FAR: Final = 10


def is_told(reader: Reader, named: Named, record: dict[str, Any], more: Collection[str]) -> bool:
    """Whether a record is likely enough to be right. `more`: further signs."""
    past = {"past"} if named.past else set()
    signs = {*more, *_of_record(record), *_of_names(reader, named, record)} | past
    return chance("deal told", signs, record) >= _LEAST


def _of_record(record: dict[str, Any]) -> Iterator[str]:
    yield f"stage {record['stage']}"
    yield f"kind {record['kind']}"
    yield f"{min(len(record['terms']), _TERMS)} terms"
    yield f"{min(len(record['claims']), _MANY)} claims"
    yield from (field for field in ("place", "date", "mediators") if record[field])
    own = [told["source"] is None for told in record["claims"]]
    if any(own):
        yield "only the article says so" if all(own) else "the article says so too"
    yield from {f"somebody {told['stance']}" for told in record["claims"]}


def _of_names(reader: Reader, named: Named, record: dict[str, Any]) -> Iterator[str]:
    yield f"{min(len({*named.at}), _MANY)} sentences"
    yield f"{min(len(named.parties), _PAIR)} told"
    yield f"{len(record['parties'])} parties"
    yield f"{sum(reader.cast.get(p) is not None for p in record['parties'])} parties with names"
    first = min(named.at)
    if first <= _LEAD or first > _FAR:
        yield "early" if first <= _LEAD else "late"
