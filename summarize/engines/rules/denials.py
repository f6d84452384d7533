"""Who denies or cannot confirm what was told before: "The rebels denied this", "Neither figure could be verified"."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Any, Final

from summarize.engines.rules.attribution import Said
from summarize.engines.rules.befalling import Harmed
from summarize.engines.rules.claims import add_claim, claim
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.speaking_on import takes_up
from summarize.engines.rules.text import Sentence, Span

__all__ = ["disproved", "disputes", "hear_denials"]

_Told = dict[int, list[tuple[int, dict[str, Any]]]]
"""By the number of a sentence, the records that it tells with the end of the words that do, in order."""

_CLAUSE: Final = 12  # words from the verb to that for having done it
_BACK: Final = 3  # sentences back in which what is denied was told
_NEAR: Final = 6  # words between what is taken up and "exaggerated", "no information on" and a word for it
_OPENING: Final = 6  # words before "could not be verified" where it is of the sentence before
_NAMED: Final = {
    **dict.fromkeys(("killed", "killing", "killings", "deaths", "dead", "died", "executed", "executing"), "killed"),
    **dict.fromkeys(("wounded", "wounding", "injured", "injuring", "injuries"), "injured"),
    **dict.fromkeys(("abducted", "abducting", "kidnapped", "kidnapping", "detained", "detaining"), "detained"),
    **dict.fromkeys(("arrested", "arresting", "holding"), "detained"),
}
"""Words for one harm only, as a denial names it: "shot" may have killed or wounded."""
_SEVERAL: Final = frozenset({"both", "all", "neither", "others"})
_VERBS: Final = ("speech.denies", "speech.dismisses", "speech.unconfirmed")
_OTHERS: Final = {"speech.unsure": "doubts", "speech.unaware": "doubts", "speech.untrue": "denies"}


def hear_denials(reader: Reader, told: _Told, *, deeds: bool, things: tuple[str, ...] = ()) -> None:
    """Add the claims of those who deny or doubt records in the words after them, or in one of the next sentences;
    `deeds`: who denies having done it denies them, too; `things`: groups of words for them, which a denial may name.
    """
    for number in sorted({n + step for n in told for step in range(_BACK + 1) if n + step < len(reader.sentences)}):
        sentence = reader.sentences[number]
        if not sentence.has(*_VERBS, *_OTHERS):
            continue
        for i, j in sentence.spans(*_VERBS):
            said = reader.sayings.by(sentence, i)
            back = _reach(sentence, said, j, deeds=deeds, here=told.get(number, [])) if said is not None else None
            if said is not None and back is None and things and _named(sentence, said, things):
                back = _BACK
            if said is None or back is None:
                continue
            for record in _before(told, number, said, back, _harms(sentence, j) if deeds else set()):
                add_claim(record, claim(sentence, i, j, said))
        _hear_others(reader, sentence, told)


def disputes(sentence: Sentence, said: Said) -> bool:
    """Whether who speaks denies or cannot confirm that it was demanded; not one who "dismissed the ultimatum" as a
    target, or "doubted that the army would keep to it".
    """
    if said.stance == "asserts" or said.j >= len(sentence.tokens):
        return False
    if said.stance == "doubts":
        return sentence.starts(said.i, "speech.unconfirmed") is not None
    own = takes_up(sentence, said.j) or any(w in words("speech.charges") for w in sentence.folded[said.j : said.j + 1])
    return own or sentence.folded[said.j] == "that" or sentence.starts(said.i, "ultimatums.rejects") is None


def _named(sentence: Sentence, said: Said, things: tuple[str, ...]) -> bool:
    """As in "denied that any ultimatum had been given"."""
    near = any(said.j <= i < said.j + _CLAUSE for i, _ in sentence.spans(*things))
    return near and said.stance == "denies" and disputes(sentence, said)


def _reach(
    sentence: Sentence, said: Said, j: int, *, deeds: bool, here: list[tuple[int, dict[str, Any]]]
) -> int | None:
    """How many sentences back that may stand which a verb of denial before word `j` takes up; None if nothing."""
    if takes_up(sentence, j) or _of_charge(sentence, said):
        return 1
    if _of_charge_beside(sentence, said):
        return 0
    if not deeds or not _done(sentence, j, _CLAUSE):
        return None
    if any(end < j + _CLAUSE for end, _ in here):
        return 0  # its clause tells itself what is denied
    return 1 if words("speech.to_blame").isdisjoint(sentence.folded[j : j + _CLAUSE]) else _BACK


def _harms(sentence: Sentence, j: int) -> set[str]:
    """The harms that the clause of a denial before word `j` names, none for "denied the attack", which may be any."""
    return {harm for low in sentence.folded[j : j + _CLAUSE] if (harm := _NAMED.get(low))}


def _hear_others(reader: Reader, sentence: Sentence, told: _Told) -> None:
    """Let those be heard who speak against a figure without a verb of denial: "the figure was exaggerated"."""
    for name, stance in _OTHERS.items():
        for i, j in sentence.spans(name):
            said = reader.sayings.at(sentence, i)
            if name == "speech.unsure":
                _leave_open(sentence, (i, j), said, told)
            elif said is not None and said.source is not None and _against(sentence, i, j, name):
                for record in _before(told, sentence.number, said._replace(stance=stance), 1):
                    add_claim(record, claim(sentence, i, j, said, stance))


def disproved(sentence: Sentence, hit: Harmed) -> bool:
    """As in "there is no evidence that 34 were killed", "reports that 34 had died were false"."""
    if not sentence.has("speech.no_proof", "speech.untrue"):
        return False
    first, last = min(hit.i, hit.people.i), max(hit.j, hit.people.stop)
    for _, j in sentence.spans("speech.no_proof"):
        if 0 <= first - j <= _CLAUSE and not set(sentence.shape(j, first)) & set(';"k'):
            return True
    led = sentence.folded[max(0, first - _NEAR) : first]
    told = "that" in led and not words("speech.charges").isdisjoint(led)
    for i, _ in sentence.spans("speech.untrue") if told else ():
        if last <= i and re.fullmatch(r"[itgNd]*b[rt]*", sentence.shape(last, i)):
            return True
    return False


def _leave_open(sentence: Sentence, span: Span, said: Said | None, told: _Told) -> None:
    """Doubt what is told before the words `[i, j)`, or of the last sentence; of several where it speaks of several."""
    here = [record for end, record in told.get(sentence.number, []) if end <= span[0]]
    back = _BACK if sentence.has("speech.of_several") else int(span[0] <= _OPENING)
    for n in [] if here else range(sentence.number - back, sentence.number):
        here += [record for _, record in told.get(n, [])]
    for record in here:
        own = said is not None and any(c["source"] == said.source for c in record["claims"])
        add_claim(record, claim(sentence, *span, None if own else said, "doubts"))


def _before(told: _Told, number: int, said: Said, back: int, harms: Set[str] = frozenset()) -> list[dict[str, Any]]:
    """The records of others told last before a saying, at most `back` sentences before its own; with `harms` those of
    them alone. None where it is the denial of a denial: "The army denied that it killed two. The rebels said this was a
    lie."
    """
    if said.source is None or said.source.lower() in _SEVERAL:
        return []
    for n in range(number, number - back - 1, -1):
        found = [record for end, record in told.get(n, []) if n < number or end <= said.i]
        found = [record for record in found if not harms or record["harm"] in harms]
        others = [record for record in found if _may_speak(said, record["claims"])]
        if others or (found and n == number):
            return others
    return []


def _may_speak(said: Said, claims: list[dict[str, Any]]) -> bool:
    """Whether one who has not spoken yet speaks against somebody who asserts it."""
    denied = said.stance == "denies" and all(c["stance"] == "denies" for c in claims)
    return not denied and all(c["source"] != said.source for c in claims)


def _of_charge(sentence: Sentence, said: Said) -> bool:
    """As in "a charge he denied"."""
    return 0 < said.start < said.i and sentence.folded[said.start - 1] in words("speech.charges")


def _of_charge_beside(sentence: Sentence, said: Said) -> bool:
    """As in "…, a charge the army denied": of what stands before it in the sentence."""
    aside = 0 < said.start < said.i and sentence.tokens[said.start].mark == ","
    return aside and not words("speech.charges").isdisjoint(sentence.folded[said.start : said.i - 1])


def _against(sentence: Sentence, i: int, j: int, name: str) -> bool:
    """Whether it is of what was told: "the figure was inflated", "had no information about casualties"."""
    if name == "speech.unaware":
        return _done(sentence, j, _NEAR)
    before = sentence.folded[max(0, i - _NEAR) : i]
    return not (words("speech.charges") | {"this", "it"}).isdisjoint(before) or sentence.low(i, j).startswith("no such")


def _done(sentence: Sentence, j: int, most: int) -> bool:
    """As in "denied responsibility", "denied that its forces were involved"."""
    return not words("speech.done").isdisjoint(sentence.folded[j : j + most])
