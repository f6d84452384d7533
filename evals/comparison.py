"""Two runs on the same articles: how much better, how sure, in which fields, and which records were won and lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from summarize.evals.scores import KINDS, ArticleScore, total
from summarize.evals.statistics import RESAMPLES, Difference, difference
from summarize.evals.tally import NOTHING, Metric, Tally

__all__ = ["GoldRecord", "RunComparison", "Shift", "compare_runs"]


class GoldRecord(NamedTuple):
    """A gold record by its article and id."""

    article: str
    id: str


class Shift(NamedTuple):
    """A metric before and after; None where a run had nothing to measure."""

    baseline: float | None
    candidate: float | None

    @property
    def delta(self) -> float | None:
        """Candidate less baseline."""
        return None if self.baseline is None or self.candidate is None else self.candidate - self.baseline


class RunComparison(BaseModel):
    """Candidate against baseline, on the articles that both read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: Metric
    articles: int
    left_out: tuple[str, ...]
    """Articles that one of the runs failed on or does not have."""
    overall: Difference
    kinds: Mapping[str, Difference]
    fields: Mapping[str, Shift]
    """Content F1 of each field, as `casualties.count` or `deals.claims.source`."""
    won: tuple[GoldRecord, ...]
    """Gold records that only the candidate has a link to."""
    lost: tuple[GoldRecord, ...]
    """Gold records that only the baseline has a link to."""


def compare_runs(  # noqa: PLR0913 - how to resample is one idea in three keywords
    baseline: Iterable[ArticleScore],
    candidate: Iterable[ArticleScore],
    *,
    metric: Metric = Metric.content_f1,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> RunComparison:
    """Compare two runs by `metric`, article by article of the same name."""
    before, after = ({s.article: s for s in run} for run in (baseline, candidate))
    both = [a for a in before if a in after and before[a].failed is after[a].failed is None]
    olds, news = [before[a] for a in both], [after[a] for a in both]

    def versus(pick: str | None) -> Difference:
        olds_, news_ = ([_records(s, pick).ratio(metric) for s in run] for run in (olds, news))
        return difference(olds_, news_, level=level, resamples=resamples, seed=seed)

    old, new = (_fields(run) for run in (olds, news))
    had, has = _linked(olds), _linked(news)
    return RunComparison(
        metric=metric,
        articles=len(both),
        left_out=tuple(sorted((before.keys() | after.keys()) - set(both))),
        overall=versus(None),
        kinds={kind: versus(kind) for kind in KINDS},
        fields={
            field: Shift(*(side.get(field, NOTHING).share(Metric.content_f1) for side in (old, new)))
            for field in dict.fromkeys((*old, *new))
        },
        won=tuple(sorted(has - had)),
        lost=tuple(sorted(had - has)),
    )


def _records(score: ArticleScore, kind: str | None) -> Tally:
    return score.records if kind is None else score.kinds[kind].records


def _fields(run: Iterable[ArticleScore]) -> dict[str, Tally]:
    kinds = total(run).kinds
    return {f"{kind}.{field}": part for kind in KINDS for field, part in kinds[kind].fields.items()}


def _linked(run: Iterable[ArticleScore]) -> set[GoldRecord]:
    return {GoldRecord(s.article, p.gold) for s in run for p in s.pairs if not p.optional}
