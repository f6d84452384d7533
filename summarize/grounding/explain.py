"""Why a quote is refused: the stretch of the article that is most like it, and the first thing that differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein, MatchingBlock

from summarize.grounding.tokens import ABSENT, Tokens

__all__ = ["explain", "shown"]

_MOST_TOKENS = 250
_RARE_WORDS = 4
_PLACES_EACH = 20
_MOST_SHOWN = 60


def explain(quote: Tokens, article: Tokens, counts: Mapping[str, int], text: str) -> str:
    """A short reason why `quote` does not stand in `article`, whose words' `counts` and whose `text` are given."""
    if "..." in quote.words[1:-1]:
        return "an ellipsis joins two places of the article; copy one unbroken stretch"
    quote = quote.bare()
    window = _most_alike(quote, article, counts) if len(quote) <= _MOST_TOKENS else None
    return "not in the article" if window is None else _first_difference(quote, article, *window, text)


def _most_alike(quote: Tokens, article: Tokens, counts: Mapping[str, int]) -> tuple[int, int] | None:
    """The tokens `[begin, end)` that share most with the quote, at least half of its words and two of them."""
    slack = 2 + len(quote) // 4
    best, alike = None, max(2, (len(quote) + 1) // 2) - 1
    for start in _starts(quote, article, counts):
        begin = max(0, start - slack)
        opcodes = Levenshtein.opcodes(quote.code, article.code[begin : start + len(quote) + slack])
        blocks = [block for block in opcodes.as_matching_blocks() if block.size]
        same = sum(block.size for block in blocks)
        if same > alike:
            first, last = _without_strays(blocks)
            # What the quote has before and after them stands against as many words of the article.
            end = begin + last.b + len(quote) - last.a
            best, alike = (max(0, begin + first.b - first.a), min(len(article), end)), same
    return best


def _without_strays(blocks: Sequence[MatchingBlock]) -> tuple[MatchingBlock, MatchingBlock]:
    """The first and last of the blocks, less single words that happen to stand around."""
    first, last = 0, len(blocks) - 1
    while first < last and blocks[first].size == 1 and blocks[first + 1].b - blocks[first].b > 3:
        first += 1
    while first < last and blocks[last].size == 1 and blocks[last].b - (blocks[last - 1].b + blocks[last - 1].size) > 2:
        last -= 1
    return blocks[first], blocks[last]


def _starts(quote: Tokens, article: Tokens, counts: Mapping[str, int]) -> Iterator[int]:
    """Where the quote would begin if one of its rarer words were the article's."""
    known = {code: i for i, code in enumerate(quote.code) if code != ABSENT}
    for code in sorted(known, key=counts.__getitem__)[:_RARE_WORDS]:
        at = -1
        for _ in range(_PLACES_EACH):
            at = article.code.find(code, at + 1)
            if at < 0:
                break
            yield at - known[code]


def _first_difference(quote: Tokens, article: Tokens, begin: int, end: int, text: str) -> str:
    for op in Levenshtein.opcodes(quote.code, article.code[begin:end]):
        if op.tag == "equal":
            continue
        mine = _shown(quote.shape, quote, op.src_start, op.src_end)
        theirs = _shown(text, article, begin + op.dest_start, begin + op.dest_end)
        if op.tag == "replace":
            return f"the article has {theirs} here, not {mine}"
        if op.tag == "insert":
            return f"the article has {theirs} here, which is left out"
        return f"the article does not have {mine} here"
    return "not in the article in these words"


def shown(text: str) -> str:
    """Some of an article's text as it may be printed and sent: short, in quotation marks, nothing unseen in it."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * _MOST_SHOWN]).split())
    return repr(words if len(words) <= _MOST_SHOWN else words[: _MOST_SHOWN - 1] + "…")


def _shown(text: str, tokens: Tokens, start: int, end: int) -> str:
    return shown(text[tokens.starts[start] : tokens.ends[end - 1]]) if start < end else ""
