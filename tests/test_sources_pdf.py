"""PDF to paragraphs, and PDFs made to break the reader."""

from __future__ import annotations

import contextlib
import io
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from summarize.errors import SourceEmpty, SourceError, SourceTooLarge, SourceUnreadable
from summarize.sources import read_stream
from summarize.sources.apart import take_apart
from summarize.sources.pdf import extract_pdf
from summarize.sources.reflow import Line, reflow

MOST = 20_000_000
ONE = [
    "Rebels of the Northern Front left Keslow on Monday after a dead-",
    "line set by the army, the governor said. At least 12 people",
    "were killed.",
]
TWO = [
    "The army denied that it had shelled the hospital in the middle",
    "of the town, where 34 people were hurt, and said that the cease-",
    "fire held.",
]
JOINED = [
    (
        "Rebels of the Northern Front left Keslow on Monday after a deadline set by the army, the governor said. "
        "At least 12 people were killed."
    ),
    (
        "The army denied that it had shelled the hospital in the middle of the town, where 34 people were hurt, "
        "and said that the ceasefire held."
    ),
]


def written(pages: list[list[tuple[float, str]]], *, password: str | None = None, title: str | None = None) -> bytes:
    """A PDF of pages of lines, each with its distance from the line above in points."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject(k): NameObject(v)
            for k, v in {
                "/Type": "/Font",
                "/Subtype": "/Type1",
                "/BaseFont": "/Helvetica",
                "/Encoding": "/WinAnsiEncoding",
            }.items()
        }
    )
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        moves = "".join(f"0 {-down} Td ({escaped(text)}) Tj\n" for down, text in lines)
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 11 Tf 72 800 Td\n{moves}ET".encode("cp1252"))
        page[NameObject("/Contents")] = content
    if title:
        writer.add_metadata({"/Title": title})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def set_lines(*paragraphs: list[str]) -> list[tuple[float, str]]:
    return [(22 if i == 0 else 13, line) for paragraph in paragraphs for i, line in enumerate(paragraph)]


def test_lines_become_paragraphs_and_divided_words_whole() -> None:
    found = extract_pdf(written([set_lines(ONE, TWO)]), most=MOST)
    assert found.text.split("\n\n") == JOINED


def test_running_heads_feet_and_page_numbers_are_dropped_and_a_paragraph_goes_over_the_page() -> None:
    body = [set_lines(ONE, TWO[:1]), set_lines(TWO[1:], ONE), set_lines(TWO)]
    pages = [[(0, "The Marrow Post, 4 May 2026"), *lines, (40, f"Page {n} of 3")] for n, lines in enumerate(body, 1)]
    assert extract_pdf(written(pages), most=MOST).text.split("\n\n") == [*JOINED, *JOINED]


def test_a_title_of_the_file_counts_only_where_the_text_begins_with_it() -> None:
    lines = set_lines(["Rebels leave Keslow"], ONE)
    assert extract_pdf(written([lines], title="Rebels leave Keslow"), most=MOST).title == "Rebels leave Keslow"
    assert extract_pdf(written([lines], title="Microsoft Word - draft3.docx"), most=MOST).title is None


def test_a_pdf_is_told_by_its_beginning_and_its_own_date_is_none_of_the_article() -> None:
    document = read_stream(io.BytesIO(written([set_lines(ONE)])), source="-")
    assert (document.text, document.published) == (JOINED[0], None)


def test_reflow() -> None:
    def joined(*lines: str) -> str:
        return reflow([[Line(line) for line in lines]])

    assert (
        joined("fighters of Jabhat al-", "Nusra left the town and went")
        == "fighters of Jabhat al-Nusra left the town and went"
    )
    assert joined("the cease-", "fire held, and a cease-fire it was") == "the cease-fire held, and a cease-fire it was"
    assert joined("the dead\u00ad", "line passed, they said again") == "the deadline passed, they said again"
    assert joined("between 10-", "20 people were killed in the town") == "between 10-20 people were killed in the town"
    assert (
        joined("A truce of the o\ufb03cers, the \ufb01rst, was", "signed")
        == "A truce of the officers, the first, was signed"
    )
    assert reflow([]) == reflow([[]]) == reflow([[Line("7")]]) == ""
    long = "The army said on Monday that it had taken the whole town of Keslow"
    assert joined(f"{long}.", "It did.", f"{long} once more.") == f"{long}. It did.\n\n{long} once more."
    assert reflow([[Line("12 killed", size=20), Line(long, size=11)]]) == f"12 killed\n\n{long}"


@given(st.lists(st.lists(st.text("ab -.\u00ad\n9", max_size=20).map(Line), max_size=6), max_size=4))
def test_reflow_invents_no_letter(pages: list[list[Line]]) -> None:
    given_letters = [c for page in pages for line in page for c in line.text if c.isalnum()]
    left = iter(given_letters)
    assert all(c in left for c in reflow(pages) if c.isalnum())


# ---- what cannot be read


def test_an_encrypted_pdf() -> None:
    with pytest.raises(SourceUnreadable, match="an encrypted PDF: it opens with its password only"):
        extract_pdf(written([set_lines(ONE)], password="hunter2"), most=MOST)
    assert extract_pdf(written([set_lines(ONE)], password=""), most=MOST).text == JOINED[0]


def test_a_pdf_without_text() -> None:
    with pytest.raises(SourceEmpty, match="the PDF holds no text, perhaps images of it, which are not recognised"):
        extract_pdf(written([[], []]), most=MOST)


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    with pytest.raises(SourceUnreadable, match=r"a PDF needs an extra: pip install 'summarize\[pdf\]'"):
        extract_pdf(b"%PDF-1.7", most=MOST)


WHOLE = written([set_lines(ONE, TWO)])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n", id="beginning only"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + zlib.compress(bytes(range(256))) * 9, id="bytes"),
        pytest.param(b"%PDF-1.7\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF", id="no objects"),
        pytest.param(b"%PDF-1.7\n" + b"<<" * 50_000 + b"\nstartxref\n9\n%%EOF", id="nested"),
        pytest.param(WHOLE.replace(b"/Type /Pages", b"/Type /Pagee").replace(b"/Kids", b"/Kidz"), id="no pages"),
    ],
)
def test_a_damaged_pdf_is_a_source_that_cannot_be_read(data: bytes) -> None:
    with pytest.raises((SourceUnreadable, SourceEmpty)) as caught:
        read_stream(io.BytesIO(data), source="a.pdf")
    assert caught.value.document_id == "a.pdf"


@pytest.mark.slow
@given(at=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255), end=st.integers(0, len(WHOLE)))
def test_any_damage_gives_text_or_a_source_error(at: int, byte: int, end: int) -> None:
    for data in (WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :], WHOLE[:end]):
        with contextlib.suppress(SourceError):
            assert read_stream(io.BytesIO(data), source="a.pdf").text.strip()


def forms(depth: int, times: int) -> bytes:
    """A page that draws a form `times` times, which draws another as often, and so on."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    inner: DecodedStreamObject | None = None
    for _ in range(depth):
        form = DecodedStreamObject()
        form.set_data(b"/X Do\n" * times)
        form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        if inner is not None:
            form[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/XObject"): DictionaryObject({NameObject("/X"): writer._add_object(inner)})}
            )
        inner = form
    assert inner is not None
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/X"): writer._add_object(inner)})}
    )
    content = DecodedStreamObject()
    content.set_data(b"/X Do\n" * times)
    page[NameObject("/Contents")] = content
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("data", [forms(12, 12), forms(400, 1)], ids=["wide", "deep"])
def test_forms_within_forms_draw_no_longer_than_they_may(data: bytes) -> None:
    begun = time.monotonic()
    with pytest.raises(SourceError):
        take_apart("pdf", data, most=MOST, seconds=6)
    assert time.monotonic() - begun < 12


@pytest.mark.slow
def test_a_stream_that_unpacks_to_far_more_than_an_article() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(WHOLE)))
    content = DecodedStreamObject()
    content.set_data(b"BT /F1 11 Tf (a) Tj ET " * 10_000_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content.flate_encode())
    buffer = io.BytesIO()
    writer.write(buffer)
    assert len(buffer.getvalue()) < 2_000_000
    with pytest.raises(SourceTooLarge):
        take_apart("pdf", buffer.getvalue(), most=MOST, seconds=6)


def test_too_many_pages() -> None:
    with pytest.raises(SourceTooLarge, match="a PDF of more than 500 pages"):
        extract_pdf(written([[]] * 501), most=MOST)
    with pytest.raises(SourceTooLarge, match="a PDF of more than 100 characters"):
        extract_pdf(written([set_lines(ONE)]), most=100)
