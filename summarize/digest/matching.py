"""Which bodies, groups and states of different articles are one: passes over those that share a key, surest first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final, NamedTuple

from summarize.digest import names as n
from summarize.digest.clusters import Clusters, Mention
from summarize.evals.names import actor_forms
from summarize.schemas import ActorKind, Sector

__all__ = ["Doubtful", "unite_bodies", "unite_if_one"]

Doubtful = tuple[int, int, str]
"""Two mentions that may be one actor and are kept apart, and why."""
_OF_STATES: Final = frozenset({Sector.government, Sector.military, Sector.police, Sector.intelligence})
_BYSTANDERS: Final = frozenset({Sector.intergovernmental, Sector.ngo, Sector.media, Sector.medical, Sector.other})
_LEAST: Final = 6  # letters of a name that is compared by its consonants


class _Known(NamedTuple):
    mention: Mention
    forms: dict[str, str]
    """Folded form → as it stands, for those that tell it from other actors."""
    short: frozenset[str]
    """Folded forms that are a part of its own name: "the Front"."""
    bodies: tuple[tuple[str, n.Body], ...]
    """Forms with words that mean something: no acronyms."""

    @property
    def full(self) -> bool:
        return bool(self.bodies)


def unite_bodies(bodies: Sequence[Mention], clusters: Clusters) -> list[Doubtful]:
    """Put together the mentions that are no persons; the doubtful pairs."""
    known = {m.index: _known(m) for m in bodies}
    doubts: list[Doubtful] = []

    def run(
        keys: Callable[[_Known], Iterable[Hashable]],
        same: Callable[[_Known, _Known], str | None],
        bridges: Callable[[_Known, _Known], bool] | None = None,
    ) -> None:
        buckets: dict[Hashable, list[int]] = {}
        for k in known.values():
            for key in set(keys(k)):
                buckets.setdefault(key, []).append(k.mention.index)
        for key in sorted((k for k, held in buckets.items() if len(held) > 1), key=str):
            bridging = (lambda a, b: bridges(known[a], known[b])) if bridges else None
            doubts.extend(clusters.unite(buckets[key], lambda a, b: same(known[a], known[b]), bridging))

    run(lambda k: k.forms, _same_form)
    run(_state, lambda a, _: f"the state {a.mention.actor.country}")
    run(_troops, lambda a, b: f"the troops of one state: {_names(a, b)}")
    run(_office, _one_office)
    run(lambda k: [b.meanings for _, b in _own(k) if len(b.meanings) > 1], _translated, _renderings)
    run(lambda k: [tuple(map(n.skeleton, b.meanings)) for f, b in _own(k) if len(f) >= _LEAST], _spelt)
    weak = (
        (_expansions(known.values()), "acronym"),
        (_shortened(known.values()), "short form"),
        (_only_troops(list(known.values()), clusters), "the only troops of one conflict"),
    )
    for found, why in weak:
        for index, candidates in found:
            doubts.extend(unite_if_one(clusters, index, candidates, why, lambda m: known[m].mention.actor.name))
    return doubts


def unite_if_one(
    clusters: Clusters, index: int, candidates: Iterable[int], why: str, name: Callable[[int], str]
) -> list[Doubtful]:
    """Join a mention to the one actor that all candidates are; where they are several, none: the doubtful pairs."""
    open_to: dict[int, int] = {}
    for candidate in candidates:
        if clusters.compatible(index, candidate):
            open_to.setdefault(clusters.root(candidate), candidate)
    open_to.pop(clusters.root(index), None)
    if len(open_to) == 1:
        candidate = next(iter(open_to.values()))
        clusters.join(candidate, index, f"{why}: “{name(index)}” = “{name(candidate)}”")
        return []
    return [(c, index, f"{why} of several: “{name(index)}”") for c in open_to.values()]


def _known(mention: Mention) -> _Known:
    own, words = mention.actor.name, set(n.body(mention.actor.name).words)
    forms, short = {n.fold(own): own}, set()
    for alias in mention.actor.aliases:
        folded = n.fold(alias)
        if folded not in actor_forms(own, [alias]).proper:
            continue  # "the government"
        if words > set(n.body(alias).words) and not n.is_acronym(alias):
            short.add(folded)
        else:
            forms.setdefault(folded, alias)
    bodies = tuple((f, n.body(surface)) for f, surface in forms.items() if not n.is_acronym(surface))
    return _Known(mention, forms, frozenset(short - forms.keys()), bodies)


def _names(a: _Known, b: _Known) -> str:
    return f"“{a.mention.actor.name}” = “{b.mention.actor.name}”"


def _same_form(a: _Known, b: _Known) -> str | None:
    for form in sorted(a.forms.keys() & b.forms.keys()):
        surface, one, other = a.forms[form], a.mention.actor, b.mention.actor
        if n.is_acronym(surface) and not n.is_acronym(one.name) and not n.is_acronym(other.name):
            # Two long names with one acronym: the same when one goes on where the other stops, or in one country.
            x, y = (set(n.body(name).words) for name in (one.name, other.name))
            if not (x <= y or y <= x or (one.country and one.country == other.country and x & y)):
                continue
        if n.is_generic(surface) and not _one_house(a.mention, b.mention):
            continue
        return f"the same name: “{surface}”" + ("" if surface == b.forms[form] else f" = “{b.forms[form]}”")
    return None


def _one_house(a: Mention, b: Mention) -> bool:
    """Whether "the Interior Ministry" of two articles may be one: of one country or one body, or nothing is known."""
    if a.actor.country or b.actor.country:
        return a.actor.country == b.actor.country
    parts = [n.fold(m.actor.part_of.name) if m.actor.part_of else "" for m in (a, b)]
    return parts[0] == parts[1]


def _state(k: _Known) -> list[Hashable]:
    actor = k.mention.actor
    code = actor.country
    if not code or (actor.kind is not ActorKind.state and actor.sector is not Sector.government):
        return []
    # A capital is also the name of a city's government; for the state as a whole it takes more than an alias.
    surfaces = (actor.name,) if actor.kind is not ActorKind.state else k.mention.names
    return [("state", code)] if any(n.is_state_name(s, code) for s in surfaces) else []


def _troops(k: _Known) -> list[Hashable]:
    if k.mention.actor.sector is not Sector.military:
        return []
    return [("troops", state) for s in k.forms.values() if (state := n.is_military_of_state(s))]


def _without_state(k: _Known) -> dict[tuple[str, ...], n.Body]:
    code = k.mention.actor.country or ""
    rest = (n.Body(*(tuple(w for w in words if w != code) for words in b)) for _, b in k.bodies)
    return {b.meanings: b for b in rest if b.meanings}


def _office(k: _Known) -> list[Hashable]:
    actor = k.mention.actor
    if not actor.country or actor.sector not in _OF_STATES or actor.kind is ActorKind.state:
        return []
    return [("office", actor.country, meanings) for meanings in _without_state(k)]


def _one_office(a: _Known, b: _Known) -> str | None:
    mine, theirs = _without_state(a), _without_state(b)
    same = any(x.words == theirs[m].words or n.translated(x, theirs[m]) for m, x in mine.items() if m in theirs)
    return f"one office of {a.mention.actor.country}: {_names(a, b)}" if same else None


def _own(k: _Known) -> list[tuple[str, n.Body]]:
    """Its forms that no other state has a body of."""
    return [(form, b) for form, b in k.bodies if not n.is_generic(k.forms[form])]


def _translated(a: _Known, b: _Known) -> str | None:
    found = any(n.translated(x, y) for _, x in _own(a) for _, y in _own(b))
    return f"the name translated: {_names(a, b)}" if found else None


def _renderings(a: _Known, b: _Known) -> bool:
    """Whether both may be English for one foreign name."""
    pairs = ((x, y) for _, x in _own(a) for _, y in _own(b) if x.meanings == y.meanings)
    return any(not n.of_two_words(x, y, english=False) for x, y in pairs)


def _spelt(a: _Known, b: _Known) -> str | None:
    if ActorKind.state in (a.mention.actor.kind, b.mention.actor.kind):
        return None
    for _, x in _own(a):
        for _, y in _own(b):
            pairs = zip(x.meanings, y.meanings, strict=False)
            spelt = len(x.meanings) == len(y.meanings) and all(n.nearly(v, w) for v, w in pairs)
            if spelt and not n.of_two_words(x, y):
                return f"the name spelt otherwise: {_names(a, b)}"
    return None


def _expansions(known: Iterable[_Known]) -> list[tuple[int, list[int]]]:
    """Mentions that have but acronyms, each with those whose names these may be the initials of."""
    known = list(known)
    by_initials: dict[str, list[_Known]] = {}
    for k in known:
        for form, _ in k.bodies:
            for initials in n.initials(k.forms[form]):
                by_initials.setdefault(initials, []).append(k)
    found = []
    for k in (k for k in known if not k.full):
        acronyms = {surface.replace(".", "").replace("-", "").casefold() for surface in k.forms.values()}
        candidates = {c.mention.index for a in sorted(acronyms) for c in by_initials.get(a, ()) if _alike(k, c)}
        found.append((k.mention.index, sorted(candidates)))
    return found


def _shortened(known: Iterable[_Known]) -> list[tuple[int, list[int]]]:
    """Mentions whose name is a part of other articles' longer names, each with those."""
    known = list(known)
    by_short: dict[str, list[_Known]] = {}
    for k in known:
        for form in k.short:
            by_short.setdefault(form, []).append(k)
    return [
        (k.mention.index, sorted(c.mention.index for c in by_short[name] if _alike(k, c)))
        for k in known
        if (name := n.fold(k.mention.actor.name)) in by_short
    ]


def _only_troops(known: Sequence[_Known], clusters: Clusters) -> list[tuple[int, list[int]]]:
    """Armies without a state's name ("the army"), each with those that have one in articles on the same conflict: a
    party of it is in both.
    """
    sides: dict[str, set[int]] = {}
    for k in known:
        if k.mention.actor.sector not in _BYSTANDERS:
            sides.setdefault(k.mention.reference.article, set()).add(clusters.root(k.mention.index))

    def parties(k: _Known) -> set[int]:
        return sides.get(k.mention.reference.article, set()) - {clusters.root(k.mention.index)}

    named = [k for k in known if _troops(k)]
    nameless = (k for k in known if not _troops(k) and k.mention.actor.sector is Sector.military)
    return [
        (k.mention.index, [o.mention.index for o in named if not parties(k).isdisjoint(parties(o))])
        for k in nameless
        if n.is_troops(k.mention.actor.name)
    ]


def _alike(a: _Known, b: _Known) -> bool:
    """Whether a weak likeness of names may count: sector and kind are the same."""
    one, other = a.mention.actor, b.mention.actor
    return one.sector == other.sector and one.kind == other.kind
