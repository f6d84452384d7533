"""Amounts: one number, read from the token of its first number word forward.

"1,600", "2.1 million", "a hundred and forty", "half a million", "two dozen", "several hundred", "tens of thousands".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import compress
from typing import Final, NamedTuple

from summarize.quantities.bounds import Qualifier
from summarize.quantities.tokens import HYPHENS, Tokens

__all__ = ["PLURALS", "Amount", "openings", "opens_number", "read_amount", "trailing_units"]

_ONES: Final = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_TEENS: Final = "sixteen seventeen eighteen nineteen"
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: Final = {word: n for n, word in enumerate(f"{_ONES} {_TEENS}".split())} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), 2)
}
_SCALES: Final = {"thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9} | {
    "trillion": 10**12
}
_SUFFIXES: Final = {"": 1, "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9}
_UNITS: Final = {"dozen": 12, "hundred": 100, "mn": 10**6, "mln": 10**6, "bn": 10**9} | _SCALES
PLURALS: Final = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100} | {f"{w}s": n for w, n in _SCALES.items()}
_IN_FIGURES: Final = {"100s": 100, "1000s": 1000, "1,000s": 1000}
_VAGUE: Final = PLURALS | _IN_FIGURES
_FEW: Final = {"several": 3, "few": 3, "couple": 2}
_ARTICLES: Final = {"a", "an"}
_STARTS: Final = frozenset(
    {"a", "an", "half", "quarter", "many", "dozen", "hundred", *_SMALL, *_SCALES, *PLURALS, *_FEW}
)
_OR_EVEN: Final = {"if not", "or", "or even", "perhaps", "possibly", "maybe"} | {
    f"{link} {doubt}" for link in ("or", "and") for doubt in ("perhaps", "possibly")
}  # between two vague words, the greater of which moves no bound

_FIGURES: Final = (
    r"(\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d+)(?:\.(\d+))?([^\W\d_]*)"
)
_MAX_DIGITS: Final = 24  # characters of a number in digits; a longer one counts nobody


class Amount(NamedTuple):
    """`mantissa / 10**places`, read up to token `end`; `kind` is exact, about or vague."""

    mantissa: int
    places: int
    end: int
    kind: Qualifier = Qualifier.exact
    decimal: bool = False
    """Figures with a decimal point and no unit: no number of people, even where it is whole ("3.000" may be 3,000)."""

    def value(self, unit: int = 1) -> int | float:
        """The number, in so many `unit`s; an int only where it can be a number of people."""
        one: int = 10**self.places
        whole, rest = divmod(self.mantissa * unit, one)
        if rest:
            return whole + rest / one
        return float(whole) if self.decimal and unit == 1 else whole


def opens_number(t: Tokens, i: int) -> bool:
    """Whether an amount may begin at token i."""
    return _opens(t.low[i])


def openings(t: Tokens) -> list[int]:
    """The tokens at which an amount may begin, in order; no article before any other word."""
    found = compress(range(len(t.low)), map(_opens, t.low))
    return [i for i in found if t.low[i] not in _ARTICLES or t.low[i + 1] in _STARTS or t.low[i + 1] in HYPHENS]


@lru_cache(maxsize=8192)
def _opens(low: str) -> bool:
    return low in _STARTS or low[:1].isdecimal()


def read_amount(t: Tokens, i: int) -> Amount | None:
    """The amount whose first word is token i, if there is one."""
    word = t.low[i]
    if word in _IN_FIGURES:
        return _plural(t, i)
    if t.digits(i):
        return _in_digits(t, i)
    if word not in _STARTS:
        return None
    if word in _UNITS and t.digits(i - 1 - t.hyphen(i - 1)):
        return None  # the unit of figures that are no number, as in "1.2.3 million"
    after_article = word in _ARTICLES
    k = i + after_article
    word = t.low[k]
    if word in _FEW:
        return _few(t, k, bare=after_article or word == "several")
    if word in {"half", "quarter"}:
        return _fraction(t, k)
    if word == "many":
        return _plural(t, k + 1)
    if word in PLURALS:
        return None if after_article else _plural(t, k)
    if word == "dozen":
        return _with_units(t, 1, 0, k)
    words = _in_words(t, i)
    return _with_units(t, words[0], 0, words[1]) if words else None


def trailing_units(t: Tokens, i: int, j: int) -> list[int]:
    """The units at the end of the amount in tokens `[i, j)`, multiplied up, greatest first, down to 1."""
    products = [1]
    while j > i:
        j -= 1
        if t.hyphen(j):
            continue
        m = _figures().fullmatch(t.low[j]) if t.digits(j) else None
        unit = _SUFFIXES.get(m[3], 1) if m else _UNITS.get(t.low[j], 1)
        if unit == 1:
            break
        products.append(products[-1] * unit)
    return products[::-1]


# ---- figures, and the units after a number


@cache
def _figures() -> re.Pattern[str]:
    return re.compile(_FIGURES)  # at first use, which keeps the import quick


def _in_digits(t: Tokens, i: int) -> Amount | None:
    raw = t.raw[i]
    if len(raw) > _MAX_DIGITS or (raw[0] == "0" and raw[1:2].isdecimal()):
        return None
    if raw.isdecimal():
        return _with_units(t, int(raw), 0, i + 1)
    m = _figures().fullmatch(raw)
    suffix = _SUFFIXES.get(m[3].casefold()) if m else None
    if m is None or suffix is None:
        return None
    fraction = m[2] or ""
    mantissa = int("".join(c for c in m[1] if c.isdecimal()) + fraction) * suffix
    amount = _with_units(t, mantissa, len(fraction), i + 1)
    return amount._replace(decimal=bool(fraction) and suffix == 1 and amount.end == i + 1)


def _with_units(t: Tokens, mantissa: int, places: int, j: int) -> Amount:
    end = _and_a_half(t, j)
    if end > j:
        scale = _UNITS.get(t.low[j - 1], 1)  # "a million and a half"
        mantissa, places = mantissa * 10 + 5 * scale * 10**places, places + 1
    product, end = _units(t, end)
    return Amount(mantissa * product, places, end, _kind(product))


def _and_a_half(t: Tokens, j: int) -> int:
    """The token after "and a half" at j, else j."""
    k = j
    for word in ("and", "a", "half"):
        k = t.skip(k)
        if t.low[k] != word:
            return j
        k += 1
    return k


def _kind(product: int) -> Qualifier:
    return Qualifier.exact if product % 3 else Qualifier.about  # of all units only the dozen is divisible by 3


def _units(t: Tokens, i: int) -> tuple[int, int]:
    """The product of the units at i ("hundred thousand", "tens of thousands") and the token after them."""
    product, last, j = 1, 1, i
    while True:
        k = t.skip(j)
        if j > i and t.low[k] == "of" and t.low[k + 1] in PLURALS:
            k += 1
        size = _UNITS.get(t.low[k]) or _VAGUE.get(t.low[k], 0)
        if size <= last or (j > i and size < 1000):
            return product, j
        product, last, j = product * size, size, k + 1


# ---- vague words and fractions


def _few(t: Tokens, k: int, *, bare: bool) -> Amount | None:
    couple = t.low[k] == "couple"
    kind = Qualifier.about if couple else Qualifier.vague
    of = couple and t.low[k + 1] == "of"
    product, end = _units(t, k + 1 + of)
    return Amount(_FEW[t.low[k]] * product, 0, end, kind) if bare or product > 1 else None


def _fraction(t: Tokens, k: int) -> Amount | None:
    mantissa, places = (5, 1) if t.low[k] == "half" else (25, 2)
    j = t.skip(k + 1)
    if t.low[j] == "of" and t.low[k] == "quarter":
        j += 1
    if t.low[j] in _ARTICLES:
        j = t.skip(j + 1)
    product, end = _units(t, j)
    return Amount(mantissa * product, places, end, _kind(product)) if product > 1 else None


def _plural(t: Tokens, i: int) -> Amount | None:
    if t.low[i] not in _VAGUE:
        return None
    value, j = _units(t, i)
    if t.low[j] in {"and", "upon"} and t.low[j + 1] == t.low[j - 1]:  # "thousands upon thousands"
        j += 2
    value, j = _if_not(t, value, j)
    return Amount(value, 0, j, Qualifier.vague)


def _if_not(t: Tokens, value: int, j: int) -> tuple[int, int]:
    """After "tens": "if not hundreds of thousands". The first word keeps its place, the unit goes for both."""
    k = j + (t.low[j] == ",")
    link = next((n for n in (2, 1) if t.words(k, k + n) in _OR_EVEN), 0)
    k += link
    k += t.low[k] == ","
    if not link or t.low[k] not in PLURALS:
        return value, j
    greater, end = _units(t, k)
    if end == k + 1 and t.low[end] == "," and t.low[end + 1] == "of" and PLURALS.get(t.low[end + 2], 0) >= 1000:
        greater, end = greater * PLURALS[t.low[end + 2]], end + 3
    if greater <= value:
        return value, j
    first = PLURALS[t.low[k]]
    return (value * (greater // first) if value < first else value), end


# ---- number words


def _in_words(t: Tokens, i: int) -> tuple[int, int] | None:
    """A number in words without its dozens: "two million three hundred and six"."""
    total, cap, j = 0, max(_SCALES.values()) + 1, i
    while cap > 1:
        k = t.skip(j) if total else j
        joined = bool(total) and t.low[k] == "and"
        k = t.skip(k + 1) if joined else k
        group = _group(t, k, first=not total)
        if group is None:
            break
        value, end = group
        scale = _SCALES.get(t.low[t.skip(end)], 1)
        if scale >= cap or (joined and (scale > 1 or value >= 100)):
            break
        total, cap = total + value * scale, scale
        j = end if scale == 1 else t.skip(end) + 1
    return (total, j) if j > i else None


def _group(t: Tokens, i: int, *, first: bool) -> tuple[int, int] | None:
    """Below a thousand, or "fifteen hundred"; a bare unit stands for one of it at the beginning of a number only."""
    value, j = _small(t, i)
    if j == i:
        article = t.low[i] in _ARTICLES
        unit = t.low[t.skip(i + 1)] if article else t.low[i] if first else ""
        if unit not in _SCALES and unit != "hundred":
            return None
        value, j = 1, i + article
    k = t.skip(j)
    if t.low[k] != "hundred":
        return value, j
    value, j = value * 100, k + 1
    k = t.skip(j)
    k = t.skip(k + 1) if t.low[k] == "and" else k
    rest, end = _small(t, k)
    return (value + rest, end) if rest and t.low[t.skip(end)] != "hundred" else (value, j)


def _small(t: Tokens, i: int) -> tuple[int, int]:
    """Below a hundred; (0, i) where there is none."""
    value = _SMALL.get(t.low[i])
    if value is None:
        return 0, i
    k = t.skip(i + 1)
    one = _SMALL.get(t.low[k], 0) if value >= 20 else 0
    return (value + one, k + 1) if 0 < one < 10 else (value, i + 1)
