"""What a situation has that an earlier one had not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from digest_world import DAY, accord, demand, toll
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Document, Report
from summarize.digest import digest, load_situation
from summarize.digest.situation import News, Update
from summarize.errors import ReportError

AGREED = ("Varenian army", "asserts", "a deal to leave the town was agreed")
DENIED = ("Pavel Osk", "denies", "there is no deal and there was none")
NOTHING = News(new=(), changed=(), contradicted=(), withdrawn=(), silent=())
REPORTS = [accord("agreed", AGREED), demand(day=1), toll("at least 40", day=1), toll("12", day=2, place="Tarn")]


def news(before: list[Report], now: list[Report], as_of: dt.date | None = None) -> News:
    found = digest(now, since=digest(before), as_of=as_of).news
    assert found is not None
    return found


@settings(max_examples=30)
@given(st.lists(st.sampled_from(REPORTS), max_size=5))
def test_nothing_is_new_against_itself(reports: list[Report]) -> None:
    assert news(reports, list(reversed(reports))) == NOTHING


def test_no_news_without_an_earlier_situation() -> None:
    assert digest(REPORTS).news is None


def test_new_and_silent() -> None:
    found = news(REPORTS[:1], REPORTS[1:2])
    assert found == NOTHING.model_copy(
        update={
            "new": (Update(id="ultimatum-1", about="Varenian army → Northern Shield, Keslow", what=()),),
            "silent": (Update(id="deal-1", about="Evacuation deal, Keslow: agreed", what=()),),
        }
    )


@pytest.mark.parametrize("kept", [True, False])
def test_changed_and_contradicted(kept: bool) -> None:
    before = [accord("agreed", AGREED, outlet="A"), toll("at least 40", day=1)]
    later = [
        accord("collapsed", AGREED, DENIED, outlet="B", day=3),
        toll("at least 52", day=3),
        toll("up to 30", day=3, source="Varenian army", outlet="C"),
    ]
    found = news(before, [*before, *later] if kept else later)
    assert found.new == found.withdrawn == found.silent == ()
    changed = {u.id.split("-")[0]: u.what for u in found.changed}
    assert changed["deal"][0] == "stage: agreed → collapsed"
    assert "figure: “at least 52”" in changed["casualty"]
    contradicted = {u.id.split("-")[0]: u.what for u in found.contradicted}
    assert contradicted["deal"] == ("disputed",)
    assert any("cannot both hold" in what for what in contradicted["casualty"])


def test_a_deadline_passes() -> None:
    before = [demand()]
    found = digest(before, since=digest(before), as_of=DAY + dt.timedelta(9)).news
    assert found is not None
    assert [u.what for u in found.changed] == [(f"deadline passed: {DAY + dt.timedelta(3)}",)]


def test_withdrawn() -> None:
    report = toll("at least 40", outlet="A")
    corrected = Document(text="Correction: no figure is known.", source=report.document.source, published=DAY)
    provenance = report.provenance.model_copy(update={"text_sha256": corrected.sha256})
    found = news([report], [Report(document=corrected, provenance=provenance)])
    assert found.withdrawn == (
        Update(id="casualty-1", about="Killed civilians, Keslow (cumulative)", what=("A has it no more",)),
    )
    assert found.silent == ()


def test_one_more_source() -> None:
    before = [toll("at least 40", outlet="A")]
    found = news(before, [*before, toll("at least 40", outlet="B", source="Halvia", day=1)])
    assert [u.what for u in found.changed] == [("sources: 1 → 2",)]


def test_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "before.json"
    path.write_text(digest(REPORTS).model_dump_json())
    assert digest(REPORTS, since=path).news == NOTHING
    path.write_text(digest(REPORTS).model_dump_json().replace('"situation_version":"1"', '"situation_version":"9"'))
    with pytest.raises(ReportError, match="situation_version"):
        load_situation(path)
    with pytest.raises(ReportError, match="no such file"):
        load_situation(tmp_path / "none.json")


def test_new_articles_against_what_only_the_earlier_ones_have() -> None:
    before = [accord("agreed", AGREED, outlet="A"), toll("at least 40", outlet="A"), demand(outlet="A")]
    later = [
        accord("agreed", DENIED, outlet="B", day=2),
        toll("up to 12", outlet="B", day=9, source="Varenian army"),
        toll("at least 52", outlet="A", day=9),
    ]
    found = news(before, later)
    contradicted = {u.id.split("-")[0]: u.what for u in found.contradicted}
    assert contradicted["deal"] == ("denied by Pavel Osk",)
    assert "“at least 40”, told earlier, and “up to 12” cannot both hold" in contradicted["casualty"]
    assert not any("52" in what and "40" in what for what in contradicted["casualty"])
    assert [u.what for u in found.silent] == [(f"deadline passed: {DAY + dt.timedelta(3)}",)]
