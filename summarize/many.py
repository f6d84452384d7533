"""Several articles at once, in their order: one that fails does not stop the rest."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator, Iterable
from pathlib import Path
from typing import Any, TypeVar

from summarize.document import Document
from summarize.engines import Engine, choose
from summarize.pipeline import asummarize
from summarize.schemas import Report
from summarize.settings import Settings

__all__ = ["ahead", "asummarize_each", "in_order", "stepped", "summarize_each"]

T = TypeVar("T")
_END = object()


def summarize_each(
    sources: Iterable[str | Path | Document],
    *,
    published: dt.date | None = None,
    engine: Engine | None = None,
    settings: Settings = Settings(),  # noqa: B008 - it is frozen
) -> Generator[Report | Exception]:
    """Read articles, as many at a time as `settings.concurrency` lets a model be asked; arguments as of `summarize`.

    Yields:
        For each source in its turn the report, or the `SummarizeError` (or whatever else) that it failed by.

    """
    chosen = engine or choose(settings)
    each = asummarize_each(sources, published=published, engine=chosen, settings=settings)
    yield from stepped(each, last=chosen.aclose)


async def asummarize_each(
    sources: Iterable[str | Path | Document],
    *,
    published: dt.date | None = None,
    engine: Engine | None = None,
    settings: Settings = Settings(),  # noqa: B008 - it is frozen
) -> AsyncGenerator[Report | Exception]:
    """`summarize_each` for callers with an event loop. An engine of the caller's own is left open."""
    chosen = engine or choose(settings)
    work = (asummarize(source, published=published, engine=chosen, settings=settings) for source in sources)
    results = in_order(work, ahead(chosen, settings))
    try:
        async for result in results:
            yield result
    finally:
        await results.aclose()
        if engine is None:
            await chosen.aclose()


def ahead(engine: Engine, settings: Settings) -> int:
    """Articles to begin before the first is done: enough that a slow one does not leave the model idle.

    An engine without a model works in this very process: nothing is won by beginning early.
    """
    return 2 * settings.concurrency if engine.model else 1


async def in_order(work: Iterable[Coroutine[Any, Any, T]], most: int) -> AsyncGenerator[T | Exception]:
    """Results, or what was raised instead, in the order of `work`, of which up to `most` are under way."""
    waiting: deque[asyncio.Task[T]] = deque()
    todo = iter(work)
    try:
        while True:
            while len(waiting) < most and (one := next(todo, None)) is not None:
                waiting.append(asyncio.create_task(one))
            if not waiting:
                return
            first = waiting.popleft()
            try:
                result: T | Exception = await first
            except Exception as error:  # noqa: BLE001 - it is the result
                result = error
            except asyncio.CancelledError:
                first.cancel()
                raise
            yield result
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


def stepped(results: AsyncGenerator[T], last: Callable[[], Awaitable[None]]) -> Generator[T]:
    """An asynchronous generator as a plain one, in an event loop of its own; `last` is done there in the end."""

    async def following() -> Any:
        return await anext(results, _END)

    async def ending() -> None:
        await results.aclose()
        await last()

    with asyncio.Runner() as runner:
        try:
            while (result := runner.run(following())) is not _END:
                yield result
        finally:
            runner.run(ending())
