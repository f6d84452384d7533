"""What a situation has that an earlier one had not, and the other way round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

from summarize.digest.figures import STANDING
from summarize.digest.likeness import named_place, numbers
from summarize.digest.matters import (
    AnyMatter,
    CasualtyFigures,
    DealLine,
    DisplacementFigures,
    Party,
    UltimatumLine,
    Value,
)
from summarize.digest.names import fold
from summarize.digest.situation import News, Situation, Update
from summarize.digest.titles import title
from summarize.schemas import Scope, Stance

__all__ = ["news"]

_NOT_SAID = ("pending", "unknown", "unstated")
"""What an article that does not say more has."""


class _Differences(NamedTuple):
    changed: list[str]
    contradicted: list[str]


def news(now: Situation, before: Situation) -> News:
    """The differences, in the order of each situation.

    A matter is known again by a record of one article in both, else by its kind, place and parties.
    """
    match = _Match(now, before)
    new, changed, contradicted, known = [], [], [], set()
    for matter in now.matters():
        earlier = match.earlier(matter)
        if not earlier:
            new.append(Update(id=matter.id, about=title(matter), what=tuple(_contrary(matter))))
            continue
        known |= {m.id for m in earlier}
        found = _differences(matter, earlier, match)
        if found.changed:
            changed.append(Update(id=matter.id, about=title(matter), what=tuple(found.changed)))
        if found.contradicted:
            contradicted.append(Update(id=matter.id, about=title(matter), what=tuple(found.contradicted)))
    withdrawn, silent = [], []
    for matter in before.matters():
        if matter.id in known:
            continue
        again = [a for a, _ in _references(matter) if a in match.given_again]
        if again:
            withdrawn.append(
                Update(
                    id=matter.id,
                    about=title(matter),
                    what=tuple(f"{match.name(a)} has it no more" for a in _once(again)),
                )
            )
        else:
            silent.append(Update(id=matter.id, about=title(matter), what=tuple(_run_out(matter, now.as_of))))
    return News(
        new=tuple(new),
        changed=tuple(changed),
        contradicted=tuple(contradicted),
        withdrawn=tuple(withdrawn),
        silent=tuple(silent),
    )


class _Match:
    """Articles, actors and matters of two situations that are the same."""

    def __init__(self, now: Situation, before: Situation) -> None:
        ids = {a.id for a in now.articles}
        sources = {a.source for a in now.articles if a.source not in (None, "-")}
        self._names = {a.id: a.outlet or a.source or a.id for a in before.articles}
        self.given_again = {a.id for a in before.articles if a.id in ids or a.source in sources}
        """Earlier articles that are there again, perhaps with another text."""
        self._actors: dict[str, set[str]] = {}
        mine = {(t.article, t.record.id): a.id for a in now.actors for t in a.told}
        by_form: dict[tuple[str, str], set[str]] = {}
        for a in now.actors:
            by_form.setdefault((a.kind, fold(a.name)), set()).add(a.id)
        for a in before.actors:
            told = {mine[k] for t in a.told if (k := (t.article, t.record.id)) in mine}
            named = (by_form.get((a.kind, fold(form)), set()) for form in a.forms)
            self._actors[a.id] = told or set().union(*named)
        self._before = list(before.matters())
        self._held = {(m.type, r): m for m in self._before for r in _references(m)}

    def name(self, article: str) -> str:
        return self._names[article]

    def earlier(self, matter: AnyMatter) -> list[AnyMatter]:
        """The earlier matters that this one goes on with."""
        found = {m.id: m for r in _references(matter) if (m := self._held.get((matter.type, r)))}
        if found:
            return list(found.values())
        return [m for m in self._before if m.type == matter.type and self._same(matter, m)][:1]

    def _same(self, now: AnyMatter, before: AnyMatter) -> bool:
        if _kind(now) != _kind(before) or named_place(now.place) != named_place(before.place):
            return False
        for mine, theirs in zip(_sides(now), _sides(before), strict=True):
            known = {a for p in theirs for a in (self._actors.get(p.actor, set()) if p.actor else {fold(p.name)})}
            told = {p.actor or fold(p.name) for p in mine}
            if known and told and known.isdisjoint(told):
                return False
        return now.place is not None or any(_sides(now))


def _references(matter: AnyMatter) -> list[tuple[str, str]]:
    return [(t.article, t.record.id) for t in matter.records()]


def _kind(matter: AnyMatter) -> tuple[Any, ...]:
    match matter:
        case DealLine():
            return (matter.kind,)
        case CasualtyFigures():
            return matter.harm, matter.victims, matter.scope
        case DisplacementFigures():
            return matter.movement, matter.people, named_place(matter.destination)
        case _:
            return ()


def _sides(matter: AnyMatter) -> tuple[tuple[Party, ...], ...]:
    match matter:
        case UltimatumLine():
            return matter.issuers, matter.targets
        case DealLine():
            return (matter.parties,)
        case CasualtyFigures():
            return (matter.perpetrators,)
        case _:
            return ()


def _differences(now: AnyMatter, earlier: list[AnyMatter], match: _Match) -> _Differences:
    before: Any = earlier[-1]
    matter: Any = now
    changed = [
        f"{field}: {_words(getattr(before, field))} → {_words(getattr(matter, field))}"
        for field in ("stage", "response", "demand", "threat")
        if hasattr(now, field) and getattr(matter, field) not in (getattr(before, field), *_NOT_SAID)
    ]
    if isinstance(now, UltimatumLine):
        changed += _deadlines(now, before)
    if isinstance(now, CasualtyFigures | DisplacementFigures):
        changed += _values(now, earlier)
    here = {a for a, _ in _references(now)}
    gone = [a for m in earlier for a, _ in _references(m) if a in match.given_again and a not in here]
    # A text that was changed has another id: it is gone only where none of its outlet's takes its place.
    names = {s.outlet for s in now.statements}
    changed += [f"{match.name(a)} has it no more" for a in _once(gone) if match.name(a) not in names]
    if {r for m in earlier for r in _references(m)} <= {*_references(now)}:
        told = sum(m.support.sources for m in earlier)
        changed += [f"sources: {told} → {now.support.sources}"] if now.support.sources > told else []
    said = {c for m in earlier for c in _contrary(m)}
    return _Differences(changed, [c for c in (*_contrary(now), *_against(now, earlier)) if c not in said])


def _against(now: AnyMatter, earlier: list[AnyMatter]) -> Iterator[str]:
    """What is told now against what only the earlier situation has."""
    held = [s for m in earlier for s in m.statements if s.stance in (Stance.asserts, Stance.accepts)]
    known = {(s.article, s.record, s.quote.text) for m in earlier for s in m.statements}
    denials = [s for s in now.statements if s.stance is Stance.denies]
    if held and not now.disputed and not any(m.disputed for m in earlier):
        new = (s for s in denials if (s.article, s.record, s.quote.text) not in known)
        yield from _once([f"denied by {s.source.name if s.source else s.outlet or 'an article'}" for s in new])
    if not isinstance(now, CasualtyFigures | DisplacementFigures):
        return
    here = {_bounds(v) for v in now.values}
    before: list[Value[Any]] = [
        v for m in earlier if isinstance(m, CasualtyFigures | DisplacementFigures) for v in m.values
    ]
    values: list[Value[Any]] = [*now.values]
    told = {_bounds(v) for v in before}
    for one, other in product(before, values):
        if _bounds(one) not in here and _bounds(other) not in told and not _go_together(one, other, _scope(now)):
            yield f"“{one.text}”, told earlier, and “{other.text}” cannot both hold"


def _go_together(one: Value[Any], other: Value[Any], scope: Scope) -> bool:
    """Whether a later value may stand beside an earlier one, or take its place as in one series."""
    a, b = (numbers(v.low, v.high, v.qualifier) for v in (one, other))
    if a.low <= b.high and b.low <= a.high:
        return True
    if one.last is None or other.first is None or other.first <= one.last:
        return False
    sources = ({fold(p.name) for p in v.sources} for v in (one, other))
    grown = scope is Scope.cumulative and 0 < a.low <= b.low
    return scope is Scope.standing or grown or not next(sources).isdisjoint(next(sources))


def _scope(matter: CasualtyFigures | DisplacementFigures) -> Scope:
    if isinstance(matter, CasualtyFigures):
        return matter.scope
    return Scope.standing if matter.movement in STANDING else Scope.cumulative


def _run_out(matter: AnyMatter, as_of: dt.date | None) -> Iterator[str]:
    """The deadlines that have passed since, though nobody tells of them."""
    for deadline in matter.deadlines if isinstance(matter, UltimatumLine) else ():
        if deadline.day and as_of and deadline.day < as_of and not deadline.passed:
            yield f"deadline passed: {deadline.day}"


def _deadlines(now: UltimatumLine, before: UltimatumLine) -> Iterator[str]:
    told = {d.day or d.text: d.passed for d in before.deadlines}
    for deadline in now.deadlines:
        key = deadline.day or deadline.text
        if key not in told:
            yield f"deadline: {key}"
        elif deadline.passed and not told[key]:
            yield f"deadline passed: {key}"


def _values(now: Any, earlier: list[Any]) -> Iterator[str]:
    told = {_bounds(v): v for m in earlier for v in m.values}
    held = {_bounds(v): v for v in now.values}
    yield from (f"figure: “{v.text}”" for b, v in held.items() if b not in told)
    for bounds, value in held.items():
        if bounds in told and value.superseded_by and not told[bounds].superseded_by:
            yield f"superseded: “{value.text}”"


def _bounds(value: Any) -> tuple[Any, ...]:
    return value.low, value.high, value.qualifier


def _contrary(matter: AnyMatter) -> list[str]:
    """What about a matter does not go together."""
    found = ["disputed"] if matter.disputed else ["unconfirmed"] if matter.unconfirmed else []
    if isinstance(matter, CasualtyFigures | DisplacementFigures):
        found += [c.why for c in matter.contradictions]
    return found


def _words(value: str) -> str:
    return str(value).replace("_", " ")


def _once(items: list[str]) -> list[str]:
    return list(dict.fromkeys(items))
