"""Which articles are worth reading: whether one is about armed conflict or disaster at all, and for each kind of record
the chance that it holds one, from its words alone.

A small part of the cost of a reading by rules, so that a run over a corpus can leave out sport, business and the like.
"""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from summarize.document import Document

__all__ = ["THRESHOLD", "Triage", "relevance", "signals", "triage"]

THRESHOLD: Final = 0.3
"""The least chance of being relevant at which an article is kept."""

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_MOST: Final = 20_000  # words looked at: no article needs more to be told
_NEAR: Final = 6  # words between a number and a word of harm or movement
_ABOUT: Final = ("literal", "ambiguous", "elsewhere", "everyday")
_LISTS: Final = (*_ABOUT, "harm", "movement", "agreement", "demand")
_KINDS: Final = {"ultimatums": "demand", "deals": "agreement", "casualties": "harm", "displacements": "movement"}
_COUNTED: Final = frozenset({"harm", "movement"})  # whose records are figures
_NUMBERS: Final = frozenset(
    [
        "a",
        "an",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "dozen",
        "dozens",
        "scores",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "several",
        "some",
        "least",
        "many",
        "few",
        "both",
        "more",
    ]
)


class Triage(NamedTuple):
    """Chances, 0 to 1: that an article is about armed conflict or disaster, and that it holds a record of each kind."""

    relevant: float
    ultimatums: float
    deals: float
    casualties: float
    displacements: float

    @property
    def kept(self) -> bool:
        """Whether the article is worth reading, at `THRESHOLD`."""
        return self.relevant >= THRESHOLD


def triage(document: Document) -> Triage:
    """The chances of an article. Words that are not English say nothing.

    >>> from summarize.document import Document
    >>> triage(Document(text="Gunmen killed 14 villagers near the border, the army said.")).kept
    True
    """
    seen = signals(document.text)
    about = _weigh("relevant", **{name: seen[name] for name in _ABOUT})
    kinds = {kind: _weigh(kind, own=seen[words], relevant=about) for kind, words in _KINDS.items()}
    return Triage(_chance(about), **{kind: _chance(total) for kind, total in kinds.items()})


def relevance(text: str) -> float:
    """The chance alone that a text is about armed conflict or disaster."""
    words, listed = _words(text), _lists()
    different = listed.keys() & set(words)
    count: dict[str, int] = dict.fromkeys(_LISTS, 0)
    for word in different:
        for name in listed[word]:
            count[name] += 1
    length = _length(words)
    return _chance(_weigh("relevant", **{name: math.log1p(count[name] / length) for name in _ABOUT}))


def signals(text: str) -> dict[str, float]:
    """What is counted in a text: for each list of words the logarithm of how many different ones stand in it, of those
    of harm and movement beside a number; of the four lists of what it is about, the more the longer the text.
    """
    words = _words(text)
    listed = _lists()
    found: dict[str, set[str]] = {name: set() for name in _LISTS}
    for n, word in enumerate(words):
        for name in listed.get(word, ()):
            if word not in found[name] and (name not in _COUNTED or _beside_number(words, n)):
                found[name].add(word)
    length = _length(words)
    scaled = {n: len(found[n]) / length if n in _ABOUT else len(found[n]) for n in _LISTS}
    return {name: math.log1p(value) for name, value in scaled.items()}


def _words(text: str) -> list[str]:
    if "İ" in text:  # the one letter whose small form is not one letter
        return [word.lower() for word in _WORD.findall(text)[:_MOST]]
    return _WORD.findall(text.lower())[:_MOST]


def _length(words: list[str]) -> float:
    """What counts are divided by: a longer text has more different words of any list, but not in proportion."""
    return float(max(1.0, len(words) / 100) ** 0.5)


def _beside_number(words: list[str], n: int) -> bool:
    return any(w in _NUMBERS or w[0].isdigit() for w in words[max(0, n - _NEAR) : n + _NEAR + 1])


def _weigh(name: str, **values: float) -> float:
    """The weighted sum that stands for a chance: its log odds."""
    weights = _data()["weights"][name]
    return weights["base"] + sum(weights[n] * value for n, value in values.items())


def _chance(total: float) -> float:
    return 1 / (1 + math.exp(-total))


@cache
def _data() -> dict[str, dict[str, dict[str, float]]]:
    return tomllib.loads((files("summarize.data") / "triage.toml").read_text("utf-8"))


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    """The lists that each word stands in."""
    raw: dict[str, dict[str, list[str]]] = _data()  # type: ignore[assignment]
    found: dict[str, tuple[str, ...]] = {}
    for name in _LISTS:
        for word in raw[name]["words"]:
            found[word] = (*found.get(word, ()), name)
    return found
