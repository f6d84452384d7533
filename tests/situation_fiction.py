"""A town in the news of several outlets, for the tests of a situation's page and tables."""

from __future__ import annotations

import json
from typing import Any

import fiction
import hostile_report
from digest_world import accord, cast, demand, dispatch, person, toll

from summarize import Report
from summarize.digest import Situation, digest

DENIAL = "there was no such deal"
RTL = "قال المتحدث إن الهدنة بدأت أمس في المدينة"


def reports() -> list[Report]:
    """A deal told, denied, doubted and fallen apart; two ultimatums; figures that are rivals, give way, are copied."""
    return [
        accord(
            "agreed",
            ("Varenian army", "asserts", "a deal was agreed upon"),
            outlet="Harbour Times",
            mediators=["Halvia"],
        ),
        accord(
            "agreed",
            ("Pavel Osk", "denies", DENIAL),
            ("Lantern Relief", "doubts", "doubted that there was a deal"),
            outlet="Borough News",
            day=2,
        ),
        accord("collapsed", ("Varenian army", "asserts", "the deal fell apart at night"), outlet="Courier", day=6),
        demand(outlet="Harbour Times", day=1),
        demand(outlet="Daily Tarn", day=4, place="Tarn", hours="ten days"),
        toll("40", outlet="Harbour Times"),
        toll("40", outlet="Zenith", day=1),
        toll("at least 52", outlet="Courier", day=3),
        toll("about 70", outlet="Borough News", day=5),
        toll("30", outlet="Daily Tarn", day=5, source=None),
        toll("between 20 and 60", outlet="Evening", day=5, source="Halvia"),
        toll("12", outlet="Evening", day=2, place="Orvan"),
        cast(person("Ivan Petrov"), outlet="Zenith", day=4),
        cast(person("I. Petrov"), outlet="Evening", day=3),
        moved(),
        rtl(),
    ]


def moved() -> Report:
    """An article on people who fled."""
    said = "Some 4,000 people fled from Keslow to Tarn"
    record = fiction.displacement(
        movement="fled",
        count="Some 4,000",
        origin="Keslow",
        destination="Tarn",
        claims=[fiction.claim(None, "asserts", said)],
    )
    return dispatch({"displacements": [record]}, f"{said}.", outlet="Courier", day=2)


def rtl() -> Report:
    """An article with a claim that is read from right to left."""
    said = fiction.deal(fiction.claim(None, "asserts", RTL), kind="ceasefire", parties=["المتحدث"])
    return dispatch({"deals": [said]}, f"{RTL}.", outlet="Sada", day=3)


def town() -> Situation:
    """The situation of all of them, with what is new against the two first told."""
    given = reports()
    return digest(given, since=digest([given[0], given[3]]))


def attacked(attack: str) -> tuple[Situation, list[Report]]:
    """A situation in which every string that an article, a model or a file can choose holds an attack, ids too."""
    given = [hostile_report.report(attack), moved()]
    other = given[0].document.model_copy(update={"source": f"in/{attack}--2.txt"})
    given.append(given[0].model_copy(update={"document": other}))
    raw = json.loads(digest(given, since=digest([*reports()[:4], *given[:1]])).model_dump_json())
    ids = {i for i in _ids(raw) if isinstance(i, str)}
    raw["doubts"] = [{"one": raw["actors"][0]["id"], "other": "nobody", "why": attack}]
    for part in raw["news"].values():
        part.append({"id": "deal-1", "about": attack, "what": [attack]})
    raw["unused"] = [attack]
    return Situation.model_validate(_spoilt(raw, attack, ids)), given


def _ids(value: Any) -> Any:
    if isinstance(value, dict):
        yield value.get("id")
        for inner in value.values():
            yield from _ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids(inner)


def _spoilt(value: Any, attack: str, ids: set[str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {k: _spoilt(v, attack, ids, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_spoilt(v, attack, ids, key) for v in value]
    if isinstance(value, str) and value in ids:
        return f"{attack}{value}"
    free = {"outlet", "title", "source", "engine", "model", "why", "what", "original", "destination", "roles", "forms"}
    return f"{attack} {value}" if isinstance(value, str) and key in free else value
