"""Everything that `summarize` raises on purpose.

    SummarizeError
    ├── SourceError                 the article could not be read
    │   ├── SourceNotFound          no such file, or a folder with nothing readable
    │   ├── SourceUnreadable        no permission, or not text
    │   ├── SourceEmpty             nothing but white space
    │   ├── SourceTooLarge          over Settings.max_bytes
    │   ├── SourceNotArticle        a page that is none: a login wall, a list of links, an error page
    │   ├── SourceRefused           an address that is not fetched: private, not http(s), or robots.txt forbids it
    │   └── SourceUnavailable       the server did not give it, or not in time
    ├── EngineError                 the engine could not answer for this article
    │   ├── UnsupportedLanguage     the engine does not read the article's language
    │   ├── AnswerError             the engine's answer is no report at all
    │   └── ModelError              the model could not be asked, or gave no answer
    │       ├── ModelSetup          no such provider, or an extra or a key is missing
    │       ├── ModelUnauthorized   the key was refused, or may not use this model
    │       ├── ModelNotFound       no such model, or no model server at this address
    │       ├── ModelBadRequest     the server does not take the request
    │       ├── ModelUnavailable    no answer after all retries, or not before the deadline
    │       ├── ContextTooLong      the request is longer than the model reads
    │       ├── ContentFiltered     the provider's filter held the answer back
    │       └── ModelRefused        the model declined to answer
    ├── ConfigurationError          a settings file or variable cannot be used
    ├── LabelError                  a label file cannot be used
    └── ReportError                 a saved report cannot be loaded

The command turns each into one line on standard error.
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "AnswerError",
    "ConfigurationError",
    "ContentFiltered",
    "ContextTooLong",
    "EngineError",
    "LabelError",
    "ModelBadRequest",
    "ModelError",
    "ModelNotFound",
    "ModelRefused",
    "ModelSetup",
    "ModelUnauthorized",
    "ModelUnavailable",
    "ReportError",
    "SourceEmpty",
    "SourceError",
    "SourceNotArticle",
    "SourceNotFound",
    "SourceRefused",
    "SourceTooLarge",
    "SourceUnavailable",
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


class SourceNotArticle(SourceError):
    """A page that holds no article: a login wall, a list of links, an error page. The message says which."""


class SourceRefused(SourceError):
    """An address that is not fetched: not http(s), with a password, in a private network, or robots.txt forbids it."""


class SourceUnavailable(SourceError):
    """The server did not give the page (its status says why), or not in time, or could not be reached."""


class EngineError(SummarizeError):
    """The engine could not answer for this article. `usage` is what it took all the same (a `schemas.Usage`)."""

    usage: Any = None


class UnsupportedLanguage(EngineError):
    """The engine does not read the article's language."""


class AnswerError(EngineError):
    """The engine's answer is not an object with a report's fields."""


class ModelError(EngineError):
    """The model could not be asked, or gave no answer. The text holds no key and nothing of an answer."""


class ModelSetup(ModelError):
    """No such provider, or an extra or a key is missing; nothing was sent."""


class ModelUnauthorized(ModelError):
    """The key was refused, or may not use this model."""


class ModelNotFound(ModelError):
    """No such model, or no model server at this address."""


class ModelBadRequest(ModelError):
    """The server does not take the request."""


class ModelUnavailable(ModelError):
    """No answer after all retries, or not before the deadline."""


class ContextTooLong(ModelError):
    """The request is longer than the model reads."""


class ContentFiltered(ModelError):
    """The provider's filter held the answer back."""


class ModelRefused(ModelError):
    """The model declined to answer."""


class ConfigurationError(SummarizeError):
    """The settings file or a variable cannot be used. The text names the key, never what it is set to."""


class LabelError(SummarizeError):
    """A label file cannot be used: it is no label, or its article is missing or has another text."""


class ReportError(SummarizeError):
    """A saved report cannot be loaded: no such file, no JSON, or a report that does not hold."""
