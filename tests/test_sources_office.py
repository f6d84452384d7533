"""Word documents, messages, gzip: what is read, what is none, what unpacks to more than it should."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import io
import sys
import tracemalloc
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import SourceEmpty, SourceError, SourceNotArticle, SourceTooLarge, SourceUnreadable
from summarize.settings import Settings
from summarize.sources import articles, read_file, read_stream
from summarize.sources.docx import extract_docx
from summarize.sources.extracted import Extracted
from summarize.sources.mail import extract_mail

MOST = 20_000_000
FIRST = "Rebels of the Northern Front left Keslow on Monday after a deadline set by the army, the governor said."
SECOND = "“We signed nothing,” a spokesman said. The army denied shelling the hospital, where 34 people were hurt."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word(*paragraphs: str, style: str | None = None) -> bytes:
    document = docx.Document()
    for i, text in enumerate(paragraphs):
        document.add_paragraph(text, style=style if i == 0 else None)
    return saved(document)


def repacked(data: bytes, parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", compression) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return buffer.getvalue()


# ---- Word


def test_a_word_document_gives_its_paragraphs_and_its_title(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word("Rebels leave Keslow", FIRST, "", SECOND, style="Title"))
    document = read_file(path)
    assert document.text.split("\n\n") == ["Rebels leave Keslow", FIRST, SECOND]
    assert (document.title, document.published) == ("Rebels leave Keslow", None)
    assert read_stream(io.BytesIO(path.read_bytes()), source="-").text == document.text


def test_tables_breaks_links_and_tracked_changes_are_read_as_they_are_shown() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Rebels left")
    paragraph.add_run().add_break()
    paragraph.add_run("Kes\u00adlow.")
    xml = (
        f"<w:p {W}><w:r><w:t>They </w:t></w:r><w:ins><w:r><w:t>did not </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>did </w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>sign</w:t></w:r></w:hyperlink></w:p>"
    )
    document.element.body.insert(1, parse_xml(xml))
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Keslow", "12 killed"
    assert extract_docx(saved(document), most=MOST) == Extracted(
        "Rebels left\nKeslow.\n\nThey did not sign\n\nKeslow\n\n12 killed"
    )


def test_what_is_no_word_document() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "Rebels left.")
    with pytest.raises(SourceUnreadable, match=r"^a\.docx: a zip file that is no Word document$"):
        read_stream(io.BytesIO(buffer.getvalue()), source="a.docx")
    whole = word(FIRST)
    with pytest.raises(SourceUnreadable, match="no Word document, or damaged"):
        read_stream(io.BytesIO(whole[:300]), source="a.docx")
    with pytest.raises(SourceUnreadable, match=r"^a\.docx: "):
        read_stream(io.BytesIO(b"Rebels left."), source="a.docx")
    with pytest.raises(SourceUnreadable, match="a damaged Word document"):
        extract_docx(repacked(whole, {"word/document.xml": b"<w:p>"}), most=MOST)
    with pytest.raises(SourceEmpty, match="the document holds no text"):
        extract_docx(word("", " "), most=MOST)
    with pytest.raises(SourceEmpty, match="the document holds no text"):
        extract_docx(repacked(whole, {"word/document.xml": f"<w:document {W}/>".encode()}), most=MOST)


def test_a_zip_bomb_is_not_unpacked() -> None:
    whole = word(FIRST)
    for name, size in (("word/document.xml", 60_000_000), ("word/media/a.png", 300_000_000)):
        bomb = repacked(whole, {name: b" " * size})
        assert len(bomb) < 1_000_000
        with pytest.raises(SourceTooLarge, match="unpacks to more than"):
            extract_docx(bomb, most=MOST)


def test_entities_are_not_expanded() -> None:
    lol = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    secret = f'<!DOCTYPE d [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{lol}]>'
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>Rebels left. &f;&l11;</w:t></w:r></w:p></w:body></w:document>"
    try:
        text = extract_docx(repacked(word(FIRST), {"word/document.xml": (secret + body).encode()}), most=MOST).text
    except SourceUnreadable:
        return
    assert text == "Rebels left."


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(SourceUnreadable, match=r"a Word document needs an extra: pip install 'summarize\[docx\]'"):
        extract_docx(word(FIRST), most=MOST)


# ---- messages


def message(text: str | None = None, html: str | None = None, **headers: str) -> bytes:
    mail = EmailMessage()
    for name, value in (
        {"Subject": "Rebels leave Keslow", "Date": "Mon, 04 May 2026 10:15:00 +0200"} | headers
    ).items():
        mail[name] = value
    if text is not None:
        mail.set_content(text)
    if html is not None:
        mail.add_alternative(html, subtype="html") if text is not None else mail.set_content(html, subtype="html")
    return mail.as_bytes()


LONG = f"{FIRST}\n\n{SECOND}\n"
PAGE = f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"


@pytest.mark.parametrize(
    "data", [message(LONG), message(LONG, PAGE), message(html=PAGE), message("View this in your browser.", PAGE)]
)
def test_a_message_gives_its_subject_its_text_and_when_it_was_sent(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(data)
    document = read_file(path)
    assert document.text.split("\n\n") == ["Rebels leave Keslow", FIRST, SECOND]
    assert (document.published, document.published_from) == (dt.date(2026, 5, 4), "metadata")
    assert document.title == "Rebels leave Keslow"


def test_a_message_on_standard_input_is_told_by_its_beginning() -> None:
    data = b"Received: from a by b; Mon, 04 May 2026\r\n" + message(LONG)
    assert read_stream(io.BytesIO(data), source="-").title == "Rebels leave Keslow"


def test_what_is_attached_is_not_read() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Rebels leave Keslow"
    mail.set_content(LONG)
    mail.add_attachment(b"At least 99 people", maintype="text", subtype="plain", filename="a.txt")
    assert "99" not in extract_mail(mail.as_bytes()).text


@pytest.mark.parametrize(
    "subject",
    [
        b"=?utf-8?q?Rebels=0D=0ABcc:_all=40news.example=0D=0A_leave?=",
        b"=?utf-8?b?UmViZWxzDQpCY2M6IGFsbEBuZXdzLmV4YW1wbGUNCiBsZWF2ZQ==?=",
        b"Rebels\r\n Bcc: all@news.example\r\n leave",
    ],
)
def test_a_subject_with_line_ends_in_it_is_one_line(subject: bytes) -> None:
    found = extract_mail(b"Subject: " + subject + b"\r\n\r\n" + LONG.encode())
    assert found.title == "Rebels Bcc: all@news.example leave"
    assert found.text.split("\n\n")[:2] == [found.title, FIRST]


@pytest.mark.parametrize("date", ["yesterday", "", "Mon, 99 May 2026 10:15:00 +0200", "=?utf-8?q?=00?=", "4" * 10_000])
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    data = f"Subject: Rebels leave\nDate: {date}\n\n{LONG}".encode()
    assert extract_mail(data).published is None


def test_a_subject_of_any_length_costs_bounded_memory() -> None:
    data = b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\n" + LONG.encode()
    tracemalloc.start()
    try:
        assert extract_mail(data).title == "a" * 500
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_message_without_text() -> None:
    with pytest.raises(SourceEmpty, match="the message holds no text"):
        extract_mail(b"Subject: Rebels\n\n  \n")
    with pytest.raises(SourceNotArticle):
        extract_mail(message(html="<html><body></body></html>"))


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3_000,
        b"Content-Type: text/plain; charset=no-such\n\n" + LONG.encode(),
        b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!!=",
        b"Content-Type: ;;;=\nSubject: =?=?=\nDate: ,\n\n" + LONG.encode(),
        b"Subject: " + b"(" * 100_000 + b"\nFrom: " + b"(" * 50_000 + b"\n\n" + LONG.encode(),
        b"Subject: " + b"=?utf-8?q?a?= " * 5_000 + b"\n\n" + LONG.encode(),
    ],
    ids=["nested", "charset", "base64", "odd", "brackets", "words"],
)
def test_a_message_made_to_break_the_reader(data: bytes) -> None:
    with contextlib.suppress(SourceError):
        assert read_stream(io.BytesIO(data), source="a.eml").text.strip()


@given(st.binary(max_size=200), st.text('ab=?:;,\r\n <>@()"\\', max_size=200))
def test_any_message_is_an_article_or_a_source_error(body: bytes, headers: str) -> None:
    with contextlib.suppress(SourceError):
        assert extract_mail(headers.encode() + b"\n\n" + body).text


# ---- gzip


def test_gzip_of_a_file_is_read_as_the_file(tmp_path: Path) -> None:
    for name, data in (("a.txt", b"Rebels left."), ("b.eml", message(LONG)), ("c.docx", word(FIRST))):
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(data, mtime=0))
        assert "Rebels" in read_file(tmp_path / f"{name}.gz").text
    two = gzip.compress(b"Rebels ", mtime=0) + gzip.compress(b"left.", mtime=0) + b"\0" * 100
    assert read_stream(io.BytesIO(two), source="-").text == "Rebels left."
    assert [path.name for path in articles([tmp_path])] == ["a.txt.gz", "b.eml.gz", "c.docx.gz"]


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (gzip.compress(b"a" * 100_000_000, mtime=0), SourceTooLarge, "unpacks to more than 1,000,000 bytes"),
        (
            gzip.compress(b"", mtime=0) * 40_000 + gzip.compress(b"a" * 9_000_000, mtime=0),
            SourceTooLarge,
            "unpacks to more than",
        ),
        (gzip.compress(b"Rebels left.", mtime=0)[:-9], SourceUnreadable, "cut short: it cannot be unpacked to its end"),
        (b"\x1f\x8b\x08 Rebels left.", SourceUnreadable, "it cannot be unpacked"),
        (gzip.compress(b"Rebels left.", mtime=0)[:-8] + b"\0" * 8, SourceUnreadable, "damaged: it cannot be unpacked"),
        (gzip.compress(gzip.compress(b"Rebels left.", mtime=0), mtime=0), SourceUnreadable, "not text"),
        (gzip.compress(b"", mtime=0), SourceEmpty, "nothing to read"),
    ],
    ids=["bomb", "members", "cut", "odd", "sum", "twice", "empty"],
)
def test_gzip_that_cannot_be_read(data: bytes, error: type[SourceError], reason: str) -> None:
    with pytest.raises(error, match=rf"^a\.txt\.gz: .*{reason}"):
        read_stream(io.BytesIO(data), source="a.txt.gz", settings=Settings(max_bytes=1_000_000))
