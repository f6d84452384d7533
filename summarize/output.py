"""Files that are either as they were or wholly written."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

__all__ = ["atomic", "check", "destination", "names"]

_URL = re.compile(r"https?://", re.IGNORECASE)
_ROW = re.compile(r"(?:\.\w{1,8}){1,2}:(\d+)$")
"""A row of a file, which is named as `read_rows` does."""
_NAME_BYTES = 200
"""Longest stem of a chosen name: the file systems' 255 less a number, a suffix and room to spare."""


def destination(
    output: str | None, articles: Sequence[str], suffix: str, *, keep: Sequence[str] | None = None
) -> Path | list[Path] | None:
    """Where the reports on `articles` go: one file for all, a file for each, or None for standard output.

    An existing folder, or a name that ends in a slash, takes a file for each; the folder is made if need be. What
    is not to be overwritten is `keep`, the files that the articles are read from; None: the articles' names are theirs.

    Raises:
        OSError: they cannot go there, because it cannot be written or because an article would be overwritten.
    """
    if output in (None, "-"):
        return None
    path, inputs = Path(output or ""), [Path(k) for k in (articles if keep is None else keep) if k != "-"]
    if output and (path.is_dir() or output.endswith(("/", os.sep))):
        if articles:
            path.mkdir(parents=True, exist_ok=True)
        files = names(articles, path, suffix, keep=inputs)
        for file in files:
            check(file)
        return files
    check(path)
    if any(_same(path, i) for i in inputs):
        raise OSError(errno.EEXIST, "it is the article itself", output)
    return path


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """A binary stream whose content becomes `path` when the block ends, and is gone when it raises.

    A link is written through to its target; an existing file keeps its permissions, a new one gets the usual ones. What
    is no regular file (a device, a pipe) is written to directly.

    Raises:
        OSError: it cannot be written; what stood there before still does.
    """
    target = Path(os.path.realpath(path))
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        with path.open("wb") as stream:
            yield stream
        return
    temporary = target.with_name(f".summarize-{os.urandom(8).hex()}.tmp")
    # Opened by number so that the kernel applies the umask, which Python can only read by changing it.
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        os.replace(temporary, target)  # noqa: PTH105 - one call to watch, and to fail in a test
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def check(path: Path) -> None:
    """Find out before the work is done whether `path` can be written.

    Raises:
        OSError: it cannot.
    """
    target = Path(os.path.realpath(path))
    mode = _mode(path)
    if mode is not None and stat.S_ISDIR(mode):
        raise _error(errno.EISDIR, path)
    if mode is not None and not os.access(target, os.W_OK):
        raise _error(errno.EACCES, path)
    if mode is None or stat.S_ISREG(mode):
        if not target.parent.exists():
            raise _error(errno.ENOENT, path)
        if not os.access(target.parent, os.W_OK | os.X_OK):
            raise _error(errno.EACCES, path)


def names(articles: Sequence[str], folder: Path, suffix: str, *, keep: Iterable[Path] = ()) -> list[Path]:
    """A file in `folder` for each article, named after it; `-` is standard input.

    No two are the same, on file systems that ignore case or composition either, and none is a file in `keep`.

    >>> [p.name for p in names(["a/x.txt", "b/X.md", "-", "b/rows.csv:17"], Path("out"), ".json")]
    ['x.json', 'X-2.json', 'stdin.json', 'rows-17.json']
    """
    taken = {_key(k) for k in keep}
    numbers: dict[str, int] = {}
    chosen: list[Path] = []
    for article in articles:
        stem = _stem(article)
        path = folder / f"{stem}{suffix}"
        first = _key(path)
        number = numbers.get(first, 1)
        while _key(path) in taken:
            number += 1
            path = folder / f"{stem}-{number}{suffix}"
        numbers[first] = number
        taken.add(_key(path))
        chosen.append(path)
    return chosen


def _stem(article: str) -> str:
    if article == "-":
        return "stdin"
    parts = None
    with suppress(ValueError):
        parts = urlsplit(article) if _URL.match(article) else None
    stem = (Path(unquote(parts.path)).stem or parts.netloc) if parts else Path(_ROW.sub(r"-\1", article)).stem
    # Cut to what a file system takes, and to UTF-8: the article's own name may be any bytes. What a row or an address
    # calls itself may also steer a terminal.
    shown = "".join(c if c.isprintable() or "\ud800" <= c <= "\udfff" else "_" for c in stem)
    cut = os.fsencode(shown)[:_NAME_BYTES].decode("utf-8", "ignore")
    return "article" if cut.strip(".") == "" else cut


def _key(path: Path) -> str:
    return unicodedata.normalize("NFC", os.path.realpath(path)).casefold()


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _same(a: Path, b: Path) -> bool:
    with suppress(OSError):
        return a.samefile(b)
    return False


def _error(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))


def _sync_folder(folder: Path) -> None:
    # Makes the new name last through a power cut; not every system lets a folder be opened.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
