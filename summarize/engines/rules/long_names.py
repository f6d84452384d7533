"""Names that go on past their capitals: "Forces armées du Keslow (FAK)", "Keslow Party (Osk)"."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.body_words import adjective
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.names import Run, is_head, sector_of
from summarize.engines.rules.text import Sentence

__all__ = ["announced", "lengthened"]

_LONGEST: Final = 12  # words of a name
_SMALL: Final = 2  # small-letter words of another language before its "of" or "for"
_FACTION: Final = 3  # words of a bracket that tells which faction
_LETTERS: Final = re.compile(r"[A-Z][A-Z-]{1,9}")
_ENDING: Final = re.compile(r".*(?:nale?s?|aires?|iques?|istes?|istas?|ional|narias?|nario|ções|ção|cana)")
"""Endings of adjectives that stand last in names of other languages."""
_NAMING: Final = ("actors.calls_itself", "actors.group_nouns", "actors.aid_nouns", "actors.militia_nouns")
_WITHOUT_INITIAL: Final = frozenset(["of", "for", "the", "and", "in", "to", "on"])


def lengthened(sentence: Sentence, found: list[Run]) -> list[Run]:
    """The names of a sentence, those that go on with small letters or a bracket whole."""
    if not found:
        return found
    done: list[Run] = []
    joins = sentence.has(*_NAMING) or not sentence.lows.isdisjoint(_links())
    whole = _announced_names(sentence) if "(" in sentence.text else []
    for run in [r for r in found if not any(w.i <= r.i < w.j for w in whole)] if whole else found:
        if done and run.i < done[-1].j:
            continue  # taken in by the name before
        named = _known_after_adjective(sentence, run) if run.j - run.i > 1 else run
        bracket = run.j < len(sentence.tokens) and "(" in sentence.tokens[run.j].mark
        done.append(_longer(sentence, named, joins=joins) if joins or bracket else named)
    return sorted([*done, *whole]) if whole else done


def announced(sentence: Sentence, j: int) -> bool:
    """Whether word `j` is an acronym alone in brackets, as after a body's name."""
    tokens = sentence.tokens
    if j >= len(tokens) or "(" not in tokens[j].mark or not _LETTERS.fullmatch(tokens[j].text):
        return False
    return j + 1 == len(tokens) or "(" in tokens[j + 1].mark


def _announced_names(sentence: Sentence) -> list[Run]:
    """The names whose initials an acronym in brackets after them tells, small letters included."""
    begun = ((_spelt_from(sentence, k), k) for k in range(1, len(sentence.tokens)) if announced(sentence, k))
    return [Run(i, k, sentence.words(i, k)) for i, k in begun if i is not None]


def _spelt_from(sentence: Sentence, k: int) -> int | None:
    """Where the name begins whose words before word `k` have the initials that word `k` is; it has a small letter."""
    left = re.sub("[^A-Z]", "", sentence.tokens[k].text).lower()
    i, small = k, False
    while left and i and (i == k or not sentence.tokens[i].mark):
        i -= 1
        token = sentence.tokens[i]
        initials = "".join(part[0] for part in token.low.split("-") if part)
        if left.endswith(initials):
            left = left.removesuffix(initials)
            small = small or not token.capital
        elif token.low in _WITHOUT_INITIAL or token.low in words("people.particles", "actors.foreign_links"):
            small = True
        else:
            return None
    return i if not left and small and k - i <= _LONGEST and k - i > 1 and sentence.tokens[i].capital else None


def _known_after_adjective(sentence: Sentence, run: Run) -> Run:
    """As in "Islamist Liwa al-Safa": the name that everybody knows, or whose first word is a group's, without the
    adjective before it.
    """
    rest = sentence.words(run.i + 1, run.j)
    listed = words("actors.rebel_groups")
    known = rest in listed or sentence.tokens[run.i + 1].text in words("actors.prefixes")
    known = known and run.text not in listed and adjective(sentence.tokens[run.i].text)
    return Run(run.i + 1, run.j, rest) if known else run


def _longer(sentence: Sentence, run: Run, *, joins: bool) -> Run:
    """`joins`: whether the sentence has words that may join small letters to a name."""
    j = run.j
    if joins and sentence.runs_on(j) and not sentence.tokens[j - 1].owner:
        if _calls_itself(sentence, run.i):
            j = _joined(sentence, j)
        j = max(j, _foreign(sentence, j))
    if j < len(sentence.tokens) and "(" in sentence.tokens[j].mark:
        end = _faction(sentence, run.i, j)
        if end > j:
            return Run(run.i, end, sentence.words(run.i, end) + ")")
    return run if j == run.j else Run(run.i, j, sentence.words(run.i, j))


def _calls_itself(sentence: Sentence, i: int) -> bool:
    """As in "a group calling itself the", "the rebel group": what follows has the name that it gave itself."""
    k = i - 1 if i and sentence.folded[i - 1] == "the" and not sentence.tokens[i].mark else i
    return sentence.has(*_NAMING) and sentence.ends(k, *_NAMING) is not None


def _joined(sentence: Sentence, j: int) -> int:
    """The end of the words that "of", "for", "and" join to a name that ends before word `j`."""
    matter = False
    while sentence.runs_on(j + 1) and sentence.runs_on(j):
        low = sentence.folded[j]
        after = j + 2 if sentence.folded[j + 1] == "the" else j + 1
        if low not in {"of", "for"} and not (low == "and" and matter):
            break
        if not sentence.runs_on(after) or not sentence.tokens[after].capital:
            break
        matter, j = True, after + 1
        while sentence.runs_on(j) and sentence.tokens[j].capital:
            j += 1
        while sentence.runs_on(j) and sentence.folded[j].startswith(("al-", "el-")):
            j += 1
    return j


def _links() -> frozenset[str]:
    return words("actors.foreign_links")


def _foreign(sentence: Sentence, j: int) -> int:
    """The end of the words of another language that a name goes on with: "Forces nationales de libération"."""
    links, tokens = _links(), sentence.tokens
    end = j
    while True:
        link = next((k for k in range(end, end + _SMALL + 1) if sentence.runs_on(k) and tokens[k].low in links), None)
        between = () if link is None else range(end, link)
        if link is None or any(sentence.kinds[k] != "g" for k in between):
            break
        after = link
        while sentence.runs_on(after) and tokens[after].low in links:
            after += 1
        if not sentence.runs_on(after) or sentence.kinds[after] not in "gN":
            break
        end = after + 1
    if end > j and sentence.runs_on(end) and sentence.kinds[end] == "g" and _ENDING.fullmatch(tokens[end].low):
        end += 1
    return end


def _faction(sentence: Sentence, i: int, j: int) -> int:
    """The end of a bracket after a party's or armed group's name that tells which of several it is: "(Maoist)"."""
    end = j + 1
    while sentence.runs_on(end) and end - j < _FACTION and sentence.tokens[end].capital:
        end += 1
    closed = end == len(sentence.tokens) or "(" in sentence.tokens[end].mark
    inner = sentence.tokens[j:end]
    if not closed or not all(t.capital for t in inner) or all(t.text.isupper() for t in inner):
        return j
    name = sentence.words(i, j)
    party = sector_of(name) in {"political", "rebel_group"} or (name.isupper() and name.isalpha() and not is_head(name))
    return end if party and not any(c.i >= j and c.j <= end for c in sentence.countries) else j
