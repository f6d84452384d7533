"""How many independent voices stand behind something."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from summarize.digest.articles import Source
from summarize.digest.matters import Statement, Support

__all__ = ["support"]


def support(statements: Collection[Statement], sources: Mapping[str, Source]) -> Support:
    """Articles, independent outlets and original sources of the statements.

    Two articles are not independent when one outlet has both or one is a copy of the other; of all that have the
    statements, the most are counted of which no two are dependent. An outlet that names no source is one itself only
    where nobody else is named: mostly it passes on what others have said.
    """
    articles = {s.article for s in statements}
    dispatches: dict[str, set[str]] = {}
    for article in sorted(articles):
        dispatches.setdefault(sources[article].outlet, set()).add(sources[article].original)
    sources_named = {s.original for s in statements if s.source is not None} or {s.original for s in statements}
    return Support(articles=len(articles), outlets=_matched(dispatches), sources=len(sources_named))


def _matched(dispatches: Mapping[str, set[str]]) -> int:
    """Most pairs of an outlet and a dispatch that it has, no outlet and no dispatch twice (a maximum matching)."""
    printed_by: dict[str, str] = {}

    def place(outlet: str, seen: set[str]) -> bool:
        for dispatch in sorted(dispatches[outlet] - seen):
            seen.add(dispatch)
            if dispatch not in printed_by or place(printed_by[dispatch], seen):
                printed_by[dispatch] = outlet
                return True
        return False

    return sum(place(outlet, set()) for outlet in sorted(dispatches))
