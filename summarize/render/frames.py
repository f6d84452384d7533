"""The tables as data frames of pandas or polars, whichever is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, Literal

from summarize.render.columns import Cell
from summarize.render.tables import Table, tables
from summarize.schemas import Report

__all__ = ["Library", "frames"]

Library = Literal["pandas", "polars"]
_LIBRARIES: Final = ("pandas", "polars")
_MOST: Final = 2**63 - 1
"""Greatest integer of a data frame's column; a count beyond it ("10 to the 20th") becomes missing there."""


def frames(reports: Iterable[Report], library: Library | None = None) -> dict[str, Any]:
    """Table → data frame, of several reports: the tables of `tables`, with columns that know missing values.

    Whole numbers, days and truth values have the library's own types, so that an empty column has its type too.

    Raises:
        ImportError: the library is not installed; without `library`, neither is.
        ValueError: there is no such library.
    """
    if library is not None and library not in _LIBRARIES:
        raise ValueError(f"no data frames of {library!r}: there are {' and '.join(_LIBRARIES)}")
    found = next((name for name in ([library] if library else _LIBRARIES) if find_spec(name)), None)
    if found is None:
        wanted = library or " or ".join(_LIBRARIES)
        raise ImportError(f"data frames need {wanted}: pip install {library or _LIBRARIES[0]}", name=library)
    make = _pandas if found == "pandas" else _polars
    module = import_module(found)
    return {name: make(module, table) for name, table in tables(reports).items()}


def _columns(table: Table) -> Iterable[tuple[str, type, list[Cell]]]:
    for i, (name, kind) in enumerate(zip(table.columns, table.types, strict=True)):
        cells = [row[i] for row in table.rows]
        yield name, kind, [_fitting(c) for c in cells] if kind is int else cells


def _fitting(cell: Cell) -> Cell:
    return None if isinstance(cell, int) and cell > _MOST else cell


def _pandas(pd: Any, table: Table) -> Any:
    types = {str: "string", int: "Int64", bool: "boolean", dt.date: "datetime64[s]"}
    return pd.DataFrame({name: pd.Series(cells, dtype=types[kind]) for name, kind, cells in _columns(table)})


def _polars(pl: Any, table: Table) -> Any:
    types = {str: pl.String, int: pl.Int64, bool: pl.Boolean, dt.date: pl.Date}
    return pl.DataFrame([pl.Series(name, cells, dtype=types[kind]) for name, kind, cells in _columns(table)])
