"""Which language a text is in, by its script and its small words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import Final

from summarize.engines.rules.lexicons import FILES, groups, words
from summarize.engines.rules.tokens import fold

__all__ = ["ENGLISH", "language_of"]

ENGLISH: Final = "English"

_SAMPLE: Final = 1_000  # code points, taken three times
_LETTERS = re.compile(r"[A-Za-z]+")
_FOREIGN_LETTER = re.compile(r"[^\W\d_A-Za-z]")
_WORD = re.compile(  # no part of "U.S."; most words are plain, and these are told at once
    r"(?<![.\w])(?:[a-z]++(?=[ ,])|[^\W\d_]++(?:'[^\W\d_]++)?(?!\.\w))"
)
_SCRIPTS: Final = {
    "ARABIC": "Arabic, Persian or Urdu",
    "CYRILLIC": "Russian or another language in Cyrillic letters",
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "DEVANAGARI": "Hindi or another language in Devanagari",
    "BENGALI": "Bengali",
    "THAI": "Thai",
    "ETHIOPIC": "Amharic or Tigrinya",
    "MYANMAR": "Burmese",
    "ARMENIAN": "Armenian",
    "GEORGIAN": "Georgian",
    "KHMER": "Khmer",
    "TAMIL": "Tamil",
    "SINHALA": "Sinhala",
}
_KANA_SHARE: Final = 0.1  # Japanese is mostly written in Chinese characters
_FEWEST: Final = 0.02  # share of words that tell something, at least
_CONTENT: Final = 0.5  # what a content word of the English lexicons counts for, beside a small word


def language_of(text: str) -> str | None:
    """The name of the language that a text is most likely in; None when nothing tells.

    Read from the beginning, the middle and the end of a long text.

    >>> language_of("Rebels leave Keslow"), language_of("Les rebelles ont quitté la ville"), language_of("12 + 12")
    ('English', 'French', None)
    """
    sample = _sampled(text)
    foreign = [] if sample.isascii() else _FOREIGN_LETTER.findall(sample)
    if not foreign and not _LETTERS.search(sample):
        return None
    scripts = Counter(map(_script, foreign))
    if foreign:
        scripts["LATIN"] += sum(map(len, _LETTERS.findall(sample)))
    most = scripts.most_common(1)[0][0] if foreign else "LATIN"
    if most != "LATIN":
        kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
        japanese = most == "CJK" and kana > _KANA_SHARE * scripts.total()
        return "Japanese" if japanese else _SCRIPTS.get(most, f"a language in {most.title()} letters")
    return _by_words(fold(sample).split(" "))


def _sampled(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _by_words(pieces: list[str]) -> str | None:
    """The language of what stands between the spaces of a text."""
    scores, number = dict.fromkeys(groups("language"), 0.0), 0
    for piece, n in Counter(pieces).items():
        words, languages, content = _told_by(piece)
        number += n * words
        for name in languages:
            scores[name] += n
        if content:
            scores[ENGLISH] += n * content * _CONTENT
    best = max(scores.values())
    if best < _FEWEST * number or not best:
        return None
    # English, the first listed, has it where another comes out equal.
    return next(name for name, score in scores.items() if score == best)


@lru_cache(maxsize=8192)
def _told_by(piece: str) -> tuple[int, tuple[str, ...], int]:
    """How many words a piece has, the languages that they are small words of, and how many are content words."""
    found, languages, content = _WORD.findall(f"{piece} "), _languages(), _content_words()
    names = (name for word in found for name in languages.get(word, ()))
    return len(found), tuple(names), sum(word in content for word in found)


@cache
def _languages() -> dict[str, list[str]]:
    """The languages that a small word is one of."""
    found: dict[str, list[str]] = {}
    for name, entry in groups("language").items():
        for word in map(fold, entry["words"]):
            found.setdefault(word, []).append(name)
    return found


@cache
def _content_words() -> frozenset[str]:
    files = (groups(file) for file in FILES if file != "language")
    single = {w for file in files for entry in file.values() for w in entry["words"] if " " not in w}
    return frozenset(map(fold, single)) - words("language.English")
