"""The place that an article is about."""

from __future__ import annotations

from summarize.document import Document
from summarize.engines.rules.actors import find_actors
from summarize.engines.rules.article import sentences
from summarize.engines.rules.places import Places
from summarize.engines.rules.towns import Towns


def main_place(text: str) -> str | None:
    read = sentences(Document(text=text))
    cast = find_actors(read, text)
    return Towns(read, cast, Places(cast)).main


def test_it_is_the_one_named_most_often() -> None:
    text = (
        "Shells hit Keslow and troops fought in Dorassi. Rebels stayed in Dorassi. All was quiet in Keslow and Dorassi."
    )
    assert main_place(text) == "Dorassi"


def test_of_places_named_as_often_it_is_the_first() -> None:
    text = "Shells hit the towns near Keslow and troops fought in Dorassi. Keslow and Dorassi were quiet."
    assert main_place(text) == "Keslow"
    assert main_place(text.replace("Keslow", "Marn")) == "Marn"
