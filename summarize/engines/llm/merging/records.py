"""The records of one kind of several answers, each once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from summarize.engines.llm.merging.cast import Cast, identity
from summarize.engines.llm.merging.joining import joined
from summarize.engines.llm.merging.same import keys, likeness
from summarize.engines.llm.merging.shapes import fits

__all__ = ["Records"]

_COMPARED: Final = 500
"""Records of an answer that are held against kept ones, and kept ones that agree in the main: no article has more."""


class Records:
    """What is kept of an answer's `field` (not "actors") after any number of answers."""

    def __init__(self, field: str, cast: Cast) -> None:
        self.kept: list[Any] = []
        self._field, self._cast = field, cast
        self._equal: dict[str, int] = {}
        self._alike: dict[Hashable, list[int]] = {}

    def add(self, answer: int, items: Sequence[Any]) -> list[int]:
        """Take in the next answer's records, malformed ones among them; returns where each is in `kept`."""
        sound = [fits(self._field, item) for item in items]
        records = [self._cast.renamed(answer, r) if ok else r for r, ok in zip(items, sound, strict=True)]
        places = {i: self._equal[key] for i, r in enumerate(records) if (key := identity(r)) in self._equal}
        others = {i: records[i] for i, ok in enumerate(sound[:_COMPARED]) if ok and i not in places}
        for i, place in self._pairs(others, set(places.values())).items():
            self.kept[place] = joined(self._field, self.kept[place], records[i], self._cast.who)
            places[i] = place
        for i, record in enumerate(records):
            place = places.setdefault(i, self._equal.get(identity(record), len(self.kept)))
            if place == len(self.kept):
                self.kept.append(record)
            self._equal.setdefault(identity(record), place)
            if sound[i]:
                self._note(record, place)
        return [places[i] for i in range(len(records))]

    def _note(self, record: Mapping[str, Any], place: int) -> None:
        for key in keys(self._field, record, self._cast.who):
            places = self._alike.setdefault(key, [])
            if len(places) < _COMPARED and place not in places:
                places.append(place)

    def _pairs(self, records: Mapping[int, Mapping[str, Any]], taken: set[int]) -> dict[int, int]:
        """Which of an answer's records is which kept one: each is one at most, those first that are most alike."""
        found = []
        for i, record in records.items():
            agreeing = (self._alike.get(key, ()) for key in keys(self._field, record, self._cast.who))
            near = dict.fromkeys(chain.from_iterable(agreeing))
            scores = ((likeness(self._field, self.kept[p], record, self._cast.who), p, i) for p in near)
            found += [s for s in scores if s[0]]
        pairs: dict[int, int] = {}
        for _, place, i in sorted(found, key=lambda s: (-s[0], *s[1:])):
            if place not in taken and i not in pairs:
                pairs[i] = place
                taken.add(place)
        return pairs
