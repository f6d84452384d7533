"""Reading by a language model: any that speaks to `openai`, `anthropic` or `google-genai`, or a local model file."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

from summarize.engines.llm.caller import Caller, NetworkCaller
from summarize.engines.llm.engine import ModelEngine
from summarize.engines.llm.kept import CachedCaller, RecordedCaller
from summarize.settings import Settings

__all__ = ["ModelEngine", "model_engine"]

_PART: Final = 8_000
"""Tokens of an article in one request: what a large model reads in one go without losing records on the way."""


def model_engine(model: str, settings: Settings, *, asks: bool = True) -> ModelEngine:
    """The engine that reads by `model`, named as in `Settings.model`; `asks`: whether it is to be asked at all.

    Raises:
        ModelSetup: there is no such model, or a key or a package that it needs is missing.

    """
    kind, _, rest = model.partition(":")
    most = settings.part_tokens or _PART
    if kind == "gguf" and rest:
        from summarize.engines.llm.local import LocalCaller

        local = LocalCaller(Path(rest), settings)
        most = settings.part_tokens or local.part_tokens
        caller: Caller = CachedCaller(local, settings.cache) if settings.cache else local
        return ModelEngine(caller, name="gguf", model=local.model, passes=settings.passes, most=most)
    if kind == "recorded":
        folder = Path(rest) if rest else Path(str(files("summarize.evals"))) / "recordings"
        recorded = RecordedCaller(folder)
        return ModelEngine(recorded, name="recorded", model=recorded.model, passes=settings.passes, most=most)
    network = NetworkCaller(
        model,
        base_url=settings.base_url,
        mode=settings.mode,
        most=settings.answer_tokens,
        timeout=settings.timeout,
        deadline=settings.deadline,
        concurrency=settings.concurrency,
    )
    if asks:
        network.ready()
    caller = CachedCaller(network, settings.cache) if settings.cache else network
    return ModelEngine(caller, name=network.provider, model=network.bare, passes=settings.passes, most=most)
