"""The page of a run: every error on it, beside its words; what articles and engines say is text on it and no more."""

from __future__ import annotations

import base64
import hashlib
import re

import eval_records
import pytest
from html_tree import Element, Tree
from hypothesis import given, settings
from hypothesis import strategies as st
from scored_run import BRIDGE, DENIED, HOSTILE, KILLED, Made, make

from summarize import Document
from summarize.document import Span
from summarize.evals.findings import MOST_MARKS, Verdict, findings, marks
from summarize.evals.gold import Gold
from summarize.evals.page import page
from summarize.evals.runs import Run, Scored
from summarize.evals.scores import KINDS, failure, score
from summarize.evals.table import field_rows, kind_rows
from summarize.render.evidence import pieces, places
from summarize.schemas import verbatim_values


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("set"))


# ── where words stand ─────────────────────────────────────────────────────────────────────────────────────────────────

TEXTS = st.text(st.sampled_from("ab \n<é🕊"), max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[Span, int]]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=12))
    return text, [(Span(*span), draw(st.integers(0, 5))) for span in spans]


@given(marked())
def test_pieces_are_the_text_and_each_mark_is_the_pieces_with_its_key(case):
    text, given_marks = case
    at, covered = 0, {}
    for words, keys in pieces(text, given_marks):
        assert words or not text
        assert keys == tuple(dict.fromkeys(k for span, k in given_marks if span.start <= at < span.end))
        for key in keys:
            covered.setdefault(key, set()).update(range(at, at + len(words)))
        at += len(words)
    assert "".join(words for words, _ in pieces(text, given_marks)) == text
    wanted = {key: {i for s, k in given_marks if k == key for i in range(*s)} for _, key in given_marks}
    assert covered == {key: where for key, where in wanted.items() if where}


def test_an_actor_is_where_its_mentions_are_each_under_its_field(made):
    scored = made.of("bridge")
    league = next(a for a in scored.gold.answer.actors if a.name == "Dune League")
    found = {(field, BRIDGE[slice(*span)]) for field, span in places(league, BRIDGE)}
    assert found == {("name", "Dune League"), ("aliases", "League")}


def test_every_verbatim_value_of_a_record_has_a_place(made):
    for record in made.of("bridge").report.records():
        spans = [span for _, span in places(record, BRIDGE)]
        assert {v.span for v in verbatim_values(record)} <= set(spans)


# ── what is listed ────────────────────────────────────────────────────────────────────────────────────────────────────


def found_of(scored: Scored, verdict: str) -> list[tuple[str, ...]]:
    return [f.ids for f in findings(scored) if f.counted and f.verdict == verdict]


@settings(max_examples=60, deadline=None)
@given(eval_records.answers, eval_records.answers, st.booleans())
def test_every_error_of_the_score_is_a_finding_once_and_nothing_else_is(predicted, gold, spare):
    optional = frozenset(r.id for r in gold.casualties) if spare else frozenset()
    scored = Scored(
        score("a", predicted, gold, optional=optional),
        Gold("a", Document(text=eval_records.ARTICLE), gold, optional, ()),
        predicted,  # a report is an answer
    )
    found = findings(scored)
    assert [f.number for f in found] == list(range(len(found)))
    for gold_side, answer in ((False, predicted), (True, gold)):
        ids = [r.id for f in found for r in [f.gold if gold_side else f.predicted] if r is not None]
        assert sorted(ids) == sorted(r.id for kind in KINDS for r in getattr(answer, kind))
    assert sorted(found_of(scored, "missing")) == sorted((i,) for i in scored.score.missing)
    assert sorted(found_of(scored, "spurious")) == sorted((i,) for i in scored.score.spurious)
    pairs = {(p.predicted, p.gold): p for p in scored.score.pairs}
    for f in found:
        if len(f.ids) < 2:
            assert f.rows
            continue
        wrong = {field for field, share in pairs[f.ids].fields.items() if share < 1}
        assert f.counted != pairs[f.ids].optional
        # The rows' own fields are the score's; a claim that is not fully right is a row too.
        assert {r.field for r in f.rows} - {"claim"} == {w for w in wrong if not w.startswith("claims")}
        assert any(r.field == "claim" for r in f.rows) == ("claims" in wrong)
        assert set(f.faults) == ({f.kind, *(f"{f.kind}.{w}" for w in wrong)} if wrong and f.counted else set())
        assert (f.verdict == Verdict.correct) == (not wrong)


def test_a_failed_article_has_its_gold_listed_but_not_counted(made):
    found = findings(made.of("lost"))
    assert len(found) == 4
    assert not any(f.counted or f.faults for f in found)


def test_a_runaway_answer_is_marked_up_to_a_limit():
    text = "Tarn " * (MOST_MARKS + 1)
    everywhere = tuple(Span(at, at + 4) for at in range(0, len(text), 5))
    gold = eval_records.answer(eval_records.actor("Tarn", id="actor-1", mentions=everywhere))
    scored = Scored(failure("a", "EngineError", gold), Gold("a", Document(text=text), gold, frozenset(), ()), None)
    placed = marks(findings(scored), text)
    assert len(placed) == MOST_MARKS
    run = Run(
        engine="e", model=None, prompt_hash="0", started="2031-05-02T00:00:00Z", sets=("a",), scores=(scored.score,)
    )
    assert f"Only the first {MOST_MARKS} places are marked" in page(run, [scored])


# ── the file ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def html(made: Made) -> str:
    return page(made.run, made.done)


@pytest.fixture(scope="module")
def tree(html: str) -> Element:
    return Tree(html).root


def article_of(tree: Element, name: str) -> Element:
    return next(a for a in tree.all("details", class_="article") if a.all("h3")[0].words.endswith(f"/{name}"))


def group_of(article: Element, title: str) -> Element:
    return next(g for g in article.all("details", class_="group") if g.all("h4")[0].words.startswith(title))


def test_the_page_holds_no_element_and_no_attribute_but_its_own(tree):
    tags = """html head meta title style script body a svg pattern rect line path circle header div h1 p br strong dl
    dt dd main section h2 h3 h4 h5 table thead tbody tr th td span ul li details summary mark small b i button"""
    assert {e.tag for e in tree} - {""} == set(tags.split())
    attributes = {name for e in tree for name in e.attributes}
    assert not [a for a in attributes if a.startswith("on") or a in {"src", "style", "srcset", "action", "formaction"}]
    assert all((e.attributes.get("href") or "#").startswith("#") for e in tree)
    ids = [e.attributes["id"] for e in tree if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert {e.attributes["href"][1:] for e in tree.all("a")} <= set(ids)


def test_the_policy_lets_only_the_pages_own_style_and_script_run(tree, html):
    def digest(tag: str) -> str:
        (element,) = tree.all(tag)
        return base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()

    (policy,) = [
        m.attributes["content"] for m in tree.all("meta") if "Policy" in (m.attributes.get("http-equiv") or "")
    ]
    assert dict(part.split(" ", 1) for part in policy.split("; ")) == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "style-src": f"'sha256-{digest('style')}'",
        "script-src": f"'sha256-{digest('script')}'",
    }
    assert html.index("Content-Security-Policy") < html.index("<title>")


def test_the_texts_are_on_the_page_word_for_word(tree):
    assert article_of(tree, "bridge").all("div", class_="text")[0].text == BRIDGE
    shown = article_of(tree, "hostile").all("div", class_="text")[0].text
    # What would act on a terminal, or turn its neighbours around, is shown or left out; all else stays.
    assert shown == HOSTILE.replace("\x1b", "␛").replace("\u202e", "").replace("\u202c", "")


def test_evidence_of_both_sides_is_marked_apart(tree, made):
    article, scored = article_of(tree, "bridge").all("div", class_="text")[0], made.of("bridge")
    casualty = next(f for f in findings(scored) if f.kind == "casualties" and f.gold and f.predicted)
    for side, quote, look in (("g", casualty.gold, "gold"), ("p", casualty.predicted, "predicted")):
        of_claim = [m for m in article.all("mark", data_keys=f"{casualty.number}{side}-claims.0") if m.text in KILLED]
        assert "".join(m.text for m in of_claim) == quote.claims[0].quote.text == KILLED
        assert all(look in m.attributes["class"].split() for m in of_claim)
    (cause,) = article.all("mark", data_keys=f"{casualty.number}g-cause")
    assert cause.text == "shells"
    denied = [m for m in article.all("mark", class_="missing") if m.text in DENIED]
    assert "".join(m.text for m in denied) == DENIED
    assert not any("predicted" in m.attributes["class"].split() for m in denied)
    assert [m.text for m in article.all("mark", class_="spurious")] == [
        "Lantern Relief",
        "It said ",
        "12",
        " were wounded",
    ]


def test_every_missed_spurious_and_wrong_field_is_listed_with_both_values(tree):
    article = article_of(tree, "bridge")
    listed = {
        title: [f.all("h5")[0].words for f in group_of(article, title).all("li", class_="finding")]
        for title in ("Missed", "Spurious", "Linked, not fully right", "Fully right", "In no figure")
    }
    assert listed == {
        "Missed": ["− Ceasefire deal, agreed: Dune League", "− 12 injured", "− Pavel Osk"],
        "Spurious": ["+ 12 killed"],
        "Linked, not fully right": [
            "≈ Northern Shield → Dune League: leave Tarn",
            "≈ At least 34 killed · Wednesday [Wed 2031-04-30] · cause: shells",
            "≈ Dune League",
        ],
        "Fully right": [
            "✓ Some 6,000 fled · from Tarn · last week [Mon 2031-04-21 to Sun 2031-04-27]",
            "✓ Northern Shield",
            "✓ Lantern Relief",
        ],
        "In no figure": ["− 2,000 expected"],
    }
    killed = group_of(article, "Linked").all("li", class_="finding")[1]
    rows = [
        [part.words for part in row.all("span", class_="field") + row.all("span", class_="value")]
        for row in killed.all("a", class_="row")
    ]
    assert rows == [
        ["× victims incorrect", "predicted: unknown", "gold: civilians"],
        ["× cause incorrect", "predicted: a mill", "gold: shells"],
        ["+ claim spurious", f"predicted: the article asserts “{KILLED}”", "gold: nothing"],
        ["− claim missing", "predicted: nothing", f"gold: Lantern Relief asserts “{KILLED}”"],
    ]
    refused = group_of(article, "Refused").all("ul")[0].words
    assert refused.startswith("casualties[2] count 420: ")


def test_a_field_leads_to_its_words_and_a_category_to_none_of_its_own(tree):
    killed = group_of(article_of(tree, "bridge"), "Linked").all("li", class_="finding")[1]
    keys = [re.sub(r"\d+(?=[gp]-)", "", row.attributes["data-keys"]).split() for row in killed.all("a", class_="row")]
    assert keys == [[], ["p-cause", "g-cause"], ["p-claims.0"], ["g-claims.0"]]


def test_articles_are_sorted_worst_first_and_a_failed_one_says_why(tree):
    articles = tree.all("details", class_="article")
    names = [a.all("h3")[0].words.rpartition("/")[2] for a in articles]
    assert names[0] == "lost"
    assert names[-1] == "tarn"
    shown = [a.all("span", class_="f1")[0].words for a in articles]
    assert shown[0] == "failed"
    assert [float(f) for f in shown[1:]] == sorted(float(f) for f in shown[1:])
    assert articles[0].all("p", class_="failed")[0].words.startswith("Not read: EngineError (no).")
    assert len(group_of(articles[0], "In no figure").all("li", class_="finding")) == 4


def test_the_figures_are_those_of_the_tables(tree, made):
    rows = [
        tuple(c.words for c in row.all("th") + row.all("td") if not c.all("svg"))
        for row in tree.all("table", class_="kinds")[0].all("tr")[1:]
    ]
    assert rows == list(kind_rows(made.run.scores))
    whole = next(row for row in rows if row[0] == "all")
    headline = tree.all("div", class_="headline")[0].words
    assert headline == f"{whole[1]} content F1, per cent 95 % interval {whole[2]}"
    wanted = {row[0]: row[4:] for row in field_rows(made.run.scores)}
    fields = next(d for d in tree.all("div", class_="fields"))
    shown = {}
    for row in (r for r in fields.all("tr") if r.all("a")):
        numbers = [td.words for td in row.all("td") if not td.all("svg")]
        shown[row.all("a")[0].attributes["data-filter"]] = tuple(numbers[:5])
        parts = {r.attributes["class"]: float(r.attributes["width"].rstrip("%")) for r in row.all("rect")}
        whole = sum(map(int, numbers[:5]))
        for verdict, number in zip(Verdict, numbers, strict=False):
            assert parts.get(verdict, 0) == pytest.approx(100 * int(number) / whole if whole else 0)
    assert shown == wanted
    notes = " ".join(li.words for li in next(s for s in tree.all("section", aria_labelledby="notes")).all("li"))
    assert "1 × EngineError" in notes
    assert "gone" in notes


def test_a_run_of_nothing_has_a_page():
    run = Run(engine="e", model=None, prompt_hash="0", started="2031-05-02T00:00:00Z", sets=("a",), scores=())
    assert "None." in Tree(page(run, [])).root.words
