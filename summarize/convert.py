"""Saved reports, loaded: `.json` with one or an array, `.jsonl` with one a line, either of them gzipped.

What a report holds is checked anew as it is loaded (`summarize.schemas.report`).
"""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from pydantic import ValidationError

from summarize.errors import ReportError
from summarize.render.safe import visible
from summarize.schemas import Report

__all__ = ["load_each", "load_reports", "saved"]

_MOST: Final = 1 << 28
"""Bytes of a file that is read whole, and of one line; of a gzipped file as it unpacks."""
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_LINES: Final = re.compile(r"\.(?:jsonl|ndjson)(?:\.gz)?$", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"\.(?:json|jsonl|ndjson)(?:\.gz)?$", re.IGNORECASE)
_DECODER: Final = json.JSONDecoder()
_SHOWN: Final = 200


class _Piece(NamedTuple):
    """The JSON of one report and where it stands in its file."""

    where: str
    text: str


def saved(path: Path) -> list[Path]:
    """The files of saved reports that a path names: a folder's in name order, hidden ones left out."""
    if not path.is_dir():
        return [path]
    files = (p for p in path.rglob("*") if _SUFFIX.search(p.name) and p.is_file())
    return sorted(p for p in files if not any(part.startswith(".") for part in p.relative_to(path).parts))


def load_reports(path: str | Path) -> Iterator[Report]:
    """The reports that a file holds, in their order; "-" is standard input.

    A `.jsonl` file is read line by line, anything else whole: one report, an array of them, or several one after
    another.

    Raises:
        ReportError: the file cannot be read, or holds something that is no report of this release; it names the file
            and the line or the place in the array.
    """
    for loaded in load_each(path):
        if isinstance(loaded, ReportError):
            raise loaded
        yield loaded


def load_each(path: str | Path) -> Iterator[Report | ReportError]:
    """As `load_reports`, with an error in the place of each report that cannot be loaded."""
    name = os.fspath(path)
    try:
        found = False
        for piece in _pieces(name):
            found = True
            yield _loaded(piece, name)
        if not found:
            yield ReportError("no report in it", document_id=name)
    except ReportError as error:
        yield error
    except RecursionError:
        yield ReportError("no report: nested too deep", document_id=name)
    except UnicodeDecodeError:
        yield ReportError("no report: not UTF-8", document_id=name)
    except (FileNotFoundError, ValueError):  # a null character in the name
        yield ReportError("no such file", document_id=name)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield ReportError("damaged: it cannot be unpacked", document_id=name)
    except OSError as error:
        yield ReportError((error.strerror or "cannot be read").lower(), document_id=name)


def _loaded(piece: _Piece, name: str) -> Report | ReportError:
    try:
        return Report.model_validate_json(piece.text)
    except ValidationError as error:
        return ReportError(f"{piece.where}no report: {_why(error)}", document_id=name)
    except RecursionError:
        return ReportError(f"{piece.where}no report: nested too deep", document_id=name)


def _why(error: ValidationError) -> str:
    """The first thing that is wrong, and how many more there are."""
    first, *rest = error.errors(include_url=False, include_context=False, include_input=False)
    place = ".".join(map(str, first["loc"]))
    message = first["msg"].removeprefix("Value error, ")
    more = f" (and {len(rest):,} more)" if rest else ""
    return visible(f"{place}: {message}" if place else message)[:_SHOWN] + more


def _pieces(name: str) -> Iterator[_Piece]:
    with _opened(name) as stream:
        if _LINES.search(name):
            yield from _lines(stream, name)
        else:
            data = stream.read(_MOST + 1)
            if len(data) > _MOST:
                raise ReportError(f"larger than {_MOST:,} bytes; as .jsonl it is read line by line", document_id=name)
            yield from _values(data.decode("utf-8-sig"), name)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked."""
    if name == "-":
        if sys.stdin is None:
            raise ReportError("standard input is closed", document_id=name)
        stream: BinaryIO = io.BytesIO(sys.stdin.buffer.read(_MOST + 1))
    else:
        stream = Path(name).open("rb")  # noqa: SIM115 - closed below
    with stream:
        packed = stream.read(2) == b"\x1f\x8b"
        stream.seek(0)
        if packed:
            with gzip.GzipFile(fileobj=stream) as unpacked, io.BufferedReader(unpacked) as buffered:
                yield buffered
        else:
            yield stream


def _lines(stream: BinaryIO, name: str) -> Iterator[_Piece]:
    number = 0
    while line := stream.readline(_MOST + 1):
        number += 1
        if len(line) > _MOST:
            raise ReportError(f"line {number:,}: longer than {_MOST:,} bytes", document_id=name)
        text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        if text:
            yield _Piece(f"line {number:,}: ", text)


def _values(text: str, name: str) -> Iterator[_Piece]:
    """The objects of an array, or of a text in which one follows another."""
    at = _skip(text, 0)
    array = text.startswith("[", at)
    at = _skip(text, at + 1) if array else at
    number, line, counted = 0, 1, 0
    while at < len(text) and not (array and text[at] == "]"):
        number += 1
        try:
            end = _DECODER.raw_decode(text, at)[1]
        except json.JSONDecodeError as error:
            reason = f"line {error.lineno:,}, column {error.colno:,}: not JSON: {error.msg}"
            raise ReportError(reason, document_id=name) from None
        except ValueError:
            raise ReportError("a number in it is too long", document_id=name) from None
        line += text.count("\n", counted, at)
        counted = at
        yield _Piece(f"report {number:,}, line {line:,}: " if array or number > 1 else "", text[at:end])
        at = _skip(text, end)
        if array and text.startswith(",", at):
            at = _skip(text, at + 1)
        elif array and at < len(text) and text[at] != "]":
            raise ReportError(f"no comma after report {number:,}", document_id=name)
    if array and _skip(text, at + 1) < len(text):
        raise ReportError("something follows the array", document_id=name)
    if array and at >= len(text):
        raise ReportError(f"cut off after report {number:,}", document_id=name)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
