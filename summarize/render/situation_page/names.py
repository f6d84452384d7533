"""What matters and actors are called on the page: short tags that are the page's own, whatever ids a file holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from summarize.digest.matters import AnyMatter, Party
from summarize.digest.situation import Situation
from summarize.render.html.view import TAGS

__all__ = ["Names", "Shown"]

_ACTOR: Final = "A"


class Shown(NamedTuple):
    """Somebody by name; `tag` is that of an actor of the situation, empty for a party in an article's words."""

    name: str
    tag: str


class Names:
    """Tags by ids."""

    def __init__(self, situation: Situation) -> None:
        self._matters: dict[str, str] = {}
        counts = dict.fromkeys(TAGS, 0)
        for matter in situation.matters():
            counts[matter.type] += 1
            self._matters.setdefault(matter.id, f"{TAGS[matter.type]}{counts[matter.type]}")
        self._actors = {a.id: f"{_ACTOR}{i}" for i, a in enumerate(situation.actors, 1)}
        self._actor_names = {a.id: a.name for a in situation.actors}

    def matter(self, matter: AnyMatter) -> str:
        """The tag of a matter of the situation: "D1"."""
        return self._matters[matter.id]

    def known(self, matter: str) -> str:
        """The tag of the matter with this id; empty where there is none, as of one that an earlier situation had."""
        return self._matters.get(matter, "")

    def actor(self, actor: str) -> Shown:
        """The actor with this id."""
        return Shown(self._actor_names.get(actor, actor), self._actors.get(actor, ""))

    def party(self, party: Party) -> Shown:
        """Somebody who is named."""
        return Shown(party.name, self._actors.get(party.actor or "", ""))

    def parties(self, parties: Iterable[Party]) -> list[Shown]:
        """All of them."""
        return [self.party(p) for p in parties]
