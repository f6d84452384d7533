"""Titles and roles beside a name: "Dune League spokesman Yunis Harrad", "Salma Idris, a doctor with the committee,"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from summarize.engines.rules.counted import group_of
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.names import title_at
from summarize.engines.rules.nouns import is_subject
from summarize.engines.rules.role_sectors import sector_told
from summarize.engines.rules.text import Sentence, Span

__all__ = [
    "ROLES",
    "Role",
    "owner_of",
    "role_after",
    "role_before",
    "role_named_by",
    "role_tail",
    "role_told",
]

TITLES: Final = ("people.roles", "people.titles_government", "people.titles_military", "people.titles_police")
ROLES: Final = (*TITLES, "people.heading")
"""Where none of these stands no role is told by its words."""
_APPOSITION: Final = 6  # words from its article to its role
_AFFILIATION: Final = 5
_NOUN: Final = 4  # words of a noun phrase for one person
_TAIL: Final = 7  # words of what a role is of
_PERSONAL = re.compile(r"[a-z]{3,}(?:-[a-z]+)*(?:er|or|ist|man|woman|ian|ant)")
_AS_ONE: Final = 5  # words of "who described himself as"
_VERBAL = re.compile(r".*(?:ed|ing|ly)")
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
    k = sentence.ends(i, *TITLES)
    if k is None:
        return None
    title = title_at(sentence, k, i)
    while k > 0 and not sentence.tokens[k].mark and sentence.folded[k - 1] in words("people.role_modifiers"):
        if sentence.tokens[k - 1].capital and k > 1:
            break
        k -= 1
    sector = sector_told(sentence, k, i, title.sector if title else "")
    b = k
    while b > 0 and not sentence.tokens[b].mark and k - b < _AFFILIATION:
        noun = sentence.kinds[b - 1] == "g" and not _VERBAL.fullmatch(sentence.folded[b - 1])
        if (
            not (sentence.tokens[b - 1].capital or sentence.folded[b - 1] == "of" or noun)
            or sentence.kinds[b - 1] == "t"
        ):
            break
        if noun and sentence.folded[b - 1] in words("actors.past", "actors.acts", "people.speaks"):
            break
        b -= 1
    return Role(k, i, (b, k), sector)


def role_after(sentence: Sentence, j: int) -> Role | None:
    """The role in an apposition: "Salma Idris, a doctor with the committee,"."""
    tokens = sentence.tokens
    if j >= len(tokens) or tokens[j].mark != "," or tokens[j - 1].owner:
        return None
    start = j + 1 if sentence.kinds[j] == "t" else j
    if (told := _calling(sentence, j)) > j:
        j, start = told, told + 1
    heads = sentence.starts(j, "people.heading")
    if heads is not None:
        return Role(j, j, (heads, _clause_end(sentence, heads)), "")
    for k in range(start, min(len(tokens), start + _APPOSITION)):
        if (k > j and tokens[k].mark) or sentence.kinds[k] in "swbhm":
            return None
        end = sentence.starts(k, *TITLES)
        if end is None:
            continue
        while (longer := _longer(sentence, end)) is not None:
            end = longer
        if tokens[k].capital and end < len(tokens) and tokens[end].capital and not tokens[end].mark:
            return None  # "in Orlava, President Marenko said"
        bare = start == j and "g" * (k - j) != sentence.kinds[j:k]
        if bare or is_subject(sentence, end):
            return None  # "3,000 people fled Keslow, the mayor said"
        title = title_at(sentence, k, end)
        stop = _clause_end(sentence, end)
        role = Role(start, end, (end, stop), sector_told(sentence, k, end, title.sector if title else ""))
        return role if stop > end or k >= start else None
    return None


def _calling(sentence: Sentence, j: int) -> int:
    """The article in "who described himself as a spokesman for the group", from word `j` on; `j` where none stands."""
    said = sentence.low(j, j + _AS_ONE).split()
    k = j + said.index("as") + 1 if said[:1] == ["who"] and "as" in said else j
    return k if sentence.kinds[k : k + 1] == "t" else j


def _longer(sentence: Sentence, k: int) -> int | None:
    """The end of a role that the words from `k` on end: the "coordinator" of "a deputy relief coordinator"."""
    for n in range(k, k + _NOUN):
        if not sentence.runs_on(n) or sentence.kinds[n] != "g":
            return None
        if (end := sentence.starts(n, *TITLES)) is not None:
            return end
    return None


def role_told(sentence: Sentence, i: int, j: int) -> Role | None:
    """The role of a name of several words by any noun for one person beside it: "a weigher, Ivo Tarn,", "Ivo Tarn, a
    weigher with the market,".
    """
    tokens = sentence.tokens
    if j < len(tokens) and tokens[j].mark == "," and sentence.kinds[j] == "t" and tokens[j].low in {"a", "an", "the"}:
        end = _noun_end(sentence, j + 1)
        if end is not None and not is_subject(sentence, end):
            return Role(j + 1, end, (end, _clause_end(sentence, end)), "civilian")
    if not i or tokens[i].mark != ",":
        return None
    start = i - 1
    while start > 0 and not tokens[start].mark and i - start <= _APPOSITION and sentence.kinds[start - 1] != "t":
        start -= 1
    if start and sentence.kinds[start - 1] == "t" and tokens[start - 1].low in {"a", "an", "the"}:
        end = _noun_end(sentence, start)
        closed = j == len(tokens) or bool(tokens[j].mark)
        if end is not None and end == i and closed:
            return Role(start, end, (start, start), "civilian")
    return None


def _noun_end(sentence: Sentence, k: int) -> int | None:
    """The end of the noun for one person at word `k`, with the small words that describe it."""
    end = k
    while end < len(sentence.tokens) and (end == k or not sentence.tokens[end].mark) and end - k < _NOUN:
        low = sentence.folded[end]
        if sentence.kinds[end] not in "gs" or sentence.tokens[end].capital:
            break
        end += 1
        if (_PERSONAL.fullmatch(low) or group_of(low)) and not _goes_on(sentence, end):
            several = low.endswith(("s", "people", "men")) or group_of(low) == "combatants"
            return None if low in words("harm.not_persons") or several else end
    return None


def _goes_on(sentence: Sentence, k: int) -> bool:
    """Whether another word of a noun phrase follows: "a farmer leader"."""
    return sentence.runs_on(k) and sentence.kinds[k] == "g" and not sentence.folded[k].endswith(("ed", "ing"))


def role_tail(sentence: Sentence, role: Role) -> int:
    """The end of a role with what it is of: "director of the hospital in Tarn", "mayor of Tarn"."""
    k = role.j
    if not sentence.runs_on(k) or sentence.folded[k] not in {"of", "for"}:
        return role.j
    while sentence.runs_on(k) and k - role.j < _TAIL and sentence.kinds[k] in "otiNg":
        k += 1
    while k > role.j and sentence.kinds[k - 1] in "oti":
        k -= 1
    return k


def role_named_by(sentence: Sentence, i: int) -> Role | None:
    """The role that a name explains: "a spokesman for the group, Pavel Osk,"."""
    tokens = sentence.tokens
    if i > 1 and sentence.low(i - 2, i) == "known as":
        i -= 2  # "one of its leaders, known as Ivo Tarn"
    if not i or "," not in tokens[i].mark:
        return None
    for k in range(i - 1, max(-1, i - _NAMED_BY), -1):
        end = sentence.starts(k, *TITLES)
        if end is not None and end <= i and not tokens[k].capital:
            start = k
            while start > 0 and not tokens[start].mark and sentence.kinds[start - 1] in "gNs" and k - start < 3:
                if tokens[start - 1].owner:
                    break
                start -= 1
            if start == 0 or not (sentence.kinds[start - 1] == "t" or tokens[start - 1].owner):
                continue
            body = (end, i) if i > end else (owner_of(sentence, start)[0], k)
            title = title_at(sentence, k, end)
            first = k
            while first > start and sentence.kinds[first - 1] == "g" and _describes(sentence, first - 1):
                first -= 1  # "the parish priest"
            return Role(first, end, body, sector_told(sentence, k, end, title.sector if title else ""))
        bracket = tokens[k].mark == "(" and tokens[k].text.isupper()  # "the Free Coast Movement (FCM), Ivo Tarn"
        if (tokens[k].mark and not bracket) or sentence.kinds[k] in "swbhm":
            return None
    return None


def _describes(sentence: Sentence, k: int) -> bool:
    """Whether a small word before a role describes it, and names no body."""
    token = sentence.tokens[k]
    bodies = ("actors.forces", "actors.governments", "actors.police", "actors.ministries", "actors.intelligence")
    return not token.capital and not token.owner and sentence.starts(k, *bodies, "speech.groups") is None


def _clause_end(sentence: Sentence, k: int) -> int:
    while sentence.runs_on(k):
        k += 1
    return k
