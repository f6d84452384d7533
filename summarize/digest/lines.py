"""Ultimatums and deals matched across articles: one line of life each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Final, TypeVar

from summarize.digest.likeness import Likeness, days, named_place, place_likeness, span_of
from summarize.digest.matters import Deadline, DealLine, Party, Told, UltimatumLine
from summarize.digest.statements import World, most_told
from summarize.digest.steps import Item, deal_steps, latest_stage, ultimatum_steps
from summarize.digest.threads import threads
from summarize.schemas import Deal, DealKind, Demand, Response, Stance, Threat, Ultimatum, When

__all__ = ["deals", "ultimatums"]

_R = TypeVar("_R", Ultimatum, Deal)
_ALIVE: Final = {"ultimatum": dt.timedelta(14), "deal": dt.timedelta(45)}
"""How long after one article another may still speak of the same without saying so."""
_LONG_DONE: Final = 30
"""Days by which a deal's own date may be before another article's."""
_OPEN: Final = frozenset({Response.pending, Response.unknown})


def ultimatums(world: World, as_of: dt.date | None) -> tuple[UltimatumLine, ...]:
    """The ultimatums of all articles; deadlines are passed or not as of that day."""
    found = [
        Item(a, s.article.published, u, world.cast.parties(a, u.issuers), world.cast.parties(a, u.targets))
        for a, s in world.sources.items()
        for u in s.report.ultimatums
    ]
    made = []
    for i, group in enumerate(_grouped(found, world, _alike_ultimatums, _clash_ultimatums), 1):
        records = [(item.article, item.record) for item in group]
        fields = world.matter(records)
        threats = [item.record.threat for item in group if item.record.threat is not Threat.unstated]
        answered = [item.record.response for item in group if item.record.response not in _OPEN]
        made.append(
            UltimatumLine(
                id=f"ultimatum-{i}",
                place=most_told(item.record.place for item in group),
                issuers=tuple(dict.fromkeys(p for item in group for p in item.by)),
                targets=tuple(dict.fromkeys(p for item in group for p in item.to)),
                demand=group[-1].record.demand,
                threat=threats[-1] if threats else Threat.unstated,
                response=answered[-1] if answered else group[-1].record.response,
                deadlines=tuple(_deadlines(group, as_of)),
                steps=ultimatum_steps(group, fields["statements"]),
                told=tuple(Told(article=a, record=r) for a, r in records),
                **fields,
            )
        )
    return tuple(made)


def deals(world: World) -> tuple[DealLine, ...]:
    """The deals of all articles."""
    found = [
        Item(a, s.article.published, d, world.cast.parties(a, d.parties), world.cast.parties(a, d.mediators))
        for a, s in world.sources.items()
        for d in s.report.deals
    ]
    made = []
    for i, group in enumerate(_grouped(found, world, _alike_deals, _clash_deals), 1):
        records = [(item.article, item.record) for item in group]
        fields = world.matter(records)
        kinds = [item.record.kind for item in group if item.record.kind is not DealKind.other]
        made.append(
            DealLine(
                id=f"deal-{i}",
                place=most_told(item.record.place for item in group),
                kind=kinds[-1] if kinds else DealKind.other,
                stage=latest_stage(group),
                parties=tuple(dict.fromkeys(p for item in group for p in item.by)),
                mediators=tuple(dict.fromkeys(p for item in group for p in item.to)),
                steps=deal_steps(group, fields["statements"]),
                told=tuple(Told(article=a, record=r) for a, r in records),
                **fields,
            )
        )
    return tuple(made)


def _deadlines(group: Iterable[Item[Ultimatum]], as_of: dt.date | None) -> Iterable[Deadline]:
    told: set[tuple[dt.date | None, str | None]] = set()
    for item in group:
        when = item.record.deadline
        if when is None:
            continue
        day = when.latest or when.earliest
        key = (day, None if day else when.text)
        if key in told:
            continue
        told.add(key)
        passed = day < as_of if day and as_of else None
        yield Deadline(article=item.article, record=item.record.id, text=when.text, day=day, passed=passed)


def _grouped(
    found: Sequence[Item[_R]],
    world: World,
    likeness: Callable[[Item[_R], Item[_R], World], int],
    clash: Callable[[Item[_R], Item[_R], World], bool],
) -> list[list[Item[_R]]]:
    groups = threads(
        sorted(found, key=lambda i: i.order[1:]),
        lambda i: _keys(i, world),
        lambda a, b: likeness(a, b, world),
        lambda a, b: a.article == b.article or clash(a, b, world),
    )
    return sorted((sorted(group, key=lambda i: i.order) for group in groups), key=lambda g: g[0].order)


def _keys(item: Item[Any], world: World) -> list[Hashable]:
    """By whom it names: each party, the bodies that it is part of and the state whose organ it is; and by place."""
    keys: list[Hashable] = [house for party in (*item.by, *item.to) for house in world.cast.houses(party)]
    if item.record.place:
        keys += named_place(item.record.place.text)
    return keys


def _related(some: Sequence[Party], others: Sequence[Party], world: World) -> int:
    """How many of the one have somebody of their side among the other."""
    return sum(any(world.cast.related(a, b) for b in others) for a in some)


def _strange(some: Sequence[Party], others: Sequence[Party], world: World) -> bool:
    """Whether both are named, and none has to do with any of the other. Who has no name may be anybody."""
    named = [[p for p in parties if p.actor] for parties in (some, others)]
    return bool(named[0] and named[1]) and not _related(named[0], named[1], world)


def _alike_ultimatums(a: Item[Ultimatum], b: Item[Ultimatum], world: World) -> int:
    where = place_likeness(a.record.place, b.record.place)
    by, to = _related(a.by, b.by, world), _related(a.to, b.to, world)
    if not to and not (by and where is Likeness.same):
        return 0
    if not by and where is not Likeness.same:
        return 0
    demands = {a.record.demand, b.record.demand}
    same_demand = len(demands) == 1
    # Every either-or demand is also one to accept terms.
    if not same_demand and Demand.accept_terms not in demands and not (by and to and where is Likeness.same):
        return 0
    one, other = (span_of(i.record.deadline) for i in (a, b))
    deadline = one is not None and other is not None and not one.apart(other)
    return (
        1
        + 3 * (where is Likeness.same)
        + (where is Likeness.within)
        + 2 * bool(by)
        + 2 * bool(to)
        + same_demand
        + deadline
    )


def _clash_ultimatums(a: Item[Ultimatum], b: Item[Ultimatum], world: World) -> bool:
    return (
        place_likeness(a.record.place, b.record.place) is Likeness.other
        or _strange(a.by, b.by, world)
        or _strange(a.to, b.to, world)
        or _far(a.published, b.published, _ALIVE["ultimatum"])
    )


def _alike_deals(a: Item[Deal], b: Item[Deal], world: World) -> int:
    where = place_likeness(a.record.place, b.record.place)
    parties = min(_related(a.by, b.by, world), _related(b.by, a.by, world))
    if not parties:
        return 0
    same_kind = a.record.kind == b.record.kind
    if not same_kind and DealKind.other not in (a.record.kind, b.record.kind):
        return 0
    # With no place to go by it takes two sides, or all that one article names.
    if where is not Likeness.same and parties < min(2, len(a.by), len(b.by)):
        return 0
    return 1 + 4 * (where is Likeness.same) + (where is Likeness.within) + 2 * min(parties, 2) + 2 * same_kind


def _clash_deals(a: Item[Deal], b: Item[Deal], world: World) -> bool:
    kinds = {a.record.kind, b.record.kind}
    if len(kinds) > 1 and DealKind.other not in kinds:
        return True
    if place_likeness(a.record.place, b.record.place) is Likeness.other or _strange(a.by, b.by, world):
        return True
    if _far(a.published, b.published, _ALIVE["deal"]) or _counter(a, b, world):
        return True
    one, other = (_dated(i) for i in (a, b))
    return one is not None and other is not None and abs(one - other).days > _LONG_DONE


def _dated(item: Item[Deal]) -> dt.date | None:
    """The day of a deal's latest stage."""
    when: When | None = item.record.date
    found = days(when, item.published, 0)
    return (found.last or found.first) if found else None


def _counter(a: Item[Deal], b: Item[Deal], world: World) -> bool:
    """Whether one is a proposal against the other: proposed by different sides, and nobody says either is more."""
    proposing = [
        {world.speaker(i.article, c) for c in i.record.claims if c.stance is Stance.proposes}
        if all(c.stance in (Stance.proposes, Stance.rejects) for c in i.record.claims)
        else set()
        for i in (a, b)
    ]
    return all(proposing) and proposing[0].isdisjoint(proposing[1])


def _far(a: dt.date | None, b: dt.date | None, most: dt.timedelta) -> bool:
    return a is not None and b is not None and abs(a - b) > most
