"""Where a sentence speaks of an agreement or of talks, and of what kind each is."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence, Span

__all__ = ["EVENTS", "KINDS", "Agreement", "agreements", "distance", "kinds_in"]

KINDS: Final = ("evacuation", "prisoner_release", "ceasefire", "aid_access", "surrender", "settlement")
EVENTS: Final = ("evacuation", "prisoner_release", "aid_access", "surrender")
"""Kinds that have nouns of their own for what was agreed on: "the evacuation", "the exchange"."""
_OFFERED: Final = frozenset({"settlement", "surrender", "prisoner_release", "evacuation", "ceasefire"})
_MODIFIERS: Final = 3  # words before a noun that may tell its kind
_COMPLEMENT: Final = 16  # words after it that may
_BACK: Final = 6  # words from a verb of exchange back to "when"
_SHARED: Final = 16
_FREED: Final = 10  # words between a verb of letting go and "in exchange for"
_OPENS: Final = 2  # words in which the "it" of "It was signed" stands


_VERBAL: Final = (
    "deals.agreeing",
    "deals.swapping",
    "deals.swap_verbs",
    "deals.letting_go",
    "deals.agree_verbs",
    "deals.offering",
    "deals.offer_verbs",
)


class Agreement(NamedTuple):
    """An agreement that a sentence speaks of, by the nouns or verbs at `spans`.

    `kind`: "other" where the sentence does not tell. `taken_up`: it takes up one told of before. `past`: one of the
    past. `talks`: nothing but talks. `verbal`: told by a verb alone ("agreed to leave").
    `weak`: its kind is told by other words than the noun and what stands before it. `apart`: said to be another than one
    told of before.
    """

    spans: tuple[Span, ...]
    kind: str
    taken_up: bool
    past: bool
    talks: bool
    verbal: bool
    weak: bool
    apart: bool

    @property
    def at(self) -> Span:
        """Its first noun or verb."""
        return self.spans[0]


def agreements(reader: Reader, sentence: Sentence) -> list[Agreement]:
    """The agreements of a sentence, each once, in order."""
    cues = sentence.spans("deals.nouns", "deals.agreeing", "deals.swapping", "deals.offering")
    more = (_swaps, _freed_for, _passage, _agreed_then, _events_made, _offered)
    spans = _longest([*cues, *(s for find in more for s in find(sentence))])
    named = {k for m in reader.cast.mentions(sentence) if m.entry.kind != "state" for k in range(m.i, m.j)}
    spans = [
        s
        for s in spans
        if s[0] not in named  # "Amnesty International"
        and not (reader.sayings.names_speaker(sentence, s[0]) or _other_sense(sentence, s) or _infinitive(sentence, s))
    ]
    if _no_deal(sentence):
        spans = [s for s in spans if _own_kind(sentence, s) != "other"]  # "a peace deal that helps companies"
        if not spans:
            return []
    if not spans:
        return [_made(sentence, [s], "other") for s in _taken_up_alone(sentence)]
    kinds = [_kind(sentence, s) for s in spans]
    told = [k for k in dict.fromkeys(kinds) if k != "other"]
    if len(told) <= 1:
        found = told[0] if told else _kind_around(sentence, spans)
        return [_made(sentence, group, found) for group in _by_clause(sentence, spans)]
    groups: dict[str, list[Span]] = {}
    last = told[0]
    for span, kind in zip(spans, kinds, strict=True):
        last = kind if kind != "other" else last
        groups.setdefault(last, []).append(span)
    return [_made(sentence, group, kind) for kind, group in groups.items()]


def _by_clause(sentence: Sentence, spans: list[Span]) -> list[list[Span]]:
    """The nouns of one deal by statement: "it had reached a deal, but the group said that there was no such deal"."""
    groups = [spans[:1]]
    for before, span in pairwise(spans):
        apart = any(sentence.kinds[k] == "k" or ";" in sentence.tokens[k].mark for k in range(before[1], span[0]))
        if apart and _taken_up(sentence, span):
            groups.append([span])
        else:
            groups[-1].append(span)
    return groups


def _taken_up_alone(sentence: Sentence) -> list[Span]:
    """Where a sentence without a noun for it takes up a deal: "It was signed last night", "We did not sign"."""
    denied = sentence.spans("deals.disowned")
    if denied:
        return denied[:1]
    for k in range(min(_OPENS, len(sentence.tokens) - 2)):
        if sentence.tokens[k].low in {"it", "this", "that"} and sentence.kinds[k + 1] in "bh":
            end = k + 2 + (sentence.kinds[k + 2] == "b")
            if sentence.starts(end, "deals.agreed", "deals.suspended", "deals.collapsed") is not None:
                return [(k, k + 1)]
    return []


def distance(spans: tuple[Span, ...], cue: Span) -> int:
    """Words between a cue and the nearest of the spans; a verb before its object is nearer than one after."""
    return min(2 * (a - cue[1]) if cue[1] <= a else 2 * (cue[0] - b) + 1 if cue[0] >= b else 0 for a, b in spans)


def _made(sentence: Sentence, spans: list[Span], kind: str) -> Agreement:
    return Agreement(
        spans=tuple(spans),
        kind=kind,
        taken_up=any(_taken_up(sentence, s) for s in spans),
        past=any(_past(sentence, s) for s in spans),
        talks=_only_talks(sentence, spans),
        verbal=all(sentence.starts(s[0], *_VERBAL) is not None for s in spans),
        weak=all(_own_kind(sentence, s) == "other" for s in spans),
        apart=any(_led_by(sentence, s, "deals.apart") for s in spans),
    )


def _only_talks(sentence: Sentence, spans: list[Span]) -> bool:
    """Whether the first noun is one for talks, or describes one: "ceasefire talks"."""
    first = [spans[0], *(s for s in spans[1:2] if s[0] == spans[0][1])]
    return any(sentence.starts(i, "deals.talks") is not None for i, _ in first)


def _longest(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for i, j in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not found or i >= found[-1][1]:
            found.append((i, j))
    return found


def _other_sense(sentence: Sentence, span: Span) -> bool:
    """Whether the noun is part of a phrase of another sense: "a great deal of", "in terms of", "deal with"."""
    i = span[0]
    before = sentence.tokens[i - 2].low if i > 1 else ""
    if before in {"to", "with", "in", "of", "on"} and i > 2 and sentence.tokens[i - 3].low in words("deals.close_to"):
        return True  # "a source close to the talks"
    verb = sentence.tokens[i].low in {"deal", "offer", "talks", "exchange", "swap", "terms"}
    led = sentence.tokens[i - 1].low if i else ""
    if verb and led in {"to", "will", "can", "would", "must", "could", "great", "good", "he", "she", "in", "cannot"}:
        return led != "in" or sentence.tokens[i].low == "terms"
    return False


def _swaps(sentence: Sentence) -> list[Span]:
    """As in "exchanged 140 prisoners": a verb of exchange before those who are."""
    found = []
    for i, j in sentence.spans("deals.swap_verbs"):
        if "z" in sentence.kinds[max(0, i - _BACK) : i]:
            continue  # "when several captives were exchanged"
        end = next((b for a, b in sentence.spans("deals.swapped") if j <= a <= j + _MODIFIERS), None)
        found += [(i, end)] if end is not None else []
    return found


def _freed_for(sentence: Sentence) -> list[Span]:
    """As in "freed six soldiers in exchange for nine of its members"."""
    found = []
    for i, j in sentence.spans("deals.exchanged_for"):
        verbs = [(a, b) for a, b in sentence.spans("deals.letting_go") if not sentence.tokens[a].capital]
        verb = next((a for a, b in reversed(verbs) if b <= i <= b + _FREED), None)
        if verb is not None and not any(sentence.kinds[k] in "szk" for k in range(verb + 1, i)):
            found.append((verb, j))
    return found


def _passage(sentence: Sentence) -> list[Span]:
    """As in "offered the rebels safe passage"."""
    asked = sentence.spans("deals.proposed")
    return [s for s in sentence.spans("deals.passage") if any(0 <= s[0] - j <= _FREED for _, j in asked)]


def _agreed_then(sentence: Sentence) -> list[Span]:
    """As in "agreed on Sunday to": a verb of agreeing with its "to" behind a time."""
    found: list[Span] = []
    for i, j in sentence.spans("deals.agree_verbs"):
        ends = dict(sentence.whens)
        k = j + 1 if j < len(sentence.tokens) and sentence.kinds[j] == "i" else j
        end = ends.get(k)
        if end is not None and sentence.runs_on(end) and sentence.kinds[end] == "T":
            found.append((i, end + 1))
    return found


def _events_made(sentence: Sentence) -> list[Span]:
    """As in "an evacuation agreed between the army and the rebels"."""
    return [
        (k, k + 1)
        for k, token in enumerate(sentence.tokens)
        if sentence.runs_on(k + 1)
        and sentence.tokens[k + 1].low in words("deals.events_made")
        and token.low in words(*(f"deals.{kind}_events" for kind in EVENTS))
    ]


def _offered(sentence: Sentence) -> list[Span]:
    """As in "has offered the province autonomy": a verb of offering before what tells the kind."""
    nouns = sentence.spans("deals.nouns")
    return [
        (i, j)
        for i, j in sentence.spans("deals.offer_verbs")
        if not any(j <= a <= j + _MODIFIERS for a, _ in nouns) and _complement(sentence, j) in _OFFERED
    ]


def _infinitive(sentence: Sentence, span: Span) -> bool:
    """As in "ready to talk and agree to": nothing is agreed yet."""
    i = span[0]
    return i > 0 and sentence.tokens[i].low == "agree" and sentence.kinds[i - 1] in "Tcm"


def _no_deal(sentence: Sentence) -> bool:
    return any(not sentence.tokens[i].capital or i == 0 for i, _ in sentence.spans("deals.no_deal"))


def _kind(sentence: Sentence, span: Span) -> str:
    """The kind that an agreement's own words tell: the noun, what stands before it, else what follows it."""
    own = _own_kind(sentence, span)
    return own if own != "other" else _complement(sentence, span[1])


def _own_kind(sentence: Sentence, span: Span) -> str:
    i, j = span
    if sentence.starts(i, "deals.swap_verbs", "deals.swapping", "deals.letting_go") is not None:
        return "prisoner_release"
    first = i
    while (
        first > 0 and i - first < _MODIFIERS and not sentence.tokens[first].mark and sentence.kinds[first - 1] in "gNn"
    ):
        first -= 1
    for kind in KINDS:
        if any(first <= a < j for a, _ in _cues(sentence, kind)):
            return kind
    return "other"


def _complement(sentence: Sentence, j: int) -> str:
    """The kind told by the words that follow, to the end of the clause: "a deal that would let them leave the city"."""
    end = j
    while end < min(len(sentence.tokens), j + _COMPLEMENT):
        if set(sentence.tokens[end].mark) & set(";(-") or (
            sentence.tokens[end].mark == "," and sentence.kinds[end] in "wzskcp"
        ):
            break
        if end > j and sentence.kinds[end] in "szk":
            break
        end += 1
    cues = [(a, -b, n, kind) for n, kind in enumerate(KINDS) for a, b in _cues(sentence, kind) if j <= a and b <= end]
    return min(cues)[3] if cues else "other"  # of two at one word the longer: "safe passage of food"


def _cues(sentence: Sentence, kind: str) -> list[Span]:
    """The words that tell a kind."""
    more = ("ultimatums.disarm", "ultimatums.surrender") if kind == "surrender" else ()
    return sentence.spans(f"deals.{kind}", *more)


def kinds_in(sentence: Sentence) -> set[str]:
    """The kinds that any words of the sentence tell."""
    found = {kind for kind in KINDS if kind != "settlement" and _cues(sentence, kind)}
    aid = words("deals.aid_access_events")
    return found | ({"aid_access"} if any(t.low in aid for t in sentence.tokens) else set())


def _kind_around(sentence: Sentence, spans: list[Span]) -> str:
    """The kind that the rest of the sentence tells, the first in the order of precedence."""
    for kind in KINDS:
        for i, j in _cues(sentence, kind):
            if any(i - _SHARED <= b and a <= j + _SHARED for a, b in spans):
                return kind
    leaving = sentence.has("deals.implementing") and sentence.has("movement.left", "movement.evacuated")
    return "evacuation" if leaving else "other"


def _taken_up(sentence: Sentence, span: Span) -> bool:
    """Whether it takes up one told of before: "the deal", "no such agreement", "that offer"."""
    i = span[0]
    if sentence.starts(i, "deals.nouns") is None and sentence.kinds[i] in "pt":
        return True  # "It was signed"
    for k in range(max(0, i - 2), i + 1):
        if sentence.tokens[k].low in words("deals.taking_up") and not any(
            t.mark for t in sentence.tokens[k + 1 : i + 1]
        ):
            return True
    return False


def _led_by(sentence: Sentence, span: Span, group: str) -> bool:
    """Whether one of the two words before the noun is of this group."""
    return any(
        sentence.tokens[k].low in words(group) and not any(t.mark for t in sentence.tokens[k + 1 : span[0] + 1])
        for k in range(max(0, span[0] - 2), span[0])
    )


def _past(sentence: Sentence, span: Span) -> bool:
    """Whether a word right before the noun puts the deal into the past: "an earlier truce", "a June cease-fire"."""
    for k in range(max(0, span[0] - 2), span[0]):
        month = sentence.kinds[k] == "d" and k > 0 and sentence.tokens[k - 1].low in {"a", "an"}
        if month or sentence.tokens[k].low in words("deals.history"):
            return not any(t.mark for t in sentence.tokens[k + 1 : span[0] + 1])
    return False
