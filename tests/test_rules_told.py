"""Casualties told in other ways than by a plain verb, and what an event lends to the figures after it."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer


def told(text: str) -> list[dict[str, Any]]:
    return answer(text)["casualties"]


def figures(text: str) -> list[tuple[str, str]]:
    return [(r["harm"], r["count"]) for r in told(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The mayor said seven women and 11 boys were among the dead.", [("killed", "seven"), ("killed", "11")]),
        ("Rebels threatened to put five abducted bakers on trial.", [("detained", "five")]),
        ("The army handed in a list of 42 captured young Varenian soldiers.", [("detained", "42")]),
        ("The clinic has treated 44 wounded fighters.", [("injured", "44")]),
        ("Boats were searching for four fishermen off Keslow.", [("missing", "four")]),
        ("Police were searching for four suspects in Keslow.", []),
        ("Four fishermen remain missing off Keslow.", [("missing", "Four")]),
        ("More than 40 farmers were rushed to a hospital in Keslow.", [("injured", "More than 40")]),
        ("More than 40 farmers were taken to the market in Keslow.", []),
        ("Two dead farmers were taken to a hospital in Keslow.", [("killed", "Two")]),
        ("A wounded farmer was taken to a market.", []),
        ("Nurses said 26 people had been admitted with bullet wounds.", [("injured", "26")]),
        ("Six masons from Orm were dragged from a shed in Keslow and shot.", [("killed", "Six")]),
        ("Six masons were shot and wounded in Keslow.", [("injured", "Six")]),
        ("Six masons were shot at in Keslow.", []),
        ("Six masons who tried to flee Keslow were killed.", [("killed", "Six")]),
        ("Gunmen whisked away seven women near Keslow.", [("detained", "seven")]),
        ("Gunmen killed two guards and took 56 pupils.", [("killed", "two"), ("detained", "56")]),
        ("Seven men held at a prison in Keslow have gone on hunger strike.", [("detained", "Seven")]),
        ("Nine pupils and a lecturer are still being held in Keslow.", [("detained", "Nine"), ("detained", "a")]),
        ("The rebels freed 43 pupils abducted from Keslow.", []),
        ("The raid ended with two bombers killed and ten hostages freed.", [("killed", "two")]),
        ("The League was ready to free three surveyors whom it has held since May.", [("detained", "three")]),
        ("The tribe demands the release of five jailed relatives.", [("detained", "five")]),
        ("An ambush left three guards and a civilian boatman dead.", [("killed", "three"), ("killed", "a")]),
        ("Shelling left six men with shrapnel wounds.", [("injured", "six")]),
        ("The rebels put their own losses at nine.", [("killed", "nine")]),
        ("Police found 14 bodies, including those of four children.", [("killed", "14"), ("killed", "four")]),
        ("Among the dead were a woman selling tea and her two sons, who were hit by shrapnel.", None),
    ],
)
def test_what_a_sentence_tells(text: str, wanted: list[tuple[str, str]] | None) -> None:
    assert figures(text) == (wanted if wanted is not None else [("killed", "a"), ("killed", "two")])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A nurse in Keslow gave a figure of 19.", "19"),
        ("The mayor of Keslow gave the figure as 21.", "21"),
        ("The clinic has 15.", "15"),
        ("Traders in Keslow cite eight.", "eight"),
        ("The clinic has 15 beds.", None),
        ("The mayor of Keslow is 48.", None),
    ],
)
def test_a_bare_figure_is_of_what_was_told_of_before(text: str, count: str | None) -> None:
    found = told(f"Shelling killed 14 farmers in Keslow. {text}")[1:]
    assert [r["count"] for r in found] == ([count] if count else [])
    assert all((r["harm"], r["victims_text"], r["cause"]) == ("killed", "farmers", "Shelling") for r in found)


def test_at_least_twelve_and_twelve_are_one_figure() -> None:
    [record] = told(
        "Shells kill 12 in Keslow\n\nAt least 12 people were killed when shells fell on Keslow, nurses said."
    )
    assert record["count"] == "At least 12"
    assert len(record["claims"]) == 2


def test_those_killed_and_those_hurt_in_one_sentence_are_of_one_kind() -> None:
    assert [r["victims_text"] for r in told("Gunmen killed two bakers and wounded four in Keslow.")] == ["bakers"] * 2


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Sixteen farmers were killed when armed men raided the village of Keslow.", ["armed men"]),
        ("Sixteen farmers were killed when a bus ran off a bridge in Keslow.", []),
        ("Masked men on motorcycles stormed a school in Keslow, killing two guards.", ["Masked men on motorcycles"]),
        ("The lorry turned back after gunmen opened fire near Keslow, killing a driver.", ["gunmen"]),
        ("Gangs known locally as bandits have abducted 150 pupils near Keslow.", ["Gangs"]),
        ("Three soldiers were killed by sniper fire in Keslow.", []),
        ("Police said shells killed 12 farmers in Keslow.", []),
    ],
)
def test_people_in_arms_are_the_doers_in_their_own_words(text: str, doers: list[str]) -> None:
    assert [r["perpetrators"] for r in told(text)] == [doers]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("An ambush in June in which 12 guards were killed shook Keslow.", "ambush"),
        ("Shelling of Keslow on Monday left six farmers dead.", "Shelling"),
        ("Some 28 people have died since May from hunger or want of medicine.", "hunger or want of medicine"),
        ("Some 900 people have been killed since the insurgency began.", "insurgency"),
        ("The insurgency, one of the longest in the region, has killed 900 people.", "insurgency"),
        ("Clashes between the army and the rebels killed 12 farmers.", "Clashes between the army and the rebels"),
        ("Guards exchanged fire with smugglers, killing three.", None),
        ("Two farmers were killed when Storm Ada tore through Keslow.", "Storm Ada"),
    ],
)
def test_causes(text: str, cause: str | None) -> None:
    assert [r["cause"] for r in told(text)] == [cause]


def test_a_sentence_that_tells_how_takes_up_no_cause() -> None:
    text = "A storm killed 12 farmers in Keslow. A woman died when a chimney fell on her car."
    assert [r["cause"] for r in told(text)] == ["storm", None]


def test_later_figures_are_of_the_event_until_the_article_turns_away() -> None:
    text = (
        "An air raid on Keslow killed 12 farmers on Monday.\n\nThe mayor came. It rained.\n\n"
        "A nurse said 30 people were wounded.\n\nElsewhere, two guards died."
    )
    assert [(r["count"], r["cause"], r["place"]) for r in told(text)] == [
        ("12", "air raid", "Keslow"),
        ("30", "air raid", "Keslow"),
        ("two", None, None),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Shells killed 12 farmers near the town of Keslow.", "near the town of Keslow"),
        ("Shells killed 12 farmers near Keslow's old port.", "near Keslow's old port"),
        ("Shells killed 12 farmers in neighbouring Keslow.", "Keslow"),
        ("Shells killed 12 farmers in San Orm de Tarn.", "San Orm de Tarn"),
        ("Gunmen killed 12 farmers at a police checkpoint.", "police checkpoint"),
        ("Twelve farmers died when a lorry was ambushed close to Keslow.", "close to Keslow"),
        ("Twelve farmers were killed when the village of Keslow was shelled on Monday.", "Keslow"),
        ("Shells killed 12 farmers in Keslow and Tarn.", "Keslow and Tarn"),
        ("Shells fell outside a bakery and killed 12 farmers.", "outside a bakery"),
        ("Shells wounded 12 farmers, nurses at a hospital in Keslow said.", None),
    ],
)
def test_places(text: str, place: str | None) -> None:
    assert [r["place"] for r in told(text)] == [place]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Twelve people were killed in the worst attack since May in Keslow.", "incident"),
        ("At least 19 people were killed on both sides in three years.", "cumulative"),
        ("Four days of clashes have left 16 people dead.", "cumulative"),
        ("Fighting left 30,000 people dead.", "cumulative"),
        ("The earthquake killed 30,000 people.", "incident"),
        ("The army showed five captured soldiers.", "standing"),
        ("The rebels demanded the release of nine farmers arrested in May.", "standing"),
        ("Six nurses seized in Tarn have not been given back.", "standing"),
        ("Ninety wounded soldiers are in the cellars of Keslow.", "standing"),
        ("More than 170 people have been wounded in Keslow.", "cumulative"),
        ("Thirteen people were killed in air strikes on Keslow in August.", "cumulative"),
        ("Thirteen people were killed in an air strike on Keslow in August.", "incident"),
        ("A week of fierce street fighting left 14 people dead in Keslow.", "cumulative"),
    ],
)
def test_scopes(text: str, scope: str) -> None:
    assert [r["scope"] for r in told(text)] == [scope]


def test_a_figure_without_a_time_goes_on_with_the_period_of_the_one_before() -> None:
    found = told("Some 380 people were killed in four days of clashes in Keslow. More than 560 people were wounded.")
    assert [r["scope"] for r in found] == ["cumulative", "cumulative"]


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        (
            "Missile and drone attacks by the army on the camps last autumn killed 16 nurses.",
            ["Missile and drone attacks"],
        ),
        ("Twelve farmers died in air strikes and heavy shelling.", ["air strikes and heavy shelling"]),
        ("An attack on a police post left seven people dead in Tarn.", ["attack on a police post"]),
        ("Rebels fired mortars at the post, killing four and wounding 13.", ["mortars", "mortars"]),
    ],
)
def test_what_did_it_is_told_whole(text: str, causes: list[str]) -> None:
    assert [r["cause"] for r in told(text)] == causes
