"""The command's own streams: what they can show, and how to leave them in peace when they are gone."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from summarize.render.safe import visible

__all__ = ["PIPED_WIDTH", "abandon", "has_color", "is_terminal", "progress", "put", "reason", "say", "width"]

PIPED_WIDTH = 100
"""Columns of a report that no terminal sets the width of."""


def say(message: str) -> None:
    """One line on standard error, whatever is in it."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    line = f"summarize: {visible(message)}".rstrip() + "\n"
    try:
        # Not by click.echo: it writes past the progress bar, into its line.
        sys.stderr.write(line.encode(encoding, "replace").decode(encoding))
        sys.stderr.flush()
    except OSError:
        abandon(sys.stderr)  # there is nobody to tell


def reason(error: OSError) -> str:
    """Why the system refused, in the form of this project's own messages."""
    return (error.strerror or str(error) or type(error).__name__).lower()


def put(text: str) -> None:
    """Text on standard output: as UTF-8, or as the terminal can show it.

    Raises:
        OSError: nothing can be written there; BrokenPipeError when nobody reads any more.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    encoding = (sys.stdout.encoding or "utf-8") if is_terminal(sys.stdout) else "utf-8"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(encoding, "replace"))
    sys.stdout.buffer.flush()


def abandon(stream: IO[Any] | None) -> None:
    """Let what is still to be written to a standard stream vanish, so that the interpreter's last flush succeeds."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[union-attr]
        os.close(nowhere)


def is_terminal(stream: IO[Any] | None) -> bool:
    """Whether a person looks at this stream."""
    return stream is not None and stream.isatty()


def has_color() -> bool:
    """Whether standard output takes colours: a terminal that can, and nobody said NO_COLOR."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns to use: the terminal's within reason, else 100; COLUMNS overrules both."""
    import shutil

    return min(max(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, 60), 140)


@contextmanager
def progress(total: int, *, show: bool) -> Iterator[Callable[[str], None]]:
    """A bar on standard error when it is a terminal; call what this gives with each article's name as it begins."""
    if not (show and is_terminal(sys.stderr)):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False)
    # Standard output is left alone: it goes elsewhere, or no bar would be shown.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        begun = False

        def tell(name: str) -> None:
            nonlocal begun
            bar.update(task, advance=1 if begun else 0, description=visible(name))
            begun = True

        yield tell
