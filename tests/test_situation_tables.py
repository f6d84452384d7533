"""A situation as tables and as files: every part of it in a row, joined by ids, tagged with HXL, safe to open."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import hostile_report
import pytest
import situation_fiction as fiction
from digest_world import demand
from hypothesis import given, settings
from hypothesis import strategies as st
from test_digest_laws import POOL

from summarize.digest import digest
from summarize.render.sheets import unguarded
from summarize.render.situation_columns import COLUMNS
from summarize.render.situation_tables import files, tables
from summarize.render.tables import Table

TOWN = fiction.town()


def records(table: Table) -> list[dict[str, object]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_every_part_has_its_row():
    made = {name: records(table) for name, table in tables(TOWN).items()}
    assert [a["article"] for a in made["articles"]] == [a.id for a in TOWN.articles]
    assert [a["name"] for a in made["actors"]] == [a.name for a in TOWN.actors]
    assert [u["matter"] for u in made["ultimatums"]] == [u.id for u in TOWN.ultimatums]
    assert [d["matter"] for d in made["deals"]] == [d.id for d in TOWN.deals]
    series = [*TOWN.casualties, *TOWN.displacements]
    assert [f["value"] for f in made["figures"]] == [v.id for s in series for v in s.values]
    assert len(made["contradictions"]) == sum(len(s.contradictions) for s in series) > 0
    assert len(made["statements"]) == sum(len(m.statements) for m in TOWN.matters())
    assert len(made["steps"]) == sum(len(m.steps) for m in (*TOWN.ultimatums, *TOWN.deals))


def test_a_deal_has_both_sides_counted():
    (deal, _) = records(tables(TOWN)["deals"])
    told = {k: deal[k] for k in ("kind", "stage", "parties", "mediators", "place", "sources", "against_sources")}
    assert told == {
        "kind": "evacuation",
        "stage": "collapsed",
        "parties": "Varenian army | Northern Shield",
        "mediators": "Halvia",
        "place": "Keslow",
        "sources": TOWN.deals[0].support.sources,
        "against_sources": 2,
    }
    assert (deal["disputed"], deal["unconfirmed"]) == (True, False)


def test_of_a_deadline_that_moved_the_last_one_stands():
    given = [demand(day=0), demand(day=1, hours="ten days", outlet="B")]
    (row,) = records(tables(digest(given, as_of=dt.date(2031, 5, 6)))["ultimatums"])
    assert (row["deadline_text"], row["deadline"], row["passed"]) == ("ten days", dt.date(2031, 5, 13), False)
    (row,) = records(tables(digest([demand(deadline=None)]))["ultimatums"])
    assert (row["deadline_text"], row["deadline"], row["passed"]) == (None, None, None)


def test_a_figure_has_its_bounds_also_in_the_column_of_its_harm():
    rows = {str(f["text"]): f for f in records(tables(TOWN)["figures"])}
    rival = rows["between 20 and 60"]
    assert (rival["low"], rival["high"], rival["killed_low"], rival["killed_high"]) == (20, 60, 20, 60)
    assert (rival["injured_low"], rival["displaced_low"]) == (None, None)
    assert rows["Some 4,000"]["displaced_low"] == 4_000
    assert rows["Some 4,000"]["killed_low"] is None
    assert (rows["30"]["rests_on"], rival["rests_on"]) == (None, "Halvia")
    assert rows["40"]["superseded_by"] == rows["about 70"]["value"]
    assert rows["30"]["value"] in str(rival["contradicts"]) or rows["about 70"]["value"] in str(rival["contradicts"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(POOL), max_size=10, unique_by=id))
def test_ids_join_the_tables_and_cells_have_their_columns_types(reports):
    made = tables(digest(reports))
    assert made.keys() == COLUMNS.keys()
    for table in made.values():
        assert len(set(table.columns)) == len(table.columns) == len(table.hxl) == len(table.types)
        for row in table.rows:
            assert all(c is None or type(c) is t for c, t in zip(row, table.types, strict=True))
    held = {name: {r[key] for r in records(made[name])} for name, key in (("articles", "article"), ("actors", "actor"))}
    matters = {r["matter"] for name in ("ultimatums", "deals", "figures") for r in records(made[name])}
    for statement in records(made["statements"]):
        assert statement["article"] in held["articles"]
        assert statement["matter"] in matters
        assert statement["actor"] is None or statement["actor"] in held["actors"]
    values = {r["value"] for r in records(made["figures"])}
    for pair in records(made["contradictions"]):
        assert {pair["one"], pair["other"]} <= values
    for doubt in records(made["doubts"]):
        assert {doubt["one"], doubt["other"]} <= held["actors"]


def test_hashtags_are_of_the_form_that_hxl_has():
    for name, columns in COLUMNS.items():
        for column in columns:
            assert re.fullmatch(r"(#[a-z]+(\+[a-z][a-z0-9_]*)*)?", column.hxl), (name, column)
        assert any(c.hxl for c in columns)


@pytest.mark.parametrize("attack", [*hostile_report.ATTACKS, "=1+1", "@cmd", "\t-2"])
def test_files_give_back_what_stood_there_and_nothing_in_them_runs(attack):
    situation, _ = fiction.attacked(attack)
    made = files(situation)
    assert {"articles.csv", "deals.csv", "figures.csv", "statements.csv", "doubts.csv"} <= made.keys()
    for name, text in made.items():
        header, hashtags, *rows = csv.reader(io.StringIO(text, newline=""))
        table = tables(situation)[name.removesuffix(".csv")]
        assert (tuple(header), tuple(hashtags)) == (table.columns, table.hxl)
        for cells, row in zip(rows, table.rows, strict=True):
            for cell, value in zip(cells, row, strict=True):
                if isinstance(value, str) and value.isprintable():
                    assert unguarded(cell) == value
                if isinstance(value, str):
                    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_an_empty_situation_is_a_file_of_articles_without_one():
    (text,) = files(digest([])).values()
    assert len(text.splitlines()) == 2
