"""Laws of the situation, on articles and answers at random."""

from __future__ import annotations

import datetime as dt
import json
from itertools import product
from random import Random
from typing import Any

import jsonschema
import pytest
from digest_world import accord, cast, demand, group, person, toll
from fiction import Writer, articles, readings, report
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from summarize import Report
from summarize.digest import Situation, digest
from summarize.schemas import Scope, Stage, verbatim_values
from summarize.schemas.answer import KINDS

# Reports that have much to do with one another: spellings, last names alone, rival figures, deals without a place.
_NAMES = ["Army of Safa", "Jaish al-Safa", "Jaysh as-Safa", "Real Safa Army", "KFF", "Keravei Free Front", "SA"]
_PEOPLE = ["Ivan Petrov", "Sergei Petrov", "Petrov", "I. Petrov", "Ivan Petrof"]
_SAID = [("Varenian army", "asserts", "a deal was agreed upon"), ("Pavel Osk", "denies", "there was no such deal")]
POOL = [
    *(cast(group(n, *more), day=i, outlet=o) for i, (n, more, o) in enumerate(product(_NAMES, [(), ("SNA",)], "AB"))),
    *(cast(person(n, country=c), day=i) for i, (n, c) in enumerate(product(_PEOPLE, [None, "SYR", "RUS"]))),
    *(
        toll(count, place=place, scope=scope, source=source, day=i % 5, outlet="ABC"[i % 3])
        for i, (count, place, scope, source) in enumerate(
            product(["40", "at least 52", "dozens"], ["Keslow", "near Keslow"], Scope, ["Lantern Relief", None])
        )
    ),
    *(
        accord(stage, said, place=place, day=i % 4, outlet="ABC"[i % 3])
        for i, (stage, said, place) in enumerate(product(Stage, _SAID, ["Keslow", "Tarn", None]))
    ),
    *(
        demand(place=place, day=i, hours=hours)
        for i, (place, hours) in enumerate(product(["Keslow", "Tarn", None], ["72 hours", "a day"]))
    ),
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(POOL), max_size=12), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(reports: list[Report], chance: Random) -> None:
    shuffled = [*reports, *reports]
    chance.shuffle(shuffled)
    once = digest(reports)
    assert digest(shuffled).model_copy(update={"repeated": ()}) == once.model_copy(update={"repeated": ()})
    assert Situation.model_validate_json(once.model_dump_json()) == once
    told = sum(1 for r in {r.document.sha256: r for r in reports}.values() for _ in r.records())
    assert sum(1 for _ in once.told()) == told


few = settings(max_examples=20)  # each example is several articles, grounded


@st.composite
def some_reports(draw: st.DrawFn) -> list[Report]:
    """Up to five reports on random articles of several days; some are read twice, differently."""
    made = []
    for _ in range(draw(st.integers(1, 4))):
        document, raw = draw(readings())
        day = document.published and document.published + dt.timedelta(draw(st.integers(0, 5)))
        outlet = draw(st.sampled_from(["A--", "B--", "https://c.example/", ""]))
        document = document.model_copy(update={"published": day, "source": f"{outlet}{draw(st.integers(0, 3))}.txt"})
        made.append(report(raw, document))
        if draw(st.integers(0, 5)) == 0:
            made.append(report(Writer(document, draw(st.randoms(use_true_random=True))).answer(), document))
    return [r.without_text() if draw(st.integers(0, 5)) == 0 else r for r in made]


@few
@given(some_reports(), st.randoms(use_true_random=False))
def test_order_does_not_matter(reports: list[Report], chance: Random) -> None:
    shuffled = list(reports)
    chance.shuffle(shuffled)
    assert digest(shuffled) == digest(reports)


@few
@given(some_reports(), st.integers(0, 9))
def test_a_report_twice_changes_nothing_but_is_told(reports: list[Report], which: int) -> None:
    once, again = digest(reports), reports[which % len(reports)]
    twice = digest([*reports, again])
    assert twice.model_copy(update={"repeated": once.repeated}) == once
    assert sum(r.reports for r in twice.repeated) > sum(r.reports for r in once.repeated)


@few
@given(readings())
def test_one_report_alone_is_its_records(reading: tuple[Any, Any]) -> None:
    read = report(reading[1], reading[0])
    situation = digest([read])
    assert [len(a.told) for a in situation.actors] == [1] * len(read.actors)
    for kind in ("ultimatums", "deals"):
        lines = getattr(situation, kind)
        assert sorted((t.record for line in lines for t in line.told), key=lambda r: r.id) == sorted(
            getattr(read, kind), key=lambda r: r.id
        )
        for line in lines:
            (told,) = line.told
            assert (line.disputed, line.unconfirmed) == (told.record.disputed, told.record.unconfirmed)
    told = sorted((t.record for t in situation.told()), key=lambda r: r.id)
    assert told == sorted(read.records(), key=lambda r: r.id)


@few
@given(some_reports())
def test_it_loads_back_equal(reports: list[Report]) -> None:
    situation = digest(reports)
    assert Situation.model_validate_json(situation.model_dump_json()) == situation


@few
@given(some_reports())
def test_every_value_leads_to_its_words(reports: list[Report]) -> None:
    situation = digest(reports)
    texts = {a.id: a.sha256 for a in situation.articles}
    by_hash = {r.document.sha256: r.document.text for r in reports if r.document.text}
    records = {}
    for told in situation.told():
        records[told.article, told.record.id] = told.record
        text = by_hash.get(texts[told.article])
        for value in verbatim_values(told.record) if text else ():
            assert text[value.start : value.end] == value.text
    for matter in situation.matters():
        assert {(s.article, s.record) for s in matter.statements} == {
            (t.article, t.record.id) for t in matter.records()
        }
        for statement in matter.statements:
            claims = records[statement.article, statement.record].claims
            assert statement.quote in [c.quote for c in claims]
        for step in getattr(matter, "steps", ()):
            assert all((r.article, r.record) in records for r in step.references)
            assert all(0 <= i < len(matter.statements) for i in step.statements)


@few
@given(some_reports())
def test_no_number_is_made(reports: list[Report]) -> None:
    situation = digest(reports)
    for series in (*situation.casualties, *situation.displacements):
        for value in series.values:
            assert all(t.record.count.bounds == (value.low, value.high, value.qualifier) for t in value.told)
        assert {c.one for c in series.contradictions} | {c.other for c in series.contradictions} <= {
            v.id for v in series.values
        }


@few
@given(some_reports())
def test_nothing_is_lost(reports: list[Report]) -> None:
    situation = digest(reports)
    assert len({a.id for a in situation.articles}) == len(situation.articles)
    told = [(t.article, t.record.id) for t in situation.told()]
    assert len(told) == len(set(told))
    by_hash: dict[str, set[int]] = {}
    for r in reports:
        by_hash.setdefault(r.document.sha256, set()).add(sum(len(getattr(r, kind)) for kind in KINDS))
    for article in situation.articles:
        assert sum(a == article.id for a, _ in told) in by_hash[article.sha256]


@few
@given(articles())
def test_nothing_makes_nothing(document: Any) -> None:
    situation = digest([report({}, document)])
    assert list(situation.matters()) == []
    assert digest([]).articles == ()


def test_its_schema_and_its_strictness() -> None:
    jsonschema.validate(
        json.loads(digest(POOL[:20]).model_dump_json()), Situation.model_json_schema(mode="serialization")
    )
    raw = json.loads(digest(POOL[:3]).model_dump_json())
    for changed in ({"extra": 1}, {"situation_version": "0"}, {"actors": [{}]}):
        with pytest.raises(ValidationError):
            Situation.model_validate(raw | changed)
    with pytest.raises(ValidationError):
        digest([]).as_of = None  # type: ignore[misc]
