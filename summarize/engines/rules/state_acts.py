"""Whether a state that a sentence names is an actor in it, and not only where something happens."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.acting import verb_after
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import CountryAt, Sentence

__all__ = ["acts"]

_LISTED: Final = 6  # names of a list that are gone back


def acts(sentence: Sentence, at: CountryAt) -> bool:
    """Whether a state's name is the subject of a verb of acting, or the object of one of dealing.

    A capital stands for its government only where it speaks: "Orlava said".
    """
    if at.j < len(sentence.tokens) and sentence.tokens[at.j - 1].owner:
        return False
    if at.i > 1 and sentence.kinds[at.i - 1] == "N" and not sentence.tokens[at.i].mark:
        return False  # "Amnesty International Halvia"
    k = _led_by(sentence, at.i)
    before = sentence.folded[k] if k >= 0 else ""
    if at.kind == "capital" and k >= 0 and sentence.ends(k + 1, "actors.addressed") is not None:
        return True
    if before in words("places.only_where"):
        return k > 0 and sentence.folded[k - 1] in words("actors.spoken_for")
    verb = verb_after(sentence, at.j)
    if at.kind == "capital":
        return verb is not None and (sentence.kinds[verb] == "s" or sentence.starts(verb, "actors.acts") is not None)
    if verb is not None and (sentence.starts(verb, "actors.acts") or sentence.kinds[verb] in "sm"):
        return True
    if verb is not None and _opens_clause(sentence, at.i) and _is_done(sentence, verb):
        return True
    if before in words("actors.acted_on"):
        return verb is None or sentence.kinds[verb] not in "gN"
    return _in_pair(sentence, at)


def _led_by(sentence: Sentence, i: int) -> int:
    """The word that the name at word `i` hangs on, past an article and a direction ("in the eastern Halvia"); for one
    in a list that of the first ("of Halvia, Varenia and Qarsad"). -1 where a clause begins.
    """
    k = i
    for _ in range(_LISTED):
        while (
            k
            and not sentence.tokens[k].mark
            and (sentence.kinds[k - 1] == "t" or sentence.folded[k - 1] in words("places.directions"))
        ):
            k -= 1
        joined = k > 1 and sentence.folded[k - 1] == "and" and not sentence.tokens[k].mark
        first = k - 1 if joined else k
        if first == 0 or not (joined or sentence.tokens[first].mark == ","):
            break
        before = next((c for c in sentence.countries if c.j == first and c.kind == "name"), None)
        if before is None:
            break
        k = before.i
    return k - 1 if k and not sentence.tokens[k].mark else -1


def _opens_clause(sentence: Sentence, i: int) -> bool:
    """Whether the name at word `i` begins a clause."""
    k = i - 1 if i and sentence.kinds[i - 1] == "t" and not sentence.tokens[i].mark else i
    return k == 0 or bool(set(sentence.tokens[k].mark) & set(';"')) or sentence.kinds[k - 1] == "z"


def _is_done(sentence: Sentence, verb: int) -> bool:
    """As in "Halvia closed", "Halvia has asked": a verb of the past, by its ending or its "has"."""
    if sentence.kinds[verb] != "g" or sentence.starts(verb, "actors.body_things") is not None:
        return False
    return sentence.folded[verb].endswith("ed") or sentence.kinds[verb - 1] == "h"


def _in_pair(sentence: Sentence, at: CountryAt) -> bool:
    """As in "Halvia and Varenia signed", "between Halvia and Varenia": one of two has the verb or preposition."""
    for other in sentence.countries:
        if other.kind != "name" or not at.i - 2 <= other.j <= at.i + 2 or other.j > at.i:
            first, second = (at, other) if at.j <= other.i <= at.j + 2 else (None, None)
        else:
            first, second = other, at
        if first is None or second is None or sentence.low(first.j, second.i).removesuffix(" the") != "and":
            continue
        verb = verb_after(sentence, second.j)
        lead = sentence.folded[first.i - 1] if first.i else ""
        if lead == "between" or (
            verb is not None and sentence.starts(verb, "actors.acts") and lead not in words("places.only_where")
        ):
            return True
    return False
