"""Reports as one page of HTML: articles with their evidence marked, beside the records, for reading and for correcting.

The page needs nothing but itself. What articles and engines say is text in it and nothing else: the template escapes
it, and the page's content security policy lets no script run but the page's own, known by its hash. It can be read
without that script; with it, records and evidence lead to one another, and what a reader ticks and corrects is saved
as a label file for `summarize eval`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Template
from markupsafe import Markup

from summarize.render.html.fields import fields
from summarize.render.html.frame import data, policy, template
from summarize.render.html.view import MOST_MARKS, view
from summarize.schemas import Report

__all__ = ["render"]

_PLAIN: Final = ".report { display: block; margin-bottom: 4rem; }"
"""Where no script runs, all reports are shown, one after another."""


def render(reports: Sequence[Report]) -> str:
    """One page with all `reports`, of which one is shown at a time; a list of them stands beside it."""
    style = _file("page.css")
    script = "\n".join(map(_file, ("page.js", "forms.js", "labels.js")))
    return _template().render(
        style=Markup(style),  # noqa: S704 - the project's own files
        script=Markup(script),  # noqa: S704
        plain=Markup(_PLAIN),  # noqa: S704
        policy=policy(script, style, _PLAIN),
        data=data,
        fields=fields(),
        reports=[view(report) for report in reports],
        most_marks=MOST_MARKS,
    )


@cache
def _template() -> Template:
    return template(_file("page.html.j2"))


def _file(name: str) -> str:
    return files("summarize.render.html").joinpath(name).read_text("utf-8")
