"""A situation as one page of HTML: what is disputed first, and from every number and claim a way to its words.

The page needs nothing but itself. What articles and engines say is text in it and nothing else: the template escapes
it, and the page's content security policy lets no script run but the page's own, known by its hash. It can be read
without that script; with it, one article is shown at a time beside the situation, opened at the words that a link
leads to. Charts are drawn by the template (`charts`, `ties` say where), so that they hold no style or script of their
own and take their colours from the page's.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from jinja2 import Template
from markupsafe import Markup

from summarize.digest.situation import Situation
from summarize.document import Document
from summarize.render.html.frame import policy, template
from summarize.render.situation_page import charts, ties
from summarize.render.situation_page.evidence import MOST_MARKS
from summarize.render.situation_page.view import view
from summarize.schemas import Report

__all__ = ["render_situation_html"]


def render_situation_html(situation: Situation, articles: Iterable[Report | Document] = ()) -> str:
    """The situation as a page that holds everything it needs.

    Args:
        situation: fresh or saved; where it does not fit the texts, its words are shown without a place.
        articles: reports or documents of its articles, known by the hash of their text. An article that is not among
            them, or whose text is withheld, is there by its quotes alone.

    """
    documents = (a.document if isinstance(a, Report) else a for a in articles)
    style = _file("summarize.render.html", "page.css") + _file(__name__, "page.css")
    script = _file(__name__, "page.js")
    return _template().render(
        style=Markup(style),  # noqa: S704 - the project's own files
        script=Markup(script),  # noqa: S704
        policy=policy(script, style),
        most_marks=MOST_MARKS,
        chart_height=charts.HEIGHT,
        row=ties.ROW,
        deepest=ties.DEEPEST,
        **view(situation, {d.sha256: d.text for d in documents if d.text}),
    )


@cache
def _template() -> Template:
    return template(_file(__name__, "parts.html.j2") + _file(__name__, "page.html.j2"))


def _file(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text("utf-8")
