"""Entity-level template scoring of the literature, to hold our alignment against.

A template is a type and role → entities; an entity is a tuple of its mentions. `phi_subset` is CEAF-RME with φ-subset
as in IterX (Chen et al. 2023): templates are aligned one to one by the number of predicted entities that share a
mention with a gold entity of the same type and role. `gtt_micro` is the score of GTT (Du et al. 2021): the best of all
one-to-one mappings of templates of one type, each template's type counted like an entity, a predicted entity right when
its mentions are all among those of a gold one.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

from summarize.evals.alignment import align


class Template(NamedTuple):
    type: str
    roles: dict[str, list[tuple[str, ...]]]

    def entities(self) -> list[tuple[str, ...]]:
        """Entities of all roles, each mention tagged with type and role, so that it equals no other's."""
        return [tuple((self.type, role, _plain(m)) for m in e) for role, es in self.roles.items() for e in es]


class Score(NamedTuple):
    """Right and all predicted entities, right and all gold ones."""

    p_num: int
    p_den: int
    r_num: int
    r_den: int


def phi_subset(predicted: list[Template], gold: list[Template], align=align) -> Score:
    ours, theirs = [t.entities() for t in predicted], [t.entities() for t in gold]
    met = [[_met(p, g) for g in theirs] for p in ours]
    links = align([[len(m) for m in row] for row in met])
    right = [met[link.predicted][link.gold] for link in links]
    return Score(sum(map(len, right)), sum(map(len, ours)), sum(len(set(m)) for m in right), sum(map(len, theirs)))


def gtt_micro(predicted: list[Template], gold: list[Template]) -> Score:
    ours, theirs = [t.entities() for t in predicted], [t.entities() for t in gold]

    def score(mapping: list[tuple[int, int]]) -> Score:
        p_num = r_num = 0
        for i, j in mapping:
            fits = [[set(p) <= set(g) for g in theirs[j]] for p in ours[i]]
            p_num += 1 + sum(map(any, fits))
            r_num += 1 + sum(map(any, zip(*fits, strict=True)))
        return Score(p_num, len(ours) + sum(map(len, ours)), r_num, len(theirs) + sum(map(len, theirs)))

    return max(map(score, _mappings(predicted, gold)), key=_f1)


def _met(predicted: list[tuple[str, ...]], gold: list[tuple[str, ...]]) -> list[int]:
    """For each predicted entity that shares a mention with a gold one, the gold one it is first found in."""
    firsts = (next((j for m in p for j, g in enumerate(gold) if m in g), None) for p in predicted)
    return [j for j in firsts if j is not None]


def _mappings(predicted: list[Template], gold: list[Template]) -> Iterator[list[tuple[int, int]]]:
    targets = [*range(len(gold)), *[None] * len(predicted)]
    for choice in set(permutations(targets, len(predicted))):
        yield [(i, j) for i, j in enumerate(choice) if j is not None and predicted[i].type == gold[j].type]


def _f1(score: Score) -> float:
    return 2 * score.p_num * score.r_num / ((score.p_num * score.r_den + score.r_num * score.p_den) or 1)


def _plain(mention: str) -> str:
    bare = "".join(c for c in mention.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())
