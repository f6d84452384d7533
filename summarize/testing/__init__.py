"""A model server for tests: it speaks the protocols of OpenAI, Anthropic and Google on 127.0.0.1.

    from summarize.testing import RATE_LIMITED, Completion, Failure, ModelServer, Reset, cut

    with ModelServer([RATE_LIMITED, Reset(), Failure(503, retry_after=1), Completion({"deals": []})]) as server:
        client = openai.OpenAI(base_url=server.base_url, api_key="any")
        ...
    assert [r.body["model"] for r in server.requests] == ["small"] * 4

A script is one reply, or a list of them, one a request with the last for ever, or a function from a request's body to a
reply. A reply is a frozen value, so `dataclasses.replace(cut(answer, 40), delay=2)` makes another of it:

- `Completion` is an answer with its finish reason, tokens, refusal, delay; `cut`, `fenced`, `in_prose` and `two` make
  spoilt ones.
- `Failure` is an error status with its body: `BAD_KEY`, `CONTENT_FILTERED`, `CONTEXT_TOO_LONG`, `NO_QUOTA`,
  `NO_SUCH_MODEL`, `OVERLOADED`, `RATE_LIMITED`, or any other.
- `Raw` is a body of any other kind: `HTML_PAGE`, `NOT_JSON`, `NO_CHOICES`.
- `Reset()` resets the connection, `Broken(reply)` closes it in the middle of a reply, `Silence()` never answers.

No model is asked and no key is looked at. Nothing but the standard library is needed.
"""

from summarize.testing.faults import (
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
    FinishReason,
    Raw,
    Reset,
    ServerReply,
    Silence,
    Tokens,
    cut,
    fenced,
    in_prose,
    two,
)
from summarize.testing.script import Received, Script
from summarize.testing.server import ModelServer

__all__ = [
    "BAD_KEY",
    "CONTENT_FILTERED",
    "CONTEXT_TOO_LONG",
    "HTML_PAGE",
    "NOT_JSON",
    "NO_CHOICES",
    "NO_QUOTA",
    "NO_SUCH_MODEL",
    "OVERLOADED",
    "RATE_LIMITED",
    "Broken",
    "Completion",
    "Failure",
    "FinishReason",
    "ModelServer",
    "Raw",
    "Received",
    "Reset",
    "Script",
    "ServerReply",
    "Silence",
    "Tokens",
    "cut",
    "fenced",
    "in_prose",
    "two",
]
