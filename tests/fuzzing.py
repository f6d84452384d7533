"""What readers and renderers are tried with: hostile words and damaged bytes; and what must hold of all of them.

Each test tries a modest number of examples. FUZZ_EXAMPLES sets another number for all of them: 20,000 is hours' worth.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import hostile_report
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

__all__ = ["ATTACKS", "bounded", "damaged", "days", "fuzzed", "in_one_line", "is_text", "json_values", "words"]


def fuzzed(examples: int) -> settings:
    """So many examples, or as many as FUZZ_EXAMPLES says."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    number = int(os.environ.get("FUZZ_EXAMPLES", examples))
    return settings(max_examples=number, deadline=None, suppress_health_check=slow)


# ---- words and bytes

ATTACKS = (
    *hostile_report.ATTACKS,
    "\x1b[31mred\x1b[0m\x07\x9b2J\x7f\x85",
    "\x1b]8;;http://a.example\x1b\\x\x1b]0;t\x07",
    "\u202edeal\u202c \u2066x\u2069\u200f\ufeff\u00ad\u200b\U000e0041",
    "[bold red]x[/] [link=http://a.example]y[/]",
    "[a](http://a.example) **b** `c` | d ![i](u) <http://a.example> www.a.example a@b.example",
    "# h\n\n- l\n\n| a | b |\n|---|---|\n\n```\n---\n[r]: http://x",
    '=HYPERLINK("http://a.example","x")',
    "+1+1|cmd",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r\n＝1,\"'",
    "''=1",
    "]]>-->*/",
    "\u2028\u2029\r\n\t\x0b\x0c",
    "a\u0301\u0315 👩\u200d🚒 می\u200cخواهم",
    "\x00\ufffe\uffff\U0010ffff",
)
_PLAIN = ("Keslow", "the army", "Osk", "it fell", "34", "on Monday", "?", " ", "; ", ", ", " | ", "None", "true")


@cache
def words(most: int = 4) -> st.SearchStrategy[str]:
    """Words as an article, a model or a file name may have them; no lone surrogates, which no document holds."""
    part = st.sampled_from(ATTACKS) | st.sampled_from(_PLAIN) | st.text(st.characters(codec="utf-8"), max_size=6)
    return st.lists(part, min_size=1, max_size=most).map("".join).filter(bool)


@cache
def json_values() -> st.SearchStrategy[Any]:
    """Anything that JSON can say."""
    scalar = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words(2)
    return st.recursive(
        scalar | st.sampled_from([10**40, -1, 0, 1e308, 5e-324, "", []]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words(1), inner, max_size=3),
        max_leaves=6,
    )


@st.composite
def damaged(draw: st.DrawFn, whole: bytes, tokens: Sequence[bytes] = (b"",)) -> bytes:
    """`whole` with some bytes replaced by others, by `tokens`, or by a stretch of itself; sometimes cut off."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        end = at + draw(st.sampled_from([0, 1, 1, 4, 60]) | st.integers(0, len(data)))
        new = draw(st.binary(max_size=4) | st.sampled_from(tokens) | st.none())
        if new is None:
            first = draw(st.integers(0, len(data)))
            new = bytes(data[first : first + draw(st.integers(0, 200))]) * draw(st.sampled_from([1, 1, 2, 30]))
        data[at:end] = new
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 9)) == 0 else data)


def days() -> st.SearchStrategy[dt.date]:
    """Any day, and the first and last ones often."""
    edges = [dt.date.min, dt.date.max, dt.date(1, 1, 2), dt.date(9999, 12, 30), dt.date(2024, 2, 29)]
    return st.sampled_from(edges) | st.dates()


# ---- what must hold


class TooSlow(BaseException):
    """Nothing that a reader could catch."""


@contextlib.contextmanager
def bounded(seconds: float = 20) -> Iterator[None]:
    """Fails where this takes so much of the processor's time."""

    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        with warnings.catch_warnings(action="ignore"):  # libraries complain of what is damaged
            yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def in_one_line(message: str) -> bool:
    return bool(message) and not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in message)


def is_text(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)
