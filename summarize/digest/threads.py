"""Records of many articles put together into the matters that they speak of."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import TypeVar

__all__ = ["threads"]

T = TypeVar("T")


def threads(
    items: Sequence[T],
    key: Callable[[T], Iterable[Hashable]],
    likeness: Callable[[T, T], int],
    clash: Callable[[T, T], bool],
) -> list[list[T]]:
    """Groups of items, none of which clash; the likest pairs are put together first.

    An item that is equally like two others which clash with one another is left out of both groups.

    Args:
        items: in an order that does not hang on how they were given.
        key: two items without a key in common are never compared.
        likeness: 0 for items that are not the same thing, else the more, the surer. Symmetric.
        clash: what can never be in one group. Symmetric.

    """
    buckets: dict[Hashable, list[int]] = {}
    for i, item in enumerate(items):
        for k in set(key(item)):
            buckets.setdefault(k, []).append(i)
    pairs = {pair for held in buckets.values() for pair in combinations(held, 2)}
    clashing = {p for p in pairs if clash(items[p[0]], items[p[1]])}
    alike = {p: n for p in pairs - clashing if (n := likeness(items[p[0]], items[p[1]]))}
    best: dict[int, dict[int, int]] = {}
    for (a, b), n in alike.items():
        best.setdefault(a, {})[b] = n
        best.setdefault(b, {})[a] = n

    def torn(a: int, b: int) -> bool:
        """Whether a is as like to another that b clashes with."""
        return any(n >= best[a][b] and tuple(sorted((b, c))) in clashing for c, n in best[a].items() if c != b)

    group = {i: [i] for i in range(len(items))}
    for (a, b), _ in sorted(alike.items(), key=lambda p: (-p[1], p[0])):
        one, other = group[a], group[b]
        if one is other or torn(a, b) or torn(b, a):
            continue
        if any(tuple(sorted((x, y))) in clashing for x in one for y in other):
            continue
        one += other
        for i in other:
            group[i] = one
    return [[items[i] for i in sorted(members)] for first, members in group.items() if min(members) == first]
