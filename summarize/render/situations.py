"""A situation for people and for other programs. Nothing slow is imported before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from summarize.digest.situation import Situation

__all__ = ["FORMATS", "render"]

FORMATS: Final = {"terminal": ".txt", "json": ".json", "markdown": ".md"}
"""The formats, and the endings of their files."""


def render(situation: Situation, format: str = "terminal", *, width: int = 100, color: bool = False) -> str:  # noqa: A002
    """The situation in one of `FORMATS`; `width` and `color` are for the terminal.

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
    raise ValueError(f"no format {format!r}: there are {', '.join(FORMATS)}")
