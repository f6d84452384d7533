"""`summarize convert`: saved reports in another format, without reading an article again."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize.cli.completion import complete_files
from summarize.cli.options import format_of
from summarize.cli.writing import ENDINGS, is_at_once, is_folder, write, write_at_once
from summarize.output import check, destination, names
from summarize.render import render, screen
from summarize.render.screen import reason, say

if TYPE_CHECKING:
    from summarize.schemas import Report

__all__ = ["convert"]

_FORMAT = """terminal, json, jsonl, markdown: as when an article is read. csv: all tables into a folder or a .zip, else
that of the claims. plover: event rows in POLECAT's columns, tab-separated. html: one page."""
_OUTPUT = "Write to a file; in an existing folder, or with a / at the end, to a file for each report (csv: each table)."


class _Loaded:
    """Reports as they are loaded; what cannot be is told on standard error and counted."""

    def __init__(self, inputs: Iterable[str], *, no_text: bool) -> None:
        self.inputs, self.no_text = inputs, no_text
        self.failed = self.done = 0

    def __iter__(self) -> Iterator[tuple[str, Report]]:
        from summarize.convert import load_each
        from summarize.errors import ReportError

        for name in self.inputs:
            for loaded in load_each(name):
                if isinstance(loaded, ReportError):
                    say(str(loaded))
                    self.failed += 1
                else:
                    self.done += 1
                    yield name, loaded.without_text() if self.no_text else loaded


@click.command()
@click.argument("reports", nargs=-1, shell_complete=complete_files, metavar="REPORT...")
@click.option("--format", "-f", "form", type=click.Choice(list(ENDINGS)), default="terminal", help=_FORMAT)
@click.option("--output", "-o", metavar="FILE|DIR", shell_complete=complete_files, help=_OUTPUT)
@click.option("--no-text", is_flag=True, help="Leave the article's text out (quotes stay).")
@click.option("--quiet", "-q", is_flag=True, help="Only errors on standard error.")
def convert(*, reports: tuple[str, ...], form: str, output: str | None, no_text: bool, quiet: bool) -> int:
    """Write saved reports in another format; nothing is read anew.

    REPORT is a .json or .jsonl file that summarize has written, gzipped or not, a folder of them, or - for standard
    input. What it holds is checked as it is loaded.
    """
    if not reports:
        raise click.UsageError("no report given: name a file or a folder, or - for standard input")
    form = format_of(form, output, ENDINGS)
    inputs, empty = _inputs(reports)
    loaded = _Loaded(inputs, no_text=no_text)
    try:
        if is_at_once(form, output):
            if not is_folder(output):
                destination(output, inputs, ENDINGS[form])
            lost = write_at_once((report for _, report in loaded), output, form, inputs)
        elif is_folder(output):
            lost = _each(loaded, Path(output or ""), form, inputs)
        else:
            lost = _one(loaded, destination(output, inputs, ENDINGS[form]), form)
    except OSError as error:
        if error.filename is None:
            raise  # standard output is gone: for the command to end by
        why = "it is the report itself" if error.errno == errno.EEXIST else reason(error)
        say(f"cannot write {error.filename}: {why}")
        return 2
    if (
        not quiet
        and form == "csv"
        and not is_folder(output)
        and not str(output).lower().endswith(".zip")
        and loaded.done
    ):
        say("csv in one file is the claims; -o DIR/ or -o FILE.zip takes all tables")
    return 1 if loaded.failed or empty or lost else 0


def _inputs(arguments: Iterable[str]) -> tuple[list[str], int]:
    """The files that the arguments name, and how many arguments are folders without any."""
    from summarize.convert import saved

    inputs: list[str] = []
    empty = 0
    for name in arguments:
        found = [name] if name == "-" else [os.fspath(p) for p in saved(Path(name))]
        if not found:
            say(f"{name}: no report in this folder (.json, .jsonl, .json.gz, .jsonl.gz)")
            empty += 1
        inputs += found
    return inputs, empty


def _one(loaded: _Loaded, target: Path | list[Path] | None, form: str) -> int:
    """All reports one after another, on standard output or in a file, which stays as it was when none can be loaded."""
    found = iter(loaded)
    first = list(islice(found, 2))
    reports = (report for _, report in chain(first, found))
    return write(enumerate(_rendered(reports, form, shown=target is None)), target, form, many=len(first) > 1)


def _each(loaded: _Loaded, folder: Path, form: str, inputs: list[str]) -> int:
    """A file for each report, named after its article, else after the file that it came from."""
    found = list(loaded)
    if not found:
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    labels = [report.document.source or name for name, report in found]
    targets = names(labels, folder, ENDINGS[form], keep=[Path(i) for i in inputs if i != "-"])
    for target in targets:
        check(target)
    return write(enumerate(_rendered((report for _, report in found), form, shown=False)), targets, form, many=False)


def _rendered(reports: Iterable[Report], form: str, *, shown: bool) -> Iterator[str]:
    width, color = (screen.width(), screen.has_color()) if shown else (screen.PIPED_WIDTH, False)
    for report in reports:
        yield render(report, form, width=width, color=color)
