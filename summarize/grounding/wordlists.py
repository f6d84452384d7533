"""The word lists of grounding, from `data/grounding.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any, Final

__all__ = [
    "ADVERBS",
    "ARTICLES",
    "BEFORE_BUT",
    "BEING",
    "CONJUNCTIONS",
    "ELIDED",
    "HAVING",
    "NEVER_A_TYPO",
    "NO_OBJECT",
    "NUMBERS",
    "OTHER_WORDS",
    "PARTICIPLES",
    "QUANTIFIERS",
    "REVERSING",
    "SUFFERED",
]

_lists: dict[str, Any] = tomllib.loads(files("summarize.data").joinpath("grounding.toml").read_text("utf-8"))

NUMBERS: Final = frozenset[str](_lists["numbers"])
REVERSING: Final = frozenset[str](_lists["reversing"])
ELIDED: Final = frozenset[str](_lists["elided"])

ARTICLES: Final = frozenset[str](_lists["function"]["articles"])
BEING: Final = frozenset[str](_lists["function"]["being"])
HAVING: Final = frozenset[str](_lists["function"]["having"])
CONJUNCTIONS: Final = frozenset[str](_lists["function"]["conjunctions"])

QUANTIFIERS: Final = frozenset[str](_lists["guards"]["quantifiers"])
BEFORE_BUT: Final = frozenset[str](_lists["guards"]["before_but"])
PARTICIPLES: Final = frozenset[str](_lists["guards"]["participles"])
SUFFERED: Final = frozenset[str](_lists["guards"]["suffered"])
NO_OBJECT: Final = frozenset[str](_lists["guards"]["no_object"])
ADVERBS: Final = frozenset[str](_lists["guards"]["adverbs"])

NEVER_A_TYPO: Final = NUMBERS | frozenset[str](_lists["typos"]["never"])
OTHER_WORDS: Final = tuple((one, other) for one, other in (p.split("/") for p in _lists["typos"]["other_words"]))
