"""Fetching one page: from public addresses only, in bounded size and number of requests, as robots.txt allows."""

from __future__ import annotations

import time
import zlib
from contextlib import suppress
from email.message import Message
from typing import Final, NamedTuple

import httpx2
from protego import Protego

from summarize.errors import SourceRefused, SourceTooLarge, SourceUnavailable, SourceUnreadable
from summarize.sources.addresses import checked_addresses
from summarize.sources.packed import gunzip

__all__ = ["Page", "fetch", "user_agent"]

_ROBOTS_BYTES: Final = 512_000
"""Of a robots.txt are read, which is what those who wrote it down ask for (RFC 9309)."""
_ROBOTS_SECONDS: Final = 600
_ROBOTS_KEPT: Final = 200
_ACCEPT: Final = "text/html, application/xhtml+xml, text/plain;q=0.9, application/pdf;q=0.9, */*;q=0.1"
_PORTS: Final = {"http": 80, "https": 443}


class Page(NamedTuple):
    """What a server gave: the address that it came from in the end, its media type (lower case) and encoding."""

    url: str
    type: str
    charset: str | None
    data: bytes


def user_agent() -> str:
    """What servers are told about who asks."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"summarize/{version('summarize')}"
    except PackageNotFoundError:  # run from a folder without having been installed
        return "summarize"


async def fetch(url: str, *, most: int, allow_private: bool, redirects: int) -> Page:
    """The page at an address; the time that it takes is the caller's to bound.

    Raises:
        SourceRefused, SourceUnavailable: as `read_url` does.
        SourceTooLarge: over `most` bytes, as sent or unpacked.
        SourceUnreadable: what was packed for the way is damaged.
    """
    client = httpx2.AsyncClient(
        transport=_Checked(allow_private=allow_private),
        headers={"User-Agent": user_agent(), "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"},
        trust_env=False,  # a proxy would look names up by itself, and .netrc holds passwords
        timeout=None,
    )
    async with client:
        for _ in range(redirects + 1):
            address = _address(url)
            if not await _allowed(client, address, redirects):
                raise SourceRefused("the site's robots.txt asks programs not to read this page")
            answer = await _ask(client, address, most)
            if answer.page:
                return answer.page._replace(data=_unpacked(answer.page.data, answer.encoding, most))
            if not answer.next:
                raise SourceUnavailable(f"the server answered {answer.status}")
            url = answer.next
    raise SourceUnavailable(f"more than {redirects} redirects")


class _Answer(NamedTuple):
    """A page, still packed for the way as `encoding` says; or the address to ask instead; or only a status."""

    status: int
    page: Page | None = None
    encoding: str = ""
    next: str | None = None


class _Checked(httpx2.AsyncBaseTransport):
    """Connects to addresses that were looked at, under the name that they were asked for by.

    Its certificate is checked and its page is sent, whatever address the name has the next time.
    """

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpx2.AsyncHTTPTransport(
            # No connection serves two names that share an address: it has the certificate of the first.
            limits=httpx2.Limits(max_keepalive_connections=0),
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        # As it is written to the server: decoded, it could be looked up as another name ("faß" as "fass").
        host, port = request.url.raw_host.decode("ascii"), request.url.port or _PORTS[request.url.scheme]
        addresses = await checked_addresses(host, port, allow_private=self._allow_private)
        for i, address in enumerate(addresses, 1):
            pinned = httpx2.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,  # with the Host of the name
                extensions=request.extensions | {"sni_hostname": host},
            )
            try:
                return await self._inner.handle_async_request(pinned)
            except httpx2.ConnectError:
                if i == len(addresses):
                    raise
        raise AssertionError("there is an address")

    async def aclose(self) -> None:
        await self._inner.aclose()


def _address(url: str) -> httpx2.URL:
    try:
        address = httpx2.URL(url)
        host = address.host  # decoded only now, which fails where it is no name
    except (httpx2.InvalidURL, ValueError):
        raise SourceRefused("no web address") from None
    if address.scheme not in _PORTS:
        raise SourceRefused(f"only http:// and https:// are read, not {address.scheme[:20]}://")
    if address.userinfo:
        raise SourceRefused("an address with a name or password in it")
    if not host:
        raise SourceRefused("a web address without a host")
    return address


async def _ask(client: httpx2.AsyncClient, address: httpx2.URL, most: int, *, cut: bool = False) -> _Answer:
    try:
        async with client.stream("GET", address) as response:
            status, headers = response.status_code, response.headers
            if response.has_redirect_location:
                return _Answer(status, next=str(address.join(headers["Location"])))
            if status != httpx2.codes.OK:
                return _Answer(status)
            kind, charset = _type(headers.get("Content-Type", ""))
            data = await _body(response, most, cut=cut)
            return _Answer(status, Page(str(address), kind, charset, data), headers.get("Content-Encoding", ""))
    except (httpx2.InvalidURL, UnicodeError):
        raise SourceUnavailable("redirected to no web address") from None
    except httpx2.ConnectError as error:
        certificate = "certificate" in str(error).lower()
        raise SourceUnavailable("its certificate does not hold" if certificate else "no connection") from None
    except httpx2.HTTPError as error:
        raise SourceUnavailable(f"the connection broke off ({type(error).__name__})") from None


async def _body(response: httpx2.Response, most: int, *, cut: bool) -> bytes:
    """What comes, of which no more than `most` bytes are kept: too much is an error, or `cut` off."""
    data = bytearray()
    async for piece in response.aiter_raw():
        data += piece
        if len(data) > most and not cut:
            raise SourceTooLarge(f"larger than {most:,} bytes")
        if len(data) > most:
            break
    return bytes(data[:most])


def _unpacked(data: bytes, encoding: str, most: int) -> bytes:
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"} or not data:
        return data
    if encoding in {"gzip", "x-gzip"}:
        return gunzip(data, most)
    if encoding != "deflate":
        raise SourceUnreadable("packed in a way that was not asked for")
    try:
        # Some servers leave zlib's header out.
        unpacking = zlib.decompressobj(15 if data[0] & 15 == 8 else -15)
        found = unpacking.decompress(data, most + 1)
    except zlib.error:
        raise SourceUnreadable("damaged: it cannot be unpacked") from None
    if len(found) > most:
        raise SourceTooLarge(f"unpacks to more than {most:,} bytes")
    return found


def _type(header: str) -> tuple[str, str | None]:
    message = Message()
    message["Content-Type"] = " ".join(header.split()) or "application/octet-stream"
    return message.get_content_type(), message.get_content_charset()


# ---- robots.txt

_robots: dict[str, tuple[float, Protego]] = {}
"""By site, with the time until which it counts."""


async def _allowed(client: httpx2.AsyncClient, address: httpx2.URL, redirects: int) -> bool:
    site = str(address.copy_with(raw_path=b"/robots.txt", fragment=None))
    until, rules = _robots.get(site, (0.0, None))
    if rules is None or until < time.monotonic():
        rules = await _rules(client, site, redirects)
        if len(_robots) >= _ROBOTS_KEPT:
            _robots.clear()
        _robots[site] = (time.monotonic() + _ROBOTS_SECONDS, rules)
    return bool(rules.can_fetch(str(address), "summarize"))


async def _rules(client: httpx2.AsyncClient, url: str, redirects: int) -> Protego:
    """A site's robots.txt as RFC 9309 has it: what there is none of allows all, a server in trouble nothing.

    Raises:
        SourceRefused, SourceUnavailable: the site cannot be asked at all.
    """
    text = ""
    for _ in range(redirects + 1):
        answer = await _ask(client, _address(url), _ROBOTS_BYTES, cut=True)
        if answer.status >= httpx2.codes.INTERNAL_SERVER_ERROR:
            raise SourceUnavailable(f"the server answered {answer.status} for its robots.txt")
        if answer.page:
            with suppress(SourceTooLarge, SourceUnreadable):
                text = _unpacked(answer.page.data, answer.encoding, 4 * _ROBOTS_BYTES).decode("utf-8-sig", "replace")
        if not answer.next:
            break
        url = answer.next
    return Protego.parse(text)
