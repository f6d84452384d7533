"""Files of rows, dates and addresses against what is made to break their readers."""

from __future__ import annotations

import datetime as dt
import io
import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fuzzed_files import FIRST, SECOND, Rows, row_files
from fuzzing import bounded, damaged, fuzzed, in_one_line, is_text, words
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import Document
from summarize.errors import SourceError, SourceRefused, SourceUnavailable
from summarize.published import find_published, read_date
from summarize.sources import is_url, read_url
from summarize.sources.addresses import is_public
from summarize.sources.rows import read_rows

# ---- rows


def read_twice(read: Callable[[], Iterator[Document | SourceError]]) -> list[Document | SourceError]:
    with bounded():
        first, second = list(read()), list(read())
    assert list(map(repr, first)) == list(map(repr, second))
    for found in first:
        if isinstance(found, Document):
            assert is_text(found.text)
            assert found.text.strip()
            assert found.title is None or found.title.strip()
            assert Document.model_validate_json(found.model_dump_json()) == found
        else:
            assert in_one_line(found.message), found.message
            assert found.document_id
    return first


@fuzzed(60)
@given(row_files())
def test_hostile_rows(rows: Rows) -> None:
    read_twice(lambda: read_rows(io.BytesIO(rows.data), format=rows.form, **rows.options))


@pytest.fixture(scope="module")
def parquet() -> bytes:
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install '.[parquet]'")
    held = io.BytesIO()
    days = [dt.datetime(2026, 5, 4, tzinfo=dt.UTC), None, dt.datetime(1, 1, 1, tzinfo=dt.UTC)]
    columns = {"text": [FIRST, SECOND, "\0"], "date": days, "id": [1, 2, 2**62], "title": [b"\xff", b"", None]}
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table(columns), held)
    return held.getvalue()


@fuzzed(25)
@given(st.data())
def test_damaged_parquet(parquet: bytes, data: st.DataObject) -> None:
    whole = data.draw(damaged(parquet, [b"PAR1", b"\xff\xff\xff\x7f"]))
    whole = b"PAR1" + whole[4:-4] + b"PAR1" if data.draw(st.booleans()) else whole
    read_twice(lambda: read_rows(io.BytesIO(whole), format="parquet"))


@fuzzed(10)
@given(st.lists(st.tuples(words(), words(), st.none() | st.datetimes(), st.integers(-(2**63), 2**63 - 1)), max_size=4))
def test_any_parquet(rows: list[tuple[str, str, dt.datetime | None, int]]) -> None:
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install '.[parquet]'")
    held = io.BytesIO()
    table = {name: [row[i] for row in rows] for i, name in enumerate(("text", "title", "date", "id"))}
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table(table), held)
    found = read_twice(lambda: read_rows(io.BytesIO(held.getvalue()), format="parquet"))
    assert len(found) == len(rows)


# ---- dates, addresses

_LINES = [
    *(
        "KESLOW, 4 May 2026 (Agency) — Rebels left.",
        "Published: 2026-05-04",
        "By A | May 4, 2026 10:15 GMT",
        "Monday, 4 May 2026",
    ),
    *(
        "[a/2026-05-04]",
        "Photo: A, May 4, 2026",
        "4/5/2026",
        "0000-00-00",
        "99 May 9999",
        "٤ مايو ٢٠٢٦",
        "4 May ٢٠٢٦",
        "31.12.9999",
    ),
]


@fuzzed(80)
@given(
    st.lists(st.sampled_from(_LINES) | words(), max_size=6),
    st.none() | words() | st.sampled_from(_LINES),
    st.none() | st.dates(),
)
def test_any_text_has_a_day_or_none(lines: list[str], name: str | None, metadata: dt.date | None) -> None:
    text = "\n".join(lines)
    with bounded():
        day, told_by = find_published(text, name=name, metadata=metadata)
        assert (day, told_by) == find_published(text, name=name, metadata=metadata)
        assert (day is None) == (told_by is None)
        assert day is None or dt.date(1900, 1, 1) <= day <= dt.datetime.now(dt.UTC).date() + dt.timedelta(1)
        for line in lines:
            read_date(line)


def _looked_up(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
    """Only addresses in figures are known, so that nothing is asked of the network."""
    return _asked(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)


_asked = socket.getaddrinfo
_ADDRESSES = st.ip_addresses(v=4) | st.ip_addresses(v=6)


_SCHEMES = ["http://", "https://", "HTTP://", "file://", "javascript://", "gopher://", ""]
_HOSTS = [
    "[::1]",
    "[::ffff:10.0.0.1]",
    "[fe80::1%25eth0]",
    "127.0.0.1",
    "2130706433",
    "0x7f.1",
    "localhost",
    "169.254.169.254",
]
_MARKS = [
    "\\",
    "@",
    ":",
    "/",
    "?",
    "#",
    "%00",
    "%2f",
    "xn--",
    "ａ",
    "。",
    "[",
    "]",
    "\ud800",
    ":99999",
    ":-1",
    " ",
    "\n",
    ".",
]


@fuzzed(20)
@given(st.sampled_from(_SCHEMES), st.lists(st.sampled_from(_HOSTS + _MARKS) | words(1), max_size=5))
def test_what_no_public_address_is_is_refused(scheme: str, parts: list[str]) -> None:
    url = scheme + "".join(parts)
    if not is_url(url):
        return
    with pytest.MonkeyPatch.context() as patch, bounded():
        patch.setattr(socket, "getaddrinfo", _looked_up)
        with pytest.raises((SourceRefused, SourceUnavailable)) as caught:
            read_url(url)
    assert in_one_line(caught.value.message), caught.value.message


@fuzzed(60)
@given(_ADDRESSES)
def test_an_address_that_carries_a_private_one_is_private(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    public = is_public(str(address))
    if isinstance(address, ipaddress.IPv4Address):
        for carrying in (
            f"::ffff:{address}",
            f"64:ff9b::{address}",
            f"2002:{int(address) >> 16:x}:{int(address) & 0xFFFF:x}::1",
        ):
            assert public or not is_public(carrying)
    assert not (public and address.is_private)
