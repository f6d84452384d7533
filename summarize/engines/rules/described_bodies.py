"""Bodies that have a description for a name: "the rebel negotiating committee", "the Keslow military council"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from summarize.engines.rules.acting import does
from summarize.engines.rules.cast import Cast
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.text import Sentence

__all__ = ["find_described_bodies"]

_SECTORS: Final = {
    "actors.described_political": "political",
    "actors.described_government": "government",
    "actors.described_military": "military",
    "actors.described_observers": "intergovernmental",
}
_MODIFIERS: Final = 3
_CAPITALS: Final = 3
_OF: Final = frozenset({"of", "for", "on", "from", "by"})
_NEAR: Final = 4  # words from who is of the body to its name


class _Described(NamedTuple):
    sentence: Sentence
    i: int
    j: int
    sector: str
    noun: str


def find_described_bodies(sentences: list[Sentence], cast: Cast) -> None:
    """Add to `cast` the bodies that act, or somebody of which does; "the committee" is the one that there is."""
    found: list[_Described] = []
    for sentence in sentences:
        if sentence.has(*_SECTORS) and not sentence.in_title_case and not sentence.text.isupper():
            found += [
                b for name in _SECTORS for i, j in sentence.spans(name) if (b := _described(sentence, i, j, name))
            ]
    for noun in dict.fromkeys(b.noun for b in found):
        entries = []
        for body in [b for b in found if b.noun == noun]:
            form = body.sentence.words(body.i, body.j)
            if (owner := cast.get(form.removesuffix(f" {noun}"))) is not None and owner.kind == "organization":
                continue  # "the Dune League council" is a part of the League
            if cast.get(form) is None and _acts(body):
                entries.append(cast.add(form, "organization", sector=body.sector))
                _merge_plainer(form, noun, cast)
            elif (known := cast.get(form)) is not None:
                entries.append(known)
        short = f"the {noun}"
        said = re.compile(rf"\b{re.escape(short)}\b")  # not in "the councillor"
        if (
            len({id(e) for e in entries}) == 1
            and cast.get(noun) is None
            and any(said.search(s.text) for s in sentences)
        ):
            cast.alias(entries[0], short)


def _merge_plainer(form: str, noun: str, cast: Cast) -> None:
    """As in "the League's ruling council", which is "the League council" too."""
    owner, owned, _ = form.replace("’", "'").partition("'s ")
    entry, plainer = cast.get(form), cast.get(f"{owner} {noun}") if owned else None
    if entry is not None and plainer is not None and plainer is not entry and plainer.kind == "organization":
        cast.merge(entry, plainer)


def _described(sentence: Sentence, i: int, j: int, name: str) -> _Described | None:
    """The description that ends in the noun `[i, j)`; None where it is no body's, or a part of a longer name."""
    tokens = sentence.tokens
    if (
        tokens[i].capital
        or tokens[j - 1].owner
        or (sentence.runs_on(j) and tokens[j].low in words("actors.body_things"))
    ):
        return None
    k = i
    while k and i - k < _MODIFIERS and not tokens[k].mark and _modifies(sentence, k - 1, i):
        k -= 1
        if tokens[k].owner:
            break
    small = k
    while (
        k and small - k < _CAPITALS and not tokens[k].mark and sentence.kinds[k - 1] == "N" and not tokens[k - 1].owner
    ):
        k -= 1
    before = tokens[k - 1] if k and not tokens[k].mark else None
    if (
        k == i
        or (before is not None and before.capital and not before.owner and before.low != "the")
        or (before is None and k == small)
    ):
        return None
    if before is not None and before.low != "the" and not before.owner and k == small:
        return None
    if k == small and sentence.low(k, j) in words("actors.plain_offices"):
        return None
    cue = next((told for group, told in _CUES.items() if any(t.low in words(group) for t in tokens[k:i])), None)
    while k == small and before is not None and before.capital and k and sentence.kinds[k - 1] == "N":
        k -= 1  # "the Dune League's ruling council"
        if not k or sentence.tokens[k].mark:
            break
    return _Described(sentence, k, _matter_end(sentence, j), cue or _SECTORS[name], sentence.low(i, j))


_CUES: Final = {
    "actors.cues_political": "political",
    "actors.cues_military": "military",
    "actors.cues_government": "government",
}


def _modifies(sentence: Sentence, k: int, noun: int) -> bool:
    """As "negotiating", "crisis", "refugees'" do; not the owner of the body, as in "the town's"."""
    token = sentence.tokens[k]
    plural = token.owner and token.text.endswith("s") and k == noun - 1
    return sentence.kinds[k] == "g" and not token.capital and (plural or not token.owner)


def _matter_end(sentence: Sentence, j: int) -> int:
    """The end of "commission for the missing"."""
    joins = {"of", "for"} if sentence.folded[j - 1] in {"department", "directorate"} else {"for"}
    if not sentence.runs_on(j + 1) or sentence.folded[j] not in joins or sentence.tokens[j].mark:
        return j
    k = j + 2 if sentence.folded[j + 1] == "the" else j + 1
    if not sentence.runs_on(k) or sentence.kinds[k] != "g":
        return j
    doing = sentence.folded[k].endswith("ing") and k == j + 1  # "for breaking the truce"
    return j if doing else k + 1


def _acts(body: _Described) -> bool:
    """Whether it has a verb, or somebody of it is told of: "a member of the committee"."""
    sentence, i = body.sentence, body.i
    if does(sentence, i, body.j) and not sentence.tokens[i].owner:
        return True  # "the elders' committee" alone is the elders, unless it has people of its own
    k = i - 1 if i and sentence.folded[i - 1] == "the" else i
    while k and sentence.tokens[k - 1].owner:
        k -= 1
        k -= 1 if k and sentence.folded[k - 1] == "the" else 0
    if not k or sentence.folded[k - 1] not in _OF:
        return False
    near = sentence.tokens[max(0, k - 1 - _NEAR) : k - 1]
    return any(t.low in words("people.roles", "speech.unnamed") or t.capital for t in near)
