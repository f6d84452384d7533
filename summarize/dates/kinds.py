"""Tokens of a text and their kinds, a letter for each kind, so that a grammar of phrases can be regular expressions.

Each kind has two letters, for its strong words and for its weak ones, which are also something else.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

__all__ = ["MONTHS", "NUMBERS", "OTHER", "STRONG", "WEAK", "WEEKDAYS", "kind_of", "letter", "tokens"]

WEEKDAYS: Final = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAY_NAMES: Final = "monday tuesday wednesday thursday friday saturday sunday"
_UNITS: Final = "minute hour day week fortnight month year decade"
_ONES: Final = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS: Final = {word: n for n, word in enumerate(f"{_ONES} sixteen seventeen eighteen nineteen".split(), 1)} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), 2)
}

_LISTED: Final = {  # kind → words, after the bar the weak ones
    "weekday": f"{_DAY_NAMES}|{' '.join(WEEKDAYS)} tues thur thurs",
    "month": "january february april june july august september october november december"
    f"|march sept {' '.join(MONTHS)}",
    "hour": "noon midday midnight dawn daybreak sunrise sunset dusk nightfall",
    "count": " ".join(NUMBERS),
    "unit": f"{_UNITS}|{_UNITS.replace(' ', 's ')}s",
    "season": "|spring summer autumn winter",
    "fall": "|fall",
    "weekend": "|weekend",
    "today": "today yesterday tomorrow tonight",
    "part": "morning afternoon evening night",
    "edge": "early mid late earlier later",
    "rim": "start beginning middle end",
    "which": "last past previous recent this next coming",
    "same": "following same that",
    "bound": "by since",
    "till": "until till through",
    "in": "in during throughout",
    "at": "on at over for into",
    "a": "a an",
    "vague": "several few couple",
    "about": "about around nearly almost roughly approximately",
    "more": "more less fewer",
    "least": "least most",
    "no": "no not",
    "zone": "gmt utc bst est edt cet cest msk",
    "dash": "- – ‐ ‑",
    "comma": ",",
    "paren": "(",
    "possessive": "'s ’s ' ’",
}
_ALONE: Final = "overnight before after within between from and to or of the than up ago then now time local old half"
_WORDS: Final = _LISTED | {word: word for word in _ALONE.split()}
_FIGURES: Final = {
    "iso": r"\d{4}-\d{1,2}-\d{1,2}",
    "year": r"(?:1[89]|20)\d\d",
    "number": r"\d\d?",
    "big": r"\d{3,6}|\d{1,3}(?:,\d{3})+",
    "ordinal": r"\d\d?(?:st|nd|rd|th)",
    "decade": r"(?:1[89]|20)\d0s",
    "clock": r"\d\d?[:.]?\d*(?::\d\d)?\s?(?:[ap]\.?m\.?)?",
}
_ALL: Final = [*_WORDS, *_FIGURES, "other"]
# Any letters do that stand for themselves in a pattern; those of one byte compile ten times as fast.
STRONG: Final = {kind: chr(0x80 + i) for i, kind in enumerate(_ALL)}
WEAK: Final = {kind: chr(0xC0 + i) for i, kind in enumerate(_ALL)}
OTHER: Final = STRONG["other"]

# Abbreviations whose dot is part of them before figures; not "May.", the end of a sentence.
_DOTTED: Final = "|".join(
    rf"{form}\." for name in [*WEEKDAYS, *MONTHS, "ept"] if name != "may" for form in (name.capitalize(), name.upper())
).replace("Ept", "ept")
_PATTERN: Final = (
    r"(?! )(?:[A-Za-z]++(?=[ ,])"  # most places are spaces and most words plain, and these two are told at once
    rf"|[^\W\d]\w*+(?:\.(?<={_DOTTED})(?=,?\s?\d))?"
    r"|\d{4}-\d{1,2}-\d{1,2}\b(?!-)|\d{1,3}(?:,\d{3})+(?!\d)"
    r"|\d{1,2}(?:[:.]\d{2})?\s?[APap](?:[Mm]\b|\.[Mm]\b\.?)|\d{1,2}:\d{2}(?::\d{2})?\b"
    r"|\d++\.\d++|\w+|['’][Ss]?\b|\n[^\S\n]*+\n|[^\w\s])"
)


@cache
def tokens() -> re.Pattern[str]:
    """What a token is."""
    return re.compile(_PATTERN)


@cache
def _figures() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _FIGURES.items()))


def _by_word() -> dict[str, tuple[str, bool]]:
    """Word → its kind, and whether it is a strong word of it."""
    return {
        word: (kind, strong)
        for kind, listed in _WORDS.items()
        for words, strong in zip(listed.split("|"), (True, False), strict=False)
        for word in words.split()
    }


def _as_written() -> dict[str, str]:
    """Word as it stands in running text → its letter."""
    letters = dict[str, str]()
    for word, (kind, strong) in _KINDS.items():
        # A weekday or month has its capital, "Dawn" with one is a newspaper.
        forms = [] if kind in {"weekday", "month", "zone"} else [word]
        forms += [] if kind == "hour" else [word.capitalize(), word.upper()]
        letters |= dict.fromkeys(forms, (STRONG if strong else WEAK)[kind])
    return letters


_KINDS: Final = _by_word()
_SPOKEN: Final = _as_written()


def kind_of(word: str) -> str:
    """The kind of a token in lower case, "other" for one that no time phrase holds."""
    if found := _KINDS.get(word.rstrip(".")):
        return found[0]
    if word[:1].isdecimal() and (m := _figures().fullmatch(word)):
        return m.lastgroup or "other"
    return "other"


@lru_cache(maxsize=8192)
def letter(word: str) -> str:
    """The letter of a token as it stands in running text."""
    if spoken := _SPOKEN.get(word):
        return spoken
    # In no list: figures, abbreviations with a dot, the rest.
    kind = kind_of(word.lower()) if word[0].isdecimal() or word[-1] == "." else "other"
    weak = kind in {"year", "month", "weekday"} or (kind == "clock" and word[-1].isdecimal())
    return (WEAK if weak else STRONG)[kind]
