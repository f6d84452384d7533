"""Conflict news into verified records: every value traced to its words, every claim to who made it.

>>> from summarize import summarize
>>> report = summarize("Rebels killed at least 12 civilians in Keslow on Monday, the monitor said.")
>>> [(c.count.text, c.count.low) for c in report.casualties]
[('at least 12', 12)]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarize.document import Document as Document
    from summarize.errors import SummarizeError as SummarizeError
    from summarize.many import asummarize_each as asummarize_each
    from summarize.many import summarize_each as summarize_each
    from summarize.pipeline import asummarize as asummarize
    from summarize.pipeline import summarize as summarize
    from summarize.schemas import Report as Report
    from summarize.settings import Settings as Settings

__all__ = [
    "Document",
    "Report",
    "Settings",
    "SummarizeError",
    "asummarize",
    "asummarize_each",
    "summarize",
    "summarize_each",
]

_HOMES = {
    "Document": "summarize.document",
    "Report": "summarize.schemas",
    "Settings": "summarize.settings",
    "SummarizeError": "summarize.errors",
    "asummarize": "summarize.pipeline",
    "asummarize_each": "summarize.many",
    "summarize": "summarize.pipeline",
    "summarize_each": "summarize.many",
}


def __getattr__(name: str) -> Any:
    # Imported on first use, so that `summarize --help` starts at once.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
