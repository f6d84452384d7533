"""The built-in engine as a whole: every answer stands up to its article, none crashes, the same text gives the same."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import time
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_reading import answer, validated

from summarize import summarize
from summarize.document import Document
from summarize.engines.rules import RulesEngine, read
from summarize.errors import UnsupportedLanguage
from summarize.pipeline import validate
from summarize.schemas import Answer

FOLDER = files("summarize.evals.samples")
SAMPLES = {
    p.name: p.read_text("utf-8")
    for folder in (FOLDER, FOLDER / "dev")
    for p in folder.iterdir()
    if p.name.endswith(".txt")
}
SENTENCES = [s for text in SAMPLES.values() for s in re.split(r"(?<=[.!?”\"])\s+|\n+", text) if s]
RECORDS = ("actors", "ultimatums", "deals", "casualties", "displacements")
DISPUTED = (
    "The Varenian army said it had reached a deal with the Northern Shield, a rebel group, to evacuate Keslow. "
    "The Northern Shield denied that any such deal existed."
)
SIGNS = [
    '"',
    "“",
    "”",
    "’",
    "(",
    ")",
    "[",
    "—",
    "–",
    "-",
    ",",
    ".",
    ";",
    "…",
    "\n",
    "\n\n",
    "\t",
    "\u00a0",
    "§",
    "@",
    "%",
]
LETTERS = ["\u200b", "\u202e", "\0", "İ", "ß", "é\u0301", "US", "U.S.", "a", "one", "12", "1,600", "’s", "x" * 90]
WORDS = ["The", "and", "of", "said", "killed", "to", "or", "who", "not", "IS", "THE", "Monday", "“The"]


def sound(text: str) -> None:
    """Whatever the text: either it is said not to be English, or the answer stands up to it."""
    document = Document(text=text, published=dt.date(2031, 5, 2))
    try:
        written = read(document)
    except UnsupportedLanguage:
        return
    found = validate(written, document)
    assert found.rejected == ()
    assert all(len(getattr(found.answer, kind)) == len(written[kind]) for kind in RECORDS)
    check_claims(written)
    check_summary(written)


def check_claims(written: dict[str, Any]) -> None:
    for record in (r for kind in RECORDS[1:] for r in written[kind]):
        said = [(c["source"], c["stance"]) for c in record["claims"]]
        assert said
        assert len(set(said)) == len(said)


def check_summary(written: dict[str, Any]) -> None:
    assert written["headline"] is None or 0 < len(written["headline"].split()) <= 20
    points = written["key_points"]
    assert len(points) <= 5
    assert len({p["text"] for p in points}) == len(points)
    assert all(p["cites"] for p in points)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_sample_is_read_soundly(name: str) -> None:
    sound(SAMPLES[name])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_soundly(text: str) -> None:
    sound(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aArmykillednosd 12,.“”\"'’—-\n", max_size=300))
def test_any_text_that_looks_like_an_article_is_read_soundly(text: str) -> None:
    sound(f"The army said that {text}")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Sentences of the samples in any order, some with words lost, doubled, moved, or odd things put in."""
    chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
    changed: list[str] = []
    for sentence in chosen:
        parts = sentence.split(" ")
        for _ in range(draw(st.integers(0, 3))):
            k = draw(st.integers(0, len(parts)))
            match draw(st.sampled_from(["insert", "glue", "drop", "upper", "lower"])):
                case "insert":
                    parts.insert(k, draw(st.sampled_from([*SIGNS, *LETTERS, *WORDS])))
                case "drop":
                    parts[k : k + 1] = []
                case change:
                    odd = draw(st.sampled_from([*SIGNS, *LETTERS, *WORDS]))
                    change_to = {"glue": lambda w, odd=odd: w + odd, "upper": str.upper, "lower": str.lower}[change]
                    parts[k : k + 1] = [change_to(w) for w in parts[k : k + 1]]
        changed.append(" ".join(parts))
    return draw(st.sampled_from([" ", "\n", "\n\n"])).join(changed)


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_shuffled_and_mutated_articles_are_read_soundly(text: str) -> None:
    sound(text)


BOMBS = {
    "word": "rebels ",
    "letter": "a ",
    "letters": "a",
    "digits": "1",
    "numbers": "The 12 ",
    "newlines": "\n",
    "lines": "rebels\n",
    "quotation marks": 'the "',
    "open quotations": "“the ",
    "brackets": "the (",
    "dots": "the.",
    "commas": "the army, ",
    "conjunctions": "rebels and ",
    "casualties": "killed 12 people ",
    "sentences of casualties": "The army killed 12 people. ",
    "movements": "12 people fled to ",
    "names": "General Ivo Tarn of the ",
    "speakers": "he said ",
    "deals": "a deal with the rebels ",
    "demands": "the rebels must leave or ",
    "conditions": "If Keslow is not left by Friday noon, the town will be bombed, the army said. ",
    "leaflets": "Leaflets told people to leave Keslow by Friday or be bombed. ",
    "times": "They have until Friday. Leave or be bombed. ",
    "dates": "since May 2 until ",
    "countries": "Syria and ",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_read_in_time_that_grows_no_faster_than_it(bomb: str) -> None:
    def seconds(size: int) -> float:
        text = "The army said so.\n\n" + bomb * (size // len(bomb))
        start = time.process_time()
        sound(text)
        return time.process_time() - start

    seconds(1_000)  # lexicons and countries are read once
    # Five times the text: quadratic work would take 25 times as long.
    small, large = seconds(10_000), seconds(50_000)
    assert large < 20 * max(small, 0.05)


def test_an_article_ten_times_as_long_takes_about_ten_times_as_long() -> None:
    article = "\n\n".join(SAMPLES.values())

    def seconds(times: int) -> float:
        document = Document(text="\n\n".join([article] * times))
        start = time.process_time()
        read(document)
        return time.process_time() - start

    seconds(1)
    assert seconds(10) < 40 * min(seconds(1) for _ in range(3))  # quadratic work would take 100 times as long


BODIES = (
    "The amnesty committee said on Monday that the joint task force had left Keslow. The reconciliation commission and "
    "the crisis council of the rebels said no. The task force said so too, and the committee met the commission."
)
_PRINT = """
import json, sys
from summarize.document import Document
from summarize.engines.rules import RulesEngine, read
print(RulesEngine().prompt_hash, json.dumps([read(Document(text=t)) for t in sys.stdin.read().split("\\0")]))
"""


def test_the_same_text_gives_the_same_answer_whatever_the_hash_seed() -> None:
    def printed(seed: str) -> str:
        command, text = [sys.executable, "-c", _PRINT], "\0".join([*SAMPLES.values(), BODIES])
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(command, input=text, capture_output=True, check=True, text=True, env=environment).stdout

    first = printed("0")
    assert "Keslow" in first
    assert printed("4242") == first


def test_an_article_without_records_has_its_actors_and_two_points_on_them() -> None:
    text = "Salma Idris, a doctor, met General Ivo Tarn in Keslow. Ivo Tarn said that it rained."
    written = answer(text)
    assert [a["name"] for a in written["actors"]] == ["Salma Idris", "Ivo Tarn"]
    assert [written[kind] for kind in RECORDS[1:]] == [[], [], [], []]
    assert written["headline"] == "Salma Idris, a doctor, met General Ivo Tarn in Keslow"
    assert [p["cites"] for p in written["key_points"]] == [["actors[0]"], ["actors[1]"]]


def test_an_article_with_nobody_in_it_has_no_points() -> None:
    written = answer("It rained all day and nobody went out of the house.")
    assert [written[kind] for kind in (*RECORDS, "key_points")] == [[], [], [], [], [], []]
    assert written["headline"] == "It rained all day and nobody went out of the house"


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (DISPUTED, "The Varenian army says that there is an evacuation deal in Keslow; the Northern Shield denies it"),
        ("The Dune League rejected a truce with the army.", "The Dune League rejects a ceasefire"),
        ("Shells killed 12 civilians in Keslow.", "12 civilians killed (Keslow)"),
        ("Dozens of people were killed in Keslow.", "Dozens of people killed (Keslow)"),
        (
            "The Varenian army gave the Northern Shield, a rebel group, 48 hours to leave Keslow.",
            "Varenian army to Northern Shield: leave Keslow (48 hours)",
        ),
    ],
)
def test_the_headline_tells_the_first_record(text: str, headline: str) -> None:
    assert answer(text)["headline"] == headline


def test_disputed_matter_is_worded_with_both_sides() -> None:
    assert answer(DISPUTED)["key_points"][0] == {
        "text": (
            "The Varenian army: “it had reached a deal with the Northern Shield.” "
            "The Northern Shield denies it: “The Northern Shield denied that any such deal existed.”"
        ),
        "cites": ["deals[0]"],
    }


def test_no_number_without_a_record_stands_in_a_headline() -> None:
    assert answer("The town of Keslow has had 12 mayors.")["headline"] is None


def test_every_kind_of_record_comes_before_a_second_of_one_kind() -> None:
    text = (
        "Shells killed 12 civilians in Keslow. A mine killed four boys in Orm. Some 6,000 people fled Keslow. "
        "The rebels and the army agreed a truce. The army gave the rebels 48 hours to leave Keslow."
    )
    cites = [p["cites"][0].partition("[")[0] for p in answer(text)["key_points"]]
    assert cites == ["ultimatums", "deals", "casualties", "displacements", "casualties"]


def test_a_long_first_line_is_cut_at_the_end_of_a_clause() -> None:
    first = "It rained in the whole of the valley for the better part of the day, and nobody went out of the house."
    assert answer(first)["headline"] == "It rained in the whole of the valley for the better part of the day"


def test_the_report_names_the_engine_and_its_lexicons() -> None:
    report = summarize("The army said that shells killed 12 people in Keslow.")
    assert (report.provenance.engine, report.provenance.model) == ("rules", None)
    assert report.provenance.prompt_hash == RulesEngine().prompt_hash
    assert [c.count.low for c in report.casualties] == [12]


def test_an_answer_has_the_fields_of_an_answer() -> None:
    assert set(answer("It rained.")) == set(Answer.model_fields)


def test_nested_attribution_gives_the_claim_to_the_speaker_closest_to_the_fact() -> None:
    text = "General Ivo Tarn, quoted by Radio Tarn, said that shells had killed 12 people in Keslow."
    (found,) = validated(text).casualties
    assert [c.source.name for c in found.claims if c.source] == ["Ivo Tarn"]


def test_records_stay_in_the_order_of_the_article() -> None:
    text = "Mines killed 12 boys in Orm. Shells killed 14 girls in Tarn. A raid killed 16 men in Keslow."
    starts = [c.count.start for c in validated(text).casualties]
    assert all(a < b for a, b in pairwise(starts))


def test_marks_that_are_not_seen_hide_no_word_and_offsets_are_the_articles_own() -> None:
    plain = (
        "At least 34 civilians were killed in Keslow on Monday, the Varenian Centre said. Sergio Munoz\u0303 denied it."
    )
    marked = (
        plain.replace("civilians", "civi\u00adlians")
        .replace("killed", "kil\u200bled")
        .replace("Keslow", "\u202bKeslow\u202c")
    )
    report = summarize(marked)
    (figure,) = report.casualties
    assert (figure.harm, figure.victims, figure.count.low) == ("killed", "civilians", 34)
    assert figure.place is not None
    assert figure.place.text.strip("\u202b\u202c") == "Keslow"
    for claim in figure.claims:
        assert marked[claim.quote.start : claim.quote.end] == claim.quote.text


def test_what_is_run_together_with_the_next_word_is_no_side() -> None:
    sound(
        "Hundreds of fightersand have died on both sides. The ultimatum was handed over by two officers during a "
        "meeting at a customs house on Saturday, spokesman Yunis Harrad said. League offers own terms after junta "
        "tells it to quit oil port"
    )
