"""The page of reports in a real browser: read, worked by keys, corrected into labels, measured, and attacked."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fiction
import hostile_report
import pytest
from labels import Told
from real_browser import NARROWEST, NEEDED, PHONE, accessible, focused, in_view, launched, watched

from summarize import Document, Report, asummarize
from summarize.evals.check import breaches
from summarize.evals.gold import read_gold, read_label
from summarize.evals.scores import score
from summarize.evals.tally import Metric
from summarize.render import together

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[browser]'")
pytestmark = NEEDED
DESKTOP = {"width": 1280, "height": 800}
KESLOW = "keslow.txt"
RTL = "قال المتحدث إن الهدنة بدأت أمس في المدينة"


def read(answer: dict[str, Any], **document: Any) -> Report:
    article = Document(**({"text": fiction.KESLOW.text, "published": fiction.PUBLISHED, "source": KESLOW} | document))
    return asyncio.run(asummarize(article, engine=Told(answer)))


def rtl() -> Report:
    """A report with a quote that is read from right to left."""
    deal = fiction.deal(fiction.claim(None, "asserts", RTL), kind="ceasefire", parties=["المتحدث"])
    return read({k: [] for k in fiction.ANSWER} | {"deals": [deal]}, text=f"A truce.\n\n{RTL}.\n", source="rtl.txt")


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    wrong = fiction.casualty(count="35", when=None)
    keslow = read(fiction.answer(casualties=[*fiction.ANSWER["casualties"], wrong]))
    return {"keslow": keslow, "pasted": read(fiction.answer(), source="-"), "rtl": rtl()} | {
        f"attack{i}": hostile_report.report(a) for i, a in enumerate(hostile_report.ATTACKS)
    }


@pytest.fixture(scope="module")
def browser(reports: dict[str, Report]) -> Iterator[Any]:
    with launched() as browser:
        yield browser


@pytest.fixture
def visit(browser: Any, reports: dict[str, Report], tmp_path: Path) -> Iterator[Callable[..., Any]]:
    file = tmp_path / "page.html"
    with watched(browser, file, DESKTOP) as visit:

        def open_page(*names: str, anchor: str = "", **options: Any) -> Any:
            file.write_text("".join(together([reports[n] for n in names or ("keslow",)], "html")), "utf-8")
            return visit(anchor, **options)

        yield open_page


def card(view: Any, record: str) -> Any:
    return view.locator(f".shown [data-id={record}]")


def chosen(view: Any) -> list[str]:
    """The highlighted words, adjoining pieces as one."""
    return view.locator(".shown .text").evaluate(
        """pane => [...pane.childNodes].map(n => n.classList?.contains("on") ? n.textContent : "\\0").join("")
             .split("\\0").filter(Boolean)"""
    )


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_record_leads_to_its_words_and_back(visit, size):
    view = visit(viewport=size)
    link = card(view, "casualty-1").locator("h4 a")
    link.click()
    assert fiction.KILLED in " ".join(chosen(view))
    mark = view.locator("mark:focus")
    assert in_view(mark)
    assert mark.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    assert mark.get_attribute("data-tags") == "C1"
    view.keyboard.press("Enter")
    assert focused(view) == "C1 At least 34 killed"
    assert in_view(link)
    assert view.locator(".card.on").count() == 1


def test_a_value_leads_to_its_own_words(visit):
    view = visit()
    card(view, "deal-1").locator("dt a", has_text="Date").click()
    assert chosen(view) == ["Thursday"]
    card(view, "deal-1").locator(".dispute .words", has_text="denied").click()
    assert fiction.DENIAL in " ".join(chosen(view))
    assert "agreement" not in " ".join(chosen(view)).replace(fiction.DENIAL, "")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_words_lead_to_their_records_each_in_its_turn(visit, size):
    view = visit(viewport=size)
    words = view.locator("mark[data-keys*='deal-1'][data-keys*='actor-3']").first
    records = list(dict.fromkeys(k.partition(":")[0] for k in words.get_attribute("data-keys").split()))
    assert len(records) > 1
    for record in [*records, records[0]]:
        words.click()
        assert view.locator(".card.on").get_attribute("data-id") == record
        assert in_view(card(view, record).locator("h4 a"))


def test_the_keyboard_is_enough(visit):
    view = visit()
    press = view.keyboard.press
    press("Tab")
    assert focused(view) == "To the report"
    press("Enter")
    press("j")
    assert focused(view) == "U1 Varenian army → Northern Shield"
    press("j")
    assert focused(view).startswith("D1 Evacuation deal")
    assert fiction.DENIAL in " ".join(chosen(view))
    press("k")
    assert focused(view).startswith("U1")
    press("Enter")
    assert view.evaluate("document.activeElement.tagName") == "MARK"
    first = focused(view)
    press("ArrowRight")
    assert focused(view) != first
    press("ArrowLeft")
    assert focused(view) == first
    press("Enter")
    assert view.evaluate("document.activeElement.closest('.card') !== null")
    press("Escape")
    assert view.locator(".on").count() == 0
    assert focused(view) == first
    for _ in range(300):  # nothing holds the keys captive
        press("Tab")
        if "Where this comes from" in focused(view):
            break
    else:
        raise AssertionError("the end was not reached")


def test_one_report_is_shown_at_a_time_and_has_an_address(visit):
    view = visit("keslow", "rtl", "attack0")
    assert view.locator(".report:visible").count() == 1
    view.locator("nav a").nth(1).click()
    view.locator("#r2.shown").wait_for()
    assert view.locator(".report:visible").count() == 1
    assert view.locator("nav a[aria-current]").inner_text().endswith("rtl.txt")
    view = visit("rtl", "keslow", anchor="#r2-deal-1")
    assert view.locator("#r2-deal-1.on").count() == 1
    assert in_view(card(view, "deal-1").locator("h4 a"))
    view.locator(".shown .points .tag", has_text="U1").first.click()
    assert view.locator(".card.on").get_attribute("id") == "r2-ultimatum-1"


def test_words_from_right_to_left_are_laid_out_so(visit):
    view = visit("rtl")
    assert card(view, "deal-1").locator(".words").evaluate("e => getComputedStyle(e).direction") == "rtl"
    pane, words = (view.locator(s).first.bounding_box() for s in (".text", ".text mark[data-tags]"))
    assert words["x"] + words["width"] > pane["x"] + pane["width"] - 40


def test_evidence_stays_in_the_lines_of_the_text(visit):
    view = visit("attack2", "keslow", viewport={"width": 1600, "height": 900})
    marks = view.locator(".shown .text mark")
    assert marks.evaluate_all("all => new Set(all.map(m => getComputedStyle(m).display)).size") == 1
    both = view.locator(".shown mark.a-deal.b-casualty").first
    assert both.evaluate("e => new Set(getComputedStyle(e).backgroundImage.match(/rgb[^)]*\\)/g)).size") == 2


def test_it_can_be_read_without_a_script(visit):
    view = visit("keslow", "rtl", java_script_enabled=False)
    assert view.locator(".report:visible").count() == 2
    view.locator("#r1-deal-1 h4 a").click()
    assert re.search(r"#r1-p\d+$", view.url)
    assert in_view(view.locator(f"mark{view.url[view.url.index('#') :]}"))


def test_all_of_the_text_is_printed(visit):
    view = visit()
    view.emulate_media(media="print")
    pane = view.locator(".shown .text")
    assert pane.evaluate("e => e.scrollHeight - e.clientHeight") <= 1
    assert not view.locator(".tools").first.is_visible()
    assert len(view.pdf()) > 10_000


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROWEST])
def test_nothing_is_wider_than_the_window(visit, size):
    view = visit("keslow", "attack1", "rtl", viewport=size)
    for number in (1, 2, 3):
        view.evaluate(f"location.hash = 'r{number}'")
        view.locator(f"#r{number}.shown").wait_for()
        view.locator(".shown .tools button", has_text="Correct").first.click()
        view.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
        assert view.evaluate("document.documentElement.scrollWidth") == size["width"]
    wide = "e => e.scrollWidth > e.clientWidth + 1 && !['visible', 'clip'].includes(getComputedStyle(e).overflowX)"
    assert (
        view.evaluate(f"[...document.querySelectorAll('.shown :not(.hidden)')].filter({wide}).map(e => e.outerHTML)")
        == []
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(visit, scheme):
    for size in (DESKTOP, PHONE):
        view = visit("keslow", "rtl", color_scheme=scheme, viewport=size)
        dark = view.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
        assert dark is (scheme == "dark")
        view.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
        accessible(view)
        tools = card(view, "deal-1").locator(".tools")
        tools.locator("button", has_text="Comment").click()
        tools.locator("button", has_text="Correct").click()
        card(view, "deal-1").locator("form input").first.fill("nowhere")
        card(view, "casualty-1").locator(".tools button", has_text="Wrong").click()
        card(view, "casualty-2").locator(".tools button", has_text="Right").click()
        card(view, "ultimatum-1").locator("h4 a").click()
        accessible(view)
        card(view, "deal-1").locator("dt a").first.click()
        accessible(view)


def test_a_hundred_reports_open_in_two_seconds(browser, reports, tmp_path):
    file = tmp_path / "many.html"
    file.write_text("".join(together([reports["keslow"]] * 100, "html")), "utf-8")
    took = []
    for _ in range(3):  # the machine may be busy with something else
        view = browser.new_page()
        begun = time.perf_counter()
        view.goto(file.as_uri())
        view.locator("#r1 .bar").wait_for()
        took.append(time.perf_counter() - begun)
        view.locator("nav a").nth(99).click()
        view.locator("#r100.shown .bar").wait_for()
        assert view.locator(".report:visible").count() == 1
        view.close()
    assert min(took) < 2


# ── labels ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def save(view: Any, folder: Path) -> Path:
    with view.expect_download() as download:
        view.get_by_role("button", name="Save labels").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "labels"
    made.mkdir()
    (made / KESLOW).write_text(fiction.KESLOW.text, "utf-8")
    return made


def test_a_reading_that_is_all_right_becomes_gold_that_it_scores_full_marks_against(visit, reports, folder):
    view = visit()
    view.get_by_role("button", name="Tick the rest").click()
    path = save(view, folder)
    assert path.name == "keslow.json"
    label = read_label(path)
    assert breaches(label) == []
    gold = read_gold(label, "keslow")
    assert gold.rejected == ()
    for kind in ("actors", "ultimatums", "deals", "casualties", "displacements", "headline", "key_points"):
        assert getattr(gold.answer, kind) == getattr(reports["keslow"], kind)
    assert score("keslow", reports["keslow"], gold.answer).records.share(Metric.content_f1) == 1
    total = len(list(reports["keslow"].records()))
    assert view.locator("[role=status]").inner_text() == f"keslow.json: {total} records saved"


def test_what_is_wrong_stays_out_and_what_is_corrected_goes_in(visit, reports, folder):
    view = visit()

    def do(record: str, what: str) -> None:
        card(view, record).locator(".tools button", has_text=what).click()

    do("casualty-1", "Wrong")
    do("casualty-1", "Comment")
    card(view, "casualty-1").locator(".note textarea").fill("Counted <b>twice</b>")
    do("casualty-2", "Right")
    do("ultimatum-1", "Right")
    do("actor-1", "Right")
    do("deal-1", "Correct")
    form = card(view, "deal-1").locator("form")
    form.get_by_label("stage").select_option("proposed")
    form.get_by_label("place").fill("Kezlow")
    assert "Not in the article word for word: Kezlow" in form.inner_text()
    form.get_by_label("place").fill("")
    form.get_by_label("mediators").fill("Halvia\nLantern Relief")
    form.get_by_role("button", name="Remove claim").last.click()
    form.get_by_role("button", name="Apply").click()
    assert card(view, "deal-1").locator(".changes").inner_text().splitlines()[:1] == ["stage: proposed"]
    assert focused(view) == "Correct"
    label = read_label(save(view, folder))
    # A sentence on what did not go in as it was is left out.
    assert breaches(label) == ["key_points: two to five, not 1"]
    assert label.raw["headline"] is None
    gold = read_gold(label, "keslow")
    assert gold.rejected == ()
    deal, report = gold.answer.deals[0], reports["keslow"]
    assert (deal.stage, deal.place, [m.name for m in deal.mediators]) == (
        "proposed",
        None,
        ["Halvia", "Lantern Relief"],
    )
    assert [c.stance for c in deal.claims] == ["asserts", "denies"]
    assert deal.terms == report.deals[0].terms
    assert [c.count.text for c in gold.answer.casualties] == [report.casualties[1].count.text]
    assert (len(gold.answer.actors), len(gold.answer.displacements)) == (1, 0)
    assert label.raw["comments"] == [{"record": "casualty-1", "verdict": "wrong", "note": "Counted <b>twice</b>"}]
    scored = score("keslow", report, gold.answer)
    assert "casualty-1" in scored.spurious
    assert not scored.missing
    assert "left out as not judged" in view.locator("[role=status]").inner_text()


def test_the_headline_and_the_key_points_can_be_written_anew(visit, folder):
    view = visit()
    view.get_by_role("button", name="Tick the rest").click()
    card(view, "casualty-1").locator(".tools button", has_text="Wrong").click()
    view.get_by_role("button", name="Key points").click()
    form = view.locator(".records > form")
    form.get_by_label("headline").fill("The Varenian army speaks of a deal that the Northern Shield denies")
    while form.get_by_role("button", name="Remove key point").count():
        form.get_by_role("button", name="Remove key point").first.click()
    for words, cites in (("Pavel Osk denies a deal.", "d1"), ("More than 900 civilians were killed.", "C2, C1")):
        form.get_by_role("button", name="Add key point").click()
        form.get_by_label("text").last.fill(words)
        form.get_by_label("cites").last.fill(cites)
    form.get_by_role("button", name="Apply").click()
    label = read_label(save(view, folder))
    assert breaches(label) == []
    assert label.raw["headline"].endswith("denies")
    assert [p["cites"] for p in label.raw["key_points"]] == [["deals[0]"], ["casualties[0]"]]


def test_a_missing_record_can_be_added(visit, folder):
    view = visit()
    view.get_by_label("Kind of record to add").select_option("displacements")
    view.get_by_role("button", name="Add a record").click()
    form = view.locator(".card form")
    form.get_by_label("movement").select_option("trapped")
    form.get_by_label("count").fill("25,000")
    form.get_by_label("people").select_option("unknown")
    form.get_by_label("origin").fill("Keslow")
    form.get_by_label("quote").fill("Some 25,000 people remain trapped in Keslow")
    form.get_by_label("stance").select_option("asserts")
    form.get_by_role("button", name="Apply").click()
    view.keyboard.press("k")
    assert focused(view).startswith("A7")
    view.keyboard.press("j")
    assert focused(view) == "N14 displacements"
    view.get_by_label("Kind of record to add").select_option("deals")
    view.get_by_role("button", name="Add a record").click()
    view.keyboard.press("Escape")  # given up
    view.locator(".bar button", has_text="Comment").click()
    view.get_by_label("Comment on the report").fill("One was missing")
    gold = read_gold(label := read_label(save(view, folder)), "keslow")
    assert gold.rejected == ()
    (added,) = gold.answer.displacements
    assert (added.count.text, added.origin.text, added.claims[0].source) == ("Some 25,000", "Keslow", None)
    assert label.raw["comments"] == [{"record": None, "verdict": None, "note": "One was missing"}]


def test_a_text_from_no_file_is_saved_beside_its_label(visit, reports, folder):
    view = visit("pasted")
    with view.expect_download() as download:
        view.get_by_role("button", name="Save text").click()
    download.value.save_as(folder / download.value.suggested_filename)
    view.get_by_role("button", name="Tick the rest").click()
    label = read_label(save(view, folder))
    assert label.document.sha256 == reports["pasted"].document.sha256


# ── attacks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", range(len(hostile_report.ATTACKS)))
def test_nothing_of_an_attack_runs(visit, reports, tmp_path, number):
    report = reports[f"attack{number}"]
    view = visit(f"attack{number}", "keslow")
    view.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
    for record in report.records():
        card(view, record.id).locator("h4 a").click()
        card(view, record.id).locator(".tools button", has_text="Correct").click()
        card(view, record.id).locator("form button", has_text="Apply").click()
    view.locator(".shown .text mark").first.click()
    view.get_by_label("Kind of record to add").locator("visible=true").select_option("actors")
    view.get_by_role("button", name="Add a record").click()
    view.get_by_label("name").locator("visible=true").first.fill(hostile_report.ATTACKS[number])
    view.locator(".card form button", has_text="Apply").click()
    assert view.locator(".card .changes:visible").count() == 1  # what was applied untouched has not changed
    path = save(view, tmp_path)
    label = json.loads(path.read_text("utf-8"))
    assert label["deals"][0]["place"] == report.deals[0].place.text
    assert label["article"].endswith(".txt")
    view.wait_for_timeout(50)


def test_even_markup_that_got_in_would_not_run(browser, reports, tmp_path):
    """The second wall: the page's policy, should the escaping ever fail."""
    file = tmp_path / "page.html"
    file.write_text("".join(together([reports["keslow"]], "html")), "utf-8")
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
