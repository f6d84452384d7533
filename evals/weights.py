"""What a record is worth: the weight of every field, and the threshold over which two records tell of the same thing.

All of the scorer's judgement stands here, each number with its reason. Weights are shares of their record's sum, over
the fields that at least one of the two records fills: a field that both leave empty says nothing and weighs nothing, so
two records cannot look alike by what they lack.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["OPEN_END_DAYS", "SAME_NUMBER", "TABLE", "Field", "Kind"]

SAME_NUMBER: Final = 0.5
"""Similarity of "1,600" and "more than 1,600": the figure was found, how far it binds was not."""

OPEN_END_DAYS: Final = 30
"""Length given to an open end of a period when two periods are laid over one another: news counts in days and weeks."""


class Field(NamedTuple):
    """How much a field counts. `needed`: where it has nothing in common, the two records are not of one thing."""

    weight: int
    why: str
    needed: bool = False


class Kind(NamedTuple):
    """A kind of record: its fields, and the least similarity of a linked pair."""

    threshold: float
    why: str
    fields: Mapping[str, Field]


TABLE: Final[Mapping[str, Kind]] = {
    "actors": Kind(
        0.5,
        "The name decides: right alone, among fields all filled and all wrong, it just suffices.",
        {
            "name": Field(11, "who it is: any surface form in common, whichever was called the fullest", needed=True),
            "aliases": Field(2, "each one missed cuts names elsewhere loose"),
            "kind": Field(2, "seldom wrong once the name is right"),
            "sector": Field(3, "what analysts sort actors by"),
            "country": Field(2, "follows from the article's words alone, so often null"),
            "part_of": Field(1, "a detail, and wrong as often as the other actor is missed"),
            "role": Field(1, "a detail, of persons only"),
        },
    ),
    "ultimatums": Kind(
        0.5,
        "Half right is the least that helps: beside the parties and the demand something more must agree.",
        {
            "issuers": Field(4, "who demands"),
            "targets": Field(4, "of whom; the same issuer, targets and place are one ultimatum"),
            "demand": Field(3, "what for"),
            "demand_text": Field(2, "the words of it: several right choices overlap, so less than the class"),
            "threat": Field(2, "or else what"),
            "threat_text": Field(1, "the words of it"),
            "deadline": Field(2, "what an ultimatum is watched for"),
            "response": Field(2, "where it stands now"),
            "place": Field(2, "tells two ultimatums of the same parties apart"),
            "claims": Field(4, "who says so and who denies it"),
        },
    ),
    "deals": Kind(
        0.5,
        "Kind and parties alone stay under it, whatever else is empty: one article tells of several deals of one pair.",
        {
            "kind": Field(4, "what is agreed on"),
            "stage": Field(3, "whether it is talk or fact"),
            "parties": Field(3, "between whom; several parties seldom stand all in one place"),
            "mediators": Field(1, "seldom told"),
            "terms": Field(3, "what sets two deals of the same parties apart; phrases may be cut in several ways"),
            "place": Field(2, "where it holds"),
            "date": Field(1, "of the latest stage, which the text often leaves open"),
            "claims": Field(5, "deals are what parties contradict each other about"),
        },
    ),
    "casualties": Kind(
        0.5,
        "Harm and figure alone stay under it, whatever else is empty: two killed here and two killed there are two.",
        {
            "harm": Field(3, "forty killed and forty injured are two records", needed=True),
            "count": Field(4, "another figure is another record; it is what gets quoted", needed=True),
            "victims": Field(2, "civilian or not changes what the figure means"),
            "victims_text": Field(1, "the words of it"),
            "perpetrators": Field(3, "blame is what such figures are used for"),
            "cause": Field(1, "phrases overlap in part, seldom in full"),
            "scope": Field(2, "a day's figure and a war's must not be added up"),
            "when": Field(1, "only from the figure's own sentence, so often null"),
            "place": Field(2, "tells equal figures apart"),
            "claims": Field(4, "whose figure it is"),
        },
    ),
    "displacements": Kind(
        0.5,
        "As for casualties: movement and figure alone stay under it, whatever else is empty.",
        {
            "movement": Field(
                3, "fleeing and being held are opposites, but fled and displaced are neighbours: not needed"
            ),
            "count": Field(4, "another figure is another record", needed=True),
            "people": Field(3, "fighters who leave are another matter than families"),
            "origin": Field(3, "from where"),
            "destination": Field(3, "where to: the direction is the record"),
            "when": Field(1, "only from the figure's own sentence, so often null"),
            "claims": Field(5, "whose figure it is, the more as estimates differ"),
        },
    ),
    "claims": Kind(
        0.6,
        "The source alone stays under it: of its several claims, that of the same stance, or of the same quote.",
        {
            "source": Field(5, "words put in the wrong mouth are worse than words left out", needed=True),
            "stance": Field(3, "for or against"),
            "quote": Field(2, "several sentences may bear out one claim"),
        },
    ),
}
"""By the field of `Answer` that holds the records; claims stand on all but actors."""
