"""A report against its gold: one article's score, and the sum over articles.

    Totals ── kinds ─▶ KindScore ── records, fields ─▶ Tally
      ▲ add up
    ArticleScore ── the same, and pairs, missing, spurious for looking at

Counts are kept and shares computed from them, so totals are micro-averages over records, and a bootstrap can add the
articles up again. Everything is a frozen Pydantic model: the records of this project are, and a saved score loads back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from summarize.evals.pairing import Comparison, Pair, add_fields, facts, pair, parties, tally
from summarize.evals.tally import NOTHING, Metric, Tally
from summarize.evals.weights import TABLE
from summarize.schemas import Answer, Claimed, Quote, Record, Rejected, Usage, verbatim_values

__all__ = ["KINDS", "ArticleScore", "Grounding", "KindScore", "LinkedPair", "Totals", "failure", "score", "total"]

KINDS: Final = tuple(kind for kind in TABLE if kind != "claims")
"""The kinds of record, by the field of `Answer` that holds them."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LinkedPair(_Frozen):
    """A predicted and a gold record taken for the same thing. `fields`: similarity of each field that either fills."""

    kind: str
    predicted: str
    gold: str
    similarity: float
    optional: bool
    fields: Mapping[str, float]


class KindScore(_Frozen):
    """Counts of one kind of record, and of its fields (`claims.source` and the like for those of its claims)."""

    records: Tally = NOTHING
    fields: Mapping[str, Tally] = {}
    contested: Tally = NOTHING
    """Of those records that a side calls disputed or unconfirmed: whether the other one of the pair is, too."""

    def __add__(self, other: KindScore) -> KindScore:
        fields = dict(self.fields)
        for field, part in other.fields.items():
            fields[field] = fields.get(field, NOTHING) + part
        return KindScore(
            records=self.records + other.records, fields=fields, contested=self.contested + other.contested
        )


class Grounding(_Frozen):
    """How the quotes of a report's claims were found in the article, and how many were refused."""

    exact: int = 0
    folded: int = 0
    near: int = 0
    rejected: int = 0

    def __add__(self, other: Grounding) -> Grounding:
        return Grounding(**{field: getattr(self, field) + getattr(other, field) for field in Grounding.model_fields})


class _Kinds(_Frozen):
    kinds: Mapping[str, KindScore]
    grounding: Grounding = Grounding()
    usage: Usage = Usage()
    seconds: float | None = None
    """Wall-clock time of reading; None when unknown."""

    @property
    def records(self) -> Tally:
        """All kinds of record together."""
        return reduce(add, (k.records for k in self.kinds.values()), NOTHING)

    @property
    def claims(self) -> Tally:
        """The claims on all kinds of record together."""
        return reduce(add, (k.fields["claims"] for k in self.kinds.values() if "claims" in k.fields), NOTHING)

    @property
    def contested(self) -> Tally:
        """The disputed and unconfirmed records of all kinds together."""
        return reduce(add, (k.contested for k in self.kinds.values()), NOTHING)


class ArticleScore(_Kinds):
    """One article. Optional gold records, and predicted ones linked to them, are in no count."""

    article: str
    failed: str | None = None
    """Why there is no report (the error's name); its gold then stands as missing, and `total` leaves it out."""
    pairs: tuple[LinkedPair, ...] = ()
    missing: tuple[str, ...] = ()
    """Ids of gold records that nothing was linked to, optional ones left out."""
    spurious: tuple[str, ...] = ()
    """Ids of predicted records that are linked to nothing."""


class Totals(_Kinds):
    """A set of articles. Failed ones are counted in `failures` and in usage, seconds and cost, not in the counts."""

    articles: int
    """Those that the counts are of."""
    failures: Mapping[str, int]
    """How many failed, by reason."""

    @property
    def cost_per_correct(self) -> float | None:
        """US dollars for one correct record, two half-right ones being one; None when unknown, or when none is."""
        mass = self.records.mass
        return None if self.usage.cost is None or not mass else self.usage.cost / mass


def score(  # noqa: PLR0913 - two sides, and what is known of the reading
    article: str,
    predicted: Answer,
    gold: Answer,
    *,
    optional: Collection[str] = (),
    rejected: Iterable[Rejected] = (),
    usage: Usage | None = None,
    seconds: float | None = None,
) -> ArticleScore:
    """Score one report, or answer, against the gold of the same article.

    Args:
        article: a name for it, by which two runs are compared.
        predicted: what an engine made of it, after validation.
        gold: what is right.
        optional: ids of gold records that are neither rewarded nor punished.
        rejected: what validation refused.
        usage: tokens and cost, failed calls included.
        seconds: how long it took.

    """
    sides = parties(predicted), parties(gold)
    kinds: dict[str, KindScore] = {}
    linked: list[LinkedPair] = []
    missing: list[str] = []
    spurious: list[str] = []
    for kind in KINDS:
        ours: Sequence[Record] = getattr(predicted, kind)
        theirs: Sequence[Record] = getattr(gold, kind)
        spared = {j for j, record in enumerate(theirs) if record.id in optional}
        pairs = pair(
            [facts(kind, r, sides[0]) for r in ours], [facts(kind, r, sides[1]) for r in theirs], optional=spared
        )
        counted = [p for p in pairs if p.gold not in spared]
        kinds[kind] = KindScore(
            records=tally(counted),
            fields=add_fields(p.comparison for p in counted),
            contested=reduce(add, (_contested(p, ours, theirs) for p in counted), NOTHING),
        )
        for p in pairs:
            if p.predicted is not None and p.gold is not None:
                ends = {"predicted": ours[p.predicted].id, "gold": theirs[p.gold].id, "optional": p.gold in spared}
                linked.append(_linked(kind, p.comparison, **ends))
            elif p.predicted is not None:
                spurious.append(ours[p.predicted].id)
            elif p.gold is not None and p.gold not in spared:
                missing.append(theirs[p.gold].id)
    return ArticleScore(
        article=article,
        kinds=kinds,
        pairs=tuple(linked),
        missing=tuple(missing),
        spurious=tuple(spurious),
        grounding=_grounding(predicted, rejected),
        usage=usage or Usage(),
        seconds=seconds,
    )


def failure(  # noqa: PLR0913 - as `score`
    article: str,
    reason: str,
    gold: Answer,
    *,
    optional: Collection[str] = (),
    usage: Usage | None = None,
    seconds: float | None = None,
) -> ArticleScore:
    """The score of an article that was not read: all of its gold missing, and marked as failed for `reason`."""
    empty = score(article, Answer(), gold, optional=optional, usage=usage, seconds=seconds)
    return empty.model_copy(update={"failed": reason})


def total(scores: Iterable[ArticleScore], *, failures_as_empty: bool = False) -> Totals:
    """Add articles up. With `failures_as_empty` a failed article's gold counts as missing: the sterner figure."""
    scores = tuple(scores)
    read = [s for s in scores if failures_as_empty or s.failed is None]
    return Totals(
        articles=len(read),
        failures=dict(sorted(Counter(s.failed for s in scores if s.failed is not None).items())),
        kinds={kind: reduce(add, (s.kinds[kind] for s in read), KindScore()) for kind in KINDS},
        grounding=reduce(add, (s.grounding for s in scores), Grounding()),
        usage=Usage(
            calls=sum(s.usage.calls for s in scores),
            **{
                field: _known(getattr(s.usage, field) for s in scores)
                for field in ("input_tokens", "output_tokens", "cost")
            },
        ),
        seconds=_known(s.seconds for s in scores),
    )


def _linked(kind: str, comparison: Comparison, **ends: Any) -> LinkedPair:
    shares = {field: part.share(Metric.content_f1) for field, part in comparison.fields.items()}
    fields = {field: share for field, share in shares.items() if share is not None}
    return LinkedPair(kind=kind, similarity=comparison.similarity, fields=fields, **ends)


def _contested(found: Pair, predicted: Sequence[Record], gold: Sequence[Record]) -> Tally:
    """One record that is called disputed or unconfirmed: on both sides, on one, or on neither, which is no count."""
    ours = found.predicted is not None and _is_contested(predicted[found.predicted])
    theirs = found.gold is not None and _is_contested(gold[found.gold])
    both = ours and theirs
    return Tally(correct=both, missing=theirs and not both, spurious=ours and not both, mass=float(both))


def _is_contested(record: Record) -> bool:
    return isinstance(record, Claimed) and (record.disputed or record.unconfirmed)


def _grounding(answer: Answer, rejected: Iterable[Rejected]) -> Grounding:
    found = Counter(v.match.value for v in verbatim_values(answer) if isinstance(v, Quote))
    refused = sum(p.path.endswith("quote") for r in rejected for p in r.problems)
    return Grounding(exact=found["exact"], folded=found["folded"], near=found["near"], rejected=refused)


def _known(parts: Iterable[Any]) -> Any:
    """The sum, or None when a part is unknown: an unknown cost is not a cost of nothing."""
    known = list(parts)
    return None if not known or None in known else sum(known)
