"""What a model is sent: fixed texts and the schema first, each known by its hash, then the article inside a fence.

Article text never passes through a template: it is data, and a brace or a marker in it must stay what it is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from summarize.document import Document, Span
from summarize.schemas import Answer, Rejected

__all__ = ["CHARACTERS_A_TOKEN", "Request", "fence", "fixed_hash", "more", "read", "repair", "repair_key", "tokens"]

CHARACTERS_A_TOKEN: Final = 4
"""A rule of thumb for English and JSON: tokenisers differ and some are only to be had over the network."""


class Request(NamedTuple):
    """One request to a model.

    Attributes:
        messages: role and content of each; the first is the fixed instructions.
        schema: JSON Schema of the answer.
        name: what the schema is called on the wire.

    """

    messages: tuple[dict[str, str], ...]
    schema: Mapping[str, Any]
    name: str

    @property
    def key(self) -> str:
        """SHA-256 of all of it: the same article and the same instructions give the same key."""
        return hashlib.sha256(json.dumps(self, sort_keys=True).encode()).hexdigest()


def tokens(text: str) -> int:
    """About how many tokens `text` is."""
    return -(-len(text) // CHARACTERS_A_TOKEN)


def read(document: Document, span: Span | None = None) -> Request:
    """Asks for a reading of the article, or of the part of it at `span`."""
    return Request((_instructions(), _user(_article(document, span))), _schema(), "report")


def more(document: Document, found: Mapping[str, Any], span: Span | None = None) -> Request:
    """Asks for what a first reading missed."""
    kept = {k: v for k, v in found.items() if k not in ("headline", "key_points")}
    asked = prompt("more") + _compact(kept)
    return Request((_instructions(), _user(f"{_article(document, span)}\n\n{asked}")), _schema(), "report")


def repair(document: Document, actors: Sequence[str], failing: Sequence[Rejected], span: Span | None = None) -> Request:
    """Asks once for the failing parts anew, naming each failing value and why. `actors`: the names that stand."""
    lines = [
        _compact(
            {
                "part": repair_key(part.path),
                "was": part.record,
                "wrong": [{"at": p.path, "value": p.value, "why": p.reason} for p in part.problems],
            }
        )
        for part in failing
    ]
    asked = prompt("repair") + "\n".join([_compact({"actors": list(actors)}), *lines])
    schema = _repair_schema([part.path for part in failing])
    return Request((_instructions(), _user(f"{_article(document, span)}\n\n{asked}")), schema, "repair")


def repair_key(path: str) -> str:
    """What a part is called in a repair: some providers allow no brackets in a field's name.

    >>> repair_key("casualties[2]")
    'casualties_2'
    """
    return re.sub(r"\[(\d+)\]", r"_\1", path)


@cache
def fixed_hash() -> str:
    """SHA-256 of everything fixed that a model may be sent."""
    fixed = [_instructions(), _schema(), prompt("more"), prompt("repair")]
    return hashlib.sha256(json.dumps(fixed, sort_keys=True).encode()).hexdigest()


@cache
def prompt(name: str) -> str:
    """The prompt file `name` of this package."""
    return files("summarize.prompts").joinpath(f"{name}.md").read_text("utf-8")


def fence(document: Document, span: Span | None = None) -> str:
    """The article, or a part of it, between two lines that carry a tag.

    The tag comes from the text's own hash, so that the same article gives the same request, and it is absent from the
    text, so that no article can close its own fence.
    """
    text = document.text[slice(*span)] if span else document.text
    salt = 0
    while True:
        tag = hashlib.sha256(f"{document.sha256}:{salt}".encode()).hexdigest()[:16]
        if tag not in document.text:
            return f"<article {tag}>\n{text}\n</article {tag}>"
        salt += 1


@cache
def _instructions() -> dict[str, str]:
    """The same for every article, so that a provider's prefix cache serves it."""
    article, answer = (files("summarize.prompts").joinpath(f"example.{e}").read_text("utf-8") for e in ("txt", "json"))
    text = f"{prompt('read')}\nAn example article:\n\n{article}\nand its answer:\n\n{_compact(json.loads(answer))}\n"
    return {"role": "system", "content": text}


@cache
def _schema() -> dict[str, Any]:
    return Answer.model_json_schema()


def _repair_schema(paths: Sequence[str]) -> dict[str, Any]:
    """An object from each part's name to the part, or null, with the definitions that these parts need."""
    whole = _schema()
    parts = {}
    for path in paths:
        field = whole["properties"][path.partition("[")[0]]
        part = field.get("items", field)
        parts[repair_key(path)] = part if "anyOf" in part else {"anyOf": [part, {"type": "null"}]}
    schema = {"type": "object", "properties": parts, "required": list(parts), "additionalProperties": False}
    return schema | {"$defs": _reached(schema, whole["$defs"])}


def _reached(schema: Any, definitions: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    todo = [schema]
    while todo:
        for name in re.findall(r'"#/\$defs/(\w+)"', json.dumps(todo.pop())):
            if name not in found:
                found[name] = deepcopy(definitions[name])
                todo.append(found[name])
    return found


def _article(document: Document, span: Span | None) -> str:
    published = document.published.isoformat() if document.published else "unknown"
    part = "" if span is None else "This is a part of a longer article.\n"
    return f"Published: {published}\n{part}\n{fence(document, span)}"


def _user(content: str) -> dict[str, str]:
    return {"role": "user", "content": content}


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
