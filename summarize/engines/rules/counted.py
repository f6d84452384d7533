"""Numbers of people in a sentence: the count phrase and the noun phrase that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from summarize.engines.rules.lexicons import words
from summarize.engines.rules.nouns import (
    NO_ONE,
    befalls_at,
    group_of,
    national,
    noun_at,
    phrase_end,
    skip_article,
)
from summarize.engines.rules.text import Sentence, Span

__all__ = ["Counted", "counted", "group_of", "led_from", "noun_at"]

_AGES: Final = 4  # words of "the ages of 19 and"
_MOST: Final = 20  # counts of one sentence
_PERSONAL = re.compile(r"[a-z]{2,}(?:-[a-z]+)*(?:ers|ists|men|ees|ians)")
_WORKERS = re.compile(r"[a-z]{2,}(?:-[a-z]+)*(?:ers?|m[ea]n)")
"""Of those nouns by their ending the ones that tell a trade: "stallholders", "boatman"; not "loyalists"."""
_PERSONAL_ONE = re.compile(r"[a-z]{2,}(?:-[a-z]+)*(?:er|or|ist|man|ee|ian|ant)")
_PLURAL = re.compile(r".*(?:s|people|men|women|children|police|personnel)")
_HARMED: Final = tuple(f"harm.{harm}_passive" for harm in ("killed", "injured", "detained", "missing"))
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_OF_THE = re.compile(r"of(?: (?:the|its|their|some|about)(?: [a-z]+)?)?")
_MAYBE = re.compile(r"[a-z]{3,}(?:-[a-z]+)*s")
_THING = re.compile(
    r".*(?:tion|sion|ment|ship|ism|hood|ity|party|group|union|club|council|camp|rally|march|convoy|post)"
)
_ABSTRACT = re.compile(r".*(?:ions|ments|ings|ities|isms|ures|ences|ances|ages|esses|ships)")
_PAIRED: Final = frozenset({"new", "repeated", "newly", "first", "secondary"})
"""Adjectives that come in pairs: "438 new and repeated displacements"."""
_OPENS: Final = "tnr"
"""Kinds between "12 of" and the noun: "12 of the other"."""


class Counted(NamedTuple):
    """A count, the words `[i, j)`, and the noun phrase `[noun, stop)` that it counts.

    `group` is "civilians", "combatants" or "persons" by its head noun, "mixed" for combatants and others ("fighters and
    their families"), "" where the noun is not known to be one of people and only what befalls it can tell.
    `elliptic`: no noun is said ("three others", "12 were"), and `noun == stop`.
    """

    i: int
    j: int
    noun: int
    stop: int
    group: str
    elliptic: bool


def counted(sentence: Sentence, *, homes: bool = False) -> list[Counted]:
    """The numbers of people in a sentence, in order; numbers of anything else are left out, but with `homes` those of
    homes, whose group is "homes".
    """
    found = sentence.memo.get("counted")
    if found is None:
        found = sentence.memo["counted"] = _all(sentence)
    return found if homes else [c for c in found if c.group != "homes"]


def led_from(sentence: Sentence, person: Counted) -> int:
    """The word that a number's words begin with, "a total of" among them."""
    return person.i - 3 if sentence.low(max(0, person.i - 3), person.i) in words("harm.totals") else person.i


def _all(sentence: Sentence) -> list[Counted]:
    counts = [s for s in sentence.counts[:_MOST] if not (_population(sentence, *s) or _no_count(sentence, *s))]
    found = [c for i, j in counts if (c := _counted(sentence, i, j)) is not None]
    found.extend(_bare_ones(sentence))
    found.extend(_singles(sentence, [(c.i, max(c.j, c.stop)) for c in found]))
    return _some_of(sentence, sorted(found))


def _some_of(sentence: Sentence, found: list[Counted]) -> list[Counted]:
    """As in "500 of the 4,000 villagers had left": the noun of the whole is that of the part, which has the verb."""
    kept: list[Counted] = []
    for c in found:
        before = kept[-1] if kept else None
        if before is not None and _OF_THE.fullmatch(sentence.low(before.j, c.i)) and not c.elliptic:
            kept[-1] = before._replace(noun=c.noun, stop=c.stop, group=c.group, elliptic=False)
            if sentence.kinds[c.stop : c.stop + 1] in ("b", "h", "m"):
                continue
        if before is not None and _in_phrase(sentence, before, c):
            continue
        kept.append(c)
    return kept


def _in_phrase(sentence: Sentence, before: Counted, c: Counted) -> bool:
    """As in "16 civilians of two families were killed": the second number only tells more of the first."""
    led = sentence.low(max(before.stop, before.j), c.i) in {"from", "of", "in"}
    return led and not c.elliptic and sentence.tokens[c.stop - 1].low in words("harm.kinships")


def _population(sentence: Sentence, i: int, j: int) -> bool:
    """Whether a number tells how many live somewhere ("home to some 80,000"), and not of refugees or of people of whom
    more is told ("a village of 180 families who came back").
    """
    near = sentence.tokens[j : j + 3]
    if "w" in sentence.kinds[j : j + 3] or any(t.low in words("movement.refugees") for t in near):
        return False
    return any(sentence.ends(k, "movement.population") is not None for k in (i, max(0, i - 1)))


def _no_count(sentence: Sentence, i: int, j: int) -> bool:
    """Whether a number is a year ("in 1848"), or that of which only a share is told ("half of the 90")."""
    before = sentence.tokens[i - 1].low if i and not sentence.tokens[i].mark else ""
    if j == i + 1 and _YEAR.fullmatch(sentence.tokens[i].text) and before in words("harm.before_years"):
        return sentence.low(i - 2, i) not in {"total of", "toll of"}
    if any(t.low in {"ages", "aged"} for t in sentence.tokens[max(0, i - _AGES) : i]):
        return True  # "between the ages of 19 and 56"
    share = sentence.tokens[i - 3].low if i > 2 and sentence.low(i - 2, i) in {"of the", "of its", "of their"} else ""
    return share in words("harm.shares") or share.endswith(("-thirds", "-quarters", "-fifths", "-half"))


def _counted(sentence: Sentence, i: int, j: int) -> Counted | None:
    tokens = sentence.tokens
    nothing = Counted(i, j, j, j, "", elliptic=True)
    k = _noun_from(sentence, j)
    if k is None:
        return nothing
    if (
        k > j + 1
        and tokens[j].low == "of"
        and sentence.kinds[k - 1] == "t"
        and tokens[k].low in words("harm.harmed_nouns")
    ):
        return Counted(i, j, k, k + 1, "persons", elliptic=False)  # "two of the wounded"
    stop = phrase_end(sentence, k)
    if stop == k and _of_things(sentence, k):
        return None
    if stop == k:
        others = k > j and tokens[k - 1].low in words("harm.others")
        return Counted(i, j, k, k, "", elliptic=True) if others or tokens[j].low != "of" else None
    if set(sentence.kinds[k:stop]) == {"r"} or (tokens[stop - 1].owner and any(a == stop for a, _ in sentence.counts)):
        return nothing  # "two seriously", "1,800 of the village's 2,600 inhabitants"
    if tokens[stop - 1].low in words("movement.homes"):
        return Counted(i, j, k, stop, "homes", elliptic=False)
    return _judged(sentence, Counted(i, j, k, stop, "", elliptic=False), nothing)


def _of_things(sentence: Sentence, k: int) -> bool:
    """As in "three surrounded camps": a participle that describes no people."""
    plural = sentence.runs_on(k + 1) and sentence.kinds[k + 1] == "g" and _MAYBE.fullmatch(sentence.tokens[k + 1].low)
    return bool(plural) and k < len(sentence.tokens) and sentence.tokens[k].low in words("movement.of_places")


def _noun_from(sentence: Sentence, j: int) -> int | None:
    """Where the noun phrase of a number that ends before word `j` begins, past "of the other"; None where none can."""
    tokens, k = sentence.tokens, j
    if k >= len(tokens) or tokens[k].mark or tokens[j - 1].owner:
        return None
    if sentence.kinds[k] == "t" and tokens[k].low not in words("harm.others"):
        return None
    if tokens[k].low == "of":
        k += 1
        while sentence.runs_on(k) and (sentence.kinds[k] in _OPENS or sentence.kinds[k - 1 : k + 1] == "tf"):
            k += 1  # "of the listed patients"
        if k >= len(tokens) or tokens[k].mark or sentence.kinds[k] in "wp":
            return None
    while sentence.runs_on(k) and tokens[k].low in words("harm.others"):
        k += 1
    return k + 2 if sentence.low(k + 1, k + 2) == "and" and tokens[k].low in _PAIRED else k


def _judged(sentence: Sentence, found: Counted, nothing: Counted) -> Counted | None:
    """The phrase with its group; None where it is not of people, `nothing` where a verb begins it."""
    phrase = sentence.tokens[found.noun : found.stop]
    group = next((g for t in reversed(phrase) if (g := group_of(t.low))), "")
    head = phrase[-1]
    if head.low in words("harm.not_persons") or (not group and any(t.low in words("harm.not_persons") for t in phrase)):
        return None
    personal = _PERSONAL.fullmatch(head.low) or head.low in words("movement.displaced_nouns", "movement.arrivals")
    if not group and (personal or national(sentence, found.stop)):
        group = "civilians" if _WORKERS.fullmatch(head.low) else "persons"
    if not group and not any(t.capital for t in phrase):
        # A verb follows an elliptic count; a noun that cannot be one of people counts something else.
        if befalls_at(sentence, found.noun):
            return nothing
        return found if _MAYBE.fullmatch(head.low) and not _ABSTRACT.fullmatch(head.low) else None
    return _with_others(sentence, found._replace(group=group)) if group else found


def _with_others(sentence: Sentence, found: Counted) -> Counted:
    """The same with a second noun under the one number: "fighters and their families"."""
    k = found.stop
    if k + 1 >= len(sentence.tokens) or sentence.tokens[k].low != "and" or sentence.tokens[k].mark:
        return found
    start = skip_article(sentence, k + 1)
    stop = phrase_end(sentence, start)
    other = group_of(sentence.tokens[stop - 1].low) if stop > start else ""
    one_more = sentence.tokens[k + 1].low in {"a", "an", "another"}  # "three children and a nurse"
    if not other or one_more or "n" in sentence.kinds[start:stop]:
        return found
    group = other if other == found.group else "mixed" if "combatants" in {other, found.group} else "persons"
    return found._replace(stop=stop, group=group)


def _bare_ones(sentence: Sentence) -> Iterator[Counted]:
    """As in "one of them badly", "one dead and four wounded", "of whom one has died"."""
    for k in sentence.where({"one"}):
        if (k and sentence.kinds[k - 1] in "tx") or k + 1 >= len(sentence.tokens):
            continue
        n = k + 1
        while sentence.runs_on(n) and sentence.kinds[n] in "bhr":
            n += 1
        at = noun_at(sentence, k + 2) if sentence.low(k + 1, k + 2) == "of" and sentence.runs_on(k + 2) else None
        if at is not None and at[0] == k + 3 and _PLURAL.fullmatch(sentence.tokens[at[1] - 1].low):
            yield Counted(k, k + 1, at[0], at[1], at[2], elliptic=False)  # "one of its soldiers"
            continue
        befallen = sentence.runs_on(n) and sentence.starts(n, *_HARMED) is not None
        if befallen or sentence.low(k + 1, k + 3) in {"of them", "of whom"}:
            yield Counted(k, k + 1, k + 1, k + 1, "", elliptic=True)


def _singles(sentence: Sentence, taken: list[Span]) -> Iterator[Counted]:
    """As in "a border guard", "one child": one person, named by a noun of people."""
    tokens = sentence.tokens
    for k in sentence.where({"a", "an", "one"}):
        if any(a <= k < b for a, b in taken) or (k and sentence.folded[k - 1] == "not"):
            continue  # "not one soldier was hurt"
        joined = (
            k > 0 and tokens[k - 1].low == "and" and any(b == k - 1 for _, b in taken)
        )  # "nine pupils and a lecturer"
        stop = phrase_end(sentence, k + 1)
        last = _head(sentence, k + 1, stop)
        head = tokens[last - 1].low
        group = group_of(head) or ("persons" if stop == k + 2 and national(sentence, stop) else "")
        if stop == k + 1 or _PLURAL.fullmatch(head) or head in NO_ONE or _describes_thing(sentence, stop):
            continue
        if group or (
            _PERSONAL_ONE.fullmatch(head)
            and head not in words("harm.not_persons")
            and (joined or _harmed_one(sentence, k, stop))
        ):
            yield Counted(k, k + 1, k + 1, stop, group or _trade(head, joined=joined), elliptic=False)


def _trade(head: str, *, joined: bool) -> str:
    """The group of one person named by a noun of no list; none where only what befalls it tells that it is one."""
    if _WORKERS.fullmatch(head):
        return "civilians"
    return "persons" if joined else ""


def _head(sentence: Sentence, k: int, stop: int) -> int:
    """The end of the noun in "paramedic Ivo Tarn": where a name follows a noun for a person."""
    end = stop
    while end - 1 > k and sentence.kinds[end - 1] == "N":
        end -= 1
    noun = sentence.tokens[end - 1].low
    return end if end < stop and (group_of(noun) or _PERSONAL_ONE.fullmatch(noun)) else stop


def _describes_thing(sentence: Sentence, stop: int) -> bool:
    """Whether a noun of things follows: "a student demonstration"."""
    if not sentence.runs_on(stop) or sentence.kinds[stop] != "g":
        return False
    return _THING.fullmatch(sentence.tokens[stop].low) is not None or sentence.starts(stop, "harm.causes") is not None


def _harmed_one(sentence: Sentence, k: int, stop: int) -> bool:
    """Whether what befalls only the living is said right beside the noun phrase `[k, stop)`."""
    if sentence.ends(k, "harm.of_the_living") is not None and not sentence.tokens[k].mark:
        return True
    past = _past_brackets(sentence, stop)
    for at in range(past, len(sentence.tokens)):
        if at > past and sentence.tokens[at].mark:
            break
        if sentence.starts(at, "harm.of_the_living") is not None and (past > stop or not sentence.tokens[at].mark):
            return True
        if sentence.kinds[at] not in "bhr":
            break
    return False


def _past_brackets(sentence: Sentence, k: int) -> int:
    """The word after brackets that open before word `k`: "a cook Ivo Tarn (48) was killed"."""
    if k >= len(sentence.tokens) or sentence.tokens[k].mark != "(":
        return k
    return next((n for n in range(k + 1, len(sentence.tokens)) if "(" in sentence.tokens[n].mark), k)
