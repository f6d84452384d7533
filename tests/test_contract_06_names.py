"""Invariant 6: names resolve to an actor of the report or to words of the article, countries to their forms there."""

from __future__ import annotations

from typing import Any

import pytest
from fiction import KESLOW, actor, answer, casualty, claim, deal, readings, reasons, report, ultimatum
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Document
from summarize.schemas import Actor, Name, verbatim_values
from summarize.schemas.reading import in_one_line, name_key


@settings(max_examples=40, deadline=None)
@given(readings())
def test_every_name_is_an_actors_or_the_articles_words(reading: tuple[Document, dict[str, Any]]) -> None:
    document, raw = reading
    read = report(raw, document)
    actors = {a.name: a for a in read.actors}
    assert len({name_key(name) for name in actors}) == len(read.actors)
    for value in verbatim_values(read):
        if isinstance(value, Name):
            assert value.text == document.text[value.start : value.end]
            if value.name in actors:
                assert value.text in {document.text[a:b] for a, b in actors[value.name].mentions}
            else:
                assert value.name == in_one_line(value.text)


@settings(max_examples=40, deadline=None)
@given(readings())
def test_nobody_is_part_of_itself_however_long_the_way(reading: tuple[Document, dict[str, Any]]) -> None:
    document, raw = reading
    above = {a.name: a.part_of.name for a in report(raw, document).actors if a.part_of}
    for name in above:
        seen = [name]
        while seen[-1] in above:
            seen.append(above[seen[-1]])
            assert seen[-1] != name
            assert len(seen) <= len(above) + 1


def test_names_resolve_through_aliases_whatever_their_case_accents_and_article() -> None:
    raw = answer()
    raw["ultimatums"][0] |= {"issuers": ["The Army"], "targets": ["the Rebels", "Northern-Shield"]}
    raw["deals"][0]["mediators"] = ["Hálvia"]
    read = report(raw)
    assert [n.name for n in read.ultimatums[0].issuers] == ["Varenian army"]
    assert [n.name for n in read.ultimatums[0].targets] == ["Northern Shield", "Northern Shield"]
    assert [(n.name, n.text) for n in read.deals[0].mediators] == [("Halvia", "Halvia")]


def test_a_name_is_placed_at_the_mention_beside_the_claims_own_quote() -> None:
    blamed = "The army denied shelling the market and blamed the Northern Shield"
    sides = [claim("Varenian army", "asserts", "had reached an agreement"), claim("the army", "denies", blamed)]
    for order in (sides, sides[::-1]):
        (record,) = report(answer(deals=[deal(*order)], key_points=[])).deals
        places = {c.stance: c.source.start for c in record.claims if c.source and c.source.name == "Varenian army"}
        assert places == {
            "asserts": KESLOW.text.index("Varenian army's general staff"),
            "denies": KESLOW.text.index("The army denied"),
        }


def test_an_unnamed_party_is_the_articles_own_words_and_stays_unresolved() -> None:
    read = report(answer(ultimatums=[ultimatum(targets=["the rebel group that holds it"], issuers=["the group"])]))
    (target,) = read.ultimatums[0].targets
    assert target.name == target.text == "the rebel group that holds it"
    assert (
        read.ultimatums[0].issuers[0].name == "the group"
    )  # which group is for a reader to say, not for code to guess


@pytest.mark.parametrize("name", ["Kransk Brigade", "northern shields", "Pavel", "United Nations of Varenia"])
def test_a_name_from_nowhere_is_refused(name: str) -> None:
    raw = {"deals": [deal(parties=["Northern Shield", name])]}
    stands = name in KESLOW.text
    read = report(raw)
    assert len(read.deals) == stands
    assert stands or reasons(read)["deals[0]"].startswith("parties[1]: neither an actor of this report nor words")


@pytest.mark.parametrize("name", ["he", "They", "the", "who", "its", "…", "—", "", "  "])
def test_a_pronoun_an_article_or_a_dash_names_nobody(name: str) -> None:
    text = "They said he — the one who held its gate … — had left the town of Keslow."
    document = Document(text=text)
    read = report(
        {"actors": [actor(name)], "deals": [deal(claim(name, "asserts", "had left the town"), parties=["Keslow"])]},
        document,
    )
    assert list(read.records()) == []
    assert set(reasons(read)) == {"actors[0]", "deals[0]"}


def test_an_acronym_is_no_pronoun() -> None:
    document = Document(text="The US told us nothing. US forces, and the WHO, who came late, left Keslow.")
    read = report({"actors": [actor("US"), actor("WHO", sector="intergovernmental")]}, document)
    assert [a.name for a in read.actors] == ["US", "WHO"]
    assert [[document.text[a:b] for a, b in x.mentions] for x in read.actors] == [["US", "US"], ["WHO"]]


def test_an_actor_listed_twice_stands_once() -> None:
    read = report({"actors": [actor("Northern Shield"), actor("the Northern Shield", sector="other"), actor("Halvia")]})
    assert [a.id for a in read.actors] == ["actor-1", "actor-3"]
    assert reasons(read) == {"actors[1]": "name: an actor of this name is listed already"}


def test_another_actors_name_among_the_aliases_takes_nothing_from_it() -> None:
    raw = answer()
    raw["actors"][1]["aliases"] = ["the rebels", "Pavel Osk"]
    read = report(raw)
    assert [a.name for a in read.actors][1:3] == ["Northern Shield", "Pavel Osk"]
    assert [c.source and c.source.name for c in read.deals[0].claims] == ["Varenian army", "Pavel Osk", "A medic"]


def test_an_actors_name_is_as_written_where_the_article_has_it_so() -> None:
    capitals, small = "NORTHERN SHIELD LEAVES KESLOW", "The Northern Shield has left Keslow."
    for article, name in ((f"{capitals}\n\n{small}", "Northern Shield"), (capitals, "NORTHERN SHIELD")):
        (shield,) = report({"actors": [actor("Northern Shield")]}, Document(text=article)).actors
        assert shield.name == name


def test_parts_name_wholes_whatever_their_order_and_fall_with_no_one() -> None:
    raw = {
        "actors": [
            actor("Pavel Osk", "person", part_of="the rebels"),
            actor("Northern Shield", aliases=["the rebels"]),
            actor("Mira Soltan", "person", part_of="Defence Minister Ilan Dragomir"),
            actor("Defence Minister Ilan Dragomir", "person", part_of="Kransk"),
        ]
    }
    read = report(raw)
    osk, shield, soltan = read.actors
    assert osk.part_of is not None
    assert (osk.part_of.name, shield.part_of) == ("Northern Shield", None)
    assert soltan.part_of is not None
    assert (
        soltan.part_of.name == soltan.part_of.text == "Defence Minister Ilan Dragomir"
    )  # no actor any more, but words
    assert list(reasons(read)) == ["actors[3]"]


@pytest.mark.parametrize("ring", [["Halvia"], ["Halvia", "Keslow"], ["Halvia", "Keslow", "Tarn"]])
def test_a_ring_of_parts_is_broken(ring: list[str]) -> None:
    raw = {"actors": [actor(n, part_of=ring[(i + 1) % len(ring)]) for i, n in enumerate(ring)]}
    read = report(raw)
    assert len(read.actors) == len(ring) - 1
    assert set(reasons(read).values()) == {"part_of: it would be part of itself"}


COUNTRIES = Document(
    text="A Turkish officer met Russians in Kampala. British-made guns were found, a Kurd said; Norwegian wood burns."
)


@pytest.mark.parametrize(
    ("code", "stands"),
    [("TUR", True), ("RUS", True), ("UGA", True), ("GBR", True), ("NOR", True), ("SYR", False), ("FRA", False)],
)
def test_a_country_stands_by_its_name_demonym_or_capital(code: str, stands: bool) -> None:
    read = report({"actors": [actor("officer", country=code)]}, COUNTRIES)
    assert [a.country for a in read.actors] == [code] * stands
    assert stands or "nor capital of that state stands in the article" in reasons(read)["actors[0]"]


@pytest.mark.parametrize("code", ["tur", "TR", "Turkey", "XKX", "XXX", "ZZZ", "", "\ud800"])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert reasons(report({"actors": [actor("officer", country=code)]}, COUNTRIES)) == {
        "actors[0]": "country: no ISO 3166-1 alpha-3 code"
    }


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=6) | st.sampled_from(["SYR", "TUR", "RUS", "USA"]))
def test_no_country_without_a_word_of_it(code: str) -> None:
    document = Document(text="The officer left the town at dawn.")
    assert [a.country for a in report({"actors": [actor("officer", country=code)]}, document).actors] == []


def test_a_role_is_the_one_beside_its_bearers_name() -> None:
    document = Document(
        text="A spokesman for Halvia said no. Pavel Osk, spokesman of the rebels, agreed. A spokesman left."
    )
    (osk,) = report({"actors": [actor("Pavel Osk", "person", role="spokesman")]}, document).actors
    assert osk.role is not None
    assert osk.role.start == document.text.index("spokesman of the rebels")


def test_a_name_that_is_found_folded_is_the_actors_all_the_same() -> None:
    document = Document(text="Łukasz Ørn left. Later Ørn said that Keslow was lost, a resident said.")
    raw = {
        "actors": [actor("Lukasz Orn", "person", aliases=["Ørn", "Łukasz Ørn"])],
        "deals": [deal(claim("Orn", "asserts", "said that Keslow was lost"), parties=["Lukasz Orn", "Keslow"])],
    }
    read = report(raw, document)
    assert (read.actors[0].name, read.actors[0].aliases) == ("Łukasz Ørn", ("Ørn",))
    assert [n.name for n in read.deals[0].parties] == ["Łukasz Ørn", "Keslow"]
    source = read.deals[0].claims[0].source
    assert source is not None
    assert (source.name, source.text, source.start) == ("Łukasz Ørn", "Ørn", document.text.index("Ørn said"))


def test_perpetrators_and_roles_stand_too() -> None:
    raw = {
        "actors": [actor("Pavel Osk", "person", role="spokesman"), actor("Mira Soltan", "person", role="colonel")],
        "casualties": [casualty(perpetrators=["the army"]), casualty(perpetrators=["Kransk"])],
    }
    read = report(raw)
    assert [type(a) for a in read.actors] == [Actor]
    assert [c.id for c in read.casualties] == ["casualty-1"]
