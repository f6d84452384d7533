"""Whether a label file holds: its form, its spans, and everything that the contract asks of an engine's answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from summarize.document import Document, Span
from summarize.evals.gold import RECORDS, Label, in_words
from summarize.pipeline import validate
from summarize.schemas import Answer

__all__ = ["breaches"]

_KEY_POINTS: Final = range(2, 6)


def breaches(label: Label) -> list[str]:
    """Every breach in a line: "deals[0].claims[1].quote: …"; none for a sound label.

    Vocabulary, verbatim values, names, duplicate claims and citations are the contract's own rules, so that gold is
    held to what engines are held to. Added here: every field is there, spans lie inside one paragraph at the ends of
    words, the text's hash is there, and there are two to five key points where there is anything to say.
    """
    raw, found = label.raw, list(_form(label.raw))
    if "sha256" not in raw:
        found.append("sha256: missing; --save writes it")
    found += _spans(raw, label.document)
    for part in validate(in_words(raw, label.document.text), label.document).rejected:
        found += [f"{part.path}{'.' if p.path else ''}{p.path}: {p.reason}" for p in part.problems]
    told = any(raw.get(kind) for kind in RECORDS[1:])
    if told and len(raw.get("key_points") or ()) not in _KEY_POINTS:
        found.append(f"key_points: two to five, not {len(raw.get('key_points') or ())}")
    return found


def _form(raw: Mapping[str, Any]) -> Iterator[str]:
    wanted = Answer.model_json_schema()
    for field in wanted["properties"]:
        if field not in raw:
            yield f"{field}: missing"
    for field in raw.keys() - wanted["properties"].keys() - {"article", "published", "sha256", "comments"}:
        yield f"{field}: no field of a label"
    for kind in RECORDS:
        name = wanted["properties"][kind]["items"]["$ref"].rpartition("/")[2]
        fields = wanted["$defs"][name]["required"]
        for i, record in enumerate(raw.get(kind) or ()):
            for field in fields if isinstance(record, Mapping) else ():
                if field not in record:
                    yield f"{kind}[{i}].{field}: missing"


def _spans(raw: Mapping[str, Any], document: Document) -> Iterator[str]:
    text = document.text
    for kind in RECORDS[1:]:
        for i, record in enumerate(raw.get(kind) or ()):
            for j, claim in enumerate(record.get("claims") or () if isinstance(record, Mapping) else ()):
                match claim.get("quote") if isinstance(claim, Mapping) else None:
                    case [int(start), int(end)]:
                        where = f"{kind}[{i}].claims[{j}].quote: [{start}, {end})"
                        if not 0 <= start < end <= len(text):
                            yield f"{where} is outside of the text"
                        elif not any(Span(start, end).within(p) for p in document.paragraphs):
                            yield f"{where} is not inside one paragraph"
                        elif _cuts(text, start) or _cuts(text, end):
                            yield f"{where} cuts a word"


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
