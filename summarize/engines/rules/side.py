"""A side of a conflict, as some words of a sentence name it."""

from __future__ import annotations

from typing import Final, NamedTuple

from summarize.engines.rules.cast import Entry
from summarize.engines.rules.lexicons import words

__all__ = ["Side", "is_person"]

_BODIES: Final = frozenset({"government", "military", "rebel_group", "paramilitary", "political", "intergovernmental"})


class Side(NamedTuple):
    """A side at the words `[i, j)`: its name as a record has it, and the actor where it is one."""

    i: int
    j: int
    name: str
    entry: Entry | None = None
    state: bool = False

    @property
    def official(self) -> bool:
        """Whether it is a state, an armed body, a party, or a person of one."""
        return self.state or (self.entry is not None and (self.entry.sector in _BODIES or self.entry.kind == "state"))


def is_person(side: Side) -> bool:
    """Whether it is a person by name, or one by the noun: "a rebel commander"."""
    if side.entry is not None:
        return side.entry.person
    return side.name.lower().split()[-1] in words("people.roles")
