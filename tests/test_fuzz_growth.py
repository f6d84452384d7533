"""How the time that reading takes grows: eight times as much takes eight times as long, and not the square of it."""

from __future__ import annotations

import contextlib
import io
import time
import tracemalloc
from collections.abc import Callable

from fuzzed_files import FIRST
from fuzzing import bounded, fuzzed
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import SourceError
from summarize.published import find_published
from summarize.sources import read_bytes
from summarize.sources.child import extract
from summarize.sources.extracted import clean
from summarize.sources.rows import read_rows
from summarize.sources.spans import source_spans

_MARKS = [
    "<p>",
    "</p>",
    "<b>",
    "<div class=a>",
    "&amp;",
    "&",
    "<",
    "<!--",
    "-->",
    "]]>",
    "<a b=",
    "<a '",
    "<![x[",
    "&#",
]
_MARKS += [
    "\n",
    " ",
    "a ",
    "a\u0301",
    "\u00ad",
    '"',
    "(",
    "\t",
    "“",
    "- ",
    "A.",
    "Mr. ",
    "=?utf-8?q?a?= ",
    "=0A=\n",
    "--b\n",
]
_MARKS += [
    "<table><tr><td>x",
    "<li>",
    "<a href=x>y</a>",
    "4 May 2026\n",
    "Photo: ",
    "By A | ",
    '{"text": "a"}\n',
    '"a",',
]
_UNITS = [*_MARKS, f"<p>{FIRST}</p>", f"{FIRST}\n\n", "x" * 41 + "\n\n"]


def _spans(data: bytes) -> object:
    text = data.decode()
    return source_spans(text, text)


READERS: dict[str, Callable[[bytes], object]] = {
    "text": lambda data: read_bytes(data, source="a.txt"),
    "mail": lambda data: extract("eml", b"Subject: a\n\n" + data, most=10**8),
    "headers": lambda data: extract("eml", b"Subject: " + data + b"\n\n" + FIRST.encode(), most=10**8),
    "published": lambda data: find_published(data.decode()),
    "csv": lambda data: list(read_rows(io.BytesIO(b"text\n" + data), format="csv")),
    "jsonl": lambda data: list(read_rows(io.BytesIO(data), format="jsonl")),
    "clean": lambda data: clean(data.decode()),
    "spans": _spans,
}
SIZE = 20_000
_REPEATED = st.lists(st.sampled_from(_UNITS), min_size=1, max_size=2).map("".join)


def _of_size(unit: str, end: str, size: int) -> bytes:
    return f"{unit * (size // len(unit) + 1)}{end}".encode()


def _seconds(read: Callable[[bytes], object], data: bytes) -> float:
    begun = time.process_time()
    with contextlib.suppress(SourceError), bounded(60):
        read(data)
    return time.process_time() - begun


@fuzzed(8)
@given(_REPEATED, st.sampled_from(["", *_UNITS]), st.sampled_from(sorted(READERS)))
def test_time_grows_with_the_size(unit: str, end: str, reader: str) -> None:
    read = READERS[reader]
    small, large = (_of_size(unit, end, size) for size in (SIZE, 8 * SIZE))
    _seconds(read, small)  # what is imported, and what is compiled
    most = 24 * _seconds(read, small) + 0.3
    assert min(_seconds(read, large) for _ in range(2)) < most


def _peak(read: Callable[[bytes], object], data: bytes) -> int:
    tracemalloc.start()
    try:
        _seconds(read, data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@fuzzed(4)
@given(_REPEATED, st.sampled_from(["", *_UNITS]), st.sampled_from(sorted(READERS)))
def test_memory_grows_with_the_size(unit: str, end: str, reader: str) -> None:
    small, large = (_of_size(unit, end, size) for size in (SIZE // 4, 2 * SIZE))
    _peak(READERS[reader], small)
    assert _peak(READERS[reader], large) < 12 * _peak(READERS[reader], small) + 1_000_000
