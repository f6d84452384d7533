"""Who tells that something is demanded, and whether he says so, denies it, or only foresees it."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.attribution import Said
from summarize.engines.rules.demands import Demand
from summarize.engines.rules.denials import disputes, hear_denials
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.sides import Side
from summarize.engines.rules.speakers import around
from summarize.engines.rules.text import Sentence

__all__ = ["deny", "foresees", "stance_of_teller", "teller_of"]

_HEARD: Final = 6  # words from "reports" to "that"
_HEARSAY: Final = frozenset({"reports", "rumours", "rumors", "rumour", "rumor", "speculation"})
_JUDGES: Final = frozenset({"analyst", "analysts", "expert", "experts", "observer", "observers", "commentators"})


def teller_of(
    reader: Reader, sentence: Sentence, demand: Demand, issuers: list[Side], said: Said | None
) -> Said | None:
    """Who says that it is demanded: None for the article, where its own verb is that of the demand."""
    if said is None or said.i != demand.verb or demand.target is None:
        return said
    trailing = reader.sayings.at(sentence, len(sentence.tokens) - 1)
    if trailing is not None and trailing.i > said.i and trailing.source is not None:
        return trailing
    outer = around(reader, sentence, said)
    if outer is not None:
        return outer
    if demand.hangs and issuers and sentence.tokens[said.i].low in words("ultimatums.plainly"):
        return said._replace(source=issuers[0].name, entry=issuers[0].entry)  # "a militant group said it would"
    return None


def stance_of_teller(sentence: Sentence, demand: Demand, teller: Said | None) -> str:
    """Of whom it is told by: one who denies it, or the article, which has only heard "unconfirmed reports that"."""
    if teller is not None:
        return teller.stance if disputes(sentence, teller) else "asserts"
    heard = (k for k in sentence.where(_HEARSAY) if k < demand.span[1])
    return "doubts" if any("that" in sentence.folded[k + 1 : k + _HEARD] for k in heard) else "asserts"


def foresees(said: Said) -> bool:
    """Whether who speaks only judges what will come."""
    return said.entry is None and not _JUDGES.isdisjoint((said.source or "").lower().split())


def deny(reader: Reader, found: list[dict[str, Any]], spots: list[tuple[int, int, int]]) -> None:
    """Add the claims of those who deny that it was demanded."""
    told_at: dict[int, list[tuple[int, dict[str, Any]]]] = {}
    for number, end, n in spots:
        told_at.setdefault(number, []).append((end, found[n]))
    hear_denials(reader, told_at, deeds=False, things=("ultimatums.word", "ultimatums.deadlines"))
