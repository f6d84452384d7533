"""The records of a report: one class each for the engine, the user, the gold labels and the scorer.

With an article being read (`Reading.open`), validation takes what an engine writes, plain strings, and grounds them in
the text. Without one, it loads what `model_dump` gave.
"""

from summarize.schemas.answer import Answer
from summarize.schemas.base import Record, verbatim_values
from summarize.schemas.reading import Reading
from summarize.schemas.records import Actor, Casualty, Claim, Claimed, Deal, Displacement, Ultimatum
from summarize.schemas.rejected import Problem, Rejected
from summarize.schemas.report import SCHEMA_VERSION, Provenance, Report, Usage
from summarize.schemas.summary import KeyPoint
from summarize.schemas.values import Count, Name, Place, Quote, Verbatim, When, Words
from summarize.schemas.vocabulary import (
    ActorKind,
    DealKind,
    Demand,
    Harm,
    Movement,
    People,
    Response,
    Scope,
    Sector,
    Stage,
    Stance,
    Threat,
    Victims,
)

__all__ = [
    "SCHEMA_VERSION",
    "Actor",
    "ActorKind",
    "Answer",
    "Casualty",
    "Claim",
    "Claimed",
    "Count",
    "Deal",
    "DealKind",
    "Demand",
    "Displacement",
    "Harm",
    "KeyPoint",
    "Movement",
    "Name",
    "People",
    "Place",
    "Problem",
    "Provenance",
    "Quote",
    "Reading",
    "Record",
    "Rejected",
    "Report",
    "Response",
    "Scope",
    "Sector",
    "Stage",
    "Stance",
    "Threat",
    "Ultimatum",
    "Usage",
    "Verbatim",
    "Victims",
    "When",
    "Words",
    "verbatim_values",
]
