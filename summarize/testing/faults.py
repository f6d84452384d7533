"""What a model server can be told to answer: each reply is a value, and so is each way in which it goes wrong."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

__all__ = [
    "BAD_KEY",
    "CONTENT_FILTERED",
    "CONTEXT_TOO_LONG",
    "HTML_PAGE",
    "NOT_JSON",
    "NO_CHOICES",
    "NO_QUOTA",
    "NO_SUCH_MODEL",
    "OVERLOADED",
    "RATE_LIMITED",
    "Broken",
    "Completion",
    "Failure",
    "FinishReason",
    "Raw",
    "Reset",
    "ServerReply",
    "Silence",
    "Tokens",
    "cut",
    "fenced",
    "in_prose",
    "two",
]

FinishReason = Literal["stop", "length", "content_filter"]


class Tokens(NamedTuple):
    """Tokens that a reply says it took; `cached` are part of `prompt`."""

    prompt: int
    completion: int
    cached: int = 0


@dataclass(frozen=True, kw_only=True)
class ServerReply:
    """Base of all replies. `delay` are the seconds before the first byte, or before the fault."""

    delay: float = 0.0


@dataclass(frozen=True)
class Completion(ServerReply):
    """A model's answer. It becomes the arguments of a tool call when the request has tools, else the message's content.

    Attributes:
        answer: a string as it is; null for no content at all; anything else is dumped as JSON.
        finish_reason: as OpenAI's; Anthropic's follows from it. A whole call that was not forced says "tool_calls".
        usage: "counted" is a token for every four characters of messages and of answer; null leaves the field out.
        refusal: words with which the model declines; they stand in place of the answer.
        dribble: seconds over which the body is sent, in pieces.

    Raises:
        TypeError: JSON cannot hold the answer.

    """

    answer: Any
    finish_reason: FinishReason = "stop"
    usage: Tokens | Literal["counted"] | None = "counted"
    refusal: str | None = None
    dribble: float = 0.0

    def __post_init__(self) -> None:
        # Better where the script is written than in a thread of the server.
        _text(self.answer)

    @property
    def text(self) -> str | None:
        """The answer as the model writes it."""
        return None if self.answer is None else _text(self.answer)


@dataclass(frozen=True)
class Failure(ServerReply):
    """An error status with the error body of the protocol that was asked.

    Attributes:
        status: any, 529 among them.
        code: OpenAI's name of the error, which tells apart errors of one status.
        message: by default the status in words.
        type: OpenAI's; by default "server_error" from 500 on, else "invalid_request_error".
        param: OpenAI's: the parameter at fault.
        retry_after: seconds, or the time, which is sent as an HTTP date.
        headers: any others.

    """

    status: int
    code: str | None = None
    message: str | None = None
    type: str | None = None
    param: str | None = None
    retry_after: float | dt.datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Raw(ServerReply):
    """A body of any kind, with any content type."""

    body: str | bytes
    content_type: str = "application/json"
    status: int = 200


@dataclass(frozen=True)
class Broken(ServerReply):
    """The connection is closed in the middle of a reply's body.

    Attributes:
        reply: what is not sent whole.
        at: bytes of the body that are sent; by default half of them.

    """

    reply: Completion | Failure | Raw
    at: int | None = None


@dataclass(frozen=True)
class Reset(ServerReply):
    """The connection is reset before a byte is sent."""


@dataclass(frozen=True)
class Silence(ServerReply):
    """Nothing is sent, until the client hangs up or the server is closed."""


BAD_KEY: Final = Failure(401, "invalid_api_key", "Incorrect API key provided.")
NO_SUCH_MODEL: Final = Failure(404, "model_not_found", "The model does not exist or you do not have access to it.")
CONTEXT_TOO_LONG: Final = Failure(
    400, "context_length_exceeded", "This model's maximum context length is 8192 tokens.", param="messages"
)
CONTENT_FILTERED: Final = Failure(
    400, "content_filter", "The response was filtered due to the prompt triggering a content policy.", param="prompt"
)
RATE_LIMITED: Final = Failure(429, "rate_limit_exceeded", "Rate limit reached.", "requests")
NO_QUOTA: Final = Failure(429, "insufficient_quota", "You exceeded your current quota.", "insufficient_quota")
OVERLOADED: Final = Failure(529, message="Overloaded")

NOT_JSON: Final = Raw("upstream connect error or disconnect/reset before headers")
"""What a proxy may say, under the content type of the server behind it."""
HTML_PAGE: Final = Raw(
    "<!doctype html><title>Welcome</title><p>Nothing here is a model.</p>", content_type="text/html; charset=utf-8"
)
NO_CHOICES: Final = Raw(
    '{"id":"chatcmpl-0","object":"chat.completion","created":0,"model":"none","choices":[],'
    '"usage":{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}}'
)


def cut(answer: Any, at: int) -> Completion:
    """The first `at` characters of an answer (all but so many when negative), for want of tokens."""
    return Completion(_text(answer)[:at], "length")


def fenced(answer: Any, language: str = "json") -> Completion:
    """An answer inside a Markdown code fence."""
    return Completion(f"```{language}\n{_text(answer)}\n```")


def in_prose(answer: Any, before: str = "Here is the report:", after: str = "Let me know if it helps.") -> Completion:
    """An answer with words around it."""
    return Completion(f"{before}\n\n{_text(answer)}\n\n{after}")


def two(first: Any, second: Any) -> Completion:
    """Two answers where one was asked for."""
    return Completion(f"{_text(first)}\n{_text(second)}")


def _text(answer: Any) -> str:
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
