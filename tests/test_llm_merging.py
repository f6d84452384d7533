"""Several raw answers on one article as one: what is one record, what stays two, and that nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from fiction import DEAL, KESLOW, actor, answer, casualty, claim, deal, displacement, report, ultimatum

from summarize.engines.llm.merging import merge

LONG = "At least 34 civilians were killed on Wednesday when shells struck a covered market, the centre said"
SAYS = claim("Varenian Centre for Human Rights", "asserts", LONG)


def both(field: str, one: Any, two: Any) -> list[Any]:
    """What two answers with one record each come to, of parts with the same actors."""
    shared = {"actors": answer()["actors"]}
    return merge([shared | {field: [one]}, shared | {field: [two]}])[field]


# ---- what is one record


def test_a_figure_told_again_is_one_record_with_the_claims_of_both_and_all_that_either_says() -> None:
    first = casualty(place=None, victims="unknown", victims_text=None, count="More than  900")
    second = casualty(
        place="Keslow", cause="shells", count="more than 900", claims=[claim("Pavel Osk", "denies", "no such deaths")]
    )
    (one,) = both("casualties", first, second)
    assert one == casualty(
        place="Keslow", cause="shells", count="More than  900", claims=[*first["claims"], *second["claims"]]
    )


@pytest.mark.parametrize(
    "other",
    [
        {"harm": "injured"},
        {"count": "35"},
        {"victims": "combatants"},
        {"scope": "cumulative"},
        {"when": "Thursday"},
        {"place": "Tarn"},
        {"perpetrators": ["Northern Shield"]},
    ],
)
def test_a_figure_that_differs_is_another_record(other: dict[str, Any]) -> None:
    first = casualty(place="Keslow", perpetrators=["Varenian army"])
    second = first | {"claims": [claim(None, "asserts", "shells fell")]} | other
    assert both("casualties", first, second) == [first, second]


@pytest.mark.parametrize(
    "other", [{"movement": "fled"}, {"count": "26,000"}, {"people": "fighters"}, {"origin": "Tarn"}, {"when": "May"}]
)
def test_displacements(other: dict[str, Any]) -> None:
    first = displacement(people="civilians", when="last week")
    second = first | {"claims": [claim(None, "asserts", "they cannot leave")]}
    (one,) = both("displacements", first | {"when": None}, second | {"destination": "Orlava"})
    assert (one["when"], one["destination"], len(one["claims"])) == ("last week", "Orlava", 2)
    assert both("displacements", first, second | other) == [first, second | other]


def test_one_sentence_read_twice_is_one_record_however_it_was_read() -> None:
    again = casualty(
        count="At least 34", victims="mixed", scope="cumulative", when="on Wednesday", place="a covered market"
    )
    (one,) = both("casualties", casualty(), again | {"claims": [SAYS]})
    assert one["claims"] == [SAYS]
    assert (one["count"], one["victims"], one["place"]) == ("At least 34", "civilians", "a covered market")


def test_two_figures_of_one_sentence_stay_two() -> None:
    said = [claim(None, "asserts", "Three soldiers were killed in Keslow and three in Tarn")]
    one, two = (casualty(count="Three", victims_text="soldiers", place=p, claims=said) for p in ("Keslow", "Tarn"))
    assert both("casualties", one, two) == [one, two]
    assert merge([{"casualties": [one, two]}, {"casualties": [two, one]}]) == {"casualties": [one, two]}


def test_one_person_and_one_person_may_be_two() -> None:
    one = casualty(count="a", victims_text=None, when=None, claims=[claim(None, "asserts", "a medic was killed")])
    two = one | {"claims": [claim(None, "asserts", "a baker was killed")]}
    assert both("casualties", one, two) == [one, two]
    assert len(both("casualties", one | {"place": "Tarn"}, two | {"place": "Tarn"})) == 1


def test_one_answer_tells_its_own_records_apart() -> None:
    first, second = (
        casualty(place="Keslow"),
        casualty(place=None, claims=[claim(None, "asserts", "34 more were killed")]),
    )
    raw = {"casualties": [first, second]}
    assert merge([raw]) == raw
    assert merge([raw, {"casualties": [casualty(place="Keslow", claims=[SAYS])]}])["casualties"] == [
        first | {"claims": [SAYS]},
        second,
    ]


def test_of_two_records_of_an_answer_the_one_that_is_most_alike_is_the_kept_one() -> None:
    first, second = casualty(place=None, when="Monday"), casualty(place="Tarn", when=None)
    third = casualty(place="Keslow", when="Monday")
    for later in ([second, third], [third, second]):
        assert merge([{"casualties": [first]}, {"casualties": later}])["casualties"] == [third, second]


def test_an_ultimatum_told_again() -> None:
    first = ultimatum(response="pending", threat="unstated", threat_text=None, place=None)
    second = ultimatum(
        issuers=["the army"],
        demand_text="give up its arms",
        response="rejected",
        claims=[claim("Osk", "asserts", "or die")],
    )
    (one,) = both("ultimatums", first, second)
    assert (one["response"], one["threat"], one["place"]) == ("rejected", "force", "Keslow")
    assert (one["issuers"], one["demand_text"], len(one["claims"])) == (["Varenian army"], "lay down its arms", 2)
    (one,) = both("ultimatums", second, first)
    assert one["response"] == "rejected"


@pytest.mark.parametrize(
    "other", [{"issuers": ["Halvia"]}, {"targets": []}, {"place": "Tarn"}, {"demand": "leave", "demand_text": "go"}]
)
def test_another_ultimatum(other: dict[str, Any]) -> None:
    second = ultimatum(claims=[claim(None, "asserts", "another warning")]) | other
    assert both("ultimatums", ultimatum(), second) == [ultimatum(), second]


def test_a_deal_told_again_goes_on_as_the_article_does() -> None:
    first = deal(parties=["Varenian army", "the rebels"], terms=["buses"], stage="negotiating", date="Monday")
    said = claim("Pavel Osk", "denies", "no deal")
    second = deal(said, parties=["Northern Shield", "Halvia"], terms=["its fighters go by buses"], stage="agreed")
    (one,) = both("deals", first, second)
    assert one["parties"] == ["Varenian army", "the rebels", "Halvia"]
    assert (one["stage"], one["date"]) == ("agreed", None)
    assert one["terms"] == ["its fighters go by buses"]
    assert one["claims"] == [*first["claims"], said]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "ceasefire"},
        {"parties": ["Halvia"]},
        {"place": "Tarn"},
        {"parties": ["Northern Shield", "Halvia"], "terms": ["ten trucks"]},
        {"claims": [claim("Pavel Osk", "proposes", "let us all go")]},
    ],
)
def test_another_deal(other: dict[str, Any]) -> None:
    first = deal(claim("Varenian army", "proposes", "offered buses"), place="Keslow", terms=["buses"])
    second = deal(claim(None, "asserts", "the truce held"), place="Keslow") | other
    assert both("deals", first, second) == [first, second]
    assert len(both("deals", first, deal(claim(None, "asserts", "it held")))) == 1


# ---- actors


def test_an_actor_under_two_names_has_the_fullest_and_all_other_forms_as_aliases() -> None:
    first = [actor("the Shield", aliases=["the rebels"], country=None)]
    second = [actor("Northern Shield", aliases=["The Shield", "the fighters"], country="VAR", role="rebels")]
    (one,) = merge([{"actors": first}, {"actors": second}])["actors"]
    assert one == second[0] | {"aliases": ["the rebels", "the Shield", "The Shield", "the fighters"]}


def test_an_actor_that_a_third_answer_knows_by_both_names_is_one() -> None:
    parts = [[actor("the army")], [actor("Varenian army")], [actor("Varenian army", aliases=["The army"])]]
    (one,) = merge([{"actors": p} for p in parts])["actors"]
    assert (one["name"], set(one["aliases"])) == ("Varenian army", {"the army", "The army"})


def test_a_person_and_a_body_are_one_only_under_one_name() -> None:
    body, person = actor("Osk", aliases=["Pavel Osk"]), actor("Pavel Osk", "person")
    assert merge([{"actors": [body]}, {"actors": [person]}])["actors"] == [body, person]
    assert merge([{"actors": [body]}, {"actors": [actor("OSK", "person")]}])["actors"] == [
        body | {"aliases": ["Pavel Osk", "OSK"]}
    ]


def test_an_alias_of_two_actors_names_neither() -> None:
    states = [actor(n, "state", "government", aliases=["the government"]) for n in ("Halvia", "Varenia")]
    third = actor("the government", "state", "government")
    assert merge([{"actors": states}, {"actors": [third]}])["actors"] == [*states, third]


def test_a_name_means_whom_its_own_answer_means() -> None:
    parts = [
        {
            "actors": [actor(army, sector="military", aliases=["the army"])],
            "casualties": [
                casualty(count=count, perpetrators=["the army"], claims=[claim("The army", "denies", count)])
            ],
        }
        for army, count in (("Varenian army", "12"), ("Halvian army", "13"))
    ]
    first, second = merge(parts)["casualties"]
    assert first == parts[0]["casualties"][0]
    assert (second["perpetrators"], second["claims"][0]["source"]) == (["Halvian army"], "Halvian army")


def test_nobody_is_part_of_itself_under_another_name() -> None:
    first = actor("office", part_of="Northern Shield")
    second = actor("Northern Shield", aliases=["the office"], part_of=None)
    (one,) = merge([{"actors": [first]}, {"actors": [second]}])["actors"]
    assert (one["name"], one["part_of"]) == ("Northern Shield", None)


def test_claims_of_one_source_under_two_names_are_one() -> None:
    one = casualty(claims=[claim("the centre", "asserts", "34 were killed")])
    (joined,) = both("casualties", one, casualty())
    assert joined["claims"] == casualty()["claims"]


# ---- headline, key points, the rest


def test_the_first_headline_and_the_first_of_what_nobody_knows_stand() -> None:
    parts = [{"headline": None, "note": 1}, {"headline": "Osk denies a deal", "note": 2}, {"headline": "Later"}]
    assert merge(parts) == {"headline": "Osk denies a deal", "note": 1}


def test_key_points_are_taken_in_turn_and_cite_the_merged_records() -> None:
    def points(*cites: str) -> list[Any]:
        return [{"text": f"It was {c}.", "cites": [c]} for c in cites]

    first = {"casualties": [casualty()], "deals": [deal()], "key_points": points("deals[0]", "casualties[0]")}
    second = {
        "casualties": [casualty(count="7"), casualty(claims=[SAYS])],
        "key_points": points("casualties[1]", "casualties[0]", "deals[0]", "casualties[01]", "casualties[4]"),
    }
    made = merge([first, second])
    assert [(p["text"], p["cites"]) for p in made["key_points"]] == [
        ("It was deals[0].", ["deals[0]", "deals[1]"]),  # its own answer has no such deal, so it cites nothing
        ("It was casualties[1].", ["casualties[0]"]),
        ("It was casualties[0].", ["casualties[0]", "casualties[1]"]),
        ("It was casualties[01].", ["casualties[01]"]),
        ("It was casualties[4].", ["casualties[4]"]),
    ]


def test_what_is_malformed_is_passed_on_and_joins_nothing() -> None:
    bad = [
        7,
        None,
        casualty(place=["Keslow"]),
        casualty(victims="sheep"),
        casualty(id="casualty-9"),
        casualty(claims=[7]),
    ]
    assert merge([{"casualties": [casualty()]}, {"casualties": bad}]) == {"casualties": [casualty(), *bad]}
    assert merge([{"actors": [7, None, {}]}, {"actors": [actor("7"), actor("null")]}]) == {
        "actors": [7, None, {}, actor("7"), actor("null")]
    }
    assert merge([{"casualties": "none"}, {"casualties": "none"}]) == {"casualties": "none"}
    assert merge([{"casualties": "none"}, {"casualties": [casualty()]}]) == {"casualties": ["none", casualty()]}
    assert merge([{"casualties": None}, {"deals": {}}]) == {"casualties": None, "deals": {}}
    point = {"text": "It was.", "cites": ["casualties[0]"]}
    assert merge([{"key_points": [7, None]}, {"key_points": [point]}])["key_points"] == [point, 7, None]


def test_a_merged_reading_of_an_article_in_two_parts_stands_up_to_it() -> None:
    whole = answer()
    first = whole | {"casualties": whole["casualties"][:1], "key_points": whole["key_points"][:2]}
    second = answer(
        actors=[actor("the army", sector="military"), *whole["actors"][1:]],
        deals=[
            deal(claim("the army", "asserts", DEAL), parties=["the army", "the rebels"], place="Keslow", stage="agreed")
        ],
        casualties=[whole["casualties"][1], casualty()],
        key_points=[{"text": "At least 34 civilians were killed on Wednesday.", "cites": ["casualties[1]"]}],
    )
    read, sound = report(merge([first, second])), report(whole)
    assert read.rejected == ()
    for field in ("actors", "ultimatums", "deals", "casualties", "displacements"):
        assert len(getattr(read, field)) == len(getattr(sound, field))
    assert read.deals == sound.deals
    assert [p.cites for p in read.key_points] == [("ultimatum-1",), ("casualty-1",), ("deal-1",)]


def test_the_sample_answer_read_twice_is_read_once() -> None:
    assert merge([answer(), answer()]) == answer()
    assert report(merge([answer(), answer()]), KESLOW).rejected == ()
