"""Which of the deals told of before a sentence goes on with, if any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from summarize.engines.rules.chances import chance
from summarize.engines.rules.deal import Deal
from summarize.engines.rules.deal_events import OVER
from summarize.engines.rules.dealings import Dealing
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import Reader
from summarize.engines.rules.text import Sentence

__all__ = ["About", "link"]

_LIKELY: Final = 0.45  # the least chance at which it is the same deal
_MODIFIERS: Final = 4  # words from "a" to the noun
_LEAD: Final = 2  # sentences in which what an article is about is told
_MANY: Final = 4  # deals
_NEAR: Final = 3  # sentences
_FAR: Final = 6
_PAIR: Final = 2
_NEW: Final = frozenset({"proposed", "agreed", "negotiating"})
_BROAD: Final = frozenset({"settlement", "other"})
_FLAGS: Final = {name: name.replace("_", " ") for name in ("taken_up", "past", "talks", "verbal", "weak", "dated")}
_DIFFERENT: Final = ("other", "earlier", "similar", "newer", "elsewhere")


class About(NamedTuple):
    """What is asked: whether the sentence `number` goes on with the deal that stood in the sentences `told`."""

    number: int
    kind: str
    told: tuple[int, ...]


def link(reader: Reader, found: list[Deal], told: Dealing, last: Deal | None, town: str | None) -> Deal | None:
    """The most likely of them, None where a new one is more likely; `last`: the one last told of; `town`: the one
    that the sentence puts its deal to.
    """
    found = [d for d in found if not _apart(d, told, town)]
    if not found:
        return None
    own = {*_own_signs(reader, told), f"{min(len(found), _MANY)} deals"}
    likely = []
    for deal in found:
        signs = own | {*_signs(reader, found, deal, told), *_of_place(deal, told, town)}
        if deal is last:
            signs |= {"last told of", *(["last told of, taken up"] if told.agreement.taken_up else [])}
        likely.append(chance("same deal", signs, About(told.number, told.kind, tuple(deal.at))))
    best = max(range(len(found)), key=likely.__getitem__)
    return found[best] if likely[best] >= _LIKELY else None


def _apart(deal: Deal, told: Dealing, town: str | None) -> bool:
    """Whether they are plainly two: of two kinds, one of the past beside one of now, or of another town."""
    if told.agreement.taken_up:
        return False
    if deal.kind != told.kind and "other" not in (deal.kind, told.kind):
        return True
    if deal.past != told.agreement.past:
        return True
    of_place = not (told.agreement.past or told.agreement.talks or deal.number == told.number)
    return of_place and None not in (town, deal.town) and town != deal.town


def _own_signs(reader: Reader, told: Dealing) -> Iterator[str]:
    """The signs that the sentence has by itself."""
    agreement, sentence = told.agreement, reader.sentences[told.number]
    i = agreement.at[0]
    flags = {
        **{sign: getattr(agreement, name) for name, sign in _FLAGS.items()},
        "no kind told": told.kind == "other",
        "lead": told.number <= _LEAD,
        "two parties told": len(_named(reader, told.told)) >= _PAIR,
        "had": "h" in sentence.kinds[max(0, i - 2 * _MODIFIERS) : i],
        "year": "n" in sentence.kinds and any(len(low) == len("1999") and low.isdigit() for low in sentence.lows),
    }
    yield from (sign for sign, is_so in flags.items() if is_so)
    yield f"stage {told.stage or 'not told'}"
    led = _led(sentence, i)
    yield f"led by {led[-1] if led and sentence.kinds[i - len(led)] == 't' else 'nothing'}"
    for name in ("months", *_DIFFERENT):
        different = words(f"deals.{name}")
        if not different.isdisjoint(sentence.lows):
            yield f"{name} in the sentence"
            if not different.isdisjoint(led):
                yield f"{name} before it"


def _led(sentence: Sentence, i: int) -> list[str]:
    """The modifiers before word `i`, the nearest first, with the article before them."""
    found: list[str] = []
    for k in range(i - 1, max(-1, i - 1 - _MODIFIERS), -1):
        if sentence.tokens[k + 1].mark or sentence.kinds[k] not in "gNnt":
            break
        found.append(sentence.tokens[k].low)
        if sentence.kinds[k] == "t":
            break
    return found


def _signs(reader: Reader, found: list[Deal], deal: Deal, told: Dealing) -> Iterator[str]:
    """The signs that the sentence has beside a deal, one of those found."""
    distance = told.number - deal.number
    flags = {
        "one of the past": deal.past != told.agreement.past,
        "same paragraph": reader.sentences[deal.number].paragraph == reader.sentences[told.number].paragraph,
        "latest": deal is found[-1],
        "first": deal is found[0],
    }
    yield from (sign for sign, is_so in flags.items() if is_so)
    yield f"{distance if distance <= _NEAR else 'some' if distance <= _FAR else 'many'} sentences on"
    yield from _of_kind(deal, told)
    yield from _of_parties(reader, deal, told)
    yield from _of_course(deal, told)


def _of_kind(deal: Deal, told: Dealing) -> Iterator[str]:
    kind = "same kind" if deal.kind == told.kind else "other kind"
    yield kind if deal.kind != "other" else "deal without kind"
    if deal.kind == told.kind:
        yield f"same kind, {told.kind}"
        yield f"same kind, {'taken up' if told.agreement.taken_up else 'not taken up'}"
    elif told.kind == deal.likely:
        yield "likely kind"
    elif "other" not in (told.kind, deal.kind):
        yield "two kinds"  # only where the sentence takes it up
    if told.kind in _BROAD and deal.kind in _BROAD:
        yield "both talks or peace"  # talks about one matter are one deal
        if told.agreement.talks:
            yield "talks beside talks or peace"


def _of_parties(reader: Reader, deal: Deal, told: Dealing) -> Iterator[str]:
    ours, theirs = _named(reader, told.told), _named(reader, (*deal.named.parties, *deal.named.late))
    if ours and theirs:
        yield f"{min(len(ours & theirs), _PAIR)} parties shared"
        if told.kind in _BROAD and deal.kind in _BROAD:
            yield f"talks or peace, {min(len(ours & theirs), _PAIR)} parties shared"
    if ours and ours <= theirs:
        yield "all parties shared"
    near, nearby = {*told.near, *told.told}, {*deal.named.near, *deal.named.parties, *deal.named.late}
    if near & nearby:
        yield "somebody near shared"
    if near - nearby:
        yield "somebody near new"
    ours, theirs = {*told.mediators}, {*deal.named.mediators}
    if ours and theirs:
        yield "mediator shared" if ours & theirs else "other mediator"


def _of_place(deal: Deal, told: Dealing, town: str | None) -> Iterator[str]:
    if town is None or deal.town is None:
        yield "no town" if town is None else "deal without town"
    else:
        yield "same town" if town == deal.town else "other town"
    if told.place and deal.places:
        yield "same place" if told.place in deal.places else "other place"


def _of_course(deal: Deal, told: Dealing) -> Iterator[str]:
    """How far it has come, and what for."""
    yield f"{min(len(deal.at), _MANY)} sentences on it"
    if {c["source"] for c in told.claims} & {c["source"] for c in deal.claims} - {None}:
        yield "same speaker"
    if deal.stages:
        if told.stage == deal.stages[-1]:
            yield "same stage"
        elif deal.stages[-1] in {*OVER, "completed", "rejected"} and told.stage in _NEW:
            yield "agreed after it was over"
    if told.terms and deal.terms:
        ours, theirs = _long_words(told.terms), _long_words(deal.terms)
        if ours and theirs:
            yield "terms shared" if len(ours & theirs) >= _PAIR else "other terms"


def _long_words(terms: list[str]) -> set[str]:
    return {w for t in terms for w in t.lower().split() if len(w) > len("with")}


def _named(reader: Reader, names: list[str] | tuple[str, ...]) -> set[str]:
    return {n for n in names if reader.cast.get(n) is not None}
