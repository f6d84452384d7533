"""Where reports go: standard output, one file for all, a file for each, a folder of tables."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarize.output import atomic, check
from summarize.render import FORMATS, TOGETHER, joined, screen, together
from summarize.render.screen import reason, say

if TYPE_CHECKING:
    from summarize.schemas import Report

__all__ = ["ENDINGS", "is_archive", "is_at_once", "is_folder", "write", "write_at_once", "write_tables", "write_text"]

ENDINGS: Final = FORMATS | TOGETHER
"""Every format and the ending of its files."""


def is_folder(output: str | None) -> bool:
    """Whether a file for each report is asked for: an existing folder, or a name that ends in a slash."""
    return output not in (None, "", "-") and (Path(output or "").is_dir() or str(output).endswith(("/", os.sep)))


def is_archive(output: str | None) -> bool:
    """Whether tables go into one file together."""
    return str(output).lower().endswith(".zip")


def is_at_once(form: str, output: str | None) -> bool:
    """Whether all reports have to be there before the first is written: `write_at_once` is for that."""
    return form in TOGETHER and (form == "csv" or not is_folder(output))


def write(rendered: Iterator[tuple[int, str]], targets: Path | list[Path] | None, form: str, *, many: bool) -> int:
    """Put every report where it belongs; how many could not be."""
    if isinstance(targets, list):
        return sum(_save(targets[i], iter([text.encode()])) for i, text in rendered)
    if targets is None:
        for text in joined((text for _, text in rendered), form, many=many):
            screen.put(text)
        return 0
    first = next(rendered, None)
    if first is None:
        return 0  # nothing was read: what stood in the file before is worth more
    texts = joined((text for _, text in chain([first], rendered)), form, many=many)
    return _save(targets, (text.encode() for text in texts))


def write_at_once(reports: Iterable[Report], output: str | None, form: str, inputs: Sequence[str]) -> int:
    """All reports in one text, or as a folder or an archive of tables; how many files could not be written.

    Raises:
        OSError: a file cannot be written, or is one of the `inputs`; told before the first is.

    """
    reports = list(reports)
    if not reports:
        return 0  # what stood in the file before is worth more
    if is_folder(output) or (form == "csv" and is_archive(output)):
        from summarize.render.sheets import files

        return write_tables(files(reports), output or "", inputs)
    if output in (None, "-"):
        for text in together(reports, form):
            screen.put(text)
        return 0
    return _save(Path(output or ""), (text.encode() for text in together(reports, form)))


def write_tables(made: Mapping[str, str], output: str, inputs: Sequence[str]) -> int:
    """Tables by file name, into a folder or a .zip; how many files could not be written.

    Raises:
        OSError: as `write_at_once`.

    """
    if is_archive(output):
        from summarize.render.sheets import zipped

        return _save(Path(output), iter([zipped(made)]))
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    taken = {os.path.realpath(i) for i in inputs}
    for name in made:
        if os.path.realpath(folder / name) in taken:
            raise OSError(errno.EEXIST, "it is the article itself", str(folder / name))
        check(folder / name)
    return sum(_save(folder / name, iter([text.encode()])) for name, text in made.items())


def write_text(text: str, target: Path | None) -> int:
    """Put one text where it belongs; 1 when its file could not be written, which is told, else 0."""
    if target is None:
        screen.put(text)
        return 0
    return _save(target, iter([text.encode()]))


def _save(path: Path, pieces: Iterator[bytes]) -> int:
    """1 when the file could not be written, which is told; else 0."""
    try:
        with atomic(path) as stream:
            for piece in pieces:
                stream.write(piece)
    except OSError as error:
        say(f"cannot write {path}: {reason(error)}")
        return 1
    return 0
