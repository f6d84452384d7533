"""A matter in a few words, for people: in lists, and where another situation names it."""

from __future__ import annotations

from collections.abc import Iterable

from summarize.digest.matters import AnyMatter, CasualtyFigures, DealLine, DisplacementFigures, Party, UltimatumLine

__all__ = ["named", "title"]


def named(parties: Iterable[Party]) -> str:
    """The parties' names."""
    return ", ".join(p.name for p in parties)


def title(matter: AnyMatter) -> str:
    """What a matter is: "Evacuation deal, Keslow: agreed"."""
    where = f", {matter.place}" if matter.place else ""
    match matter:
        case UltimatumLine():
            issuers, targets = named(matter.issuers), named(matter.targets)
            return f"{issuers or 'issuer not named'} → {targets or 'target not named'}{where}"
        case DealLine():
            return f"{_words(matter.kind).capitalize()} deal{where}: {_words(matter.stage)}"
        case CasualtyFigures():
            whom = "" if matter.victims == "unknown" else f" {_words(matter.victims)}"
            return f"{_words(matter.harm).capitalize()}{whom}{where} ({_words(matter.scope)})"
        case DisplacementFigures():
            whom = "" if matter.people == "unknown" else f" {_words(matter.people)}"
            target = f" → {matter.destination}" if matter.destination else ""
            return f"{_words(matter.movement).capitalize()}{whom}{where}{target}"


def _words(value: str) -> str:
    return str(value).replace("_", " ")
