"""HTTP/1.1 on 127.0.0.1, a thread for each connection."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import sys
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any, Final, cast

from summarize.testing.faults import Broken, Completion, Failure, Raw, Reset, ServerReply, Silence
from summarize.testing.protocols import ANTHROPIC, MODELS, OPENAI, Rendered, is_google, models, render
from summarize.testing.script import Record

__all__ = ["Listener"]

_PIECES: Final = 20
"""Into which a body is cut that is sent slowly."""


# Not `ThreadingHTTPServer`, which asks the name service for its own name.
class Listener(ThreadingTCPServer):
    """Takes connections, and can end them all."""

    daemon_threads = True
    request_queue_size = 1024

    def __init__(self, record: Record, models: Sequence[str]) -> None:
        self.record = record
        self.models = models
        self._open: set[socket.socket] = set()
        self._closed = threading.Condition()
        super().__init__(("127.0.0.1", 0), _Handler)

    def hang_up(self) -> None:
        """End all connections. Their threads wake from whatever they wait for, but for a script that hangs."""
        with self._closed:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            self._closed.wait_for(lambda: not self._open, timeout=1)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._closed:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        with self._closed:
            self._open.discard(request)
            self._closed.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - the base's arguments
        error = sys.exception()
        # A connection that ends in the middle is what this server is for; all else is a mistake that has to be seen.
        if error and not isinstance(error, ConnectionError):
            self.record.errors.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    connection: socket.socket

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
        """Nothing: tests read what the program writes."""

    def _serve(self) -> None:
        listener = cast("Listener", self.server)
        record = listener.record
        headers = {name.lower(): value for name, value in self.headers.items()}
        body, path = _object(self.rfile.read(int(headers.get("content-length", 0)))), self.path.partition("?")[0]
        fixed = _fixed(self.command, path, body, listener.models)
        body = body or {}
        turn = record.arrived(self.path, headers, body, scripted=fixed is None)
        try:
            last = self._all_but_the_last(fixed or record.reply(body, turn), path, body)
        finally:
            # Before the client can have the whole reply: its next request would be counted beside this one otherwise.
            record.left()
        self.wfile.write(last)

    def _all_but_the_last(self, reply: ServerReply, path: str, body: dict[str, Any]) -> bytes:
        """Send a reply but for its last bytes, which are returned: all of them unless it goes slowly.

        Raises:
            ConnectionError: there is nothing to send, or nobody to send it to.

        """
        if reply.delay:
            self._wait(reply.delay)
        match reply:
            case Silence():
                self._wait(None)
                raise ConnectionAbortedError
            case Reset():
                # Closing sends a reset when there is to be no lingering; the reader has to let go of the socket first.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                raise ConnectionResetError
            case Broken():
                self.close_connection = True
                rendered = render(reply.reply, path, body)
                end = len(rendered.body) // 2 if reply.at is None else reply.at
                return _head(rendered) + rendered.body[:end]
            case Completion(dribble=seconds) if seconds:
                rendered = render(reply, path, body)
                return self._dribbled(rendered, seconds)
            case Completion() | Failure() | Raw():
                return _packed(render(reply, path, body))
        raise TypeError(f"a {type(reply).__name__} is no reply of a model server")

    def _dribbled(self, rendered: Rendered, seconds: float) -> bytes:
        body, size = rendered.body, -(-len(rendered.body) // _PIECES)
        *pieces, last = [body[start : start + size] for start in range(0, len(body), size)]
        self.wfile.write(_head(rendered))
        for piece in pieces:
            self.wfile.write(piece)
            self._wait(seconds / len(pieces))
        return last

    def _wait(self, seconds: float | None) -> None:
        """Wait so long, or for ever, as long as the client does and the server is open.

        Raises:
            ConnectionError: one of them is not.

        """
        self.connection.settimeout(seconds)
        try:
            if not self.connection.recv(1, socket.MSG_PEEK):
                raise ConnectionAbortedError
        except TimeoutError:
            return
        finally:
            self.connection.settimeout(None)


def _fixed(command: str, path: str, body: dict[str, Any] | None, names: Sequence[str]) -> ServerReply | None:
    """What is answered whatever the script says."""
    if (command, path) == ("GET", MODELS):
        return models(names)
    if command != "POST" or not (path in {OPENAI, ANTHROPIC} or is_google(path)):
        return Failure(404, message=f"no {command} {path}: is the base URL right?")
    if body is None:
        return Failure(400, message="the body is no JSON object")
    if body.get("stream"):
        return Failure(400, "unsupported_value", "this server does not stream", param="stream")
    return None


def _object(data: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(data)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _packed(rendered: Rendered) -> bytes:
    """Head and body together: in two writes they may travel as two packets."""
    return _head(rendered) + rendered.body


def _head(rendered: Rendered) -> bytes:
    phrase, _ = BaseHTTPRequestHandler.responses.get(rendered.status, ("Unknown", ""))
    headers = {"Content-Length": str(len(rendered.body)), **rendered.headers}
    lines = [f"HTTP/1.1 {rendered.status} {phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
