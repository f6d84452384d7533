"""Whether who is named does something: the verb after a name."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["does", "verb_after"]

_FILLERS: Final = "rdhx"
"""Between a subject and its verb: adverbs, days, "has"."""
_ASIDE: Final = 10  # words of an aside between a subject and its verb


def verb_after(sentence: Sentence, k: int) -> int | None:
    """The word after adverbs and "has", and after an aside: "Halvia, a neighbour, has offered"."""
    if (
        k < len(sentence.tokens)
        and sentence.tokens[k].mark == ","
        and (sentence.kinds[k] in "tw" or sentence.tokens[k].owner)
    ):
        verb = verb_after(sentence, k + 1) if sentence.folded[k] == "which" else None
        if verb is not None and sentence.starts(verb, "actors.acts") is not None:
            return verb  # "Halvia, which backs the rebels,"
        closing = range(k + 1, min(k + _ASIDE, len(sentence.tokens)))
        k = next((n for n in closing if sentence.tokens[n].mark == ","), len(sentence.tokens))
        told = k < len(sentence.tokens) and (sentence.kinds[k] == "s" or sentence.starts(k, "actors.acts") is not None)
        return k if told else None
    while sentence.runs_on(k):
        if sentence.kinds[k] not in _FILLERS:
            return k
        k += 1
    return None


def does(sentence: Sentence, i: int, j: int) -> bool:
    """Whether who is named by the words `[i, j)` acts: has a verb, is told to have said something, or is spoken for."""
    if sentence.tokens[j - 1].owner:
        return False
    start = i - 1 if i and sentence.folded[i - 1] == "the" else i
    if start and (sentence.ends(start, "speech.according") is not None or sentence.kinds[start - 1] == "y"):
        return True
    if sentence.runs_on(j) and sentence.folded[j] in words("people.speakers"):
        return True
    if start and not sentence.tokens[start].mark and sentence.kinds[start - 1] in "ioT":
        return False
    if (start == 0 or sentence.tokens[start].mark) and sentence.runs_on(j + 1) and sentence.folded[j] == "and":
        return sentence.kinds[j + 1] in "tN"  # "The government and the League signed"
    verb = verb_after(sentence, _past_place(sentence, j))
    if verb is None:
        return False
    if "h" in sentence.kinds[j:verb] or sentence.kinds[verb] in "smba":
        return True
    low = sentence.folded[verb]
    return sentence.starts(verb, "actors.acts") is not None or low.endswith("ed") or low in words("actors.past")


def _past_place(sentence: Sentence, j: int) -> int:
    """The word after where a subject is: "the ministry in Tarn said"."""
    k = j + 1
    if not sentence.runs_on(j) or sentence.kinds[j] != "i":
        return j
    while sentence.runs_on(k) and sentence.kinds[k] == "N":
        k += 1
    return k if k > j + 1 else j
