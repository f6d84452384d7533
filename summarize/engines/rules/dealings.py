"""What one sentence says of a deal."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from summarize.engines.rules.agreements import Agreement, agreements, distance
from summarize.engines.rules.attribution import Said
from summarize.engines.rules.claims import claim
from summarize.engines.rules.dealers import dealers, is_noun_of, mediators, wills
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.parties import armed
from summarize.engines.rules.records import Reader
from summarize.engines.rules.regions import region_after
from summarize.engines.rules.sides import Sides
from summarize.engines.rules.speakers import closest, speaker
from summarize.engines.rules.terms import terms
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.times import when_near

__all__ = ["OVER", "STAGES", "Dealing", "dealings"]

STAGES: Final = ("proposed", "negotiating", "agreed", "implementing", "completed")
OVER: Final = ("suspended", "collapsed")
_CARRIED_OUT: Final = ("movement.left", "movement.evacuated", "deals.swapping", "deals.freed", "deals.prisoner_release")
_BEFORE: Final = 9  # words from a verb to the noun
_AFTER: Final = 14
_NAMED: Final = 4  # words between "as part of" and the noun
_PLACE: Final = 8  # words from an agreement to its place
_OPENS: Final = 3  # words before the person that a sentence opens with


class Dealing(NamedTuple):
    """One sentence on one deal: `told` parties are put to it, `near` ones only named beside it."""

    number: int
    agreement: Agreement
    stage: str
    claims: list[dict[str, Any]]
    told: list[str]
    near: list[str]
    mediators: list[str]
    terms: list[str]
    place: str | None
    date: str | None

    @property
    def kind(self) -> str:
        """The kind of the agreement."""
        return self.agreement.kind


class _Scene(NamedTuple):
    """An agreement in its sentence, among the others there."""

    reader: Reader
    sides: Sides
    sentence: Sentence
    agreement: Agreement
    others: list[Agreement]

    def cue(self, *groups: str, far: bool = False) -> Span | None:
        """A phrase of the groups that belongs to the agreement, in its clause, neither negated nor only possible; with
        `far` wherever it stands within reach.
        """
        sentence, noun = self.sentence, self.agreement.at
        for i, j in sentence.spans(*groups):
            own = distance(self.agreement.spans, (i, j))
            noun = min(self.agreement.spans, key=lambda s: distance((s,), (i, j)))
            if not (noun[0] - _BEFORE <= i and j <= noun[1] + _AFTER):
                continue
            if any(distance(o.spans, (i, j)) < own for o in self.others):
                continue
            if far or self._belongs((i, j), noun):
                return i, j
        return None

    def _belongs(self, cue: Span, noun: Span) -> bool:
        sentence, (i, j) = self.sentence, cue
        gap = _gap(sentence, j, noun[0]) if j <= noun[0] else _gap(sentence, noun[1], i)
        led = sentence.kinds[max(0, i - 3) : i]
        if set(gap) & set(";szk") or (i != noun[0] and ("x" in led or "m" in led)):
            return False
        return sentence.quoted[i] == sentence.quoted[noun[0]]


def _gap(sentence: Sentence, i: int, j: int) -> str:
    """The kinds of the words `[i, j)` that are in no time phrase, each after its mark, and the mark after them."""
    timed = {k for a, b in sentence.whens for k in range(a, b)}
    gap = "".join(sentence.tokens[k].mark + sentence.kinds[k] for k in range(i, j) if k not in timed)
    return gap + (sentence.tokens[j].mark if j < len(sentence.tokens) else "")


def dealings(reader: Reader, sides: Sides, sentence: Sentence, *, open_deal: bool) -> list[Dealing]:
    """What the sentence says of each deal; `open_deal`: one was told of before, which it may take up."""
    found = agreements(reader, sentence)
    told = (_dealing(_Scene(reader, sides, sentence, a, [o for o in found if o is not a]), open_deal) for a in found)
    return [t for t in told if t is not None]


def _dealing(scene: _Scene, open_deal: bool) -> Dealing | None:
    reader, sides, sentence, agreement = scene[:4]
    if agreement.kind == "other" and agreement.verbal:
        return None  # "agreed to meet" is no deal
    stage = _stage(scene)
    stance, holders = _stance(scene)
    if stance in {"denies", "doubts"}:
        stage = ""
    i, j = _told_in(scene, stance)
    claims = [c for said in holders if (c := claim(sentence, i, j, said, stance)) is not None]
    within = reader.sayings.statement(sentence, agreement.at[0])
    listed = terms(sentence, agreement, within[1])
    named = any(h is not None for h in holders)
    if not claims or not (stage or stance != "asserts" or (agreement.taken_up and open_deal and (named or listed))):
        return None
    said = speaker(reader, sides, sentence, agreement.at[0])
    who = dealers(reader, sides, sentence, agreement, scene.others, said)
    relief = agreement.kind == "aid_access" and sentence.has("deals.relief")
    if not (armed(reader, sentence) or open_deal or relief or any(_armed(reader, name) for name in who.told)):
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
        mediators=mediators(reader, sentence),
        terms=listed,
        # "talks in Doha": the host's, not the place that it is about.
        place=None if agreement.talks else _place(reader, sentence, agreement),
        date=_date(sentence, agreement, within) if stage else None,
    )


def _date(sentence: Sentence, agreement: Agreement, within: Span) -> str | None:
    """The time nearest to the agreement that is no length: not "a five-day truce", "two weeks of fighting"."""
    found = when_near(sentence, agreement.at[0], within)
    if found is None:
        return None
    last = found.lower().replace("-", " ").split()[-1]
    return (
        None
        if last in words("ultimatums.units") and not found.lower().startswith(("within", "this", "last"))
        else found
    )


def _armed(reader: Reader, name: str) -> bool:
    entry = reader.cast.get(name)
    return entry is not None and entry.sector in {"rebel_group", "military", "paramilitary"}


def _place(reader: Reader, sentence: Sentence, agreement: Agreement) -> str | None:
    """The place that follows the agreement closely: "a truce in Keslow"."""
    ends = [j for _, j in agreement.spans]
    for p in reader.places.after(sentence):
        if any(0 <= p.before - j <= _PLACE for j in ends):
            return sentence.words(p.i, p.j)
    return next((r for j in ends if (r := region_after(reader, sentence, j)) is not None), None)


def _stage(scene: _Scene) -> str:
    """The stage that the sentence tells, "" where it tells none."""
    sentence, agreement = scene.sentence, scene.agreement
    if _none(scene):
        return ""
    for stage in OVER:
        if scene.cue(f"deals.{stage}"):
            return stage
    if scene.cue("deals.refused") and not _dismissal(scene):
        return "rejected"
    if scene.cue("deals.completed", far=True):
        return "completed"
    done = "m" not in sentence.kinds  # "under the deal they would leave": nobody has yet
    if done and (scene.cue("deals.implementing", far=True) or (_under_it(scene) and sentence.has(*_CARRIED_OUT))):
        return "implementing"
    if any(sentence.starts(i, "deals.swapping", "deals.swap_verbs") is not None for i, _ in agreement.spans):
        return "completed"
    if agreement.verbal and sentence.starts(agreement.at[0], "deals.offering") is not None:
        return "proposed"
    if agreement.verbal and not _possible(sentence, agreement.at[0]):
        return "agreed"
    cue = scene.cue("deals.agreed")
    if cue is not None and not _of_talks(scene, cue):
        return "agreed"
    if agreement.talks and scene.cue("deals.succeeded", far=True):
        return "completed" if agreement.kind == "prisoner_release" else "agreed"
    if any(sentence.tokens[i].low == "negotiating" for i, _ in agreement.spans):
        return "negotiating"
    if agreement.talks and (scene.cue("deals.talking") or _in_talks(sentence, agreement.at[0])):
        return "negotiating"
    if scene.cue("deals.proposed"):
        return "proposed"
    made = (
        agreement.taken_up
        and agreement.kind != "other"
        and not agreement.talks
        and not _possible(sentence, agreement.at[0])
    )
    return "agreed" if made and _result(scene) else ""


def _result(scene: _Scene) -> bool:
    """As in "as a result of the deal to evacuate the town"."""
    return any(b <= i <= b + 2 for _, b in scene.sentence.spans("deals.result") for i, _ in scene.agreement.spans)


def _of_talks(scene: _Scene, cue: Span) -> bool:
    """Whether the noun that a verb of agreeing is nearest to is one for talks."""
    nearest = min(scene.agreement.spans, key=lambda s: distance((s,), cue))
    return scene.sentence.starts(nearest[0], "deals.talks") is not None


def _under_it(scene: _Scene) -> bool:
    """As in "were freed as part of a prisoner swap"."""
    parts = scene.sentence.spans("deals.part_of")
    return any(j <= a <= j + _NAMED for _, j in parts for a, _ in scene.agreement.spans)


def _dismissal(scene: _Scene) -> bool:
    """As in "agreed to leave, which the group dismissed": what is dismissed is the word of it."""
    cue = scene.cue("deals.refused")
    return cue is not None and scene.sentence.tokens[cue[0]].low == "dismissed" and cue[0] > scene.agreement.at[0]


def _in_talks(sentence: Sentence, i: int) -> bool:
    """As in "has been in peace talks"."""
    k = i
    while k > 0 and sentence.kinds[k - 1] in "gN" and not sentence.tokens[k].mark:
        k -= 1
    return k > 1 and sentence.tokens[k - 1].low == "in" and sentence.kinds[k - 2] in "bh"


def _possible(sentence: Sentence, i: int) -> bool:
    led = sentence.kinds[max(0, i - 3) : i]
    return "x" in led or "m" in led


def _none(scene: _Scene) -> bool:
    """As in "no deal was reached"."""
    return all(i > 0 and scene.sentence.tokens[i - 1].low in {"no", "any"} for i, _ in scene.agreement.spans)


def _stance(scene: _Scene) -> tuple[str, list[Said | None]]:
    """The stance, and whose it is: the parties whose will is told, else who speaks, None for the article itself."""
    reader, sides, sentence, agreement = scene[:4]
    said = speaker(reader, sides, sentence, agreement.at[0])
    if sentence.has("deals.unbound") and said is not None:
        return "rejects", [said]
    for group, stance in (("deals.refused", "rejects"), ("deals.proposed", "proposes")):
        verb = None if group == "deals.refused" and _dismissal(scene) else scene.cue(group)
        own = verb is not None and is_noun_of(sentence, agreement, verb)  # "the offer": its owner's
        found = wills(reader, sides, sentence, verb[0]) if verb and not own else []
        if found:
            return stance, [*found]
    if said is not None and (said.stance == "denies" or scene.cue("deals.denied", far=True)):
        return "denies", [closest(sentence, said)]
    doubt = scene.cue("deals.doubted", far=True)
    if doubt is not None and not reader.sayings.names_speaker(sentence, doubt[0]):
        return "doubts", [closest(sentence, said) if said is not None else _doubter(scene)]
    if said is not None and said.stance == "doubts":
        return "doubts", [said]
    if agreement.verbal and sentence.starts(agreement.at[0], "deals.offering") is not None:
        found = wills(reader, sides, sentence, agreement.at[0])
        return ("proposes", [*found]) if found else ("asserts", [said])
    verb = agreement.at if agreement.verbal else scene.cue("deals.agreed")
    if verb and verb[0] <= agreement.at[0] and sentence.tokens[verb[0]].low in words("deals.accepting"):
        found = wills(reader, sides, sentence, verb[0])
        own = said is not None and said.source is not None and [f.source for f in found] == [said.source]
        if found and (said is None or own):
            return "accepts", [*found]
    return "asserts", [said]


def _doubter(scene: _Scene) -> Said | None:
    """Whose doubt a sentence tells that quotes nobody: the person it opens with, else the article's."""
    mentions = scene.reader.cast.mentions(scene.sentence)
    if mentions and mentions[0].entry.person and mentions[0].i <= _OPENS:
        return Said(0, 0, "doubts", mentions[0].entry.name, mentions[0].entry)
    return None


def _told_in(scene: _Scene, stance: str) -> Span:
    """The words to quote: the noun, with the words that deny or doubt it."""
    noun = scene.agreement.at
    group = {"denies": "deals.denied", "doubts": "deals.doubted", "rejects": "deals.refused"}.get(stance)
    cue = (scene.cue(group, far=True) if group else None) or noun
    return min(noun[0], cue[0]), max(noun[1], cue[1])
