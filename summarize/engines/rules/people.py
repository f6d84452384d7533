"""Named persons: by a title or role beside the name, or as one who speaks."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, NamedTuple

from summarize.engines.rules.affiliation import Person, add_person, is_his, is_owned
from summarize.engines.rules.bodies import known_sector
from summarize.engines.rules.cast import Cast, Entry
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.names import Run, Title, has_title, is_head, sector_of, state_named, title_at
from summarize.engines.rules.persons import Seen, alone_in_place, looks_personal, seen
from summarize.engines.rules.role_sectors import is_rebel, sector_told
from summarize.engines.rules.roles import (
    ROLES,
    Role,
    owner_of,
    role_after,
    role_before,
    role_named_by,
    role_told,
)
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.tokens import fold

__all__ = ["find_people"]

_ACRONYMS = re.compile(r"[A-Z]{2,}s")
_NAMES_TOO: Final = frozenset({"sheikh", "sheik", "shaikh", "sayyid"})
_LONGEST_NAME: Final = 5
_REACH: Final = 3  # sentences over which "a spokesman" is of the body that one was about
_LONGEST_BODY: Final = 6
_ASIDE: Final = 14  # words between a name and its verb
_LEARNED: Final = ("dr ", "doctor ", "prof")  # titles that are no part of a form
_GROUPS: Final = frozenset({"rebel_group", "paramilitary", "political", "ngo"})


class _Topic(NamedTuple):
    """The body that a sentence was about, and the number of that sentence."""

    entry: Entry | None
    number: int


def find_people(
    sentences: list[Sentence], found: dict[int, list[Run]], taken: set[tuple[int, int]], cast: Cast
) -> None:
    """Add persons to `cast`, and their surnames where those stand alone. `taken` are runs that name bodies."""
    alone: set[str] = set()
    bare: set[str] = set()  # what stands without a title somewhere
    group_named: Entry | None = None
    topic = _Topic(None, 0)
    boss = _Topic(None, -1)  # the first person of a sentence
    titled: list[tuple[str, str]] = []
    known = seen(sentences, found)
    forms = [f.split() for e in cast.entries if not e.person for f in e.forms]
    bodies = {fold(w).removesuffix("'s") for said in forms for w in said[: 1 + (said[0].lower() == "the")]}
    for sentence in sentences:
        spoken_of = topic.entry if sentence.number - topic.number <= _REACH else None
        subject = _subject(sentence, cast, bodies)
        topic = _Topic(subject, sentence.number) if subject is not None else topic
        for run in found[sentence.number]:
            if (sentence.number, run.i) in taken:
                body = cast.get(run.text)
                group_named = body if body is not None and body.sector in _GROUPS else group_named
                continue
            person = _person(sentence, run, known)
            if person is not None and _only_addressed(sentence, run, person):
                titled.append((sentence.words(*person.name), run.text))
            elif person is not None:
                owned = is_owned(sentence, person.role)
                if owned and topic.number != sentence.number - 1 and _of_rebels(sentences, sentence.number - 1):
                    person = Person(person.name, _with_sector(person.role, "rebel_group"))
                    add_person(sentence, person, cast, None)
                else:
                    if is_his(sentence, person.role) and boss.number == sentence.number - 1 and boss.entry is not None:
                        person = Person(person.name, _with_sector(person.role, boss.entry.sector))
                    owned = owned and spoken_of is not None
                    add_person(sentence, person, cast, spoken_of if owned else group_named, spoken_of)
                if boss.number < sentence.number:
                    boss = _Topic(cast.get(sentence.words(*person.name)), sentence.number)
            elif run.j - run.i <= 3:
                alone |= _forms(sentence, run)
                bare.add(run.text)
    _addressed(cast, titled, bare)
    _surnames(cast, alone, bare)


def _of_rebels(sentences: list[Sentence], number: int) -> bool:
    """Whether a sentence speaks of rebels, whom "their leader" in the next takes up."""
    return number >= 0 and any(low.endswith("s") and is_rebel(low) for low in sentences[number].folded)


def _with_sector(role: Role | None, sector: str) -> Role | None:
    return role._replace(sector=role.sector or sector) if role is not None else None


def _subject(sentence: Sentence, cast: Cast, bodies: Collection[str]) -> Entry | None:
    """The body that a sentence begins with ("The Varenian army said", "New Corran, an island state, said"); `bodies`:
    the first words of their names.
    """
    k = 1 if sentence.folded[0] in {"but", "and"} else 0
    k += sentence.kinds[k : k + 1] == "t"
    entry: Entry | None = None
    if k < len(sentence.tokens) and sentence.folded[k] in bodies:
        sizes = range(min(_LONGEST_BODY, len(sentence.tokens) - k), 0, -1)
        entry = next((e for n in sizes if (e := cast.get(sentence.words(k, k + n))) is not None), None)
    if entry is None and len(cast.armies) == 1 and sentence.starts(0, "actors.plain_armies") is not None:
        entry = next(iter(cast.armies.values()))
    return entry if entry is not None and not entry.person else None


def _only_addressed(sentence: Sentence, run: Run, person: Person) -> bool:
    """As in "Mr Tarn": nobody new, where a full name ends so."""
    one = person.name[1] - person.name[0] == 1 and person.role is None
    return one and person.name[0] > run.i and sentence.folded[run.i] in words("people.titles_plain")


def _addressed(cast: Cast, titled: list[tuple[str, str]], bare: set[str]) -> None:
    """Give "Mr Tarn" to whom it names: another form of a full name, without the title where it also stands so."""
    for surname, form in titled:
        full = [e for e in cast.entries if e.person and f" {surname} " in f" {e.name} " and e.name != surname]
        if full:
            learned = form.lower().startswith(_LEARNED)
            cast.alias(full[0], surname if surname in bare or learned else form)
        else:
            cast.add(surname, kind="person")


def _forms(sentence: Sentence, run: Run) -> set[str]:
    """A run that may be a surname, also without the "Mr" before it."""
    title = title_at(sentence, run.i, run.j)
    return {run.text, sentence.words(title.end, run.j)} if title and title.end < run.j else {run.text}


def _person(sentence: Sentence, run: Run, known: Seen) -> Person | None:
    for k in range(run.i, run.j) if has_title(sentence) else ():
        title = title_at(sentence, k, run.j)
        inside = k > run.i and sentence.folded[k] in _NAMES_TOO  # "Omar Sheikh Tarn"
        if title is not None and not inside:
            return _titled(sentence, run, k, title)
    name = (run.i, run.j)
    in_place = run.i > 0 and not sentence.tokens[run.i].mark and sentence.folded[run.i - 1] in words("people.not_after")
    role: Role | None = None
    may_tell = sentence.has(*ROLES)
    alone = run.j - run.i == 1 and not may_tell  # nothing else makes one word a person
    if in_place or alone or not _name_like(sentence, name):
        return None
    if may_tell:
        role = _role_beside(sentence, run)
    if role is None and run.j - run.i > 1:
        role = role_told(sentence, run.i, run.j)
    if role is not None:
        return Person(name, role)
    if _by_particle(sentence, run):
        return Person(name, None)
    if run.j - run.i == 1 or sentence.tokens[run.i].text in words("actors.not_names"):
        return None
    if not (_speaks(sentence, run) or looks_personal(sentence, run, known)):
        return None
    owner = owner_of(sentence, run.i)  # "Radio Tarn's Ivo Osk"
    owner = owner if owner[0] < owner[1] else _after_name(sentence, run.j)
    return Person(name, Role(run.i, run.i, owner, "") if owner[0] < owner[1] else None)


def _role_beside(sentence: Sentence, run: Run) -> Role | None:
    behind = role_after(sentence, run.j)
    behind = None if behind is not None and alone_in_place(sentence, run, behind) else behind
    return role_before(sentence, run.i) or behind or role_named_by(sentence, run.i)


def _titled(sentence: Sentence, run: Run, k: int, title: Title) -> Person | None:
    """Who a run names that has a title at word `k`."""
    first = title.end
    while (more := title_at(sentence, first, run.j - 1) if first + 1 < run.j else None) is not None and more.address:
        first = more.end  # "Board Member Hon. Ivo Tarn"
    name = (first, run.j)
    lone = run.j - title.end == 1 and sentence.starts(k, "people.roles") == title.end and not title.sector
    of_country = any(c.i <= k < c.j for c in sentence.countries)  # "Sri Lankan"
    named_so = run.j - first == 1 and title_at(sentence, first, run.j) is not None  # "Mr. President"
    if of_country or named_so:
        return None
    if title.end == run.j or lone or not _name_like(sentence, name) or sentence.folded[first] in {"of", "for"}:
        return None  # "Official Visit" names nobody, nor does "Bishop of Tarn"
    beside = role_after(sentence, run.j) or role_named_by(sentence, run.i) or role_before(sentence, run.i)
    beside = beside if beside is not None and beside.i < beside.j else None
    if title.address:
        return Person(name, beside or role_after(sentence, run.j) or _of_body(sentence, run.j, k, title))
    body = (run.i, k) if k > run.i else owner_of(sentence, run.i)
    body = body if body[0] < body[1] else _after_name(sentence, run.j)
    told = sector_told(sentence, k, title.end, title.sector)
    if beside is not None and title.sector == "military":
        # "Its spokesman, Colonel Ivo Tarn": a rank is how he is addressed.
        return Person(name, beside._replace(sector=beside.sector or told))
    return Person(name, Role(k, title.end, body, told))


def _after_name(sentence: Sentence, j: int) -> Span:
    """Of what body somebody is: "Captain Ivo Tarn, of the Keslow police,", "who heads the council"."""
    if j >= len(sentence.tokens) or sentence.tokens[j].mark not in ("", ","):
        return (j, j)
    heads = sentence.starts(j, "people.heading") if sentence.tokens[j].mark else None
    start = heads if heads is not None else j + 1 if sentence.folded[j] in {"of", "from", "with"} else j
    end = start
    while start > j and sentence.runs_on(end) and sentence.kinds[end] not in "szwkbhm":
        end += 1
    return (start, end)


def _of_body(sentence: Sentence, j: int, k: int, title: Title) -> Role | None:
    """As in "Bishop Ivo Tarn of the Council": a title of the clergy is a role, and what follows is its body."""
    clergy = sentence.low(k, title.end) in words("people.clergy")
    of = sentence.runs_on(j) and sentence.folded[j] == "of"
    end = j
    while of and sentence.runs_on(end) and sentence.kinds[end] in "otN":
        end += 1
    return Role(k if clergy else title.end, title.end, (j, end), "") if clergy or of else None


def _name_like(sentence: Sentence, name: Span) -> bool:
    text, parts = sentence.words(*name), [t.text for t in sentence.tokens[slice(*name)]]
    if len(parts) > _LONGEST_NAME or parts[-1] in words("places.nouns"):
        return False
    if any(map(is_head, parts[1:-1])):
        return False  # "Peace Watch Varenia"
    if not words("actors.not_names").isdisjoint(parts if len(parts) == 1 else parts[1:]):
        return False
    if len(parts) == 1 and (text.isupper() or ("-" in text and not text.startswith("al-"))):
        return False
    if sector_of(text) or text in known_sector() or state_named(text):
        return False
    # "Local NGOs", "2nd Tarn"
    return not any(part[0].isdigit() or (part[-1] == "s" and _ACRONYMS.fullmatch(part)) for part in parts)


def _by_particle(sentence: Sentence, run: Run) -> bool:
    """As in "Ivo bin Tarn", "Abu Osk al-Tarni": small words that only persons' names have."""
    if run.j - run.i < 3:
        return False
    inside = sentence.folded[run.i + 1 : run.j - 1]
    return sentence.folded[run.i] in {"abu", "umm"} or not words("people.only_persons").isdisjoint(inside)


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
    return inverted and (run.i < 2 or "," in tokens[run.i - 1].mark or '"' in tokens[run.i - 1].mark)


def _surnames(cast: Cast, alone: set[str], bare: set[str]) -> None:
    """A surname that stands alone is its person; a person known by it only is the one of the full name. One that always
    has a title is known with it ("Mr Tarn").
    """
    for entry in [e for e in cast.entries if e.person]:
        parts = entry.name.split()
        first = cast.get(parts[0])
        if len(parts) > 1 and first is not None and first.person and first is not entry and " " not in first.name:
            cast.merge(entry, first)  # "Sir Godfrey"
        if len(parts) > 2 and parts[-2].islower() and parts[-1] in alone:
            cast.alias(entry, " ".join(parts[-2:]))  # "bin Tarn" is known by both words
            continue
        bare_last = parts[-1].removeprefix("al-").removeprefix("el-")  # "Ivo al-Tarn", later "Colonel Tarn"
        for form in dict.fromkeys((" ".join(parts[-2:]), parts[-1], bare_last)) if len(parts) > 1 else ():
            other = cast.get(form)
            if other is None:
                if form in alone and state_named(form) is None:
                    titled = sorted(f for f in bare if f.endswith(f" {form}") and cast.get(f) is None)
                    for known in [form] if form in bare or not titled else titled:
                        cast.alias(entry, known)
            elif other is not entry and other.person and entry in cast.entries and " " not in other.name:
                cast.merge(entry, other)
