"""Who deals, and who mediates, in a sentence on a deal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarize.engines.rules.attribution import Said
from summarize.engines.rules.cast import Entry, Mention
from summarize.engines.rules.parties import named_parties, unnamed_parties
from summarize.engines.rules.records import Reader
from summarize.engines.rules.sources import source_before
from summarize.engines.rules.text import Sentence, Span

__all__ = ["mediators_of", "parties_of", "subjects_of"]

_NO_PARTY: Final = frozenset({"media", "ngo", "medical", "civilian", "intergovernmental"})
_VERBS: Final = (
    "deals.agreed",
    "deals.refused",
    "deals.proposed",
    "deals.collapsed",
    "deals.talking",
    "deals.agreeing",
)
_REACH: Final = 12  # words from the noun to "with" and the parties
_NEAR: Final = 10  # words around the noun where nothing better tells who deals
_PAIR: Final = 4  # words of the first of two parties joined by "and"
_MEDIATOR: Final = 4


def subjects_of(reader: Reader, sentence: Sentence, verb: int) -> list[Said]:
    """The parties that are the subject of a verb: actors, or common nouns for them."""
    source = source_before(sentence, verb, reader.cast)
    if source is None:
        return []
    entries = [m.entry for m in reader.cast.mentions(sentence) if source.start <= m.i and m.j <= verb]
    if source.entry is not None:
        entries = [*_joined(reader, sentence, source.start), source.entry]
    found = [_behind(e) for e in dict.fromkeys(entries)]
    named = [Said(0, 0, "asserts", e.name, e) for e in dict.fromkeys(found) if e.sector not in _NO_PARTY]
    if named or source.entry is not None:
        return named
    # "the rebels and the army agreed"
    joined = source.start > 1 and sentence.kinds[source.start - 1] == "c" and not sentence.tokens[source.start].mark
    first = max(0, source.start - _PAIR) if joined else source.start
    return [Said(0, 0, "asserts", u) for u in unnamed_parties(reader, sentence, (first, verb))]


def parties_of(reader: Reader, sentence: Sentence, noun: Span, said: Said | None) -> list[str]:
    """Those whom the sentence puts to the deal: subjects of its verbs, and who stands after "with" or "between"; where
    there is none, those named near the noun.
    """
    found = [s.source for s in _subjects(reader, sentence, noun) if s.source]
    if said is not None and said.entry is not None and _refers_back(sentence, noun):
        body = _behind(said.entry)
        found += [body.name] if body.sector not in _NO_PARTY else []
    for k in range(noun[1], min(noun[1] + _REACH, len(sentence.tokens) - 1)):
        if sentence.tokens[k].mark and set(sentence.tokens[k].mark) & set(';"-'):
            break
        if sentence.tokens[k].low in {"with", "between"}:
            span = (k + 1, _end(sentence, k + 1))
            found += [e.name for e in named_parties(reader, sentence, span)]
            found += unnamed_parties(reader, sentence, span)
            break
    if not found:
        lo, hi = reader.sayings.statement(sentence, noun[0])
        span = (max(lo, noun[0] - _NEAR), min(hi, noun[1] + _NEAR))
        found = [e.name for e in named_parties(reader, sentence, span)] or unnamed_parties(reader, sentence, span)
    return list(dict.fromkeys(found))


def mediators_of(reader: Reader, sentence: Sentence) -> list[str]:
    """Those who broker or host."""
    mentions = [m for m in reader.cast.mentions(sentence) if not m.entry.person]
    return list(dict.fromkeys(m.entry.name for m in mentions if _mediated_by(sentence, m) or _mediates(sentence, m)))


def _subjects(reader: Reader, sentence: Sentence, noun: Span) -> Iterator[Said]:
    for i, _ in sentence.spans(*_VERBS):
        if abs(i - noun[0]) <= _NEAR and sentence.quoted[i] == sentence.quoted[noun[0]]:
            yield from subjects_of(reader, sentence, i)


def _refers_back(sentence: Sentence, noun: Span) -> bool:
    """As in "The army said it had reached a deal": who speaks is the subject."""
    for i, _ in sentence.spans(*_VERBS):
        k = i
        while k > 0 and not sentence.tokens[k].mark and sentence.kinds[k - 1] in "rhxmb":
            k -= 1
        if k > 0 and abs(i - noun[0]) <= _NEAR and sentence.tokens[k - 1].low in {"it", "they", "we"}:
            return True
    return False


def _joined(reader: Reader, sentence: Sentence, start: int) -> list[Entry]:
    """The actor joined to the one at word `start` by "and": "Halvia and Varenia signed"."""
    before = start - 1
    if before <= 0 or sentence.kinds[before] != "c" or sentence.tokens[start].mark:
        return []
    return [m.entry for m in reader.cast.mentions(sentence) if m.j == before and not sentence.tokens[before].mark]


def _behind(entry: Entry) -> Entry:
    """Whose will a person's is: that of the body he speaks for, where it is known."""
    return entry.part_of if entry.person and entry.part_of is not None else entry


def _end(sentence: Sentence, k: int) -> int:
    while sentence.runs_on(k) and sentence.kinds[k] not in "szkwT":
        k += 1
    return k


def _mediated_by(sentence: Sentence, m: Mention) -> bool:
    """As in "brokered by the neighbouring republic of Halvia", and those joined to it by "and"."""
    return any(
        j <= m.i <= j + 2 * _MEDIATOR and re.fullmatch(r"[tgNoc]*", sentence.shape(j, m.i))
        for _, j in sentence.spans("deals.mediators")
    )


def _mediates(sentence: Sentence, m: Mention) -> bool:
    """As in "Halvia has brokered", "Halvia, the main mediator,"."""
    return any(
        m.j <= i <= m.j + _MEDIATOR and re.fullmatch(r",?[rhbtg]*", sentence.shape(m.j, i))
        for i, _ in sentence.spans("deals.mediating")
    )
