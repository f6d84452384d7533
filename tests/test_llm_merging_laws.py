"""What holds for any raw answers that are merged: well-formed, half sound, and hostile ones."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import pytest
from fiction import actor, answer, casualty, claim, deal, displacement, readings, ultimatum
from hypothesis import given
from hypothesis import strategies as st

from summarize.engines.llm.merging import merge
from summarize.schemas import ActorKind, DealKind, Demand, Harm, Movement, People, Scope, Stage, Stance, Victims
from summarize.schemas.reading import name_key
from summarize.schemas.rejected import plain

CLAIMED = ["ultimatums", "deals", "casualties", "displacements"]
NAMES = st.sampled_from(["Northern Shield", "the Shield", "Varenian army", "The army", "Osk", "Pavel Osk", "a medic"])
QUOTES = st.sampled_from(["34 were killed", "At least 34 were killed there", "they left", "it was so", "…"])
PLACES = st.sampled_from([None, "Keslow", "near Keslow", "Tarn"])
WHENS = st.sampled_from([None, "Monday", "on Monday", "since May"])
COUNTS = st.sampled_from(["34", "at least 34", "900", "a"])


def some(values: st.SearchStrategy[Any], least: int = 0, most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, min_size=least, max_size=most, unique_by=lambda v: json.dumps(v, sort_keys=True))


def of(kind: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([v.value for v in kind][-3:])


CLAIMS = st.lists(
    st.builds(claim, st.none() | NAMES, of(Stance), QUOTES),
    min_size=1,
    max_size=3,
    unique_by=lambda c: (c["source"], c["stance"]),
)
RECORDS = {
    "actors": st.builds(actor, NAMES, of(ActorKind), aliases=some(NAMES), part_of=st.none() | NAMES),
    "ultimatums": st.builds(
        ultimatum,
        issuers=some(NAMES),
        targets=some(NAMES),
        demand=of(Demand),
        demand_text=QUOTES,
        place=PLACES,
        claims=CLAIMS,
    ),
    "deals": st.builds(
        deal,
        kind=of(DealKind),
        stage=of(Stage),
        parties=some(NAMES, 1),
        mediators=some(NAMES),
        terms=some(QUOTES),
        place=PLACES,
        claims=CLAIMS,
    ),
    "casualties": st.builds(
        casualty,
        harm=of(Harm),
        count=COUNTS,
        victims=of(Victims),
        perpetrators=some(NAMES),
        scope=of(Scope),
        when=WHENS,
        place=PLACES,
        claims=CLAIMS,
    ),
    "displacements": st.builds(
        displacement, movement=of(Movement), count=COUNTS, people=of(People), origin=PLACES, when=WHENS, claims=CLAIMS
    ),
}


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Any]:
    """Well-formed answers whose records are distinct, few values in each field so that much is alike."""
    raw: dict[str, Any] = {field: draw(some(records)) for field, records in RECORDS.items()}
    raw["actors"] = list({name_key(a["name"]): a for a in raw["actors"]}.values())
    there = [f"{field}[{i}]" for field in RECORDS for i in range(len(raw[field]))]
    cites = some(st.sampled_from(there), 1) if there else st.just(["deals[0]"])
    texts = st.sampled_from(["It was so.", "They left.", "Osk denied it.", "Shells fell.", "No deal.", "Rain."])
    points = st.lists(
        st.builds(lambda t, c: {"text": t, "cites": c}, texts, cites), max_size=5, unique_by=lambda p: p["text"]
    )
    return raw | {"headline": draw(st.none() | texts), "key_points": draw(points)}


def resolver(raw: Mapping[str, Any]) -> Any:
    """Name → the actor of this answer that goes by it, as validation has it."""
    table: dict[str, str] = {}
    for one in raw["actors"]:
        table.setdefault(name_key(one["name"]), one["name"])
    for one in raw["actors"]:
        for alias in one["aliases"]:
            table.setdefault(name_key(alias), one["name"])
    return lambda name: None if name is None else table.get(name_key(name), name_key(name))


def holds(records: list[Any], said: Mapping[str, Any], raw: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    """Whether a merged record has this claim: its quote, or a longer one of the same source and stance."""
    whole, own = resolver(made), resolver(raw)(said["source"])
    names = {whole(said["source"])} | {a["name"] for a in made["actors"] if own in (a["name"], *a["aliases"])}
    return any(
        c["stance"] == said["stance"] and whole(c["source"]) in names and len(c["quote"]) >= len(said["quote"])
        for r in records
        for c in r["claims"]
    )


@given(answers())
def test_one_answer_is_what_it_is(raw: dict[str, Any]) -> None:
    assert merge([raw]) == raw


@given(st.lists(answers(), min_size=1, max_size=3))
def test_told_once_more_it_is_the_same(raws: list[dict[str, Any]]) -> None:
    made = merge(raws)
    assert merge([*raws, *deepcopy(raws)]) == made
    assert merge([made, deepcopy(made)]) == merge([made])


@given(st.lists(answers(), min_size=1, max_size=3))
def test_no_claim_is_lost_and_what_is_cited_is_still_cited(raws: list[dict[str, Any]]) -> None:
    before = deepcopy(raws)
    made = merge(raws)
    assert raws == before
    points = {p["text"]: p["cites"] for p in made["key_points"]}
    for raw in raws:
        for field in CLAIMED:
            assert all(holds(made[field], said, raw, made) for r in raw[field] for said in r["claims"])
        for point in raw["key_points"]:
            for field, records in cited(raw, point["cites"]):
                now = [r for f, some in cited(made, points.get(point["text"], [])) for r in some if f == field]
                claims = [said for r in records for said in r.get("claims", ())]
                assert point["text"] not in points or (now and all(holds(now, said, raw, made) for said in claims))


def cited(raw: Mapping[str, Any], cites: list[str]) -> list[tuple[str, list[Any]]]:
    """Field and record, alone in a list, of each citation that there is one for."""
    parts = [re.findall(r"\w+", c) for c in cites]
    return [(field, [raw[field][int(i)]]) for field, i in parts if int(i) < len(raw[field])]


@given(st.lists(answers(), min_size=1, max_size=3))
def test_names_mean_one_actor_and_every_form_of_it_is_kept(raws: list[dict[str, Any]]) -> None:
    made = merge(raws)
    names = [name_key(a["name"]) for a in made["actors"]]
    assert len(names) == len(set(names))
    assert {s for r in raws for a in r["actors"] for s in (a["name"], *a["aliases"])} == {
        s for a in made["actors"] for s in (a["name"], *a["aliases"])
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | NAMES | st.just("casualties[0]"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "claims", "count", "cites", "text", "a"]), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from([*RECORDS, "headline", "key_points", "note"])


@given(st.lists(st.dictionaries(FIELDS, JSON | st.lists(JSON, max_size=4), max_size=4), max_size=3))
def test_no_json_at_all_is_too_much_and_none_of_it_is_lost(raws: list[dict[str, Any]]) -> None:
    made = merge(raws)
    json.dumps(made, allow_nan=False)
    assert set(made) == {field for raw in raws for field in raw}
    for raw in map(plain, raws):
        assert isinstance(raw, dict)
        for field in RECORDS:
            items = raw.get(field)
            for item in items if isinstance(items, list) else []:
                assert item in made[field]


@given(st.lists(readings().map(lambda r: r[1]), min_size=1, max_size=3))
def test_half_sound_answers_are_merged_too(raws: list[dict[str, Any]]) -> None:
    made = merge(raws)
    assert merge([*raws, *raws]) == made
    assert merge([made, made]) == merge([made])


def test_nothing_and_what_is_no_answer() -> None:
    wrong: Any = [None, [], "deals", 7]
    assert merge([]) == {}
    assert merge(wrong) == {}
    bomb: Any = []
    for _ in range(100_000):
        bomb = [bomb]
    assert merge([{"deals": bomb}, {"deals": [bomb]}, answer()])["casualties"] == answer()["casualties"]


@pytest.mark.parametrize("field", [*RECORDS])
def test_thousands_of_records_end_soon(field: str) -> None:
    made = {
        "actors": lambda n: actor(f"group {n}", aliases=[f"group {n + 1}"]),
        "ultimatums": lambda n: ultimatum(place=f"town {n}"),
        "deals": lambda n: deal(place=f"town {n}"),
        "casualties": lambda n: casualty(place=f"town {n}"),
        "displacements": lambda n: displacement(origin=f"town {n}"),
    }[field]
    begun = time.process_time()
    merge([{field: [made(n) for n in range(k, 3_000 + k)]} for k in (0, 1_000, 2_000)])
    assert time.process_time() - begun < 20
