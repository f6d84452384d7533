"""One request to a model, over the network: sent, sent again while that may help, and every failure given its name.

instructor builds the provider's client and turns the messages into the provider's form. It is not asked to parse or to
retry: it would hide refusals and filtered answers, and log whole completions.
"""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import os
from asyncio import AbstractEventLoop
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from summarize.engines.llm.completions import Said, Tokens, said
from summarize.engines.llm.failures import named
from summarize.engines.llm.prices import price
from summarize.engines.llm.providers import Mode, provider, shaped
from summarize.engines.llm.retries import policy
from summarize.errors import ModelSetup
from summarize.schemas import Usage

if TYPE_CHECKING:
    from summarize.prompts import Request

__all__ = ["Caller", "NetworkCaller"]

_OLLAMA: Final = "http://localhost:11434/v1"


class Caller(Protocol):
    """Has requests answered."""

    @property
    def model(self) -> str:
        """The model's name."""
        ...

    def shaped(self, request: Request) -> dict[str, Any]:
        """What goes out for `request`, as keywords of the provider's client."""
        ...

    async def ask(self, request: Request) -> Said:
        """The model's answer.

        Raises:
            ModelError: there is none; its `usage` counts the calls.

        """
        ...

    async def aclose(self) -> None:
        """Give back what the running event loop holds."""
        ...


class NetworkCaller:
    """A model behind a provider's interface.

    Args:
        model: "provider/name".
        base_url: address of the server, where it is not the provider's own.
        key: for that server; by default the environment's, by the provider's usual variable.
        mode: how the answer is held to the schema; by default the provider's best.
        most: tokens that an answer may have; by default the provider's.
        timeout: seconds that one call may take before it is tried again.
        deadline: seconds that one request may take, all its calls and pauses together.
        concurrency: calls under way at one time.

    Raises:
        ModelSetup: no such provider or mode.

    """

    def __init__(  # noqa: PLR0913 - what can be set about a call
        self,
        model: str,
        *,
        base_url: str | None = None,
        key: str | None = None,
        mode: Mode | None = None,
        most: int | None = None,
        timeout: float = 120,
        deadline: float = 600,
        concurrency: int = 8,
    ) -> None:
        name, slash, bare = model.partition("/")
        if not slash or not bare:
            raise ModelSetup(f"no model {model!r}: write provider/name, such as openai/gpt-5 or ollama/qwen3")
        if name == "openai":
            base_url = base_url or os.environ.get("OPENAI_BASE_URL") or None
        found = provider(name)
        if mode is not None and mode not in found.modes:
            raise ModelSetup(f"{name} has no mode {mode}: it has {', '.join(found.modes)}")
        self.model = model
        self.base_url = base_url
        self.mode: Mode = mode or found.modes[0]
        self.provider, self.bare = name, bare
        self._found, self._most, self._key = found, most or found.most, key
        self._timeout, self._deadline, self._concurrency = timeout, deadline, concurrency
        # A connection belongs to the event loop that opened it.
        self._open: WeakKeyDictionary[AbstractEventLoop, tuple[Any, asyncio.Semaphore]] = WeakKeyDictionary()

    def shaped(self, request: Request) -> dict[str, Any]:
        """What goes out for `request`, as keywords of the provider's client."""
        return {"model": self.bare, **shaped(request, self.provider, self.mode, self._most)}

    def ready(self) -> None:
        """Say at once what would stop the first call.

        Raises:
            ModelSetup: a package or a key is missing, or the server's address is none.

        """
        package, extra = self._found.package, self._found.extra
        if not _installed(package):
            raise ModelSetup(f"{package} is not installed: pip install 'summarize[{extra}]'")
        if self.base_url and not _is_address(self.base_url):
            raise ModelSetup("the server's address is none that can be used: write http://HOST:PORT/v1")
        # A server of one's own may do without a key.
        if self._found.key and not self._secret() and not self.base_url:
            raise ModelSetup(f"no key for {self.provider}: set {' or '.join(self._found.key)}")

    def _at(self) -> str | None:
        """The server of one's own, without what a password could stand in."""
        url = self.base_url or (_ollama() if self.provider == "ollama" else "")
        host = urlsplit(url).netloc.rpartition("@")[2]
        return host or None

    def _secret(self) -> str | None:
        return self._key or next((os.environ[k] for k in self._found.key if os.environ.get(k)), None)

    @property
    def variant(self) -> Mapping[str, Any]:
        """What else than the request decides the answer."""
        return {"model": self.model, "base_url": self.base_url, "mode": self.mode, "most": self._most}

    async def ask(self, request: Request) -> Said:
        """The model's answer; raises as `Caller.ask`."""
        calls = 0
        client, limit = self._client()

        async def call() -> Any:
            nonlocal calls
            calls += 1
            async with asyncio.timeout(self._timeout):
                return await client.create(response_model=None, max_retries=0, **self.shaped(request))

        try:
            # Waiting for one's turn is no part of the deadline.
            async with limit, asyncio.timeout(self._deadline):
                text, cut, tokens = said(await policy(self._deadline)(call))
        except Exception as other:  # noqa: BLE001 - clients raise what they like; all of it gets a name here
            error = named(other, self.model, self._at())
        else:
            return Said(text, cut, self._usage(calls, tokens))
        error.usage = Usage(calls=calls)
        # What the client raised may show the whole request, and the key in its headers.
        raise error from None

    async def aclose(self) -> None:
        """Close the running loop's connections."""
        client, _ = self._open.pop(asyncio.get_running_loop(), (None, None))
        sdk = getattr(client, "client", None)
        close = getattr(getattr(sdk, "aio", None), "aclose", None) or getattr(sdk, "close", None)
        if close is not None:
            closing = close()
            if asyncio.iscoroutine(closing):
                await closing

    def _client(self) -> tuple[Any, asyncio.Semaphore]:
        loop = asyncio.get_running_loop()
        if loop not in self._open:
            self._open[loop] = (self._connect(), asyncio.Semaphore(self._concurrency))
        return self._open[loop]

    def _connect(self) -> Any:
        import instructor

        self.ready()
        # At level INFO and ERROR it writes requests and answers.
        logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
        # The request is shaped here; instructor's mode only has to be one that it has for the provider.
        mode = instructor.Mode.TOOLS
        own: dict[str, Any] = {"api_key": self._secret() or "none"}
        if self.provider == "google":
            # Without options of its own it makes a call again by itself when the connection breaks.
            own["http_options"] = {"base_url": self.base_url, "retry_options": {"attempts": 1}}
        elif self.provider == "ollama":
            own = {"base_url": self.base_url or _ollama()}
        client = instructor.from_provider(self.model, async_client=True, mode=mode, **own)
        sdk = getattr(client, "client", None)
        for setting, value in {"max_retries": 0, "timeout": self._timeout}.items():
            if hasattr(sdk, setting):
                setattr(sdk, setting, value)  # its own retries would multiply with ours
        if self.base_url and hasattr(sdk, "base_url"):
            setattr(sdk, "base_url", self.base_url)  # noqa: B010 - whichever client it is
        return client

    def _usage(self, calls: int, tokens: Tokens) -> Usage:
        # A call that failed may have been charged for: what it took is not known.
        if calls > 1:
            return Usage(calls=calls)
        # At another address it may be anybody's model of that name.
        cost = None if self.base_url else price(tokens, self.provider, self.bare)
        return Usage(calls=1, input_tokens=tokens.input, output_tokens=tokens.output, cost=cost)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none
        return False


def _installed(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except ModuleNotFoundError:  # the package that it would be in is missing too
        return False


def _ollama() -> str:
    """The address that Ollama's own variable names, which is usually host and port alone."""
    host = os.environ.get("OLLAMA_HOST", "").rstrip("/")
    if not host:
        return _OLLAMA
    whole = host if "://" in host else f"http://{host}"
    return whole if whole.endswith("/v1") else f"{whole}/v1"
