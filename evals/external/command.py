"""`summarize eval external`: an engine against sets of other people's texts. Slow imports are inside the function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.options import engine_of, model_options, settings_of
from summarize.evals.console import output_option, text_table, write_file
from summarize.evals.external import SETS
from summarize.render import screen
from summarize.render.safe import visible

if TYPE_CHECKING:
    from summarize.evals.external.running import SetResult, Wrong

__all__ = ["external"]

_HEAD = ("measure", "n", "right", "share", "95 %")
_BEGINNING = 300
"""Code points of a text that are shown beside an error."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--set",
    "names",
    multiple=True,
    type=click.Choice(SETS),
    help="Only this set; may be given again [default: all there].",
)
@click.option("--limit", metavar="N", type=click.IntRange(1), help="Only the first N items of each set.")
@click.option(
    "--errors",
    metavar="N",
    type=click.IntRange(0),
    default=0,
    help="Also show N items of each set with something wrong: the beginning of the text and what was found. They are "
    "shown here only; no text is kept in any file.",
)
@output_option
@model_options
def external(
    *, folder: Path, names: tuple[str, ...], limit: int | None, errors: int, output: Path | None, **given: Any
) -> int:
    """Score the engine on outside sets, texts and labels of other people that DIR holds as <set>.jsonl.

    The measures, by set, are shown; --output also writes them as JSON.
    """
    from summarize.evals.external import evaluate_external

    settings = settings_of(**given)
    wrong: dict[str, list[Wrong]] = defaultdict(list)

    def tell(name: str, one: Wrong) -> None:
        if len(wrong[name]) < errors:
            wrong[name].append(one)

    run = evaluate_external(
        folder, *dict.fromkeys(names), engine=engine_of(settings), settings=settings, limit=limit, tell=tell
    )
    for result in run.sets:
        screen.put("\n".join([*_table(result), *_errors(wrong[result.name]), ""]))
    if output is not None:
        write_file(output, run.model_dump_json(indent=1) + "\n")
    return 0


def _table(result: SetResult) -> Iterator[str]:
    from summarize.evals.statistics import Interval
    from summarize.evals.table import percent, span

    failed = "".join(f", {number} failed by {why}" for why, number in result.failed.items())
    speed = f", {result.per_second:.0f} a second" if result.per_second else ""
    yield f"{result.name}: {result.items} items{failed}{speed}"
    rows = [
        (
            m.name,
            str(m.n),
            str(m.right),
            percent(m.share),
            span(Interval(value=m.share, low=m.low, high=m.high, articles=m.n)),
        )
        for m in result.measures
    ]
    yield text_table(_HEAD, rows)


def _errors(wrong: Sequence[Wrong]) -> Iterator[str]:
    for item, checks in wrong:
        text = item.text if len(item.text) <= _BEGINNING else item.text[:_BEGINNING] + "…"
        yield f"{visible(item.id)}: {visible(' '.join(text.split()))}"
        for check in checks:
            yield f"  {check.measure}: wanted {visible(check.wanted)}; found {visible(check.found)}"
        yield ""
