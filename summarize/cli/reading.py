"""What `summarize ARTICLE…` does between its arguments and the files or the screen."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from summarize.render import render, screen
from summarize.render.screen import say

if TYPE_CHECKING:
    import datetime as dt

    from summarize.cli.inputs import Article, Inputs
    from summarize.engines import Engine
    from summarize.schemas import Report
    from summarize.settings import Settings

__all__ = ["Read", "Readings", "credit", "read_each", "taken"]


class Read(NamedTuple):
    """A report and the seconds that it took."""

    report: Report
    seconds: float


class Readings:
    """The articles of one command being read; `done` are those that there is a report on, and that could be shown."""

    def __init__(  # noqa: PLR0913 - what the command says about the reading
        self,
        inputs: Inputs,
        published: dt.date | None,
        engine: Engine,
        settings: Settings,
        *,
        verbose: bool,
        no_text: bool,
        bar: bool,
    ) -> None:
        self._inputs, self._published, self._engine, self._settings = inputs, published, engine, settings
        self._verbose, self._no_text, self._bar = verbose, no_text, bar
        self.done = 0

    def reports(self) -> Generator[tuple[int, Report]]:
        """The article's place in the list and its report, in order; what cannot be read is told on standard error."""
        names = self._inputs.names
        each = read_each(self._inputs.articles(), self._published, self._engine, self._settings)
        # Closed whatever ends the writing: the progress bar must go.
        with screen.progress(len(names), show=self._bar) as tell, closing(each):
            for i, name in enumerate(names):
                tell(name)
                report = taken(name, next(each), verbose=self._verbose)
                if report is not None:
                    self.done += 1
                    yield i, report.without_text() if self._no_text else report

    def rendered(self, form: str, *, width: int, color: bool) -> Generator[tuple[int, str]]:
        """As `reports`, in a format."""
        with closing(self.reports()) as reports:
            for i, report in reports:
                try:
                    text = render(report, form, width=width, color=color)
                except Exception as error:  # noqa: BLE001 - it must not take the other articles' reports with it
                    self.done -= 1
                    _trouble(self._inputs.names[i], error, verbose=self._verbose)
                else:
                    yield i, text


def read_each(
    articles: Iterable[Article], published: dt.date | None, engine: Engine, settings: Settings
) -> Generator[Read | Exception]:
    """For each article in its turn the report, or what it failed by; several are read at once by a model."""
    if engine.model is None:
        yield from _one_by_one(articles, published, engine, settings)
        return
    from summarize.cli.inputs import aopened
    from summarize.many import ahead, in_order, stepped
    from summarize.pipeline import asummarize

    async def one(article: Article) -> Read:
        begun = time.perf_counter()
        document = await aopened(article, published, settings)
        report = await asummarize(document, engine=engine, settings=settings)
        return Read(report, time.perf_counter() - begun)

    yield from stepped(in_order((one(article) for article in articles), ahead(engine, settings)), last=engine.aclose)


def _one_by_one(
    articles: Iterable[Article], published: dt.date | None, engine: Engine, settings: Settings
) -> Generator[Read | Exception]:
    """Without an event loop around the files: in one, an interruption waits until a pipe that blocks is read."""
    from summarize.cli.inputs import opened
    from summarize.pipeline import summarize

    for article in articles:
        begun = time.perf_counter()
        try:
            report = summarize(opened(article, published, settings), engine=engine, settings=settings)
        except Exception as error:  # noqa: BLE001 - it is the result
            yield error
        else:
            yield Read(report, time.perf_counter() - begun)


def taken(name: str, result: Read | Exception, *, verbose: bool) -> Report | None:
    """The report on one article; None, and a line on standard error, when there is none."""
    from summarize.errors import SummarizeError
    from summarize.render.words import reasons, tally

    if isinstance(result, SummarizeError):
        say(str(result) if result.document_id else f"{name}: {result}")
        return None
    if isinstance(result, Exception):
        _trouble(name, result, verbose=verbose)
        return None
    if verbose:
        say(f"{name}: {result.seconds:.2f} s; {tally(result.report)}")
        for rejected in result.report.rejected:
            say(f"{name}: rejected {reasons(rejected)}")
    return result.report


def _trouble(name: str, error: Exception, *, verbose: bool) -> None:
    say(f"{name}: internal error: {type(error).__name__}: {error}; please report it")
    if verbose:
        from traceback import format_exception

        for line in "".join(format_exception(error)).splitlines():
            say(line)


def credit(done: int, asked: int, engine: Engine) -> str:
    """One honest line on who read."""
    from summarize.render.words import counted

    articles = counted(done, "article") if done == asked else f"{done:,} of {counted(asked, 'article')}"
    if engine.model:
        return f"{articles} read by {engine.name} {engine.model}"
    return f"{articles} read by the built-in {engine.name} engine; --model has a language model read"
