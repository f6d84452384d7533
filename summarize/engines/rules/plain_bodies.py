"""Bodies that an article knows by a common noun alone: "the navy said", "according to the governor's office"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarize.engines.rules.acting import does
from summarize.engines.rules.cast import Cast, Entry
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.long_names import announced
from summarize.engines.rules.text import Sentence, Span

__all__ = ["find_plain_bodies"]

_SECTORS: Final = {
    "actors.plain_military": "military",
    "actors.plain_police": "police",
    "actors.plain_offices": "government",
    "actors.plain_intelligence": "intelligence",
}
_WITHOUT_ARTICLE: Final = ("police", "government forces", "government troops", "regime forces")
_THE: Final = frozenset({"the"})
_ARTICLES: Final = frozenset({"the", "a", "an"})
_FULLER: Final = frozenset({"national army", "federal army", "armed forces"})
_ONE_ARMY: Final = frozenset({"army", "military", "security forces"}) | _FULLER


def find_plain_bodies(sentences: list[Sentence], cast: Cast) -> None:
    """Add to `cast` what no name is told of, where it does something; of a body that has a name it is another form."""
    found: dict[str, list[tuple[Sentence, Span, str]]] = {}
    acting: set[str] = set()
    for sentence in sentences:
        for (i, j), sector in _plain(sentence):
            noun = sentence.low(i, j)
            found.setdefault(noun, []).append((sentence, (i, j), sector))
            if (
                announced(sentence, j)
                or does(sentence, i, j)
                or _acted_on(sentence, i, sector)
                or (_has_people(sentence, j) and not (i and sentence.kinds[i - 1] in "ioT"))
            ):
                acting.add(noun)
    for noun in sorted(found, key=len):
        named = _named(cast, noun, found[noun][0][2])
        if named is None and noun in acting:
            sentence, (i, j), sector = found[noun][0]
            named = cast.add(sentence.words(i, j), "organization", sector=sector)
        if named is None:
            continue
        for sentence, (i, j), _ in found[noun]:
            cast.alias(named, sentence.words(i, j))
            if i and sentence.folded[i - 1] == "the" and not sentence.tokens[i].mark:
                cast.alias(named, sentence.words(i - 1, j))
            if announced(sentence, j) and cast.get(sentence.tokens[j].text) is None:
                cast.alias(named, sentence.tokens[j].text)
                named.chosen = sentence.tokens[j].text  # "the army (KDA)"
    _call_armies(cast, {noun: len(at) for noun, at in found.items()})


def _acted_on(sentence: Sentence, i: int, sector: str) -> bool:
    """As in "accused the army", "clashes with the police"."""
    k = i - 1 if i and sentence.folded[i - 1] == "the" and not sentence.tokens[i].mark else i
    return (
        sector == "military"
        and k > 0
        and (sentence.ends(k, "actors.acted_on") is not None or sentence.folded[k - 1] == "between")
    )


def _call_armies(cast: Cast, often: dict[str, int]) -> None:
    """Let an army that has no name of its own go by the form that is used most."""
    for army in {id(e): e for noun in often if noun in _ONE_ARMY and (e := cast.get(noun)) is not None}.values():
        if all(_bare(form) in _ONE_ARMY for form in army.forms):
            army.chosen = max(army.forms, key=lambda f: _rank(f, often))


def _rank(form: str, often: dict[str, int]) -> tuple[bool, int, bool, bool]:
    return _bare(form) in _FULLER, often.get(_bare(form), 0), form[:4].lower() != "the ", form.islower()


def _bare(form: str) -> str:
    return form.lower().removeprefix("the ")


def _plain(sentence: Sentence) -> Iterator[tuple[Span, str]]:
    """The nouns for bodies that stand alone, with the sector of each."""
    if not sentence.has(*_SECTORS) or sentence.in_title_case or sentence.text.isupper():
        return
    spans = sentence.spans(*_SECTORS)
    for i, j in spans:
        if any(a <= i and j <= b and (a, b) != (i, j) for a, b in spans):
            continue
        sector = next(s for name, s in _SECTORS.items() if sentence.starts(i, name) == j)
        if _stands_alone(sentence, i, j, sector):
            yield (i, j), sector


def _stands_alone(sentence: Sentence, i: int, j: int, sector: str) -> bool:
    """Whether nothing before or after the noun makes it a named one's, or part of a longer noun phrase."""
    before = sentence.tokens[i - 1] if i and not sentence.tokens[i].mark else None
    peopled = _has_people(sentence, j)
    if before is not None and before.low in {"a", "an"} and sentence.folded[i] == "military":
        return False  # "a military patrol": whose is not told
    owned = (
        before is not None and before.owner and not before.capital and sector == "government"
    )  # "the town's crisis committee"
    article = owned or (before is not None and before.low in (_ARTICLES if peopled else _THE))
    if sentence.tokens[j - 1].capital and not article and (i or j > 1):
        return False  # part of a name
    bare = (sentence.low(i, j).endswith(_WITHOUT_ARTICLE) or (peopled and not i)) and (
        before is None or sentence.kinds[i - 1] not in ("gNntobu" if j - i > 1 else "gNnstobu")
    )
    if not (article or bare):
        return False
    if not sentence.runs_on(j) or sentence.tokens[j - 1].owner:
        return True
    after = sentence.tokens[j]
    return peopled or (not after.capital and after.low not in words("actors.body_things") and sentence.kinds[j] != "n")


def _has_people(sentence: Sentence, j: int) -> bool:
    """As in "an army patrol", "an interior ministry official": what people of the body do."""
    return (
        sentence.runs_on(j) and not sentence.tokens[j - 1].owner and sentence.folded[j] in words("actors.body_people")
    )


def _named(cast: Cast, noun: str, sector: str) -> Entry | None:
    """The one body of this sector whose name ends in the noun; of a state's army "the army" and "the military"."""
    if (known := cast.get(noun)) is not None:
        return None if known.person else known
    bodies = [e for e in cast.entries if e.kind == "organization" and e.sector == sector]
    if noun in _ONE_ARMY:
        armies = list(cast.armies.values()) or [e for n in sorted(_ONE_ARMY) if (e := cast.get(n)) is not None]
        if armies:
            return armies[0] if len(armies) == 1 else None
    named = [e for e in bodies if any(f.lower().endswith(f" {noun}") for f in e.forms)]
    return max(named, key=lambda e: sum(e.forms.values()), default=None)  # of several the one most spoken of
