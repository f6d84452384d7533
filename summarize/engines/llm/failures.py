"""A client's errors by the project's own names, with nothing in their text that a server or a model wrote."""

from __future__ import annotations

from typing import Final

from summarize.engines.llm.retries import code_of, status_of, transient
from summarize.errors import (
    ContentFiltered,
    ContextTooLong,
    ModelBadRequest,
    ModelError,
    ModelNotFound,
    ModelUnauthorized,
    ModelUnavailable,
)

__all__ = ["named"]

_TOO_LONG: Final = (
    "context_length_exceeded",
    "exceed_context_size",
    "context length",
    "context size",
    "context window",
    "prompt is too long",
    "input token count",
    "maximum number of tokens",
)
_FILTERED: Final = ("content_filter", "content management policy", "content_policy")


def named(error: Exception, model: str, at: str | None = None) -> ModelError:
    """The error that says what `error` of a client comes to; unknown ones by their class's name alone.

    `at` is the server's address, as it may be shown, where it is not the provider's own.
    """
    if isinstance(error, ModelError):
        return error
    status = status_of(error)
    said = f"{code_of(error)} {getattr(error, 'message', '')} {getattr(error, 'body', '')}".casefold()
    match status:
        case 401 | 403:
            return ModelUnauthorized(f"the key for {model} was refused (status {status})")
        case 404:
            return ModelNotFound(f"no model {model} at this address (status 404)")
        case 429 if code_of(error) == "insufficient_quota":
            return ModelUnauthorized(f"the quota for {model} is used up (status 429)")
        case 400 | 413 | 422 if any(word in said for word in _TOO_LONG) or status == 413:
            return ContextTooLong(f"the article is longer than {model} reads (status {status})")
        case 400 | 422 if any(word in said for word in _FILTERED):
            return ContentFiltered(f"the provider's content filter refused the article (status {status})")
        case int() if not transient(error):
            return ModelBadRequest(f"the server does not take the request (status {status})")
        case int():
            return ModelUnavailable(f"{model} is not available (status {status})")
    if transient(error):
        what = "no answer in time" if _timed_out(error) else "no connection"
        return ModelUnavailable(f"{what} from {model}" + (f" at {at}" if at else ""))
    return ModelUnavailable(f"{model} could not be asked: {type(error).__name__}")


def _timed_out(error: Exception) -> bool:
    return isinstance(error, TimeoutError) or any("Timeout" in c.__name__ for c in type(error).__mro__)
