"""The one settings object."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set beyond the article itself.

    Keys are no settings: they are read from the environment when a call is made, and are nowhere kept.

    Attributes:
        model: what reads: "provider/name" (such as "openai/gpt-5"), "gguf:PATH" for a model file, "recorded:FOLDER" for
            recorded answers, "rules" for the built-in engine. None: what SUMMARIZE_MODEL names, else the rules.
        base_url: address of an OpenAI-compatible server; OPENAI_BASE_URL is the default for "openai/…".
        mode: how a model's answer is held to the schema: by constrained decoding ("json_schema"), a forced tool call
            ("tools"), or by instructions alone ("json"). None: the provider's best.
        passes: readings of an article; each after the first asks a model only for what is missing.
        part_tokens: tokens of an article, at four characters each, that a model is sent in one request; a longer
            article is read in overlapping parts. None: 8,000, or what a local model has room for.
        answer_tokens: tokens that one answer may have. None: the provider's own limit.
        timeout: seconds that one call may take before it is tried again.
        deadline: seconds that one request may take, with all its calls and the pauses between them.
        concurrency: calls to a model that are under way at one time.
        cache: folder of a model's answers, in which no request is paid for twice. None: they are not kept.
        max_bytes: largest article that is read, in bytes.
        fetch_timeout: seconds that fetching a web page may take, redirects and robots.txt included.
        allow_private: whether web addresses in private networks, this machine's among them, may be fetched.
        repair: whether failing records go back to the engine once.
    """

    model: str | None = None
    base_url: str | None = None
    mode: Literal["json_schema", "tools", "json"] | None = None
    passes: int = 1
    part_tokens: int | None = None
    answer_tokens: int | None = None
    timeout: float = 120
    deadline: float = 600
    concurrency: int = 8
    cache: Path | None = None
    max_bytes: int = 20_000_000
    fetch_timeout: float = 30
    allow_private: bool = False
    repair: bool = True

    def __post_init__(self) -> None:
        """Raises `ValueError` for a number that makes no sense."""
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, int | float) and not isinstance(value, bool) and not value > 0:
                raise ValueError(f"{name} has to be over 0, not {value!r}")
