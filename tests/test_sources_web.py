"""Web addresses: what is refused before anything is sent, what servers do wrong, what comes out of a page."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from summarize.errors import (
    SourceError,
    SourceNotArticle,
    SourceRefused,
    SourceTooLarge,
    SourceUnavailable,
    SourceUnreadable,
)
from summarize.settings import Settings
from summarize.sources import aread_url, fetch, is_url, read_url
from summarize.sources.addresses import is_public
from summarize.sources.fetch import user_agent

BODY = (
    "<p>Rebels of the Northern Front left Keslow on Monday after a deadline set by the army, the governor said.</p>"
    "<p>At least 12 people were killed, according to the monitor. The army denied that it had shelled the town.</p>"
)
PAGE = (
    "<!doctype html><html><head><title>Rebels leave Keslow</title></head>"
    f"<body><h1>Rebels leave Keslow</h1>{BODY}</body></html>"
)
HTML = "text/html; charset=utf-8"


class Site:
    """A server on this machine; `pages` by path: a status, headers and a body, or what writes to the connection."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                found = site.pages.get(self.path, (404, {}, b"nothing here"))
                # A client that has enough closes the connection.
                with contextlib.suppress(ConnectionError):
                    if callable(found):
                        found(self)
                        return
                    status, headers, body = found
                    self.send_response(status)
                    for name, value in ({"Content-Length": str(len(body))} | headers).items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if context:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            self._server.handle_error = lambda *_: None  # type: ignore[method-assign] # a client that hangs up
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def page(self, path: str, body: str | bytes = PAGE, kind: str = HTML, status: int = 200, **headers: str) -> str:
        data = body.encode() if isinstance(body, str) else body
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": kind} | names, data)
        return self.url(path)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture(autouse=True)
def _no_robots_of_an_earlier_server_on_the_same_port() -> None:
    fetch._robots.clear()


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    yield server
    server.close()


def read(url: str, *, published: dt.date | None = None, redirects: int = 5, **options: Any) -> Any:
    return read_url(url, published=published, redirects=redirects, settings=Settings(allow_private=True, **options))


def test_a_page_gives_its_article_its_title_and_its_address(site: Site) -> None:
    url = site.page("/2026/keslow")
    document = read(url + "#comments")
    assert document.text.split("\n\n") == [
        "Rebels leave Keslow",
        "Rebels of the Northern Front left Keslow on Monday after a deadline set by the army, the governor said.",
        "At least 12 people were killed, according to the monitor. The army denied that it had shelled the town.",
    ]
    assert (document.title, document.source) == ("Rebels leave Keslow", url)


def test_who_asks_is_said_honestly_and_nothing_else_of_this_machine(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    read(site.page("/a"))
    for _, headers in site.asked:
        assert headers["User-Agent"] == user_agent()
        assert user_agent().startswith("summarize/")
        assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream"])
def test_a_text_file_is_read_as_it_stands(site: Site, kind: str) -> None:
    url = site.page("/a.txt", "Rebels  left.\r\n\r\nCafe\u0301\u200b <p>", kind)
    assert read(url).text == "Rebels  left.\n\nCafe\u0301\u200b <p>"


def test_a_given_date_counts_before_that_of_the_page(site: Site) -> None:
    dated = PAGE.replace("<head>", '<head><meta property="article:published_time" content="2026-05-04T10:00:00Z">')
    url = site.page("/a", dated)
    assert (read(url).published, read(url).published_from) == (dt.date(2026, 5, 4), "metadata")
    document = read(url, published=dt.date(2026, 5, 9))
    assert (document.published, document.published_from) == (dt.date(2026, 5, 9), "given")


@pytest.mark.parametrize(
    ("kind", "charset"), [("text/html; charset=windows-1251", "cp1251"), ("text/html", "koi8-r"), (HTML, "utf-8")]
)
def test_the_encoding_is_the_servers_or_the_pages_own_word(site: Site, kind: str, charset: str) -> None:
    words = "Повстанцы в Кеслоу отрицают, что согласились уйти. Армия сообщила, что погибли не менее 34 мирных жителей."
    page = f"<html><head><meta charset='{charset}'><title>Кеслоу</title></head><body><p>{words}</p></body></html>"
    assert words in read(site.page("/a", page.encode(charset), kind)).text


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_what_is_packed_for_the_way_is_unpacked(site: Site, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    assert read(site.page("/a", pack(PAGE.encode()), Content_Encoding=encoding)).title == "Rebels leave Keslow"


# ---- what is refused


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.0.0.1",
            "172.16.9.9",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "240.0.0.1",
        ),
        *("224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1"),
        *("ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1", "2002:a00:1::"),
        *("2001:db8::1", "2001:0:a00:1::"),
    ],
)
def test_no_address_inside_a_network_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_not_asked_unless_that_is_allowed(site: Site, host: str) -> None:
    url = site.page("/a").replace("127.0.0.1", host)
    with pytest.raises(SourceRefused, match="inside a private network") as caught:
        read_url(url)
    assert caught.value.document_id == url
    assert not site.asked


@pytest.mark.parametrize("found", [["10.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::ffff:10.0.0.1"]])
def test_a_public_name_of_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch, found: list[str]) -> None:
    def resolved(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(SourceRefused, match=r"^https://news.example/a: news.example is an address inside"):
        read_url("https://news.example/a")


def test_a_name_is_looked_up_once_and_that_address_is_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []

    def resolved(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    url = site.page("/a").replace("127.0.0.1", "news.example")
    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    assert read(url).source == url
    assert [host for host in looked_up if host == "news.example"] == ["news.example"] * len(site.asked)
    assert {headers["Host"] for _, headers in site.asked} == {f"news.example:{site.port}"}


def test_a_redirect_into_the_private_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = Site()
    try:
        target = inside.page("/secret")
        url = site.page("/a", b"", status=302, Location=target.replace("127.0.0.1", "localhost"))
        # Only the first server's address passes for a public one.
        monkeypatch.setattr("summarize.sources.addresses.is_public", lambda _: False)
        with pytest.raises(SourceRefused):
            read_url(url)
        seen = iter([True, True])
        monkeypatch.setattr("summarize.sources.addresses.is_public", lambda _: next(seen, False))
        with pytest.raises(SourceRefused, match="localhost is an address inside a private network"):
            read_url(url)
        assert site.paths == ["/robots.txt", "/a"]
        assert not inside.asked
    finally:
        inside.close()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://news.example/a", "only http:// and https:// are read, not ftp://"),
        ("file:///etc/passwd", "only http:// and https:// are read, not file://"),
        ("gopher://127.0.0.1:70/x", "only http:// and https:// are read, not gopher://"),
        ("https://", "a web address without a host"),
        ("http://[::1/a", "no web address"),
        ("http://a\x00b/", "no web address"),
        ("http://.xn--/a", "no web address"),
        ("http://keslowxn--/a", "no web address"),
    ],
)
def test_what_is_no_web_address_is_refused(url: str, reason: str) -> None:
    assert is_url(url)
    with pytest.raises(SourceRefused) as caught:
        read(url)
    assert caught.value.message == reason


def test_a_password_in_an_address_is_neither_sent_nor_repeated(site: Site) -> None:
    url = site.page("/a").replace("127", "ann:hunter2@127")
    with pytest.raises(SourceRefused, match="an address with a name or password in it") as caught:
        read(url)
    assert "hunter2" not in str(caught.value)
    assert not site.asked


@pytest.mark.parametrize("target", ["ftp://news.example/", "file:///etc/passwd", "javascript:alert(1)", "//"])
def test_a_redirect_to_what_is_no_web_page_is_refused(site: Site, target: str) -> None:
    with pytest.raises((SourceRefused, SourceUnavailable)):
        read(site.page("/a", b"", status=301, Location=target))


def test_redirects_are_followed_as_far_as_is_allowed(site: Site) -> None:
    site.page("/a")
    for i in range(4):
        site.page(f"/{i}", b"", status=302, Location=f"/{i - 1}" if i else "/a")
    assert read(site.url("/3"), redirects=4).source == site.url("/3")
    with pytest.raises(SourceUnavailable, match="more than 3 redirects"):
        read(site.url("/3"), redirects=3)
    with pytest.raises(SourceUnavailable, match="more than 5 redirects"):
        read(site.page("/round", b"", status=302, Location="/round"))


# ---- https


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate and its key for news.example in one file, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "news.example")])
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    path.write_bytes(
        signed.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


def test_a_certificate_is_held_against_the_name_and_not_the_address(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolved(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    site = Site(context)
    try:
        site.page("/a")
        monkeypatch.setattr(socket, "getaddrinfo", resolved)
        with pytest.raises(SourceUnavailable, match="its certificate does not hold"):
            read(f"https://news.example:{site.port}/a")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert read(f"https://news.example:{site.port}/a").title == "Rebels leave Keslow"
        with pytest.raises(SourceUnavailable, match="its certificate does not hold"):
            read(f"https://other.example:{site.port}/a")
    finally:
        site.close()


# ---- robots.txt


def test_what_robots_txt_forbids_is_not_read(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private\n", "text/plain")
    url = site.page("/private/a")
    with pytest.raises(SourceRefused, match=r"robots\.txt asks programs not to read this page"):
        read(url)
    assert read(site.page("/open")).title
    assert site.paths == ["/robots.txt", "/open"]  # asked for once


def test_the_longest_rule_of_robots_txt_counts_and_stars_stand_for_anything(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /*/private$\nAllow: /open/a\nDisallow: /open\n", "text/plain")
    site.page("/x/private")
    with pytest.raises(SourceRefused, match=r"robots\.txt asks"):
        read(site.url("/x/private"))
    with pytest.raises(SourceRefused, match=r"robots\.txt asks"):
        read(site.page("/open/b"))
    assert read(site.page("/open/a")).text
    assert read(site.page("/x/private/more")).text


def test_robots_txt_may_speak_of_this_program_and_is_followed_after_a_redirect(site: Site) -> None:
    site.page("/robots.txt", "User-agent: summarize\nDisallow: /a\n\nUser-agent: *\nAllow: /\n", "text/plain")
    site.page("/a")
    with pytest.raises(SourceRefused, match=r"robots\.txt"):
        read(site.page("/b", b"", status=302, Location="/a"))


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_no_robots_txt_forbids_nothing(site: Site, status: int) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /", "text/plain", status)
    assert read(site.page("/a")).title


def test_a_server_in_trouble_is_left_alone(site: Site) -> None:
    site.page("/robots.txt", "", "text/plain", 503)
    with pytest.raises(SourceUnavailable, match=r"the server answered 503 for its robots\.txt"):
        read(site.page("/a"))


@pytest.mark.parametrize(
    "body", [b"\xff\xfe\x00" * 9, b"A" * 3_000_000, b"Disallow: /\n" * 9], ids=["bytes", "long", "loose"]
)
def test_a_robots_txt_that_says_nothing_forbids_nothing(site: Site, body: bytes) -> None:
    site.page("/robots.txt", body, "text/plain")
    assert read(site.page("/a")).title


# ---- what servers do wrong


@pytest.mark.parametrize("status", [204, 304, 400, 401, 403, 404, 410, 451, 500, 503])
def test_a_status_is_told(site: Site, status: int) -> None:
    body = PAGE if status not in {204, 304} else b""
    with pytest.raises(SourceUnavailable, match=rf"/a: the server answered {status}$"):
        read(site.page("/a", body, status=status))


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(SourceUnavailable, match=r": no connection$"):
            read(f"http://127.0.0.1:{free.getsockname()[1]}/")
    with pytest.raises(SourceUnavailable, match=r": no such host: news\.invalid$"):
        read("http://news.invalid/")


@pytest.mark.parametrize("where", ["/robots.txt", "/a"])
@pytest.mark.parametrize(
    "drip", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"]
)
def test_a_server_that_takes_its_time_is_not_waited_for(site: Site, where: str, drip: bytes) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(drip)
        for _ in range(100):  # a byte now and then, so that no single wait is long
            handler.wfile.write(b"a" if drip else b"")
            time.sleep(0.05)

    url = site.page("/a")
    site.pages[where] = slow
    begun = time.monotonic()
    with pytest.raises(SourceUnavailable, match=r"not there after 0\.3 seconds"):
        read(url, fetch_timeout=0.3)
    assert time.monotonic() - begun < 3


def test_a_page_without_end_is_cut_off(site: Site) -> None:
    sent = 0

    def endless(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while sent < 500_000_000:
            sent += handler.wfile.write(b"<p>Rebels left.</p>" * 5_000)

    site.pages["/a"] = endless
    with pytest.raises(SourceTooLarge, match="larger than 100,000 bytes"):
        read(site.url("/a"), max_bytes=100_000)
    assert sent < 100_000_000


@pytest.mark.parametrize(
    ("kind", "headers", "body"),
    [
        (HTML, {"Content_Encoding": "gzip"}, gzip.compress(b"a" * 50_000_000, mtime=0)),
        (HTML, {"Content_Encoding": "deflate"}, zlib.compress(b"a" * 50_000_000)),
        ("application/gzip", {}, gzip.compress(b"a" * 50_000_000, mtime=0)),
    ],
)
def test_a_small_page_that_unpacks_to_a_large_one(site: Site, kind: str, headers: dict[str, Any], body: bytes) -> None:
    with pytest.raises(SourceTooLarge, match="unpacks to more than 1,000,000 bytes"):
        read(site.page("/a", body, kind, **headers), max_bytes=1_000_000)


def test_a_page_shorter_than_was_said(site: Site) -> None:
    with pytest.raises(SourceUnavailable, match="the connection broke off"):
        read(site.page("/a", Content_Length="999999"))


@pytest.mark.parametrize(
    "answer", [b"", b"hello\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", b"HTTP/1.1 2\r\n"]
)
def test_what_does_not_speak_http(site: Site, answer: bytes) -> None:
    def odd(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(answer)
        handler.close_connection = True

    site.page("/a")
    site.pages["/a"] = odd
    with pytest.raises(SourceError):
        read(site.url("/a"))


@pytest.mark.parametrize("kind", ["image/png", "application/json", "video/mp4", "application/zip"])
def test_a_media_type_that_is_no_article(site: Site, kind: str) -> None:
    with pytest.raises(SourceUnreadable, match=rf"no article: {kind}$"):
        read(site.page("/a", b"{}", kind))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip"])
def test_a_packing_that_was_not_asked_for_or_is_damaged(site: Site, encoding: str) -> None:
    with pytest.raises(SourceUnreadable):
        read(site.page("/a", b"\x1f\x8b\x08 no", Content_Encoding=encoding))


def test_a_page_that_is_no_article_names_its_address(site: Site) -> None:
    url = site.page(
        "/a", "<html><head><title>Sign in</title></head><body><form><input type=password></form></body></html>"
    )
    with pytest.raises(SourceNotArticle) as caught:
        read(url)
    assert str(caught.value) == f"{url}: no article: a page to log in"


def test_several_pages_at_once_and_in_a_running_loop(site: Site) -> None:
    urls = [site.page(f"/{i}") for i in range(6)]

    async def all_of_them() -> list[str | None]:
        found = await asyncio.gather(*(aread_url(url, settings=Settings(allow_private=True)) for url in urls))
        return [document.source for document in (*found, read(urls[0]))]

    assert asyncio.run(all_of_them()) == [*urls, urls[0]]
