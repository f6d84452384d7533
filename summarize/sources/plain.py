"""Bytes to text: the encoding is told by a mark, is UTF-8, or is detected."""

from __future__ import annotations

import json
import re

from summarize.errors import SourceUnreadable

__all__ = ["decode", "why_data"]


def decode(data: bytes, source: str) -> str:
    """Text in UTF-8, in a byte-order mark's encoding, else as detected.

    Raises:
        SourceUnreadable: it is not text.
    """
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    # A null byte without a mark: two or four bytes a character, or no text.
    if encoding is None and b"\0" in data:
        text = _detect(data, among=_WIDE)
        text = text if text and _SPACE.search(text) else None  # pairs of other bytes make Chinese, but no spaces
    else:
        try:
            text = data.decode(encoding or "utf-8")
        except UnicodeDecodeError:
            text = _mended(data) if encoding is None else None
    if text is None or "\0" in text or len(_CONTROL.findall(text)) * _TEXT_PER_CONTROL > len(text):
        raise SourceUnreadable("not text, or in no encoding that can be detected", document_id=source)
    return text


_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_WIDE = ["utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be"]
# More than a byte a character, which shows by null bytes; seven bits a byte; what only mainframes write.
_UNLIKELY = [*_WIDE, "utf_16", "utf_32", "utf_7", "cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"]
_SPACE = re.compile(r"[ \n]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_TEXT_PER_CONTROL = 20
"""Characters of text for each control character that is put up with; white space and escape (colours) do not count."""


def _mended(data: bytes) -> str | None:
    """What is not UTF-8: an older encoding, or UTF-8 with some bytes damaged, which an older encoding would garble."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(len(run) for run in _BEYOND_ASCII.findall(text)) - damaged
    return text if sound > damaged else _detect(data, without=_UNLIKELY)


_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")


def _detect(data: bytes, *, among: list[str] | None = None, without: list[str] | None = None) -> str | None:
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    found = from_bytes(data, cp_isolation=among, cp_exclusion=without)
    best = found.best()
    if best is None:
        return None
    # Equal matches come in the order of the alphabet, which takes "près" for Czech.
    equal = (m for m in found if (m.chaos, m.coherence) == (best.chaos, best.coherence))
    return str(next((m for m in equal if m.encoding == "cp1252"), best))


def why_data(text: str) -> str | None:
    """Why a text is no article but data that something else reads, for a message; None where it may be one."""
    first = text.lstrip()[:_FIRST_LINE].partition("\n")[0]
    if first[:1] in {"{", "["} and any(map(_is_json, (first, text))):
        return "no article: JSON; summarize convert takes saved reports, --rows jsonl articles in rows"
    cells = _CELL.split(first.strip())
    if len(cells) > 1 and all(map(_COLUMN.fullmatch, cells)) and any(c.strip('"').lower() in _TEXTS for c in cells):
        return "no article: a table, as its first line shows; --rows csv takes its rows for articles"
    return None


_FIRST_LINE = 1_000_000
_CELL = re.compile("[,;\t]")
_COLUMN = re.compile(r'"?[\w-]{1,40}"?')
_TEXTS = frozenset({"text", "body", "content", "article"})


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False
