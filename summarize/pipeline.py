"""An article in, a verified report out."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from summarize.document import Document
from summarize.engines import Engine, choose
from summarize.errors import AnswerError, SourceEmpty
from summarize.schemas import Answer, Provenance, Reading, Rejected, Report, Usage
from summarize.settings import Settings
from summarize.sources import read_file

__all__ = ["asummarize", "summarize", "validate"]

DEFAULTS = Settings()


def summarize(
    source: str | Path | Document,
    *,
    published: dt.date | None = None,
    engine: Engine | None = None,
    settings: Settings = DEFAULTS,
) -> Report:
    """Read one article into a report in which every value stands in the article.

    Args:
        source: the article's text, a path to a text or Markdown file, or a document.
        published: publication date, which relative dates are read against.
        engine: what reads; by default the one that `settings` name.
        settings: everything else.

    Raises:
        SourceError: the article could not be read.
        EngineError: the engine could not answer for it.
    """
    work = asummarize(source, published=published, engine=engine, settings=settings)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    # A loop runs already (a notebook): it cannot be entered again, another thread can have its own.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def asummarize(
    source: str | Path | Document,
    *,
    published: dt.date | None = None,
    engine: Engine | None = None,
    settings: Settings = DEFAULTS,
) -> Report:
    """`summarize` for callers with an event loop; same arguments, same errors."""
    document = _document(source, published, settings)
    engine = engine or choose(settings)
    reply = await engine.read(document)
    usage, raw = reply.usage, reply.answer
    answer, rejected = validate(raw, document)
    failing = [r for r in rejected if _repairable(r, raw)]
    if failing and settings.repair:
        fixed = await engine.repair(document, raw, failing)
        if fixed is not None:
            usage = _sum(usage, fixed.usage)
            raw = _mended(raw, fixed.answer, failing)
            answer, rejected = validate(raw, document)
    provenance = Provenance(
        engine=engine.name,
        model=engine.model,
        prompt_hash=engine.prompt_hash,
        text_sha256=document.sha256,
        usage=usage,
    )
    return Report(document=document, provenance=provenance, rejected=rejected, **dict(answer))


def validate(raw: Any, document: Document) -> tuple[Answer, tuple[Rejected, ...]]:
    """What stands of an engine's answer when it is held against the article, and what does not.

    Raises:
        AnswerError: the answer is not an object.
    """
    if not isinstance(raw, Mapping):
        raise AnswerError("the engine's answer is not an object", document_id=document.id)
    with Reading(document).open() as reading:
        answer = Answer.model_validate(raw)
    return answer, tuple(reading.rejected)


def _document(source: str | Path | Document, published: dt.date | None, settings: Settings) -> Document:
    if isinstance(source, Path):
        return read_file(source, published=published, settings=settings)
    document = Document(text=source) if isinstance(source, str) else source
    if not document.text.strip():
        raise SourceEmpty("nothing to read: the article is empty", document_id=document.source)
    return document.model_copy(update={"published": published}) if published else document


def _repairable(rejected: Rejected, raw: Mapping[str, Any]) -> bool:
    """Whether the engine can do better: not for parts that only fell with others, nor for fields it may not write."""
    fell = all(p.reason == "none of the records it cites stands" for p in rejected.problems)
    return not fell and (rejected.path == "headline" or rejected.path.endswith("]"))


def _mended(raw: Mapping[str, Any], fixed: Any, failing: Sequence[Rejected]) -> dict[str, Any]:
    """The answer with the failing parts replaced, and nothing else: what stood is not for a repair to touch."""
    mended = {k: list(v) if isinstance(v, list | tuple) else v for k, v in raw.items()}
    for part in failing:
        new = fixed.get(part.path) if isinstance(fixed, Mapping) else None
        if new is None:
            continue
        field, bracket, position = part.path.partition("[")
        if bracket:
            mended[field][int(position.removesuffix("]"))] = new
        else:
            mended[field] = new
    return mended


def _sum(a: Usage, b: Usage) -> Usage:
    """Both usages together; unknown where either is unknown."""

    def both(x: float | None, y: float | None) -> Any:
        return None if x is None or y is None else x + y

    return Usage(
        calls=a.calls + b.calls,
        input_tokens=both(a.input_tokens, b.input_tokens),
        output_tokens=both(a.output_tokens, b.output_tokens),
        cost=both(a.cost, b.cost),
    )
