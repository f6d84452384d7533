"""Answers kept by the request that they answer: scoring them again costs nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from summarize.document import Document
from summarize.engines import Engine, Reply
from summarize.output import atomic
from summarize.schemas import Rejected, Usage

__all__ = ["KeptEngine"]


class KeptEngine:
    """An engine whose answers are kept in folders, and taken from the first that has them the next time.

    A request is known by the engine, the model, the instructions' hash, the article's text and publication date and,
    for a repair, the failing parts; when any of them changes it is asked anew. An answer's usage is kept with it,
    errors are not kept.
    """

    def __init__(self, engine: Engine, *folders: Path) -> None:
        self._engine = engine
        self._folders = folders
        self.asked = 0
        """Requests that no folder had an answer to."""

    @property
    def name(self) -> str:
        """The engine's name."""
        return self._engine.name

    @property
    def model(self) -> str | None:
        """The engine's model."""
        return self._engine.model

    @property
    def prompt_hash(self) -> str:
        """The hash of the engine's instructions."""
        return self._engine.prompt_hash

    async def read(self, document: Document) -> Reply:
        """The kept answer, else the engine's; raises as the engine does."""
        return await self._kept(document, None, lambda: self._engine.read(document)) or Reply(None)

    async def repair(self, document: Document, answer: Mapping[str, Any], failing: Sequence[Rejected]) -> Reply | None:
        """The kept repair, else the engine's."""
        asked = [part.model_dump(mode="json") for part in failing]
        return await self._kept(document, asked, lambda: self._engine.repair(document, answer, failing))

    async def aclose(self) -> None:
        """Close the engine."""
        await self._engine.aclose()

    async def _kept(self, document: Document, failing: Any, ask: Callable[[], Awaitable[Reply | None]]) -> Reply | None:
        name = f"{self._key(document, failing)}.json"
        found = next((folder / name for folder in self._folders if (folder / name).is_file()), None)
        if found is not None:
            content = found.read_bytes()
        else:
            self.asked += 1
            reply = await ask()
            kept = None if reply is None else _dumped(reply)
            content = json.dumps(kept, ensure_ascii=False, default=str).encode("utf-8", "replace")
        for folder in self._folders:
            if not (folder / name).is_file():
                folder.mkdir(parents=True, exist_ok=True)
                with atomic(folder / name) as stream:
                    stream.write(content)
        kept = json.loads(content)
        return None if kept is None else _loaded(kept)

    def _key(self, document: Document, failing: Any) -> str:
        request = [self.name, self.model, self.prompt_hash, document.sha256, str(document.published), failing]
        return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()


def _dumped(reply: Reply) -> dict[str, Any]:
    lost = [part.model_dump(mode="json") for part in reply.lost]
    return {"answer": reply.answer, "usage": reply.usage.model_dump(), "lost": lost}


def _loaded(kept: Mapping[str, Any]) -> Reply:
    lost = tuple(Rejected.model_validate(part) for part in kept["lost"])
    return Reply(kept["answer"], Usage(**kept["usage"]), lost)
