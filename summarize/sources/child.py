"""The process in which files that may be hostile are taken apart (`apart` starts it; `python -m` this runs it).

Asked on standard input by a line of JSON and as many bytes as that says, it answers each with a line of JSON.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import warnings
from typing import Any, Final

from summarize import errors
from summarize.sources.extracted import Extracted
from summarize.sources.kinds import Kind

__all__ = ["extract", "serve"]

_MEMORY: Final = 3 << 30
"""Bytes of address space that it may take."""
_GRACE: Final = 5
"""Seconds after which it ends by itself, once whoever asked should have ended it: that process may have been killed."""


def extract(kind: Kind, data: bytes, *, most: int, charset: str | None = None, url: str | None = None) -> Extracted:
    """What a file of some kind holds; raises SourceError."""
    if kind == "html":
        from summarize.sources.html import extract_html

        return extract_html(data, charset=charset, url=url)
    if kind == "pdf":
        from summarize.sources.pdf import extract_pdf

        return extract_pdf(data, most=most)
    if kind == "docx":
        from summarize.sources.docx import extract_docx

        return extract_docx(data, most=most)
    from summarize.sources.mail import extract_mail

    return extract_mail(data)


def _answer(asked: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        found = extract(asked["kind"], data, most=asked["most"], charset=asked["charset"], url=asked["url"])
    except errors.SourceError as error:
        return {"error": type(error).__name__, "message": error.message}
    except (MemoryError, RecursionError):
        return {"error": "SourceTooLarge", "message": "takes more memory than an article would"}
    except Exception as error:  # noqa: BLE001 - libraries fail in their own ways on what is made to break them
        return {"error": "SourceUnreadable", "message": f"cannot be taken apart ({type(error).__name__})"}
    return found._asdict() | {"published": found.published and found.published.isoformat()}


def _end_after(seconds: float) -> None:
    """The system ends the process then, whatever a library does; 0: no longer."""
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.setitimer(signal.ITIMER_REAL, seconds)


def serve() -> None:
    """Answers until standard input ends."""
    # What libraries print must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = sys.stderr
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    try:
        import resource
    except ImportError:  # not on Windows
        pass
    else:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY if hard < 0 else min(_MEMORY, hard), hard))
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        _end_after(asked["seconds"] + _GRACE)
        answers.write(json.dumps(_answer(asked, sys.stdin.buffer.read(asked["size"]))) + "\n")
        answers.flush()
        _end_after(0)


if __name__ == "__main__":
    serve()
