"""One-to-one alignment of two lists of things: the one whose similarities add up to the most.

Greedy pairing takes the best pair first and may pay for it twice:

>>> align([[0.9, 0.8], [0.8, 0.0]])
(Link(predicted=0, gold=1, similarity=0.8), Link(predicted=1, gold=0, similarity=0.8))
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

__all__ = ["Link", "align"]

_TIE: Final = 1e-7
"""Far under any difference that similarities of records can have, far above the rounding of their sums."""


class Link(NamedTuple):
    """A pair of positions, and what the two have in common."""

    predicted: int
    gold: int
    similarity: float


def align(
    similarity: Sequence[Sequence[float]],
    *,
    threshold: float = 0.0,
    keys: tuple[Sequence[str], Sequence[str]] | None = None,
    optional: Collection[int] = (),
) -> tuple[Link, ...]:
    """Link each thing to at most one of the other side, in the order of the predicted ones.

    Pairs of similarity 0 or under `threshold` are out before the best alignment is sought: dropped after it, they
    would have kept better pairs apart. Of alignments with equal sums the one with more links wins, and a link to an
    `optional` gold thing is worth less than one to a required; so an optional record cannot take what fits a required
    one as well.

    >>> align([[0.5, 0.5]], optional={0})
    (Link(predicted=0, gold=1, similarity=0.5),)

    Args:
        similarity: one row for each predicted thing, one column for each gold one; 0 to 1.
        threshold: the least similarity of a link.
        keys: what the predicted and the gold things are, as text. Remaining ties are broken by them, so that neither
            the order of the things nor which side is called gold changes the outcome.
        optional: positions of gold things that are neither rewarded nor punished.

    """
    if not similarity or not similarity[0]:
        return ()
    least = max(threshold - 1e-9, 1e-9)
    if len(similarity) == len(similarity[0]) == 1:
        return (Link(0, 0, similarity[0][0]),) if similarity[0][0] >= least else ()
    worth = np.array(similarity, dtype=float)
    allowed = worth >= least
    worth += _TIE * np.where(np.isin(np.arange(worth.shape[1]), list(optional)), 1.0, 2.0)
    if keys is not None:
        worth += _TIE / 1000 * np.array([[_lot(p, g) for g in keys[1]] for p in keys[0]])
    rows, columns = linear_sum_assignment(np.where(allowed, worth, 0.0), maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return tuple(Link(i, j, float(similarity[i][j])) for i, j in pairs if allowed[i, j])


def _lot(a: str, b: str) -> float:
    """A number from 0 to 1 that two texts draw, the same whichever comes first."""
    digest = blake2b("\0".join(sorted((a, b))).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64
