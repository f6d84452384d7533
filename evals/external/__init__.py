"""Outside sets: texts and labels of other people, kept outside of the project, to hold an engine's reports against.

Each set has a file in a folder of the user's own, `<name>.jsonl`, one item a line, and a module here that says what
an item is and what is right. Texts are read and never kept; see `docs/external-sets.md`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarize.evals.external.running import ExternalRun as ExternalRun
    from summarize.evals.external.running import evaluate_external as evaluate_external

__all__ = ["SETS", "ExternalRun", "evaluate_external"]

SETS = ("isaf", "airwars", "idetect", "plv", "case2021")
"""Names of the sets, in the order of the tables; also of their files and of their modules here."""


def __getattr__(name: str) -> Any:
    # Imported on first use: the command's options need the names of the sets only.
    if name in __all__:
        return getattr(import_module(f"{__name__}.running"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
