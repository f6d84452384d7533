"""Claims as an engine writes them: source, stance, and the stretch of a sentence to quote."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Any, Final

from summarize.engines.rules.attribution import Said
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence
from summarize.schemas.reading import name_key, names_nobody

__all__ = ["add_claim", "begun_at", "claim", "quote"]

_MOST: Final = 40  # words of a quote
_FEWEST: Final = 3
_SOME: Final = 8  # words of a quote that would be too short
_ENOUGH: Final = 4  # a clause of fewer words is quoted with the next
_THAT: Final = 8  # words from a verb of speaking to its "that"
_BREAK = re.compile(  # a set of characters comes first, which makes it quick to find
    r"[,;:—–\s](?:(?<=,)\s(?!\d{4}\b)|(?<=[;:—–])\s"
    r"|(?<=\s)(?:(?=(?:but|while|when|because|although)\s)|(?<=[.!?][\"”]\s)))"
)
_EDGE: Final = ",;:—– "


def claim(sentence: Sentence, i: int, j: int, said: Said | None, stance: str | None = None) -> dict[str, Any] | None:
    """A claim with a quote around the words `[i, j)`; None where none can be quoted, or the source cannot be told."""
    text = quote(sentence, i, j, said)
    if text is None or (said is not None and (said.source is None or names_nobody(said.source))):
        return None
    return {
        "source": said.source if said else None,
        "stance": stance or (said.stance if said else "asserts"),
        "quote": text,
    }


def begun_at(sentence: Sentence, k: int, told: dict[str, Any]) -> dict[str, Any] | None:
    """The claim with its quote begun at word `k` where that word stands in it before: of "a video that a man died" the
    quote must show which "a" is meant. None where too little is left.
    """
    start = sentence.text.find(told["quote"])
    word, end = sentence.tokens[k], start + len(told["quote"])
    if not any(t.low == word.low for t, at in zip(sentence.tokens[:k], sentence.begins, strict=False) if at >= start):
        return told
    rest = sentence.text[sentence.begins[k] : end]
    if len(rest.split()) < _FEWEST:  # "a woman, Orla Tarn, and": some words of the next clause too
        rest = sentence.words(k, min(k + _SOME, len(sentence.tokens)))
    return told | {"quote": rest} if len(rest.split()) >= _FEWEST else None


def add_claim(record: dict[str, Any], new: dict[str, Any] | None) -> None:
    """One claim of one source and stance: the first stays."""
    if new is not None and _whose(new) not in map(_whose, record["claims"]):
        record["claims"].append(new)


def _whose(told: dict[str, Any]) -> tuple[str | None, str]:
    return (name_key(told["source"]) if told["source"] else None), told["stance"]


def quote(sentence: Sentence, i: int, j: int, said: Said | None = None) -> str | None:
    """The clauses that hold the words `[i, j)`, without "she said that" before them: 3 to 40 words; None for fewer."""
    text = sentence.text
    first = 0
    if said is not None and 0 < said.j <= i and said.stance == "asserts":  # a denial is quoted with its verb
        first = sentence.begins[_told_from(sentence, said, i)]
    start, end = _clauses(sentence, first, i, j)
    found = text[start:end].strip(_EDGE)
    if first and len(found.split()) < _FEWEST:  # "she had counted 71": what is said is too short without who says it
        start, end = _clauses(sentence, 0, i, j)
        found = text[start:end].strip(_EDGE)
    return found if _FEWEST <= len(found.split()) <= _MOST else None


def _told_from(sentence: Sentence, said: Said, i: int) -> int:
    """The first word of what is said: after "said that", "told the radio that"; the whole where none can be told."""
    for k in range(said.j, min(said.j + _THAT, i)):
        if sentence.tokens[k].mark:
            break
        if sentence.folded[k] == "that":
            return k + 1
    verb = sentence.folded[said.i]
    plain = verb not in words("speech.takes_object") and not verb.startswith("t")  # "told", "tells" have a hearer
    return said.j if plain and sentence.quoted[said.j] == sentence.quoted[said.i] else 0


def _clauses(sentence: Sentence, first: int, i: int, j: int) -> tuple[int, int]:
    """The clauses from offset `first` on that hold the words `[i, j)`, more where they are short; where they are too
    long, the words from `i` on.
    """
    text, start, end = sentence.text, sentence.begins[i], sentence.end_of(j - 1)
    breaks: list[int] | None = sentence.memo.get("breaks")
    if breaks is None:
        breaks = sentence.memo["breaks"] = [m.end() for m in _BREAK.finditer(text)]
    cuts = [first, *breaks[bisect_right(breaks, first) :], len(text)]
    a = bisect_right(cuts, start) - 1
    b = max(bisect_left(cuts, end), a + 1)
    while _words(text, cuts[a], cuts[b]) < _ENOUGH:
        if b + 1 < len(cuts) and _words(text, cuts[a], cuts[b + 1]) <= _MOST:
            b += 1
        elif a > 0 and _words(text, cuts[a - 1], cuts[b]) <= _MOST:
            a -= 1
        else:
            break
    return (cuts[a], cuts[b]) if _words(text, cuts[a], cuts[b]) <= _MOST else _window(text, start)


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


def _window(text: str, start: int) -> tuple[int, int]:
    last = start
    for n, m in enumerate(re.finditer(r"\S+", text[start:])):
        if n == _MOST:
            break
        last = start + m.end()
    return start, last
