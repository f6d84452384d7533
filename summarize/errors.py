"""Everything that `summarize` raises on purpose.

    SummarizeError
    ├── SourceError                 the article could not be read
    │   ├── SourceNotFound          no such file, or a folder with nothing readable
    │   ├── SourceUnreadable        no permission, or not text
    │   ├── SourceEmpty             nothing but white space
    │   └── SourceTooLarge          over Settings.max_bytes
    ├── EngineError                 the engine could not answer for this article
    │   ├── UnsupportedLanguage     the engine does not read the article's language
    │   └── AnswerError             the engine's answer is no report at all
    └── LabelError                  a label file cannot be used

The command turns each into one line on standard error.
"""

from __future__ import annotations

__all__ = [
    "AnswerError",
    "EngineError",
    "LabelError",
    "SourceEmpty",
    "SourceError",
    "SourceNotFound",
    "SourceTooLarge",
    "SourceUnreadable",
    "SummarizeError",
    "UnsupportedLanguage",
]


class SummarizeError(Exception):
    """Base of every error here. `document_id` names the article: its source, else its text's hash."""

    def __init__(self, message: str, *, document_id: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.document_id = document_id

    def __str__(self) -> str:
        return f"{self.document_id}: {self.message}" if self.document_id else self.message


class SourceError(SummarizeError):
    """The article could not be read."""


class SourceNotFound(SourceError):
    """No such file, or a folder with nothing readable in it."""


class SourceUnreadable(SourceError):
    """No permission, or not text in any encoding that could be detected."""


class SourceEmpty(SourceError):
    """Nothing but white space."""


class SourceTooLarge(SourceError):
    """Larger than `Settings.max_bytes`."""


class EngineError(SummarizeError):
    """The engine could not answer for this article."""


class UnsupportedLanguage(EngineError):
    """The engine does not read the article's language."""


class AnswerError(EngineError):
    """The engine's answer is not an object with a report's fields."""


class LabelError(SummarizeError):
    """A label file cannot be used: it is no label, or its article is missing or has another text."""
