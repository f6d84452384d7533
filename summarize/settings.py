"""The one settings object."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set beyond the article itself.

    Attributes:
        engine: name of the engine that reads: "rules", the built-in one.
        max_bytes: largest article that is read, in bytes.
        repair: whether failing records go back to the engine once.
    """

    engine: str = "rules"
    max_bytes: int = 20_000_000
    repair: bool = True
