"""Options that several commands share: which model reads, and how."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click
from click.core import ParameterSource

from summarize.render.screen import say

if TYPE_CHECKING:
    import datetime as dt

    from summarize.configuration import Configuration, Merged
    from summarize.engines import Engine
    from summarize.settings import Settings

__all__ = [
    "cache_folder",
    "configured",
    "day",
    "default_cache_folder",
    "engine_of",
    "fetch_options",
    "format_of",
    "merged_with",
    "model_options",
    "settings_of",
]

F = TypeVar("F", bound=Callable[..., Any])
_NOT_WRITTEN: Final = frozenset({".xlsx", ".xls", ".ods", ".docx", ".doc", ".odt", ".pdf", ".parquet"})

_MODEL = """provider/name of a language model (openai/…, anthropic/…, google/…, ollama/…), gguf:FILE for a local one,
recorded for the answers that are kept with the samples, rules for the built-in engine. [default: SUMMARIZE_MODEL,
else as summarize.toml says, else rules]"""
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

_FETCH_OPTIONS = [
    click.option("--allow-private", is_flag=True, help="Fetch pages of private networks and of this machine, too."),
    click.option(
        "--fetch-timeout",
        metavar="S",
        type=click.FloatRange(0, min_open=True),
        default=30.0,
        help="Seconds for a page.",
    ),
]


def model_options(command: F) -> F:
    """Add the options; the command takes what they hold as keywords and passes it to `settings_of`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def fetch_options(command: F) -> F:
    """Add the options for web pages; the command passes them to `settings_of` with those of `model_options`."""
    for option in reversed(_FETCH_OPTIONS):
        command = option(command)
    return command


def settings_of(*, no_cache: bool, **given: Any) -> Settings:
    """The settings that the options of `model_options` come to, over the environment and the settings file."""
    from summarize.configuration import address
    from summarize.settings import Settings

    merged = merged_with(given)
    values = dict(merged.values)
    values.pop("format", None)
    values["cache"] = None if no_cache else values.get("cache", default_cache_folder())
    file, model = str(configured().file), str(values.get("model") or "rules")
    asked = "/" in model.partition(":")[0] and not click.get_current_context().params.get("quiet")
    if asked and configured().nearby and merged.origins.get("base_url") == file:
        # A folder of articles that somebody sent may bring such a file: where articles and keys go is told.
        say(f"{file} sets the server that is asked: {address(values['base_url']) or 'no address'}")
    return Settings(**values)


def merged_with(given: Mapping[str, Any]) -> Merged:
    """What the settings file, the environment and those options come to that were given and not left out."""
    source = click.get_current_context().get_parameter_source
    return configured().merged({k: v for k, v in given.items() if source(k) is not ParameterSource.DEFAULT})


def day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
    """An option's value as a date, for its callback; raises `click.BadParameter`."""
    import datetime as dt

    if value is None:
        return None
    # The library's own parser takes more than what is asked for ("20260409").
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with suppress(ValueError):
            return dt.date.fromisoformat(value)
    raise click.BadParameter(f"{value!r} is no date of the form YYYY-MM-DD", ctx, parameter)


def format_of(form: str, output: str | None, endings: Mapping[str, str]) -> str:
    """The format: the one that is asked for, else that of the output's name, else what is set, else `form`.

    Args:
        form: the command's parameter of that name.
        output: where it goes.
        endings: the command's formats and the endings of their files.

    Raises:
        click.UsageError: the output's name is that of a format that is not written.

    """
    ending = PurePath(output or "").suffix.lower()
    if ending in _NOT_WRITTEN:
        raise click.UsageError(f"no format of reports is written as {ending}: --format csv makes tables, html a page")
    if click.get_current_context().get_parameter_source("form") is not ParameterSource.DEFAULT:
        return form
    if found := next((name for name, own in endings.items() if own == ending and ending != ".txt"), None):
        return found
    if ending == ".zip":
        return "csv"
    usual = str(configured().merged({}).values.get("format", form))
    return usual if usual in endings else form


def configured() -> Configuration:
    """What the settings file and the environment set, read once for a command.

    Raises:
        click.UsageError: it cannot be used.

    """
    from summarize.configuration import load
    from summarize.errors import ConfigurationError

    kept = click.get_current_context().meta
    if __name__ not in kept:
        try:
            kept[__name__] = load()
        except ConfigurationError as error:
            raise click.UsageError(error.message) from None
    found: Configuration = kept[__name__]
    return found


def engine_of(settings: Settings) -> Engine:
    """The engine that reads; one that cannot be had is a matter of the command line, told before anything is read."""
    from summarize.engines import choose
    from summarize.errors import ModelSetup

    try:
        return choose(settings)
    except ModelSetup as error:
        raise click.UsageError(error.message) from None


def cache_folder() -> Path:
    """Where a model's answers are kept between runs: as it is set (SUMMARIZE_CACHE), else with the user's caches."""
    folder: Path | None = configured().merged({}).values.get("cache")
    return folder or default_cache_folder()


def default_cache_folder() -> Path:
    """The folder for a model's answers among the user's caches."""
    from platformdirs import user_cache_path

    return user_cache_path("summarize", appauthor=False) / "answers"
