"""Verbs of speaking that say less than they seem to, or have the subject of one before them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["as_saying", "calls_at", "compares", "goes_on", "speaks", "takes_up", "tells", "verb_stance", "within"]

_AS_SAYING: Final = 12  # words between "quoted" and "as saying"
_BRANDED: Final = 10  # words from "called the report" to "false"
_CALLED: Final = 9  # words of "called the figure given by the rebels grossly"
_OBJECT: Final = 3  # words from a verb to the noun of what is denied
_TAKEN_UP: Final = frozenset({"this", "it", "that", "them", "these", "those", "both"})
_AFTER_OBJECT: Final = frozenset({"as", "and", "but", "in", "on", "at"})
_AND: Final = frozenset({"and", "but"})
_NO: Final = frozenset({"not", "never", "nor", "cannot"})


def speaks(sentence: Sentence, i: int, group: str) -> bool:
    """Whether somebody speaks by the verb of a lexicon group at word `i`: not in "The siege claimed 40 lives", "an
    alleged raid".
    """
    if sentence.quoted[i] or (sentence.has("harm.lives") and sentence.starts(i, "harm.claimed") is not None):
        return False
    return group == "speech.dismisses" or sentence.kinds[i] != "g" or sentence.folded[i] not in words(group)


def verb_stance(sentence: Sentence, i: int, j: int, group: str) -> str:
    """The stance of the verb of a lexicon group, none where it takes none: "did not say", "rejected the offer"."""
    if _is_negated(sentence, i):
        return ""
    if group == "speech.dismisses":
        if sentence.folded[i] in words("speech.branding") and not _belied(sentence, j):
            return ""
        return "denies" if takes_up(sentence, j) or _charge_at(sentence, j) is not None else ""
    return group.removeprefix("speech.")


def _belied(sentence: Sentence, j: int) -> bool:
    """Whether a word for what is not true stands behind word `j`: "called the report pure fantasy"."""
    return any(j <= a < j + _BRANDED for a, _ in sentence.spans("speech.untrue"))


def _is_negated(sentence: Sentence, i: int) -> bool:
    """As in "has not commented on", "didn't deny": nothing is said by the verb at word `i`."""
    k = i
    while k > 0 and not sentence.tokens[k].mark:
        low = sentence.folded[k - 1]
        if sentence.kinds[k - 1] != "r" or low in _NO:
            return low in _NO or low.endswith("n't")
        k -= 1
    return False


def within(i: int, spans: Iterable[Span]) -> bool:
    """Whether word `i` is in one of the spans."""
    return any(a <= i < b for a, b in spans)


def goes_on(sentence: Sentence, i: int) -> bool:
    """Whether the verb at word `i` has the subject of the one before it: "denied this and said", "…, saying"."""
    led, marks = sentence.folded[i - 1] if i else "", sentence.tokens[i].mark
    if led in _AND:
        return ";" not in sentence.tokens[i - 1].mark and not marks
    return marks == "," and sentence.folded[i] in words("speech.participles")


def as_saying(sentence: Sentence, j: int) -> bool:
    """Whether "as saying" follows word `j`: "was quoted by Radio Tarn as saying"."""
    window = sentence.low(j, min(len(sentence.tokens), j + _AS_SAYING))
    return " as saying" in f" {window}"


def compares(sentence: Sentence, k: int) -> bool:
    """As in "20 more than the government admits", whose words begin at word `k`: it does not say the rest."""
    return k > 0 and sentence.folded[k - 1] == "than" and not sentence.tokens[k].mark


def calls_at(sentence: Sentence, i: int) -> int | None:
    """The verb in "called the figure an invention", where the word `i` is what it is called; None for no such verb."""
    for k in range(i - 1, max(0, i - _CALLED), -1):
        if sentence.tokens[k + 1].mark.strip('"'):
            return None
        if sentence.folded[k] in words("speech.calls") and sentence.kinds[max(0, k - 1)] != "b":
            between = sentence.folded[k + 1 : i]
            taken_up = not (words("speech.charges") | _TAKEN_UP).isdisjoint(between)
            return k if taken_up and not sentence.quoted[k] else None
        if sentence.kinds[k] in "szwb" and sentence.folded[k] not in {"that", "as"}:
            return None
    return None


def _charge_at(sentence: Sentence, j: int) -> int | None:
    """The noun for what is denied right after word `j`: "denied the charge"."""
    for k in range(j, min(j + _OBJECT, len(sentence.tokens))):
        if sentence.tokens[k].mark:
            return None
        if sentence.folded[k] in words("speech.charges"):
            return k
    return None


def _told_after(sentence: Sentence, k: int) -> bool:
    """As in "rejected the claim, made on the radio, that he had fled": an aside, and then what is claimed."""
    aside = k < len(sentence.tokens) and sentence.tokens[k].mark == "," and sentence.kinds[k] == "g"
    return aside and sentence.folded[k] not in words("speech.participles") and "that" in sentence.folded[k:]


def takes_up(sentence: Sentence, j: int) -> bool:
    """Whether what stands at word `j` is no statement of its own: "denied this and said", "denied the charge"."""
    charge = _charge_at(sentence, j)
    if charge is not None:
        told = sentence.folded[j] == "that" and sentence.folded[charge].endswith("s")  # not in "denied that figure"
        taken_up = sentence.folded[charge - 1] not in {"a", "an"} and not told and not _told_after(sentence, charge + 1)
        return taken_up and (not sentence.runs_on(charge + 1) or sentence.kinds[charge + 1] == "c")
    alone = sentence.runs_on(j) and sentence.folded[j] in _TAKEN_UP
    return alone and (not sentence.runs_on(j + 1) or sentence.folded[j + 1] in _AFTER_OBJECT)


def tells(sentence: Sentence, j: int) -> bool:
    """Whether a clause follows, as in "The envoy, Ivo Tarn, said the rebels had left": who speaks stands before."""
    for n in range(j, len(sentence.tokens)):
        if (n > j and sentence.tokens[n].mark) or sentence.kinds[n] == "w":
            return False
        if n > j and sentence.kinds[n] in "bhm":
            return True
    return False
