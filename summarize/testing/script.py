"""What is answered to each request, and the record of what was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from summarize.testing.faults import Failure, ServerReply

__all__ = ["Received", "Record", "Script"]

Script = ServerReply | Sequence[ServerReply] | Callable[[dict[str, Any]], ServerReply]
"""One reply for all requests; or one for each, the last for ever; or a function from a request's body to its reply,
called in the connections' threads and so by several at a time."""


class Received(NamedTuple):
    """A request that came in.

    Attributes:
        path: with its query, as it was asked.
        headers: by their names in lower case.
        body: its JSON object; empty where it has none.
        time: when it had come in whole, on the clock of `time.monotonic`.

    """

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    time: float


class Record:
    """A script, and everything that came in while it was played; for any number of threads.

    Attributes:
        requests: in the order in which they came in.
        in_flight_peak: most requests that were open at the same time.
        errors: what the script's function raised.

    """

    def __init__(self, script: Script) -> None:
        """Raises `ValueError` for a script without replies, `TypeError` when something in it is none."""
        if isinstance(script, ServerReply):
            script = [script]
        self._script = script if callable(script) else [_checked(reply) for reply in script]
        if not self._script:
            raise ValueError("a script without replies")
        self._lock = threading.Lock()
        self._in_flight = self._turns = 0
        self.requests: list[Received] = []
        self.in_flight_peak = 0
        self.errors: list[BaseException] = []

    def arrived(self, path: str, headers: dict[str, str], body: dict[str, Any], *, scripted: bool) -> int:
        """The place in the script of this request's reply, if it is `scripted`. `left` must follow."""
        with self._lock:
            self.requests.append(Received(path, headers, body, time.monotonic()))
            self._in_flight += 1
            self.in_flight_peak = max(self.in_flight_peak, self._in_flight)
            self._turns += scripted
            return self._turns - 1

    def left(self) -> None:
        """A request is no longer open."""
        with self._lock:
            self._in_flight -= 1

    def reply(self, body: dict[str, Any], turn: int) -> ServerReply:
        """What the script says to this request; status 500 where it raises."""
        if not callable(self._script):
            return self._script[min(turn, len(self._script) - 1)]
        try:
            return _checked(self._script(body))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test that wrote the script is to see it
            self.errors.append(error)
            return Failure(500, message="the script of this server raised an error")


def _checked(reply: ServerReply) -> ServerReply:
    if type(reply) is ServerReply or not isinstance(reply, ServerReply):
        raise TypeError(f"a {type(reply).__name__} is no reply of a model server: write Completion(…)")
    return reply
