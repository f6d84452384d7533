"""What an engine answered and the article does not bear out: kept, with the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

__all__ = ["Problem", "Rejected", "plain"]

_SHOWN: Final = 200
_MOST: Final = 50
_ODD: Final = "not JSON"
_SURROGATE = re.compile("[\ud800-\udfff]")
_DEEPEST: Final = 12
"""Levels of an answer that are kept; a report's own are five."""


class Problem(BaseModel):
    """One failing value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str = Field(description="Where in the record: 'claims[0].quote'; empty for the record as a whole.")
    value: str | None = Field(description="The value as the engine wrote it, cut to 200 characters.")
    reason: str = Field(description="Why it does not stand.")


class Rejected(BaseModel):
    """One answer part that is not in the report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str = Field(description="Where in the engine's answer: 'casualties[2]', 'headline'.")
    record: JsonValue = Field(description="What the engine wrote there.")
    problems: tuple[Problem, ...] = Field(description="Every failing value and why.")

    @classmethod
    def because(cls, path: str, record: Any, reason: str) -> Rejected:
        """A part rejected as a whole."""
        record = plain(record)
        return cls(path=path, record=record, problems=(Problem(path="", value=_shown(record), reason=reason),))

    @classmethod
    def of(cls, path: str, record: Any, error: ValidationError, *, depth: int = 0) -> Rejected:
        """A part rejected by its validation, which stood `depth` levels up."""
        errors = error.errors(include_url=False, include_context=False)
        problems = [
            Problem(
                path=_dotted(e["loc"][depth:]), value=_shown(plain(e["input"])), reason=_reason(e["type"], e["msg"])
            )
            for e in errors[:_MOST]
            # A list is also too short for want of its items that fail; they tell it themselves.
            if e["type"] != "too_short" or not any(o is not e and o["loc"][: len(e["loc"])] == e["loc"] for o in errors)
        ]
        if len(errors) > _MOST:
            problems.append(Problem(path="", value=None, reason=f"and {len(errors) - _MOST:,} more"))
        return cls(path=path, record=plain(record), problems=tuple(problems))


def plain(value: Any, depth: int = 0) -> JsonValue:
    """`value` as JSON can hold it, copied, with lone surrogates replaced as in `Document`.

    What JSON cannot hold, not-a-number and huge integers included, and what lies too deep for an answer, becomes an
    object that says so: no field takes an object, so it is refused where it stands.
    """
    if isinstance(value, str):
        return value if type(value) is str and value.isascii() else _SURROGATE.sub("\ufffd", value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and value.bit_length() < 64:
        return int(value)
    if isinstance(value, float) and isfinite(value):
        return float(value)
    if isinstance(value, (dict, list, tuple, Mapping)):  # the plain ones first: a look for any mapping is slow
        if depth == _DEEPEST:
            return {_ODD: "too deep"}
        if isinstance(value, (dict, Mapping)):
            return {_key(k): plain(v, depth + 1) for k, v in value.items()}
        return [plain(v, depth + 1) for v in value]
    return {_ODD: type(value).__name__}


def _key(key: Any) -> str:
    if type(key) is str and key.isascii():
        return key
    known = plain(key, _DEEPEST)
    return type(key).__name__ if isinstance(known, dict) else str(known)


def _shown(value: JsonValue) -> str | None:
    return None if value is None else str(value)[:_SHOWN]


def _dotted(location: tuple[int | str, ...]) -> str:
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part[:_SHOWN]}" if path else part[:_SHOWN]
    return path


def _reason(kind: str, message: str) -> str:
    match kind:
        case "missing":
            return "missing"
        case "too_short":
            return "at least one is needed"
        case "extra_forbidden":
            return "not a field for an engine to write"
        case _:
            return message
