"""States that no list knows, told by what an article calls their people and offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import CountryAt, Sentence

__all__ = ["Unlisted"]

_SHORTEST: Final = 4  # letters of a state's name
_ALIKE: Final = 3  # letters that a state's name and its people's begin with
_LONGEST: Final = 3  # words of it
_PEOPLES: Final = ("n", "an", "ian", "ese", "i", "ish", "ic", "ean", "ite")


class Unlisted:
    """The states of an article that are in no list.

    A name is a state's where the article also has a word for its people that is made from it ("Maruva", "Maruvan"), or
    where it owns what only states have ("New Corran's foreign minister", "its foreign minister" right after it).
    """

    def __init__(self, sentences: list[Sentence]) -> None:
        self._at: dict[int, list[CountryAt]] = {}
        names = {s.folded[k] for s in sentences if _has_names(s) for k in s.capitals if s.kinds[k] == "N"}
        alike = Counter(name[:_ALIKE] for name in names)  # few names are like another, and only those are looked at
        named = [n for n in names if len(n) >= _SHORTEST and alike[n[:_ALIKE]] > 1 and _people_of(n) & names]
        self._names: dict[tuple[str, ...], str] = {(name,): name for name in named}
        self._peoples = {people: name for name in self._names.values() for people in _people_of(name) & names}
        before: Sentence | None = None
        for s in sentences:
            for name in _owners(s, before) if s.has("actors.state_offices") else ():
                self._names.setdefault(name, " ".join(name))
            before = s
        self._firsts = {name[0] for name in self._names}

    def at(self, sentence: Sentence) -> list[CountryAt]:
        """Where the sentence names such states and their people; the code is the name in small letters."""
        if not self._names:
            return []
        if sentence.number not in self._at:
            self._at[sentence.number] = list(self._found(sentence))
        return self._at[sentence.number]

    def _found(self, sentence: Sentence) -> Iterator[CountryAt]:
        if sentence.lows.isdisjoint(self._firsts) and sentence.lows.isdisjoint(self._peoples):
            return
        if not _has_names(sentence):
            return
        listed = {k for c in sentence.countries for k in range(c.i, c.j)}
        done = 0
        for k in sentence.capitals:
            if k < done or sentence.kinds[k] != "N" or k in listed:
                continue
            sizes = range(_LONGEST, 0, -1) if sentence.folded[k] in self._firsts else ()
            size = next((n for n in sizes if _low(sentence, k, n) in self._names), 0)
            if size:
                done = k + size
                yield CountryAt(k, done, self._names[_low(sentence, k, size)], "name")
            elif sentence.folded[k] in self._peoples:
                yield CountryAt(k, k + 1, self._peoples[sentence.folded[k]], "demonym")


def _has_names(sentence: Sentence) -> bool:
    """Whether capitals tell its names."""
    return not sentence.in_title_case and not sentence.text.isupper()


def _people_of(name: str) -> set[str]:
    """What its people may be called.

    >>> {"maruvan", "halvish"} <= _people_of("maruva") | _people_of("halvia") | _people_of("halva")
    True
    """
    short = name[:-1] if name[-1] in "aeiouy" else name
    shorter = name[:-2] if name.endswith(("ia", "ea", "ya")) else short
    stems = {name, short, shorter}
    return {stem + end for stem in stems if len(stem) > 2 for end in _PEOPLES} - {name}


def _low(sentence: Sentence, k: int, n: int) -> tuple[str, ...]:
    """The `n` words from word `k` on where they run on, else nothing."""
    if k + n > len(sentence.tokens) or any(sentence.tokens[m].mark for m in range(k + 1, k + n)):
        return ()
    return tuple(sentence.folded[k : k + n])


def _owners(sentence: Sentence, before: Sentence | None) -> list[tuple[str, ...]]:
    """The names that own an office of state, "its" taken for the name that the sentence before began with."""
    found: list[tuple[str, ...]] = []
    for i, _ in sentence.spans("actors.state_offices"):
        if not i or sentence.tokens[i].mark:
            continue
        if i == 1 and sentence.folded[0] == "its" and before is not None and (name := _first_name(before)):
            found.append(name)
        elif sentence.tokens[i - 1].owner and sentence.kinds[i - 1] == "N":
            start = i - 1
            while start > 0 and sentence.kinds[start - 1] == "N" and not sentence.tokens[start].mark:
                start -= 1
            found.append(tuple(sentence.folded[start:i]))
    listed = {tuple(sentence.folded[c.i : c.j]) for c in sentence.countries}
    return [name for name in found if 0 < len(name) <= _LONGEST and name not in listed and not _is_body(name)]


def _is_body(name: tuple[str, ...]) -> bool:
    return any(word.capitalize() in words("actors.not_states") for word in name)


def _first_name(sentence: Sentence) -> tuple[str, ...]:
    """The name that a sentence begins with."""
    start = 1 if sentence.kinds[:1] == "t" else 0
    end = start
    while end < len(sentence.tokens) and sentence.kinds[end] == "N" and (end == start or not sentence.tokens[end].mark):
        end += 1
    return tuple(sentence.folded[start:end]) if start == 0 else ()
