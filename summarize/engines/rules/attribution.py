"""Who says what a sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from summarize.engines.rules.cast import Cast, Entry
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.sources import Source, pronoun_after, source_after, source_before
from summarize.engines.rules.speaking_on import (
    as_saying,
    calls_at,
    compares,
    goes_on,
    speaks,
    tells,
    verb_stance,
    within,
)
from summarize.engines.rules.statements import broken, closes, of_speaker
from summarize.engines.rules.text import Sentence

__all__ = ["Said", "Sayings"]

_REACH: Final = 3  # sentences back that a pronoun or "the group" takes up
_STANCES: Final = ("speech.asserts", "speech.denies", "speech.doubts", "speech.dismisses")
_CITED: Final = ("speech.according", "speech.citing", "speech.quoting")
_CUES: Final = (*_STANCES, *_CITED, "speech.unconfirmed", "speech.untrue")
_PLURAL = re.compile(r".*(?:[^su]s|media|police)", re.DOTALL)
"""Words for several, or for a body, which "he" does not take up."""
_OPENING: Final = 2  # words up to the subject that a sentence begins with
_ROLE: Final = 4  # words of "the regional governor"
_SPEAKING_SECTORS: Final = frozenset({"rebel_group", "ngo", "political", "paramilitary"})


class Said(NamedTuple):
    """A saying: the words `[i, j)` of its verb, the stance of the verb, and its source: a name or the article's words,
    None where it cannot be told. It begins at word `start`, with its verb or its source.
    """

    i: int
    j: int
    stance: str
    source: str | None
    entry: Entry | None = None
    cited: bool = False
    start: int = 0


class Sayings:
    """The sayings of an article's sentences, with what carries on from one to the next."""

    def __init__(self, sentences: list[Sentence], cast: Cast) -> None:
        self._cast = cast
        self._sentences = sentences
        self._by_noun = _bodies_by_noun(cast)
        groups = [e for e in cast.entries if _may_be_group(e)]
        self._only_group = groups[0] if len(groups) == 1 else None
        self._all: list[list[Said]] = []
        for sentence in sentences:
            own = self._own(sentence) if sentence.has(*_CUES) else []
            self._all.append(own or self._carried_on(sentence))

    def at(self, sentence: Sentence, k: int) -> Said | None:
        """The saying that covers word `k` of the sentence: the last before it, or one that trails behind it."""
        sayings = self._all[sentence.number]
        if not sayings:
            return None
        before = after = cited = None
        for said in sayings:
            before = said if said.j <= k else before
            after = said if after is None and said.i > k else after
            cited = said if cited is None and said.cited else cited
        chosen = before
        if after is not None and (before is None or broken(sentence, before.j, k)):
            chosen = after if not broken(sentence, k, after.i) or closes(sentence, after.start, after.j) else before
        return cited if cited is not None and chosen is not None and chosen.stance == "asserts" else chosen

    def by(self, sentence: Sentence, i: int) -> Said | None:
        """The saying whose verb is at word `i`."""
        return next((s for s in self._all[sentence.number] if s.i == i), None)

    def of_fact(self, sentence: Sentence, k: int) -> Said | None:
        """The same, but nothing for what the article itself tells of who spoke: '"We left," said Ivo, who lost two'."""
        said = self.at(sentence, k)
        inverted = said is not None and said.j <= k and said.start == said.i
        return None if said is None or (inverted and of_speaker(sentence, said.j, k)) else said

    def names_speaker(self, sentence: Sentence, k: int) -> bool:
        """Whether word `k` only belongs to who speaks: "a source close to the talks said", "according to" one."""
        for s in self._all[sentence.number]:
            most = len(s.source.split()) if s.start == s.i and s.entry is None and s.source else 0
            if s.start <= k < s.i or (s.j <= k < s.j + most and sentence.low(s.j, s.j + most) == str(s.source).lower()):
                return True
        return False

    def statement(self, sentence: Sentence, k: int) -> tuple[int, int]:
        """The words around word `k` in its clause that are what is said, without who says it."""
        lo, hi = sentence.clause(k)
        for said in self._all[sentence.number]:
            if said.j <= k:
                lo = max(lo, said.j)
            elif said.start > k:
                hi = min(hi, said.start)
        return lo, hi

    def _own(self, sentence: Sentence) -> list[Said]:
        """The sayings of a sentence in order; the verbs of "rejected the offer and said" have one subject."""
        found: list[Said] = []
        own = list(self._find(sentence))
        own.sort(key=lambda s: (s.i, s.j))
        for said in own:
            before = found[-1] if found else None
            if said.source is None and before is not None and said.start == said.i and goes_on(sentence, said.i):
                found.append(said._replace(source=before.source, entry=before.entry))
            elif said.source is not None or said.start < said.i:
                found.append(said)
        return [said for said in found if said.stance]

    def _find(self, sentence: Sentence) -> Iterator[Said]:
        unconfirmed = sentence.spans("speech.unconfirmed")
        for i, j in unconfirmed:
            could = i > 1 and sentence.kinds[i - 1] == "m" and not sentence.tokens[i].mark  # "could not confirm"
            source = None if sentence.quoted[i] else source_before(sentence, i - could, self._cast)
            if source is not None:
                yield self._said(sentence, i, j, "doubts", source)._replace(start=source.start)
        for name in _STANCES:
            for i, j in sentence.spans(name):
                if not speaks(sentence, i, name) or within(i, unconfirmed):
                    continue
                source, stance = self._speaker(sentence, i, j), verb_stance(sentence, i, j, name)
                if source is not None and compares(sentence, source.start):
                    continue
                if source is not None:
                    yield self._said(sentence, i, j, stance, source)._replace(start=min(i, source.start))
                elif goes_on(sentence, i):
                    yield Said(i, j, stance, None, start=i)
        yield from self._called(sentence)
        yield from self._cited(sentence)

    def _called(self, sentence: Sentence) -> Iterator[Said]:
        """As in "The army called the figure exaggerated": a denial of what was told."""
        for i, _ in sentence.spans("speech.untrue"):
            k = calls_at(sentence, i)
            source = source_before(sentence, k, self._cast) if k is not None else None
            if k is not None and source is not None:
                yield self._said(sentence, k, k + 1, "denies", source)._replace(start=source.start)

    def _cited(self, sentence: Sentence) -> Iterator[Said]:
        for name in _CITED:
            for i, j in sentence.spans(name):
                if i and sentence.kinds[i - 1] == "b" and not sentence.tokens[i].mark and sentence.quoted[i] is False:
                    # "The mayor was quoted by Radio Tarn as saying": the mayor's words.
                    quoted = source_before(sentence, i - 1, self._cast)
                    if quoted is not None and as_saying(sentence, j):
                        yield self._said(sentence, i, j, "asserts", quoted)._replace(cited=True, start=quoted.start)
                    continue
                source = pronoun_after(sentence, j) if name == "speech.according" else None
                source = source or source_after(sentence, j, self._cast, anybody=name == "speech.according")
                if source is None or (name == "speech.quoting" and not as_saying(sentence, j)):
                    continue
                yield self._said(sentence, i, j, "asserts", source)._replace(cited=name != "speech.according", start=i)

    def _speaker(self, sentence: Sentence, i: int, j: int) -> Source | None:
        mark = sentence.tokens[i].mark
        if ("," in mark or '"' in mark) and sentence.starts(i, "speech.inverted") is not None:
            before = source_before(sentence, i, self._cast) if mark == "," else None
            named = before is not None and before.entry is not None and before.entry.person and before.start > 0
            source = (before if named or tells(sentence, j) else None) or source_after(sentence, j, self._cast)
            if source is not None:
                return source
        return source_before(sentence, i, self._cast)

    def _said(self, sentence: Sentence, i: int, j: int, stance: str, source: Source) -> Said:
        if source.entry is not None:
            return Said(i, j, stance, source.entry.name, source.entry)
        if source.pronoun:
            taken = self._of_same(sentence, source) or self._pronoun(sentence, source)
            return Said(i, j, stance, taken.source, taken.entry) if taken else Said(i, j, stance, None)
        if source.noun.startswith("the "):
            entry, text = self._definite(sentence, source)
            return Said(i, j, stance, entry.name if entry else text, entry)
        return Said(i, j, stance, source.text)

    def _of_same(self, sentence: Sentence, source: Source) -> Said | None:
        """Who "it" is in "The office said it had counted 900": the one who says so, who may be somebody unknown."""
        k = source.start - 1 if sentence.low(source.start - 1, source.start) == "that" else source.start
        for a, b in sentence.spans("speech.asserts") if k > 1 and not sentence.tokens[k].mark else ():
            if b == k and not sentence.quoted[a]:
                found = self._speaker(sentence, a, b)
                if found is None or found.pronoun:
                    return None if found else Said(a, b, "asserts", None)
                own = self._said(sentence, a, b, "asserts", found)
                return own if _fits(source.pronoun, own) else None
        return None

    def _pronoun(self, sentence: Sentence, source: Source) -> Said | None:
        """Who "he" is: a person named before it in the sentence, the last speaker that it fits, else the last person
        named right before.
        """
        if source.pronoun in {"he", "she"}:
            here = [m.entry for m in self._cast.mentions(sentence) if m.entry.person and m.j <= source.start]
            if here:
                return Said(0, 0, "asserts", here[-1].name, here[-1])
        for n in range(sentence.number - 1, max(-1, sentence.number - 1 - _REACH), -1):
            for said in reversed(self._all[n]):
                if said.source and _fits(source.pronoun, said):
                    return said
            if n == sentence.number - 1 and source.pronoun in {"he", "she"}:
                person = next(
                    (m.entry for m in reversed(self._cast.mentions(self._sentences[n])) if m.entry.person), None
                )
                if person is not None:
                    return Said(0, 0, "asserts", person.name, person)
            if n == sentence.number - 1 and source.pronoun == "it":
                body = next((m.entry for m in self._cast.mentions(self._sentences[n]) if m.i < _OPENING), None)
                if body is not None and body.kind == "organization":
                    return Said(0, 0, "asserts", body.name, body)
        return None

    def _definite(self, sentence: Sentence, source: Source) -> tuple[Entry | None, str | None]:
        """Who "the centre", "the group", "the source" is: a body by a word of its name, the body last named, or the
        unnamed source last heard.
        """
        noun = source.noun.removeprefix("the ")
        bodies = self._by_noun.get(noun, [])
        if len(bodies) == 1:
            return bodies[0], None
        if noun in words("people.roles", "people.titles_government"):
            persons = [e for e in self._cast.entries if e.person and e.role and noun in e.role.lower().split()]
            names = {t.text for t in sentence.tokens[source.start : source.start + _ROLE] if t.capital} - {"The"}
            if len(persons) == 1 and not names:
                return persons[0], None
        for n in range(sentence.number, max(-1, sentence.number - 1 - _REACH), -1):
            for mention in reversed(self._cast.mentions(self._sentences[n])) if noun in words("speech.groups") else ():
                if _may_be_group(mention.entry):
                    return mention.entry, None
            for said in reversed(self._all[n]) if n < sentence.number else ():
                if said.source and said.entry is None and said.source.lower().endswith(f" {noun}"):
                    return None, said.source
        alone = source.text == noun and noun in words("speech.groups")  # not "the largest movement"
        return (self._only_group if alone else None), source.text

    def _carried_on(self, sentence: Sentence) -> list[Said]:
        """A sentence that only goes on with a quotation has the speaker of the one before."""
        before = self._all[-1] if self._all else []
        if not before or not before[-1].source or not sentence.tokens:
            return []
        quoted = sentence.opens_quoted or all(sentence.quoted)
        return [before[-1]._replace(i=0, j=0, stance="asserts")] if quoted else []


def _may_be_group(entry: Entry) -> bool:
    return entry.kind == "organization" and entry.sector in _SPEAKING_SECTORS


def _bodies_by_noun(cast: Cast) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in cast.entries:
        if entry.kind == "organization":
            for word in dict.fromkeys(entry.name.lower().split()):
                found.setdefault(word, []).append(entry)
    return found


def _fits(pronoun: str, said: Said) -> bool:
    if pronoun == "they":
        return True
    if said.entry is not None:
        return said.entry.person == (pronoun in {"he", "she"})
    last = (said.source or "").lower().rsplit(" ", 1)[-1]
    if pronoun == "it":
        return last not in words("people.roles", "people.titles_government")
    several = _PLURAL.fullmatch(said.source or "") is not None
    return not several and words("speech.groups").isdisjoint((said.source or "").lower().split())
