"""`summarize digest`: many articles, one situation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.completion import complete_files
from summarize.cli.options import engine_of, model_options, settings_of
from summarize.errors import SourceNotFound
from summarize.output import atomic, destination
from summarize.render import screen
from summarize.render.screen import reason, say
from summarize.render.situations import FORMATS

if TYPE_CHECKING:
    import datetime as dt

    from summarize.digest import Situation
    from summarize.engines import Engine
    from summarize.schemas import Report
    from summarize.settings import Settings

__all__ = ["digest"]

_FORMAT = "terminal: to read here. json: to load again, with --since too. markdown: to pass on."
_SINCE = "An earlier situation (json): what is new, changed, contradicted and withdrawn is told first."
_MERGE = "Corrections (TOML): which actors are the same, which are not, and who published what."
_AS_OF = "The day on which deadlines have passed or not [default: the last publication date]."
_SAVED = re.compile(r"\.(?:json|jsonl|ndjson)(?:\.gz)?$", re.IGNORECASE)
_EPILOG = """\b
Examples:
  summarize digest articles/
  summarize digest monday/*.json --format json -o monday.json
  summarize digest monday/*.json tuesday/*.json --since monday.json
  summarize digest reports/ --merge corrections.toml --as-of 2026-05-09

\b
A file of corrections:
  [outlets]
  "front-page.txt" = "Harbour Times"
  [[same]]
  actors = ["Army of Islam", "Jaish al-Islam"]
  [[different]]
  actors = ["Ivan Petrov @ front-page.txt", "Ivan Petrov"]
"""


def _date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
    import datetime as dt

    if value is None:
        return None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with suppress(ValueError):
            return dt.date.fromisoformat(value)
    raise click.BadParameter(f"{value!r} is no date of the form YYYY-MM-DD", ctx, parameter)


@click.command(epilog=_EPILOG)
@click.argument("inputs", nargs=-1, shell_complete=complete_files, metavar="ARTICLE|REPORT...")
@click.option("--format", "-f", "form", type=click.Choice(list(FORMATS)), default="terminal", help=_FORMAT)
@click.option("--output", "-o", metavar="FILE", shell_complete=complete_files, help="Write to a file.")
@click.option("--since", metavar="SITUATION", shell_complete=complete_files, help=_SINCE)
@click.option("--merge", metavar="FILE", shell_complete=complete_files, help=_MERGE)
@click.option("--as-of", metavar="YYYY-MM-DD", callback=_date, help=_AS_OF)
@click.option("--published", metavar="YYYY-MM-DD", callback=_date, help="Publication date of articles that are read.")
@click.option("--quiet", "-q", is_flag=True, help="Only errors on standard error.")
@model_options
def digest(  # noqa: PLR0913 - one argument an option
    *,
    inputs: tuple[str, ...],
    form: str,
    output: str | None,
    since: str | None,
    merge: str | None,
    as_of: dt.date | None,
    published: dt.date | None,
    quiet: bool,
    **given: Any,
) -> int:
    """Put many articles together: one picture of who, what, how many, and who says so.

    ARTICLE is a text or Markdown file, read now. REPORT is a .json or .jsonl file of reports that summarize has
    written. A folder may hold both; - is an article on standard input.
    """
    if not inputs:
        raise click.UsageError("nothing given: name articles, saved reports, or a folder of them")
    found = list(_files(inputs))
    try:
        target = destination(output, [name for _, name in found], FORMATS[form])
    except OSError as error:
        say(f"cannot write {error.filename or output}: {reason(error)}")
        return 2
    if isinstance(target, list):
        raise click.UsageError("-o is a file here: a situation is one text")
    corrections, earlier = _loaded(merge, since)
    inputs_read = _Inputs(found, published, given, quiet=quiet)
    reports = list(inputs_read)
    if not reports:
        return 1  # what stood in the file before is worth more
    from summarize.digest import digest as put_together
    from summarize.render.situation_words import repeated
    from summarize.render.situations import render

    situation = put_together(reports, merges=corrections, since=earlier, as_of=as_of)
    width, color = (screen.PIPED_WIDTH, False) if target else (screen.width(), screen.has_color())
    lost = _write(render(situation, form, width=width, color=color), target)
    for again in () if quiet else situation.repeated:
        say(repeated(again))
    for name in situation.unused:
        say(f"{merge}: no actor goes by {name}")
    return 1 if inputs_read.failed or lost else 0


class _Inputs:
    """The reports that the arguments come to; what cannot be read or loaded is told on standard error and counted."""

    def __init__(
        self, found: list[tuple[bool, str]], published: dt.date | None, given: dict[str, Any], *, quiet: bool
    ) -> None:
        self._saved = [name for saved, name in found if saved]
        self._articles = [name for saved, name in found if not saved]
        self._published, self._quiet, self.failed = published, quiet, 0
        # An engine that cannot be had is told before anything is read, and none is needed for what is saved.
        self._settings = settings_of(**given) if self._articles else None
        self._engine = engine_of(self._settings) if self._settings else None

    def __iter__(self) -> Iterator[Report]:
        from summarize.convert import load_each
        from summarize.errors import ReportError

        for name in self._saved:
            for loaded in load_each(name):
                if isinstance(loaded, ReportError):
                    say(str(loaded))
                    self.failed += 1
                else:
                    yield loaded
        if self._settings and self._engine:
            yield from self._read(self._engine, self._settings)

    def _read(self, engine: Engine, settings: Settings) -> Iterator[Report]:
        from summarize.cli.reading import Readings, credit

        names = self._articles
        bar = len(names) > 1 and not self._quiet
        readings = Readings(names, self._published, engine, settings, verbose=False, no_text=False, bar=bar)
        with closing(readings.reports()) as reports:
            yield from (report for _, report in reports)
        self.failed += len(names) - readings.done
        if readings.done and not self._quiet:
            say(credit(readings.done, len(names), engine))


def _files(inputs: tuple[str, ...]) -> Iterator[tuple[bool, str]]:
    """Every file that the arguments name, and whether it holds saved reports."""
    from summarize.convert import saved
    from summarize.sources import articles

    for name in inputs:
        path = Path(name)
        if name != "-" and path.is_dir():
            found = [(True, str(p)) for p in saved(path)]
            with suppress(SourceNotFound):
                found += [(False, str(p)) for p in articles([path])]
            if not found:
                raise click.UsageError(f"{name}: neither an article nor a report in this folder")
            yield from found
        else:
            yield _SAVED.search(name) is not None, name


def _write(text: str, target: Path | None) -> int:
    """1 when the file could not be written, which is told; else 0."""
    if target is None:
        screen.put(text)
        return 0
    try:
        with atomic(target) as stream:
            stream.write(text.encode())
    except OSError as error:
        say(f"cannot write {target}: {reason(error)}")
        return 1
    return 0


def _loaded(merge: str | None, since: str | None) -> tuple[Any, Situation | None]:
    from summarize.digest import load_situation, read_corrections
    from summarize.errors import ReportError

    try:
        return (read_corrections(merge) if merge else None), (load_situation(since) if since else None)
    except ReportError as error:
        raise click.UsageError(str(error)) from None
