"""Answers kept in a folder: the cache, so that no request is paid for twice, and recordings, replayed off line."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any, Final

from summarize import prompts
from summarize.engines.llm.caller import Caller, NetworkCaller
from summarize.engines.llm.completions import Said
from summarize.engines.llm.structure import parsed
from summarize.errors import ModelSetup
from summarize.output import atomic
from summarize.prompts import Request
from summarize.schemas import Usage

__all__ = ["CachedCaller", "RecordedCaller", "RecordingCaller"]

_FREE: Final = Usage(calls=0, input_tokens=0, output_tokens=0, cost=0)


class CachedCaller:
    """A model whose answers are kept in `folder`, by the model, its address and the whole request.

    What is no JSON object is not kept: the next time it may be better. An answer from the cache costs nothing, and says
    so in its usage.
    """

    def __init__(self, caller: NetworkCaller, folder: Path) -> None:
        self.caller, self._folder = caller, folder

    @property
    def model(self) -> str:
        """The model's name."""
        return self.caller.model

    def shaped(self, request: Request) -> dict[str, Any]:
        """What goes out for `request`."""
        return self.caller.shaped(request)

    async def ask(self, request: Request) -> Said:
        """The kept answer, else the model's; raises as `Caller.ask`."""
        asked = json.dumps([dict(self.caller.variant), request.key], sort_keys=True)
        path = self._folder / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"
        kept = _load(path)
        if kept is not None:
            return Said(kept["text"], kept["cut"], _FREE)
        said = await self.caller.ask(request)
        if said.cut or parsed(said.text) is not None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _save(path, {"text": said.text, "cut": said.cut})
        return said

    async def aclose(self) -> None:
        """Close the model's connections."""
        await self.caller.aclose()


class RecordingCaller:
    """A model whose answers are written to `folder` to be replayed; `by` says what kind of model gives them."""

    def __init__(self, caller: Caller, folder: Path, by: str) -> None:
        self._caller, self._folder, self._by = caller, folder, by

    @property
    def model(self) -> str:
        """The model's name."""
        return self._caller.model

    def shaped(self, request: Request) -> dict[str, Any]:
        """What goes out for `request`."""
        return self._caller.shaped(request)

    async def ask(self, request: Request) -> Said:
        """The model's answer; raises as `Caller.ask`."""
        said = await self._caller.ask(request)
        self._folder.mkdir(parents=True, exist_ok=True)
        today = dt.datetime.now(dt.UTC).date().isoformat()
        recording = {
            "model": self._by,
            "recorded": today,
            "prompt_hash": prompts.fixed_hash(),
            "request": request.key,
            "cut": said.cut,
            "text": said.text,
        }
        _save(self._folder / f"{request.key[:16]}.json", recording)
        return said

    async def aclose(self) -> None:
        """Close the model's connections."""
        await self._caller.aclose()


class RecordedCaller:
    """Answers that a model gave earlier, by the request that they answer.

    Raises:
        ModelSetup: `folder` holds none.

    """

    def __init__(self, folder: Path) -> None:
        found = [r for path in sorted(folder.glob("*.json")) if (r := _load(path)) is not None and "request" in r]
        if not found:
            raise ModelSetup(f"no recorded answers in {folder}")
        self._answers = {r["request"]: r for r in found}
        self._stale = not any(r["prompt_hash"] == prompts.fixed_hash() for r in found)
        self.model = ", ".join(sorted({f"{r['model']}, {r['recorded']}" for r in found}))

    def shaped(self, request: Request) -> dict[str, Any]:
        """What a recording is looked up by."""
        return request._asdict()

    async def ask(self, request: Request) -> Said:
        """The recorded answer.

        Raises:
            ModelSetup: this request was never answered, or by a model that had other instructions.

        """
        found = self._answers.get(request.key)
        if found is None:
            stale, unknown = "they are stale: made with other instructions", "not recorded with this text and date"
            why = stale if self._stale else unknown
            raise ModelSetup(f"no recorded answer to this request: {why}")
        # Tokens that a recording's maker counted by a rule of thumb are unknown.
        return Said(found["text"], found["cut"], Usage(calls=1))

    async def aclose(self) -> None:
        """Nothing is open."""


def _load(path: Path) -> dict[str, Any] | None:
    try:
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None  # half written by a process that was killed, or edited: asked anew
    whole = isinstance(kept, dict) and isinstance(kept.get("text"), str) and isinstance(kept.get("cut"), bool)
    return kept if whole else None


def _save(path: Path, kept: dict[str, Any]) -> None:
    with atomic(path) as stream:
        stream.write((json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
