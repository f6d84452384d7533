"""Casualties from sentences: what happened to how many of whom, by whom, where, when, and who says so."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer, casualty, claim


def told(text: str) -> list[dict[str, Any]]:
    return answer(text)["casualties"]


def figures(text: str) -> list[tuple[str, str]]:
    return [(r["harm"], r["count"]) for r in told(text)]


def test_a_figure_with_its_cause_place_time_and_source() -> None:
    text = "Shells killed 12 civilians in Keslow on Monday, the Tarn Red Cross said."
    quoted = claim("Tarn Red Cross", "asserts", "Shells killed 12 civilians in Keslow on Monday")
    assert told(text) == [
        casualty("killed", "12", "civilians", "civilians", quoted, cause="Shells", when="Monday", place="Keslow")
    ]


def test_a_total_and_its_part() -> None:
    text = "At least 40 people, among them nine children, were killed when shells struck a market in Keslow."
    assert told(text) == [
        casualty(
            "killed",
            "At least 40",
            "unknown",
            "people",
            claim(None, "asserts", "At least 40 people, among them nine children, were killed"),
            cause="shells",
            place="market in Keslow",
        ),
        casualty(
            "killed",
            "nine",
            "civilians",
            "children",
            claim(None, "asserts", "among them nine children, were killed"),
            cause="shells",
            place="market in Keslow",
        ),
    ]


def test_others_are_of_the_people_told_of_before() -> None:
    text = "A blast killed three dock workers in Sabra Khel and wounded 17 others, four of them badly."
    quoted = claim(None, "asserts", "A blast killed three dock workers in Sabra Khel and wounded 17 others")
    assert told(text)[1:] == [
        casualty("injured", "17", "civilians", "dock workers", quoted, cause="blast", place="Sabra Khel"),
        casualty(
            "injured",
            "four",
            "civilians",
            "dock workers",
            claim(None, "asserts", f"{quoted['quote']}, four of them badly."),
            cause="blast",
            place="Sabra Khel",
        ),
    ]


def test_a_figure_over_a_period() -> None:
    text = "More than 900 civilians have been killed in the government offensive since it began in April, a medic said."
    assert told(text) == [
        casualty(
            "killed",
            "More than 900",
            "civilians",
            "civilians",
            claim(
                "a medic",
                "asserts",
                "More than 900 civilians have been killed in the government offensive since it began in April",
            ),
            cause="government offensive",
            scope="cumulative",
            when="since it began in April",
        )
    ]


def test_soldiers_and_their_families_are_mixed() -> None:
    text = "Twelve soldiers and their families were injured in an ambush near Tarn."
    assert told(text) == [
        casualty(
            "injured",
            "Twelve",
            "mixed",
            "soldiers and their families",
            claim(None, "asserts", text),
            cause="ambush",
            place="near Tarn",
        )
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine herders were reportedly killed near Keslow.", [("killed", "Nine")]),
        ("Three women and two men were shot dead in Tarn.", [("killed", "Three"), ("killed", "two")]),
        ("The death toll in Keslow rose from 30 to 45 on Sunday.", [("killed", "30"), ("killed", "45")]),
        ("The flood cost 14 lives in Keslow.", [("killed", "14")]),
        ("The clinic counted 14 deaths and 30 injuries in Keslow.", [("killed", "14"), ("injured", "30")]),
        ("A border guard died in Keslow.", [("killed", "A")]),
        ("Twelve people in the lower town of Keslow died.", [("killed", "Twelve")]),
        ("Soldiers found the bodies of 70 villagers in Orm.", [("killed", "70")]),
        ("Ten people are feared dead in Keslow.", [("killed", "Ten")]),
        ("A strike may have killed 30 people in Keslow.", [("killed", "30")]),
        ("The blast left 12 people dead and 30 wounded in Keslow.", [("killed", "12"), ("injured", "30")]),
        ("Four fishermen went missing off Keslow.", [("missing", "Four")]),
        ("Police arrested 45 demonstrators in Orlava.", [("detained", "45")]),
        ("Nine monks were abducted from Keslow.", [("detained", "Nine")]),
        ("The Northern Shield, a rebel group, is holding 140 prisoners.", [("detained", "140")]),
        ("They have 20 hostages in the hospital of Keslow.", [("detained", "20")]),
        ("A total of 59 captives are still in Keslow.", [("detained", "59")]),
    ],
)
def test_ways_to_tell_of_harm(text: str, expected: list[tuple[str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Twelve militants killed the mayor of Keslow.",
        "A strike on Keslow could kill 300 civilians.",
        "The army said it would not kill 300 civilians.",
        "The rebels plan to kill 12 villagers.",
        "No soldiers were among the dead in Keslow.",
        "Two hundred cattle were killed near Keslow.",
        "The army captured 12 villages near Keslow.",
        "The rebels freed nine captured soldiers in Keslow.",
        "The party killed the motion by 61 votes to 44.",
        "The side were killed off by three late goals, and two players were shown red.",
        "Our campaign in the cup died with 12 minutes to play.",
        "Keslow, home to 80,000 people, is dead at night.",
        "The army has 12,000 soldiers in Keslow.",
        "The bombardment killed many civilians in Keslow.",
        "Some 300 people were left for dead by the economy of Keslow.",
    ],
)
def test_what_is_no_casualty(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Seven villagers were killed by the Varenian army in Orm.", ["Varenian army"]),
        ("Varenian army gunners killed seven villagers in Orm.", ["Varenian army"]),
        ("The Varenian army's guns killed seven villagers in Orm.", ["Varenian army"]),
        ("The mayor accused the Varenian army of killing seven villagers.", ["Varenian army"]),
        ("The Dune League, a rebel group, attacked Orm, killing seven villagers.", ["Dune League"]),
        ("The Varenian army said seven villagers were killed in Orm.", []),
        ("The war in Syria has killed seven villagers.", []),
    ],
)
def test_the_doer_is_named_only_where_the_sentence_names_it(text: str, doers: list[str]) -> None:
    assert [r["perpetrators"] for r in told(text)] == [doers]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Shells killed 12 people in Keslow on Monday.", "incident"),
        ("The siege has killed 12 people in Keslow since May.", "cumulative"),
        ("Gunmen kidnapped 12 people in Keslow.", "incident"),
        ("Twelve people remain captive in Keslow.", "standing"),
        ("Twelve people are still missing in Keslow.", "standing"),
    ],
)
def test_the_scope_of_a_figure(text: str, scope: str) -> None:
    assert [r["scope"] for r in told(text)] == [scope]


def test_two_figures_of_two_sources_are_two_records() -> None:
    text = "The army said 12 people were killed in Orm, but the rebels said 30 people were killed."
    assert [(r["count"], r["claims"]) for r in told(text)] == [
        ("12", [claim("army", "asserts", "12 people were killed in Orm")]),
        ("30", [claim("rebels", "asserts", "30 people were killed.")]),
    ]


def test_a_vaguer_count_that_holds_the_exact_one_is_a_restatement() -> None:
    text = "Hundreds of people were killed in Keslow. The Tarn Red Cross said 1,600 people had been killed."
    assert told(text) == [
        casualty(
            "killed",
            "1,600",
            "unknown",
            "people",
            claim(None, "asserts", "Hundreds of people were killed in Keslow."),
            claim("Tarn Red Cross", "asserts", "1,600 people had been killed."),
            place="Keslow",
        )
    ]


def test_the_same_figure_of_another_place_is_another_thing() -> None:
    text = "Shells killed 12 people in Keslow. A mine killed 12 people in Orm."
    assert [r["place"] for r in told(text)] == ["Keslow", "Orm"]


def test_one_person_and_one_person_are_two() -> None:
    text = "A soldier was killed in Keslow. It rained. A soldier was killed on the road."
    assert len(told(text)) == 2


def test_a_figure_that_could_not_be_verified_is_doubted() -> None:
    text = "Thirty people were killed in Keslow, Radio Tarn reported. That could not be verified, the mayor said."
    assert [r["claims"] for r in told(text)] == [
        [
            claim("Radio Tarn", "asserts", "Thirty people were killed in Keslow"),
            claim("mayor", "doubts", "That could not be verified"),
        ]
    ]


def test_a_denied_figure_is_denied() -> None:
    text = "The army denied that it had killed 12 people in Keslow."
    assert [r["claims"] for r in told(text)] == [[claim("army", "denies", text)]]


def test_the_time_of_speaking_is_not_that_of_the_harm() -> None:
    text = "The army said on Monday that 12 people had been killed in Keslow."
    assert [r["when"] for r in told(text)] == [None]


def test_the_quote_on_one_person_shows_which_one_is_meant() -> None:
    text = "A report on a raid in Orm says a man was killed in a house there."
    assert [(r["count"], r["claims"][0]["quote"]) for r in told(text)] == [("a", "a man was killed in a house there.")]


def test_no_more_records_are_written_than_a_report_holds() -> None:
    text = " ".join(f"A shell killed {n} people in Orm." for n in range(100, 700))
    assert len(told(text)) == 400


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dead were 41 traders and eight gendarmes of Keslow.", [("killed", "41"), ("killed", "eight")]),
        ("Among the dead in Keslow were three children and a nurse.", [("killed", "three"), ("killed", "a")]),
        ("Six women who had been selling fruit beside the road in Keslow are missing.", [("missing", "Six")]),
        ("Shells fell on Keslow, killing three net-menders and a tinsmith's apprentice.", [("killed", "three")]),
        ("The army lost 38 soldiers near Keslow.", [("killed", "38")]),
        ("A bomber killed himself and 14 others in Keslow.", [("killed", "14")]),
        ("Gunmen killed the mayor of Keslow and three of his guards.", [("killed", "three")]),
        ("Ninety people had been treated for burns in Keslow.", [("injured", "Ninety")]),
        ("Two of the wounded later died in Keslow.", [("killed", "Two")]),
        ("Of the 40 people killed in Keslow, 12 were children.", [("killed", "40"), ("killed", "12")]),
        ("The blast killed 14 bakers in Keslow, a nurse at a clinic said.", [("killed", "14")]),
        ("An alleged Halvian raid on Keslow killed nine people.", [("killed", "nine")]),
        ("Between 15 and 16 people from two families were killed in Keslow.", [("killed", "Between 15 and 16")]),
        ("Three people were reported to have been killed in Keslow.", [("killed", "Three")]),
        ("A baker was killed in Keslow along with four of his sons.", [("killed", "A"), ("killed", "four")]),
        ("Soldiers detained the leader, who ran guns, along with two aides in Keslow.", [("detained", "two")]),
        ("Soldiers detained two additional suspects in Keslow.", [("detained", "two")]),
        ("Police took two men into custody in Keslow.", [("detained", "two")]),
        (
            "The raid killed five people and wounded “dozens” of others in Keslow.",
            [("killed", "five"), ("injured", "dozens")],
        ),
        ("In 1848 soldiers were killed in Keslow.", []),
        ("Rescuers pulled nine survivors and 14 bodies from the rubble in Keslow.", [("killed", "14")]),
        ("The mayor of Keslow put the number of wounded at 300.", [("injured", "300")]),
        ("Half of the 90 prisoners were killed in Keslow.", []),
        ("Eight of the dead in Keslow were children.", [("killed", "Eight")]),
        ("The body of a teacher was found in Keslow.", [("killed", "a")]),
        ("The three attackers killed nine people in Keslow.", [("killed", "nine")]),
        ("Guards hurt a student demonstration in Keslow.", []),
        ("A paramedic Ivo Tarn (48 years old) was killed in Keslow.", [("killed", "A")]),
        ("A raid on Keslow killed a woman, Orla Tarn, and her four sons.", [("killed", "a"), ("killed", "four")]),
        (
            "A raid on Keslow killed a boy named Ivo Tarn (14), and a girl named Ada Osk (13).",
            [("killed", "a"), ("killed", "a")],
        ),
        ("A mill-keeper Ivo Tarn (also known as “Abu Orm”), was killed in Keslow.", [("killed", "A")]),
        (
            "At least three people – Ivo Tarn, his aunt and her son – were killed in Keslow.",
            [("killed", "At least three")],
        ),
        (
            "Shells killed 12 people, including just six women and four men, in Keslow.",
            [("killed", "12"), ("killed", "six"), ("killed", "four")],
        ),
        ("Nine pupils seized by the rebels more than two years ago in Keslow have been released.", []),
        ("Shells killed 3 385 people in Keslow.", [("killed", "3 385")]),
        (
            "At least 19 people, including nine girls, two boys and a man with his four sons, were killed in Keslow.",
            [("killed", "At least 19"), *(("killed", n) for n in ("nine", "two", "a", "four"))],
        ),
        ("Rovers lost three games and a striker in Keslow.", []),
        ("The bill was killed by 61 votes, and 12 amendments died in Keslow.", []),
    ],
)
def test_ways_of_telling_a_figure(text: str, expected: list[tuple[str, str]]) -> None:
    assert figures(text) == expected


def test_a_part_has_its_own_victims_and_others_are_of_the_whole() -> None:
    text = "A raid killed 12 villagers, two of them children, in Keslow and wounded six others."
    assert [(r["count"], r["victims_text"]) for r in told(text)] == [
        ("12", "villagers"),
        ("two", "children"),
        ("six", "villagers"),
    ]


def test_all_of_a_number_are_who_it_is_said_of() -> None:
    text = "A shell killed nine people in Keslow. The army put the toll at 11, all of them rebels."
    assert [(r["count"], r["victims"], r["claims"][0]["source"]) for r in told(text)] == [
        ("nine", "unknown", None),
        ("11", "combatants", "army"),
    ]


def test_place_and_cause_are_taken_up_from_the_sentence_before() -> None:
    text = "An air raid hit the hamlet of Las Brenas on Friday. Seven people were killed there."
    assert [(r["place"], r["cause"]) for r in told(text)] == [("Las Brenas", "air raid")]


def test_the_subject_of_a_sentence_is_the_cause_in_its_participle() -> None:
    text = "A shell hit a queue at the market in Keslow on Monday, killing 14 people."
    assert [(r["place"], r["cause"]) for r in told(text)] == [("market in Keslow", "shell")]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Gunmen on motorcycles killed 63 people in Keslow.", ["Gunmen on motorcycles"]),
        ("The Varenian army came. Soldiers killed 12 rebels in Keslow.", ["Varenian army"]),
        ("The Dune League carried out an attack in Keslow that killed 12 people.", ["Dune League"]),
        ("The Dune Front spoke of peace. Insurgents carried out a raid that killed 12 people.", ["Dune Front"]),
        ("Shells killed 12 people in Keslow.", []),
    ],
)
def test_who_did_it_may_be_unnamed(text: str, doers: list[str]) -> None:
    assert [r["perpetrators"] for r in told(text)] == [doers]


def test_a_number_with_an_article_takes_up_those_it_counted_before() -> None:
    text = (
        "The army told the rebels to free nine captured nuns. The nine, who were seized in May, are being held in Tarn."
    )
    assert [(r["victims_text"], r["scope"]) for r in told(text)] == [("captured nuns", "standing")]


def test_each_side_of_a_while_has_its_own_figure() -> None:
    text = "While the Varenian army spoke of 12 dead in Keslow, the Dune League said that 40 had been killed."
    assert [(r["count"], r["claims"][0]["source"]) for r in told(text)] == [
        ("12", "Varenian army"),
        ("40", "Dune League"),
    ]


def test_a_spot_in_what_has_no_name_is_no_place() -> None:
    text = "At least 34 civilians were killed on Wednesday when shells struck a covered market in the east of the town."
    assert [c["place"] for c in told(text)] == [None]


STAGE = (
    "The striker tore the defence of Orm apart. The goal came after nine minutes, the league title after ninety, the "
    "crowd sang on. The coach praised his side, the owner praised his shares, and the sponsors "
    "praised the market, which closed higher. The season ends in May, with a cup final against Tarn and a "
    "concert by the choir. Tickets are sold at the box office, and the players will sign shirts for "
    "members of the club afterwards. The album of their songs sold well, the film of the season less so. "
    "The tournament was the best in years, said the chairman, whose company made a record profit from the stadium. "
)


def test_a_figure_of_speech_in_an_article_on_something_else_is_none() -> None:
    assert figures(STAGE + "His wit killed three critics in the front row.") == []
    assert figures("His wit killed three critics in Keslow.") == [("killed", "three")]


def test_an_article_on_something_else_may_tell_what_killed_people() -> None:
    assert figures(STAGE + "Shelling killed three farmers in Keslow.") == [("killed", "three")]


def test_those_who_are_called_by_the_name_of_an_armed_group_are_combatants() -> None:
    assert [(r["victims"], r["victims_text"]) for r in told("A raid on Keslow killed 13 Taliban.")] == [
        ("combatants", "Taliban")
    ]


def claims(text: str) -> list[list[tuple[str | None, str]]]:
    return [[(c["source"], c["stance"]) for c in r["claims"]] for r in told(text)]


SHELLED = "Army shells killed 12 civilians in Keslow, the mayor said."


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The rebels denied this.", "denies"),
        ("The rebels denied the charge and called for an inquiry.", "denies"),
        ("The rebels rejected the figure, calling it a lie.", "denies"),
        ("The rebels rejected that figure and called for an inquiry.", "denies"),
        ("The rebels denied responsibility and said their guns had been silent.", "denies"),
        ("The rebels denied that their forces were involved.", "denies"),
        ("The rebels could not confirm the number of casualties.", "doubts"),
        ("The rebels could not corroborate the figure.", "doubts"),
        ("The rebels said they had no information about casualties.", "doubts"),
        ("The rebels said they were not aware of any shooting.", "doubts"),
        ("The rebels said the figure was exaggerated.", "denies"),
        ("The rebels said no such attack had taken place.", "denies"),
        ("The rebels do not accept this.", "denies"),
        ("The rebels denied a report that they had opened schools in Tarn.", None),
        ("The rebels said the schools of Tarn taught lies.", None),
        ("The rebels denied that they had opened schools in Tarn.", None),
        ("The rebels rejected the offer.", None),
    ],
)
def test_who_denies_what_was_told_before_is_heard(sentence: str, stance: str | None) -> None:
    assert claims(f"{SHELLED} {sentence}") == [[("mayor", "asserts"), *([("rebels", stance)] if stance else [])]]


@pytest.mark.parametrize("sentence", ["The rebels said this was a lie.", "The rebels rejected this."])
def test_the_denial_of_a_denial_denies_nothing(sentence: str) -> None:
    text = "The army denied that it had killed 12 people in Keslow."
    assert claims(f"{text} {sentence}") == [[("army", "denies")]]


def test_a_figure_that_one_side_asserts_may_be_denied_by_two() -> None:
    text = "Doctors said 30 people had died, but the army denied it. The rebels said the figure was inflated."
    assert claims(text) == [[("Doctors", "asserts"), ("army", "denies"), ("rebels", "denies")]]


def test_a_denial_in_the_same_sentence_is_of_what_stands_before_it() -> None:
    text = "Doctors said 30 people had died, but the army denied it and said two gunmen were killed."
    assert claims(text) == [[("Doctors", "asserts"), ("army", "denies")], [("army", "asserts")]]


def test_what_the_denier_tells_instead_is_told_and_not_denied() -> None:
    text = f"{SHELLED} The rebels denied this and said that they had killed only four soldiers."
    assert claims(text) == [[("mayor", "asserts"), ("rebels", "denies")], [("rebels", "asserts")]]


def test_a_figure_that_is_denied_in_its_own_sentence_leaves_the_one_before_alone() -> None:
    text = f"{SHELLED} The army denied that its shelling had killed nine people in Tarn."
    assert claims(text) == [[("mayor", "asserts")], [("army", "denies")]]


def test_a_denial_two_sentences_on_is_heard_only_of_the_deed() -> None:
    assert claims(f"{SHELLED} It rained in Keslow. The rebels denied this.") == [[("mayor", "asserts")]]
    heard = [[("mayor", "asserts"), ("rebels", "denies")]]
    assert claims(f"{SHELLED} It rained in Keslow. The rebels denied responsibility.") == heard


def test_a_charge_that_is_denied_in_passing() -> None:
    text = "Doctors said 10 people had been killed, a charge the rebels denied."
    assert claims(text) == [[("Doctors", "asserts"), ("rebels", "denies")]]


def test_captives_of_whom_a_denial_speaks_are_captives() -> None:
    text = "The rebels denied that they would free 12 captives for the bridge."
    assert [c["stance"] for r in told(text) for c in r["claims"]] == ["asserts"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Shells have killed 11 civilians since Oct. 11 in the besieged town of Keslow.", "since Oct. 11"),
        ("Shells killed three people in three days of fighting in Keslow.", "three days"),
    ],
)
def test_the_time_may_have_the_number_of_the_figure_in_it(text: str, when: str) -> None:
    assert [r["when"] for r in told(text)] == [when]


def test_a_figure_that_its_own_sentence_leaves_open() -> None:
    text = "A clinic said three had died. The army said 25 men had been killed, a figure that cannot be verified."
    assert claims(text) == [[("A clinic", "asserts")], [("army", "asserts"), (None, "doubts")]]


def test_neither_figure_is_more_than_one() -> None:
    text = "A clinic said 17 people had died. The army put the number at six. Neither figure could be verified."
    assert claims(text) == [[("A clinic", "asserts"), (None, "doubts")], [("army", "asserts"), (None, "doubts")]]


def test_who_doubts_a_figure_of_others() -> None:
    text = "The rebels said they had killed 16 soldiers. An envoy said the claim could not be verified."
    assert claims(text) == [[("rebels", "asserts"), ("An envoy", "doubts")]]
