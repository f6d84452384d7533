"""What an engine answered and the article does not bear out: kept, with the reason."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

__all__ = ["Problem", "Rejected", "plain"]

_SHOWN = 200


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
        problem = Problem(path="", value=_shown(record), reason=reason)
        return cls(path=path, record=plain(record), problems=(problem,))

    @classmethod
    def of(cls, path: str, record: Any, error: ValidationError, *, depth: int = 0) -> Rejected:
        """A part rejected by its validation, which stood `depth` levels up."""
        problems = tuple(
            Problem(path=_dotted(e["loc"][depth:]), value=_shown(e["input"]), reason=_reason(e["type"], e["msg"]))
            for e in error.errors(include_url=False, include_context=False)
        )
        return cls(path=path, record=plain(record), problems=problems)


def plain(value: Any) -> JsonValue:
    """`value` as JSON can hold it; what JSON cannot hold becomes its text."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float) and value - value == 0:
        return value
    return str(value)


def _shown(value: Any) -> str | None:
    return None if value is None else str(value)[:_SHOWN]


def _dotted(location: tuple[int | str, ...]) -> str:
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _reason(kind: str, message: str) -> str:
    match kind:
        case "missing":
            return "missing"
        case "too_short":
            return "at least one is needed"
        case _:
            return message
