"""From a report to the one figure that an outside set has for a text; whether a text states it; the intervals."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import report
from rules_reading import casualty, claim

from summarize.evals.external.airwars import ends
from summarize.evals.external.figures import at_least, figures, together
from summarize.evals.external.items import F1, Check
from summarize.evals.external.running import measured, wilson
from summarize.evals.external.wording import states
from summarize.schemas import Report
from summarize.schemas.vocabulary import Harm


def killed(text: str, *counts: str, **more: Any) -> Report:
    """A report of killed people: each count with its noun ("two|nurses"), from the sentence that has it."""
    records = []
    for words in counts:
        count, _, whom = words.partition("|")
        quote = next(s for s in text.split(". ") if f"{count} {whom}".strip() in s).rstrip(".")
        records.append(casualty("killed", count, "unknown", whom or None, claim(None, "asserts", quote), **more))
    return report(text, casualties=records)


def least(made: Report) -> int:
    return at_least(together(figures(made, Harm.killed)))


@pytest.mark.parametrize(
    ("text", "counts", "number"),
    [
        ("The patrol killed three gunmen near Lodva.", ["three|gunmen"], 3),
        ("The patrol killed a commander and two gunmen near Lodva.", ["a|commander", "two|gunmen"], 3),
        ("Shells killed nine people, including two women and four children, in Lodva.",
         ["nine|people", "two|women", "four|children"], 9),
        ("Shells killed nine people in Lodva, three of them nurses.", ["nine|people", "three"], 9),
        ("Guests including two nurses and three cooks were killed in Lodva.", ["two|nurses", "three|cooks"], 3),
        ("Among the dead were three nurses, a witness in Lodva said.", ["three|nurses"], 3),
        ("A teacher was among nine people killed in Lodva.", ["nine|people"], 9),
        ("The patrol killed two gunmen in Lodva. The two armed men were killed when they fired.",
         ["two|gunmen", "two|armed men"], 2),
        ("Shells killed nine people in Lodva. The mayor buried three neighbours killed by them.",
         ["nine|people", "three|neighbours"], 9),
        ("The patrol killed a commander in Lodva. It also killed two gunmen by the river.",
         ["a|commander", "two|gunmen"], 3),
        ("The patrol killed a commander in Lodva. Another two gunmen were killed by the river.",
         ["a|commander", "two|gunmen"], 3),
        ("The patrol killed a commander and two others in Lodva. Later the two additional men were found killed.",
         ["a|commander", "two|others", "two|additional men"], 3),
        ("The patrol killed four gunmen in Lodva. The commander and three more gunmen were killed at dawn.",
         ["four|gunmen", "three|more gunmen"], 4),
        ("Patrol kills 2 gunmen\nThe patrol killed 2 gunmen and a smuggler in Lodva.", ["2|gunmen", "a|smuggler"], 3),
        ("Shells killed six nurses, four women and two men, in Lodva.", ["six|nurses", "four|women", "two|men"], 6),
        ("Shells killed one civilian, a woman of sixty, in Lodva.", ["one|civilian", "a|woman of sixty"], 1),
        ("Shells killed two civilians, a baker and his son, in Lodva.", ["two|civilians", "a|baker"], 2),
        ("Shells killed nine people: four women, three men and two babies in Lodva.",
         ["nine|people", "four|women", "three|men", "two|babies"], 9),
        ("Shells killed two nurses, a cook and a driver in Lodva.", ["two|nurses", "a|cook", "a|driver"], 2),
        ("Shells killed four nurses, a cook and a driver in Lodva.", ["four|nurses", "a|cook", "a|driver"], 6),
        ("Shells killed nine nurses, three of whom were on leave, in Lodva.", ["nine|nurses", "three"], 9),
        ("Up to six people were killed in Lodva.", ["Up to six|people"], 0),
        ("More than ten people were killed in Lodva.", ["More than ten|people"], 10),
        ("Nobody was hurt in Lodva.", [], 0),
    ],
)  # fmt: skip
def test_the_least_number_of_a_report(text: str, counts: list[str], number: int) -> None:
    assert least(killed(text, *counts)) == number


def test_rival_figures_of_one_sentence_are_not_added() -> None:
    text = "The mayor of Lodva said nine people were killed while the army spoke of at least five people there."
    mayor = claim("The mayor", "asserts", "The mayor of Lodva said nine")
    army = claim("the army", "asserts", "the army spoke of at least")
    records = [
        casualty("killed", "nine", "unknown", "people", mayor),
        casualty("killed", "at least five", "unknown", "people", army),
    ]
    (one,) = together(figures(report(text, casualties=records), Harm.killed))
    assert (one.low, one.high, one.whole) == (5, None, True)


def test_what_a_war_came_to_is_no_figure_of_an_incident() -> None:
    text = "The war in Lodva has killed 900 people since March."
    assert figures(killed(text, "900|people", scope="cumulative"), Harm.killed) == []


def test_another_harm_is_another_figure() -> None:
    assert figures(killed("Shells killed nine people in Lodva.", "nine|people"), Harm.injured) == []


def test_a_set_says_who_counts() -> None:
    made = killed("A mine killed four soldiers and the patrol killed a gunman.", "four|soldiers", "a|gunman")
    only = figures(made, Harm.killed, lambda c: c.victims_text is not None and c.victims_text.text == "gunman")
    assert [f.bounds.low for f in only] == [1]


@given(st.lists(st.integers(2, 500), min_size=1, max_size=6, unique=True))
def test_sentences_that_say_nothing_of_more_come_to_the_greatest(numbers: list[int]) -> None:
    said = [f"Shells killed {number} people in Lodva" for number in numbers]
    assert least(killed(f"{'. '.join(said)}.", *(f"{number}|people" for number in numbers))) == max(numbers)


@pytest.mark.parametrize(
    ("text", "counts", "wanted"),
    [
        ("Four people were killed in Lodva. A neighbour mourned two people.", ["Four|people", "two|people"], (4, 4)),
        ("At least four people were killed in Lodva.", ["At least four|people"], (4, 4)),
        ("At least four people were killed in Lodva. Radio Tarn spoke of nine people.",
         ["At least four|people", "nine|people"], (4, 9)),
        ("Between four and six people were killed in Lodva.", ["Between four and six|people"], (4, 6)),
        ("Up to six people, including two sisters, were killed.", ["Up to six|people", "two|sisters"], (2, 6)),
        ("Up to six people were killed in Lodva.", ["Up to six|people"], (6, 6)),
        ("Dozens of people were killed in Lodva.", ["Dozens|of people"], (12, 24)),
        ("Guests including three nurses were killed. Radio Tarn counted nine people.",
         ["three|nurses", "nine|people"], (9, 9)),
        ("Shells fell on Lodva.", [], None),
    ],
)  # fmt: skip
def test_both_ends_of_an_assessment(text: str, counts: list[str], wanted: tuple[int, int] | None) -> None:
    counts = [c.replace("|of people", "") for c in counts]
    assert ends(together(figures(killed(text, *counts), Harm.killed))) == wanted


@pytest.mark.parametrize(
    ("text", "number", "stated"),
    [
        ("The patrol killed three gunmen.", 3, True),
        ("The patrol killed a commander and two gunmen.", 3, True),
        ("The patrol killed a commander. Two gunmen were killed too.", 3, True),
        ("More than ten gunmen were killed.", 11, True),
        ("A patrol killed an armed smuggler.", 1, True),
        ("A patrol killed the smuggler.", 1, False),
        ("The patrol killed several gunmen and arrested a man and two women.", 3, False),
        ("The patrol killed the gunmen. It found three rifles.", 3, False),
    ],
)
def test_whether_a_text_states_a_number(text: str, number: int, stated: bool) -> None:
    assert states(text, Harm.killed, number) is stated


def test_the_interval_is_wilsons() -> None:
    found = wilson("some", 8, 10)
    # By the formula: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.959964.
    assert (found.low, found.high) == (pytest.approx(0.4901625, abs=1e-6), pytest.approx(0.9433178, abs=1e-6))
    assert wilson("none", 0, 0).share is None


def test_f1_is_of_both_its_measures() -> None:
    def one(measure: str, right: bool) -> Check:
        return Check(measure, right, "", "")

    items = [[one("p", True), one("r", True)], [one("p", False)], [one("r", False)], [one("r", False)], []]
    (f1,) = measured(items, [F1("f", "p", "r")])
    assert (f1.n, f1.right, f1.share) == (5, 2, pytest.approx(0.4))


def test_more_than_a_number_elsewhere_is_one_more_at_the_high_end() -> None:
    made = killed("At least nine people were killed in Lodva. The mayor said more than 40 people were killed.",
                  "At least nine|people", "more than 40|people")  # fmt: skip
    assert ends(together(figures(made, Harm.killed))) == (9, 41)
