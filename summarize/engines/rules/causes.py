"""What did it: the thing or event that a sentence says killed or hurt."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.befalling import over_aside
from summarize.engines.rules.harms import Harmed
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["cause_of", "tells_how"]

_SUBJECT = re.compile(r"(?:[io][tgNdonr]+(?:c[tgNr]+)?){0,3}(?:[gr]?d)?,?w?[rh]*")
"""Over `Sentence.shape`, from a cause to the verb that it is the subject of: "the siege of Keslow has killed"."""
_MODIFIED = re.compile(r"[itgNdonrcy]{0,22}[rh]*")
"""The same where the cause opens its clause: "Attacks by the army on the camps last autumn killed"."""
_SUBJECT_REACH: Final = 30  # words from a cause to the participle that it is the subject of
_IN_WHICH = re.compile(r"[^;\"sk]{0,30}iw[^;\"skzw]{0,12}")
"""From a cause to those whom it befell: "an ambush in June in which 12 people"."""
_REACH: Final = 12  # words from the verb to a cause behind it
_MODIFIERS: Final = 3  # words of a cause before its noun
_BEGAN: Final = frozenset({"began", "started", "erupted", "broke", "resumed", "escalated", "flared", "intensified"})
_NAMED: Final = frozenset({"storm", "hurricane", "cyclone", "typhoon"})
_HOW: Final = frozenset({"when", "after", "as"})
_DIED: Final = frozenset({"died", "die", "dying", "dies", "perished", "perish"})
_ON_ONE: Final = frozenset({"on a", "on an", "against a", "against an"})
_SIDES: Final = 10  # words of "between the army and the rebels"


def cause_of(sentence: Sentence, hit: Harmed) -> str | None:
    """What did it: the subject of the verb, or what follows it after a linking word."""
    taken = (min(hit.people.i, hit.i), max(hit.people.stop, hit.j))
    best: tuple[int, Span] | None = None
    for i, j in sentence.spans("harm.causes"):
        if taken[0] <= i < taken[1] or sentence.ends(i, "harm.opened") is not None:
            continue
        start = _cause_start(sentence, i, taken)
        distance = _linked(sentence, start, j, hit)
        if distance is not None and (best is None or distance < best[0]):
            best = distance, (start, j)
    died = _died_of(sentence, hit)
    span = best[1] if best else _of_participle(sentence, hit) or died
    span = died if span and died and died[0] <= span[0] and span[1] <= died[1] else span
    if span is None:
        return None
    end = _with_sides(sentence, _with_others(sentence, span[1]))
    return sentence.words(span[0], _with_object(sentence, end))


def _with_others(sentence: Sentence, j: int) -> int:
    """The end of "air strikes and shelling"."""
    if not sentence.runs_on(j + 1) or sentence.kinds[j] != "c" or sentence.tokens[j].mark:
        return j
    for k in range(j + 1, min(j + 1 + _MODIFIERS, len(sentence.tokens))):
        end = sentence.starts(k, "harm.causes")
        if end is not None or sentence.kinds[k] != "g" or sentence.tokens[k].mark:
            return end or j
    return j


def _with_object(sentence: Sentence, j: int) -> int:
    """The end of "an attack on a checkpoint": what was attacked, where it has no name."""
    on = sentence.runs_on(j + 2) and sentence.low(j, j + 2) in _ON_ONE and not sentence.tokens[j].mark
    k = j + 2
    while on and sentence.runs_on(k) and k - j <= _MODIFIERS + 1 and sentence.kinds[k] == "g":
        if _harms(sentence, k) or _is_when(sentence, k):
            break
        k += 1
    named = sentence.runs_on(k) and sentence.kinds[k] == "N" and not _is_when(sentence, k)
    return k if on and k > j + 2 and not named else j


def tells_how(sentence: Sentence, hit: Harmed) -> bool:
    """As in "died when a chimney fell on her car": the sentence itself tells how, though it names no cause."""
    behind = max(hit.j, hit.people.stop)
    return any(t.low in _HOW and not t.mark for t in sentence.tokens[behind : behind + 2])


def _died_of(sentence: Sentence, hit: Harmed) -> Span | None:
    """As in "have died since May from hunger or want of medicine": what is named after the verb."""
    if hit.active or sentence.tokens[hit.i].low not in _DIED:
        return None
    k = next((n for n in range(hit.j, min(hit.j + _REACH, len(sentence.tokens))) if _leads_to(sentence, n)), None)
    if k is None or any(t.mark for t in sentence.tokens[hit.j : k + 1]):
        return None
    end = k + 1
    while sentence.runs_on(end) and end - k <= _SIDES and sentence.kinds[end] in "goc" and not _is_when(sentence, end):
        end += 1
    while end > k + 1 and sentence.kinds[end - 1] in "oc":
        end -= 1
    return (k + 1, end) if end > k + 1 else None


def _leads_to(sentence: Sentence, k: int) -> bool:
    """Whether a cause of death may follow word `k`: "of", "from", "for want"."""
    low = sentence.tokens[k].low
    return low in {"of", "from"} or (low == "for" and sentence.low(k + 1, k + 2) in {"want", "lack"})


def _is_when(sentence: Sentence, k: int) -> bool:
    return any(a <= k < b for a, b in sentence.whens)


def _with_sides(sentence: Sentence, j: int) -> int:
    """The end of "between the army and the rebels" after "clashes"."""
    if j and sentence.tokens[j - 1].low in _NAMED and sentence.runs_on(j) and sentence.kinds[j] == "N":
        return j + 1  # "Storm Ada"
    if not sentence.runs_on(j) or sentence.tokens[j].low != "between":
        return j
    k = j + 1
    while sentence.runs_on(k) and k - j < _SIDES and sentence.kinds[k] in "tgNc" and not _harms(sentence, k):
        k += 1
    return k if "c" in sentence.kinds[j:k] and sentence.kinds[k - 1] != "c" else j


def _harms(sentence: Sentence, k: int) -> bool:
    return sentence.starts(k, "harm.left", "harm.killed_active", "harm.injured_active") is not None


def _of_participle(sentence: Sentence, hit: Harmed) -> Span | None:
    """As in "A shell hit a queue on Monday, killing 12": the cause that is the subject of the sentence or clause."""
    if not hit.active or not sentence.tokens[hit.i].low.endswith("ing") or "," not in sentence.tokens[hit.i].mark:
        return None
    for i, j in sentence.spans("harm.causes"):
        if sentence.ends(i, "harm.opened") is not None:
            continue
        start = _cause_start(sentence, i, (hit.i, hit.people.stop))
        if j <= hit.i - 1 and _opens(sentence, start) and hit.i - j <= _SUBJECT_REACH:
            return start, j
    return None


def _opens(sentence: Sentence, start: int) -> bool:
    """Whether the noun phrase from word `start` on opens a sentence or clause."""
    k = start - 1 if start and sentence.kinds[start - 1] == "t" else start
    return k == 0 or bool(sentence.tokens[k].mark) or sentence.kinds[k - 1] in "zw"


def _linked(sentence: Sentence, start: int, end: int, hit: Harmed) -> int | None:
    """The distance between verb and cause where the one is linked to the other, else None."""
    if hit.active and end <= hit.i:
        k = over_aside(sentence, end)  # "The insurgency, one of the longest, has killed"
        subject = _SUBJECT.fullmatch(sentence.shape(end, hit.i)) and hit.i - end <= _REACH
        aside = k > end and _SUBJECT.fullmatch(sentence.shape(k, hit.i).lstrip(","))
        opens = (
            not subject and not aside and _opens(sentence, start) and _MODIFIED.fullmatch(sentence.shape(end, hit.i))
        )
        return hit.i - end if subject or aside or opens else None
    first = min(hit.people.i, hit.i)
    if end <= first <= end + _REACH and _IN_WHICH.fullmatch(sentence.shape(end, first)):
        return first - end
    behind = max(hit.j, hit.people.stop)
    before = start - 1
    while before >= 0 and sentence.kinds[before] in "tn" and not sentence.tokens[before + 1].mark:
        before -= 1
    began = sentence.tokens[before].low == "since" and sentence.runs_on(end) and sentence.tokens[end].low in _BEGAN
    if began and start >= behind and start - behind <= _REACH:
        return start - behind  # "killed since the fighting began"
    if start < behind or before < 0 or start - behind > _REACH:
        return None
    gap = sentence.shape(behind, start)
    if set(gap) & set(';"s') or sentence.tokens[before].low not in words("harm.cause_links"):
        return None
    return start - behind


def _cause_start(sentence: Sentence, i: int, taken: Span) -> int:
    """The first word of the noun phrase whose noun is word `i`."""
    start = i
    while start > 0 and i - start < _MODIFIERS and not sentence.tokens[start].mark:
        k = start - 1
        token, kind = sentence.tokens[k], sentence.kinds[k]
        harm = sentence.starts(k, "harm.killed_active", "harm.injured_active") is not None
        when = any(a <= k < b for a, b in sentence.whens)
        verb = sentence.starts(k, "actors.acts", "harm.carried_out", "harm.fired") is not None
        if kind not in "gN" or token.owner or harm or when or verb or taken[0] <= k < taken[1]:
            break
        start = k
    twin = start > 1 and sentence.kinds[start - 1] == "c" and not sentence.tokens[start].mark
    if twin and sentence.ends(start - 1, "harm.causes") == start - 2 and not sentence.tokens[start - 1].mark:
        return start - 2  # "missile and drone attacks"
    return start
