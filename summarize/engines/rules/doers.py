"""Who did it: the actor that a sentence names as doer, or as owner of what did it."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.cast import Mention
from summarize.engines.rules.counted import group_of
from summarize.engines.rules.groups import Groups
from summarize.engines.rules.harms import Harmed
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.parties import is_place
from summarize.engines.rules.records import Reader
from summarize.engines.rules.sides import Sides
from summarize.engines.rules.subjects import attackers_after, attackers_before
from summarize.engines.rules.text import Sentence, Span

__all__ = ["doers_of"]

_GROUP: Final = frozenset({"group", "movement", "militia", "gang", "faction", "army", "front", "brigade", "force"})
_ARMED: Final = frozenset({"rebel_group", "paramilitary", "military", "police", "political"})
_BY: Final = 4  # words from the verb to the doer after "by"
_ASIDE: Final = 12  # words of an aside after a name
_LEAD: Final = frozenset("itdnr,")
"""Kinds before the first name of a sentence that is its subject: "On Monday the"."""


def doers_of(reader: Reader, sentence: Sentence, hit: Harmed) -> list[str]:
    """The names of those who did it; mostly none."""
    # "Storm Ada killed two": what did it is nobody.
    mentions = [m for m in reader.cast.mentions(sentence) if sentence.starts(m.i, "harm.causes") is None]
    if not hit.active:
        named = [m.entry.name for m in mentions if hit.j < m.i <= hit.j + _BY and _by(sentence, hit.j, m)][:1]
        found = attackers_after(sentence, hit) if not named else None
        return named if found is None else [_name_or_words(reader, sentence, found)]
    before = [m for m in mentions if m.j <= hit.i and not (m.entry.kind == "state" and is_place(sentence, m.i))]
    if before and _subject(sentence, before[-1], hit):
        return [before[-1].entry.name]
    if before and (_subject_of_participle(sentence, before[0], hit) or _ordered(sentence, before[0], hit)):
        return [before[0].entry.name]
    return _unnamed(reader, sentence, hit)


def _ordered(sentence: Sentence, mention: Mention, hit: Harmed) -> bool:
    """As in "The Marenko Front carried out an attack that killed 12": it did what did it."""
    if not _LEAD.issuperset(sentence.shape(0, mention.i)) or sentence.kinds[hit.i - 1 : hit.i] != "w":
        return False
    verb = next((i for i, _ in sentence.spans("harm.carried_out") if mention.j <= i < hit.i), None)
    return verb is not None and all(k in "rhdgNo" for k in sentence.kinds[mention.j : verb])


def _unnamed(reader: Reader, sentence: Sentence, hit: Harmed) -> list[str]:
    """As in "Gunmen on motorcycles killed 12": the words for them; "soldiers" are of the one army of the article."""
    told = _who_ordered(sentence, hit)
    if told is not None:
        return [_one_group(reader, sentence, told) or sentence.words(told, told + 1)]
    lo, _ = reader.sayings.statement(sentence, hit.i)
    found = attackers_before(sentence, hit, lo)
    return [_name_or_words(reader, sentence, found)] if found is not None else _taken_up(reader, sentence, hit)


def _name_or_words(reader: Reader, sentence: Sentence, phrase: Span) -> str:
    """The name of the one army or armed group that bare "soldiers" or "insurgents" can only be, else the words."""
    named = [
        m.entry
        for m in reader.cast.mentions(sentence)
        if phrase[0] <= m.i and m.j <= phrase[1] and m.entry.kind == "organization"
    ]
    if named:
        return named[0].name
    head = phrase[1] - 1
    if phrase[1] - phrase[0] == 1 and sentence.tokens[head].low in words("harm.soldiers"):
        armies = [e for e in reader.cast.entries if e.sector == "military" and e.kind == "organization"]
        return armies[0].name if len(armies) == 1 else sentence.words(*phrase)
    group = _one_group(reader, sentence, head) if phrase[1] - phrase[0] == 1 else None
    return group or sentence.words(*phrase)


def _who_ordered(sentence: Sentence, hit: Harmed) -> int | None:
    """The noun in "insurgents carried out an attack that killed 12"."""
    if sentence.kinds[hit.i - 1 : hit.i] != "w":
        return None
    for i, _ in sentence.spans("harm.carried_out"):
        k = i - 1
        while k > 0 and sentence.kinds[k] in "rh" and not sentence.tokens[k + 1].mark:
            k -= 1
        if 0 <= k < i <= hit.i and group_of(sentence.tokens[k].low) == "combatants" and not sentence.tokens[i].mark:
            return k
    return None


def _one_group(reader: Reader, sentence: Sentence, k: int) -> str | None:
    """The one armed group of the article, where bare "insurgents" can be no one else."""
    bare = k == 0 or bool(sentence.tokens[k].mark) or sentence.tokens[k - 1].low == "the"
    if not bare or sentence.tokens[k].low not in words("harm.insurgents"):
        return None
    group = Groups(reader).of(sentence)
    return group.name if group is not None and group.sector == "rebel_group" else None


def _taken_up(reader: Reader, sentence: Sentence, hit: Harmed) -> list[str]:
    """As in "In 2001 the group beheaded 12", "it has held three since May": whom the subject takes up."""
    k = hit.i
    while k > 0 and sentence.kinds[k - 1] in "rhbfT" and not sentence.tokens[k].mark:
        k -= 1
    pronoun = k > 0 and sentence.tokens[k - 1].low in {"it", "they"}
    group = k > 1 and sentence.tokens[k - 2].low == "the" and sentence.tokens[k - 1].low in _GROUP
    if not (pronoun or group):
        return []
    sides = (s.entry for s in Sides(reader).subject(sentence, k))
    return [e.name for e in sides if e is not None and not e.person and e.sector in _ARMED][:1]


def _by(sentence: Sentence, j: int, mention: Mention) -> bool:
    shape = sentence.shape(j, mention.i)
    return "y" in shape and not set(shape) & set(',;"-(')


def _subject(sentence: Sentence, mention: Mention, hit: Harmed) -> bool:
    """As in "Marenko fighters have killed", "the army's guns killed", "accused the army of killing"."""
    start = _after_aside(sentence, mention.j)
    if set(sentence.shape(start, hit.i)[1 if start > mention.j else 0 :]) & set(',;"-'):
        return False
    before = mention.i - 1 - (mention.i > 1 and sentence.kinds[mention.i - 1] == "t")
    accused = before >= 0 and sentence.starts(before, "actors.acted_on") is not None
    own, kinds = words("harm.causes", "harm.doers"), "rhdfbo" if accused else "rhdfb"
    return all(sentence.tokens[k].low in own or sentence.kinds[k] in kinds for k in range(start, hit.i))


def _subject_of_participle(sentence: Sentence, mention: Mention, hit: Harmed) -> bool:
    """As in "Marenko fighters attacked the village, killing 12": the sentence and the participle share a subject."""
    joined = sentence.tokens[hit.i].mark == "," or sentence.kinds[hit.i - 1] == "c"
    participle = joined and sentence.tokens[hit.i].low.endswith("ing")
    if not participle or not _LEAD.issuperset(sentence.shape(0, mention.i)):
        return False
    k = _after_aside(sentence, mention.j)
    while k < hit.i and (sentence.tokens[k].low in words("harm.doers") or sentence.kinds[k] in "rh"):
        k += 1
    return k < hit.i and sentence.kinds[k] == "g" and not sentence.tokens[k - 1].owner


def _after_aside(sentence: Sentence, k: int) -> int:
    """The word after an aside that begins at word `k`: "The Northern Shield, a rebel group, attacked"."""
    if k >= len(sentence.tokens) or sentence.tokens[k].mark != ",":
        return k
    return next((n for n in range(k + 1, min(k + _ASIDE, len(sentence.tokens))) if sentence.tokens[n].mark == ","), k)
