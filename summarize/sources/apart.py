"""Taking files apart in a process of its own: one that hangs, crashes or eats memory takes nothing else with it."""

from __future__ import annotations

import atexit
import datetime as dt
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from summarize import errors
from summarize.errors import SourceTooLarge, SourceUnreadable
from summarize.sources.extracted import Extracted
from summarize.sources.kinds import Kind

__all__ = ["take_apart"]


def take_apart(  # noqa: PLR0913 - what is known of an article from elsewhere
    kind: Kind, data: bytes, *, most: int, charset: str | None = None, url: str | None = None, seconds: float = 60
) -> Extracted:
    """The article in a file that is more than plain text.

    Args:
        kind: what it is, other than "text".
        data: the file.
        most: bytes that it may come to.
        charset: the encoding of a page, as the server says.
        url: the address of a page.
        seconds: that it may take.

    Raises:
        SourceError: it holds no article that can be read; `document_id` is not set.
    """
    asked = {"kind": kind, "size": len(data), "most": most, "charset": charset, "url": url, "seconds": seconds}
    answer = _CHILD.ask(json.dumps(asked).encode() + b"\n" + data, seconds)
    if "error" in answer:
        raise getattr(errors, answer["error"])(answer["message"])
    found = Extracted(**answer)
    day = answer["published"]
    return found._replace(published=dt.date.fromisoformat(day) if day else None)


class _Child:
    """The process, started when it is first needed and again after it was ended; one question at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: bytes, seconds: float) -> dict[str, Any]:
        with self._lock:
            process = self._process = self._process or _started()
            if process.stdin is None or process.stdout is None:
                raise AssertionError("it was started with pipes")
            late = threading.Event()

            def stop() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(seconds, stop)
            timer.start()
            try:
                process.stdin.write(question)
                process.stdin.flush()
                answer: dict[str, Any] = json.loads(process.stdout.readline())
            except (OSError, ValueError):
                self._end()
                if late.is_set():
                    raise SourceTooLarge(f"takes more than {seconds:g} seconds to take apart") from None
                raise SourceUnreadable("cannot be taken apart: the library for it crashed") from None
            except BaseException:  # an interrupt: the answer would be taken for that to the next question
                self._end()
                raise
            finally:
                timer.cancel()
            return answer

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                try:
                    if pipe:
                        pipe.close()
                except OSError:  # what was still to be written to it
                    continue
            self._process.wait()
            self._process = None

    def forget(self) -> None:
        """After a fork: the process is the parent's to talk to."""
        self._lock, self._process = threading.Lock(), None

    def close(self) -> None:
        with self._lock:
            self._end()


def _started() -> subprocess.Popen[bytes]:
    # What this process imports from, and none of its keys; -P: nothing from wherever the command happens to run.
    path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    env = {name: value for name, value in os.environ.items() if _HARMLESS.fullmatch(name)}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "summarize.sources.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=env | {"PYTHONPATH": path},
        start_new_session=True,  # an interrupt at the terminal is for the command
    )


# Passwords stand in variables of any name, in DATABASE_URL and HTTP_PROXY too.
_HARMLESS = re.compile(
    "PATH|HOME|LANG|LANGUAGE|LC_.*|TZ|TMP|TEMP|TMPDIR|LD_LIBRARY_PATH|DYLD_.*|PYTHON.*|VIRTUAL_ENV"
    "|SYSTEMROOT|WINDIR|USERPROFILE|APPDATA|LOCALAPPDATA",
    re.IGNORECASE,
)
_CHILD = _Child()
atexit.register(_CHILD.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_CHILD.forget)
