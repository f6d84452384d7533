"""Titles and roles beside a name: "Dune League spokesman Yunis Harrad", "Salma Idris, a doctor with the committee,"."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from summarize.engines.rules.lexicons import group, words
from summarize.engines.rules.names import title_at
from summarize.engines.rules.text import Sentence, Span

__all__ = ["Role", "owner_of", "role_after", "role_before", "role_named_by", "sector_told"]

_APPOSITION: Final = 6  # words from its article to its role
_AFFILIATION: Final = 5
_NAMED_BY: Final = 12  # words from a role to the name that explains it


class Role(NamedTuple):
    """A role `words[i:j]`, the words `body` that name what it belongs to, and the sector it tells."""

    i: int
    j: int
    body: Span
    sector: str


def owner_of(sentence: Sentence, i: int) -> Span:
    """The name that owns a title: "Varenia's President Orla Marenko"."""
    if not i or sentence.tokens[i].mark or not sentence.tokens[i - 1].owner:
        return (i, i)
    k = i - 1
    while k > 0 and sentence.kinds[k - 1] == "N" and not sentence.tokens[k].mark and i - k < _AFFILIATION:
        k -= 1
    return (k, i)


def role_before(sentence: Sentence, i: int) -> Role | None:
    """The role right before a name, in small letters, and the body before: "Dune League spokesman Yunis Harrad"."""
    if not i or sentence.tokens[i].mark not in ("", "("):
        return None
    k = sentence.ends(i, "people.roles", "people.titles_government", "people.titles_military")
    if k is None:
        return None
    title = title_at(sentence, k, i)
    sector = sector_told(sentence, k, i, title.sector if title else "")
    while k > 0 and not sentence.tokens[k].mark and sentence.tokens[k - 1].low in words("people.role_modifiers"):
        if sentence.tokens[k - 1].capital and k > 1:
            break
        k -= 1
    b = k
    while b > 0 and not sentence.tokens[b].mark and k - b < _AFFILIATION:
        if not (sentence.tokens[b - 1].capital or sentence.tokens[b - 1].low == "of") or sentence.kinds[b - 1] == "t":
            break
        b -= 1
    return Role(k, i, (b, k), sector)


def role_after(sentence: Sentence, j: int) -> Role | None:
    """The role in an apposition: "Salma Idris, a doctor with the committee,"."""
    tokens = sentence.tokens
    if j >= len(tokens) or tokens[j].mark != "," or tokens[j - 1].owner:
        return None
    start = j + 1 if sentence.kinds[j] == "t" else j
    heads = sentence.starts(j, "people.heading")
    if heads is not None:
        return Role(j, j, (heads, _clause_end(sentence, heads)), "")
    for k in range(start, min(len(tokens), start + _APPOSITION)):
        if k > j and tokens[k].mark:
            return None
        if sentence.kinds[k] in "swbhm":
            return None
        end = sentence.starts(k, "people.roles", "people.titles_government", "people.titles_military")
        if end is None:
            continue
        if start == j and k > j:
            return None
        if tokens[k].capital and end < len(tokens) and tokens[end].capital and not tokens[end].mark:
            return None  # "in Orlava, President Marenko said"
        title = title_at(sentence, k, end)
        stop = _clause_end(sentence, end)
        role = Role(start, end, (end, stop), sector_told(sentence, k, end, title.sector if title else ""))
        return role if stop > end or k >= start else None
    return None


def role_named_by(sentence: Sentence, i: int) -> Role | None:
    """The role that a name explains: "a spokesman for the group, Pavel Osk,"."""
    tokens = sentence.tokens
    if not i or tokens[i].mark != ",":
        return None
    for k in range(i - 1, max(-1, i - _NAMED_BY), -1):
        end = sentence.starts(k, "people.roles", "people.titles_government")
        if end is not None and end <= i and not tokens[k].capital:
            start = k
            while start > 0 and not tokens[start].mark and sentence.kinds[start - 1] in "gNs" and k - start < 3:
                start -= 1
            if start == 0 or sentence.kinds[start - 1] != "t":
                return None
            body = (end, i) if i > end else (start, k)
            title = title_at(sentence, k, end)
            return Role(k, end, body, sector_told(sentence, k, end, title.sector if title else ""))
        if tokens[k].mark or sentence.kinds[k] in "swbhm":
            return None
    return None


def _clause_end(sentence: Sentence, k: int) -> int:
    while sentence.runs_on(k):
        k += 1
    return k


def sector_told(sentence: Sentence, i: int, j: int, title: str) -> str:
    """The sector of who has the role `[i, j)`: that of the title, else of the longest end of the role; "" for none."""
    if title:
        return title
    for n in range(j - i):
        sector = _role_sectors().get(sentence.low(i + n, j))
        if sector:
            return sector
    return ""


@cache
def _role_sectors() -> dict[str, str]:
    listed = group("people.sectors")
    return {
        role: sector
        for sector, roles in listed.items()
        if isinstance(roles, list) and sector != "words"
        for role in roles
    }
