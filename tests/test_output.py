"""Where reports are written, and that a file is either as it was or wholly written."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.output import atomic, check, destination, names

# A name is what a file system can hold: bytes without slash and null, at most 255 of them.
FILE_NAMES = st.binary(min_size=1, max_size=255).map(lambda b: os.fsdecode(b.replace(b"/", b"_").replace(b"\0", b"_")))
ARTICLES = st.lists(FILE_NAMES | st.sampled_from(["a.txt", "A.md", "b/a.txt", "-", "e\u0301.txt", "é.txt", "a-2.txt"]))


def left_in(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_file_is_written_whole_with_the_usual_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with atomic(tmp_path / "out") as stream:
            stream.write(b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "out").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o640
    assert left_in(tmp_path) == ["out"]


def test_an_existing_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"old, and longer than what replaces it")
    path.chmod(0o604)
    with atomic(path) as stream:
        stream.write(b"new")
        stream.flush()
        assert path.read_bytes().startswith(b"old")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


@pytest.mark.parametrize("stop", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt(), GeneratorExit()])
def test_what_stood_there_stays_when_the_block_raises(tmp_path: Path, stop: BaseException) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"old")

    def fill() -> None:
        with atomic(path) as stream:
            stream.write(b"new")
            raise stop

    with pytest.raises(type(stop)):
        fill()
    assert path.read_bytes() == b"old"
    assert left_in(tmp_path) == ["out"]


def test_what_stood_there_stays_when_the_last_step_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "broken")

    path = tmp_path / "out"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="broken"), atomic(path) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"old"
    assert left_in(tmp_path) == ["out"]


def test_what_stood_there_stays_when_the_process_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"old")
    script = """
import sys, time
from pathlib import Path
from summarize.output import atomic
with atomic(Path(sys.argv[1])) as stream:
    stream.write(b"new")
    stream.flush()
    print("half", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    # What is left is hidden, and nobody's article.
    assert all(n == "out" or n.startswith(".summarize-") for n in left_in(tmp_path))


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("there/real")
    (tmp_path / "new").symlink_to("there/made")
    for name in ("link", "new"):
        with atomic(tmp_path / name) as stream:
            stream.write(b"new")
        assert (tmp_path / name).is_symlink()
    assert {n: (tmp_path / "there" / n).read_bytes() for n in ("real", "made")} == {"real": b"new", "made": b"new"}


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        with atomic(pipe) as stream:
            stream.write(b"new")
        assert reader.communicate()[0] == b"new"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("no/such/out", errno.ENOENT),
        ("file/out", errno.ENOTDIR),
        ("folder", errno.EISDIR),
        ("loop", errno.ELOOP),
        ("n" * 300, errno.ENAMETOOLONG),
    ],
)
def test_what_cannot_be_written_is_found_out_before_and_then(tmp_path: Path, path: str, number: int) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OSError) as caught:  # noqa: PT011 - the number is compared
        check(tmp_path / path)
    assert caught.value.errno == number
    assert caught.value.filename == str(tmp_path / path)
    with pytest.raises(OSError) as caught, atomic(tmp_path / path):  # noqa: PT011
        pytest.fail("there is nothing to write to")
    assert caught.value.errno == number


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_permissions_are_found_out_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"old")
    shut = path if closed == "file" else tmp_path
    monkeypatch.setattr(os, "access", lambda asked, _: Path(asked) != shut)
    with pytest.raises(PermissionError) as caught:
        check(path)
    assert caught.value.filename == str(path)


def test_checking_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    for name in ("old", "new"):
        check(tmp_path / name)
    assert left_in(tmp_path) == ["old"]


@given(ARTICLES)
def test_every_article_gets_a_name_of_its_own_that_a_file_system_takes(articles: list[str]) -> None:
    chosen = names(articles, Path("out"), ".json", keep=[Path("out/a.json")])
    assert len(chosen) == len(articles)
    same_on_some_systems = {unicodedata.normalize("NFC", p.name).casefold() for p in chosen}
    assert len(same_on_some_systems) == len(articles)
    assert "a.json" not in same_on_some_systems
    for path in chosen:
        assert path.parent == Path("out")
        assert path.suffix == ".json"
        assert len(path.name.encode()) <= 255


def test_names_follow_the_articles(tmp_path: Path) -> None:
    articles = ["x/a.txt", "y/A.txt", "-", "b.v2.md", "a-2.txt"]
    assert [p.name for p in names(articles, tmp_path, ".md")] == ["a.md", "A-2.md", "stdin.md", "b.v2.md", "a-2-2.md"]


def test_many_articles_of_one_name_are_named_in_bounded_time(tmp_path: Path) -> None:
    chosen = names([f"{n}/a.txt" for n in range(3000)], tmp_path, ".md")
    assert [chosen[0].name, chosen[-1].name] == ["a.md", "a-3000.md"]


def test_where_reports_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there").mkdir()
    articles = ["a.txt", "b.txt"]
    assert destination(None, articles, ".md") is None
    assert destination("-", articles, ".md") is None
    assert destination("out.md", articles, ".md") == Path("out.md")
    assert destination("there", articles, ".md") == [Path("there/a.md"), Path("there/b.md")]
    assert destination("made/deep/", articles, ".md") == [Path("made/deep/a.md"), Path("made/deep/b.md")]
    assert Path("made/deep").is_dir()
    assert destination("unneeded/", [], ".md") == []
    assert left_in(tmp_path) == ["made", "there"]


def test_an_article_is_never_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Rebels left.")
    Path("link.txt").symlink_to("a.txt")
    Path("hard.txt").hardlink_to("a.txt")
    for same in ("a.txt", "./a.txt", "link.txt", "hard.txt"):
        with pytest.raises(FileExistsError, match="it is the article itself"):
            destination(same, ["-", "a.txt"], ".txt")
    assert destination(".", ["a.txt"], ".txt") == [Path("a-2.txt")]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("http://[x", "[x"),
        ("https://news.example/2031/a%2F..%2Fb.html?id=3", "b"),
        ("https://news.example/", "news.example"),
        ("b\x1b[2Jc\nd\u202e", "b_[2Jc_d_"),
        ("../../..", "article"),
        ("/etc/passwd", "passwd"),
        ("news/rows.jsonl.gz:17", "rows-17"),
        ("\0", "_"),
    ],
)
def test_what_rows_and_addresses_are_called_makes_harmless_names(name: str, stem: str) -> None:
    assert names([name], Path("out"), ".json") == [Path(f"out/{stem}.json")]
