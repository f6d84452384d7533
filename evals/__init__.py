"""Gold labels, sample articles, and the scorer that says how good an engine is.

>>> from summarize.evals import evaluate
>>> run = evaluate("samples/dev")
>>> 0 < run.content_f1 < 1
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarize.evals.comparison import RunComparison as RunComparison
    from summarize.evals.comparison import compare_runs as compare_runs
    from summarize.evals.gold import Gold as Gold
    from summarize.evals.gold import LabelError as LabelError
    from summarize.evals.runs import Run as Run
    from summarize.evals.runs import Scored as Scored
    from summarize.evals.runs import evaluate as evaluate
    from summarize.evals.runs import load_run as load_run
    from summarize.evals.scores import ArticleScore as ArticleScore
    from summarize.evals.scores import Totals as Totals
    from summarize.evals.scores import score as score

__all__ = [
    "ArticleScore",
    "Gold",
    "LabelError",
    "Run",
    "RunComparison",
    "Scored",
    "Totals",
    "compare_runs",
    "evaluate",
    "load_run",
    "score",
]

_HOMES = {
    "ArticleScore": "scores",
    "Gold": "gold",
    "LabelError": "gold",
    "Run": "runs",
    "RunComparison": "comparison",
    "Scored": "runs",
    "Totals": "scores",
    "compare_runs": "comparison",
    "evaluate": "runs",
    "load_run": "runs",
    "score": "scores",
}


def __getattr__(name: str) -> Any:
    # Imported on first use: the package itself needs neither numpy nor scipy, which come with `summarize[eval]`.
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
