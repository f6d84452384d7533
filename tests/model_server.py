"""What the tests of the model engine share: an engine on a scripted server, with no pauses between its calls."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fiction import KESLOW

from summarize import Document, Report, Settings, asummarize
from summarize.engines.llm import ModelEngine, model_engine, retries
from summarize.testing import ModelServer, Script

KEY = "sk-a-key-that-must-never-show"


@contextmanager
def serving(script: Script, model: str = "openai/small", **given: Any) -> Iterator[tuple[ModelServer, ModelEngine]]:
    """A server and the engine that asks it."""
    with ModelServer(script) as server:
        url = server.url if model.startswith(("anthropic", "google")) else server.base_url
        yield server, model_engine(model, Settings(base_url=url, **given))


def read(engine: ModelEngine, document: Document = KESLOW, **given: Any) -> Report:
    """The report on one article."""

    async def reading() -> Report:
        try:
            return await asummarize(document, engine=engine, settings=Settings(**given))
        finally:
            await engine.aclose()

    return asyncio.run(reading())


def no_pauses(monkeypatch: Any) -> None:
    """Calls are tried again at once, unless the server asks for a pause."""
    for pause in ("_FIRST_PAUSE", "_LONGEST_PAUSE", "_JITTER"):
        monkeypatch.setattr(retries, pause, 0.0)
