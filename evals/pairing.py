"""Records side by side: a weighted mean over their fields, and the best pairing of two lists of them.

Every field is a list of values: a null is none, a plain value one. Two lists are aligned one to one by the similarity
of their values; what finds no partner is missing or spurious. A claim is such a value that has fields of its own, and
a report's records are such lists: one idea serves them all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import BaseModel

from summarize.evals import names
from summarize.evals.alignment import align
from summarize.evals.names import Forms
from summarize.evals.similarity import alike
from summarize.evals.tally import NOTHING, Metric, Tally
from summarize.evals.weights import TABLE
from summarize.schemas import Actor, Answer, Claim, Name, Record, Verbatim

__all__ = ["Comparison", "Facts", "Pair", "add_fields", "compare", "facts", "pair", "parties", "tally"]

_OWN_VOICE = Forms(every=frozenset({""}), proper=frozenset())
"""The source of what an article says itself: a source like others, not the lack of one."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A record or claim as it is compared: its fields as lists of values, its names as sets of surface forms."""

    kind: str
    """Its row in the table of weights."""
    key: str
    """What it says, without its id, as text."""
    values: Mapping[str, tuple[Forms | Verbatim | str, ...]]
    claims: tuple[Facts, ...] = ()


class Comparison(NamedTuple):
    """Two records side by side, or one and nothing."""

    similarity: float
    """0 to 1."""
    fields: Mapping[str, Tally]
    """By field, and by `claims.source` and the like for the fields of claims; empty where a needed field has nothing in
    common, since the two are then not of one thing."""


class Pair(NamedTuple):
    """Positions of a predicted and a gold record that are linked; None for one that stands alone."""

    predicted: int | None
    gold: int | None
    comparison: Comparison

    @property
    def linked(self) -> bool:
        """Whether there are two."""
        return self.predicted is not None and self.gold is not None


def parties(answer: Answer) -> Mapping[str, Forms]:
    """The surface forms of a report's actors, by the actor's name."""
    return {a.name: names.actor_forms(a.name, a.aliases) for a in answer.actors}


def facts(kind: str, record: Record | Claim, actors: Mapping[str, Forms]) -> Facts:
    """What is compared of a record of the report that `actors` are of."""
    return Facts(
        kind,
        record.model_dump_json(exclude={"id"}),
        {f: _values(record, f, actors) for f in TABLE[kind].fields if f != "claims"},
        tuple(facts("claims", c, actors) for c in getattr(record, "claims", ())),
    )


def _values(record: BaseModel, field: str, actors: Mapping[str, Forms]) -> tuple[Forms | Verbatim | str, ...]:
    value = getattr(record, field)
    if isinstance(record, Actor) and field in ("name", "aliases"):
        return (actors[value],) if field == "name" else tuple(map(names.fold, value))
    if isinstance(record, Claim) and value is None:
        return (_OWN_VOICE,)
    listed = value if isinstance(value, tuple) else (value,)
    return tuple(_party(v, actors) if isinstance(v, Name) else v for v in listed if v is not None)


def _party(name: Name, actors: Mapping[str, Forms]) -> Forms:
    return actors.get(name.name) or names.party_forms(name.text)


def pair(predicted: Sequence[Facts], gold: Sequence[Facts], *, optional: Collection[int] = ()) -> tuple[Pair, ...]:
    """Every record of two lists once: linked ones in the order of the predicted, then the spurious, then the missing.

    `optional`: positions of gold records that give way to the others, see `align`.
    """
    grid = [[compare(a, b) for b in gold] for a in predicted]
    links = align(
        [[c.similarity for c in row] for row in grid],
        threshold=TABLE[predicted[0].kind].threshold if predicted else 0,
        keys=([f.key for f in predicted], [f.key for f in gold]),
        optional=optional,
    )
    found, met = {link.predicted for link in links}, {link.gold for link in links}
    return (
        *(Pair(link.predicted, link.gold, grid[link.predicted][link.gold]) for link in links),
        *(Pair(i, None, compare(a, None)) for i, a in enumerate(predicted) if i not in found),
        *(Pair(None, j, compare(None, b)) for j, b in enumerate(gold) if j not in met),
    )


def compare(predicted: Facts | None, gold: Facts | None) -> Comparison:
    """Lay two records of one kind side by side; None for the one that is missing.

    The same source with another stance, the quotes left out: 5 of 5 and 0 of 3.

    >>> said = {"source": (names.party_forms("the council"),), "quote": ()}
    >>> yes, no = (Facts("claims", "", said | {"stance": (stance,)}) for stance in ("asserts", "denies"))
    >>> compare(yes, no).similarity == 5 / (5 + 3)
    True

    Raises:
        ValueError: there is neither.

    """
    either = predicted or gold
    if either is None:
        raise ValueError("nothing to compare")
    found: dict[str, Tally] = {}
    mass = weight = 0.0
    for field, rule in TABLE[either.kind].fields.items():
        if field == "claims":
            pairs = pair(predicted.claims if predicted else (), gold.claims if gold else ())
            found |= {f"claims.{f}": t for f, t in add_fields(p.comparison for p in pairs).items()}
            found[field] = tally(pairs)
        else:
            found[field] = _lists(predicted.values[field] if predicted else (), gold.values[field] if gold else ())
        share = found[field].share(Metric.content_f1)
        if share == 0 and rule.needed and predicted and gold:
            return Comparison(0.0, {})
        if share is not None:
            mass, weight = mass + rule.weight * share, weight + rule.weight
    return Comparison(mass / weight if weight else 0.0, found)


def tally(pairs: Iterable[Pair]) -> Tally:
    """Counts of records, or of claims: each alone is missing or spurious, none is incorrect."""
    pairs = tuple(pairs)
    similarities = [p.comparison.similarity for p in pairs if p.linked]
    alone = len(pairs) - len(similarities)
    missing = sum(p.predicted is None for p in pairs)
    return _count(similarities, missing=missing, spurious=alone - missing)


def add_fields(comparisons: Iterable[Comparison]) -> dict[str, Tally]:
    """The counts of several comparisons, field by field."""
    total: dict[str, Tally] = {}
    for comparison in comparisons:
        for field, part in comparison.fields.items():
            total[field] = total.get(field, NOTHING) + part
    return total


def _lists(predicted: Sequence[Forms | Verbatim | str], gold: Sequence[Forms | Verbatim | str]) -> Tally:
    """Counts of one field's values. What is left over on both sides is the wrong answer to one question: incorrect."""
    single = len(predicted) <= 1 and len(gold) <= 1  # without ties
    keys = None if single else ([_key(v) for v in predicted], [_key(v) for v in gold])
    links = align([[alike(a, b) for b in gold] for a in predicted], keys=keys)
    spurious, missing = len(predicted) - len(links), len(gold) - len(links)
    wrong = min(spurious, missing)
    similarities = [link.similarity for link in links]
    return _count(similarities, incorrect=wrong, missing=missing - wrong, spurious=spurious - wrong)


def _count(similarities: Sequence[float], *, incorrect: int = 0, missing: int, spurious: int) -> Tally:
    correct = sum(s > 1 - 1e-9 for s in similarities)
    # Summed by size, not by position: rounding must not tell in which order the records came.
    mass = sum(sorted(similarities))
    return Tally(correct, len(similarities) - correct, incorrect, missing, spurious, mass)


def _key(value: Forms | Verbatim | str) -> str:
    if isinstance(value, Forms):
        return "\n".join(sorted(value.every))
    return value.model_dump_json() if isinstance(value, Verbatim) else value
