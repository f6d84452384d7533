"""When a call is made again, and after how long: tenacity's policy, made anew for each request."""

from __future__ import annotations

import datetime as dt
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState

__all__ = ["code_of", "policy", "retry_after", "status_of", "transient"]

_STATUSES: Final = frozenset({408, 409, 429, *range(500, 600)})
_CONNECTION: Final = frozenset({"APIConnectionError", "TransportError", "TimeoutException", "ClientError"})
"""What the clients' own and the HTTP libraries' connection errors are called; they are not imported here."""
_ATTEMPTS: Final = 6
_FIRST_PAUSE, _LONGEST_PAUSE, _JITTER = 0.5, 30.0, 1.0


def policy(deadline: float) -> AsyncRetrying:
    """Up to six calls within `deadline` seconds, with jittered exponential pauses or those that the server asks for.

    One policy for several requests at once would count their attempts together.
    """
    from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, stop_before_delay

    return AsyncRetrying(
        retry=retry_if_exception(transient),
        wait=_pause(),
        # A server that wants a longer pause than there is time for is not waited for.
        stop=stop_after_attempt(_ATTEMPTS) | stop_before_delay(deadline),
        reraise=True,
    )


def transient(error: BaseException) -> bool:
    """Whether the same call may do better a little later."""
    status = status_of(error)
    if status is not None:
        # Out of money is told with the status of too many requests.
        return status in _STATUSES and code_of(error) != "insufficient_quota"
    return isinstance(error, OSError | TimeoutError) or any(c.__name__ in _CONNECTION for c in type(error).__mro__)


def status_of(error: BaseException) -> int | None:
    """The HTTP status that a client's error stands for."""
    for field in ("status_code", "code"):
        value = getattr(error, field, None)
        if isinstance(value, int) and 400 <= value < 600:
            return value
    return None


def code_of(error: BaseException) -> str:
    """The provider's own word for what is wrong, where its error has one."""
    code = getattr(error, "code", None)
    return code if isinstance(code, str) else ""


def retry_after(error: BaseException | None, now: float | None = None) -> float | None:
    """Seconds that the server asks to wait, by its Retry-After header (a number or a date, RFC 9110, 10.2.3)."""
    headers: Any = getattr(getattr(error, "response", None), "headers", None)
    asked = headers.get("retry-after") if headers is not None else None
    if not asked:
        return None
    try:
        seconds = float(asked)
    except ValueError:
        try:
            when = parsedate_to_datetime(asked)
        except ValueError:
            return None
        when = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
        seconds = when.timestamp() - (time.time() if now is None else now)
    return max(seconds, 0.0) if seconds == seconds else None  # noqa: PLR0124 - not a number


def _pause() -> Any:
    from tenacity import wait_exponential_jitter

    otherwise = wait_exponential_jitter(initial=_FIRST_PAUSE, max=_LONGEST_PAUSE, jitter=_JITTER)

    def pause(state: RetryCallState) -> float:
        asked = retry_after(state.outcome.exception() if state.outcome else None)
        return otherwise(state) if asked is None else asked

    return pause
