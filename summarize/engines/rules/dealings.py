"""What one sentence says of a deal."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from summarize.engines.rules.agreement_kinds import kinds_in
from summarize.engines.rules.agreements import Agreement, agreements
from summarize.engines.rules.attribution import Said
from summarize.engines.rules.brokers import mediators
from summarize.engines.rules.claims import add_claim, claim
from summarize.engines.rules.deal_events import OVER
from summarize.engines.rules.deal_scene import Scene
from summarize.engines.rules.deal_site import only_scene, plain_name
from summarize.engines.rules.dealers import dealers
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.parties import armed
from summarize.engines.rules.positions import positions, speaks_too
from summarize.engines.rules.records import Reader
from summarize.engines.rules.regions import region_after
from summarize.engines.rules.sides import Sides
from summarize.engines.rules.speakers import speaker
from summarize.engines.rules.stages import stage_of
from summarize.engines.rules.stances import answer, stance_of, told_in
from summarize.engines.rules.terms import terms
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.times import when_near
from summarize.engines.rules.truces import of_it

__all__ = ["Dealing", "dealings"]

_TALK: Final = frozenset({"proposed", "negotiating"})
_OF_WAR: Final = frozenset({"ceasefire", "aid_access", "settlement", "prisoner_release"})
_CLOCK: Final = (" am", " pm", " a.m.", " p.m.", " a.m", " p.m", " gmt", "00")
_PLACE: Final = 3  # words from an agreement to its place
_WHILE: Final = frozenset({"during", "amid", "under"})
_DURING: Final = 4  # words from these to a truce
_PLANNED: Final = 16  # words before it in which the verb is only possible
_SPELL: Final = frozenset({"within", "after"})  # words before how long a deal was kept
_SOON: Final = 6  # words from the word of an end to when that was
_SIGNED: Final = 6  # words from "signed" to where


class Dealing(NamedTuple):
    """One sentence on one deal: `told` parties are put to it, `between` as its two sides, `near` ones only named beside
    it; `around`: the kinds that any words of the sentence tell.
    """

    number: int
    agreement: Agreement
    stage: str
    claims: list[dict[str, Any]]
    told: list[str]
    near: list[str]
    between: list[str]
    mediators: list[str]
    terms: list[str]
    place: str | None
    date: str | None
    around: set[str]
    denied: str = ""

    @property
    def kind(self) -> str:
        """The kind of the agreement."""
        return self.agreement.kind


def dealings(reader: Reader, sides: Sides, sentence: Sentence, *, open_deal: bool) -> list[Dealing]:
    """What the sentence says of each deal; `open_deal`: one was told of before, which it may take up."""
    found = agreements(reader, sentence)
    scenes = [Scene(reader, sides, sentence, a, [o for o in found if o is not a]) for a in found]
    return [told for scene in scenes if (told := _dealing(scene, open_deal)) is not None]


def _dealing(scene: Scene, open_deal: bool) -> Dealing | None:
    reader, sides, sentence, agreement = scene[:4]
    at = agreement.at[0]
    if agreement.kind == "other" and agreement.verbal and not (open_deal and scene.cue("deals.denied", far=True)):
        return None  # "agreed to meet" is no deal
    if not open_deal and (sentence.kinds[at] in "pt" or sentence.starts(at, "deals.disowned") is not None):
        return None  # "It was signed", "the plan": of what is not told
    if sentence.has("deals.outside"):
        return None  # "The agency said it was no party to the deal"
    stage = stage_of(scene) or ("agreed" if agreement.dated and not agreement.talks else _lasting(scene))
    said = speaker(reader, sides, sentence, at)
    stance, holders = stance_of(scene, said)
    denied = stage if stance == "denies" else ""
    if stance in {"denies", "doubts"}:
        stage = ""
    if not (stage or stance != "asserts" or (agreement.taken_up and open_deal)):
        return None
    within = reader.sayings.statement(sentence, at)
    listed = terms(sentence, agreement, within[1])
    if not (stage or stance != "asserts" or listed or any(h is not None for h in holders)):
        return None
    holders = [_group(scene, holder) for holder in holders]
    i, j = _quoted_by(sentence, holders, told_in(scene, stance))
    claims = [c for holder in holders if (c := claim(sentence, i, j, holder, stance)) is not None]
    denier = answer(scene, next(iter(holders), None)) if stance != "denies" else None
    if denier is not None and (denial := claim(sentence, denier.i, denier.j, denier)) is not None:
        claims.append(denial)
    claims = _with_positions(scene, claims)
    if not claims:
        return None
    who = dealers(scene, said, within)
    relief = agreement.kind == "aid_access" and sentence.has("deals.relief")
    between = len(sides.groups.principals) > 1 or agreement.kind in _OF_WAR  # the article is about fighting
    if not (armed(reader, sentence) or open_deal or relief or between or any(_armed(reader, n) for n in who.told)):
        return None
    position = stance not in {"asserts", "denies", "doubts"}
    told = [h.source for h in holders if h is not None and h.source] if position else []
    return Dealing(
        number=sentence.number,
        agreement=agreement,
        stage=stage,
        claims=claims,
        told=list(dict.fromkeys((*told, *who.told))),
        near=who.near,
        between=who.between,
        mediators=mediators(reader, sentence),
        terms=listed,
        # "talks in Doha": the host's, not the place that it is about.
        place=None if agreement.talks else _place(reader, sentence, agreement),
        around=kinds_in(sentence),
        denied=denied,
        date=(_date(scene, stage, within) or (_said_on(sentence) if stage in _TALK else None)) if stage else None,
    )


def _with_positions(scene: Scene, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims with those of who speaks too, who signed, and whose offer it is."""
    sentence = scene.sentence
    told = {"claims": claims}
    said = scene.reader.sayings.at(sentence, scene.agreement.at[0])
    for one in [c for c in claims if said is not None and c["source"] == said.source and c["stance"] == "asserts"]:
        other = speaks_too(scene, said) if said is not None else None
        if other is not None:
            add_claim(told, one | {"source": other.source})
    found = positions(scene)
    for position in found:
        add_claim(told, claim(sentence, *position.told, position.said, position.stance))
    signed = any(p.stance == "accepts" and p.said.entry is not None and p.said.entry.person for p in found)
    return [c for c in told["claims"] if not (signed and c["source"] is None and c["stance"] == "asserts")]


def _quoted_by(sentence: Sentence, holders: list[Said | None], told: Span) -> Span:
    """The words to quote: of one who is only described by the deal, "said Tarn, who took part in the talks", what he
    says.
    """
    said = next(iter(holders), None)
    if said is None or not sentence.quoted or said.j > told[0] or any(sentence.quoted[told[0] : told[1]]):
        return told
    first = next((k for k in range(said.i) if sentence.quoted[k]), None)
    return told if first is None else (first, first + 1)


def _lasting(scene: Scene) -> str:
    """The stage of a truce in which something happens: "during a two-day truce"."""
    i = scene.agreement.at[0]
    if scene.agreement.kind not in {"ceasefire", "evacuation"} or _WHILE.isdisjoint(scene.sentence.lows):
        return ""
    tokens = scene.sentence.tokens[max(0, i - _DURING) : i]
    on = any(t.low in _WHILE for t in tokens)
    on = on and "m" not in scene.sentence.kinds[max(0, i - _PLANNED) : i]  # "would have let them leave during a truce"
    return "implementing" if on and not any(t.mark for t in tokens) else ""


def _group(scene: Scene, said: Said | None) -> Said | None:
    """Who speaks; the armed group of the article for a bare "rebels"."""
    if said is None or said.entry is not None or not said.source:
        return said
    noun = said.source.lower().removeprefix("the ")
    group = scene.sides.groups.of(scene.sentence) if noun in words("deals.group_nouns") else None
    return said if group is None else said._replace(source=group.name, entry=group)


def _date(scene: Scene, stage: str, within: Span) -> str | None:
    """The time nearest to the agreement, or to the word of its end, that is no length: not "a five-day truce", "two
    weeks of fighting".
    """
    sentence = scene.sentence
    ended = scene.cue(f"deals.{stage}") if stage in OVER else None
    at = (ended or scene.agreement.at)[0]
    if ended is None and of_it(sentence, scene.agreement.at) > scene.agreement.at[1]:
        at = of_it(sentence, scene.agreement.at)  # "the truce, which began on Monday"
    found = (_end(scene, ended, within) if ended else None) or when_near(sentence, (at, at), within)
    if found is not None and found[0].isdigit() and found.lower().endswith(_CLOCK):
        found = _said_on(sentence) or found  # an hour of the day that the sentence tells
    opening = found.lower().split()[0] if found else ""
    if found is None or opening in {"until", "till"} or (opening == "since" and stage != "implementing"):
        return None
    if found.lower().endswith(("-long", " after", " before", " later")):
        return None
    *led, last = found.lower().replace("-", " ").split()
    told = {"this", "last"}.intersection(led) or (stage in OVER and opening in _SPELL)
    return None if last in words("ultimatums.units") | {"year", "years"} and not told else found


def _end(scene: Scene, ended: Span, within: Span) -> str | None:
    """When a deal that is over ended, by what follows the word of its end: a day rather than how long it took.

    How long it took tells that only where a time before it is that of its making, as in "announced in May"; "a truce in
    May" has the time itself.
    """
    sentence = scene.sentence
    made = sentence.spans("deals.agreed", "deals.made_known", "deals.signing")
    made_before = any(scene.agreement.at[1] <= i < ended[0] for i, _ in made)
    after = [w for w in sentence.whens if ended[1] <= w[0] <= ended[1] + _SOON and w[1] <= within[1]]
    lasted: Span | None = None
    for i, j in after:
        led = i - (sentence.tokens[i - 1].low in _SPELL)
        if any(sentence.kinds[k] not in "itg" and k not in sentence.timed for k in range(ended[1], led)):
            break
        if any(t.mark for t in sentence.tokens[ended[1] : i]):
            break
        if sentence.tokens[led].low in _SPELL:
            lasted = lasted or ((led, j) if made_before and set(sentence.kinds[led:j]) & set("nt") else None)
        elif sentence.kinds[i] != "n":
            return sentence.words(i, j)
    return sentence.words(*lasted) if lasted else None


def _said_on(sentence: Sentence) -> str | None:
    """The day on which somebody speaks of what is only talked about: that is where it stands then."""
    return next((sentence.words(i, j) for i, j in sentence.whens if "d" in sentence.kinds[i:j]), None)


def _armed(reader: Reader, name: str) -> bool:
    entry = reader.cast.get(name)
    return entry is not None and entry.sector in {"rebel_group", "military", "paramilitary"}


def _place(reader: Reader, sentence: Sentence, agreement: Agreement) -> str | None:
    """The place that follows the agreement closely: "a truce in Keslow"; not the one where it was signed."""
    ends = [j for _, j in agreement.spans]
    seats = {c.i for c in sentence.countries if c.kind == "capital"}
    for p in reader.places.after(sentence):
        if p.i in seats or only_scene(sentence, p.before) or _signed_at(sentence, p.before):
            continue
        if any(0 <= p.before - j <= _PLACE and not any(t.mark for t in sentence.tokens[j : p.i]) for j in ends):
            near = sentence.tokens[p.i].low == "near"
            return sentence.words(p.i if near else plain_name(reader, sentence, p.i, p.j), p.j)
    ends = [j for j in ends if sentence.low(j, j + 1) not in {"in", "at"} or not _signed_at(sentence, j)]
    return next((r for j in ends if (r := region_after(reader, sentence, j)) is not None), None)


def _signed_at(sentence: Sentence, k: int) -> bool:
    """As in "signed a truce in Keslow": word `k` begins where."""
    first = max(0, k - _SIGNED)
    return any(t.low in words("deals.signing") and not t.mark for t in sentence.tokens[first:k])
