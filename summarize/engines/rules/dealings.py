"""What one sentence says of a deal."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from summarize.engines.rules.attribution import Said
from summarize.engines.rules.claims import claim
from summarize.engines.rules.dealers import mediators_of, parties_of, subjects_of
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.parties import armed
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.times import when_near

__all__ = ["OVER", "STAGES", "Dealing", "dealing"]

STAGES: Final = ("proposed", "negotiating", "agreed", "implementing", "completed")
OVER: Final = ("suspended", "collapsed")
_KINDS: Final = ("evacuation", "prisoner_release", "ceasefire", "aid_access", "surrender", "settlement")
_BEFORE: Final = 8  # words from a verb to the noun
_AFTER: Final = 14
_KIND_NEAR: Final = 16
_TERM_WORDS: Final = range(2, 26)
_TERMS: Final = 3


class Dealing(NamedTuple):
    """One sentence on one deal. `taken_up`: it takes up a deal told of before; `past`: a deal of the past."""

    kind: str
    stage: str
    claims: list[dict[str, Any]]
    parties: list[str]
    mediators: list[str]
    terms: list[str]
    place: str | None
    date: str | None
    taken_up: bool
    past: bool


def dealing(reader: Reader, sentence: Sentence) -> Dealing | None:
    """What the sentence says of a deal; None where it tells of none."""
    if not sentence.has("deals.nouns", "deals.agreeing") or sentence.has("deals.no_deal"):
        return None
    all_nouns = sentence.spans("deals.nouns", "deals.agreeing")
    nouns = [s for s in all_nouns if not reader.sayings.names_speaker(sentence, s[0])]
    if not nouns:
        return None
    noun = nouns[0]
    kind, taken_up = _kind(sentence, nouns), sentence.has("deals.taken_up")
    verb_only = sentence.starts(noun[0], "deals.agreeing") is not None
    if not (armed(reader, sentence) or taken_up) or (kind == "other" and verb_only):
        return None  # "agreed to meet" is no deal
    stage = _stage(sentence, noun)
    stance, holders = _stance(reader, sentence, noun)
    if stance in {"denies", "doubts"}:
        stage = ""
    i, j = _told_in(sentence, noun, stance)
    claims = [c for said in holders if (c := claim(sentence, i, j, said, stance)) is not None]
    if not claims or not (stage or stance != "asserts"):
        return None
    mediators = mediators_of(reader, sentence)
    said = reader.sayings.at(sentence, noun[0])
    wills = [h.source for h in holders if h is not None and h.source and stance not in {"asserts", "denies", "doubts"}]
    within = reader.sayings.statement(sentence, noun[0])
    return Dealing(
        kind=kind,
        stage=stage,
        claims=claims,
        parties=[p for p in dict.fromkeys((*wills, *parties_of(reader, sentence, noun, said))) if p not in mediators],
        mediators=mediators,
        terms=_terms(sentence, within[1]),
        # "talks in Doha": the host's, not the place that it is about.
        place=None if stage == "negotiating" else reader.places.near(sentence, noun[1], within),
        date=when_near(sentence, noun[0], within) if stage else None,
        taken_up=taken_up,
        past=_past(sentence, noun),
    )


def _kind(sentence: Sentence, nouns: list[Span]) -> str:
    """The kind that the words near a noun tell; of several the first in the order of precedence."""
    for kind in _KINDS:
        for i, j in sentence.spans(f"deals.{kind}"):
            own = kind in {"ceasefire", "settlement"}
            if own or any(i - _KIND_NEAR <= b and a <= j + _KIND_NEAR for a, b in nouns):
                return kind
    leaving = sentence.has("deals.implementing") and sentence.has("movement.left", "movement.evacuated")
    return "evacuation" if leaving else "other"


def _stage(sentence: Sentence, noun: Span) -> str:
    """The stage that the sentence tells, "" where it tells none."""
    for stage in OVER:
        if _near(sentence, f"deals.{stage}", noun):
            return stage
    if _near(sentence, "deals.refused", noun):
        return "rejected"
    for stage in ("completed", "implementing"):
        if sentence.has(f"deals.{stage}"):
            return stage
    if sentence.starts(noun[0], "deals.agreeing") is not None or _near(sentence, "deals.agreed", noun):
        return "agreed"
    if sentence.starts(noun[0], "deals.talks") is not None and _near(sentence, "deals.talking", noun):
        return "negotiating"
    return "proposed" if _near(sentence, "deals.proposed", noun) else ""


def _near(sentence: Sentence, group: str, noun: Span) -> Span | None:
    """A phrase of the group within reach of the noun, in its clause, that is neither negated nor only possible."""
    for i, j in sentence.spans(group):
        if not (noun[0] - _BEFORE <= i and j <= noun[1] + _AFTER):
            continue
        gap = sentence.shape(j, noun[0]) if j <= noun[0] else sentence.shape(noun[1], i)
        led = sentence.kinds[max(0, i - 3) : i]
        if set(gap) & set(";szk") or (i != noun[0] and ("x" in led or "m" in led)):
            continue
        if sentence.quoted[i] == sentence.quoted[noun[0]]:
            return i, j
    return None


def _stance(reader: Reader, sentence: Sentence, noun: Span) -> tuple[str, list[Said | None]]:
    """The stance, and whose it is: the parties whose will is told, else who speaks, None for the article itself."""
    said = reader.sayings.at(sentence, noun[0])
    for group, stance in (("deals.refused", "rejects"), ("deals.proposed", "proposes")):
        verb = _near(sentence, group, noun)
        wills = subjects_of(reader, sentence, verb[0]) if verb else []
        if wills:
            return stance, [*wills]
    if said is not None and (said.stance == "denies" or _near_or_far(sentence, "deals.denied", noun)):
        return "denies", [said]
    if said is not None and (said.stance == "doubts" or _near_or_far(sentence, "deals.doubted", noun)):
        return "doubts", [said]
    verb = _near(sentence, "deals.agreed", noun)
    if verb and said is None and verb[0] <= noun[0] and sentence.tokens[verb[0]].low in words("deals.accepting"):
        wills = subjects_of(reader, sentence, verb[0])
        if wills:
            return "accepts", [*wills]
    return "asserts", [said]


def _told_in(sentence: Sentence, noun: Span, stance: str) -> Span:
    """The words to quote: the noun, with the words that deny or doubt it."""
    group = {"denies": "deals.denied", "doubts": "deals.doubted"}.get(stance)
    cues = [s for s in sentence.spans(group) if noun[0] - _BEFORE <= s[0] and s[1] <= noun[1] + _AFTER] if group else []
    cue = min(cues, key=lambda s: abs(s[0] - noun[0]), default=noun)
    return min(noun[0], cue[0]), max(noun[1], cue[1])


def _near_or_far(sentence: Sentence, group: str, noun: Span) -> bool:
    """Whether a phrase of the group stands within reach of the noun."""
    return any(noun[0] - _BEFORE <= i and j <= noun[1] + _AFTER for i, j in sentence.spans(group))


def _terms(sentence: Sentence, end: int) -> list[str]:
    """What stands after "under which", "agreement to" and the like, to the end of the clause and before word `end`."""
    found: list[str] = []
    for _, j in sentence.spans("deals.term_leads"):
        k = j
        while k < end and not set(sentence.tokens[k].mark) & set(';"(') and k - j <= _TERM_WORDS[-1]:
            if k > j and sentence.tokens[k].mark and sentence.kinds[k] in "twks":
                break
            k += 1
        if k - j in _TERM_WORDS:
            found.append(sentence.words(j, k))
    return list(dict.fromkeys(found))[:_TERMS]


def _past(sentence: Sentence, noun: Span) -> bool:
    """Whether a word right before the noun puts the deal into the past: "an earlier truce", "a June cease-fire"."""
    for k in range(max(0, noun[0] - 2), noun[0]):
        month = sentence.kinds[k] == "d" and k > 0 and sentence.tokens[k - 1].low in {"a", "an"}
        if month or sentence.tokens[k].low in words("deals.history"):
            return not any(t.mark for t in sentence.tokens[k + 1 : noun[0] + 1])
    return False
