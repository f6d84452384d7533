"""Reports as data frames and in notebooks."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser

import pytest
from fiction import answer, casualty, claim, readings, report
from hypothesis import given, settings

from summarize.document import Document
from summarize.render.frames import frames
from summarize.render.notebook import render as notebook
from summarize.render.tables import tables

# ---- data frames


def test_pandas() -> None:
    pd = pytest.importorskip("pandas")
    made_frames = report(answer()).to_frames("pandas")
    casualties = made_frames["casualties"]
    assert casualties["count_low"].tolist() == [34, 900]
    assert casualties["count_high"].isna().all()
    assert str(casualties["count_high"].dtype) == "Int64"
    assert casualties["when_earliest"].iloc[0] == pd.Timestamp(2031, 4, 30)
    joined = made_frames["claims"].merge(made_frames["deals"], on=["report", "record"])
    assert len(joined) == 3
    assert made_frames["codes"]["cameo"].tolist() == ["139", "0356", "045"]
    assert made_frames["rejected"].empty


def test_polars() -> None:
    pl = pytest.importorskip("polars")
    made_frames = report(answer()).to_frames("polars")
    casualties = made_frames["casualties"]
    assert casualties["killed_low"].to_list() == [34, 900]
    assert casualties.schema["when_latest"] == pl.Date
    assert made_frames["rejected"].schema["reason"] == pl.String
    assert frames([report(answer())] * 2, "polars")["actors"].height == 14


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_hold_the_tables(library: str) -> None:
    pytest.importorskip(library)
    read = report(answer())
    for name, frame in read.to_frames(library).items():  # type: ignore[arg-type]
        table = tables([read])[name]
        assert tuple(frame.columns) == table.columns
        assert frame.shape == (len(table.rows), len(table.columns))


def test_frames_without_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.render.frames.find_spec", lambda _: None)
    read = report(answer())
    with pytest.raises(ImportError, match="need pandas or polars: pip install pandas"):
        read.to_frames()
    with pytest.raises(ImportError, match="need polars: pip install polars"):
        read.to_frames("polars")
    with pytest.raises(ValueError, match="no data frames of 'numpy'"):
        read.to_frames("numpy")  # type: ignore[arg-type]


def test_frames_take_whichever_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("polars")
    monkeypatch.setattr("summarize.render.frames.find_spec", lambda name: name == "polars" or None)
    assert type(report(answer()).to_frames()["deals"]).__module__.startswith("polars")


def test_nothing_heavy_is_imported_with_reports() -> None:
    code = (
        "import sys; from summarize.schemas import Report; import summarize.cli.convert;"
        "assert not {'pandas', 'polars', 'summarize.render.tables'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# ---- notebooks


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def looked_at(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    assert not tags.open
    assert tags.seen <= {
        "div", "p", "strong", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "small",
    }  # fmt: skip
    assert tags.attributes <= {"dir", "colspan"}
    return tags


def test_a_notebook_shows_the_report_short() -> None:
    html = report(answer())._repr_html_()
    text = looked_at(html).text
    assert "Northern Shield denies a deal to leave Keslow" in text
    assert "deal-1 DISPUTED" in text
    assert "Pavel Osk denies: “Northern Shield spokesman Pavel Osk denied" in text
    assert "≥ 34" in text
    assert len(html) < 10_000
    assert "No ultimatum, deal, casualty or displacement found." in looked_at(notebook(report({}))).text


def test_a_notebook_runs_nothing() -> None:
    text = "<script>alert(1)</script> killed 12 <img src=x onerror=alert(1)> in Keslow, the mayor said."
    quote = text.removesuffix(", the mayor said.")
    killed = casualty(count="12", when=None, victims_text=None, claims=[claim("the mayor", "asserts", quote)])
    raw = {"casualties": [killed] * 25}
    html = notebook(report(raw, Document(text=text, title="</div><script>", source="<b>")))
    assert "<script>alert(1)</script> killed 12" in looked_at(html).text
    assert "and 5 more" in html


@settings(max_examples=30, deadline=None)
@given(readings())
def test_whatever_was_read_a_notebook_shows_it(read: tuple[Document, dict[str, object]]) -> None:
    looked_at(notebook(report(read[1], read[0])))
