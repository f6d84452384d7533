"""Headline and key points: an engine's own wording, held to the numbers and names of what it sums up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Annotated, Final

from pydantic import AfterValidator, Field, GetJsonSchemaHandler, field_validator, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from summarize.countries import country_mentions, stands_in
from summarize.quantities import numbers_in
from summarize.schemas.base import EngineModel, Record, verbatim_values
from summarize.schemas.reading import current, name_key, refuse

__all__ = ["FELL", "Headline", "KeyPoint", "faults", "words_of"]

FELL: Final = "none of the records it cites stands"
"""Why a key point falls that is not to blame itself: it stands again when a cited record does."""

_HEADLINE_WORDS: Final = 20
_CITATION = re.compile(r"(?:ultimatums|deals|casualties|displacements|actors)\[\d{1,6}\]")
# "The two ministers" tells no figure: it takes up two who are known.
_KNOWN_ONES = re.compile(
    r"\b(?:the|these|those|its|their|all)\s+(?:two|three|four)\b(?!\W+(?:dozen|hundred|thousand|million)|-)",
    re.IGNORECASE,
)
_FEW = re.compile("two|three|four", re.IGNORECASE)  # stands in all of those, and is quickly looked for
_WORD = re.compile(r"\w+(?:[.'’]\w+)*")
_WHOLE = re.compile(rf"(?<!\w)(?<!\w[.'’]){_WORD.pattern}")  # from its beginning
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_ENDING = re.compile(r"(?:at(?:ed|es?|ing|ions?)|ions?|ings?|e?ments?|ed|es|[esdy])$")


def words_of(records: Iterable[Record]) -> Iterator[str]:
    """The article's words in these records, and the names of actors."""
    for record in records:
        yield from (value.text for value in verbatim_values(record))
        yield from (getattr(record, "name", ""), *getattr(record, "aliases", ()))


def faults(text: str, article: str, sources: Iterable[str], where: str) -> list[str]:
    """What is wrong with a sentence that sums up `article`: it says nothing, or has names or numbers from nowhere.

    Without the article's text names cannot be told.

    A name is a word with a capital, or of a script that has none, unless it is an ordinary word. It stands in the
    article whatever its case (an acronym in capitals), accents, full stops or possessive; a state's, as its demonym
    too, and the other way about. Numbers are the same in digits and in words.
    """
    if not _WORD.search(text):
        return ["it says nothing"]
    names = [w for w in dict.fromkeys(_WORD.findall(text)) if _may_be_name(w)]
    unknown = [w for w in names if article and not _stands(w, article, acronym=_is_acronym(w) and not text.isupper())]
    told = _numbers(_KNOWN_ONES.sub(" ", text) if _FEW.search(text) else text)
    if told:
        told = told.difference(*map(_numbers, sources))
    return [
        *([f"no name in the article: {', '.join(unknown)[:200]}"] if unknown else []),
        *([f"no number of {where}: {', '.join(f'{n:,}' for n in sorted(told))[:200]}"] if told else []),
    ]


@lru_cache(maxsize=2048)  # the words of one record bear out headline and key points, in the answer and in the report
def _numbers(text: str) -> frozenset[int | float]:
    return frozenset(numbers_in(text))


@cache
def _ordinary() -> frozenset[str]:
    """Words that may have a capital in a sentence or title and are no names."""
    listed = tomllib.loads(files("summarize.data").joinpath("ordinary.toml").read_text("utf-8"))
    return frozenset(" ".join(listed.values()).split())


class _Vocabulary:
    """The words of an article; of their keys those are made that are asked for."""

    def __init__(self, article: str) -> None:
        self._written = frozenset(_WORD.findall(article))

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(map(_key, self._written))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        return frozenset(_key(w) for w in self._written if _is_acronym(w))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Those of words that stand in small letters, and so are no names."""
        return frozenset(_stem(_key(w)) for w in self._written if w.islower())


_vocabulary = lru_cache(maxsize=2)(_Vocabulary)


def _as_written(word: str, article: str) -> bool:
    """Whether this is a whole word of the article."""
    at = article.find(word)
    while at >= 0:
        found = _WHOLE.match(article, at)
        if found is not None and found[0] == word:
            return True
        at = article.find(word, at + 1)
    return False


def _stands(word: str, article: str, *, acronym: bool) -> bool:
    key = _key(word)
    if _as_written(word, article) or (key in _ordinary() and not acronym):
        return True
    known = _vocabulary(article)  # of all its words: dear, and few names are in it otherwise than as written
    if key in known.acronyms if acronym else key in known.words or _stem(key) in known.stems:
        return True
    return any(m.kind != "capital" and stands_in(m.code, article) for m in country_mentions(word))


@lru_cache(maxsize=8192)
def _may_be_name(word: str) -> bool:
    if word.isascii() and word.islower():
        return False
    return any(c.isalpha() and not c.islower() for c in word)


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1


@lru_cache(maxsize=8192)
def _key(word: str) -> str:
    return name_key(_POSSESSIVE.sub("", word).replace(".", ""))


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    found = _ENDING.search(word, 4)
    return word[: found.start()] if found else word


def _check_headline(headline: str) -> str:
    reading = current()
    if reading is not None:
        found = faults(headline, reading.document.text, words_of(reading.kept.values()), "a record")
        if len(headline.split()) > _HEADLINE_WORDS:
            found.append(f"over {_HEADLINE_WORDS} words")
        if found:
            raise refuse("; ".join(found))
    return headline


Headline = Annotated[str, AfterValidator(_check_headline), Field(description="One sentence, at most 20 words.")]


class KeyPoint(EngineModel):
    """One sentence that a busy analyst needs. Here and in the headline disputed matter is worded as disputed, with both
    sides, no number stands that is not in a cited record, and no name that is not in the article.
    """

    text: str
    cites: tuple[str, ...] = Field(
        min_length=1, description="The records it rests on, by position in this answer: 'ultimatums[0]', 'deals[1]'."
    )

    @field_validator("cites")
    @classmethod
    def _resolve(cls, cites: tuple[str, ...]) -> tuple[str, ...]:
        reading = current()
        if reading is None:
            return cites
        for cite in cites:
            if not _CITATION.fullmatch(cite):
                raise refuse(f"no position of a record: {cite[:40]!r}")
        standing = tuple(dict.fromkeys(reading.kept[c].id for c in cites if c in reading.kept))
        if not standing:
            raise refuse(FELL)
        return standing

    @model_validator(mode="after")
    def _bears_out(self) -> KeyPoint:
        reading = current()
        if reading is not None:
            cited = [r for r in reading.kept.values() if r.id in self.cites]
            if found := faults(self.text, reading.document.text, words_of(cited), "a cited record"):
                raise refuse("; ".join(found))
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = super().__get_pydantic_json_schema__(core, handler)
        if handler.mode == "serialization":
            handler.resolve_ref_schema(schema)["properties"]["cites"]["description"] = "Ids of the records it rests on."
        return schema
