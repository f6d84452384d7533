"""Reports for people and for other programs. Nothing slow is imported before it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarize.schemas import Report

__all__ = ["FORMATS", "TOGETHER", "export_svg", "joined", "render", "together"]

FORMATS = {"terminal": ".txt", "json": ".json", "jsonl": ".jsonl", "markdown": ".md"}
"""The formats in which several reports are one after another (`joined`), and the endings of their files."""

TOGETHER = {"csv": ".csv", "plover": ".tsv", "html": ".html"}
"""The formats in which one text is made of all reports at once (`together`), and the endings of its files."""

_SVG_WIDTH = 110


def render(report: Report, format: str = "terminal", *, width: int = 100, color: bool = False) -> str:  # noqa: A002
    """The report in one of `FORMATS` or `TOGETHER`; `width` and `color` are for the terminal.

    Raises:
        ValueError: there is no such format.
    """
    if format == "terminal":
        from summarize.render import terminal

        return terminal.render(report, width=width, color=color)
    if format == "markdown":
        from summarize.render import markdown

        return markdown.render(report)
    if format in TOGETHER:
        return "".join(together([report], format))
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}: there are {', '.join(FORMATS | TOGETHER)}")
    from summarize.render.safe import escape_json

    return escape_json(report.model_dump_json(indent=2 if format == "json" else None)) + "\n"


def together(reports: Iterable[Report], format: str) -> Iterator[str]:  # noqa: A002
    """All reports as pieces of one text in one of `TOGETHER`.

    Raises:
        ValueError: there is no such format.
    """
    if format == "html":
        from summarize.render import html

        yield html.render(list(reports))
    else:
        from summarize.render import sheets

        yield from sheets.together(reports, format)


def joined(texts: Iterable[str], format: str, *, many: bool) -> Iterator[str]:  # noqa: A002
    r"""Rendered reports one after another, as pieces of one text; where there may be `many`, JSON makes an array.

    >>> "".join(joined(['{"a": 1}\n', '{"a": 2}\n'], "json", many=True))
    '[\n{"a": 1},\n{"a": 2}\n]\n'
    """
    array = format == "json" and many
    between = ",\n" if array else "" if format == "jsonl" else "\n"
    started = False
    for text in texts:
        before = between if started else "[\n" if array else ""
        yield before + (text.removesuffix("\n") if array else text)
        started = True
    if array:
        yield "\n]\n" if started else "[]\n"


def export_svg(report: Report) -> str:
    """A picture of the terminal rendering. It fetches nothing: rich's own frame would ask a server for a font."""
    import re
    from io import StringIO

    from summarize.render import terminal

    screen = terminal.console(StringIO(), width=_SVG_WIDTH, color=True, record=True)
    screen.print(terminal.layout(report, _SVG_WIDTH))
    style, end, drawing = screen.export_svg(title="summarize", unique_id="summarize").partition("</style>")
    style = re.sub(r"@font-face \{.*?\}\s*", "", style, flags=re.DOTALL)
    # Some programs drop the space that a piece of a line begins with, unless they are told.
    return style + end + drawing.replace("<text ", '<text xml:space="preserve" ')
