"""Where a sentence speaks of an agreement or of talks."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from summarize.engines.rules.agreement_kinds import kind_around, kind_of, own_kind
from summarize.engines.rules.agreement_words import told_otherwise
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence, Span

__all__ = ["Agreement", "agreements", "distance"]

_OPENS: Final = 2  # words in which the "it" of "It was signed" stands
_MODIFIERS: Final = 3  # words from "a" to the noun
_DATED: Final = 6  # words from the noun to its month
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_VERBAL: Final = (
    "deals.agreeing",
    "deals.swapping",
    "deals.swap_verbs",
    "deals.letting_go",
    "deals.conceding",
    "deals.agree_verbs",
    "deals.offering",
    "deals.offer_verbs",
)


_ENDINGS: Final = ("deals.agreed", "deals.suspended", "deals.collapsed")


class Agreement(NamedTuple):
    """An agreement that a sentence speaks of, by the nouns or verbs at `spans`.

    `kind`: "other" where the sentence does not tell. `taken_up`: it takes up one told of before. `past`: one of the
    past. `talks`: nothing but talks. `verbal`: told by a verb alone ("agreed to leave").
    `weak`: its kind is told by other words than the noun and what stands before it. `dated`: one of a month or a year,
    which is of the past where another is told of before.
    """

    spans: tuple[Span, ...]
    kind: str
    taken_up: bool
    past: bool
    talks: bool
    verbal: bool
    weak: bool
    dated: bool

    @property
    def at(self) -> Span:
        """Its first noun or verb."""
        return self.spans[0]


def agreements(reader: Reader, sentence: Sentence) -> list[Agreement]:
    """The agreements of a sentence, each once, in order."""
    cues = sentence.spans("deals.nouns", "deals.agreeing", "deals.swapping", "deals.offering")
    otherwise = told_otherwise(sentence)
    if not cues and not otherwise:
        return [_made(sentence, [s], "other") for s in _taken_up_alone(sentence)]
    named = reader.cast.named(sentence)
    spans = [
        s
        for s in _longest([*cues, *otherwise])
        if s[0] not in named  # "Amnesty International"
        and not (
            (reader.sayings.names_speaker(sentence, s[0]) and not _announced(sentence, s))
            or _other_sense(sentence, s)
            or _infinitive(sentence, s)
            or _refused_by(sentence, s)
        )
    ]
    if _no_deal(sentence):
        spans = [s for s in spans if kind_of(sentence, s) != "other"]  # "a peace deal that helps companies"
        if not spans:
            return []
    if not spans:
        return [_made(sentence, [s], "other") for s in _taken_up_alone(sentence)]
    if _opens_with_terms(sentence):
        return [_made(sentence, spans[:1], own_kind(sentence, spans[0]))._replace(taken_up=True, weak=True)]
    spans = _before_its_terms(sentence, spans)
    return _told(sentence, spans)


def _opens_with_terms(sentence: Sentence) -> bool:
    """As in "In return, the army undertook to lift its siege": it is of a deal told of before."""
    return sentence.low(0, 2) in {"in return", "in exchange"}


def _before_its_terms(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """Without what the terms of a known deal speak of: "The truce called for both sides to exchange prisoners"."""
    leads = sentence.spans("deals.term_leads")
    for i, j in leads if leads and _taken_up(sentence, spans[0]) else ():
        own = spans[0][1] <= i and sentence.tokens[i].low in words("deals.calling") | {"provides", "provided"}
        said = {t.low for t in sentence.tokens[spans[0][1] : i]} - words("deals.made_known")
        kinds = {sentence.kinds[k] for k in range(spans[0][1], i) if sentence.tokens[k].low in said}
        if own and not kinds & set("cks"):
            return [s for s in spans if s[0] < j]
    return spans


def _told(sentence: Sentence, spans: list[Span]) -> list[Agreement]:
    kinds = [kind_of(sentence, s) for s in spans]
    told = [k for k in dict.fromkeys(kinds) if k != "other"]
    if len(told) <= 1:
        found = told[0] if told else kind_around(sentence, spans)
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
    if denied or not sentence.has(*_ENDINGS):
        return denied[:1]
    for k in range(min(_OPENS, len(sentence.tokens) - 2)):
        if sentence.tokens[k].low in {"it", "this", "that"} and sentence.kinds[k + 1] in "bh":
            end = k + 2 + (sentence.kinds[k + 2] == "b")
            if sentence.starts(end, *_ENDINGS) is not None:
                return [(k, k + 1)]
    return []


def distance(spans: tuple[Span, ...], cue: Span) -> int:
    """Words between a cue and the nearest of the spans; a verb before its object is nearer than one after."""
    return min([2 * (a - cue[1]) if cue[1] <= a else 2 * (cue[0] - b) + 1 if cue[0] >= b else 0 for a, b in spans])


def _made(sentence: Sentence, spans: list[Span], kind: str) -> Agreement:
    return Agreement(
        spans=tuple(spans),
        kind=kind,
        taken_up=any(_taken_up(sentence, s) for s in spans),
        past=any(_past(sentence, s) for s in spans),
        talks=_only_talks(sentence, spans),
        verbal=sentence.has(*_VERBAL) and all(sentence.starts(s[0], *_VERBAL) is not None for s in spans),
        weak=all(own_kind(sentence, s) == "other" for s in spans),
        dated=any(_dated(sentence, s) for s in spans),
    )


def _only_talks(sentence: Sentence, spans: list[Span]) -> bool:
    """Whether the first noun is one for talks, or describes one: "ceasefire talks"."""
    first = [spans[0], *(s for s in spans[1:2] if s[0] == spans[0][1])]
    return any(sentence.starts(i, "deals.talks") is not None for i, _ in first)


def _longest(spans: list[Span]) -> list[Span]:
    if len(spans) == 1:
        return spans
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
    after = sentence.tokens[span[1]].low if sentence.runs_on(span[1]) else ""
    if after in words("deals.bargaining"):
        return True  # "the negotiating panel"
    verb = sentence.tokens[i].low in {"deal", "offer", "talks", "exchange", "swap", "terms"}
    led = sentence.tokens[i - 1].low if i else ""
    if verb and led in {"to", "will", "can", "would", "must", "could", "great", "good", "he", "she", "in", "cannot"}:
        return led != "in" or sentence.tokens[i].low == "terms"
    return False


def _announced(sentence: Sentence, span: Span) -> bool:
    """As in "a truce announced in May": the noun does not speak."""
    return sentence.runs_on(span[1]) and sentence.tokens[span[1]].low in words("deals.made_known")


def _infinitive(sentence: Sentence, span: Span) -> bool:
    """As in "ready to talk and agree to": nothing is agreed yet."""
    i = span[0]
    return i > 0 and sentence.tokens[i].low == "agree" and sentence.kinds[i - 1] in "Tcm"


def _refused_by(sentence: Sentence, span: Span) -> bool:
    """As in "rebels who reject reconciliation": it tells who they are."""
    i = span[0]
    return (
        i > 1 and sentence.starts(i - 1, "deals.refused") is not None and sentence.tokens[i - 2].low in {"who", "that"}
    )


def _no_deal(sentence: Sentence) -> bool:
    return any(not sentence.tokens[i].capital or i == 0 for i, _ in sentence.spans("deals.no_deal"))


def _taken_up(sentence: Sentence, span: Span) -> bool:
    """Whether it takes up one told of before: "the deal", "no such agreement", "that offer"."""
    i = span[0]
    if sentence.starts(i, "deals.disowned") is not None:
        return True
    if sentence.starts(i, "deals.nouns") is None:
        if sentence.kinds[i] in "pt":
            return True  # "It was signed"
        if sentence.has(*_VERBAL) and sentence.starts(i, *_VERBAL) is not None:
            return False  # "said that the rebels agreed to"
    for k in range(max(0, i - 2), i + 1):
        if sentence.tokens[k].low in words("deals.taking_up") and not any(
            t.mark for t in sentence.tokens[k + 1 : i + 1]
        ):
            return not (sentence.tokens[k].low == "that" and k > 0 and sentence.kinds[k - 1] == "s")
    return False


def _past(sentence: Sentence, span: Span) -> bool:
    """Whether a word right before the noun puts the deal into the past: "an earlier truce", "a June cease-fire"."""
    history = words("deals.history")
    for k in range(max(0, span[0] - 2), span[0]):
        month = sentence.kinds[k] == "d" and k > 0 and sentence.tokens[k - 1].low in {"a", "an"}
        if month or sentence.tokens[k].low in history:
            return not any(t.mark for t in sentence.tokens[k + 1 : span[0] + 1])
    return False


def _dated(sentence: Sentence, span: Span) -> bool:
    """As in "a week-long truce signed in Keslow in November": a new one to the reader, and of a month or a year; one
    of a day is recent.
    """
    i, j = span
    first = max(0, i - _MODIFIERS)
    if {"a", "an"}.isdisjoint(sentence.folded[first:i]):
        return False
    if {"m", "x"} & set(sentence.kinds[max(0, i - _DATED) : i]):
        return False  # "could sign a truce"
    for a, b in sentence.whens:
        if j <= a <= j + _DATED and not any(t.mark for t in sentence.tokens[i:a]):
            said = sentence.low(a, b).split()
            near = "next" in said or any(w.isdecimal() and not _YEAR.fullmatch(w) for w in said)
            return not near and any(w in words("deals.months") or _YEAR.fullmatch(w) for w in said)
    return False
