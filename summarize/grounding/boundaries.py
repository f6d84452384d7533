r"""Where words may be cut: the one rule for what is a whole word or a whole number, on the *shape* of a text.

A shape has as many code points as its text, so that offsets in one are offsets in the other. Accents, spaces, quotation
marks and dashes are made plain in it; case is kept.

>>> shape("« Ça\u00a0va » – Łódź’s")
'" Ca va " - Lodz\'s'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby

from summarize.grounding.wordlists import ELIDED, NUMBERS, REVERSING

__all__ = ["MARK", "UNSEEN", "inside", "plain_letters", "shape", "whole"]

MARK = "\u0301"
"""Stands in a shape for every accent that is a code point of its own."""
UNSEEN = "\u2060"
"""Stands in a shape for everything that is not seen: soft hyphens, joiners, marks of direction, control characters."""

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SINGLE = "'’‘‛‚′`´ʹʻʼʽʾʿˈ‹›＇"
_DOUBLE = '"“”„‟«»″〝〞〟＂「」『』'
_DASHES = "−⁃"
_STROKES = {
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ħ": "h",
    "Ħ": "H",
    "ı": "i",
    "ŧ": "t",
    "Ŧ": "T",
}
_ACCENTS = frozenset(range(1, 7)) | frozenset(range(10, 37)) | frozenset(range(200, 256))
"""Combining classes of accents. The others (0, 7, 8, 9, …) are vowels, nuktas, viramas: they make another word."""


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _is_accent(char: str) -> bool:
    if unicodedata.combining(char):
        return unicodedata.combining(char) in _ACCENTS
    return (
        unicodedata.category(char) == "Me" or char == "\u034f" or "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0000"
    )


def plain_letters(char: str) -> str:
    """A letter or digit without accents, ligatures and widths, case kept; it may come to several.

    >>> plain_letters("ﬁ"), plain_letters("é"), plain_letters("２"), plain_letters("²")
    ('fi', 'e', '2', '²')
    """
    if not (char.isalpha() or char.isdecimal()):
        return char  # a superscript or a fraction is not its digits
    char = _STROKES.get(char, char)
    return "".join(_STROKES.get(c, c) for c in unicodedata.normalize("NFKD", char) if not _is_accent(c))


def _shape_of(char: str) -> str:
    if char in _BREAKS:
        return "\n"
    if char.isspace():
        return " "
    if char in _SINGLE:
        return "'"
    if char in _DOUBLE:
        return '"'
    category = unicodedata.category(char)
    if category == "Pd" or char in _DASHES:
        return "-"
    if category in ("Cf", "Cc"):
        return UNSEEN
    if _is_mark(char):
        return MARK if _is_accent(char) else char
    plain = plain_letters(char)
    return plain if len(plain) == 1 else char


class _Shapes(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = found = _shape_of(chr(code))
        return found


_shapes = _Shapes()


def shape(text: str) -> str:
    """The shape of a text: one code point for one."""
    if text.isascii() and text.isprintable() and "`" not in text:
        return text  # nothing in it to make plain
    return text.translate(_shapes)


# Scripts without spaces, or whose words take endings as separate blocks: cut anywhere but before a mark.
_SOLO = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u3098\u309d-\u30fa\u30fc-\u30fe\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_CLINGING = "".join(
    char
    for char in map(chr, [*range(0x900, 0x2000), 0x3099, 0x309A, *range(0xA800, 0xAC00)])
    if _is_mark(char) and not _is_accent(char)
)
_HAN_NUMERALS = "〇零一二三四五六七八九十百千万萬亿億兆两両兩"

_SEPARATOR = "[,.:/'٫٬-]"


def _after(words: Iterable[str], then: str = "", apart: str = r"\w") -> str:
    """One of `words`, whole, and then `then` stand before this position; `apart` may not stand before the word."""
    by_length = groupby(sorted(words, key=len), key=len)  # a look-behind has one width
    return "(?:" + "|".join(rf"(?<=(?<![{apart}])(?:{'|'.join(same)}){then})" for _, same in by_length) + ")"


_NUMBER = f"(?i:{'|'.join(sorted(NUMBERS))})"

# "UN-led" is led by the UN.
_REVERSING = {form for word in REVERSING for form in (word, word.capitalize(), word.upper()) if form != "UN"}
_JOINED = r"\w-"  # in "Jong-un-led" and "Pont-de-Tarn" nothing is reversed


def _inside(solo: str, clinging: str) -> str:
    """The pattern of a position inside a word or number, for texts with these characters of other scripts."""
    letter = rf"[^\W_{solo}]"
    between = f"[{MARK}{UNSEEN}{clinging}]"
    return rf"""(?!\s\D)(?:
    (?<={letter})(?={letter})
  | (?<=\S)(?=[{MARK}{clinging}])
  | (?={between}{{1,4}}{letter})(?<={letter})
  | (?<={between})(?={between}{{0,4}}{letter})(?:(?<={letter}.)|(?<={letter}{between}.)|(?<={letter}{between}{{2}}.))
  | (?={between}{{5}})(?<=\S) | (?<={between}{{4}})(?={between}|{letter})
  | (?<=[\d{_HAN_NUMERALS}])(?=[\d{_HAN_NUMERALS}])
  # one number: 1,600  42.5  .5  12:30  9/11  2011-2015  20'000  20 000
  | (?={_SEPARATOR}\d)(?<=\d) | (?<={_SEPARATOR})(?=\d)(?:(?<=\d.)|(?<=\s\.))
  | (?=[ ]\d{{3}}(?!\d))(?<=\d)(?<!\d{{4}}) | (?<=[ ])(?=\d{{3}}(?!\d))(?<=\d.)(?<!\d{{4}}.)
  # an apostrophe inside a word, unless an ending follows: "can't" holds no "can", "Assad's" holds "Assad"
  | (?='{letter})(?<={letter})(?!'(?i:s|re|ve|ll|d|m)(?!{letter}))
  | (?<=')(?={letter})(?<={letter}.)(?:(?!{letter}{{2}})|(?!(?i:{_after(ELIDED, "'")})))
  # an abbreviation: "U.S." holds no "S", "a.m." no "a"
  | (?=\.{letter}\b)(?<=\b{letter}) | (?<=\.)(?={letter}\b)(?<=\b{letter}.)
  # a hyphen inside a number or a designation, or after what reverses: twenty-five  two-thirds  F-16  non-combatants
  | (?=-)(?:(?=-\d)(?:(?<=[A-ZА-Я])|(?<=\b[A-Z][a-z])) | (?=-{_NUMBER}\b)(?i:{_after(NUMBERS)})
           | (?=-{letter}){_after(_REVERSING, apart=_JOINED)} | (?<=-))
  | (?<=-)(?:(?=\d)(?:(?<=[A-ZА-Я]-)|(?<=\b[A-Z][a-z]-)) | (?={_NUMBER}\b)(?i:{_after(NUMBERS, "-")})
           | (?={letter}){_after(_REVERSING, "-", _JOINED)})
  | (?<=\.)(?=\.)
)"""


# Most words and signs end where `_inside` need not be asked: it holds of no place between these.
_AT_ONCE = r"[A-Za-z]++(?=\s\D|[,;:!?)\"]|\.\s|\.?$)|[,.;:!?()\"](?=[\s\"])|(?<!\w)[\"(](?=[A-Za-z])"
_UNUSUAL = f"[{_SOLO}{_CLINGING}]"


@lru_cache(maxsize=4)
def _patterns(shaped: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """For this shape: a position inside a word or number, and a whole token."""
    return _compiled(plain=shaped.isascii() or re.search(_UNUSUAL, shaped) is None)


@cache
def _compiled(*, plain: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    # The characters of other scripts make patterns that take a tenth of a second to compile; most articles have none.
    inner = _inside("", "") if plain else _inside(_SOLO, _CLINGING)
    token = rf"{_AT_ONCE}|\S(?:(?<=[A-Za-z])[A-Za-z]+|(?<=\.)\.+|(?<=-)-+|{inner}.)*"
    flags = re.VERBOSE | re.DOTALL
    return re.compile(inner, flags), re.compile(token, flags)


def whole(shaped: str) -> Iterator[re.Match[str]]:
    """The words, numbers and punctuation marks of a shape: all that must not be cut, and nothing more."""
    return _patterns(shaped)[1].finditer(shaped)


def inside(shaped: str, position: int) -> bool:
    """Whether a cut before `position` would go through a word or a number.

    >>> inside("120,000", 1), inside("42.5", 2), inside("at", 1)
    (True, True, True)
    >>> inside("Osk's", 3), inside("Varenia-based", 7)
    (False, False)
    """
    return _patterns(shaped)[0].match(shaped, position) is not None
