"""Readers of files against what is made to break them: an article, or one line why there is none.

What is taken apart in a process of its own is read here in this one, where a fault of our own code shows.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import traceback
import unicodedata
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import Any

from fuzzed_files import ENCODINGS, FIRST, MOST, SECOND, messages, pdfs, word_documents
from fuzzed_pages import page_parts, pages
from fuzzing import bounded, damaged, fuzzed, in_one_line, is_text, words
from hypothesis import given, target
from hypothesis import strategies as st

from summarize.document import Document
from summarize.errors import SourceError
from summarize.settings import Settings
from summarize.sources import read_bytes
from summarize.sources.child import extract
from summarize.sources.extracted import Extracted, clean
from summarize.sources.kinds import Kind
from summarize.sources.spans import source_spans

SETTINGS = Settings(max_bytes=MOST)


def our_fault(error: BaseException) -> str:
    """What broke in our own code, where a reader takes whatever its library raises for damage."""
    cause = error.__context__
    if cause is None or isinstance(cause, SourceError | UnicodeError):
        return ""
    (*_, last) = traceback.extract_tb(cause.__traceback__)
    return f"{last.filename}:{last.lineno} {cause!r}" if "/summarize/sources/" in last.filename else ""


def outcome(read: Callable[[], Any]) -> Any:
    """What is read, or what the error says."""
    try:
        with bounded():
            return read()
    except SourceError as error:
        fault, message = our_fault(error), error.message
    assert not fault
    assert in_one_line(message), message
    return message


def taken_apart(kind: Kind, data: bytes) -> Extracted | None:
    """What a file holds, if it is an article; looked at twice."""
    found = outcome(lambda: extract(kind, data, most=MOST))
    assert found == outcome(lambda: extract(kind, data, most=MOST))
    if not isinstance(found, Extracted):
        return None
    assert found.text.strip()
    assert clean(found.text) == found.text
    for line in (found.title, found.site):
        assert line is None or (in_one_line(line) and line.strip() == line and len(line) <= 500)
    json.dumps(found._asdict(), default=dt.date.isoformat).encode()
    return found


# ---- plain text


@fuzzed(40)
@given(st.data(), st.lists(words() | st.sampled_from([FIRST, SECOND]), max_size=6), st.sampled_from(ENCODINGS))
def test_bytes_in_any_encoding(data: st.DataObject, parts: list[str], encoding: str) -> None:
    text = "\n".join(parts)
    whole = data.draw(damaged(text.encode(encoding, "replace")))
    found = outcome(lambda: read_bytes(whole, source="a.txt", settings=SETTINGS))
    assert found == outcome(lambda: read_bytes(whole, source="a.txt", settings=SETTINGS))
    if isinstance(found, Document):
        assert is_text(found.text)
        assert found.text.strip()
        assert "\r" not in found.text
        if whole == text.encode() and not whole.startswith(b"\xef\xbb\xbf"):
            assert found.text == text.replace("\r\n", "\n").replace("\r", "\n")


@fuzzed(40)
@given(damaged(gzip.compress(FIRST.encode(), mtime=0) + gzip.compress(SECOND.encode(), mtime=0)), st.integers(1, 300))
def test_damaged_gzip(data: bytes, most: int) -> None:
    whole = b"\x1f\x8b\x08" + data[3:]
    found = outcome(lambda: read_bytes(whole, source="a.txt.gz", settings=Settings(max_bytes=most)))
    assert not isinstance(found, Document) or len(found.text.encode()) <= 3 * most


# ---- pages


@fuzzed(20)
@given(pages())
def test_hostile_pages(data: bytes) -> None:
    found = taken_apart("html", data)
    if found:
        target(len(found.text))


class _Letters(HTMLParser):
    """The letters of a stretch of HTML outside of what is not shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.seen += data


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if c.isalnum())


@fuzzed(40)
@given(
    st.lists(words() | st.sampled_from([FIRST, SECOND]), min_size=1, max_size=5),
    st.lists(page_parts(), max_size=4),
    st.booleans(),
)
def test_paragraphs_point_at_their_words_in_the_page(paragraphs: list[str], junk: list[str], before: bool) -> None:
    text = "\n\n".join(paragraphs)
    shown = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    html = "".join(junk) + shown if before else shown + "".join(junk)
    last = 0
    for of_text, of_html in source_spans(html, text):
        assert 0 <= of_text.start < of_text.end <= len(text)
        assert 0 <= of_html.start < of_html.end <= len(html)
        assert of_text.start >= last
        last = of_text.end
        told = letters(text[of_text.start : of_text.end])
        held = iter(letters(_Letters(html[of_html.start : of_html.end]).seen))
        assert all(c in held for c in told), "in order, whatever is hidden between"


# ---- PDF, Word, messages


@fuzzed(25)
@given(pdfs())
def test_hostile_pdfs(data: bytes) -> None:
    found = taken_apart("pdf", data)
    if found:
        target(len(found.text))


@fuzzed(15)
@given(word_documents())
def test_damaged_word_documents(data: bytes) -> None:
    taken_apart("docx", data)


@fuzzed(40)
@given(messages())
def test_hostile_messages(data: bytes) -> None:
    taken_apart("eml", data)


# ---- the process in which they are taken apart


FILES = {"html": pages(), "pdf": pdfs(), "docx": word_documents(), "eml": messages()}


@fuzzed(5)
@given(st.data(), st.sampled_from(sorted(FILES)), words(2), st.booleans())
def test_files_of_any_kind_by_any_name(data: st.DataObject, kind: Kind, name: str, packed: bool) -> None:
    whole = data.draw(FILES[kind])
    source = f"{name}.{kind}"
    whole = gzip.compress(whole, mtime=0) if packed else whole
    found = outcome(lambda: read_bytes(whole, source=source, settings=SETTINGS))
    if isinstance(found, Document):
        assert is_text(found.text)
        assert found.source == source
        assert found.id
        assert Document.model_validate_json(found.model_dump_json()) == found
    else:
        assert "crashed" not in found
        assert not found.startswith("cannot be taken apart")
