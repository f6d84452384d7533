"""`summarize prompt` and `summarize cache`: what a model would be sent, and what it answered."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.completion import complete_files
from summarize.cli.options import cache_folder, fetch_options, model_options, settings_of
from summarize.render import screen
from summarize.render.screen import reason, say

if TYPE_CHECKING:
    from summarize.document import Document
    from summarize.settings import Settings

__all__ = ["cache", "prompt"]

_KEPT = "[0-9a-f]" * 64 + ".json"
"""The cache's own files: the folder may be one that holds others too."""


def _text(article: Document, settings: Settings, *, as_json: bool) -> tuple[str, int]:
    """What would be sent for `article`, a request after the other, and about how many tokens it is."""
    from summarize import prompts
    from summarize.engines.llm import model_engine
    from summarize.errors import ModelSetup

    model = settings.model or os.environ.get("SUMMARIZE_MODEL") or "openai/MODEL"
    if model == "rules":
        raise click.UsageError("the rules engine is sent nothing: name a model by --model")
    try:
        engine = model_engine(model, settings, asks=False)
    except ModelSetup as error:
        raise click.UsageError(error.message) from None
    shapes = [engine.caller.shaped(request) for request in engine.requests(article)]
    size = sum(prompts.tokens(json.dumps(shape, ensure_ascii=False)) for shape in shapes)
    if as_json:
        return json.dumps(shapes, ensure_ascii=False, indent=2) + "\n", size
    return "\n".join(line for shape in shapes for line in _readable(shape)) + "\n", size


def _readable(shape: Mapping[str, Any]) -> Iterator[str]:
    for message in shape["messages"]:
        content = message["content"]
        text = content if isinstance(content, str) else "".join(part["text"] for part in content)
        yield f"── {message['role']} ──\n{text}"
    rest = {k: v for k, v in shape.items() if k != "messages"}
    yield f"── with ──\n{json.dumps(rest, ensure_ascii=False)}"


@click.command()
@click.argument("article", shell_complete=complete_files, metavar="ARTICLE")
@click.option("--published", metavar="YYYY-MM-DD", help="Publication date.")
@click.option("--json", "as_json", is_flag=True, help="As the provider's client takes it, a list of requests.")
@fetch_options
@model_options
def prompt(*, article: str, published: str | None, as_json: bool, **given: Any) -> int:
    """Print what a model would be sent for ARTICLE, with about how many tokens that is; send nothing."""
    from summarize.cli.inputs import Article, opened
    from summarize.errors import SummarizeError

    try:
        day = dt.date.fromisoformat(published) if published else None
    except ValueError:
        raise click.UsageError(f"{published!r} is no date of the form YYYY-MM-DD") from None
    try:
        settings = settings_of(**given)
        text, size = _text(opened(Article(article), day, settings), settings, as_json=as_json)
    except SummarizeError as error:
        say(str(error))
        return 1
    screen.put(text)
    say(f"about {size:,} tokens (characters / 4); nothing was sent")
    return 0


@click.group(invoke_without_command=True)
@click.pass_context
def cache(ctx: click.Context) -> None:
    """Tell where a model's answers are kept, so that nothing is paid for twice, and how many there are."""
    if ctx.invoked_subcommand is None:
        from summarize.render.words import counted

        kept = list(cache_folder().glob(_KEPT))
        size = sum(path.stat().st_size for path in kept)
        screen.put(f"{cache_folder()}: {counted(len(kept), 'answer')}, {size:,} bytes\n")


@cache.command()
def clear() -> int:
    """Forget them all."""
    from summarize.render.words import counted

    folder = cache_folder()
    kept = list(folder.glob(_KEPT))
    try:
        for path in kept:
            path.unlink(missing_ok=True)
    except OSError as error:
        say(f"cannot clear {folder}: {reason(error)}")
        return 1
    say(f"forgot {counted(len(kept), 'answer')}")
    return 0
