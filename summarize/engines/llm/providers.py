"""What is particular to each provider: how a request carries the schema, and what must be set before it goes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

from summarize.errors import ModelSetup
from summarize.prompts import Request

__all__ = ["MODES", "PROVIDERS", "Mode", "Provider", "provider", "shaped"]

Mode = Literal["json_schema", "tools", "json"]
"""How an answer is held to the schema: by the server's constrained decoding, as the arguments of a forced tool call, or
only by the instructions, which then hold the schema."""

MODES: Final[tuple[Mode, ...]] = ("json_schema", "tools", "json")


class Provider(NamedTuple):
    """One name that a model's name may begin with.

    Attributes:
        modes: those it takes, the best first.
        key: environment variables that may hold the key; the first that is set counts. Empty: it needs none.
        package: what speaks to it.
        extra: `pip install 'summarize[extra]'` adds that; null where it is always there.
        most: tokens an answer may have where the provider wants to be told; null where its own default is best.

    """

    modes: tuple[Mode, ...] = MODES
    key: tuple[str, ...] = ()
    package: str = "openai"
    extra: str | None = None
    most: int | None = None


PROVIDERS: Final[Mapping[str, Provider]] = {
    "openai": Provider(key=("OPENAI_API_KEY",)),
    # Forced tool calls are its oldest and steadiest way to a schema; its own default cuts answers at 4,096 tokens.
    "anthropic": Provider(
        modes=("tools", "json"), key=("ANTHROPIC_API_KEY",), package="anthropic", extra="anthropic", most=16_000
    ),
    "google": Provider(
        modes=("json_schema", "json"),
        key=("GOOGLE_API_KEY", "GEMINI_API_KEY"),
        package="google.genai",
        extra="google",
    ),
    "ollama": Provider(),
    "openrouter": Provider(key=("OPENROUTER_API_KEY",)),
    "deepseek": Provider(modes=("tools", "json"), key=("DEEPSEEK_API_KEY",)),
    "together": Provider(key=("TOGETHER_API_KEY",)),
}


def provider(name: str) -> Provider:
    """The provider of that name.

    Raises:
        ModelSetup: there is none.

    """
    found = PROVIDERS.get(name)
    if found is None:
        raise ModelSetup(f"no provider {name!r}: there are {', '.join(PROVIDERS)}, and gguf:FILE for a model file")
    return found


def shaped(request: Request, name: str, mode: Mode, most: int | None) -> dict[str, Any]:
    """Keywords for the client beside the model's name: the messages and whatever holds the answer to the schema.

    `most` are the tokens that the answer may have; null leaves it to the provider.
    """
    messages = _with_schema(request) if mode == "json" else list(request.messages)
    if name == "anthropic":
        return _anthropic(request, mode, messages) | {"max_tokens": most}
    if name == "google":
        return {"messages": messages, "config": _google(request, mode, most)}
    shape = {"messages": messages, **_openai(request, mode)}
    # OpenAI's own reasoning models take only the new name, other people's servers often only the old one.
    limit = "max_completion_tokens" if name == "openai" else "max_tokens"
    return shape | ({limit: most} if most else {})


def _openai(request: Request, mode: Mode) -> dict[str, Any]:
    if mode == "json":
        return {"response_format": {"type": "json_object"}}
    if mode == "tools":
        function = {"name": request.name, "parameters": request.schema, "strict": True}
        choice = {"type": "function", "function": {"name": request.name}}
        return {"tools": [{"type": "function", "function": function}], "tool_choice": choice}
    # `strict` is what makes the decoding constrained; a schema without it is a hint.
    schema = {"name": request.name, "strict": True, "schema": request.schema}
    return {"response_format": {"type": "json_schema", "json_schema": schema}}


def _anthropic(request: Request, mode: Mode, messages: list[dict[str, str]]) -> dict[str, Any]:
    # Its prefix cache has to be asked for; it covers the tools too, which go before the system prompt.
    system = {"type": "text", "text": messages[0]["content"], "cache_control": {"type": "ephemeral"}}
    shape: dict[str, Any] = {"messages": [{"role": "system", "content": [system]}, *messages[1:]]}
    if mode == "tools":
        shape["tools"] = [{"name": request.name, "input_schema": request.schema}]
        shape["tool_choice"] = {"type": "tool", "name": request.name, "disable_parallel_tool_use": True}
    return shape


def _google(request: Request, mode: Mode, most: int | None) -> dict[str, Any]:
    config: dict[str, Any] = {"response_mime_type": "application/json"}
    if mode == "json_schema":
        config["response_json_schema"] = dict(request.schema)
    return config | ({"max_output_tokens": most} if most else {})


def _with_schema(request: Request) -> list[dict[str, str]]:
    """The messages with the schema at the end of the fixed instructions, where a prefix cache still serves it."""
    first, *rest = request.messages
    schema = json.dumps(request.schema, ensure_ascii=False, separators=(",", ":"))
    told = f"{first['content']}\nAnswer with one JSON object and nothing else. Its JSON schema:\n\n{schema}\n"
    return [{**first, "content": told}, *rest]
