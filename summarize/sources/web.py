"""Web addresses to documents."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from urllib.parse import urlsplit

from summarize.document import Document
from summarize.errors import SourceError, SourceUnavailable, SourceUnreadable
from summarize.settings import Settings
from summarize.sources.files import document_of
from summarize.sources.kinds import kind_of_type
from summarize.sources.packed import gunzip, is_gzip

__all__ = ["aread_url", "is_url", "read_url"]

_URL: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_url(name: str) -> bool:
    """Whether an argument is a web address and no path; one of another kind than http(s) is refused when it is read.

    >>> is_url("https://news.example/a"), is_url("file:///etc/passwd"), is_url("news/a.html"), is_url("C:/a.html")
    (True, True, False, False)
    """
    return bool(_URL.match(name))


def read_url(
    url: str,
    *,
    published: dt.date | None = None,
    settings: Settings = Settings(),  # noqa: B008 - it is frozen
    redirects: int = 5,
) -> Document:
    """The article at an http(s) address: a page, or any file that `read_file` reads.

    Args:
        url: its address; it becomes the document's source, without what follows a "#".
        published: publication date, where the page's own is not to count.
        settings: `max_bytes` bounds what is fetched, and what that unpacks to; `fetch_timeout`, `allow_private`.
        redirects: that are followed at most.

    Raises:
        SourceRefused: not http(s), with a password, an address in a private network, or robots.txt forbids it.
        SourceUnavailable: no such host, no connection, another status than 200, cut short, or not in time.
        SourceError: what came is no article that can be read, as for `read_file`.
    """
    work = aread_url(url, published=published, settings=settings, redirects=redirects)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    # A loop runs already: it cannot be entered again, another thread can have its own.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def aread_url(
    url: str,
    *,
    published: dt.date | None = None,
    settings: Settings = Settings(),  # noqa: B008
    redirects: int = 5,
) -> Document:
    """`read_url` for callers with an event loop."""
    from summarize.sources.fetch import fetch  # slow to import

    source = re.sub(r"\s+", "", url).partition("#")[0]
    most = settings.max_bytes
    try:
        try:
            async with asyncio.timeout(settings.fetch_timeout):
                page = await fetch(source, most=most, allow_private=settings.allow_private, redirects=redirects)
        except TimeoutError:
            raise SourceUnavailable(f"not there after {settings.fetch_timeout:g} seconds") from None
        data, name = page.data, urlsplit(page.url).path
        if is_gzip(data):
            data = gunzip(data, most)
        kind = kind_of_type(page.type, name, data)
        if kind is None:
            raise SourceUnreadable(f"no article: {page.type[:80]}")
    except SourceError as error:
        error.document_id = _without_password(source)
        raise
    return await asyncio.to_thread(
        document_of, kind, data, source=source, published=published, most=most, charset=page.charset, url=page.url
    )


def _without_password(url: str) -> str:
    return re.sub(r"(?<=://)[^/?#]*@", "", url)
