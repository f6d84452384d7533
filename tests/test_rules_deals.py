"""Deals from sentences: what kind, how far it has come, between whom, and who asserts, denies, proposes, rejects it."""

from __future__ import annotations

from typing import Any

import pytest
from rules_reading import answer, claim, deal, validated


def told(text: str) -> list[dict[str, Any]]:
    return answer(text)["deals"]


CLAIMED_AND_DENIED = (
    "The Varenian army said it had reached a deal with the Northern Shield, a rebel group, to evacuate Keslow. "
    "Northern Shield spokesman Pavel Osk denied that any such deal existed."
)


def test_a_deal_claimed_and_denied_is_one_record_with_both_claims() -> None:
    assert told(CLAIMED_AND_DENIED) == [
        deal(
            "evacuation",
            "agreed",
            ["Varenian army", "Northern Shield"],
            claim("Varenian army", "asserts", "it had reached a deal with the Northern Shield"),
            claim("Pavel Osk", "denies", "Northern Shield spokesman Pavel Osk denied that any such deal existed."),
            place="Keslow",
        )
    ]


def test_a_deal_claimed_and_denied_is_disputed_after_validation() -> None:
    (found,) = validated(CLAIMED_AND_DENIED).deals
    assert found.disputed
    assert [c.source.name for c in found.claims if c.source] == ["Varenian army", "Pavel Osk"]


def test_a_deal_that_a_mediator_is_hopeful_of_is_unconfirmed() -> None:
    text = (
        "The Varenian army said it had reached a deal with the Northern Shield, a rebel group. "
        "A medic said no final deal had been reached."
    )
    (found,) = validated(text).deals
    assert (found.disputed, found.unconfirmed) == (False, True)


def test_a_party_that_signs_in_the_articles_own_voice_accepts() -> None:
    text = "The Dune League and the Qarsadi army signed a ceasefire in Sabra Khel on Monday."
    assert told(text) == [
        deal(
            "ceasefire",
            "agreed",
            ["Dune League", "Qarsadi army"],
            claim("Dune League", "accepts", text),
            claim("Qarsadi army", "accepts", text),
            date="Monday",
        )
    ]


def test_a_party_that_refuses_rejects_whoever_reports_it() -> None:
    text = "The Dune League rejected a truce with the Qarsadi army, a diplomat said."
    assert told(text) == [
        deal(
            "ceasefire",
            "rejected",
            ["Dune League", "Qarsadi army"],
            claim("Dune League", "rejects", "The Dune League rejected a truce with the Qarsadi army"),
        )
    ]


def test_a_brokered_deal_has_a_mediator_and_terms() -> None:
    text = "An agreement between the army and the rebels was signed, brokered by Egypt, under which food is let in."
    assert told(text) == [
        deal(
            "other",
            "agreed",
            ["army", "rebels"],
            claim(None, "asserts", "An agreement between the army and the rebels was signed"),
            mediators=["Egypt"],
            terms=["food is let in"],
        )
    ]


@pytest.mark.parametrize(
    ("text", "kind", "stage"),
    [
        ("The rebels proposed a truce to the army.", "ceasefire", "proposed"),
        ("The army and the rebels are holding peace talks in Halvia.", "settlement", "negotiating"),
        ("The army and the rebels signed an agreement to exchange prisoners.", "prisoner_release", "agreed"),
        ("The army and the rebels reached an agreement to let aid convoys into Keslow.", "aid_access", "agreed"),
        ("The rebels of Keslow accepted a deal to surrender to the army.", "surrender", "agreed"),
        ("The rebels agreed with the army to leave Keslow.", "evacuation", "agreed"),
        ("Buses left Keslow under a deal between the army and the rebels.", "evacuation", "implementing"),
        ("The truce between the army and the rebels expired on Monday.", "ceasefire", "completed"),
        ("Peace talks between the army and the rebels were suspended.", "settlement", "suspended"),
        ("The truce between the army and the rebels in Keslow collapsed.", "ceasefire", "collapsed"),
        ("The rebels ruled out a ceasefire with the army.", "ceasefire", "rejected"),
    ],
)
def test_kinds_and_stages(text: str, kind: str, stage: str) -> None:
    assert [(r["kind"], r["stage"]) for r in told(text)] == [(kind, stage)]


def test_a_deal_goes_to_the_furthest_stage_and_keeps_all_claims() -> None:
    text = (
        "The rebels proposed a truce to the army. The army and the rebels held talks on Monday, a diplomat said. "
        "On Friday the army said that a truce with the rebels had been agreed."
    )
    (found,) = told(text)
    assert found["stage"] == "agreed"
    assert [(c["source"], c["stance"]) for c in found["claims"]] == [
        ("rebels", "proposes"),
        ("a diplomat", "asserts"),
        ("army", "asserts"),
    ]


def test_a_deal_of_the_past_is_one_of_its_own() -> None:
    text = (
        "An earlier truce between the army and the rebels collapsed. "
        "The army and the rebels agreed a new truce on Monday."
    )
    assert [(r["stage"], r["date"]) for r in told(text)] == [("collapsed", None), ("agreed", "Monday")]


@pytest.mark.parametrize(
    "text",
    [
        "The club agreed a deal with the striker.",
        "The army of fans rejected a deal with the sponsor.",
        "There was a great deal of fighting in Keslow, the army said.",
        "The two parties in the coalition agreed on a budget.",
        "The company reached a settlement with the rebels on its board.",
        "Residents want a truce.",
        "The army agreed to meet the rebels.",
        "No deal has been reached, the mayor said.",
        "The army could sign a truce with the rebels next year.",
        "They call a truce at breakfast and the war over the bathroom goes on.",
    ],
)
def test_what_is_no_deal(text: str) -> None:
    assert told(text) == []


ACCORD = (
    "The government of Kolanta and the Northern Assembly, a rebel group, signed a peace agreement on Thursday. "
    "Under the accord, the rebels will disarm within six months and 3,000 of their fighters will join the national "
    "army. In return the government will grant the north its own parliament. The Black Lance, a smaller rebel group, "
    "said it did not recognise the agreement. Halvia, which mediated, will send observers. "
    "A previous peace deal between the army and the rebels collapsed in 2014."
)


def test_a_deal_told_over_several_sentences_is_one_record_with_its_terms() -> None:
    found, earlier = told(ACCORD)
    assert (found["kind"], found["stage"], found["date"]) == ("settlement", "agreed", "Thursday")
    assert found["parties"] == ["government of Kolanta", "Northern Assembly"]
    assert found["terms"] == [
        "the rebels will disarm within six months",
        "3,000 of their fighters will join the national army",
        "the government will grant the north its own parliament",
    ]
    assert ("Black Lance", "rejects") in [(c["source"], c["stance"]) for c in found["claims"]]
    assert (earlier["stage"], earlier["date"]) == ("collapsed", "2014")


@pytest.mark.parametrize(
    ("text", "kind", "stage", "parties"),
    [
        (
            "The army and the rebels exchanged 64 prisoners at the Orm crossing.",
            "prisoner_release",
            "completed",
            ["army", "rebels"],
        ),
        (
            "The army is willing to withdraw from Keslow if the rebels free the captives.",
            "evacuation",
            "proposed",
            ["army", "rebels"],
        ),
        (
            "The Qarsadi army agreed on Sunday to lift its siege of Keslow, the Dune League said.",
            "aid_access",
            "agreed",
            ["Dune League", "Qarsadi army"],
        ),
        (
            "A peace deal between Varenia and the separatists was close but not yet done, a diplomat said.",
            "settlement",
            "negotiating",
            ["Varenia", "separatists"],
        ),
        (
            "The attack broke a truce between the Black Lance and the elders of Dorassi, the army said.",
            "ceasefire",
            "collapsed",
            ["Black Lance", "elders of Dorassi"],
        ),
        (
            "The government has been in peace talks, since March, with the rebels of Keslow.",
            "settlement",
            "negotiating",
            ["government", "rebels"],
        ),
        (
            "A truce between the army and the Orm Front rebels in Keslow was holding on Monday, residents said.",
            "ceasefire",
            "implementing",
            ["Orm Front", "army"],
        ),
        (
            "The army and the Orm Front rebels agreed to a humanitarian pause in Keslow, a nurse said.",
            "ceasefire",
            "agreed",
            ["Orm Front", "army"],
        ),
        (
            "The army and the Orm Front rebels have agreed to open a corridor so that food can reach Keslow.",
            "aid_access",
            "agreed",
            ["Orm Front", "army"],
        ),
        (
            "Ceasefire talks between the army and the Orm Front rebels entered their third day on Wednesday.",
            "ceasefire",
            "negotiating",
            ["Orm Front", "army"],
        ),
        (
            "The army and the rebels met again in Keslow on Monday to discuss a ceasefire.",
            "ceasefire",
            "negotiating",
            ["army", "rebels"],
        ),
        (
            "The Orm Front rebels are offering to release the hostages in return for a pardon.",
            "prisoner_release",
            "proposed",
            ["Orm Front"],
        ),
        (
            "The Orm Front rebels have thrown out a peace plan drawn up by the army.",
            "settlement",
            "rejected",
            ["Orm Front", "army"],
        ),
        (
            "Tarn and the Orm Front rebels swapped 40 prisoners at a bridge on Monday, a nurse said.",
            "prisoner_release",
            "completed",
            ["Tarn", "Orm Front"],
        ),
        (
            "The Varenian army says the rebels holding Keslow have accepted its offer of safe passage to the north.",
            "evacuation",
            "agreed",
            ["Varenian army", "rebels holding Keslow"],
        ),
    ],
)
def test_ways_to_tell_of_a_deal(text: str, kind: str, stage: str, parties: list[str]) -> None:
    assert [(r["kind"], r["stage"], sorted(r["parties"])) for r in told(text)] == [(kind, stage, sorted(parties))]


def test_who_is_said_to_be_willing_proposes() -> None:
    text = "The rebels of Keslow said they were ready to hold peace talks with the army."
    assert [(c["source"], c["stance"]) for r in told(text) for c in r["claims"]] == [("rebels", "proposes")]


def test_the_speaker_closest_to_the_fact_denies() -> None:
    text = (
        "The Varenian army announced a ceasefire with the Northern Shield, a rebel group. "
        "Rebel leaders issued a rebuttal of the ceasefire, Radio Tarn reports."
    )
    assert [(c["source"], c["stance"]) for r in told(text) for c in r["claims"]][-1] == ("Rebel leaders", "denies")


UNDERSTANDING = (
    "The Halvian defence ministry said on Friday that the fighters of the Islander Movement, a rebel group, had agreed "
    "to give up the port of Kesh. Its spokeswoman, Greta Lund, said that an understanding was reached overnight. "
    "Movement spokesman Tomas Berg said nobody had agreed to anything. In exchange the army would lift its blockade "
    "of the islands."
)


def test_a_deal_without_the_word_is_found_and_its_denial_makes_no_second() -> None:
    (found,) = told(UNDERSTANDING)
    assert (found["kind"], found["stage"]) == ("surrender", "agreed")
    assert "Islander Movement" in found["parties"]
    assert "the army would lift its blockade of the islands" in found["terms"]
    assert ("Tomas Berg", "denies") in [(c["source"], c["stance"]) for c in found["claims"]]


def test_a_deal_that_one_clause_tells_and_the_next_denies_is_asserted_and_denied() -> None:
    [record] = told(
        "The Varenian army said it had reached a deal with the Northern Shield, a rebel group, to evacuate Keslow, "
        "but the group said there was no such deal."
    )
    assert record["stage"] == "agreed"
    stances = {c["source"]: c["stance"] for c in record["claims"]}
    assert stances == {"Varenian army": "asserts", "Northern Shield": "denies"}


def test_a_deal_is_taken_up_without_its_noun() -> None:
    [record] = told(
        "The Varenian army has reached a deal with the Northern Shield, a rebel group, to evacuate Keslow.\n\n"
        '"It was signed last night. The buses have come," Colonel Ivo Karr said.\n\n'
        '"Nobody has signed anything," Northern Shield spokesman Pavel Osk said.'
    )
    stances = {c["source"]: c["stance"] for c in record["claims"]}
    assert stances["Ivo Karr"] == "asserts"
    assert stances["Pavel Osk"] == "denies"


def test_what_no_deal_went_before_is_taken_up_by_nothing() -> None:
    assert told("The army shelled Keslow. It was signed last night, a rebel said. He denied it.") == []


def test_who_denies_a_claim_is_not_who_made_it() -> None:
    [record] = told(
        "Rebels deny army claim of pullout deal in Keslow\n\n"
        "The army said on Monday that it had reached a deal with the rebels to quit Keslow."
    )
    assert {(c["source"], c["stance"]) for c in record["claims"]} == {("Rebels", "denies"), ("army", "asserts")}


GROUP = "the Dune League, a rebel group,"


def first(text: str) -> dict[str, Any]:
    return told(text)[0]


@pytest.mark.parametrize(
    ("text", "kind", "stage"),
    [
        ("The army and the Dune League agreed a truce to let civilians leave Keslow.", "evacuation", "agreed"),
        (
            f"The evacuation of Keslow was halted. Buses had left under a deal between the army and {GROUP[:-1]}.",
            "evacuation",
            "suspended",
        ),
        (
            f"The army and {GROUP} agreed to exchange prisoners. The exchange was suspended on Monday after shelling.",
            "prisoner_release",
            "suspended",
        ),
        (
            "The army offered on Monday to release 12 rebels if the Dune League leaves Keslow.",
            "prisoner_release",
            "proposed",
        ),
        (
            f"{GROUP.capitalize()} freed four nurses on Monday, and the army set free seven rebels in return.",
            "prisoner_release",
            "completed",
        ),
        (
            f"A truce announced in May by the army and {GROUP} collapsed within weeks.",
            "ceasefire",
            "collapsed",
        ),
        (
            f"Talks between the army and {GROUP} ended without an agreement on Monday.",
            "settlement",
            "negotiating",
        ),
        (
            f"Under a deal reached on Monday between the army and {GROUP} the wounded were to be taken to Tarn.",
            "evacuation",
            "implementing",
        ),
    ],
)
def test_how_far_a_deal_is_by_what_was_agreed_on(text: str, kind: str, stage: str) -> None:
    found = first(text.replace("The dune league", "The Dune League"))
    assert (found["kind"], found["stage"]) == (kind, stage)
    assert set(found["parties"]) == {"army", "Dune League"}


def test_another_group_that_leaves_the_talks_does_not_end_them() -> None:
    found = first(
        f"The army and {GROUP} agreed on a truce. The Black Shield, another rebel group, walked out of the talks."
    )
    assert found["stage"] == "agreed"
    assert ("Black Shield", "rejects") in [(c["source"], c["stance"]) for c in found["claims"]]


def test_a_list_of_things_to_do_is_a_term_each() -> None:
    found = first(f"The army and {GROUP} agreed to free the captives, open the road and pull back from Keslow.")
    assert found["terms"] == ["free the captives", "open the road", "pull back from Keslow"]


def test_an_earlier_truce_is_of_the_same_two() -> None:
    _, earlier = told(f"The army and {GROUP} signed a truce. An earlier truce collapsed in 2014.")
    assert (earlier["stage"], earlier["date"]) == ("collapsed", "2014")
    assert earlier["parties"] == ["army", "Dune League"]


def test_what_only_the_headline_denies_is_said() -> None:
    text = f"Dune League denies truce\n\nThe army and {GROUP} agreed on a truce on Monday, a diplomat said."
    assert ("Dune League", "denies") in [(c["source"], c["stance"]) for c in first(text)["claims"]]


def test_a_deal_is_where_the_article_is_about() -> None:
    text = (
        f"The town of Keslow heard no shots. The army and {GROUP} agreed on a truce, a diplomat in Tarn said. "
        "Keslow has been besieged since May."
    )
    assert first(text)["place"] == "Keslow"


def _one(text: str) -> dict[str, Any]:
    (found,) = told(text)
    return found


def test_where_a_deal_was_signed_is_not_the_place_that_it_concerns() -> None:
    text = (
        "The army and the rebels signed a ceasefire in Porto Amaro on Monday. "
        "The town of Keslow was quiet. Keslow is besieged."
    )
    assert _one(text)["place"] == "Keslow"


def test_a_deal_beside_the_one_that_the_article_is_about_does_not_lie_at_its_place() -> None:
    text = (
        "The army and the rebels agreed a ceasefire in Keslow on Monday. Keslow was quiet on Tuesday. "
        "The army and the Dune League signed a deal to exchange prisoners."
    )
    assert [d["place"] for d in told(text)] == ["Keslow", None]


def test_a_truce_of_a_past_month_is_another_deal_and_was_agreed_on() -> None:
    text = (
        "The army and the rebels agreed a ceasefire in Keslow on Monday. The valley was calm after a truce in November."
    )
    found = told(text)
    assert [(d["stage"], d["date"]) for d in found] == [("agreed", "Monday"), ("agreed", "November")]


@pytest.mark.parametrize("when", ["on 3 November", "next year"])
def test_a_truce_of_a_day_or_to_come_is_not_one_of_the_past(when: str) -> None:
    text = f"The army and the rebels agreed a ceasefire in Keslow. The two sides signed a truce {when}."
    assert len(told(text)) == 1


def test_a_truce_during_which_something_happens_is_kept() -> None:
    text = "Families left Keslow during a two-day truce between the army and the rebels."
    assert _one(text)["stage"] == "implementing"


def test_the_day_on_which_what_was_agreed_on_is_halted_is_the_date() -> None:
    text = (
        "The army and the rebels reached an evacuation deal on Monday. "
        "The evacuation was suspended on Friday, a medic said."
    )
    found = _one(text)
    assert (found["stage"], found["date"]) == ("suspended", "Friday")


def test_the_hour_of_a_deal_is_not_its_date_where_a_day_is_told() -> None:
    assert _one("On Monday the army and the rebels signed a ceasefire at 8 am.")["date"] == "Monday"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("suspend all offensive operations and raids", "ceasefire"),
        ("halt the nightly bombardment", "ceasefire"),
        ("open two roads into the valley", "aid_access"),
    ],
)
def test_the_kind_is_told_by_a_verb_and_what_it_is_done_to(words: str, kind: str) -> None:
    assert _one(f"The army and the rebels of Keslow agreed to {words}.")["kind"] == kind


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("agreed not to attack the port", ["not to attack the port"]),
        (
            "agreed to hand over six captives in return for the release of nine guards",
            ["hand over six captives", "in return for the release of nine guards"],
        ),
        (
            "signed a deal that provides for an end to air raids and the reopening of the market",
            ["an end to air raids", "the reopening of the market"],
        ),
        (
            "agreed to open the road and to let families return",
            ["open the road", "let families return"],
        ),
    ],
)
def test_where_terms_are_cut(words: str, terms: list[str]) -> None:
    assert _one(f"The army and the rebels of Keslow {words}.")["terms"] == terms


def test_what_is_given_for_what_are_the_terms_of_an_exchange() -> None:
    text = "The rebels of Keslow freed six soldiers in exchange for nine of their own fighters, the army said."
    assert _one(text)["terms"] == ["freed six soldiers", "in exchange for nine of their own fighters"]


def test_the_draft_takes_up_a_deal() -> None:
    text = (
        "The army and the rebels of Keslow agreed on a ceasefire on Monday. "
        "The draft provides for the release of all captives, a medic said."
    )
    assert "the release of all captives" in _one(text)["terms"]


@pytest.mark.parametrize(
    ("says", "source", "stance"),
    [
        ('"We have kept our part," said rebel commander Loa Tuisene.', "Loa Tuisene", "accepts"),
        ('"It is the army that broke its word," said rebel commander Loa Tuisene.', "Loa Tuisene", "asserts"),
        ("Rebel commander Loa Tuisene said that nobody would leave until guards came.", "Loa Tuisene", "rejects"),
        ("Ana Mell, a nurse, said that nobody would leave until guards came.", "Ana Mell", "doubts"),
        ("Ana Mell, a nurse, said that people did not know how long it would last.", "Ana Mell", "doubts"),
    ],
)
def test_who_speaks_some_sentences_later_says_how_it_goes(says: str, source: str, stance: str) -> None:
    text = f"The army and the rebels of Keslow signed a truce on Monday. The market was full. Shops opened. {says}"
    assert (source, stance) in [(c["source"], c["stance"]) for c in _one(text)["claims"]]


def test_who_goes_on_with_a_quotation_is_the_one_who_spoke_before() -> None:
    text = (
        "The army and the rebels of Keslow signed a truce on Monday. "
        '"Now there are dead," rebel commander Loa Tuisene told reporters. "Nobody will leave until guards come."'
    )
    assert ("Loa Tuisene", "rejects") in [(c["source"], c["stance"]) for c in _one(text)["claims"]]


def test_a_rebuffed_accusation_and_a_refused_toll_are_no_word_on_the_deal() -> None:
    text = (
        "The army and the rebels of Keslow signed a truce on Monday. Loa Tuisene rejected the accusation that the men "
        "had broken their word. Ana Mell said that a driver refused to pay a toll."
    )
    assert not {"Loa Tuisene", "Ana Mell"} & {c["source"] for c in _one(text)["claims"]}


def test_a_later_refusal_of_one_who_waits_does_not_end_what_was_agreed() -> None:
    text = (
        "The army and the rebels of Keslow signed a truce on Monday. "
        "Rebel commander Loa Tuisene said that nobody would leave until guards came."
    )
    assert _one(text)["stage"] == "agreed"


def test_of_one_whom_the_deal_only_describes_what_he_says_is_quoted() -> None:
    text = (
        "The army and the rebels of Keslow signed a truce on Monday. "
        '"It is a small thing that will hold," said Loa Tuisene, who took part in the talks.'
    )
    quote = next(c["quote"] for c in _one(text)["claims"] if c["source"] == "Loa Tuisene")
    assert "small thing that will hold" in quote
