"""A language model asked, in one request, about the pairs of actors that names alone leave in doubt."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any, Final

from summarize.digest.corrections import Corrections, Group
from summarize.digest.situation import ResolvedActor, Situation
from summarize.document import Document
from summarize.errors import AnswerError, ModelSetup
from summarize.prompts import Request, fence, prompt

if TYPE_CHECKING:
    from summarize.engines import Engine

__all__ = ["corrected_by", "doubts_request"]

_MOST: Final = 100
"""Pairs in the request; further ones stay in doubt."""
_TOLD: Final = 3
"""Quotes that are shown of each actor."""
_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {
        "pairs": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "pair": {"type": "integer", "description": "Number of the pair."},
                    "are": {"type": "string", "enum": ["same", "different", "unsure"]},
                },
                "required": ["pair", "are"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["pairs"],
    "additionalProperties": False,
}


def doubts_request(situation: Situation) -> Request | None:
    """What a model would be sent about a situation's doubts; None where there are none."""
    if not situation.doubts:
        return None
    actors = {a.id: a for a in situation.actors}
    quotes = _quotes(situation)
    pairs = [
        {
            "pair": number,
            "one": _told(actors[doubt.one], quotes),
            "other": _told(actors[doubt.other], quotes),
            "doubt": doubt.why,
        }
        for number, doubt in enumerate(situation.doubts[:_MOST], 1)
    ]
    listed = "\n".join(json.dumps(pair, ensure_ascii=False) for pair in pairs)
    messages = (
        {"role": "system", "content": prompt("doubts")},
        {"role": "user", "content": fence(Document(text=listed))},
    )
    return Request(messages, _SCHEMA, "pairs")


def corrected_by(engine: Engine, situation: Situation, corrections: Corrections = Corrections()) -> Corrections:  # noqa: B008
    """`corrections`, and what a model makes of the doubts that they leave, for `digest(…, merges=…)`.

    Args:
        engine: of a language model; it is asked once, and closed.
        situation: made under `corrections`.
        corrections: of people.

    Raises:
        ModelSetup: the engine is no language model.
        ModelError: the model cannot be asked.
        AnswerError: its answer is no list of pairs.

    """
    request = doubts_request(situation)
    if request is None:
        return corrections
    from summarize.engines.llm.engine import ModelEngine
    from summarize.engines.llm.structure import parsed

    if not isinstance(engine, ModelEngine):
        raise ModelSetup("only a language model can be asked about actors: --model names one")

    async def asking() -> str:
        try:
            return (await engine.caller.ask(request)).text
        finally:
            await engine.aclose()

    answer = (parsed(asyncio.run(asking())) or {}).get("pairs")
    if not isinstance(answer, list):
        raise AnswerError("the model's answer is no list of pairs")
    said = {a["pair"]: a.get("are") for a in answer if isinstance(a, dict) and isinstance(a.get("pair"), int)}
    judged = {
        frozenset((doubt.one, doubt.other)): said.get(number)
        for number, doubt in enumerate(situation.doubts[:_MOST], 1)
    }
    same = {pair for pair, are in judged.items() if are == "same"}
    actors = {a.id: a for a in situation.actors}
    found: dict[str, list[Group]] = {"same": [], "different": []}
    for pair, are in judged.items():
        if are in found and (are != "same" or _consistent(pair, same)):
            named = tuple(_known_as(actors[actor]) for actor in sorted(pair))
            found[are].append(Group(actors=named, why=f"as {engine.model} sees it"))
    return corrections.model_copy(
        update={kind: (*getattr(corrections, kind), *groups) for kind, groups in found.items()}
    )


def _consistent(pair: frozenset[str], same: set[frozenset[str]]) -> bool:
    """Whether putting a pair together puts nobody together, by way of a third, whom the model did not."""
    others = {actor for other in same if other & pair for actor in other}
    return all(frozenset((a, b)) in same for a, b in combinations(others, 2))


def _quotes(situation: Situation) -> dict[str, list[str]]:
    """By actor what they are quoted with, or what is said in records that name them as its source."""
    found: dict[str, list[str]] = {}
    for matter in situation.matters():
        for statement in matter.statements:
            if statement.source and statement.source.actor:
                found.setdefault(statement.source.actor, []).append(statement.quote.text)
    return found


def _told(actor: ResolvedActor, quotes: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "names": list(actor.forms),
        "kind": actor.kind,
        "sector": actor.sector,
        "country": actor.country,
        "roles": list(actor.roles),
        "part_of": actor.part_of.name if actor.part_of else None,
        "said": list(islice(dict.fromkeys(quotes.get(actor.id, ())), _TOLD)),
    }


def _known_as(actor: ResolvedActor) -> str:
    """One of an actor's records, as corrections name it: those put together with it follow."""
    first = actor.told[0]
    return f"{first.record.name} @ {first.article}"
