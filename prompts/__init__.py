"""What a model is sent: fixed texts, each known by its hash, then the article inside a fence.

Article text never passes through a template: it is data, and a brace or a marker in it must stay what it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from summarize.document import Document
from summarize.schemas import Rejected

__all__ = ["Prompt", "fence", "prompt", "repair_request", "request"]


class Prompt(NamedTuple):
    """A fixed text and its SHA-256."""

    text: str
    sha256: str


@cache
def prompt(name: str) -> Prompt:
    """The prompt file `name`.md of this package."""
    text = files("summarize.prompts").joinpath(f"{name}.md").read_text("utf-8")
    return Prompt(text, hashlib.sha256(text.encode()).hexdigest())


def fence(document: Document) -> str:
    """The article between two lines that carry a tag.

    The tag comes from the text's own hash, so that the same article gives the same request, and it is absent from the
    text, so that no article can close its own fence.
    """
    salt = 0
    while True:
        tag = hashlib.sha256(f"{document.sha256}:{salt}".encode()).hexdigest()[:16]
        if tag not in document.text:
            return f"<article {tag}>\n{document.text}\n</article {tag}>"
        salt += 1


def request(document: Document) -> list[dict[str, str]]:
    """The messages that ask for a reading of the article: fixed instructions first, the article last."""
    published = document.published.isoformat() if document.published else "unknown"
    user = f"Published: {published}\n\n{fence(document)}"
    return [{"role": "system", "content": prompt("read").text}, {"role": "user", "content": user}]


def repair_request(failing: Sequence[Rejected]) -> str:
    """One short request that names each failing value and why."""
    lines = [
        json.dumps({"part": part.path, "at": p.path, "value": p.value, "why": p.reason}, ensure_ascii=False)
        for part in failing
        for p in part.problems
    ]
    return prompt("repair").text + "\n".join(lines) + "\n"
