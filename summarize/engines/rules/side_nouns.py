"""Nouns for a side that is not named: where they stand for themselves, what describes them, where a subject ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import CountryAt, Sentence

__all__ = [
    "capitals_before",
    "described_from",
    "in_aside",
    "party_words",
    "peoples",
    "stands_alone",
    "subject_end",
    "with_owner",
    "without_article",
]

_FILLED: Final = "rhxdfam"  # kinds between a subject and its verb: adverbs, "has", "not", days
_MODIFIERS: Final = 3
_CAPITALS: Final = 6  # words of a name that is in no list


def capitals_before(sentence: Sentence, j: int) -> int:
    """The first of the words with a capital that end before word `j`."""
    i = j
    while i > 0 and j - i < _CAPITALS and sentence.kinds[i - 1] == "N" and (i == j or sentence.runs_on(i)):
        i -= 1
    return i


def in_aside(sentence: Sentence, i: int) -> bool:
    """Whether word `i` begins an aside or an item of a list: after a comma, or an "and"."""
    k = i - 1 if i and sentence.kinds[i - 1] == "t" and not sentence.tokens[i].mark else i
    return sentence.tokens[k].mark == "," or (
        k > 0 and sentence.tokens[k - 1].low == "and" and not sentence.tokens[k].mark
    )


def stands_alone(sentence: Sentence, i: int, j: int, taken: set[int]) -> bool:
    """Whether a noun for a side stands for itself: no part of a name, no owner, and no word that describes the next."""
    beside = i > 0 and i - 1 in taken and not sentence.tokens[i].mark and not sentence.tokens[i - 1].owner
    titles = j in taken and sentence.runs_on(j)  # "President Osk"
    if beside or titles or sentence.tokens[j - 1].owner:
        return False
    end = sentence.end_of(j - 1)
    if sentence.text[end : end + 1].isalnum():
        return False  # "fightersand": run together, so no words of the article
    describes = sentence.low(i, j) in words("deals.describing") and sentence.runs_on(j)
    return not (describes and (sentence.tokens[j].capital or sentence.tokens[j].low in _described()))


def with_owner(sentence: Sentence, i: int, j: int) -> int:
    """The end of a side's noun `[i, j)` with what it is of: "the government of Varenia"."""
    if sentence.low(i, j) not in words("actors.governments", "actors.forces") or not sentence.runs_on(j):
        return j
    end = j + 1
    while sentence.tokens[j].low == "of" and sentence.runs_on(end) and sentence.kinds[end] == "N":
        end += 1
    return end if end > j + 1 else j


def peoples(sentence: Sentence) -> Iterator[tuple[CountryAt, CountryAt]]:
    """As in "Halvian and Varenian officers": the two states."""
    for one, other in pairwise(c for c in sentence.countries if c.kind == "demonym"):
        joined = other.i == one.j + 1 and sentence.tokens[one.j].low == "and" and sentence.runs_on(other.j)
        if joined and sentence.tokens[other.j].low.endswith("s"):
            yield one, other


def without_article(text: str) -> str:
    """Without an article."""
    first, _, rest = text.partition(" ")
    return rest if first.lower() in {"a", "an", "the", "his", "her", "its", "their"} and rest else text


@cache
def party_words() -> frozenset[str]:
    """Words of which one must stand in the words for a side that is not named."""
    return words("deals.parties", "deals.officials", "ultimatums.parties", "actors.forces")


@cache
def _described() -> frozenset[str]:
    """Nouns that "army" or "rebel" may describe."""
    return words(
        "harm.persons", "harm.civilians", "harm.combatants", "speech.unnamed", "actors.body_things", "people.roles"
    )


def described_from(sentence: Sentence, i: int, taken: set[int]) -> int:
    """The first of the words that describe the side at word `i`; none of those in `taken`."""
    start = i
    while start > 0 and i - start < _MODIFIERS and not sentence.tokens[start].mark and start - 1 not in taken:
        before = sentence.tokens[start - 1]
        capital = before.capital and start > 1 and sentence.kinds[start - 1] == "N"
        joined = before.low.startswith(("pro-", "anti-")) or before.low.endswith(("-backed", "-led", "-held", "-based"))
        if before.owner or not (capital or joined or before.low in words("deals.party_modifiers")):
            break
        start -= 1
    return start


def subject_end(sentence: Sentence, verb: int) -> int:
    """The end of the noun phrase that is the subject: past adverbs, time phrases, asides and "which"."""
    ends = {b: a for a, b in sentence.whens}
    k = verb
    while k > 0:
        mark = sentence.tokens[k].mark
        if not mark and k in ends:
            k = ends[k]
            k -= 1 if k > 0 and sentence.kinds[k - 1] == "i" and not sentence.tokens[k].mark else 0
        elif not mark and sentence.kinds[k - 1] in _FILLED:
            k -= 1
        elif not mark and sentence.kinds[k - 1] == "w" and sentence.tokens[k - 1].mark == ",":
            return k - 1
        elif not mark and sentence.kinds[k - 1] == "b" and k > 1:
            k -= 1
        else:
            break
    return k
