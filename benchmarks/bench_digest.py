"""The situation: 10,000 mentions of actors resolved (the aim is under 5 s), and 100 articles put together."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from fiction import actor, casualty, claim, deal, displacement, ultimatum
from pytest_benchmark.fixture import BenchmarkFixture

from summarize import Document
from summarize.digest import digest
from summarize.digest.actors import resolve
from summarize.digest.articles import gather
from summarize.digest.corrections import Corrections
from summarize.pipeline import validate
from summarize.schemas import Actor, Provenance, Report

MENTIONS = 10_000
_SYLLABLES = [
    "ka",
    "ro",
    "mi",
    "te",
    "sal",
    "dur",
    "ven",
    "osh",
    "bar",
    "lin",
    "gra",
    "tov",
    "mel",
    "huss",
    "yar",
    "qad",
    "em",
    "ish",
    "tal",
    "fer",
]
_BODIES = [
    "Army of {}",
    "Jaish al-{}",
    "{} Front",
    "Jabhat al-{}",
    "{} Brigade",
    "Liwa al-{}",
    "{} army",
    "{} Centre for Relief",
]
_SECTORS = ["rebel_group", "military", "ngo", "government", "civilian"]
_STATES = ["SYR", "IRQ", "RUS", "UKR", None, None]


def reports(mentions: int) -> list[Report]:
    """Reports of 20 actors each: bodies and persons of several thousand made-up names, in several spellings."""
    chance = random.Random(7)
    roots = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(600)]
    made = []
    for i in range(mentions // 20):
        actors: dict[str, Actor] = {}
        while len(actors) < 20:
            root, state = chance.choice(roots), chance.choice(_STATES)
            if chance.random() < 0.5:
                name, kind = f"{chance.choice(roots[:60])} {root}", "person"
                aliases: tuple[str, ...] = (root,) if chance.random() < 0.5 else ()
                name = root if chance.random() < 0.2 else name
            else:
                name, kind, aliases = chance.choice(_BODIES).format(root), "organization", ()
            fields: dict[str, Any] = {"kind": kind, "sector": chance.choice(_SECTORS), "country": state}
            actors.setdefault(name, Actor(id=f"actor-{len(actors) + 1}", name=name, aliases=aliases, **fields))
        document = Document(text=f"Article {i} of {', '.join(actors)}.", published=dt.date(2031, 5, 1))
        made.append(
            Report(
                document=document,
                actors=tuple(actors.values()),
                provenance=Provenance(engine="none", prompt_hash="", text_sha256=document.sha256),
            )
        )
    return made


@pytest.mark.benchmark(group="digest")
def test_resolving_actors(benchmark: BenchmarkFixture) -> None:
    sources, _ = gather(reports(MENTIONS if benchmark.enabled else 400))
    resolved = benchmark.pedantic(lambda: resolve(sources, Corrections()), rounds=1)
    told = sum(len(a.told) for a in resolved.actors)
    assert told == sum(len(s.report.actors) for s in sources)
    assert len(resolved.actors) < told


def article(i: int) -> Report:
    """One of many dispatches on three towns, with figures, deals and an ultimatum."""
    chance = random.Random(i)
    town, day, number = chance.choice(["Keslow", "Tarn", "Orlava"]), chance.randrange(20), 20 + i // 3
    text = "\n\n".join(
        [
            f"Dispatch {i} from {town}: " + " ".join(chance.choices(_SYLLABLES, k=200)),
            f"The Varenian army gave the Northern Shield 48 hours to leave {town} or face an assault.",
            f"The Varenian army said a deal to leave {town} was agreed. Pavel Osk denied that there was a deal.",
            f"At least {number} civilians have been killed in {town} since April, Lantern Relief said.",
            f"Some {number * 100:,} people fled {town}, Lantern Relief said.",
        ]
    )
    raw = {
        "actors": [
            actor("Varenian army", sector="military"),
            actor("Northern Shield"),
            actor("Pavel Osk", "person", part_of="Northern Shield"),
            actor("Lantern Relief", sector="ngo"),
        ],
        "ultimatums": [
            ultimatum(
                demand="leave",
                demand_text=f"leave {town}",
                threat_text="face an assault",
                deadline="48 hours",
                place=town,
                claims=[claim(None, "asserts", f"gave the Northern Shield 48 hours to leave {town}")],
            )
        ],
        "deals": [
            deal(
                claim("Varenian army", "asserts", f"a deal to leave {town} was agreed"),
                claim("Pavel Osk", "denies", "denied that there was a deal"),
                parties=["Varenian army", "Northern Shield"],
                place=town,
            )
        ],
        "casualties": [
            casualty(
                count=f"At least {number}",
                scope="cumulative",
                when="since April",
                place=town,
                claims=[claim("Lantern Relief", "asserts", f"At least {number} civilians have been killed")],
            )
        ],
        "displacements": [
            displacement(
                movement="fled",
                count=f"Some {number * 100:,}",
                origin=town,
                claims=[claim("Lantern Relief", "asserts", f"{number * 100:,} people fled {town}")],
            )
        ],
    }
    document = Document(text=text, published=dt.date(2031, 5, 1) + dt.timedelta(day), source=f"{i}.txt")
    answer, rejected, *_ = validate(raw, document)
    assert not rejected
    provenance = Provenance(engine="none", prompt_hash="", text_sha256=document.sha256)
    return Report(document=document, provenance=provenance, **dict(answer))


@pytest.mark.benchmark(group="digest")
def test_a_hundred_articles(benchmark: BenchmarkFixture) -> None:
    made = [article(i) for i in range(100)]
    situation = benchmark(lambda: digest(made))
    assert sum(len(d.told) for d in situation.deals) == len(made)
    assert {d.place for d in situation.deals} == {"Keslow", "Tarn", "Orlava"}
