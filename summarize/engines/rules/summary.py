"""Headline and key points, composed from the records in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from summarize.engines.rules.called import Voices
from summarize.engines.rules.text import Sentence
from summarize.schemas.summary import faults

__all__ = ["headline", "key_points"]

_HEADLINE_WORDS: Final = 20
_FEWEST_HEADLINE: Final = 4
_POINTS: Final = range(2, 6)
_BREAK = re.compile(r"[,;:—–]\s|\s(?=(?:and|but|while|after|when|as|which|because)\s)")
_ORDER: Final = ("ultimatums", "deals", "casualties", "displacements")
_HARMS: Final = {"killed": "killed", "injured": "injured", "missing": "missing", "detained": "held or taken"}
_MOVES: Final = {
    "fled": "fled",
    "evacuated": "evacuated",
    "returned": "returned",
    "displaced": "displaced",
    "trapped": "trapped",
    "expected": "expected to leave",
}
_PLURALS: Final = frozenset({"dozens", "scores", "hundreds", "thousands", "tens", "millions"})
_PEOPLE: Final = {"fighters": "fighters", "families": "families", "civilians": "civilians"}
_TOLD: Final = frozenset({"bodies", "body", "corpses", "corpse", "dead", "deaths", "wounded", "injured", "missing"})
"""What the verb of a point tells already."""
_FOR: Final = ("asserts", "accepts", "proposes")
_AGAINST: Final = {"denies": "deny", "rejects": "reject", "doubts": "doubt"}
"""What one does against a record, and what several do."""


def headline(answer: dict[str, Any], sentences: list[Sentence], article: str) -> str | None:
    """One sentence of at most 20 words on the first record that can be put so short; the article's first line where it
    has no record, shortened at the end of a clause; None where that has a number of no record.
    """
    voices = Voices(answer["actors"], article)
    for kind in _ORDER:
        for record in answer[kind][:2]:
            text = _in_short(kind, record, voices)
            short = _FEWEST_HEADLINE <= len(text.split()) <= _HEADLINE_WORDS
            if short and not faults(text, article, _words(record), "a record"):
                return text
    first = _shortened(" ".join(sentences[0].text.split())) if sentences else ""
    records = (record for kind in _ORDER for record in answer[kind])
    found = faults(first, article, (w for record in records for w in _words(record)), "a record")
    return None if found else first


def key_points(answer: dict[str, Any], article: str) -> list[dict[str, Any]]:
    """Two to five sentences; who is in the article, where it has too few records to make points of."""
    points: dict[str, list[str]] = {}
    voices = Voices(answer["actors"], article)
    # The first of each kind, then the second, so that no kind crowds out another.
    for n in range(_POINTS.stop):
        for kind in _ORDER:
            record = answer[kind][n] if n < len(answer[kind]) and len(points) < _POINTS[-1] else None
            text = _point(kind, record, voices) if record else ""
            if record and not faults(text, article, _words(record), "its record"):
                points.setdefault(text, [f"{kind}[{n}]"])
    for text, actors in _about_actors(answer) if len(points) < _POINTS[0] else ():
        names = [answer["actors"][n]["name"] for n in actors]
        if len(points) < _POINTS[0] and not faults(text, article, names, "its record"):
            points.setdefault(text, [f"actors[{n}]" for n in actors])
    return [{"text": text, "cites": cites} for text, cites in points.items()]


def _words(value: Any) -> Iterator[str]:
    """Every text in a record."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _words(part)


def _point(kind: str, record: dict[str, Any], voices: Voices) -> str:
    against = next((c for c in record["claims"] if c["stance"] in _AGAINST), None)
    first = next((c for c in record["claims"] if c["stance"] in _FOR), record["claims"][0])
    if against is not None and against is not first:
        does = voices.does(against["source"], against["stance"], _AGAINST[against["stance"]])
        return f"{_stated(first, voices)} {_whose(against, voices)} {does} it: “{_plain(against['quote'])}”"
    if kind in {"casualties", "displacements"} and against is None:
        by = f", according to {_plain(voices.called(first['source']))}" if first["source"] else ""
        return f"{_figure(kind, record)}{by}."
    return _stated(first, voices)


def _figure(kind: str, record: dict[str, Any]) -> str:
    """As in "At least 34 civilians killed (Keslow)"."""
    killed = kind == "casualties"
    noun = record["victims_text"] if killed else _PEOPLE.get(record["people"])
    noun = None if noun in _TOLD else noun
    verb = _HARMS[record["harm"]] if killed else _MOVES[record["movement"]]
    place = record["place"] if killed else record["origin"]
    where = f" ({_plain(place)})" if place else ""
    if noun and noun.lower().endswith("bodies"):
        noun = None  # "nine bodies were found": nine people were killed
    of = " of" if record["count"].lower().split()[-1] in _PLURALS else ""
    if record["count"].lower() == "one":
        noun = f"of the {noun}" if noun and noun.lower().endswith(("s", "men", "people")) else noun or "person"
    return f"{_capital(record['count'])}{of} {_plain(noun or 'people')} {verb}{where}"


def _in_short(kind: str, record: dict[str, Any], voices: Voices) -> str:
    """The record in one short sentence; "" where none can be made."""
    sources = {c["stance"]: c["source"] for c in reversed(record["claims"]) if c["source"]}
    if kind == "deals":
        what = _deal(record)
        if "denies" in sources and "asserts" in sources:
            told, denied = sources["asserts"], sources["denies"]
            says, denies = voices.does(told, "says", "say"), voices.does(denied, "denies", "deny")
            by = _plain(voices.called(denied))
            return f"{_capital(voices.called(told))} {says} that there is {what}; {by} {denies} it"
        if "rejects" in sources:
            rejects = voices.does(sources["rejects"], "rejects", "reject")
            return f"{_capital(voices.called(sources['rejects']))} {rejects} {what}"
        return f"{_capital(' and '.join(record['parties']))}: {what} {_STAGES[record['stage']]}"
    if kind == "ultimatums":
        told = f"{' and '.join(record['issuers'])} to {' and '.join(record['targets'])}: {record['demand_text']}"
        return _capital(f"{told} ({record['deadline']})" if record["deadline"] else told)
    if any(c["stance"] in _AGAINST for c in record["claims"]):
        return ""
    return _figure(kind, record)


_NOUNS: Final = {
    "evacuation": "an evacuation deal",
    "ceasefire": "a ceasefire",
    "surrender": "a surrender deal",
    "prisoner_release": "a deal on prisoners",
    "aid_access": "a deal on aid",
    "settlement": "a peace deal",
    "other": "a deal",
}
_STAGES: Final = {
    "proposed": "proposed",
    "negotiating": "under negotiation",
    "agreed": "agreed",
    "implementing": "under way",
    "completed": "carried out",
    "suspended": "suspended",
    "collapsed": "collapsed",
    "rejected": "rejected",
}


def _deal(record: dict[str, Any]) -> str:
    place = record["place"]
    return f"{_NOUNS[record['kind']]} in {_plain(place)}" if place and place[0].isupper() else _NOUNS[record["kind"]]


def _stated(claim: dict[str, Any], voices: Voices) -> str:
    text = _plain(claim["quote"]).rstrip(".")
    if claim["source"] and claim["source"] not in claim["quote"]:
        return f"{_whose(claim, voices)}: “{text}.”"
    return f"{_capital(text)}."


def _whose(claim: dict[str, Any], voices: Voices) -> str:
    return _capital(voices.called(claim["source"]) if claim["source"] else "the article itself")


def _capital(text: str) -> str:
    plain = _plain(text)
    return plain[:1].upper() + plain[1:]


def _plain(text: str) -> str:
    """On one line, with inner quotation marks single."""
    return " ".join(text.replace("“", "‘").replace("”", "’").replace('"', "'").split())


def _shortened(text: str) -> str:
    if len(text.split()) <= _HEADLINE_WORDS:
        return text.rstrip(".")
    cuts = [m.start() for m in _BREAK.finditer(text)]
    fitting = [c for c in cuts if _FEWEST_HEADLINE < len(text[:c].split()) <= _HEADLINE_WORDS]
    return text[: fitting[-1]] if fitting else ""


def _about_actors(answer: dict[str, Any]) -> list[tuple[str, list[int]]]:
    """Who is in the article, by position."""
    actors = list(enumerate(answer["actors"]))
    points = [
        (f"{_plain(a['name'])} is named in the article as {_plain(a['role'])}.", [n])
        for n, a in actors
        if a["kind"] == "person" and a["role"]
    ]
    if actors:
        names = ", ".join(_plain(a["name"]) for _, a in actors[:3])
        points.append((f"{names}: named in the article.", [n for n, _ in actors[:3]]))
    return points
