"""Figures as they are told: feared, disproved or never so; several figures of one event, and whose they are."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer


def casualties(text: str) -> list[tuple[str, str]]:
    return [(r["harm"], r["count"]) for r in answer(text)["casualties"]]


def heard(text: str, n: int = 0) -> list[tuple[str | None, str]]:
    """Who says a casualty, and the stance."""
    return [(c["source"], c["stance"]) for c in answer(text)["casualties"][n]["claims"]]


def field(text: str, name: str, kind: str = "casualties") -> list[Any]:
    return [r[name] for r in answer(text)[kind]]


@pytest.mark.parametrize(
    "text",
    [
        "A second bomb would have killed hundreds, the mayor of Keslow said.",
        "A second bomb could have killed hundreds, the mayor of Keslow said.",
        "Hundreds would have been killed if the bomb had gone off, the mayor of Keslow said.",
        "Not one civilian was killed in Keslow, the army said.",
        "Not a single soldier was hurt in Keslow, the army said.",
    ],
)
def test_what_never_was(text: str) -> None:
    assert casualties(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Some 20 people may have been killed in Keslow, the mayor said.", ("mayor", "doubts")),
        ("Twelve miners were feared dead in Keslow, rescuers said.", ("rescuers", "doubts")),
        ("The blast may have killed as many as 15 people, a doctor said.", ("a doctor", "doubts")),
        ("Officials fear that 40 people have drowned off Keslow.", ("Officials", "doubts")),
        ("Some 20 people are believed to have been killed in Keslow, the mayor said.", ("mayor", "asserts")),
        ("Police said 12 people were killed in Keslow and may have been robbed first.", ("Police", "asserts")),
        ("Some 20 people were killed in Keslow, the mayor said.", ("mayor", "asserts")),
        ("There is no evidence that 34 prisoners were killed, the army said.", ("army", "denies")),
        ("Reports that 40 people had been killed were false, the army said.", ("army", "denies")),
        ("The army said that 40 people had been killed.", ("army", "asserts")),
    ],
)
def test_how_sure_a_figure_is(text: str, claim: tuple[str, str]) -> None:
    assert heard(text) == [claim]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "The rebels said 45 soldiers had been killed. The army called that figure grossly exaggerated.",
            [("rebels", "asserts"), ("army", "denies")],
        ),
        (
            "The rebels said 45 soldiers had been killed. The army described the claim as false.",
            [("rebels", "asserts"), ("army", "denies")],
        ),
        ("The rebels said 45 soldiers had been killed. The army called the bridge a lie.", [("rebels", "asserts")]),
        (
            "The army said four people had died. Neither account could be independently verified.",
            [("army", "asserts"), (None, "doubts")],
        ),
        (
            "Lawyers said two men were shot dead in Keslow. The minister denied killing anyone.",
            [("Lawyers", "asserts"), ("minister", "denies")],
        ),
        (
            "Lawyers said three reporters are being held in Keslow. The minister denied that anyone had been killed.",
            [("Lawyers", "asserts")],
        ),
        (
            "Lawyers said six men had been abducted by soldiers. The army denied holding them.",
            [("Lawyers", "asserts"), ("army", "denies")],
        ),
        (
            "Lawyers said two men were shot dead. The army rejected the claim, made on air, that Orm had fallen.",
            [("Lawyers", "asserts")],
        ),
    ],
)
def test_who_speaks_against_a_figure(text: str, claims: list[tuple[str | None, str]]) -> None:
    assert heard(text) == claims


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("An official who asked not to be named said 15 people had died.", "An official"),
        ("Protest organisers said police had shot dead five people in Keslow.", "Protest organisers"),
        ("A monitoring group, Tarn Watch, said seven people had died.", "Tarn Watch"),
        ("Some 88 people have died in Keslow, 20 more than the government admits.", None),
        ("The Marenko Front had taken Keslow. It says it has killed 12 soldiers.", "Marenko Front"),
    ],
)
def test_whose_word_it_is(text: str, source: str | None) -> None:
    assert heard(text) == [(source, "asserts")]


def test_it_is_no_minister() -> None:
    told = "The Marenko Front had taken Keslow, the minister said. It says 12 soldiers were killed."
    assert heard(told) == [("Marenko Front", "asserts")]


@pytest.mark.parametrize(
    ("text", "counts", "whens"),
    [
        ("The toll in Keslow rose from 15 on Monday to 19 on Tuesday.", ["15", "19"], ["Monday", "Tuesday"]),
        ("Twelve people have been killed in Keslow, up from nine on Monday.", ["Twelve", "nine"], [None, "Monday"]),
        ("The death toll in Keslow has risen to 31, from 27 earlier.", ["31", "27"], [None, None]),
        ("Twelve people have been killed in Keslow and 27 came from Orm.", ["Twelve"], [None]),
        ("Twelve people were killed on the road from 23 villages to Keslow.", ["Twelve"], [None]),
        (
            "The raid was the worst since 2014, when 41 people were killed in Keslow.",
            ["41"],
            ["2014"],
        ),
        ("More than 300 people have died in Keslow since 2014, when the war began.", ["More than 300"], ["since 2014"]),
    ],
)
def test_earlier_figures(text: str, counts: list[str], whens: list[str | None]) -> None:
    assert field(text, "count") == counts
    assert field(text, "when") == whens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Air strikes killed 18 civilians in Keslow, seven in Orm and three in the town of Tarn, monitors said.",
            [("18", "Keslow"), ("seven", "Orm"), ("three", "Tarn")],
        ),
        (
            "Twelve people were killed in Keslow and four in Orm, the army said.",
            [("Twelve", "Keslow"), ("four", "Orm")],
        ),
        ("Shells killed 12 people in Keslow and two villages burned, the army said.", [("12", "Keslow")]),
        ("Two soldiers were killed when their lorry hit a mine near Orm.", [("Two", "near Orm")]),
    ],
)
def test_place_by_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(r["count"], r["place"]) for r in answer(text)["casualties"]] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Another 2,500 villagers may have to leave Keslow.", [("expected", "2,500")]),
        ("Some 300 families may have left Keslow already.", [("displaced", "300")]),
        ("The mayor said 3,000 people would have been displaced had the dam burst.", []),
        ("Some 3,000 people would be displaced if the dam burst, the mayor said.", [("expected", "3,000")]),
        ("Some 90 villagers were driven from Keslow to Orm and the rest would follow.", [("displaced", "90")]),
    ],
)
def test_who_may_go(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(r["movement"], r["count"].removeprefix("Some ")) for r in answer(text)["displacements"]]
    assert found == expected


def test_where_they_are_trapped() -> None:
    assert field("In Keslow, 5,000 people are trapped in the old city.", "origin", "displacements") == ["Keslow"]


def test_another_statement_has_its_own_time() -> None:
    text = "The UN said 45,000 people were still trapped in Keslow and that 12,000 had left since March."
    assert field(text, "when", "displacements") == [None, "since March"]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Gunmen killed 40 villagers in a raid on Tarn, a local chief said on Sunday.", []),
        ("Residents walked to the town of Teld, the regional governor said.", []),
        ("Baro Lund, a local chief, said nobody had come.", ["Baro Lund"]),
        ("The rebels met with Oda Venn, the mayor, on Sunday.", ["Oda Venn"]),
    ],
)
def test_a_place_before_a_speaker_is_no_person(text: str, persons: list[str]) -> None:
    assert [a["name"] for a in answer(text)["actors"] if a["kind"] == "person"] == persons


def test_two_things_an_army_did() -> None:
    text = "The army says it has killed 600 militants and lost 85 soldiers near Keslow."
    assert field(text, "victims_text") == ["militants", "soldiers"]


@pytest.mark.parametrize("word", ['"eliminated"', "“killed”", "killed"])
def test_a_verb_in_quotation_marks(word: str) -> None:
    assert casualties(f"The ministry said 30 soldiers had been {word} in Keslow.") == [("killed", "30")]


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The company denied that a blast at Keslow in March had killed three men.", "killed (Keslow)"),
        ("Twelve miners were feared dead in Keslow, rescuers said.", "Twelve miners killed"),
        ("The army recovered nine bodies in Keslow.", "bodies killed"),
        ("Three soldiers were wounded in Keslow, one of them badly.", "One soldiers"),
    ],
)
def test_key_points_say_no_more(text: str, never: str) -> None:
    written = answer(text)
    assert written["casualties"]
    assert never not in " ".join([p["text"] for p in written["key_points"]] + [written["headline"] or ""])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Five of the 20 people abducted in May in Keslow have been killed.",
            [("killed", "Five"), ("detained", "20")],
        ),
        ("Five of the 20 villagers of Keslow were killed.", [("killed", "Five")]),
        ("Twelve of the 30 wounded soldiers died in Keslow.", [("killed", "Twelve"), ("injured", "30")]),
        (
            "The army offered to free two of the five men, who have been held since May in Keslow.",
            [("detained", "five")],
        ),
    ],
)
def test_part_and_whole_have_their_own_verbs(text: str, expected: list[tuple[str, str]]) -> None:
    assert casualties(text) == expected


def test_a_claim_denied_beside_it() -> None:
    text = "The rebels said they had killed 30 soldiers in Keslow, a claim the army denied."
    assert heard(text) == [("rebels", "asserts"), ("army", "denies")]
    apart = "Some 30 soldiers were killed. Residents accuse it of laying siege to Keslow, a charge the army denies."
    assert heard(apart) == [(None, "asserts")]
