"""Nouns of people: which they are, and where a noun phrase ends."""

from __future__ import annotations

from functools import cache
from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = [
    "NO_ONE",
    "befalls_at",
    "group_of",
    "is_head",
    "is_subject",
    "national",
    "noun_at",
    "phrase_end",
    "skip_article",
]

_LONGEST: Final = 8  # words of a noun phrase
_ADJECTIVES: Final = 4  # words from a participle to its noun: "captured young Varenian soldiers"
_PARTICIPLES: Final = frozenset({"being", "been", "having"})
_GROUPS: Final = ("persons", "civilians", "combatants")
_BEFALLS: Final = (
    *(f"harm.{harm}_passive" for harm in ("killed", "injured", "detained", "missing")),
    *("harm.killed_noun", "harm.injured_noun", "harm.lives"),
    *(
        f"movement.{move}"
        for move in ("trapped", "displaced", "fled", "left", "returned", "evacuated", "arrived", "staying")
    ),
    *("movement.going_away", "movement.crossing", "movement.withdrawing"),
)
"""What befalls people, where it follows them."""
NO_ONE: Final = frozenset({"family", "household", "staff"})
"""Singular nouns for several people."""
_ENDS_PHRASE: Final = "bhmaxwzikcuyTspf"
"""Kinds that end a noun phrase; an adverb does not where it begins one ("heavily armed men")."""


def group_of(word: str) -> str:
    """The group of people that a noun names, "" for none."""
    return _nouns().get(word, "")


def noun_at(sentence: Sentence, k: int) -> tuple[int, int, str] | None:
    """The noun phrase of people `[i, j)` at word `k`, without its article, and its group."""
    start = skip_article(sentence, k)
    stop = phrase_end(sentence, start)
    group = group_of(sentence.tokens[stop - 1].low) if stop > start else ""
    return (start, stop, group) if group else None


@cache
def _nouns() -> dict[str, str]:
    listed = {w: g for g in _GROUPS for w in words(f"harm.{g}")}
    return {other: g for w, g in listed.items() for other in _numbers_of(w) if other not in NO_ONE} | listed


def _numbers_of(noun: str) -> tuple[str, ...]:
    """The same noun in the other number.

    >>> _numbers_of("bakers"), _numbers_of("child-minder"), _numbers_of("gunmen")
    (('baker',), ('child-minders',), ('gunman',))
    """
    if noun.endswith(("men", "man")):
        return (noun[:-2] + ("an" if noun.endswith("men") else "en"),)
    if noun.endswith("ies"):
        return (noun[:-3] + "y",)
    if noun.endswith("s"):
        return (noun[:-1],)
    return (noun[:-1] + "ies",) if noun.endswith("y") and noun[-2:-1] not in "aeo" else (noun + "s",)


def phrase_end(sentence: Sentence, k: int) -> int:
    """The word after the noun phrase that begins at word `k`."""
    tokens, stop = sentence.tokens, k
    while stop < len(tokens) and stop - k < _LONGEST:
        token = tokens[stop]
        if token.mark:
            break
        if token.low == "of" and stop > k and tokens[stop - 1].low in words("harm.members"):
            stop = skip_article(sentence, stop + 1)
            continue
        kind = sentence.kinds[stop]
        if kind in _ENDS_PHRASE or kind == "o" or (kind == "r" and stop > k) or _starts_when(sentence, stop):
            break
        if stop > k and token.low.endswith("ing") and sentence.kinds[stop + 1 : stop + 2] in ("n", "t"):
            break  # "41 buses carrying 900 people"
        after_head = stop > k and (is_head(tokens[stop - 1].low) or _nationals(sentence, stop))
        if after_head and sentence.starts(stop, "harm.captive") is not None:
            break  # "holding 30 pupils hostage"
        if after_head and not group_of(token.low) and not token.capital:
            break
        if befalls_at(sentence, stop) and not _describes(sentence, stop, k):
            break
        if tokens[stop - 1].owner and stop > k and not _follows_owner(sentence, stop):
            break
        stop += 1
    return stop


def befalls_at(sentence: Sentence, k: int) -> bool:
    """Whether words for what befalls people begin at word `k`."""
    begun: set[int] | None = sentence.memo.get("befalls")
    if begun is None:
        begun = sentence.memo["befalls"] = {i for i, _ in sentence.spans(*_BEFALLS)}
    return k in begun


def is_head(word: str) -> bool:
    """Whether a noun of people ends with this word: "farmers", "evacuees"; not "displaced"."""
    return bool(group_of(word)) or (word.endswith("s") and word in words("movement.displaced_nouns"))


def _nationals(sentence: Sentence, stop: int) -> bool:
    """Whether the word before `stop` is a demonym in the plural: "800 Varenians wait"."""
    return sentence.tokens[stop - 1].low.endswith("s") and national(sentence, stop)


def skip_article(sentence: Sentence, k: int) -> int:
    """The word after an article at word `k`, else `k`."""
    return k + 1 if k < len(sentence.tokens) and sentence.kinds[k] == "t" else k


def _starts_when(sentence: Sentence, k: int) -> bool:
    if group_of(sentence.tokens[k].low):
        return False
    return sentence.kinds[k] == "d" or k in [i for i, _ in sentence.whens]


def _follows_owner(sentence: Sentence, k: int) -> bool:
    return sentence.kinds[k] in "gN"


def _describes(sentence: Sentence, k: int, first: int) -> bool:
    """Whether a participle describes its noun ("six captured soldiers") and is no verb ("30 wounded")."""
    if not all(kind == "r" for kind in sentence.kinds[first:k]):
        return False
    for n in range(k + 1, min(k + 1 + _ADJECTIVES, len(sentence.tokens))):
        if sentence.tokens[n].mark or sentence.kinds[n] not in "gN" or sentence.tokens[n - 1].owner:
            return False
        if is_head(sentence.tokens[n].low) or national(sentence, n + 1):
            return True
    return False


def national(sentence: Sentence, stop: int) -> bool:
    """Whether the word before `stop` is a demonym that stands as a noun: "two Varenians"."""
    return any(c.kind == "demonym" and c.j == stop for c in sentence.countries)


def is_subject(sentence: Sentence, k: int) -> bool:
    """Whether the noun phrase that ends before word `k` has a verb of its own, and so tells nothing of the name before
    it: "3,000 people fled Keslow, the mayor said".
    """
    while sentence.runs_on(k) and sentence.kinds[k] == "r":
        k += 1
    return sentence.runs_on(k) and sentence.kinds[k] in "sbhm" and sentence.folded[k] not in _PARTICIPLES
