"""How a sentence stands toward a deal, and whose stance it is."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.agreements import distance
from summarize.engines.rules.attribution import Said
from summarize.engines.rules.deal_scene import Scene
from summarize.engines.rules.dealers import done_by, is_noun_of, wills
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.speakers import closest, speaker
from summarize.engines.rules.speaking_on import takes_up
from summarize.engines.rules.stages import dismissal, nothing_made, nothing_wanted, offered, stage_of
from summarize.engines.rules.text import Sentence, Span

__all__ = ["answer", "stance_of", "told_in"]

_TOLD: Final = tuple(
    f"deals.{name}" for name in ("collapsed", "suspended", "completed", "agreed", "proposed", "talking", "implementing")
)
_SIDED: Final = frozenset({"government", "military", "rebel_group", "paramilitary"})
_MADE: Final = frozenset({"agreed", "implementing", "completed"})
_CLOSE: Final = 4  # words after "close to" in which an agreement stands
_OWN: Final = frozenset({"his", "her", "its", "their", "our", "we", "it"})
_DENIED: Final = 6  # words from a verb of denial to the word for a deal
_SUBJECT: Final = 5  # words before a verb in which its subject stands
_FOLLOWS: Final = 3
_OPENS: Final = 3  # words before the person that a sentence opens with


def stance_of(scene: Scene, said: Said | None) -> tuple[str, list[Said | None]]:
    """The stance, and whose it is: the parties whose will is told, else who speaks (`said`), None for the article
    itself.
    """
    reader, sides, sentence, agreement = scene[:4]
    if said is not None and _declares(sentence, said):
        said = None  # "declared a truce": that makes it
    if said is not None and (
        sentence.has("deals.unbound", "deals.outside") or (_of_side(said) and nothing_wanted(scene))
    ):
        return "rejects", [said]
    if (leaving := scene.left()) is not None and (found := wills(reader, sides, sentence, leaving[0])):
        return "rejects", [*found]
    for group, stance in (("deals.refused", "rejects"), ("deals.proposed", "proposes")):
        if not sentence.has(group):
            continue
        verb = None if group == "deals.refused" and dismissal(scene) else scene.cue(group)
        own = verb is not None and is_noun_of(sentence, agreement, verb)  # "the offer": its owner's
        own = own or (verb is not None and _described(sentence, verb[0]))
        found = wills(reader, sides, sentence, verb[0]) if verb and not own else []
        if found:
            return stance, [*found]
    if (denier := _denier(scene, said)) is not None:
        return "denies", [closest(sentence, denier)]
    if _doubted(scene):
        return "doubts", [closest(sentence, said) if said is not None else _doubter(scene)]
    if said is not None and said.stance == "doubts":
        return "doubts", [said]
    return _offered(scene, said)


def _described(sentence: Sentence, verb: int) -> bool:
    """As in "welcomed a truce proposed by the army": that tells only whose offer it is that somebody welcomes."""
    return "b" not in sentence.kinds[max(0, verb - 2) : verb] and done_by(sentence, verb) is not None


def _offered(scene: Scene, said: Said | None) -> tuple[str, list[Said | None]]:
    """That it is offered, that there is none, else that it is so."""
    reader, sides, sentence, agreement = scene[:4]
    if offered(scene):
        found = wills(reader, sides, sentence, agreement.at[0])
        return ("proposes", [*found]) if found else ("asserts", [said])
    if said is not None and nothing_made(scene):
        return ("denies" if _of_side(said) else "doubts"), [said]
    return _held(scene, said)


def _of_side(said: Said) -> bool:
    return said.entry is not None and said.entry.sector in _SIDED


def _declares(sentence: Sentence, said: Said) -> bool:
    """As in "declared a truce": not "declared that", "a declared truce"."""
    if not 0 < said.i < said.j < len(sentence.tokens):  # who speaks may stand in the next sentence
        return False
    declares = sentence.tokens[said.i].low in {"declared", "declares", "declaring"}
    return declares and sentence.tokens[said.j].low != "that"


def _denier(scene: Scene, said: Said | None) -> Said | None:
    """Who denies it, None where nobody does."""
    reader, sides, sentence, agreement = scene[:4]
    denial = scene.cue("deals.denied", far=True)
    if denial is not None and said is not None and answer(scene, said) is not None:
        denial = None  # "said that they had agreed, but the government denied it": the government does
    own = reader.sayings.by(sentence, denial[0]) if denial is not None else None
    told = reader.sayings.at(sentence, agreement.at[0])
    apart = own is not None and own.source is not None and told is not None and told.i != own.i
    if denial is not None and apart and not _of_deal(sentence, denial[1]):
        denial = None  # "denied that the buses were late and said the truce held"
    denier = said
    if denier is None and denial is not None:
        named = own is not None and (own.entry is not None or " " in (own.source or ""))  # not "both denied it"
        denier = own if named else speaker(reader, sides, sentence, denial[0])
    return denier if denier is not None and (denier.stance == "denies" or denial is not None) else None


def _of_deal(sentence: Sentence, j: int) -> bool:
    """Whether what is denied from word `j` on is a deal: "denied this and said", "denied that it had agreed to go"."""
    spans = sentence.spans("deals.nouns", "deals.agreeing", "deals.agree_verbs")
    return takes_up(sentence, j) or any(j <= i < j + _DENIED for i, _ in spans)


def answer(scene: Scene, said: Said | None) -> Said | None:
    """Who else denies it in the same sentence, after what is said: "…, but the government denied it"."""
    last = scene.reader.sayings.at(scene.sentence, len(scene.sentence.tokens))
    if last is None or last.source is None or last.stance != "denies" or last.i < scene.agreement.at[1]:
        return None
    return last if said is None or last.source != said.source else None


def _held(scene: Scene, said: Said | None) -> tuple[str, list[Said | None]]:
    """That a side accepts it, by its own word or the article's; else that it is so."""
    reader, sides, sentence, agreement = scene[:4]
    kept = scene.cue("deals.committed", planned=True)
    if kept is not None:
        found = wills(reader, sides, sentence, kept[0])
        if found or (said is not None and said.source is not None):
            person = said is not None and said.entry is not None and said.entry.person
            return "accepts", [said] if person or not found else [*found]
    verb = agreement.at if agreement.verbal else scene.cue("deals.agreed")
    if verb and verb[0] <= agreement.at[0] and sentence.tokens[verb[0]].low in words("deals.accepting"):
        found = wills(reader, sides, sentence, verb[0])
        own = said is not None and said.source is not None and [f.source for f in found] == [said.source]
        takes_on = sentence.tokens[verb[0]].low in words("deals.taking_on")
        if said is not None and takes_on and _speaks_for(scene, verb[0], said, found):
            return "accepts", [said]
        mutual = said is None and sentence.tokens[verb[0]].low.startswith("agree")
        if found and (said is None or own) and not mutual:
            return "accepts", [*found]
    return "asserts", [said]


def _elsewhere(scene: Scene, cue: Span) -> bool:
    """Whether the words stand in another statement, after "but" and the like: "agreed, but have yet to set a date"."""
    sentence = scene.sentence
    if sentence.low(*cue) == "close to":  # "close to the capital" is where
        after = sentence.low(cue[1], cue[1] + _CLOSE).split()
        if not any(w.endswith("ing") or w in words("deals.nouns") or w in words("deals.unfinished") for w in after):
            return True
    stage = stage_of(scene)
    if stage not in _MADE:
        return False  # "was close but not yet done"
    # "left under a deal, but talks on another seemed close to collapse"
    at = scene.agreement.at
    noun = at if stage != "agreed" else min(scene.agreement.spans, key=lambda s: distance((s,), cue))
    first, last = min(noun[1], cue[1]), max(noun[0], cue[0])
    return any(sentence.kinds[k] == "k" or ";" in sentence.tokens[k].mark for k in range(first, last))


def _doubted(scene: Scene) -> bool:
    doubt = scene.cue("deals.doubted", far=True)
    if doubt is None or _elsewhere(scene, doubt):
        return False
    return not scene.reader.sayings.names_speaker(scene.sentence, doubt[0])


def _speaks_for(scene: Scene, verb: int, said: Said, found: list[Said]) -> bool:
    """Whether who speaks does so for the side that takes it on: "his side had accepted it"."""
    entry = said.entry
    if entry is None or entry.sector not in _SIDED:
        return False
    body = entry.part_of.name if entry.part_of is not None else ""
    own = not _OWN.isdisjoint(scene.sentence.low(max(0, verb - _SUBJECT), verb).split())
    return own if not found else all(f.source in {body, entry.name} or (own and f.entry is None) for f in found)


def _doubter(scene: Scene) -> Said | None:
    """Whose doubt a sentence tells that quotes nobody: the person it opens with, else the article's."""
    mentions = scene.reader.cast.mentions(scene.sentence)
    if mentions and mentions[0].entry.person and mentions[0].i <= _OPENS:
        return Said(0, 0, "doubts", mentions[0].entry.name, mentions[0].entry)
    return None


def told_in(scene: Scene, stance: str) -> Span:
    """The words to quote: the noun, with the words that deny or doubt it."""
    noun = scene.agreement.at
    group = {"denies": "deals.denied", "doubts": "deals.doubted", "rejects": "deals.refused"}.get(stance)
    cue = (scene.cue(group, far=True) if group else scene.cue(*_TOLD)) or noun
    sentence, end = scene.sentence, max(noun[1], cue[1])
    if sentence.kinds[0] in "iz":  # "Under a deal reached on Monday, they left": with what follows
        comma = next((k for k in range(1, len(sentence.tokens)) if "," in sentence.tokens[k].mark), end)
        end = min(comma + _FOLLOWS, len(sentence.tokens)) if comma >= end else end
    return min(noun[0], cue[0]), end
