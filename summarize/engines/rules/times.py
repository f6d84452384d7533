"""When something happens: the time phrase that belongs to it."""

from __future__ import annotations

import re
from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence, Span

__all__ = ["when_near"]

_CLAUSE: Final = 8  # words of "since the siege began"
_REACH: Final = 40  # words to a time phrase


def when_near(
    sentence: Sentence, said: Span, within: Span, *, figure: bool = False, period: bool = False
) -> str | None:
    """The time phrase nearest to the first or last of the words that tell it, `said`, among the words `within`.

    The time phrase of a `figure` is taken with what it ends ("since fighting resumed on Monday"). For that of a
    `period` one that spans a period is preferred, which may also be "since" and what follows it.
    """
    k, last = said
    inside = [w for w in sentence.whens if within[0] <= w[0] and w[1] <= within[1] and abs(w[0] - k) <= _REACH]
    usable = [w for w in inside if _belongs(sentence, w, k) and not (figure and _of_another(sentence, w, k))]
    spans = [w for w in usable if _spans_period(sentence, w)]
    if period and not spans:
        since = next(
            (i for i in range(*within) if sentence.tokens[i].low == "since" and sentence.kinds[i] == "z"), None
        )
        whole = (since, since + 1) if since is not None else (k, k)
        if since is not None and _belongs(sentence, whole, k) and not (figure and _of_another(sentence, whole, k)):
            return _since(sentence, since, within[1])
    usable = [w for w in usable if not figure or not _of_deal(sentence, w)]
    near = sorted(spans if period and spans else usable)
    best = min(near, key=lambda w: min(max(w[0] - n, n - w[1] + 1, 0) for n in (k, last)), default=None)
    if best is None:
        return None
    if _only_since(sentence, best, k):
        best = best[0] + 1, best[1]
    return sentence.words(*(_whole(sentence, best, within) if figure else best))


def _only_since(sentence: Sentence, when: Span, k: int) -> bool:
    """As in "the worst since 2014, when 41 died": of what is told at word `k` it says when, and not since when."""
    i, j = when
    ends = j < k and sentence.tokens[j].mark == "," and sentence.folded[j] in {"when", "where"}
    return ends and j - i > 1 and sentence.folded[i] == "since"


def _of_deal(sentence: Sentence, when: Span) -> bool:
    """As in "under a deal reached on Monday": it tells when they agreed, not when people left or died."""
    i = when[0]
    while i > 0 and not sentence.tokens[i].mark and sentence.kinds[i - 1] in "itr":
        i -= 1
    return i > 0 and not sentence.tokens[i].mark and sentence.tokens[i - 1].low in words("harm.agreed_on")


def _whole(sentence: Sentence, when: Span, within: Span) -> Span:
    """As in "since fighting resumed last week", "Tuesday and Wednesday": the phrase with what it only ends."""
    i, j = when
    for a, b in sentence.whens:
        if a == j + 1 and sentence.kinds[j] == "c" and sentence.kinds[a] == sentence.kinds[i] == "d" and b <= within[1]:
            j = b
        if b == i - 1 and sentence.kinds[b] == "c" and sentence.kinds[a] == sentence.kinds[i] == "d" and a >= within[0]:
            i = a
    for k in range(i - 1, max(within[0], i - _CLAUSE) - 1, -1):
        if sentence.tokens[k + 1].mark or sentence.kinds[k] in "cksw":
            break
        if sentence.tokens[k].low in {"since", "before"} and sentence.kinds[k] == "z" and k < i - 1:
            return k, j
    return i, j


def _belongs(sentence: Sentence, when: Span, k: int) -> bool:
    """Whether it is no length ("for two years"), tells not when somebody spoke, and is in no relative clause that is
    set off by a comma.
    """
    i = when[0]
    if i and sentence.tokens[i - 1].low == "for":
        return False
    length = when[1] - i == 2 and sentence.kinds[i] == "n"  # "after nine days", "four days of clashes"
    if length and i and sentence.tokens[i - 1].low == "after":
        return False
    if any(t.low in {"unless", "if", "until"} for t in sentence.tokens[k:i]):
        return False
    if _of_thing(sentence, when):
        return False
    while i > 0 and not sentence.tokens[i].mark and sentence.kinds[i - 1] in "itr":
        i -= 1
    if i > 0 and not sentence.tokens[i].mark and sentence.kinds[i - 1] == "s":
        return False
    return when[0] <= k or re.search(r",w", sentence.shape(k, when[0])) is None


def _of_another(sentence: Sentence, when: Span, k: int) -> bool:
    """Whether the time is that of an earlier figure, or of another statement."""
    return _of_earlier(sentence, when, k) or _of_next(sentence, when, k)


def _of_earlier(sentence: Sentence, when: Span, k: int) -> bool:
    """As in "rose from 15 on Monday to 19", "12 had died, up from nine on Monday": of the number before it alone."""
    i = when[0]
    while i > 0 and not sentence.tokens[i].mark and sentence.kinds[i - 1] in "itr":
        i -= 1
    if i < 2 or sentence.kinds[i - 1] != "n" or "from" not in sentence.lows:
        return False
    a = next((a for a, b in sentence.counts if b == i), i)
    return a > 0 and k < a and sentence.folded[a - 1] == "from"


def _of_next(sentence: Sentence, when: Span, k: int) -> bool:
    """Whether another statement stands between: "said 900 were held and that 40 had left on Monday"."""
    if "that" not in sentence.lows:
        return False
    a, b = (k, when[0]) if k < when[0] else (when[1], k)
    return any(sentence.folded[n] == "that" and sentence.kinds[n - 1] == "c" for n in range(a + 1, b))


def _of_thing(sentence: Sentence, when: Span) -> bool:
    """Whether it tells how long something lasts: "a 48-hour truce", "a pause of several hours", "a month of talks"."""
    i, j = when
    counted = sentence.kinds[i] == "n" or sentence.low(i, i + 1) in {"a", "an"}
    if not counted or "d" in sentence.kinds[i:j] or sentence.tokens[j - 1].low == "ago":
        return False
    hyphened = j == i + 1 and "-" in sentence.tokens[i].low and sentence.runs_on(j) and sentence.kinds[j] in "gN"
    of = sentence.low(i - 1, i) == "of" and i > 1 and sentence.tokens[i - 2].low in words("harm.lasting")
    return hyphened or of


def _spans_period(sentence: Sentence, when: Span) -> bool:
    near = sentence.tokens[max(0, when[0] - 1) : when[0] + 2]
    return any(t.low in words("harm.period_openers") for t in near)


def _since(sentence: Sentence, i: int, end: int) -> str | None:
    """As in "since the siege began": the words up to the end of the clause, or of a time phrase in it."""
    j = i + 1
    while j < end and not sentence.tokens[j].mark and sentence.kinds[j] not in "czkT" and j - i < _CLAUSE:
        j += 1
    j = next((b for a, b in sentence.whens if i <= a <= j < b), j)
    while j - i > 1 and sentence.kinds[j - 1] in "it":
        j -= 1
    return sentence.words(i, j) if j - i > 1 else None
