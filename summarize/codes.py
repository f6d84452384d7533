"""Event codes of a record in the PLOVER and CAMEO schemes: derived by code, never asked of an engine.

Sources, cited below by section:

- CAMEO: Schrodt, *CAMEO Event and Actor Codebook*, version 1.1b3 (March 2012): §2.2 Appeal (from page 9), §2.3 Express
  intent to cooperate (18), §2.4 Consult (28), §2.5 Engage in diplomatic cooperation (31), §2.8 Yield (37), §2.12 Reject
  (55), §2.13 Threaten (61).
- PLOVER: Open Event Data Alliance, *PLOVER manual*, draft 0.8 (2021): §3.1 AGREE, §3.2 CONSULT, §3.3 SUPPORT,
  §3.4 CONCEDE, §3.7 RETREAT, §3.10 REJECT, §3.11 THREATEN, and its table `CAMEO2PLOVER-2021.txt`. REQUEST, which that
  draft still calls DEMAND, is the name in the POLECAT data of 2023.

Neither scheme can hold "X denies the deal": an event is coded once, and the claims stay in the record.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["EventCode", "Facet", "deal_codes", "ultimatum_codes"]


class Facet(StrEnum):
    """Which of a record's events a code is of. response: the targets' answer to the ultimatum."""

    ultimatum = "ultimatum"
    response = "response"
    deal = "deal"
    mediation = "mediation"


class EventCode(BaseModel):
    """One event in both schemes: a row of an event table. Who did it to whom stands in the record."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: Facet = Field(description="Which event of the record this is.")
    plover: str = Field(description="PLOVER event type.")
    mode: str | None = Field(default=None, description="PLOVER mode; null where the type has none or none fits.")
    cameo: str = Field(pattern=r"^\d{3,4}$", description="CAMEO 1.1b3 code, three or four digits.")


class _Matter(NamedTuple):
    """What is wanted of a party: CAMEO codes of its promise (§2.3) and refusal (§2.12), PLOVER mode of the refusal."""

    intent: str
    refusal: str
    mode: str | None


_FIGHTING: Final = _Matter("0356", "1246", "yield")  # ceasefires, military withdrawals, demobilization
_RELEASE: Final = _Matter("0353", "1243", "yield")  # of persons or property
_ACCESS: Final = _Matter("0355", "1245", "yield")  # of aid agencies, observers, peacekeepers
_TALKS: Final = _Matter("036", "125", "meet")
_POLICY: Final = _Matter("0342", "1232", "change")
_TERMS: Final = _Matter("035", "124", "yield")  # to yield, in a way not specified
_SETTLEMENT: Final = _Matter("037", "127", "meet")
_OTHER: Final = _Matter("030", "120", None)

_DEMANDS: Final = {
    "leave": _FIGHTING,
    "surrender": _FIGHTING,
    "disarm": _FIGHTING,
    "cease_fire": _FIGHTING,
    "accept_terms": _TERMS,
    "release": _RELEASE,
    "allow_access": _ACCESS,
    "negotiate": _TALKS,
    "policy_change": _POLICY,
    "other": _OTHER,
}
_DEALS: Final = {
    "evacuation": _FIGHTING,
    "ceasefire": _FIGHTING,
    "surrender": _FIGHTING,
    "prisoner_release": _RELEASE,
    "aid_access": _ACCESS,
    "settlement": _SETTLEMENT,
    "other": _OTHER,
}

# CAMEO code of a call for the deal by others (§2.2).
_APPEALS: Final = {
    "evacuation": "0256",
    "ceasefire": "0256",
    "surrender": "0256",
    "prisoner_release": "0253",
    "aid_access": "0255",
    "settlement": "027",
    "other": "020",
}

# PLOVER mode (the content of the threat, §3.11) and CAMEO code of a threat that is no ultimatum (§2.13).
_THREATS: Final = {
    "force": ("violence", "138"),
    "siege": ("restrict", "1381"),
    "sanctions": ("restrict", "1312"),  # 132 is for bans and curfews
    "arrest": ("arrest", "137"),  # repression takes in threats to imprison
    "expulsion": ("expel", "130"),  # 136 only for observers, agencies and peacekeepers
    "withdrawal": ("relations", "134"),
    "other": (None, "130"),
    "unstated": (None, "139"),  # with nothing but a deadline: a final demand
}

# PLOVER mode and CAMEO code of a deal that is carried out (§3.7, §2.8): deeds, where promises belong to §2.3.
_DEEDS: Final = {
    "evacuation": ("withdraw", "0874"),
    "surrender": ("disarm", "0874"),  # rebels who surrender are an example of 0874; 0873 is for arms alone
    "ceasefire": ("ceasefire", "0871"),
    "prisoner_release": ("release", "0841"),
    "aid_access": ("access", "0863"),  # 0872 is for lifting a blockade
}


def ultimatum_codes(*, demand: str, threat: str, response: str, final: bool) -> tuple[EventCode, ...]:
    """The threat, then the targets' answer where it is acceptance or refusal.

    Arguments are values of `Demand`, `Threat` and `Response`. `final`: it is an ultimatum in so many words; CAMEO §2.13
    goes by the reporter's word, and its own examples of threats have deadlines. An acceptance is a promise and so of
    §2.3, not yet a deed of §2.8. A counter-offer has no code here: it is a deal of its own.

    Raises KeyError for a value outside the vocabulary.
    """
    mode, cameo = _THREATS[threat]
    codes = [EventCode(of=Facet.ultimatum, plover="THREATEN", mode=mode, cameo="139" if final else cameo)]
    matter = _DEMANDS[demand]
    if response == "rejected":
        codes.append(EventCode(of=Facet.response, plover="REJECT", mode=matter.mode, cameo=matter.refusal))
    elif response in {"accepted", "partial"}:
        codes.append(EventCode(of=Facet.response, plover="AGREE", cameo=matter.intent))
    return tuple(codes)


def deal_codes(  # noqa: PLR0913  one keyword for each fact that decides
    *, kind: str, stage: str, called_for: bool, unilateral: bool, signed: bool, mediated: bool
) -> tuple[EventCode, ...]:
    """The deal at the stage it has reached, then its mediation (CAMEO 045, which takes precedence over plain talks).

    `kind` and `stage` are values of `DealKind` and `Stage`. `called_for`: proposed by others than its parties, for a
    party's own call is a promise in both schemes (CAMEO §2.2 at 027, PLOVER §3.8). `unilateral`: one side announces it.
    A deal that is suspended or has collapsed is no event of either scheme.

    Raises KeyError for a kind outside the vocabulary.
    """
    deal = _deal(kind, stage, called_for=called_for, unilateral=unilateral, signed=signed)
    mediation = EventCode(of=Facet.mediation, plover="CONSULT", cameo="045") if mediated else None
    return tuple(code for code in (deal, mediation) if code is not None)


def _deal(kind: str, stage: str, *, called_for: bool, unilateral: bool, signed: bool) -> EventCode | None:
    matter = _DEALS[kind]
    if stage == "proposed":
        if called_for:
            return EventCode(of=Facet.deal, plover="REQUEST", cameo=_APPEALS[kind])
        return EventCode(of=Facet.deal, plover="AGREE", cameo=matter.intent)
    if stage == "negotiating":
        return EventCode(of=Facet.deal, plover="CONSULT", cameo="046")
    if stage == "rejected":
        return EventCode(of=Facet.deal, plover="REJECT", mode=matter.mode, cameo=matter.refusal)
    if stage in {"implementing", "completed"} and kind in _DEEDS:
        mode, cameo = _DEEDS[kind]
        return EventCode(of=Facet.deal, plover="RETREAT", mode=mode, cameo=cameo)
    if stage in {"agreed", "implementing", "completed"}:
        return _agreement(kind, matter, unilateral=unilateral, signed=signed)
    return None


def _agreement(kind: str, matter: _Matter, *, unilateral: bool, signed: bool) -> EventCode:
    if signed:
        # Signing is SUPPORT and 057 whatever the terms; a promise to sign is AGREE (§3.3, §2.5).
        return EventCode(of=Facet.deal, plover="SUPPORT", cameo="057")
    if unilateral and kind == "ceasefire":
        # Declared by one side, a ceasefire is coded as if observed in CAMEO (§2.8), as words in PLOVER (§3.4).
        return EventCode(of=Facet.deal, plover="CONCEDE", cameo="0871")
    if unilateral and kind in {"evacuation", "surrender"}:
        return EventCode(of=Facet.deal, plover="CONCEDE", cameo=matter.intent)
    return EventCode(of=Facet.deal, plover="AGREE", cameo=matter.intent)
