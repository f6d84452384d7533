"""Hostile text where it is shown: terminals, JSON, Markdown."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarize.render.safe import escape_json, escape_markdown, visible

ANYTHING = st.text(st.characters(codec=None), max_size=60)
HIDDEN = st.text(
    st.sampled_from("ab \t\n\r\x00\x07\x1b\x7f\x85\x9b\u00ad\u061c\u200b\u202e\u2028\u2066\ufeff\udcff\U000e0041")
)
MARKUP = st.text(st.sampled_from("ab1 *_`~[](){}<>#+-=!|\\/&;:.@$^\"'\n\t"), max_size=40)
# fmt: off
PHRASES = [
    "[a](http://b.c)", "<b>", "**a**", "__b__", "`x`", "``", "![i](u)", "&amp;", "&#42;", "1)", "-", "+", "---", "***",
    "===", ">", "|", "|---|", "~~~", "~~s~~", "<http://a.b>", "a@b.c", "www.a.b", "\\", "@", "[^1]", "<!--", "-->",
    "$x$", ":smile:", "a", "1986", "# h", "1. l", "- l", "> q", "| a |", "[r]: http://x", "    code", "  ", "\n\n",
]
# fmt: on
MESSES = st.lists(st.sampled_from(PHRASES), max_size=8).map("".join)
TEXTS = ANYTHING | HIDDEN | MARKUP | MESSES

ACTS = {"Cc", "Cs", "Zl", "Zp"}
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def harmless(text: str) -> bool:
    """Whether a terminal only draws this text, in its order, in one line."""
    return not any(unicodedata.category(c) in ACTS or unicodedata.bidirectional(c) in BIDI for c in text)


@given(TEXTS)
def test_visible_text_is_one_line_that_a_terminal_only_draws(text: str) -> None:
    shown = visible(text)
    assert harmless(shown)
    assert len(shown.splitlines()) <= 1
    shown.encode()  # raises where there is no such character in UTF-8
    assert visible(shown) == shown


@given(TEXTS)
def test_visible_text_keeps_every_letter_digit_and_mark_of_punctuation(text: str) -> None:
    def kept(words: str) -> list[str]:
        return [c for c in words if unicodedata.category(c)[0] in "LNP"]

    assert kept(visible(text)) == kept(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("At least 12 killed", "At least 12 killed"),
        ("a\x1b[31mb\x07", "a␛[31mb␇"),
        ("a\n \tb\u2028c\u00a0d", "a b c d"),
        ("a\x00b\x9bc\x7fd", "a␀b�c�d"),
        ("abc\u202edef\u202c \u2066x\u2069", "abcdef x"),
        ("a \u200b b", "a b"),
        ("k\udce9slow", "k�slow"),
        ("\ufeff\U000e0041x", "x"),
        ("[bold red]x[/]", "[bold red]x[/]"),
        ("می\u200cخواهم 👩\u200d🚒 الجيش", "می\u200cخواهم 👩\u200d🚒 الجيش"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.recursive(TEXTS | st.integers() | st.none(), lambda v: st.lists(v) | st.dictionaries(TEXTS, v), max_leaves=5))
def test_escaped_json_has_the_same_value_and_a_terminal_only_draws_it(value: object) -> None:
    escaped = escape_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(escaped) == value
    assert harmless(escaped)
    assert len(escaped.splitlines()) == 1
    escaped.encode()


def test_json_keeps_its_letters_and_its_own_line_ends() -> None:
    text = json.dumps({"name": "Café الجيش"}, ensure_ascii=False, indent=2)
    assert escape_json(text) == text


MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def words(inline: Token) -> str:
    """The text of an inline token that holds nothing but text, and at-signs as code."""
    assert inline.type == "inline"
    for child in inline.children or ():
        assert child.type in {"text", "code_inline"}, child
        assert child.type == "text" or set(child.content) == {"@"}
    return "".join(child.content for child in inline.children or ())


def outline(tokens: list[Token]) -> list[str]:
    return [t.type for t in tokens]


@given(TEXTS)
@example("a  \nb")
@example("1. a")
def test_escaped_markdown_is_a_paragraph_of_plain_words(text: str) -> None:
    plain = visible(text).strip()
    tokens = MARKDOWN.parse(escape_markdown(text))
    if not plain:
        assert tokens == []
        return
    assert outline(tokens) == ["paragraph_open", "inline", "paragraph_close"]
    assert words(tokens[1]) == plain


@given(TEXTS, TEXTS)
def test_escaped_markdown_stays_within_its_cell(one: str, two: str) -> None:
    table = f"| A | B |\n| --- | --- |\n| {escape_markdown(one)} | {escape_markdown(two)} |\n\nafter"
    tokens = MARKDOWN.parse(table)
    cells = [words(t) for t in tokens if t.type == "inline"]
    assert cells == ["A", "B", visible(one).strip(), visible(two).strip(), "after"]
    assert outline(tokens).count("td_open") == 2


@given(TEXTS)
def test_escaped_markdown_stays_within_its_heading_list_item_and_quote(text: str) -> None:
    plain, escaped = visible(text).strip(), escape_markdown(text)
    tokens = MARKDOWN.parse(f"# {escaped} x\n\n- {escaped} x\n\n> {escaped} x\n\n> **{escaped or 'a'}** x")
    inline = [t for t in tokens if t.type == "inline"]
    assert [words(t) for t in inline[:3]] == [f"{plain} x".strip()] * 3
    assert "".join(c.content for c in inline[3].children or ()) == f"{plain or 'a'} x"
    assert [t for t in outline(tokens) if t.endswith("_open")] == [
        "heading_open", "bullet_list_open", "list_item_open", "paragraph_open", "blockquote_open", "paragraph_open",
        "blockquote_open", "paragraph_open",
    ]  # fmt: skip


@given(st.sampled_from(["http", "https", "ftp", "HTTP", "javascript"]), st.sampled_from(["a.example", "www.a.example"]))
def test_no_address_is_left_that_a_renderer_would_turn_into_a_link(scheme: str, host: str) -> None:
    escaped = escape_markdown(f"see {scheme}://{host}/x, mailto:b@{host} or {host}")
    assert not re.search(r"\w:\S|(?<!\\)//|www\.|\w@|@\w|\w\.[a-z]", escaped)
