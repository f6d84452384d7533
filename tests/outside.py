"""What the tests of the outside sets share: an engine told by text what to find, and a report of its records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summarize import Document
from summarize.engines import Reply
from summarize.errors import EngineError
from summarize.pipeline import summarize
from summarize.schemas import Report


class ByText:
    """An engine that knows the answer to some texts, finds nothing in others, and fails on one that begins with "!"."""

    name, model, prompt_hash = "by-text", None, "0" * 64

    def __init__(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        self.answers = answers

    async def read(self, document: Document) -> Reply:
        if document.text.startswith("!"):
            raise EngineError("it would not", document_id=document.id)
        return Reply(self.answers.get(document.text, {}))

    async def repair(self, *_: object) -> Reply | None:
        return None

    async def aclose(self) -> None:
        pass


def report(text: str, **records: Any) -> Report:
    made = summarize(Document(text=text), engine=ByText({text: records}))
    assert made.rejected == ()
    return made
