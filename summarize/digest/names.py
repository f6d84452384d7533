"""Names of actors brought to keys: spellings folded, words of translated names, acronyms, the parts of a person's."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from summarize.countries import country_mentions, country_of
from summarize.evals.names import fold

__all__ = [
    "Body",
    "PersonName",
    "body",
    "fold",
    "initials",
    "is_acronym",
    "is_generic",
    "is_military_of_state",
    "is_state_name",
    "is_troops",
    "nearly",
    "of_two_words",
    "person",
    "skeleton",
    "translated",
]

_VOWELS: Final = re.compile("[aeiouy]")
_ACRONYM: Final = re.compile(r"[^\W\d_a-z]{2,7}|[A-Z][A-Za-z]{1,3}[A-Z]")
_OF_A_STATE: Final = re.compile(r"(?<=....)(?:ian|ia|an|a|i)$")
_NEAR: Final = 80.0
"""Least rapidfuzz ratio of two spellings of one word."""
_NEAR_FROM: Final = 6  # letters: of shorter words too many differ by a vowel (Karim, Karam)


class _Lexicon(NamedTuple):
    meaning: dict[str, str]
    """Folded word, foreign or English → the usual English word of its group, folded."""
    native: dict[str, frozenset[str]]
    """Folded foreign word → the dictionary words that it may be: "language:first spelling"."""
    spelling: dict[str, str]
    """English words of two spellings → the first."""
    function: frozenset[str]
    military: frozenset[str]
    states: frozenset[str]
    generic: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    raw = tomllib.loads(files("summarize.digest").joinpath("lexicon.toml").read_text("utf-8"))
    lists = {name: frozenset(map(fold, raw.pop(name)["words"].split())) for name in _LISTS}
    pairs = (words.split() for words in raw.pop("english_spellings")["words"])
    variants = {fold(other): fold(first) for first, other in pairs}
    meaning: dict[str, str] = {}
    native: dict[str, set[str]] = {}
    for language, words in raw.items():
        for spellings, renderings in words.items():
            english = [variants.get(w, w) for w in map(fold, renderings.split())]
            for word in english:
                if meaning.setdefault(word, english[0]) != english[0]:
                    raise ValueError(f"lexicon.toml: {word!r} stands in two groups of renderings")
            for spelling in map(fold, spellings.split()):
                meaning.setdefault(spelling, english[0])
                native.setdefault(spelling, set()).add(f"{language}:{spellings.split()[0]}")
    return _Lexicon(meaning, {k: frozenset(v) for k, v in native.items()}, variants, *(lists[name] for name in _LISTS))


_LISTS: Final = ("function_words", "military", "states", "generic", "titles", "particles")


class Body(NamedTuple):
    """The name of a body, a group or a state."""

    words: tuple[str, ...]
    """Folded, function words left out, in order; a state's name or demonym is its code in capitals."""
    meanings: tuple[str, ...]
    """The same, each as its usual English word, sorted: what translations of one name share."""


@lru_cache(1 << 14)
def body(name: str) -> Body:
    """The keys of a body's name.

    >>> body("Jaysh al-Islam").words, body("The Army of Islam").words
    (('jaish', 'islam'), ('armi', 'islam'))
    >>> body("Jaysh al-Islam").meanings == body("The Army of Islam").meanings
    True
    >>> body("Russia's Ministry of Defence").meanings == body("Russian defense ministry").meanings
    True
    """
    lexicon, at = _lexicon(), 0
    pieces: list[str] = []
    for start, end, code, _ in country_mentions(name):
        pieces += [*fold(name[at:start]).split(), code]
        at = end
    rest = re.sub(r"^['’]s\b", "", name[at:])
    pieces += fold(rest).split()
    pieces = [lexicon.spelling.get(w, w) for w in pieces]
    words = tuple(w for w in pieces if w not in lexicon.function) or tuple(pieces)
    return Body(words, tuple(sorted(lexicon.meaning.get(w, w) for w in words)))


def translated(one: Body, other: Body) -> bool:
    """Whether one name is the other word for word in another language.

    Two different words of one language are two names, though English may have one word for both:

    >>> army, jaish, lashkar = (body(f"{word} Nur") for word in ("Army of", "Jaish al-", "Lashkar-e-"))
    >>> translated(army, jaish), translated(army, lashkar), translated(jaish, lashkar)
    (True, True, False)
    """
    return one.meanings == other.meanings and len(one.meanings) > 1 and not of_two_words(one, other)


def of_two_words(one: Body, other: Body, *, english: bool = True) -> bool:
    """Whether names with the same meanings have different words of one language for one of them.

    Without `english` two English words do not tell names apart: both may translate one foreign word.
    """
    lexicon = _lexicon()
    for meaning in set(one.meanings):
        plain = [
            {w for w in b.words if w not in lexicon.native and lexicon.meaning.get(w, w) == meaning}
            for b in (one, other)
        ]
        if english and all(plain) and plain[0] != plain[1]:
            return True
        mine, theirs = (
            [lexicon.native.get(w) for w in b.words if lexicon.meaning.get(w, w) == meaning] for b in (one, other)
        )
        if any(a and b and _differ(a, b) for a in mine for b in theirs):
            return True
    return False


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two foreign words are two words of one language."""
    languages = ({w.partition(":")[0] for w in words} for words in (a, b))
    return a.isdisjoint(b) and not next(languages).isdisjoint(next(languages))


def is_acronym(form: str) -> bool:
    """Whether this is short and in capitals, at both ends at least: "SOHR", "U.N.", "LeT"."""
    return _ACRONYM.fullmatch(form.replace(".", "").replace("-", "")) is not None


@lru_cache(1 << 14)
def initials(name: str) -> frozenset[str]:
    """The acronyms that a name of several words may have, folded: with its function words, and without.

    >>> sorted(initials("Observatory for Human Rights"))
    ['ofhr', 'ohr']
    """
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]s\b", "", name.casefold()))
    words = re.findall(r"[^\W\d_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    if len(words) < 2:
        return frozenset()
    told = [w for w in words if fold(w) not in _lexicon().function]
    return frozenset("".join(w[0] for w in some) for some in (words, told))


def is_generic(name: str) -> bool:
    """Whether many states have a body of this name: "Interior Ministry", "the army"."""
    return _lexicon().generic.issuperset(fold(name).split())


@lru_cache(1 << 14)
def is_state_name(name: str, code: str) -> bool:
    """Whether this names the state as a whole: "Syria", "the Syrian regime", "Damascus".

    >>> is_state_name("Syrian government", "SYR"), is_state_name("Donetsk Republic", "UKR")
    (True, False)
    """
    if country_of(name) == code:
        return True
    words = set(body(name).words)
    return code in words and words - {code} <= _lexicon().states


@lru_cache(1 << 14)
def is_military_of_state(name: str) -> str | None:
    """The state, as a code or the stem of a folded word, whose troops as a whole this names; None where it is something
    else. Of a state that no list has, name and demonym share their stem.

    >>> is_military_of_state("Syrian Armed Forces"), is_military_of_state("Free Syrian Army")
    ('SYR', None)
    >>> is_military_of_state("Varenian army") == is_military_of_state("armed forces of Varenia")
    True
    """
    words, known = body(name).words, _lexicon().military
    others = [w for w in words if w not in known]
    if len(others) != 1 or len(words) == 1 or others[0] in _lexicon().meaning:
        return None
    return _OF_A_STATE.sub("", others[0])


def is_troops(name: str) -> bool:
    """Whether this is what a state's troops are called, without the state: "the army"."""
    return _lexicon().military.issuperset(body(name).words)


class PersonName(NamedTuple):
    """A person's name, folded: given names in order, and the last one, particles with it."""

    given: tuple[str, ...]
    last: str


@lru_cache(1 << 14)
def person(name: str) -> PersonName:
    """The parts of a person's name, titles left out.

    >>> person("Gen. Rami Abdel Rahman")
    PersonName(given=('rami',), last='abd rahman')
    """
    lexicon, words = _lexicon(), fold(name).split()
    while len(words) > 1 and words[0] in lexicon.titles:
        words.pop(0)
    parts: list[str] = []
    for word in reversed(words):
        if parts and word in lexicon.particles:
            parts[0] = f"{word} {parts[0]}"
        else:
            parts.insert(0, word)
    return PersonName(tuple(parts[:-1]), parts[-1]) if parts else PersonName((), "")


@lru_cache(1 << 14)
def skeleton(words: str) -> str:
    """Folded words less their vowels: what transliterations of one name share.

    >>> skeleton(fold("Bayraqdar")) == skeleton(fold("Birqdar"))
    True
    """
    return " ".join(_VOWELS.sub("", w) or w for w in words.split())


def nearly(one: str, other: str) -> bool:
    """Whether two folded words are one in two spellings: they differ in vowels only, and not by much."""
    if one == other:
        return True
    long = min(len(one), len(other)) >= _NEAR_FROM
    return long and skeleton(one) == skeleton(other) and fuzz.ratio(one, other) >= _NEAR
