"""Who else speaks of a deal: in the sentences after one on it, without a noun for it."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.agreement_kinds import EVENTS
from summarize.engines.rules.attribution import Said
from summarize.engines.rules.claims import claim
from summarize.engines.rules.deal_events import carried_on
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence

__all__ = ["heard_of", "with_voices"]

_HARM: Final = ("harm.killed", "harm.injured", "harm.lives")
_SIDED: Final = frozenset({"government", "military", "rebel_group", "paramilitary"})
_STANCES: Final = (
    ("deals.denied", "denies"),
    ("deals.refused", "rejects"),
    ("deals.unwilling", "rejects"),
    ("deals.doubted", "doubts"),
)
_GOES: Final = ("deals.standing", "deals.fares", "deals.cautious", "deals.willing", "deals.denied", "deals.unwilling")
_OF_BOTH: Final = frozenset({"both", "they", "each", "sides", "parties"})
_THEIRS: Final = frozenset({"his", "her", "its", "their", "our", "my"})  # whose, is not told
_POSITIONS: Final = frozenset({"accepts", "rejects", "proposes", "denies"})


def heard_of(reader: Reader, sentence: Sentence, kind: str, *, near: bool) -> dict[str, Any] | None:
    """A claim on the deal of this kind told of right before; None where nobody speaks, or of something else."""
    if not _may_speak(sentence, kind, near=near) or sentence.has(*_HARM, "deals.outside"):
        return None
    said = _who(reader, sentence)
    if said is None or not said.source or said.source.split()[0].lower() in _THEIRS:
        return None
    if not words("deals.accused").isdisjoint(sentence.lows):
        return None
    at = _spoken_of(sentence, said, kind, near=near)
    if at is None:
        return None
    return claim(sentence, at, at + 1, said, _stance(sentence, said))


def _may_speak(sentence: Sentence, kind: str, *, near: bool) -> bool:
    """Whether it has one of the words of which `_spoken_of` needs one: most sentences have none."""
    lows = sentence.lows
    if sentence.has(*_GOES) or not words("deals.conditional").isdisjoint(lows):
        return True
    return near and (
        "x" in sentence.kinds
        or not words("deals.collectives").isdisjoint(lows)
        or (kind in EVENTS and not words(f"deals.{kind}_events").isdisjoint(lows))
    )


def with_voices(claims: list[dict[str, Any]], heard: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims on a deal, and what those say later on who have not spoken yet; where one of these takes a position,
    in place of what he told.
    """
    found = [*claims]
    for new in heard:
        last = new["source"].split()[-1]
        before = [n for n, c in enumerate(found) if c["source"] and c["source"].split()[-1] == last]
        if not before:
            found.append(new)
        elif new["stance"] in _POSITIONS and all(found[n]["stance"] == "asserts" for n in before):
            found[before[0]] = new
    return found


def _who(reader: Reader, sentence: Sentence) -> Said | None:
    """Who speaks in the sentence; of one that only goes on with a quotation who spoke before."""
    said = reader.sayings.at(sentence, len(sentence.tokens)) or reader.sayings.at(sentence, 0)
    if said is not None or not sentence.quoted or not sentence.quoted[0] or not sentence.number:
        return said
    before = reader.sentences[sentence.number - 1]
    if before.paragraph != sentence.paragraph:
        return None
    said = reader.sayings.at(before, len(before.tokens)) or reader.sayings.at(before, 0)
    return said._replace(i=0, j=0, start=0) if said is not None else None


def _stance(sentence: Sentence, said: Said) -> str:
    """How who speaks stands to it: a side keeps it or refuses it, anybody else says how it is."""
    if said.stance != "asserts":
        return said.stance
    for group, stance in _STANCES:
        if sentence.has(group):
            return stance
    side = _sided(said)
    if side and _will_not(sentence) is not None:
        return "rejects"
    waits = _waits(sentence)
    if side and "x" not in sentence.kinds and _OF_BOTH.isdisjoint(sentence.lows):
        if sentence.has("deals.standing"):
            return "accepts"
        if not waits and sentence.has("deals.willing"):
            return "proposes"
    if waits:
        return "rejects" if side else "doubts"
    return "doubts" if sentence.has("deals.cautious") else "asserts"


def _will_not(sentence: Sentence) -> int | None:
    """The word by which a side says what it will not do: "would not free anyone", "we shall not give"."""
    if "comment" in sentence.lows:
        return None
    modal = (k for k, kind in enumerate(sentence.kinds) if kind == "m")
    return next((k for k in modal if "x" in sentence.kinds[k + 1 : k + 3]), None)


def _waits(sentence: Sentence) -> bool:
    """Whether it refuses something for as long as another thing is not done: "nobody will leave until guards come"."""
    if words("deals.conditional").isdisjoint(sentence.lows):
        return False
    return "x" in sentence.kinds or not words("deals.nobody").isdisjoint(sentence.lows)


def _sided(said: Said) -> bool:
    """Whether a side of the fighting speaks, itself or by one of its people."""
    entry = said.entry
    if entry is None:
        return False
    return entry.sector in _SIDED or (entry.part_of is not None and entry.part_of.sector in _SIDED)


def _spoken_of(sentence: Sentence, said: Said, kind: str, *, near: bool) -> int | None:
    """The word by which what is said is about it; None where none is."""
    of_it = [k for k in _of_it(sentence, kind) if not said.start <= k < said.j] if near else []
    if of_it:
        return min(of_it)
    refused = _will_not(sentence) if near and _sided(said) else None
    if refused is not None and not said.start <= refused < said.j:
        return refused
    if _waits(sentence):
        conditional = sentence.where(words("deals.conditional"))
        return next((k for k in conditional if not said.start <= k < said.j), 0)
    for group in _GOES:
        found = next((i for i, _ in sentence.spans(group) if not said.start <= i < said.j), None)
        if found is not None:
            return found
    return None


def _of_it(sentence: Sentence, kind: str) -> list[int]:
    """The words that speak of both sides, or of what was agreed on."""
    both = sentence.where(words("deals.collectives"))
    found = [k for k in both if k > 0 and sentence.tokens[k - 1].low in words("deals.together")]
    events = sentence.where(words(f"deals.{kind}_events")) if kind in EVENTS else []
    return [*found, *events] if events and carried_on(sentence, kind) else found
