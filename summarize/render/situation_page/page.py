"""What every part of the page is made with."""

from __future__ import annotations

from typing import NamedTuple

from summarize.render.situation_page.evidence import Evidence
from summarize.render.situation_page.names import Names

__all__ = ["Page"]


class Page(NamedTuple):
    """Where words stand in the articles, and what matters and actors are called."""

    evidence: Evidence
    names: Names
