"""One deal under construction: what the sentences of an article say of it, and the record of it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any, Final

from summarize.engines.rules.agreement_kinds import KINDS, kinds_in
from summarize.engines.rules.claims import add_claim
from summarize.engines.rules.deal_events import OVER, carried_on, event_in
from summarize.engines.rules.deal_parties import parties_of
from summarize.engines.rules.deal_sides import PARTIES, Named, of_conflict
from summarize.engines.rules.deal_site import site_of
from summarize.engines.rules.deal_worth import is_told
from summarize.engines.rules.dealings import Dealing
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.stages import STAGES
from summarize.engines.rules.terms import further_terms, tells_terms
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.times import when_near
from summarize.engines.rules.voices import with_voices

__all__ = ["Deal"]

_TERMS: Final = 5
_CLAIMS: Final = 8
_KEPT: Final = 40  # values of one field that are looked at, so that the work stays linear
_FIRST: Final = 2  # sentences on a deal in which a side without a name counts like one with
_SOON: Final = 3  # sentences after one on a truce in which "it" may be the truce
_OF_PLACES: Final = frozenset({"evacuation", "aid_access", "surrender"})  # each is about some place
_CARRIED_OUT: Final = frozenset({"implementing", "completed"})
_TALKED_OF: Final = frozenset({"proposed", "negotiating"})
_HELD: Final = frozenset({"agreed", "implementing", "completed", "negotiating"})


class Deal:
    """One deal under construction."""

    def __init__(self, told: Dealing) -> None:
        self.kind = told.kind
        self.past = told.agreement.past
        self.begun = self.number = told.number
        self.unclear = told.agreement.taken_up and told.agreement.weak
        self.stages: list[str] = []
        self.events: list[str] = []  # stages told by nouns for what was agreed on
        self.named = Named(near=told.near, past=told.agreement.past)
        self.at = self.named.at
        self.told = 0
        self.around: Counter[str] = Counter()  # kinds that the words around it tell
        self.terms: list[str] = []
        self.claims = self.named.claims
        self.heard: list[dict[str, Any]] = []  # what others say of it later on
        self.truce = False  # an evacuation that is told of as a truce
        self.town: str | None = None  # the one that it was first put to
        self.places: list[str] = []
        self.dates: list[tuple[str, str]] = []  # by stage
        self.denied = told.denied  # the stage that it is first denied to have come to
        self.add(told)

    def add(self, told: Dealing) -> None:
        """Take in what another sentence says of it."""
        self.number = told.number
        self.at += [told.number] if len(self.at) < _KEPT else []
        if self.kind == "other" or (self.unclear and told.kind != "other"):
            self.kind = told.kind
        self.unclear = self.unclear and told.agreement.weak
        self._note(told.around)
        holder = {"claims": self.claims}
        for new in told.claims if len(self.claims) < _KEPT else ():
            add_claim(holder, new)
        left = told.stage == "suspended" and {c["stance"] for c in told.claims} == {"rejects"}
        others = left and bool(self.named.parties) and not set(told.told) & set(self.named.parties)
        if told.stage and not others:  # another group that leaves the talks does not end them
            self.stages.append(told.stage)
            self.dates += [(told.stage, told.date)] if told.date else []
        self.places += [told.place] if told.place else []
        if told.terms:
            self.terms = list(dict.fromkeys([*self.terms, *told.terms]))[:_KEPT]
        self.named.mediators = list(dict.fromkeys([*self.named.mediators, *told.mediators]))[:_KEPT]
        self.named.between = self.named.between or told.between
        self.told += 1
        if told.told:
            names = self.named.parties if self.told <= _FIRST else self.named.late
            names[:] = list(dict.fromkeys([*names, *told.told]))[:_KEPT]

    def _note(self, kinds: set[str]) -> None:
        for kind in kinds:
            self.around[kind] += 1

    @property
    def likely(self) -> str:
        """Its kind, what the words around it tell where it names none."""
        if self.kind != "other" or not self.around:
            return self.kind
        return max(KINDS, key=lambda kind: self.around[kind])

    def carry_on(self, reader: Reader, sentence: Sentence) -> bool:
        """Take in how it goes, from a noun for what was agreed on; whether the sentence tells."""
        far = self.kind == "ceasefire" and not 0 <= sentence.number - self.number <= _SOON
        stage = "" if far else carried_on(sentence, self.likely)
        if stage:
            self.events.append(stage)
            at = event_in(sentence, self.likely)
            day = when_near(sentence, (at, at), reader.sayings.statement(sentence, at))
            self.dates += [(stage, day)] if day else []
        return bool(stage)

    def go_on(self, reader: Reader, sentence: Sentence, *, told: bool) -> None:
        """Take in terms that a sentence near it tells."""
        under = tells_terms(sentence)
        if not told or under:
            self._note(kinds_in(sentence))
            if more := further_terms(reader, sentence, sure=under):
                self.terms = list(dict.fromkeys([*self.terms, *more]))[:_KEPT]

    def written(self, reader: Reader, principals: list[str], *, main: bool = False) -> dict[str, Any] | None:
        """The record, None where nobody is a party or nothing but doubt is said; `main`: what the article is about."""
        stances = {c["stance"] for c in self.claims}
        self.named.kind = self.kind
        parties = parties_of(reader, self.named, principals)
        if not parties or not of_conflict(reader, parties):
            return None
        if not (self.stages or stances - {"denies", "doubts"}):
            # What is only doubted is under discussion, where it is told what; what is only denied was claimed.
            if self.kind == "other" or len(parties) < PARTIES or not self.named.parties:
                return None
            talked_of = self.denied in _TALKED_OF or "denies" not in stances
            self.stages.append((self.denied or "negotiating") if talked_of else "agreed")
        self.kind = self.likely
        if self.kind not in {"evacuation", "settlement"} and any(_leaves(t) for t in self.terms[:_TERMS]):
            self.kind = "evacuation"  # it takes precedence
        stage = self._stage(stances)
        if self.kind == "other" and stage == "negotiating":
            self.kind = "settlement"  # what talks of two sides are about, where nothing else is told
        # Talks of which only one side is told are mostly told of in passing.
        passing = stances <= {"asserts", "doubts"} and len(parties) < PARTIES and self.kind != "aid_access"
        if stage == "negotiating" and passing:
            return None
        if main:
            site = site_of(reader, self.kind, self.at, parties) if self.kind != "settlement" else None
        else:
            site = self.town if self.past or self.kind in _OF_PLACES else None
        place = next(iter(self.places), site)
        record = {
            "kind": self.kind,
            "stage": stage,
            "parties": parties,
            "mediators": [m for m in self.named.mediators if m not in parties],
            "terms": self.terms[:_TERMS],
            "place": place,
            "date": self._date(stage),
            "claims": _spokesmen(reader, with_voices(self.claims, self.heard))[:_CLAIMS],
        }
        flags = {"main": main, "events": bool(self.events), "unclear": self.unclear}
        told = is_told(reader, self.named, record, [sign for sign, is_so in flags.items() if is_so])
        return record if told else None

    def _date(self, stage: str) -> str | None:
        """When it came to the stage; when it was agreed on tells not when it ended, but when it began to be kept."""
        of_stage = [d for s, d in self.dates if s == stage]
        if of_stage or stage in {*OVER, "rejected"}:
            return next(iter(of_stage), None)
        carried_out = [d for s, d in self.dates if s in _CARRIED_OUT] if stage in _CARRIED_OUT else []
        dates = carried_out or [d for _, d in self.dates]
        return dates[-1] if dates else None

    def _stage(self, stances: set[str]) -> str:
        """The furthest stage, unless the deal is over; refused only where nobody says that it is held or discussed."""
        stages = [*self.stages, *(self.events if _HELD.intersection(self.stages) else ())]
        reached = [s for s in stages if s in STAGES]
        # That it was once agreed is told after its end too; what an article opens with is the latest.
        later = [s for s in stages if s not in {"agreed", "proposed", "rejected"}]
        if later and later[-1] in OVER:
            return str(later[-1])
        if self.stages[:1] and self.stages[0] in OVER and "implementing" not in self.events:
            return str(self.stages[0])
        if ("rejects" in stances or self.stages[-1:] == ["rejected"]) and not _HELD.intersection(reached):
            return "rejected"
        furthest: str = max(reached, key=STAGES.index, default="rejected" if "rejects" in stances else "proposed")
        return furthest


def _leaves(term: str) -> bool:
    """Whether a term is that people are to leave or to be brought out."""
    said = term.split()
    low = f" {term.lower()} "
    found = [leave for leave in words("deals.people_leave") if f" {leave} " in low]
    if found != ["leave"]:
        return bool(found)
    after = next((b for a, b in pairwise(said) if a.lower() == "leave"), "")
    return (
        not after or after[0].isupper() or after.lower() in words("deals.leave_where")
    )  # not "leave duties to others"


def _spokesmen(reader: Reader, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the claims of a body for which a named person says the same."""
    spoken: set[tuple[str, str]] = set()
    for told in claims:
        entry = reader.cast.get(told["source"]) if told["source"] else None
        if entry is not None and entry.person and entry.part_of is not None:
            spoken.add((entry.part_of.name, told["stance"]))
    if not spoken:
        return claims
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
