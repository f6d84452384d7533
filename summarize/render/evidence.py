"""Where records stand in an article's text: their spans, and the text cut into pieces at the ends of these spans."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from summarize.document import Span
from summarize.schemas import Actor, Claimed, Record, verbatim_values
from summarize.schemas.reading import name_key

__all__ = ["pieces", "places"]

_Key = TypeVar("_Key", bound=Hashable)


def pieces(text: str, marks: Iterable[tuple[Span, _Key]]) -> Iterator[tuple[str, tuple[_Key, ...]]]:
    """Cut a text at both ends of every mark, so that marks that overlap need no nesting.

    >>> list(pieces("a truce", [(Span(0, 7), "quote"), (Span(2, 7), "kind")]))
    [('a ', ('quote',)), ('truce', ('quote', 'kind'))]

    Args:
        text: the article.
        marks: ranges inside the text, and whose they are; an empty range covers nothing.

    Yields:
        Each piece in order, none empty, with the keys of the marks that cover it in the order of the marks.

    """
    begin: dict[int, list[int]] = {}
    end: dict[int, list[int]] = {}
    keys: list[_Key] = []
    for span, key in marks:
        if span.start < span.end:
            begin.setdefault(span.start, []).append(len(keys))
            end.setdefault(span.end, []).append(len(keys))
            keys.append(key)
    cuts = sorted({0, len(text)} | begin.keys() | end.keys())
    covering: set[int] = set()
    for start, stop in pairwise(cuts):
        covering.difference_update(end.get(start, ()))
        covering.update(begin.get(start, ()))
        yield text[start:stop], tuple(dict.fromkeys(keys[i] for i in sorted(covering)))


def places(record: Record, text: str) -> Iterator[tuple[str, Span]]:
    """Where the record's values stand in the text of its article, by field; a claim's under "claims.0".

    Of an actor its mentions too, last, each as the name or as an alias.
    """
    for field in type(record).model_fields:
        if field != "claims":
            yield from ((field, value.span) for value in verbatim_values(getattr(record, field)))
    for i, claim in enumerate(record.claims if isinstance(record, Claimed) else ()):
        yield from ((f"claims.{i}", value.span) for value in verbatim_values(claim))
    if isinstance(record, Actor):
        name = name_key(record.name)
        yield from (("name" if name_key(text[slice(*m)]) == name else "aliases", m) for m in record.mentions)
