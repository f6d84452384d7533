"""What the tests of the contract share: a fictional article, a whole answer on it, engines that say what they are told,
and strategies for articles and for answers that are partly right and partly not.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from importlib.resources import files
from random import Random
from typing import Any

from hypothesis import strategies as st

from summarize import Document, Report, asummarize
from summarize.engines import Reply
from summarize.errors import EngineError
from summarize.schemas import ActorKind, Movement, Rejected, Stage, Stance, Usage

PUBLISHED = dt.date(2031, 5, 2)  # a Friday
KESLOW = Document(
    text=files("summarize.evals.samples").joinpath("keslow-deadline.txt").read_text("utf-8"), published=PUBLISHED
)
DEAL = "had reached an agreement with the Northern Shield"
DENIAL = "Northern Shield spokesman Pavel Osk denied that any such deal existed"
KILLED = "At least 34 civilians were killed on Wednesday when shells struck a covered market"


def answer(**changes: Any) -> dict[str, Any]:
    """A whole and sound answer on KESLOW, anew on each call, with fields replaced."""
    return deepcopy(ANSWER) | changes


def actor(name: str, kind: str = "organization", sector: str = "rebel_group", **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "aliases": [],
        "kind": kind,
        "sector": sector,
        "country": None,
        "part_of": None,
        "role": None,
    } | more


def claim(source: str | None, stance: str, quote: str) -> dict[str, Any]:
    return {"source": source, "stance": stance, "quote": quote}


def deal(*claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    sound = {
        "kind": "evacuation",
        "stage": "agreed",
        "parties": ["Northern Shield"],
        "mediators": [],
        "terms": [],
        "place": None,
        "date": None,
    }
    return sound | {"claims": list(claims) or [claim(None, "asserts", DEAL)]} | more


def casualty(**more: Any) -> dict[str, Any]:
    return {
        "harm": "killed",
        "count": "34",
        "victims": "civilians",
        "victims_text": "civilians",
        "perpetrators": [],
        "cause": None,
        "scope": "incident",
        "when": "Wednesday",
        "place": None,
        "claims": [claim("Varenian Centre for Human Rights", "asserts", KILLED)],
    } | more


def displacement(**more: Any) -> dict[str, Any]:
    return {
        "movement": "trapped",
        "count": "25,000",
        "people": "unknown",
        "origin": "Keslow",
        "destination": None,
        "when": None,
        "claims": [claim("Lantern Relief", "asserts", "Some 25,000 people remain trapped in Keslow")],
    } | more


def ultimatum(**more: Any) -> dict[str, Any]:
    return {
        "issuers": ["Varenian army"],
        "targets": ["Northern Shield"],
        "demand": "disarm",
        "demand_text": "lay down its arms",
        "threat": "force",
        "threat_text": "face a full assault",
        "deadline": "72 hours",
        "response": "pending",
        "place": "Keslow",
        "claims": [claim(None, "asserts", "giving the rebel group that holds it 72 hours to lay down its arms")],
    } | more


ANSWER: dict[str, Any] = {
    "actors": [
        actor("Varenian army", sector="military", aliases=["Varenian government forces", "the army"]),
        actor("Northern Shield", aliases=["the rebels"]),
        actor("Pavel Osk", "person", part_of="Northern Shield", role="spokesman"),
        actor("Mira Soltan", "person", part_of="Northern Shield", role="heads the group's political office abroad"),
        actor("Varenian Centre for Human Rights", sector="ngo", aliases=["the centre"]),
        actor("Lantern Relief", sector="ngo"),
        actor("Halvia", "state", "government"),
    ],
    "ultimatums": [ultimatum()],
    "deals": [
        deal(
            claim("Varenian army", "asserts", DEAL),
            claim("Pavel Osk", "denies", DENIAL),
            claim("A medic", "doubts", "A medic at the town's only hospital said she doubted that buses would come"),
            parties=["Varenian army", "Northern Shield"],
            mediators=["Halvia"],
            terms=["its fighters and their families would be taken by bus to Tarn province"],
            place="Keslow",
            date="Thursday",
        )
    ],
    "casualties": [
        casualty(place="Keslow"),
        casualty(
            count="900",
            scope="cumulative",
            cause="government offensive",
            when="since it began in April",
            claims=[claim("Varenian Centre for Human Rights", "asserts", "More than 900 civilians have been killed")],
        ),
    ],
    "displacements": [
        displacement(),
        displacement(
            movement="fled",
            count="6,000",
            origin=None,
            when="last week",
            claims=[claim("Lantern Relief", "asserts", "About 6,000 others fled across the Aru river last week")],
        ),
    ],
    "headline": "Northern Shield denies a deal to leave Keslow as a 72-hour deadline nears",
    "key_points": [
        {"text": "The army gave the Northern Shield 72 hours to disarm.", "cites": ["ultimatums[0]"]},
        {"text": "The army asserts an evacuation deal; spokesman Pavel Osk denies it.", "cites": ["deals[0]"]},
        {"text": "At least 34 civilians were killed on Wednesday.", "cites": ["casualties[0]"]},
    ],
}


class Fake:
    """An engine that answers what it is given, and counts what it is asked."""

    name = "fake"
    model = "parrot-1"
    prompt_hash = "0" * 64

    def __init__(self, answer: Any, repair: Any = None, usage: Usage = Usage(calls=1)) -> None:  # noqa: B008
        self.answer, self.fix, self.usage = answer, repair, usage
        self.asked: list[Sequence[Rejected]] = []

    async def read(self, document: Document) -> Reply:  # noqa: ARG002
        await asyncio.sleep(0)
        if isinstance(self.answer, EngineError):
            raise self.answer
        return Reply(self.answer, self.usage)

    async def aclose(self) -> None:
        pass

    async def repair(self, document: Document, answer: Mapping[str, Any], failing: Sequence[Rejected]) -> Reply | None:  # noqa: ARG002
        self.asked.append(failing)
        fix = self.fix(answer, failing) if callable(self.fix) else self.fix
        return None if fix is None else Reply(fix, self.usage)


def report(raw: Any, document: Document = KESLOW, repair: Any = None) -> Report:
    """The report that an engine's answer comes to."""
    return asyncio.run(asummarize(document, engine=Fake(raw, repair)))


def reasons(read: Report) -> dict[str, str]:
    """Path of what was rejected → why, all problems in one line."""
    return {r.path: "; ".join(f"{p.path}: {p.reason}" for p in r.problems) for r in read.rejected}


# ---- articles and answers at random

KINDS = ["actors", "ultimatums", "deals", "casualties", "displacements"]
PEOPLE = ["Northern Shield", "the army", "Pavel Osk", "Lantern Relief", "a medic", "Łukasz Ørn", "الحرس"]
COUNTS = ["34", "more than 1,600", "at least 40", "dozens of", "between 400 and 450", "some 25,000", "three", "a"]
PLACES = ["Keslow", "near Tarn", "Orlava", "São Varo", "the river town"]
TIMES = ["on Wednesday", "since April", "by Sunday", "last week", "on 3 March 2031", "within 48 hours"]
_SENTENCES = [
    "{who} said {count} people were killed in {place} {when}.",
    "“{count} civilians fled {place} {when},” {who} said.",
    "{who} has given the fighters 72 hours to leave {place} or face an assault.",
    "{who} denied that any deal on {place} existed.",
    "{who}\u00a0—\u2009whose men hold {place} — would not surrender {when}.",
    "Nothing was signed {when}, {who} told the 🕊 radio.",
]


@st.composite
def articles(draw: st.DrawFn) -> Document:
    """Short articles of one to six sentences with repeated phrases, several scripts, and noise."""
    sentences = draw(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=6))
    filled = [
        s.format(
            who=draw(st.sampled_from(PEOPLE)),
            count=draw(st.sampled_from(COUNTS)),
            place=draw(st.sampled_from(PLACES)),
            when=draw(st.sampled_from(TIMES)),
        )
        for s in sentences
    ]
    noise = draw(st.text(max_size=20))
    gaps = draw(st.lists(st.sampled_from([" ", "\n", "\n\n"]), min_size=len(filled), max_size=len(filled)))
    return Document(text=noise + "".join(g + s for g, s in zip(gaps, filled, strict=True)), published=PUBLISHED)


GARBAGE: list[Any] = [
    None, True, -1, 7.5, float("nan"), 10**30, "", " ", "…", "\ud800", "not in any article", [], [[]], ["x"], {},
    {"a": {}}, {"text": "Keslow", "start": 0, "end": 6}, "Pavel Osk and 4,000 others",
]  # fmt: skip
FORGED = ["id", "codes", "mentions", "disputed", "unconfirmed", "start", "low", "note", "", "\ud800"]


class Writer:
    """An engine with `chance` for a mind: mostly words of the article in their fields, now and then garbage."""

    def __init__(self, document: Document, chance: Random) -> None:
        self.chance = chance
        self.text = document.text
        self.words = [(w.start(), w.end()) for w in re.finditer(r"\S+", document.text)]
        self.paragraphs = document.paragraphs

    def piece(self, least: int = 3, most: int = 12) -> str:
        """Words of the article in a row, seldom cut in the middle of one, most within a paragraph."""
        start, end = self.chance.choice(self.paragraphs) if self.chance.random() < 0.95 else (0, len(self.text))
        words = [w for w in self.words if start <= w[0] < end]
        first = self.chance.randrange(max(1, len(words) - least))
        last = min(len(words), first + self.chance.randint(least, most)) - 1
        cut = self.chance.random() < 0.02
        return self.text[words[first][0] + cut : words[last][1] - cut]

    def of(self, phrases: Sequence[str]) -> str:
        """One of these phrases that the article has, seldom one that it lacks."""
        there = [p for p in phrases if p in self.text]
        return self.chance.choice(there if there and self.chance.random() < 0.95 else phrases)

    def said(self) -> str:
        return self.of([*PEOPLE, *PLACES]) if self.chance.random() < 0.9 else self.piece(1, 3)

    def maybe(self, value: Any) -> Any:
        """The value, seldom something else altogether."""
        return deepcopy(self.chance.choice(GARBAGE)) if self.chance.random() < 0.005 else value

    def record(self, **fields: Any) -> Any:
        record = {name: self.maybe(value) for name, value in fields.items()}
        if self.chance.random() < 0.03:
            record[self.chance.choice(FORGED)] = deepcopy(self.chance.choice(GARBAGE))
        return self.maybe(record)

    def some(self, value: Callable[[], Any], least: int = 0, most: int = 2) -> list[Any]:
        return [value() for _ in range(self.chance.randint(least, most))]

    def claim(self) -> Any:
        source = self.chance.choice([None, self.said()])
        return self.record(source=source, stance=self.chance.choice(list(Stance)).value, quote=self.piece())

    def claims(self) -> list[Any]:
        return self.some(self.claim, least=1, most=3)

    def place(self) -> str | None:
        return self.chance.choice([None, self.of(PLACES)])

    def when(self) -> str | None:
        return self.chance.choice([None, self.of(TIMES)])

    def write(self, kind: str) -> Any:
        """One record of a kind."""
        pick = self.chance.choice
        names = self.some(self.said)
        match kind:
            case "actors":
                return self.record(
                    name=self.said(), aliases=names, kind=pick(list(ActorKind)).value, sector="other", country=None,
                    part_of=pick([None, self.said()]), role=pick([None, self.piece(1, 3)]),
                )  # fmt: skip
            case "ultimatums":
                return self.record(
                    issuers=names, targets=self.some(self.said), demand="leave", demand_text=self.piece(),
                    threat="force", threat_text=pick([None, self.piece()]), deadline=self.when(), response="pending",
                    place=self.place(), claims=self.claims(),
                )  # fmt: skip
            case "deals":
                return self.record(
                    kind="ceasefire", stage=pick(list(Stage)).value, parties=self.some(self.said, 1), mediators=names,
                    terms=self.some(self.piece), place=self.place(), date=self.when(), claims=self.claims(),
                )  # fmt: skip
            case "casualties":
                return self.record(
                    harm="killed", count=self.of(COUNTS), victims="unknown", victims_text=None,
                    perpetrators=names, cause=None, scope="incident", when=self.when(), place=self.place(),
                    claims=self.claims(),
                )  # fmt: skip
            case "displacements":
                return self.record(
                    movement=pick(list(Movement)).value, count=self.of(COUNTS), people="civilians", origin=self.place(),
                    destination=self.place(), when=self.when(), claims=self.claims(),
                )  # fmt: skip
        cites = self.some(lambda: f"{pick(KINDS)}[{self.chance.randrange(4)}]", least=1)
        return self.record(text=self.piece(), cites=cites)

    def answer(self) -> dict[str, Any]:
        lists = {kind: self.maybe(self.some(lambda k=kind: self.write(k), most=4)) for kind in (*KINDS, "key_points")}
        return lists | {"headline": self.maybe(self.piece())}


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, dict[str, Any]]:
    """An article and an answer on it."""
    document = draw(articles())
    return document, Writer(document, draw(st.randoms(use_true_random=True))).answer()
