"""The command over everything that an article can be: rows, pages from a server, files taken apart, packed ones."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result

from summarize.cli import main
from summarize.testing import Completion, ModelServer

FIRST = "At least 34 civilians were killed in Keslow on Monday, the Varenian Centre said. The town is besieged."
SECOND = "Rebels said 12 soldiers were killed in Tarn on Sunday. The army denied it and spoke of four dead."
ROWS = [
    {"id": "keslow", "body": FIRST, "headline": "Dozens dead in Keslow", "date": "2026-06-11"},
    {"body": ""},
    {"body": SECOND},
]
PAGE = f"""<html><head><title>Dozens dead in Keslow</title><meta property="og:site_name" content="Varenia Courier">
<meta property="article:published_time" content="2026-06-11T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Dozens dead in Keslow</h1><p>{FIRST}</p><p>{SECOND}</p>
<p>The two sides have fought over the valley since spring, and neither has let monitors in.</p></article></body></html>
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("news.jsonl").write_text("\n".join(map(json.dumps, ROWS)), "utf-8")
    Path("a.html").write_text(PAGE, "utf-8")
    return tmp_path


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path)) as httpd:
        thread = Thread(target=httpd.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=stdin)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def reports(*arguments: str, stdin: bytes | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("-f", "jsonl", *arguments, stdin=stdin).stdout.splitlines()]


def documents(*arguments: str, stdin: bytes | None = None) -> list[tuple[Any, ...]]:
    found = [report["document"] for report in reports(*arguments, stdin=stdin)]
    return [(d["source"], d["title"], d["published"], d["published_from"]) for d in found]


def test_rows_are_articles_and_one_that_is_none_takes_no_other_with_it() -> None:
    assert documents("news.jsonl") == [
        ("keslow", "Dozens dead in Keslow", "2026-06-11", "metadata"),
        ("news.jsonl:3", None, None, None),
    ]
    result = run("-f", "jsonl", "news.jsonl")
    assert result.exit_code == 1
    error, credit = result.stderr.splitlines()
    assert error == "summarize: news.jsonl:2: no text in text or body or content or article"
    assert credit.startswith("summarize: 2 of 3 articles read by ")


@pytest.mark.parametrize("name", ["news.csv", "news.tsv", "news.jsonl.gz", "news.data"])
def test_formats_of_rows_by_name_and_by_option(name: str) -> None:
    mark = "\t" if "tsv" in name else ","
    table = f'id{mark}body\nkeslow{mark}"{FIRST}"\n'
    lines = json.dumps(ROWS[0])
    Path(name).write_bytes(gzip.compress(lines.encode(), mtime=0) if "jsonl" in name else table.encode())
    options = ["--rows", "csv"] if name == "news.data" else []
    assert [d[0] for d in documents(name, *options)] == ["keslow"]


def test_rows_on_standard_input_with_columns_of_other_names() -> None:
    row = json.dumps({"Story": FIRST, "Nr": 7, "Day": "4 May 2026", "Line": "Dozens dead"}).encode()
    columns = ("--text-column", "story", "--id-column", "Nr", "--date-column", "Day", "--title-column", "Line")
    assert documents("--rows", "jsonl", *columns, "-", stdin=row) == [("7", "Dozens dead", "2026-05-04", "metadata")]


def test_the_date_that_is_given_goes_before_the_row_s() -> None:
    assert documents("--published", "2026-07-01", "news.jsonl")[0][2:] == ("2026-07-01", "given")


def test_files_named_after_rows_and_pages(server: str) -> None:
    assert run("--allow-private", "-q", "-f", "json", "-o", "out/", "news.jsonl", f"{server}/a.html").exit_code == 1
    assert sorted(p.name for p in Path("out").iterdir()) == ["a.json", "keslow.json", "news-3.json"]


def test_a_file_of_rows_is_not_overwritten_by_its_reports() -> None:
    result = run("-f", "jsonl", "-o", "news.jsonl", "news.jsonl")
    assert (result.exit_code, result.stderr) == (2, "summarize: cannot write news.jsonl: it is the article itself\n")
    assert json.loads(Path("news.jsonl").read_text("utf-8").splitlines()[0]) == ROWS[0]


def test_a_page_from_a_file_and_from_its_address(server: str) -> None:
    url = f"{server}/a.html"
    here, there = reports("--allow-private", "a.html", url)
    assert (here["document"]["source"], there["document"]["source"]) == ("a.html", url)
    for report in (here, there):
        document = report["document"]
        assert (document["site"], document["published"]) == ("Varenia Courier", "2026-06-11")
        assert document["text"].startswith("Dozens dead in Keslow\n\n" + FIRST)
        assert [c["count"]["text"] for c in report["casualties"]][:1] == ["At least 34"]
        assert report["casualties"][0]["when"]["earliest"] == "2026-06-08"
    assert "published 2026-06-11 (by its metadata)" in run("a.html").stdout


def test_a_private_address_is_only_fetched_when_it_is_asked_for(server: str) -> None:
    result = run(f"{server}/a.html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"summarize: {server}/a.html: 127.0.0.1 is an address inside a private network; "
        "--allow-private reads it all the same\n"
    )


def test_pages_and_rows_are_read_by_a_model_too(server: str) -> None:
    empty = {"actors": [], "ultimatums": [], "deals": [], "casualties": [], "displacements": []}
    with ModelServer([Completion({**empty, "headline": None, "key_points": []})]) as model:
        result = run(
            *("--allow-private", "--model", "openai/x", "--base-url", model.base_url, "--no-cache", "-f", "jsonl"),
            *("news.jsonl", f"{server}/a.html", f"{server}/none.html", "a.html"),
        )
    sources = [json.loads(line)["document"]["source"] for line in result.stdout.splitlines()]
    assert sources == ["keslow", "news.jsonl:3", f"{server}/a.html", "a.html"]
    errors = result.stderr.splitlines()
    assert f"summarize: {server}/none.html: the server answered 404" in errors


def test_what_would_be_sent_of_a_page(server: str) -> None:
    assert FIRST in run("prompt", "--allow-private", f"{server}/a.html").stdout


def test_the_name_of_the_output_tells_the_format() -> None:
    for name, begins in {
        "a.json": "{",
        "a.jsonl": "{",
        "a.md": "# ",
        "page.html": "<!doctype html>",
        "a.csv": "report,",
    }.items():
        assert run("-q", "a.html", "-o", name).exit_code == 0
        assert Path(name).read_text("utf-8").lower().startswith(begins), name
    run("-q", "a.html", "-o", "b.json", "-f", "markdown")
    assert Path("b.json").read_text("utf-8").startswith("# ")
    run("convert", "-q", "a.json", "-o", "c.html")
    assert Path("c.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_settings_file_may_ask_for_any_format(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("s.toml").write_text('format = "html"')
    monkeypatch.setenv("SUMMARIZE_CONFIG", "s.toml")
    assert run("-q", "a.html").stdout.startswith("<!doctype html>")
    assert run("-q", "a.html", "-o", "a.md").exit_code == 0
    assert Path("a.md").read_text("utf-8").startswith("# ")
