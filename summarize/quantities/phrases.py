"""Count phrases: an amount with the words that bound it before and after, or two amounts that make a range.

The table of the codebook rules. Words that bound nothing ("another", "a total of", "exactly") are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from summarize.quantities.amounts import Amount, openings, read_amount, trailing_units
from summarize.quantities.bounds import Bounds, Qualifier, bounded
from summarize.quantities.tokens import HYPHENS, PAD, Tokens, word_set

__all__ = ["Phrase", "read_phrases"]

_BASES: Final = {
    Qualifier.at_least: "at least|at the least|at the very least|at minimum|at a minimum|a minimum of|minimum of|"
    "no fewer than|not fewer than|no less than|not less than|as few as|as little as|as low as",
    Qualifier.more_than: "upward of|in excess of|north of|exceeding",
    Qualifier.up_to: "up to|as many as|as much as|as high as|at most|at the most|a maximum of|maximum of|no more than|"
    "not more than|not over",
    Qualifier.about: "about|some|around|an estimated|estimated|roughly|approximately|approx|circa|nearly|almost|"
    "close to|perhaps|maybe|possibly|probably|in the region of|in the order of|on the order of|just about|"
    "very nearly|something like|more or less|not much more than|not many more than",
}
_DEGREES: Final = (
    "|well |far |much |just |slightly |considerably |significantly |substantially |a little |little |a bit |way "
)
_LEADS: Final = (
    {words: qualifier for qualifier, listed in _BASES.items() for words in listed.split("|")}
    | {d + w: Qualifier.more_than for d in _DEGREES.split("|") for w in ("more than", "over", "above", "upwards of")}
    | {d + w: Qualifier.up_to for d in _DEGREES.split("|") for w in ("fewer than", "less than", "under", "below")}
)  # the longest wins, so "no more than" is not read as "more than"
_LONGEST_LEAD: Final = max(len(words.split()) for words in _LEADS)
_LEAD_ENDS: Final = frozenset(words.split()[-1] for words in _LEADS)
_MAX_LEADS: Final = 3
_TRAILS: Final = {
    "or more": Qualifier.at_least,
    "or even more": Qualifier.at_least,
    "or possibly more": Qualifier.at_least,
    "or perhaps more": Qualifier.at_least,
    "if not more": Qualifier.at_least,
    "and counting": Qualifier.at_least,
    "at least": Qualifier.at_least,
    "at most": Qualifier.up_to,
    "or so": Qualifier.about,
    "or thereabouts": Qualifier.about,
    "or fewer": Qualifier.up_to,
    "or less": Qualifier.up_to,
}
_TRAIL_STARTS: Final = frozenset(words.split()[0] for words in _TRAILS)
_JOINED: Final = word_set("the a an his her its their another other others several more")  # "40 plus the driver"

_LINKS: Final = {"between": {"and", "to"}, "from": {"to"}, "": {"to", "or"}}  # of the two ends of a range
_CHANGE: Final = word_set(
    "rise rises rose rising risen increase increases increased increasing grow grew grown growing jump jumped climb "
    "climbed fall falls fell falling fallen drop dropped cut reduced revised raised lowered up down went gone"
)  # "rose from 20 to 30" names two counts, no range
_NO_LEAD: Final = {
    "over": word_set(
        "took take takes taking taken hand hands handed handing turn turned turning turns give gave given giving ran "
        "run running talks negotiations dispute row deal quarrel argument concern concerns anger outrage presided"
    ),
    "about": word_set("talk talks talked talking asked told concerned worried information questions news"),
}  # "handed over 20 prisoners", "talks over 20 prisoners" bound nothing


class Phrase(NamedTuple):
    """Tokens `[first, end)`, the first number word at `core`; `bounds` is None where the number is no whole one."""

    first: int
    core: int
    end: int
    values: tuple[int | float, ...]
    bounds: Bounds | None


def read_phrases(t: Tokens) -> Iterator[Phrase]:
    """The count phrases of a text from left to right, each as wide as it goes; none begins inside another."""
    i = floor = PAD
    for start in openings(t):
        if start >= i:
            phrase = _phrase(t, start, floor)
            if phrase is not None:
                yield phrase
                i = floor = phrase.end


def _phrase(t: Tokens, i: int, floor: int) -> Phrase | None:
    """The phrase whose first number word is token i, widened to the left no farther than `floor`."""
    amount = read_amount(t, i)
    if amount is None:
        return None
    first, leads = _leads(t, i, floor)
    opener = t.low[first - 1] if first > floor else ""
    values: tuple[int | float, ...] = (amount.value(),)
    end, kind = amount.end, amount.kind
    upper = None if opener == "from" and t.low[first - 2] in _CHANGE else _upper(t, amount, opener)
    if upper is not None:
        values, end, kind = upper[:2], upper[2], Qualifier.range
        if opener in {"between", "from"}:
            first -= 1
            first -= first > floor and t.low[first - 1] in {"anywhere", "somewhere", "anything"}
            first, outer = _leads(t, first, floor)
            leads += outer
    end, trail = _trail(t, end)
    return Phrase(first, i, end, values, bounded(values, kind, [*trail, *leads]))


def _leads(t: Tokens, i: int, floor: int) -> tuple[int, list[Qualifier]]:
    """Where the bounding words before token i begin, and what they say, the nearest first."""
    found: list[Qualifier] = []
    while len(found) < _MAX_LEADS and i > floor and t.low[i - 1] in _LEAD_ENDS:
        sizes = range(min(_LONGEST_LEAD, i - floor), 0, -1)
        n = next((n for n in sizes if t.words(i - n, i) in _LEADS), 0)
        if not n or (n == 1 and t.low[i - 2] in _NO_LEAD.get(t.low[i - 1], ())):
            break
        found.append(_LEADS[t.words(i - n, i)])
        i -= n
    return i, found


def _trail(t: Tokens, j: int) -> tuple[int, list[Qualifier]]:
    """The token after the bounding words at j, and what they say."""
    if t.low[j] in _TRAIL_STARTS:
        n = next((n for n in (3, 2) if t.words(j, j + n) in _TRAILS), 0)
        # "40 or more than 50", "40 at least twice"
        if n and t.low[j + n] != "than" and not (t.low[j] == "at" and t.raw[j + n][:1].isalnum()):
            return j + n, [_TRAILS[t.words(j, j + n)]]
    if t.low[j] == "+" and t.glued(j - 1) and not (t.glued(j) and t.raw[j + 1].isalnum()):
        return j + 1, [Qualifier.at_least]
    k = t.skip(j)
    hyphened = k > j or t.digits(j - 1)
    if hyphened and t.low[k] == "odd":
        return k + 1, [Qualifier.about]
    if hyphened and t.low[k] == "plus" and (k > j or not (t.low[k + 1] in _JOINED or read_amount(t, k + 1))):
        return k + 1, [Qualifier.at_least]
    return j, []


def _upper(t: Tokens, lower: Amount, opener: str) -> tuple[int, int, int] | None:
    """Both values of the range that begins with `lower`, and the token after it."""
    if lower.kind is Qualifier.vague:
        return None
    j = _link(t, lower.end, _LINKS.get(opener, _LINKS[""]))
    if not j:
        return None
    k, upper = j, read_amount(t, j)
    if upper is None:
        k += next((n for n in (3, 2, 1) if _LEADS.get(t.words(k, k + n)) in {Qualifier.about, Qualifier.up_to}), 0)
        upper = read_amount(t, k) if k > j else None
    if upper is None or upper.kind is Qualifier.vague:
        return None
    high = upper.value()
    # A unit said once goes for both: "5 to 10 million", but "500,000 to 1 million".
    low = next((v for unit in trailing_units(t, k, upper.end) if (v := lower.value(unit)) < high), None)
    if isinstance(low, int) and isinstance(high, int):
        return low, high, upper.end
    return None


def _link(t: Tokens, j: int, words: set[str]) -> int:
    """The token after what links the ends of a range at j, 0 where nothing does."""
    k = t.skip(j)
    if t.low[k] in words:  # "5 to 10", "5-to-10"
        return t.skip(k + 1)
    if k > j:  # "5-10"
        return k
    if t.low[j] not in HYPHENS:
        return 0
    if t.glued(j - 1):  # "20- to 30-year-olds"
        return j + 2 if t.low[j + 1] in words else 0
    spaced = t.low[j] in {"–", "-"} and t.digits(j + 1) and t.raw[j - 1][-1:].isdecimal()
    return j + 1 if spaced and not t.glued(j) else 0
