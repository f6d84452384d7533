"""The word lists in `lexicon/*.toml`: data that a domain expert edits, read once.

A file holds groups. A group has `words`; an `example` sentence in which one of them stands; where the group is a rule
of its own `gives`, what the engine must make of the example; `cased = true` where capitals matter; and `asked = true`
where the rules only ask whether some word is one of the group, and never look for the group in a sentence. Words are
matched whole, in any case unless `cased`, with any white space between them.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from sys import intern
from typing import Any, Final

from summarize.engines.rules.phrases import Phrases
from summarize.engines.rules.tokens import Token, fold

__all__ = ["FILES", "RULES_VERSION", "group", "groups", "kinds", "lexicon_hash", "matches", "words"]

RULES_VERSION: Final = "6"
FILES: Final = (
    "actors",
    "deals",
    "grammar",
    "harm",
    "language",
    "movement",
    "noise",
    "people",
    "places",
    "speech",
    "ultimatums",
)
# Their words are looked up as sets, or at the beginning of a paragraph, not in every sentence.
_NOT_IN_SENTENCES: Final = frozenset({"grammar", "language", "noise"})


@cache
def groups(file: str) -> dict[str, Any]:
    """All groups of one file, by name."""
    return tomllib.loads(_read(file))


def group(name: str) -> dict[str, Any]:
    """One group, by "file.group"."""
    file, _, key = name.partition(".")
    found: dict[str, Any] = groups(file)[key]
    return found


@cache
def words(*names: str) -> frozenset[str]:
    """The words of these groups: folded, or as written where the group is cased."""
    found = (w if entry.get("cased") else fold(w) for entry in map(group, names) for w in entry["words"])
    return frozenset(map(intern, found))  # as the words of sentences are, which makes them quick to compare


@cache
def kinds() -> dict[str, str]:
    """The one-letter kind of each small word, from the groups of `grammar.toml`; the first group has it."""
    found: dict[str, str] = {}
    for entry in groups("grammar").values():
        for word in entry["words"]:
            found.setdefault(intern(fold(word)), entry["kind"])
    return found


def matches(tokens: Sequence[Token], lows: Sequence[str] | None = None) -> dict[str, list[tuple[int, int]]]:
    """Where the phrases of each group stand among the tokens, as `[i, j)`; within a group longest first, no overlap.
    `lows`: their words, folded, where these are at hand.
    """
    return _index().spans(tokens, lows)


@cache
def lexicon_hash() -> str:
    """SHA-256 over the rules' version, every lexicon file and the weights of signs, in hexadecimal."""
    digest = hashlib.sha256(RULES_VERSION.encode())
    for file in FILES:
        digest.update(b"\0" + file.encode() + b"\0" + _read(file).encode())
    digest.update(b"\0" + (files("summarize.data") / "chances.toml").read_bytes())
    return digest.hexdigest()


@cache
def _index() -> Phrases[str]:
    index: Phrases[str] = Phrases()
    for file in FILES:
        for key, entry in groups(file).items() if file not in _NOT_IN_SENTENCES else ():
            for phrase in entry["words"] if not entry.get("asked") else ():
                index.add(phrase, f"{file}.{key}", cased=entry.get("cased", False))
    return index


def _read(file: str) -> str:
    return (files(f"{__package__}.lexicon") / f"{file}.toml").read_text(encoding="utf-8")
