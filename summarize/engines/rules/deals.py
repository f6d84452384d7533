"""Deals of conflict: what the sentences say of them, put together by deal."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final

from summarize.countries import country_mentions
from summarize.engines.rules.agreements import KINDS, kinds_in
from summarize.engines.rules.article import is_headline
from summarize.engines.rules.cast import Entry
from summarize.engines.rules.claims import add_claim
from summarize.engines.rules.dealers import mediators
from summarize.engines.rules.dealings import Dealing, dealings
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.sides import Sides
from summarize.engines.rules.stages import OVER, STAGES, carried_on
from summarize.engines.rules.terms import further_terms, tells_terms
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.voices import heard_of

__all__ = ["find_deals"]

_MOST: Final = 12
_TERMS: Final = 5
_PARTIES: Final = 2
_CLAIMS: Final = 8
_KEPT: Final = 40  # values of one field that are looked at, so that the work stays linear
_CUES: Final = 2  # different words of conflict in an article that names nobody who is armed
_FIRST: Final = 2  # sentences on a deal in which a side without a name counts like one with
_NEAR: Final = 2  # sentences after one on a deal in which its terms may follow
_HELD: Final = frozenset({"agreed", "implementing", "completed", "negotiating"})
_ARMED: Final = frozenset({"military", "rebel_group", "paramilitary"})
_SIDED: Final = frozenset({"government", "military", "rebel_group", "paramilitary"})


def find_deals(reader: Reader) -> list[dict[str, Any]]:
    """The deals of an article as an engine writes them."""
    sides = Sides(reader)
    found: list[_Deal] = []
    last: _Deal | None = None
    body = [s for s in reader.sentences if not is_headline(s)]
    for sentence in body if _deals_in(reader, sides, body) else reader.sentences:
        told = dealings(reader, sides, sentence, open_deal=last is not None)
        for before in found[-1:]:
            if not before.parties and not before.near and sentence.number == before.number + 1:
                before.near = [s.name for s in sides.inside(sentence, (0, len(sentence.tokens)))]
        for one in told:
            last = _take(reader, found, one, last)
        if (
            last is not None
            and not told
            and sentence.has("deals.mediating", "deals.mediators")
            and sentence.has("deals.nouns")
        ):
            last.mediators += [m for m in mediators(reader, sentence) if m not in last.mediators]
        if last is not None and not told and (stage := carried_on(sentence, last.kind)):
            last.events.append(stage)
        if last is not None and not told and sentence.number - last.number <= _NEAR:
            voice = heard_of(reader, sentence, last.kind)
            if voice is not None:
                add_claim({"claims": last.claims}, voice)
        if last is not None and sentence.number - last.number <= _NEAR:
            last.go_on(reader, sentence, told=bool(told))
    _last_word(reader, sides, found)
    main = next((d for d in found if not d.past and d.parties), None)
    for deal in found:
        deal.name_collectives(sides.groups.principals)
        if deal.past and main is not None and not {*deal.parties, *deal.late}:
            deal.parties = main.parties[:_PARTIES]  # "an earlier truce": of the same two
        if not {*deal.parties, *deal.late, *deal.near} - {*deal.mediators}:
            deal.near = [*sides.groups.principals]
    return [record for deal in found if (record := deal.written(reader, sides.groups.principals)) is not None]


def _last_word(reader: Reader, sides: Sides, found: list[_Deal]) -> None:
    """Let the headline tell where a deal stands: it has the latest of it."""
    first = reader.sentences[0] if reader.sentences else None
    deal = next((d for d in found if not d.past), None)
    if first is None or deal is None or not is_headline(first):
        return
    told = [d for d in dealings(reader, sides, first, open_deal=True) if d.kind in {deal.kind, "other"}]
    stances = {c["stance"] for c in deal.claims}
    for new in (c for d in told for c in d.claims if c["stance"] not in stances):
        add_claim({"claims": deal.claims}, new)
    stage = next((s for s in [carried_on(first, deal.kind), *(d.stage for d in told)] if s in OVER), "")
    deal.events += [stage] if stage else []


def _deals_in(reader: Reader, sides: Sides, sentences: list[Sentence]) -> bool:
    """Whether the sentences tell of a deal by themselves."""
    return any(dealings(reader, sides, s, open_deal=False) for s in sentences)


def _take(reader: Reader, found: list[_Deal], told: Dealing, last: _Deal | None) -> _Deal | None:
    """Let the deal that is told of take it in, a new one where it is none of those found; what is told of last then."""
    deal = _same(reader, found, told, last)
    if deal is not None:
        deal.add(told)
    elif len(found) < _MOST:
        deal = _Deal(told)
        found.append(deal)
    return deal if deal is not None and not told.agreement.past else last


def _official(reader: Reader, name: str) -> bool:
    entry = reader.cast.get(name)
    if entry is None:
        return bool(country_mentions(name))
    return entry.kind == "state" or entry.sector in _SIDED


def _armed_group(reader: Reader, name: str) -> bool:
    entry = reader.cast.get(name)
    return entry is not None and entry.sector in {"rebel_group", "paramilitary", "political"}


def _only_state(reader: Reader) -> Entry | None:
    """The state of an article that has one."""
    states = [e for e in reader.cast.entries if e.kind == "state"]
    return states[0] if len(states) == 1 else None


class _Deal:
    """One deal under construction."""

    def __init__(self, told: Dealing) -> None:
        self.kind = told.kind
        self.past = told.agreement.past
        self.number = told.number
        self.stages: list[str] = []
        self.events: list[str] = []  # stages told by nouns for what was agreed on
        self.parties: list[str] = []
        self.late: list[str] = []  # those without a name that only later sentences put to it
        self.near = told.near
        self.told = 0
        self.around: Counter[str] = Counter()  # kinds that the words around it tell
        self.mediators: list[str] = []
        self.terms: list[str] = []
        self.claims: list[dict[str, Any]] = []
        self.places: list[str] = []
        self.dates: list[tuple[str, str]] = []  # by stage
        self.add(told)

    def add(self, told: Dealing) -> None:
        """Take in what another sentence says of it."""
        self.number = told.number
        if self.kind == "other":
            self.kind = told.kind
        self.around.update(told.around)
        holder = {"claims": self.claims}
        for new in told.claims if len(self.claims) < _KEPT else ():
            add_claim(holder, new)
        if told.stage:
            self.stages.append(told.stage)
            self.dates += [(told.stage, told.date)] if told.date else []
        self.places += [told.place] if told.place else []
        self.terms = list(dict.fromkeys([*self.terms, *told.terms]))[:_KEPT]
        self.mediators = list(dict.fromkeys([*self.mediators, *told.mediators]))[:_KEPT]
        self.told += 1
        names = self.parties if self.told <= _FIRST else self.late
        names[:] = list(dict.fromkeys([*names, *told.told]))[:_KEPT]

    def name_collectives(self, principals: list[str]) -> None:
        """Let "both sides" be the two that are named beside it, else those that the article is about, where it names
        them.
        """
        every = [*self.parties, *self.late]
        pair = [p for p in dict.fromkeys(every) if not _both(p)]
        pair = pair if len(pair) >= _PARTIES else principals
        for names in (self.parties, self.late, self.near):
            if len(pair) >= _PARTIES and any(map(_both, names)):
                names[:] = dict.fromkeys([*pair[:_PARTIES], *(p for p in names if not _both(p))])

    def go_on(self, reader: Reader, sentence: Sentence, *, told: bool) -> None:
        """Take in terms that a sentence near it tells."""
        under = tells_terms(sentence)
        if not told or under:
            self.around.update(kinds_in(sentence))
            more = further_terms(reader, sentence, sure=under)
            self.terms = list(dict.fromkeys([*self.terms, *more]))[:_KEPT]

    def written(self, reader: Reader, principals: list[str]) -> dict[str, Any] | None:
        """The record, None where nobody is a party or nothing but doubt is said."""
        stances = {c["stance"] for c in self.claims}
        parties = self._sides(reader, principals)
        if not parties or not self._real(reader, parties):
            return None
        if not (self.stages or stances - {"denies", "doubts"}):
            # What is only doubted is under discussion, where it is told what; what is only denied was claimed.
            if self.kind == "other" or len(parties) < _PARTIES or not self.parties:
                return None
            self.stages.append("agreed" if "denies" in stances else "negotiating")
        if self.kind == "other" and self.around:
            self.kind = max(KINDS, key=lambda kind: self.around[kind])
        stage = self._stage(stances)
        # Talks of which only one side is told are mostly told of in passing.
        passing = stances <= {"asserts", "doubts"} and len(parties) < _PARTIES and self.kind != "aid_access"
        if stage == "negotiating" and passing:
            return None
        return {
            "kind": self.kind,
            "stage": stage,
            "parties": parties,
            "mediators": [m for m in self.mediators if m not in parties],
            "terms": self.terms[:_TERMS],
            "place": self.places[0] if self.places else None if self.past or self.kind == "settlement" else reader.towns.main,
            "date": next((d for s, d in self.dates if s == stage), self.dates[-1][1] if self.dates else None),
            "claims": _spokesmen(reader, self.claims)[:_CLAIMS],
        }

    def _real(self, reader: Reader, parties: list[str]) -> bool:
        """Whether it is one of conflict: of a state or armed actor, of two sides of which one is armed, or told in an
        article in which somebody is armed or words of conflict are many.
        """
        if any(_official(reader, p) for p in parties):
            return True
        if len(parties) >= _PARTIES and any(
            not words("deals.armed_nouns").isdisjoint(p.lower().split()) for p in parties
        ):
            return True
        cues = {s.low(i, j) for s in reader.sentences for i, j in s.spans("deals.conflict")}
        figures = any(s.has("deals.no_deal") for s in reader.sentences)
        return any(e.sector in _ARMED for e in reader.cast.entries) or (len(cues) >= _CUES and not figures)

    def _sides(self, reader: Reader, principals: list[str]) -> list[str]:
        """The parties: those put to it, then sides that say or deny that it is so, then those named near."""
        every = [*self.parties, *self.late]
        named = [p for p in every if reader.cast.get(p) is not None and p not in self.mediators]
        found = list(dict.fromkeys(named))
        for more in (self.parties, self._speakers(reader), self.late, self.near):
            if len(found) < _PARTIES:
                found = list(dict.fromkeys([*found, *(p for p in more if p not in self.mediators)]))
        found = [p for p in found if not any(q != p and p.lower() in q.lower().split() for q in found)]
        if len(found) == 1 and not self.past:
            found += self._other_side(reader, found[0], principals)
        return found[:_PARTIES] or [m for m in self.mediators[:1] if m in every]

    def _other_side(self, reader: Reader, one: str, principals: list[str]) -> list[str]:
        """The one that the article's fighting is with, where one of the two is told."""
        if len(principals) < _PARTIES or one in self.mediators:
            return []
        official = _official(reader, one) or one.lower().split()[-1] in words("actors.governments", "actors.forces")
        entry = reader.cast.get(one)
        if entry is not None and entry.sector in {"rebel_group", "paramilitary"}:
            official = False
        others = [p for p in principals if p != one and p not in self.mediators and _armed_group(reader, p) == official]
        return others[:1]

    def _speakers(self, reader: Reader) -> list[str]:
        found = []
        for told in self.claims:
            entry = reader.cast.get(told["source"]) if told["source"] else None
            if entry is None and told["source"] and told["source"].lower().split()[-1] in words("actors.governments"):
                found.append(told["source"])
            body = entry.part_of if entry is not None and entry.person else entry
            if body is None and entry is not None and entry.sector == "government":
                body = _only_state(reader)  # a minister speaks for it
            if body is not None and body.sector in _SIDED and body.name not in self.mediators:
                found.append(body.name)
        return found

    def _stage(self, stances: set[str]) -> str:
        """The furthest stage, unless the deal is over; refused only where nobody says that it is held or discussed."""
        stages = [*self.stages, *(self.events if _HELD.intersection(self.stages) else ())]
        reached = [s for s in stages if s in STAGES]
        # That it was once agreed is told after its end too.
        later = [s for s in stages if s not in {"agreed", "proposed"}]
        if later and later[-1] in OVER:
            return later[-1]
        if ("rejects" in stances or self.stages[-1:] == ["rejected"]) and not _HELD.intersection(reached):
            return "rejected"
        return max(reached, key=STAGES.index, default="rejected" if "rejects" in stances else "proposed")


def _both(name: str) -> bool:
    """Whether it stands for the two sides together: "both commanders", "rival tribes"."""
    head = re.split(r" (?:in|of|from|near) ", name.lower())[0].split()
    led = len(head) == 1 or head[0] in words("deals.together") or head[0] in words("deals.party_modifiers")
    return led and head[-1] in words("deals.collectives")


def _spokesmen(reader: Reader, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the claims of a body for which a named person says the same."""
    spoken: set[tuple[str, str]] = set()
    for told in claims:
        entry = reader.cast.get(told["source"]) if told["source"] else None
        if entry is not None and entry.person and entry.part_of is not None:
            spoken.add((entry.part_of.name, told["stance"]))
    kept = []
    for told in claims:
        entry = reader.cast.get(told["source"]) if told["source"] else None
        if (
            entry is None
            or (entry.name, told["stance"]) not in spoken
            or told["stance"] not in {"asserts", "denies", "doubts"}
        ):
            kept.append(told)
    return kept


def _same(reader: Reader, found: list[_Deal], told: Dealing, last: _Deal | None) -> _Deal | None:
    """The deal told of before that this is.

    Of one kind, and the parties, where both name some, are not all others. One that tells no kind goes on with the deal
    last told of where it says so, or names no other party.
    """
    if told.agreement.apart and not told.agreement.taken_up and not told.agreement.past:
        found, last = [d for d in found if d.number == told.number], None
    named = {p for p in told.told if reader.cast.get(p) is not None}
    if last is not None and told.agreement.taken_up and told.agreement.weak and not told.agreement.past:
        return last  # what else the sentence speaks of does not make another deal of it
    if told.kind == "other" and len(named) >= _PARTIES:
        theirs = [d for d in reversed(found) if named <= set(d.parties) and d.past == told.agreement.past]
        if theirs:
            return theirs[0]
    for deal in reversed(found):
        parties = {p for p in deal.parties if reader.cast.get(p) is not None}
        if deal.past != told.agreement.past or deal.kind not in {told.kind, "other"}:
            continue
        if deal.kind == told.kind and (not named or not parties or told.agreement.taken_up):
            return deal
        apart = len(named) >= _PARTIES and len(parties) >= _PARTIES and len(named & parties) < _PARTIES
        if (named & parties and not apart) or (
            deal.kind == "other" and told.number - deal.number <= _NEAR and not (named and parties)
        ):
            return deal
    if last is None or told.kind != "other" or told.agreement.past:
        return None
    if told.agreement.taken_up or not told.told or set(told.told) & set(last.parties):
        return last
    return None
