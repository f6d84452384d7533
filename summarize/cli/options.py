"""Options that several commands share: which model reads, and how."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from summarize.engines import Engine
    from summarize.settings import Settings

__all__ = ["cache_folder", "engine_of", "model_options", "settings_of"]

F = TypeVar("F", bound=Callable[..., Any])

_MODEL = """provider/name of a language model (openai/…, anthropic/…, google/…, ollama/…), gguf:FILE for a local one,
recorded for the answers that are kept with the samples, rules for the built-in engine. [default: SUMMARIZE_MODEL,
else rules]"""
_MODE = "How the answer is held to the schema [default: the provider's best]."
_PASSES = "Readings of an article; a second one asks only for what is missing."
_TIMEOUT = "Seconds for one call, which is then tried again."
_DEADLINE = "Seconds for one request with all its calls and pauses."
_PART = "Tokens of an article in one request; a longer one is read in overlapping parts."

_OPTIONS = [
    click.option("--model", "-m", metavar="MODEL", help=_MODEL),
    click.option("--base-url", metavar="URL", help="Address of an OpenAI-compatible server [or OPENAI_BASE_URL]."),
    click.option("--mode", type=click.Choice(["json_schema", "tools", "json"]), help=_MODE),
    click.option("--passes", type=click.IntRange(1, 5), default=1, show_default=True, help=_PASSES),
    click.option("--part-tokens", metavar="N", type=click.IntRange(200), help=_PART),
    click.option("--answer-tokens", metavar="N", type=click.IntRange(16), help="Tokens that one answer may have."),
    click.option("--timeout", metavar="S", type=click.FloatRange(0, min_open=True), default=120.0, help=_TIMEOUT),
    click.option("--deadline", metavar="S", type=click.FloatRange(0, min_open=True), default=600.0, help=_DEADLINE),
    click.option(
        "--concurrency", metavar="N", type=click.IntRange(1), default=8, help="Calls to a model under way at one time."
    ),
    click.option("--no-cache", is_flag=True, help="Ask the model even where its answer is kept."),
]


def model_options(command: F) -> F:
    """Add the options; the command takes what they hold as keywords and passes it to `settings_of`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def settings_of(*, no_cache: bool, **given: Any) -> Settings:
    """The settings that the options of `model_options` come to."""
    from summarize.settings import Settings

    return Settings(**given, cache=None if no_cache else cache_folder())


def engine_of(settings: Settings) -> Engine:
    """The engine that reads; one that cannot be had is a matter of the command line, told before anything is read."""
    from summarize.engines import choose
    from summarize.errors import ModelSetup

    try:
        return choose(settings)
    except ModelSetup as error:
        raise click.UsageError(error.message) from None


def cache_folder() -> Path:
    """Where a model's answers are kept between runs; SUMMARIZE_CACHE names another folder."""
    import os

    named = os.environ.get("SUMMARIZE_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("summarize", appauthor=False) / "answers"
