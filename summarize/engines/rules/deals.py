"""Deals of conflict: what the sentences say of them, put together by deal."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.article import is_headline
from summarize.engines.rules.brokers import mediators
from summarize.engines.rules.claims import add_claim, claim
from summarize.engines.rules.deal import Deal
from summarize.engines.rules.deal_events import OVER, carried_on, event_in
from summarize.engines.rules.deal_links import link
from summarize.engines.rules.deal_parties import parties_of
from summarize.engines.rules.deal_sides import camps, known, name_collectives, state_behind
from summarize.engines.rules.deal_towns import own_town
from summarize.engines.rules.dealings import Dealing, dealings
from summarize.engines.rules.records import Reader
from summarize.engines.rules.sides import Sides
from summarize.engines.rules.speakers import speaker
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.voices import heard_of

__all__ = ["find_deals"]

_MOST: Final = 12
_MAIN: Final = 10  # sentences in which what an article is about is told
_NEAR: Final = 2  # sentences after one on a deal in which its terms may follow
_HEARD: Final = 6  # and in which others may speak of it


def find_deals(reader: Reader) -> list[dict[str, Any]]:
    """The deals of an article as an engine writes them."""
    sides = Sides(reader)
    body = [s for s in reader.sentences if not is_headline(s)]
    found = _told(reader, sides, body)
    if (
        not found
        and len(body) < len(reader.sentences)
        and dealings(reader, sides, reader.sentences[0], open_deal=False)
    ):
        found = _told(reader, sides, reader.sentences)  # only the headline has the word
    _last_word(reader, sides, found)
    main = next((d for d in found if not d.past and d.named.parties), None)
    principals = camps(reader, sides) if found else []
    for named in (d.named for d in found):
        name_collectives(reader, named, principals)
        if named.past and main is not None and not known(reader, named):
            named.parties = parties_of(reader, main.named, principals)  # "an earlier truce": of the same two
        if not named.anybody:
            named.near = [state_behind(reader, p) for p in principals]
    first = next((d for d in found if not d.past and d.begun <= _MAIN), None)
    records = (deal.written(reader, principals, main=deal is first) for deal in found)
    return [record for record in records if record is not None]


def _told(reader: Reader, sides: Sides, sentences: list[Sentence]) -> list[Deal]:
    """The deals that these sentences tell of, in order."""
    found: list[Deal] = []
    last: Deal | None = None
    before_any: list[Sentence] = []
    for sentence in sentences:
        told = dealings(reader, sides, sentence, open_deal=last is not None)
        for before in found[-1:]:
            if not before.named.parties and not before.named.near and sentence.number == before.number + 1:
                before.named.near = [s.name for s in sides.inside(sentence, (0, len(sentence.tokens)))]
        for one in told:
            last = _take(reader, found, _of_the_past(one) if found and found[0].begun < one.number else one, last)
        if not found:
            before_any.append(sentence)
        if last is not None:
            _follow(reader, sentence, last, told=bool(told))
    first = next((d for d in found if not d.past), None)
    if first is not None:
        _begun_before(reader, sides, first, before_any)
    return found


def _of_the_past(told: Dealing) -> Dealing:
    """A deal of a month or a year is one of the past where another was told of before."""
    agreement = told.agreement
    return told._replace(agreement=agreement._replace(past=True)) if agreement.dated else told


def _follow(reader: Reader, sentence: Sentence, last: Deal, *, told: bool) -> None:
    """Let a sentence go on with the deal last told of: who mediates, how it goes, who else speaks, its terms."""
    near = sentence.number - last.number <= _NEAR
    if not told:
        told_of = sentence.has("deals.mediating", "deals.mediators") and sentence.has("deals.nouns")
        if told_of or (near and sentence.has("deals.mediator_nouns", "deals.mediator_groups")):
            known = last.named.mediators
            known += [m for m in mediators(reader, sentence) if m not in known]
        last.carry_on(reader, sentence)
        heard = sentence.number - last.number <= _HEARD
        new = heard_of(reader, sentence, last.likely, near=near) if heard else None
        last.heard += [new] if new is not None and len(last.heard) < _MOST else []
    elif carried_on(sentence, last.likely) in OVER:
        last.carry_on(reader, sentence)  # "left under a deal, but the evacuation was halted"
    if near:
        last.go_on(reader, sentence, told=told)


def _begun_before(reader: Reader, sides: Sides, deal: Deal, sentences: list[Sentence]) -> None:
    """Let the sentences before the first on a deal tell how it goes: "The evacuation was halted, a monitor said"."""
    for sentence in sentences:
        if deal.carry_on(reader, sentence):
            at = event_in(sentence, deal.likely)
            new = claim(sentence, at, at + 1, speaker(reader, sides, sentence, at))
            add_claim({"claims": deal.claims}, new)


def _last_word(reader: Reader, sides: Sides, found: list[Deal]) -> None:
    """Let the headline tell where a deal stands: it has the latest of it."""
    first = reader.sentences[0] if reader.sentences else None
    deal = next((d for d in found if not d.past), None)
    if first is None or deal is None or not is_headline(first):
        return
    told = [d for d in dealings(reader, sides, first, open_deal=True) if d.kind in {deal.kind, "other"}]
    stances = {c["stance"] for c in deal.claims}
    for new in (c for d in told for c in d.claims if c["stance"] in {"denies", "rejects"} - stances):
        add_claim({"claims": deal.claims}, new)
    stage = next((s for s in [carried_on(first, deal.kind), *(d.stage for d in told)] if s in OVER), "")
    deal.events += [stage] if stage else []


def _take(reader: Reader, found: list[Deal], told: Dealing, last: Deal | None) -> Deal | None:
    """Let the deal that is told of take it in, a new one where it is none of those found; what is told of last then."""
    town = own_town(reader, told)
    deal = link(reader, found, told, last, town)
    if deal is not None:
        deal.add(told)
    elif len(found) < _MOST:
        deal = Deal(told)
        deal.town = town
        truces = reader.sentences[told.number].spans("deals.ceasefire")
        deal.truce = told.kind == "evacuation" and any(
            i in (a, b - 1) for i, _ in truces for a, b in told.agreement.spans
        )
        found.append(deal)
    return deal if deal is not None and not told.agreement.past else last
