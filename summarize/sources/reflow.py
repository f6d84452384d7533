"""Lines as they were set on pages, back to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import quantiles
from typing import Final, NamedTuple

__all__ = ["Line", "reflow"]

_EDGE: Final = 2
"""Lines at either end of a page that may be running heads or feet."""
_NUMBER: Final = re.compile(
    r"(?:page|p\.|seite)?\s*+[-–—|(]?\s*+\d{1,4}\s*+[-–—|)]?(?:\s*+(?:of|/|de|von)\s*+\d{1,4})?", re.IGNORECASE
)
_ENDS: Final = re.compile(r"[.!?…:][\"'”’»)\]]{0,3}$")
_LIGATURES: Final = {
    ord(sign): letters
    for sign, letters in zip(
        "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ["ff", "fi", "fl", "ffi", "ffl", "st", "st"], strict=True
    )
}
_GAP: Final = 1.35
_SIZE: Final = 1.15
_SHORT: Final = 0.85
_INDENT: Final = (4.0, 60.0)


class Line(NamedTuple):
    """A line of a page: its text, where it begins (points, from the left and from below), its letters' size (points).

    Places of 0 throughout mean that they are not known.
    """

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0


def reflow(pages: Sequence[Sequence[Line]]) -> str:
    r"""Paragraphs with a blank line between; running heads and feet dropped, words divided at a line's end made whole.

    >>> print(reflow([[Line("Rebels left Kes-"), Line("low on Monday, the army said, and"), Line("went north.")]]))
    Rebels left Keslow on Monday, the army said, and went north.
    """
    lettered = [[line._replace(text=line.text.translate(_LIGATURES)) for line in page] for page in pages]
    bodies = _without_edges([[line for line in page if line.text.strip()] for page in lettered])
    lines = [line for body in bodies for line in body]
    leading, width = _leading(bodies), _width(lines)
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(line.text for line in lines).lower()))
    found: list[str] = []
    above: Line | None = None
    for body in bodies:
        for i, line in enumerate(body):
            if above is None or _breaks(above, line, leading, width, same_page=i > 0):
                found.append(line.text)
            else:
                found[-1] = _joined(found[-1], line.text, words)
            above = line
    return "\n\n".join(found)


def _breaks(above: Line, line: Line, leading: float, width: float, *, same_page: bool) -> bool:
    """Whether a paragraph ends between two lines."""
    ended = bool(_ENDS.search(above.text))
    if above.size and max(above.size, line.size) > _SIZE * min(above.size, line.size):
        return True
    if same_page and above.y - line.y > _GAP * leading > 0:
        return True
    if ended and _INDENT[0] < line.x - above.x < _INDENT[1]:
        return True
    return ended and len(above.text) < _SHORT * width


def _joined(text: str, line: str, words: Counter[str]) -> str:
    if text.endswith("\u00ad"):
        return text[:-1] + line
    divided = re.search(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010]$", text[-80:])
    rest = re.match(r"[^\W\d_]+", line)
    if not divided or not rest:
        return f"{text}{'' if text.endswith(('-', '—')) else ' '}{line}"
    # The hyphen of a name stays ("al-Nusra"), and of a word that is written so elsewhere ("cease-fire").
    left, right = divided[1].lower(), rest[0].lower()
    keep = not rest[0][0].islower() or words[f"{left}-{right}"] > words[left.rpartition("-")[2] + right]
    return f"{text[:-1]}{'-' if keep else ''}{line}"


def _leading(bodies: Sequence[Sequence[Line]]) -> float:
    """From line to line within a paragraph: a small one of the distances, as those between paragraphs are larger."""
    gaps = sorted(a.y - b.y for body in bodies for a, b in pairwise(body) if a.y - b.y > 1)
    return quantiles(gaps, n=4, method="inclusive")[0] if len(gaps) > 1 else 0.0


def _width(lines: Sequence[Line]) -> float:
    """Characters of a full line."""
    lengths = [len(line.text) for line in lines]
    return quantiles(lengths, n=10, method="inclusive")[8] if len(lengths) > 1 else 0.0


def _without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers, and without what stands at the same end of half of them or more."""
    heads = Counter(key for page in pages for key in {_key(line) for line in page[:_EDGE]})
    feet = Counter(key for page in pages for key in {_key(line) for line in page[-_EDGE:]})
    often = max(2, (len(pages) + 1) // 2)
    kept = []
    for page in pages:
        body = list(page)
        for at, seen in ((0, heads), (-1, feet)):
            for _ in range(_EDGE):
                if body and (_NUMBER.fullmatch(body[at].text.strip()) or seen[_key(body[at])] >= often):
                    body.pop(at)
        kept.append(body)
    return kept


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip().casefold())
