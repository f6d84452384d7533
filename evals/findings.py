"""What to look at in a scored article: every record of either side once, with its fields that are not right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain, islice
from typing import Any, Final, NamedTuple

from summarize.document import Span
from summarize.evals.names import Forms
from summarize.evals.pairing import facts, pair, parties
from summarize.evals.runs import Scored
from summarize.evals.scores import KINDS, ArticleScore, LinkedPair
from summarize.evals.weights import TABLE
from summarize.render import words
from summarize.render.evidence import places
from summarize.render.label import written
from summarize.schemas import Actor, Answer, Casualty, Claim, Claimed, Deal, Displacement, Record, Ultimatum

__all__ = ["MOST_MARKS", "Finding", "Key", "Row", "Verdict", "findings", "marks"]

MOST_MARKS: Final = 2_000
"""Places that are marked in one article; a runaway answer must not make the page too large to open."""

_RIGHT: Final = 1 - 1e-9
_OF_CLAIMS: Final = ("claims", *(f"claims.{field}" for field in TABLE["claims"].fields))


class Verdict(StrEnum):
    """How a predicted record or value and a gold one stand to each other, as in a `Tally`."""

    correct = "correct"
    partial = "partial"
    incorrect = "incorrect"
    missing = "missing"
    spurious = "spurious"


class Key(NamedTuple):
    """Whose a place in the text is: the finding's number, the side, and the field, "claims.0" for a claim."""

    number: int
    gold: bool
    field: str

    def __str__(self) -> str:
        return f"{self.number}{'g' if self.gold else 'p'}-{self.field}"


class Row(NamedTuple):
    """A field, or a claim: what was predicted and what is right, each as an engine would write it.

    `keys` are those of its places in the text; a category has none there.
    """

    field: str
    verdict: Verdict
    similarity: float
    predicted: tuple[str, ...]
    gold: tuple[str, ...]
    keys: tuple[Key, ...]


class Finding(NamedTuple):
    """A predicted and a gold record that are linked, or one that stands alone.

    Attributes:
        number: its place in the list of the article's findings.
        counted: whether it is in the figures: not beside an optional gold record, nor where the engine failed.
        rows: of a linked pair the fields that are not fully right, else all that are filled.
        faults: where it is not fully right: its kind, and fields as scores name them ("deals.claims.quote"); none
            where it is not counted.

    """

    number: int
    kind: str
    verdict: Verdict
    similarity: float
    predicted: Record | None
    gold: Record | None
    counted: bool
    rows: tuple[Row, ...]
    faults: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is about, in a line."""
        return _title(self.gold or self.predicted)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its records, the predicted one first."""
        return tuple(r.id for r in (self.predicted, self.gold) if r is not None)


def findings(scored: Scored) -> list[Finding]:
    """All records of the article, linked as its score has them: actors last, of each kind the predicted ones first."""
    sides = scored.report or Answer(), scored.gold.answer
    actors = parties(sides[0]), parties(sides[1])
    found: list[Finding] = []
    for link in _links(scored.score, *sides):
        rows = [*_fields(link, len(found)), *_claims(link, len(found), *actors)]
        similarity = link.pair.similarity if link.pair else 0.0
        counted = scored.score.failed is None and not (link.gold and link.gold.id in scored.gold.optional)
        found.append(
            Finding(
                number=len(found),
                kind=link.kind,
                verdict=_verdict(link.predicted, link.gold, similarity),
                similarity=similarity,
                predicted=link.predicted,
                gold=link.gold,
                counted=counted,
                rows=tuple(rows),
                faults=tuple(_faults(link, rows)) if counted else (),
            )
        )
    return found


def marks(found: Sequence[Finding], text: str) -> list[tuple[Span, Key]]:
    """Where the records stand in the text, in their order; `MOST_MARKS` at most."""
    every = chain.from_iterable(
        ((span, Key(f.number, gold, field)) for field, span in places(record, text))
        for f in found
        for gold, record in ((False, f.predicted), (True, f.gold))
        if record is not None
    )
    return list(islice(every, MOST_MARKS))


class _Link(NamedTuple):
    kind: str
    predicted: Record | None
    gold: Record | None
    pair: LinkedPair | None


def _links(score: ArticleScore, predicted: Answer, gold: Answer) -> Iterator[_Link]:
    for kind in sorted(KINDS, key="actors".__eq__):
        theirs: dict[str, Record] = {r.id: r for r in getattr(gold, kind)}
        pairs = {p.predicted: p for p in score.pairs if p.kind == kind}
        for record in getattr(predicted, kind):
            linked = pairs.get(record.id)
            yield _Link(kind, record, theirs.pop(linked.gold) if linked else None, linked)
        yield from (_Link(kind, None, record, None) for record in theirs.values())


def _fields(link: _Link, number: int) -> Iterator[Row]:
    for field in TABLE[link.kind].fields:
        ours, theirs = _shown(link.predicted, field), _shown(link.gold, field)
        if field == "claims" or not (ours or theirs):
            continue
        share = link.pair.fields[field] if link.pair else 0.0
        verdict = _verdict(ours, theirs, share)
        if verdict is not Verdict.correct:
            yield Row(field, verdict, share, ours, theirs, (Key(number, False, field), Key(number, True, field)))


def _claims(link: _Link, number: int, ours: Mapping[str, Forms], theirs: Mapping[str, Forms]) -> Iterator[Row]:
    """The claims that are not fully right, linked as the score links them."""
    predicted, gold = _claims_of(link.predicted), _claims_of(link.gold)
    for p in pair([facts("claims", c, ours) for c in predicted], [facts("claims", c, theirs) for c in gold]):
        one, other = (None if i is None else claims[i] for i, claims in ((p.predicted, predicted), (p.gold, gold)))
        share = p.comparison.similarity if p.linked else 0.0
        verdict = _verdict(one, other, share)
        if verdict is not Verdict.correct:
            at = tuple(
                Key(number, g, f"claims.{i}") for g, i in ((False, p.predicted), (True, p.gold)) if i is not None
            )
            yield Row("claim", verdict, share, _said(one), _said(other), at)


def _claims_of(record: Record | None) -> tuple[Claim, ...]:
    return record.claims if isinstance(record, Claimed) else ()


def _faults(link: _Link, rows: Iterable[Row]) -> Iterator[str]:
    if link.pair is not None:
        fields = [field for field, share in link.pair.fields.items() if share < _RIGHT]
    else:
        fields = [row.field for row in rows if row.field != "claim"]
        fields += _OF_CLAIMS if link.kind != "actors" else ()
    if fields:
        yield from (link.kind, *(f"{link.kind}.{field}" for field in fields))


def _verdict(predicted: object, gold: object, share: float) -> Verdict:
    if not predicted or not gold:
        return Verdict.spurious if predicted else Verdict.missing
    if share >= _RIGHT:
        return Verdict.correct
    return Verdict.partial if share else Verdict.incorrect


def _shown(record: Record | None, field: str) -> tuple[str, ...]:
    value: Any = None if record is None else written(getattr(record, field))
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _said(claim: Claim | None) -> tuple[str, ...]:
    return (words.source(claim), str(claim.stance), f"“{claim.quote.text}”") if claim else ()


def _title(record: Record | None) -> str:
    match record:
        case Actor():
            return record.name
        case Ultimatum():
            return f"{words.ultimatum_title(record)}: {record.demand_text.text}"
        case Deal():
            return f"{words.deal_title(record)}: {', '.join(p.name for p in record.parties)}"
        case Casualty():
            return " · ".join((f"{record.count.text} {words.harm(record)}", *words.circumstances(record)))
        case Displacement():
            return " · ".join((f"{record.count.text} {words.label(record.movement)}", *words.route(record)))
        case _:
            return ""
