"""How those whom an ultimatum is made of answer it, as far as the article tells."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from summarize.engines.rules.alike import same_side
from summarize.engines.rules.attribution import Said
from summarize.engines.rules.cast import Entry
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
_GROUPS: Final = frozenset(group for group, _ in _ANSWERS)
_CLAIMS: Final = 20  # of one record
_STANCES: Final = {"rejected": "rejects", "accepted": "accepts"}
_OBJECT: Final = 5  # words from "rejected" to "the demand"
_ONLOOKERS: Final = frozenset({"media", "ngo", "medical", "intergovernmental"})
_WE: Final = frozenset({"we", "our", "my", "i", "us"})
_WONT: Final = frozenset({"won't", "don't", "wouldn't", "doesn't", "cannot", "can't"})
_NEVER: Final = frozenset({"never", "longer"})
_NONE: Final = frozenset({"no", "nobody", "none", "without"})
_ADVERBS: Final = 2
_SOON: Final = 10  # sentences in which whoever refuses answers it


def answer(reader: Reader, sides: Sides, record: dict[str, Any], told: int, others: list[str]) -> None:
    """Set the response of the record that sentence `told` tells, with a claim of each side that accepts or rejects.

    The last answer stands, that of a target before that of who only speaks on its side; split targets with no common
    answer leave it pending. `others`: the targets of other ultimatums, who answer those.
    """
    given: dict[str, str] = {}
    party = not record["targets"] or any(_is_party(reader, name) for name in record["targets"])
    for sentence in reader.sentences:
        for at, kind in _replies(sentence):
            entry = _refuser(sides, sentence, at, record, told) if kind == "rejected" else None
            self_said = entry.name if entry is not None else None
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
                says = _voice(reader, sides, sentence, at, who)
                _add(reader, record, claim(sentence, *at, says, _STANCES[kind]))
            break
    given = {who: kind for who, kind in given.items() if who in record["targets"]} or given
    answers = set(given.values())
    if {"rejected", "accepted"} <= answers and len(given) > 1:
        record["response"] = "pending"
    elif given:
        firm = [a for a in given.values() if a != "pending"]
        record["response"] = (firm or ["pending"])[-1]


def _add(reader: Reader, record: dict[str, Any], new: dict[str, Any] | None) -> None:
    """Add an answer; a person who gives that of a side stands for it: "The ministry refused. …, its spokesman said"."""
    if new is None:
        return
    entry = reader.cast.get(new["source"])
    for old in record["claims"] if entry is not None and entry.person else ():
        side = reader.cast.get(old["source"]) if old["source"] else None
        told = side is not None and not side.person and old["stance"] == new["stance"]
        if told and same_side(reader, [old["source"]], new["source"]):
            old.update(new)
            return
    add_claim(record, new)


def _voice(reader: Reader, sides: Sides, sentence: Sentence, at: Span, who: str) -> Said:
    """Who gives the answer of `who`: the person who is quoted with it, else the side itself."""
    said = speaker(reader, sides, sentence, at[0])
    person = said is not None and said.entry is not None and said.entry.person
    if said is not None and person and (reader.cast.get(who) is None or same_side(reader, [who], said.source or "")):
        return said._replace(stance="asserts")
    return Said(0, 0, "asserts", who, reader.cast.get(who))


def _is_party(reader: Reader, name: str) -> bool:
    """Whether others may answer for it: a state, a body or an armed side; no village, and no company."""
    entry = reader.cast.get(name)
    if entry is not None:
        return entry.sector not in {"civilian", "other", "ngo", "medical"}
    return not words("deals.officials", "deals.armed_nouns", "ultimatums.armed").isdisjoint(name.lower().split())


def _replies(sentence: Sentence) -> list[tuple[Span, str]]:
    """Each kind of answer that the sentence has words for, the first of a kind."""
    found = [
        (span, kind if not negative else "rejected")
        for group, kind in (_ANSWERS if sentence.has_any(_GROUPS) else ())
        if group in sentence.hits
        for span in sentence.spans(group)[:1]
        for negative in [kind in _STANCES and _not_at_all(sentence, span[0])]
        if not (negative and kind == "rejected")
    ]
    if not any(kind == "rejected" for _, kind in found) and (refusal := _refusal(sentence)) is not None:
        found.append((refusal, "rejected"))
    return found


def _not_at_all(sentence: Sentence, i: int) -> bool:
    """As in "has not refused", "have not agreed to go"."""
    return i > 0 and sentence.kinds[i - 1] == "x" and not sentence.tokens[i].mark


def _refusal(sentence: Sentence) -> Span | None:
    """Words that refuse: "we will never leave", "would stay and fight", "there could be no bargaining"."""
    if _refusing().isdisjoint(sentence.lows):
        return None
    for k in [k for k in sentence.where(words("ultimatums.refusing", "ultimatums.resisting")) if k]:
        if sentence.tokens[k].low in words("ultimatums.refusing") and (start := _negated(sentence, k)) is not None:
            return start, k + 1
        if sentence.kinds[k - 1] == "m" and sentence.tokens[k].low in words("ultimatums.resisting"):
            return k - 1, k + 1  # "will stay", "would fight to the last man"
    if (scorn := _scorn(sentence)) is not None:
        return scorn
    none = next(iter(sentence.where(_NONE)), None)
    if none is not None and not sentence.has("ultimatums.conditions"):  # "if they stay, there will be no more talks"
        for k in range(none + 1, min(none + _OBJECT, len(sentence.tokens))):
            if sentence.tokens[k].mark:
                break
            if sentence.tokens[k].low in words("ultimatums.bargains"):
                return none, k + 1  # "no ransom", "no talks with"
    return None


@cache
def _refusing() -> frozenset[str]:
    """Words of which one must stand in what refuses."""
    return _NONE | words("ultimatums.refusing", "ultimatums.resisting", "ultimatums.scorning")


def _scorn(sentence: Sentence) -> Span | None:
    """As in "called the ultimatum a pretext", "described the demand as laughable"."""
    if sentence.lows.isdisjoint(words("ultimatums.scorning")):
        return None
    for k, token in enumerate(sentence.tokens[:-2]):
        if token.low in words("ultimatums.scorning") and sentence.kinds[k + 1] == "t":
            for n in range(k + 2, min(k + 2 + _ADVERBS, len(sentence.tokens))):
                if sentence.tokens[n].low in words("ultimatums.made", "ultimatums.offered", "ultimatums.word"):
                    return k, k + 1
    return None


def _negated(sentence: Sentence, k: int) -> int | None:
    """Where a "not" of will or habit before the verb at word `k` begins, past adverbs: "will never", "do not"."""
    i = k - 1
    while i > 0 and sentence.kinds[i] == "r" and k - i <= _ADVERBS and sentence.tokens[i].low not in _NEVER:
        i -= 1
    low, before = sentence.tokens[i].low, sentence.tokens[max(0, i - 1)].low
    if low in _WONT:
        return i
    if sentence.kinds[i] == "x" or low in _NEVER:
        willed = i > 0 and (sentence.kinds[i - 1] == "m" or before in {"do", "does", "no"})  # "did not" tells what was
        return i - 1 if willed or (low == "to" and before == "not") else None
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
    named = sentence.has("ultimatums.word", "ultimatums.deadlines") or _of_demand(sentence, at, record["demand"])
    if named and not issuers and subjects and subjects[0].entry is not None:
        return subjects[0].name  # who rejects "the demand" answers it
    return "" if named and not issuers else None


def _of_demand(sentence: Sentence, at: Span, demand: str) -> bool:
    """Whether "the demand" or "the warning", or what is demanded, is what the words `at` answer."""
    return any(at[1] <= i <= at[1] + _OBJECT for i, _ in sentence.spans("ultimatums.made", f"ultimatums.{demand}"))


def _refuser(sides: Sides, sentence: Sentence, at: Span, record: dict[str, Any], told: int) -> Entry | None:
    """Who refuses in words of his own: "we will not leave", said by nobody on the side that demands."""
    reader = sides.reader
    said = speaker(reader, sides, sentence, at[0])
    if said is None or said.entry is None or said.entry.sector in _ONLOOKERS:
        return None
    entry = said.entry
    if same_side(reader, record["issuers"], entry.name):
        return None
    # "the mayor said his people would not hand over anyone": whoever speaks soon after it
    own = (entry.person and 0 < sentence.number - told <= _SOON) or _own_words(sentence, at, record["demand"])
    return entry if own or same_side(reader, record["targets"], entry.name) else None


def _own_words(sentence: Sentence, at: Span, demand: str) -> bool:
    """Whether it is of himself that who refuses speaks: "we will not leave", "the movement would not disarm"."""
    if any(t.low in _WE for t in sentence.tokens) or (sentence.quoted and sentence.quoted[at[0]]):
        return True
    return any(at[0] <= i <= at[1] + _OBJECT for i, _ in sentence.spans(f"ultimatums.{demand}"))


def _target(sides: Sides, side: Side, record: dict[str, Any]) -> str | None:
    for name in (side.name, sides.behind(side).name):
        if name in record["targets"]:
            return name
    return None
