"""An engine over the outside sets: what it got right, with how much certainty, and how fast it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from scipy.stats import binomtest

from summarize.document import Document
from summarize.engines import Engine
from summarize.errors import LabelError, SummarizeError
from summarize.evals.external import SETS
from summarize.evals.external.items import F1, Check, ExternalSet, Item, read_items
from summarize.evals.statistics import interval
from summarize.evals.tally import Ratio
from summarize.many import summarize_each
from summarize.settings import Settings

__all__ = ["ExternalRun", "Measure", "SetResult", "Wrong", "evaluate_external", "external_set", "measured", "wilson"]


class Measure(BaseModel):
    """A share of checks that came out right. An F1 has twice the right ones over labelled plus found ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    n: int
    right: int
    share: float | None
    low: float | None
    high: float | None


class SetResult(BaseModel):
    """One set's measures; `failed` are the items that the engine could not read, by error, which are in no figure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    items: int
    failed: dict[str, int]
    seconds: float
    measures: tuple[Measure, ...]

    @property
    def per_second(self) -> float | None:
        """Articles a second, reading alone; scoring takes none of it."""
        return self.items / self.seconds if self.seconds else None


class ExternalRun(BaseModel):
    """An engine over several sets."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: str
    model: str | None
    prompt_hash: str
    sets: tuple[SetResult, ...]


class Wrong(NamedTuple):
    """An item and the checks that it failed."""

    item: Item
    checks: tuple[Check, ...]


def external_set(name: str) -> ExternalSet:
    """The set of that name, one of `SETS`."""
    found: ExternalSet = getattr(import_module(f"summarize.evals.external.{name}"), name.upper())
    return found


def evaluate_external(
    folder: Path,
    *names: str,
    engine: Engine,
    settings: Settings,
    limit: int | None = None,
    tell: Callable[[str, Wrong], None] | None = None,
) -> ExternalRun:
    """Score an engine on outside sets.

    Args:
        folder: where their files are.
        names: which sets, from `SETS`; by default all whose file is in the folder.
        engine: what reads.
        settings: how.
        limit: how many items of each set, the first ones.
        tell: is told of every item with something wrong, with the set's name.

    Raises:
        LabelError: a named set has no file, the folder has none at all, or a line is damaged. All files are read before
            the first item is scored.

    """
    chosen = names or tuple(name for name in SETS if (folder / f"{name}.jsonl").is_file())
    if not chosen:
        raise LabelError(f"no outside set in {folder}: it has none of {', '.join(f'{name}.jsonl' for name in SETS)}")
    sets = [external_set(name) for name in chosen]
    read = [(one, read_items(one, folder)[:limit]) for one in sets]
    results = tuple(_evaluate(one, items, engine, settings, tell) for one, items in read)
    return ExternalRun(engine=engine.name, model=engine.model, prompt_hash=engine.prompt_hash, sets=results)


def _evaluate(
    chosen: ExternalSet,
    items: Sequence[Item],
    engine: Engine,
    settings: Settings,
    tell: Callable[[str, Wrong], None] | None,
) -> SetResult:
    checks: list[tuple[Check, ...]] = []
    failed: Counter[str] = Counter()
    documents = (Document(text=item.text, source=f"{chosen.name}/{item.id}") for item in items)
    reports = summarize_each(documents, engine=engine, settings=settings)
    seconds = 0.0
    for item in items:
        begun = perf_counter()
        report = next(reports)
        seconds += perf_counter() - begun
        if isinstance(report, Exception):
            if not isinstance(report, SummarizeError):
                raise report
            failed[type(report).__name__] += 1
            continue
        checks.append(tuple(chosen.judge(item, report)))
        wrong = tuple(c for c in checks[-1] if not c.right)
        if wrong and tell:
            tell(chosen.name, Wrong(item, wrong))
    reports.close()
    measures = tuple(measured(checks, chosen.measures))
    return SetResult(name=chosen.name, items=len(items), failed=dict(failed), seconds=seconds, measures=measures)


def measured(checks: Sequence[Sequence[Check]], measures: Sequence[str | F1]) -> Iterator[Measure]:
    """The measures of a set from the checks of each of its items."""
    for measure in measures:
        if isinstance(measure, F1):
            parts = [_ratio(c for c in item if c.measure in measure[1:]) for item in checks]
            # What is found rightly is a check of either: twice the right ones over labelled plus found.
            found = interval([p for p in parts if p.denominator])
            right, n = int(sum(p.numerator for p in parts)), int(sum(p.denominator for p in parts))
            yield Measure(name=measure.name, n=n, right=right, share=found.value, low=found.low, high=found.high)
            continue
        rights = [c.right for item in checks for c in item if c.measure == measure]
        yield wilson(measure, sum(rights), len(rights))


def wilson(name: str, right: int, n: int) -> Measure:
    """A share of independent checks with Wilson's 95 % interval; nothing where there was nothing to check."""
    if not n:
        return Measure(name=name, n=0, right=0, share=None, low=None, high=None)
    ends = binomtest(right, n).proportion_ci(confidence_level=0.95, method="wilson")
    return Measure(name=name, n=n, right=right, share=right / n, low=float(ends.low), high=float(ends.high))


def _ratio(checks: Iterator[Check]) -> Ratio:
    rights = [c.right for c in checks]
    return Ratio(sum(rights), len(rights))
