"""Six fictional dispatches of one conflict, their situation by hand, and how near `digest` comes to it.

The reports are the labels of the six articles, so that only the putting together is scored, and no reading.

    python -m summarize.evals.situation
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from itertools import product
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from summarize.digest import digest
from summarize.digest.situation import Situation
from summarize.evals.gold import read_gold, read_label
from summarize.evals.situation.clustering import Share, b_cubed, ceaf_e, overlap
from summarize.schemas import Actor, Provenance, Record, Report

__all__ = ["SituationScore", "gold", "reports", "score"]


class SituationScore(NamedTuple):
    """Shares, 0 to 1. Clusters are of the records of all articles, those that stand alone included."""

    actors_b_cubed: Share
    actors_ceaf_e: Share
    matters_b_cubed: Share
    matters_ceaf_e: Share
    disputes: Share
    """Matters that are disputed, a matter known by the records that it shares with one of the gold."""
    contradictions: Share
    """Pairs of records whose figures cannot both hold."""
    copies: Share
    steps: Share
    """Stations of the matters whose stations are labelled, by place in the line of life."""
    deadlines: Share


def gold() -> Mapping[str, Any]:
    """The situation by hand, as `situation.toml` has it."""
    parsed: Mapping[str, Any] = tomllib.loads((_folder() / "situation.toml").read_text("utf-8"))
    return parsed


def reports() -> list[Report]:
    """The reports that the labels of the six articles come to."""
    made = []
    for path in sorted((_folder() / "labels").glob("*.json")):
        read = read_gold(read_label(path), path.stem)
        provenance = Provenance(engine="label", prompt_hash="", text_sha256=read.document.sha256)
        made.append(Report(document=read.document, provenance=provenance, **dict(read.answer)))
    return made


def score(situation: Situation | None = None, wanted: Mapping[str, Any] | None = None) -> SituationScore:
    """A situation against the gold one; by default that which `digest` makes of the labels."""
    wanted = gold() if wanted is None else wanted
    situation = digest(reports(), as_of=wanted["as_of"]) if situation is None else situation
    stems = {a.id: PurePath(a.source or a.id).stem for a in situation.articles}

    def named(told: Iterable[Any]) -> frozenset[str]:
        return frozenset(f"{stems[t.article]}: {_place(t.record)}" for t in told)

    actors = [named(a.told) for a in situation.actors]
    matters = {named(m.records()): m for m in situation.matters()}
    right_actors = _with_the_rest((g["records"] for g in wanted["actors"]), actors)
    right_matters = _with_the_rest((g["records"] for g in wanted["matters"]), matters)
    told = {v.id: named(v.told) for m in situation.matters() for v in getattr(m, "values", ())}
    odds = [
        pair
        for m in situation.matters()
        for c in getattr(m, "contradictions", ())
        for pair in _pairs(told[c.one], told[c.other])
    ]
    steps, deadlines = _lines(matters, wanted)
    return SituationScore(
        b_cubed(actors, right_actors),
        ceaf_e(actors, right_actors),
        b_cubed(list(matters), right_matters),
        ceaf_e(list(matters), right_matters),
        overlap(
            (_meant(records, wanted) for records, m in matters.items() if m.disputed),
            (g["what"] for g in wanted["matters"] if g.get("disputed")),
        ),
        overlap(odds, (p for g in wanted["contradictions"] for p in _pairs(g["one"], g["other"]))),
        overlap(
            ((stems[a.id], stems[a.copy_of]) for a in situation.articles if a.copy_of),
            ((c["copy"], c["of"]) for c in wanted["copies"]),
        ),
        steps,
        deadlines,
    )


def _lines(matters: Mapping[frozenset[str], Any], wanted: Mapping[str, Any]) -> tuple[Share, Share]:
    found_steps, right_steps, found_days, right_days = set(), set(), set(), set()
    labelled = {g["what"]: g for g in wanted["matters"]}
    for what, g in labelled.items():
        right_steps |= {(what, i, step) for i, step in enumerate(g.get("steps", ()))}
        right_days |= {(what, day) for day in g.get("deadlines", ())}
    for records, matter in matters.items():
        what = _meant(records, wanted)
        if "steps" in labelled.get(what, ()):
            found_steps |= {(what, i, step.what) for i, step in enumerate(matter.steps)}
        for deadline in getattr(matter, "deadlines", ()):
            found_days.add((what, deadline.day or dt.date.max))
    return overlap(found_steps, right_steps), overlap(found_days, right_days)


def _meant(records: frozenset[str], wanted: Mapping[str, Any]) -> str:
    """The gold matter that most of the records belong to; the records themselves where there is none."""
    best = max(wanted["matters"], key=lambda g: len(records.intersection(g["records"])))
    return str(best["what"]) if records.intersection(best["records"]) else str(sorted(records))


def _with_the_rest(groups: Iterable[Iterable[str]], found: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    labelled = [frozenset(g) for g in groups]
    known = frozenset().union(*labelled)
    return [*labelled, *(frozenset({record}) for records in found for record in records if record not in known)]


def _pairs(some: Iterable[str], others: Iterable[str]) -> list[frozenset[str]]:
    return [frozenset(pair) for pair in product(some, others)]


def _place(record: Record) -> str:
    """How a record is named in the gold situation: an actor by its name, another by its place in the label."""
    if isinstance(record, Actor):
        return record.name
    kind, _, number = record.id.partition("-")
    return f"{_FIELDS[kind]}[{int(number) - 1}]"


_FIELDS = {"ultimatum": "ultimatums", "deal": "deals", "casualty": "casualties", "displacement": "displacements"}


def _folder() -> Path:
    return Path(str(files("summarize.evals"))) / "situation"
