"""Gzip, unpacked as far as it is wanted and no further."""

from __future__ import annotations

import gzip
import io
import zlib

from summarize.errors import SourceTooLarge, SourceUnreadable

__all__ = ["gunzip", "is_gzip"]


def is_gzip(data: bytes) -> bool:
    """Whether data begin as gzip's do."""
    return data.startswith(b"\x1f\x8b\x08")


def gunzip(data: bytes, most: int) -> bytes:
    """What was packed.

    Raises:
        SourceTooLarge: over `most` bytes; no more than that is ever unpacked.
        SourceUnreadable: damaged, or cut short.
    """
    try:
        found = gzip.GzipFile(fileobj=io.BytesIO(data)).read(most + 1)
    except EOFError:
        raise SourceUnreadable("cut short: it cannot be unpacked to its end") from None
    except (OSError, zlib.error):
        raise SourceUnreadable("damaged: it cannot be unpacked") from None
    if len(found) > most:
        raise SourceTooLarge(f"unpacks to more than {most:,} bytes")
    return found
