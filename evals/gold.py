"""Gold labels: what careful readers found in an article, as the engine's own records.

A label file is JSON in the form that an engine answers, with `article` (file name), `published` and `sha256` of the
text beside the records, and `"optional": true` on a record that is neither rewarded nor punished. It stands off: a
claim's quote is a `[start, end)` span of the text, so that no label file holds sentences of somebody else's article.
A draft, or a label being corrected, has the words themselves; `stand_off` turns them into spans. `comments` are what a
reader noted on a report's page while making the label: kept, and read by nobody but people.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

from summarize.document import Document, Span
from summarize.errors import LabelError
from summarize.pipeline import validate
from summarize.schemas import Answer, Claim, Rejected
from summarize.sources import read_file

__all__ = [
    "RECORDS",
    "SETS",
    "Gold",
    "Label",
    "LabelError",
    "find_labels",
    "in_words",
    "read_gold",
    "read_label",
    "stand_off",
]

RECORDS: Final = ("actors", "ultimatums", "deals", "casualties", "displacements")
SETS: Final = {
    "samples": "samples",
    "samples/dev": "samples/dev",
    "samples/test": "samples/test",
    "seeds": "gold/seeds",
}
"""The sets that come with the project, and their folders; any other folder with label files is a set too."""


class Label(NamedTuple):
    """A label file and its article. `raw` is the file's content, unchecked."""

    path: Path
    raw: Mapping[str, Any]
    document: Document


class Gold(NamedTuple):
    """One article's labels, as validated records.

    Attributes:
        name: the set and the article, as they are reported: "samples/dev/ferry-terms".
        document: the article.
        answer: the records that stand.
        optional: ids of the records that are neither rewarded nor punished.
        rejected: what the contract does not let stand; a sound label has none.

    """

    name: str
    document: Document
    answer: Answer
    optional: frozenset[str]
    rejected: tuple[Rejected, ...]


def find_labels(sets: Iterable[str]) -> list[tuple[str, Path]]:
    """The label files of the sets, each with the name it is reported by, in name order.

    A set is the name of one in `SETS`, or a folder, searched through; label files end in ".json".

    Raises:
        LabelError: there is no such set, or it holds no label.

    """
    found: dict[Path, str] = {}
    for name in sets:
        folder = Path(str(files("summarize.evals"))) / SETS[name] if name in SETS else Path(name)
        paths = sorted(folder.rglob("*.json")) if folder.is_dir() else []
        if not paths:
            known = ", ".join(SETS)
            raise LabelError(
                f"no such set, or no label file in it: name a folder with labels, or one of {known}", document_id=name
            )
        for path in paths:
            found.setdefault(path, f"{name.rstrip('/')}/{path.relative_to(folder).with_suffix('').as_posix()}")
    return [(name, path) for path, name in found.items()]


def read_label(path: Path, articles: Sequence[Path] = ()) -> Label:
    """A label file with its article.

    The article is looked for by its name beside the label, in a folder `articles` beside the label's folder, in
    `articles`, and in the folders that the environment's SUMMARIZE_ARTICLES names.

    Raises:
        LabelError: the file is no label, or its article is not found or has another text.

    """
    raw = _json(path)
    name = raw.get("article")
    if not isinstance(name, str) or Path(name).name != name:
        raise LabelError("no label: it names no article", document_id=str(path))
    named = [Path(p) for p in os.environ.get("SUMMARIZE_ARTICLES", "").split(os.pathsep) if p]
    folders = (path.parent, path.parent.parent / "articles", *articles, *named)
    found = next((f / name for f in folders if (f / name).is_file()), None)
    if found is None:
        where = "beside it, in --articles or in SUMMARIZE_ARTICLES"
        raise LabelError(f"its article {name} is not found {where}", document_id=str(path))
    document = read_file(found, published=_date(raw.get("published"), path))
    if raw.get("sha256") not in (None, document.sha256):
        raise LabelError(f"it was made for another text than that of {found}", document_id=str(path))
    return Label(path, raw, document)


def read_gold(label: Label, name: str) -> Gold:
    """The label's records, validated as an engine's answer is."""
    read = validate(in_words(label.raw, label.document.text), label.document)
    positions = {
        f"{kind}[{i}]"
        for kind in RECORDS
        for i, record in enumerate(label.raw.get(kind) or ())
        if isinstance(record, Mapping) and record.get("optional") is True
    }
    optional = frozenset(record.id for at, record in _by_position(read.answer) if at in positions)
    return Gold(name, label.document, read.answer, optional, read.rejected)


def in_words(raw: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The label as an engine would answer it: spans become the words there, and what only labels hold is left out."""
    answer = {key: raw[key] for key in (*RECORDS, "headline", "key_points") if key in raw}
    for kind in RECORDS:
        answer[kind] = [_record_in_words(r, text) for r in answer.get(kind) or ()]
    return answer


def stand_off(raw: Mapping[str, Any], document: Document) -> dict[str, Any]:
    """The label with spans for quotes, and with the text's hash.

    Raises:
        LabelError: a quote does not stand in the text.

    """
    read = validate(in_words(raw, document.text), document)
    if read.rejected:
        why = "; ".join(f"{r.path} {p.path}: {p.reason}" for r in read.rejected for p in r.problems)
        raise LabelError(f"not saved, for it does not hold: {why}", document_id=str(raw.get("article")))
    label = {key: value for key, value in raw.items() if key != "sha256"}
    for kind in RECORDS[1:]:
        standing = getattr(read.answer, kind)
        label[kind] = [
            {
                **record,
                "claims": [{**c, "quote": list(s.quote.span)} for c, s in zip(record["claims"], r.claims, strict=True)],
            }
            for record, r in zip(raw.get(kind) or (), standing, strict=True)
        ]
    return {**label, "sha256": document.sha256}


def _standing_off(written: Sequence[Mapping[str, Any]], claims: Sequence[Claim]) -> list[dict[str, Any]]:
    return [{**w, "quote": list(claim.quote.span)} for w, claim in zip(written, claims, strict=True)]


def _record_in_words(record: Any, text: str) -> Any:
    if not isinstance(record, Mapping):
        return record
    plain = {key: value for key, value in record.items() if key != "optional"}
    if isinstance(plain.get("claims"), list):
        plain["claims"] = [
            {**c, "quote": _words(c.get("quote"), text)} if isinstance(c, Mapping) else c for c in plain["claims"]
        ]
    return plain


def _words(quote: Any, text: str) -> Any:
    match quote:
        case [int(start), int(end)] if 0 <= start < end <= len(text):
            return text[slice(*Span(start, end))]
        case _:
            return quote


def _by_position(answer: Answer) -> Iterator[tuple[str, Any]]:
    for kind in RECORDS:
        for record in getattr(answer, kind):
            yield f"{kind}[{int(record.id.rpartition('-')[2]) - 1}]", record


def _json(path: Path) -> Mapping[str, Any]:
    try:
        raw = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise LabelError((error.strerror or "cannot be read").lower(), document_id=str(path)) from None
    except ValueError as error:
        raise LabelError(f"no JSON: {error}", document_id=str(path)) from None
    if not isinstance(raw, Mapping):
        raise LabelError("no label: an object is needed", document_id=str(path))
    return raw


def _date(value: Any, path: Path) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise LabelError(f"published: {value!r} is no date", document_id=str(path)) from None
