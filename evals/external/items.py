"""What every outside set has in common: its items, its file, and the checks that a report is put to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from summarize.errors import LabelError
from summarize.render.screen import reason
from summarize.schemas import Report

__all__ = ["F1", "Check", "ExternalSet", "Item", "read_items"]


class Item(BaseModel):
    """One text with its labels. Fields of a line that a set does not use are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str


class Check(NamedTuple):
    """One thing that a report was right or wrong in, with what was wanted and what was there, in words."""

    measure: str
    right: bool
    wanted: str
    found: str


class F1(NamedTuple):
    """A measure made of two others: the harmonic mean of a precision and a recall."""

    name: str
    precision: str
    recall: str


@dataclass(frozen=True)
class ExternalSet:
    """How one outside set is read and scored.

    `judge` gives an item's checks, each under one of the `measures`; an item that a measure does not apply to has no
    check of that name. `one_per_text`: several lines of one text are one item, the first.
    """

    name: str
    item: type[Item]
    measures: tuple[str | F1, ...]
    judge: Callable[[Any, Report], Iterator[Check]]
    one_per_text: bool = False


def read_items(chosen: ExternalSet, folder: Path) -> list[Item]:
    """The items of a set, from its file in `folder`.

    Raises:
        LabelError: there is no such file, or a line of it is no item. Nothing of the line is in the message.

    """
    path = folder / f"{chosen.name}.jsonl"
    try:
        lines = path.read_text("utf-8").split("\n")  # not splitlines: a text may hold other line separators
    except OSError as error:
        raise LabelError(f"cannot read {path}: {reason(error)}") from None
    except UnicodeDecodeError:
        raise LabelError(f"cannot read {path}: not UTF-8") from None
    items: dict[str, Item] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = chosen.item.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_input=False, include_context=False)[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            why = f"{where}: {first['type'].replace('_', ' ')}"
            raise LabelError(f"{path}:{number}: no item of {chosen.name}: {why}") from None
        if not item.text.strip():
            raise LabelError(f"{path}:{number}: no item of {chosen.name}: it has no text")
        items.setdefault(item.text if chosen.one_per_text else str(number), item)
    return list(items.values())
