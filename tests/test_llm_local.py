"""A model file of random weights behind the real llama.cpp server: how it starts, what it answers, that it stops."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import openai
import pytest
from tiny_gguf import write_tiny_gguf

from summarize.engines import choose
from summarize.engines.llm.local import Local, LocalServer, serve
from summarize.errors import ModelSetup
from summarize.pipeline import summarize
from summarize.schemas import Answer
from summarize.settings import Settings

pytestmark = pytest.mark.slow

ARTICLE = "At least 34 civilians were killed in Keslow on Monday, the Varenian Centre said.\n"
WHERE = {"type": "string", "maxLength": 12}
SMALL = {
    "type": "object",
    "properties": {
        "kind": {"type": "string", "enum": ["strike", "deal"]},
        "killed": {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 99}, {"type": "null"}]},
        "places": {"type": "array", "items": WHERE, "maxItems": 3},
    },
    "required": ["kind", "killed", "places"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return write_tiny_gguf(tmp_path_factory.mktemp("model") / "tiny.gguf")


@pytest.fixture(scope="module")
def local(model):
    with serve(model, threads=1) as running:
        yield running


@pytest.fixture(scope="module")
def client(local):
    with openai.OpenAI(base_url=local.base_url, api_key=local.key, max_retries=0, timeout=60) as made:
        yield made


def ask(client, schema, most, content=ARTICLE, **more):
    shape = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}
    messages = [{"role": "user", "content": content}]
    reply = client.chat.completions.create(
        model="tiny.gguf", messages=messages, max_completion_tokens=most, response_format=shape, **more
    )
    return reply.choices[0]


def port_of(local: Local) -> int:
    return int(local.base_url.split(":")[2].split("/")[0])


def gone(local: Local, within: float = 0.0) -> bool:
    """Whether neither process nor port is left after so many seconds."""
    end = time.monotonic() + within
    while True:
        with socket.socket() as probe:
            closed = probe.connect_ex(("127.0.0.1", port_of(local))) != 0
        if (closed and not alive(local.pid)) or time.monotonic() > end:
            return closed and not alive(local.pid)
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # One whose parent was killed may stay a zombie where nothing collects those.
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_it_says_what_it_is(local, client):
    assert (local.model, local.context) == ("tiny.gguf", 8192)
    assert [m.id for m in client.models.list()] == ["tiny.gguf"]


def test_the_context_is_no_more_than_the_model_was_made_for_or_was_asked_for(local, model):
    assert local.context == 8192  # 16,384 by default
    with serve(model, context=2048, parallel=2, threads=1) as running:
        assert running.context == 2048


@pytest.mark.parametrize("seed", range(5))
def test_an_answer_fits_its_schema(client, seed):
    choice = ask(client, SMALL, 500, seed=seed, temperature=0.8)
    assert choice.finish_reason == "stop"
    jsonschema.validate(json.loads(choice.message.content), SMALL)


def test_the_same_question_has_the_same_answer(client):
    answers = {ask(client, SMALL, 500).message.content for _ in range(3)}
    assert len(answers) == 1


def test_the_schema_of_a_reading_is_taken(client):
    choice = ask(client, Answer.model_json_schema(), 200, temperature=0.8, seed=1)
    assert choice.message.content.replace(" ", "").startswith('{"actors":[')


def test_an_answer_that_is_too_long_is_cut(client):
    choice = ask(client, Answer.model_json_schema(), 20)
    assert choice.finish_reason == "length"


def test_an_article_that_is_too_long_is_refused(client):
    with pytest.raises(openai.BadRequestError) as raised:
        ask(client, SMALL, 20, content=ARTICLE * 200)
    assert raised.value.status_code == 400


def test_nobody_without_the_key_is_served(local):
    with openai.OpenAI(base_url=local.base_url, api_key="guessed", max_retries=0) as stranger:
        with pytest.raises(openai.AuthenticationError):
            stranger.models.list()
        with pytest.raises(openai.AuthenticationError):
            ask(stranger, SMALL, 20)


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="where the system tells what listens")
def test_only_the_loopback_interface_listens(local):
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    assert [a for a in listening if a.endswith(f":{port_of(local):04X}")].count(f"0100007F:{port_of(local):04X}") >= 1
    assert f"00000000:{port_of(local):04X}" not in listening


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="where the system shows command lines")
def test_the_key_stands_on_no_command_line(local):
    process = Path(f"/proc/{local.pid}")
    assert local.key.encode() not in (process / "cmdline").read_bytes() + (process / "environ").read_bytes()


def test_it_stops_when_the_context_ends(model):
    with serve(model, threads=1) as running:
        assert not gone(running)
    assert gone(running)


def test_it_stops_when_the_context_is_left_by_an_error(model):
    with pytest.raises(ZeroDivisionError), serve(model, threads=1) as running:
        raise ZeroDivisionError
    assert gone(running)


def test_it_stops_in_the_middle_of_an_answer(model):
    with serve(model, threads=1) as running:
        impatient = openai.OpenAI(base_url=running.base_url, api_key=running.key, max_retries=0, timeout=1)
        with impatient, pytest.raises(openai.APITimeoutError):
            ask(impatient, Answer.model_json_schema(), 6000)
        begun = time.monotonic()
    assert time.monotonic() - begun < 5
    assert gone(running)


def test_it_stops_when_nobody_holds_it_any_longer(model):
    server = LocalServer(model, threads=1)
    running = server.local
    del server
    assert gone(running)


def test_to_stop_it_twice_does_no_harm(model):
    server = LocalServer(model, threads=1)
    server.close()
    server.close()
    assert gone(server.local)


HOLDER = """
import json, signal, sys, time
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background begins with it ignored
from summarize.engines.llm.local import LocalServer
server = LocalServer(Path(sys.argv[1]), threads=1)
print(json.dumps(server.local), flush=True)
if sys.argv[2] == "wait":
    time.sleep(60)
if sys.argv[2] == "raise":
    raise SystemExit("over")
"""


def holder(model: Path, how: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDER, str(model), how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("how", ["end", "raise"])
def test_it_stops_with_the_interpreter_and_says_nothing(model, how):
    with holder(model, how) as parent:
        out, err = parent.communicate(timeout=30)
    assert gone(Local(*json.loads(out)))
    assert err == ("over\n" if how == "raise" else "")


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_does_not_outlive_a_parent_that_is_killed(model, by):
    with holder(model, "wait") as parent:
        assert parent.stdout is not None
        running = Local(*json.loads(parent.stdout.readline()))
        assert not gone(running)
        parent.send_signal(by)
        parent.wait(timeout=30)
        assert gone(running, within=10)


def broken(model: Path, tmp_path: Path) -> Path:
    path = tmp_path / "half.gguf"
    path.write_bytes(model.read_bytes()[:200_000])
    return path


def test_a_file_that_is_no_model_is_told_of(model, tmp_path):
    text = tmp_path / "text.gguf"
    text.write_text("no model")
    noise = tmp_path / "noise.gguf"
    noise.write_bytes(b"GGUF" + bytes(range(256)) * 8)
    told = {
        tmp_path / "missing.gguf": "no model file .*missing.gguf",
        text: "text.gguf is no GGUF model file",
        noise: "noise.gguf does not load: ",
        tmp_path: "cannot be read: Is a directory",
        broken(model, tmp_path): "half.gguf does not load: .*corrupted or incomplete",
    }
    for path, what in told.items():
        with pytest.raises(ModelSetup, match=what):
            LocalServer(path)


def test_a_model_that_loads_for_too_long_is_given_up(model):
    with pytest.raises(ModelSetup, match=r"tiny.gguf does not load: not within 0.001 seconds"):
        LocalServer(model, loading=0.001)


def test_a_missing_package_is_told_of(model, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ModelSetup, match=r"^xllamacpp is not installed: pip install 'summarize\[local\]'$"):
        LocalServer(model)


def test_a_model_that_reads_too_little_is_told_of(tmp_path):
    little = write_tiny_gguf(tmp_path / "little.gguf", context=2048)
    with pytest.raises(ModelSetup, match=r"little.gguf reads 2048 tokens at a time, too few"):
        choose(Settings(model=f"gguf:{little}"))


def test_a_forced_tool_call_is_not_to_be_had(model):
    with pytest.raises(ModelSetup, match="a local model has no mode tools"):
        choose(Settings(model=f"gguf:{model}", mode="tools"))


def test_an_article_is_read_whatever_proxy_the_environment_names(tmp_path, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    wide = write_tiny_gguf(tmp_path / "wide.gguf", context=32_768)
    settings = Settings(model=f"gguf:{wide}", answer_tokens=50, repair=False, cache=tmp_path / "cache")
    engine = choose(settings)
    assert (engine.name, engine.model) == ("gguf", "wide.gguf")
    report = summarize(ARTICLE, engine=engine, settings=settings)
    # Noise, cut off each time it was asked for: nothing of it is a record.
    assert not report.casualties
    assert report.rejected[-1].problems[0].reason.startswith("the model's answers were cut off")
    again = summarize(ARTICLE, settings=settings)  # by another server, at another address
    assert again.provenance.usage.calls == 0
