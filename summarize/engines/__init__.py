"""Engines: whatever reads an article and copies words out of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from summarize.document import Document
from summarize.schemas import Rejected, Usage

if TYPE_CHECKING:
    from summarize.settings import Settings

__all__ = ["Engine", "Reply", "choose"]


class Reply(NamedTuple):
    """What an engine gave back, unchecked, what it took, and what of its answer it knows to be lost."""

    answer: Any
    usage: Usage = Usage()
    lost: tuple[Rejected, ...] = ()


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

    async def aclose(self) -> None:
        """Give back what the running event loop holds, such as connections. The engine can be used again."""
        ...


def choose(settings: Settings) -> Engine:
    """The engine that `settings` name, or SUMMARIZE_MODEL where they name none.

    Raises:
        ModelSetup: there is no such model, or a key or a package that it needs is missing.

    """
    model = settings.model or os.environ.get("SUMMARIZE_MODEL") or "rules"
    if model == "rules":
        from summarize.engines.rules import RulesEngine

        return RulesEngine()
    from summarize.engines.llm import model_engine  # only when a model is used

    return model_engine(model, settings)
