"""Files that are made to break their readers: PDFs, Word documents, messages, rows; `fuzzed_pages` has the pages."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import textwrap
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from email.message import EmailMessage
from typing import Any, NamedTuple

from fuzzing import damaged, json_values, words
from hypothesis import strategies as st
from lxml import etree

__all__ = ["ENCODINGS", "FIRST", "MOST", "SECOND", "TOKENS", "Rows", "messages", "pdfs", "row_files", "word_documents"]

FIRST = "Rebels of the Northern Front left Keslow on Monday after a deadline set by the army, the governor said."
SECOND = "“We signed nothing,” a spokesman said. The army denied shelling the hospital, where 34 people were hurt."
MOST = 200_000
"""Bytes of the largest file that is read."""

_NAMED = """utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le cp1252 latin-1 cp1251 koi8-r iso8859-5 cp1256
    gb18030 big5 shift_jis euc_jp euc_kr cp437 mac_roman utf-7 hz iso2022_jp"""
ENCODINGS = _NAMED.split()


# ---- PDF

_OPERATORS = b"""BT ET Tf Td TD Tm T* Tj TJ ' " q Q cm Do BI ID EI Tc Tw Tz TL Tr Ts gs re f n W
    BDC EMC sh d0 / ( ) < > << >>
    [ ] 0 -1 1e9 99999999999999999999 .5 /F1 /X null true (\\101\\r) <feff> obj endobj stream endstream xref trailer
    startxref %%EOF 1 0 R /Length /Filter /FlateDecode /Kids /Parent /Count /Contents /Resources /Encoding"""


def _pdf(*contents: bytes) -> bytes:
    """A PDF with these drawings as its pages, all of it to be read in the file itself."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(contents)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} /MediaBox [0 0 595 842] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (Rebels leave Keslow) >>",
    ]
    for i, content in enumerate(contents):
        page = "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >>"
        parts.append(f"{page} /Contents {6 + 2 * i} 0 R >>".encode())
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    written, places = b"%PDF-1.7\n", b"0000000000 65535 f \n"
    for number, part in enumerate(parts, 1):
        places += b"%010d 00000 n \n" % len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    end = b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF"
    return written + end % (len(parts) + 1, places, len(parts) + 1, len(written))


def _lines(*lines: str, between: str = "") -> bytes:
    escaped = (re.sub(r"([()\\])", r"\\\1", line) for line in lines)
    shown = "".join(f"0 -13 Td ({line}) Tj {between}\n" for line in escaped)
    return f"BT /F1 11 Tf 72 800 Td\n{shown}ET".encode("cp1252", "replace")


@st.composite
def _drawn(draw: st.DrawFn) -> bytes:
    operators = " ".join(draw(st.lists(st.sampled_from(_OPERATORS.decode().split()), max_size=8)))
    hostile = _lines(draw(words(2)), *_SET, between=operators)
    return _pdf(*draw(st.permutations([hostile, _lines(*_SET), _lines(*_SET[:2])])))


_SET = [*textwrap.wrap(FIRST, 60), "", *textwrap.wrap(SECOND, 60), "7"]


def pdfs() -> st.SearchStrategy[bytes]:
    """PDFs with some bytes damaged, or that draw hostile operators among their words."""
    whole = damaged(_pdf(_lines(*_SET), _lines(*_SET)), _OPERATORS.split())
    return (whole | _drawn()).map(lambda data: b"%PDF-" + data[5:])


# ---- Word


_PARTS = {
    "[Content_Types].xml": b"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""",
    "_rels/.rels": b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="a" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>""",
    "word/document.xml": f"""<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Rebels leave Keslow</w:t></w:r></w:p>
<w:p><w:r><w:t>{FIRST}</w:t><w:br/></w:r><w:ins><w:r><w:t>Not so.</w:t><w:tab/></w:r></w:ins><w:del><w:r/></w:del></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{SECOND}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sectPr/></w:body></w:document>
""".encode(),
}
_TAGS = b"""<w:t> <w:p> </w:p> <w:del> <w:br/> <w:tab/> <w:pStyle/> <w:txbxContent> <!--c--> <?x?> &#0; &lt;
    <![CDATA[<]]> &e; xmlns:w="x" <w:hyperlink> <a> </w:body> <w:noBreakHyphen/>
    \xff \xed\xa0\x80 PK\x03\x04 PK\x01\x02 PK\x05\x06"""


@st.composite
def _rearranged(draw: st.DrawFn, xml: bytes, _: Sequence[bytes]) -> bytes:
    """Sound XML whose elements are taken out, put elsewhere, called by another's name, or hold other words."""
    root = etree.fromstring(xml)
    for _ in range(draw(st.integers(1, 4))):
        element = st.sampled_from(list(root.iter(etree.Element)))
        one, other = draw(element), draw(element)
        match draw(st.integers(0, 4)):
            case 0 if one is not root:
                one.getparent().remove(one)
            case 1:
                other.append(deepcopy(one))
            case 2:
                one.tag = other.tag
            case 3:
                one.attrib.clear()
                one.attrib.update(other.attrib)
            case _:
                one.text = "".join(filter(str.isprintable, draw(words(2))))
    return etree.tostring(root)


@st.composite
def word_documents(draw: st.DrawFn) -> bytes:
    """Word documents with one of their parts damaged, or the archive that they are."""
    tokens = [*_TAGS.split(), b'<!DOCTYPE d [<!ENTITY e "e">]>', b"\xff\xff\xff\xff"]
    name = draw(st.sampled_from(["word/document.xml", *_PARTS, None]))
    change = damaged if draw(st.integers(0, 2)) == 0 else _rearranged
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))) as archive:
        for part, content in _PARTS.items():
            archive.writestr(part, draw(change(content, tokens)) if part == name else content)
    return draw(damaged(held.getvalue(), tokens)) if name is None else held.getvalue()


# ---- messages


def _message() -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Rebels leave Keslow – “now”"
    mail["Date"] = "Mon, 04 May 2026 10:15:00 +0200"
    mail.set_content(f"{FIRST}\n\n{SECOND}\n")
    mail.add_alternative(f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>", subtype="html")
    return mail.as_bytes()


_HEADERS = """Subject: Date: From: Content-Type: Content-Transfer-Encoding: Content-Disposition: MIME-Version:
    Content-ID:     Content-Language: Reply-To: To: List-Unsubscribe: X:"""
_SAID = [
    *(
        "text/plain; charset=",
        "text/html; charset=",
        "multipart/alternative; boundary=b",
        "message/rfc822",
        "text/x; a*=b''c",
    ),
    *(
        "multipart/mixed; boundary=",
        "multipart/related; start=x; boundary=b",
        "base64",
        "quoted-printable",
        "x-uuencode",
        "8bit",
    ),
    *(
        "attachment; filename*0*=utf-8''a%00",
        "=?utf-8?q?=00=0A=ED=A0=80?=",
        "=?hex?b?AA==?=",
        "=?utf-16?b?AAA=?=",
        "=?x?y?z?=",
    ),
    *(
        "Mon, 04 May 2026 10:15:00 +0200",
        "Mon, 04 May 99999 10:15:00 +9999",
        "1 Jan 0001 00:00:00 +2300",
        "(((",
        "<a@b>, ,;:",
    ),
    *("31 Dec 9999 23:59:59 -2300", "[", "@", "a@[", '"', "\\", "=?utf-8?q?" + "a" * 80 + "?="),
]
_CODECS = [
    *ENCODINGS,
    "hex",
    "punycode",
    "idna",
    "unicode_escape",
    "undefined",
    "raw_unicode_escape",
    "zip",
    "mbcs",
    "'",
    "\ud800",
]


@st.composite
def _messages(draw: st.DrawFn) -> bytes:
    lines = []
    for name in draw(st.lists(st.sampled_from(_HEADERS.split()), min_size=1, max_size=5)):
        value = draw(st.sampled_from(_SAID) | words(2))
        lines.append(f"{name} {value}{draw(st.sampled_from(_CODECS)) if value.endswith('charset=') else ''}")
    part = words(3) | st.sampled_from([FIRST, SECOND, "--b", "--b--", "Content-Type: text/html\n\n<p>a"])
    whole = "\n".join([*lines, "", *draw(st.lists(part, max_size=6))])
    return draw(damaged(whole.encode(draw(st.sampled_from(["utf-8", "utf-16", "cp1252"])), "replace")))


def messages() -> st.SearchStrategy[bytes]:
    """Messages of hostile headers and parts, or with some bytes damaged."""
    return _messages() | damaged(_message(), [t.encode() for t in (*_HEADERS.split(), *_SAID)])


# ---- rows

_SIGNS = '" "" , ; | { } [ ] : \\ \\u0000 \\ud800 null NaN 1e999 true text body title date id url'
TOKENS = [*_SIGNS.split(), "\n", "\r", "\t", "\0", "9" * 5_000]
"""What may stand in the wrong place of a file of rows, or of JSON."""

_TABLES = {
    "jsonl": "".join(
        f"{json.dumps({'text': t, 'title': 'Rebels', 'date': '2026-05-04', 'id': 7})}\n" for t in (FIRST, SECOND)
    ),
    "csv": f'id;text;date\r\n1;"{FIRST}";2026-05-04\r\n2;"“{SECOND[:20]}\r\n""x""";May 4, 2026\r\n',
    "tsv": f"title\ttext\tpublished\na\t{FIRST}\t2026-05-04\nb\t{SECOND}\t\n",
}


class Rows(NamedTuple):
    """A file of rows, and how it is to be read."""

    data: bytes
    form: str | None
    options: dict[str, Any]


@st.composite
def row_files(draw: st.DrawFn) -> Rows:
    """Damaged files, rows of any JSON, tables of any cells; perhaps packed, with the format told, the columns named."""
    form = draw(st.sampled_from(sorted(_TABLES)))
    columns = st.sampled_from(["text", "Body", "title", "date", "id", " URL ", "\u202e", "x\ny"])
    encoding = draw(st.sampled_from(ENCODINGS[:9]))
    if draw(st.booleans()):
        data = draw(damaged(_TABLES[form].encode(encoding, "replace"), [t.encode(encoding) for t in TOKENS]))
    elif form == "jsonl":
        rows = draw(st.lists(st.dictionaries(columns, json_values(), max_size=4) | json_values(), max_size=4))
        data = "\n".join(map(json.dumps, rows)).encode()
    else:
        held = io.StringIO(newline="")
        header = draw(st.lists(columns, max_size=4))
        cells = st.lists(words(2) | st.sampled_from([FIRST, "", "2026-05-04"]), max_size=5)
        csv.writer(held, delimiter="\t" if form == "tsv" else ",").writerows(
            [header, *draw(st.lists(cells, max_size=4))]
        )
        data = held.getvalue().encode(encoding, "replace")
    if draw(st.integers(0, 5)) == 0:
        data = draw(damaged(gzip.compress(data, mtime=0)))
    options = draw(st.fixed_dictionaries({}, optional=dict.fromkeys(("text", "title", "published", "id"), columns)))
    return Rows(
        data,
        draw(st.sampled_from([form, form, None, *_TABLES])),
        options | {"max_bytes": draw(st.sampled_from([9, 300, MOST, MOST, MOST]))},
    )
