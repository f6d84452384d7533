"""What the rules ask before they search lets through all that the search would find."""

from __future__ import annotations

import ast
from importlib.resources import files
from pathlib import Path

import pytest

from summarize.document import Document
from summarize.engines.rules import lexicons, read
from summarize.engines.rules.language import language_of

OPENING = "The army said on Monday that it had left Keslow. "
EVERY = tuple(f"{file}.{key}" for file in lexicons.FILES for key in lexicons.groups(file))

# Questions, each of which is answered with yes here.
ASKED = [
    "bodies.has_title",
    "conditions.may_hang",
    "demands._may_press",
    "demands.may_frame",
    "demands.may_hang",
    "earlier.may_order",
    "frames._may_have",
    "orders.may_order",
    "people.has_title",
    "places._may_follow",
    "voices._may_speak",
]
# Groups of which a sentence must have a word: here those of any group will do.
LISTED = [
    "agreement_kinds._ANY_CUE",
    "agreement_words._VERBS",
    "answers._GROUPS",
    "attribution._CUES",
    "body_words._TELLING",
    "brokers._CALLED",
    "demands._PRESSING",
    "orders._ANY_GROUP",
    "people.ROLES",
]


def texts() -> list[str]:
    """The samples, the examples of the lexicons, and the sentences of the tests of the rules."""
    samples = files("summarize.evals.samples")
    found = {samples.joinpath(name).read_text("utf-8") for name in ("bridge-of-sand.txt", "keslow-deadline.txt")}
    found |= {OPENING + entry["example"] for file in lexicons.FILES for entry in lexicons.groups(file).values()}
    for path in Path(__file__).parent.glob("test_rules*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith((".", "”")):
                found.add(OPENING + node.value)
    return sorted(text for text in found if language_of(text) == "English")


@pytest.mark.slow
def test_nothing_is_lost_at_what_is_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [Document(text=text) for text in texts()]
    gated = list(map(read, articles))
    for name in ASKED:
        monkeypatch.setattr(f"summarize.engines.rules.{name}", lambda *_, **__: True)
    for name in LISTED:
        monkeypatch.setattr(f"summarize.engines.rules.{name}", frozenset(EVERY))
    for article, answer in zip(articles, gated, strict=True):
        assert read(article) == answer, article.text
