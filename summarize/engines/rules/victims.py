"""Who the people of a casualty are: the group, and the noun phrase, from before where the number has none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from summarize.engines.rules.counted import Counted, group_of, noun_at
from summarize.engines.rules.harms import Harmed
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["GROUPS", "Told", "definite", "noun_words", "own_men", "victims_of"]

GROUPS: Final = {"civilians": "civilians", "combatants": "combatants", "mixed": "mixed"}
_WHO = re.compile(r"(?P<all>all (?:of (?:them|whom) )?(?:were |are )?)|of (?:them|whom) (?:were |are )?|(?:were|are) ")
"""Between a number and who they are: "seven of them children", "12 were children", "11, all of them rebels"."""
_MOST = re.compile(
    r"(?:all of (?:them|whom) |(?P<most>(?:most|many) of (?:them|whom) |(?:mostly|mainly|chiefly|largely) ))(?:were )?"
)
_BARE: Final = frozenset({"dead", "deaths", "death", "fatalities"})
"""Nouns that say nothing of who they are: "spoke of 15 dead"."""
_OWN: Final = frozenset({"own", "its", "their", "his"})
_WHO_REACH: Final = 5  # words of it


class Told(NamedTuple):
    """A record, whether it is a part of one before, and the end of the words that tell of it."""

    record: dict[str, Any]
    part: bool
    end: int


def victims_of(sentence: Sentence, hit: Harmed, earlier: Sequence[Told]) -> tuple[str, str | None]:
    """Whose class the harmed are of and the words for them, from an earlier figure where they are elliptic."""
    person = hit.people
    mostly = _mostly(sentence, person) if person.group == "persons" else None
    if mostly is not None:
        return mostly, noun_words(sentence, person)
    said = _who_they_are(sentence, max(person.stop, hit.j if not hit.active else 0), person)
    of_them = person.elliptic or sentence.low(person.noun, person.stop) in words("harm.harmed_nouns")
    if not (of_them and said is not None) and not person.elliptic:
        if said is not None and person.group == "persons":
            return GROUPS.get(said[0], "unknown"), noun_words(sentence, person)
        armed = person.stop > person.noun and sentence.ends(person.stop, "actors.rebel_groups") is not None
        return GROUPS.get("combatants" if armed else person.group, "unknown"), noun_words(sentence, person)
    if hit.i == person.stop and sentence.tokens[hit.i].low in words("harm.bodies"):
        return "unknown", sentence.words(hit.i, hit.i + 1)
    if said is not None:
        return GROUPS.get(said[0], "unknown"), said[1]
    # "17 others", "11 of them", "17 were hurt": of the people told of right before, not of a part of them.
    wholes = [told.record for told in earlier if not told.part] or [told.record for told in earlier]
    before = wholes[-1] if wholes else None
    if before is None:
        return "unknown", None
    bare = hit.i == person.stop and not hit.part and sentence.tokens[hit.i].low in _BARE
    return before["victims"], None if bare else before["victims_text"]


def own_men(sentence: Sentence, hit: Harmed, *, armed: bool) -> bool:
    """Whether the people are those of a side that fights: "six of its own men"; of one that is `armed` all that it lost
    ("the army lost five men").
    """
    person = hit.people
    phrase = [t.low for t in sentence.tokens[person.j : person.stop]]
    if person.group not in {"persons", ""} or phrase[-1:] not in (["men"], ["members"], ["comrades"]):
        return False
    owned = not _OWN.isdisjoint(phrase)
    lost = any(i <= hit.i < j for i, j in sentence.spans("harm.lost"))
    return (owned and ("own" in phrase or armed)) or (lost and armed)


def _mostly(sentence: Sentence, person: Counted) -> str | None:
    """The group in "12 people, most of them teachers"; beside "civilians" the others are none."""
    m = _MOST.match(sentence.low(person.stop, person.stop + _WHO_REACH) + " ")
    noun = noun_at(sentence, person.stop + len(m[0].split())) if m else None
    if noun is None or not m:
        return None
    rest = noun[2] == "civilians" and sentence.tokens[noun[1] - 1].low in {"civilians", "civilian"}
    return "mixed" if rest and m["most"] else GROUPS.get(noun[2])


def definite(sentence: Sentence, person: Counted) -> bool:
    """As in "the nine": a number that takes up people told of before."""
    return person.elliptic and person.i > 0 and sentence.tokens[person.i - 1].low == "the"


def noun_words(sentence: Sentence, person: Counted) -> str | None:
    """The noun phrase, without the name after "paramedic"."""
    stop = person.stop
    while stop - 1 > person.noun and sentence.kinds[stop - 1] == "N":
        stop -= 1
    named = stop < person.stop and group_of(sentence.tokens[stop - 1].low)
    return sentence.words(person.noun, stop if named else person.stop) or None


def _who_they_are(sentence: Sentence, k: int, person: Counted) -> tuple[str, str] | None:
    """The group and noun that a number without one, or all of a number, is told to be: "seven of them children", "11,
    all of them rebels", "12 were nurses".
    """
    at = next((m for n in (k, person.stop) if (m := _WHO.match(sentence.low(n, n + _WHO_REACH)))), None)
    start = next((n for n in (k, person.stop) if _WHO.match(sentence.low(n, n + _WHO_REACH))), None)
    if at is None or start is None:
        return None
    all_of_them = at["all"] is not None
    of_them = person.elliptic or sentence.low(person.noun, person.stop) in words("harm.harmed_nouns")
    if not all_of_them and not of_them:
        return None
    noun = noun_at(sentence, start + len(at[0].split()))
    if noun is None or any(t.mark for t in sentence.tokens[start + 1 : noun[0] + 1]):
        return None
    return noun[2], sentence.words(noun[0], noun[1])
