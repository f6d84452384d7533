"""What came back, read from each provider's own classes; pauses and the names of failures."""

from __future__ import annotations

import datetime as dt
import json
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any

import anthropic.types
import openai.types.chat
import pytest
from fiction import answer
from google.genai.types import GenerateContentResponse
from hypothesis import given
from hypothesis import strategies as st

from summarize.engines.llm.completions import Tokens, said
from summarize.engines.llm.failures import named
from summarize.engines.llm.retries import retry_after, transient
from summarize.engines.llm.structure import parsed, records_before_the_cut
from summarize.errors import ContentFiltered, ModelNotFound, ModelRefused


def chat(message: dict[str, Any] | None, finish: str = "stop", **more: Any) -> Any:
    choices = (
        [] if message is None else [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", **message}}]
    )
    return openai.types.chat.ChatCompletion.model_validate(
        {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": choices, **more}
    )


def message(*content: dict[str, Any], stop: str = "end_turn", **usage: Any) -> Any:
    return anthropic.types.Message.model_validate(
        {
            "id": "1",
            "type": "message",
            "role": "assistant",
            "model": "m",
            "content": list(content),
            "stop_reason": stop,
            "stop_sequence": None,
            "usage": {"input_tokens": 10, "output_tokens": 5, **usage},
        }
    )


def generated(*parts: dict[str, Any], finish: str = "STOP", **more: Any) -> Any:
    candidates = [{"content": {"role": "model", "parts": list(parts)}, "finish_reason": finish}]
    return GenerateContentResponse.model_validate({"candidates": candidates, **more})


TOOL = {"type": "tool_use", "id": "1", "name": "report", "input": {"deals": []}}
SAID = [
    (chat({"content": "{}"}), "{}", False),
    (chat({"content": None}), "", False),
    (chat(None), "", False),
    (chat({"content": '{"deals": ['}, "length"), '{"deals": [', True),
    (
        chat(
            {
                "content": None,
                "tool_calls": [{"id": "1", "type": "function", "function": {"name": "r", "arguments": "{"}}],
            }
        ),
        "{",
        False,
    ),
    (message({"type": "text", "text": "Let me see."}, TOOL, stop="tool_use"), '{"deals": []}', False),
    (message({"type": "text", "text": "{"}, {"type": "text", "text": "}"}), "{}", False),
    (message(TOOL, stop="max_tokens"), '{"deals": []}', True),
    (message(), "", False),
    (generated({"text": "thinking", "thought": True}, {"text": "{"}, {"text": "}"}), "{}", False),
    (generated({"text": "{"}, finish="MAX_TOKENS"), "{", True),
]


@pytest.mark.parametrize(("completion", "text", "cut"), SAID)
def test_the_text_and_whether_it_is_whole(completion: Any, text: str, cut: bool) -> None:
    assert said(completion)[:2] == (text, cut)


REFUSED = [
    (chat({"content": None, "refusal": "I would rather not."}), ModelRefused),
    (chat({"content": "{}"}, "content_filter"), ContentFiltered),
    (message(stop="refusal"), ModelRefused),
    (generated({"text": "{}"}, finish="SAFETY"), ContentFiltered),
    (generated({"text": "{}"}, finish="PROHIBITED_CONTENT"), ContentFiltered),
    (
        GenerateContentResponse.model_validate({"candidates": [], "prompt_feedback": {"block_reason": "SAFETY"}}),
        ContentFiltered,
    ),
    ("<html>", ModelNotFound),
    (None, ModelNotFound),
]


@pytest.mark.parametrize(("completion", "error"), REFUSED)
def test_refusals_and_filters_are_noticed_even_beside_text(completion: Any, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        said(completion)
    assert "rather not" not in str(caught.value)


USED = [
    (
        chat(
            {"content": "{}"},
            usage={
                "prompt_tokens": 9,
                "completion_tokens": 4,
                "total_tokens": 13,
                "prompt_tokens_details": {"cached_tokens": 6},
            },
        ),
        Tokens(9, 4, 6),
    ),
    (chat({"content": "{}"}), Tokens()),
    (message(cache_read_input_tokens=100, cache_creation_input_tokens=20), Tokens(130, 5, 100, 20)),
    (message(), Tokens(10, 5)),
    (
        generated(
            {"text": "{}"},
            usage_metadata={"prompt_token_count": 8, "candidates_token_count": 3, "thoughts_token_count": 40},
        ),
        Tokens(8, 43),
    ),
    (generated({"text": "{}"}), Tokens()),
]


@pytest.mark.parametrize(("completion", "tokens"), USED)
def test_tokens_count_what_was_cached_and_thought_and_are_else_unknown(completion: Any, tokens: Tokens) -> None:
    assert said(completion)[2] == tokens


def failed(status: int | None = None, *, retry: str | None = None, **more: Any) -> Any:
    """An error as a client raises it."""
    headers = {} if retry is None else {"retry-after": retry}
    fields = {"status_code": status, "response": SimpleNamespace(headers=headers), **more}
    return type("APIStatusError", (Exception,), fields)("secret words")


NOW = dt.datetime(2031, 5, 2, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7),
        ("0.25", 0.25),
        ("-3", 0),
        (format_datetime(NOW + dt.timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW - dt.timedelta(seconds=90), usegmt=True), 0),
        ("soon", None),
        ("nan", None),
        ("", None),
        (None, None),
    ],
)
def test_the_pause_that_a_server_asks_for(asked: str | None, seconds: float | None) -> None:
    assert retry_after(failed(429, retry=asked), NOW.timestamp()) == seconds


def test_which_failures_may_pass() -> None:
    assert all(transient(failed(status)) for status in (408, 409, 429, 500, 503, 529, 599))
    assert not any(transient(failed(status)) for status in (400, 401, 403, 404, 413, 422))
    assert not transient(failed(429, code="insufficient_quota"))
    assert transient(ConnectionResetError())
    assert transient(TimeoutError())
    assert transient(type("RemoteProtocolError", (type("TransportError", (Exception,), {}),), {})())
    assert not transient(ValueError())


@given(st.sampled_from([None, 400, 401, 403, 404, 408, 413, 422, 429, 500, 529]), st.text().map("«{}»".format))
def test_a_failures_name_holds_nothing_that_a_server_wrote(status: int | None, words: str) -> None:
    error = named(failed(status, message=words, body={"error": words}, code=words), "openai/small")
    assert words not in str(error)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)
)


@given(JSON)
def test_an_object_is_read_and_nothing_else_is_one(value: Any) -> None:
    assert parsed(json.dumps(value)) == (value if isinstance(value, dict) else None)


@given(st.dictionaries(st.text(), JSON, min_size=1), st.text(alphabet="Aa .\n`*[]"), st.text(alphabet="Aa .\n`*[]"))
def test_words_around_an_object_are_no_matter_and_a_second_one_is(
    value: dict[str, Any], before: str, after: str
) -> None:
    told = json.dumps(value)
    assert parsed(f"{before}{told}{after}") == value or before.count("[")  # "[" and "]" may make a list of it
    assert parsed(f"x {told} {told}") is None


@pytest.mark.parametrize("raw", [answer(), {"a": [], "b": None, "c": [{"d": '"]}\\'}]}])
def test_wherever_an_answer_is_cut_the_records_before_are_kept_whole(raw: dict[str, Any]) -> None:
    text, most = json.dumps(raw), 0
    for at in range(len(text)):
        kept = records_before_the_cut(text[:at])
        for field, value in kept.items():
            assert value == raw[field] or value == raw[field][: len(value)]
        size = sum(len(v) for v in kept.values() if isinstance(v, list))
        assert size >= most
        most = size
    assert most == sum(len(v) for v in raw.values() if isinstance(v, list))
    assert records_before_the_cut(text) == raw
