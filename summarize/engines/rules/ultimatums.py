"""Ultimatums: a demand of conflict with a deadline or a threat, or what the article calls an ultimatum."""

from __future__ import annotations

from itertools import chain
from typing import Any, Final

from summarize.engines.rules.adversaries import adversary
from summarize.engines.rules.alike import same_side, same_ultimatum
from summarize.engines.rules.answers import answer
from summarize.engines.rules.claims import add_claim, claim
from summarize.engines.rules.deadlines import deadline_in
from summarize.engines.rules.demands import Demand, find_demands
from summarize.engines.rules.earlier import bare_times, referred
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.parties import armed
from summarize.engines.rules.records import Reader, fill
from summarize.engines.rules.sides import Side, Sides
from summarize.engines.rules.sited import site
from summarize.engines.rules.speakers import heard, speaker
from summarize.engines.rules.tellers import deny, foresees, stance_of_teller, teller_of
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.threats import or_else
from summarize.engines.rules.told import issuers_of, targets_of

__all__ = ["find_ultimatums"]

_MOST: Final = 6
_CLAIMS: Final = 20  # of one record
_MEDIUM: Final = 10  # words from "leaflets" to "told"
_BY: Final = 8  # words from "demand" to "by"
_NAMED: Final = 8  # words from "by" to who is named
_AFTER: Final = 3  # sentences in which a threat or deadline may follow
_LATER: Final = 12  # sentences in which somebody may repeat it
_ONLOOKERS: Final = frozenset({"media", "ngo", "medical"})
_ARMED: Final = frozenset({"rebel_group", "military", "paramilitary"})


def find_ultimatums(reader: Reader) -> list[dict[str, Any]]:
    """The ultimatums of an article as an engine writes them."""
    sides = Sides(reader)
    found: list[dict[str, Any]] = []
    told: list[int] = []  # the sentences they are told in
    fullness: list[int] = []
    spots: list[tuple[int, int, int]] = []  # each sentence that tells one, the end of the words that do, and which one
    for sentence in reader.sentences:
        near = bool(told) and sentence.number - told[-1] <= _AFTER
        made = _first(reader, sides, sentence, near=near)
        if made is None or _follows(sentence, *made, found, told if fullness and fullness[-1] else []):
            if made is not None and found:
                fill(found[-1], {field: made[0][field] for field in ("threat", "threat_text", "deadline", "claims")})
            _goes_on(reader, sides, sentence, found, told)
            continue
        record, full = made[0], _fullness(reader, sentence, made[1])
        n = next((n for n, r in enumerate(found) if same_ultimatum(reader, r, record, headline=fullness[n] == 0)), None)
        if n is None and _by_message(sentence, made[1]):  # leaflets mostly repeat what was demanded
            own = [any(same_side(reader, r["issuers"], i) for i in record["issuers"]) for r in found]
            n = own.index(True) if True in own else None
        if n is not None and fullness[n] < full:
            fill(record, found[n] if fullness[n] else found[n] | {"claims": []})  # a headline only repeats it
            found[n], told[n], fullness[n] = record, sentence.number, full
        elif n is not None:
            fill(found[n], record)
        elif len(found) < _MOST:
            found.append(record)
            told.append(sentence.number)
            fullness.append(full)
            n = len(found) - 1
        if n is not None:
            spots.append((sentence.number, made[1].span[1], n))
    deny(reader, found, spots)
    for record, number in zip(found, told, strict=True):
        others = [name for r in found if r is not record for name in r["targets"]]
        answer(reader, sides, record, number, others)
        refuse = {c["source"] for c in record["claims"] if c["stance"] == "rejects"}
        told_by = [c for c in record["claims"] if c["stance"] != "asserts" or c["source"] not in refuse]
        record["claims"] = told_by or record["claims"]  # who rejects it does not also tell of it
    return found


def _first(reader: Reader, sides: Sides, sentence: Sentence, *, near: bool) -> tuple[dict[str, Any], Demand] | None:
    """The first demand of the sentence of which there is a record; `near`: right after one told of."""
    for found in chain(find_demands(sentence), () if near else bare_times(reader, sentence)):
        demand = referred(reader, sentence, found)
        if record := _record(reader, sides, sentence, demand):
            return record, demand
    return None


def _follows(
    sentence: Sentence, record: dict[str, Any], demand: Demand, found: list[dict[str, Any]], told: list[int]
) -> bool:
    """Whether a threat with a condition only goes on with what was demanded before: "should it fail to do so"."""
    if not demand.hangs:
        return False
    near = bool(found and told) and sentence.number - told[-1] <= _AFTER
    if near and record["demand"] in {found[-1]["demand"], "other"}:
        return True
    return (near or record["demand"] == "other") and or_else(sentence) is not None


def _fullness(reader: Reader, sentence: Sentence, demand: Demand) -> int:
    """How fully a demand is told: a headline says least, "a deadline" less than who is to do what."""
    if sentence.number == 0 and len(reader.sentences) > 1 and reader.sentences[1].paragraph != sentence.paragraph:
        return 0
    return 1 if demand.owned is not None or (demand.thing and demand.order.kind == "other") else 2


def _record(reader: Reader, sides: Sides, sentence: Sentence, demand: Demand) -> dict[str, Any] | None:
    said = heard(reader, sentence, demand.at)
    said = said if said is not None and said.source is not None else None
    if demand.hangs and said is not None and foresees(said):
        return None  # "If the talks fail, the army will storm the town, analysts say"
    issuers = issuers_of(reader, sides, sentence, demand, said)
    targets = targets_of(reader, sides, sentence, demand, issuers)
    if not issuers and (_by_message(sentence, demand) or demand.at == demand.obliged):
        issuers = adversary(sides, sentence, targets)
    if not _is_made(sentence, demand, issuers, targets) or not _conflict(reader, sentence, demand, issuers, targets):
        return None
    teller = teller_of(reader, sentence, demand, issuers, said)
    stance = stance_of_teller(sentence, demand, teller)
    stands = claim(sentence, *demand.span, teller, stance)
    if stands is None:
        return None
    return {
        "issuers": _once(issuers),
        "targets": _once(targets),
        "demand": demand.order.kind,
        "demand_text": demand.order.text,
        "threat": demand.threat.kind,
        "threat_text": demand.threat.text,
        "deadline": demand.deadline,
        "response": "pending" if demand.deadline else "unknown",
        "place": site(reader, sentence, demand, targets),
        "claims": [stands],
    }


def _by_message(sentence: Sentence, demand: Demand) -> bool:
    """Whether no side is named but how it tells its demand: "leaflets dropped on the town told residents to leave"."""
    verb = demand.verb
    if verb is None or demand.target is None or demand.hangs:
        return False
    return any(verb - _MEDIUM <= i < verb for i, _ in sentence.spans("ultimatums.media"))


def _once(sides: list[Side]) -> list[str]:
    """Their names, each once, whatever its article."""
    return list({s.name.lower().removeprefix("the "): s.name for s in sides}.values())


def _is_made(sentence: Sentence, demand: Demand, issuers: list[Side], targets: list[Side]) -> bool:
    """Whether somebody makes it of somebody; where one side is not told, the other is armed, and it is sure."""
    vague = demand.order.kind == "other" and demand.threat.kind in {"other", "unstated"} and not demand.firm
    if demand.order.kind == "other" and demand.threat.text is None and demand.owned is None:
        own = {"army", "military", "police", "troops", "soldiers", "forces"}
        state = issuers and all(s.official or _official_noun(s) for s in issuers) and not any(map(_is_armed, issuers))
        if targets and state and all(s.name.lower() in own for s in targets):
            return False  # what a state tells its own army: "gave the army 30 days to draw up a plan"
    vague = vague and not (demand.deadline and demand.threat.text)
    if issuers and targets:
        bold = bool(demand.deadline) and any(map(_is_armed, issuers))
        return not vague or bold or any(s.entry is not None or _official_noun(s) for s in targets)
    if not issuers and demand.verb is not None and demand.target is not None and not demand.hangs:
        return False  # whoever gives them time is no side: "the truce gives the rebels a week to bury their dead"
    if vague:
        return False
    sure = demand.firm or demand.threat.kind != "unstated" or bool(issuers and demand.deadline)
    return sure and (any(map(_is_armed, issuers or targets)) or _is_violent(sentence, demand))


def _is_violent(sentence: Sentence, demand: Demand) -> bool:
    """Whether what is threatened is bloodshed, whoever the sides are."""
    if demand.threat.kind not in {"force", "expulsion", "siege", "arrest"}:
        return False
    return any(demand.span[0] <= i < demand.span[1] for i, _ in sentence.spans("ultimatums.violent"))


def _conflict(reader: Reader, sentence: Sentence, demand: Demand, issuers: list[Side], targets: list[Side]) -> bool:
    """Whether it is one of armed or political conflict: somebody is armed, or both sides are states or parties."""
    everybody = [*issuers, *targets]
    if any(map(_is_armed, everybody)):
        return True
    at_war = sum(e.sector in _ARMED for e in reader.cast.entries)
    bold = demand.firm or demand.threat.text is not None or bool(demand.deadline and all(s.official for s in issuers))
    whole = bool(issuers and targets) and bold
    if (at_war > 1 and whole) or _is_violent(sentence, demand):
        return True
    if any(not sentence.tokens[i].capital for i, _ in sentence.spans("ultimatums.no_conflict")):
        return False
    if armed(reader, sentence) and demand.threat.kind != "other":
        return True
    if at_war and whole:
        return True
    return any(map(_is_official, issuers)) and any(map(_is_official, targets))


def _is_official(side: Side) -> bool:
    """Whether it is a state, an armed body, a party or a person of one, or a leader by role or noun."""
    role = (side.entry.role or "").lower().split() if side.entry is not None else []
    return side.official or _official_noun(side) or not words("deals.officials").isdisjoint(role)


def _is_armed(side: Side) -> bool:
    if side.entry is not None:
        return side.entry.sector in _ARMED
    return not words("deals.armed_nouns", "ultimatums.armed").isdisjoint(side.name.lower().split())


def _official_noun(side: Side) -> bool:
    return side.entry is None and not words("deals.officials").isdisjoint(side.name.lower().split())


def _goes_on(reader: Reader, sides: Sides, sentence: Sentence, found: list[dict[str, Any]], told: list[int]) -> None:
    """Let the ultimatum last told of have the threat, deadline, leader or claim that this sentence adds."""
    if not found:
        return
    record, near = found[-1], sentence.number - told[-1] <= _AFTER
    threat = or_else(sentence)
    if near and threat is not None and record["threat"] == "unstated":
        record["threat"], record["threat_text"] = threat.kind, threat.text
    _made_by(reader, sentence, record)
    named = sentence.has("ultimatums.deadlines", "ultimatums.word")
    if sentence.number - told[-1] <= _LATER:
        _pressed(reader, sides, sentence, record)
    if (named or (near and sentence.has("ultimatums.until"))) and (record["deadline"] or "deadline").lower() in {
        "deadline",
        "a deadline",
    }:
        when = next(iter(sentence.whens), None)
        if when is not None and sentence.has("ultimatums.ends", "ultimatums.until"):
            record["deadline"] = sentence.words(*when)
        elif record["deadline"] is None:
            record["deadline"] = deadline_in(sentence, 0, 0)
    warned = threat is not None and sentence.number - told[-1] <= _LATER
    if sentence.has("ultimatums.waits", "ultimatums.rejects", "ultimatums.accepts") or not (named or warned):
        return  # that is its answer, or another matter
    at = next(iter(sentence.spans("ultimatums.deadlines", "ultimatums.word")), (0, 1))
    said = speaker(reader, sides, sentence, at[0] if named else len(sentence.tokens) - 1)
    if said is None or said.source is None or said.stance != "asserts" or len(record["claims"]) >= _CLAIMS:
        return
    if reader.cast.get(said.source) is not None and not same_side(reader, record["targets"], said.source):
        add_claim(record, claim(sentence, *at, said, "asserts"))


def _pressed(reader: Reader, sides: Sides, sentence: Sentence, record: dict[str, Any]) -> None:
    """Let those who demand repeat it: "They have until Sunday", "If they are still there, we will come"."""
    bounds = words("ultimatums.bounds")
    whens = sentence.whens if not bounds.isdisjoint(sentence.lows) else []
    by = next((i for i, _ in whens if i and sentence.tokens[i - 1].low in bounds), None)
    pressing = sentence.has("ultimatums.conditions", "ultimatums.otherwise")
    if by is None and not (pressing and "m" in sentence.kinds):
        return
    at = by if by is not None else next(k for k, kind in enumerate(sentence.kinds) if kind == "m")
    said = speaker(reader, sides, sentence, at)
    entry = said.entry if said is not None else None
    if entry is None or entry.sector in _ONLOOKERS or same_side(reader, record["targets"], entry.name):
        return
    if entry.person or same_side(reader, record["issuers"], entry.name):
        add_claim(record, claim(sentence, at, at + 1, said, "asserts"))


def _made_by(reader: Reader, sentence: Sentence, record: dict[str, Any]) -> None:
    """Let a leader who is said to have made the demand be its issuer: "the demand was made by General Tarn"."""
    for i, j in sentence.spans("ultimatums.made"):
        by = next((k for k in range(j, min(j + _BY, len(sentence.tokens))) if sentence.kinds[k] == "y"), None)
        if by is None or not ("b" in sentence.kinds[j:by] or sentence.tokens[j].low in words("ultimatums.issued")):
            continue
        near = (m for m in reader.cast.mentions(sentence) if by < m.i <= by + _NAMED)
        named = next((m.entry for m in near if m.entry.kind != "state" and m.entry.sector not in _ONLOOKERS), None)
        if named is not None and named.name not in record["targets"] and i >= 0:
            record["issuers"] = [named.name]
            return
