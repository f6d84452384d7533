"""Engines: whatever reads an article and copies words out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from summarize.document import Document
from summarize.schemas import Rejected, Usage

if TYPE_CHECKING:
    from summarize.settings import Settings

__all__ = ["Engine", "Reply", "choose"]


class Reply(NamedTuple):
    """What an engine gave back, unchecked, and what it took."""

    answer: Any
    usage: Usage = Usage()


class Engine(Protocol):
    """Reads one article. Everything it answers is checked against the article afterwards."""

    @property
    def name(self) -> str:
        """The engine's name in a report's provenance."""
        ...

    @property
    def model(self) -> str | None:
        """The model's name, null where there is none."""
        ...

    @property
    def prompt_hash(self) -> str:
        """SHA-256 of all fixed instructions that decide what it answers."""
        ...

    async def read(self, document: Document) -> Reply:
        """The engine's answer: an object with the fields of `summarize.schemas.Answer`, as an engine writes them.

        Raises:
            EngineError: it cannot answer for this article.

        """
        ...

    async def repair(self, document: Document, answer: Mapping[str, Any], failing: Sequence[Rejected]) -> Reply | None:
        """Corrected parts of its own answer: an object from each failing part's path to the part anew, or null to
        withdraw it. None when the engine cannot do better. Asked once at most; whatever it raises, what stood stays.
        """
        ...


def choose(settings: Settings) -> Engine:
    """The engine that `settings` name.

    Raises:
        ValueError: there is no such engine.

    """
    from summarize.engines.rules import RulesEngine

    if settings.engine != RulesEngine.name:
        raise ValueError(f"no engine {settings.engine!r}: there is {RulesEngine.name!r}")
    return RulesEngine()
