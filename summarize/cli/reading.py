"""What `summarize ARTICLE…` does between its arguments and the files or the screen."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from summarize.output import atomic
from summarize.render import joined, screen
from summarize.render.screen import reason, say

if TYPE_CHECKING:
    import datetime as dt

    from summarize.document import Document
    from summarize.engines import Engine
    from summarize.schemas import Report
    from summarize.settings import Settings

__all__ = ["Read", "credit", "document", "expand", "read_each", "shown", "write"]


class Read(NamedTuple):
    """A report and the seconds that it took."""

    report: Report
    seconds: float


def expand(articles: Iterable[str]) -> tuple[list[str], int]:
    """The files that the arguments name, and how many arguments name none."""
    from summarize.errors import SummarizeError
    from summarize.sources import articles as files

    found: list[str] = []
    failed = 0
    for name in articles:
        try:
            found += [name] if name == "-" else [os.fspath(p) for p in files([Path(name)])]
        except (SummarizeError, OSError) as error:
            say(str(error) if isinstance(error, SummarizeError) else f"{name}: {reason(error)}")
            failed += 1
    return found, failed


def read_each(
    names: Iterable[str], published: dt.date | None, engine: Engine, settings: Settings
) -> Generator[Read | Exception]:
    """For each article in its turn the report, or what it failed by; several are read at once by a model."""
    from summarize.many import ahead, in_order, stepped
    from summarize.pipeline import asummarize

    async def one(name: str) -> Read:
        begun = time.perf_counter()
        report = await asummarize(document(name, published), engine=engine, settings=settings)
        return Read(report, time.perf_counter() - begun)

    return stepped(in_order((one(name) for name in names), ahead(engine, settings)), last=engine.aclose)


def shown(name: str, result: Read | Exception, show: Callable[[Report], str], *, verbose: bool) -> str | None:
    """The report on one article as it is shown; None, and a line on standard error, when there is none."""
    from summarize.errors import SummarizeError
    from summarize.render.words import reasons, tally

    try:
        error, text = (result, "") if isinstance(result, Exception) else (None, show(result.report))
    except Exception as other:  # noqa: BLE001 - one article's trouble must not take the others' reports with it
        error, text = other, ""
    if isinstance(error, SummarizeError):
        say(str(error) if error.document_id else f"{name}: {error}")
        return None
    if error is not None or isinstance(result, Exception):
        say(f"{name}: internal error: {type(error).__name__}: {error}; please report it")
        if verbose:
            from traceback import format_exception

            for line in "".join(format_exception(error)).splitlines():
                say(line)
        return None
    if verbose:
        say(f"{name}: {result.seconds:.2f} s; {tally(result.report)}")
        for rejected in result.report.rejected:
            say(f"{name}: rejected {reasons(rejected)}")
    return text


def document(name: str, published: dt.date | None) -> Document:
    """The article that an argument names.

    Raises:
        SourceError: it could not be read.

    """
    from summarize.errors import SourceUnreadable
    from summarize.sources import read_file, read_stream

    if name != "-":
        return read_file(Path(name), published=published)
    if sys.stdin is None:
        raise SourceUnreadable("standard input is closed", document_id="-")
    try:
        return read_stream(sys.stdin.buffer, source="-", published=published)
    except OSError as error:
        raise SourceUnreadable(reason(error), document_id="-") from None


def write(rendered: Iterator[tuple[int, str]], targets: Path | list[Path] | None, form: str, *, many: bool) -> int:
    """Put every report where it belongs; how many could not be."""
    if isinstance(targets, list):
        return sum(_write_file(targets[i], [text]) for i, text in rendered)
    if targets is None:
        for text in joined((text for _, text in rendered), form, many=many):
            screen.put(text)
        return 0
    first = next(rendered, None)
    if first is None:
        return 0  # nothing was read: what stood in the file before is worth more
    return _write_file(targets, joined((text for _, text in chain([first], rendered)), form, many=many))


def _write_file(path: Path, texts: Iterable[str]) -> int:
    try:
        with atomic(path) as stream:
            for text in texts:
                stream.write(text.encode())
    except OSError as error:
        say(f"cannot write {path}: {reason(error)}")
        return 1
    return 0


def credit(done: int, asked: int, engine: Engine) -> str:
    """One honest line on who read."""
    from summarize.render.words import counted

    articles = counted(done, "article") if done == asked else f"{done:,} of {counted(asked, 'article')}"
    if engine.model:
        return f"{articles} read by {engine.name} {engine.model}"
    return f"{articles} read by the built-in {engine.name} engine; --model has a language model read"
