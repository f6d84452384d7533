"""`summarize eval check` and `draft`: labels made and held against the codebook's contract."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from summarize.cli.completion import complete_sets
from summarize.cli.options import engine_of, model_options, settings_of
from summarize.evals.console import articles_option, output_option, write_file
from summarize.render import screen
from summarize.render.screen import say

__all__ = ["check", "draft"]


@click.command()
@click.argument("sets", nargs=-1, required=True, metavar="SET|LABEL...", shell_complete=complete_sets)
@articles_option
@click.option("--save", is_flag=True, help="Write quotes as spans, and the text's hash, into the labels that hold.")
def check(*, sets: tuple[str, ...], articles: tuple[Path, ...], save: bool) -> int:
    """Check label files; every breach in a line. Exit 1 when there is one."""
    from summarize.evals.check import breaches
    from summarize.evals.gold import LabelError, find_labels, read_label, stand_off
    from summarize.render.words import counted

    failed = checked = 0
    for _, path in _labels(sets, find_labels):
        try:
            label = read_label(path, articles)
            if save:
                label = label._replace(raw=stand_off(label.raw, label.document))
        except LabelError as error:
            say(str(error))
            failed += 1
            continue
        found = breaches(label)
        for breach in found:
            screen.put(f"{path}: {breach}\n")
        failed, checked = failed + bool(found), checked + 1
        if save and not found:
            write_file(path, json.dumps(label.raw, indent=1, ensure_ascii=False) + "\n")
    say(f"{counted(checked, 'label')} checked, {failed} with breaches or not usable")
    return 1 if failed else 0


@click.command()
@click.argument("article", type=click.Path(path_type=Path))
@click.option("--published", metavar="YYYY-MM-DD", help="Publication date.")
@output_option
@model_options
def draft(*, article: Path, published: str | None, output: Path | None, **given: Any) -> int:
    """Make a label file of an engine's reading of ARTICLE, to be corrected by hand.

    Quotes are words in it. When it is right, `summarize eval check --save LABEL` turns them into spans.
    """
    import datetime as dt

    from summarize.pipeline import summarize
    from summarize.render.label import draft as drafted

    try:
        day = dt.date.fromisoformat(published) if published else None
    except ValueError:
        raise click.UsageError(f"{published!r} is no date of the form YYYY-MM-DD") from None
    settings = settings_of(**given)
    report = summarize(article, published=day, engine=engine_of(settings), settings=settings)
    text = json.dumps(drafted(report, article.name), indent=1, ensure_ascii=False) + "\n"
    if output is None:
        screen.put(text)
    else:
        if output.exists():
            raise click.UsageError(f"{output} is there already; a label is not overwritten by a draft")
        write_file(output, text)
    return 0


def _labels(sets: Sequence[str], find: Callable[[Sequence[str]], list[tuple[str, Path]]]) -> Iterator[tuple[str, Path]]:
    for name in sets:
        if Path(name).is_file():
            yield name, Path(name)
        else:
            yield from find([name])
