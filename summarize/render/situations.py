"""A situation for people and for other programs. Nothing slow is imported before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarize.digest.situation import Situation
    from summarize.document import Document
    from summarize.schemas import Report

__all__ = ["FORMATS", "render"]

FORMATS: Final = {"terminal": ".txt", "json": ".json", "markdown": ".md", "html": ".html", "csv": ".csv"}
"""The formats, and the endings of their files."""


def render(
    situation: Situation,
    format: str = "terminal",  # noqa: A002
    articles: Iterable[Report | Document] = (),
    *,
    width: int = 100,
    color: bool = False,
) -> str:
    """The situation in one of `FORMATS`, as csv the table of the statements.

    `articles` are whose texts an html page shows; `width` and `color` are for the terminal.

    Raises:
        ValueError: there is no such format.

    """
    match format:
        case "terminal":
            from summarize.render import situation_terminal

            return situation_terminal.render(situation, width=width, color=color)
        case "markdown":
            from summarize.render import situation_markdown

            return situation_markdown.render(situation)
        case "json":
            from summarize.render.safe import escape_json

            return escape_json(situation.model_dump_json(indent=2)) + "\n"
        case "html":
            from summarize.render.situation_page import render_situation_html

            return render_situation_html(situation, articles)
        case "csv":
            from summarize.render.sheets import as_csv
            from summarize.render.situation_tables import tables

            return as_csv(tables(situation)["statements"])
    raise ValueError(f"no format {format!r}: there are {', '.join(FORMATS)}")
