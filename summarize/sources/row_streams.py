"""Lines of a stream of any length in bounded memory: unpacked, decoded, one that is too long passed over."""

from __future__ import annotations

import codecs
import gzip
import io
import re
from typing import Any, BinaryIO, Final

from summarize.errors import SourceError, SourceTooLarge, SourceUnreadable

__all__ = ["FREE", "RATIO", "Lines", "buffered", "decoded"]

_SAMPLE: Final = 1 << 18
"""Bytes that tell the encoding."""
_PIECE: Final = 1 << 16
"""Characters that are read at a time."""
RATIO: Final = 200
FREE: Final = 20_000_000
"""Bytes that may be unpacked from however few; beyond, up to `RATIO` times as many as were packed. Texts pack to a
quarter, what is made to fill memories or disks to a thousandth."""
_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WIDE: Final = ["utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be"]
# More than a byte a character, which shows by null bytes; seven bits a byte; what only mainframes write.
_UNLIKELY: Final = [
    *_WIDE,
    "utf_16",
    "utf_32",
    "utf_7",
    "cp037",
    "cp273",
    "cp424",
    "cp500",
    "cp875",
    "cp1026",
    "cp1140",
]
_UNDECODED: Final = re.compile("[\udc80-\udcff]")


class _Raw(io.RawIOBase):
    """What a binary stream gives, counted. Closing it leaves the stream open."""

    def __init__(self, stream: Any, packed: _Raw | None = None) -> None:
        self._stream, self._packed, self.given = stream, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data: bytes = self._stream.read(len(buffer))
        self.given += len(data)
        if self._packed and self.given > max(FREE, RATIO * self._packed.given):
            raise SourceTooLarge("unpacks to far more than a text would")
        buffer[: len(data)] = data
        return len(data)


def buffered(stream: BinaryIO) -> io.BufferedReader[Any]:
    """The stream from where it is, unpacked if it is gzip's; its beginning can be peeked at.

    Reading raises SourceTooLarge where it unpacks without measure, and what gzip does: OSError, EOFError, zlib.error.
    """
    raw = _Raw(stream)
    plain = io.BufferedReader(raw, _SAMPLE)
    if not plain.peek(2).startswith(b"\x1f\x8b"):
        return plain
    return io.BufferedReader(_Raw(gzip.GzipFile(fileobj=plain), raw), _SAMPLE)


def decoded(stream: io.BufferedReader[Any], *, newline: str) -> io.TextIOWrapper:
    """Its text: in the encoding of a byte-order mark, else UTF-8, else as detected; `newline` as of `open`.

    Bytes that are not of the encoding become lone surrogates, by which `Lines` knows them.

    Raises:
        SourceUnreadable: no text, as far as its beginning shows.
    """
    encoding = _encoding(stream.peek(_SAMPLE)[:_SAMPLE])
    errors = "replace" if encoding.startswith(("utf-16", "utf_16", "utf-32", "utf_32")) else "surrogateescape"
    return io.TextIOWrapper(stream, encoding, errors, newline=newline)


def _encoding(sample: bytes) -> str:
    for mark, name in _MARKS.items():
        if sample.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # its last character may be cut
    except UnicodeDecodeError:
        lone = sample.decode("utf-8", "replace").count("\ufffd")
        beyond_ascii = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]", sample))
        if beyond_ascii > lone:
            return "utf-8"  # with some bytes damaged, which an older encoding would garble
    else:
        if b"\0" not in sample:
            return "utf-8"
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    wide = b"\0" in sample
    found = from_bytes(sample, cp_isolation=_WIDE if wide else None, cp_exclusion=None if wide else _UNLIKELY)
    best = found.best()
    if best is None:
        raise SourceUnreadable("not text, or in no encoding that can be detected")
    # Equal matches come in the order of the alphabet, which takes "près" for Czech.
    equal = [m.encoding for m in found if (m.chaos, m.coherence) == (best.chaos, best.coherence)]
    return "cp1252" if "cp1252" in equal else str(best.encoding)


class Lines:
    """Lines, their ends included, for a reader of records that may take several each.

    `begin` is to be called before each record. Once one has more than `most` characters, only what `skeleton` matches
    is handed on, each run of the rest as an "x", which leaves it to the reader to find where the record ends.
    """

    def __init__(self, text: io.TextIOWrapper, most: int, skeleton: str = r"\n") -> None:
        self._text, self._most, self._filling = text, most, re.compile(f"[^{skeleton}]+")
        self._size, self._damaged = 0, False

    def begin(self) -> None:
        """A new record begins."""
        self._size, self._damaged = 0, False

    def fault(self) -> SourceError | None:
        """What is wrong with the record as far as it has been read."""
        if self._size > self._most:
            return SourceTooLarge(f"larger than {self._most:,} bytes")
        return SourceUnreadable("not in the encoding of the file's beginning") if self._damaged else None

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        parts, kept = list[str](), 0
        while part := self._text.readline(_PIECE):
            self._size += len(part)
            self._damaged = self._damaged or bool(_UNDECODED.search(part))
            parts.append(part if self._size <= self._most else self._filling.sub("x", part))
            kept += len(parts[-1])
            if kept > 2 * self._most + _PIECE:
                raise SourceTooLarge("cannot be followed beyond a row that is too large")
            # A piece may end between the two characters of a line's end.
            if part.endswith("\n") or (part.endswith("\r") and len(part) < _PIECE):
                break
        if not parts:
            raise StopIteration
        return "".join(parts)
