"""Ultimatums from sentences: who demands what of whom, by when and or else what, and what the answer is."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer, claim, ultimatum


def told(text: str) -> list[dict[str, Any]]:
    return answer(text)["ultimatums"]


def test_a_demand_with_a_time_and_a_threat() -> None:
    text = "The Varenian army gave the Northern Shield, a rebel group, 48 hours to leave Keslow or face a full assault."
    assert told(text) == [
        ultimatum(
            ["Varenian army"],
            ["Northern Shield"],
            "leave",
            "leave Keslow",
            claim(None, "asserts", text),
            threat="force",
            threat_text="full assault",
            deadline="48 hours",
            response="pending",
            place="Keslow",
        )
    ]


def test_a_leader_who_demands_stays_a_person() -> None:
    text = "The rebels must leave Keslow by Sunday or be destroyed, General Ivo Tarn said."
    assert told(text) == [
        ultimatum(
            ["Ivo Tarn"],
            ["rebels"],
            "leave",
            "leave Keslow",
            claim("Ivo Tarn", "asserts", "The rebels must leave Keslow by Sunday or be destroyed"),
            threat="force",
            threat_text="be destroyed",
            deadline="by Sunday",
            response="pending",
            place="Keslow",
        )
    ]


def test_a_spokesman_demands_for_his_group() -> None:
    text = "The army must leave Orm by Sunday or die, Northern Shield spokesman Pavel Osk said."
    assert [r["issuers"] for r in told(text)] == [["Northern Shield"]]


def test_a_threat_that_hangs_on_unless() -> None:
    text = "The Dune League threatened to shell Sabra Khel unless the Qarsadi army withdraws."
    assert told(text) == [
        ultimatum(
            ["Dune League"],
            ["Qarsadi army"],
            "leave",
            "withdraws",
            claim(None, "asserts", text),
            threat="force",
            threat_text="shell Sabra Khel",
        )
    ]


def test_an_either_or_demand_threatens_nothing() -> None:
    text = "The army told the rebels of Keslow to surrender or leave by Friday."
    assert [(r["demand"], r["demand_text"], r["threat"], r["threat_text"]) for r in told(text)] == [
        ("accept_terms", "surrender or leave", "unstated", None)
    ]


@pytest.mark.parametrize(
    ("text", "demand", "deadline"),
    [
        ("The army told the rebels of Keslow to lay down their arms by Sunday.", "disarm", "by Sunday"),
        ("The rebels gave the government two weeks to release the captives.", "release", "two weeks"),
        ("The army set a deadline for the rebels to leave Keslow.", "leave", "a deadline"),
        ("The rebels of Keslow have until Sunday to surrender, the army said.", "surrender", "until Sunday"),
        ("The army gave the rebels of Keslow an ultimatum to cease fire.", "cease_fire", None),
    ],
)
def test_ways_to_demand(text: str, demand: str, deadline: str | None) -> None:
    assert [(r["demand"], r["deadline"]) for r in told(text)] == [(demand, deadline)]


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("The Northern Shield rejected the ultimatum.", "rejected"),
        ("The Northern Shield accepted the ultimatum.", "accepted"),
        ("The Northern Shield has not yet answered the ultimatum.", "pending"),
        ("The Northern Shield answered with an offer of its own.", "counter_offer"),
        ("It rained.", "pending"),
    ],
)
def test_the_answer_of_the_target(text: str, response: str) -> None:
    given = "The army gave the Northern Shield, a rebel group, 48 hours to leave Keslow."
    assert [r["response"] for r in told(f"{given} {text}")] == [response]


def test_a_target_that_rejects_has_a_claim() -> None:
    text = "The army gave the Northern Shield, a rebel group, 48 hours to leave. The Northern Shield refused to go."
    assert [r["claims"][1:] for r in told(text)] == [
        [claim("Northern Shield", "rejects", "The Northern Shield refused to go.")]
    ]


def test_one_demand_told_twice_is_one_ultimatum() -> None:
    text = (
        "The army gave the Northern Shield, a rebel group, 48 hours to leave Keslow. "
        "The Northern Shield must leave Keslow by Sunday or face an assault, the army said."
    )
    (found,) = told(text)
    assert (found["deadline"], found["threat"]) == ("48 hours", "force")
    assert [c["source"] for c in found["claims"]] == [None, "army"]


@pytest.mark.parametrize(
    "text",
    [
        "If talks fail, an assault on Keslow is likely, an analyst said.",
        "The army will storm Keslow, General Ivo Tarn said.",
        "The rebels said the army must leave Keslow.",
        "The army urged residents to leave Keslow.",
        "The club gave its coach an ultimatum to win or leave.",
        "The minister gave reporters until noon to leave the room.",
        "She gave him an ultimatum: the rebels or me.",
        "The rebels must leave Keslow by Sunday, an analyst with the Keslow Observatory for Human Rights said.",
        "The landlord gave the army of tenants until Monday to leave.",
        "Voters gave the government two weeks to celebrate.",
    ],
)
def test_what_is_no_ultimatum(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A Zarkhandi general on Sunday gave the fighters in the old fort 48 hours to pull out or be “dug out”.",
            (["Zarkhandi general"], ["fighters"], "leave", "force", "48 hours"),
        ),
        (
            "The Varenian military threatened to level the port if the separatists inside do not surrender by dawn.",
            (["Varenian military"], ["separatists"], "surrender", "force", "by dawn"),
        ),
        (
            "The junta was given two weeks to restore civilian rule or face sanctions, the West Coast Bloc said.",
            (["West Coast Bloc"], ["junta"], "policy_change", "sanctions", "two weeks"),
        ),
        (
            "“Lay down your weapons within three days or die,” Colonel Adri Senn said in a message to the rebels.",
            (["Adri Senn"], ["rebels"], "disarm", "force", "within three days"),
        ),
        (
            "If the rebels do not open the road by Sunday, the army will reopen it by force, Brigadier Latu said.",
            (["army"], ["rebels"], "allow_access", "force", "by Sunday"),
        ),
        (
            "Fighters who refuse to leave Keslow by Thursday will be considered legitimate targets, the army said.",
            (["army"], ["Fighters"], "leave", "force", "by Thursday"),
        ),
        (
            "The kidnappers demanded the release of 20 prisoners by Monday and threatened to kill a hostage a day.",
            (["kidnappers"], [], "release", "force", "by Monday"),
        ),
        (
            "The separatists were told to vacate the customs house by noon or be removed by force.",
            ([], ["separatists"], "leave", "expulsion", "by noon"),
        ),
        (
            "The army’s deadline for the guerrillas to hand over the hostages expires on Friday.",
            (["army"], ["guerrillas"], "release", "unstated", "Friday"),
        ),
        (
            "The Qarsadi army rejected a rebel demand that it release the captives by noon.",
            (["rebel"], ["Qarsadi army"], "release", "unstated", "by noon"),
        ),
    ],
)
def test_more_ways_to_demand(text: str, expected: tuple[Any, ...]) -> None:
    assert [(r["issuers"], r["targets"], r["demand"], r["threat"], r["deadline"]) for r in told(text)] == [expected]


STREET_BY_STREET = (
    "The Dune League, a rebel group, on Wednesday rejected an army demand that its fighters quit Sabra Khel by Friday "
    "noon. The Qarsadi army issued the ultimatum late on Tuesday. It said the fighters would be given safe passage if "
    "they left, and warned that any who remained would be dealt with by fire. “After Friday there will be no road,” "
    "army spokesman Colonel Nabil Harith said."
)


def test_an_ultimatum_told_over_several_sentences_is_one_record() -> None:
    (found,) = told(STREET_BY_STREET)
    assert (found["issuers"], found["targets"], found["demand"]) == (["Qarsadi army"], ["Dune League"], "leave")
    assert (found["threat"], found["threat_text"]) == ("force", "be dealt with by fire")
    assert (found["deadline"], found["response"]) == ("by Friday noon", "rejected")
    assert [(c["source"], c["stance"]) for c in found["claims"]] == [
        (None, "asserts"),
        ("Qarsadi army", "asserts"),
        ("Dune League", "rejects"),
    ]


def test_split_targets_leave_it_pending() -> None:
    text = (
        "The army told two armed groups, the Harbour Guard and the Red Lance, to free the engineers by Friday or be "
        "attacked. The Harbour Guard said that it would obey. The Red Lance refused."
    )
    (found,) = told(text)
    assert found["targets"] == ["Harbour Guard", "Red Lance"]
    assert found["response"] == "pending"
    assert [(c["source"], c["stance"]) for c in found["claims"]][1:] == [
        ("Harbour Guard", "accepts"),
        ("Red Lance", "rejects"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The army said the rebels would be given safe passage if they left Keslow.",
        "The army will not leave Keslow, the minister said.",
        "The government said its offensive would end if the rebels left Keslow.",
        "The government gave approval for the army to deliver food next week.",
    ],
)
def test_promises_and_plans_are_no_ultimatums(text: str) -> None:
    assert told(text) == []


def test_who_tells_what_others_were_told_does_not_demand_it() -> None:
    text = (
        "Gunmen hold four pupils near Keslow. Ivo Tarn said parents had been told by a mediator last week that the "
        "deal was ready and that they should stay away from the town."
    )
    assert told(text) == []


ARMY = "The Varenian army surrounded Keslow on Monday, where the Dune League, a rebel group, holds the mill. "


@pytest.mark.parametrize(
    ("text", "demand", "threat", "deadline"),
    [
        (
            '"If our men are not home by Sunday evening, there will be no truce," Dune League spokesman Ivo Tarn said.',
            "release",
            "withdrawal",
            "by Sunday evening",
        ),
        (
            "Dune League spokesman Ivo Tarn said it would cancel the handover if the army was not gone by Friday.",
            "leave",
            "withdrawal",
            "by Friday",
        ),
        (
            (
                "Ivo Tarn, a commander of the Dune League, said the captives would be freed when the army withdrew "
                "from the mill. He threatened to behead them if this was not done by Sunday."
            ),
            "leave",
            "force",
            "by Sunday",
        ),
    ],
)
def test_what_is_to_be_done_by_a_time_or_else_is_demanded(text: str, demand: str, threat: str, deadline: str) -> None:
    (record,) = told(ARMY + text)
    assert (record["demand"], record["threat"], record["deadline"]) == (demand, threat, deadline)
    assert record["targets"] == ["Varenian army"]


def test_a_threat_on_a_condition_without_a_time_is_one_only_by_its_words() -> None:
    assert told(ARMY + "The Dune League said it would hold a council if the mill was not repaired.") == []


def test_a_time_that_somebody_has_for_what_stands_before() -> None:
    text = ARMY + 'General Ivo Tarn said the rebels must leave the mill. "They have 48 hours," he said.'
    (record,) = told(text)
    assert (record["issuers"], record["demand"], record["deadline"]) == (["Ivo Tarn"], "leave", "48 hours")
    assert told("The Dune League met in Keslow. The players have 48 hours, it said.") == []


def test_what_leaflets_tell_is_demanded_by_who_fights_those_told() -> None:
    (record,) = told(ARMY + "Leaflets dropped there told the rebels to surrender by Friday or be bombed.")
    assert record["issuers"] == ["Varenian army"]
    (record,) = told(
        ARMY + "It gave the rebels 48 hours to leave Keslow. Leaflets told the fighters to leave by Wednesday."
    )
    assert record["deadline"] == "48 hours"


def test_those_told_are_named_after_where_they_are() -> None:
    text = (
        "The army told two armed groups in Keslow, the Northern Shield and the Dune League, to free nine men within "
        "five days or be bombed."
    )
    assert told(text)[0]["targets"] == ["Northern Shield", "Dune League"]


def test_who_is_told_is_not_what_he_holds() -> None:
    text = "The army gave militants holding a post of the Halvian police three days to leave or be bombed."
    assert told(text)[0]["targets"] == ["militants"]


@pytest.mark.parametrize("reply", ["called the ultimatum blackmail", "ruled out any surrender"])
def test_scorn_for_a_demand_rejects_it(reply: str) -> None:
    text = ARMY + f"It gave the rebels 48 hours to surrender. Dune League spokesman Ivo Tarn {reply}."
    assert told(text)[0]["response"] == "rejected"
