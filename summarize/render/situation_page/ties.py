"""Who has to do with whom: issuer and target of each ultimatum, parties and mediators of each deal, as a small graph.

The graph is a list of names with arcs beside it: it needs no layout that changes from run to run, its names can be read
at any width, and the list is in the order that keeps the arcs short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Final, NamedTuple

from summarize.digest.matters import DealLine, Party, UltimatumLine
from summarize.digest.situation import Situation
from summarize.render.situation_page.names import Names, Shown
from summarize.render.words import label

__all__ = ["DEEPEST", "ROW", "Arc", "Tie", "Ties", "ties"]

ROW: Final = 30
"""Height of a name in pixels, as the style has it."""
DEEPEST: Final = 118
_MOST_NODES: Final = 40
_FAR: Final = 18
"""Pixels by which an arc bulges for each name that it passes."""


class Tie(NamedTuple):
    """Two who have to do with each other, by what; `kind` is ultimatum, deal or mediator (the first mediates)."""

    one: Shown
    other: Shown
    kind: str
    by: tuple[tuple[str, str], ...]


class Arc(NamedTuple):
    """A tie in the graph, from `start` to `end` in pixels from above, bulging by `depth`."""

    start: int
    end: int
    depth: int
    kind: str
    width: int


class Ties(NamedTuple):
    """The graph: names in order, arcs between them; and the same ties as rows. `left_out` names do not fit in it."""

    names: list[Shown]
    arcs: list[Arc]
    rows: list[Tie]
    left_out: int


def ties(situation: Situation, names: Names) -> Ties:
    """The ties of all ultimatums and deals."""
    rows = _tied(situation, names)
    order = _ordered(rows)
    shown = order[:_MOST_NODES]
    at = {_key(s): i for i, s in enumerate(shown)}
    arcs = []
    for tie in rows:
        start, end = at.get(_key(tie.one)), at.get(_key(tie.other))
        if start is None or end is None or start == end:
            continue
        # An answer in kind, and a deal beside an ultimatum, each have an arc of their own.
        beside = {"ultimatum": 0 if start < end else 8, "deal": 16, "mediator": 24}[tie.kind]
        depth = min(12 + beside + _FAR * abs(start - end), DEEPEST - 4)
        arcs.append(Arc(_middle(start), _middle(end), depth, tie.kind, min(len(tie.by), 4)))
    return Ties(shown, arcs, rows, len(order) - len(shown))


def _middle(place: int) -> int:
    return place * ROW + ROW // 2


def _key(who: Shown) -> str:
    return who.tag or who.name.casefold()


def _tied(situation: Situation, names: Names) -> list[Tie]:
    found: dict[tuple[str, str, str], Tie] = {}
    for one, other, kind, by in _pairs(situation, names):
        a, b = names.party(one), names.party(other)
        if _key(a) == _key(b):
            continue
        ends = (_key(a), _key(b)) if kind != "deal" else tuple(sorted((_key(a), _key(b))))
        tie = found.get((ends[0], ends[1], kind))
        told = tie.by if tie else ()
        found[ends[0], ends[1], kind] = (tie or Tie(a, b, kind, ()))._replace(by=told if by in told else (*told, by))
    return list(found.values())


def _pairs(situation: Situation, names: Names) -> Iterator[tuple[Party, Party, str, tuple[str, str]]]:
    for matter in (*situation.ultimatums, *situation.deals):
        match matter:
            case UltimatumLine():
                by = (names.matter(matter), f"demand: {label(matter.demand)}, response: {label(matter.response)}")
                yield from ((a, b, "ultimatum", by) for a, b in product(matter.issuers, matter.targets))
            case DealLine():
                by = (names.matter(matter), f"{label(matter.kind)}, {label(matter.stage)}")
                yield from ((a, b, "deal", by) for a, b in combinations(matter.parties, 2))
                yield from ((a, b, "mediator", by) for a, b in product(matter.mediators, matter.parties))


def _ordered(rows: Sequence[Tie]) -> list[Shown]:
    """The one with most ties first, then always the one that has most to do with those before it."""
    who: dict[str, Shown] = {}
    near: dict[str, dict[str, int]] = {}
    for tie in rows:
        a, b = _key(tie.one), _key(tie.other)
        who.setdefault(a, tie.one)
        who.setdefault(b, tie.other)
        for one, other in ((a, b), (b, a)):
            near.setdefault(one, {})[other] = near.get(one, {}).get(other, 0) + len(tie.by)
    order: list[str] = []
    pull = dict.fromkeys(who, 0)
    while pull:
        chosen = max(pull, key=lambda k: (pull[k], sum(near[k].values())))  # of equal ones the first that was told
        del pull[chosen]
        order.append(chosen)
        for other, weight in near[chosen].items():
            if other in pull:
                pull[other] += weight
    return [who[k] for k in order]
