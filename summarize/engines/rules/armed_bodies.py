"""Bodies whose names sound like a party's, and that an article shows to be at arms."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.cast import Cast, Entry
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["tell_armed"]

_UNTOLD: Final = frozenset({"political", "other"})
_OFTEN: Final = 2  # sentences with people at arms where the article has other armed groups


def tell_armed(sentences: list[Sentence], cast: Cast) -> None:
    """Let a body with a party's name be an armed group where what is said of it speaks of rebels or fighters."""
    untold = [e for e in cast.entries if e.kind == "organization" and e.sector in _UNTOLD and not e.name.islower()]
    if not untold:
        return
    armed = [s for s in sentences if any(t.low in words("actors.at_arms") for t in s.tokens)]
    others = any(e.sector == "rebel_group" for e in cast.entries)
    for entry in untold:
        told = sum(_names(s, entry) for s in armed)
        if told >= (_OFTEN if others else 1) and not any(
            _names(s, entry) and s.has("actors.unarmed") for s in sentences
        ):
            entry.sector = "rebel_group"


def _names(sentence: Sentence, entry: Entry) -> bool:
    return any(f" {form} " in f" {' '.join(t.text for t in sentence.tokens)} " for form in entry.forms)
