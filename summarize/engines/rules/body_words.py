"""What the words beside a name tell of the body that it names: "the rebel group X", "X, a charity", "X fighters"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.names import Run
from summarize.engines.rules.nouns import is_subject
from summarize.engines.rules.text import Sentence

__all__ = ["adjective", "described", "has_members", "joined_by_hyphen"]

_DESCRIBED: Final = {
    "actors.group_nouns": "rebel_group",
    "actors.militia_nouns": "paramilitary",
    "actors.aid_nouns": "ngo",
    "actors.company_nouns": "other",
    "actors.media_nouns": "media",
}
_TELLING: Final = (
    *_DESCRIBED,
    "actors.forces",
    "actors.group_members",
    "actors.group_adjectives",
    "actors.groups_named",
    "actors.calls_itself",
    "actors.party_adjectives",
)
_PARTIES: Final = frozenset({"Alliance", "Bloc", "Coalition", "Union", "League", "Movement", "Front"})
"""Heads of names that parties have as well as armed groups."""
_ADJECTIVE = re.compile(r"[^-]+-[a-z]+|.*(?:an|ian|ese|ish|i|ist|ern|ic|ite|led|backed|linked|affiliated)")
_BACK: Final = 3  # words from a noun to what it calls itself
_APPOSITION: Final = 5  # words from an article to what it tells


def described(sentence: Sentence, run: Run) -> str | None:
    """The sector that words beside the name tell: "the rebel group X", "X, a rebel group", "X fighters"."""
    if not sentence.has(*_TELLING) or sentence.folded[run.i] in words("language.English"):
        return None
    before = _told_before(sentence, run) if not sentence.tokens[run.i].mark else None
    if before is not None or (before := _one_of_groups(sentence, run)) is not None:
        return before
    for name, sector in _DESCRIBED.items() if sentence.has(*_DESCRIBED) else ():
        if not sentence.has(name):
            continue
        if not sentence.tokens[run.i].mark and sentence.ends(run.i, name) is not None:
            return sector
        if _apposed(sentence, run.j, name) or _explains(sentence, run, name):
            return sector
    members = sentence.runs_on(run.j) and not sentence.tokens[run.j - 1].owner
    if members and sentence.starts(run.j, "actors.group_members") is not None and not adjective(run.text):
        return "rebel_group"
    return None


def _told_before(sentence: Sentence, run: Run) -> str | None:
    """As in "the rebel Marenko", "the army's Third Brigade"."""
    owned = run.i > 0 and sentence.tokens[run.i - 1].owner
    if owned and sentence.ends(run.i, "actors.forces") is not None:
        return "military"
    if _named_itself(sentence, run.i):
        return "rebel_group"
    if sentence.tokens[run.j - 1].text in _PARTIES and sentence.ends(run.i, "actors.party_adjectives") is not None:
        return "political"
    told = sentence.ends(run.i, "actors.group_members" if owned else "actors.group_adjectives") is not None
    return "rebel_group" if told else None


def _named_itself(sentence: Sentence, i: int) -> bool:
    """As in "a group calling itself the Sons of Keslow"."""
    if not sentence.has("actors.calls_itself"):
        return False
    k = i - 1 if i and sentence.folded[i - 1] == "the" else i
    start = sentence.ends(k, "actors.calls_itself")
    before = sentence.folded[max(0, start - _BACK) : start] if start is not None else []
    return not words("actors.armed_nouns").isdisjoint(before)


def _one_of_groups(sentence: Sentence, run: Run) -> str | None:
    """The sector, as in "two armed groups in the town, the Marenko Guard and the Red Column,"."""
    if not sentence.has("actors.groups_named"):
        return None
    k = run.i - 1 if run.i and sentence.kinds[run.i - 1] == "t" else run.i
    first = sentence.tokens[k].mark == ","
    if not first and not (k and sentence.folded[k - 1] == "and" and not sentence.tokens[k].mark):
        return None
    ends = [j for _, j in sentence.spans("actors.groups_named") if j <= k]
    if not ends:
        return None
    gap = sentence.shape(ends[-1], k)
    listed = re.fullmatch(r"(?:[io][tgNo]{1,8})?,(?:t[gN]{1,5},?c?,?)*", gap) is not None
    militia = sentence.tokens[ends[-1] - 1].low == "militias" or "defen" in sentence.tokens[ends[-1] - 2].low
    return ("paramilitary" if militia else "rebel_group") if listed else None


def _apposed(sentence: Sentence, j: int, group_name: str) -> bool:
    """Whether an aside from word `j` on tells what it is: ", an armed group"."""
    if j >= len(sentence.tokens) or sentence.tokens[j].mark != "," or sentence.kinds[j] != "t":
        return False
    end = next((k for k in range(j + 1, j + _APPOSITION) if not sentence.runs_on(k)), j + _APPOSITION)
    ends = [e for k in range(j + 1, end) if (e := sentence.starts(k, group_name)) is not None]
    return bool(ends) and not is_subject(sentence, ends[-1])


def _explains(sentence: Sentence, run: Run, name: str) -> bool:
    """As in "The firm, Keslow Lines,": an aside that names what was told."""
    i = run.i - 1 if run.i and sentence.folded[run.i - 1] == "the" and not sentence.tokens[run.i].mark else run.i
    if not i or sentence.tokens[i].mark != "," or run.j >= len(sentence.tokens) or sentence.tokens[run.j].mark != ",":
        return False
    noun = sentence.ends(i, name)
    return noun is not None and noun > 0 and sentence.kinds[noun - 1] == "t"


def joined_by_hyphen(name: str) -> str | None:
    """As in "Hizb-i-Keslow", "ex-Marenko": an armed group by what the hyphen joins to its name."""
    first, joined, _ = name.partition("-")
    if not joined or " " in name:
        return None
    return "rebel_group" if first in words("actors.prefixes") or first.lower() == "ex" else None


def has_members(sentence: Sentence, run: Run) -> str | None:
    """As in "members of the Marenko", "fighters of the Marenko": whoever has some is a body."""
    if run.i < 3 or sentence.folded[run.i - 1] != "the" or sentence.folded[run.i - 2] not in {"of", "from"}:
        return None
    if sentence.tokens[run.i].mark or sentence.kinds[run.i] != "N" or run.j - run.i > 1 or adjective(run.text):
        return None
    who = sentence.folded[run.i - 3]
    if who in {"members", "member"} and (sentence.runs_on(run.j) and sentence.kinds[run.j] in "gN"):
        return None
    return {"members": "other", "member": "other", "fighters": "rebel_group", "militants": "rebel_group"}.get(who)


@lru_cache(maxsize=4096)
def adjective(name: str) -> bool:
    """Whether the last word of a name is an adjective of a people or a place."""
    last = name.rsplit(maxsplit=1)[-1]
    return last in words("actors.not_names") or (_ADJECTIVE.fullmatch(last) is not None and not last.isupper())
