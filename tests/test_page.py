"""The page of reports as a file: what is on it, and that what articles and engines say is text on it and no more."""

from __future__ import annotations

import asyncio
import base64
import doctest
import hashlib
import json
from importlib import import_module
from itertools import pairwise

import fiction
import hostile_report
import pytest
from html_tree import Element, Tree
from hypothesis import given, settings
from hypothesis import strategies as st
from labels import Told

from summarize import Document, Report, asummarize
from summarize.document import Span
from summarize.render import render, together
from summarize.render.evidence import places
from summarize.render.html.fields import MODELS, fields
from summarize.render.html.frame import data
from summarize.render.html.view import MOST_MARKS, article_name, view
from summarize.render.label import draft
from summarize.render.safe import legible
from summarize.schemas import Name, Place, verbatim_values

TAGS = """html head meta title noscript style script body a nav details summary ol ul li bdi small main article header
    h1 h2 h3 h4 h5 p span div section mark strong dl dt dd b q"""


def read(answer: dict[str, object], document: Document = fiction.KESLOW) -> Report:
    return asyncio.run(asummarize(document, engine=Told(answer)))


@pytest.fixture(scope="module")
def keslow() -> Report:
    wrong = fiction.casualty(count="35", when=None)
    return read(fiction.answer(casualties=[*fiction.ANSWER["casualties"], wrong]))


@pytest.fixture(scope="module")
def tree(keslow: Report) -> Element:
    return Tree(render(keslow, "html")).root


def card(tree: Element, record: str) -> Element:
    (found,) = tree.all("li", data_id=record)
    return found


def rows(card: Element) -> dict[str, str]:
    return {d.all("dt")[0].words: d.all("dd")[0].words for d in card.all("div") if d.all("dt")}


# ── what a reader sees ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_article_is_there_word_for_word(tree, keslow):
    assert tree.all("div", class_="text")[0].text == keslow.document.text


def test_every_value_that_stands_in_the_text_is_marked_for_its_record(tree, keslow):
    marks = tree.all("mark")
    for record in keslow.records():
        kind = record.id.partition("-")[0]
        for field, span in places(record, keslow.document.text):
            own = [m for m in marks if f"{record.id}:{field}" in m.attributes["data-keys"].split()]
            assert keslow.document.text[slice(*span)] in "".join(m.text for m in own)
            looks = {look.rpartition("-")[2] for m in own for look in m.attributes["class"].split()}
            assert kind in looks


def test_a_line_end_cut_in_two_by_evidence_is_one():
    text = "Rebels left.\r\nThe army said that at least 12 people were killed in Keslow."
    quote = fiction.claim(None, "asserts", "The army said that at least 12 people were killed in Keslow")
    killed = fiction.casualty(count="12", victims_text=None, when=None, claims=[quote])
    made = read({"casualties": [killed]}, Document(text=text))
    cut = made.casualties[0].model_copy(update={"place": Place(text="\n", start=13, end=14)})
    tree = Tree(render(made.model_copy(update={"casualties": (cut,)}), "html")).root
    assert tree.all("div", class_="text")[0].text == text.replace("\r", "")


def test_words_of_several_records_have_the_looks_of_each(tree):
    both = [m for m in tree.all("mark") if {"a-ultimatum", "several"} <= set(m.attributes["class"].split())]
    for m in both:
        assert len({k.partition(":")[0] for k in m.attributes["data-keys"].split()}) > 1
    assert any("actor" in m.attributes["class"].split() for m in tree.all("mark", class_="a-deal"))


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 60)).filter(lambda s: s[0] < s[1]), min_size=1, max_size=8
)


@settings(max_examples=40, deadline=None)
@given(SPANS)
def test_evidence_that_overlaps_is_cut_into_pieces_that_name_all_their_records(spans):
    text = fiction.KESLOW.text
    template = read(fiction.answer(headline=None, key_points=[])).actors[0]
    actors = tuple(
        template.model_copy(
            update={"id": f"actor-{i}", "name": "?", "role": None, "part_of": None, "mentions": (Span(*s),)}
        )
        for i, s in enumerate(spans, 1)
    )
    empty = read({k: [] for k in fiction.ANSWER})
    shown = view(empty.model_copy(update={"actors": actors}))
    at, seen = 0, {}
    assert "".join(p.words for p in shown["pieces"]) == text
    for piece in shown["pieces"]:
        for key in piece.keys:
            seen.setdefault(key.partition(":")[0], []).append((at, at + len(piece.words)))
        at += len(piece.words)
    for i, (start, end) in enumerate(spans, 1):
        pieces = seen[f"actor-{i}"]
        assert (pieces[0][0], pieces[-1][1]) == (start, end)
        assert all(a[1] == b[0] for a, b in pairwise(pieces))


def test_a_dispute_has_both_sides_words_next_to_each_other(tree):
    deal = card(tree, "deal-1")
    assert deal.all("strong", class_="mark")[0].words == "DISPUTED"
    (dispute,) = deal.all("div", class_="dispute")
    behind, against = (part for part in dispute.inside if isinstance(part, Element))
    assert behind.all("h5")[0].words == "For"
    assert [b.words for b in behind.all("bdi")] == ["Varenian army"]
    assert f"“{fiction.DEAL}”" in behind.words
    assert against.all("h5")[0].words == "Against or in doubt"
    assert [b.words for b in against.all("bdi")] == ["Pavel Osk", "A medic"]
    assert f"“{fiction.DENIAL}”" in against.words


def test_what_is_only_doubted_is_unconfirmed():
    doubt = fiction.claim(
        "A medic", "doubts", "A medic at the town's only hospital said she doubted that buses would come"
    )
    report = read(fiction.answer(deals=[fiction.deal(fiction.claim("Varenian army", "asserts", fiction.DEAL), doubt)]))
    (mark,) = card(Tree(render(report, "html")).root, "deal-1").all("strong", class_="mark")
    assert mark.words == "UNCONFIRMED"


def test_records_are_in_plain_words(tree):
    ultimatum = card(tree, "ultimatum-1")
    assert ultimatum.all("h4")[0].words == "U1 Varenian army → Northern Shield"
    assert rows(ultimatum) == {
        "Demand": "lay down its arms (disarm)",
        "Threat": "face a full assault (force)",
        "Deadline": "72 hours [Fri 2031-05-02 to Mon 2031-05-05]",
        "Response": "pending",
        "Place": "Keslow",
    }
    assert card(tree, "casualty-1").all("h4")[0].words == "C1 At least 34 killed"
    assert rows(card(tree, "casualty-1"))["Figure"] == "≥ 34"
    assert rows(card(tree, "displacement-1"))["In"] == "Keslow"
    assert rows(card(tree, "actor-3")) == {
        "Kind": "person, rebel group",
        "Role": "spokesman",
        "Part of": "Northern Shield",
    }


def test_key_points_lead_to_their_records(tree, keslow):
    points = tree.all("ul", class_="points")[0].all("li")
    assert [[a.attributes["href"] for a in p.all("a")] for p in points] == [
        [f"#r1-{c}" for c in point.cites] for point in keslow.key_points
    ]


def test_what_was_refused_is_shown_with_its_reason(tree, keslow):
    (refused,) = tree.all("details", class_="rejected")
    assert len(keslow.rejected) == 1
    assert "casualties[2]" in refused.words
    assert "35" in refused.words
    assert keslow.rejected[0].problems[0].reason in refused.words


def test_it_says_where_it_comes_from(tree, keslow):
    (made,) = tree.all("details", class_="provenance")
    told = {d.all("dt")[0].words: d.all("dd")[0].words for d in made.all("div")}
    assert told["Read by"] == "the built-in told engine"
    assert told["Published"] == "2031-05-02"
    assert told["Text, SHA-256"] == keslow.document.sha256
    assert told["Spent"] == "1 call; tokens in and out: 100, 10; cost: 0.5000 US dollars"


def test_several_reports_are_listed_and_the_first_is_shown(keslow):
    other = read({k: [] for k in fiction.ANSWER}, Document(text="Nothing happened in Tarn."))
    tree = Tree("".join(together([keslow, other], "html"))).root
    (listed,) = tree.all("nav")
    assert [a.attributes["href"] for a in listed.all("a")] == ["#r1", "#r2"]
    assert "DISPUTED" in listed.all("a")[0].words
    assert [r.attributes["id"] for r in tree.all("article", class_="shown")] == ["r1"]
    assert "No ultimatum, deal, casualty or displacement found." in tree.all("article", id="r2")[0].words
    ids = [e.attributes["id"] for e in tree if "id" in e.attributes]
    assert len(ids) == len(set(ids))


def test_a_page_of_no_report_says_so():
    assert "No report." in Tree("".join(together([], "html"))).root.words


def test_a_report_without_its_text_is_still_a_page(keslow):
    tree = Tree(render(keslow.without_text(), "html")).root
    assert not tree.all("mark")
    assert "left out of this report" in tree.words
    assert fiction.DENIAL in card(tree, "deal-1").words


def test_a_runaway_answer_is_marked_up_to_a_limit(keslow):
    many = keslow.model_copy(update={"deals": keslow.deals * (MOST_MARKS // 5)})
    shown = view(many)
    assert sum(len(p.keys) for p in shown["pieces"]) < 3 * MOST_MARKS
    assert shown["full"]


# ── safety ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module", params=range(len(hostile_report.ATTACKS)))
def attacked(request: pytest.FixtureRequest) -> Report:
    return hostile_report.report(hostile_report.ATTACKS[request.param])


def test_an_attack_adds_no_element_and_no_attribute(attacked):
    tree = Tree("".join(together([attacked, attacked], "html"))).root
    assert {e.tag for e in tree} - {""} <= set(TAGS.split())
    names = {name for e in tree for name in e.attributes}
    assert not [n for n in names if n.startswith("on") or n in {"src", "style", "srcset", "action", "autofocus", "x"}]
    ids = {e.attributes["id"] for e in tree if "id" in e.attributes}
    assert all(e.attributes["href"][:1] == "#" and e.attributes["href"][1:] in ids for e in tree.all("a"))
    assert [e.attributes.get("type") for e in tree.all("script")] == ["application/json"] * 3 + [None]


def test_an_attack_is_shown_as_it_was_written_in_every_field(attacked):
    tree = Tree(render(attacked, "html")).root
    attack = attacked.provenance.model
    shown = " ".join(legible(attack).split())
    assert tree.all("div", class_="text")[0].text == legible(attacked.document.text)
    for record in attacked.records():
        assert shown in card(tree, record.id).words
        for value in verbatim_values(record):
            words = value.name if isinstance(value, Name) else value.text
            assert " ".join(legible(words).split()) in card(tree, record.id).words
    for part in (tree.all("h1"), tree.all("ul", class_="points"), tree.all("details", class_="rejected")):
        assert shown in part[0].words
    assert tree.all("details", class_="provenance")[0].words.count(shown) == 2


def test_no_character_reorders_or_hides_its_neighbours(attacked):
    page = render(attacked, "html")
    assert not set(page) & set("\u202e\u202c\x00\x1b\u2028\x7f")


def test_the_data_of_a_label_are_the_drafts_own(attacked):
    (script,) = Tree(render(attacked, "html")).root.all("script", class_="data")
    held = json.loads(script.text)
    expected = draft(attacked, article_name(attacked.document)) | {"sha256": attacked.document.sha256}
    assert held["label"] == json.loads(json.dumps(expected))
    assert held["text"] == attacked.document.text


@given(st.recursive(st.text() | st.none() | st.integers(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)))
def test_data_are_json_in_which_no_markup_can_begin(value):
    written = data(value)
    assert json.loads(written) == value
    assert not set(written) & set("<>&\x00\u2028")
    assert written.isascii()


def test_the_policy_lets_only_the_pages_own_styles_and_script_act(tree, keslow):
    def digest(element: Element) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()}'"

    (policy,) = [m.attributes["content"] for m in tree.all("meta") if "http-equiv" in m.attributes]
    (script,) = [s for s in tree.all("script") if "type" not in s.attributes]
    assert dict(part.split(" ", 1) for part in policy.split("; ")) == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "style-src": " ".join(map(digest, tree.all("style"))),
        "script-src": digest(script),
    }
    html = render(keslow, "html")
    assert html.index("Content-Security-Policy") < html.index("<title>") < html.index("<style>")
    assert "://" not in script.text + "".join(s.text for s in tree.all("style"))


# ── labels ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", MODELS)
def test_the_forms_have_the_fields_of_the_engines_schema(kind):
    schema = MODELS[kind].model_json_schema()
    told = {f["name"]: f for f in fields()[kind]}
    assert sorted(told) == sorted(schema["properties"])
    for name, own in schema["properties"].items():
        options = own.get("anyOf", [own])
        references = [schema["$defs"][o["$ref"].rpartition("/")[2]] for o in options if "$ref" in o]
        assert told[name]["choices"] == next((r["enum"] for r in references if "enum" in r), None)
        assert told[name]["many"] == (own.get("type") == "array")
        assert told[name]["required"] == ({"type": "null"} not in options)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a/b/tarn.txt", "tarn.txt"),
        ("C:\\news\\tarn.txt", "tarn.txt"),
        ("-", None),
        (None, None),
        ("https://example.org/a/tarn.html", None),
    ],
)
def test_a_label_names_its_articles_file_or_one_to_be_saved(source, name):
    document = Document(text="A truce.", source=source)
    assert article_name(document) == (name or f"{document.sha256[:12]}.txt")


@pytest.mark.parametrize("module", ["evidence", "safe", "html.frame"])
def test_the_worked_examples_hold(module):
    tried = doctest.testmod(import_module(f"summarize.render.{module}"))
    assert tried.failed == 0
    assert tried.attempted > 0
