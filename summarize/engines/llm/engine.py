"""The engine that has a language model read: requests in order, and what to do with the answers' shape.

Whether an answer's words stand in the article is not judged here: that is validation's, the same for every engine.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any, Final, TypeVar

from summarize import prompts
from summarize.document import Document, Span
from summarize.engines import Reply
from summarize.engines.llm.caller import Caller
from summarize.engines.llm.merging import merge
from summarize.engines.llm.parts import parts
from summarize.engines.llm.structure import parsed, records_before_the_cut
from summarize.errors import AnswerError, EngineError
from summarize.prompts import CHARACTERS_A_TOKEN, Request
from summarize.schemas import Rejected, Usage

__all__ = ["ModelEngine"]

T = TypeVar("T")

_ASKED: Final = 3
"""Times that one part of an article is asked for when no answer is an object, or every one is cut off."""
_OVERLAP: Final = 10
"""A part begins with the last tenth of the one before it: a record told across the cut is whole in one of them."""
_FREE: Final = Usage(calls=0, input_tokens=0, output_tokens=0, cost=0)
_UNREADABLE: Final = "That was not one JSON object as asked for. Answer again with the JSON object and nothing else."


class ModelEngine:
    """Reads by a language model.

    Args:
        caller: has the requests answered.
        name: what provenance calls the engine: the model's provider.
        model: the model's name.
        passes: readings of an article; each after the first asks only for what is missing.
        most: tokens of an article that are sent in one request; a longer one is read in overlapping parts.

    """

    def __init__(self, caller: Caller, *, name: str, model: str, passes: int = 1, most: int = 8_000) -> None:
        self.caller = caller
        self.name = name
        self.model: str | None = model
        self._passes = passes
        self._most = most * CHARACTERS_A_TOKEN

    @property
    def prompt_hash(self) -> str:
        """SHA-256 of all fixed instructions, and of how often and in what pieces an article is read under them."""
        return hashlib.sha256(f"{prompts.fixed_hash()} {self._passes} {self._most}".encode()).hexdigest()

    def requests(self, document: Document) -> list[Request]:
        """What the first reading sends."""
        return [prompts.read(document, span) for span in self._parts(document)]

    async def read(self, document: Document) -> Reply:
        """The model's answer; raises `ModelError` or `AnswerError`, with the usage that there was."""
        spans = self._parts(document)
        replies = await _all([self._read(document, span) for span in spans])
        for _ in range(self._passes - 1):
            found = replies[0].answer if len(replies) == 1 else merge([r.answer for r in replies])
            replies += await asyncio.gather(*(self._further(prompts.more(document, found, span)) for span in spans))
        return _together(replies)

    async def repair(self, document: Document, answer: Mapping[str, Any], failing: Sequence[Rejected]) -> Reply | None:
        """The failing parts anew, in one request; in one for each part of a long article that some of them are from."""
        names = [a["name"] for a in _objects(answer.get("actors")) if isinstance(a.get("name"), str)]
        spans = self._parts(document)
        home: dict[int, list[Rejected]] = {}
        for part in failing:
            home.setdefault(_home(part, document, spans), []).append(part)
        asked = [prompts.repair(document, names, some, spans[i]) for i, some in home.items()]
        said = await _all([self.caller.ask(request) for request in asked])
        fixed: dict[str, Any] = {}
        for some, one in zip(home.values(), said, strict=True):
            new = parsed(one.text) or {}
            fixed |= {p.path: new.get(prompts.repair_key(p.path)) for p in some}
        return Reply(fixed, _sum([one.usage for one in said]))

    async def aclose(self) -> None:
        """Close the running event loop's connections."""
        await self.caller.aclose()

    def _parts(self, document: Document) -> list[Span | None]:
        if len(document.text) <= self._most:
            return [None]
        return list(parts(document, self._most, self._most // _OVERLAP))

    async def _read(self, document: Document, span: Span | None) -> Reply:
        """One part of the article. What was whole in an answer that was cut off is kept, and the rest asked for."""
        reply, cut = await self._once(prompts.read(document, span))
        replies = [reply]
        while cut and len(replies) < _ASKED:
            reply, cut = await self._missing(prompts.more(document, merge([r.answer for r in replies]), span))
            replies.append(reply)
        if cut:
            replies.append(_lost("the model's answers were cut off: what they would have gone on with is missing"))
        return _together(replies)

    async def _further(self, request: Request) -> Reply:
        reply, cut = await self._missing(request)
        return _together([reply, _lost("the answer of a further reading was cut off")]) if cut else reply

    async def _missing(self, request: Request) -> tuple[Reply, bool]:
        """What is asked for beside what stands already: that is not lost when this cannot be had."""
        try:
            return await self._once(request)
        except EngineError as error:
            return _lost(f"what else there may be could not be asked for: {error.message}", error.usage), False

    async def _once(self, request: Request) -> tuple[Reply, bool]:
        """An answer that is an object, asked for again where it is none; and whether it was cut off."""
        spent: list[Usage] = []
        for _ in range(_ASKED):
            try:
                text, cut, took = await self.caller.ask(request)
            except EngineError as error:
                error.usage = _sum([*spent, error.usage or Usage(calls=1)])
                raise
            spent.append(took)
            answer = records_before_the_cut(text) if cut else parsed(text)
            if answer is not None:
                return Reply(answer, _sum(spent)), cut
            said = ({"role": "assistant", "content": text},) if text.strip() else ()
            request = request._replace(messages=(*request.messages, *said, {"role": "user", "content": _UNREADABLE}))
        none = AnswerError(f"no answer in {_ASKED} was a JSON object")
        none.usage = _sum(spent)
        raise none


def _lost(why: str, usage: Usage = _FREE) -> Reply:
    return Reply({}, usage, (Rejected.because("", None, why),))


def _together(replies: Sequence[Reply]) -> Reply:
    if len(replies) == 1:
        return replies[0]
    lost = tuple(lost for r in replies for lost in r.lost)
    return Reply(merge([r.answer for r in replies]), _sum([r.usage for r in replies]), lost)


async def _all(asked: Sequence[Awaitable[T]]) -> list[T]:
    """All of them, or the first error with the usage of all."""
    done = await asyncio.gather(*asked, return_exceptions=True)
    for error in done:
        if isinstance(error, EngineError):
            error.usage = _sum([u for d in done if (u := getattr(d, "usage", None)) is not None])
        if isinstance(error, BaseException):
            raise error
    return [d for d in done if not isinstance(d, BaseException)]


def _sum(usages: Sequence[Usage]) -> Usage:
    first, *rest = usages or [Usage()]
    return sum(rest, first)


def _home(part: Rejected, document: Document, spans: Sequence[Span | None]) -> int:
    """The part of the article that holds most of the words of a record."""
    if len(spans) == 1:
        return 0
    words = [w for w in _strings(part.record) if w]
    texts = [document.text[slice(*span)] if span else document.text for span in spans]
    return max(range(len(texts)), key=lambda i: sum(len(w) for w in words if w in texts[i]))


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return [s for item in items for s in _strings(item)]


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [v for v in value if isinstance(v, Mapping)] if isinstance(value, list) else []
