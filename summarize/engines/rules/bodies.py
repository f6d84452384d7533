"""Named organisations and armed groups: by list, head noun, first word, or description beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from summarize.engines.rules.body_words import adjective, described, has_members, joined_by_hyphen
from summarize.engines.rules.cast import Cast, Entry
from summarize.engines.rules.lexicons import group, words
from summarize.engines.rules.long_names import announced
from summarize.engines.rules.names import Run, has_title, is_head, sector_of, state_named, title_at
from summarize.engines.rules.outlets import relays
from summarize.engines.rules.placed_bodies import has_somebody
from summarize.engines.rules.seated import seat_end
from summarize.engines.rules.text import Sentence

__all__ = ["find_bodies", "known_sector"]

_LISTS: Final = {
    "actors.rebel_groups": "rebel_group",
    "actors.intergovernmental": "intergovernmental",
    "actors.ngos": "ngo",
    "actors.media": "media",
    "actors.seats": "government",
}
_PREFIXES: Final = {
    "actors.prefixes": "rebel_group",
    "actors.prefixes_media": "media",
    "actors.prefixes_political": "political",
    "actors.prefixes_civil": "civilian",
}
_AGENCY: Final = 3  # small-letter words from "UN" to "agency"
_MISSIONS: Final = frozenset(
    ["mission", "force", "peacekeepers", "tribunal", "observers", "monitors", "troops", "inspectors"]
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9.-]{1,9}")
_ARMED: Final = frozenset({"rebel_group", "paramilitary", "military"})
_REBELS: Final = frozenset({"rebel_group", "paramilitary", "political"})
_OWNED: Final = 5  # words of an owner
_REACH: Final = 7  # words between a name and the acronym announced for it


class _Named(NamedTuple):
    i: int
    j: int
    sector: str


@cache
def known_sector() -> dict[str, str]:
    """The sector of each body that the lists name."""
    listed = {w: sector for name, sector in _LISTS.items() for w in group(name)["words"]}
    same = ((form, names) for names in group("actors.synonyms")["sets"] for form in names if form in listed)
    return {name: listed[form] for form, names in same for name in names} | listed


def find_bodies(sentences: list[Sentence], found: dict[int, list[Run]], cast: Cast) -> set[tuple[int, int]]:
    """Add organisations to `cast`; returns the runs that name one, as (sentence number, first word)."""
    taken: set[tuple[int, int]] = set()
    for sentence in sentences:
        runs = found[sentence.number]
        named = list(_listed(sentence, runs)) if sentence.has(*_LISTS) and not sentence.text.isupper() else []
        for run in runs:
            body = _body(sentence, run)
            if body:
                named += _unit_of(sentence, body)
                taken.add((sentence.number, run.i))
        for body in named:
            if len(named) == 1 or not any(o.i <= body.i and body.j < o.j for o in named):
                _add(sentence, body, cast)  # not "UN" in "UN refugee agency"
    return taken


def _add(sentence: Sentence, body: _Named, cast: Cast) -> None:
    form = _form(sentence, body)
    owner = sentence.words(body.i - 1, body.j) if body.i and sentence.tokens[body.i - 1].owner else ""
    if owner and (owned := cast.get(owner)) is not None:  # "Varenia's Security Forces" is known with its owner
        cast.alias(owned, form)
        return
    if _is_scene(sentence, body):
        return
    before = cast.get(form)
    homes = _homes()
    entry = cast.add(form, kind="organization", sector=body.sector, country=homes.get(form) or _country(form))
    relayed = body.sector == "media" and relays(sentence, body.i, body.j)
    if body.i and sentence.tokens[body.i - 1].owner and body.sector in _ARMED:
        entry.learn(part_of=_owner(sentence, body.i, cast))  # "the Dune Front's Third Column"
    entry.relays = relayed and (before is None or entry.relays)
    if end := seat_end(sentence, body.i, body.j):
        cast.alias(entry, sentence.words(body.i, end))
    _acronym(sentence, end or body.j, cast, entry)


@cache
def _homes() -> dict[str, str]:
    """The state of each seat."""
    found: dict[str, str] = group("actors.seats")["homes"]
    return found


def _unit_of(sentence: Sentence, body: _Named) -> list[_Named]:
    """The two bodies of "Eastern Front of the Dune Liberation Army"; else the one."""
    for k in range(body.i + 2, body.j - 2) if body.sector in _ARMED else ():
        if sentence.low(k, k + 2) != "of the" or not is_head(sentence.tokens[k - 1].text):
            continue
        whole = sector_of(sentence.words(k + 2, body.j))
        if body.j - k > 3 and whole in _REBELS and is_head(sentence.tokens[body.j - 1].text):
            return [_Named(body.i, k, body.sector), _Named(k + 2, body.j, whole)]
    return [body]


def _form(sentence: Sentence, body: _Named) -> str:
    form = sentence.words(body.i, body.j)
    return f"{form})" if "(" in form and form.count("(") > form.count(")") else form  # "Keslow Party (Osk)"


def _owner(sentence: Sentence, i: int, cast: Cast) -> Entry | None:
    """The body whose the name at word `i` is."""
    sizes = range(min(_OWNED, i), 0, -1)
    found = (cast.get(sentence.words(i - n, i).removesuffix("'s").removesuffix("’s")) for n in sizes)
    return next((e for e in found if e is not None and e.kind == "organization"), None)


def _listed(sentence: Sentence, found: list[Run]) -> Iterator[_Named]:
    """Bodies that everybody knows, where no longer name holds them."""
    for name, sector in _LISTS.items():
        for i, j in sentence.spans(name):
            run = next((r for r in found if r.i <= i and j <= r.j), None)
            if sector == "intergovernmental" and (end := _agency_end(sentence, j)):
                if not (i and sentence.kinds[i - 1] == "n" and sentence.folded[end - 1].endswith("s")):
                    yield _Named(i, end, sector)  # "two UN observers" are no body
                continue
            if run is None or (run.i, run.j) == (i, j) or _body(sentence, run) is None:
                yield _Named(i, j, sector)


def _agency_end(sentence: Sentence, j: int) -> int:
    """The end of "UN refugee agency", whose body's name ends before word `j`; 0 where no agency follows."""
    for k in range(j, min(j + _AGENCY, len(sentence.tokens))):
        if sentence.tokens[k].mark or (k > j and sentence.tokens[k - 1].owner) or sentence.kinds[k] != "g":
            break
        if sentence.folded[k] in words("actors.agencies") and (k > j or sentence.folded[k] in _MISSIONS):
            return k + 1
    return 0


def _office_end(sentence: Sentence, j: int) -> int:
    """The end of "Keslow mayor's office", the name of which ends before word `j`."""
    k = j
    if "office" not in sentence.lows or not sentence.runs_on(k + 1):
        return 0
    if sentence.tokens[k].mark or sentence.tokens[k - 1].owner:
        return 0
    owned = sentence.tokens[k].owner and sentence.folded[k] in words("actors.offices")
    return k + 2 if owned and sentence.folded[k + 1] == "office" else 0


def _body(sentence: Sentence, run: Run) -> _Named | None:
    """The body that a run names, if it names one."""
    run = _without_title(sentence, run)
    tokens, sector = sentence.tokens, sector_of(run.text)
    if end := _office_end(sentence, run.j):
        return _Named(run.i, end, "government")
    known = known_sector().get(run.text) or _branch(run.text)
    if known:
        return _Named(run.i, run.j, known)
    # "UN Mission in the Tarn Valley" is no place.
    place = tokens[run.j - 1].text in words("places.nouns") and all(t.low != "in" for t in tokens[run.i : run.j])
    if (place and described(sentence, run) is None) or state_named(run.text) is not None:
        return None
    if sector is None and has_title(sentence) and any(title_at(sentence, k, run.j) for k in range(run.i, run.j)):
        return None
    if sector is None and run.text.endswith(")"):
        return _Named(run.i, run.j, described(sentence, run) or "political")  # "DL (Osk)"
    told = _by_its_words(sentence, run, sector) if run.j - run.i > 1 else None
    if told is not None:
        return _Named(run.i, run.j, told)
    beside = _beside(sentence, run)
    if beside == "rebel_group" and any(c.i < run.i < c.j for c in sentence.countries):
        return None  # "East Timor rebels"
    if beside or (run.j - run.i == 1 and _acronym_acts(sentence, run)) or _speaks_for(sentence, run):
        return _Named(run.i, run.j, beside or sector or "other")
    return None


def _by_its_words(sentence: Sentence, run: Run, sector: str | None) -> str | None:
    """The sector that the first word or the head of a name of several words tells."""
    told = _prefixes().get(sentence.tokens[run.i].text)
    return told or (sector and (described(sentence, run) or sector))


@cache
def _prefixes() -> dict[str, str]:
    """The sector that each first word of a name tells; the first group has it."""
    return {word: sector for name, sector in reversed(_PREFIXES.items()) for word in words(name)}


def _beside(sentence: Sentence, run: Run) -> str | None:
    """The sector that what stands beside a name tells, or a hyphen in it."""
    told = joined_by_hyphen(run.text) or described(sentence, run) or has_members(sentence, run)
    if told is None and announced(sentence, run.j) and not run.text.istitle():
        return "other"  # "Forces nationales de Keslow (FNK)"
    return told


def _without_title(sentence: Sentence, run: Run) -> Run:
    """As in "Inspector-General of Police": what the title is of."""
    if run.j - run.i < 3 or "of" not in sentence.folded[run.i + 1 : run.j - 1]:
        return run
    of = sentence.folded.index("of", run.i + 1)
    if sentence.folded[of - 1].rpartition("-")[2] not in words("people.of_bodies"):
        return run
    i = of + 2 if sentence.folded[of + 1] == "the" else of + 1
    return Run(i, run.j, sentence.words(i, run.j))


@lru_cache(maxsize=4096)
def _branch(name: str) -> str | None:
    """As in "Amnesty International Varenia": the sector of a body known everywhere, of which a state has a branch."""
    rests = [name[len(known) + 1 :] for known in words("actors.ngos") if name.startswith(f"{known} ")]
    return "ngo" if any(state_named(rest) for rest in rests) else None


def _acronym_acts(sentence: Sentence, run: Run) -> bool:
    """An acronym that is the subject of a verb: "The ABC said"."""
    if not (run.text.isupper() and run.text.isalnum() and 2 <= len(run.text) <= 6) or run.text[0].isdigit():
        return False
    if run.j >= len(sentence.tokens) or sentence.tokens[run.j].mark or sentence.tokens[run.j - 1].owner:
        return False
    return sentence.kinds[run.j] == "s" or sentence.starts(run.j, "actors.acts") is not None


def _speaks_for(sentence: Sentence, run: Run) -> bool:
    """As in "a Marenko spokesman", "the Marenko said": what is spoken for, or speaks with an article, is a body."""
    if not sentence.runs_on(run.j) or sentence.tokens[run.j - 1].owner or adjective(run.text):
        return False
    if sentence.folded[run.j] in words("people.speakers") and sentence.kinds[run.i] == "N":
        return not (run.j - run.i == 1 and is_head(run.text))
    the = run.i > 0 and sentence.folded[run.i - 1] == "the" and not sentence.tokens[run.i].mark
    return the and run.j - run.i > 1 and sentence.kinds[run.j] == "s"


def _is_scene(sentence: Sentence, body: _Named) -> bool:
    """Whether a seat or office is only where something happens: "at the White House", "a White House meeting"."""
    form = sentence.words(body.i, body.j)
    if body.sector == "medical" and not has_somebody(sentence, body.i, body.j):
        k = body.i - 1 if body.i and sentence.kinds[body.i - 1] == "t" else body.i
        return k > 0 and sentence.folded[k - 1] in {"to", "in", "at", "into", "near", "outside"}
    if form not in words("actors.seats") and body.sector != "other":
        return False
    k = body.i - 1 if not (body.i and sentence.kinds[body.i - 1] == "t") else body.i - 2
    if sentence.tokens[body.j - 1].owner or (k >= 0 and sentence.folded[k] in words("places.scenes")):
        return True
    return sentence.runs_on(body.j) and sentence.starts(body.j, "places.events") is not None


@lru_cache(maxsize=4096)
def _country(name: str) -> str | None:
    """The state that stands in a body's name."""
    return next((code for part in (name, *name.split()) if (code := state_named(part))), None)


def _acronym(sentence: Sentence, k: int, cast: Cast, entry: Entry) -> None:
    """As in "Dune League (DL)", "Dune League, known by its initials DL": another form of the name before it."""
    tokens = sentence.tokens
    if k >= len(tokens):
        return
    at = k if tokens[k].mark == "(" and (k + 1 == len(tokens) or "(" in tokens[k + 1].mark) else None
    if at is None:
        for n in sentence.where(words("actors.initials")):
            if k <= n < min(k + _REACH, len(tokens) - 1):
                at = n + 1
                break
    if at is None and tokens[k].mark == ",":
        # "Dune League, or DL,", "Dune League, known as DL,"
        alone = tokens[k].text.isupper() and (k + 1 == len(tokens) or tokens[k + 1].mark == ",")  # "Dune League, DL,"
        called = (
            k
            if alone
            else k + 1
            if tokens[k].low == "or"
            else k + 2
            if sentence.low(k, k + 2) == "known as"
            else len(tokens)
        )
        at = called if called < len(tokens) and tokens[called].text.isupper() else None
    if at is not None and _ACRONYM.fullmatch(tokens[at].text) and len(tokens[at].text) < len(entry.name):
        other = cast.get(tokens[at].text)
        if other is not None and other is not entry and other.kind == "organization":
            cast.merge(entry, other)
        cast.alias(entry, tokens[at].text)
