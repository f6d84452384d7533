"""From sentences to the actors of an article."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import Any, Final

from summarize.countries import stands_in
from summarize.engines.rules.belonging import OF_STATE, belong
from summarize.engines.rules.bodies import find_bodies
from summarize.engines.rules.cast import Cast, Entry
from summarize.engines.rules.described_bodies import find_described_bodies
from summarize.engines.rules.long_names import lengthened
from summarize.engines.rules.names import initials, runs, sector_of, state_named
from summarize.engines.rules.people import find_people
from summarize.engines.rules.placed_bodies import find_placed_bodies
from summarize.engines.rules.plain_bodies import find_plain_bodies
from summarize.engines.rules.states import find_states, merge_seats, named_countries
from summarize.engines.rules.text import Sentence

__all__ = ["find_actors", "written"]

_TEXT: Final = attrgetter("text")
_OPENING: Final = 160  # characters of headline and dateline
_NATIONS: Final = re.compile(r"^(?:United Nations|U\.N\.?) ")
_ALLIED: Final = ("-led", "-backed")


def find_actors(sentences: list[Sentence], text: str = "") -> Cast:
    """All named actors of an article, with every form by which it names them. `text`: the whole article."""
    cast = Cast()
    written_so = set[str]().union(*(map(_TEXT, s.tokens) for s in sentences))
    small = frozenset(filter(str.islower, written_so))
    found = {s.number: lengthened(s, runs(s, small)) for s in sentences}
    opening = text if len(text) <= _OPENING else text[:_OPENING].rpartition(" ")[0]  # no part of a word
    named = named_countries(sentences, opening)
    home = max(named, key=named.__getitem__) if named else None  # of two named as often the first
    find_states(sentences, cast, home, opening)
    taken = find_bodies(sentences, found, cast)
    merge_seats(cast)
    find_placed_bodies(sentences, cast)
    find_plain_bodies(sentences, cast)
    find_described_bodies(sentences, cast)
    _coalitions(sentences, cast)
    find_people(sentences, found, taken, cast)
    _short_forms(cast, {r.text for listed in found.values() for r in listed})
    belong(home, cast)
    cast.close()
    return cast


def written(cast: Cast, text: str) -> list[dict[str, Any]]:
    """The actors as an engine writes them."""
    standing = {c for c in {e.country for e in cast.entries if e.country} if stands_in(c, text)}
    return [
        {
            "name": e.name,
            "aliases": _aliases(e),
            "kind": e.kind,
            "sector": "civilian" if _is_anybody(e) else e.sector,
            "country": e.country if e.country in standing else None,
            "part_of": e.part_of.name if e.part_of else None,
            "role": e.role,
        }
        for e in cast.entries
    ]


def _is_anybody(entry: Entry) -> bool:
    """Whether nothing is known of a person; while the article is read such a one may be a side of the conflict."""
    return entry.person and entry.sector == "other" and entry.role is None and entry.part_of is None


def _aliases(entry: Entry) -> list[str]:
    """The other forms, each once: "The army" at the beginning of a sentence is "the army", and neither is another form
    of the name "army".
    """
    kept = {_bare(f): f for f in sorted(entry.forms)}
    kept.pop("authorities", None)  # a description rather than a name
    kept.pop(_bare(entry.name), None)
    return sorted(kept.values())


def _bare(form: str) -> str:
    return form.casefold().removeprefix("the ")


def _coalitions(sentences: list[Sentence], cast: Cast) -> None:
    """As in "the US-led coalition": named by who leads it, and "the coalition" where there is no other."""
    named: list[Entry] = []
    nouns: set[str] = set()
    short: dict[str, str] = {}
    for s in sentences:
        for i, j in s.spans("actors.coalitions"):
            if i and not s.tokens[i].mark and s.tokens[i - 1].capital and s.tokens[i - 1].low.endswith(_ALLIED):
                named.append(cast.add(s.words(i - 1, j), "organization", sector="military"))
                nouns.add(s.tokens[j - 1].low)
            elif i and s.tokens[i - 1].low == "the" and j == i + 1:
                short[s.words(i - 1, j)] = s.tokens[i].low
    if len(set(map(id, named))) == 1:
        for form in sorted(f for f, noun in short.items() if noun in nouns):
            cast.alias(named[0], form)


def _short_forms(cast: Cast, alone: set[str]) -> None:
    """Acronyms and shortened names: "SDF" for "Sand Dune Front", "the League" for "Dune League"; `alone`: the names as
    they stand.
    """
    _by_initials(cast, alone)
    _by_spelling(cast)
    _by_ending(cast)
    for last, owners in _grouped(_long(cast), lambda name: name.split()[-1]).items():
        if (
            len(owners) == 1
            and last in alone
            and not any(f" {w} " in f" {owners[0].name} " for w in ("of", "for", "in"))
            and sector_of(last) not in OF_STATE  # "the Army" is no rebel army's short form
            and last[0].isupper()
            and cast.get(last) is None
            and state_named(last) is None
        ):
            cast.alias(owners[0], last)


def _long(cast: Cast) -> list[Entry]:
    """The organisations whose names have several words."""
    return [e for e in cast.entries if e.kind == "organization" and " " in e.name]


def _by_initials(cast: Cast, alone: set[str]) -> None:
    for short, owners in _grouped(_long(cast), initials).items():
        if len(owners) != 1 or state_named(short) is not None:
            continue
        other = cast.get(short)
        if other is not None and other is not owners[0] and other.kind == "organization" and other.name.isupper():
            cast.merge(owners[0], other)
        elif other is None and short in alone:
            cast.alias(owners[0], short)


def _by_spelling(cast: Cast) -> None:
    """As in "a Dune Tiger commander" and "the Dune Tigers", "U.N. observers" and "United Nations observers"."""
    for entry in [e for e in cast.entries if e.sector == "rebel_group" and not e.person]:
        many = cast.get(f"{entry.name}s")
        if many is not None and many is not entry and many.sector == entry.sector and not many.person:
            cast.merge(many, entry)
    for owners in _grouped([e for e in _long(cast) if e.sector == "intergovernmental"], _of_nations).values():
        for other in owners[1:]:
            cast.merge(owners[0], other)


def _by_ending(cast: Cast) -> None:
    """As in "Liberation Front" and "Dune Liberation Front"."""
    long = [(e.name, e) for e in _long(cast)]
    for name, entry in long:
        ending, beginning = f" {name}", f"{name} in "
        longer = [o for told, o in long if told.endswith(ending) or told.startswith(beginning)]
        longer = [o for o in longer if o in cast.entries]
        if len(longer) == 1 and entry in cast.entries:
            cast.merge(longer[0], entry)


def _grouped(entries: list[Entry], key: Any) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(key(entry.name), []).append(entry)
    return found


def _of_nations(entry_name: str) -> str:
    return _NATIONS.sub("UN ", entry_name, count=1).casefold()
