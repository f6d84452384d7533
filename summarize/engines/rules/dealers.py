"""Who deals, and who mediates, in a sentence on a deal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from summarize.engines.rules.agreements import Agreement, distance
from summarize.engines.rules.attribution import Said
from summarize.engines.rules.brokers import VERBS, noun_phrase
from summarize.engines.rules.deal_scene import Scene
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.sides import Side, Sides
from summarize.engines.rules.text import Sentence, Span

__all__ = ["Dealers", "dealers", "done_by", "is_noun_of", "wills"]

_NO_PARTY: Final = frozenset({"media", "ngo", "medical", "civilian", "intergovernmental"})
_REACH: Final = 14  # words from the noun to "with" and the parties
_NEAR: Final = 12
_BY: Final = 4  # words from a verb to "by"
_PAST: Final = frozenset({"put", "drawn", "made", "brought", "given", "laid", "set", "sent"})
_ONWARD: Final = frozenset({"forward", "up", "out", "down", "forth"})
_PAIR: Final = 2
_BREAKS: Final = frozenset(';"-')
_JOINS: Final = frozenset("-–/")
_BESIDE: Final = frozenset({"with", "between"})
_PAIRED: Final = 3  # words before the noun in which "Halvia-Varenia" may stand


class Dealers(NamedTuple):
    """Whom a sentence puts to a deal, who is only named near it, and the two that it is said to be between."""

    told: list[str]
    near: list[str]
    between: list[str]


def wills(reader: Reader, sides: Sides, sentence: Sentence, verb: int) -> list[Said]:
    """The parties whose will the verb at word `verb` tells: its subject, or who stands after "by"."""
    able = sentence.tokens[verb].low in {"willing", "ready", "prepared"}  # "is ready to"
    passive = "b" in sentence.kinds[max(0, verb - 2) : verb] and not able
    by = next((k for k in range(verb + 1, min(verb + _BY, len(sentence.tokens))) if sentence.kinds[k] == "y"), None)
    passive = passive or done_by(sentence, verb) is not None
    if passive and by is not None:
        doers = sides.named(sentence, (by + 1, min(by + _NEAR, len(sentence.tokens))))[:1]
    else:
        doers = [] if passive else sides.doer(sentence, verb)
    found = [sides.behind(s) for s in doers if not _no_party(s)]
    return [Said(0, 0, "asserts", s.name, reader.cast.get(s.name)) for s in found]


def done_by(sentence: Sentence, verb: int) -> int | None:
    """The "by" right after a verb: "a truce put forward by the army" is the army's, whoever has it."""
    if not (sentence.folded[verb].endswith("ed") or sentence.folded[verb] in _PAST):
        return None
    by = verb + 1 + (verb + 1 < len(sentence.tokens) and sentence.folded[verb + 1] in _ONWARD)
    found = sentence.kinds[by : by + 1] == "y" and by not in sentence.timed and sentence.runs_on(by)
    return by if found else None


def dealers(scene: Scene, said: Said | None, within: Span) -> Dealers:
    """Whom the sentence puts to the agreement: the subjects of its verbs, and who stands after "with" or "between".
    `within`: the statement on it.
    """
    reader, sides, sentence, agreement, others = scene
    beside: list[Side] = []
    for i, j in agreement.spans:
        beside += [*_with(sides, sentence, i, j), *_paired(reader, sentence, i)]
    # "a deal between the army and the rebels": those two, whoever else does something.
    between = len(beside) >= _PAIR and "between" in sentence.folded[: beside[0].i]
    told: list[Side] = []
    for cue in sentence.spans(*VERBS) if not between else ():
        own = distance(agreement.spans, cue)
        if is_noun_of(sentence, agreement, cue) or sentence.kinds[cue[0]] in "io":
            continue  # "the offer", "with"
        if own <= 2 * _NEAR and all(own <= distance(o.spans, cue) for o in others):
            active = cue[0] <= agreement.at[0] and "b" not in sentence.kinds[max(0, cue[0] - 2) : cue[0]]
            told += sides.doer(sentence, cue[0]) if active else _many(sides.subject(sentence, cue[0]))
            brokered = sentence.tokens[cue[0]].low in words("deals.mediating")
            told += [] if active or brokered else _by(sides, sentence, cue[1])
    told += beside
    if said is not None and said.i > 0 and "each other" in sentence.low(said.j, said.j + _BY):
        told += sides.subject(sentence, said.i)  # "accused each other of breaking the truce"
    for i, _ in agreement.spans:
        if sentence.starts(i, "deals.letting_go") is not None and "b" not in sentence.kinds[max(0, i - 2) : i]:
            told += sides.doer(sentence, i)
    own = any(i > 0 and sentence.tokens[i - 1].low in {"its", "our"} for i, _ in agreement.spans)  # "its offer"
    if said is not None and said.entry is not None and own:
        told.append(Side(0, 0, said.entry.name, said.entry))
    names = [side.name for s in told if not _no_party(side := sides.behind(s))]
    span = (max(within[0], agreement.at[0] - _NEAR), min(within[1], agreement.at[1] + _NEAR))
    near = [side.name for s in _many(sides.named(sentence, span)) if not _no_party(side := sides.behind(s))]
    pair = [sides.behind(s).name for s in beside] if between else []
    return Dealers(list(dict.fromkeys(names)), list(dict.fromkeys(near)), pair)


def _many(found: list[Side]) -> list[Side]:
    """Without those only counted: "40 soldiers would be swapped"."""
    return [s for s in found if s.entry is not None or not s.name[0].isdigit()]


def _by(sides: Sides, sentence: Sentence, j: int) -> list[Side]:
    """Who stands after "by" close to word `j`: "was confirmed on Tuesday by the army and by the rebels"."""
    by = next((k for k in range(j, min(j + _BY, len(sentence.tokens))) if sentence.kinds[k] == "y"), None)
    return [] if by is None else sides.named(sentence, (by + 1, min(by + _NEAR, len(sentence.tokens))))[:_PAIR]


def is_noun_of(sentence: Sentence, agreement: Agreement, cue: Span) -> bool:
    """Whether the cue is the agreement's own noun, which has no subject: "the offer"."""
    return any(a <= cue[0] < b and sentence.starts(a, "deals.nouns") is not None for a, b in agreement.spans)


def _no_party(side: Side) -> bool:
    if side.entry is None and side.name.lower().split()[-1] in words("harm.civilians"):
        return True
    return side.entry is not None and side.entry.sector in _NO_PARTY


def _with(sides: Sides, sentence: Sentence, i: int, j: int) -> list[Side]:
    """Who stands after "with" or "between" in the words that follow word `j`, or before word `i` in its clause."""
    if _BESIDE.isdisjoint(sentence.lows) and not sentence.has("deals.proposed"):
        return []
    found = _after_with(sides, sentence, j)
    for k in range(i - 1, max(-1, i - _REACH), -1) if not found else ():
        mark = sentence.tokens[k + 1].mark
        if "," in mark or not _BREAKS.isdisjoint(mark) or _ends_clause(sentence, k):
            break
        if sentence.tokens[k].low == "with":
            return sides.named(sentence, (k + 1, i))
    return found


def _after_with(sides: Sides, sentence: Sentence, j: int) -> list[Side]:
    for k in range(j, min(j + _REACH, len(sentence.tokens) - 1)):
        if not _BREAKS.isdisjoint(sentence.tokens[k].mark) or (k > j and _ends_clause(sentence, k)):
            break
        offered = sentence.kinds[k] == "T" and sentence.has("deals.proposed") and sides.named(sentence, (k + 1, k + 4))
        if offered:
            return sides.named(sentence, (k + 1, k + 4))
        if sentence.tokens[k].low in _BESIDE:
            end = k + 1
            while (
                end < len(sentence.tokens)
                and not _ends_clause(sentence, end, "wT")
                and "," not in sentence.tokens[end].mark
            ):
                end += 1
            found = sides.named(sentence, (k + 1, end))
            if sentence.tokens[k].low == "between" and len(found) < _PAIR:
                return _both(sentence, k + 1, end, found)
            if not found and "p" in sentence.kinds[k + 1 : end]:
                return sides.taken_up(sentence, (k + 1, end))[
                    :2
                ]  # "opened talks with them": who that is, and its other side
            return found
    return []


def _ends_clause(sentence: Sentence, k: int, more: str = "") -> bool:
    """Whether another clause begins at word `k`; a word of speaking with a capital is part of a name."""
    kind = sentence.kinds[k]
    return kind in "zk" + more or (kind == "s" and not sentence.tokens[k].capital)


def _both(sentence: Sentence, k: int, end: int, found: list[Side]) -> list[Side]:
    """The two sides after "between", of whatever name: "between the Black Lance and the elders of Dorassi"."""
    joined = next((n for n in range(k, end) if sentence.tokens[n].low == "and"), None)
    if joined is None:
        return found
    before = next((s for s in found if s.j <= joined), None) or noun_phrase(sentence, k, joined)
    after = next((s for s in found if s.i > joined), None) or noun_phrase(sentence, joined + 1, end)
    return [s for s in (before, after) if s is not None]


def _paired(reader: Reader, sentence: Sentence, i: int) -> Iterator[Side]:
    """As in "a Halvia-Varenia peace deal"."""
    for k in range(max(0, i - _PAIRED), i):
        text = sentence.tokens[k].text
        parts = [] if _JOINS.isdisjoint(text) else re.split(r"[-–/]", text)
        entries = [reader.cast.get(p) for p in parts] if len(parts) == _PAIR else [None]
        if all(e is not None and not e.person for e in entries):
            yield from (Side(k, k + 1, e.name, e) for e in entries if e is not None)
