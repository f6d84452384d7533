"""Actors of different articles: which are one, which must not be, and why."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from digest_world import cast, clusters, group, person

from summarize.digest import Corrections, digest, read_corrections
from summarize.digest.names import body, fold, is_acronym, nearly, translated
from summarize.errors import ReportError


def together(*actors: dict[str, Any], **more: Any) -> bool:
    """Whether actors of as many articles are all one."""
    situation = digest([cast(a, day=i, outlet=f"Outlet {i}") for i, a in enumerate(actors)], **more)
    return len(situation.actors) == 1


ONE = [
    (group("Northern Shield"), group("The NORTHERN shield")),
    (group("Frente Águila"), group("Frente Aguila")),
    (group("Jaish al-Safa"), group("Jaysh as-Safa"), group("Jaish ul Safa"), group("Army of Safa")),
    (group("Liwa al-Karam"), group("Karam Brigade")),
    (group("Harakat al-Nahda"), group("Nahda Movement")),
    (group("Jabhat al-Wadi"), group("Wadi Front")),
    (group("Faylaq al-Rimal"), group("Rimal Legion"), group("Rimal Corps")),
    (group("Ahrar al-Jabal"), group("Free of the Mountain")),
    (group("Armiya Severny Lug"), group("Northern Lug Army")),
    (group("Natsionalnaya Gvardiya Tarna"), group("National Guard of Tarna")),
    (group("Natsionalna Hvardiia Tarna"), group("Natsionalnaya Gvardiya Tarna")),
    (group("Ejército de Liberación de Varo"), group("Varo Liberation Army")),
    (group("Mouvement national de Keravi"), group("National Movement of Keravi")),
    (group("Tehrik-e-Rahwan"), group("Tahrik-i Rahwan"), group("Tahreek Rahwan")),
    (group("Varenian Centre for Human Rights", "VCHR", sector="ngo"), group("VCHR", sector="ngo")),
    (group("Keravei Free Front"), group("KFF")),
    (group("Keravei Free Front", "the Front"), group("Front")),
    (group("United Nations", sector="intergovernmental"), group("U.N.", sector="intergovernmental")),
    (
        group("Syria", kind="state", sector="government", country="SYR"),
        group("Syrian regime", kind="state", sector="government", country="SYR"),
    ),
    (
        group("Syrian army", sector="military", country="SYR"),
        group("Syrian Armed Forces", sector="military", country="SYR"),
    ),
    (group("Varenian army", sector="military"), group("Varenian military", sector="military")),
    (
        group("Russia's Ministry of Defence", sector="military", country="RUS"),
        group("Russian defense ministry", sector="government", country="RUS"),
        group("Defence Ministry", sector="government", country="RUS"),
    ),
    (person("Hamza Bayraqdar", country="SYR"), person("Hamza Birqdar", country="SYR")),
    (person("Mohammad Alloush"), person("Mohammed Aloush")),
    (person("Gen. Pavel Osk", "Osk"), person("Pavel Osk"), person("Osk")),
    (person("Rami Abdel Rahman", "Abdel Rahman"), person("Rami Abdulrahman")),
]


@pytest.mark.parametrize("actors", ONE, ids=lambda a: " = ".join(x["name"] for x in a))
def test_one_actor(actors: tuple[dict[str, Any], ...]) -> None:
    for order in permutations(actors):
        assert together(*order)


TWO = [
    (group("Army of Safa"), group("Army of Nasr")),
    (group("Jaish al-Islam"), group("Jaish al-Nasr")),
    (group("Army of Islam"), group("Army of Victory")),
    (group("Jaish al-Karam"), group("Lashkar-e-Karam")),
    (group("Northern Shield"), group("Real Northern Shield")),
    (group("Northern Shield"), group("New Northern Shield")),
    (group("Northern Shield"), group("Southern Shield")),
    (group("Keravei Free Front"), group("Keravei Front")),
    (group("Free Syrian Army", country="SYR"), group("Syrian army", sector="military", country="SYR")),
    (group("Islamic Front"), group("Islamist Front")),
    (group("National Army", country="SYR"), group("National Army", country="SOM")),
    (group("Syrian National Army", "SNA", country="SYR"), group("Somali National Army", "SNA", country="SOM")),
    (group("Syrian National Army", "SNA"), group("Somali National Army", "SNA")),
    (group("Lantern", sector="ngo"), group("Lantern", sector="military")),
    (group("Interior Ministry", sector="government", country="SYR"), group("Interior Ministry", sector="government")),
    (group("Iraq", kind="state", sector="government"), group("Iran", kind="state", sector="government")),
    (group("Varenia", kind="state"), person("Varenia")),
    (person("Ivan Petrov"), person("Sergei Petrov")),
    (person("Karim Daoud"), person("Karam Daoud")),
    (person("Hassan Nasr"), person("Hussein Nasr")),
    (person("Ivan Petrov", sector="military"), person("Ivan Petrov", sector="medical")),
    (person("Ivan Petrov", country="RUS"), person("Ivan Petrov", country="UKR")),
    (person("Hamza Bayraqdar"), person("Hamza Birqdar")),  # spelt otherwise, and nothing else speaks for it
    (person("Mohammed Ali Hasan"), person("Mohammed Omar Hasan")),
]


@pytest.mark.parametrize("actors", TWO, ids=lambda a: " ≠ ".join(x["name"] for x in a))
def test_two_actors(actors: tuple[dict[str, Any], dict[str, Any]]) -> None:
    for order in permutations(actors):
        assert not together(*order)


def test_every_merge_says_why() -> None:
    found = digest(
        [cast(group("Army of Safa")), cast(group("Jaish al-Safa"), day=1), cast(group("Jaysh al-Safa"), day=2)]
    )
    (safa,) = found.actors
    assert len(safa.merges) == 2
    assert any("translated" in m.why and "Army of Safa" in m.why for m in safa.merges)
    told = {(t.article, t.record.id) for t in safa.told}
    assert {(r.article, r.record) for m in safa.merges for r in (m.one, m.other)} <= told


def test_the_name_is_that_of_most_outlets() -> None:
    reports = [
        cast(group(n), day=i, outlet=o)
        for i, (n, o) in enumerate(
            [("Army of Safa", "A"), ("Army of Safa", "A"), ("Jaish al-Safa", "B"), ("Jaish al-Safa", "C")]
        )
    ]
    (safa,) = digest(reports).actors
    assert safa.name == "Jaish al-Safa"
    assert safa.forms == ("Jaish al-Safa", "Army of Safa")


def test_actors_of_one_article_stay_two() -> None:
    both = cast(group("Army of Safa"), group("Jaish al-Safa"))
    assert len(digest([both]).actors) == 2
    assert len(digest([both, cast(group("Jaish al-Safa"), day=1)]).actors) == 2


def test_a_splinter_does_not_join_through_a_third_article() -> None:
    found = digest(
        [cast(group("Safa Army"), group("Real Safa Army", "Safa Army of old")), cast(group("Jaish al-Safa"), day=1)]
    )
    assert clusters(found) == [["Jaish al-Safa", "Safa Army"]]


def test_a_last_name_alone_is_one_of_two() -> None:
    ivan, sergei = person("Ivan Petrov"), person("Sergei Petrov")
    found = digest([cast(ivan), cast(sergei, day=1), cast(person("Petrov"), day=2)])
    assert len(found.actors) == 3
    assert {d.why.split(":")[0] for d in found.doubts} == {"last name and body of several"}
    assert len(found.doubts) == 2


def test_the_body_tells_which_last_name_is_meant() -> None:
    corps, staff = group("Southern Corps", sector="military"), group("Harbour Guard", sector="military")
    found = digest(
        [
            cast(corps, person("Ivan Petrov", sector="military", part_of="Southern Corps")),
            cast(staff, person("Sergei Petrov", sector="military", part_of="Harbour Guard"), day=1),
            cast(corps, person("Petrov", sector="military", part_of="Southern Corps"), day=2),
        ]
    )
    assert clusters(found) == [["Ivan Petrov", "Petrov"], ["Southern Corps", "Southern Corps"]]


def test_namesakes_of_different_bodies_are_doubtful() -> None:
    shield, front = group("Northern Shield"), group("Keravei Front")
    found = digest(
        [
            cast(shield, person("Ivan Petrov", part_of="Northern Shield")),
            cast(front, person("Ivan Petrov", part_of="Keravei Front"), day=1),
        ]
    )
    assert not clusters(found)
    assert len(found.doubts) == 1


def test_an_acronym_of_two_names_is_left_alone() -> None:
    found = digest(
        [cast(group("Keravei Free Front")), cast(group("Karam Farmers Federation"), day=1), cast(group("KFF"), day=2)]
    )
    assert len(found.actors) == 3
    assert len(found.doubts) == 2


def test_corrections() -> None:
    reports = [
        cast(group("Northern Shield"), day=0),
        cast(group("Northern Shield"), day=1),
        cast(group("Night Owls"), day=2),
    ]
    same = Corrections.model_validate({"same": [{"actors": ["night owls", "Northern Shield"]}]})
    (one,) = digest(reports, merges=same).actors
    assert any("correction" in m.why for m in one.merges)
    first = digest(reports[:1]).articles[0].id
    apart = {"different": [{"actors": [f"Northern Shield @ {first}", "Northern Shield"]}]}
    assert len(digest(reports, merges=Corrections.model_validate(apart)).actors) == 3


def test_a_file_of_corrections(tmp_path: Path) -> None:
    path = tmp_path / "merges.toml"
    path.write_text('[outlets]\n"a.txt" = "A"\n[[same]]\nactors = ["Night Owls", "Northern Shield"]\n')
    read = read_corrections(path)
    assert read.outlets == {"a.txt": "A"}
    assert together(group("Night Owls"), group("Northern Shield"), merges=path)


@pytest.mark.parametrize("text", ["[[same", '[[same]]\nactors = ["one"]\n', "[others]\n", "\udcff"])
def test_a_file_of_no_corrections(tmp_path: Path, text: str) -> None:
    path = tmp_path / "merges.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ReportError, match="no corrections"):
        read_corrections(path)
    with pytest.raises(ReportError, match="no such file"):
        read_corrections(tmp_path / "none.toml")


def test_the_lexicon_is_sound() -> None:
    raw = tomllib.loads(files("summarize.digest").joinpath("lexicon.toml").read_text("utf-8"))
    body("any name")  # reading it fails where an English word stands in two groups of renderings
    lists = {"function_words", "military", "states", "generic", "titles", "particles"}
    assert lists < raw.keys()
    del raw["english_spellings"]
    for language in raw.keys() - lists:
        spellings = [fold(s) for words in raw[language] for s in dict.fromkeys(words.split())]
        folded = [fold(w) for words in raw[language] for w in {fold(s) for s in words.split()}]
        assert len(folded) == len(set(folded)), language
        assert spellings


def test_words_of_one_language_are_two_names() -> None:
    army, jaish, lashkar = (body(f"{word} Nahda") for word in ("Army of", "Jaish al-", "Lashkar-e-"))
    assert translated(army, jaish)
    assert translated(army, lashkar)
    assert not translated(jaish, lashkar)


def test_spellings_and_acronyms() -> None:
    assert nearly(fold("Bayraqdar"), fold("Birqdar"))
    assert not nearly(fold("Karim"), fold("Karam"))
    assert is_acronym("U.N.")
    assert not is_acronym("Un")


def test_the_only_army_there_is() -> None:
    army, plain = group("Varenian army", sector="military"), group("the army", sector="military")
    shield, other = group("Northern Shield"), group("Halvian army", sector="military")
    assert clusters(digest([cast(army, shield), cast(plain, shield, day=1)])) == [
        ["Northern Shield", "Northern Shield"],
        ["Varenian army", "the army"],
    ]
    assert not clusters(digest([cast(army), cast(plain, day=1)]))  # they may be of two wars
    found = digest([cast(army, shield), cast(other, shield, day=1), cast(plain, shield, day=2)])
    assert len(found.actors) == 4
    assert len(found.doubts) == 2


def test_two_english_words_are_one_only_through_a_foreign_name() -> None:
    legion, corps, faylaq = group("Rimal Legion"), group("Rimal Corps"), group("Faylaq al-Rimal")
    assert not together(legion, corps)
    assert together(legion, corps, faylaq)
    assert not together(group("People's Liberation Army"), group("Popular Liberation Army"))
