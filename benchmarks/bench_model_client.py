"""What a model's client costs: this library beside the bare openai client and plain instructor, on the same server.

CPU is this process's own, an article; the server is another process. Bare: the same request, the answer parsed as JSON.
Plain instructor: the same fields as a Pydantic model of strings, nothing looked up in the article. Here the whole
report is made: every quote found, bounds and days computed.

    pytest benchmarks/bench_model_client.py -m slow --benchmark-enable -s
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, NamedTuple

import pytest
from fiction import KESLOW, answer
from pydantic import BaseModel, create_model
from pytest_benchmark.fixture import BenchmarkFixture

from summarize import Document, Settings, asummarize_each, prompts
from summarize.engines.llm import model_engine
from summarize.schemas import Answer

pytestmark = pytest.mark.slow

SERVER = """
import json, sys, time
from summarize.testing import Completion, ModelServer
answer, delay = json.loads(sys.stdin.readline()), float(sys.argv[1])
with ModelServer(Completion(answer, delay=delay)) as server:
    print(server.base_url, flush=True)
    sys.stdin.read()
"""
Close = Callable[[], Awaitable[None]]
Work = Callable[[list[Document], int], Awaitable[None]]
"""Reads articles, so many at a time."""


class Cost(NamedTuple):
    """Seconds an article: of this process's CPU, and on the clock."""

    cpu: float
    wall: float


@contextmanager
def server(delay: float) -> Iterator[str]:
    command = [sys.executable, "-c", SERVER, str(delay)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(answer()) + "\n")
        process.stdin.flush()
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


def plain(schema: dict[str, Any], whole: dict[str, Any], name: str = "Plain") -> Any:
    """The type that a JSON schema describes, of plain Pydantic models, enumerations and strings."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return plain(whole["$defs"][name], whole, name)
    if "anyOf" in schema:
        return plain(schema["anyOf"][0], whole) | None
    if "enum" in schema:
        return StrEnum(name, schema["enum"])
    if schema["type"] == "array":
        return list[plain(schema["items"], whole)]  # type: ignore[misc]
    if schema["type"] == "object":
        fields: Any = {field: (plain(part, whole), ...) for field, part in schema["properties"].items()}
        return create_model(name, **fields)
    return str


def each(read: Callable[[Document], Awaitable[Any]]) -> Work:
    async def work(documents: list[Document], at_once: int) -> None:
        limit = asyncio.Semaphore(at_once)

        async def one(document: Document) -> None:
            async with limit:
                await read(document)

        await asyncio.gather(*map(one, documents))

    return work


def clients(url: str, at_once: int) -> dict[str, tuple[Work, Close]]:
    import instructor
    import openai

    bare = openai.AsyncOpenAI(base_url=url, api_key="none", max_retries=0)
    asked = {
        "type": "json_schema",
        "json_schema": {"name": "report", "strict": True, "schema": Answer.model_json_schema()},
    }
    model: type[BaseModel] = plain(Answer.model_json_schema(), Answer.model_json_schema())
    helped = instructor.from_provider(
        "openai/small", async_client=True, base_url=url, api_key="none", mode=instructor.Mode.JSON_SCHEMA, max_retries=0
    )
    settings = Settings(base_url=url, concurrency=at_once)
    engine = model_engine("openai/small", settings)

    async def bare_openai(document: Document) -> Any:
        messages: Any = prompts.read(document).messages
        said = await bare.chat.completions.create(model="small", messages=messages, response_format=asked)  # type: ignore[call-overload]
        return json.loads(said.choices[0].message.content)

    async def plain_instructor(document: Document) -> Any:
        messages: Any = list(prompts.read(document).messages)
        return await helped.create(response_model=model, messages=messages, max_retries=0)

    async def summarize(documents: list[Document], _: int) -> None:
        async for report in asummarize_each(documents, engine=engine, settings=settings):
            assert not isinstance(report, Exception), report

    async def nothing() -> None:
        await helped.client.close()  # type: ignore[union-attr]

    return {
        "openai": (each(bare_openai), bare.close),
        "instructor": (each(plain_instructor), nothing),
        "summarize": (summarize, engine.aclose),
    }


async def cost(work: Work, close: Close, articles: int, at_once: int) -> Cost:
    documents = [Document(text=f"{KESLOW.text}\n\n{i}", published=KESLOW.published) for i in range(articles)]
    await work(documents[:1], 1)  # imports, connections, compiled schemas
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    await work(documents, at_once)
    done = Cost((time.process_time() - cpu) / articles, (time.perf_counter() - wall) / articles)
    await close()
    return done


@pytest.mark.parametrize(("delay", "at_once", "articles"), [(0, 1, 60), (0, 16, 120), (0, 64, 200), (2, 64, 640)])
def test_the_client_costs_little_more_than_instructor(
    benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str], delay: float, at_once: int, articles: int
) -> None:
    measured = benchmark.enabled
    rounds, articles = (3, articles) if measured else (1, 4)
    done: dict[str, list[Cost]] = {}
    with server(delay if measured else 0) as url:
        for _ in range(rounds):
            for name, (work, close) in clients(url, at_once).items():
                done.setdefault(name, []).append(asyncio.run(cost(work, close, articles, at_once)))
    best = {name: Cost(min(c.cpu for c in costs), min(c.wall for c in costs)) for name, costs in done.items()}
    benchmark.pedantic(lambda: None, rounds=1)  # the fixture has to be used; what it would measure is measured here
    if not measured:
        assert set(best) == {"openai", "instructor", "summarize"}
        return
    benchmark.extra_info.update({name: c._asdict() for name, c in best.items()})
    with capsys.disabled():
        print(f"\nlatency {delay:g} s, {at_once} in flight, {articles} articles: ms an article, CPU and wall")  # noqa: T201
        for name, c in best.items():
            print(f"  {name:<10} {1000 * c.cpu:7.1f} {1000 * c.wall:7.1f}")  # noqa: T201
    assert best["summarize"].cpu <= 1.5 * best["instructor"].cpu
    if delay:
        ideal = delay / at_once
        assert best["summarize"].wall <= 1.15 * ideal
