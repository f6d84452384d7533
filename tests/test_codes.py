"""Event codes: every row of the table, and nothing that is no code of the codebooks."""

from __future__ import annotations

from itertools import product

import pytest
from pydantic import ValidationError

from summarize.codes import EventCode, Facet, deal_codes, ultimatum_codes
from summarize.schemas import vocabulary as v

# CAMEO 1.1b3, labels as in its verb codebook, without "not specified below".
CAMEO = {
    "020": "Make an appeal or request",
    "0253": "Appeal for release of persons or property",
    "0255": "Appeal to allow international involvement (non-mediation)",
    "0256": "Appeal for de-escalation of military engagement",
    "027": "Appeal to others to settle dispute",
    "030": "Express intent to cooperate",
    "0342": "Express intent to change policy",
    "035": "Express intent to yield",
    "0353": "Express intent to release persons or property",
    "0355": "Express intent to allow international involvement (non-mediation)",
    "0356": "Express intent to de-escalate military engagement",
    "036": "Express intent to meet or negotiate",
    "037": "Express intent to settle dispute",
    "045": "Engage in mediation",
    "046": "Engage in negotiation",
    "057": "Sign formal agreement",
    "0841": "Return, release persons",
    "0863": "Allow humanitarian access",
    "0871": "Declare truce, ceasefire",
    "0874": "Retreat or surrender militarily",
    "120": "Reject",
    "1232": "Reject request for policy change",
    "124": "Refuse to yield",
    "1243": "Refuse to release persons or property",
    "1245": "Refuse to allow international involvement (non-mediation)",
    "1246": "Refuse to de-escalate military engagement",
    "125": "Reject proposal to meet, discuss, negotiate",
    "127": "Reject plan, agreement to settle dispute",
    "130": "Threaten",
    "1312": "Threaten to boycott, embargo, or sanction",
    "134": "Threaten to halt negotiations",
    "137": "Threaten with repression",
    "138": "Threaten with military force",
    "1381": "Threaten blockade",
    "139": "Give ultimatum",
}
# PLOVER manual, draft 0.8: event types and their modes (REQUEST, there DEMAND, has none here).
MODES = {
    "AGREE": set(),
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "SUPPORT": set(),
    "CONCEDE": set(),
    "RETREAT": {"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": set(),
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"},
}
# Which PLOVER types a CAMEO category may become (manual 0.8, "PLOVER equivalents"): the two codes of an event agree.
CATEGORIES = {
    "02": {"REQUEST"},
    "03": {"AGREE", "CONCEDE"},
    "04": {"CONSULT"},
    "05": {"SUPPORT"},
    "08": {"RETREAT", "CONCEDE"},
    "12": {"REJECT"},
    "13": {"THREATEN"},
}

ULTIMATUMS = [
    dict(zip(("demand", "threat", "response", "final"), values, strict=True))
    for values in product(v.Demand, v.Threat, v.Response, (False, True))
]
DEALS = [
    dict(zip(("kind", "stage", "called_for", "unilateral", "signed", "mediated"), values, strict=True))
    for values in product(v.DealKind, v.Stage, *[(False, True)] * 4)
]


def ultimatum(**given):
    return ultimatum_codes(**({"demand": "leave", "threat": "force", "response": "pending", "final": False} | given))


def deal(**given):
    plain = {"called_for": False, "unilateral": False, "signed": False, "mediated": False}
    return deal_codes(**({"kind": "ceasefire", "stage": "agreed"} | plain | given))


def row(code: EventCode) -> tuple[str, str | None, str]:
    return code.plover, code.mode, code.cameo


@pytest.mark.parametrize(
    ("threat", "mode", "cameo"),
    [
        ("force", "violence", "138"),
        ("siege", "restrict", "1381"),
        ("sanctions", "restrict", "1312"),
        ("arrest", "arrest", "137"),
        ("expulsion", "expel", "130"),
        ("withdrawal", "relations", "134"),
        ("other", None, "130"),
        ("unstated", None, "139"),
    ],
)
def test_threats(threat: str, mode: str | None, cameo: str) -> None:
    (plain,) = ultimatum(threat=threat)
    assert (plain.of, row(plain)) == (Facet.ultimatum, ("THREATEN", mode, cameo))
    # Called an ultimatum it is 139; what is threatened stays in the mode.
    (final,) = ultimatum(threat=threat, final=True)
    assert row(final) == ("THREATEN", mode, "139")


@pytest.mark.parametrize(
    ("demand", "accepted", "rejected", "mode"),
    [
        ("leave", "0356", "1246", "yield"),
        ("surrender", "0356", "1246", "yield"),
        ("disarm", "0356", "1246", "yield"),
        ("cease_fire", "0356", "1246", "yield"),
        ("accept_terms", "035", "124", "yield"),
        ("release", "0353", "1243", "yield"),
        ("allow_access", "0355", "1245", "yield"),
        ("negotiate", "036", "125", "meet"),
        ("policy_change", "0342", "1232", "change"),
        ("other", "030", "120", None),
    ],
)
def test_responses(demand: str, accepted: str, rejected: str, mode: str | None) -> None:
    for response in ("accepted", "partial"):
        threat, answer = ultimatum(demand=demand, response=response)
        assert threat.plover == "THREATEN"
        assert (answer.of, row(answer)) == (Facet.response, ("AGREE", None, accepted))
    answer = ultimatum(demand=demand, response="rejected")[1]
    assert (answer.of, row(answer)) == (Facet.response, ("REJECT", mode, rejected))


@pytest.mark.parametrize("response", ["counter_offer", "pending", "unknown"])
def test_no_answer_no_code(response: str) -> None:
    assert [c.of for c in ultimatum(response=response)] == [Facet.ultimatum]


@pytest.mark.parametrize(
    ("kind", "called_for", "agreed", "rejected"),
    [
        ("evacuation", "0256", "0356", ("REJECT", "yield", "1246")),
        ("ceasefire", "0256", "0356", ("REJECT", "yield", "1246")),
        ("surrender", "0256", "0356", ("REJECT", "yield", "1246")),
        ("prisoner_release", "0253", "0353", ("REJECT", "yield", "1243")),
        ("aid_access", "0255", "0355", ("REJECT", "yield", "1245")),
        ("settlement", "027", "037", ("REJECT", "meet", "127")),
        ("other", "020", "030", ("REJECT", None, "120")),
    ],
)
def test_deals_in_words(kind: str, called_for: str, agreed: str, rejected: tuple[str, str | None, str]) -> None:
    def only(**given):
        (code,) = deal(kind=kind, **given)
        assert code.of is Facet.deal
        return row(code)

    assert only(stage="proposed") == ("AGREE", None, agreed)
    assert only(stage="proposed", called_for=True) == ("REQUEST", None, called_for)
    assert only(stage="negotiating") == only(stage="negotiating", called_for=True) == ("CONSULT", None, "046")
    assert only(stage="agreed") == ("AGREE", None, agreed)
    assert only(stage="agreed", signed=True) == ("SUPPORT", None, "057")
    assert only(stage="rejected") == rejected


@pytest.mark.parametrize("stage", ["implementing", "completed"])
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("evacuation", ("RETREAT", "withdraw", "0874")),
        ("surrender", ("RETREAT", "disarm", "0874")),
        ("ceasefire", ("RETREAT", "ceasefire", "0871")),
        ("prisoner_release", ("RETREAT", "release", "0841")),
        ("aid_access", ("RETREAT", "access", "0863")),
        # No deed of either scheme: what stays is the agreement.
        ("settlement", ("AGREE", None, "037")),
        ("other", ("AGREE", None, "030")),
    ],
)
def test_deals_in_deeds(kind: str, stage: str, expected: tuple[str, str | None, str]) -> None:
    assert [row(c) for c in deal(kind=kind, stage=stage)] == [expected]
    if expected[0] == "RETREAT":
        assert [row(c) for c in deal(kind=kind, stage=stage, signed=True, unilateral=True)] == [expected]
    else:
        assert [row(c) for c in deal(kind=kind, stage=stage, signed=True)] == [("SUPPORT", None, "057")]


def test_one_side_concedes() -> None:
    assert [row(c) for c in deal(kind="ceasefire", unilateral=True)] == [("CONCEDE", None, "0871")]
    for kind in ("evacuation", "surrender"):
        assert [row(c) for c in deal(kind=kind, unilateral=True)] == [("CONCEDE", None, "0356")]
    assert [row(c) for c in deal(kind="prisoner_release", unilateral=True)] == [("AGREE", None, "0353")]
    assert [row(c) for c in deal(kind="ceasefire", unilateral=True, signed=True)] == [("SUPPORT", None, "057")]


@pytest.mark.parametrize("stage", ["collapsed", "suspended"])
@pytest.mark.parametrize("kind", [*v.DealKind])
def test_halted_deals_have_no_code(kind: str, stage: str) -> None:
    assert deal(kind=kind, stage=stage, signed=True, unilateral=True, called_for=True) == ()


def test_mediation_is_an_event_of_its_own() -> None:
    for given in DEALS:
        if given["mediated"]:
            *rest, last = deal_codes(**given)
            assert (last.of, row(last)) == (Facet.mediation, ("CONSULT", None, "045"))
            assert tuple(rest) == deal_codes(**(given | {"mediated": False}))


def test_every_combination_gives_codes_of_the_codebooks() -> None:
    used = set[str]()
    results = [ultimatum_codes(**given) for given in ULTIMATUMS] + [deal_codes(**given) for given in DEALS]
    assert len(results) == 10 * 8 * 6 * 2 + 7 * 8 * 16
    for codes in results:
        assert len({code.of for code in codes}) == len(codes)
        for code in codes:
            assert code.cameo in CAMEO
            assert code.mode is None or code.mode in MODES[code.plover]
            assert code.plover in CATEGORIES[code.cameo[:2]]
            used.add(code.cameo)
    assert used == set(CAMEO)


@pytest.mark.parametrize("given", [{"demand": "money"}, {"threat": "sarcasm"}], ids=lambda g: next(iter(g)))
def test_values_outside_the_vocabulary_are_errors(given: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        ultimatum(**given)
    with pytest.raises(KeyError):
        deal(kind="truce")


def test_a_dumped_code_loads_back_equal() -> None:
    for code in (*ultimatum(response="rejected"), *deal(mediated=True)):
        assert EventCode.model_validate(code.model_dump(mode="json")) == code
        assert EventCode.model_validate_json(code.model_dump_json()) == code


def test_codes_are_frozen_and_well_formed() -> None:
    code = ultimatum()[0]
    with pytest.raises(ValidationError):
        code.cameo = "190"
    for cameo in ("13", "13842", "13x", ""):
        with pytest.raises(ValidationError):
            EventCode(of=Facet.deal, plover="AGREE", cameo=cameo)
