"""How headline and key points call who says something: "the regional governor", "a doctor at the hospital"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from summarize.engines.rules.lexicons import words
from summarize.quantities import numbers_in

__all__ = ["Voices"]

_MOST: Final = 20  # places at which a name is looked up
_BEFORE: Final = 12  # characters that hold the word before a name
_DETERMINERS: Final = ("the", "its", "their")
"""What an unnamed source stands without in a record."""
_HEAD: Final = re.compile(
    r"\s(?:of|in|at|near|from|on|with|for|who|that|close|loyal|linked|allied|reached|based|speaking|familiar)\s"
)
_SEVERAL: Final = re.compile(r".*[^su]s|.*men|media|police|people", re.DOTALL)


class Voices:
    """Calls the sources of an answer's claims as its article does, within a sentence."""

    def __init__(self, actors: list[dict[str, Any]], article: str) -> None:
        self._kinds = {a["name"]: a["kind"] for a in actors}
        self._article = article

    def called(self, source: str) -> str:
        """With the article that it mostly has in the text, and a small letter where only a sentence made it large."""
        kind = self._kinds.get(source)
        if kind == "person" or (kind == "state" and " " not in source):
            return source
        before = list(self._before(source))
        word, times = Counter(before).most_common(1)[0] if before else ("", 0)
        if word in _DETERMINERS and 2 * times > len(before):
            return f"{word} {source}"
        first = source.split(maxsplit=1)[0].lower()
        ordinary = (
            bool(numbers_in(first))
            or first in words("language.English", "speech.unnamed")
            or first in self._article.split()
        )
        return source[:1].lower() + source[1:] if kind is None and ordinary and not source[1:2].isupper() else source

    def does(self, source: str | None, one: str, several: str) -> str:
        """The form of a verb that a source, or the article itself, is the subject of."""
        parts = _HEAD.split(source, maxsplit=1)[0].split() if source else []
        if source is None or not parts:
            return one
        head = parts[-1]
        known = source in self._kinds and not head.islower()  # "United Nations" is one
        return several if " and " in source or (not known and _SEVERAL.fullmatch(head.lower())) else one

    def _before(self, source: str) -> Iterator[str]:
        """The word before each place where it stands; "" at the very beginning."""
        at = -1
        for _ in range(_MOST):
            at = self._article.find(source, at + 1)
            if at < 0:
                return
            yield (self._article[max(0, at - _BEFORE) : at].lower().split() or [""])[-1]
