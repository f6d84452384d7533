"""`summarize digest`: many articles, one situation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.completion import complete_files
from summarize.cli.inputs import COLUMN_OPTIONS, Inputs, expand, row_options
from summarize.cli.options import day, engine_of, fetch_options, format_of, model_options, settings_of
from summarize.cli.writing import is_archive, is_folder, write_tables, write_text
from summarize.errors import SourceNotFound
from summarize.output import destination
from summarize.render import screen
from summarize.render.screen import reason, say
from summarize.render.situations import FORMATS

if TYPE_CHECKING:
    import datetime as dt

    from summarize.digest import Corrections, Situation
    from summarize.engines import Engine
    from summarize.schemas import Report
    from summarize.settings import Settings

__all__ = ["digest"]

_FORMAT = """terminal: to read here. json: to load again, with --since too. markdown: to pass on. html: one page, with
the articles beside it. csv: tables, all of them into a folder or a .zip, else that of the statements."""
_OUTPUT = "Write to a file, whose ending tells the format; csv: all tables into a folder or a .zip."
_SINCE = "An earlier situation (json): what is new, changed, contradicted and withdrawn is told first."
_MERGE = "Corrections (TOML): which actors are the same, which are not, and who published what."
_ASK = "Have the model decide, in one request, which actors are one where names alone leave it in doubt."
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


@click.command(epilog=_EPILOG)
@click.argument("inputs", nargs=-1, shell_complete=complete_files, metavar="ARTICLE|REPORT...")
@click.option("--format", "-f", "form", type=click.Choice(list(FORMATS)), default="terminal", help=_FORMAT)
@click.option("--output", "-o", metavar="FILE|DIR", shell_complete=complete_files, help=_OUTPUT)
@click.option("--since", metavar="SITUATION", shell_complete=complete_files, help=_SINCE)
@click.option("--merge", metavar="FILE", shell_complete=complete_files, help=_MERGE)
@click.option("--as-of", metavar="YYYY-MM-DD", callback=day, help=_AS_OF)
@click.option("--published", metavar="YYYY-MM-DD", callback=day, help="Publication date of articles that are read.")
@click.option("--ask-doubts", is_flag=True, help=_ASK)
@click.option("--quiet", "-q", is_flag=True, help="Only errors on standard error.")
@row_options
@fetch_options
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
    ask_doubts: bool,
    quiet: bool,
    **given: Any,
) -> int:
    """Put many articles together: one picture of who, what, how many, and who says so.

    ARTICLE is anything that summarize reads, and is read now. REPORT is a .json or .jsonl file of reports that it has
    written. A folder may hold both.
    """
    if not inputs:
        raise click.UsageError("nothing given: name articles, saved reports, or a folder of them")
    columns = {name: given.pop(name) for name in COLUMN_OPTIONS}
    form = format_of(form, output, FORMATS)
    tabled = form == "csv" and (is_folder(output) or is_archive(output))
    doubting = _model(given) if ask_doubts else None
    reading = _Reading(inputs, published, given, columns, quiet=quiet)
    try:
        target = None if tabled else destination(output, reading.files, FORMATS[form])
    except OSError as error:
        say(f"cannot write {error.filename or output}: {reason(error)}")
        return 2
    if isinstance(target, list):
        raise click.UsageError("-o is a file here: a situation is one text")
    corrections, earlier = _loaded(merge, since)
    reports = list(reading)
    if not reports:
        return 1  # what stood in the file before is worth more
    from summarize.digest import digest as put_together
    from summarize.render.situation_words import repeated
    from summarize.render.situations import render

    situation = put_together(reports, merges=corrections, since=earlier, as_of=as_of)
    unasked = False
    if doubting is not None and situation.doubts:
        from summarize.digest.asking import corrected_by
        from summarize.errors import EngineError

        try:
            corrections = corrected_by(doubting, situation, corrections)
            situation = put_together(reports, merges=corrections, since=earlier, as_of=as_of)
        except EngineError as error:
            say(f"the doubts stay: {error.message}")
            unasked = True
    if tabled:
        from summarize.render.situation_tables import files

        lost = write_tables(files(situation), output or "", reading.files)
    else:
        width, color = (screen.PIPED_WIDTH, False) if target else (screen.width(), screen.has_color())
        lost = write_text(render(situation, form, reports, width=width, color=color), target)
    for again in () if quiet else situation.repeated:
        say(repeated(again))
    for name in situation.unused:
        say(f"{merge}: no actor goes by {name}")
    return 1 if reading.failed or lost or unasked else 0


def _model(given: dict[str, Any]) -> Engine:
    engine = engine_of(settings_of(**given))
    if engine.model is None:
        raise click.UsageError("--ask-doubts needs a language model: --model names one")
    return engine


class _Reading:
    """The reports that the arguments come to; what cannot be read or loaded is told on standard error and counted."""

    def __init__(
        self,
        arguments: Sequence[str],
        published: dt.date | None,
        given: dict[str, Any],
        columns: dict[str, Any],
        *,
        quiet: bool,
    ) -> None:
        split = list(_split(arguments, rows=columns["rows"] is not None))
        self._saved = [name for saved, name in split if saved]
        articles = [name for saved, name in split if not saved]
        self._published, self._quiet = published, quiet
        # An engine that cannot be had is told before anything is read, and none is needed for what is saved.
        self._settings = settings_of(**given) if articles else None
        self._engine = engine_of(self._settings) if self._settings else None
        self._articles = expand(articles, most=self._settings.max_bytes, **columns) if self._settings else None
        self.failed = self._articles.failed if self._articles else 0
        self.files = [*self._saved, *(self._articles.files if self._articles else ())]

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
        if self._settings and self._engine and self._articles:
            yield from self._read(self._articles, self._engine, self._settings)

    def _read(self, articles: Inputs, engine: Engine, settings: Settings) -> Iterator[Report]:
        from summarize.cli.reading import Readings, credit

        asked = len(articles.names)
        bar = asked > 1 and not self._quiet
        readings = Readings(articles, self._published, engine, settings, verbose=False, no_text=False, bar=bar)
        with closing(readings.reports()) as reports:
            yield from (report for _, report in reports)
        self.failed += asked - readings.done
        if readings.done and not self._quiet:
            say(credit(readings.done, asked, engine))


def _split(arguments: Sequence[str], *, rows: bool) -> Iterator[tuple[bool, str]]:
    """The arguments, folders gone through, and whether each is a file of saved reports."""
    from summarize.convert import saved
    from summarize.sources import articles

    for name in arguments:
        path = Path(name)
        if name != "-" and path.is_dir():
            found = [(True, str(p)) for p in saved(path)]
            with suppress(SourceNotFound):
                found += [(False, str(p)) for p in articles([path])]
            if not found:
                raise click.UsageError(f"{name}: neither an article nor a report in this folder")
            yield from found
        else:
            yield not rows and _SAVED.search(name) is not None, name


def _loaded(merge: str | None, since: str | None) -> tuple[Corrections, Situation | None]:
    from summarize.digest import Corrections, load_situation, read_corrections
    from summarize.errors import ReportError

    try:
        return (read_corrections(merge) if merge else Corrections()), (load_situation(since) if since else None)
    except ReportError as error:
        raise click.UsageError(str(error)) from None
