"""Fit the weights by which the rules engine answers questions that no rule settles, to labelled articles.

`python -m summarize.evals.fitting LABELS... [--articles FOLDER]` writes a new `data/chances.toml` to the standard
output, and to the standard error how often each question is answered rightly, also by weights that were fitted to other
articles than those asked about (ten parts).

Each question is put as the engine puts it: the labels tell the answer. The questions are fitted one after another, in
three rounds, since how one is answered decides what is asked next; what was asked in the rounds before stays among what
is fitted to (Ross, Gordon & Bagnell 2011, "A reduction of imitation learning").
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from summarize.engines.rules import read
from summarize.engines.rules.article import sentences
from summarize.engines.rules.chances import ALWAYS, Question, overheard, weights
from summarize.evals import pairing
from summarize.evals.gold import Gold, find_labels, read_gold, read_label
from summarize.evals.names import party_forms
from summarize.evals.similarity import alike
from summarize.evals.tally import Metric
from summarize.evals.weights import TABLE
from summarize.pipeline import validate
from summarize.schemas import Answer

__all__ = ["QUESTIONS", "Asked", "ask", "fit", "main"]

QUESTIONS: Final = ("same deal", "party", "deal told")
_STRENGTH: Final = 10.0  # of the pull of every weight towards nothing: half the sum of squares times this
_SWEEPS: Final = 60
_RARE: Final = 8  # questions that a sign has to stand in
_SMALL: Final = 0.05  # weights under it are left out
_PARTS: Final = 10
_ROUNDS: Final = 3
_HEAVY: Final = 3
_EVERY: Final = {ALWAYS: 20.0}  # a certain yes
_HALF: Final = 0.5
_SAME: Final = 0.25  # similarity of two deals, their parties left out, from which they are taken for one
_NAMED: Final = 0.6  # likeness of two names

Weights = dict[str, float]


class Asked(NamedTuple):
    """A question of the engine and what the labels answer, with the text of the article that it was asked of."""

    signs: frozenset[str]
    answer: bool
    article: str


def ask(name: str, golds: Iterable[Gold], instead: Mapping[str, Mapping[str, float]]) -> list[Asked]:
    """The questions of that name on these articles, read with the weights `instead`, and the answers.

    What the labels leave open is left out. All that is told of a deal is taken for enough while the others are asked.
    """
    found = list[Asked]()
    answer = {"same deal": _same, "party": _parties, "deal told": _told}[name]
    for gold in golds:
        with overheard({**instead, "deal told": _EVERY}) as questions:
            report = validate(read(gold.document), gold.document).answer
        found += (Asked(q.signs, yes, gold.document.text) for q, yes in answer(gold, report, questions))
    return found


def fit(asked: Sequence[Asked]) -> Weights:
    """The weights, in log odds, that make the answers likeliest, each pulled towards nothing: a logistic regression
    with a penalty on the squares, by coordinate descent (Genkin, Lewis & Madigan 2007).

    >>> fit([Asked(frozenset({"wet"}), True, "")] * 40 + [Asked(frozenset({"dry"}), False, "")] * 40)["wet"] > 1
    True
    """
    count = Counter(sign for one in asked for sign in one.signs)
    rows: dict[str, list[int]] = {ALWAYS: [*range(len(asked))]}
    for n, one in enumerate(asked):
        for sign in sorted(one.signs):
            if count[sign] >= _RARE:
                rows.setdefault(sign, []).append(n)
    found = dict.fromkeys(rows, 0.0)
    odds = [0.0] * len(asked)
    for _ in range(_SWEEPS):
        for sign, holders in rows.items():
            pull = 0.0 if sign == ALWAYS else _STRENGTH
            chances = [1 / (1 + math.exp(-odds[n])) for n in holders]
            slope = pull * found[sign] + sum(c - asked[n].answer for c, n in zip(chances, holders, strict=True))
            step = slope / (pull + sum(c * (1 - c) for c in chances) + 1e-6)
            found[sign] -= step
            for n in holders:
                odds[n] -= step
    return {s: round(w, 2) for s, w in sorted(found.items()) if s == ALWAYS or abs(w) >= _SMALL}


def _same(gold: Gold, report: Answer, questions: Sequence[Question]) -> Iterator[tuple[Question, bool]]:  # noqa: ARG001
    """Whether a sentence and the sentences of a deal bear out one deal of the labels, where that is plain."""
    owners: dict[int, set[int]] = defaultdict(set)
    for k, deal in enumerate(gold.answer.deals):
        spans = [(c.quote.start, c.quote.end) for c in deal.claims] + [(t.start, t.end) for t in deal.terms]
        for s in sentences(gold.document):
            if any(a < s.start + len(s.text) and b > s.start for a, b in spans):
                owners[s.number].add(k)
    for question in questions:
        if question.name != "same deal":
            continue
        own = owners[question.about.number]
        if len(own) > 1:
            own = {k for k in own if gold.answer.deals[k].kind == question.about.kind} or own
        told: defaultdict[int, float] = defaultdict(float)
        for n in question.about.told:
            for k in owners[n]:
                told[k] += 1 / len(owners[n])
        if len(own) == 1 and told:
            (k,) = own
            yield question, told[k] >= max(_HALF, *told.values())


def _parties(gold: Gold, report: Answer, questions: Sequence[Question]) -> Iterator[tuple[Question, bool]]:
    """Whether somebody is a party to the deal of the labels that a deal is likest to."""
    groups = list[list[Question]]()
    waiting = list[Question]()
    for question in questions:
        if question.name == "party":
            waiting.append(question)
        elif question.name == "deal told":
            own = waiting[-1].about.told if waiting else ()
            groups.append(list({q.about.name: q for q in waiting if q.about.told == own}.values()))
            waiting = []
    if len(groups) != len(report.deals):
        return
    ours, theirs = pairing.parties(report), pairing.parties(gold.answer)
    pairs = pairing.pair(_facts(report), _facts(gold.answer))
    linked = {p.predicted: p.gold for p in pairs if p.linked}
    for n, group in enumerate(groups):
        k = linked.get(n)
        k = _likest(report, gold.answer, n) if k is None else k
        if k is None:
            continue
        right = [theirs.get(p.name or "") or party_forms(p.text) for p in gold.answer.deals[k].parties]
        for question in group:
            forms = ours.get(question.about.name) or party_forms(question.about.name)
            yield question, any(alike(forms, r) > _NAMED for r in right)


def _told(gold: Gold, report: Answer, questions: Sequence[Question]) -> Iterator[tuple[Question, bool]]:
    """Whether a record is one of those of the labels."""
    told = [q for q in questions if q.name == "deal told"]
    if len(told) != len(report.deals):
        return
    pairs = pairing.pair(_facts(report), _facts(gold.answer))
    yield from ((told[p.predicted], p.linked) for p in pairs if p.predicted is not None)


def _facts(answer: Answer) -> list[pairing.Facts]:
    return [pairing.facts("deals", d, pairing.parties(answer)) for d in answer.deals]


def _likest(report: Answer, labels: Answer, n: int) -> int | None:
    """The deal of the labels that the report's is likest to in all but its parties."""
    ours = _facts(report)[n]
    likeness = [_but_parties(pairing.compare(ours, theirs)) for theirs in _facts(labels)]
    best = max(range(len(likeness)), key=likeness.__getitem__, default=None)
    return best if best is not None and likeness[best] >= _SAME else None


def _but_parties(comparison: pairing.Comparison) -> float:
    mass = weight = 0.0
    for field, rule in TABLE["deals"].fields.items():
        share = comparison.fields[field].share(Metric.content_f1) if field != "parties" else None
        if share is not None:
            mass, weight = mass + rule.weight * share, weight + rule.weight
    return mass / weight if weight else 0.0


def _right(asked: Iterable[Asked], known: Mapping[str, float]) -> int:
    return sum((sum(known.get(s, 0.0) for s in (ALWAYS, *one.signs)) > 0) == one.answer for one in asked)


def _held_out(asked: Sequence[Asked]) -> int:
    """How many questions are answered rightly by weights fitted to the articles of the other parts."""
    part = {article: n % _PARTS for n, article in enumerate(sorted({a.article for a in asked}))}
    return sum(
        _right([a for a in asked if part[a.article] == n], fit([a for a in asked if part[a.article] != n]))
        for n in range(_PARTS)
    )


def _write(found: Mapping[str, Weights]) -> Iterator[str]:
    yield "# What each sign weighs for the answer to a question, in log odds; written by"
    yield "# `python -m summarize.evals.fitting`."
    for name, signs in found.items():
        yield f'\n["{name}"]'
        yield from (f'"{sign}" = {weight}' for sign, weight in signs.items())


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit all questions in turn, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m summarize.evals.fitting", description=__doc__)
    parser.add_argument("labels", nargs="+", help="label files, or folders of them")
    parser.add_argument(
        "--heavy", action="append", default=[], help=f"labels that count {_HEAVY} times: of real articles"
    )
    parser.add_argument(
        "--articles", action="append", default=[], type=Path, help="where articles that labels name are"
    )
    given = parser.parse_args(arguments)
    golds = [
        (read_gold(read_label(path, given.articles), name), times)
        for labels, times in ((given.labels, 1), (given.heavy, _HEAVY))
        for name, path in find_labels(labels)
    ]
    found: dict[str, Weights] = {**weights()}
    known: dict[str, dict[Asked, int]] = {name: {} for name in QUESTIONS}
    for _ in range(_ROUNDS):
        for name in QUESTIONS:
            known[name] |= {a: times for gold, times in golds for a in ask(name, [gold], found)}
            found[name] = fit(_each(known[name]))
    for name, asked in known.items():
        rows = _each(asked)
        sys.stderr.write(
            f"{name}: {len(rows)} asked, {sum(a.answer for a in rows)} yes; right {_right(rows, found[name])},"
            f" if fitted to other articles {_held_out(rows)}\n"
        )
    sys.stdout.write("\n".join(_write(found)) + "\n")


def _each(asked: Mapping[Asked, int]) -> list[Asked]:
    return [a for a, times in asked.items() for _ in range(times)]


if __name__ == "__main__":
    main()
