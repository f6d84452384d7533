"""How those whom an ultimatum is made of answer it, as far as the article tells."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.attribution import Said
from summarize.engines.rules.claims import add_claim, claim
from summarize.engines.rules.records import Reader
from summarize.engines.rules.sides import Side, Sides
from summarize.engines.rules.text import Sentence, Span

__all__ = ["answer"]

_ANSWERS: Final = (
    ("ultimatums.counters", "counter_offer"),
    ("ultimatums.waits", "pending"),
    ("ultimatums.partly", "partial"),
    ("ultimatums.rejects", "rejected"),
    ("ultimatums.accepts", "accepted"),
)
_GROUPS: Final = tuple(group for group, _ in _ANSWERS)
_CLAIMS: Final = 20  # of one record
_STANCES: Final = {"rejected": "rejects", "accepted": "accepts"}


def answer(reader: Reader, sides: Sides, record: dict[str, Any], told: int) -> None:
    """Set the response of the record that sentence `told` tells, with a claim of each target that accepts or rejects.

    The last answer stands; split targets with no common answer leave it pending.
    """
    given: dict[str, str] = {}
    for sentence in reader.sentences:
        for group, kind in _ANSWERS if sentence.has(*_GROUPS) else ():
            at = next(iter(sentence.spans(group)), None)
            who = _whose(sides, sentence, at, record) if at is not None else None
            if at is None or who is None:
                continue
            demanded = any(at[1] <= i for i, _ in sentence.spans("ultimatums.demanding", "ultimatums.deadlines"))
            if sentence.number == told and not demanded and "k" not in sentence.kinds[: at[0]]:
                continue  # "or die if they refuse" is no answer, "rejected a demand that" is one
            given[who] = kind
            if kind in _STANCES and who and len(record["claims"]) < _CLAIMS:
                add_claim(
                    record, claim(sentence, *at, Said(0, 0, "asserts", who, reader.cast.get(who)), _STANCES[kind])
                )
            break
    answers = set(given.values())
    if {"rejected", "accepted"} <= answers and len(given) > 1:
        record["response"] = "pending"
    elif given:
        firm = [a for a in given.values() if a != "pending"]
        record["response"] = (firm or ["pending"])[-1]


def _whose(sides: Sides, sentence: Sentence, at: Span, record: dict[str, Any]) -> str | None:
    """The target whose answer the words `at` tell; "" where it is that of somebody unnamed; None where it is none."""
    subjects = sides.subject(sentence, at[0]) or sides.main_subject(sentence, at[0])
    if not subjects and sentence.kinds[0] == "p":
        subjects = sides.taken_up(sentence, (0, 1))
    for side in subjects:
        who = _target(sides, side, record)
        if who is not None:
            return who
    before = sentence.words(0, at[0])
    targets: list[str] = record["targets"]
    named_before = max(((before.rfind(n), n) for n in targets if n in before), default=None)
    if named_before is not None:
        return named_before[1]
    issuers = any(s.name in record["issuers"] or sides.behind(s).name in record["issuers"] for s in subjects)
    named = sentence.has("ultimatums.word", "ultimatums.deadlines")
    return "" if named and not issuers else None


def _target(sides: Sides, side: Side, record: dict[str, Any]) -> str | None:
    for name in (side.name, sides.behind(side).name):
        if name in record["targets"]:
            return name
    return None
