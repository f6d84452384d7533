"""What people know better: which actors are the same, which are not, and who published an article.

    [outlets]
    "front-page.txt" = "Harbour Times"        # by the article's source, its file's name or its id

    [[same]]
    actors = ["Army of Islam", "Jaish al-Islam"]
    [[different]]
    actors = ["Ivan Petrov @ mayor.txt", "Ivan Petrov"]

A name means every actor that goes by it, in any spelling of case, accents and articles; with " @ " only that of one
article, by its source, its file's name or its id.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from os import fspath
from pathlib import Path, PurePath

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarize.digest.names import fold
from summarize.errors import ReportError

__all__ = ["Corrections", "Group", "known_as", "means", "read_corrections"]


class Group(BaseModel):
    """Names of actors that are one, or two."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    actors: tuple[str, ...] = Field(min_length=2)
    why: str = Field(default="a correction says so", description="What a merge by it gives as its reason.")


class Corrections(BaseModel):
    """Corrections to what the names alone come to; those of people win over every rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    outlets: Mapping[str, str] = Field(default_factory=dict)
    same: tuple[Group, ...] = ()
    different: tuple[Group, ...] = Field(default=(), description="No two of a group's names are one actor.")


def read_corrections(path: str | Path) -> Corrections:
    """The corrections of a TOML file.

    Raises:
        ReportError: it cannot be read, or says something else than corrections.

    """
    name = fspath(path)
    try:
        return Corrections.model_validate(tomllib.loads(Path(path).read_text("utf-8")))
    except OSError as error:
        raise ReportError((error.strerror or "cannot be read").lower(), document_id=name) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise ReportError(f"no corrections: {where}: {first['msg']}", document_id=name) from None
    except ValueError as error:  # no TOML, or not UTF-8
        raise ReportError(f"no corrections: {error}", document_id=name) from None


def means(words: str, names: Iterable[str], article: str, source: str | None) -> bool:
    """Whether words of a correction mean an actor of these names in an article of that id and source."""
    name, at, where = words.rpartition(" @ ")
    if at and where not in known_as(article, source):
        return False
    wanted = fold(name if at else words)
    return any(fold(n) == wanted for n in names)


def known_as(article: str, source: str | None) -> tuple[str, ...]:
    """What an article goes by in corrections."""
    return (article, source, PurePath(source).name) if source else (article,)
