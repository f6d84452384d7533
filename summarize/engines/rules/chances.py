"""Questions of yes or no that no rule settles: each has signs, and the signs' weights give the chance that it is yes.

Which deal a sentence goes on with, whom a deal is between, whether a deal that is told of in passing is worth a record:
the signs for either answer are many and none decides. Their weights (`data/chances.toml`) are fitted to labelled
articles by `summarize.evals.fitting`: a logistic regression, log odds that are added up.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

__all__ = ["ALWAYS", "Question", "chance", "overheard", "weights"]

ALWAYS: Final = "always"
"""The sign that every question has: the log odds where no other sign is there."""


class Question(NamedTuple):
    """One that was asked: its name, its signs, and what it was about."""

    name: str
    signs: frozenset[str]
    about: Any


_known: ContextVar[Mapping[str, Mapping[str, float]] | None] = ContextVar("known", default=None)
_heard: ContextVar[list[Question] | None] = ContextVar("heard", default=None)


def chance(name: str, signs: Iterable[str], about: Any = None) -> float:
    """The chance, 0 to 1, that the answer to the question `name` is yes; signs that no article had weigh nothing."""
    known = (_known.get() or weights())[name]
    given = {*signs}
    heard = _heard.get()
    if heard is not None:
        heard.append(Question(name, frozenset(given), about))
    total = math.fsum(map(known.__getitem__, known.keys() & {ALWAYS, *given}))  # the same in any order
    return 1 / (1 + math.exp(-total))


@contextmanager
def overheard(instead: Mapping[str, Mapping[str, float]] | None = None) -> Iterator[list[Question]]:
    """The questions that are asked meanwhile, in order; `instead`: answered by these weights."""
    questions: list[Question] = []
    tokens = _heard.set(questions), _known.set(instead)
    try:
        yield questions
    finally:
        _heard.reset(tokens[0])
        _known.reset(tokens[1])


@cache
def weights() -> dict[str, dict[str, float]]:
    """The weights of each question's signs."""
    return tomllib.loads((files("summarize.data") / "chances.toml").read_text("utf-8"))
