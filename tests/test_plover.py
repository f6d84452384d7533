"""Events in POLECAT's columns: who, to whom, what of it is an event at all."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from fiction import DEAL, DENIAL, KESLOW, actor, answer, claim, deal, readings, report, ultimatum
from hypothesis import given, settings

from summarize.document import Document
from summarize.render import plover
from summarize.render.sheets import together
from summarize.render.tables import report_id
from summarize.schemas import Report

# As they stand in the first row of the data set's own files.
POLECAT = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
]  # fmt: skip
UNKNOWABLE = [c for c in POLECAT if "COW" in c or "Wikipedia" in c] + [
    "Event Intensity", "Contexts", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Feature Type", "Language",
]  # fmt: skip


def events(read: Report) -> list[dict[str, str]]:
    return [dict(zip(plover.COLUMNS, row, strict=True)) for row in plover.rows(read)]


def of(*deals: dict[str, Any], **more: Any) -> list[dict[str, str]]:
    return events(report(answer(**{"ultimatums": [], "deals": list(deals)} | more)))


def brief(event: dict[str, str]) -> tuple[str, str, str, str]:
    return event["Event Type"], event["CAMEO"], event["Actor Name"], event["Recipient Name"]


def test_the_columns_are_polecats_and_then_ours() -> None:
    assert list(plover.COLUMNS[:40]) == POLECAT
    assert plover.COLUMNS[40:] == ("Headline", "Event Text", "CAMEO", "Status", "Note", "Report", "Record", "SHA-256")


def test_golden_rows() -> None:
    read = report(answer())
    threat, agreed, brokered = events(read)
    assert {k: v for k, v in threat.items() if v} == {
        "Event ID": f"{report_id(read)}-ultimatum-1_ultimatum",
        "Event Date": "2031-05-02",
        "Event Type": "THREATEN",
        "Event Mode": "violence",
        "Quad Code": "VERBAL CONFLICT",
        "Actor Name": "Varenian army",
        "Primary Actor Sector": "MIL",
        "Actor Sectors": "MIL",
        "Actor Name Raw": "Varenian government forces",
        "Recipient Name": "Northern Shield",
        "Primary Recipient Sector": "REB",
        "Recipient Sectors": "REB",
        "Recipient Name Raw": "Northern Shield",
        "Raw Placename": "Keslow",
        "Publication Date": "2031-05-02",
        "Story People": "Pavel Osk; Mira Soltan",
        "Story Organizations": "Varenian army; Northern Shield; Varenian Centre for Human Rights; Lantern Relief",
        "Story Locations": "Halvia; Keslow",
        "Version": "summarize 1 fake parrot-1",
        "Headline": "Northern Shield denies a deal to leave Keslow as a 72-hour deadline nears",
        "Event Text": "giving the rebel group that holds it 72 hours to lay down its arms",
        "CAMEO": "139",
        "Note": "asserted by the article",
        "Report": report_id(read),
        "Record": "ultimatum-1",
        "SHA-256": KESLOW.sha256,
    }
    assert brief(agreed) == ("AGREE", "0356", "Varenian army; Northern Shield", "")
    assert (agreed["Event Date"], agreed["Primary Actor Sector"]) == ("2031-05-01", "MIL; REB")
    assert brief(brokered) == ("CONSULT", "045", "Halvia", "Varenian army; Northern Shield")


def test_a_disputed_deal_is_flagged_with_both_sides() -> None:
    _, agreed, _ = events(report(answer()))
    assert agreed["Status"] == "disputed"
    assert agreed["Note"] == "asserted by Varenian army; denied by Pavel Osk; doubted by A medic"
    assert agreed["Event Text"] == DEAL


@pytest.mark.parametrize("stance", ["denies", "doubts", "rejects", "proposes"])
def test_an_agreement_that_nobody_asserts_is_no_event(stance: str) -> None:
    assert of(deal(claim("Pavel Osk", stance, DENIAL))) == []


def test_a_refusal_is_an_event_of_who_refuses() -> None:
    parties = ["Varenian army", "Northern Shield"]
    (event,) = of(deal(claim("Northern Shield", "rejects", DENIAL), stage="rejected", parties=parties))
    assert brief(event) == ("REJECT", "1246", "Northern Shield", "Varenian army")
    assert event["Event Text"] == DENIAL
    # Who is reported to refuse, but by no claim of its own, cannot be told from the other side.
    (event,) = of(deal(claim(None, "asserts", DENIAL), stage="rejected", parties=parties))
    assert brief(event)[2:] == ("Varenian army; Northern Shield", "")


def test_who_proposes_and_who_calls_for_it() -> None:
    parties = ["Varenian army", "Northern Shield"]
    (offer,) = of(deal(claim("Varenian army", "proposes", DEAL), stage="proposed", parties=parties))
    assert brief(offer) == ("AGREE", "0356", "Varenian army", "Northern Shield")
    (appeal,) = of(deal(claim("Lantern Relief", "proposes", DEAL), stage="proposed", parties=parties))
    assert brief(appeal) == ("REQUEST", "0256", "Lantern Relief", "Varenian army; Northern Shield")
    assert appeal["Actor Country"] == "NGO"
    assert not appeal["Primary Actor Sector"]


def test_talks_are_of_all_parties_together() -> None:
    (event,) = of(deal(claim(None, "asserts", DEAL), stage="negotiating", parties=["Varenian army", "Halvia"]))
    assert brief(event) == ("CONSULT", "046", "Varenian army; Halvia", "")


def test_the_answer_to_an_ultimatum_goes_back() -> None:
    given_ = ultimatum(response="rejected", claims=[*ultimatum()["claims"], claim("Pavel Osk", "rejects", DENIAL)])
    threat, answered = of(ultimatums=[given_])
    assert brief(threat)[2:] == ("Varenian army", "Northern Shield")
    assert brief(answered)[0] == "REJECT"
    assert brief(answered)[2:] == ("Northern Shield", "Varenian army")
    assert answered["Event Text"] == DENIAL


def test_without_an_actor_there_is_no_event() -> None:
    assert of(ultimatums=[ultimatum(issuers=[])]) == []


def test_what_is_known_of_some_actors_only_is_lined_up() -> None:
    document = Document(
        text="A medic and Colonel Ilan Rost of the Iraqi army said they had agreed on a truce on Monday."
    )
    raw = {
        "actors": [actor("Ilan Rost", "person", "military", country="IRQ", role="Colonel")],
        "deals": [
            deal(
                claim(None, "asserts", "said they had agreed on a truce"),
                kind="ceasefire",
                parties=["A medic", "Ilan Rost"],
            )
        ],
    }
    (event,) = events(report(raw, document))
    assert event["Actor Name"] == "A medic; Ilan Rost"
    assert (event["Actor Country"], event["Actor Title"]) == ("None; IRQ", "None; Colonel")
    assert event["Event Date"] == ""  # neither a date nor a publication date


@settings(max_examples=60, deadline=None)
@given(readings())
def test_the_law_of_rows(read: tuple[Document, dict[str, Any]]) -> None:
    document, raw = read
    made = report(raw, document)
    rows = events(made)
    assert len({r["Event ID"] for r in rows}) == len(rows)
    records = {r.id: r for r in (*made.ultimatums, *made.deals)}
    for row in rows:
        record = records[row["Record"]]
        assert not any(row[c] for c in UNKNOWABLE)
        assert all(row[c] for c in ("Event ID", "Event Type", "Quad Code", "Actor Name", "Event Text", "CAMEO"))
        assert row["Event Text"] in {c.quote.text for c in record.claims if c.stance not in ("denies", "doubts")}
        assert (row["Status"] == "disputed") == record.disputed
    written = list(csv.reader(io.StringIO("".join(together([made], "plover")), newline=""), delimiter="\t"))
    assert len(written) == len(rows) + 1
    assert {len(line) for line in written} == {len(plover.COLUMNS)}
