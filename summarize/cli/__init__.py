"""The command `summarize`: a thin shell over the library.

Slow imports are inside functions, so that help comes at once.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from summarize.cli.completion import complete_files, complete_words_and_files, completion
from summarize.cli.convert import convert
from summarize.cli.digest import digest
from summarize.cli.doctor import doctor
from summarize.cli.groups import CommandsOrArguments, Fallback
from summarize.cli.inputs import COLUMN_OPTIONS, expand, row_options
from summarize.cli.model import cache, prompt
from summarize.cli.options import day, engine_of, fetch_options, format_of, model_options, settings_of
from summarize.cli.reading import Readings, credit
from summarize.cli.triage import triage
from summarize.cli.writing import ENDINGS, is_at_once, is_folder, write, write_at_once
from summarize.output import destination
from summarize.render import screen
from summarize.render.screen import reason, say

if TYPE_CHECKING:
    import datetime as dt


__all__ = ["main"]

_FORMAT = """terminal: to read here. json: one object, an array for several articles or a folder.
jsonl: a report a line. markdown: to pass on. html: one page to look at and to correct. csv: tables, all of them into a
folder or a .zip, else that of the claims. plover: event rows in POLECAT's columns, tab-separated."""
_OUTPUT = "Write to a file; in an existing folder, or with a / at the end, to a file for each article."
_SIDE = "engine: what an engine is to answer. user (default): what a report holds."
_MADE_BEFORE_A_LOOK = 50_000  # objects made before the collector of cycles looks; Python's own 700 is for little memory

_EPILOG = """\b
Examples:
  summarize article.txt
  summarize --published 2026-04-09 --format json article.txt -o report.json
  summarize --format jsonl articles/ > reports.jsonl
  summarize --format markdown articles/ -o reports/
  pdftotext article.pdf - | summarize -
  OPENAI_API_KEY=… summarize --model openai/gpt-5 article.txt
  summarize --model ollama/qwen3 --mode json article.txt

\b
Exit codes:
  0    every article was read
  1    an article could not be read or a report not written; the others were
  2    not understood, or the output cannot be written; nothing was read
  130  interrupted
  141  nobody reads the output any more (a closed pipe)
"""


class _Summarize(CommandsOrArguments):
    """Whatever goes wrong on purpose ends in one line and an exit code of those above."""

    fallback = "read"

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), "eval"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "eval":
            from summarize.evals.command import evaluation  # only when it is asked for

            return evaluation
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            say("interrupted")
            ctx.exit(130)
        except BrokenPipeError:
            screen.abandon(sys.stdout)
            ctx.exit(141)
        except OSError as error:
            screen.abandon(sys.stdout)
            say(f"cannot write {error.filename or 'standard output'}: {reason(error)}")
            ctx.exit(1)

    def main(self, args: Any = None, prog_name: str | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run the command and exit."""
        # Looking for plugins reads the metadata of every installed package: a tenth of the time that an article takes.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        # What is loaded at the start lives on: looking through it again and again costs a tenth of that time, too.
        gc.set_threshold(_MADE_BEFORE_A_LOOK)
        extra["standalone_mode"] = False
        try:
            code = super().main(args, prog_name or "summarize", *rest, **extra)
        except click.Abort:
            say("interrupted")
            code = 130
        except click.UsageError as error:
            say(f"{error.format_message().rstrip('.')} (see summarize --help)")
            code = error.exit_code
        sys.exit(code or 0)


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"summarize {version('summarize')}")
        except PackageNotFoundError:
            click.echo("summarize (not installed)")
        ctx.exit()


@click.group("summarize", cls=_Summarize, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Conflict news into verified records."""


@main.command("read", cls=Fallback, hidden=True, epilog=_EPILOG)
@click.argument("articles", nargs=-1, metavar="ARTICLE...", shell_complete=complete_words_and_files)
@click.option("--format", "-f", "form", type=click.Choice(list(ENDINGS)), default="terminal", help=_FORMAT)
@click.option("--output", "-o", metavar="FILE|DIR", shell_complete=complete_files, help=_OUTPUT)
@click.option(
    "--published", metavar="YYYY-MM-DD", callback=day, help="Publication date, to know which Monday is meant."
)
@click.option("--no-text", is_flag=True, help="Leave the article's text out of json and jsonl (quotes stay).")
@click.option("--quiet", "-q", is_flag=True, help="Only errors on standard error.")
@click.option("--verbose", "-v", is_flag=True, help="Also times, counts and what was rejected, on standard error.")
@row_options
@fetch_options
@model_options
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def read(  # noqa: PLR0913 - one argument an option
    *,
    articles: tuple[str, ...],
    form: str,
    output: str | None,
    published: dt.date | None,
    no_text: bool,
    quiet: bool,
    verbose: bool,
    **given: Any,
) -> int:
    """Read conflict news into verified records: ultimatums, deals, casualties, displacement, and who says so.

    ARTICLE is a text, Markdown, HTML, PDF, Word (.docx) or mail (.eml) file, a folder of them, the http(s) address of a
    page, a file of rows (JSON Lines, CSV, Parquet), any of these with gzip, or - for standard input. A first word that
    is the name of a command below is that command; write ./schema for a file of that name.
    """
    if not articles:
        raise click.UsageError("no article given: name a file, a folder or a web address, or - for standard input")
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    columns = {name: given.pop(name) for name in COLUMN_OPTIONS}
    engine = engine_of(settings := settings_of(**given))
    form = format_of(form, output, ENDINGS)
    inputs = expand(articles, most=settings.max_bytes, **columns)
    found = inputs.names
    at_once = is_at_once(form, output)
    try:
        # The tables' names are only known with the reports.
        targets = (
            None if at_once and is_folder(output) else destination(output, found, ENDINGS[form], keep=inputs.files)
        )
    except OSError as error:
        say(f"cannot write {error.filename or output}: {reason(error)}")
        return 2
    many = len(articles) > 1 or found != [os.fspath(Path(a)) for a in articles]
    filed = targets is not None or (at_once and is_folder(output))
    width, color = (screen.PIPED_WIDTH, False) if filed else (screen.width(), screen.has_color())
    # Reports that appear on the screen are progress enough.
    bar = len(found) > 1 and not quiet and (filed or at_once or not screen.is_terminal(sys.stdout))
    readings = Readings(inputs, published, engine, settings, verbose=verbose, no_text=no_text, bar=bar)
    if at_once:
        with closing(readings.reports()) as reports:
            lost = write_at_once((r for _, r in reports), output, form, inputs.files)
    else:
        with closing(readings.rendered(form, width=width, color=color)) as texts:
            lost = write(texts, targets, form, many=many)
    if readings.done and not quiet:
        say(credit(readings.done, len(found) + inputs.failed, engine))
    return 1 if inputs.failed or lost or readings.done < len(found) else 0


@main.command()
@click.option("--side", type=click.Choice(["engine", "user"]), default="user", help=_SIDE)
def schema(side: str) -> None:
    """Print the JSON Schema of a report."""
    import json

    from summarize.schemas import Answer, Report

    engine = side == "engine"
    shape = Answer.model_json_schema() if engine else Report.model_json_schema(mode="serialization")
    screen.put(json.dumps(shape, indent=2, ensure_ascii=False) + "\n")


main.add_command(convert)
main.add_command(prompt)
main.add_command(cache)
main.add_command(completion)
main.add_command(doctor)
main.add_command(digest)
main.add_command(triage)
