"""Actors from sentences: who is named, of what kind and sector, in whose service, and by what other names."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import actor, answer


def told(text: str) -> list[dict[str, Any]]:
    return answer(text)["actors"]


def names(text: str) -> list[str]:
    return [a["name"] for a in told(text)]


def test_a_state_with_its_people_capital_and_government() -> None:
    text = "Russia told Turkey to leave. The Russians said so again, and Moscow said on Monday that it had waited."
    assert told(text) == [
        actor("Russia", "state", "government", "Moscow", "The Russians", country="RUS"),
        actor("Turkey", "state", "government", country="TUR"),
    ]


def test_a_state_that_no_list_knows() -> None:
    text = "The Varenian government said that the town was safe. The republic of Halvia said it was not."
    assert told(text) == [
        actor("Varenian government", "state", "government"),
        actor("Halvia", "state", "government"),
    ]


def test_the_government_and_the_army_of_the_state_that_the_article_is_about() -> None:
    text = "The Syrian government and the Syrian army met. The government spoke, and the army left."
    assert told(text) == [
        actor("Syrian government", "state", "government", "The government", country="SYR"),
        actor("Syrian army", "organization", "military", "the army", country="SYR", part_of="Syrian government"),
    ]


def test_a_persons_title_is_the_role_and_the_surname_an_alias() -> None:
    text = "Russian Defence Minister Ilan Dragomir spoke. Russia agreed, Dragomir said."
    assert told(text) == [
        actor("Russia", "state", "government", country="RUS"),
        actor(
            "Ilan Dragomir",
            "person",
            "government",
            "Dragomir",
            country="RUS",
            part_of="Russia",
            role="Defence Minister",
        ),
    ]


def test_a_spokesman_belongs_to_his_group() -> None:
    text = "Northern Shield spokesman Pavel Osk said no. The Northern Shield, a rebel group, took Keslow."
    assert told(text) == [
        actor("Northern Shield", "organization", "rebel_group"),
        actor("Pavel Osk", "person", "rebel_group", part_of="Northern Shield", role="spokesman"),
    ]


def test_a_spokesman_for_the_group_belongs_to_the_group_last_named() -> None:
    text = "The rebel group Northern Shield took Keslow. Pavel Osk, a spokesman for the group, said so."
    assert told(text)[1] == actor("Pavel Osk", "person", "rebel_group", part_of="Northern Shield", role="spokesman")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spokesman Pavel Osk said no.", actor("Pavel Osk", "person", "other", role="Spokesman")),
        ("A spokesman, Pavel Osk, said no.", actor("Pavel Osk", "person", "other", role="spokesman")),
        ("Salma Idris, a doctor, said no.", actor("Salma Idris", "person", "medical", role="doctor")),
        ("Ivo Tarn said no.", actor("Ivo Tarn", "person", "civilian")),
        ("“No,” said Ivo Tarn.", actor("Ivo Tarn", "person", "civilian")),
        ("Former army chief Ivo Tarn said no.", actor("Ivo Tarn", "person", "military", role="Former army chief")),
        ("General Ab van der Tarn said no.", actor("Ab van der Tarn", "person", "military", role="General")),
        ("President Orla Marenko left.", actor("Orla Marenko", "person", "government", role="President")),
        ("Mr Tarn said no.", actor("Tarn", "person", "civilian")),
    ],
)
def test_ways_to_name_a_person(text: str, expected: dict[str, Any]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("The Ministry of Wells said no.", "Ministry of Wells", "government"),
        ("The Keslow Liberation Front said no.", "Keslow Liberation Front", "rebel_group"),
        ("The Centre for Peace and Justice said no.", "Centre for Peace and Justice", "ngo"),
        ("Liwa al-Safa said that it would stay.", "Liwa al-Safa", "rebel_group"),
        ("The aid group Lantern said no.", "Lantern", "ngo"),
        ("Marenko, a separatist group, said no.", "Marenko", "rebel_group"),
        ("The rebels' Joint Command said no.", "Joint Command", "rebel_group"),
        ("The army's Third Brigade said no.", "Third Brigade", "military"),
        ("Radio Tarn said that it rained.", "Radio Tarn", "media"),
        ("NATO said that it would watch.", "NATO", "intergovernmental"),
        ("The QRST said that it would watch.", "QRST", "other"),
        ("The US-led coalition said that it would watch.", "US-led coalition", "military"),
    ],
)
def test_ways_to_name_a_body(text: str, name: str, sector: str) -> None:
    assert [(a["name"], a["sector"]) for a in told(text) if a["kind"] == "organization"] == [(name, sector)]


def test_an_acronym_in_brackets_or_by_initials_is_another_name() -> None:
    text = "The Dune League (DL) took Sabra Khel. The Free Coast Movement, also known by its initials FCM, fled."
    assert [(a["name"], a["aliases"]) for a in told(text)] == [
        ("Dune League", ["DL"]),
        ("Free Coast Movement", ["FCM"]),
    ]


def test_a_name_shortened_to_its_last_word_is_another_name_unless_anybody_has_it() -> None:
    assert [a["aliases"] for a in told("The Dune League took Orm. The mayor said that the League was there.")] == [
        ["League"]
    ]
    text = "The Marenko Liberation Army took Orm. The mayor said that the Army was there."
    assert [(a["name"], a["aliases"]) for a in told(text)] == [("Marenko Liberation Army", []), ("Army", [])]


def test_a_name_that_ends_a_longer_one_is_the_same_body() -> None:
    text = "The Keslow Relief Committee said no. The Relief Committee left."
    assert [(a["name"], a["aliases"]) for a in told(text)] == [("Keslow Relief Committee", ["Relief Committee"])]


def test_a_news_outlet_is_an_actor_only_as_a_source() -> None:
    assert names("A clerk told Reuters that the post had stopped, Radio Tarn said.") == ["Radio Tarn"]
    assert names("The BBC quoted General Ivo Tarn as saying that it rained.") == ["Ivo Tarn"]


def test_what_is_no_actor() -> None:
    text = (
        "On Monday Syrian rebels left Orm for Tarn Province. Kurdish fighters met Muslim elders at the White House, "
        "and Varenian police officers read the Geneva Convention."
    )
    assert names(text) == []


def test_a_group_is_of_the_state_that_the_article_is_about() -> None:
    text = "The Keslow Liberation Front, a rebel group, fights in Syria. Syria and Turkey signed, and Syria said so."
    assert {a["name"]: a["country"] for a in told(text)} == {
        "Syria": "SYR",
        "Turkey": "TUR",
        "Keslow Liberation Front": "SYR",
    }


def test_no_country_is_written_that_the_article_does_not_name() -> None:
    assert [a["country"] for a in told("The Taliban said that they would hold talks with the Kremlin.")] == [None, None]


def test_a_headline_in_capitals_makes_no_names() -> None:
    text = "Rebels Leave Town As Mayor Weeps Over Bridge\n\nThe Dune League left."
    assert names(text) == ["Dune League"]


def test_there_are_three_hundred_actors_at_most() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    people = [f"General Ivo Osk{a}{b} said no." for a in letters for b in letters[:15]]
    assert len(answer(" ".join(people))["actors"]) == 300


def person(text: str, name: str) -> dict[str, Any]:
    return next(a for a in told(text) if a["name"] == name)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A weigher, Ivo Tarn, told Radio Keslow that he had paid.", "Ivo Tarn", ("weigher", "civilian", None)),
        ("Ivo Tarn, a lamplighter in Keslow, said so.", "Ivo Tarn", ("lamplighter", "civilian", None)),
        ("Orla Osk, the mayor of Keslow, said so.", "Orla Osk", ("mayor of Keslow", "government", None)),
        (
            "Orla Osk, director of the hospital in Tarn, said so.",
            "Orla Osk",
            ("director of the hospital in Tarn", "medical", None),
        ),
        ("Opposition leader Orla Osk said so.", "Orla Osk", ("Opposition leader", "political", None)),
        ("The parish priest, Father Ivo Tarn, said so.", "Ivo Tarn", ("parish priest", "other", None)),
        ("Bishop Ivo Tarn said so.", "Ivo Tarn", ("Bishop", "other", None)),
        (
            "The Varenian army left. Its spokesman, Colonel Ivo Tarn, said so.",
            "Ivo Tarn",
            ("spokesman", "military", "Varenian army"),
        ),
        (
            "The Interior Ministry met. Interior Minister Ivo Tarn said so.",
            "Ivo Tarn",
            ("Interior Minister", "government", "Interior Ministry"),
        ),
        ("The men of Ivo bin Tarn left Keslow.", "Ivo bin Tarn", (None, "civilian", None)),
    ],
)
def test_a_role_beside_a_name(text: str, name: str, expected: tuple[str | None, str, str | None]) -> None:
    found = person(text, name)
    assert (found["role"], found["sector"], found["part_of"]) == expected


def test_the_address_is_part_of_a_form_that_always_has_it() -> None:
    assert person("Ivo Tarn, a baker, spoke. Mr Tarn said so.", "Ivo Tarn")["aliases"] == ["Mr Tarn"]
    assert person("Ivo Tarn, a baker, spoke. Mr Tarn said so. Tarn left.", "Ivo Tarn")["aliases"] == ["Tarn"]
    assert person("Ivo Tarn, a medic, spoke. Dr Tarn said so.", "Ivo Tarn")["aliases"] == ["Tarn"]


def test_a_state_is_told_by_its_people_and_its_offices() -> None:
    text = (
        "Maruva's government met. The Maruvan army left. New Corran, an island, agreed. Its foreign minister said so."
    )
    assert [(a["name"], a["kind"], a["part_of"]) for a in told(text)] == [
        ("Maruva's government", "state", None),
        ("Maruvan army", "organization", "Maruva's government"),
        ("New Corran", "state", None),
    ]


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("The UN refugee agency said so.", "UN refugee agency", "intergovernmental"),
        ("The Keslow mayor's office said so.", "Keslow mayor's office", "government"),
        ("The Miners' Guard said so.", "Miners' Guard", "paramilitary"),
        ("The Keslow Lancers, a village militia, said so.", "Keslow Lancers", "paramilitary"),
        ("The mayor told two armed groups, the Tin Hats and the Red Sashes, to go.", "Red Sashes", "rebel_group"),
        ("The Directorate of State Security said so.", "Directorate of State Security", "intelligence"),
        ("The army said that it had left.", "army", "military"),
    ],
)
def test_bodies_told_by_the_words_around_their_names(text: str, name: str, sector: str) -> None:
    assert [(a["name"], a["sector"]) for a in told(text) if a["kind"] == "organization"][-1:] == [(name, sector)]


def test_a_form_at_the_beginning_of_a_sentence_is_no_form_of_its_own() -> None:
    text = "The Syrian government and the Syrian army met. The army left, and the army came back."
    assert [a["aliases"] for a in told(text)] == [[], ["the army"]]


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("Rebels of the Marenko Front shelled Osk.", "Marenko Front", "rebel_group"),
        ("Human Rights Now said that the town was quiet.", "Human Rights Now", "ngo"),
        ("Justice First, based in Tarn, said that the town was quiet.", "Justice First", "ngo"),
        ("The opposition Green Alliance said that the town was quiet.", "Green Alliance", "political"),
        ("The Green Alliance attacked the town.", "Green Alliance", "rebel_group"),
        (
            "The army left. President Ivo Osk told the rebels to go. Their leader, Ada Tarn, did.",
            "Ada Tarn",
            "rebel_group",
        ),
        ("The rebels left. The army stayed. Its commander, Ada Tarn, said so.", "Ada Tarn", "military"),
        ("President Ivo Osk left. His spokesman, Ada Tarn, said so.", "Ada Tarn", "government"),
        ("President Ivo Osk left. His brother, Ada Tarn, said so.", "Ada Tarn", "civilian"),
    ],
)
def test_the_sector_by_what_stands_around_a_name(text: str, name: str, sector: str) -> None:
    assert {a["name"]: a["sector"] for a in told(text)}[name] == sector


@pytest.mark.parametrize(
    "text", ["Peace Watch Varenia said that the town was quiet.", "Minister Ada Holt left. Holt's ministry revised it."]
)
def test_names_that_are_no_persons_and_what_a_person_heads(text: str) -> None:
    assert not {"Peace Watch Varenia", "Holt's ministry"} & set(names(text))


def test_a_seat_gives_no_country() -> None:
    text = "The Dune Observatory, based in London, said that the army had left the town."
    assert {a["country"] for a in told(text)} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "About 3,000 people fled Keslow, the mayor said.",
        "Shells fell near Keslow, a council member has confirmed.",
        "Shells hit Keslow Market, a baker said.",
    ],
)
def test_who_speaks_after_a_comma_is_not_the_place_before_it(text: str) -> None:
    assert names(text) == []
