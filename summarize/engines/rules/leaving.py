"""What a verb of leaving means where it stands: a leaving, an order to leave, or something else."""

from __future__ import annotations

from summarize.engines.rules.counted import Counted
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["let", "no_leaving", "no_return", "themselves"]


def themselves(sentence: Sentence, person: Counted, verb: Span) -> bool:
    """As in "340 families have evacuated to Tarn": nobody brought them."""
    i, j = verb
    led = sentence.runs_on(j) and sentence.tokens[j].low in {"to", "from"}
    return sentence.tokens[i].low == "evacuated" and led and "b" not in sentence.shape(person.stop, i)


def let(sentence: Sentence, person: Counted, i: int) -> bool:
    """As in "will let 22 people leave", "ordered 320 men to leave"."""
    bare = sentence.kinds[i - 1] not in "bhr" and sentence.tokens[i].low in words("movement.going")
    return bare and any(t.low in words("movement.let") for t in sentence.tokens[max(0, person.i - 2) : person.i])


def no_return(sentence: Sentence, j: int) -> bool:
    """As in "returned to the streets", "returned to work": not that somebody came home."""
    k = j + 1 if j < len(sentence.tokens) and sentence.kinds[j] == "T" else j
    k = k + 1 if k < len(sentence.tokens) and sentence.kinds[k] == "t" else k
    return k < len(sentence.tokens) and sentence.tokens[k].low in words("movement.not_home")


def no_leaving(sentence: Sentence, i: int, j: int) -> bool:
    """As in "were left homeless", "left behind": not that somebody went."""
    passive = (
        i > 0 and sentence.kinds[i - 1] == "b" and not sentence.tokens[i].mark and sentence.tokens[i].low == "left"
    )
    if passive or j >= len(sentence.tokens) or sentence.tokens[j].mark:
        return passive
    # "left Keslow", "left the town", "left for Tarn", "left on Monday"; not "left happy", "left behind"
    low = sentence.tokens[j].low
    if low in words("places.directions"):
        return False  # "left eastern Keslow"
    homes = any(
        t.low in words("places.common", "movement.homes") for t in sentence.tokens[j : j + 2]
    )  # "left nearby villages"
    return low in words("movement.not_leaving") or not (homes or sentence.kinds[j] in "Ntidycz")
