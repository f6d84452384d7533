"""`summarize triage`: which articles are worth reading, told from their words alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.completion import complete_files
from summarize.render import screen
from summarize.render.screen import say

if TYPE_CHECKING:
    from summarize.triage import Triage

__all__ = ["triage"]

_FORMAT = "text: kept or dropped, the chance and the name, a line each. json: an object a line with all chances."
_THRESHOLD = "Keep an article from this chance on that it is about armed conflict or disaster, 0 to 1 [default: 0.3]."


@click.command(short_help="Tell which articles are worth reading.")
@click.argument("articles", nargs=-1, required=True, shell_complete=complete_files, metavar="ARTICLE...")
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text", help=_FORMAT)
@click.option("--threshold", metavar="T", type=click.FloatRange(0, 1), help=_THRESHOLD)
def triage(*, articles: tuple[str, ...], form: str, threshold: float | None) -> int:
    """Tell for each ARTICLE whether it is worth reading, and the chance of each kind of record.

    ARTICLE is a text or Markdown file, a folder of them, or - for standard input. Nothing is read but the words: it
    takes about a millisecond an article. The exit code is 1 when an article could not be opened.
    """
    from summarize.triage import THRESHOLD
    from summarize.triage import triage as judge

    least = THRESHOLD if threshold is None else threshold
    failed = 0
    for name, document in _documents(articles):
        if document is None:
            failed += 1
            continue
        screen.put(_line(name, judge(document), least, form) + "\n")
    return 1 if failed else 0


def _documents(names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Each article with its document, None where it cannot be had, which is told."""
    import sys

    from summarize.errors import SourceError
    from summarize.sources import articles, read_file, read_stream

    for name in names:
        try:
            if name == "-":
                yield name, read_stream(sys.stdin.buffer, source="-")
                continue
            paths = list(articles([Path(name)]))
        except SourceError as error:
            say(str(error))
            yield name, None
            continue
        for path in paths:
            try:
                yield str(path), read_file(path)
            except SourceError as error:
                say(str(error))
                yield str(path), None


def _line(name: str, found: Triage, least: float, form: str) -> str:
    kept = found.relevant >= least
    if form == "json":
        import json

        from summarize.render.safe import escape_json

        chances = {kind: round(chance, 3) for kind, chance in found._asdict().items()}
        return escape_json(json.dumps({"article": name, "kept": kept, **chances}, ensure_ascii=False))
    from summarize.render.safe import visible

    return f"{'kept' if kept else 'dropped':7} {found.relevant:.2f} {visible(name)}"
