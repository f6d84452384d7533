"""Grounding: a thousand quotes in a long article, a hundred in one of five megabytes, hostile articles. Each round
builds the index anew.
"""

from __future__ import annotations

import random

import pytest

from summarize.document import Document
from summarize.grounding import Index, Match

_WHO = ["The Northern Shield", "The Varenian army", "Pavel Osk", "Lantern Relief", "The governor of Tarn", "A medic"]
_SAID = ["has denied", "had confirmed", "was told", "has announced", "insisted", "is warning"]
_WHAT = [
    "that a deal was reached",
    "that the rebels have left",
    "that the shelling had resumed",
    "that buses were late",
]
_WHERE = ["in Keslow", "near the Aru river", "outside Orlava", "in the eastern suburbs of Tarn", "at the bridge"]
_FUNCTION = {"the", "a", "has", "had", "that"}


def _article(size: int, seed: int) -> str:
    """Fictional news of at least `size` code points: no two sentences are alike, every fourth ends a paragraph."""
    dice, parts, length = random.Random(seed), [], 0
    while length < size:
        number = dice.randint(2, 99_999)
        sentence = (
            f"{dice.choice(_WHO)} {dice.choice(_SAID)} {dice.choice(_WHAT)} {dice.choice(_WHERE)}, where {number:,} "
            f"people “remained – trapped” {dice.choice(_WHERE)} after attack number {len(parts)}."
        )
        parts.append(sentence + ("\n\n" if len(parts) % 4 == 3 else " "))
        length += len(parts[-1])
    return "".join(parts)


def _quotes(text: str, count: int, seed: int) -> list[tuple[str, Match]]:
    """Sentences as an engine would copy them: a tenth lacks two function words, a tenth is to be folded."""
    dice = random.Random(seed)
    sentences = text.replace("\n\n", " ").split(". ")[:-1]
    quotes: list[tuple[str, Match]] = []
    while len(quotes) < count:
        words = dice.choice(sentences).split(" ")
        match = [Match.near, Match.folded, *[Match.exact] * 8][len(quotes) % 10]
        if match is Match.near:
            left_out = [i for i, word in enumerate(words) if i and word in _FUNCTION][:2]
            if not left_out:
                continue
            words = [word for i, word in enumerate(words) if i not in left_out]
        quote = " ".join(words)
        quotes.append((quote.replace("–", "-").replace("“", '"').upper() if match is Match.folded else quote, match))
    return quotes


@pytest.mark.parametrize(("size", "count"), [(50_000, 1_000), pytest.param(5_000_000, 100, marks=pytest.mark.slow)])
def test_grounding_an_article(benchmark, size, count):
    text = _article(size, seed=1)
    quotes = _quotes(text, count, seed=2)
    document = Document(text=text)

    def ground():
        index = Index(document)
        return [index.find(quote, near=True, one_paragraph=True) for quote, _ in quotes]

    found = benchmark.pedantic(ground, rounds=3)
    assert [f and f.match for f in found] == [match for _, match in quotes]


def test_refusing_with_a_reason(benchmark):
    text = _article(50_000, seed=1)
    quotes = [q.replace("people", "nobody") for q, match in _quotes(text, 100, seed=3) if match is Match.exact]
    document = Document(text=text)

    def refuse():
        index = Index(document)
        return [index.explain(quote) for quote in quotes if index.find(quote, near=True) is None]

    reasons = benchmark.pedantic(refuse, rounds=3)
    assert len(reasons) == len(quotes)
    assert set(reasons) == {"the article has 'people' here, not 'nobody'"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a" * 1_000_000,
        "a'" * 500_000,
        "1," * 500_000,
        "a." * 500_000,
        "five-" * 200_000,
        "e\u0301" * 500_000,
        "\u200b" * 1_000_000,
        "the word \n\n" * 90_000,
        "一" * 1_000_000,
    ],
    ids=["word", "a", "apostrophes", "commas", "dots", "hyphens", "accents", "unseen", "paragraphs", "numerals"],
)
def test_hostile_articles(benchmark, text):
    document = Document(text=text)
    quotes = [
        "word word the word",
        "Word the word WORD was a word word",
        "a",
        "1",
        "five",
        "word " * 300,
        "x" * 100_000,
    ]

    def ground():
        index = Index(document)
        return [(index.find(q, near=True, one_paragraph=True), index.explain(q)) for q in quotes]

    found = benchmark.pedantic(ground, rounds=1)
    assert found[-1] == (None, "longer than 2000 characters; copy less")
