"""What the tests of pages in a real browser share: the browser, watched visits, and what to ask of a view."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
NEEDED = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium: apt-get install chromium"),
]
PHONE, NARROWEST = {"width": 375, "height": 700}, {"width": 320, "height": 560}


@contextmanager
def launched() -> Iterator[Any]:
    """A browser. While it is open no other event loop can be: what a test reads of articles is made before."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install '.[browser]'"
    )
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def watched(browser: Any, file: Path, viewport: dict[str, int]) -> Iterator[Callable[..., Any]]:
    """A function that opens `file` in a window of its own, with an `anchor` and options of a browser context.

    At the end: the page asked for nothing but itself, complained of nothing, opened no dialog, and was not hacked.
    """
    opened: list[Any] = []
    complaints: list[str] = []
    requests: list[str] = []

    def visit(anchor: str = "", **options: Any) -> Any:
        view = browser.new_context(**{"viewport": viewport} | options).new_page()
        view.set_default_timeout(5000)
        view.on("console", lambda message: complaints.append(message.text))
        view.on("pageerror", lambda error: complaints.append(str(error)))
        view.on("dialog", lambda dialog: complaints.append(dialog.message))
        view.on("request", lambda request: requests.append(request.url))
        view.goto(file.as_uri() + anchor)
        opened.append(view)
        return view

    yield visit
    for view in opened:
        assert view.evaluate("window.hacked") is None
        view.context.close()
    assert complaints == []
    asked = [url.partition("#")[0] for url in requests if not url.startswith("blob:")]  # a download is the page's own
    assert asked == [file.as_uri()] * len(opened)


def focused(view: Any) -> str:
    """The text of what has the focus."""
    return view.evaluate("document.activeElement.textContent").strip()


def in_view(element: Any) -> bool:
    """Whether it begins in the window, and nothing is over it."""
    return element.evaluate(
        """e => {
          const box = e.getClientRects()[0];
          const over = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + box.height / 2);
          return box.top >= 0 && box.top < innerHeight && e.contains(over);
        }"""
    )


def accessible(view: Any) -> None:
    """Fail where axe finds something to mend, or nothing to look at."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install '.[browser]'").Axe()
    found = axe.run(view).response
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found["violations"]] == []
    assert found["passes"]
