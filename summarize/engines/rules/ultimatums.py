"""Ultimatums: a demand of conflict with a deadline or a threat, or what the article calls an ultimatum."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.answers import answer
from summarize.engines.rules.attribution import Said
from summarize.engines.rules.cast import Entry
from summarize.engines.rules.claims import add_claim, claim
from summarize.engines.rules.deadlines import deadline_in
from summarize.engines.rules.demands import Demand, find_demands
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.parties import armed
from summarize.engines.rules.records import Reader, fill
from summarize.engines.rules.regions import region_after
from summarize.engines.rules.sides import Side, Sides
from summarize.engines.rules.speakers import heard
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.threats import threat_at

__all__ = ["find_ultimatums"]

_MOST: Final = 6
_CLAIMS: Final = 20  # of one record
_AFTER: Final = 3  # sentences in which a threat or deadline may follow
_SIDES: Final = 2
_OBSERVERS: Final = frozenset({"ngo", "media", "medical", "civilian"})
_ARMED: Final = frozenset({"rebel_group", "military", "paramilitary"})


def find_ultimatums(reader: Reader) -> list[dict[str, Any]]:
    """The ultimatums of an article as an engine writes them."""
    sides = Sides(reader)
    found: list[dict[str, Any]] = []
    told: list[int] = []  # the sentences they are told in
    for sentence in reader.sentences:
        record = next((r for d in find_demands(sentence) if (r := _record(reader, sides, sentence, d))), None)
        if record is None:
            _goes_on(reader, sentence, found, told)
            continue
        same = next((r for r in found if _same(reader, r, record)), None)
        if same is not None:
            fill(same, record)
        elif len(found) < _MOST:
            found.append(record)
            told.append(sentence.number)
    for record, number in zip(found, told, strict=True):
        answer(reader, sides, record, number)
    return found


def _record(reader: Reader, sides: Sides, sentence: Sentence, demand: Demand) -> dict[str, Any] | None:
    said = heard(reader, sentence, demand.at)
    said = said if said is not None and said.source is not None else None
    issuers = _issuers(reader, sides, sentence, demand, said)
    targets = _targets(sides, sentence, demand, [s.name for s in issuers])
    one_side = bool(targets or issuers) and demand.threat.kind != "unstated" and all(map(_is_armed, targets or issuers))
    if not (issuers and targets) and not one_side:
        return None
    if not _conflict(reader, sentence, demand, issuers, targets):
        return None
    told_by_article = said is not None and demand.target is not None and said.i == demand.verb
    stands = claim(sentence, *demand.span, None if told_by_article and not demand.hangs else said, "asserts")
    if stands is None:
        return None
    return {
        "issuers": [s.name for s in issuers],
        "targets": [s.name for s in targets],
        "demand": demand.order.kind,
        "demand_text": demand.order.text,
        "threat": demand.threat.kind,
        "threat_text": demand.threat.text,
        "deadline": demand.deadline,
        "response": "unknown",
        "place": _place(reader, sentence, demand, targets),
        "claims": [stands],
    }


def _issuers(reader: Reader, sides: Sides, sentence: Sentence, demand: Demand, said: Said | None) -> list[Side]:
    """Who demands: the subject of the verb, else the party who speaks."""
    found: list[Side] = []
    if demand.owned is not None:
        found = sides.owner_before(sentence, demand.owned)
    if not found and demand.issuer is not None and demand.issuer[0] < demand.issuer[1]:
        found = sides.named(sentence, demand.issuer)[-1:]
    if not found and demand.verb is not None and demand.target is not None:
        found = sides.subject(sentence, demand.verb) or sides.main_subject(sentence, demand.verb)
    if not found and demand.owned is None and said is not None and said.source is not None:
        found = _speaker(reader, said)
    found = [_demanding(s) for s in found if s.entry is None or s.entry.sector not in _OBSERVERS]
    return found[:_SIDES]


def _speaker(reader: Reader, said: Said) -> list[Side]:
    """The party who speaks, where the sentence itself names nobody who demands."""
    if said.entry is not None:
        return [Side(0, 0, said.entry.name, said.entry)]
    source = said.source or ""
    own = source.lower().split()[-1] in words("deals.parties", "deals.officials", "actors.forces", "actors.governments")
    return [Side(0, 0, source, reader.cast.get(source))] if own else []


def _demanding(side: Side) -> Side:
    """A spokesman speaks for a body; a leader demands himself."""
    entry = side.entry
    speaks_for = entry is not None and entry.person and "spokes" in (entry.role or "").lower()
    body: Entry | None = entry.part_of if entry is not None and speaks_for else None
    return side._replace(name=body.name, entry=body) if body is not None else side


def _targets(sides: Sides, sentence: Sentence, demand: Demand, issuers: list[str]) -> list[Side]:
    """Whom it is made of."""
    if demand.target is None:
        return [s for s in sides.subject(sentence, demand.verb or 0) if s.name not in issuers][:_SIDES]
    found = sides.named(sentence, demand.target, issuers)
    if not found:
        found = [s for s in sides.taken_up(sentence, demand.target) if s.name not in issuers]
    if not found and demand.threat.text is not None:
        found = sides.named(sentence, demand.span, issuers)
    if demand.verb is None and demand.target[0] < demand.at:
        found = found[-_SIDES:]
    return found[:_SIDES]


def _conflict(reader: Reader, sentence: Sentence, demand: Demand, issuers: list[Side], targets: list[Side]) -> bool:
    """Whether it is one of armed or political conflict: somebody is armed, or both sides are states or parties."""
    everybody = [*issuers, *targets]
    if any(map(_is_armed, everybody)):
        return True
    if any(not sentence.tokens[i].capital for i, _ in sentence.spans("ultimatums.no_conflict")):
        return False
    if armed(reader, sentence) and demand.threat.kind != "other":
        return True
    return all(s.official or _official_noun(s) for s in issuers) and any(
        s.official or _official_noun(s) for s in targets
    )


def _is_armed(side: Side) -> bool:
    if side.entry is not None:
        return side.entry.sector in _ARMED
    return not words("deals.armed_nouns").isdisjoint(side.name.lower().split())


def _official_noun(side: Side) -> bool:
    return side.entry is None and not words("deals.officials").isdisjoint(side.name.lower().split())


def _place(reader: Reader, sentence: Sentence, demand: Demand, targets: list[Side]) -> str | None:
    """Where it concerns: a place in the sentence, where the targets are, or what they are to leave."""
    within = reader.sayings.statement(sentence, demand.at)
    near = reader.places.near(sentence, demand.at, within)
    if near is not None:
        return near
    for side in targets:
        if side.j and (region := region_after(reader, sentence, side.j)) is not None:
            return region
    for p in reader.places.after(sentence, "places.origin"):
        if p.before >= demand.at and p.j <= demand.span[1] + 1:
            return sentence.words(p.i, p.j)
    return None


def _goes_on(reader: Reader, sentence: Sentence, found: list[dict[str, Any]], told: list[int]) -> None:
    """Let the ultimatum last told of have the threat, deadline or claim that this sentence adds."""
    if not found:
        return
    record, near = found[-1], sentence.number - told[-1] <= _AFTER
    opening = next(iter(sentence.spans("ultimatums.otherwise")), None)
    if record["threat"] == "unstated" and near and opening is not None and opening[1] < len(sentence.tokens):
        k = next((j for i, j in sentence.spans("ultimatums.threatening") if i >= opening[0]), None)
        threat = threat_at(sentence, k) if k is not None and k < len(sentence.tokens) else None
        if threat is not None and threat.text is not None:
            record["threat"], record["threat_text"] = threat.kind, threat.text
    if not sentence.has("ultimatums.deadlines", "ultimatums.word"):
        return
    if record["deadline"] in (None, "a deadline"):
        when = next(iter(sentence.whens), None)
        if when is not None and sentence.has("ultimatums.ends"):
            record["deadline"] = sentence.words(*when)
        elif record["deadline"] is None:
            record["deadline"] = deadline_in(sentence, 0, 0)
    if sentence.has("ultimatums.waits", "ultimatums.rejects", "ultimatums.accepts"):
        return  # that is its answer
    said = reader.sayings.at(sentence, next(iter(sentence.spans("ultimatums.deadlines", "ultimatums.word")))[0])
    if said is not None and said.source is not None and said.stance == "asserts" and len(record["claims"]) < _CLAIMS:
        at = next(iter(sentence.spans("ultimatums.deadlines", "ultimatums.word")))
        add_claim(record, claim(sentence, *at, said, "asserts"))


def _same(reader: Reader, record: dict[str, Any], other: dict[str, Any]) -> bool:
    """Same issuer, or issuers of one state, and same targets: one ultimatum."""
    if record["targets"] and other["targets"] and not set(record["targets"]) & set(other["targets"]):
        return False
    if not record["issuers"] or not other["issuers"]:
        return bool(record["targets"] and other["targets"])
    mine, others = ({_side(reader, name) for name in r["issuers"]} for r in (record, other))
    return bool(mine & others)


def _side(reader: Reader, name: str) -> str:
    """The state whose minister, government or army this is; else the body, or the name itself."""
    entry = reader.cast.get(name)
    if entry is not None and entry.sector in {"government", "military"}:
        return f"state {entry.country}"
    return entry.part_of.name if entry is not None and entry.part_of is not None else name
