"""Scores of articles and sets: laws, small sums by hand, and what must not be counted."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from typing import Any

import eval_records as make
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from summarize.evals.comparison import GoldRecord, compare_runs
from summarize.evals.pairing import compare, facts, parties
from summarize.evals.scores import KINDS, ArticleScore, Grounding, Totals, failure, score, total
from summarize.evals.tally import Metric, Tally
from summarize.evals.weights import TABLE
from summarize.schemas import Answer, Problem, Rejected, Usage

few = settings(max_examples=25, deadline=None)
F1 = Metric.content_f1


def tallies(found: ArticleScore | Totals) -> dict[str, Tally]:
    """Every count of a score, by where it stands."""
    kinds = found.kinds.items()
    return {k: s.records for k, s in kinds} | {f"{k}.{f}": t for k, s in kinds for f, t in s.fields.items()}


def numbers(found: ArticleScore | Totals, turn: Callable[[Tally], Tally] = lambda t: t) -> dict[str, object]:
    """The same for comparing: sums are equal up to rounding, and a field that nothing fills is as good as none."""
    filled = {k: turn(t) for k, t in tallies(found).items() if t != Tally()}
    return {
        k: (t.correct, t.partial, t.incorrect, t.missing, t.spurious, pytest.approx(t.mass, abs=1e-9))
        for k, t in filled.items()
    }


def without(answer: Answer, idents) -> Answer:
    return answer.model_copy(
        update={kind: tuple(r for r in getattr(answer, kind) if r.id not in idents) for kind in KINDS}
    )


def ids(answer: Answer) -> list[str]:
    return [r.id for kind in KINDS for r in getattr(answer, kind)]


# ── laws ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@few
@given(make.answers)
def test_what_is_identical_scores_1(same: Answer) -> None:
    found = score("a", same, same)
    assert found.missing == found.spurious == ()
    assert found.records.correct == len(ids(same))
    assert all(t.share(m) in (None, pytest.approx(1)) for t in tallies(found).values() for m in Metric)


@few
@given(make.answers, make.answers, st.data())
def test_the_order_of_records_and_their_ids_never_matter(predicted: Answer, gold: Answer, data) -> None:
    def shuffled(answer: Answer) -> tuple[Answer, dict[str, str]]:
        """In another order, and numbered by it, as engines' records are."""
        told = [(kind, r) for kind in KINDS for r in data.draw(st.permutations(getattr(answer, kind)))]
        renamed = {r.id: f"{kind} {i}" for i, (kind, r) in enumerate(told)}
        return make.answer(*(r.model_copy(update={"id": renamed[r.id]}) for _, r in told)), renamed

    optional = data.draw(st.sets(st.sampled_from(ids(gold) or [""])))
    expected = score("a", predicted, gold, optional=optional)
    other, renamed = shuffled(gold)
    found = score("a", shuffled(predicted)[0], other, optional={renamed.get(o, o) for o in optional})
    assert numbers(found) == numbers(expected)
    assert Counter(p.kind for p in found.pairs) == Counter(p.kind for p in expected.pairs)


@few
@given(make.answers, make.answers)
def test_swapping_the_sides_swaps_precision_and_recall(predicted: Answer, gold: Answer) -> None:
    there, back = score("a", predicted, gold), score("a", gold, predicted)
    assert numbers(there) == numbers(
        back, lambda t: Tally(t.correct, t.partial, t.incorrect, t.spurious, t.missing, t.mass)
    )
    for a, b in ((there.records, back.records), (there.claims, back.claims)):
        assert a.share(Metric.content_precision) == pytest.approx(b.share(Metric.content_recall))
        assert a.share(Metric.link_recall) == b.share(Metric.link_precision)
        assert a.share(F1) == pytest.approx(b.share(F1))
    # Of two records that say the same, either may be the one that is left over.
    said = {r.id: (kind, r.model_copy(update={"id": ""})) for kind in KINDS for r in getattr(gold, kind)}
    assert sorted(map(repr, map(said.get, there.missing))) == sorted(map(repr, map(said.get, back.spurious)))


@few
@given(make.answers, make.answers, st.data())
def test_a_spurious_record_never_raises_precision(predicted: Answer, gold: Answer, data) -> None:
    optional = data.draw(st.sets(st.sampled_from(ids(gold) or [""])))
    found = score("a", predicted, gold, optional=optional)
    assume(found.spurious)
    fewer = score("a", without(predicted, {data.draw(st.sampled_from(found.spurious))}), gold, optional=optional)
    assert fewer.records.mass == pytest.approx(found.records.mass)
    assert fewer.records.linked == found.records.linked
    for metric in (Metric.content_precision, Metric.link_precision):
        better, worse = fewer.records.share(metric), found.records.share(metric)
        assert worse is not None
        assert better is None or better >= worse - 1e-9


@few
@given(make.answers, make.answers)
def test_the_score_is_never_below_that_of_greedy_pairing(predicted: Answer, gold: Answer) -> None:
    found = score("a", predicted, gold)
    casts = parties(predicted), parties(gold)
    for kind in KINDS:
        ours, theirs = (
            [facts(kind, r, c) for r in getattr(a, kind)] for a, c in zip((predicted, gold), casts, strict=True)
        )
        ranked = sorted(
            ((compare(a, b).similarity, i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)), reverse=True
        )
        mass, rows, columns = 0.0, set(), set()
        for similarity, i, j in ranked:
            if similarity >= TABLE[kind].threshold and i not in rows and j not in columns:
                mass += similarity
                rows.add(i)
                columns.add(j)
        assert found.kinds[kind].records.mass >= mass - 1e-5


@few
@given(make.answers, make.answers)
def test_all_shares_lie_between_0_and_1_and_counts_add_up(predicted: Answer, gold: Answer) -> None:
    found = score("a", predicted, gold)
    assert found.records.predicted == len(ids(predicted))
    assert found.records.gold == len(ids(gold))
    assert len(found.missing) == found.records.missing
    assert len(found.spurious) == found.records.spurious
    for tally in tallies(found).values():
        assert tally.mass <= tally.linked + 1e-9
        assert all(tally.share(m) is None or 0 <= tally.share(m) <= 1 + 1e-9 for m in Metric)
        assert not tally.linked or tally.mass > 0


@few
@given(make.answers, make.answers, st.data())
def test_what_is_all_optional_is_neither_rewarded_nor_punished(predicted: Answer, gold: Answer, data) -> None:
    found = score("a", predicted, gold, optional=ids(gold))
    assert found.records == Tally(spurious=found.records.predicted)
    assert all(p.optional for p in found.pairs)
    assert len(found.pairs) + found.records.spurious == len(ids(predicted))
    # Whatever else is there: an optional record that nothing resembles may be found or not.
    extra = make.casualty("9,999", id="extra")
    richer = gold.model_copy(update={"casualties": (*gold.casualties, extra)})
    finder = predicted.model_copy(update={"casualties": (*predicted.casualties, extra)})
    assert numbers(score("a", finder, richer, optional={"extra"})) == numbers(score("a", predicted, gold))
    assert numbers(score("a", predicted, richer, optional={"extra"})) == numbers(score("a", predicted, gold))


@few
@given(st.lists(st.tuples(make.answers, make.answers), max_size=3))
def test_totals_are_sums_of_counts(pairs) -> None:
    scores = [score(str(i), p, g) for i, (p, g) in enumerate(pairs)]
    found = total(scores)
    assert found.articles == len(pairs)
    assert math.isclose(found.records.mass, sum(s.records.mass for s in scores), abs_tol=1e-9)
    assert found.records.gold == sum(s.records.gold for s in scores)
    assert found.claims.predicted == sum(s.claims.predicted for s in scores)
    for s in scores:
        assert ArticleScore.model_validate_json(s.model_dump_json()) == s
    assert Totals.model_validate_json(found.model_dump_json()) == found


# ── by hand ───────────────────────────────────────────────────────────────────────────────────────────────────────────

GOLD = make.answer(
    make.actor("Varenia", "Keslow"),
    make.actor("Northern Shield"),
    make.casualty("at least 34", place=make.place("Tarn"), claims=(make.claim("Varenia"),)),
    make.casualty("two"),
)
FOUND = make.answer(
    make.actor("Keslow", id="p1"),
    make.casualty("34", id="p2", place=make.place("Tarn"), claims=(make.claim("Keslow"),)),
    make.casualty("two", id="p3", harm="injured"),
)


def test_a_small_article_by_hand() -> None:
    found = score("market", FOUND, GOLD)
    # The actor: name 11, kind 2, sector 3, no alias 2. The figure without its bound: half of 4, harm 3, victims 2,
    # scope 2, place 2, claims 4. The two injured are not the two killed.
    actor, casualty = 16 / 18, 15 / 17
    assert found.kinds["actors"].records == Tally(partial=1, missing=1, mass=pytest.approx(actor))
    assert found.kinds["casualties"].records == Tally(partial=1, missing=1, spurious=1, mass=pytest.approx(casualty))
    assert found.records.share(F1) == pytest.approx(2 * (actor + casualty) / (3 + 4))
    assert found.records.share(Metric.link_f1) == 2 * 2 / (3 + 4)
    assert found.records.share(Metric.content_precision) == pytest.approx((actor + casualty) / 3)
    assert found.records.share(Metric.link_recall) == 2 / 4
    assert found.claims == Tally(correct=1, missing=1, spurious=1, mass=1)
    fields = found.kinds["casualties"].fields
    assert fields["count"] == Tally(partial=1, missing=1, spurious=1, mass=0.5)
    assert fields["place"] == Tally(correct=1, mass=1)
    assert found.missing == ("actor Northern Shield", "casualty two")
    assert found.spurious == ("p3",)
    assert [(p.kind, p.predicted, p.gold, p.optional) for p in found.pairs] == [
        ("actors", "p1", "actor Varenia", False),
        ("casualties", "p2", "casualty at least 34", False),
    ]
    assert found.pairs[1].fields["count"] == 0.5
    assert "cause" not in found.pairs[1].fields


def test_a_half_right_record_earns_half() -> None:
    gold = make.answer(
        make.deal(make.name("Varenia"), terms=(make.words("a prisoner swap"),), place=make.place("Tarn"))
    )
    half = make.answer(
        make.deal(
            make.name("Varenia"), kind="settlement", terms=(make.words("a prisoner swap"),), place=make.place("Orlava")
        )
    )
    # kind 0 of 4, stage 3, parties 3, terms 3, place 0 of 2, claims 5
    assert score("a", half, gold).records.share(F1) == pytest.approx(14 / 20)
    assert score("a", half, gold).records.share(Metric.link_f1) == 1


DENIED = (make.claim("Varenia"), make.claim("Keslow", "denies"))
DOUBTED = (make.claim("Varenia"), make.claim(None, "doubts"))
PLAIN = (make.claim("Varenia"),)


@pytest.mark.parametrize(
    ("predicted", "gold", "contested"),
    [
        (DENIED, DENIED, Tally(correct=1, mass=1.0)),
        (DOUBTED, DENIED, Tally(correct=1, mass=1.0)),
        (PLAIN, DENIED, Tally(missing=1)),
        (PLAIN, DOUBTED, Tally(missing=1)),
        (DENIED, PLAIN, Tally(spurious=1)),
        (PLAIN, PLAIN, Tally()),
        (None, DENIED, Tally(missing=1)),
        (DENIED, None, Tally(spurious=1)),
    ],
)
def test_contested_records_are_counted_where_they_are_linked(predicted: Any, gold: Any, contested: Tally) -> None:
    sides = [make.answer(*([make.casualty("two", claims=c)] if c else [])) for c in (predicted, gold)]
    found = score("a", *sides)
    assert found.contested == found.kinds["casualties"].contested == contested
    assert total([found, found]).contested == contested + contested


def test_an_optional_record_does_not_take_what_fits_a_required_one_as_well() -> None:
    twin = make.casualty("two", id="optional twin")
    for gold in (
        make.answer(twin, make.casualty("two", id="required")),
        make.answer(make.casualty("two", id="required"), twin),
    ):
        found = score("a", make.answer(make.casualty("two")), gold, optional={"optional twin"})
        assert found.records == Tally(correct=1, mass=1)
        assert [p.gold for p in found.pairs] == ["required"]


def test_ties_are_broken_by_what_records_say_and_not_by_their_ids() -> None:
    predicted = make.answer(make.casualty("two", cause=make.words("shelling"), victims_text=make.words("villagers")))
    twins = {"cause": make.words("shelling")}, {"victims_text": make.words("villagers")}  # one weight each
    outcomes = []
    for i in range(12):
        told = [make.casualty("two", id=f"{i}{j}", **twin) for j, twin in enumerate(twins[:: (-1) ** i])]
        found = score("a", predicted, make.answer(*told))
        assert found.pairs[0].similarity == pytest.approx(16 / 17)
        outcomes.append({f: t for f, t in found.kinds["casualties"].fields.items() if f in ("cause", "victims_text")})
    assert outcomes == [outcomes[0]] * 12


def test_a_prediction_of_an_optional_record_leaves_both_counts() -> None:
    gold = make.answer(make.casualty("two", id="optional"), make.casualty("40", id="required"))
    found = score("a", make.answer(make.casualty("two"), make.casualty("9")), gold, optional={"optional"})
    assert found.records == Tally(missing=1, spurious=1)
    assert found.kinds["casualties"].fields["count"] == Tally(missing=1, spurious=1)
    assert [p.optional for p in found.pairs] == [True]
    assert found.missing == ("required",)
    unfound = score("a", make.answer(make.casualty("9")), gold, optional={"optional"})
    assert (unfound.records, unfound.missing) == (found.records, found.missing)


def test_totals_are_over_records_and_not_over_articles() -> None:
    long = make.answer(*(make.casualty(n) for n in ("1", "2", "3", "4", "5", "6", "7", "8", "9")))
    short = make.answer(make.casualty("two"))
    found = total([score("long", long, long), score("short", Answer(), short)])
    assert found.records.share(F1) == 2 * 9 / (9 + 10)
    assert (found.articles, found.failures) == (2, {})


def test_failures_are_counted_apart_and_never_as_zeros_in_silence() -> None:
    read = score("a", GOLD, GOLD, usage=Usage(calls=1, input_tokens=10, output_tokens=5, cost=0.25), seconds=2)
    refused = failure("b", "Refused", GOLD, usage=Usage(calls=2, input_tokens=7, output_tokens=0, cost=0.5), seconds=1)
    late = failure("c", "TimedOut", GOLD, usage=Usage(calls=1, input_tokens=0, output_tokens=0, cost=0), seconds=60)
    assert refused.failed == "Refused"
    assert refused.records == Tally(missing=4)
    found = total([read, refused, late, failure("d", "Refused", GOLD, usage=Usage(cost=0))])
    assert found.records.share(F1) == 1
    assert (found.articles, found.failures) == (1, {"Refused": 2, "TimedOut": 1})
    stern = total([read, refused], failures_as_empty=True)
    assert stern.records.share(F1) == 2 * 4 / (4 + 8)
    assert (stern.articles, stern.failures) == (2, {"Refused": 1})
    # What failed calls took was paid for as well.
    both = total([read, refused])
    assert (both.usage.calls, both.usage.input_tokens, both.usage.cost, both.seconds) == (3, 17, 0.75, 3)
    assert both.cost_per_correct == 0.75 / 4
    half = score("a", FOUND, GOLD, usage=Usage(cost=1))
    assert total([half]).cost_per_correct == pytest.approx(1 / (16 / 18 + 15 / 17))


def test_an_unknown_cost_is_not_a_cost_of_nothing() -> None:
    known = score("a", GOLD, GOLD, usage=Usage(calls=1, cost=0.5, input_tokens=1, output_tokens=1), seconds=1)
    unknown = score("b", GOLD, GOLD)
    found = total([known, unknown])
    assert found.usage.cost is found.usage.input_tokens is found.seconds is found.cost_per_correct is None
    assert total([score("a", Answer(), GOLD, usage=Usage(cost=1))]).cost_per_correct is None
    assert total([]).usage.cost is None


def test_grounding_counts_quotes_by_how_they_were_found_and_those_refused() -> None:
    told = make.answer(
        make.casualty("two", claims=(make.claim(), make.claim(None, "denies"))),
        make.casualty("40", claims=(make.claim(None, "doubts", make.quote(match="near")),)),
    )
    refused = Rejected(
        path="casualties[2]",
        record={},
        problems=(
            Problem(path="claims[0].quote", value="x", reason="not in the article"),
            Problem(path="place", value="y", reason="not in the article"),
        ),
    )
    found = score("a", told, GOLD, rejected=[refused])
    assert found.grounding == Grounding(exact=2, near=1, rejected=1)
    assert total([found, found]).grounding == Grounding(exact=4, near=2, rejected=2)


# ── two runs ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_runs_are_compared_on_the_articles_that_both_read() -> None:
    better = GOLD.model_copy(update={"actors": GOLD.actors[:1]})
    baseline = [score("a", FOUND, GOLD), score("b", FOUND, GOLD), failure("c", "Refused", GOLD), score("e", GOLD, GOLD)]
    candidate = [score("b", better, GOLD), score("a", better, GOLD), score("c", GOLD, GOLD), score("d", GOLD, GOLD)]
    found = compare_runs(baseline, candidate, resamples=500)
    assert found.articles == 2
    assert found.left_out == ("c", "d", "e")
    old, new = score("a", FOUND, GOLD).records.share(F1), score("a", better, GOLD).records.share(F1)
    assert found.overall.value == pytest.approx(new - old)
    assert (found.overall.low, found.overall.high) == pytest.approx((new - old, new - old))
    assert (found.overall.p, found.overall.exact) == (0.5, True)
    assert found.kinds["deals"].value is None
    assert found.kinds["casualties"].value == pytest.approx(1 - 2 * (15 / 17) / 4)
    assert found.fields["casualties.count"].delta == pytest.approx(1 - 2 * 0.5 / 4)
    assert found.fields["casualties.cause"].delta is None
    assert found.won == (GoldRecord("a", "casualty two"), GoldRecord("b", "casualty two"))
    assert found.lost == ()
    back = compare_runs(candidate, baseline, resamples=500)
    assert (back.won, back.lost) == (found.lost, found.won)
    assert back.overall.value == pytest.approx(-found.overall.value)


def test_optional_records_are_neither_won_nor_lost() -> None:
    baseline = [score("a", Answer(), GOLD, optional={"casualty two"})]
    candidate = [score("a", make.answer(make.casualty("two")), GOLD, optional={"casualty two"})]
    assert compare_runs(baseline, candidate).won == ()


def test_runs_by_another_metric() -> None:
    found = compare_runs([score("a", FOUND, GOLD)], [score("a", GOLD, GOLD)], metric=Metric.link_recall)
    assert (found.overall.value, found.metric) == (1 - 2 / 4, Metric.link_recall)


def test_kinds_are_the_records_of_an_answer() -> None:
    assert set(KINDS) == {f for f, i in Answer.model_fields.items() if f not in ("headline", "key_points")}
