"""What came back from a model, whichever provider's client brought it: text, whether it is whole, what it took.

The clients' own classes are looked at by their fields and not imported: each is an extra that may be missing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from summarize.errors import ContentFiltered, ModelNotFound, ModelRefused
from summarize.schemas import Usage

__all__ = ["Said", "Tokens", "said"]

_CUT = {"length", "max_tokens", "model_context_window_exceeded"}
_REFUSED = {"refusal"}
_FILTERED = {"content_filter", "safety", "recitation", "blocklist", "prohibited_content", "spii"}


class Tokens(NamedTuple):
    """Tokens of one call; null where the server does not say. `cached` and `kept` are part of `input`."""

    input: int | None = None
    output: int | None = None
    cached: int | None = None
    """Read from the provider's prefix cache."""
    kept: int | None = None
    """Written to it."""


class Said(NamedTuple):
    """A model's answer to one request.

    Attributes:
        text: as it came, unparsed; empty where the model said nothing.
        cut: whether it ended for want of tokens.
        usage: of all calls that it took.

    """

    text: str
    cut: bool = False
    usage: Usage = Usage()


def said(completion: Any) -> tuple[str, bool, Tokens]:
    """Text, whether it was cut, tokens.

    Raises:
        ContentFiltered: the provider's filter ended the answer, whatever came before it.
        ModelRefused: the model declined.
        ModelNotFound: this is no completion: another kind of server answered.

    """
    if hasattr(completion, "choices"):
        text, ended = _openai(completion)
        tokens = _openai_tokens(completion.usage)
    elif hasattr(completion, "stop_reason"):
        text, ended = _anthropic(completion)
        tokens = _anthropic_tokens(completion.usage)
    elif hasattr(completion, "candidates"):
        text, ended = _google(completion)
        tokens = _google_tokens(completion.usage_metadata)
    else:
        raise ModelNotFound("what answered is no model server: is the address right?")
    if ended in _FILTERED:
        raise ContentFiltered("the provider's content filter held the answer back")
    if ended in _REFUSED:
        raise ModelRefused("the model declined to answer")
    return text, ended in _CUT, tokens


def _openai(completion: Any) -> tuple[str, str]:
    if not completion.choices:
        return "", ""
    choice = completion.choices[0]
    message = choice.message
    if message is None:
        return "", str(choice.finish_reason)
    if getattr(message, "refusal", None):
        return "", "refusal"
    calls = getattr(message, "tool_calls", None)
    text = calls[0].function.arguments if calls else message.content
    return text or "", str(choice.finish_reason)


def _openai_tokens(usage: Any) -> Tokens:
    details = getattr(usage, "prompt_tokens_details", None)
    return Tokens(
        _number(usage, "prompt_tokens"), _number(usage, "completion_tokens"), _number(details, "cached_tokens")
    )


def _anthropic(message: Any) -> tuple[str, str]:
    blocks = message.content or ()
    for block in blocks:
        if block.type == "tool_use":
            # A call that was cut comes as an object all the same, of what was whole in it.
            return json.dumps(block.input, ensure_ascii=False), str(message.stop_reason)
    return "".join(b.text for b in blocks if b.type == "text"), str(message.stop_reason)


def _anthropic_tokens(usage: Any) -> Tokens:
    fresh, cached = _number(usage, "input_tokens"), _number(usage, "cache_read_input_tokens")
    kept = _number(usage, "cache_creation_input_tokens")
    whole = None if fresh is None else fresh + (cached or 0) + (kept or 0)
    return Tokens(whole, _number(usage, "output_tokens"), cached, kept)


def _google(response: Any) -> tuple[str, str]:
    if not response.candidates:
        blocked = getattr(response.prompt_feedback, "block_reason", None)
        return "", "safety" if blocked else ""
    candidate = response.candidates[0]
    parts = getattr(candidate.content, "parts", None) or ()
    text = "".join(p.text for p in parts if p.text and not getattr(p, "thought", None))
    reason = getattr(candidate.finish_reason, "name", candidate.finish_reason)
    return text, str(reason).lower()


def _google_tokens(usage: Any) -> Tokens:
    spoken, thought = _number(usage, "candidates_token_count"), _number(usage, "thoughts_token_count")
    output = None if spoken is None else spoken + (thought or 0)
    return Tokens(_number(usage, "prompt_token_count"), output, _number(usage, "cached_content_token_count"))


def _number(holder: Any, field: str) -> int | None:
    value = holder.get(field) if isinstance(holder, Mapping) else getattr(holder, field, None)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
