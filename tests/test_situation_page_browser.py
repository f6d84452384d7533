"""The page of a situation in a real browser: read, worked by keys, measured, and attacked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import hostile_report
import pytest
import situation_fiction as fiction
from digest_world import WORDS, accord, demand, toll
from real_browser import NARROWEST, NEEDED, PHONE, accessible, focused, in_view, launched, watched

from summarize.digest import digest
from summarize.render.situation_page import render_situation_html

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[browser]'")
pytestmark = NEEDED
DESKTOP = {"width": 1400, "height": 900}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    town, reports = fiction.town(), fiction.reports()
    made = {"town": render_situation_html(town, reports)}
    made["withheld"] = render_situation_html(town)
    made["hundred"] = hundred()
    for i, attack in enumerate(hostile_report.ATTACKS):
        made[f"attack{i}"] = render_situation_html(*fiction.attacked(attack))
    return made


@pytest.fixture(scope="module")
def browser(pages: dict[str, str]) -> Iterator[Any]:
    with launched() as browser:
        yield browser


@pytest.fixture
def visit(browser: Any, pages: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Any]]:
    file = tmp_path / "page.html"
    with watched(browser, file, DESKTOP) as visit:

        def open_page(name: str = "town", anchor: str = "", **options: Any) -> Any:
            file.write_text(pages[name], "utf-8")
            return visit(anchor, **options)

        yield open_page


def lit(view: Any) -> str:
    return view.locator("article.shown .text mark.on").evaluate_all("all => all.map(m => m.textContent).join('')")


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_claim_leads_to_its_words_and_back(visit, size):
    view = visit(viewport=size)
    link = view.locator("#dispute-D1 .where a", has_text="Borough News").first
    link.click()
    assert view.locator(".reader article:visible").count() == 1
    assert lit(view) == fiction.DENIAL
    mark = view.locator("mark:focus")
    assert in_view(mark)
    assert mark.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    view.keyboard.press("Escape")
    assert focused(view) == link.inner_text()
    assert in_view(link)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_number_leads_to_its_words(visit, size):
    view = visit(viewport=size)
    view.locator("#C1 tr a", has_text="“about 70”").click()
    assert lit(view) == "about 70"
    view.get_by_role("button", name="Back").click()
    assert focused(view).startswith("“about 70”")


def test_words_lead_to_all_that_rests_on_them_each_in_its_turn(visit):
    view = visit()
    view.locator("#C1 tr a", has_text="“about 70”").click()
    mark = view.locator("mark.on").first
    found = []
    for _ in range(8):
        mark.click()
        found.append(view.evaluate("document.activeElement.closest('[id]').id"))
    assert {"C1", "contradiction-C1"} <= {f.partition("-")[0] if f.startswith("C1") else f for f in found}
    assert found[0] in found[1:]


def test_the_keyboard_is_enough(visit):
    view = visit()
    press = view.keyboard.press
    press("Tab")
    assert focused(view) == "To the situation"
    press("Enter")
    press("j")
    assert focused(view).startswith("D1 Evacuation deal")
    press("j")
    assert focused(view).startswith("C1 Killed")
    press("k")
    assert focused(view).startswith("D1")
    press("Tab")
    press("Tab")
    assert focused(view).startswith("Harbour Times, 2031-05-02")
    press("Enter")
    assert lit(view) == "a deal was agreed upon"
    first = focused(view)
    press("ArrowRight")
    assert focused(view) != first
    press("ArrowLeft")
    press("Enter")
    assert view.evaluate("document.activeElement.closest('main') !== null")
    press("Escape")
    assert view.locator(".text .on").count() == 0
    for _ in range(400):  # nothing holds the keys captive
        press("Tab")
        if view.evaluate("document.activeElement.classList.contains('text')"):
            break
    else:
        raise AssertionError("the articles were not reached")


def test_articles_can_be_leafed_through(visit):
    view = visit()
    total = view.locator(".reader article").count()
    view.get_by_role("button", name="Previous").click()
    assert view.locator("article.shown").get_attribute("id") == f"article-{total}"
    view.get_by_role("button", name="Next").click()
    assert view.locator("article.shown").get_attribute("id") == "article-1"
    view.locator(".index summary").click()
    view.locator(".index a").nth(2).click()
    assert view.locator("article.shown").get_attribute("id") == "article-3"
    assert visit(anchor="#article-2").locator("article.shown").get_attribute("id") == "article-2"


def test_it_can_be_read_without_a_script(visit):
    view = visit(java_script_enabled=False)
    assert view.locator(".reader article:visible").count() == view.locator(".reader article").count() > 2
    view.locator("#dispute-D1 .where a", has_text="Borough News").first.click()
    target = view.locator(f"mark{view.url[view.url.index('#') :]}")
    assert target.inner_text() == fiction.DENIAL
    assert in_view(target)


def test_words_from_right_to_left_are_laid_out_so(visit):
    view = visit()
    view.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
    words = view.locator("blockquote", has_text="المتحدث").first
    assert words.evaluate("e => getComputedStyle(e).direction") == "rtl"
    words.locator("xpath=following-sibling::p[1]").locator("a").click()
    pane, mark = (view.locator(s).first.bounding_box() for s in ("article.shown .text", "article.shown mark.on"))
    assert mark["x"] + mark["width"] > pane["x"] + pane["width"] - 40


def test_a_chart_keeps_its_words_at_their_size_and_itself_in_its_place(visit):
    sizes = set()
    for size in (DESKTOP, PHONE):
        view = visit(viewport=size)
        plot = view.locator("#C1 svg.plot")
        box = plot.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
        for i in range(plot.locator(".dot, text").count()):
            inner = plot.locator(".dot, text").nth(i).bounding_box()
            assert box["x"] <= inner["x"]
            assert inner["x"] + inner["width"] <= box["x"] + box["width"] + 1
            assert box["y"] <= inner["y"]
            assert inner["y"] + inner["height"] <= box["y"] + box["height"]
        sizes.add(plot.locator("text").first.evaluate("e => getComputedStyle(e).fontSize"))
        boxes = [label.bounding_box() for label in plot.locator(".point text").all()]
        for one, other in combinations(boxes, 2):
            across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
            assert not across or abs(one["y"] - other["y"]) > 10
        assert "≈ 70" in plot.locator(".point text").all_text_contents()
    assert len(sizes) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_of_a_chart_stand_out_from_the_page(visit, scheme):
    view = visit(color_scheme=scheme)
    colours = view.locator("#C1 .dot").evaluate_all("all => all.map(e => getComputedStyle(e).stroke)")
    ground = view.evaluate("getComputedStyle(document.body).backgroundColor")
    assert all(contrast(c, ground) >= 3 for c in colours)
    arcs = view.locator(".arc").evaluate_all("all => all.map(e => getComputedStyle(e).stroke)")
    assert all(contrast(c, ground) >= 3 for c in arcs)


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(p) / 255 for p in colour[colour.index("(") + 1 : -1].split(",")[:3]]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_names_in_the_graph_stand_beside_the_ends_of_their_arcs(visit):
    view = visit()
    graph, names = view.locator(".ties svg").bounding_box(), view.locator(".ties li")
    for i in range(names.count()):
        box = names.nth(i).bounding_box()
        assert abs(box["y"] + box["height"] / 2 - (graph["y"] + 30 * i + 15)) <= 1


def test_print_shows_all_the_words_and_a_list_of_the_articles(visit):
    view = visit()
    view.emulate_media(media="print")
    assert view.locator(".reader article:visible").count() == view.locator(".reader article").count()
    assert not view.locator(".reader .text").first.is_visible()
    assert not view.get_by_role("button", name="Next").is_visible()
    assert view.locator("#U1 .said blockquote").first.is_visible()
    assert len(view.pdf()) > 10_000


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROWEST])
@pytest.mark.parametrize("name", ["town", "attack1", "attack5"])
def test_nothing_is_wider_than_the_window(visit, name, size):
    view = visit(name, viewport=size)
    view.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
    assert view.evaluate("document.documentElement.scrollWidth") == size["width"]
    wide = "e => e.scrollWidth > e.clientWidth + 1 && !['visible', 'clip'].includes(getComputedStyle(e).overflowX)"
    found = f"[...document.querySelectorAll('body :not(.hidden, svg, svg *)')].filter({wide}).map(e => e.outerHTML)"
    assert view.evaluate(found) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(visit, scheme):
    for name, size in (("town", DESKTOP), ("town", PHONE), ("withheld", DESKTOP)):
        view = visit(name, color_scheme=scheme, viewport=size)
        dark = view.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
        assert dark is (scheme == "dark")
        view.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
        accessible(view)
        view.locator("#dispute-D1 .where a").first.click()
        accessible(view)


# ── size ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def hundred() -> str:
    """The page of a hundred articles of some 3,000 characters."""
    chance = Random(7)
    places, outlets = ["Keslow", "Tarn", "Orvan", "Belhaz"], [f"Outlet {c}" for c in "ABCDEFGHIJ"]
    reports = []
    for i in range(100):
        place, more = chance.choice(places), {"outlet": chance.choice(outlets), "day": i // 4}
        count = chance.choice(["", "at least ", "about "]) + str(40 + i * chance.randrange(1, 9))
        said = [
            ("Varenian army", "asserts", f"a deal on {place} was agreed upon"),
            ("Pavel Osk", "denies", "no such deal"),
        ]
        made = (
            toll(count, place=place, **more)
            if i % 2
            else demand(place=place, **more)
            if i % 4
            else accord(chance.choice(["agreed", "suspended"]), *said, place=place, mediators=["Halvia"], **more)
        )
        text = f"{made.document.text}\n\n{' '.join(chance.choices(WORDS, k=420))}."
        document = type(made.document)(**made.document.model_dump(exclude={"text", "sha256"}), text=text)
        reports.append(made.model_copy(update={"document": document}))
    return render_situation_html(digest(reports), reports)


def test_a_hundred_articles_open_in_two_seconds(browser, pages, tmp_path):
    file = tmp_path / "many.html"
    file.write_text(pages["hundred"], "utf-8")
    took = []
    for _ in range(3):  # the machine may be busy with something else
        view = browser.new_page()
        begun = time.perf_counter()
        view.goto(file.as_uri())
        view.locator(".reader article.shown").wait_for()
        took.append(time.perf_counter() - begun)
        assert view.locator(".reader article").count() == 100
        view.locator("#timeline + ol a.to").last.click()
        assert view.locator("mark.on").count() >= 1
        view.close()
    assert min(took) < 2


# ── attacks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", range(len(hostile_report.ATTACKS)))
def test_nothing_of_an_attack_runs(visit, number):
    view = visit(f"attack{number}")
    view.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
    links = view.locator("main a[data-key]")
    for i in range(0, links.count(), 12):
        links.nth(i).click()
        assert view.locator("mark.on").count() >= 1
    view.locator("article.shown mark").first.click()
    for tag in view.locator("main a.tag").all()[:3]:
        tag.click()
    view.wait_for_timeout(50)


def test_even_markup_that_got_in_would_not_run(browser, pages, tmp_path):
    """The second wall: the page's policy, should the escaping ever fail."""
    file = tmp_path / "page.html"
    file.write_text(pages["town"], "utf-8")
    view = browser.new_page()
    said: list[str] = []
    view.on("console", lambda message: said.append(message.text))
    view.goto(file.as_uri())
    view.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hacked = 1";
          document.body.append(script);
          const image = "<image href=x onerror='window.hacked=2'/>";
          document.querySelector("svg.plot").insertAdjacentHTML("beforeend", image);
          document.body.insertAdjacentHTML("beforeend", "<svg><style>a{color:red}</style></svg><p style='color:red'>");
          const link = document.createElement("a");
          link.href = "javascript:window.hacked=3";
          document.body.append(link);
          link.click();
        }"""
    )
    view.wait_for_timeout(200)
    assert view.evaluate("window.hacked") is None
    assert sum("Content Security Policy" in s for s in said) >= 4
    view.close()
