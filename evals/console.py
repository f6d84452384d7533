"""What the evaluation's commands share: options, a table, a file, a line of progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize.output import atomic
from summarize.render import screen

if TYPE_CHECKING:
    from summarize.evals.runs import Scored
    from summarize.evals.scores import Totals

__all__ = ["articles_option", "output_option", "progress", "text_table", "write_file"]

articles_option = click.option(
    "--articles",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder in which the labels' articles are looked for; SUMMARIZE_ARTICLES names more.",
)
output_option = click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")


def write_file(path: Path, text: str) -> None:
    """Write `text` whole or not at all; raises `click.UsageError`."""
    try:
        with atomic(path) as stream:
            stream.write(text.encode())
    except OSError as error:
        raise click.UsageError(f"cannot write {path}: {screen.reason(error)}") from None


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A plain table: the first column to the left, figures to the right."""
    table = [head, *rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(head))]
    lines = (
        "  ".join(c.rjust(w) if i else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in table
    )
    return "\n".join(line.rstrip() for line in lines) + "\n"


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[Sequence[Scored]], None]]:
    """A line on standard error, when that is a terminal: articles, score so far, cost so far."""
    import sys

    if quiet or not screen.is_terminal(sys.stderr):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    from summarize.evals.scores import total

    with Live(console=Console(stderr=True), transient=True, redirect_stdout=False) as live:
        yield lambda done: live.update(Text(_so_far(total(s.score for s in done), len(done))))


def _so_far(totals: Totals, done: int) -> str:
    from summarize.evals.table import cost, percent
    from summarize.evals.tally import Metric

    share = percent(totals.records.share(Metric.content_f1))
    paid = f" · cost {cost(totals.usage.cost)}" if totals.usage.calls else ""
    return f"{done} articles · content F1 {share}{paid}"
