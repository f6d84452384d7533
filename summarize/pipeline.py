"""An article in, a verified report out."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from summarize.document import Document
from summarize.engines import Engine, Reply, choose
from summarize.errors import AnswerError, EngineError, SourceEmpty, SourceNotArticle
from summarize.schemas import Answer, Provenance, Reading, Rejected, Report, Usage
from summarize.schemas.rejected import plain
from summarize.settings import Settings
from summarize.sources import read_file

__all__ = ["Validated", "asummarize", "summarize", "validate"]

DEFAULTS = Settings()
_MOST_REPAIRED = 100
"""Parts that are asked for again; an answer with more that fail is not to be had for one short request."""
_LONGEST_NAME = 1_000
_log = logging.getLogger(__name__)


def summarize(
    source: str | Path | Document,
    *,
    published: dt.date | None = None,
    engine: Engine | None = None,
    settings: Settings = DEFAULTS,
) -> Report:
    """Read one article into a report in which every value stands in the article.

    Args:
        source: the article's text, the path of any file that `sources.read_file` reads, or a document.
        published: publication date, which relative dates are read against.
        engine: what reads; by default the one that `settings` name.
        settings: everything else.

    Raises:
        SourceError: the article could not be read.
        EngineError: the engine could not answer for it.

    """
    chosen, done = engine or choose(settings), list[Report]()

    async def work() -> None:
        # Not the task's result: asyncio writes that out in full when it gives the interrupt's handler back.
        done.append(await _once(source, published, chosen, settings))

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(work())
    else:
        # A loop runs already (a notebook): it cannot be entered again, another thread can have its own.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, work()).result()
    return done[0]


async def _once(source: str | Path | Document, published: dt.date | None, engine: Engine, settings: Settings) -> Report:
    try:
        return await asummarize(source, published=published, engine=engine, settings=settings)
    finally:
        await engine.aclose()  # the event loop ends here, and its connections with it


async def asummarize(
    source: str | Path | Document,
    *,
    published: dt.date | None = None,
    engine: Engine | None = None,
    settings: Settings = DEFAULTS,
) -> Report:
    """`summarize` for callers with an event loop; same arguments, same errors.

    An `engine` of the caller's own is the caller's to close (`Engine.aclose`) and serves any number of calls at once.
    """
    document = _document(source, published, settings)
    if engine is None:
        return await _once(document, None, choose(settings), settings)
    try:
        reply = await engine.read(document)
    except EngineError as error:
        error.document_id = error.document_id or document.id
        raise
    read, usage = validate(reply.answer, document), reply.usage
    failing = read.failing[:_MOST_REPAIRED]
    if failing and settings.repair:
        fixed = await _repair(engine, document, read.raw, failing)
        if fixed is not None:
            usage += fixed.usage
            read = _better(read, plain(fixed.answer), failing, document)
    provenance = Provenance(
        engine=engine.name,
        model=engine.model,
        prompt_hash=engine.prompt_hash,
        text_sha256=document.sha256,
        usage=usage,
    )
    rejected = (*read.rejected, *reply.lost)
    return Report(document=document, provenance=provenance, rejected=rejected, **dict(read.answer))


class Validated(NamedTuple):
    """What stands of an engine's answer when it is held against the article, and what does not.

    `failing` are the rejected parts that the engine may do better: not those that only fell with others. `raw` is the
    whole answer as JSON can hold it.
    """

    answer: Answer
    rejected: tuple[Rejected, ...]
    failing: tuple[Rejected, ...]
    raw: dict[str, Any]


def validate(raw: Any, document: Document) -> Validated:
    """Hold an engine's answer against the article.

    Raises:
        AnswerError: the answer is not an object.

    """
    if not isinstance(raw, Mapping):
        raise AnswerError("the engine's answer is not an object", document_id=document.id)
    raw = plain(raw)
    with Reading(document).open() as reading:
        answer = Answer.model_validate(raw)
    return Validated(answer, tuple(reading.rejected), tuple(reading.failing), raw)


def _document(source: str | Path | Document, published: dt.date | None, settings: Settings) -> Document:
    if isinstance(source, Path):
        return read_file(source, published=published, settings=settings)
    if isinstance(source, str) and _names_a_file(source):
        raise SourceNotArticle("a file's name and no text: give it as a Path", document_id=source)
    document = Document(text=source) if isinstance(source, str) else source
    if not document.text.strip():
        raise SourceEmpty("nothing to read: the article is empty", document_id=document.id)
    given = {"published": published, "published_from": "given"}
    return Document.model_validate(document.model_dump() | given) if published else document


async def _repair(engine: Engine, document: Document, raw: dict[str, Any], failing: Sequence[Rejected]) -> Reply | None:
    try:
        # A copy of its own: what stood is not for a repair to touch.
        return await engine.repair(document, deepcopy(raw), failing)
    except Exception as error:  # noqa: BLE001 - whatever it is, what stood before must not be lost with it
        # Other people's messages may hold whole requests.
        _log.warning(
            "%s: no repair: %s", document.id, error if isinstance(error, EngineError) else type(error).__name__
        )
        return Reply(None, getattr(error, "usage", None) or Usage(calls=1))


def _better(first: Validated, fixed: Any, failing: Sequence[Rejected], document: Document) -> Validated:
    """What stands of the answer with its failing parts replaced, or the first result where that would cost a part.

    Of all parts only an actor can cost others: it may take a name that another one has.
    """
    fallen = {r.path for r in first.rejected}
    for parts in (failing, [p for p in failing if not p.path.startswith("actors")]):
        second = validate(_mended(first.raw, fixed, parts), document)
        if fallen.issuperset(r.path for r in second.failing):
            return second
    return first


def _mended(raw: Mapping[str, Any], fixed: Any, failing: Sequence[Rejected]) -> dict[str, Any]:
    """The answer with the failing parts replaced and nothing else; what the engine withdraws (null) stays as it was."""
    mended = {k: list(v) if isinstance(v, list) else v for k, v in raw.items()}
    for part in failing:
        new = fixed.get(part.path) if isinstance(fixed, dict) else None
        field, bracket, position = part.path.partition("[")
        if new is None:
            continue
        if bracket:
            mended[field][int(position.removesuffix("]"))] = new
        else:
            mended[field] = new
    return mended


def _names_a_file(text: str) -> bool:
    """Whether a text without a space is the name of a file that is there."""
    try:
        return len(text) < _LONGEST_NAME and not any(map(str.isspace, text)) and Path(text).is_file()
    except (OSError, ValueError):
        return False
