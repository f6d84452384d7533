"""States named in a text: by name, demonym or capital.

The forms come from the package `countryinfo`, put right and supplemented by `data/countries.toml`. Of the package's
alternative spellings only long official ones are taken ("Syrian Arab Republic"): the rest are codes and foreign words
that mean something else in English ("IN", "Island").
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Container, Iterator
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from countryinfo import CountryInfo

__all__ = ["Kind", "Mention", "country_mentions", "country_of", "is_country_code", "may_name_state", "stands_in"]


class Kind(StrEnum):
    """What a form is of its state."""

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"


class Mention(NamedTuple):
    """A form at `[start, end)`, in code points, and the ISO 3166-1 alpha-3 code of the state it most likely means."""

    start: int
    end: int
    code: str
    kind: Kind


class _Form(NamedTuple):
    """`codes`: the states it may mean, the likeliest first; none for a phrase that only contains a state's name."""

    kind: Kind
    codes: tuple[str, ...]


class _Step(NamedTuple):
    """What stands at the words read so far: a whole form, the beginning of a longer one, or both."""

    form: _Form | None = None
    goes_on: bool = False


_Forms = dict[str, _Step]

_CAPITALIZED = re.compile(r"[^\W\da-z_](?<!\w.)\w*")  # a class first: what begins with one is looked for faster
_PART = re.compile(r"(\s{0,3})(\w+|[^\w\s])")
_ALIKE: Final = {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"}
_KINDS_OF_STATE: Final = "Republic|Federation|Confederation|Kingdom|Sultanate|Principality|Commonwealth|State"
_OFFICIAL = re.compile(rf"(?=[A-Z])[A-Za-z' -]*\b(?:{_KINDS_OF_STATE})\b[A-Za-z' -]*")
_NO_PLURAL = re.compile(r"(?:s|x|z|sh|ch|ese)$")
_CAPITALS: Final = 4  # letters that a word in capitals needs: "MALI" is a state, "US" one anyway


def is_country_code(code: str) -> bool:
    """Whether this is an ISO 3166-1 alpha-3 code that is assigned today ("XKX" is not)."""
    return code in _states()[0]


def country_mentions(text: str) -> list[Mention]:
    """Every name, demonym and capital of a state in the text, in order, the longest form at each place.

    Whole words in the case they are written with ("US", never "us"), or in capitals from four letters on.

    >>> [(m.code, m.kind.value) for m in country_mentions("Turks left Northern Ireland for N’Djamena.")]
    [('TUR', 'demonym'), ('TCD', 'capital')]
    """
    return [Mention(start, end, form.codes[0], form.kind) for start, end, form in _found(text)]


@lru_cache(maxsize=16_384)
def may_name_state(word: str) -> bool:
    """Whether a form may begin in this word as it is written; a text without such a word has no mention.

    >>> may_name_state("Syrian-backed"), may_name_state("South"), may_name_state("Keslow")
    (True, True, False)
    """
    return any(m[0] in _states()[1] for m in _CAPITALIZED.finditer(word))


def country_of(name: str) -> str | None:
    """The code of a string that is exactly a state's name, demonym or capital, with or without "the".

    >>> country_of("the Netherlands"), country_of("Dutch army")
    ('NLD', None)
    """
    bare = name.strip().removeprefix("the ").removeprefix("The ")
    word = _CAPITALIZED.match(bare)
    found = _longest(word, _states()[1]) if word else None
    return found[1].codes[0] if found and found[0] == len(bare) and found[1].codes else None


def stands_in(code: str, text: str) -> bool:
    """Whether the state's name, demonym or capital stands in the text; a form that states share stands for each.

    >>> stands_in("COG", "Congolese troops"), stands_in("SDN", "South Sudan"), stands_in("NER", "Nigeria")
    (True, False, False)
    """
    return code in _standing(text)


@lru_cache(maxsize=1)  # every actor of one article asks
def _standing(text: str) -> frozenset[str]:
    return frozenset(code for _, _, form in _found(text) for code in form.codes)


def _found(text: str) -> Iterator[tuple[int, int, _Form]]:
    forms, done = _states()[1], 0
    for word in _CAPITALIZED.finditer(text):
        if word[0] in forms and word.start() >= done and (found := _longest(word, forms)):
            done = found[0]
            if found[1].codes:
                yield word.start(), *found


def _longest(word: re.Match[str], forms: _Forms) -> tuple[int, _Form] | None:
    """The longest form that begins with this word, after its end. Work is bounded by the form, not by the text."""
    best, text, key, at = None, word.string, word[0], word.end()
    while step := forms.get(key):
        # "US$" is money; "U.S." does not stand in "U.S.S.R.".
        after = text[at : at + 1]
        if step.form is not None and not (after.isalnum() or after in {"$", "_"}):
            best = at, step.form
        part = _PART.match(text, at) if step.goes_on else None
        if part is None:
            break
        key = f"{key} {part[2]}" if part[1] else key + _ALIKE.get(part[2], part[2])
        at = part.end()
    return best


@cache
def _states() -> tuple[frozenset[str], _Forms]:
    """The codes; and the forms, with the beginnings of those that have several words."""
    from countryinfo import all_countries

    own = tomllib.loads(files("summarize.data").joinpath("countries.toml").read_text(encoding="utf-8"))
    countries = [c for c in all_countries() if c.iso(3) and c.iso(3) not in own["withdrawn"]]
    forms: _Forms = {}
    for spelling, states in _claims(own, countries).items():
        _enter(forms, spelling, _Form(next(iter(states.values())), tuple(states)))
    for phrase in own["no_state"]:
        _enter(forms, phrase, _Form(Kind.NAME, ()))
    return frozenset(c.iso(3) for c in countries), forms


def _claims(own: dict[str, Any], countries: list[CountryInfo]) -> dict[str, dict[str, Kind]]:
    """By spelling, the states that it may mean, the likeliest first, and as what."""
    claims: dict[str, dict[str, Kind]] = {}
    for kind in Kind:
        shared = [(code, [form]) for form, codes in own["shared"].get(f"{kind}s", {}).items() for code in codes]
        added = [(code, entry.get(f"{kind}s", [])) for code, entry in own["states"].items()]
        library = [(country.iso(3), _of_library(country, kind)) for country in countries]
        for code, forms in (*shared, *added, *library):
            removed = own["states"].get(code, {}).get("remove", ())
            for form in forms:
                for spelling in _spellings(form, kind, removed):
                    claims.setdefault(spelling, {}).setdefault(code, kind)
    return claims


def _of_library(country: CountryInfo, kind: Kind) -> list[str]:
    if kind is Kind.NAME:
        return [country.name(), *filter(_OFFICIAL.fullmatch, country.alt_spellings())]
    if kind is Kind.DEMONYM:
        return re.split("[,/]", country.demonym() or "")
    capital: str | list[str] | None = country.capital()  # a list for one state
    return [capital] if isinstance(capital, str) else capital or []


def _spellings(form: str, kind: Kind, removed: Container[str]) -> Iterator[str]:
    """The form as it is, without accents, with "St." for "Saint", as a plural, and each of these in capitals."""
    form = form.strip()
    plain = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
    bases = [base.removeprefix("The ") for base in dict.fromkeys((form, plain)) if base and base not in removed]
    bases += [saint + base[5:] for base in bases if base.startswith("Saint ") for saint in ("St.", "St")]
    if kind is Kind.DEMONYM:
        bases += [base + "s" for base in bases if not _NO_PLURAL.search(base)]
    for base in bases:
        yield base
        if len(base) >= _CAPITALS:
            yield base.upper()


def _enter(forms: _Forms, spelling: str, form: _Form) -> None:
    key = ""
    for part in _PART.finditer(spelling):
        if key:
            forms[key] = forms.get(key, _Step())._replace(goes_on=True)
        key = f"{key} {part[2]}" if part[1] else key + part[2]
    forms[key] = forms.get(key, _Step())._replace(form=form)
