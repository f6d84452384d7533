"""Records as a saved report holds them, for the scorer's tests: made by hand in a line, or drawn by hypothesis."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

from summarize.schemas import (
    Actor,
    ActorKind,
    Answer,
    Casualty,
    Claim,
    Count,
    Deal,
    DealKind,
    Demand,
    Displacement,
    Harm,
    Movement,
    Name,
    People,
    Place,
    Quote,
    Response,
    Scope,
    Sector,
    Stage,
    Stance,
    Threat,
    Ultimatum,
    Victims,
    When,
    Words,
)

ARTICLE = " ".join(f"word{i}" for i in range(80))
PARTIES = ("Varenia", "Keslow", "Northern Shield", "the Shield", "Dune League", "a military source", "villagers")
PLACES = ("Tarn", "near Tarn", "Orlava", "the old quarter of Orlava", "Sabra Khel")
DAY = dt.date(2031, 5, 2)


def words(text: str, start: int = 0) -> Words:
    return Words(text=text, start=start, end=start + len(text))


def place(text: str, start: int = 0) -> Place:
    return Place(text=text, start=start, end=start + len(text))


def name(text: str, actor: str | None = None) -> Name:
    return Name(text=text, start=0, end=len(text), name=actor or text)


def quote(start: int = 0, end: int = 30, match: str = "exact") -> Quote:
    return Quote(text=ARTICLE[start:end], start=start, end=end, match=match)


def count(text: str) -> Count:
    return Count(text=text, start=0, end=len(text))


def when(first: int | None, last: int | None, text: str = "Monday") -> When:
    """Days as numbers from DAY."""
    ends = [None if d is None else DAY + dt.timedelta(d) for d in (first, last)]
    return When(text=text, start=0, end=len(text), earliest=ends[0], latest=ends[1])


def claim(source: str | None = None, stance: str = "asserts", at: Quote | None = None) -> Claim:
    return Claim(source=source and name(source), stance=stance, quote=at or quote())


def actor(title: str, *aliases: str, **more: Any) -> Actor:
    fields = {"id": f"actor {title}", "kind": "organization", "sector": "rebel_group"} | more
    return Actor(name=title, aliases=aliases, **fields)


def casualty(of: str, **more: Any) -> Casualty:
    fields = {
        "id": f"casualty {of}",
        "harm": "killed",
        "victims": "civilians",
        "scope": "incident",
        "claims": (claim(),),
    }
    return Casualty(count=count(of), **fields | more)


def displacement(of: str, **more: Any) -> Displacement:
    fields = {"id": f"displacement {of}", "movement": "fled", "people": "civilians", "claims": (claim(),)}
    return Displacement(count=count(of), **fields | more)


def deal(*parties: Name, **more: Any) -> Deal:
    fields = {"id": "deal", "kind": "ceasefire", "stage": "agreed", "claims": (claim(),)}
    return Deal(parties=parties, **fields | more)


def answer(*records: Any) -> Answer:
    kinds = {
        Actor: "actors",
        Ultimatum: "ultimatums",
        Deal: "deals",
        Casualty: "casualties",
        Displacement: "displacements",
    }
    return Answer(**{field: tuple(r for r in records if type(r) is kind) for kind, field in kinds.items()})


# ── drawn ────────────────────────────────────────────────────────────────────────────────────────────────────────────
# From pools made once: building records is most of such a test's time. Few values for each field, and most records are
# variants of another, so that half-alike pairs and ties abound.

_CHANCE = random.Random(8)


def _one(*values: Any) -> Callable[[], Any]:
    return lambda: _CHANCE.choice(values)


def _maybe(draw: Callable[[], Any]) -> Callable[[], Any]:
    return lambda: draw() if _CHANCE.random() < 0.6 else None


def _some(draw: Callable[[], Any], least: int = 0) -> Callable[[], Any]:
    return lambda: tuple({repr(v): v for v in (draw() for _ in range(_CHANCE.randint(least, 3)))}.values())


def _quote() -> Quote:
    start = _CHANCE.randrange(60)
    return quote(start, start + _CHANCE.randint(1, 40))


def _when() -> When:
    ends = [_CHANCE.choice([None, _CHANCE.randint(*between)]) for between in ((-40, 0), (0, 40))]
    return when(*ends, _CHANCE.choice(["Monday", "by Monday", "a deadline"]))


def _claims() -> tuple[Claim, ...]:
    sides = {(_maybe(_one(*PARTIES))(), _CHANCE.choice(list(Stance))) for _ in range(_CHANCE.randint(1, 3))}
    return tuple(claim(source, stance, _quote()) for source, stance in sorted(sides, key=str))


_name = _one(*map(name, PARTIES))
_phrase = _one(*map(words, ("leave the town", "leave by noon", "a prisoner swap", "shelling")))
_count = _one(*map(count, ("two", "40", "at least 40", "40 to 60", "between 50 and 80", "hundreds", "up to hundreds")))


def _place() -> Place:
    return place(_CHANCE.choice(PLACES), _CHANCE.randrange(400))


def _pool(model: type[BaseModel], **fields: Callable[[], Any]) -> list[Any]:
    """Records of one model, most of them variants of another in a few fields."""
    made = []
    for _ in range(6):
        whole = {field: draw() for field, draw in fields.items()}
        made.append(model(**whole))
        for _ in range(6):
            changed = _CHANCE.sample(sorted(fields), _CHANCE.randint(1, 3))
            made.append(model(**whole | {field: fields[field]() for field in changed}))
    return made


POOLS: dict[str, list[Any]] = {
    "actors": _pool(
        Actor,
        id=_one(""),
        name=_one(*PARTIES[:5]),
        aliases=_some(_one("the government", "the Shield", "Keslow", "NS", "Shield")),
        kind=_one(*ActorKind),
        sector=_one(*Sector),
        country=_maybe(_one("SYR", "RUS")),
        part_of=_maybe(_name),
        role=_maybe(_phrase),
    ),
    "ultimatums": _pool(
        Ultimatum,
        id=_one(""),
        issuers=_some(_name),
        targets=_some(_name),
        demand=_one(*Demand),
        demand_text=_phrase,
        threat=_one(*Threat),
        threat_text=_maybe(_phrase),
        deadline=_maybe(_when),
        response=_one(*Response),
        place=_maybe(_place),
        claims=_claims,
    ),
    "deals": _pool(
        Deal,
        id=_one(""),
        kind=_one(*DealKind),
        stage=_one(*Stage),
        parties=_some(_name, 1),
        mediators=_some(_name),
        terms=_some(_phrase),
        place=_maybe(_place),
        date=_maybe(_when),
        claims=_claims,
    ),
    "casualties": _pool(
        Casualty,
        id=_one(""),
        harm=_one(Harm.killed, Harm.injured),
        count=_count,
        victims=_one(*Victims),
        victims_text=_maybe(_phrase),
        perpetrators=_some(_name),
        cause=_maybe(_phrase),
        scope=_one(*Scope),
        when=_maybe(_when),
        place=_maybe(_place),
        claims=_claims,
    ),
    "displacements": _pool(
        Displacement,
        id=_one(""),
        movement=_one(*Movement),
        count=_count,
        people=_one(*People),
        origin=_maybe(_place),
        destination=_maybe(_place),
        when=_maybe(_when),
        claims=_claims,
    ),
}
POOLS["claims"] = [c for kind in ("deals", "casualties") for r in POOLS[kind] for c in r.claims]
VALUES: dict[str, list[Any]] = {
    what: [draw() for _ in range(30)]
    for what, draw in {
        "names": _name,
        "places": _place,
        "quotes": _quote,
        "counts": _count,
        "whens": _when,
        "phrases": _phrase,
    }.items()
}
_told = st.sampled_from([r for kind in ("ultimatums", "deals", "casualties", "displacements") for r in POOLS[kind]])


def _numbered(cast: list[Any], told: list[Any]) -> Answer:
    drawn = [*cast, *told]
    return answer(*(r.model_copy(update={"id": f"{type(r).__name__} {i}"}) for i, r in enumerate(drawn)))


answers = st.builds(
    _numbered,
    st.lists(st.sampled_from(POOLS["actors"]), max_size=4, unique_by=lambda a: a.name),
    st.lists(_told, max_size=8),
)
