"""Reports with hostile words everywhere, in every format: nothing fails, and words stay words."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import hashlib
import io
import json
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fuzzed_reports import reports
from fuzzing import fuzzed
from html_tree import Element, Tree
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from summarize.render import FORMATS, TOGETHER, export_svg, joined, plover, render, sheets, together
from summarize.render.frames import frames
from summarize.render.html.view import article_name
from summarize.render.label import draft
from summarize.render.notebook import render as notebook
from summarize.render.safe import legible, visible
from summarize.render.tables import tables
from summarize.schemas import Actor, Claimed, Name, Report, verbatim_values

ACTS = {"Cc", "Cs", "Zl", "Zp"}
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def only_draws(text: str) -> bool:
    """Whether a terminal draws each line of this text, in its order, and does nothing else."""
    shown = set(text) - {"\n"}
    return not any(unicodedata.category(c) in ACTS or unicodedata.bidirectional(c) in BIDI for c in shown)


def squeezed(text: str) -> str:
    return "".join(text.split())


# ---- terminal


@fuzzed(6)
@given(reports(), st.sampled_from([60, 79, 80, 100, 140]))
def test_a_terminal_is_sent_words_and_our_own_colours(report: Report, width: int) -> None:
    plain = render(report, width=width)
    assert only_draws(plain)
    bare = COLOUR.sub("", render(report, width=width, color=True))
    assert [line.rstrip() for line in bare.split("\n")] == plain.split("\n")
    assert max(map(cell_len, plain.split("\n"))) <= width
    for record in report.records():
        if isinstance(record, Claimed):
            assert all(str(claim.stance) in plain for claim in record.claims)


# ---- JSON


@fuzzed(6)
@given(reports())
def test_json_loads_back_equal(report: Report) -> None:
    for form in ("json", "jsonl"):
        written = render(report, form)
        assert only_draws(written)
        assert Report.model_validate_json(written) == report
        json.loads(written)
    assert render(report, "jsonl").count("\n") == 1
    assert Report.model_validate(report.model_dump()) == report


# ---- Markdown

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@fuzzed(6)
@given(reports())
def test_markdown_has_our_structure_and_the_words_as_words(report: Report) -> None:
    written = render(report, "markdown")
    assert only_draws(written)
    tokens = MARKDOWN.parse(written)
    inline = [child for t in tokens for child in t.children or ()]
    assert {c.type for c in inline} <= {"text", "code_inline", "strong_open", "strong_close"}
    assert all(set(c.content) <= {"@"} for c in inline if c.type == "code_inline")
    found = Counter(f"{t.type} {t.tag}" for t in tokens)
    assert found["heading_open h1"] == found["hr hr"] == 1
    assert found["heading_open h3"] == len(report.ultimatums) + len(report.deals)
    figures = [*report.casualties, *report.displacements]
    assert found["td_open td"] >= 7 * len(report.casualties) + 6 * (len(report.displacements) + len(report.actors))
    known = {
        "heading",
        "paragraph",
        "bullet_list",
        "list_item",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
    }
    assert {t.type.removesuffix("_open").removesuffix("_close") for t in tokens} <= known | {"inline", "hr"}
    texts = {"".join(c.content for c in t.children or () if c.type in {"text", "code_inline"}) for t in tokens}
    assert {r.count.text for r in figures} <= texts
    assert {visible(a.name).strip() for a in report.actors} <= texts


# ---- the page


TAGS = """html head meta title noscript style script body a nav details summary ol ul li bdi small main article header
    h1 h2 h3 h4 h5 p span div section mark strong dl dt dd b q"""
ATTRIBUTES = """aria-current aria-label aria-labelledby charset class content data-id data-key data-keys data-tags
    data-to dir href http-equiv id lang name open role tabindex type"""


@fuzzed(6)
@given(st.lists(reports(), min_size=1, max_size=2))
def test_a_page_has_our_elements_and_the_words_as_text(several: list[Report]) -> None:
    page = "".join(together(several, "html"))
    assert page == "".join(together(several, "html"))
    assert only_draws(page)
    root = Tree(page).root
    assert {e.tag for e in root} - {""} <= set(TAGS.split())
    assert {name for e in root for name in e.attributes} <= set(ATTRIBUTES.split())
    ids = [e.attributes["id"] for e in root if "id" in e.attributes]
    assert len(set(ids)) == len(ids)
    assert all(e.attributes["href"][:1] == "#" and e.attributes["href"][1:] in {*ids, "main"} for e in root.all("a"))
    scripts = root.all("script")
    assert [s.attributes.get("type") for s in scripts] == ["application/json"] * (len(several) + 1) + [None]
    digest = base64.b64encode(hashlib.sha256(scripts[-1].text.encode()).digest()).decode()
    (policy,) = [m.attributes["content"] for m in root.all("meta") if "http-equiv" in m.attributes]
    assert policy.endswith(f"; script-src 'sha256-{digest}'")
    for report, article in zip(several, root.all("article", class_="report"), strict=True):
        _shows(report, article)


def _shows(report: Report, article: Element) -> None:
    document = report.document
    held = json.loads(article.all("script")[0].text)
    expected = draft(report, article_name(document)) | {"sha256": document.sha256}
    assert held["label"] == json.loads(json.dumps(expected))
    assert held["text"] == document.text
    if document.text:
        assert article.all("div", class_="text")[0].text == legible(document.text)
    for record in report.records():
        (card,) = [li for li in article.all("li") if li.attributes.get("data-id") == record.id]
        for value in verbatim_values(record):
            words = value.name if isinstance(value, Name) else value.text
            assert squeezed(legible(words)) in squeezed(card.text)
        if isinstance(record, Actor):
            assert squeezed(legible(record.name)) in squeezed(card.text)
    if report.rejected:
        (refused,) = article.all("details", class_="rejected")
        assert all(squeezed(legible(p.reason)) in squeezed(refused.text) for r in report.rejected for p in r.problems)


class _Fragment(HTMLParser):
    """What a piece of HTML holds; fails on what a notebook's piece may not hold."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {
            "div",
            "p",
            "strong",
            "ul",
            "li",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "small",
        }
        assert {name for name, _ in attrs} <= {"dir", "colspan"}

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


@fuzzed(6)
@given(reports())
def test_a_notebook_is_shown_words(report: Report) -> None:
    written = notebook(report)
    assert only_draws(written)
    parser = _Fragment()
    parser.feed(written)
    parser.close()


@fuzzed(4)
@given(reports())
def test_a_picture_is_sound_and_fetches_nothing(report: Report) -> None:
    root = ET.fromstring(export_svg(report))
    drawn_with = {"svg", "style", "g", "rect", "text", "circle", "defs", "clipPath"}
    assert {e.tag.rpartition("}")[2] for e in root.iter()} <= drawn_with
    assert not any(a.rpartition("}")[2] in ("href", "src") or a.startswith("on") for e in root.iter() for a in e.attrib)


# ---- tables


def parsed(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def same_text(cell: str, value: str) -> bool:
    """Whether a cell holds a value, one symbol for each of its control characters."""
    held = sheets.unguarded(cell)
    return len(held) == len(value) and all(
        a in {b, "\ufffd"} or "\u2400" <= a <= "\u241f" for a, b in zip(held, value, strict=True)
    )


@fuzzed(6)
@given(reports())
def test_csv_gives_back_every_cell_and_runs_none(report: Report) -> None:
    made = tables([report])
    for table in made.values():
        text = sheets.as_csv(table)
        text.encode()
        header, hashtags, *rows = parsed(text)
        assert (header, hashtags) == (list(table.columns), list(table.hxl))
        for written, row in zip(rows, table.rows, strict=True):
            for cell, value, kind in zip(written, row, table.types, strict=True):
                if value is None:
                    assert not cell
                elif kind is str:
                    assert not cell.lstrip().startswith(LIVE)
                    assert not cell.startswith(LIVE)
                    assert same_text(cell, str(value))
                else:
                    assert cell == (str(value).lower() if kind is bool else str(value))
    assert set(sheets.files([report])) == {f"{n}.csv" for n, t in made.items() if t.rows or n == "reports"}
    assert len(parsed(render(report, "csv"))) == 2 + len(made["claims"].rows)


@fuzzed(6)
@given(st.lists(reports(), max_size=2))
def test_an_event_is_a_row_of_the_data_sets_columns(several: list[Report]) -> None:
    text = "".join(together(several, "plover"))
    assert only_draws(text.replace("\t", ""))
    lines = text.split("\n")
    assert not lines.pop()
    header, *rows = parsed(text, "\t")
    assert len(lines) == 1 + len(rows) == 1 + sum(len(list(plover.rows(r))) for r in several)
    assert header == list(plover.COLUMNS)
    assert all(len(row) == len(header) for row in rows)
    assert not any(cell.lstrip().startswith(LIVE) for row in rows for cell in row)


@fuzzed(4)
@given(reports(), st.sampled_from(["pandas", "polars"]))
def test_frames_hold_the_tables(report: Report, library: Any) -> None:
    pytest.importorskip(library)
    for name, frame in frames([report], library).items():
        table = tables([report])[name]
        assert tuple(frame.columns) == table.columns
        assert frame.shape == (len(table.rows), len(table.columns))
        for i, column in enumerate(table.columns):
            values = [row[i] for row in table.rows]
            held = frame[column].to_list() if library == "polars" else frame[column].tolist()
            for value, cell in zip(values, held, strict=True):
                if isinstance(value, str | bool):
                    assert cell == value
                elif isinstance(value, dt.date):
                    assert (cell if library == "polars" else cell.date()) == value


# ---- all of them


@fuzzed(4)
@given(st.lists(reports(), max_size=2), st.booleans())
def test_several_reports_are_one_text(several: list[Report], many: bool) -> None:
    for form in FORMATS:
        text = "".join(joined((render(r, form) for r in several), form, many=many))
        if form == "jsonl":
            assert [Report.model_validate_json(line) for line in text.splitlines()] == several
        if form == "json" and many:
            assert [Report.model_validate(r) for r in json.loads(text)] == several
    for form in TOGETHER:
        "".join(together(several, form)).encode()
