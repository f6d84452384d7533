"""Records of many articles put together into the matters that they speak of."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Generic, TypeVar

__all__ = ["threads"]

T = TypeVar("T")


def threads(
    items: Sequence[T],
    key: Callable[[T], Iterable[Hashable]],
    likeness: Callable[[T, T], int],
    clash: Callable[[T, T], bool],
) -> list[list[T]]:
    """Groups of items, none of which clash; the likest pairs are put together first.

    An item that is equally like two others which clash with one another is left out of both groups. Time grows with
    the square of the items that share a key.

    Args:
        items: in an order that does not hang on how they were given.
        key: two items without a key in common are never compared.
        likeness: 0 for items that are not the same thing, else the more, the surer. Symmetric.
        clash: what can never be in one group. Symmetric.

    """
    compared = _Compared(items, likeness, clash)
    for a, b in _sharing(items, key):
        compared.look(a, b)
    group = {i: [i] for i in range(len(items))}
    for a, b in compared.likest():
        one, other = group[a], group[b]
        if one is other or compared.torn(a, b) or compared.torn(b, a):
            continue
        # Also of two without a key in common: a third may have one with each.
        if any(compared.apart(x, y) for x in one for y in other):
            continue
        one += other
        for i in other:
            group[i] = one
    return [[items[i] for i in sorted(members)] for first, members in group.items() if min(members) == first]


def _sharing(items: Sequence[T], key: Callable[[T], Iterable[Hashable]]) -> Iterator[tuple[int, int]]:
    """Pairs with a key in common, each once."""
    buckets: dict[Hashable, list[int]] = {}
    for i, item in enumerate(items):
        for k in set(key(item)):
            buckets.setdefault(k, []).append(i)
    yield from {pair for held in buckets.values() for pair in combinations(held, 2)}


class _Compared(Generic[T]):
    """How items go together, by their positions."""

    def __init__(self, items: Sequence[T], likeness: Callable[[T, T], int], clash: Callable[[T, T], bool]) -> None:
        self._items, self._likeness, self._clash = items, likeness, clash
        self._apart: dict[tuple[int, int], bool] = {}
        self._like: dict[int, dict[int, int]] = {i: {} for i in range(len(items))}

    def look(self, a: int, b: int) -> None:
        if not self.apart(a, b) and (n := self._likeness(self._items[a], self._items[b])):
            self._like[a][b] = self._like[b][a] = n

    def apart(self, a: int, b: int) -> bool:
        pair = (a, b) if a < b else (b, a)
        if pair not in self._apart:
            self._apart[pair] = self._clash(self._items[a], self._items[b])
        return self._apart[pair]

    def likest(self) -> list[tuple[int, int]]:
        """Pairs that are alike, the likest first."""
        pairs = ((-n, a, b) for a, others in self._like.items() for b, n in others.items() if a < b)
        return [(a, b) for _, a, b in sorted(pairs)]

    def torn(self, a: int, b: int) -> bool:
        """Whether a is as like to another that b clashes with."""
        least = self._like[a][b]
        return any(n >= least and c != b and self.apart(b, c) for c, n in self._like[a].items())
