"""Who only stands in some relation to one who is named: "a source close to the Dune Front" is not the Dune Front."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.nouns import group_of
from summarize.engines.rules.text import Sentence

__all__ = ["who_is_beside"]

_LEAST: Final = 3  # words of "source close to"
_RELATIVE: Final = 4  # words of "who fled the"


def who_is_beside(sentence: Sentence, start: int) -> int:
    """The end of who only stands in some relation to the name at word `start`, 0 where nobody does: "a source close to
    the Dune Front", "a woman who fled the Dune Front", "residents displaced by the Dune Front".
    """
    if start < _LEAST or sentence.tokens[start].mark:
        return 0
    if sentence.folded[start - 1] == "to" and sentence.folded[start - 2] in words("speech.related"):
        return start - 2 if not sentence.tokens[start - 1].mark and not sentence.tokens[start - 2].mark else 0
    if sentence.folded[start - 1] == "by" and sentence.folded[start - 2].endswith(("ed", "en")):
        person = group_of(sentence.folded[start - 3]) and not (
            sentence.tokens[start - 1].mark + sentence.tokens[start - 2].mark
        )
        return start - 2 if person else 0
    for k in range(start - 1, max(0, start - _RELATIVE), -1):
        if sentence.tokens[k].mark or sentence.kinds[k] in "cks":
            return 0
        if sentence.kinds[k] == "w" and k < start - 1:
            return k
    return 0
