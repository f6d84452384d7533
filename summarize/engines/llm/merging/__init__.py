"""Several raw answers on one article, of its parts or of readings one after the other, as one raw answer.

Nothing is validated here. What is malformed is passed on, for validation to reject it with a reason, and joins nothing:
it would sink a sound record with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any, Final

from summarize.engines.llm.merging.cast import Cast, identity
from summarize.engines.llm.merging.records import Records
from summarize.schemas.answer import KINDS
from summarize.schemas.rejected import plain

__all__ = ["merge"]

_CITATION: Final = re.compile(rf"({'|'.join(KINDS)})\[(0|[1-9][0-9]{{0,5}})\]")
_KEY_POINTS: Final = 5


def merge(answers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One raw answer without any record twice, as JSON can hold it.

    Two records of one answer stay two unless they are equal: who wrote it had both in view. Of two claims of one source
    and stance the longer quote stays. `answers` are in the order of what they read: of a deal's stages the last stands.
    """
    read = [a for a in map(plain, answers) if isinstance(a, dict)]
    lists = {field: [_items(a.get(field)) for a in read] for field in KINDS}
    cast = Cast(lists["actors"])
    merged, positions = {"actors": cast.actors}, {"actors": cast.positions}
    for field in [f for f in KINDS if f != "actors"]:
        records = Records(field, cast)
        positions[field] = [records.add(i, items) for i, items in enumerate(lists[field])]
        merged[field] = records.kept
    sizes = {field: len(records) for field, records in merged.items()}
    cited = [
        _cited(a, {field: positions[field][i] if isinstance(a.get(field), list) else [] for field in KINDS}, sizes)
        for i, a in enumerate(read)
    ]
    made: dict[str, list[Any]] = merged | {"key_points": _key_points([_items(a.get("key_points")) for a in cited])}
    return {
        field: _whole([a[field] for a in cited if field in a], made[field]) if field in made else _first(field, cited)
        for field in dict.fromkeys(chain.from_iterable(read))
    }


def _items(value: Any) -> list[Any]:
    """What is no list is passed on as an item of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _whole(values: Sequence[Any], items: list[Any]) -> Any:
    """The field of the merged answer. What no answer has a list for stays what it is, if they are of one mind."""
    said = [v for v in values if v is not None]
    if not any(isinstance(v, list) for v in said) and len({identity(v) for v in said}) < 2:
        return said[0] if said else None
    return items


def _first(field: str, answers: Iterable[Mapping[str, Any]]) -> Any:
    return next((a[field] for a in answers if a.get(field) is not None), None)


def _cited(
    answer: Mapping[str, Any], positions: Mapping[str, Sequence[int]], sizes: Mapping[str, int]
) -> dict[str, Any]:
    """The answer with its key points' citations turned to the merged records."""

    def turned(cite: Any) -> Any:
        found = _CITATION.fullmatch(cite) if isinstance(cite, str) else None
        if found is None:
            return cite
        field, position = found[1], int(found[2])
        if position < len(positions[field]):
            return f"{field}[{positions[field][position]}]"
        # It cites nothing, and is not to cite what another answer has there.
        return cite if position >= sizes[field] else f"{field}[{sizes[field] + position}]"

    def point(item: Any) -> Any:
        cites = item.get("cites") if isinstance(item, dict) else None
        return item | {"cites": [turned(c) for c in cites]} if isinstance(cites, list) else item

    points = answer.get("key_points")
    new = {"key_points": [point(p) for p in points]} if isinstance(points, list) else {}
    return {**answer, **new}


def _key_points(lists: Sequence[Sequence[Any]]) -> list[Any]:
    """The first of each answer, then the second of each, up to five; one sentence once, and what is malformed last."""
    points: dict[str, Any] = {}
    malformed: dict[str, Any] = {}
    for item in (i for turn in zip_longest(*map(_boxed, lists)) for box in turn if box is not None for i in box):
        text, cites = (item.get("text"), item.get("cites")) if isinstance(item, dict) else (None, None)
        if not isinstance(text, str) or not isinstance(cites, list):
            malformed.setdefault(identity(item), item)
            continue
        told = points.get(key := " ".join(text.casefold().split()))
        if told is not None:
            more = [c for c in cites if c not in told["cites"]]
            points[key] = told | {"cites": told["cites"] + more} if more else told
        elif len(points) < _KEY_POINTS:
            points[key] = item
    return [*points.values(), *malformed.values()]


def _boxed(items: Sequence[Any]) -> list[list[Any]]:
    """Each item in a list of its own, so that a null is told from the end of a shorter list."""
    return [[item] for item in items]
