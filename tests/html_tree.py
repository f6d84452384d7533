"""A page of HTML as a tree of elements, for tests that look at what is on it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser


class Element:
    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag, self.attributes, self.inside = tag, attributes, []

    def __iter__(self) -> Iterator[Element]:
        yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements inside by tag and by words of attributes; `class_` for the class."""
        wanted = {k.rstrip("_").replace("_", "-"): v for k, v in attributes.items()}
        return [
            e
            for e in self
            if tag in ("", e.tag) and all(v in (e.attributes.get(k) or "").split() for k, v in wanted.items())
        ]

    @property
    def text(self) -> str:
        return "".join(p if isinstance(p, str) else p.text for p in self.inside)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


class Tree(HTMLParser):
    """The page as elements; fails where they are not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open = [Element("", {})]
        self.feed(html)
        assert len(self.open) == 1
        self.root = self.open[0]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs))
        assert len(element.attributes) == len(attrs)
        self.open[-1].inside.append(element)
        if tag not in {"meta", "br"}:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop().tag == tag

    def handle_data(self, data):
        self.open[-1].inside.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)
