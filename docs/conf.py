"""The site: Sphinx, with its pages in Markdown (MyST), commands by sphinx-click, furo's look."""

from __future__ import annotations

import sys
from importlib.metadata import version as _version
from pathlib import Path

import click
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

sys.path.insert(0, str(Path(__file__).parent))

import generated

project = "summarize"
copyright = "the authors of summarize, Apache-2.0"  # noqa: A001 - Sphinx's name for it
version = release = _version("summarize")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_click"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
myst_ref_domains = ["std"]  # a record and a function may have the same name
default_role = "code"  # the docstrings' single backticks
smartquotes = False  # they make one dash of the two before an option
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True

html_theme = "furo"  # its fonts are the system's: a page opens without a network
# Reports are 100 columns wide.
html_theme_options = {v: {"code-font-size": "73%"} for v in ("light_css_variables", "dark_css_variables")}
html_title = f"summarize {version}"
html_copy_source = html_show_sourcelink = False
html_show_sphinx = False
html_show_search_summary = False  # it would be fetched, which a browser does not do for files

man_pages = [
    ("cli", "summarize", "conflict news into verified records", "", 1),
    ("settings", "summarize.toml", "settings of summarize", "", 5),
]


class Fields(SphinxDirective):
    """`{fields} Deal`: the table of a record's fields."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Parse what is made as the page's own Markdown."""
        return self.parse_text_to_nodes(generated.fields(self.arguments[0]))


def _without(_app: Sphinx, _context: click.Context, lines: list[str]) -> None:
    """No list of arguments, of which nothing is said but that they are required: they stand in the usage."""
    lines.clear()


def _as_it_is(_app: Sphinx, context: click.Context, lines: list[str]) -> None:
    """Examples and exit codes are columns and no prose."""
    if text := (context.command.epilog or "").replace("\b\n", "").strip():
        lines[:] = [".. code-block:: text", "", *(f"   {line}" for line in text.splitlines()), ""]


def setup(app: Sphinx) -> None:
    """Add the directive, and mend what sphinx-click makes of help texts."""
    app.connect("sphinx-click-process-arguments", _without)
    app.connect("sphinx-click-process-epilog", _as_it_is)
    app.add_directive("fields", Fields)
