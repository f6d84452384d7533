"""The built-in engine: English conflict news read by rules over word lists. No model, no download, no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from summarize.document import Document
from summarize.engines import Reply
from summarize.engines.rules.actors import find_actors, written
from summarize.engines.rules.article import sentences
from summarize.engines.rules.attribution import Sayings
from summarize.engines.rules.casualties import find_casualties
from summarize.engines.rules.deals import find_deals
from summarize.engines.rules.displacements import find_displacements
from summarize.engines.rules.figurative import literal
from summarize.engines.rules.language import ENGLISH, language_of
from summarize.engines.rules.lexicons import lexicon_hash
from summarize.engines.rules.places import Places
from summarize.engines.rules.records import Reader
from summarize.engines.rules.summary import headline, key_points
from summarize.engines.rules.towns import Towns
from summarize.engines.rules.ultimatums import find_ultimatums
from summarize.errors import UnsupportedLanguage
from summarize.schemas import Rejected
from summarize.sources.extracted import as_seen

__all__ = ["RulesEngine", "read"]


class RulesEngine:
    """Reads by rules. The same text gives the same answer."""

    name = "rules"
    model = None

    @property
    def prompt_hash(self) -> str:
        """SHA-256 over the word lists and the version of the rules."""
        return lexicon_hash()

    async def read(self, document: Document) -> Reply:
        """The answer of `read`.

        Raises:
            UnsupportedLanguage: the article is not English.

        """
        return Reply(read(document))

    async def repair(
        self,
        document: Document,  # noqa: ARG002
        answer: Mapping[str, Any],  # noqa: ARG002
        failing: Sequence[Rejected],  # noqa: ARG002
    ) -> Reply | None:
        """None: rules have no second thoughts."""
        return None

    async def aclose(self) -> None:
        """Nothing is open."""


def read(document: Document) -> dict[str, Any]:
    """An article's records as an engine writes them, see `summarize.schemas.Answer`.

    Raises:
        UnsupportedLanguage: the article is not English; the message names the language it looks like.

    """
    language = language_of(document.text)
    if language != ENGLISH:
        seems = f"this looks like {language}" if language else "no words of it were found"
        raise UnsupportedLanguage(f"the rules engine reads English only, and {seems}", document_id=document.id)
    text = document.text
    if not document.text.isascii() and (seen := as_seen(document.text)) != document.text:
        document = Document(text=seen, source=document.source)  # its words are found in the article as it is
    usable = sentences(document)
    cast = find_actors(usable, document.text)
    places = Places(cast)
    reader = Reader(document.text, usable, cast, Sayings(usable, cast), places, Towns(usable, cast, places))
    answer: dict[str, Any] = {
        "actors": written(cast, document.text),
        "ultimatums": literal(reader, find_ultimatums(reader)),
        "deals": literal(reader, find_deals(reader)),
        "casualties": find_casualties(reader),
        "displacements": find_displacements(reader),
    }
    return answer | {
        "headline": headline(answer, usable, text),
        "key_points": key_points(answer, text),
    }
