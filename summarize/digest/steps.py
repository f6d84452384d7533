"""The stations in the life of an ultimatum or a deal, in time order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, NamedTuple, TypeVar

from summarize.digest.matters import Party, Reference, Statement, Step
from summarize.schemas import Deal, Response, Stage, Stance, Ultimatum

__all__ = ["Item", "deal_steps", "latest_stage", "stage_day", "ultimatum_steps"]

_ORDER: Final = (
    "given",
    *(Stage.proposed, Stage.negotiating, Stage.agreed, Stage.implementing, Stage.completed),
    *(Stage.suspended, Stage.collapsed, Stage.rejected),
    *("accepted", "denied", "doubted", "refused", "partial", "counter_offer"),
)
"""What comes after what on one day: a stage, then what is said of it."""
_R = TypeVar("_R", Ultimatum, Deal)
_SAID: Final = {
    Stance.denies: "denied",
    Stance.doubts: "doubted",
    Stance.accepts: "accepted",
    Stance.rejects: "refused",
}
_ANSWERS: Final = {
    Response.accepted: "accepted",
    Response.rejected: "refused",
    Response.partial: "partial",
    Response.counter_offer: "counter_offer",
}


@dataclass(frozen=True)
class Item(Generic[_R]):
    """A record with whom it names."""

    article: str
    published: dt.date | None
    record: _R
    by: tuple[Party, ...]
    """Issuers, or a deal's parties."""
    to: tuple[Party, ...]
    """Targets, or a deal's mediators."""

    @property
    def order(self) -> tuple[dt.date, str, int]:
        """By publication, then by what does not hang on how the articles were given."""
        return self.published or dt.date.min, self.article, int(self.record.id.rpartition("-")[2])


class _Event(NamedTuple):
    date: dt.date | None
    what: str
    statement: int | None
    reference: Reference
    station: bool
    """Whether the matter itself has moved on, and not only what is said of it."""


def deal_steps(group: Sequence[Item[Deal]], said: Sequence[Statement]) -> tuple[Step, ...]:
    """A deal's stages and what is said against or for it."""
    events = []
    for item in group:
        stage = _Event(stage_day(item), item.record.stage, None, _reference(item), station=True)
        # Of a deal that came to nothing a party's refusal tells the stage.
        telling = {Stance.rejects} if item.record.stage is Stage.rejected else {Stance.asserts, Stance.proposes}
        behind = [i for i in _own(item, said) if said[i].stance in telling]
        events += [stage._replace(statement=i) for i in behind] or [stage]
    told = {(e.statement, e.reference) for e in events}
    return _steps([*events, *(e for e in _answers(group, said) if (e.statement, e.reference) not in told)])


def ultimatum_steps(group: Sequence[Item[Ultimatum]], said: Sequence[Statement]) -> tuple[Step, ...]:
    """That an ultimatum was given, and the answers to it."""
    events = []
    for item in group:
        given = _Event(item.published, "given", None, _reference(item), station=True)
        behind = [i for i in _own(item, said) if said[i].stance in (Stance.asserts, Stance.proposes)]
        events += [given._replace(statement=i) for i in behind] or [given]
        answer = _ANSWERS.get(item.record.response)
        if answer and not any(_SAID.get(said[i].stance) == answer for i in _own(item, said)):
            events.append(_Event(item.published, answer, None, _reference(item), station=False))
    return _steps([*events, *_answers(group, said)])


def _answers(group: Sequence[Item[Any]], said: Sequence[Statement]) -> list[_Event]:
    return [
        _Event(item.published, _SAID[said[i].stance], i, _reference(item), station=False)
        for item in group
        for i in _own(item, said)
        if said[i].stance in _SAID
    ]


def _own(item: Item[Any], said: Sequence[Statement]) -> list[int]:
    return [i for i, s in enumerate(said) if (s.article, s.record) == (item.article, item.record.id)]


def _reference(item: Item[Any]) -> Reference:
    return Reference(article=item.article, record=item.record.id)


def stage_day(item: Item[Deal]) -> dt.date | None:
    """The day of a record's stage: its own, where that is not after publication, else the publication's."""
    own = item.record.date.latest if item.record.date else None
    if own is None or (item.published is not None and own > item.published):
        return item.published
    return own


def latest_stage(group: Sequence[Item[Deal]]) -> Stage:
    """The stage of the newest article; of several of one day the furthest."""
    newest = max(item.published or dt.date.min for item in group)
    stages = [item.record.stage for item in group if (item.published or dt.date.min) == newest]
    return max(stages, key=_ORDER.index)


def _steps(events: Sequence[_Event]) -> tuple[Step, ...]:
    """What is told again joins the step that told it first, unless the matter has moved on in between."""
    made: list[list[_Event]] = []
    since: dict[str, int] = {}
    ordered = sorted(events, key=lambda e: (e.date or dt.date.min, _ORDER.index(e.what), e.reference.article))
    for event in ordered:
        if event.what in since:
            made[since[event.what]].append(event)
            continue
        if event.station:
            # What was said of the stage before is said anew of this one.
            since = {}
        since[event.what] = len(made)
        made.append([event])
    return tuple(
        Step(
            what=group[0].what,
            date=group[0].date,
            statements=tuple(sorted({e.statement for e in group if e.statement is not None})),
            references=tuple(dict.fromkeys(e.reference for e in group)),
        )
        for group in made
    )
