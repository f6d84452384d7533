"""The grammar of time phrases: regular expressions over letters that stand for kinds of tokens.

A lower-case name is a kind of token, weak or strong; in capitals it must be strong.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from summarize.dates.kinds import STRONG, WEAK

__all__ = [
    "AGO",
    "BOUNDED",
    "DAY_RANGES",
    "LENGTH",
    "NIGHT",
    "RANGE",
    "ROUGHLY",
    "SHORT_YEARS",
    "SIDED",
    "STRETCH",
    "WHOLE_DAY",
    "WITHIN",
    "finder",
    "head",
    "pattern",
]

_ZONE: Final = "(?:zone|local time)"
_HOURS: Final = f"(?:hour|CLOCK {_ZONE}?|clock {_ZONE}|(?<=at|bound|till|before|after)clock|(?:number|year|big){_ZONE})"
_NUMBER: Final = "(?:number|ordinal)"
_DATE: Final = (
    f"(?:(?:weekday comma?)?(?:the? {_NUMBER} of? month(?:comma? year)?|month the? {_NUMBER}(?:comma? year)?)|iso)"
)
_DAY: Final = (
    f"(?:{_DATE}|the? which{{1,2}} weekday|WEEKDAY(?:of? which UNIT)?|the same WEEKDAY"
    "|(?:the UNIT(?:before|after))?today|which part)"
)
_LEAD: Final = f"(?:the?(?:rim|edge unit)of|edge at?)?(?:the? part(?:of|at)the?|the? {_HOURS}(?:of|at|comma)?)?"
WHOLE_DAY: Final = f"{_LEAD}(?P<day>{_DAY})part?(?:comma? at? {_HOURS})?"
NIGHT: Final = f"(?:overnight(?:(?:at|in)? {_DAY})?|edge? {_HOURS})"
_EDGE: Final = "(?:the? rim of|the? edge(?:dash|in)?)the?"
_OF_YEAR: Final = "(?:(?:comma|of)?year|of? which UNIT)"
_MONTH: Final = (
    f"(?:(?:{_EDGE}|which)month|MONTH|(?<=in|bound|till|before|after|least)month|month(?={_OF_YEAR})){_OF_YEAR}?"
)
_SEASON: Final = (
    f"(?:(?:{_EDGE}|the|which)?(?:season|fall){_OF_YEAR}|which(?:season|fall)|(?:{_EDGE}|the)season|SEASON|FALL)"
)
_YEAR: Final = f"(?:{_EDGE} year|YEAR|(?<=in|bound|till|before|after|of|the|least|paren)year|the unit year)"
STRETCH: Final = (
    f"(?:{_MONTH}|{_SEASON}|{_YEAR}|(?:{_EDGE}|the)?decade|(?:the|which)which{{0,2}}weekend|WEEKEND"
    "|(?:the? rim of(?:the|which)|the? edge in the|edge in? which)UNIT|the? UNIT(?:possessive|dash)rim"
    "|the? which{1,2}UNIT)"
)
_HOW_MANY: Final = "(?:count(?:dash? count)?|number|big|year)"
_AND_A_HALF: Final = "dash? and dash? a dash? half dash?"
LENGTH: Final = (
    f"(?:a unit(?:and a half)?|(?<!dash)(?<!and a)half(?:a|dash)?unit"
    f"|(?:{_HOW_MANY}(?:dash|to|or))?{_HOW_MANY}(?:{_AND_A_HALF}|dash)?unit)"
    "(?!dash?old)"
)
AGO: Final = f"{LENGTH} ago"
ROUGHLY: Final = "(?:about|no? more than|at least|up to)"
SIDED: Final = f"the? which{{1,2}}{_HOW_MANY}unit"
_POINT: Final = f"(?:{WHOLE_DAY}|{STRETCH}|{SIDED}|{AGO}|{NIGHT})"
_BOUND: Final = "(?:bound|till|before|after|no edge than)"
BOUNDED: Final = f"(?:{_BOUND}|from){ROUGHLY}?(?P<b>.+)"
WITHIN: Final = f"within(?:{ROUGHLY})?(?P<b>.+)"
_END: Final = f"(?:{WHOLE_DAY}|(?:{_EDGE})?(?:month{_OF_YEAR}?|year)|{STRETCH})"
_BARE_END: Final = _END.replace("?P<day>", "?:")
RANGE: Final = f"(?:between|from)?(?P<a>{_BARE_END})(?:to|dash|and|or|till)(?P<b>{_BARE_END})"
_PLAIN_END: Final = f"(?:{_DATE}|WEEKDAY|month{_OF_YEAR}?|year)"
_RANGES: Final = (
    f"(?:(?:between {_END} and|from {_END}(?:to|dash|till)){_END}|{_PLAIN_END}(?:to|dash|till){_PLAIN_END})"
)
_NUMBERS_TO: Final = f"(?P<a>{_NUMBER})(?:to|dash|and)the?(?P<b>{_NUMBER})"
DAY_RANGES: Final = (
    f"(?:between|from)?month {_NUMBERS_TO}(?:comma? year)?",
    f"(?:between|from)?the? {_NUMBERS_TO} of? month(?:comma? year)?",
)
SHORT_YEARS: Final = "year dash number(?!dash)"
_UNREAD: Final = (  # found, though there is no telling when
    f"(?:bound then|the? which{_HOW_MANY}?unit of(?:{STRETCH}|month)|the? which a? vague of? unit|the? which unit"
    f"|the? same unit|the UNIT(?:before|after)|(?:{LENGTH}|a? vague of? unit)(?:edge|before|after)"
    "|a? vague of? unit ago?|unit ago|(?<=in|at|within)unit)"
)
# Widest first.
_FOUND: Final = (
    *(_RANGES, *DAY_RANGES, SHORT_YEARS, f"within(?:{SIDED}|{ROUGHLY}?{LENGTH})"),
    *(f"(?:{_BOUND}{ROUGHLY}?|within){_POINT}", f"the UNIT(?:before|after)today|{_UNREAD}"),
    *(f"{ROUGHLY}?{LENGTH} ago?", _POINT),
)
# Every phrase has one of these.
_HEADS: Final = "weekday|month|hour|unit|season|fall|weekend|today|overnight|part|year|decade|iso|clock|zone|local|then"


@cache
def pattern(grammar: str) -> re.Pattern[str]:
    """The grammar over letters, compiled at first use, which keeps the import quick."""

    def letters(m: re.Match[str]) -> str:
        name = m[0]
        if name.startswith("?P<"):
            return name
        return STRONG[name.lower()] if name.isupper() else f"[{STRONG[name]}{WEAK[name]}]"

    return re.compile(re.sub(r"\?P<\w+>|[A-Za-z]+", letters, grammar).replace(" ", ""))


@cache
def finder() -> re.Pattern[str]:
    """A phrase in running text, as wide as it goes."""
    return pattern(re.sub(r"\?P<\w+>", "?:", "|".join(_FOUND)))


@cache
def head() -> re.Pattern[str]:
    """A letter that no phrase lacks."""
    return pattern(_HEADS)
