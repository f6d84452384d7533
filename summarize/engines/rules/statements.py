"""Where the words of one who speaks end in a sentence, and those of another or of the article begin."""

from __future__ import annotations

from summarize.engines.rules.text import Sentence

__all__ = ["broken", "closes", "of_speaker"]


def broken(sentence: Sentence, i: int, j: int) -> bool:
    """Whether a new statement begins between two words: after a semicolon or dash, or with "but" or ", and"."""
    first, end = max(i, 1), min(j + 1, len(sentence.tokens))
    if "k" in sentence.kinds[first:end]:
        return True
    for k, token in enumerate(sentence.tokens[first:end], first):
        if not token.mark:
            continue
        low = token.low if token.mark == "," else ""
        if ";" in token.mark or low == "while" or (low == "and" and _has_verb(sentence, k + 1, j)):
            return True
    return False


def of_speaker(sentence: Sentence, j: int, k: int) -> bool:
    """Whether word `k` stands in what the article tells of who spoke: '"We left," said Ivo Tarn, who fled with six'."""
    for n in range(j, k):
        if '"' in sentence.tokens[n].mark or ";" in sentence.tokens[n].mark:
            return False
        if sentence.tokens[n].mark == "," and sentence.folded[n] in {"who", "whose"}:
            return '"' not in "".join([t.mark for t in sentence.tokens[n : k + 1]])
    return False


def closes(sentence: Sentence, start: int, j: int) -> bool:
    """As in "Six died and ten were hurt, police said.": who speaks at the end says all up to a "but"."""
    ends = all(kind in "dhrin" for kind in sentence.kinds[j:])
    cut = any(";" in t.mark for t in sentence.tokens[1:start]) or "k" in sentence.kinds[:start]
    return ends and not cut and sentence.tokens[start].mark == ","


def _has_verb(sentence: Sentence, k: int, end: int) -> bool:
    """Whether what stands from word `k` up to a comma is a clause, and not the last of a list."""
    for n in range(k, min(end + 1, len(sentence.tokens))):
        if n > k and sentence.tokens[n].mark:
            return False
        if sentence.kinds[n] in "bhms" or (sentence.kinds[n] == "g" and sentence.folded[n].endswith("ed")):
            return True
    return True
