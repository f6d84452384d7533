"""Whom a person belongs to by the role beside the name, and what of the words is the role."""

from __future__ import annotations

from typing import Final, NamedTuple

from summarize.engines.rules.belonging import OF_STATE
from summarize.engines.rules.cast import Cast, Entry
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.names import initials
from summarize.engines.rules.role_sectors import sector_cued
from summarize.engines.rules.roles import Role, role_tail
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.tokens import Token

__all__ = ["OWNERS", "Person", "add_person", "is_his", "is_owned"]

OWNERS: Final = frozenset({"its", "their"})
_PLACING: Final = frozenset({"in", "at", "near", "outside"})
_TAIL: Final = 8  # words after a role that may tell its sector


class Person(NamedTuple):
    """The words of a name, and the role beside it."""

    name: Span
    role: Role | None


def is_owned(sentence: Sentence, role: Role | None) -> bool:
    """As in "its leader, Ivo Tarn": of the body that the sentence before began with."""
    return role is not None and 0 < role.i <= 2 and sentence.folded[0] in OWNERS


def is_his(sentence: Sentence, role: Role | None) -> bool:
    """As in "His spokesman, Ivo Tarn": who acts for the person whom the sentence before began with."""
    acts = role is not None and 0 < role.i < role.j and sentence.folded[role.i - 1] in {"his", "her"}
    return acts and role is not None and sentence.folded[role.j - 1] in words("people.acting_for")


def add_person(
    sentence: Sentence, person: Person, cast: Cast, group_named: Entry | None, topic: Entry | None = None
) -> None:
    """Add a person to `cast` with what the role tells. `group_named`: whom "the group" takes up; `topic`: the body that
    the sentences before were about.
    """
    role = person.role
    if role is None:
        cast.add(sentence.words(*person.name), kind="person", sector="")
        return
    body, first = _body(sentence, role, cast)
    body = body or (group_named if _of_the_group(sentence, role) else None)
    body = body or _by_noun(sentence, role, cast, topic) or _ministry(sentence, role, cast)
    body = body or (topic if _acts_for(sentence, role, topic) else None)
    if body is None and role.body[0] < role.body[1] == role.i and _is_small(sentence, role.body):
        first = role.body[0]  # "camp committee member"
        role = role._replace(i=first)
    country = _country(sentence, role.body)
    if country is None and role.sector == "government":
        country = _country(sentence, (role.i, role.j))  # "Ivo Tarn, the Varenian foreign minister"
    if body is None and country:
        body = cast.states.get(country)
    sector = body.sector if body is not None and body.sector != "other" else role.sector
    if role.sector and body is not None and body.kind == "state":
        sector = role.sector
    if not sector and sentence.low(*role.body) == "opposition":
        sector = "political"
    cast.add(
        sentence.words(*person.name),
        kind="person",
        sector=sector or sector_cued(sentence, (min(role.i, role.body[0]), _tail_end(role))),
        country=country or (body.country if body else None),
        part_of=body,
        role=_role_words(sentence, role._replace(i=max(role.i, first)), body),
    )


def _is_small(sentence: Sentence, span: Span) -> bool:
    """Whether the words name nothing: none has a capital, but for the first of the sentence, or owns the next."""
    return not any((t.capital and k) or t.owner for k, t in enumerate(sentence.tokens[: span[1]]) if k >= span[0])


def _tail_end(role: Role) -> int:
    """Where the words end that go on a role: "spokesman for the rebels' regional command"."""
    k = max(role.j, role.body[1] if role.body[0] >= role.j else role.j)
    return min(k, role.j + _TAIL)


def _role_words(sentence: Sentence, role: Role, body: Entry | None) -> str | None:
    """The role, with "of the hospital in Tarn" where that names no actor."""
    end = role_tail(sentence, role) if body is None and role.i < role.j else role.j
    start = next((c.j for c in sentence.countries if body is not None and c.i == role.i and c.j < end), role.i)
    return sentence.words(start, end) or None


def _ministry(sentence: Sentence, role: Role, cast: Cast) -> Entry | None:
    """As in "Interior Minister Ivo Tarn": of the ministry, where the article names it."""
    low = sentence.low(role.i, role.j)
    if not low.endswith(" minister"):
        return None
    kind = low.removesuffix("minister").strip().removeprefix("deputy ")
    named = (f"{kind} ministry", f"ministry of {kind}", f"ministry of the {kind}")
    return next((e for n in named if (e := cast.get(n)) is not None and not e.person), None)


def _of_the_group(sentence: Sentence, role: Role) -> bool:
    """As in "a spokesman for the group", "its leader"."""
    if is_owned(sentence, role):
        return True
    owned = role.i > 0 and sentence.folded[role.i - 1] in OWNERS
    return owned or not words("speech.groups").isdisjoint(sentence.folded[slice(*role.body)])


def _body(sentence: Sentence, role: Role, cast: Cast) -> tuple[Entry | None, int]:
    """The body that the words around a role name, the longest form in the cast; and where the role begins after it: the
    body may reach into the role, as in "US military spokesman".
    """
    for i, j in ((min(role.body[0], role.i), role.j - 1), role.body):
        for size in range(j - i, 0, -1):
            for a in range(i, j - size + 1):
                entry = cast.get(sentence.words(a, a + size))
                if entry is not None and not entry.person and (a <= role.i or a >= role.j):
                    return entry, a + size if a + size <= role.j else role.i
    return None, role.i


def _by_noun(sentence: Sentence, role: Role, cast: Cast, topic: Entry | None) -> Entry | None:
    """As in "a commander of the brigade", "the ministry spokesman": of the one body that is named so, or of the
    one that the sentences before were about; "an SDF spokesman": of the one with these initials.
    """
    noun = _noun_of(sentence, role)
    if noun is None or noun.low in words("actors.body_things"):
        return None
    bodies = [e for e in cast.entries if e.kind == "organization" and " " in e.name]
    if noun.text.isupper():
        found = [e for e in bodies if initials(e.name) == noun.text]
    else:
        found = [e for e in bodies if noun.low in (e.name.lower().split()[0], e.name.lower().split()[-1])]
    return topic if topic in found else found[0] if len(found) == 1 else None


def _noun_of(sentence: Sentence, role: Role) -> Token | None:
    """The word for a body that a role is of, after it with its article, or right before it."""
    i, j = role.body
    if i >= role.j and i < j and sentence.folded[i] not in _PLACING:
        after = (k for k in range(max(i, 1), j) if sentence.kinds[k - 1] == "t" and sentence.kinds[k] == "g")
        return next((sentence.tokens[k] for k in after), None)
    before = role.i - 1
    if before < 0 or sentence.tokens[role.i].mark or sentence.kinds[before] not in "gNs":
        return None
    token = sentence.tokens[before]
    return token if not before or not token.capital or token.text.isupper() else None


def _acts_for(sentence: Sentence, role: Role, topic: Entry | None) -> bool:
    """As in "A spokesman, Ivo Tarn, said": a role that somebody has for a body, where no word tells for which."""
    if topic is None or role.i == role.j or sentence.folded[role.j - 1] not in words("people.acting_for"):
        return False
    alike = {role.sector, topic.sector} <= OF_STATE or topic.sector in {role.sector, "other"}
    if role.sector and topic.kind == "organization" and not alike:
        return False
    if role.i > 0 and not sentence.tokens[role.i].mark and sentence.kinds[role.i - 1] in "Noy":
        return False  # "a Varenian negotiator", "led by commander Ivo Tarn"
    i, j = role.body
    return i == j or (i >= role.j and sentence.folded[i] in _PLACING)


def _country(sentence: Sentence, span: Span) -> str | None:
    return next((c.code for c in sentence.countries if span[0] <= c.i < span[1]), None)
