"""Replies in the form of the protocol that was asked."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections.abc import Mapping, Sequence
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any, Final, NamedTuple

from summarize.testing.faults import Completion, Failure, Raw, Tokens

__all__ = ["ANTHROPIC", "MODELS", "OPENAI", "Rendered", "is_google", "models", "render"]

OPENAI: Final = "/v1/chat/completions"
ANTHROPIC: Final = "/v1/messages"
MODELS: Final = "/v1/models"
_GOOGLE: Final = re.compile(r"/v1(?:beta)?/models/[^/]+:generateContent")

_JSON: Final = "application/json"
_STOP_REASONS: Final = {"length": "max_tokens", "content_filter": "refusal"}
_GOOGLE_REASONS: Final = {"stop": "STOP", "length": "MAX_TOKENS", "content_filter": "SAFETY"}
_ANTHROPIC_ERRORS: Final = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    529: "overloaded_error",
}


class Rendered(NamedTuple):
    """What goes out: status, headers, the body's bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def is_google(path: str) -> bool:
    """Whether Google's protocol is spoken at `path`, which names the model."""
    return _GOOGLE.fullmatch(path) is not None


def render(reply: Completion | Failure | Raw, path: str, body: Mapping[str, Any]) -> Rendered:
    """A reply to the request with this `body` at this `path`; any path but Anthropic's and Google's is OpenAI's."""
    answered, failed = _completion, _openai_error
    if path == ANTHROPIC:
        answered, failed = _message, _anthropic_error
    elif is_google(path):
        answered, failed = _generated, _google_error
    match reply:
        case Completion():
            return Rendered(200, {"Content-Type": _JSON}, _dumped(answered(reply, body)))
        case Failure():
            error = failed(reply)
            headers = {"Content-Type": _JSON, **_retry_after(reply), **reply.headers}
            return Rendered(reply.status, headers, _dumped(error))
        case Raw():
            sent = reply.body if isinstance(reply.body, bytes) else reply.body.encode()
            return Rendered(reply.status, {"Content-Type": reply.content_type}, sent)


def models(names: Sequence[str]) -> Raw:
    """The list of models."""
    listed = [{"id": name, "object": "model", "created": 0, "owned_by": "test"} for name in names]
    return Raw(_dumped({"object": "list", "data": listed}))


def _completion(reply: Completion, body: Mapping[str, Any]) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": None, "refusal": reply.refusal}
    finish_reason: str = reply.finish_reason
    called = _called(body)
    if reply.refusal is None and called and reply.text is not None:
        function = {"name": called, "arguments": reply.text}
        message["tool_calls"] = [{"id": "call_0", "type": "function", "function": function}]
        # OpenAI ends a call of a function that was named with "stop", one that the model chose to make otherwise.
        if finish_reason == "stop" and not isinstance(body.get("tool_choice"), Mapping):
            finish_reason = "tool_calls"
    elif reply.refusal is None:
        message["content"] = reply.text
    completion = {
        "id": "chatcmpl-0",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": body.get("model"),
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish_reason}],
    }
    usage = _usage(reply, body)
    if usage:
        completion["usage"] = {
            "prompt_tokens": usage.prompt,
            "completion_tokens": usage.completion,
            "total_tokens": usage.prompt + usage.completion,
            "prompt_tokens_details": {"cached_tokens": usage.cached},
        }
    return completion


def _message(reply: Completion, body: Mapping[str, Any]) -> dict[str, Any]:
    text = reply.refusal or reply.text
    called = None if reply.refusal else _called(body)
    content: list[dict[str, Any]] = []
    stop_reason = "refusal" if reply.refusal else _STOP_REASONS.get(reply.finish_reason, "end_turn")
    # This protocol has no call whose arguments are no object: of one that was cut nothing may be left, and a model that
    # did not write an object has not called.
    given = _object(text) if called and text else None
    if given is None and called and reply.finish_reason == "length":
        given = {}
    if given is not None:
        content = [{"type": "tool_use", "id": "toolu_0", "name": called, "input": given}]
        stop_reason = "tool_use" if stop_reason == "end_turn" else stop_reason
    elif text:
        content = [{"type": "text", "text": text}]
    message = {
        "id": "msg_0",
        "type": "message",
        "role": "assistant",
        "model": body.get("model"),
        "content": content,
        "stop_reason": stop_reason,
        "stop_sequence": None,
    }
    usage = _usage(reply, body)
    if usage:
        message["usage"] = {
            "input_tokens": usage.prompt - usage.cached,
            "cache_read_input_tokens": usage.cached,
            "cache_creation_input_tokens": 0,
            "output_tokens": usage.completion,
        }
    return message


def _generated(reply: Completion, body: Mapping[str, Any]) -> dict[str, Any]:
    finish_reason = _GOOGLE_REASONS[reply.finish_reason]
    if reply.refusal is not None:
        finish_reason = "PROHIBITED_CONTENT"  # it has no word of its own for a model that declines
    parts = [{"text": reply.text}] if reply.text and reply.refusal is None else []
    candidate = {"content": {"role": "model", "parts": parts}, "finishReason": finish_reason, "index": 0}
    generated: dict[str, Any] = {"candidates": [candidate], "modelVersion": "small"}
    usage = _usage(reply, body)
    if usage:
        generated["usageMetadata"] = {
            "promptTokenCount": usage.prompt,
            "candidatesTokenCount": usage.completion,
            "cachedContentTokenCount": usage.cached,
            "totalTokenCount": usage.prompt + usage.completion,
        }
    return generated


def _called(body: Mapping[str, Any]) -> str | None:
    """The tool that is called, in either protocol: the one that is asked for by name, else the first."""
    tools, choice = body.get("tools"), body.get("tool_choice")
    if not tools or choice in ("none", {"type": "none"}):
        return None
    named = choice if isinstance(choice, Mapping) and choice.keys() & {"function", "name"} else tools[0]
    return str(named.get("function", named)["name"])


def _object(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _usage(reply: Completion, body: Mapping[str, Any]) -> Tokens | None:
    if reply.usage != "counted":
        return reply.usage
    asked = sum(_characters(body.get(field)) for field in ("system", "messages", "systemInstruction", "contents"))
    return Tokens(asked // 4, len(reply.refusal or reply.text or "") // 4)


def _characters(content: Any) -> int:
    """Of a text, or of all texts in messages or in parts of one."""
    if isinstance(content, str):
        return len(content)
    if isinstance(content, Mapping):
        return sum(_characters(content.get(field)) for field in ("content", "text", "parts"))
    return sum(map(_characters, content)) if isinstance(content, Sequence) else 0


def _openai_error(failure: Failure) -> dict[str, Any]:
    kind = failure.type or ("server_error" if failure.status >= 500 else "invalid_request_error")
    return {"error": {"message": _words(failure), "type": kind, "param": failure.param, "code": failure.code}}


def _anthropic_error(failure: Failure) -> dict[str, Any]:
    kind = _ANTHROPIC_ERRORS.get(failure.status, "api_error" if failure.status >= 500 else "invalid_request_error")
    return {"type": "error", "error": {"type": kind, "message": _words(failure)}}


def _google_error(failure: Failure) -> dict[str, Any]:
    return {"error": {"code": failure.status, "message": _words(failure), "status": failure.code or "UNKNOWN"}}


def _words(failure: Failure) -> str:
    if failure.message is not None:
        return failure.message
    try:
        return HTTPStatus(failure.status).phrase
    except ValueError:
        return f"Status {failure.status}"


def _retry_after(failure: Failure) -> dict[str, str]:
    after = failure.retry_after
    if after is None:
        return {}
    if isinstance(after, dt.datetime):
        return {"Retry-After": format_datetime(after.astimezone(dt.UTC), usegmt=True)}
    return {"Retry-After": f"{after:g}"}


def _dumped(value: Mapping[str, Any]) -> bytes:
    # ASCII, so that half a surrogate pair in an answer goes through as it does with the real servers.
    return json.dumps(value).encode("ascii")
