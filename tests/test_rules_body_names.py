"""Names of bodies that go on with small letters or brackets, and bodies that have a description for a name."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer


def bodies(text: str) -> dict[str, dict[str, Any]]:
    return {a["name"]: a for a in answer(text)["actors"] if a["kind"] == "organization"}


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("A spokesman for Hizb-i-Keslow left the town.", "Hizb-i-Keslow", "rebel_group"),
        ("The mayor met the Lashkar-ul-Tarn near the bridge.", "Lashkar-ul-Tarn", "rebel_group"),
        ("The ex-Séléka left Keslow on Monday.", "ex-Séléka", "rebel_group"),
        ("Fighters of the rebel group Jaish al-Tarn wal-Osk left.", "Jaish al-Tarn wal-Osk", "rebel_group"),
        ("The town was held by the Islamist Ahrar al-Tarn.", "Ahrar al-Tarn", "rebel_group"),
        ("The Communist Party of Halvia (Oskist) left the talks.", "Communist Party of Halvia (Oskist)", "political"),
        ("A man of KSS (Ivo Tarn) said so. KSS (Ivo Tarn) left the talks.", "KSS (Ivo Tarn)", "political"),
        (
            "The rebel Forces nationales de liberation (FNL) left Keslow.",
            "Forces nationales de liberation",
            "rebel_group",
        ),
        (
            "The Conseil national pour la defense du Keslow met on Monday.",
            "Conseil national pour la defense du Keslow",
            "civilian",
        ),
        ("A group calling itself the Youth of Wadi al-Tarn left.", "Youth of Wadi al-Tarn", "rebel_group"),
        ("A human rights group, Solidarity for the Tarn, said so.", "Solidarity for the Tarn", "ngo"),
        (
            "The rebel group Keslowans United for Peace and Bread left.",
            "Keslowans United for Peace and Bread",
            "rebel_group",
        ),
        ("The news agency Tarnpress reported that Keslow was quiet.", "Tarnpress", "media"),
        ("The rebels' radio station, Voice of Keslow, said so.", "Voice of Keslow", "media"),
        ("Radio Tarn, the clandestine rebel station, said that Keslow was quiet.", "Radio Tarn", "media"),
        ("The reconciliation committee met in Keslow.", "reconciliation committee", "government"),
        (
            "Ivo Tarn, a member of the rebel negotiating committee, left.",
            "rebel negotiating committee",
            "political",
        ),
        ("A spokesman for the military task force said so.", "military task force", "military"),
        ("Keslow regional prosecutors said that it was shut.", "Keslow regional prosecutors", "government"),
        (
            "According to the provincial department of refugees, it was.",
            "provincial department of refugees",
            "government",
        ),
        ("The town's crisis committee rejected the demand.", "crisis committee", "government"),
        ("The army (FAK) reinforced Keslow.", "FAK", "military"),
        ("Elders of the Al-Tarn tribe left Keslow.", "Al-Tarn tribe", "other"),
        ("He said government forces had entered Keslow.", "government forces", "military"),
        ("A truce between government troops and rebels began.", "government troops", "military"),
        ("The mayor accused the army of lying.", "army", "military"),
        ("Shells were fired by the Tarnish forces at Keslow. The Tarnish forces left.", "Tarnish forces", "military"),
        ("The UN peacekeepers left Keslow.", "UN peacekeepers", "intergovernmental"),
        ("The members of the Tarnwa were told to leave.", "Tarnwa", "other"),
        ("The Keslow Emergency Room, a volunteer group, said so.", "Keslow Emergency Room", "ngo"),
    ],
)
def test_a_body_has_its_whole_name(text: str, name: str, sector: str) -> None:
    assert {n: b["sector"] for n, b in bodies(text).items()}.get(name) == sector


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Leaders of the Tarn and Osk clans met.", ["Tarn", "Osk"]),
        (
            "In a statement the Western War Front of the Keslow Liberation Army (KLA) said so.",
            ["Western War Front", "Keslow Liberation Army"],
        ),
        ("The Inspector-General of Police left.", []),
        ("Hard-line guerrillas left Keslow.", []),
        ("He was taken to Keslow General Hospital.", []),
        ("Presidential spokesman Ivo Tarn said so.", []),
        ("Two UN observers were freed.", ["UN"]),
        ("A member of the local council left.", []),
    ],
)
def test_two_bodies_or_none(text: str, names: list[str]) -> None:
    assert sorted(bodies(text)) == sorted(names)


def test_one_body_by_two_names_is_one() -> None:
    text = "The Tarn Tigers left Keslow. A Tarn Tiger fighter said so. Tarn Tiger rebels came back."
    assert list(bodies(text)) == ["Tarn Tigers"]
    assert list(bodies("The U.N. observers left. United Nations observers said so.")) == ["United Nations observers"]
    assert bodies("The UN mission in Tarn said so. It was the UN mission, UNTAM, that left.")["UN mission in Tarn"][
        "aliases"
    ] == ["UN mission", "UNTAM"]


def test_an_army_goes_by_its_fuller_form() -> None:
    text = "The army said that 40 men had joined the national army. The army left Keslow."
    assert list(bodies(text)) == ["national army"]


def test_who_owns_a_body_is_no_part_of_its_name_but_of_a_described_one() -> None:
    assert "Executive Force" in bodies("Five members of Hamas's Executive Force left Keslow.")
    assert "League’s ruling council" not in bodies("The town’s ruling council met.")


def test_a_council_has_no_short_name_in_a_longer_word() -> None:
    text = "The rebel crisis council said no on Monday."
    more = {"What the council said is known.": ["the council"], "What the councillor said is known.": []}
    for sentence, short in more.items():
        (body,) = [b for name, b in bodies(f"{text} {sentence}").items() if "council" in name]
        assert body["aliases"] == short
