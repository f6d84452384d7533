"""The noun phrase that names who speaks, before a verb of speaking or after "according to"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from summarize.engines.rules.cast import Cast, Entry, Mention
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.nouns import group_of
from summarize.engines.rules.related import who_is_beside
from summarize.engines.rules.text import Sentence

__all__ = ["Source", "pronoun_after", "source_after", "source_before"]

_FILLERS: Final = "rhdxa"
"""Kinds between a subject and its verb: adverbs, "has", days, "not", "did"."""
_PHRASE: Final = "gNnsrf"
"""Kinds inside a noun phrase."""
_STOPS: Final = "szwkbhmp"
"""Kinds that end the phrase after "according to"."""
_CLIMBS: Final = 4
_SEATED: Final = ("-based", "-backed", "-led", "-run", "-linked")
_LONGEST: Final = 12
_SHORT: Final = 4
_COMMAS: Final = 3
_ASIDE: Final = 30  # words of the longest aside between a subject and its verb
_PLAIN: Final = 4  # words of "the regional governor", which may take up who was named
_TITLE: Final = 3  # words of a title before a name
_OF_THEM: Final = 3
_ONE_OF: Final = frozenset({"one", "another", "one of them", "another of them", "one of these", "one of those"})
_OBJECTS: Final = {"him": "he", "her": "she", "them": "they"}
_UNNAMED: Final = frozenset({"named", "identified", "quoted", "anonymous"})
_ASKING: Final = 12  # words of "who asked not to be named"
_AGENTS = re.compile(r"[a-z]{3,}(?:ers|ors|ists|ians|ees)")
"""Plural nouns that tell by their ending who does something: "organisers", "monitors"."""
_FIRST_TIME: Final = "for the first time"
_WORDS: Final = 4  # of it


class Source(NamedTuple):
    """Who speaks, neither `entry` nor `text` where it cannot be told.

    `pronoun`: "he", still to be taken up; `noun`: the common noun of one that is not named.
    """

    start: int
    entry: Entry | None = None
    text: str | None = None
    pronoun: str = ""
    noun: str = ""


def source_before(sentence: Sentence, verb: int, cast: Cast) -> Source | None:
    """The subject of the verb at word `verb`."""
    k = verb
    while k > 0 and not sentence.tokens[k].mark and sentence.kinds[k - 1] in _FILLERS:
        if k > 1 and sentence.kinds[k - 1] == "r" and sentence.tokens[k - 1].capital:
            break  # "Justice Now said"
        k -= 1
    if k and sentence.folded[k - 1] == "time" and sentence.low(max(0, k - _WORDS), k) == _FIRST_TIME:
        k -= _WORDS
    if sentence.has("speech.nameless"):  # "An official who asked not to be named said"
        k = next((a for a, b in sentence.spans("speech.nameless") if b == k and not sentence.tokens[a].mark), k)
    if k == 0:
        return None
    if sentence.folded[k - 1] in {"and", "but"} and not sentence.tokens[k].mark and k > _TITLE:
        return _of_first_verb(sentence, k, cast)
    if sentence.tokens[k].mark == "":
        if sentence.folded[k - 1] in _UNNAMED:
            k = next((n for n in range(k - 1, max(0, k - _ASKING), -1) if sentence.folded[n] == "who"), k)
        found = _ending_at(sentence, k, cast)
        if found is None and sentence.kinds[k - 1] == "w":
            found = _ending_at(sentence, k - 1, cast)
        return found
    return _over_aside(sentence, k, cast)


def _over_aside(sentence: Sentence, k: int, cast: Cast) -> Source | None:
    """The subject before the aside that ends before word `k`: "The Orm Front (OF) said", "Salma Idris, a doctor with
    the committee, said", "A spokesman for the group, Pavel Osk, said".
    """
    if sentence.tokens[k].mark == "(":
        b = next((n for n in range(k - 1, max(0, k - _SHORT), -1) if "(" in sentence.tokens[n].mark), None)
        return _ending_at(sentence, b, cast) if b is not None else None
    if sentence.tokens[k].mark != ",":
        return None
    commas = [b for b in range(k - 1, max(0, k - _ASIDE), -1) if "," in sentence.tokens[b].mark][:_COMMAS]
    for b in commas:
        inside = next((m for m in cast.mentions(sentence) if _fills(sentence, m, b, k)), None)
        found = Source(b, inside.entry) if inside else _ending_at(sentence, b, cast, anybody=False)
        if found is not None and not found.pronoun:
            return found
        if sentence.kinds[b] == "t" and sentence.low(max(0, b - _OF_THEM), b) in _ONE_OF:
            return source_after(sentence, b, cast, anybody=True)  # "One of them, a teacher from Tarn, said"
    return None


def _of_first_verb(sentence: Sentence, k: int, cast: Cast) -> Source | None:
    """As in "The company called for their release and said", the verb at word `k`: the subject of the sentence."""
    dash = next((n for n, t in enumerate(sentence.tokens[:_LONGEST]) if "-" in t.mark), 0)
    mention = next((m for m in cast.mentions(sentence) if dash <= m.i <= dash + 1), None)
    if mention is None or sentence.tokens[mention.j - 1].owner:
        return None
    runs_on = sentence.runs_on(mention.j) and sentence.kinds[mention.j] in "ghms"
    return Source(k, mention.entry) if runs_on else None


def source_after(sentence: Sentence, j: int, cast: Cast, *, anybody: bool = False) -> Source | None:
    """The noun phrase that starts at word `j`; with `anybody` also one whose noun is not known to speak."""
    end = j
    while end < len(sentence.tokens) and end - j < _LONGEST:
        if (end > j and sentence.tokens[end].mark) or sentence.kinds[end] in _STOPS:
            break
        end += 1
    inside = [m for m in cast.mentions(sentence) if j <= m.i and m.j <= end]
    named = next((m for m in inside if m.entry.person and _introduced(sentence, j, m)), None)
    if named is not None:
        return Source(j, named.entry)
    first = next((m for m in inside if m.i in {j, _name_begins(sentence, j, end)}), None)
    if first is not None and not (first.j < end and sentence.folded[first.j] in words("speech.unnamed")):
        return None if sentence.tokens[first.j - 1].owner else Source(j, first.entry)
    if end < len(sentence.tokens) and sentence.tokens[end].mark == ",":
        # "According to the parish priest, Father Ugo Tarn": the aside names him.
        named = next((m for m in cast.mentions(sentence) if _fills(sentence, m, end, m.j)), None)
        if named is not None and not words("speech.unnamed", "people.roles").isdisjoint(sentence.folded[j:end]):
            return Source(j, named.entry)
    heads = [n for n in range(j, end) if sentence.folded[n] in words("speech.unnamed")]
    if not heads or any(sentence.kinds[n] in "io" for n in range(j, heads[0])):
        heads = [n for n in range(j, end) if sentence.kinds[n] in "gN"][:1] if anybody else []
    if not heads:
        return None
    stop = end
    while stop > heads[0] + 1 and sentence.kinds[stop - 1] in "itdoryT":
        stop -= 1
    return _unnamed(sentence, j, heads[0] + 1, stop)


def pronoun_after(sentence: Sentence, j: int) -> Source | None:
    """As in "according to her, six died"."""
    taken_up = _OBJECTS.get(sentence.folded[j]) if sentence.runs_on(j) and not sentence.runs_on(j + 1) else None
    return Source(j, pronoun=taken_up) if taken_up else None


def _name_begins(sentence: Sentence, j: int, end: int) -> int:
    """Where a name may begin among the words `[j, end)`, past "the" and "Britain-based"."""
    while j < end and (sentence.kinds[j] == "t" or sentence.folded[j].endswith(_SEATED)):
        j += 1
    return j


def _fills(sentence: Sentence, mention: Mention, i: int, j: int) -> bool:
    """Whether a body's name, or a person's with at most a title before it, is all that stands in the words `[i, j)`:
    "Captain Ivo Tarn", "known as Ivo Tarn", "retired general Ivo Tarn".
    """
    if mention.entry.kind == "organization":
        return (mention.i, mention.j) == (i, j) and _opens(sentence, i)
    i += 2 * (sentence.low(i, i + 2) == "known as")
    if not mention.entry.person or mention.j != j or not i <= mention.i <= i + _TITLE:
        return False
    return all(sentence.kinds[n] in "gN" and not (sentence.tokens[n].mark and n > i) for n in range(i, mention.i))


def _opens(sentence: Sentence, k: int) -> bool:
    """Whether a noun phrase alone stands before the aside at word `k`: "A monitoring group, Tarn Watch, said"; not as
    in "A commander of another party, the Orm Front, said".
    """
    start = k
    while start > 0 and sentence.kinds[start - 1] in "gN" and not (start < k and sentence.tokens[start].mark):
        start -= 1
    article = start < k and start > 0 and sentence.kinds[start - 1] == "t" and not sentence.tokens[start].mark
    return article and (start == 1 or bool(sentence.tokens[start - 1].mark))


def _introduced(sentence: Sentence, j: int, mention: Mention) -> bool:
    """Whether only a title, role or body stands between: "according to Dune League spokesman Yunis Harrad"."""
    return all(kind in "tgNso" for kind in sentence.kinds[j : mention.i])


def _ending_at(sentence: Sentence, k: int, cast: Cast, *, anybody: bool = True) -> Source | None:
    """The noun phrase that ends before word `k`, with what is attached to it by prepositions; with `anybody` also one
    whose noun is not known to speak.
    """
    mentions = {m.j: m for m in cast.mentions(sentence)}
    low = sentence.folded[k - 1]
    if low in words("speech.goes_on"):
        return Source(k - 1, pronoun=low)
    best: tuple[int, int] | None = None
    start = end = k
    for _ in range(_CLIMBS):
        start = _phrase_start(sentence, end, mentions)
        end -= start + 1 < end < k and sentence.folded[end - 1] in words(
            "speech.met"
        )  # "Residents reached by telephone"
        if start < end and _can_speak(sentence, end, mentions):
            best = (start, end)
        before = start - 1
        beside = who_is_beside(sentence, start)
        if beside and start < end:
            best, end = None, beside
            continue
        if (
            before <= 0
            or sentence.tokens[start].mark
            or sentence.tokens[before].mark
            or sentence.kinds[before] not in "io"
        ):
            break
        counted = "n" in sentence.kinds[start:end] and sentence.folded[end - 1] not in words("speech.unnamed")
        if counted or "d" in sentence.kinds[start:end] or sentence.folded[end - 1] == "time":
            break  # "for the first time" is no part of who speaks
        end = before
    if best is None:
        opens = start < end and (start == 0 or bool(sentence.tokens[start].mark))
        opens = opens and (sentence.kinds[start] == "t" or (end < k and _are_several(sentence, start, end)))
        if not anybody:
            return None
        return _unnamed(sentence, start, end, k) if opens else _some_noun(sentence, k)
    start, end = best
    mention = mentions.get(end)
    if mention is not None and not sentence.tokens[end - 1].owner:
        return Source(start, mention.entry)
    return _unnamed(sentence, _counted_from(sentence, start), end, k)


def _counted_from(sentence: Sentence, start: int) -> int:
    """Where "One of the rebels" begins, whose "the rebels" begins at word `start`."""
    marked = any(t.mark for t in sentence.tokens[max(0, start - 1) : start + 1])
    counted = start > 1 and sentence.low(start - 1, start + 1) == "of the" and sentence.kinds[start - 2] == "n"
    return start - 2 if counted and not marked else start


def _are_several(sentence: Sentence, start: int, end: int) -> bool:
    """As in "Nuns at a school": a plural that opens the sentence, and no name."""
    plural = sentence.folded[end - 1].endswith("s") and not sentence.tokens[end - 1].owner
    return plural and end - start <= _TITLE and all(not t.capital for t in sentence.tokens[start + 1 : end])


def _some_noun(sentence: Sentence, k: int) -> Source | None:
    """As in "The bureau", "Osk": a noun phrase that is not known to speak, but has an article or a capital."""
    start = k
    while (
        start > 0
        and k - start < _SHORT
        and sentence.kinds[start - 1] in "gN"
        and (start == k or not sentence.tokens[start].mark)
    ):
        start -= 1
    article = start < k and start > 0 and sentence.kinds[start - 1] == "t" and not sentence.tokens[start].mark
    before = start - 2 if article else start - 1
    if before >= 0 and not sentence.tokens[before + 1].mark and sentence.kinds[before] in "ioTy":
        return Source(start)  # "sources close to the talks": somebody, but who cannot be told
    if article:
        return _unnamed(sentence, start - 1, k, k)
    named = start < k and all(kind == "N" for kind in sentence.kinds[start:k])
    return Source(start, text=sentence.words(start, k), noun=sentence.folded[k - 1]) if named else None


def _can_speak(sentence: Sentence, end: int, mentions: dict[int, Mention]) -> bool:
    word = sentence.tokens[end - 1]
    if end in mentions or word.low in words("speech.unnamed"):
        return True
    return not word.capital and (bool(group_of(word.low)) or _AGENTS.fullmatch(word.low) is not None)


def _phrase_start(sentence: Sentence, end: int, mentions: dict[int, Mention]) -> int:
    """The first word of the noun phrase that ends before word `end`."""
    start = end
    if end in mentions:
        start = mentions[end].i
    while start > 0 and end - start < _LONGEST and (start == end or not sentence.tokens[start].mark):
        kind = sentence.kinds[start - 1]
        if kind == "t":
            return start - 1
        if kind not in _PHRASE or (kind == "s" and start < end):
            break
        start -= 1
    return start


def _unnamed(sentence: Sentence, start: int, head: int, stop: int) -> Source | None:
    """A source in the article's own words, without the definite article."""
    noun = sentence.folded[head - 1]
    definite = sentence.folded[start] in {"the", "its", "their"}
    first = start + 1 if definite and stop - start > 1 else start
    named = any(kind == "N" for kind in sentence.kinds[start:head])
    plain = definite and stop == head and (head - start == 2 or (head - start <= _PLAIN and not named))
    return Source(start, text=sentence.words(first, stop), noun=f"the {noun}" if plain else noun)
