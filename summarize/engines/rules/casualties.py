"""Casualties: people killed, injured, missing or detained, as figures."""

from __future__ import annotations

from typing import Any, Final

from summarize.engines.rules.attribution import Said
from summarize.engines.rules.befalling import feared
from summarize.engines.rules.causes import cause_of, tells_how
from summarize.engines.rules.claims import begun_at, claim
from summarize.engines.rules.counted import Counted, counted, group_of
from summarize.engines.rules.denials import disproved, hear_denials
from summarize.engines.rules.doers import doers_of
from summarize.engines.rules.figurative import literal
from summarize.engines.rules.figures import may_restate
from summarize.engines.rules.harms import Harmed, harmed
from summarize.engines.rules.lexicons import words
from summarize.engines.rules.records import MOST_TOLD, Reader, count_at
from summarize.engines.rules.restated import restated
from summarize.engines.rules.scenes import Scene, taken_up
from summarize.engines.rules.scopes import goes_on, scope_of
from summarize.engines.rules.text import Sentence
from summarize.engines.rules.times import when_near
from summarize.engines.rules.tokens import fold
from summarize.engines.rules.totals import replaced
from summarize.engines.rules.victims import GROUPS, Told, definite, noun_words, own_men, victims_of

__all__ = ["find_casualties"]

_CUES: Final = frozenset(
    f"harm.{name}"
    for name in (
        *(f"{harm}_{way}" for harm in ("killed", "injured", "detained") for way in ("active", "passive")),
        *("missing_passive", "killed_noun", "injured_noun", "toll", "lives", "holding", "captives"),
        *(
            "killed_listed",
            "injured_listed",
            "missing_listed",
            "detained_listed",
            "lost",
            "treated",
            "figures",
            "taken",
            "searched_for",
            "to_hospital",
        ),
    )
)
_DAY: Final = 3  # words of "late on Monday"
_BESIDE: Final = 4  # words after the verb in which "in the town" is said of it
_ARMED: Final = frozenset({"military", "rebel_group", "paramilitary", "police"})
_ONE: Final = frozenset({"a", "an", "one"})


def find_casualties(reader: Reader) -> list[dict[str, Any]]:
    """The casualties of an article as an engine writes them."""
    found: list[dict[str, Any]] = []
    last: list[Told] = []
    scene = Scene(reader)
    known: dict[str, tuple[str, str | None]] = {}
    told_at: dict[int, list[tuple[int, dict[str, Any]]]] = {}
    for sentence in reader.sentences:
        scene.move_on(sentence)
        here = _told(reader, sentence, last, scene, known) if _tells(sentence, bool(last)) else []
        found.extend(told.record for told in here)
        told_at[sentence.number] = [(told.end, told.record) for told in here]
        _specify(last, scene.specified(sentence))
        scene.pass_by(sentence, hurt=bool(here))
        last = here
        if len(found) >= MOST_TOLD:
            break
    hear_denials(reader, told_at, deeds=True)
    records = restated(literal(reader, found, "cause"))
    return [record | {"place": record["place"] or scene.centre(record)} for record in records]


def _told(
    reader: Reader, sentence: Sentence, last: list[Told], scene: Scene, known: dict[str, tuple[str, str | None]]
) -> list[Told]:
    """What a sentence tells; `last`: what the one before did; `known`: who was counted by each number so far."""
    people = _counted(reader, sentence)
    here: list[Told] = []
    for hit in harmed(sentence, people, last[-1].record["harm"] if last else ""):
        record = _record(reader, sentence, hit, (last, here), scene)
        if record is None:
            continue
        if record["victims_text"] is None and definite(sentence, hit.people):
            # "The nine": those that the same number counted before.
            record["victims"], record["victims_text"] = known.get(fold(record["count"]), ("unknown", None))
        if here and hit.active and sentence.kinds[hit.i - 1 : hit.i] == "c":
            # "killing 12 and wounding 30": one subject.
            record["perpetrators"] = here[-1].record["perpetrators"]
        here.append(Told(record, hit.part, max(hit.j, hit.people.stop)))
    for c in people:
        if c.group and not c.elliptic and sentence.low(c.i, c.j) not in _ONE:
            known[sentence.low(c.i, c.j)] = GROUPS.get(c.group, "unknown"), noun_words(sentence, c)
    return here


def _specify(told: list[Told], place: str | None) -> None:
    """Let the place that the next sentence tells of the event replace none, or the part of a country."""
    for record in (t.record for t in told if place is not None and t.record["scope"] == "incident"):
        vague = record["place"] is None or record["place"].split()[0].lower() in words("places.directions")
        record["place"] = place if vague else record["place"]


def _counted(reader: Reader, sentence: Sentence) -> list[Counted]:
    """The numbers of people, without the one who speaks."""
    return [
        c
        for c in counted(sentence)
        if sentence.low(c.i, c.j) not in _ONE or not reader.sayings.names_speaker(sentence, c.i)
    ]


def _tells(sentence: Sentence, after: bool) -> bool:
    """Whether a sentence may tell of casualties; `after`: the one before does, and "the figure" may be of those."""
    if sentence.has_any(_CUES):
        return True
    return after and may_restate(sentence)


def _armed(reader: Reader, sentence: Sentence, hit: Harmed) -> bool:
    """Whether who loses or owns the people, named before them or the one who speaks of itself, bears arms."""
    start = min(hit.i, hit.people.i)
    named = [m.entry.sector for m in reader.cast.mentions(sentence) if m.j <= start]
    said = reader.sayings.at(sentence, start)
    if not named and said is not None and said.entry is not None:
        named = [said.entry.sector]
    nouns = (group_of(t.low) for t in sentence.tokens[:start] if not t.capital)
    return not _ARMED.isdisjoint(named) or "combatants" in nouns


def _placed(sentence: Sentence, person: Counted) -> bool:
    """As in "killed 18 people in Keslow and four in Orm": where stands right after the number."""
    return person.elliptic and sentence.runs_on(person.j) and sentence.kinds[person.j] == "i"


def _stance(sentence: Sentence, hit: Harmed, said: Said | None) -> str | None:
    """How the figure is told, None for as the verb of who says it tells."""
    if said is not None and said.stance != "asserts" and not sentence.folded[said.i].startswith("fear"):
        # A doubter doubts what may come, not the figure that is given.
        unconfirmed = sentence.starts(said.i, "speech.unconfirmed") is not None
        return "asserts" if said.stance == "doubts" and not unconfirmed else None
    if (said is not None and said.stance == "doubts") or feared(sentence, hit):
        return "doubts"
    return "denies" if said is not None and disproved(sentence, hit) else None


def _record(
    reader: Reader, sentence: Sentence, hit: Harmed, before: tuple[list[Told], list[Told]], scene: Scene
) -> dict[str, Any] | None:
    """The record of a figure; `before`: those of the last sentence, and those told before it in this one."""
    person, (last, here) = hit.people, before
    said = reader.sayings.of_fact(sentence, person.i)
    if said is not None and said.stance == "denies" and person.noun <= hit.i < person.stop:
        said = None  # "denied that it would free 12 captives": not that they are held
    stance = _stance(sentence, hit, said)
    stands = claim(sentence, min(person.i, hit.i), max(person.stop, hit.j), said, stance)
    if stands is not None and sentence.tokens[person.i].low in _ONE:
        stands = begun_at(sentence, person.i, stands)
    count = count_at(reader, sentence, (person.i, person.j))
    if stands is None or count is None:
        return None
    victims, text = victims_of(sentence, hit, [*last, *here])
    if victims == "unknown" and own_men(sentence, hit, armed=_armed(reader, sentence, hit)):
        victims = "combatants"
    within = reader.sayings.statement(sentence, person.i)
    told = max(hit.j, person.stop) - 1
    if replaced(sentence, person.i):  # "rose from 15 on Monday to 19 on Tuesday"
        when = when_near(sentence, (person.i, person.j), (person.i, min(person.j + _DAY, within[1])), figure=True)
    else:
        when = when_near(sentence, (hit.i, told), within, figure=True, period=sentence.has("harm.periods"))
    cause = cause_of(sentence, hit)
    scope = scope_of(sentence, hit, count)
    after = max(person.stop, hit.j)
    beside = (after, min(after + _BESIDE, within[1]))
    record = {
        "harm": hit.harm,
        "count": count,
        "victims": victims,
        "victims_text": text,
        "perpetrators": doers_of(reader, sentence, hit),
        "cause": cause,
        "scope": scope,
        "when": when,
        "place": (taken_up(reader, sentence, beside) if beside[0] < beside[1] else None)
        or (reader.places.near(sentence, person.i, (person.i, within[1])) if _placed(sentence, person) else None)
        or reader.places.near(sentence, person.i, within, cared=hit.harm == "injured")
        or taken_up(reader, sentence, within),
        "claims": [stands],
    }
    scene.tell(sentence, record)
    if record["cause"] is None and here and hit.harm != "detained" and here[-1].record["scope"] == scope:
        record["cause"] = here[-1].record["cause"]
    if record["cause"] is None and not tells_how(sentence, hit):
        record["cause"] = scene.cause(sentence, hit.harm, scope, when)
    if record["place"] is None and scope == "incident" and hit.harm != "missing":
        record["place"] = reader.places.unnamed(sentence, person.i, within)
    record["place"] = record["place"] or scene.place(sentence, scope, when)
    # "… in four days of clashes. More than 560 were wounded."
    carried_on = when is None and hit.harm != "detained" and last and last[-1].record["scope"] == "cumulative"
    if scope == "incident" and (carried_on or goes_on(sentence, hit, when, cause)):
        record["scope"] = "cumulative"
    return record
