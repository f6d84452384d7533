"""The stage of a deal that a sentence tells."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.agreement_kinds import EVENTS
from summarize.engines.rules.agreements import distance
from summarize.engines.rules.deal_events import OVER
from summarize.engines.rules.deal_scene import Scene, possible
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.truces import broken_after, kept, war_again

__all__ = [
    "STAGES",
    "dismissal",
    "made_before",
    "nothing_made",
    "nothing_wanted",
    "offered",
    "stage_of",
]

STAGES: Final = ("proposed", "negotiating", "agreed", "implementing", "completed")
_CARRIED_OUT: Final = (
    "movement.left",
    "movement.evacuated",
    "deals.swapping",
    "deals.freed",
    "deals.prisoner_release",
)
_SWAPS: Final = ("deals.swapping", "deals.swap_verbs", "deals.letting_go")
_MADE: Final = frozenset({"agreed", "reached"})
_AFTER: Final = frozenset({"follows", "followed"})
_NEAR: Final = 9  # words from a verb to what it is about
_WAR: Final = 14  # words from a truce to the verb by which it stops a war
_LED: Final = 4  # words before the noun in which "as a result of" may end
_ASKED: Final = 4  # words from "demanded" to the release
_PRONOUN: Final = 3  # words from "it" to the verb of an end
_NAMED: Final = 4  # words between "as part of" and the noun


def stage_of(scene: Scene) -> str:
    """The stage that the sentence tells, "" where it tells none."""
    sentence = scene.sentence
    if nothing_made(scene):
        return ""
    if _stops_war(scene):
        return "implementing"
    if (scene.agreement.past or scene.agreement.dated) and _achieved(scene):
        return "completed"
    if over := _over(scene):
        return over
    if scene.cue("deals.refused") and not dismissal(scene):
        return "agreed" if made_before(scene) else "rejected"
    done = scene.cue("deals.completed", far=True)
    if done is not None and not possible(sentence, done[0]):
        return "implementing" if _partly(sentence, done[0]) else "completed"
    if not scene.agreement.talks and (_holds(scene) or kept(scene) or _stays(scene)):
        return "implementing"
    left = "m" not in sentence.kinds  # "under the deal they would leave": nobody has yet
    under = _follows(scene) or (
        _under_it(scene) and (sentence.has(*_CARRIED_OUT) or not words("deals.begun").isdisjoint(sentence.lows))
    )
    if left and (under or scene.cue("deals.implementing", far=True)):
        return "completed" if scene.agreement.past and scene.agreement.kind != "ceasefire" else "implementing"
    # "will leave under an agreement": it is made, and not yet carried out
    return _made(scene) or ("agreed" if scene.cue("deals.implementing", far=True) else _discussed(scene))


def _over(scene: Scene) -> str:
    """How it ended, "" where the sentence tells of no end."""
    if broken_after(scene) or war_again(scene):
        return "collapsed"
    for stage in OVER:
        if not scene.sentence.has(f"deals.{stage}"):
            continue
        cue = scene.cue(f"deals.{stage}")
        if (cue is not None and not _fails_to(scene, cue)) or _of_it_later(scene, stage):
            return stage
    return "suspended" if scene.left() else ""


def _of_it_later(scene: Scene, stage: str) -> bool:
    """As in "were covered by a truce since May, but it broke down": told of the deal by a pronoun."""
    sentence, cue = scene.sentence, scene.cue(f"deals.{stage}", far=True)
    if cue is None or possible(sentence, cue[0]):
        return False
    between = sentence.tokens[max(scene.agreement.at[1], cue[0] - _PRONOUN) : cue[0]]
    return any(t.low in {"it", "which"} for t in between)


def _fails_to(scene: Scene, cue: Span) -> bool:
    """As in "talks failed to produce a truce": they may go on."""
    sentence, word = scene.sentence, scene.sentence.low(*cue)
    if not sentence.runs_on(cue[1]):
        return False
    out = word in {"broke", "breaks", "breaking"} and sentence.tokens[cue[1]].low == "out"  # "the war that broke out"
    return out or (word == "failed" and sentence.kinds[cue[1]] == "T" and scene.agreement.talks)


def _made(scene: Scene) -> str:
    """The stage where a deal was made or done, "" where the sentence tells of neither."""
    sentence, agreement = scene.sentence, scene.agreement
    agreed = [s[0] for s in agreement.spans if sentence.starts(s[0], "deals.agreeing") is not None]
    if any(not possible(sentence, i) for i in agreed):
        return "agreed"
    swaps = [s for s in agreement.spans if sentence.starts(s[0], *_SWAPS) is not None] if sentence.has(*_SWAPS) else []
    if any(not words("deals.papers").isdisjoint(sentence.low(*s).split()) for s in swaps):
        return ""  # "exchanged lists of prisoners"
    if swaps and not _hoped_for(sentence, swaps[0][0]):
        return "completed"
    if offered(scene):
        return ""
    if agreement.verbal and not possible(sentence, agreement.at[0]):
        return "agreed"
    happened = scene.cue("deals.happened") if agreement.kind == "prisoner_release" and not agreement.talks else None
    if happened is not None:
        return "implementing" if _partly(sentence, happened[0]) else "completed"
    cue = scene.cue("deals.agreed")
    if cue is not None and _in_principle(scene, cue):
        return "" if sentence.tokens[cue[0]].low in {"accepted", "accepts"} else "negotiating"
    if cue is not None and not _of_talks(scene, cue) and not _only_made_known(scene, cue):
        return "agreed"
    if agreement.talks and scene.cue("deals.succeeded", far=True):
        return "completed" if agreement.kind == "prisoner_release" else "agreed"
    known = agreement.taken_up and agreement.kind != "other" and not agreement.talks
    return "agreed" if known and not possible(sentence, agreement.at[0]) and _result(scene) else ""


def _discussed(scene: Scene) -> str:
    """The stage where a deal is talked about or offered, "" where the sentence tells of neither."""
    sentence, agreement = scene.sentence, scene.agreement
    if "negotiating" in sentence.lows and any(sentence.tokens[i].low == "negotiating" for i, _ in agreement.spans):
        return "negotiating"
    papers = words("deals.papers")
    if not papers.isdisjoint(sentence.lows) and any(
        not papers.isdisjoint(sentence.low(*s).split()) for s in agreement.spans
    ):
        return "negotiating"
    if agreement.talks and scene.cue("deals.talking", planned=not agreement.weak):
        return "negotiating"
    if scene.cue("deals.discussing", far=True) or (agreement.talks and sentence.has("deals.without_result")):
        return "negotiating"
    return "proposed" if offered(scene) or scene.cue("deals.proposed") else ""


def _hoped_for(sentence: Sentence, i: int) -> bool:
    """As in "would release the captives only in return for", "offered to free them in exchange for"."""
    asked = any(t.low in words("deals.asking") for t in sentence.tokens[max(0, i - _ASKED) : i])
    return possible(sentence, i) or asked or (i > 0 and sentence.kinds[i - 1] == "T")


def offered(scene: Scene) -> bool:
    """As in "is willing to withdraw"."""
    agreement, sentence = scene.agreement, scene.sentence
    if not agreement.verbal:
        return False
    verb = sentence.starts(agreement.at[0], "deals.letting_go", "deals.conceding")
    asked = verb is not None and _hoped_for(sentence, agreement.at[0])
    return asked or sentence.starts(agreement.at[0], "deals.offering", "deals.offer_verbs") is not None


def _result(scene: Scene) -> bool:
    """As in "as a result of the deal to evacuate the town"."""
    before = (scene.sentence.low(max(0, i - _LED), i) for i, _ in scene.agreement.spans)
    return any(f" {w} " in f" {words_before} " for words_before in before for w in words("deals.result"))


def _stops_war(scene: Scene) -> bool:
    """As in "A truce halted seven months of fighting": it is the war that is over."""
    sentence, halting = scene.sentence, words("deals.halting")
    for _, j in scene.agreement.spans if not halting.isdisjoint(sentence.lows) else ():
        for n in range(j, min(j + _WAR, len(sentence.tokens))):
            if sentence.kinds[n] in "szkm":
                break
            if sentence.tokens[n].low in halting:
                active = "b" not in sentence.kinds[max(j, n - 2) : n]
                return active and not words("deals.warfare").isdisjoint(sentence.low(n + 1, n + _NEAR).split())
    return False


def _achieved(scene: Scene) -> bool:
    """As in "A similar arrangement in 1985 secured the release of the mayors"."""
    sentence = scene.sentence
    for _, j in scene.agreement.spans:
        for n in range(j, min(j + _WAR, len(sentence.tokens))):
            if sentence.kinds[n] in "wzksb":
                break
            if sentence.tokens[n].low in words("deals.achieving") and sentence.kinds[n - 1] not in "Tmt":
                return True
    return False


def made_before(scene: Scene) -> bool:
    """As in "opposed to the accord that the two signed in May", "A truce signed in May has been ignored": it is made,
    whoever refuses it.
    """
    sentence = scene.sentence
    for _, j in scene.agreement.spans:
        that = sentence.runs_on(j) and sentence.tokens[j].low in {"that", "which"}
        end = min(j + (_NEAR if that else 1), len(sentence.tokens))
        near = sentence.folded[j:end]
        if not words("deals.signing").isdisjoint(near) or not _MADE.isdisjoint(near):
            return True
    return False


def _in_principle(scene: Scene, cue: Span) -> bool:
    """As in "has accepted the proposal in principle": it is still one."""
    return "in principle" in scene.sentence.low(cue[1], cue[1] + _NEAR)


def _only_made_known(scene: Scene, cue: Span) -> bool:
    """As in "an offer announced in May": what one side makes known is still an offer."""
    offer = scene.agreement.at[0]
    low = scene.sentence.tokens[cue[0]].low
    known = low in words("deals.made_known") or low in {"approved", "announces", "declares"}
    return known and scene.sentence.starts(offer, "deals.offers") is not None


def _holds(scene: Scene) -> bool:
    """As in "the truce was holding": not "the captives whom it has held"."""
    cue = scene.cue("deals.holds")
    return cue is not None and not scene.agreement.verbal and cue[0] >= min(j for _, j in scene.agreement.spans)


def _partly(sentence: Sentence, i: int) -> bool:
    """As in "has only partly been carried out", "is being carried out in full"."""
    return not {"partly", "partially", "being", "still", "half"}.isdisjoint(sentence.low(max(0, i - 3), i + 3).split())


def _stays(scene: Scene) -> bool:
    """As in "would stick to a six-week-old truce"."""
    return scene.agreement.kind == "ceasefire" and scene.cue("deals.staying", planned=True) is not None


def _of_talks(scene: Scene, cue: Span) -> bool:
    """Whether the noun that a verb of agreeing is nearest to is one for talks."""
    nearest = min(scene.agreement.spans, key=lambda s: distance((s,), cue))
    return scene.sentence.starts(nearest[0], "deals.talks") is not None


def _under_it(scene: Scene) -> bool:
    """As in "were freed as part of a prisoner swap", "left under an arrangement"."""
    sentence = scene.sentence
    parts = sentence.spans("deals.part_of")
    if any(j <= a <= j + _NAMED for _, j in parts for a, _ in scene.agreement.spans):
        return True
    return "under" in sentence.lows and any(
        sentence.tokens[k].low == "under" and all(kind in "tgNn" for kind in sentence.kinds[k + 1 : a])
        for a, _ in scene.agreement.spans
        for k in range(max(0, a - _NAMED), a)
    )


def _follows(scene: Scene) -> bool:
    """As in "The delivery follows an understanding": what was agreed on is done, and the deal went before."""
    sentence = scene.sentence
    if scene.agreement.talks or _AFTER.isdisjoint(sentence.lows):
        return False
    for i, _ in scene.agreement.spans:
        verb = next((k for k in range(max(0, i - _ASKED), i) if sentence.tokens[k].low in _AFTER), None)
        if verb is not None:
            before = set(sentence.low(max(0, verb - _NEAR), verb).split())
            groups = (*(f"deals.{kind}_events" for kind in EVENTS), "deals.deliveries")
            return any(before & words(group) for group in groups)
    return False


def dismissal(scene: Scene) -> bool:
    """As in "agreed to leave, which the group dismissed": what is dismissed is the word of it."""
    cue = scene.cue("deals.refused")
    return cue is not None and scene.sentence.tokens[cue[0]].low == "dismissed" and cue[0] > scene.agreement.at[0]


def nothing_made(scene: Scene) -> bool:
    """As in "no deal was reached", "ended without a truce"."""
    return all(_none_of_it(scene.sentence, i) for i, _ in scene.agreement.spans)


def nothing_wanted(scene: Scene) -> bool:
    """As in "there can be no truce": that is will, and not news. Of "no negotiations" it is not told on what."""
    kinds = scene.sentence.kinds
    named = scene.agreement.kind != "other" and nothing_made(scene)
    return named and any("m" in kinds[max(0, i - _LED) : i] for i, _ in scene.agreement.spans)


def _none_of_it(sentence: Sentence, i: int) -> bool:
    led = sentence.folded[max(0, i - 2) : i]
    return bool(led) and (led[-1] in {"no", "any", "without"} or led[0] in {"without", "no"})
