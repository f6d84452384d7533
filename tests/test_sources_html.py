"""HTML to an article: what is kept, what is none, and what a page can be made to do."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import logging
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import SourceEmpty, SourceError, SourceNotArticle, SourceTooLarge, SourceUnreadable
from summarize.settings import Settings
from summarize.sources import read_file, read_stream
from summarize.sources.apart import take_apart
from summarize.sources.extracted import clean
from summarize.sources.html import decode_html, extract_html
from summarize.sources.spans import source_spans

FIRST = "Rebels of the Northern Front left Keslow on Monday after a deadline set by the army, the governor said."
SECOND = "“We signed nothing,” a spokesman said. The army denied shelling the hospital, where 34 people were hurt."
ARTICLE = f"""<!doctype html><html lang=en><head><meta charset=utf-8>
<title>Rebels leave Keslow | The Marrow Post</title>
<meta property="og:site_name" content="The Marrow Post"><meta property="og:title" content="Rebels leave Keslow">
<meta property="article:published_time" content="2026-05-04T23:30:00-05:00"></head>
<body><nav><a href=/>Home</a> <a href=/world>World</a></nav><main><article><h1>Rebels leave Keslow</h1>
<p>{FIRST.replace("Northern Front", "<b>Northern</b> <i>Front</i>").replace("deadline", "dead&shy;line")}</p>
<p>{SECOND.replace("We signed", "We&nbsp;sig&#8203;ned")}</p><h2>What next</h2>
<ul><li>The talks go on in Vell.</li><li>The army wants the road open.</li></ul>
<table><tr><th>Town</th><th>Killed</th></tr><tr><td>Keslow</td><td>12</td></tr></table></article></main>
<script>var a = "<p>" + 1;</script><footer>© 2026 The Marrow Post. All rights reserved.</footer></body></html>"""


def text_of(html: str) -> str:
    return extract_html(html.encode()).text


def none_of(html: str) -> str:
    with pytest.raises(SourceNotArticle) as caught:
        extract_html(html.encode())
    return caught.value.message


def page(*paragraphs: str, title: str = "Rebels leave Keslow", more: str = "") -> str:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"<html><head><title>{title}</title></head><body>{body}{more}</body></html>"


def test_a_page_gives_its_paragraphs_with_blank_lines_between_and_the_headline_first() -> None:
    found = extract_html(ARTICLE.encode())
    assert found.text.split("\n\n") == [
        "Rebels leave Keslow",
        FIRST,
        SECOND,
        "What next",
        "The talks go on in Vell.",
        "The army wants the road open.",
        "Town | Killed\nKeslow | 12",
    ]
    assert (found.title, found.published, found.site) == ("Rebels leave Keslow", dt.date(2026, 5, 4), "The Marrow Post")


def test_a_headline_that_only_the_head_has_goes_before_the_text() -> None:
    assert text_of(page(FIRST, SECOND)).split("\n\n") == ["Rebels leave Keslow", FIRST, SECOND]


def test_a_date_in_the_text_is_none_of_the_page() -> None:
    assert extract_html(page(f"{FIRST} The war began on 3 March 2019.", SECOND).encode()).published is None


def test_a_line_break_is_one_and_the_pages_own_are_none() -> None:
    found = text_of(page("Rebels left\nKeslow on Monday, the army said.<br>Nobody was hurt in the town.", SECOND))
    assert "Rebels left Keslow on Monday, the army said.\nNobody was hurt in the town." in found


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.html.gz", "a", "-"])
def test_html_is_told_by_name_or_beginning(name: str, tmp_path: Path) -> None:
    import gzip

    data = ARTICLE.encode()
    document = read_stream(io.BytesIO(gzip.compress(data, mtime=0) if name.endswith("gz") else data), source=name)
    assert (document.title, document.published, document.published_from) == (
        "Rebels leave Keslow",
        dt.date(2026, 5, 4),
        "metadata",
    )
    assert document.source == name
    path = tmp_path / "b.html"
    path.write_bytes(data)
    assert read_file(path, published=dt.date(2026, 5, 1)).published == dt.date(2026, 5, 1)


def test_html_in_a_text_file_is_text() -> None:
    assert read_stream(io.BytesIO(b"<html> is a tag."), source="a.txt").text == "<html> is a tag."


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<meta charset=cp1251><p>Кеслоу".encode("cp1251"), None),
        ("<p>Кеслоу".encode("koi8-r"), "koi8-r"),
        ("<meta charset=koi8-r><p>Кеслоу".encode("cp1251"), "cp1251"),
        ("<meta charset=koi8-r><p>Кеслоу".encode("utf-8-sig"), "cp1251"),
        ("<?xml version='1.0' encoding='koi8-r'?><p>Кеслоу".encode("koi8-r"), None),
        ("<meta charset=utf-16><p>Кеслоу".encode(), None),
        ("<meta charset=no-such><p>Кеслоу".encode(), "nor-such"),
        ("<p>Кеслоу".encode("utf-16"), None),
    ],
)
def test_the_encoding_of_a_page(data: bytes, charset: str | None) -> None:
    assert decode_html(data, charset).endswith("<p>Кеслоу")


def test_latin_1_is_what_browsers_take_it_for() -> None:
    assert decode_html("<meta charset=iso-8859-1>“Yes” – he said".encode("cp1252")).endswith("“Yes” – he said")


# ---- what is seen of it


def test_what_is_not_seen_is_no_part_of_the_text() -> None:
    assert clean("\u202edead\u00adline\u202c\u200b, \ufeffCafe\u0301\u2066 now\u2069") == "deadline, Café now"
    assert clean("می\u200cخواهد \U0001f468\u200d\U0001f469") == "می\u200cخواهد \U0001f468\u200d\U0001f469"
    assert clean("a\u200db \u200c\x00\x1bc") == "ab c"


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("\u00ad\u200b\u200c\u200d\u202e\u0301 \n\r\t")))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\n\n\n" not in once


# ---- what is no article

LINKS = "".join(
    f"<li><a href=/{i}>Rebels leave town number {i} after talks on the road fail</a></li>" for i in range(40)
)


def test_pages_that_are_no_article_are_said_to_be_so() -> None:
    login = "<form><input name=user><input type=password><button>Log in</button></form>"
    assert none_of(page("Sign in to your account.", title="Sign in", more=login)) == "no article: a page to log in"
    assert none_of(f"<html><head><title>News</title></head><body><ul>{LINKS}</ul></body></html>") == (
        "no article: a list of links"
    )
    assert none_of(page("The page you wanted has moved. Try the search.", title="Page not found")) == (
        "no article: an error page"
    )
    assert none_of(page("We could not find it anywhere, sorry.", title="404 Not Found | The Marrow Post")) == (
        "no article: an error page"
    )
    assert none_of(page("Checking your browser before you go on. This takes a moment.", title="Just a moment...")) == (
        "no article: the site wants to know whether a person is reading"
    )
    wall = "no article: behind a login or subscription, of which the page has the beginning at most"
    assert none_of(page(FIRST, "Subscribe to continue reading. Cancel at any time.")) == wall
    locked = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree": false}</script>'
    assert none_of(page(FIRST, more=locked)) == wall
    scripted = "<html><head><title>News</title></head><body><div id=app></div><script>run()</script></body></html>"
    assert none_of(scripted) == "no article: the page is made by scripts, which are not run"
    assert none_of("<html><body><p>Home</p></body></html>") == "no article on this page"


@pytest.mark.parametrize(
    "html", ["<html></html>", "<html><body></body></html>", "<!doctype html><html>", "<html><body>&nbsp;"]
)
def test_an_empty_page_is_no_article(html: str) -> None:
    assert none_of(html).startswith("no article")


@pytest.mark.parametrize(
    "html",
    [
        page("Rebels killed at least 12 people in Keslow on Monday, the army said."),
        page(FIRST, SECOND, more=f"<h2>More news</h2><ul>{LINKS}</ul>"),
        page(FIRST, SECOND, more="<form><input type=password></form>"),
        page(f"{FIRST} The server at the ministry gave an error 404 for hours.", SECOND),
        page(*[f"{FIRST} {SECOND}"] * 8, "Subscribe to continue reading our letters."),
        page(FIRST, SECOND, title="404 people killed in Keslow"),
        page(FIRST, f"{SECOND} “Just a moment,” he said, “something went wrong.” He asked them to log in.", SECOND),
        page(
            "Access to the town was denied to monitors on Sunday, the mission said.", SECOND, title="Monitors shut out"
        ),
    ],
    ids=[
        "short notice",
        "links below",
        "login box",
        "error in the text",
        "long and a plea",
        "404 people",
        "quote",
        "access",
    ],
)
def test_an_article_is_not_taken_for_none(html: str) -> None:
    assert "on Monday" in text_of(html) or "on Sunday" in text_of(html)


# ---- hostile pages, in the process that they are read in


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<html><body>" + "<div>" * 100_000 + FIRST, id="deep"),
        pytest.param("<html><body>" + "<b>" * 100_000 + f"<p>{FIRST}</p>" * 3, id="deep inline"),
        pytest.param("<html><body>" + "<table><tr><td>" * 20_000 + FIRST, id="tables"),
        pytest.param("<html><body>" + "<ul><li>" * 20_000 + FIRST, id="lists"),
        pytest.param("<html><p " + " ".join(f"a{i}=b" for i in range(100_000)) + f">{FIRST}</p>", id="attributes"),
        pytest.param("<html><body>" + "<" * 200_000, id="brackets"),
        pytest.param("<html><body>" + "&" * 200_000, id="ampersands"),
        pytest.param("<html><!--" * 100_000, id="comments"),
        pytest.param("<html><script>" * 100_000, id="scripts"),
        pytest.param("<html><body>" + f"<p>{FIRST}</p>" * 3 + "\x01\x02\x03\ufffe" * 9, id="controls"),
    ],
)
@pytest.mark.slow
def test_a_page_made_to_break_the_reader_costs_bounded_time(html: str) -> None:
    begun = time.monotonic()
    with contextlib.suppress(SourceError):
        take_apart("html", html.encode(), most=20_000_000, seconds=6)
    assert time.monotonic() - begun < 12
    assert FIRST in take_apart("html", ARTICLE.encode(), most=20_000_000).text, "the next page is read"


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["<p>", "<span>a</span>", "<br>", "<a href=x>y</a>"])
def test_twenty_megabytes_of_tags(tag: str) -> None:
    html = "<html><body>" + tag * (20_000_000 // len(tag))
    with pytest.raises((SourceTooLarge, SourceNotArticle)):
        take_apart("html", html.encode(), most=20_000_000, seconds=6)


@pytest.mark.slow
@given(
    data=st.binary(max_size=300).map(lambda b: b"<html>" + b)
    | st.text("<>/=\"' &;apdivtable!-\u202e", max_size=300).map(str.encode)
)
def test_any_page_is_an_article_or_a_source_error(data: bytes) -> None:
    with contextlib.suppress(SourceError):
        assert read_stream(io.BytesIO(data), source="a.html").text.strip()


@pytest.mark.slow
def test_a_reader_that_crashes_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceTooLarge, match=r"takes more than 0\.001 seconds to take apart"):
        take_apart("html", ARTICLE.encode() * 50, most=20_000_000, seconds=0.001)
    assert take_apart("html", ARTICLE.encode(), most=20_000_000).title == "Rebels leave Keslow"


@pytest.mark.slow
def test_the_readers_process_knows_no_key_and_ends_with_the_command() -> None:
    code = (
        "import os, pathlib\n"
        "os.environ['OPENAI_API_KEY'] = 'sk-hidden'\n"
        "from summarize.sources import apart\n"
        f"apart.take_apart('html', {ARTICLE.encode()!r}, most=10**7)\n"
        "pid = apart._CHILD._process.pid\n"
        "print(pid, 'sk-hidden' in pathlib.Path(f'/proc/{pid}/environ').read_text())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    pid, known = done.stdout.split()
    assert known == "False"
    assert done.stderr == ""
    assert not Path(f"/proc/{pid}").exists()


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(SourceUnreadable, match=r"HTML needs an extra: pip install 'summarize\[html\]'"):
        extract_html(ARTICLE.encode())


def test_reading_plain_text_loads_no_library_for_pages_and_starts_no_process() -> None:
    code = (
        "import io, sys\nfrom summarize.sources import apart, read_stream\n"
        "read_stream(io.BytesIO(b'Rebels left.'), source='-')\n"
        "print({'trafilatura', 'lxml', 'pypdf', 'docx', 'httpx2'} & sys.modules.keys(), apart._CHILD._process)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set() None\n"


def test_the_largest_article_bounds_a_page_too() -> None:
    with pytest.raises(SourceTooLarge):
        read_stream(io.BytesIO(ARTICLE.encode()), source="a.html", settings=Settings(max_bytes=100))
    with pytest.raises(SourceEmpty):
        read_stream(io.BytesIO(b""), source="a.txt")


# ---- back to the page


def test_paragraphs_are_found_in_the_page_that_they_come_from() -> None:
    text = text_of(ARTICLE)
    found = source_spans(ARTICLE, text)
    shown = [(text[a.start : a.end], ARTICLE[b.start : b.end]) for a, b in found]
    assert [t for t, _ in shown][:6] == text.split("\n\n")[:6]
    assert shown[0][1] == "Rebels leave Keslow"
    assert shown[1][1].startswith("Rebels of the <b>Northern</b>")
    assert shown[1][1].endswith("dead&shy;line set by the army, the governor said.")
    assert shown[2][1].startswith("“We&nbsp;sig&#8203;ned nothing,”")
    assert "<h2>What next</h2>" in ARTICLE[found[3].html.start - 4 : found[3].html.end + 5]


def test_a_paragraph_that_the_page_has_not_is_left_out_and_costs_no_other() -> None:
    html = f"<p>Menu</p><p>{FIRST}</p><p>{SECOND}</p>"
    found = source_spans(html, f"Another headline altogether\n\n{FIRST}\n\nNo such words.\n\n{SECOND}")
    assert [html[b.start : b.end] for _, b in found] == [FIRST, SECOND]
    assert source_spans("", "Rebels left.") == source_spans(html, "") == ()


@given(st.lists(st.text("ab é<>&;\"'.ß\u0301Ж", max_size=60), max_size=6), st.text("ab é<>&;/p\n", max_size=60))
def test_spans_are_in_order_and_hold_the_letters_of_their_paragraph(paragraphs: list[str], junk: str) -> None:
    from html import escape

    html = "".join(f"<p>{escape(p)}</p>\n" for p in paragraphs) + junk
    text = "\n\n".join(paragraphs)
    end = -1
    for of_text, of_html in source_spans(html, text):
        assert 0 <= of_html.start < of_html.end <= len(html)
        assert of_html.start >= end - 12, "but for the marks around them"
        end = of_html.end
        assert any(c.isalnum() for c in text[of_text.start : of_text.end])


def test_what_is_never_closed_or_no_markup_at_all_costs_no_paragraph_and_no_time() -> None:
    for junk in ("<![x[ a]]>", f"&#{'9' * 5_000};", "&#x;", "<b a='", "<!--"):
        html = f"<p>{FIRST}</p>{junk}"
        assert [html[b.start : b.end] for _, b in source_spans(html, FIRST)] == [FIRST]
    html = f"<![x[ a]]>&#{'9' * 5_000};&#x;<p>{FIRST}</p>"
    assert [html[b.start : b.end] for _, b in source_spans(html, FIRST)] == [FIRST]
    for unclosed in ("<a b=", "<a '", "<!--a>", "<a\u0301", "<script>a"):
        begun = time.process_time()
        assert source_spans(unclosed * 20_000, FIRST) == ()
        assert time.process_time() - begun < 2


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises(SourceNotArticle):
        take_apart("html", b"<html></html>", most=1_000)
    assert not caplog.records
