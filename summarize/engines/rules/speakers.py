"""Who says what a sentence on a deal says, beyond the sentence's own verb of speaking."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.attribution import Said
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.sides import Sides
from summarize.engines.rules.text import Sentence

__all__ = ["around", "closest", "heard", "speaker"]

_OPENS: Final = 6  # words in which the one who answers through a newspaper is named


def heard(reader: Reader, sentence: Sentence, k: int) -> Said | None:
    """The saying that covers word `k`; a verb of speaking with a capital inside a sentence is part of a name."""
    said = reader.sayings.at(sentence, k)
    if said is not None and said.entry is None and said.source:
        spoken = said.source.lower().split()
        if spoken[-1] in words("deals.nouns") and words("speech.unnamed").isdisjoint(spoken) and "people" not in spoken:
            return None  # "a truce announced in May", but "a diplomat familiar with the talks"
    if said is not None and 0 < said.start <= said.i < k and sentence.folded[min(said.j, k)] == "of":
        said = reader.sayings.at(sentence, said.i - 1)  # "Rebels deny Dorvan claim of a deal"
    if said is not None and said.i > 0 and sentence.tokens[said.i].capital:
        trailing = reader.sayings.at(sentence, len(sentence.tokens) - 1)
        return trailing if trailing is not None and trailing.i != said.i else None
    return None if said is not None and said.i > k and _subordinate(sentence, said.start) else said


def speaker(reader: Reader, sides: Sides, sentence: Sentence, k: int) -> Said | None:
    """Who says what word `k` is part of; of a quotation also who stands after it, in this sentence or the next."""
    said = heard(reader, sentence, k)
    if said is not None:
        if said.source is not None:
            return said
        trailing = reader.sayings.at(sentence, len(sentence.tokens) - 1)
        if trailing is not None and trailing.source is not None:
            return trailing
        found = sides.doer(sentence, said.i)
        if found:
            return said._replace(source=found[0].name, entry=found[0].entry)
        return _opening(sentence, said) or said
    if not sentence.quoted or not sentence.quoted[k]:
        return _of_all(reader, sentence, k)
    last = reader.sayings.at(sentence, len(sentence.tokens)) or reader.sayings.at(sentence, 0)
    if last is not None:
        return last
    after = sentence.number + 1
    if after < len(reader.sentences) and reader.sentences[after].paragraph == sentence.paragraph:
        follows = reader.sentences[after]
        return reader.sayings.at(follows, len(follows.tokens) - 1)
    return None


def _of_all(reader: Reader, sentence: Sentence, k: int) -> Said | None:
    """Who ends a sentence of several statements, and alone speaks in it: "…, but the talks go on, the army said"."""
    last = reader.sayings.at(sentence, len(sentence.tokens))
    if last is None or last.source is None or last.start <= k or any(sentence.quoted):
        return None
    alone = reader.sayings.at(sentence, last.start) in (None, last)
    ends = sentence.tokens[last.start].mark == "," and set(sentence.kinds[last.j :]) <= set("dhrin")
    return last if alone and ends else None


def _subordinate(sentence: Sentence, start: int) -> bool:
    """Whether the noun phrase at word `start` is the subject of a clause that only tells when: "collapsed when the two
    accused each other", "after which it said".
    """
    before = sentence.low(max(0, start - 4), start).split()
    return not {"when", "after", "before", "while"}.isdisjoint(before)


def around(reader: Reader, sentence: Sentence, said: Said) -> Said | None:
    """The saying of which another is what is said: of "The mayor said the rebels had told residents to leave" his."""
    outer = reader.sayings.at(sentence, said.start) if said.start < said.i else None
    if outer is None or outer.source in (None, said.source) or outer.j > said.start:
        return None
    that = sentence.folded[said.start - 1] == "that"
    return outer if that or all(k in sentence.timed for k in range(outer.j, said.start)) else None


def closest(sentence: Sentence, said: Said) -> Said:
    """The speaker closest to the fact: "Osk's office issued a rebuttal, Radio Tarn reports" is the office's."""
    if said.entry is None or said.entry.sector != "media" or said.i == 0:
        return said
    return _opening(sentence, said) or said


def _opening(sentence: Sentence, said: Said) -> Said | None:
    """Who the sentence opens with: "Osk's office", "Rebel leaders"."""
    for k in range(min(_OPENS, said.i)):
        if sentence.folded[k] in words("speech.unnamed") and not sentence.tokens[k].owner:
            start = 1 if sentence.kinds[0] == "t" and k > 0 else 0
            return Said(said.i, said.j, said.stance, sentence.words(start, k + 1))
    return None
