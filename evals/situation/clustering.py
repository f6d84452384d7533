"""How well one clustering of the same things meets another: B³ and CEAF with entity similarity.

Bagga and Baldwin, "Algorithms for scoring coreference chains" (1998); Luo, "On coreference resolution performance
metrics" (2005), its similarity φ4. Both put the clusters found (the response) against those that are right (the key).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import NamedTuple

from summarize.evals.alignment import align

__all__ = ["Share", "b_cubed", "ceaf_e", "overlap"]

Clusters = Sequence[Collection[Hashable]]


class Share(NamedTuple):
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean, 0 where both are."""
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)


def b_cubed(response: Clusters, key: Clusters) -> Share:
    """Of each thing's cluster the part that belongs with it, averaged over all things.

    >>> b_cubed([{1, 2, 3, 4}], [{1, 2}, {3, 4}])
    Share(precision=0.5, recall=1.0)

    Raises:
        ValueError: the two are not of the same things.

    """
    found, right = _by_thing(response), _by_thing(key)
    if found.keys() != right.keys():
        raise ValueError("the clusterings are not of the same things")
    if not found:
        return Share(1.0, 1.0)
    shared = {thing: len(found[thing] & right[thing]) for thing in found}
    return Share(
        sum(n / len(found[thing]) for thing, n in shared.items()) / len(shared),
        sum(n / len(right[thing]) for thing, n in shared.items()) / len(shared),
    )


def ceaf_e(response: Clusters, key: Clusters) -> Share:
    """Clusters aligned one to one so that the Dice coefficients of the pairs add up to the most, over all clusters.

    >>> share = ceaf_e([{1, 2, 3, 4}], [{1, 2}, {3, 4}])
    >>> round(share.precision, 3), round(share.recall, 3)
    (0.667, 0.333)
    """
    if not response or not key:
        return Share(float(not response), float(not key))
    alike = [[2 * len({*r} & {*k}) / (len(r) + len(k)) for k in key] for r in response]
    total = sum(link.similarity for link in align(alike))
    return Share(total / len(response), total / len(key))


def overlap(found: Iterable[Hashable], right: Iterable[Hashable]) -> Share:
    """Of what was found the part that is right, and of what is right the part that was found; 1 of nothing."""
    found, right = set(found), set(right)
    both = len(found & right)
    return Share(both / len(found) if found else 1.0, both / len(right) if right else 1.0)


def _by_thing(clusters: Clusters) -> dict[Hashable, set[Hashable]]:
    return {thing: set(cluster) for cluster in clusters for thing in cluster}
