"""A local model file (GGUF), served to ourselves alone by llama.cpp, which comes with the package `xllamacpp`."""

from __future__ import annotations

import importlib.util
import json
import logging
import secrets
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO, Any, Final, NamedTuple
from urllib.parse import urlsplit

from summarize import prompts
from summarize.document import Document
from summarize.engines.llm import local_process
from summarize.engines.llm.caller import NetworkCaller
from summarize.errors import ModelSetup
from summarize.settings import Settings

__all__ = ["Local", "LocalCaller", "LocalServer", "serve"]

_CONTEXT: Final = 16_384
"""Tokens. A model of eight billion parameters keeps about 150 kB for each: 2.4 GB."""
_ANSWER: Final = 2_048
"""Tokens: seven minutes at five a second, which a processor without a graphics card does. What a longer answer would
have gone on with is asked for next; an answer that is not there before the deadline is lost whole."""
_LEAST: Final = 500
"""Tokens of an article under which a part tells too little to be worth reading."""
_LOADING: Final = 300.0
"""Seconds. A large file on a slow disk takes a minute or two."""
_REASON: Final = "error loading model: "


class Local(NamedTuple):
    """A model server of our own.

    Attributes:
        base_url: its OpenAI-compatible interface, ending in /v1.
        key: what it is to be sent as the key; made anew for each server.
        model: the model's name: its file's.
        context: tokens that one request and its answer may have together: as asked for, or what the model was made for.
        pid: its process.

    """

    base_url: str
    key: str
    model: str
    context: int
    pid: int


@contextmanager
def serve(model: Path, *, context: int = _CONTEXT, parallel: int = 1, threads: int | None = None) -> Iterator[Local]:
    """A server of `model` for as long as the context lasts; arguments and errors as for `LocalServer`."""
    server = LocalServer(model, context=context, parallel=parallel, threads=threads)
    try:
        yield server.local
    finally:
        server.close()


class LocalServer:
    """A server of one model file on a free port of the loopback interface, ready when this is made.

    It stops with `close`, when this is garbage, or at the interpreter's end, however that comes.

    Args:
        model: a GGUF file.
        context: tokens that one request and its answer may have together.
        parallel: requests answered at one time; each has its own `context`.
        threads: of the processor; by default one for each core.
        loading: seconds that the model may take to load.

    Raises:
        ModelSetup: no such file, no GGUF file, it does not load, or xllamacpp is not installed.

    """

    def __init__(
        self,
        model: Path,
        *,
        context: int = _CONTEXT,
        parallel: int = 1,
        threads: int | None = None,
        loading: float = _LOADING,
    ) -> None:
        _check(model)
        told = {
            "model": str(model.resolve()),
            "name": model.name,
            "context": context,
            "parallel": parallel,
            "threads": threads,
            "key": secrets.token_urlsafe(32),
        }
        # A file and not a pipe: nobody would read a full pipe.
        with tempfile.TemporaryFile() as log:
            process = subprocess.Popen(  # noqa: S603 - our own program, told nothing on its command line
                # By its path: the child needs nothing of this package. -P: nor are its files anybody's modules.
                [sys.executable, "-P", local_process.__file__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us: the answers under way are ours to give up
            )
            self._stop = weakref.finalize(self, _stop, process)
            try:
                self.local = _ready(process, told, log, loading)
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Stop it. Once is enough, more do no harm."""
        self._stop()


class LocalCaller(NetworkCaller):
    """A model in a file, asked over a server of its own, which lives as long as this does.

    Its server answers one request at a time: more would share the same processor, and each needs its memory.

    Attributes:
        part_tokens: tokens of an article to send at a time: there is room for them beside the instructions, an answer,
            and the records that were found before when the rest is asked for.

    Raises:
        ModelSetup: as `LocalServer`, or the model reads too little at a time.

    """

    def __init__(self, model: Path, settings: Settings) -> None:
        if settings.mode == "tools":
            raise ModelSetup("a local model has no mode tools: it has json_schema, json")  # llama.cpp would not heed it
        self._server = LocalServer(model)
        self._file = model.resolve()
        local = self._server.local
        most = settings.answer_tokens or min(_ANSWER, local.context // 4)
        fixed = prompts.tokens("".join(m["content"] for m in prompts.read(Document(text="")).messages))
        # Records take as many tokens as the words that they are from, and often more.
        self.part_tokens = min(local.context - fixed - 2 * most, 2 * _ANSWER)
        if self.part_tokens < _LEAST:
            self._server.close()
            raise ModelSetup(f"{model.name} reads {local.context} tokens at a time, too few for an article")
        super().__init__(
            f"openai/{local.model}",
            base_url=local.base_url,
            key=local.key,
            mode=settings.mode,
            most=most,
            # Begun anew, a slow answer would be no faster.
            timeout=settings.deadline,
            deadline=settings.deadline,
            concurrency=1,
        )
        self.model = local.model

    @property
    def variant(self) -> Mapping[str, Any]:
        """What else than the request decides the answer: the file, and not the address that it was served at."""
        found = self._file.stat()
        return {"model": str(self._file), "size": found.st_size, "written": found.st_mtime_ns, "most": self._most}

    def _connect(self) -> Any:
        import instructor
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient

        # As for every other model: at level INFO and ERROR it writes requests and answers.
        logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
        sdk = AsyncOpenAI(
            base_url=self.base_url,
            api_key=self._secret(),
            max_retries=0,
            timeout=self._timeout,
            # A proxy that the environment names would be sent the article and the key.
            http_client=DefaultAsyncHttpxClient(trust_env=False),
        )
        return instructor.from_openai(sdk, mode=instructor.Mode.TOOLS)


def _check(model: Path) -> None:
    if importlib.util.find_spec("xllamacpp") is None:
        raise ModelSetup("xllamacpp is not installed: pip install 'summarize[local]'")
    try:
        with model.open("rb") as stream:
            magic = stream.read(4)
    except FileNotFoundError:
        raise ModelSetup(f"no model file {model}") from None
    except OSError as error:
        raise ModelSetup(f"{model} cannot be read: {error.strerror}") from None
    if magic != b"GGUF":
        raise ModelSetup(f"{model} is no GGUF model file")


def _ready(process: subprocess.Popen[bytes], told: dict[str, Any], log: IO[bytes], loading: float) -> Local:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - pipes, as asked for
    late = threading.Timer(loading, process.kill)
    late.start()
    try:
        process.stdin.write(json.dumps(told).encode() + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except BrokenPipeError:  # it ended before it was told anything
        line = b""
    finally:
        timely = late.is_alive()
        late.cancel()
        late.join()
    if not line:
        why = _reason(log) if timely else f"not within {loading:g} seconds"
        raise ModelSetup(f"{told['name']} does not load: {why}")
    address = json.loads(line)["address"]
    context = _props(address, told)["default_generation_settings"]["n_ctx"]
    return Local(f"{address}/v1", told["key"], told["name"], context, process.pid)


def _props(address: str, told: dict[str, Any]) -> Any:
    """What the server says of itself: it is there, takes the key, and knows how much the model reads."""
    server = HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        server.request("GET", "/props", headers={"Authorization": f"Bearer {told['key']}"})
        return json.load(server.getresponse())
    except (OSError, HTTPException, ValueError) as error:
        raise ModelSetup(f"the server of {told['name']} does not answer: {type(error).__name__}") from None
    finally:
        server.close()


def _reason(log: IO[bytes]) -> str:
    log.seek(0)
    lines = log.read().decode("utf-8", "replace").splitlines()
    told = [line.partition(_REASON)[2] for line in lines if _REASON in line]
    return told[0] if told else "llama.cpp does not say why"


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()  # it holds nothing that would have to be saved
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what it was not told any more
                pipe.close()
