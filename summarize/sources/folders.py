"""The article files that paths name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from summarize.errors import SourceNotFound
from summarize.sources.kinds import SUFFIXES, unpacked_name
from summarize.sources.rows import row_format

__all__ = ["articles"]


def articles(paths: Iterable[Path]) -> Iterator[Path]:
    """The article files that `paths` name, folders searched through in name order.

    Left out are hidden files, and what a folder's links to other folders lead to. What cannot be looked into is named
    all the same, so that reading it tells why.

    Raises:
        SourceNotFound: a folder holds nothing readable.
    """
    for path in paths:
        inside = sorted(_inside(path)) if path.is_dir() else [path]
        if not inside:
            rows = next((p.name for p in path.iterdir() if row_format(p)), None)
            hint = f"; name {rows} itself to have its rows read" if rows else ""
            raise SourceNotFound(
                f"no article in this folder ({', '.join(sorted(SUFFIXES))}){hint}", document_id=str(path)
            )
        yield from inside


def _inside(root: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for folder, subfolders, files in os.walk(root, onerror=lambda error: closed.append(Path(error.filename))):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for path in (Path(folder, name) for name in files if not name.startswith(".")):
            # A link to nothing is named, a pipe is not: opening it could take for ever.
            if Path(unpacked_name(path.name)).suffix.lower() in SUFFIXES and (path.is_file() or not path.exists()):
                yield path
    yield from closed
