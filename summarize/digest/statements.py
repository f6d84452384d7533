"""The claims of many records on one matter: who says so, and whether they go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from summarize.digest.actors import Cast
from summarize.digest.articles import Source
from summarize.digest.matters import Statement
from summarize.digest.support import support
from summarize.schemas import Claim, Claimed, Place, Stance

__all__ = ["AGAINST", "BEHIND", "World", "most_told", "statements"]

BEHIND: Final = frozenset({Stance.asserts, Stance.accepts, Stance.proposes})
AGAINST: Final = frozenset({Stance.denies, Stance.doubts, Stance.rejects})
T = TypeVar("T")


class World(NamedTuple):
    """What all matters of a situation are seen with: its articles by id, and its actors."""

    sources: Mapping[str, Source]
    cast: Cast

    def speaker(self, article: str, claim: Claim) -> str:
        """The original source of a claim; an article's own voice is its outlet's, a copy's that of what it copies."""
        if claim.source is None:
            return f"outlet {self.sources[self.sources[article].original].outlet}"
        return self.cast.speaker(self.cast.party(article, claim.source))

    def matter(self, records: Sequence[tuple[str, Claimed]]) -> dict[str, Any]:
        """The fields that every matter has, for records with the articles they are of."""
        said = statements(records, self)

        def originals(*stances: Stance) -> set[str]:
            return {s.original for s in said if s.stance in stances}

        held, denied = originals(Stance.asserts, Stance.accepts), originals(Stance.denies)
        disputed = any(r.disputed for _, r in records) or _two(held, denied)
        doubted = any(r.unconfirmed for _, r in records) or _two(originals(Stance.asserts), originals(Stance.doubts))
        return {
            "statements": said,
            "support": support([s for s in said if s.stance in BEHIND], self.sources),
            "against": support([s for s in said if s.stance in AGAINST], self.sources),
            "disputed": disputed,
            "unconfirmed": doubted and not denied,
        }


def statements(records: Iterable[tuple[str, Claimed]], world: World) -> tuple[Statement, ...]:
    """All claims on the records, in their order."""
    return tuple(
        Statement(
            article=article,
            record=record.id,
            outlet=world.sources[article].article.outlet,
            date=world.sources[article].article.published,
            source=world.cast.party(article, claim.source) if claim.source else None,
            original=world.speaker(article, claim),
            stance=claim.stance,
            quote=claim.quote,
        )
        for article, record in records
        for claim in record.claims
    )


def most_told(values: Iterable[Place | None]) -> str | None:
    """The words that most records have, of equally many the longest; None where none has any."""
    counts = Counter(v.text for v in values if v is not None)
    return min(counts, key=lambda v: (-counts[v], -len(v), v)) if counts else None


def _two(some: set[str], others: set[str]) -> bool:
    return any(a != b for a in some for b in others)
