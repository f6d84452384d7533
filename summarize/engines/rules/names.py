"""Capitalised names in a sentence, before anything is known about what they name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from summarize.countries import country_of
from summarize.engines.rules.lexicons import groups, words
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.tokens import Token, tokenize

__all__ = ["Run", "Title", "has_title", "initials", "is_head", "runs", "sector_of", "state_named", "title_at"]

_LONGEST: Final = 9
_OWNED: Final = 3  # words after an owner to the head noun
_ARTICLES: Final = (
    *("al-", "el-", "ash-", "ad-", "ar-", "an-", "as-", "at-", "az-", "ath-", "adh-", "ul-", "ur-", "wal-", "bil-"),
    "ex-",
)
"""Of Arabic names; and "ex-" before a group's name."""
_JOINED = re.compile(r"-[^\W\d_a-z]")
"""A hyphen and a capital letter."""
_NO_NAMES: Final = frozenset({"i", "ngo", "ngos"})
_ORDINAL = re.compile(r"[0-9]{1,4}(?:st|nd|rd|th)")
_ORDINALS: Final = frozenset(
    {"First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"}
    | {"Eleventh", "Twelfth"}
)
_UNITS: Final = frozenset(["Brigade", "Battalion", "Division", "Regiment", "Corps", "Army", "Fleet", "Squadron"])
_ABSTRACT = re.compile(
    r".*(?:tion|sion|ment|ence|ense|ity|ism|ship|ness|ture|ance|fare)|peace|justice|truth|order|relief|rights|law|health"
)
"""Words that a body's name may join with "and" to another."""
_JOINING: Final = frozenset({"of", "for", "and", "in"})
_OF: Final = frozenset({"of", "for"})
_TO_HEAD: Final = 4
_TITLES: Final = {
    "people.titles_government": ("government", False),
    "people.titles_military": ("military", False),
    "people.titles_police": ("police", False),
    "people.titles_plain": ("", True),
    "people.roles": ("", False),
}  # the sector that each tells, and whether it is no role
_BESIDE: Final = ("-led", "-backed", "-based", "-born", "-run", "-held", "-mediated", "-brokered", "-controlled")


state_named = lru_cache(maxsize=4096)(country_of)
"""The code of the state that a whole name is, see `summarize.countries.country_of`; an article repeats its names."""


class Run(NamedTuple):
    """Consecutive words `[i, j)` of a sentence that make one name."""

    i: int
    j: int
    text: str


class Title(NamedTuple):
    """A title that ends before word `end`; `sector` is empty where it tells none."""

    end: int
    sector: str
    address: bool  # "Mr": no role


def runs(sentence: Sentence, small: frozenset[str]) -> list[Run]:
    """The names of a sentence. `small` are words that the article also writes small: the first word of a sentence is
    part of a name only if it is none of them.
    """
    if sentence.in_title_case:
        return []
    found: list[Run] = []
    joined: list[int] = []
    done = 0
    if "-" in sentence.text and _JOINED.search(sentence.text):  # "al-Tarn"
        joined = [k for k, low in enumerate(sentence.folded) if "-" in low]
    for k in sorted({*sentence.capitals, *joined}) if joined else sentence.capitals:
        token = sentence.tokens[k]
        if k < done or ("-" in token.low and not _names_by_hyphen(token)) or not _begins(sentence, k, small):
            continue
        done = k + 1
        while done - k < _LONGEST and (step := _next(sentence, k, done)):
            done += step
        first = k - 1 if k and not token.mark and _is_ordinal(sentence.folded[k - 1]) else k
        found.append(Run(first, done, sentence.words(first, done)))
    return found


@lru_cache(maxsize=4096)
def sector_of(name: str) -> str | None:
    """The sector that a name's head noun tells. The head is the last word, or the one before "of" or "for"; the longest
    known phrase that ends in it decides.

    >>> sector_of("Keslow Liberation Front"), sector_of("Ministry of Wells"), sector_of("Pavel Osk")
    ('rebel_group', 'government', None)
    """
    parts = _plain(name).split()
    if parts[1:] and parts[-1] in _UNITS and (_is_ordinal(parts[0]) or parts[0] in _ORDINALS):
        return "military"  # "103rd Brigade", "Fifth Brigade"
    if parts[:-1] and " ".join(parts[-2:]) in words("actors.heads_intelligence") and "of" in parts:
        return "intelligence"  # "Directorate of State Security"
    for stop in _head_ends(parts):
        for n in (3, 2, 1):
            sector = _heads().get(" ".join(parts[max(0, stop - n) : stop])) if stop >= n else None
            if sector:
                return sector
    return None


def _is_ordinal(word: str) -> bool:
    return word[0].isdigit() and _ORDINAL.fullmatch(word) is not None


@cache
def _first_words() -> frozenset[str]:
    """The words that titles begin with."""
    return frozenset(tokenize(t)[0][0].low for t in words(*_TITLES))


def has_title(sentence: Sentence) -> bool:
    """Whether there is a title in a sentence."""
    return sentence.has(*_TITLES)


def is_head(word: str) -> bool:
    """Whether a word alone is a head noun: "Opposition", "Army"."""
    return word in _heads()


def title_at(sentence: Sentence, k: int, stop: int) -> Title | None:
    """The longest title that starts at word `k` and ends at or before word `stop`."""
    if sentence.folded[k] not in _first_words():
        return None
    for name, (sector, address) in _TITLES.items():
        end = sentence.starts(k, name)
        if end is not None and end <= stop:
            return Title(end, sector, address)
    return None


def _head_ends(parts: list[str]) -> list[int]:
    inner = [n for n, word in enumerate(parts) if n and word in {"of", "for", "in"}]
    return [*inner[:1], len(parts)]


@cache
def _heads() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, entry in groups("actors").items():
        if name.startswith("heads_"):
            for phrase in entry["words"]:
                found.setdefault(_plain(phrase), name.removeprefix("heads_"))
    return found


def _plain(name: str) -> str:
    """A name without its possessives: "New People's Army" and "New People Army" have one head."""
    return name.replace("’s", "").replace("'s", "")


def _begins(sentence: Sentence, k: int, small: frozenset[str]) -> bool:
    token, kind = sentence.tokens[k], sentence.kinds[k]
    if kind == "d" or token.low in _NO_NAMES:
        return False
    if k and ";" not in token.mark and '"' not in token.mark:
        if kind in "Ns" or (kind == "t" and sentence.folded[k - 1] == "the"):  # "the All Peoples Conference"
            return True
        named = token.low.startswith("ex-") or token.text.isupper()
        return named or sentence.starts(k, "actors.rebel_groups") is not None
    if token.low in words("actors.group_members") and sentence.low(k + 1, k + 2) in _OF:
        return False  # "Rebels of the Dune Front"
    # The first word of a sentence or quotation has a capital whatever it is.
    if token.low in small or kind != "N" or token.low in words("language.English"):
        acronym = token.text.isupper() and len(token.text) > 1 and kind == "N"
        return acronym or title_at(sentence, k, k + 4) is not None
    return True


def _next(sentence: Sentence, k: int, j: int) -> int:
    """How many words go on the name `[k, j)`; 0 where it ends."""
    tokens = sentence.tokens
    if j >= len(tokens) or tokens[j].mark:
        return 0
    if tokens[j - 1].owner:
        return _owned(sentence, j)
    if _is_name(sentence, j):
        return 1
    if j + 1 >= len(tokens) or tokens[j + 1].mark or tokens[j].owner:
        return 0
    particles = words("people.particles")
    if tokens[j].low in particles:
        name = j + 2 if tokens[j + 1].low in particles else j + 1
        if sentence.runs_on(name) and _is_name(sentence, name):
            return name + 1 - j
    return _joined(sentence, k, j) if tokens[j].low in _JOINING else 0


def _owned(sentence: Sentence, j: int) -> int:
    """As in "Miners' Guard", "National Ombudsman's Office": the words after an owner that belong to the same name."""
    owner = sentence.tokens[j - 1]
    end = sentence.end_of(j - 1)
    plural = owner.text.endswith("s") and sentence.text[end + 1 : end + 2].lower() != "s"
    if not (plural or owner.low in words("actors.owning")):
        return 0
    end = j
    while end < len(sentence.tokens) and end - j < _OWNED and not sentence.tokens[end].mark and _is_name(sentence, end):
        end += 1
        if is_head(sentence.tokens[end - 1].text):
            return end - j
        if sentence.tokens[end - 1].owner:
            break
    return 0


def _joined(sentence: Sentence, k: int, j: int) -> int:
    """As in "Ministry of the Interior", "Centre for Peace and Justice": what only joins in a title or a body's name."""
    tokens = sentence.tokens
    if tokens[j].low in {"of", "for"} and _headed(sentence, k, j):
        after = j + 2 if tokens[j + 1].low == "the" else j + 1
    elif tokens[j].low == "and" and not _OF.isdisjoint(sentence.folded[k:j]):
        after = j + 1
    elif tokens[j].low == "and" and _ABSTRACT.fullmatch(tokens[j - 1].low) and not _headed(sentence, k, j):
        return _to_head(sentence, j + 1) - j  # "Reconciliation and Unification Committee"
    elif tokens[j].low == "in":
        return _region(sentence, k, j)
    else:
        return 0  # "of" after no head noun
    if sentence.runs_on(after) and _is_name(sentence, after):
        return after + 1 - j
    return 0


def _region(sentence: Sentence, k: int, j: int) -> int:
    """How many words say where a body is: "UN Mission in Keslow", "Front for Renewal in the South (FRS)"."""
    end = j + 2 if sentence.folded[j + 1] == "the" else j + 1
    first = end
    while sentence.runs_on(end) and (_is_name(sentence, end) or (end > first and sentence.folded[end] == "of")):
        end += 1
    after = sentence.tokens[end] if end + 1 < len(sentence.tokens) else None
    bracket = after is not None and "(" in after.mark and after.text.isupper()
    announced = bracket or (after is not None and after.mark == "," and after.low == "or")
    of_matter = announced and not _OF.isdisjoint(sentence.folded[k:j])
    named = first < end and sentence.tokens[end - 1].capital
    return end - j if named and (of_matter or sentence.tokens[j - 1].text == "Mission") else 0


def _to_head(sentence: Sentence, k: int) -> int:
    """The end of the capitalised words from word `k` on that end in a head noun; the word before where none does."""
    end = k
    while end - k < _TO_HEAD and (end == k or sentence.runs_on(end)) and end < len(sentence.tokens):
        if sentence.tokens[end].mark or not _is_name(sentence, end):
            break
        end += 1
        if end - k > 1 and is_head(sentence.tokens[end - 1].text):
            return end
    return k - 1


def _headed(sentence: Sentence, k: int, j: int) -> bool:
    """Whether the name `[k, j)` ends in a head noun or title, or has gone on with "of" already."""
    if any(sentence.words(a, j) in _heads() for a in range(max(k, j - 3), j)):
        return True
    if sentence.tokens[k].text == "Voice":
        return True  # of stations
    titled = any((title := title_at(sentence, a, j)) and title.end == j for a in range(k, j))
    return titled or not _OF.isdisjoint(sentence.folded[k:j])


def _is_name(sentence: Sentence, k: int) -> bool:
    token = sentence.tokens[k]
    named = _names_by_hyphen(token) if "-" in token.low else token.capital
    return named and sentence.kinds[k] != "d"


def _joins_name(token: Token) -> bool:
    """Whether a name follows the article that a hyphen joins to it; "ex-" goes with groups that everybody knows."""
    first, _, rest = token.text.partition("-")
    return rest[:1].isupper() and (first != "ex" or rest in words("actors.rebel_groups"))


def _names_by_hyphen(token: Token) -> bool:
    """Whether a word with a hyphen may be part of a name."""
    named = token.capital or (token.low.startswith(_ARTICLES) and _joins_name(token))
    return named and not token.low.endswith(_BESIDE)


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """The first letters of the words with a capital: "SDF" for "Sand Dune Front"."""
    return "".join([w[0] for w in name.replace("-", " ").split() if w[0].isupper()])
