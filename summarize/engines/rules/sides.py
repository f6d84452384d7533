"""Who stands in some words of a sentence as a side of a conflict, and whom "the rebels" or "it" take up."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final

from summarize.engines.rules.cast import Mention
from summarize.engines.rules.groups import Groups
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.once import once
from summarize.engines.rules.parties import is_place, tells_where
from summarize.engines.rules.records import Reader
from summarize.engines.rules.side import Side, is_person
from summarize.engines.rules.side_nouns import (
    capitals_before,
    described_from,
    in_aside,
    party_words,
    peoples,
    stands_alone,
    subject_end,
    with_owner,
    without_article,
)
from summarize.engines.rules.sources import Source, source_before
from summarize.engines.rules.text import CountryAt, Sentence, Span

__all__ = ["Side", "Sides"]

_MODIFIERS: Final = 3
_CAPITALS: Final = 6  # words of a name that is in no list
_PARTICIPLES: Final = 2
_OPENS: Final = 2  # words before the side that a sentence opens with
_LEAD: Final = 2  # the last sentence in which a group may be described that is only named later
_BACK: Final = 3  # sentences back that a pronoun reaches
_ONLOOKERS: Final = frozenset({"media", "ngo", "medical", "civilian"})


class Sides:
    """The sides of one article."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._found: dict[int, list[Side]] = {}
        self.groups = Groups(reader)

    def inside(self, sentence: Sentence, span: Span) -> list[Side]:
        """The sides among the words `[i, j)`, in order, each once."""
        found = [s for s in self._all(sentence) if span[0] <= s.i and s.j <= span[1]]
        if len(found) < 2:
            return found
        return list({s.name: s for s in reversed(found)}.values())[::-1]

    def named(self, sentence: Sentence, span: Span, but: Container[str] = ()) -> list[Side]:
        """The same without those named `but`, the actors alone where some have names; states, where nobody is known."""
        found = [s for s in self.inside(sentence, span) if s.name not in but]
        named = [s for s in found if s.entry is not None]
        found = named if any(s.entry is not None and not s.entry.name.islower() for s in named) else found
        if found and not named:  # "two armed groups, the Harbour Guard and the Red Lance"
            found = [s for s in self._capitals(sentence, (found[0].j, span[1])) if in_aside(sentence, s.i)] or found
        if any(s.official or s.entry is None or not s.entry.person for s in found):
            return found
        states = [
            c
            for c in sentence.countries
            if span[0] <= c.i and c.j <= span[1] and not (c.kind == "capital" and is_place(sentence, c.i))
        ]
        return found + [self._state(sentence, c) for c in states][:2]

    def _state(self, sentence: Sentence, c: CountryAt) -> Side:
        entry = self.reader.cast.states.get(c.code)
        return Side(c.i, c.j, entry.name if entry is not None else sentence.words(c.i, c.j), entry, state=True)

    def subject(self, sentence: Sentence, verb: int) -> list[Side]:
        """Who does what the verb at word `verb` says, past an aside, days and adverbs; of two joined by "and" both."""
        k = subject_end(sentence, verb)
        if k <= 0:
            return []
        if k < verb and sentence.kinds[k] == "w" and (found := [s for s in self._all(sentence) if s.j == k]):
            return found[-1:]  # "an offer from the government, which has told"
        state = next((c for c in sentence.countries if c.j == k and c.kind != "demonym"), None)
        if state is not None and tells_where(sentence, state.i):  # "rebels in central Halvia threatened"
            return [s for s in self.main_subject(sentence, state.i) if "s" not in sentence.kinds[s.j : state.i]]
        source, k = self._source(sentence, k)
        if state is not None and (source is None or source.entry is None):
            return [*self._joined(sentence, state.i), self._state(sentence, state)]
        if source is None:
            return []
        if source.pronoun:
            return self._pronoun(sentence, source)
        inside = [s for s in self._all(sentence) if source.start <= s.i and s.j <= k]
        if source.entry is not None:
            own = Side(source.start, k, source.entry.name, source.entry)
            return [*self._joined(sentence, source.start), own]
        if inside and (source.text is None or len(inside[-1].name) >= len(source.text) or inside[-1].entry is not None):
            return [*self._joined(sentence, source.start), inside[-1]]
        if source.text is None or party_words().isdisjoint(source.text.lower().split()):
            return self._unlisted(sentence, source.start, k)
        noun = self._noun(sentence, source.start, k, without_article(source.text))
        return [*self._joined(sentence, source.start), noun]

    def _unlisted(self, sentence: Sentence, i: int, j: int) -> list[Side]:
        """The name in no list that the words are; one that opens a sentence only if it has a capital elsewhere."""
        if i >= j or set(sentence.kinds[i:j]) != {"N"} or (i > 0 and sentence.kinds[i - 1] in "ioyT"):
            return []
        text = sentence.words(i, j)
        if i == 0 and j == 1 and text not in self._inside:
            return []
        return [Side(i, j, text)]

    @once
    def _inside(self) -> frozenset[str]:
        """The words with a capital that stand somewhere else than where a sentence begins."""
        return frozenset([s.tokens[k].text for s in self.reader.sentences for k in s.capitals if k])

    def _source(self, sentence: Sentence, k: int) -> tuple[Source | None, int]:
        """The noun phrase that ends before word `k`, past what it holds or does: "Militants holding 14 aid workers"."""
        source = source_before(sentence, k, self.reader.cast)
        for _ in range(_PARTICIPLES):
            first = source.start if source is not None else 0
            while first > 1 and sentence.kinds[first - 1] in "tn" and not sentence.tokens[first].mark:
                first -= 1
            verb = "" if first < 2 or sentence.tokens[first].mark else sentence.tokens[first - 1].low
            if verb not in words("deals.participles"):
                break
            source, k = source_before(sentence, first - 1, self.reader.cast), first - 1
        return source, k

    def main_subject(self, sentence: Sentence, before: int) -> list[Side]:
        """The first sides of the sentence before word `before`, where it opens with them: whose "giving" or "and gave"
        it is.
        """
        found = [s for s in self._all(sentence) if s.j <= before]
        if not found or any(k in "szwk" for k in sentence.kinds[: found[0].i]):
            return []
        return found[:1]

    def doer(self, sentence: Sentence, verb: int) -> list[Side]:
        """The subject of an active verb; where it cannot be told, the side that the sentence opens with, if nobody
        speaks between the two.
        """
        found = self.subject(sentence, verb)
        first = [] if found else self.main_subject(sentence, verb)
        opens = bool(first) and first[0].i <= _OPENS and "s" not in sentence.kinds[first[0].j : verb]
        return found or (first if opens else [])

    def owner_before(self, sentence: Sentence, i: int) -> list[Side]:
        """Whose the thing at word `i` is: "Halvia's latest ultimatum", "the rebels' deadline"."""
        k = next((k for k in range(i, max(0, i - _MODIFIERS), -1) if sentence.tokens[k - 1].owner), None)
        if k is None:
            return []
        named = next((m for m in self.reader.cast.mentions(sentence) if m.j == k), None)
        if named is not None:
            return [Side(named.i, k, named.entry.name, named.entry)]
        state = next((c for c in sentence.countries if c.j == k and c.kind != "demonym"), None)
        if state is not None:
            return [self._state(sentence, state)]
        start = sentence.ends(k, "deals.parties", "ultimatums.parties")
        return [] if start is None else [self._noun(sentence, start, k, sentence.tokens[k - 1].text)]

    def behind(self, side: Side) -> Side:
        """The body whose will a person's is: the one he speaks for, else the state he serves."""
        entry = side.entry
        if entry is None:
            # "the Dune League's ruling council", "fighters of the Dune League"
            owner, _, owned = side.name.replace("'", "’").partition("’s ")
            body = self.reader.cast.get(owner if owned else without_article(side.name.partition(" of ")[2]))
            return side if body is None else self.behind(side._replace(name=body.name, entry=body))
        if not entry.person:
            return side
        body = entry.part_of
        if body is None and entry.sector == "government" and entry.country:
            body = self.reader.cast.states.get(entry.country)
        return side._replace(name=body.name, entry=body) if body is not None else side

    def onlooker(self, side: Side) -> bool:
        """Whether it only watches or reports: media, monitors, civilians."""
        return side.entry is not None and side.entry.sector in _ONLOOKERS

    def taken_up(self, sentence: Sentence, span: Span) -> list[Side]:
        """Whom a pronoun among the words `[i, j)` takes up: the sides last named; without one names in no list."""
        pronoun = sentence.kinds.find("p", *span)
        if pronoun < 0:
            return self._capitals(sentence, span)
        person = sentence.tokens[pronoun].low in {"he", "she", "him", "her"}
        for n in range(sentence.number, max(-1, sentence.number - 1 - _BACK), -1):
            near = self.reader.sentences[n]
            found = [s for s in self._all(near) if n < sentence.number or s.j <= pronoun]
            found = [s for s in found if is_person(s) == person]
            if found:
                return found[::-1]
        return []

    def _capitals(self, sentence: Sentence, span: Span) -> list[Side]:
        found: list[Side] = []
        k = span[0]
        end = min(span[1], len(sentence.tokens))
        while k < end:
            j = k
            while j < end and j - k < _CAPITALS and sentence.kinds[j] == "N" and (j == k or sentence.runs_on(j)):
                j += 1
            if j - k > 1 or (j > k > 0):
                found.append(Side(k, j, sentence.words(k, j)))
            k = max(j, k + 1)
        return found

    def _all(self, sentence: Sentence) -> list[Side]:
        found = self._found.get(sentence.number)
        if found is None:
            found = self._found[sentence.number] = sorted(self._sides(sentence))
        return found

    def _sides(self, sentence: Sentence) -> Iterator[Side]:
        mentions = self.reader.cast.mentions(sentence)
        for m in mentions:
            if self._can_be(sentence, m):
                yield Side(m.i, m.j, m.entry.name, m.entry)
        if len(sentence.countries) < 2 and not sentence.has("deals.parties", "ultimatums.parties"):
            return
        taken = {k for m in mentions for k in range(m.i, m.j)}
        for pair in peoples(sentence):
            if taken.isdisjoint(range(pair[0].i, pair[1].j)):
                yield from (self._state(sentence, c) for c in pair)
                taken |= {*range(pair[0].i, pair[1].j + 1)}
        for i, j in sentence.spans("deals.parties", "ultimatums.parties"):
            if taken.isdisjoint(range(i, j)) and stands_alone(sentence, i, j, taken):
                start, end = described_from(sentence, i, taken), with_owner(sentence, i, j)
                if taken.isdisjoint(range(j, end)):
                    yield self._noun(sentence, start, end, sentence.words(start, end))

    def _can_be(self, sentence: Sentence, m: Mention) -> bool:
        if m.entry.sector in _ONLOOKERS and not m.entry.person:
            return False
        if m.entry.kind == "state" and is_place(sentence, m.i):
            return False
        last = sentence.tokens[m.j - 1]
        if last.owner or not sentence.runs_on(m.j):
            return not last.owner
        # "Varenia talks": the state that hosts them
        return m.entry.kind != "state" or sentence.tokens[m.j].low not in words("deals.nouns")

    def _noun(self, sentence: Sentence, start: int, j: int, text: str) -> Side:
        """A side in the article's own words, or the armed group that they take up."""
        last = next((k for k in range(start, j) if sentence.kinds[k] == "i"), j) - 1  # "rebels in Keslow"
        head = sentence.tokens[max(last, start)].low
        definite = start > 0 and sentence.tokens[start - 1].low in {"the", "this", "its"}
        bare = (start == 0 or sentence.kinds[start - 1] not in "tg") and j - start == 1  # not "northern rebels"
        lead = sentence.number <= _LEAD and self.groups.only and head in words("deals.parties", "deals.group_nouns")
        opens = lead and words("deals.others").isdisjoint(t.low for t in sentence.tokens[max(0, start - 1) : j])
        # "pro-government fighters"
        opens = opens and not any(t.low.startswith(("pro-", "anti-")) for t in sentence.tokens[start:j])
        if (head in words("deals.group_nouns") and (definite or bare or opens)) and sentence.kinds[start] != "n":
            group = self.groups.of(sentence)
            if group is not None:
                return Side(start, j, group.name, group)
        army = self.groups.army() if j - start == 1 and head in {"army", "military"} else None
        if army is not None:
            return Side(start, j, army.name, army)
        return Side(start, j, text)

    def _joined(self, sentence: Sentence, start: int) -> list[Side]:
        """The side joined by "and" to the one at word `start`: "Halvia and Varenia signed"."""
        k = start
        if k > 0 and sentence.kinds[k - 1] == "t":
            k -= 1
        if k < 2 or sentence.tokens[k - 1].low != "and" or sentence.tokens[k].mark:
            return []
        before = [s for s in self._all(sentence) if s.j <= k - 1 and not sentence.tokens[k - 1].mark]
        # "the government of Varenia and": with what it is of
        if found := [s for s in before if re.fullmatch(r"(oN+)?", sentence.shape(s.j, k - 1))][-1:]:
            return found
        i = capitals_before(sentence, k - 1)
        listed = i == 0 or sentence.kinds[i - 1] not in "iyT"  # "envoys of Halvia and the rebels"
        return [Side(i, k - 1, sentence.words(i, k - 1))] if listed and k - 1 - i > 0 else []

    def _pronoun(self, sentence: Sentence, source: Source) -> list[Side]:
        """Whom "it", "they", "he" take up, by recency: a side that opens its sentence before another in it."""
        person = source.pronoun in {"he", "she"}
        for n in range(sentence.number, max(-1, sentence.number - 1 - _BACK), -1):
            sides = [s for s in self._all(self.reader.sentences[n]) if n < sentence.number or s.j <= source.start]
            fit = [s for s in sides if (s.entry is not None and s.entry.person) == person and not self.onlooker(s)]
            if fit:
                return [fit[0]._replace(i=source.start, j=source.start + 1)]
        return []
