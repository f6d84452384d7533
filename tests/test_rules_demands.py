"""Demands in many words: whoever is told, whatever is asked, and the sentences that go on with them."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer


def told(text: str) -> list[dict[str, Any]]:
    return answer(text)["ultimatums"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army ordered the rebels out of Keslow by Thursday.",
            (["army"], ["rebels"], "leave", "unstated", "by Thursday"),
        ),
        (
            "The militia warned foreign oil workers to leave Keslow by Monday or risk being shot.",
            (["militia"], ["foreign oil workers"], "leave", "force", "by Monday"),
        ),
        (
            "The rebels said the ransom should be paid by noon on Friday, otherwise the hostages would be killed.",
            (["rebels"], [], "other", "force", "by noon on Friday"),
        ),
        (
            "Rebel leader Jon Karu gave the president 30 days to resign, failing which his men would storm the palace.",
            (["Jon Karu"], ["president"], "policy_change", "force", "30 days"),
        ),
        ("Rebels give army 48 hours to leave Keslow", (["Rebels"], ["army"], "leave", "unstated", "48 hours")),
        (
            "The rebels threatened to kill the captives if the siege of Keslow was not lifted by Friday.",
            (["rebels"], [], "allow_access", "force", "by Friday"),
        ),
        (
            "The army gave the rebels of Keslow until noon to turn over all of their rifles.",
            (["army"], ["rebels"], "disarm", "unstated", "until noon"),
        ),
        (
            "The army gave the rebels until noon to leave Keslow, warning that force would be used.",
            (["army"], ["rebels"], "leave", "force", "until noon"),
        ),
        (
            "If the rebels of Keslow do not leave by Sunday, the army will not answer for what happens.",
            (["army"], ["rebels"], "leave", "other", "by Sunday"),
        ),
    ],
)
def test_demands_of_anybody_in_any_words(text: str, expected: tuple[Any, ...]) -> None:
    assert [(r["issuers"], r["targets"], r["demand"], r["threat"], r["deadline"]) for r in told(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The rebels threatened to kill nine workers of Orm Gas, a gas company, unless the company pays by Friday.",
            (["rebels"], ["Orm Gas"], "other", "force", "by Friday"),
        ),
        (
            "Should the rebels not leave Keslow by Sunday, the army will storm the town, the general said.",
            (["army"], ["rebels"], "leave", "force", "by Sunday"),
        ),
        (
            "The army said it would storm the fort if the rebels were still there on Sunday.",
            (["army"], ["rebels"], "leave", "force", None),
        ),
        (
            "The council gave the rebels of Keslow 48 hours to open direct talks.",
            (["council"], ["rebels"], "negotiate", "unstated", "48 hours"),
        ),
        (
            "The army demanded that the rebels lift the blockade within two days, saying it would otherwise attack.",
            (["army"], ["rebels"], "allow_access", "force", "within two days"),
        ),
        (
            "The rebels set Sunday as the deadline for the release of ten prisoners.",
            (["rebels"], [], "release", "unstated", "Sunday"),
        ),
        (
            "The hostages will be killed on Friday unless the army withdraws, the kidnappers said.",
            (["kidnappers"], ["army"], "leave", "force", None),
        ),
    ],
)
def test_more_demands_in_any_words(text: str, expected: tuple[Any, ...]) -> None:
    assert [(r["issuers"], r["targets"], r["demand"], r["threat"], r["deadline"]) for r in told(text)] == [expected]


HARBOUR = (
    "Army gives gunmen a week to quit port\n\nThe Qarsadi army on Monday gave the Dune League, a rebel group, seven "
    "days to withdraw from the port of Orm. Should it fail to do so, troops will storm the docks. The demand was made "
    "by General Ivo Tarn.\n\n“We will never leave a single pier,” said Pavel Osk, a commander of the Dune League."
)


def test_headline_body_leader_threat_and_answer_are_one_ultimatum() -> None:
    (found,) = told(HARBOUR)
    assert (found["issuers"], found["targets"], found["demand"]) == (["Ivo Tarn"], ["Dune League"], "leave")
    assert (found["threat"], found["deadline"], found["response"]) == ("force", "seven days", "rejected")
    assert found["place"] == "Orm"
    assert ("Pavel Osk", "rejects") in [(c["source"], c["stance"]) for c in found["claims"]]


@pytest.mark.parametrize(
    "text",
    [
        "The truce gives the rebels until Friday to bury their dead.",
        "The soldiers had to leave Keslow by noon because of floods.",
        "The army warned residents of Keslow to stay indoors until Monday.",
        "The general said the army would retaliate if attacked.",
        "If the truce collapses, the army will be ready, the minister said.",
        "The president gave the army 30 days to draw up a plan.",
        "Soldiers in Keslow have to wait three days to be paid.",
        "The rebels called on the council to send monitors to Keslow by Sunday.",
    ],
)
def test_terms_advice_and_mere_readiness_are_no_ultimatums(text: str) -> None:
    assert told(text) == []


def test_nobody_answers_for_villagers_by_refusing_for_himself() -> None:
    text = (
        "The bandits told farmers near Keslow to pay a levy by Friday or be shot. “We will never pay a coin,” Governor "
        "Ivo Tarn said."
    )
    (found,) = told(text)
    assert (found["targets"], found["response"]) == (["farmers"], "pending")
    assert ("Ivo Tarn", "rejects") in [(c["source"], c["stance"]) for c in found["claims"]]


def test_ultimatums_over_two_places_are_two() -> None:
    text = (
        "The army gave the Dune League, a rebel group, until Monday to leave the town of Keslow or face an assault. "
        "Militants in the town of Tarn were told to leave Tarn by Friday or be shelled."
    )
    assert [u["place"] for u in told(text)] == ["Keslow", "Tarn"]


def test_a_target_is_named_once_whatever_its_article() -> None:
    text = (
        "Two rebel groups, the Dune Army and the Red Lance, have held Keslow since May. The town is besieged. The "
        "Varenian army gave the group 48 hours to leave Keslow or face an assault, activists said."
    )
    assert [len(u["targets"]) for u in told(text)] == [1]


def test_what_the_headline_demands_is_told_once() -> None:
    found = told(
        "Army gives Keslow two days to give up fighters\n\n"
        "The army has given the village of Keslow until Thursday to hand over rebel fighters and 90 rifles or face"
        " bombardment, a mayor said.\n"
    )
    assert [(r["deadline"], r["demand"]) for r in found] == [("until Thursday", "surrender")]
    assert [c["source"] for c in found[0]["claims"]] == ["a mayor"]  # the headline only repeats it


@pytest.mark.parametrize(
    "refusal",
    [
        "There could be no bargaining with the army, the rebels' spokesman Ivo Tarn said.",
        "The rebels' spokesman, Ivo Tarn, said his men would stay and fight.",
        '"We do not take orders from the army," said Ivo Tarn, a spokesman for the rebels.',
        "Mayor Ivo Tarn of Keslow said his people would not hand over anyone.",
    ],
)
def test_a_refusal_in_words_of_its_own(refusal: str) -> None:
    [found] = told(f"The army gave the rebels of Keslow 48 hours to leave the town.\n\n{refusal}\n")
    assert found["response"] == "rejected"
    assert [(c["source"], c["stance"]) for c in found["claims"]] == [(None, "asserts"), ("Ivo Tarn", "rejects")]


def test_who_has_not_refused_has_not_rejected() -> None:
    [found] = told(
        "The army gave the rebels of Keslow 48 hours to leave the town.\n\n"
        '"They have not refused to talk," said Ivo Tarn, a spokesman for the rebels.\n'
    )
    assert found["response"] == "pending"


def test_a_spokesman_stands_for_his_ministry() -> None:
    [found] = told(
        "The Red Lance threatened to kill captives unless the Halvian Defence Ministry frees nine men by Friday.\n\n"
        'The Halvian Defence Ministry rejected the demand. "There will be no bargaining," the ministry\'s spokesman,'
        " General Ivo Tarn, said.\n"
    )
    assert [c["source"] for c in found["claims"] if c["stance"] == "rejects"] == ["Ivo Tarn"]


@pytest.mark.parametrize(
    ("text", "issuers", "threat"),
    [
        (
            "Rebel chief Ivo Tarn scorned the government, which has told him to disarm by Friday or face an attack.",
            ["government"],
            "attack",
        ),
        (
            "An armed group threatened on Friday to close an oilfield unless the government of Halvia frees nine men.",
            ["armed group"],
            "close an oilfield",
        ),
        (
            "The army gave the rebels of Keslow until Friday to leave or face what the radio called a new offensive.",
            ["army"],
            "new offensive",
        ),
        (
            "The ministry gave the rebels of Keslow, believed to number about 35, until noon to leave or face arrest.",
            ["ministry"],
            "arrest",
        ),
    ],
)
def test_who_demands_and_what_else(text: str, issuers: list[str], threat: str) -> None:
    [found] = told(text)
    assert (found["issuers"], found["threat_text"]) == (issuers, threat)


def test_an_hour_and_its_day_are_one_deadline() -> None:
    [found] = told("The army told the rebels to leave Keslow by 4 p.m. Wednesday or be shot. They said no.")
    assert found["deadline"] == "by 4 p.m. Wednesday"


def test_a_threat_to_answer_an_attack_demands_nothing() -> None:
    assert told("The rebels said they would retaliate if the town of Keslow was attacked.") == []


def test_those_who_demand_repeat_it() -> None:
    [found] = told(
        "The army gave the rebels of Keslow 48 hours to leave.\n\n"
        '"If they are still there on Sunday, we will come and get them," said Colonel Ivo Tarn of the army.\n'
    )
    assert [(c["source"], c["stance"]) for c in found["claims"]] == [(None, "asserts"), ("Ivo Tarn", "asserts")]


def test_who_has_not_agreed_rejects() -> None:
    [found] = told(
        "The army gave the rebels of Keslow 48 hours to leave the town.\n\n"
        '"We have not agreed to leave," said Ivo Tarn, a spokesman for the rebels.\n'
    )
    assert found["response"] == "rejected"


@pytest.mark.parametrize(
    "text",
    [
        "The army said the rebels of Keslow would be treated as prisoners of war if they surrendered.",
        "The Halvian minister urged the rebels and the army to honour a truce in Keslow signed last month.",
    ],
)
def test_what_is_held_out_or_only_urged_is_no_ultimatum(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "demand", "threat"),
    [
        ("The rebels threatened the town with shelling if it did not free two men.", "free two men", "shelling"),
        (
            "The rebels threatened to kill them unless a ransom of two million dollars is paid by Friday.",
            "ransom of two million dollars is paid",
            "kill them",
        ),
        (
            "The rebels ordered residents to leave Keslow by Friday or be treated as soldiers.",
            "leave Keslow",
            "be treated as soldiers",
        ),
        (
            "The rebels ordered residents to leave Keslow by Friday or be shelled as soon as it is dark.",
            "leave Keslow",
            "be shelled",
        ),
        (
            "The army gave the rebels a week to leave Keslow, warning that it would close the road otherwise.",
            "leave Keslow",
            "close the road",
        ),
    ],
)
def test_demand_and_threat_are_told_whole(text: str, demand: str, threat: str) -> None:
    record = answer(text)["ultimatums"][0]
    assert (record["demand_text"], record["threat_text"]) == (demand, threat)


def test_what_may_befall_somebody_is_no_demand_of_him() -> None:
    assert not answer("The army said it would shell the village if any rebel was found there.")["ultimatums"]
