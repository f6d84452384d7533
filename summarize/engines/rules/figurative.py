"""Figures of speech: what only sounds like war in an article that is about neither conflict nor disaster."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from summarize.engines.rules.records import Reader
from summarize.triage import relevance

__all__ = ["literal"]

_ABOUT: Final = 0.1  # chance of being about conflict or disaster below which a figure has to be told in full
_SHORT: Final = 600  # characters of a text too short to say what it is about


def literal(reader: Reader, records: list[dict[str, Any]], *told_by: str) -> list[dict[str, Any]]:
    """The records that are no figures of speech: all where the article is about such things, else those that have
    one of the fields `told_by`.
    """
    if not records or len(reader.text) < _SHORT or _about(reader.text) >= _ABOUT:
        return records
    return [record for record in records if any(record[field] for field in told_by)]


_about = lru_cache(maxsize=1)(relevance)  # figures of both kinds ask
