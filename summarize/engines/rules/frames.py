"""The ways to demand: giving a time, setting a deadline, telling somebody to, demanding that, or an imperative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from summarize.engines.rules.deadlines import is_length
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.orders import NEAR, either, kind_at
from summarize.engines.rules.text import Sentence, Span
from summarize.engines.rules.threats import is_threat

__all__ = ["TARGET", "Frame", "frames", "may_frame", "to_order"]

TARGET: Final = 16  # words in which a target is looked for
_GROUPS: Final = tuple(f"ultimatums.{name}" for name in ("giving", "setting", "until", "telling", "demanding", "must"))
_SCALES: Final = frozenset({"million", "billion", "thousand"})
_SUMS: Final = _SCALES | {
    "dollars",
    "euros",
    "pounds",
    "pesos",
    "naira",
    "rupees",
    "rubles",
    "roubles",
    "francs",
    "dinars",
}
_TO: Final = frozenset({"to", "for"})
_NOUNS: Final = frozenset({"warning", "order", "orders", "command", "commands"})
_PARTICIPLE: Final = ("ordered", "told", "warned", "instructed", "directed", "commanded", "notified")
_GIVEN: Final = frozenset({"given", "offered", "granted"})  # without "have" passive, in headlines also without "be"
_WEAK: Final = frozenset({"is", "was", "are", "were"})  # "are to leave": what is planned, as often as what is demanded
_OWNER: Final = 4  # words before "demand" that tell whose it is
_REACH: Final = 24  # words from the verb to the demand
_ASIDE: Final = re.compile(r",[^,;]+(?=,)")


class Frame(NamedTuple):
    """A way to demand: where the demand begins, and the words that name the target."""

    start: int
    verb: int | None
    target: Span | None
    issuer: Span | None = None
    firm: bool = False
    plain: bool = False  # what begins at `start` is a noun
    loose: str = ""  # where no known demand begins at `start`: what makes it one, a "threat", or a "time" too
    obliged: int | None = None  # the word whose subject is to do it


def may_frame(sentence: Sentence) -> bool:
    """Whether it has a word without which there is none of these ways."""
    return sentence.has(*_GROUPS) or "or" in sentence.lows or _may_have(sentence)


def frames(sentence: Sentence) -> Iterator[Frame]:
    """The ways in which a sentence demands something, each with where its parts begin."""
    yield from _given_frames(sentence)
    for i, j in sentence.spans("ultimatums.until"):
        if start := to_order(sentence, j):
            yield Frame(start, None, (max(0, i - TARGET), i), firm=True, obliged=i)
    for i, j in _having(sentence):
        if sentence.kinds[j : j + 1] == "T":
            continue  # "have to wait three days"
        given = next((w for w in sentence.whens if j <= w[0] <= j + 2 and is_length(sentence, w)), None)
        start = to_order(sentence, given[1]) if given else None
        if given and start and start <= given[1] + 3:
            yield Frame(start, None, (max(0, i - TARGET), i), firm=True, obliged=i)
    for i, j in sentence.spans("ultimatums.telling"):
        yield from _told_frames(sentence, i, j)
    yield from _imperatives(sentence)
    for i, j in sentence.spans("ultimatums.demanding"):
        yield from _demanded(sentence, i, j)
    for i, j in sentence.spans("ultimatums.must"):
        if sentence.tokens[i].low == "should" and (i == 0 or sentence.tokens[i].mark):
            continue  # "should it fail to"
        loose = "" if sentence.tokens[i].low in _WEAK else "threat"
        yield Frame(j, None, (max(0, i - TARGET), i), loose=loose, obliged=i)


def _told_frames(sentence: Sentence, i: int, j: int) -> Iterator[Frame]:
    """As in "told the rebels to leave", "were ordered to leave", "ordered the rebels out of the town"."""
    if i > 0 and sentence.kinds[i - 1] in "tn" and sentence.tokens[i].low in _NOUNS:
        return  # "a warning delivered to"
    start = to_order(sentence, j)
    if start and _retold(sentence, j, start):
        return
    # "have been told to", and in a headline "Rebels told to"
    passive = "b" in sentence.kinds[max(0, i - 2) : i] or (
        start == j + 1 and sentence.tokens[i].low.endswith(_PARTICIPLE)
    )
    if start and passive and sentence.kinds[j] == "y":  # "was told by its neighbours to leave"
        yield Frame(start, i, None, (j + 1, start), loose="time")
        return
    if start and not (passive and start > j + 1):
        loose = "threat" if sentence.low(i, j) in words("ultimatums.urging") else "time"
        yield Frame(start, i, None if passive else (j, start), (i, i) if passive else None, loose=loose)
        return
    out = next((k for k in range(j, min(j + TARGET, len(sentence.tokens))) if _leads_out(sentence, k)), None)
    if out is not None and not set(sentence.shape(j, out)[1:]) & set(";szwkTb"):
        yield Frame(out, i, None if passive else (j, out), (i, i) if passive else None)


def _retold(sentence: Sentence, j: int, start: int) -> bool:
    """As in "told reporters that the army had ordered the rebels to leave": what is told is that others demand it."""
    inner = (k for k, _ in sentence.spans("ultimatums.telling") if j < k < start)
    return any(sentence.kinds[k - 1] == "h" or "that" in sentence.folded[j:k] for k in inner)


def _leads_out(sentence: Sentence, k: int) -> bool:
    return sentence.tokens[k].low == "out" and sentence.starts(k, "ultimatums.leave") is not None


def _told(sentence: Sentence, k: int, end: int) -> Span:
    """The words after an ultimatum that name whom it was given: those after a "to" or "for" that follows it."""
    first = next((n for n in range(k, min(k + 2, end)) if sentence.tokens[n].low in _TO), None)
    giving = any(k <= i < end for i, _ in sentence.spans("ultimatums.giving", "ultimatums.demanding"))
    return (k, end) if first is not None or giving else (k, k)


def _having(sentence: Sentence) -> Iterator[Span]:
    """Where somebody has something, in a sentence that tells a length of time."""
    if _may_have(sentence):
        yield from [(k, k + 1) for k in sentence.where(words("ultimatums.have_time"))]


def _may_have(sentence: Sentence) -> bool:
    having, units = words("ultimatums.have_time"), words("ultimatums.units")
    return not (units.isdisjoint(sentence.lows) or having.isdisjoint(sentence.lows))


def _given_frames(sentence: Sentence) -> Iterator[Frame]:
    """As in "gave the rebels 48 hours to leave", "were given until Sunday", "set a deadline for them to leave"."""
    for i, j in sentence.spans("ultimatums.giving", "ultimatums.setting"):
        given = _given(sentence, j) or _given_before(sentence, i)
        if given is None:
            continue
        if given[1] <= i:  # "the deadline that the army set for the rebels to leave"
            start = to_order(sentence, j)
            if start is not None:
                yield Frame(start, i, (j, start), firm=True)
            continue
        start = to_order(sentence, given[1])
        called = _called(sentence, given)
        setting = sentence.starts(i, "ultimatums.setting") is not None and not sentence.starts(i, "ultimatums.giving")
        if (setting and not called) or (start is None and not called):
            continue
        passive = "b" in sentence.kinds[max(0, i - 2) : i] and not set(sentence.shape(i, given[0])) & set(",")
        passive = passive or (sentence.tokens[i].low in _GIVEN and "h" not in sentence.kinds[max(0, i - 3) : i])
        if start is None:
            start = _demand_after(sentence, given[1])
        end = start if start is not None else min(len(sentence.tokens), given[1] + TARGET)
        if passive and (setting or given[0] - j <= 1):
            by = next((k for k in range(j, end) if sentence.kinds[k] == "y"), None)
            issuer = (by + 1, min(by + TARGET, len(sentence.tokens))) if by is not None else (i, i)
            target = _told(sentence, given[1], end) if setting else None
            yield Frame(start or given[0], i, target, issuer, firm=True, plain=start is None)
        else:
            target = (j, given[0]) if given[0] > j and not setting else _told(sentence, given[1], end)
            yield Frame(given[0] if start is None else start, i, target, firm=True, plain=start is None)


def _imperatives(sentence: Sentence) -> Iterator[Frame]:
    """As in '"Lay down your weapons or die," the colonel told the rebels': the target stands in the rest."""
    if "or" not in sentence.lows:
        return
    for n in sentence.capitals:
        mark = sentence.tokens[n].mark
        if (n == 0 or '"' in mark or ";" in mark) and kind_at(sentence, n, 0) is not None:
            fork = either(sentence, n)
            if fork is not None and is_threat(sentence, fork + 1):
                yield Frame(n, None, (fork, len(sentence.tokens)))


def _called(sentence: Sentence, given: Span) -> bool:
    """Whether what is given is a deadline or ultimatum, and no bare time."""
    near = sentence.low(given[0], min(given[1] + 1, len(sentence.tokens)))
    return "deadline" in near or "ultimatum" in near or sentence.starts(given[0], "ultimatums.deadlines") is not None


def _given(sentence: Sentence, k: int) -> Span | None:
    """The time, deadline or ultimatum that is given after word `k`."""
    spans = [s for s in (*sentence.whens, *sentence.spans("ultimatums.deadlines")) if k <= s[0] <= k + TARGET]
    best = min(spans, default=None)
    # "gave the men, believed to be about 35, until noon": past an aside
    if best is None or set(_ASIDE.sub("", sentence.shape(k, best[0]))) & set(";szwkT"):
        return None
    # "a 60-day deadline", "a May 15 deadline"
    after = best[1]
    while sentence.runs_on(after) and sentence.tokens[after].low in {"deadline", "ultimatum"}:
        after += 1
    return best[0], after


def _given_before(sentence: Sentence, i: int) -> Span | None:
    """The deadline that was set by the verb at word `i` and stands before it."""
    if sentence.low(i + 1, i + 2) != "for":
        return None
    return next((s for s in sentence.spans("ultimatums.deadlines") if i - _REACH < s[0] and s[1] < i), None)


def _money(sentence: Sentence, n: int) -> int | None:
    """The end of a sum of money at word `n`: "$5 million", "N12 million", "20 million pesos"."""
    if sentence.kinds[n] != "n" and not any(c.isdigit() for c in sentence.tokens[n].text):
        return None
    end = n + 1
    while end < len(sentence.tokens) and sentence.runs_on(end) and sentence.tokens[end].low in _SUMS:
        end += 1
    sign = sentence.text[max(0, sentence.begins[n] - 1)]
    prefixed = not sentence.tokens[n].text[0].isdigit() and sentence.tokens[n].text[-1].isdigit()
    return end if sign in "$£€₦₱" or prefixed or (end > n + 1 and sentence.tokens[end - 1].low not in _SCALES) else None


def to_order(sentence: Sentence, k: int) -> int | None:
    """The word after the "to" with which the demand begins."""
    related = False  # "labourers who came after 1985 to"
    for n in range(k, min(k + _REACH, len(sentence.tokens) - 1)):
        if n > k and sentence.starts(n, "ultimatums.threatening", "ultimatums.threatening_of") is not None:
            return None
        related = related or sentence.kinds[n] == "w"
        if ";" in sentence.tokens[n].mark or (n > k and sentence.kinds[n] in ("k" if related else "szk")):
            return None
        if sentence.kinds[n] == "T" and not sentence.tokens[n + 1].capital and sentence.kinds[n + 1] in "gsanrbh":
            return n + 1
    return None


def _demand_after(sentence: Sentence, k: int) -> int | None:
    """The demand that follows an ultimatum in another form: "demanding that", ", giving it a week to", ": leave"."""
    for i, j in sentence.spans("ultimatums.giving", "ultimatums.demanding", "ultimatums.telling"):
        if i >= k and sentence.low(j, j + 1) == "that" and (found := kind_at(sentence, j + 1, TARGET)):
            return found[1]
        if i >= k and (start := to_order(sentence, j)):
            return start
    for n in range(k, len(sentence.tokens)):
        if ";" in sentence.tokens[n].mark and kind_at(sentence, n):
            return n
        if sentence.tokens[n].low == "for" and (found := kind_at(sentence, n + 1)) and found[1] <= n + 2:
            return n + 1
    return None


def _demanded(sentence: Sentence, i: int, j: int) -> Iterator[Frame]:
    """As in "demanded that the rebels leave", "demanded the withdrawal of the army", "an army demand that they go"."""
    noun = i > 0 and not sentence.tokens[i].mark and (sentence.kinds[i - 1] in "tg" or sentence.tokens[i - 1].owner)
    if noun and sentence.tokens[i].low.startswith("demand") and sentence.tokens[i].low in {"demand", "demands"}:
        found = kind_at(sentence, j + 1, TARGET)
        that = next((k for k in range(j, found[1]) if sentence.tokens[k].low == "that"), None) if found else None
        if found and that and sentence.tokens[j].low in {"by", "from"}:  # "a demand by the rebels that it withdraw"
            yield Frame(found[1], None, (that + 1, found[1]), (j + 1, that))
        elif found:
            yield Frame(found[1], None, (j, found[1]), (max(0, i - _OWNER), i))
        return
    j = next((b for a, b in sentence.whens if j <= a <= j + 1), j)  # "demanded on Thursday that"
    if j < len(sentence.tokens) and sentence.tokens[j].low == "that" and (found := kind_at(sentence, j + 1, TARGET)):
        yield Frame(found[1], i, (j + 1, found[1]))
        return
    for n in range(j, min(j + _REACH, len(sentence.tokens))):
        if n > j and (set(sentence.tokens[n].mark) & set(';"') or sentence.kinds[n] in "szk"):
            return
        thing = sentence.starts(n, "ultimatums.demanded_things") or _money(sentence, n)
        if thing is not None:
            yield Frame(n, i, (j, min(thing + NEAR, len(sentence.tokens))), plain=True)
            return
