"""Names of several words that are persons' by what stands around them, where no title or role does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from summarize.engines.rules.acting import does
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.names import Run
from summarize.engines.rules.roles import Role
from summarize.engines.rules.text import Sentence

__all__ = ["Seen", "alone_in_place", "looks_personal", "seen"]

_AGE = re.compile(r"[1-9][0-9]")
_ACRONYM = re.compile(r"[A-Z]{2,}s?")
_NAMING = frozenset(["named", "called", "as", "nicknamed", "alias", "himself", "herself"])
"""Words right before a name: "named", "known as", "who calls himself"."""
_LONGEST: Final = 4


class Seen(NamedTuple):
    """What an article shows of its names: those that stand where places do, and the single ones that speak."""

    placed: frozenset[str]
    speaking: frozenset[str]


def seen(sentences: Sequence[Sentence], found: Mapping[int, Sequence[Run]]) -> Seen:
    """Look at every name of the article once."""
    placed: set[str] = set()
    speaking: set[str] = set()
    places = words("people.not_after")
    for sentence in sentences:
        for run in found[sentence.number]:
            before = sentence.folded[run.i - 1] if run.i and not sentence.tokens[run.i].mark else ""
            if before in places:
                placed.add(run.text)
            elif run.j - run.i == 1 and before != "the" and _speaks(sentence, run):
                speaking.add(run.text)
    return Seen(frozenset(placed), frozenset(speaking))


def looks_personal(sentence: Sentence, run: Run, known: Seen) -> bool:
    """Whether an age, "who", a word of naming, a verb, or a surname that speaks elsewhere tells it to be a person's.

    As in "Ivo Tarn, 41,", "Ivo Tarn, who had fled,", "a man named Ivo Tarn", "Ivo Tarn stayed".
    """
    tokens, j = sentence.tokens, run.j
    if not 2 <= j - run.i <= _LONGEST or run.text in known.placed or tokens[j - 1].owner:
        return False
    before = tokens[run.i - 1].low if run.i and not tokens[run.i].mark else ""
    if before in {"the", "this", "that", "a", "an"} or before in words("people.not_after"):
        return False
    if any(_ACRONYM.fullmatch(t.text) for t in tokens[run.i : j]) or any(run.i <= c.i < j for c in sentence.countries):
        return False  # "Local NGOs", "Rival Varenian"
    if tokens[j - 1].text in known.speaking or before in _NAMING:
        return True
    aged = j + 1 < len(tokens) and tokens[j].mark in {",", "("} and bool(tokens[j + 1].mark)
    if aged and _AGE.fullmatch(tokens[j].text):
        return True
    if j < len(tokens) and tokens[j].mark == "," and tokens[j].low in {"who", "whose", "aged"}:
        return True
    opens = run.i == 0 or bool(tokens[run.i].mark) or sentence.kinds[run.i - 1] in "zck"
    described = sentence.runs_on(j) and tokens[j].low == "is"  # "Wadi Osk is a valley"
    return opens and not described and does(sentence, run.i, j)


def alone_in_place(sentence: Sentence, run: Run, role: Role) -> bool:
    """As in "in the town of Orm, the governor said": one word after a preposition, and the role behind it speaks."""
    placed = run.i > 0 and not sentence.tokens[run.i].mark and sentence.kinds[run.i - 1] in "io"
    if run.j - run.i > 1 or not placed or role.i < run.j:
        return False
    k = role.j
    while sentence.runs_on(k) and sentence.kinds[k] in "gNrh":
        k += 1
    return sentence.runs_on(k) and sentence.kinds[k] == "s"


def _speaks(sentence: Sentence, run: Run) -> bool:
    if sentence.tokens[run.j - 1].owner:
        return False
    if sentence.runs_on(run.j) and sentence.kinds[run.j] == "s" and sentence.folded[run.j] in words("people.speaks"):
        return True
    inverted = run.i > 0 and not sentence.tokens[run.i].mark and sentence.folded[run.i - 1] in {"said", "says", "added"}
    return inverted and ("," in sentence.tokens[run.i - 1].mark or '"' in sentence.tokens[run.i - 1].mark)
