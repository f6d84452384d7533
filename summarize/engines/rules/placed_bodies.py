"""Bodies named by a place and a common noun: "Keslow police", "a doctor at Keslow general hospital"."""

from __future__ import annotations

from typing import Final

from summarize.engines.rules.acting import does
from summarize.engines.rules.cast import Cast
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.names import title_at
from summarize.engines.rules.seated import seat_end
from summarize.engines.rules.text import Sentence

__all__ = ["find_placed_bodies", "has_somebody"]

_SECTORS: Final = {
    "actors.police": "police",
    "actors.placed_government": "government",
    "actors.placed_medical": "medical",
    "actors.placed_media": "media",
    "actors.placed_forces": "military",
}
_OF_STATES: Final = frozenset({"police", "government", "military"})  # after the name of a state they are known already
_LONGEST: Final = 3  # words of a place
_NEAR: Final = 5  # words from who is of the body to its name


def find_placed_bodies(sentences: list[Sentence], cast: Cast) -> None:
    """Add to `cast` the bodies that act, or somebody of which does."""
    for sentence in sentences:
        if sentence.has("actors.placed_tribes"):
            _tribes(sentence, cast)
        if not sentence.has(*_SECTORS) or sentence.in_title_case or sentence.text.isupper():
            continue
        states = {k: c.code for c in sentence.countries for k in range(c.i, c.j)}
        for name, sector in _SECTORS.items():
            for i, j in sentence.spans(name):
                small = next((k for k in range(i, j - 1) if not sentence.tokens[k].capital), j - 1)
                start = _place_before(sentence, small, cast)  # "Keslow State government"
                if start == small:
                    continue
                abroad = sentence.folded[j - 1] in words("actors.missions")
                known = sector in _OF_STATES and not abroad and any(k in states for k in range(start, small))
                some = (
                    sector == "military"
                    and start
                    and not sentence.tokens[start].mark
                    and (sentence.kinds[start - 1] in "gn")
                )  # "1,300 Tarnish troops", "the last Tarnish troops"
                some = some or "-" in sentence.folded[small - 1]  # "Tarnish-led forces"
                if not known and not some and (does(sentence, start, j) or has_somebody(sentence, start, j)):
                    placed = cast.add(
                        sentence.words(start, j),
                        "organization",
                        sector=sector,
                        country=next((states[k] for k in range(start, small) if k in states), None),
                    )
                    if end := seat_end(sentence, start, j):
                        cast.alias(placed, sentence.words(start, end))


def _tribes(sentence: Sentence, cast: Cast) -> None:
    """As in "the Tarn tribe", "the Tarn and Osk clans": each by its name, and one also with the noun."""
    for i, j in sentence.spans("actors.placed_tribes"):
        start = _place_before(sentence, i, cast)
        several, first = sentence.folded[j - 1].endswith("s"), start
        if several and start > 1 and sentence.folded[start - 1] == "and":
            first = _place_before(sentence, start - 1, cast)
        if several and not does(sentence, start, j) and not has_somebody(sentence, first, j):
            continue
        if (
            start == i
            or sentence.tokens[i - 1].text in words("actors.not_names")
            or any(c.i < i and start < c.j for c in sentence.countries)
        ):
            continue
        tribe = cast.add(sentence.words(start, i), "organization", sector="other")
        if not several:
            cast.alias(tribe, sentence.words(start, j))
        elif first < start - 1:
            cast.add(sentence.words(first, start - 1), "organization", sector="other")


def _place_before(sentence: Sentence, i: int, cast: Cast) -> int:
    """Where the name starts that ends before word `i`; `i` where none does."""
    start = i
    while start > 0 and i - start < _LONGEST and not sentence.tokens[start].mark and sentence.kinds[start - 1] == "N":
        if sentence.tokens[start - 1].owner:
            break
        start -= 1
    if start == i or sentence.tokens[i].capital:
        return i
    if (named := cast.get(sentence.words(start, i))) is not None and named.kind != "state":
        return i  # "the Dune League council" is a part of the League
    common = words("language.English", "people.role_modifiers", "actors.body_modifiers", "actors.not_places")
    first = start == 0 and sentence.folded[0] in common
    return i if first or title_at(sentence, start, i) is not None else start


def has_somebody(sentence: Sentence, i: int, j: int) -> bool:
    """As in "a doctor at Keslow hospital", "Keslow police spokesman": somebody of the body is told of."""
    people = sentence.folded[j] if sentence.runs_on(j) else ""
    if people in words("actors.body_people") and people not in words("actors.body_things"):
        return True
    k = i - 1 if i and sentence.kinds[i - 1] == "t" else i
    if not k or sentence.folded[k - 1] not in {"at", "of", "from", "with", "for"}:
        return False
    near = sentence.tokens[max(0, k - 1 - _NEAR) : k - 1]
    return any(t.low in words("people.roles", "speech.unnamed") or t.capital for t in near)
