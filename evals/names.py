"""Names: spellings folded to one key, and actors matched by the sets of their surface forms.

Folding must not make two actors one: every rule is something that newsrooms' spellings of one word differ by, and what
is short (acronyms: IS and ISS) or holds digits is left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["Forms", "actor_forms", "fold", "likeness", "overlap", "party_forms"]

_LETTERS: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "&": " and "})
_SILENT: Final = re.compile(r"['’]s\b|['’‘ʼʿʾʻ`´.]")
_LEADING: Final = re.compile(r"^\W*(?:the|an?)\s+(?=\W*\w)", re.IGNORECASE)
_ABD: Final = re.compile(  # Abdul Rahman, Abdelrahman, Abdurrahman; in Abd al-Rahman the article goes by itself
    r"\babd(?:(?:ou?|[aeu])l[-\s]?(?=\w\w)|u(?=rr|ss))"
)
_ARTICLE: Final = re.compile(
    r"\b[aeu]l[-\s]+(?=\w)"  # al-Sham, el Sisi, Jaish ul-Islam
    r"|\b[aeu](sh|th|dh|[dnrstz])-(?=\1)"  # before a sun letter: ash-Sham, an-Nusra
    r"|(?<=[-\s])[ei]-(?=\w)|(?<=-)[ei]\s(?=\w)"  # Lashkar-e-Taiba, Lashkar-i Taiba
)
_SPELLINGS: Final = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<=....)ah$", "a"),  # Raqqah, Raqqa; not Fatah, FATA
        (r"q", "k"),
        (r"x", "ks"),
        (r"dj", "j"),
        (r"ou|oo", "u"),  # Houthi, Huthi
        (r"ee", "i"),  # Saeed, Said
        (r"iyy?a", "ia"),  # Islamiyya, Islamia
        (r"([b-df-hj-np-tv-z])\1+", r"\1"),  # Assad, Asad; not Asaad
        (r"(?:[ae][iy]|ae)(?![aeiou])", "ai"),  # Jaysh, Jaish; Husayn, Hussein; Qaeda, Qa'ida
        (r"(?<=.)y(?![aeiou])", "i"),  # Zelensky, Zelenskiy
        (r"yi$|ii", "i"),
    )
]
_FAMILIES: Final = [
    # Names in the news that differ by vowels which in other names tell two apart; patterns are of folded words.
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"m[ou]ham[ae]d", "muhamad"),
        (r"ahm[ae]d", "ahmad"),
        (r"h[ou]sain", "husain"),
        (r"[ou]mar", "umar"),
        (r"[ou]sama", "usama"),
        (r"khal[ei]d", "khalid"),
        (r"y[ou]s[eu]f", "yusuf"),
        (r"(?:g|kh?)adh?afi", "gadafi"),
        (r"h[ei]zb[aou]la", "hizbula"),
        (r"m[ou]jah[ei]din", "mujahidin"),
        (r"tal[ei]ban", "taliban"),
        (r"t(?:ai|oi|ayi|aya)ba", "taiba"),
        (r"shabaa?b", "shabab"),
    )
]
_DOUBLED_FROM, _SPELT_FROM = 5, 4  # letters; a doubled letter may be all that tells two short words apart

_COMMON: Final = frozenset(
    re.findall(
        r"\w+",
        """administration armed army authorities cabinet defence defense fighters force forces foreign government
        insurgents junta leadership loyalists militants military militia ministry official officials opposition
        parliament police rebel rebels regime security soldiers spokesman state troops""",
    )
)


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """The key that spellings of one name share.

    >>> fold("Jaysh al-Islam") == fold("The Jaish ul-Islam") == fold("JAISH EL ISLAM")
    True
    >>> fold("U.N."), fold("Iraq"), fold("Iran")
    ('un', 'irak', 'iran')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _SILENT.sub("", " ".join(plain.split()))
    plain = re.sub(r"[‐‑‒–—−]", "-", plain)
    plain = _LEADING.sub("", plain)
    plain = _ARTICLE.sub("", _ABD.sub("abd ", plain))
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join(map(_spell, words))


def _spell(word: str) -> str:
    if len(word) < _SPELT_FROM or not (word.isascii() and word.isalpha()):
        return word
    for pattern, plain in _SPELLINGS:
        if "\\1" in plain and len(word) < _DOUBLED_FROM:
            continue
        word = pattern.sub(plain, word)
    return next((plain for pattern, plain in _FAMILIES if pattern.fullmatch(word)), word)


class Forms(NamedTuple):
    """The folded surface forms of one party."""

    every: frozenset[str]
    """All of them."""
    proper: frozenset[str]
    """Those that tell it from other actors: not "the government". Empty for a party that is no actor of its report."""


def actor_forms(name: str, aliases: Iterable[str]) -> Forms:
    """The forms of an actor.

    >>> sorted(actor_forms("Varenia", ["Keslow", "the government"]).proper)
    ['keslow', 'varenia']
    """
    aliases = tuple(aliases)
    return Forms(
        every=frozenset(map(fold, (name, *aliases))),
        proper=frozenset(map(fold, (name, *filter(_tells_apart, aliases)))),
    )


def party_forms(words: str) -> Forms:
    """The one form of a party that is no actor of its report: "a military source"."""
    return Forms(every=frozenset({fold(words)}), proper=frozenset())


def _tells_apart(alias: str) -> bool:
    # Two states of one article may both go by "the government", "Regime forces": that does not make them one.
    bare = _LEADING.sub("", alias)
    capital = any(c.isdigit() or (c.isalpha() and not c.islower()) for c in bare)
    return capital and not _COMMON.issuperset(bare.casefold().split())


def likeness(a: Forms, b: Forms) -> float:
    """1 when one form of one is a form of the other; between two actors otherwise 0.

    Names are not compared by letters: Iraq and Iran, or the north and the south of a country, share most of theirs. The
    words of a party that is no actor describe it, so there their overlap counts.

    >>> likeness(actor_forms("Dune League", ["the League"]), actor_forms("League", []))
    1.0
    >>> likeness(party_forms("a security source"), party_forms("a military source"))
    0.5
    """
    both_actors = bool(a.proper and b.proper)
    if a.proper & b.proper if both_actors else a.every & b.every:
        return 1.0
    return 0.0 if both_actors else max(overlap(x, y) for x in a.every for y in b.every)


def overlap(a: str, b: str) -> float:
    """F1 of the words of two folded texts, each counted as often as it stands there: 2 × shared / all.

    >>> overlap("leave the town", "leave town by noon")
    0.5714285714285714
    """
    x, y = Counter(a.split()), Counter(b.split())
    return 2 * (x & y).total() / ((x.total() + y.total()) or 1)
