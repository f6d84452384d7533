"""Gzip, unpacked as far as it is wanted and no further."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Final

from summarize.errors import SourceTooLarge, SourceUnreadable

__all__ = ["gunzip", "is_gzip"]

_BEGINNING: Final = b"\x1f\x8b\x08"
_PARTS: Final = 10_000
"""Files that may have been packed one after the other; what unpacks to nothing still takes its time."""


def is_gzip(data: bytes) -> bool:
    """Whether data begin as gzip's do."""
    return data.startswith(_BEGINNING)


def gunzip(data: bytes, most: int) -> bytes:
    """What was packed.

    Raises:
        SourceTooLarge: over `most` bytes, of which no more is ever unpacked; or in very many parts.
        SourceUnreadable: damaged, or cut short.
    """
    if data.count(_BEGINNING) > _PARTS:
        raise SourceTooLarge("unpacks to more than an article would: it is packed in very many parts")
    try:
        found = gzip.GzipFile(fileobj=io.BytesIO(data)).read(most + 1)
    except EOFError:
        raise SourceUnreadable("cut short: it cannot be unpacked to its end") from None
    except (OSError, zlib.error):
        raise SourceUnreadable("damaged: it cannot be unpacked") from None
    if len(found) > most:
        raise SourceTooLarge(f"unpacks to more than {most:,} bytes")
    return found
