"""Files, folders, standard input and web addresses to documents."""

from __future__ import annotations

from summarize.sources.files import read_bytes, read_file, read_stream
from summarize.sources.folders import articles
from summarize.sources.kinds import SUFFIXES
from summarize.sources.web import aread_url, is_url, read_url

__all__ = [
    "SUFFIXES",
    "aread_url",
    "articles",
    "is_url",
    "read_bytes",
    "read_file",
    "read_stream",
    "read_url",
]
