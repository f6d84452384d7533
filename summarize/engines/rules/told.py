"""Who makes a demand and of whom: the subject, the speaker, the sender; a named side, or the article's own words."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.adversaries import adversary
from summarize.engines.rules.attribution import Said
from summarize.engines.rules.cast import Entry
from summarize.engines.rules.demands import Demand
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.side_nouns import party_words
from summarize.engines.rules.sides import Side, Sides
from summarize.engines.rules.text import Sentence, Span

__all__ = ["issuers_of", "targets_of"]

_SIDES: Final = 2
_PHRASE: Final = 8  # words of a side that only the article's own words name
_LONG: Final = 6  # words of a side's name at most
_SENDER: Final = 6  # words from "a letter from" to "telling"
_OBSERVERS: Final = frozenset({"ngo", "media", "medical", "civilian"})
_TOLD: Final = frozenset({"told", "asked", "ordered", "instructed", "warned", "advised", "urged"})
_THERE: Final = frozenset({"inside", "there", "outside", "here"})
_ARMED: Final = frozenset({"rebel_group", "military", "paramilitary"})
_ANYBODY: Final = frozenset({"everyone", "everybody", "anyone", "anybody", "nobody", "whoever", "delivered"})
_HEAD: Final = re.compile(r"\b (?:in|at|near|from|of|on|with|who)\b")
_RELAYS: Final = frozenset({"official", "officials", "source", "sources", "witness", "witnesses"})


def issuers_of(reader: Reader, sides: Sides, sentence: Sentence, demand: Demand, said: Said | None) -> list[Side]:
    """Who demands: the owner or the subject of the demand, who sent it, else the party who speaks."""
    found: list[Side] = []
    if demand.owned is not None:
        found = sides.owner_before(sentence, demand.owned)
        sets = [i for i, _ in sentence.spans("ultimatums.setting") if demand.owned - _SENDER <= i < demand.owned]
        found = found or (sides.subject(sentence, sets[-1]) if sets else [])
    if not found and demand.issuer is not None and demand.issuer[0] < demand.issuer[1]:
        found = sides.named(sentence, demand.issuer)
        found = found[:1] if demand.owned is not None else found[-1:]
    if not found and demand.verb is not None and demand.target is not None:
        found = _sender(sides, sentence, demand.verb) or sides.subject(sentence, demand.verb)
        if not found or any(s.entry is None and len(s.name.split()) > _LONG for s in found):
            found = sides.main_subject(sentence, demand.verb) or found  # "rebels holding nine workers in the hills"
    passed_on = said is not None and _passed_on(sentence, said, demand)
    if not found and demand.owned is None and said is not None and said.source is not None and not passed_on:
        found = _speaker(reader, said)
    if demand.obliged is not None:  # who is to do it does not demand it
        told = [s.name for s in sides.subject(sentence, demand.obliged)]
        found = [s for s in found if s.name not in told]
    if not found and demand.owned is None and not demand.hangs and not passed_on:
        found = _implied(sides, reader, sentence, demand)
    found = [_named(reader, _demanding(s)) for s in found if not _watches(s)]
    return [_in_full(sentence, s) for s in found[:_SIDES]]


def _watches(side: Side) -> bool:
    """Whether it only watches or suffers: no leader of people, "a tribal leader"."""
    entry = side.entry
    if entry is None or entry.sector not in _OBSERVERS:
        return False
    leads = entry.person and entry.sector == "civilian" and entry.role is not None
    return not (leads and not words("deals.officials").isdisjoint((entry.role or "").lower().split()))


def _passed_on(sentence: Sentence, said: Said, demand: Demand) -> bool:
    """As in "Tarn said the families had been told that they should leave": it is not Tarn's demand."""
    if demand.obliged is None or not said.j <= demand.obliged:
        return False
    between = range(said.j, demand.obliged)
    return any(sentence.tokens[k].low in _TOLD and "b" in sentence.kinds[max(said.j, k - 2) : k] for k in between)


def _in_full(sentence: Sentence, side: Side) -> Side:
    """With what it describes, and with what describes it where that opens the sentence or follows an article."""
    i = side.i
    while 0 < i <= side.j and side.i - i < _SIDES and not sentence.tokens[i].mark and sentence.kinds[i - 1] in "gN":
        i -= 1
    if side.entry is not None or not side.j:
        return side
    i = i if i == 0 or sentence.kinds[i - 1] == "t" else side.i
    j = side.j + (sentence.runs_on(side.j) and sentence.tokens[side.j].low in party_words())  # "militia fighters"
    return side._replace(i=i, j=j, name=sentence.words(i, j)) if (i, j) != (side.i, side.j) else side


def _sender(sides: Sides, sentence: Sentence, verb: int) -> list[Side]:
    """As in "a letter from the bandits telling them to pay", "leaflets signed by the rebels ordering"."""
    if not sentence.tokens[verb].low.endswith("ing") or verb == 0 or sentence.kinds[verb - 1] not in "gNn":
        return []
    k = next((k for k in range(verb - 1, max(0, verb - _SENDER), -1) if sentence.tokens[k].low in {"from", "by"}), None)
    if k is None:
        return sides.main_subject(sentence, verb)
    return sides.named(sentence, (k + 1, verb))[:1] or _phrase_at(sentence, (k + 1, verb))


def _implied(sides: Sides, reader: Reader, sentence: Sentence, demand: Demand) -> list[Side]:
    """Who demands where no verb of demanding has a subject: who says or decides that somebody must, who will see to it
    if not, or the side that speaks in the sentence before.
    """
    if demand.obliged is not None:
        says = [k for k in range(1, demand.obliged) if sentence.kinds[k] == "s"]
        for k in says[-1:]:
            if found := sides.subject(sentence, k) or sides.named(sentence, (max(0, k - _PHRASE), k))[:1]:
                return found
        that = next((k for k in range(1, demand.obliged) if sentence.tokens[k].low == "that"), None)
        if that is not None and not says:
            return sides.main_subject(sentence, that)
    doer = sides.named(sentence, (demand.at, demand.span[1])) if demand.threat.text is not None else []
    doer = [s for s in doer if s.entry is not None and s.entry.sector in _ARMED]
    if doer or demand.obliged is None or sentence.number == 0:
        return doer[:1]
    before = reader.sentences[sentence.number - 1]
    said = reader.sayings.at(before, len(before.tokens) - 1) if before.paragraph == sentence.paragraph else None
    return _speaker(reader, said) if said is not None and said.source is not None else []


def _speaker(reader: Reader, said: Said) -> list[Side]:
    """The party who speaks, where the sentence itself names nobody who demands."""
    if said.entry is not None:
        return [Side(0, 0, said.entry.name, said.entry)]
    source = said.source or ""
    last = _HEAD.split(source.lower())[0].split()[-1]  # "a rebel commander in the district"
    parties = ("deals.parties", "deals.officials", "ultimatums.parties", "actors.forces", "actors.governments")
    own = last in words(*parties) and last not in _RELAYS
    body = _body_of(reader, source) if own else None
    if body is not None:
        return [Side(0, 0, body.name, body)]
    return [Side(0, 0, source, reader.cast.get(source))] if own else []


def _body_of(reader: Reader, source: str) -> Entry | None:
    """The body of whom an unnamed speaker is one: "a Dune League commander in the area"."""
    described = _HEAD.split(source)[0].split()[:-1]
    for k in range(len(described)):
        entry = reader.cast.get(" ".join(described[k:]))
        if entry is not None and entry.kind == "organization" and entry.sector in _ARMED and described[k][0].isupper():
            return entry
    return None


def _named(reader: Reader, side: Side) -> Side:
    """Whom "the ministry" or "a militant group" takes up, where just one body has such a name, or is such a group."""
    if side.entry is not None:
        return side
    last = side.name.lower().split()[-1]
    sector = "rebel_group" if last in words("deals.group_nouns") - {"front"} else None
    sector = "other" if last in words("ultimatums.firms") else sector
    bodies = [e for e in reader.cast.entries if e.kind == "organization" and _fits(e, sector, side.name.lower())]
    return side._replace(name=bodies[0].name, entry=bodies[0]) if len(bodies) == 1 else side


def _fits(entry: Entry, sector: str | None, name: str) -> bool:
    return entry.sector == sector if sector is not None else entry.name.lower().split()[-1] == name


def _demanding(side: Side) -> Side:
    """A spokesman speaks for a body; a leader demands himself."""
    entry = side.entry
    speaks_for = entry is not None and entry.person and _for_others(entry.role or "")
    body: Entry | None = entry.part_of if entry is not None and speaks_for else None
    return side._replace(name=body.name, entry=body) if body is not None else side


def _for_others(role: str) -> bool:
    """Whether a role is one of speaking for a body, and not of leading it."""
    return "spokes" in role.lower() or not words("ultimatums.messengers").isdisjoint(role.lower().split())


def targets_of(reader: Reader, sides: Sides, sentence: Sentence, demand: Demand, makers: list[Side]) -> list[Side]:
    """Whom it is made of, by `makers`."""
    issuers = [s.name for s in makers]
    obliged = demand.obliged if demand.target is not None else demand.verb
    if obliged is not None:
        found = [s for s in sides.subject(sentence, obliged) if s.name not in issuers]
        done = demand.at < len(sentence.kinds) and sentence.kinds[demand.at] == "b"  # "the money must be paid"
        found = found or ([] if done else _phrase_before(sentence, obliged, issuers))
        if found or demand.target is None:
            return found[:_SIDES]
    if demand.target is None:
        return []
    found = _on_condition(sides, sentence, demand, issuers) if demand.hangs else []
    found = found or sides.named(sentence, _heads(sides, sentence, demand), issuers)
    pronoun = "p" in sentence.kinds[slice(*demand.target)]
    if not found and (pronoun or demand.thing or not (demand.hangs or demand.verb is not None)):
        found = [s for s in sides.taken_up(sentence, demand.target) if s.name not in issuers]
    if demand.verb is not None and not (demand.hangs or demand.thing):
        found = _as_told(sentence, demand.target, found)
    if not found and demand.hangs and demand.deadline is not None:
        found = adversary(sides, sentence, makers)
    if not found and demand.threat.text is not None:
        found = sides.named(sentence, demand.span, issuers)
    if demand.verb is None and demand.target[0] < demand.at:
        found = found[-_SIDES:]
    found = [s for s in found if _can_be_told(sentence, s, issuers)]
    return [n if (n := _named(reader, s)).name not in issuers else s for s in found[:_SIDES]]


def _heads(sides: Sides, sentence: Sentence, demand: Demand) -> Span:
    """The words that name the target without what it holds and where it is: "militants holding the Tarn bridge"."""
    i, j = demand.target or (0, 0)
    if demand.hangs or demand.verb is None:
        return i, j
    for k in range(i + 1, j):
        if any("," in sentence.tokens[n].mark for n in range(k, j)):
            return i, j  # "two groups in Keslow, the Dune League and the Black Lance"
        if sentence.tokens[k].low in words("deals.participles", "ultimatums.whence") - {"to", "from"}:
            return (i, k) if sides.inside(sentence, (i, k)) else (i, j)
    return i, j


def _can_be_told(sentence: Sentence, side: Side, issuers: list[str]) -> bool:
    """Whether it is no sum of money, no state that only tells where, and no part of the name of who demands."""
    if side.state and side.i and sentence.tokens[side.i - 1].low in words("ultimatums.whence") - {"from", "to"}:
        return False
    part = side.entry is None and any(side.name in name for name in issuers)  # "Varenian" of "Varenian rebels"
    return not any(c.isdigit() for c in side.name) and not part


def _on_condition(sides: Sides, sentence: Sentence, demand: Demand, issuers: list[str]) -> list[Side]:
    """Who is to do what a condition asks, its subject: "unless the company pays"; nobody where it is passive."""
    if demand.target is None or "b" in sentence.kinds[max(0, demand.at - 2) : demand.at]:
        return []
    found = sides.named(sentence, demand.target, issuers)
    subject = [s for s in sides.subject(sentence, demand.at) if s.name not in issuers]
    if subject and not any(subject[0].name.startswith(s.name) for s in found):
        return subject  # not "rebels of Keslow" or "rebels inside" for "rebels"
    owned = sentence.kinds[max(0, demand.at - 3) : demand.at]
    return found or (_phrase_before(sentence, demand.at, issuers)[-1:] if "t" in owned else [])


def _as_told(sentence: Sentence, target: Span, found: list[Side]) -> list[Side]:
    """The words after "told", where they name nobody known, or "foreign oil workers" of whom "workers" are."""
    if len(found) > 1 or (found and (found[0].entry is not None or found[0].state)):
        return found
    phrase = _phrase_at(sentence, target)
    head = phrase[0].name.partition(" of ")[0] if phrase else ""
    if found and head != found[0].name and (head.endswith(found[0].name) or head.startswith(found[0].name)):
        return [phrase[0]._replace(name=head)]
    return found or phrase


def _phrase_before(sentence: Sentence, k: int, but: list[str]) -> list[Side]:
    """The noun phrase that ends before word `k`, in the article's words: "mayors of 16 towns must"."""
    while k > 0 and not sentence.tokens[k].mark and sentence.kinds[k - 1] in "rhxdamb":
        k -= 1
    if k > 0 and sentence.tokens[k - 1].low in _THERE:
        k -= 1
    i = k
    while i > 0 and k - i < _PHRASE and not sentence.tokens[i].mark and sentence.kinds[i - 1] in "gNnoi":
        i -= 1
    while i < k and sentence.kinds[i] in "oin" and not (sentence.kinds[i] == "n" and i + 1 < k):
        i += 1
    text = sentence.words(i, k)
    return [Side(i, k, text)] if i < k and text not in but and text.lower() not in _ANYBODY else []


def _phrase_at(sentence: Sentence, span: Span) -> list[Side]:
    """The noun phrase that begins the words `[i, j)`, in the article's words: "told foreign oil workers to"."""
    i = span[0]
    while i < span[1] and sentence.kinds[i] == "t":
        i += 1
    j = i
    while j < span[1] and j - i < _PHRASE and not (j > i and sentence.tokens[j].mark):
        if sentence.kinds[j] not in "gNnot" or (j > i and sentence.tokens[j].low in words("deals.participles")):
            break
        j += 1
    while j > i and sentence.kinds[j - 1] in "otn":
        j -= 1
    return [Side(i, j, sentence.words(i, j))] if i < j else []
