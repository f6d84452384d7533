"""What code computes of a record besides counts and days: event codes."""

from __future__ import annotations

import pytest
from fiction import PUBLISHED, casualty, claim, deal, displacement, report, ultimatum

from summarize import Document

TEXT = """The army told the Shield to leave Keslow or face an assault. It called it an ultimatum to the Shield.

Halvia urged both to agree on a truce. The Shield offered a truce, and a truce was signed by both at dawn.

A truce will be signed on Sunday, Osk said. "We have signed nothing," he added.

The army halted its fire unilaterally."""
DOCUMENT = Document(text=TEXT, published=PUBLISHED)


def coded(**fields: object) -> list[tuple[str, str | None, str | None]]:
    ((record, *_),) = [getattr(report(fields, DOCUMENT), kind) for kind in fields]
    return [(c.plover, c.mode, c.cameo) for c in record.codes]


def threat(**more: object) -> dict[str, object]:
    told = claim(None, "asserts", "told the Shield to leave Keslow or face an assault")
    fields = {
        "issuers": ["The army"],
        "targets": ["the Shield"],
        "demand_text": "leave Keslow",
        "threat_text": "face an assault",
        "deadline": None,
        "place": None,
        "claims": [told],
    }
    return ultimatum(**{**fields, **more})


def test_an_ultimatum_is_final_by_its_own_deadline_or_word_not_by_the_articles() -> None:
    named = claim(None, "asserts", "It called it an ultimatum to the Shield")
    assert coded(ultimatums=[threat()]) == [("THREATEN", "violence", "138")]
    assert coded(ultimatums=[threat(deadline="Sunday")]) == [("THREATEN", "violence", "139")]
    assert coded(ultimatums=[threat(claims=[named])]) == [("THREATEN", "violence", "139")]


def test_a_deal_that_others_call_for_is_an_appeal_that_a_party_offers_a_promise() -> None:
    offered = claim("The Shield", "proposes", "The Shield offered a truce")
    urged = claim("Halvia", "proposes", "Halvia urged both to agree on a truce")
    both = {"kind": "ceasefire", "stage": "proposed", "parties": ["the Shield"]}
    assert coded(deals=[deal(urged, **both)])[0][0] == "REQUEST"
    assert coded(deals=[deal(offered, **both)])[0][0] == "AGREE"
    assert coded(deals=[deal(urged, offered, **both)])[0][0] == "AGREE"


@pytest.mark.parametrize(
    ("quote", "signed"),
    [
        ("a truce was signed by both at dawn", True),
        ("A truce will be signed on Sunday", False),
        ("We have signed nothing", False),
        ("The Shield offered a truce", False),
    ],
)
def test_only_what_is_signed_is_coded_as_signed(quote: str, signed: bool) -> None:
    truce = deal(claim(None, "asserts", quote), kind="ceasefire", stage="agreed", parties=["the Shield"])
    assert (coded(deals=[truce])[0][2] == "057") == signed


def test_what_others_deny_or_doubt_signs_nothing() -> None:
    sides = [
        claim(None, "asserts", "The Shield offered a truce"),
        claim("Osk", "denies", "a truce was signed by both at dawn"),
    ]
    truce = deal(*sides, kind="ceasefire", stage="agreed", parties=["the Shield"])
    assert coded(deals=[truce])[0][2] != "057"


def test_a_ceasefire_that_one_side_declares_is_coded_so() -> None:
    said = claim(None, "asserts", "The army halted its fire unilaterally")
    assert coded(deals=[deal(said, kind="ceasefire", stage="agreed", parties=["The army"])])[0][0] == "CONCEDE"


def test_mediation_is_an_event_of_its_own() -> None:
    urged = claim("Halvia", "asserts", "Halvia urged both to agree on a truce")
    codes = coded(deals=[deal(urged, stage="negotiating", parties=["the Shield"], mediators=["Halvia"])])
    assert codes[-1] == ("CONSULT", None, "045")


def test_figures_have_no_event_codes() -> None:
    read = report({"casualties": [casualty()], "displacements": [displacement()]})
    assert not any(hasattr(r, "codes") for r in read.records())


def test_a_name_over_a_line_s_end_is_one_name_and_its_report_loads_again() -> None:
    from fiction import Fake

    from summarize.pipeline import summarize

    text = 'Talks failed. "We stay," Ede\nMarov of the Northern\nShield said. The northern  shield of Ede\n Marov held.'
    actors = [
        {"name": "Ede Marov", "aliases": [], "kind": "person", "sector": "rebel_group", "part_of": "Northern Shield"},
        {"name": "Northern\nShield", "aliases": [], "kind": "organization", "sector": "rebel_group"},
    ]
    report = summarize(text, engine=Fake({"actors": actors}))
    assert [a.name for a in report.actors] == ["Ede Marov", "Northern Shield"]
    assert [[text[s.start : s.end] for s in a.mentions] for a in report.actors] == [
        ["Ede\nMarov", "Ede\n Marov"],
        ["Northern\nShield"],
    ]
    assert report.actors[0].part_of is not None
    assert report.actors[0].part_of.name == "Northern Shield"
    assert type(report).model_validate_json(report.model_dump_json()) == report
