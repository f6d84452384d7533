"""The actors of one article: what is known of each, and where each is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple, TypedDict, Unpack

from summarize.engines.rules.lexicons import group
from summarize.engines.rules.phrases import Phrases
from summarize.engines.rules.text import Sentence
from summarize.schemas.reading import name_key, names_nobody

__all__ = ["Cast", "Entry", "Known", "Mention"]

_MOST: Final = 300  # actors of one article


class Known(TypedDict, total=False):
    """What may be known of an actor beside its name."""

    sector: str | None
    country: str | None
    part_of: Entry | None
    role: str | None


@dataclass(eq=False)
class Entry:
    """An actor under construction. `forms` counts every form by which the article names it."""

    kind: str
    sector: str = "other"
    country: str | None = None
    part_of: Entry | None = None
    role: str | None = None
    forms: dict[str, int] = field(default_factory=dict)
    best: str = ""
    """The form of most words, else the longest, else the first; "the government" is the last to name a state."""
    chosen: str = ""
    relays: bool = False
    """A news outlet that has only carried other people's words so far: left out in the end."""

    @property
    def name(self) -> str:
        """The form that names it best: the one chosen, else the best."""
        return self.chosen or self.best

    @property
    def person(self) -> bool:
        """Whether it is a person."""
        return self.kind == "person"

    def take(self, form: str, times: int = 1) -> None:
        """Count a form by which the article names it."""
        if form not in self.forms and (not self.best or _rank(form) > _rank(self.best)):
            self.best = form
        self.forms[form] = self.forms.get(form, 0) + times

    def learn(
        self,
        *,
        sector: str | None = None,
        country: str | None = None,
        part_of: Entry | None = None,
        role: str | None = None,
    ) -> None:
        """Fill in what is not known yet."""
        self.country = self.country or country
        self.role = self.role or role
        self.part_of = self.part_of or (part_of if part_of is not self else None)
        self.sector = (sector or "other") if self.sector == "other" else self.sector


class Mention(NamedTuple):
    """Words `[i, j)` of a sentence that name an actor."""

    i: int
    j: int
    entry: Entry


class Cast:
    """All entries, and where they are mentioned."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.states: dict[str, Entry] = {}
        self.armies: dict[str, Entry] = {}
        self._by_key: dict[str, Entry] = {}
        self._index: Phrases[Entry] = Phrases()
        self._mentions: dict[int, list[Mention]] = {}
        self._named: dict[int, frozenset[int]] = {}

    def get(self, form: str) -> Entry | None:
        """Who goes by this form, whatever its case, accents and article."""
        return self._by_key.get(name_key(form))

    def add(self, form: str, kind: str, **known: Unpack[Known]) -> Entry:
        """The entry that goes by this form, or by a synonym of it; a new one if none does."""
        form = " ".join(form.split())
        entry = self.get(form)
        if entry is None and form in _synonyms():
            entry = next((e for s in _synonyms()[form] if (e := self.get(s))), None)
        if entry is None:
            entry = Entry(kind)
            if len(self.entries) < _MOST and not names_nobody(form):
                self.entries.append(entry)
        self._call(entry, form)
        entry.learn(**known)
        return entry

    def alias(self, entry: Entry, form: str) -> None:
        """Let an entry also go by this form, unless another has it."""
        self._call(entry, " ".join(form.split()))

    def merge(self, entry: Entry, other: Entry) -> None:
        """Let `entry` be `other` too."""
        for form, n in other.forms.items():
            self._by_key[name_key(form)] = entry
            entry.take(form, n)
        entry.learn(sector=other.sector, country=other.country, part_of=other.part_of, role=other.role)
        entry.relays = entry.relays and other.relays
        self._forget(other)
        for e in self.entries:
            e.part_of = entry if e.part_of is other else e.part_of

    def close(self) -> None:
        """Leave out who only relays; from now on mentions can be looked up."""
        for entry in [e for e in self.entries if e.relays]:
            self._forget(entry)
            for form in entry.forms:
                self._by_key.pop(name_key(form), None)
        kept = set(map(id, self.entries))
        for entry in self.entries:
            if entry.part_of is entry or id(entry.part_of) not in kept:
                entry.part_of = None
            entry.chosen = entry.name  # asked for often from now on
            for form in entry.forms:
                self._index.add(form, entry, cased=True)

    def named(self, sentence: Sentence) -> frozenset[int]:
        """The words of a sentence that name an actor which is no state."""
        found = self._named.get(sentence.number)
        if found is None:
            others = [m for m in self.mentions(sentence) if m.entry.kind != "state"]
            found = self._named[sentence.number] = frozenset([k for m in others for k in range(m.i, m.j)])
        return found

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """Where actors are named in a sentence, in order; the longest form at each place."""
        found = self._mentions.get(sentence.number)
        if found is None:
            found = []
            end = 0
            for i, j, entry in self._index.find(sentence.tokens, sentence.folded):
                if i >= end:
                    found.append(Mention(i, j, entry))
                    end = j
            self._mentions[sentence.number] = found
        return found

    def _call(self, entry: Entry, form: str) -> None:
        if not names_nobody(form) and self._by_key.setdefault(name_key(form), entry) is entry:
            entry.take(form)

    def _forget(self, entry: Entry) -> None:
        if entry in self.entries:
            self.entries.remove(entry)


def _rank(form: str) -> tuple[bool, int, int]:
    return form[:4].lower() != "the ", len(form.split()), len(form)


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    return {name: tuple(names) for names in group("actors.synonyms")["sets"] for name in names}
