"""Named persons: by a title or role beside the name, or as one who speaks."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from summarize.engines.rules.bodies import known_sector
from summarize.engines.rules.cast import Cast, Entry
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.names import Run, sector_of, state_named, title_at
from summarize.engines.rules.roles import Role, owner_of, role_after, role_before, role_named_by, sector_told
from summarize.engines.rules.text import Sentence, Span

__all__ = ["find_people"]

_LONGEST_NAME: Final = 5
_ASIDE: Final = 14  # words between a name and its verb
_GROUPS: Final = frozenset({"rebel_group", "paramilitary", "political", "ngo"})


class _Person(NamedTuple):
    name: Span
    role: Role | None


def find_people(
    sentences: list[Sentence], found: dict[int, list[Run]], taken: set[tuple[int, int]], cast: Cast
) -> None:
    """Add persons to `cast`, and their surnames where those stand alone. `taken` are runs that name bodies."""
    alone: Counter[str] = Counter()
    group_named: Entry | None = None
    for sentence in sentences:
        for run in found[sentence.number]:
            if (sentence.number, run.i) in taken:
                body = cast.get(run.text)
                group_named = body if body is not None and body.sector in _GROUPS else group_named
                continue
            person = _person(sentence, run)
            if person is not None:
                _add(sentence, person, cast, group_named)
            elif run.j - run.i <= 3:
                alone.update(_forms(sentence, run))
    _surnames(cast, alone)


def _forms(sentence: Sentence, run: Run) -> set[str]:
    """A run that may be a surname, also without the "Mr" before it."""
    title = title_at(sentence, run.i, run.j)
    return {run.text, sentence.words(title.end, run.j)} if title and title.end < run.j else {run.text}


def _add(sentence: Sentence, person: _Person, cast: Cast, group_named: Entry | None) -> None:
    role = person.role
    body = (
        _body(sentence, role.body, cast) or (group_named if _of_the_group(sentence, role) else None) if role else None
    )
    country = _country(sentence, role.body) if role else None
    if body is None and country:
        body = cast.states.get(country)
    sector = body.sector if body is not None and body.sector != "other" else (role.sector if role else "")
    if role and role.sector and body is not None and body.kind == "state":
        sector = role.sector
    cast.add(
        sentence.words(*person.name),
        kind="person",
        sector=sector,
        country=country or (body.country if body else None),
        part_of=body,
        role=_role_words(sentence, role) if role else None,
    )


def _role_words(sentence: Sentence, role: Role) -> str | None:
    return sentence.words(role.i, role.j) or None


def _of_the_group(sentence: Sentence, role: Role) -> bool:
    """As in "a spokesman for the group", "its leader"."""
    owned = role.i > 0 and sentence.tokens[role.i - 1].low in {"its", "their"}
    return owned or any(t.low in words("speech.groups") for t in sentence.tokens[slice(*role.body)])


def _person(sentence: Sentence, run: Run) -> _Person | None:
    for k in range(run.i, run.j):
        title = title_at(sentence, k, run.j)
        if title is None:
            continue
        name = (title.end, run.j)
        lone = run.j - title.end == 1 and sentence.starts(k, "people.roles") == title.end and not title.sector
        if title.end == run.j or lone or not _name_like(sentence, name):
            return None  # "Official Visit" names nobody
        after = role_after(sentence, run.j)
        if title.address:
            return _Person(name, after)
        body = (run.i, k) if k > run.i else owner_of(sentence, run.i)
        return _Person(name, Role(k, title.end, body, sector_told(sentence, k, title.end, title.sector)))
    name = (run.i, run.j)
    if not _name_like(sentence, name):
        return None
    role = role_before(sentence, run.i) or role_after(sentence, run.j) or role_named_by(sentence, run.i)
    if role is not None:
        return _Person(name, role)
    if run.j - run.i == 1 or sentence.tokens[run.i].text in words("actors.not_names") or not _speaks(sentence, run):
        return None
    owner = owner_of(sentence, run.i)  # "Radio Tarn's Ivo Osk"
    return _Person(name, Role(run.i, run.i, owner, "") if owner[0] < owner[1] else None)


def _name_like(sentence: Sentence, name: Span) -> bool:
    tokens, text = sentence.tokens[slice(*name)], sentence.words(*name)
    if len(tokens) > _LONGEST_NAME or tokens[-1].text in words("places.nouns"):
        return False
    if any(t.text in words("actors.not_names") for t in (tokens[:1] if len(tokens) == 1 else tokens[1:])):
        return False
    if len(tokens) == 1 and (text.isupper() or ("-" in text and not text.startswith("al-"))):
        return False
    return not (
        sector_of(text) or text in known_sector() or state_named(text) or any(t.text[0].isdigit() for t in tokens)
    )


def _speaks(sentence: Sentence, run: Run) -> bool:
    tokens = sentence.tokens
    if run.i and tokens[run.i - 1].low == "the":
        return False
    k = run.j
    while k < len(tokens) and k - run.j < 3 and not tokens[k].mark and sentence.kinds[k] in "rh":
        k += 1
    if k < len(tokens) and tokens[k].mark == ",":
        # "Ivo Osk, reporting from Tarn, said"
        aside = (n for n in range(k + 1, min(k + _ASIDE, len(tokens))) if tokens[n].mark == ",")
        k = next((n for n in aside if tokens[n].low in words("people.speaks")), k)
    if k < len(tokens) and tokens[k].mark in ("", ",") and tokens[k].low in words("people.speaks"):
        return True
    inverted = run.i > 0 and not tokens[run.i].mark and tokens[run.i - 1].low in {"said", "says", "added"}
    return inverted and (run.i < 2 or bool(set(tokens[run.i - 1].mark) & set(',"')))


def _body(sentence: Sentence, span: Span, cast: Cast) -> Entry | None:
    """The body that the words around a role name: the longest form in the cast."""
    i, j = span
    for size in range(j - i, 0, -1):
        for a in range(i, j - size + 1):
            entry = cast.get(sentence.words(a, a + size)) if sentence.tokens[a].capital else None
            if entry is not None and not entry.person:
                return entry
    return None


def _country(sentence: Sentence, span: Span) -> str | None:
    return next((c.code for c in sentence.countries if span[0] <= c.i < span[1]), None)


def _surnames(cast: Cast, alone: Counter[str]) -> None:
    """A surname that stands alone is its person; a person known by it only is the one of the full name."""
    for entry in [e for e in cast.entries if e.person]:
        parts = entry.name.split()
        first = cast.get(parts[0])
        if len(parts) > 1 and first is not None and first.person and first is not entry and " " not in first.name:
            cast.merge(entry, first)  # "Sir Godfrey"
        for form in dict.fromkeys((" ".join(parts[-2:]), parts[-1])) if len(parts) > 1 else ():
            other = cast.get(form)
            if other is None:
                if form in alone and state_named(form) is None:
                    cast.alias(entry, form)
            elif other is not entry and other.person and entry in cast.entries and " " not in other.name:
                cast.merge(entry, other)
