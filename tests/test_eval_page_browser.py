"""The page of a run in a real browser: clicked, worked by keys, looked at for contrast and width, and attacked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from real_browser import NARROWEST, NEEDED, PHONE, focused, launched, watched
from scored_run import DENIED, KILLED, make

from summarize.evals.page import page

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[browser]'")
pytestmark = NEEDED
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set")
    made = make(folder)
    (folder / "report.html").write_text(page(made.run, made.done), "utf-8")
    return folder / "report.html"


@pytest.fixture(scope="module")
def browser(file: Path) -> Iterator[Any]:
    with launched() as browser:
        yield browser


@pytest.fixture
def visit(browser: Any, file: Path) -> Iterator[Callable[..., Any]]:
    with watched(browser, file, DESKTOP) as visit:
        yield visit


def article(view: Any, name: str = "bridge") -> Any:
    found = view.locator(".article").filter(has=view.locator("h3", has_text=f"/{name}"))
    found.locator("> summary").click()
    return found


def record(within: Any, title: str) -> Any:
    return within.locator(".finding").filter(has=within.page.locator("h5", has_text=title))


def highlighted(within: Any) -> list[str]:
    """The marked words, adjoining pieces as one."""
    return within.locator(".text").evaluate(
        """pane => [...pane.childNodes].map(n => n.classList?.contains("on") ? n.textContent : "\\0").join("")
             .split("\\0").filter(Boolean)"""
    )


def in_view(element: Any) -> bool:
    """Whether it is whole in the window, and nothing is over it, once two frames are drawn: to scroll takes one."""
    return element.evaluate(
        """async e => {
          await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          return [...e.getClientRects()].every(box => {
            const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return box.top >= 0 && box.bottom <= innerHeight && e.contains(over);
          });
        }"""
    )


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_missed_record_leads_to_its_words(visit, size):
    view = visit(viewport=size)
    bridge = article(view)
    words = bridge.locator(".text mark", has_text="signed")
    assert not in_view(words)
    link = record(bridge, "Ceasefire deal").locator("h5 a")
    link.click()
    assert highlighted(bridge) == [DENIED]
    assert "on" in record(bridge, "Ceasefire deal").get_attribute("class").split()
    assert in_view(words)
    assert in_view(link)
    record(bridge, "Ceasefire deal").locator(".row", has_text="parties").click()
    assert highlighted(bridge) == ["League"]
    assert view.locator("[role=status]").inner_text() == "1 place marked"


def test_a_field_leads_to_its_words_on_both_sides_and_a_category_to_its_record(visit):
    bridge = article(visit())
    killed = record(bridge, "At least 34")
    killed.locator(".row", has_text="cause").click()
    assert highlighted(bridge) == ["shells", "a mill"]
    assert killed.locator(".row.on .field").inner_text().startswith("× cause")
    killed.locator(".row", has_text="victims").click()
    assert highlighted(bridge) == [KILLED, "Lantern Relief"]
    assert bridge.locator(".row.on").count() == 1


def test_the_text_is_scrolled_so_that_words_have_others_around_them(visit):
    bridge = article(visit(viewport=PHONE))
    bridge.locator(".text").evaluate("pane => (pane.scrollTop = pane.scrollHeight)")
    record(bridge, "12 injured").locator(".row", has_text="count").click()
    words, text = (bridge.locator(where).bounding_box() for where in ("mark.on", ".text"))
    assert 0.2 < (words["y"] - text["y"]) / text["height"] < 0.5


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_words_lead_to_their_records(visit, size):
    bridge = article(visit(viewport=size))
    bridge.locator(".text mark", has_text="12").click()
    on = bridge.locator(".finding.on")
    assert [t.strip() for t in on.locator("h5").all_inner_texts()] == ["− 12 injured", "+ 12 killed"]
    assert in_view(on.first.locator("h5 a"))
    # A record that is fully right is folded away until it is wanted.
    right = record(bridge, "Some 6,000 fled")
    assert not right.is_visible()
    bridge.locator(".text mark", has_text="people fled").click()
    assert "on" in right.get_attribute("class").split()
    assert in_view(right.locator("h5 a"))


def test_the_keyboard_is_enough(visit):
    view = visit()
    press = view.keyboard.press

    def tab_to(words: str) -> None:
        for _ in range(60):
            if words in focused(view) and view.evaluate("document.activeElement !== document.body"):
                return
            press("Tab")
        raise AssertionError(words)

    press("Tab")
    assert focused(view) == "To the articles"
    press("Enter")
    assert in_view(view.locator("#articles"))
    tab_to("/bridge")
    press("Enter")
    press("Tab")
    assert view.evaluate("document.activeElement.className") == "text"
    press("Tab")
    assert focused(view) == "Northern Shield"
    press("ArrowRight")
    assert focused(view) == "Dune League"
    press("Enter")
    bridge = view.locator(".article[open]")
    assert focused(view).split() == ["≈", "Dune", "League"]
    assert bridge.locator(".finding.on h5").all_inner_texts() == ["≈ Dune League"]
    press("Escape")
    assert view.locator(".on").count() == 0
    assert focused(view) == "Dune League"
    tab_to("Ceasefire deal")
    press("Enter")
    assert highlighted(bridge) == [DENIED]
    press("Escape")
    assert view.locator(".on").count() == 0
    assert "Ceasefire deal" in focused(view)
    tab_to("To the articles")  # nothing holds the keys captive


def test_a_field_of_the_bars_shows_only_its_errors(visit):
    view = visit()
    view.locator("[data-filter='casualties.cause']").click()
    shown = view.locator(".article:not([hidden])")
    assert shown.count() == 2
    assert view.locator(".filter").inner_text() == "Not right in casualties.cause: 2 records in 2 articles. Show all"
    assert in_view(view.locator(".filter span"))
    titles = [t.strip() for t in view.locator(".finding:not([hidden]) h5").all_text_contents()]
    assert len(titles) == 2
    assert all("killed" in t for t in titles)
    assert shown.first.get_attribute("open") is not None
    view.keyboard.press("Escape")
    assert view.locator(".finding[hidden], .article[hidden], .group[hidden]").count() == 0
    view.locator("[data-filter='deals']").click()
    assert view.locator(".filter").inner_text().startswith("Not right in deals: 1 record in 1 article.")
    assert view.locator("[aria-current=true]").all_inner_texts() == ["deals"]
    view.get_by_role("button", name="Show all").click()
    assert view.locator(".article:not([hidden])").count() == 4


def test_a_record_has_an_address_that_leads_to_it(visit, file):
    view = visit()
    record(article(view), "Ceasefire deal").locator("h5 a").click()
    view = visit(anchor=view.url.removeprefix(file.as_uri()))
    link = record(view.locator(".article[open]"), "Ceasefire deal").locator("h5 a")
    assert in_view(link)
    assert "on" in link.get_attribute("class").split()


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROWEST])
def test_nothing_is_wider_than_the_window(visit, size):
    view = visit(viewport=size)
    view.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
    assert view.evaluate("document.documentElement.scrollWidth") == size["width"]
    wide = "e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible'"
    inside = "[...document.querySelectorAll('main :not(.hidden)')]"
    assert view.evaluate(f"{inside}.filter({wide}).map(e => e.outerHTML)") == []


CONTRASTS = """
() => {
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = c => {
    const [r, g, b] = c.map(v => v / 255).map(v => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const grounds = e => {
    const style = getComputedStyle(e);
    if (style.backgroundImage !== "none") return style.backgroundImage.match(/rgba?\\([^)]*\\)/g).map(numbers);
    const colour = numbers(style.backgroundColor);
    if (colour[3] !== 0) return [colour];
    return e.parentElement ? grounds(e.parentElement) : [numbers("255 255 255")];
  };
  const low = [];
  for (const e of document.querySelectorAll("body, body *")) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest("script, .hidden, svg") || !e.checkVisibility()) continue;
    const a = light(numbers(getComputedStyle(e).color));
    for (const ground of grounds(e)) {
      const b = light(ground), ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) low.push([ratio, e.outerHTML.slice(0, 200)]);
    }
  }
  return low;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_have_the_contrast_of_aa(visit, scheme):
    view = visit(color_scheme=scheme)
    dark = scheme == "dark"
    assert (view.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)") is dark
    view.locator("[data-filter='casualties']").click()  # its bar has a ground of its own
    view.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
    assert view.evaluate(CONTRASTS) == []
    record(view.locator(".article", has=view.locator("h3", has_text="/bridge")), "At least 34").locator(
        ".row", has_text="claim missing"
    ).click()
    assert view.locator(".on").count() > 2
    assert view.evaluate(CONTRASTS) == []


def test_even_markup_that_got_in_would_not_run(browser, file):
    """The second wall: the page's policy, should the escaping ever fail."""
    view = browser.new_page()
    said: list[str] = []
    view.on("console", lambda message: said.append(message.text))
    view.goto(file.as_uri())
    view.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hacked = 1";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hacked=2'>");
          const link = document.createElement("a");
          link.href = "javascript:window.hacked=3";
          document.body.append(link);
          link.click();
        }"""
    )
    view.wait_for_timeout(200)
    assert view.evaluate("window.hacked") is None
    assert sum("Content Security Policy" in s for s in said) >= 3
    view.close()
