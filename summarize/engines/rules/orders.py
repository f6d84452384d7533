"""What is demanded: its kind, its words, and where they end."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["NEAR", "Order", "either", "end_of_order", "kind_at", "may_order", "order_text"]

NEAR: Final = 6  # words from where a demand begins to the word that tells its kind
_KINDS: Final = (
    "disarm",
    "surrender",
    "release",
    "cease_fire",
    "allow_access",
    "leave",
    "negotiate",
    "policy_change",
    "accept_terms",
    "other",
)
_GROUPS: Final = {kind: f"ultimatums.{kind}" for kind in _KINDS}
_ANY_GROUP: Final = frozenset(_GROUPS.values())
# Verbs and the things done to them that together tell the kind: "turn over every rifle", "the siege is lifted".
_PAIRS: Final = (
    ("handing_over", "arms", "disarm"),
    ("handing_over", "held", "release"),
    ("handing_over", "held_places", "surrender"),
    ("handing_over", "wanted", "surrender"),
    ("stopping", "attacking", "cease_fire"),
    ("opening", "barriers", "allow_access"),
    ("opening", "bans", "policy_change"),
    ("letting", "let_in", "allow_access"),
    ("pulling", "pulled", "leave"),
    ("stopping", "presence", "leave"),
    ("starting", "talking", "negotiate"),
)
_OBJECT: Final = 5  # words from a verb to the thing, or from the thing to its verb
_REACH: Final = 24
_WORDS: Final = range(1, 31)
_PARTICLES: Final = frozenset({"out", "up", "down", "back", "off", "away", "in"})


class Order(NamedTuple):
    """A demand: its kind in the codebook, and the article's words."""

    kind: str
    text: str


def may_order(sentence: Sentence) -> bool:
    """Whether any of its words tell what is to be done."""
    return sentence.has_any(_ANY_GROUP) or bool(_pairs(sentence))


def kind_at(sentence: Sentence, start: int, near: int = NEAR) -> tuple[str, int] | None:
    """What is demanded within a few words, and where the words that tell it begin; the first, of two there the longer.

    Nothing after a mark that ends a clause.
    """
    if not may_order(sentence):
        return None
    best: tuple[int, int, int, str] | None = None
    for rank, (kind, group) in enumerate(_GROUPS.items()):
        for i, j in (*sentence.spans(group), *_pairs(sentence).get(kind, ())):
            if start <= i <= start + near and not (i > start and sentence.kinds[i - 1] == "x"):
                found = (i, -j, rank, kind)
                best = found if best is None or found < best else best
    if best is None or set(sentence.shape(start, best[0])[1:]) & set(";k"):
        return None
    return best[3], best[0]


def _pairs(sentence: Sentence) -> dict[str, list[Span]]:
    """By kind of demand the verbs that have one of its things beside them, each with the end of both."""
    found: dict[str, list[Span]] | None = sentence.memo.get("ultimatums.pairs")
    if found is None:
        found = sentence.memo["ultimatums.pairs"] = {}
        for verbs, things, kind in _PAIRS if not _pair_verbs().isdisjoint(sentence.lows) else ():
            is_verb, is_thing = words(f"ultimatums.{verbs}"), words(f"ultimatums.{things}")
            if is_verb.isdisjoint(sentence.lows) or is_thing.isdisjoint(sentence.lows):
                continue
            spans = [(n, end) for n in sentence.where(is_verb) if (end := _beside(sentence, n, is_thing)) is not None]
            if spans:
                found.setdefault(kind, []).extend(spans)
    return found


@cache
def _pair_verbs() -> frozenset[str]:
    return words(*(f"ultimatums.{verbs}" for verbs, _, _ in _PAIRS))


def _beside(sentence: Sentence, n: int, things: frozenset[str]) -> int | None:
    """The end of the words of the verb at word `n` and of its object, or of the verb alone after its subject."""
    for k in range(n + 1, min(n + 1 + _OBJECT, len(sentence.tokens))):
        if sentence.tokens[k].mark or sentence.kinds[k] in "Tszwkcb":
            break
        if sentence.tokens[k].low in things:
            return k + 1
    if "b" not in sentence.kinds[max(0, n - 2) : n]:
        return None
    for k in range(n - 1, max(-1, n - 1 - _OBJECT), -1):
        if sentence.tokens[k].low in things:
            return n + 1
        if sentence.tokens[k].mark or sentence.kinds[k] in "Tszwkcy":
            break
    return None


def either(sentence: Sentence, k: int) -> int | None:
    """The "or" after word `k` in the same clause."""
    for n in range(k, min(k + _REACH, len(sentence.tokens) - 1)):
        if n > k and ";" in sentence.tokens[n].mark:
            return None
        if sentence.tokens[n].low == "or" and sentence.tokens[n - 1].low != "on":  # "on or before Friday"
            return n
    return None


def end_of_order(sentence: Sentence, start: int, fork: int | None) -> int:
    """Where the clause of the demand ends."""
    stop = start + 1
    while stop < len(sentence.tokens) and stop != fork and not sentence.tokens[stop].mark:
        if sentence.kinds[stop] in "szkhm" and sentence.tokens[stop].low != "so":
            break
        if sentence.starts(stop, "ultimatums.ends") is not None or _threatens(sentence, stop):
            break
        stop += 1
    return stop


def _threatens(sentence: Sentence, k: int) -> bool:
    """Whether a verb of threatening begins at word `k`: "ordered them out of the town and threatened to bomb it"."""
    return (
        sentence.kinds[k] == "g"
        and sentence.starts(k, "ultimatums.threatening", "ultimatums.threatening_of") is not None
    )


def order_text(sentence: Sentence, start: int, stop: int) -> str | None:
    """The words of the demand without its deadline, and without articles and prepositions that end it."""
    for i, j in sentence.whens:
        bound = sentence.tokens[i].low in words("ultimatums.bounds")
        if start < i < stop and (j >= stop - 1 or bound):
            stop = i
    while (
        stop > start + 1
        and sentence.tokens[stop - 1].low not in _PARTICLES
        and (sentence.kinds[stop - 1] in "iycTtz" or sentence.tokens[stop - 1].low in words("ultimatums.bounds"))
    ):
        stop -= 1
    while start < stop - 1 and sentence.kinds[start] == "t":
        start += 1
    text = sentence.words(start, stop)
    return text if len(text.split()) in _WORDS else None
