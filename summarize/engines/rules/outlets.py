"""Whether a news outlet tells something itself, or only carries what others say."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["relays"]

_ASIDE: Final = 10  # words of an aside after a name
_FILLED: Final = 3  # words between a name and its verb


def relays(sentence: Sentence, i: int, j: int) -> bool:
    """Whether a news outlet only carries other people's words here: it is no subject of a verb of speaking."""
    k = i - 1
    while k >= 0 and sentence.kinds[k] in "tN" and not sentence.tokens[k + 1].mark:
        k -= 1
    if k >= 0 and (sentence.ends(k + 1, "speech.relays") is not None):
        return True
    if k >= 0 and sentence.ends(k + 1, "speech.according") is not None:
        return False
    if k > 0 and sentence.kinds[k] == "i" and sentence.folded[k - 1] in words("speech.carried"):
        return False  # "reports in As-Safir that"
    j = start = _past_aside(sentence, j)
    while j < len(sentence.tokens) and sentence.kinds[j] in "rhdgN" and sentence.tokens[j].mark in ("", ","):
        if j - start > _FILLED:
            return True
        j += 1
    # "Al-Minbar quoted a medic as saying": the medic's words.
    quoting = j < len(sentence.tokens) and sentence.starts(j, "speech.quoting") is not None
    return (
        quoting
        or j >= len(sentence.tokens)
        or sentence.kinds[j] != "s"
        or bool(set(sentence.tokens[j].mark) & set(";-("))
    )


def _past_aside(sentence: Sentence, j: int) -> int:
    """The word after what stands between commas after a name: "Radio Tarn, the rebels' station, said"."""
    if j >= len(sentence.tokens) or sentence.tokens[j].mark != "," or sentence.kinds[j] not in "twg":
        return j
    if sentence.kinds[j] == "w" and sentence.runs_on(j + 1) and sentence.kinds[j + 1] == "s":
        return j + 1  # ", which said"
    closing = range(j + 1, min(j + _ASIDE, len(sentence.tokens)))
    return next((k for k in closing if sentence.tokens[k].mark == ","), j)
