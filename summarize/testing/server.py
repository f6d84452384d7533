"""The server as a test holds it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from types import TracebackType

from summarize.testing.connections import Listener
from summarize.testing.script import Received, Record, Script

__all__ = ["ModelServer"]


class ModelServer:
    """A model server at a free port of 127.0.0.1, from when it is made until it is closed; a context manager.

    It answers POST to `/v1/chat/completions` (OpenAI's protocol), `/v1/messages` (Anthropic's) and
    `/v1beta/models/NAME:generateContent` (Google's) by the script, the same reply in each one's form, and GET of
    `/v1/models`. It does not stream: a request for that gets status 400.

    When the script's function raises, the client gets status 500 and leaving the `with` block raises that error.

    Attributes:
        url: for clients that add the version themselves, as Anthropic's and Google's do.
        base_url: for those that do not, as OpenAI's.

    """

    def __init__(self, script: Script, *, models: Sequence[str] = ("small",)) -> None:
        """Start to serve.

        Args:
            script: what is answered.
            models: names that `/v1/models` lists; a request may ask for any other.

        Raises:
            ValueError: a script without replies.
            TypeError: something in the script is no reply.

        """
        self._record = Record(script)
        self._listener = Listener(self._record, models)
        self.url = f"http://127.0.0.1:{self._listener.server_address[1]}"
        self.base_url = f"{self.url}/v1"
        # The interval is how long closing may have to wait.
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def requests(self) -> list[Received]:
        """All requests in the order in which they came in, whatever they were answered."""
        return self._record.requests

    @property
    def in_flight_peak(self) -> int:
        """Most requests that were open at the same time.

        A request is open from when it has come in whole until just before the last byte of its reply is sent; one that
        its client gave up, until the server notices, a moment later.
        """
        return self._record.in_flight_peak

    def __enter__(self) -> ModelServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        errors = self._record.errors
        if errors and error is None:
            raise errors[0]
        if errors and error is not None:
            error.add_note(f"the script of the model server raised {errors[0]!r}")

    def close(self) -> None:
        """Stop to serve and hang up on whoever still waits. May be called again."""
        self._listener.shutdown()
        self._thread.join()
        self._listener.server_close()
        self._listener.hang_up()
