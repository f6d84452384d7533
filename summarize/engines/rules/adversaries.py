"""Whom a demand is made of where its sentence does not say: the side that is most named beside who demands."""

from __future__ import annotations

from collections import Counter
from typing import Final

from summarize.engines.rules.alike import same_side
from summarize.engines.rules.cast import Entry
from summarize.engines.rules.sides import Side, Sides
from summarize.engines.rules.text import Sentence

__all__ = ["adversary"]

_BACK: Final = 200  # sentences: a bound on work
_SIDES: Final = frozenset({"rebel_group", "military", "paramilitary", "government"})
_ARMED: Final = frozenset({"rebel_group", "military", "paramilitary"})


def adversary(sides: Sides, sentence: Sentence, issuers: list[Side]) -> list[Side]:
    """The state or armed body that the sentences up to this one name most, of those who are not the issuers'."""
    reader = sides.reader
    own = [s.name for s in issuers]
    armed = any(s.entry is not None and s.entry.sector in _ARMED for s in issuers)
    if not own:
        return []
    count: Counter[str] = Counter()
    entries: dict[str, Entry] = {}
    for near in reader.sentences[max(0, sentence.number - _BACK) : sentence.number + 1]:
        for m in reader.cast.mentions(near):
            entry = m.entry.part_of if m.entry.person and m.entry.part_of is not None else m.entry
            fits = entry.sector in (_SIDES if armed else _ARMED) and not entry.person
            if fits and not same_side(reader, own, entry.name):
                count[entry.name] += 1
                entries[entry.name] = entry
    best = [name for name, _ in count.most_common(1)]
    return [Side(0, 0, name, entries[name]) for name in best]
