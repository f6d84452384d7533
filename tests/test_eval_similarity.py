"""Similarity of values and of records: laws, and sums worked out by hand."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import combinations, combinations_with_replacement

import eval_records as make
import pytest

from summarize.evals.names import actor_forms
from summarize.evals.pairing import Facts, compare, facts, pair, parties, tally
from summarize.evals.similarity import alike, counts, phrases, quotes, whens
from summarize.evals.tally import Metric, Tally
from summarize.evals.weights import OPEN_END_DAYS, TABLE
from summarize.schemas import Answer, Harm, People, Record, Scope, Stage, Victims, When

CAST = {a.name: actor_forms(a.name, a.aliases) for a in (make.actor("Varenia", "Keslow"), make.actor("Dune League"))}


def fact(record: Record, kind: str = "casualties") -> Facts:
    return facts(kind, record, CAST)


def similarity(a: Record, b: Record, kind: str = "casualties") -> float:
    return compare(fact(a, kind), fact(b, kind)).similarity


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("40", "forty", 1),
        ("40", "41", 0),
        ("1,600", "more than 1,600", Fraction(1, 2)),
        ("40", "about 40", Fraction(1, 2)),
        ("at least 40", "more than 40", Fraction(1, 2)),
        ("between 5,000 and 13,000", "at least 5,000", Fraction(1, 2)),
        ("10 to 19", "15 to 24", Fraction(1, 2) * Fraction(5, 15)),
        ("10 to 19", "12", Fraction(1, 2) * Fraction(1, 10)),
        ("10 to 19", "20 to 30", 0),
        ("hundreds", "1,600", 0),
        ("up to hundreds", "up to hundreds", 1),
        ("up to hundreds", "up to dozens", Fraction(2, 3)),
    ],
)
def test_counts_by_bounds(a, b, expected) -> None:
    a, b = make.count(a), make.count(b)
    assert counts(a, b) == counts(b, a) == pytest.approx(float(expected))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (make.when(0, 0, "Friday"), make.when(0, 0, "2 May"), 1),
        (make.when(0, 6), make.when(3, 9), Fraction(4, 10)),
        (make.when(0, 0), make.when(1, 1), 0),
        (make.when(None, 0), make.when(None, 0), 1),
        (make.when(1, 0), make.when(0, 1), 1),
        (make.when(None, 0), make.when(0, 0), Fraction(1, OPEN_END_DAYS + 1)),
        (make.when(None, 0), make.when(None, 1), Fraction(OPEN_END_DAYS, OPEN_END_DAYS + 2)),
        (make.when(0, None), make.when(-5, 60), Fraction(OPEN_END_DAYS + 1, 66)),
        (make.when(None, None, "a deadline"), make.when(0, 0, "a Friday deadline"), Fraction(2, 3)),
        (make.when(None, None, "recent weeks"), make.when(None, None, "recent weeks"), 1),
    ],
)
def test_dates_by_days_else_by_words(a, b, expected) -> None:
    assert whens(a, b) == whens(b, a) == pytest.approx(float(expected))


def test_the_first_day_of_all_has_days_before_it() -> None:
    first = When(text="x", start=0, end=1, earliest=None, latest=dt.date.min)
    assert whens(first, first.model_copy(update={"latest": dt.date.max, "earliest": dt.date.max})) == 0


def test_phrases_by_words_wherever_they_stand() -> None:
    assert phrases(make.words("the town of Tarn", 3), make.words("Town of Tarn", 80)) == 1
    assert phrases(make.words("heavy airstrikes"), make.words("airstrikes")) == 2 / 3
    assert phrases(make.place("near Tarn"), make.place("Tarn")) == 2 / 3
    assert phrases(make.words("…"), make.words("Tarn")) == 0


def test_quotes_by_span_and_by_nothing_else() -> None:
    assert quotes(make.quote(0, 30), make.quote(10, 50)) == 2 * 20 / (30 + 40)
    assert quotes(make.quote(0, 30), make.quote(30, 60)) == 0
    again = make.quote(0, 30).model_copy(update={"start": 200, "end": 230})
    assert quotes(make.quote(0, 30), again) == 1
    here = make.quote(0, 20).model_copy(update={"text": "said that the town of Tarn"})
    there = make.quote(40, 60).model_copy(update={"text": "said that the people of Orlava"})
    assert quotes(here, there) == 0


def test_enumerations_are_equal_or_not() -> None:
    assert alike("killed", "killed") == 1
    assert alike("killed", "injured") == 0


def test_a_casualty_by_hand() -> None:
    shared = {"scope": "incident", "claims": (make.claim("Varenia"),)}
    predicted = make.casualty(
        "40", harm="killed", victims="unknown", perpetrators=(make.name("Keslow"),), place=make.place("Tarn"), **shared
    )
    gold = make.casualty(
        "at least 40",
        harm="killed",
        victims="civilians",
        perpetrators=(make.name("Varenia"), make.name("Dune League")),
        place=make.place("near Tarn"),
        **shared,
    )
    found = compare(fact(predicted), fact(gold))
    # harm 3, count half of 4, victims 0 of 2, perpetrators 2/3 of 3, scope 2, place 2/3 of 2, claims 4
    right = 3 + Fraction(4, 2) + 0 + Fraction(2, 3) * 3 + 2 + Fraction(2, 3) * 2 + 4
    assert found.similarity == pytest.approx(float(right / (3 + 4 + 2 + 3 + 2 + 2 + 4)))
    assert found.fields["count"] == Tally(partial=1, mass=0.5)
    assert found.fields["victims"] == Tally(incorrect=1)
    assert found.fields["perpetrators"] == Tally(correct=1, missing=1, mass=1)
    assert found.fields["claims.source"] == Tally(correct=1, mass=1)
    assert found.fields["victims_text"] == found.fields["when"] == Tally()


def test_what_both_leave_out_counts_for_nothing_and_what_one_leaves_out_against_it() -> None:
    bare, full = make.casualty("40"), make.casualty("40", place=make.place("Tarn"))
    assert similarity(bare, bare) == similarity(full, full) == 1
    weights = {f: rule.weight for f, rule in TABLE["casualties"].fields.items()}
    filled = sum(weights[f] for f in ("harm", "count", "victims", "scope", "claims"))
    assert similarity(bare, full) == similarity(full, bare) == pytest.approx(filled / (filled + weights["place"]))
    # Nothing but empty fields in common: not the same thing.
    other = make.casualty(
        "40", victims="combatants", scope="standing", claims=(make.claim("Dune League", at=make.quote(200, 230)),)
    )
    assert similarity(bare, other) < TABLE["casualties"].threshold


def test_left_over_values_of_one_field_are_incorrect_before_they_are_missing() -> None:
    predicted = make.casualty("40", perpetrators=tuple(map(make.name, ("Keslow", "Northern Shield"))))
    gold = make.casualty("40", perpetrators=tuple(map(make.name, ("Varenia", "Dune League", "Orlava militia"))))
    found = compare(fact(predicted), fact(gold)).fields["perpetrators"]
    assert found == Tally(correct=1, incorrect=1, missing=1, mass=1)


@pytest.mark.parametrize("change", [{"harm": Harm.injured}, {"count": make.count("41")}])
def test_without_a_needed_field_in_common_it_is_another_record(change) -> None:
    record = make.casualty("40", place=make.place("Tarn"), cause=make.words("shelling"))
    assert similarity(record, record.model_copy(update=change)) == 0


def test_an_actor_is_known_by_any_form_and_the_rest_is_detail() -> None:
    a = make.actor("Varenia", "Keslow", sector="government", kind="state", country="SYR")
    b = make.actor("Keslow", sector="military", kind="organization")
    cast_a, cast_b = ({x.name: actor_forms(x.name, x.aliases)} for x in (a, b))
    found = compare(facts("actors", a, cast_a), facts("actors", b, cast_b))
    # name 11, aliases 0 of 2, kind 0 of 2, sector 0 of 3, country 0 of 2
    assert found.similarity == pytest.approx(11 / 20)
    assert found.fields["aliases"] == Tally(spurious=1)


def test_a_claim_of_another_source_is_another_claim() -> None:
    gold = make.casualty("40", claims=(make.claim("Varenia"), make.claim("Dune League", "denies", make.quote(40, 80))))
    wrong_mouth = make.casualty("40", claims=(make.claim("Northern Shield"),))
    found = compare(fact(wrong_mouth), fact(gold)).fields
    assert found["claims"] == Tally(missing=2, spurious=1)
    assert found["claims.source"] == Tally(missing=2, spurious=1)
    other_stance = make.casualty("40", claims=(make.claim("Keslow", "doubts"),))
    found = compare(fact(other_stance), fact(gold)).fields
    assert found["claims"] == Tally(partial=1, missing=1, mass=pytest.approx(0.7))
    assert found["claims.stance"] == Tally(incorrect=1, missing=1)
    # The article's own voice is a source as well, and not any one's.
    own = make.casualty("40", claims=(make.claim(None),))
    assert compare(fact(own), fact(own)).fields["claims.source"] == Tally(correct=1, mass=1)
    assert compare(fact(own), fact(gold)).fields["claims"] == Tally(missing=2, spurious=1)


def test_a_record_beside_nothing_is_all_missing_or_all_spurious() -> None:
    record = fact(make.casualty("40", place=make.place("Tarn")))
    assert compare(None, record).fields["place"] == Tally(missing=1)
    assert compare(record, None).fields["claims.quote"] == Tally(spurious=1)
    assert compare(record, None).similarity == 0
    with pytest.raises(ValueError, match="nothing to compare"):
        compare(None, None)


def test_every_record_stands_once_in_a_pairing() -> None:
    ours = [fact(make.casualty(n)) for n in ("two", "40", "41")]
    theirs = [fact(make.casualty(n)) for n in ("9", "41", "two")]
    pairs = pair(ours, theirs)
    assert [(p.predicted, p.gold) for p in pairs] == [(0, 2), (2, 1), (1, None), (None, 0)]
    assert tally(pairs) == Tally(correct=2, missing=1, spurious=1, mass=2)


def test_the_table_weighs_every_field_that_an_engine_writes() -> None:
    schema = Answer.model_json_schema()
    kinds = {
        k: p["items"]["$ref"].rpartition("/")[2]
        for k, p in schema["properties"].items()
        if "$ref" in p.get("items", {})
    }
    del kinds["key_points"]
    for kind, model in (kinds | {"claims": "Claim"}).items():
        assert TABLE[kind].fields.keys() == schema["$defs"][model]["properties"].keys()
    assert TABLE.keys() == {*kinds, "claims"}
    for row in TABLE.values():
        assert row.why
        assert 0 < row.threshold < 1
        assert all(rule.weight > 0 and rule.why for rule in row.fields.values())


OTHER_CLAIM = {"claims": (make.claim("Dune League", at=make.quote(200, 230)),)}
CASUALTY = make.casualty("two")
DISPLACEMENT = make.displacement("hundreds")
DEAL = make.deal(make.name("Varenia"))


@pytest.mark.parametrize(
    ("kind", "record", "changes"),
    [
        ("casualties", CASUALTY, {"victims": Victims.combatants, "scope": Scope.standing} | OTHER_CLAIM),
        ("displacements", DISPLACEMENT, {"people": People.fighters} | OTHER_CLAIM),
        ("deals", DEAL, {"stage": Stage.rejected} | OTHER_CLAIM),
    ],
    ids=["casualties", "displacements", "deals"],
)
def test_two_records_do_not_look_alike_by_what_both_lack(kind: str, record: Record, changes) -> None:
    assert similarity(record, record.model_copy(update=changes), kind) < TABLE[kind].threshold


def test_a_name_alone_links_an_actor() -> None:
    fields = TABLE["actors"].fields
    assert fields["name"].weight / sum(f.weight for f in fields.values()) >= TABLE["actors"].threshold


@pytest.mark.parametrize("values", make.VALUES.values(), ids=make.VALUES)
def test_values_are_alike_both_ways_and_wholly_like_themselves(values) -> None:
    for a, b in combinations_with_replacement(values, 2):
        x, y = (v if not hasattr(v, "name") else actor_forms(v.name, ()) for v in (a, b))
        assert alike(x, y) == alike(y, x)
        assert 0 <= alike(x, y) <= 1
        assert alike(x, x) == 1


@pytest.mark.parametrize("kind", make.POOLS)
def test_records_are_alike_both_ways_and_wholly_like_themselves(kind: str) -> None:
    cast = parties(Answer(actors=make.POOLS["actors"]))
    pool = [facts(kind, record, cast) for record in make.POOLS[kind]]
    for x, y in combinations_with_replacement(pool[:21], 2):
        there, back = compare(x, y), compare(y, x)
        assert there.similarity == pytest.approx(back.similarity, abs=1e-12)
        assert 0 <= there.similarity <= 1
        for field, part in there.fields.items():
            other = back.fields[field]
            assert (part.correct, part.partial, part.incorrect) == (other.correct, other.partial, other.incorrect)
            assert (part.missing, part.spurious) == (other.spurious, other.missing)
    for x in pool:
        same = compare(x, x)
        assert same.similarity == pytest.approx(1)
        assert all(part.share(Metric.content_f1) in (None, 1) for part in same.fields.values())
        assert all(
            part.missing == part.spurious == part.incorrect == part.partial == 0 for part in same.fields.values()
        )


def test_the_drawn_records_are_of_all_degrees_of_likeness() -> None:
    """Laws about pairs say little if all pairs are alike or none is."""
    for kind in ("ultimatums", "deals", "casualties", "displacements"):
        pool = [facts(kind, r, CAST) for r in make.POOLS[kind]]
        shares = [compare(x, y).similarity for x, y in combinations(pool, 2)]
        linked = [s for s in shares if s >= TABLE[kind].threshold]
        assert 0.05 < len(linked) / len(shares) < 0.95
        assert len({round(s, 2) for s in linked}) > 15


def test_linked_pairs_reach_the_threshold() -> None:
    pool = [facts("casualties", r, CAST) for r in make.POOLS["casualties"]]
    pairs = [p for p in pair(pool[::2], pool[1::2]) if p.linked]
    assert pairs
    assert all(p.comparison.similarity >= TABLE["casualties"].threshold - 1e-9 for p in pairs)
