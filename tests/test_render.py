"""Reports for people and programs: what is shown, where, and what hostile words in it can do."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from summarize.document import Document
from summarize.render import FORMATS, export_svg, joined, render, words
from summarize.render.__main__ import main as picture_of
from summarize.render.safe import visible
from summarize.schemas import Casualty, Claim, Count, Provenance, Quote, Rejected, Report, When

HOSTILE = [
    "\x1b[31mred\x1b[0m\x07",
    "\u202edeal\u202c \u2066x\u2069",
    "[bold red]x[/] [link=http://a.example]y[/]",
    "[a](http://a.example) <b>b</b> **c** | d",
    "# h\n\n- l\n\n| a | b |\n|---|---|",
    "\x00\x9b31m\x7f\u2028\ufeff",
    "<script>alert(1)</script> ![i](u) @somebody www.a.example",
]

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


class Article:
    """Builds a report around given words: each is appended to the text, so that every span is true."""

    def __init__(self, published: dt.date | None = dt.date(2026, 4, 9)) -> None:
        self.text, self.published = "", published

    def words(self, text: str, **more: Any) -> dict[str, Any]:
        start = len(self.text)
        self.text += f"{text}\n"
        return {"text": text, "start": start, "end": start + len(text), **more}

    def name(self, text: str) -> dict[str, Any]:
        return self.words(text, name=text)

    def claim(self, source: str | None, stance: str, quote: str, match: str = "exact") -> dict[str, Any]:
        by = self.name(source) if source else None
        return {"source": by, "stance": stance, "quote": self.words(quote, match=match)}

    def report(self, **records: Any) -> Report:
        document = Document(text=self.text, source=records.pop("source", "a.txt"), published=self.published)
        provenance = Provenance(engine="fake", model=None, prompt_hash="0" * 64, text_sha256=document.sha256)
        loaded: dict[str, Any] = {"document": document.model_dump(), "provenance": provenance.model_dump(), **records}
        return Report.model_validate(loaded)


def report(extra: str = "") -> Report:
    """One record of each kind, and a second of some; `extra` stands in everything an article decides."""
    a = Article()
    x = f" {extra}" if extra else ""
    ultimatum = {
        "id": "ultimatum-1",
        "issuers": [a.name(f"Varenian army{x}")],
        "targets": [a.name(f"Northern Shield{x}")],
        "demand": "disarm",
        "demand_text": a.words(f"lay down its arms{x}"),
        "threat": "force",
        "threat_text": a.words(f"face a full assault{x}"),
        "deadline": a.words(f"by Sunday{x}", earliest="2026-04-09", latest="2026-04-12"),
        "response": "rejected",
        "place": a.words(f"Keslow{x}"),
        "claims": [
            a.claim(None, "asserts", f"giving the group until Sunday{x}"),
            a.claim(f"Varenian radio{x}", "asserts", f"they have until Sunday, no longer{x}"),
        ],
    }
    deal = {
        "id": "deal-1",
        "kind": "prisoner_release",
        "stage": "agreed",
        "parties": [a.name(f"Varenian army{x}"), a.name(f"Northern Shield{x}")],
        "mediators": [a.name(f"Halvia{x}")],
        "terms": [a.words(f"nine captured soldiers would be freed{x}")],
        "claims": [
            a.claim(f"General Staff{x}", "asserts", f"it had reached an agreement with the Northern Shield{x}"),
            a.claim(f"Pavel Osk{x}", "denies", f"We have signed nothing at all{x}", "near"),
            a.claim(f"Mira Soltan{x}", "doubts", f"closer to a result than at any time{x}"),
        ],
    }
    casualties = [
        {
            "id": "casualty-1",
            "harm": "killed",
            "count": a.words("At least 34", low=34, high=None, qualifier="at_least"),
            "victims": "civilians",
            "victims_text": a.words(f"traders{x}"),
            "perpetrators": [a.name(f"Varenian army{x}")],
            "cause": a.words(f"shells{x}"),
            "scope": "incident",
            "when": a.words("Wednesday", earliest="2026-04-08", latest="2026-04-08"),
            "place": a.words(f"market{x}"),
            "claims": [a.claim(f"Centre for Rights{x}", "asserts", f"At least 34 traders were killed{x}")],
        },
        {
            "id": "casualty-2",
            "harm": "detained",
            "count": a.words("hundreds", low=100, high=None, qualifier="vague"),
            "victims": "unknown",
            "scope": "standing",
            "claims": [
                a.claim(f"A medic{x}", "asserts", f"hundreds were held in the stadium{x}"),
                a.claim(f"Pavel Osk{x}", "doubts", f"nobody has counted those prisoners{x}"),
            ],
        },
    ]
    displacement = {
        "id": "displacement-1",
        "movement": "fled",
        "count": a.words("between 5,000 and 13,000", low=5000, high=13000, qualifier="range"),
        "people": "unknown",
        "origin": a.words(f"Keslow{x}"),
        "destination": a.words(f"Tarn{x}"),
        "claims": [a.claim(f"Lantern Relief{x}", "asserts", f"between 5,000 and 13,000 had fled to Tarn{x}")],
    }
    actor = {
        "id": "actor-1",
        "name": f"Pavel Osk{x}",
        "aliases": [f"Osk{x}"],
        "kind": "person",
        "sector": "rebel_group",
        "country": "SYR",
        "part_of": a.name(f"Northern Shield{x}"),
        "role": a.words(f"spokesman{x}"),
    }
    return a.report(
        actors=[actor],
        ultimatums=[ultimatum],
        deals=[deal],
        casualties=casualties,
        displacements=[displacement],
        headline=f"Rebels deny a deal{x}",
        key_points=[{"text": f"The army says so, the rebels deny it{x}", "cites": ["deal-1"]}],
        rejected=[Rejected.because("deals[1]", {"kind": f"other{x}"}, f"not in the article{x}").model_dump()],
        source=f"a{x}.txt",
    )


SECTIONS = [
    "Rebels deny",
    "Key points",
    "Ultimatums",
    "Deals",
    "Casualties",
    "Displacement",
    "Actors",
    "Rejected: 1 part",
]


def flat(text: str) -> str:
    """Without line breaks, columns and colours: only the words and their order."""
    return " ".join(re.sub(r"\x1b\[[0-9;]*m|[│─┼•]", " ", text).split())


@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_the_parts_of_a_report_come_in_the_order_of_their_weight_actors_last(form: str) -> None:
    shown = render(report(), form)
    places = [shown.index(f"\n{'## ' if form == 'markdown' and i else ''}{s}") for i, s in enumerate(SECTIONS) if i]
    assert places == sorted(places)
    assert shown.index(SECTIONS[0]) < places[0]


HELD = [
    "Varenian army → Northern Shield", "lay down its arms (disarm)", "face a full assault (force)", "rejected",
    "by Sunday [Thu 2026-04-09 to Sun 2026-04-12]", "Prisoner release deal, agreed", "DISPUTED", "UNCONFIRMED",
    "nine captured soldiers would be freed", "At least 34", "≥ 34", "hundreds", "≥ 100 (vague)", "traders (civilians)",
    "Wednesday [Wed 2026-04-08]", "cause: shells", "by Varenian army", "standing", "between 5,000 and 13,000",
    "5,000–13,000", "from Keslow to Tarn", "not specified", "SYR", "Osk", "spokesman, Northern Shield", "rebel group",
    "Keslow", "Halvia",
    "deals[1]: not in the article", "published 2026-04-09", "fake", report().document.sha256[:12], "a.txt",
]  # fmt: skip


@pytest.mark.parametrize("form", ["terminal", "markdown"])
@pytest.mark.parametrize("words_", HELD)
def test_everything_that_a_report_holds_is_shown(form: str, words_: str) -> None:
    shown = render(report(), form, width=140)
    if form == "markdown":
        shown = " ".join("".join(c.content for c in t.children or ()) for t in MARKDOWN.parse(shown))
    assert words_ in flat(shown)


@pytest.mark.parametrize("form", ["terminal", "markdown"])
@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_every_claim_is_shown_with_source_stance_and_quote_and_no_word_cut(form: str, width: int) -> None:
    made = report()
    shown = set(re.split(r"[\s│|*]+", render(made, form, width=width)))
    for record in (*made.ultimatums, *made.deals, *made.casualties, *made.displacements):
        for claim in record.claims:
            assert {*words.source(claim).split(), *words.spoken(claim).split()} <= shown
            assert shown & {str(claim.stance), f"{claim.stance}:"}


def lines_of(shown: str, start: str, end: str) -> list[str]:
    lines = shown.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith(start))
    return lines[first + 1 : next(i for i in range(first, len(lines)) if lines[i].startswith(end))]


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_figures_stand_under_each_other(width: int) -> None:
    head, _, *rows = lines_of(render(report(), width=width), "Casualties", "Displacement")
    numbered = [row for row in rows if re.match(r"  \d ", row)]
    columns = ["Figure", "Bounds", "Harm", "Victims"]
    starts = [head.index(c) for c in columns]
    assert len(numbered) == 2
    for row, cells in zip(
        numbered, [("At least 34", "≥ 34", "killed", "traders"), ("hundreds", "≥ 100", "detained", "not")], strict=True
    ):
        assert [row.index(c) for c in cells] == starts


@pytest.mark.parametrize("width", [80, 140])
def test_who_says_what_stands_in_columns_too(width: int) -> None:
    rows = lines_of(render(report(), width=width), "Casualties", "Displacement")
    said = [row for row in rows if "asserts" in row or "doubts" in row]
    assert len(said) == 3
    assert len({row.index("“") for row in said}) == 1
    assert len({re.search("asserts|doubts", row).start() for row in said}) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize("width", [60, 100])
def test_both_sides_of_a_dispute_stand_next_to_each_other(width: int) -> None:
    rows = lines_of(render(report(), width=width), "Deals", "Casualties")
    sides = [row.split("│") for row in rows if "│" in row]
    left, right = (flat(" ".join(side)) for side in zip(*sides, strict=True))
    assert left == "For General Staff asserts: “it had reached an agreement with the Northern Shield”"
    assert right == (
        "Against or in doubt Pavel Osk denies: “We have signed nothing at all” (near match) "
        "Mira Soltan doubts: “closer to a result than at any time”"
    )


WIDE_TEXT = st.text(
    st.sampled_from("ab é中\U0001f600") | st.characters(codec="utf-8", exclude_categories=["Mn", "Me", "Cf"]),
    max_size=40,
)


@settings(deadline=None, max_examples=40)
@given(WIDE_TEXT, st.sampled_from([60, 61, 79, 80, 100, 140]))
def test_no_line_is_wider_than_the_terminal(extra: str, width: int) -> None:
    shown = render(report(extra), width=width)
    assert max(map(cell_len, shown.splitlines())) <= width


def test_colour_adds_nothing_but_colour() -> None:
    plain, coloured = render(report()), render(report(), color=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


def test_a_report_without_records_says_so() -> None:
    a = Article(published=None)
    a.words("A quiet day in Keslow")
    for form in ("terminal", "markdown"):
        shown = render(a.report(), form)
        assert "A quiet day in Keslow" in shown
        assert words.NOTHING in shown
        assert "publication date unknown" in shown
        assert not any(section in shown for section in SECTIONS[1:])


def test_a_long_beginning_that_stands_in_for_a_headline_is_cut() -> None:
    a = Article()
    a.words("Rebels " * 100)
    assert words.title(a.report()) == ("Rebels " * 100)[:150] + "…"
    assert words.title(a.report().without_text()) == "(no headline)"


def harmless(text: str) -> bool:
    acts = {"Cc", "Cs", "Zl", "Zp"}
    bidi = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return not any(
        unicodedata.category(c) in acts or unicodedata.bidirectional(c) in bidi for c in text.replace("\n", "")
    )


HOSTILE_TEXT = st.text(st.characters(codec="utf-8"), max_size=30) | st.lists(st.sampled_from(HOSTILE)).map(" ".join)


@settings(deadline=None, max_examples=40)
@given(HOSTILE_TEXT, st.sampled_from(list(FORMATS)))
def test_hostile_words_reach_a_terminal_as_words(extra: str, form: str) -> None:
    made = report(extra)
    shown = render(made, form, width=100)
    assert harmless(shown)
    if form in ("json", "jsonl"):
        assert Report.model_validate_json(shown) == made
        assert shown.count("\n") == 1 or form == "json"


@pytest.mark.parametrize("extra", HOSTILE)
def test_markup_is_shown_as_it_was_written(extra: str) -> None:
    shown = "".join(flat(render(report(extra), width=140)).split())
    assert "".join(visible(extra).replace("[/]", "").split()[:2]) in shown.replace("[/]", "")


OUTLINE = [t.type for t in MARKDOWN.parse(render(report("word"), "markdown"))]
OURS = {"text", "code_inline", "strong_open", "strong_close"}


@settings(deadline=None, max_examples=40)
@given(HOSTILE_TEXT)
def test_hostile_words_change_nothing_in_the_markdown(extra: str) -> None:
    tokens = MARKDOWN.parse(render(report(extra), "markdown"))
    inner = [child for t in tokens for child in t.children or ()]
    assert {c.type for c in inner} <= OURS
    assert all(set(c.content) <= {"@"} for c in inner if c.type == "code_inline")
    assert [t.type for t in tokens] == OUTLINE


def test_markdown_tables_hold_the_figures() -> None:
    tokens = MARKDOWN.parse(render(report(), "markdown"))
    cells = [
        t.content for i, t in enumerate(tokens) if t.type == "inline" and tokens[i - 1].type in ("td_open", "th_open")
    ]
    assert cells[: cells.index("Figure") + 6][-7:] == [
        "#",
        "Figure",
        "Bounds",
        "Harm",
        "Scope",
        "Victims",
        "Where, when, how",
    ]
    row = cells.index("casualty-1")
    assert cells[row + 1 : row + 6] == ["At least 34", "≥ 34", "killed", "incident", "traders (civilians)"]
    assert "casualty-2 **UNCONFIRMED**" in cells


def test_json_loads_back_equal_with_and_without_the_text() -> None:
    made = report()
    for kept in (made, made.without_text()):
        for form in ("json", "jsonl"):
            assert Report.model_validate_json(render(kept, form)) == kept
    assert "giving the group until Sunday" in render(made.without_text(), "json")
    assert json.loads(render(made.without_text(), "json"))["document"]["text"] == ""


@given(st.lists(st.integers(), max_size=4), st.booleans())
def test_joined_reports_are_one_text_of_their_format(values: list[int], many: bool) -> None:
    def join(form: str, texts: Iterable[str]) -> str:
        return "".join(joined(texts, form, many=many))

    lines = [f'{{"n": {n}}}\n' for n in values]
    assert [json.loads(line) for line in join("jsonl", lines).splitlines()] == [{"n": n} for n in values]
    if many:
        assert json.loads(join("json", lines)) == [{"n": n} for n in values]
    else:
        assert join("json", lines[:1]) == "".join(lines[:1])
    assert join("markdown", lines) == "\n".join(lines)


def test_there_is_no_other_format() -> None:
    with pytest.raises(ValueError, match="no format 'pdf': there are terminal, json, jsonl, markdown"):
        render(report(), "pdf")


@pytest.mark.parametrize("extra", ["", *HOSTILE])
def test_the_picture_is_a_sound_file_that_runs_and_fetches_nothing(extra: str) -> None:
    drawn = export_svg(report(extra))
    root = ET.fromstring(drawn)
    drawn_with = {"svg", "style", "g", "rect", "text", "circle", "defs", "clipPath"}
    assert {e.tag.rpartition("}")[2] for e in root.iter()} <= drawn_with
    assert not any(a.rpartition("}")[2] in ("href", "src") or a.startswith("on") for e in root.iter() for a in e.attrib)
    assert not re.search(r"url\((?!#)|@import|@font-face", drawn)
    assert "UNCONFIRMED" in "".join(root.itertext())


def test_the_picture_can_be_drawn_from_the_command_line(tmp_path: Path) -> None:
    article, picture = tmp_path / "a.txt", tmp_path / "a.svg"
    article.write_text("At least 34 civilians were killed in Keslow on Monday, the Varenian Centre said.")
    picture_of([str(article), str(picture), "2026-04-09"])
    assert "published\xa02026-04-09" in "".join(ET.parse(picture).getroot().itertext())
    with pytest.raises(SystemExit, match=r"^usage: python -m summarize\.render ARTICLE OUT\.svg"):
        picture_of([])


def test_many_records_are_rendered_in_bounded_time() -> None:
    one = report().casualties[0]
    many = report().model_copy(update={"casualties": (one,) * 500})
    for form in FORMATS:
        begun = time.process_time()
        assert render(many, form).count("At least 34") >= 500
        assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("phrase", "low", "high", "qualifier", "shown"),
    [
        ("1,600", 1600, 1600, "exact", "1,600"),
        ("at least 12", 12, None, "at_least", "≥ 12"),
        ("more than 1,600", 1600, None, "more_than", "> 1,600"),
        ("up to 40", None, 40, "up_to", "≤ 40"),
        ("between 5,000 and 13,000", 5000, 13000, "range", "5,000–13,000"),
        ("some 150,000", 150000, 150000, "about", "≈ 150,000"),
        ("tens of thousands", 10000, None, "vague", "≥ 10,000 (vague)"),
    ],
)
def test_bounds_as_words(phrase: str, low: int | None, high: int | None, qualifier: str, shown: str) -> None:
    bounds = {"low": low, "high": high, "qualifier": qualifier}
    count = Count.model_validate({"text": phrase, "start": 0, "end": len(phrase), **bounds})
    assert words.bounds(count) == shown


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2026-04-09", "2026-04-09", "Thu 2026-04-09"),
        ("2026-04-09", "2026-04-12", "Thu 2026-04-09 to Sun 2026-04-12"),
        ("2026-04-09", None, "from Thu 2026-04-09"),
        (None, "0999-12-31", "until Tue 0999-12-31"),
        (None, None, ""),
    ],
)
def test_days_as_words(first: str | None, last: str | None, shown: str) -> None:
    when = When.model_validate({"text": "then", "start": 0, "end": 4, "earliest": first, "latest": last})
    assert words.day_range(when) == shown
    assert words.moment(when) == (f"then [{shown}]" if shown else "then")


def test_counted_nouns() -> None:
    assert [words.counted(n, noun) for n, noun in ((1, "deal"), (0, "casualty"), (2000, "article"))] == [
        "1 deal",
        "0 casualties",
        "2,000 articles",
    ]
    assert words.tally(report()) == "1 actor, 1 ultimatum, 1 deal, 2 casualties, 1 displacement; 1 rejected"
    assert isinstance(report().casualties[0], Casualty)
    assert isinstance(report().deals[0].claims[0], Claim)
    assert isinstance(report().deals[0].claims[0].quote, Quote)
