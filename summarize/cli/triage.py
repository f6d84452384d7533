"""`summarize triage`: which articles are worth reading, told from their words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from summarize.cli.completion import complete_files
from summarize.cli.inputs import COLUMN_OPTIONS, expand, opened, row_options
from summarize.cli.options import fetch_options, settings_of
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
@row_options
@fetch_options
def triage(*, articles: tuple[str, ...], form: str, threshold: float | None, **given: Any) -> int:
    """Tell for each ARTICLE whether it is worth reading, and the chance of each kind of record.

    ARTICLE is anything that summarize reads. Only its words are looked at: it takes about a millisecond an article.
    The exit code is 1 when an article could not be opened.
    """
    from summarize.errors import SourceError
    from summarize.triage import THRESHOLD
    from summarize.triage import triage as judge

    columns = {name: given.pop(name) for name in COLUMN_OPTIONS}
    settings = settings_of(no_cache=True, **given)
    least = THRESHOLD if threshold is None else threshold
    inputs = expand(articles, most=settings.max_bytes, **columns)
    failed = inputs.failed
    for article in inputs.articles():
        try:
            document = opened(article, None, settings)
        except SourceError as error:
            say(str(error))
            failed += 1
        else:
            screen.put(_line(article.name, judge(document), least, form) + "\n")
    return 1 if failed else 0


def _line(name: str, found: Triage, least: float, form: str) -> str:
    kept = found.relevant >= least
    if form == "json":
        import json

        from summarize.render.safe import escape_json

        chances = {kind: round(chance, 3) for kind, chance in found._asdict().items()}
        return escape_json(json.dumps({"article": name, "kept": kept, **chances}, ensure_ascii=False))
    from summarize.render.safe import visible

    return f"{'kept' if kept else 'dropped':7} {found.relevant:.2f} {visible(name)}"
