"""How those whom an ultimatum is made of answer it, as far as the article tells."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.alike import same_side
from summarize.engines.rules.attribution import Said
from summarize.engines.rules.claims import add_claim, claim
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.sides import Side, Sides
from summarize.engines.rules.speakers import speaker
from summarize.engines.rules.text import Sentence, Span

__all__ = ["answer"]

_ANSWERS: Final = (
    ("ultimatums.counters", "counter_offer"),
    ("ultimatums.waits", "pending"),
    ("ultimatums.partly", "partial"),
    ("ultimatums.rejects", "rejected"),
    ("ultimatums.accepts", "accepted"),
)
_CLAIMS: Final = 20  # of one record
_STANCES: Final = {"rejected": "rejects", "accepted": "accepts"}
_OBJECT: Final = 5  # words from "rejected" to "the demand"
_ONLOOKERS: Final = frozenset({"media", "ngo", "medical", "intergovernmental"})
_WE: Final = frozenset({"we", "our", "my", "i", "us"})


def answer(reader: Reader, sides: Sides, record: dict[str, Any], told: int, others: list[str]) -> None:
    """Set the response of the record that sentence `told` tells, with a claim of each side that accepts or rejects.

    The last answer stands, that of a target before that of who only speaks on its side; split targets with no common
    answer leave it pending. `others`: the targets of other ultimatums, who answer those.
    """
    given: dict[str, str] = {}
    party = not record["targets"] or any(_is_party(reader, name) for name in record["targets"])
    for sentence in reader.sentences:
        for at, kind in _replies(sentence):
            self_said = _who_says(reader, sides, sentence, at, record) if kind == "rejected" else None
            entry = reader.cast.get(self_said) if self_said is not None else None
            spoken = bool(sentence.quoted) and sentence.quoted[at[0]] and entry is not None and entry.person
            who = self_said if spoken else _whose(sides, sentence, at, record)
            if who is None and self_said not in given:  # who has answered does so no more by what "it said"
                who = self_said
            if who is None or (who in others and who not in record["targets"]):
                continue
            demanded = any(at[1] <= i for i, _ in sentence.spans("ultimatums.demanding", "ultimatums.deadlines"))
            if sentence.number == told and not demanded and "k" not in sentence.kinds[: at[0]]:
                continue  # "or die if they refuse" is no answer, "rejected a demand that" is one
            if party or who in ("", *record["targets"]):
                given[who] = kind
            if kind in _STANCES and who and len(record["claims"]) < _CLAIMS:
                add_claim(
                    record, claim(sentence, *at, Said(0, 0, "asserts", who, reader.cast.get(who)), _STANCES[kind])
                )
            break
    given = {who: kind for who, kind in given.items() if who in record["targets"]} or given
    answers = set(given.values())
    if {"rejected", "accepted"} <= answers and len(given) > 1:
        record["response"] = "pending"
    elif given:
        firm = [a for a in given.values() if a != "pending"]
        record["response"] = (firm or ["pending"])[-1]


def _is_party(reader: Reader, name: str) -> bool:
    """Whether others may answer for it: a state, a body or an armed side; no village, and no company."""
    entry = reader.cast.get(name)
    if entry is not None:
        return entry.sector not in {"civilian", "other", "ngo", "medical"}
    return not words("deals.officials", "deals.armed_nouns", "ultimatums.armed").isdisjoint(name.lower().split())


def _replies(sentence: Sentence) -> list[tuple[Span, str]]:
    """Each kind of answer that the sentence has words for, the first of a kind."""
    found = [(sentence.spans(group)[0], kind) for group, kind in _ANSWERS if group in sentence.hits]
    if not any(kind == "rejected" for _, kind in found) and (refusal := _refusal(sentence)) is not None:
        found.append((refusal, "rejected"))
    return found


def _refusal(sentence: Sentence) -> Span | None:
    """As in "we will never leave", "they do not take orders": a "not" and what is demanded of those who refuse."""
    if words("ultimatums.refusing").isdisjoint(sentence.lows):
        return None
    for k in range(1, len(sentence.tokens) - 1):
        word = sentence.tokens[k].low
        before = sentence.tokens[k - 1].low
        willed = sentence.kinds[k - 1] == "m" or before in {"do", "does"}  # "did not" tells what was
        negative = (sentence.kinds[k] == "x" and willed) or word in {
            "won't",
            "don't",
            "wouldn't",
        }
        if negative and sentence.tokens[k + 1].low in words("ultimatums.refusing"):
            return k, k + 2
    return None


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
    named = sentence.has("ultimatums.word", "ultimatums.deadlines") or _of_demand(sentence, at)
    if named and not issuers and subjects and subjects[0].entry is not None:
        return subjects[0].name  # who rejects "the demand" answers it
    return "" if named and not issuers else None


def _of_demand(sentence: Sentence, at: Span) -> bool:
    """Whether "the demand" or "the warning" is what the words `at` answer."""
    return any(at[1] <= i <= at[1] + _OBJECT for i, _ in sentence.spans("ultimatums.made"))


def _who_says(reader: Reader, sides: Sides, sentence: Sentence, at: Span, record: dict[str, Any]) -> str | None:
    """Who refuses in words of his own: "we will not leave", said by nobody on the side that demands."""
    said = speaker(reader, sides, sentence, at[0])
    if said is None or said.entry is None or said.entry.sector in _ONLOOKERS:
        return None
    if same_side(reader, record["issuers"], said.entry.name):
        return None
    own = any(t.low in _WE for t in sentence.tokens) or bool(sentence.quoted and sentence.quoted[at[0]])
    # "the movement would not disarm": what is demanded
    own = own or any(at[0] <= i <= at[1] + _OBJECT for i, _ in sentence.spans(f"ultimatums.{record['demand']}"))
    return said.entry.name if own or same_side(reader, record["targets"], said.entry.name) else None


def _target(sides: Sides, side: Side, record: dict[str, Any]) -> str | None:
    for name in (side.name, sides.behind(side).name):
        if name in record["targets"]:
            return name
    return None
