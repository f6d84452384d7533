"""Files, folders and streams to documents: encodings, what is no article, what a folder holds."""

from __future__ import annotations

import datetime as dt
import io
import os
import threading
import time
import zlib
from pathlib import Path
from typing import IO

import pytest

from summarize.errors import SourceEmpty, SourceNotFound, SourceTooLarge, SourceUnreadable, SummarizeError
from summarize.settings import Settings
from summarize.sources import articles, read_bytes, read_file, read_stream

FRENCH = (
    "Les forces de l'armée ont tué au moins 34 civils à Keslow, a déclaré le porte-parole. Nous n'avons rien signé, "
    "a-t-il ajouté. Le général a précisé que les négociations étaient menées à l'étranger, près de la frontière."
)
ENGLISH = "The “general staff” said – it’s over. Café owner Zoë Brandt said at least 12 people had died in the attack."
RUSSIAN = "Повстанцы в Кеслоу отрицают, что согласились уйти. Армия сообщила, что погибли не менее 34 мирных жителей."


def text_of(data: bytes) -> str:
    return read_bytes(data, source="x").text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((t, e) for t in (FRENCH, ENGLISH, RUSSIAN) for e in ("utf-8", "utf-8-sig", "utf-16", "utf-32")),
        *((t, e) for t in (FRENCH, ENGLISH, RUSSIAN) for e in ("utf-16-le", "utf-16-be", "utf-32-le")),
        *((ENGLISH, e) for e in ("cp1252", "mac_roman")),
        ("Élise a été blessée près de l'hôpital.", "cp1252"),
        *((FRENCH, e) for e in ("cp1252", "latin-1", "iso8859-15")),
        *((RUSSIAN, e) for e in ("koi8-r", "cp1251", "iso8859-5")),
    ],
)
def test_an_encoding_is_told_by_its_mark_or_detected(text: str, encoding: str) -> None:
    assert text_of(text.encode(encoding)) == text


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_is_no_part_of_the_text(mark: str) -> None:
    assert text_of(("\ufeff" + RUSSIAN).encode(mark)) == RUSSIAN


def test_damaged_utf_8_is_not_read_as_another_encoding() -> None:
    assert text_of(ENGLISH.encode() + b" \xff They left.") == ENGLISH + " \ufffd They left."
    assert text_of(RUSSIAN.encode()[:-2]) == RUSSIAN[:-2] + "\ufffd"


def test_line_ends_become_newlines() -> None:
    assert text_of(b"One.\r\n\r\nTwo\rthree\nfour\r\r\n") == "One.\n\nTwo\nthree\nfour\n\n"


def test_stray_control_characters_and_colours_do_not_make_an_article_unreadable() -> None:
    text = "\x1b[31mRebels\x1b[0m left\x08 Keslow.\x0c" + "The army said so. " * 20 + "\x1a"
    assert text_of(text.encode()) == text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(zlib.compress(bytes(range(256)) * 40), id="compressed"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x08\x00\x00\x00\x08\x08\x02", id="png"),
        pytest.param(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 10, id="program"),
        pytest.param(bytes(range(256)), id="every byte"),
        pytest.param(b"Rebels left\0Keslow", id="null character"),
        pytest.param(b"\0" * 1000, id="null characters"),
        pytest.param(b"\x01\x02\x03 Keslow", id="control characters"),
        pytest.param("Rebels left\0Keslow".encode("utf-16"), id="null character in UTF-16"),
        pytest.param(b"\xff\xfeR\x00\x00\xd8", id="broken UTF-16"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceUnreadable, match=r"^x: not text, or in no encoding that can be detected$"):
        text_of(data)


@pytest.mark.parametrize("data", [b"", b" \r\n\t\x0c", b"\xef\xbb\xbf", "\u3000\u2028".encode(), b"\xff\xfe\n\x00"])
def test_nothing_but_white_space_is_empty(data: bytes) -> None:
    with pytest.raises(SourceEmpty, match=r"^x: nothing to read: the article is empty$"):
        text_of(data)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le"])
def test_five_megabytes_are_decoded_in_bounded_time(encoding: str) -> None:
    text = f"{FRENCH}\n\n" * (5_000_000 // len(FRENCH))
    begun = time.process_time()
    assert text_of(text.encode(encoding)) == text
    assert time.process_time() - begun < 10


def test_an_article_larger_than_the_limit_is_refused_without_being_read_whole() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert size >= 0, "read without a limit"
            self.given += size
            return b"a" * size

    endless = Endless()
    with pytest.raises(SourceTooLarge, match=r"^x: larger than 1,000 bytes$"):
        read_stream(endless, source="x", settings=Settings(max_bytes=1000))  # type: ignore[arg-type]
    assert endless.given == 1001
    exact = io.BytesIO(b"a" * 1000)
    assert len(read_stream(exact, source="x", settings=Settings(max_bytes=1000)).text) == 1000


def test_a_stream_that_fails_is_an_article_that_cannot_be_read() -> None:
    class Broken(io.RawIOBase):
        def read(self, _: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(SourceUnreadable, match=r"^-: input/output error$"):
        read_stream(Broken(), source="-")  # type: ignore[arg-type]


def test_a_file_gives_its_text_its_path_and_the_date(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Rebels left.\r\n")
    document = read_file(path, published=dt.date(2026, 4, 9))
    assert (document.text, document.source) == ("Rebels left.\n", str(path))
    assert document.published == dt.date(2026, 4, 9)


def test_a_file_whose_name_is_not_utf_8_gives_a_report_that_can_be_saved(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/k\xe9slow.txt"))
    path.write_text("Rebels left.")
    document = read_file(path)
    assert document.source == f"{tmp_path}/k\ufffdslow.txt"
    assert document.model_dump_json()


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("missing.txt", SourceNotFound, "no such file"),
        ("a.txt/b.txt", SourceUnreadable, "not a directory"),
        (".", SourceUnreadable, "is a directory"),
        ("a\0b.txt", SourceNotFound, "no such file"),
        ("loop.txt", SourceUnreadable, "too many levels of symbolic links"),
        ("n" * 300, SourceUnreadable, "file name too long"),
    ],
)
def test_a_file_that_cannot_be_opened(tmp_path: Path, name: str, error: type[SummarizeError], message: str) -> None:
    (tmp_path / "a.txt").write_text("Rebels left.")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    with pytest.raises(error) as caught:
        read_file(tmp_path / name)
    assert caught.value.message == message
    assert caught.value.document_id == str(tmp_path / name)


def test_a_named_pipe_given_by_name_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("Rebels left.",))
    writer.start()
    assert read_file(pipe).text == "Rebels left."
    writer.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = ["b.txt", "a.md", "C.MARKDOWN", "sub/d.text", "sub/deep/e.txt", "f.odt", "g", ".hidden.txt", ".git/h.txt"]
    for name in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Rebels left.")
    return tmp_path


def inside(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in articles([folder])]


def test_a_folder_gives_its_text_files_in_name_order_and_no_hidden_ones(folder: Path) -> None:
    assert inside(folder) == ["C.MARKDOWN", "a.md", "b.txt", "sub/d.text", "sub/deep/e.txt"]


def test_a_folder_that_is_hidden_itself_is_searched_when_it_is_named(folder: Path) -> None:
    assert inside(folder / ".git") == ["h.txt"]


def test_a_file_named_outright_is_taken_whatever_its_name(folder: Path) -> None:
    named = [folder / "f.odt", folder / ".hidden.txt", folder / "missing"]
    assert list(articles(named)) == named


def test_links_that_go_round_pipes_and_links_to_nothing_in_a_folder(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "sub" / "self").symlink_to(".")
    (folder / "nowhere.txt").symlink_to("gone.txt")
    (folder / "link.txt").symlink_to("b.txt")
    os.mkfifo(folder / "pipe.txt")
    assert inside(folder) == ["C.MARKDOWN", "a.md", "b.txt", "link.txt", "nowhere.txt", "sub/d.text", "sub/deep/e.txt"]


def test_a_folder_inside_that_cannot_be_looked_into_is_not_passed_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def scandir(path: str | IO[bytes]) -> object:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", scandir)
    assert inside(folder) == ["C.MARKDOWN", "a.md", "b.txt", "sub/d.text", "sub/deep"]
    with pytest.raises(SourceUnreadable):
        read_file(folder / "sub" / "deep")


@pytest.mark.parametrize("content", [[], ["a.odt"], [".hidden.txt"]])
def test_a_folder_with_nothing_readable_says_so(tmp_path: Path, content: list[str]) -> None:
    for name in content:
        (tmp_path / name).write_text("Rebels left.")
    with pytest.raises(SourceNotFound, match=r"no article in this folder \(\.docx, \.eml, .*\.text, \.txt, \.xhtml\)"):
        list(articles([tmp_path]))
