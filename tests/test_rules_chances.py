"""Questions that signs answer: how their weights are used, and how they are fitted to labelled articles."""

from __future__ import annotations

import math
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import Document
from summarize.engines.rules import read
from summarize.engines.rules.chances import ALWAYS, chance, overheard, weights
from summarize.evals.fitting import QUESTIONS, Asked, ask, fit, main
from summarize.evals.gold import find_labels, read_gold, read_label

TALKS = (
    "The Varenian army and the Dune League, a rebel group, agreed on a truce in Keslow on Monday. "
    "The truce, which both sides signed, was kept on Tuesday, a medic said."
)


def test_every_question_has_weights() -> None:
    assert set(weights()) == set(QUESTIONS)
    assert all(ALWAYS in signs for signs in weights().values())


@given(st.dictionaries(st.text(min_size=1), st.floats(-3, 3)), st.sets(st.text(min_size=1)))
def test_log_odds_add_up(known: dict[str, float], signs: set[str]) -> None:
    with overheard({"rain": known}) as questions:
        found = chance("rain", signs, "today")
    total = known.get(ALWAYS, 0.0) + sum(known.get(s, 0.0) for s in signs - {ALWAYS})
    total += known.get(ALWAYS, 0.0) if ALWAYS in signs else 0.0
    assert math.isclose(found, 1 / (1 + math.exp(-total)), abs_tol=1e-9)
    assert [(q.name, q.signs, q.about) for q in questions] == [("rain", signs, "today")]


def test_nothing_is_overheard_afterwards() -> None:
    with overheard() as questions:
        read(Document(text=TALKS))
    before = len(questions)
    read(Document(text=TALKS))
    assert {q.name for q in questions} == set(QUESTIONS)
    assert len(questions) == before


def test_weights_that_stand_in_decide_what_is_read() -> None:
    sure, never = {ALWAYS: 9.0}, {ALWAYS: -9.0}
    with overheard({**weights(), "deal told": sure}):
        assert read(Document(text=TALKS))["deals"]
    with overheard({**weights(), "deal told": never}):
        assert not read(Document(text=TALKS))["deals"]


@given(st.integers(20, 60), st.integers(20, 60))
def test_a_sign_of_yes_weighs_for_yes_and_one_of_nothing_little(yes: int, no: int) -> None:
    asked = [Asked(frozenset({"cloud", "wet" if n % 10 else "dry"}), True, f"{n}") for n in range(yes)]
    asked += [Asked(frozenset({"cloud", "dry" if n % 10 else "wet"}), False, f"-{n}") for n in range(no)]
    found = fit(asked)
    assert found["wet"] > 0 > found["dry"]
    assert abs(found.get("cloud", 0.0)) < found["wet"]


@given(st.lists(st.tuples(st.sets(st.sampled_from("abcd")), st.booleans()), min_size=30, max_size=80))
def test_a_fit_is_at_the_least_loss(rows: list[tuple[set[str], bool]]) -> None:
    asked = [Asked(frozenset(signs), answer, "") for signs, answer in rows]

    def loss(known: dict[str, float]) -> float:
        odds = [known[ALWAYS] + sum(known.get(s, 0.0) for s in a.signs) for a in asked]
        wrong = sum(math.log1p(math.exp(-o if a.answer else o)) for o, a in zip(odds, asked, strict=True))
        return wrong + 5 * sum(w * w for s, w in known.items() if s != ALWAYS)

    found = fit(asked)
    least = loss(found)
    for sign in found:
        for step in (-0.3, 0.3):
            assert loss({**found, sign: found[sign] + step}) > least - 0.02


@pytest.mark.slow
def test_fitting_writes_weights_for_every_question(capsys: pytest.CaptureFixture[str]) -> None:
    main(["samples/dev"])
    told = capsys.readouterr()
    found = tomllib.loads(told.out)
    assert set(found) == set(QUESTIONS)
    assert all(f"{name}: " in told.err for name in QUESTIONS)


def test_labels_answer_the_questions() -> None:
    golds = [read_gold(read_label(path), name) for name, path in find_labels(["samples/dev"])]
    for name in QUESTIONS:
        asked = ask(name, golds, weights())
        assert any(a.answer for a in asked), name
    parties = ask("party", golds, weights())
    assert any(not a.answer for a in parties)
