"""The built-in engine on articles of about 600 words: reading alone, and with validation as the pipeline does it.

A round reads one article, so operations a second are articles a second; the aim is 50 on one core.
"""

from __future__ import annotations

from importlib.resources import files
from itertools import cycle

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from summarize.document import Document
from summarize.engines.rules import read
from summarize.engines.rules.language import language_of
from summarize.engines.rules.lexicons import matches
from summarize.engines.rules.tokens import tokenize
from summarize.pipeline import validate

WORDS = 600


def articles() -> list[str]:
    """The sample articles, cut or joined to articles of about 600 words each."""
    root = files("summarize.evals.samples")
    found = (p for folder in (root, root / "dev") for p in folder.iterdir() if p.name.endswith(".txt"))
    whole = [p.read_text("utf-8") for p in sorted(found, key=lambda p: p.name)]
    paragraphs = [line for text in whole for line in text.splitlines() if line]
    made: list[list[str]] = [[]]
    for paragraph in paragraphs:
        if sum(len(p.split()) for p in made[-1]) >= WORDS:
            made.append([])
        made[-1].append(paragraph)
    return ["\n\n".join(parts) for parts in made if sum(len(p.split()) for p in parts) >= WORDS]


ARTICLES = articles()


def test_there_are_articles_of_the_size_that_is_meant() -> None:
    assert len(ARTICLES) >= 1
    assert all(WORDS <= len(a.split()) <= 1.5 * WORDS for a in ARTICLES)


@pytest.mark.benchmark(group="rules")
def test_reading_and_validating_an_article(benchmark: BenchmarkFixture) -> None:
    texts = cycle(ARTICLES)

    def run() -> int:
        document = Document(text=next(texts))
        return len(validate(read(document), document).rejected)

    assert benchmark(run) == 0


@pytest.mark.benchmark(group="rules")
def test_reading_an_article(benchmark: BenchmarkFixture) -> None:
    texts = cycle(ARTICLES)
    assert benchmark(lambda: read(Document(text=next(texts))))["actors"]


@pytest.mark.benchmark(group="parts")
def test_telling_the_language(benchmark: BenchmarkFixture) -> None:
    assert benchmark(lambda: {language_of(text) for text in ARTICLES}) == {"English"}


@pytest.mark.benchmark(group="parts")
def test_looking_up_the_lexicons(benchmark: BenchmarkFixture) -> None:
    tokens = [tokenize(text)[0] for text in ARTICLES]
    assert all(benchmark(lambda: [matches(t) for t in tokens]))
