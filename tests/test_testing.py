"""The model server for tests, as OpenAI's client sees it: every reply, the record of requests, and that it closes."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.testing import (
    BAD_KEY,
    CONTENT_FILTERED,
    CONTEXT_TOO_LONG,
    HTML_PAGE,
    NO_CHOICES,
    NO_QUOTA,
    NO_SUCH_MODEL,
    NOT_JSON,
    OVERLOADED,
    RATE_LIMITED,
    Broken,
    Completion,
    Failure,
    ModelServer,
    Raw,
    Reset,
    Silence,
    Tokens,
    cut,
    fenced,
    in_prose,
    two,
)

ANSWER = {"actors": [{"name": "Zoë Brandt"}], "deals": []}
WRITTEN = json.dumps(ANSWER, ensure_ascii=False)
MESSAGES: Any = [{"role": "user", "content": "Shells struck Keslow."}]
TOOL: Any = {"type": "function", "function": {"name": "report", "parameters": {"type": "object"}}}
OTHER: Any = {"type": "function", "function": {"name": "other", "parameters": {"type": "object"}}}
FORCED: Any = {"type": "function", "function": {"name": "report"}}


@cache
def first_client() -> openai.OpenAI:
    """Made once, since each new one reads the machine's certificates."""
    return openai.OpenAI(api_key="test", max_retries=0)


@pytest.fixture(scope="module", autouse=True)
def _closed_in_the_end() -> Iterator[None]:
    yield
    first_client().close()


def client_of(server: ModelServer, timeout: float = 5) -> openai.OpenAI:
    return first_client().with_options(base_url=server.base_url, timeout=timeout)


def asked(script: Any, timeout: float = 5, **more: Any) -> Any:
    with ModelServer(script) as server:
        return client_of(server, timeout).chat.completions.create(model="small", messages=MESSAGES, **more)


def posted(server: ModelServer, path: str, body: Any) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", int(server.url.rpartition(":")[2]), timeout=5)
    try:
        connection.request("POST", path, json.dumps(body))
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("reply", "content", "finish_reason"),
    [
        (Completion("Nothing happened."), "Nothing happened.", "stop"),
        (Completion(ANSWER), WRITTEN, "stop"),
        (Completion([1, 2]), "[1, 2]", "stop"),
        (Completion(""), "", "stop"),
        (Completion(None), None, "stop"),
        (Completion("half a surrogate \ud83d"), "half a surrogate \ud83d", "stop"),
        (Completion(ANSWER, "content_filter"), WRITTEN, "content_filter"),
        (cut(ANSWER, 12), WRITTEN[:12], "length"),
        (cut(ANSWER, -1), WRITTEN[:-1], "length"),
        (fenced(ANSWER), f"```json\n{WRITTEN}\n```", "stop"),
        (in_prose(ANSWER, "Here:", "Done."), f"Here:\n\n{WRITTEN}\n\nDone.", "stop"),
        (two(ANSWER, {}), f"{WRITTEN}\n{{}}", "stop"),
    ],
)
def test_an_answer_is_the_content_or_the_arguments_of_the_forced_call(
    reply: Completion, content: str | None, finish_reason: str
) -> None:
    choice = asked(reply).choices[0]
    assert (choice.message.content, choice.message.tool_calls) == (content, None)
    assert choice.finish_reason == finish_reason

    choice = asked(reply, tools=[OTHER, TOOL], tool_choice=FORCED).choices[0]
    assert choice.message.content is None
    assert choice.finish_reason == finish_reason
    if content is None:
        assert choice.message.tool_calls is None
    else:
        (call,) = choice.message.tool_calls
        assert (call.function.name, call.function.arguments) == ("report", content)


@pytest.mark.parametrize(
    ("tool_choice", "called", "finish_reason"),
    [
        ("auto", "other", "tool_calls"),
        ("required", "other", "tool_calls"),
        (FORCED, "report", "stop"),
        ("none", None, "stop"),
    ],
)
def test_which_tool_is_called(tool_choice: Any, called: str | None, finish_reason: str) -> None:
    choice = asked(Completion(ANSWER), tools=[OTHER, TOOL], tool_choice=tool_choice).choices[0]
    calls = choice.message.tool_calls or []
    assert [c.function.name for c in calls] == ([called] if called else [])
    assert choice.finish_reason == finish_reason


@pytest.mark.parametrize("more", [{}, {"tools": [TOOL], "tool_choice": FORCED}])
def test_a_refusal_stands_in_place_of_the_answer(more: Any) -> None:
    message = asked(Completion(ANSWER, refusal="I cannot help with that."), **more).choices[0].message
    assert (message.refusal, message.content, message.tool_calls) == ("I cannot help with that.", None, None)


def test_tokens_are_counted_given_or_left_out() -> None:
    counted = asked(Completion("12345678")).usage
    assert (counted.prompt_tokens, counted.completion_tokens) == (len(MESSAGES[0]["content"]) // 4, 2)
    given_ = asked(Completion("", usage=Tokens(100, 20, cached=60))).usage
    assert (given_.prompt_tokens, given_.completion_tokens, given_.total_tokens) == (100, 20, 120)
    assert given_.prompt_tokens_details.cached_tokens == 60
    assert asked(Completion("", usage=None)).usage is None


def test_what_json_cannot_hold_is_refused_where_the_script_is_written() -> None:
    with pytest.raises(TypeError):
        Completion({"when": dt.date(2031, 5, 2)})


@pytest.mark.parametrize(
    ("failure", "error", "code"),
    [
        (Failure(400), openai.BadRequestError, None),
        (CONTEXT_TOO_LONG, openai.BadRequestError, "context_length_exceeded"),
        (CONTENT_FILTERED, openai.BadRequestError, "content_filter"),
        (BAD_KEY, openai.AuthenticationError, "invalid_api_key"),
        (Failure(403), openai.PermissionDeniedError, None),
        (NO_SUCH_MODEL, openai.NotFoundError, "model_not_found"),
        (Failure(408), openai.APIStatusError, None),
        (Failure(409), openai.ConflictError, None),
        (Failure(413), openai.APIStatusError, None),
        (Failure(422), openai.UnprocessableEntityError, None),
        (RATE_LIMITED, openai.RateLimitError, "rate_limit_exceeded"),
        (NO_QUOTA, openai.RateLimitError, "insufficient_quota"),
        (Failure(500), openai.InternalServerError, None),
        (Failure(502), openai.InternalServerError, None),
        (Failure(503), openai.InternalServerError, None),
        (OVERLOADED, openai.InternalServerError, None),
        (Failure(499), openai.APIStatusError, None),
    ],
)
def test_an_error_status_has_the_error_of_the_client(
    failure: Failure, error: type[openai.APIStatusError], code: str | None
) -> None:
    with pytest.raises(error) as caught:
        asked(failure)
    assert (caught.value.status_code, caught.value.code) == (failure.status, code)
    assert isinstance(caught.value.body, dict)
    assert caught.value.body.keys() == {"message", "type", "param", "code"}
    assert caught.value.body["message"]
    assert caught.value.type


def test_when_to_come_again_is_said_in_seconds_or_as_a_date() -> None:
    noon = dt.datetime(2031, 5, 2, 14, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    for after, said in ((2, "2"), (0.05, "0.05"), (noon, "Fri, 02 May 2031 12:00:00 GMT")):
        with pytest.raises(openai.RateLimitError) as caught:
            asked(replace(RATE_LIMITED, retry_after=after, headers={"X-Kind": "tokens"}))
        assert caught.value.response.headers["retry-after"] == said
        assert caught.value.response.headers["x-kind"] == "tokens"
    assert parsedate_to_datetime(said) == noon


@pytest.mark.parametrize(
    "reply", [Reset(), Broken(Completion(ANSWER)), Broken(Completion(ANSWER), at=0), Broken(Failure(500), at=3)]
)
def test_a_connection_that_fails_is_a_connection_error(reply: Any) -> None:
    with pytest.raises(openai.APIConnectionError) as caught:
        asked(reply)
    assert not isinstance(caught.value, openai.APITimeoutError)


def test_a_reset_is_a_reset_and_a_broken_body_an_end() -> None:
    request = b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
    with ModelServer([Reset(), Broken(Raw("0123456789"), at=4)]) as server:
        address = ("127.0.0.1", int(server.url.rpartition(":")[2]))
        with socket.create_connection(address, 5) as connection:
            connection.sendall(request)
            with pytest.raises(ConnectionResetError):
                connection.recv(100)
        with socket.create_connection(address, 5) as connection, connection.makefile("rb") as reader:
            connection.sendall(request)
            head, _, body = reader.read().partition(b"\r\n\r\n")
    assert b"Content-Length: 10\r\n" in head
    assert body == b"0123"


def test_silence_and_delay_run_into_the_timeout_of_the_client() -> None:
    for reply in (Silence(), Completion("", delay=30)):
        with pytest.raises(openai.APITimeoutError):
            asked(reply, timeout=0.1)


def test_a_delay_comes_before_the_reply() -> None:
    started = time.monotonic()
    assert asked(Completion("late", delay=0.2)).choices[0].message.content == "late"
    with pytest.raises(openai.InternalServerError):
        asked(Failure(503, delay=0.2))
    assert time.monotonic() - started >= 0.4


def test_a_dribbled_answer_is_whole_and_beats_a_timeout_between_bytes() -> None:
    started = time.monotonic()
    assert asked(Completion(ANSWER, dribble=0.8), timeout=0.4).choices[0].message.content == WRITTEN
    assert time.monotonic() - started >= 0.7


def test_bodies_that_are_no_completion() -> None:
    with pytest.raises(json.JSONDecodeError):
        asked(NOT_JSON)
    assert "Nothing here is a model" in asked(HTML_PAGE)
    assert asked(NO_CHOICES).choices == []
    assert asked(Raw(b'{"choices": null}')).choices is None
    with pytest.raises(openai.InternalServerError):
        asked(Raw("<html>", "text/html", 502))


def test_a_list_is_played_once_and_its_last_reply_for_ever() -> None:
    with ModelServer([Completion("1"), RATE_LIMITED, Completion("2")]) as server:
        client = client_of(server)
        said = []
        for model in "abcde":
            try:
                completion = client.chat.completions.create(model=model, messages=MESSAGES)
                said.append((completion.model, completion.choices[0].message.content))
            except openai.RateLimitError:
                said.append((model, None))
    assert said == [("a", "1"), ("b", None), ("c", "2"), ("d", "2"), ("e", "2")]
    assert [r.body["model"] for r in server.requests] == list("abcde")


def test_requests_are_kept_as_they_came() -> None:
    with ModelServer(Completion("")) as server:
        client = client_of(server)
        before = time.monotonic()
        client.chat.completions.create(model="small", messages=MESSAGES, extra_headers={"X-Trace": "7"})
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.body == {"model": "small", "messages": MESSAGES}
    assert (request.headers["authorization"], request.headers["x-trace"]) == ("Bearer test", "7")
    assert before <= request.time <= time.monotonic()


def test_a_function_answers_by_the_request() -> None:
    def echo(body: dict[str, Any]) -> Completion:
        return Completion(body["messages"][-1]["content"].upper())

    assert asked(echo).choices[0].message.content == "SHELLS STRUCK KESLOW."


def test_what_a_function_raises_comes_out_of_the_block() -> None:
    def wrong(body: dict[str, Any]) -> Completion:
        return Completion(body["no such field"])

    server = ModelServer(wrong)
    assert posted(server, "/v1/chat/completions", {})[0] == 500
    with pytest.raises(KeyError, match="no such field"):
        server.__exit__(None, None, None)
    # What the block raises of itself goes first, and says so.
    with pytest.raises(openai.InternalServerError) as caught:
        asked(wrong)
    assert "no such field" in caught.value.__notes__[0]


def test_scripts_that_are_none() -> None:
    with pytest.raises(ValueError, match="without replies"):
        ModelServer([])
    scripts: list[Any] = [["text"], "text", [Completion(""), {}]]
    for script in scripts:
        with pytest.raises(TypeError, match="no reply"):
            ModelServer(script)
    with pytest.raises(openai.InternalServerError) as caught:
        asked(lambda _: "text")
    assert "no reply" in caught.value.__notes__[0]


def test_models_are_listed_and_take_no_turn_in_the_script() -> None:
    server = ModelServer([Completion("first"), Completion("second")], models=["small", "large"])
    with server:
        client = client_of(server)
        assert [m.id for m in client.models.list()] == ["small", "large"]
        completion = client.chat.completions.create(model="small", messages=MESSAGES)
    assert completion.choices[0].message.content == "first"
    assert [r.path for r in server.requests] == ["/v1/models", "/v1/chat/completions"]


def test_requests_that_no_script_answers() -> None:
    with ModelServer(Completion("x")) as server:
        for path, body, status in (
            ("/chat/completions", {}, 404),
            ("/v1/embeddings", {}, 404),
            ("/v1/chat/completions", [], 400),
            ("/v1/chat/completions", {"stream": True}, 400),
            ("/v1/chat/completions?version=2", {}, 200),
        ):
            assert posted(server, path, body)[0] == status


def test_the_peak_counts_what_is_open_at_the_same_time() -> None:
    together = threading.Barrier(8)

    def all_at_once(body: dict[str, Any]) -> Completion:
        together.wait(5)
        return Completion("")

    with ModelServer(all_at_once) as server, ThreadPoolExecutor(8) as pool:
        client = client_of(server)
        list(pool.map(lambda n: client.chat.completions.create(model=str(n), messages=MESSAGES), range(16)))
    assert len(server.requests) == 16
    assert server.in_flight_peak == 8


@pytest.mark.parametrize("reply", [Completion("x"), Completion("x", dribble=0.01), Failure(400)])
def test_the_peak_never_counts_a_request_that_was_answered(reply: Any) -> None:
    with ModelServer(reply) as server, ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: posted(server, "/v1/chat/completions", {}), range(100)))
    assert 1 <= server.in_flight_peak <= 2


def test_a_client_that_gives_up_is_no_longer_counted() -> None:
    with ModelServer(Silence()) as server:
        client = client_of(server, timeout=0.05)
        for _ in range(3):
            with pytest.raises(openai.APITimeoutError):
                client.chat.completions.create(model="small", messages=MESSAGES)
            time.sleep(0.1)
    assert server.in_flight_peak == 1


@pytest.mark.parametrize("reply", [Silence(), Completion("", delay=60), Completion(ANSWER, dribble=60)])
def test_closing_ends_what_is_open(reply: Any) -> None:
    before = threading.active_count()
    errors: list[Exception] = []

    def ask(client: openai.OpenAI) -> None:
        try:
            client.chat.completions.create(model="small", messages=MESSAGES)
        except openai.APIConnectionError as error:
            errors.append(error)

    with ModelServer(reply) as server:
        client = client_of(server, timeout=30)
        askers = [threading.Thread(target=ask, args=(client,)) for _ in range(5)]
        for asker in askers:
            asker.start()
        until = time.monotonic() + 5
        while len(server.requests) < 5 and time.monotonic() < until:
            time.sleep(0.005)
        started = time.monotonic()
        server.close()
        for asker in askers:
            asker.join(5)
        assert time.monotonic() - started < 1
        assert [type(e) for e in errors] == [openai.APIConnectionError] * 5
    until = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < until:
        time.sleep(0.005)
    assert threading.active_count() == before
    with pytest.raises(ConnectionRefusedError):
        posted(server, "/v1/chat/completions", {})


def test_a_connection_is_kept_for_the_next_request() -> None:
    with ModelServer([RATE_LIMITED, Completion("x")]) as server:
        connection = http.client.HTTPConnection("127.0.0.1", int(server.url.rpartition(":")[2]), timeout=5)
        connection.connect()
        socket_ = connection.sock
        for _ in range(3):
            connection.request("POST", "/v1/chat/completions", "{}")
            connection.getresponse().read()
            assert connection.sock is socket_
        connection.close()


def test_many_requests_at_once_are_answered_at_once() -> None:
    started = time.monotonic()
    with ModelServer(Completion("x", delay=0.5)) as server, ThreadPoolExecutor(64) as pool:
        statuses = list(pool.map(lambda _: posted(server, "/v1/chat/completions", {})[0], range(64)))
    assert statuses == [200] * 64
    assert server.in_flight_peak > 32
    assert time.monotonic() - started < 5


CLAUDE_TOOL: Any = {"name": "report", "input_schema": {"type": "object"}}
CALL: Any = {"tools": [CLAUDE_TOOL], "tool_choice": {"type": "tool", "name": "report"}}


def used(value: Any) -> list[dict[str, Any]]:
    return [{"type": "tool_use", "id": "toolu_0", "name": "report", "input": value}]


def text(value: str) -> list[dict[str, Any]]:
    return [{"type": "text", "text": value}]


@pytest.mark.parametrize(
    ("reply", "more", "content", "stop_reason"),
    [
        (Completion(ANSWER), {}, text(WRITTEN), "end_turn"),
        (Completion(ANSWER), CALL, used(ANSWER), "tool_use"),
        (Completion(ANSWER), CALL | {"tool_choice": {"type": "none"}}, text(WRITTEN), "end_turn"),
        (Completion(ANSWER), CALL | {"tool_choice": {"type": "any"}}, used(ANSWER), "tool_use"),
        (Completion(None), CALL, [], "end_turn"),
        (Completion(""), {}, [], "end_turn"),
        (cut(ANSWER, 12), {}, text(WRITTEN[:12]), "max_tokens"),
        (cut(ANSWER, 12), CALL, used({}), "max_tokens"),
        (in_prose("No.", "", ""), CALL, text("\n\nNo.\n\n"), "end_turn"),
        (Completion(ANSWER, refusal="No."), CALL, text("No."), "refusal"),
        (Completion(ANSWER, "content_filter"), {}, text(WRITTEN), "refusal"),
    ],
)
def test_the_same_replies_in_anthropics_protocol(reply: Completion, more: Any, content: Any, stop_reason: str) -> None:
    with ModelServer(replace(reply, usage=Tokens(100, 20, cached=60))) as server:
        status, message = posted(server, "/v1/messages", {"model": "claude", "messages": MESSAGES, **more})
    assert status == 200
    assert (message["type"], message["role"], message["model"]) == ("message", "assistant", "claude")
    assert (message["content"], message["stop_reason"]) == (content, stop_reason)
    usage = message["usage"]
    assert (usage["input_tokens"], usage["cache_read_input_tokens"], usage["output_tokens"]) == (40, 60, 20)


def test_errors_in_anthropics_protocol() -> None:
    with ModelServer([OVERLOADED, replace(RATE_LIMITED, message="Slow down."), Failure(500)]) as server:
        said = [posted(server, "/v1/messages", {}) for _ in range(3)]
    assert [s for s, _ in said] == [529, 429, 500]
    assert [e["error"]["type"] for _, e in said] == ["overloaded_error", "rate_limit_error", "api_error"]
    assert said[1][1] == {"type": "error", "error": {"type": "rate_limit_error", "message": "Slow down."}}


def test_tokens_are_counted_over_parts_and_system() -> None:
    body = {
        "system": [{"type": "text", "text": "x" * 8}],
        "messages": [{"content": [{"type": "text", "text": "x" * 8}]}],
    }
    with ModelServer(Completion("x" * 12)) as server:
        _, message = posted(server, "/v1/messages", body)
    assert (message["usage"]["input_tokens"], message["usage"]["output_tokens"]) == (4, 3)


LEAVES = st.none() | st.integers() | st.text(max_size=20)


@given(
    answer=st.dictionaries(st.text(max_size=9), LEAVES | st.lists(LEAVES, max_size=3), max_size=4),
    at=st.integers(0, 300),
)
def test_helpers_lose_and_add_nothing_but_what_they_say(answer: dict[str, Any], at: int) -> None:
    written = Completion(answer).text
    assert written is not None
    assert json.loads(written) == answer
    assert cut(answer, at).text == written[:at]
    for spoilt in (fenced(answer), in_prose(answer), two(answer, answer)):
        assert spoilt.text is not None
        assert written in spoilt.text
        assert spoilt.text != written


@pytest.mark.slow
def test_no_client_is_imported() -> None:
    code = (
        "import sys, summarize.testing; print(*sorted({'openai', 'instructor', 'httpx', 'httpx2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
