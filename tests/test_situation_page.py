"""The page of a situation as a file: what is on it, that all of it leads to its words, and that no article can act."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from functools import cache
from typing import Any

import hostile_report
import pytest
import situation_fiction as fiction
from digest_world import DAY, accord, demand, toll
from html_tree import Element, Tree
from hypothesis import given, settings
from hypothesis import strategies as st
from test_digest_laws import POOL

from summarize import Document, Report
from summarize.digest import Situation, digest
from summarize.digest.matters import Value
from summarize.render.safe import legible
from summarize.render.situation_page import render_situation_html
from summarize.render.situation_page.charts import HEIGHT, chart
from summarize.render.situation_page.evidence import MOST_MARKS, Evidence
from summarize.schemas import Casualty

TAGS = """html head meta title style script body a nav details summary ol ul li bdi small main article header aside
    section h1 h2 h3 h4 p span div mark strong b dl dt dd br time blockquote table caption thead tbody tr th td
    figure figcaption q svg desc line path circle text g"""


def page(situation: Situation, *articles: Report | Document) -> Element:
    return Tree(render_situation_html(situation, articles)).root


@cache
def town() -> tuple[Situation, list[Report], Element]:
    situation, reports = fiction.town(), fiction.reports()
    return situation, reports, page(situation, *reports)


@pytest.fixture
def tree() -> Element:
    return town()[2]


def by_id(tree: Element, name: str) -> Element:
    (found,) = tree.all(id=name)
    return found


def part(tree: Element, name: str) -> Element:
    (found,) = tree.all("section", aria_labelledby=name)
    return found


def marked(tree: Element, key: str) -> str:
    return "".join(m.text for m in tree.all("mark", data_keys=key))


# ── what a reader sees ────────────────────────────────────────────────────────────────────────────────────────────────


def test_disputes_come_first_and_only_news_before_them(tree):
    (main,) = tree.all("main")
    assert [s.attributes["aria-labelledby"] for s in main.all("section")] == [
        *("new", "disputes", "ultimatums", "deals", "timeline", "casualties", "displacements", "who", "actors")
    ]
    links = [a.attributes["href"] for a in tree.all("nav")[0].all("a")]
    assert links == [f"#{s.attributes['aria-labelledby']}" for s in main.all("section")] + ["#articles"]


def test_a_dispute_has_both_sides_words_next_to_each_other(tree):
    (dispute,) = by_id(tree, "dispute-D1").all("div", class_="dispute")
    behind, against = (p for p in dispute.inside if isinstance(p, Element))
    assert [v.words.split(" in ")[0] for v in behind.all("p", class_="voice")] == ["Varenian army asserts"]
    assert "in 2 articles, one source" in behind.words
    assert "“the deal fell apart at night”" in behind.words
    assert [v.words for v in against.all("p", class_="voice")] == ["Pavel Osk denies", "Lantern Relief doubts"]
    assert f"“{fiction.DENIAL}” Borough News, 2031-05-04" in against.words


def test_figures_that_cannot_both_hold_are_next_to_each_other_with_why(tree):
    rivals = by_id(tree, "contradiction-C1")
    shown = [d.all("h4")[0].words for d in rivals.all("div", class_="rivals")[0].inside if isinstance(d, Element)]
    assert {s.split(" 2031")[0] for s in shown} == {"40", "≥ 52", "30", "20–60", "≈ 70"}
    assert "“30” and “about 70” cannot both hold" in rivals.words
    rows = {r.attributes["id"]: r.words for r in by_id(tree, "C1").all("tr") if "id" in r.attributes}
    assert "superseded by ≈ 70" in rows["C1-1"]
    (seventy,) = [r for r in rows.values() if r.startswith("≈ 70")]
    assert {*seventy.partition("cannot hold beside ")[2].split(", ")} == {"30", "20–60"}


def test_what_is_only_doubted_is_unconfirmed():
    said = ("Varenian army", "asserts", "a deal was agreed upon"), ("Lantern Relief", "doubts", "doubted the deal")
    tree = page(digest([accord("agreed", *said)]))
    assert by_id(tree, "dispute-D1").all("strong", class_="mark")[0].words == "UNCONFIRMED"


@pytest.mark.parametrize(
    ("day", "state", "words"),
    [(2, "open", "1 day left"), (3, "open", "the last day"), (5, "passed", "passed 2 days ago")],
)
def test_an_ultimatum_has_its_clock(day, state, words):
    tree = page(digest([demand(day=0)], as_of=DAY + dt.timedelta(day)))
    (clock,) = by_id(tree, "U1").all("ul", class_="clocks")[0].all("li")
    assert clock.attributes["class"] == state
    assert clock.words.startswith(f"{words} deadline 2031-05-05")
    assert "“72 hours” [1]" in clock.words


def test_a_deadline_that_comes_to_no_day_says_so():
    (clock,) = by_id(page(digest([demand(deadline=None)])), "U1").all("ul", class_="clocks")[0].all("li")
    assert clock.words == "no deadline told"


def test_steps_and_deadlines_are_in_the_order_of_their_days(tree):
    days = [li.all("h3")[0].words for li in part(tree, "timeline").all("li") if li.all("h3")]
    assert days == sorted(days)
    timeline = part(tree, "timeline").words
    order = ["agreed Evacuation", "denied Evacuation", "collapsed Evacuation", "as of 2031-05-08", "2031-05-16"]
    assert [timeline.index(o) for o in order] == sorted(timeline.index(o) for o in order)


def test_a_chart_has_every_dated_value_and_says_in_words_and_a_table_what_it_shows(tree):
    situation = town()[0]
    (svg,) = by_id(tree, "C1").all("svg", class_="plot")
    assert svg.attributes["role"] == "img"
    names = svg.attributes["aria-labelledby"].split()
    assert [by_id(tree, n).tag for n in names] == ["title", "desc"]
    values = situation.casualties[0].values
    assert len(svg.all("svg", class_="point")) == len(values)
    looks = sorted(p.attributes["class"].split()[1] for p in svg.all("svg", class_="point"))
    assert looks == ["contradicted"] * 3 + ["superseded"] * 2
    rows = [r for r in by_id(tree, "C1").all("tr") if "id" in r.attributes]
    for row, value in zip(rows, values, strict=True):
        assert f"“{value.text}”" in row.words
        assert row.all("b")[0].words in by_id(tree, names[1]).words


def test_a_single_figure_is_a_row(tree):
    (row,) = [r for r in part(tree, "casualties").all("tr") if "Orvan" in r.words]
    assert row.words == "12 “12” [7] C2 Killed civilians, Orvan (cumulative) 2031-05-04 Lantern Relief asserts [7]"
    assert not row.all("svg")


def test_who_with_whom_is_a_graph_and_a_table(tree):
    section = part(tree, "who")
    names = [li.words for li in section.all("ol")[0].all("li")]
    assert names == ["Varenian army", "Northern Shield", "Halvia"]
    arcs = sorted(p.attributes["class"].split()[1] for p in section.all("path", class_="arc"))
    assert arcs == ["deal", "mediator", "mediator", "ultimatum"]
    assert len(section.all("path", class_="head")) == 1
    rows = [[c.words for c in r.all("td")] for r in section.all("tbody")[0].all("tr")]
    assert rows[0][:2] == ["Varenian army", "→ demands of Northern Shield"]
    assert rows[0][2].startswith("U1 demand: disarm")
    assert ["Halvia", "mediates for Varenian army", "D1 evacuation, collapsed"] in rows


def test_an_arc_ends_at_the_names_that_it_ties(tree):
    (head,) = part(tree, "who").all("path", class_="head")
    assert head.attributes["d"].split()[1] == "45"  # the middle of the second name


def test_news_lead_to_their_matters(tree):
    news = part(tree, "new")
    assert [h.words.split()[0] for h in news.all("h3")] == ["New", "Contradicted", "Changed"]
    assert all(by_id(tree, a.attributes["href"][1:]) for a in news.all("a"))
    assert not page(digest(fiction.reports())).all("section", aria_labelledby="new")


def test_what_an_earlier_situation_had_is_named_but_leads_nowhere():
    given = fiction.reports()
    tree = page(digest(given[6:8], since=digest(given[:4])))
    assert "Not told of again" in part(tree, "new").words
    assert {a.words for a in part(tree, "new").all("a")} == {"C1"}


def test_actors_say_why_they_are_one_and_doubts_why_not(tree):
    situation = town()[0]
    section = part(tree, "actors")
    assert {"the same name: “Halvia”"} <= {li.all("bdi")[0].words for li in section.all("li") if li.all("bdi")}
    for doubt in situation.doubts:
        assert doubt.why in section.all("ul", class_="doubts")[0].words
    (card,) = [c for c in section.all("li", class_="card") if "Pavel Osk" in c.all("h3")[0].words]
    assert "part of Northern Shield" in card.words


def test_copies_and_articles_given_twice_are_told():
    given = [toll("40", outlet="A"), toll("40", outlet="A")]
    tree = page(digest([*given, given[0]]), *given)
    assert "was given" in tree.all("header")[0].words
    other = given[0].model_copy(update={"document": given[0].document.model_copy(update={"source": "in/B--0.txt"})})
    tree = page(digest([given[0], other]), given[0])
    assert "nearly word for word [" in tree.all("aside")[0].words


def test_an_empty_situation_says_so():
    tree = page(digest([]))
    assert "No ultimatum, deal, casualty or displacement found." in tree.words
    assert not tree.all("section")


# ── everything leads to its words ─────────────────────────────────────────────────────────────────────────────────────


def check_that_all_leads_to_words(situation: Situation, reports: list[Report], tree: Element) -> None:
    ids = [e.attributes["id"] for e in tree if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert all(a.attributes["href"][0] == "#" and a.attributes["href"][1:] in ids for a in tree.all("a"))
    texts = {r.document.sha256: r.document.text for r in reports}
    numbers = {a.id: (i, texts[a.sha256]) for i, a in enumerate(situation.articles, 1)}
    (main,) = tree.all("main")
    links = {a.attributes["data-key"]: a for a in main.all("a") if "data-key" in a.attributes}
    pieces: dict[str, str] = {}
    for m in tree.all("mark"):
        for key in m.attributes["data-keys"].split():
            pieces[key] = pieces.get(key, "") + m.text
    told: list[tuple[str, Any]] = []
    for matter in situation.matters():
        told += [(s.article, s.quote) for s in matter.statements]
        told += [(t.article, t.record.count) for v in getattr(matter, "values", ()) for t in v.told]
    for article, words in told:
        number, text = numbers[article]
        assert text[slice(*words.span)] == words.text
        key = f"q{number}-{words.start}-{words.end}"
        assert pieces[key] == legible(words.text)
        assert links[key].attributes["href"].startswith(f"#article-{number}-p")
    assert pieces.keys() == links.keys()


def test_every_number_and_claim_leads_to_its_words(tree):
    situation, reports, _ = town()
    check_that_all_leads_to_words(situation, reports, tree)
    for number, article in enumerate(situation.articles, 1):
        (text,) = by_id(tree, f"article-{number}").all("div", class_="text")
        assert text.text in {r.document.text for r in reports}
        assert article.outlet in by_id(tree, f"article-{number}").words


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(POOL), max_size=10, unique_by=id))
def test_whatever_the_articles_everything_leads_to_its_words(reports):
    situation = digest(reports)
    check_that_all_leads_to_words(situation, reports, page(situation, *reports))


def test_where_a_text_is_withheld_the_quote_stands_alone():
    situation, reports, _ = town()
    tree = page(situation, *(r.without_text() for r in reports))
    assert not tree.all("mark")
    for matter in situation.matters():
        assert all(s.quote.text in tree.words for s in matter.statements)
    assert len(tree.all("p", class_="withheld")) == len(situation.articles)
    assert not [a for a in tree.all("a") if "data-key" in a.attributes]
    assert page(situation, *(r.document for r in reports)).all("mark")


def test_words_that_do_not_stand_at_their_offsets_are_shown_but_not_marked():
    report = toll("40")
    other = Document(text=report.document.text.replace("civilians", "civiliaNs"), published=DAY)
    raw = digest([report]).model_dump_json().replace(report.document.sha256, other.sha256)
    tree = page(Situation.model_validate_json(raw), other)
    assert "“40” [1]" in by_id(tree, "C1").words
    assert by_id(tree, "C1").all("q")[0].words == "40 civilians were killed in Keslow"
    assert "40" in {m.text for m in tree.all("mark")}
    assert not [m for m in tree.all("mark") if "civiliaNs" in m.text]


def test_a_runaway_answer_is_marked_up_to_a_limit():
    report = toll("40")
    situation, text = digest([report]), report.document.text
    evidence = Evidence(situation, {report.document.sha256: text})
    spans = [(i, j) for i in range(60) for j in range(i + 1, i + 60)]
    cited = [evidence.mention(situation.articles[0].id, span) for span in spans]
    assert [c.words for c in cited] == [text[slice(*span)] for span in spans]
    assert sum(1 for c in cited if c.key) == MOST_MARKS < len(spans)
    (told,) = evidence.told()
    assert told.full
    assert "".join(p.words for p in told.pieces) == text


# ── charts ────────────────────────────────────────────────────────────────────────────────────────────────────────────

COUNTS = [
    "12",
    "at least 40",
    "more than 1,600",
    "fewer than 30",
    "between 5 and 90",
    "about 70",
    "dozens",
    "2 million",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(COUNTS), st.integers(0, 40), st.booleans()), max_size=14))
def test_marks_stand_inside_their_chart_and_bounds_around_their_number(drawn):
    values = []
    for i, (count, day, given_way) in enumerate(drawn):
        (told,) = DRAWN[count].values
        changes = {"id": f"v{i}", "first": DAY + dt.timedelta(day), "superseded_by": "v0" if given_way else None}
        values.append(told.model_copy(update=changes))
    made = chart(values, {"v1"})
    assert (made is None) == (len(values) < 2)
    if made is None:
        return
    assert len(made.points) == len(values)
    assert [t.y for t in made.ticks] == sorted((t.y for t in made.ticks), reverse=True)
    assert made.ticks[0].y == HEIGHT
    assert {t.y for t in made.ticks} >= {0}
    for point in made.points:
        assert 0 <= point.x <= 100
        assert HEIGHT >= point.low >= point.high >= 0
        assert point.y is None or point.low >= point.y >= point.high
        assert not point.open_up or point.high == 0
        assert not point.open_down or point.low == HEIGHT
    days = sorted(v.first for v in values)
    assert (made.first, made.last) == (str(days[0]), str(days[-1]) if days[0] < days[-1] else "")


def _value(count: str) -> Any:
    (series,) = digest([toll(count)]).casualties
    assert isinstance(series.values[0], Value)
    assert isinstance(series.values[0].told[0].record, Casualty)
    return series


DRAWN = {count: _value(count) for count in COUNTS}


def test_values_without_a_day_make_no_chart():
    values = [v.model_copy(update={"first": None}) for s in DRAWN.values() for v in s.values]
    assert chart(values, ()) is None


# ── safety ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module", params=range(len(hostile_report.ATTACKS)))
def attack(request: pytest.FixtureRequest) -> str:
    return hostile_report.ATTACKS[request.param]


def test_an_attack_adds_no_element_and_no_attribute_and_is_shown_as_it_was_written(attack):
    situation, reports = fiction.attacked(attack)
    tree = page(situation, *reports)
    assert {e.tag for e in tree} - {""} <= set(TAGS.split())
    names = {name for e in tree for name in e.attributes}
    assert not [n for n in names if n.startswith("on") or n in {"src", "style", "srcset", "action", "autofocus", "x:"}]
    ids = [e.attributes["id"] for e in tree if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert all(a.attributes["href"][:1] == "#" and a.attributes["href"][1:] in ids for a in tree.all("a"))
    assert [e.attributes for e in tree.all("script")] == [{}]
    shown = " ".join(legible(attack).split())
    for name in ("new", "disputes", "ultimatums", "deals", "timeline", "casualties", "displacements", "who", "actors"):
        assert shown in part(tree, name).words
    for number, article in enumerate(situation.articles, 1):
        told = by_id(tree, f"article-{number}")
        assert shown in told.words
        assert article.outlet is None or shown in told.all("h3")[0].words
        assert article.title is None or shown in told.all("p", class_="headline")[0].words
        assert " ".join(legible(article.engine).split()) in told.words


def test_no_character_reorders_or_hides_its_neighbours(attack):
    situation, reports = fiction.attacked(attack)
    assert not set(render_situation_html(situation, reports)) & set("\u202e\u202c\x00\x1b\u2028\x7f")


def test_the_policy_lets_only_the_pages_own_style_and_script_act(tree):
    def hashed(element: Element) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()}'"

    (policy,) = [m.attributes["content"] for m in tree.all("meta") if "http-equiv" in m.attributes]
    (script,), (style,) = tree.all("script"), tree.all("style")
    assert dict(p.split(" ", 1) for p in policy.split("; ")) == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "style-src": hashed(style),
        "script-src": hashed(script),
    }
    html = render_situation_html(*town()[:2])
    assert html.index("Content-Security-Policy") < html.index("<title>") < html.index("<style>")
    assert "://" not in html


def test_pictures_hold_no_script_no_style_and_no_reference(tree):
    for svg in tree.all("svg"):
        assert {e.tag for e in svg} <= {"svg", "title", "desc", "g", "line", "path", "circle", "text"}
        assert not {n for e in svg for n in e.attributes} & {"href", "xlink:href", "style", "src", "class:"}
