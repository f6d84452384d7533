"""The armed groups of an article: which one "the rebels" are, and whom its fighting is between."""

from __future__ import annotations

from collections import Counter
from typing import Final

from summarize.engines.rules.cast import Entry
from summarize.engines.rules.once import once
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence

__all__ = ["Groups"]

_BACK: Final = 3  # sentences back to a group that is taken up
_OFTEN: Final = 2  # mentions of a party that may be the rebels of an article that names no armed group
_REBELS: Final = frozenset({"rebel_group", "paramilitary"})
_OTHERS: Final = frozenset({"military", "government"})
_COUNTED: Final = _REBELS | _OTHERS | {"political"}


class Groups:
    """The armed groups of one article, counted once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @once
    def _counted(self) -> list[Entry]:
        """The armed groups and states, each as often as it is named."""
        return [
            m.entry
            for sentence in self._reader.sentences
            for m in self._reader.cast.mentions(sentence)
            if m.entry.sector in _COUNTED and not m.entry.person
        ]

    @once
    def _rebels(self) -> list[Entry]:
        """The armed groups, else the parties named often, the one most often named first."""
        groups = [e for e in self._counted if e.sector in _REBELS]
        count = Counter(id(e) for e in groups)
        if not groups:
            political = Counter(id(e) for e in self._counted if e.sector == "political")
            count = Counter({key: n for key, n in political.items() if n >= _OFTEN})
        entries = {id(e): e for e in self._counted}
        return [entries[key] for key, _ in count.most_common()]

    @once
    def principals(self) -> list[str]:
        """The two sides that an article on fighting is about: the group and the state or army that it names most."""
        groups = [e.name for e in self._rebels]
        count = Counter((e.sector != "military", e.name) for e in self._counted if e.sector in _OTHERS)
        others = [name for (_, name), n in sorted(count.items(), key=lambda c: (c[0][0], -c[1])) if n > 1]
        return [*groups[:1], *others[:1]] if groups and others else groups[:2]

    @property
    def only(self) -> bool:
        """Whether the article names just one armed group."""
        return len(self._rebels) == 1

    def army(self) -> Entry | None:
        """The army of the article, where it names just one."""
        armies = {id(e): e for e in self._counted if e.sector == "military"}
        return next(iter(armies.values())) if len(armies) == 1 else None

    def of(self, sentence: Sentence) -> Entry | None:
        """The armed group that "the rebels" in this sentence are: the only one of the article, or of the nearest
        sentence that names any.
        """
        if len(self._rebels) == 1:
            return self._rebels[0]
        for n in range(sentence.number, max(-1, sentence.number - 1 - _BACK), -1):
            mentions = self._reader.cast.mentions(self._reader.sentences[n])
            near = {id(m.entry): m.entry for m in mentions if any(m.entry is e for e in self._rebels)}
            if near:
                return next(iter(near.values())) if len(near) == 1 else None
        return None
