"""Articles of a situation: whose they are, which are copies, and how many independent voices there are."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from digest_world import DAY, cast, dispatch, group, toll
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document
from summarize.digest import Corrections, digest, outlet_of
from summarize.digest.copies import Printed, copies
from summarize.digest.matters import Support
from summarize.digest.support import _matched

WIRE = " ".join(f"Sentence {i} of the dispatch says what happened at the bridge number {i * 7}." for i in range(30))


@pytest.mark.parametrize(
    ("source", "outlet"),
    [
        ("https://www.example.org/news/1.html", "example.org"),
        ("HTTP://m.example.org", "example.org"),
        ("https://news.example.org/a--b.html", "news.example.org"),
        ("https://[broken", None),
        ("in/harbour-times--2026-05-04.txt", "harbour-times"),
        ("in/Harbour Times__ferry.txt", "Harbour Times"),
        ("in/--ferry.txt", None),
        ("in/outlet--folder/ferry.txt", None),
        ("ferry-terms.txt", None),
        ("-", None),
        (None, None),
    ],
)
def test_outlets(source: str | None, outlet: str | None) -> None:
    assert outlet_of(Document(text="…", source=source)) == outlet


def test_the_user_names_an_outlet() -> None:
    named = {"ferry.txt": "Harbour Times"}
    assert outlet_of(Document(text="…", source="in/ferry.txt"), named) == "Harbour Times"
    report = dispatch({}, "A.")
    assert report.document.source
    (article,) = digest([report], merges=Corrections(outlets={report.document.source: "Tribune"})).articles
    assert article.outlet == "Tribune"


def test_copies_whole_and_cut() -> None:
    later = DAY + dt.timedelta(1)
    texts = {
        "whole": Printed(WIRE, DAY),
        "same": Printed(WIRE.upper(), later),
        "cut": Printed(f"By our own reporters. {WIRE[: len(WIRE) // 2]}", later),
        "edited": Printed(WIRE.replace("what happened", "what was seen", 3), later),
        "other": Printed(WIRE.replace("bridge", "harbour").replace("says", "tells"), later),
    }
    assert copies(texts) == dict.fromkeys(["cut", "edited", "same"], "whole")


def test_a_quotation_in_common_makes_no_copy() -> None:
    quoted = "“We will stay in our town until the last of our brothers has been let go,” the spokesman said."
    own = [" ".join(Random(i).choices([f"word{n}" for n in range(500)], k=90)) for i in range(2)]
    assert copies({str(i): Printed(f"{text} {quoted}", DAY) for i, text in enumerate(own)}) == {}
    assert copies({"a": Printed(quoted, DAY), "b": Printed(f"{own[0]} {quoted}", DAY)}) == {}


def test_wire_copy_counts_once() -> None:
    first = toll("more than 900", outlet="A")
    quote = first.casualties[0].claims[0].quote.text
    texts = (WIRE, WIRE, "The Tribune's own account, which has nothing of the other.")
    answer = {"actors": [group("Lantern Relief", sector="ngo")]}
    figure = {
        "harm": "killed", "count": "more than 900", "victims": "civilians", "victims_text": None, "perpetrators": [],
        "cause": None, "scope": "cumulative", "when": None, "place": "Keslow",
        "claims": [{"source": "Lantern Relief", "stance": "asserts", "quote": quote}],
    }  # fmt: skip
    reports = [
        dispatch(answer | {"casualties": [figure]}, f"{quote}.", "Lantern Relief said.", text, outlet=o, lead=o)
        for o, text in zip("ABC", texts, strict=True)
    ]
    situation = digest(reports)
    assert [a.copy_of is not None for a in situation.articles].count(True) == 1
    (series,) = situation.casualties
    assert series.values[0].support == Support(articles=3, outlets=2, sources=1)


def test_five_articles_that_quote_one_monitor_are_one_source() -> None:
    (series,) = digest([toll("more than 900", outlet=o, day=i) for i, o in enumerate("ABCDE")]).casualties
    assert series.values[0].support == Support(articles=5, outlets=5, sources=1)


def test_an_outlet_without_a_source_is_none_beside_one_that_is_named() -> None:
    reports = [toll("more than 900", outlet="A"), toll("over 900", source=None, outlet="B", day=1)]
    assert digest(reports).casualties[0].values[0].support == Support(articles=2, outlets=2, sources=1)
    assert digest(reports[1:]).casualties[0].values[0].support == Support(articles=1, outlets=1, sources=1)


def test_two_articles_of_one_outlet_are_one_voice() -> None:
    (series,) = digest([toll("more than 900", outlet="A", day=i) for i in range(3)]).casualties
    assert series.values[0].support == Support(articles=3, outlets=1, sources=1)


@given(st.dictionaries(st.sampled_from("ABCD"), st.sets(st.sampled_from("wxyz"), min_size=1), max_size=4))
def test_independent_outlets_are_a_maximum_matching(dispatches: dict[str, set[str]]) -> None:
    def most(outlets: list[str], used: frozenset[str]) -> int:
        if not outlets:
            return 0
        with_it = [1 + most(outlets[1:], used | {d}) for d in dispatches[outlets[0]] - used]
        return max([most(outlets[1:], used), *with_it])

    assert _matched(dispatches) == most(sorted(dispatches), frozenset())


def test_a_report_given_again_is_told() -> None:
    report = cast(group("Northern Shield"), outlet="A")
    other = report.model_copy(update={"actors": ()})
    assert digest([report]).repeated == ()
    (again,) = digest([report, report]).repeated
    assert (again.reports, again.differing) == (2, False)
    situation = digest([other, report, report.without_text()])
    (again,) = situation.repeated
    assert (again.reports, again.differing) == (3, True)
    assert len(situation.actors) == 1  # the fullest counts


def test_one_text_at_two_outlets_is_two_articles() -> None:
    text = f"{WIRE}\n\nThe Northern Shield."
    reports = [
        dispatch({"actors": [group("Northern Shield")]}, text, outlet=o, lead="Bridge taken") for o in ("A", "B")
    ]
    one, other = digest(reports).articles
    assert one.sha256 == other.sha256
    assert [a.copy_of for a in (one, other)] in ([None, one.id], [other.id, None])
