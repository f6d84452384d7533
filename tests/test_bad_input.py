"""What cannot be read, understood or written: for each the one line that is said, and the exit code.

1: an article, report or label could not be read or written. 2: the command line was not understood, or the output
cannot be written, and nothing was read. Nothing of it goes to standard output.
"""

from __future__ import annotations

import gzip
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from summarize.cli import main

ARTICLE = "At least 34 civilians were killed in Keslow on Monday, the Varenian Centre said.\n"
GERMAN = (
    "Bei einem Angriff auf das Dorf sind am Montag nach Angaben der Behörden mindestens zwölf Menschen getötet worden, "
    "und viele sind verletzt."
)
LINKS = "".join(f"<p><a href='/{i}'>Headline number {i} of the day</a></p>" for i in range(40))
ENDINGS = ".docx, .eml, .htm, .html, .markdown, .md, .pdf, .text, .txt, .xhtml"
PRIVATE = "is an address inside a private network; --allow-private reads it all the same"
FORMATS = "'terminal', 'json', 'jsonl', 'markdown', 'csv', 'plover', 'html'"
OTHERWISE = "summarize convert takes saved reports, --rows jsonl articles in rows"
NAMES = "name a file, a folder or a web address, or - for standard input"
HELP = " (see summarize --help)"

FILES: dict[str, bytes | str] = {
    "a.txt": ARTICLE,
    "empty.txt": "",
    "blank.txt": " \n\t\n",
    "image.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "broken16.txt": b"\xff\xfeR\x00\x00\xd8",
    "foreign.txt": GERMAN,
    "big.txt": b"word " * 4_000_001,
    "login.html": "<title>Sign in</title><body><form action=/login><input name=a><input type=password></form></body>",
    "links.html": f"<html><head><title>News</title></head><body>{LINKS}</body></html>",
    "error.html": "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>",
    "empty.html": "<html></html>",
    "broken.pdf": "%PDF-1.7\nnothing",
    "none.pdf": ARTICLE,
    "broken.docx": b"PK\x03\x04nothing",
    "none.docx": ARTICLE,
    "empty.eml": "From: a@b.example\nSubject: \n\n",
    "cut.txt.gz": gzip.compress(ARTICLE.encode() * 50, mtime=0)[:60],
    "bomb.txt.gz": gzip.compress(b"a" * 30_000_000, mtime=0),
    "text.jsonl": '{"text": \n',
    "list.jsonl": "[1]\n",
    "number.jsonl": '{"text": 3}\n',
    "date.jsonl": '{"text": "x", "date": "sometime"}\n',
    "empty.jsonl": "",
    "header.csv": "id,text\n",
    "ragged.csv": "id,text\n1,2,3\n",
    "columns.csv": "id,words\n1,2\n",
    "none.parquet": b"PAR1xxxx",
    "any.json": '{"a": 1}',
    "half.json": '{"a": ',
    "lines.txt": '{"text": "Rebels left."}\n{"text": "Rebels came."}\n',
    "table.txt": "nr;text\n1;Rebels left.\n",
    "none.gguf": "nope",
    "summarize.bad.toml": "passes = 9",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bad")
    for name, content in FILES.items():
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (root / "bare").mkdir()
    (root / "rows").mkdir()
    (root / "rows/a.csv").write_text("id,text\n1,2\n")
    (root / "gone.txt").symlink_to("nowhere.txt")
    (root / "loop.txt").symlink_to("loop.txt")
    with zipfile.ZipFile(root / "other.docx", "w") as archive:
        archive.writestr("a", "b")
    return root


READ = [
    (["missing.txt"], "missing.txt: no such file"),
    (["a.txt/b.txt"], "a.txt/b.txt: not a directory"),
    (["gone.txt"], "gone.txt: no such file"),
    (["loop.txt"], "loop.txt: too many levels of symbolic links"),
    (["n" * 300], f"{'n' * 300}: file name too long"),
    (["a\x1b[31m\n\u202e.txt"], "a␛[31m .txt: no such file"),
    (["[bold red]x[/].txt"], "[bold red]x[/].txt: no such file"),
    (["k\udce9slow.txt"], "k�slow.txt: no such file"),
    (["--quiet", "missing.txt"], "missing.txt: no such file"),
    (["bare"], f"bare: no article in this folder ({ENDINGS})"),
    (["-"], "-: nothing to read: the article is empty"),
    (["empty.txt"], "empty.txt: nothing to read: the article is empty"),
    (["blank.txt"], "blank.txt: nothing to read: the article is empty"),
    (["big.txt"], "big.txt: larger than 20,000,000 bytes"),
    (["image.png"], "image.png: not text, or in no encoding that can be detected"),
    (["broken16.txt"], "broken16.txt: not text, or in no encoding that can be detected"),
    (["foreign.txt"], "foreign.txt: the rules engine reads English only, and this looks like German"),
    # pages
    (["login.html"], "login.html: no article: a page to log in"),
    (["links.html"], "links.html: no article: a list of links"),
    (["error.html"], "error.html: no article: an error page"),
    (["empty.html"], "empty.html: no article on this page"),
    # files that are taken apart
    (["broken.pdf"], "broken.pdf: a damaged PDF (PdfStreamError)"),
    (["none.pdf"], "none.pdf: no PDF, whatever it is called"),
    (["broken.docx"], "broken.docx: no Word document, or damaged"),
    (["none.docx"], "none.docx: no Word document, or damaged"),
    (["other.docx"], "other.docx: a zip file that is no Word document"),
    (["empty.eml"], "empty.eml: nothing to read: the message holds no text"),
    (["cut.txt.gz"], "cut.txt.gz: cut short: it cannot be unpacked to its end"),
    (["bomb.txt.gz"], "bomb.txt.gz: unpacks to more than 20,000,000 bytes"),
    # rows
    (["text.jsonl"], "text.jsonl:1: not JSON: expecting value at column 9"),
    (["list.jsonl"], "list.jsonl:1: no JSON object, which has to be one a line"),
    (["number.jsonl"], "number.jsonl:1: the text is no string"),
    (["date.jsonl"], "date.jsonl:1: 'sometime' is no publication date, or more than one; write it as 2026-05-04"),
    (["date.jsonl", "--text-column", "body"], "date.jsonl:1: no text in body"),
    (["empty.jsonl"], "empty.jsonl: nothing to read: it holds no rows"),
    (["header.csv"], "header.csv: nothing to read: it holds no rows"),
    (["header.csv", "--rows", "jsonl"], "header.csv:1: not JSON: expecting value at column 1"),
    (["ragged.csv"], "ragged.csv:2: 3 fields under a header of 2"),
    (
        ["columns.csv"],
        "columns.csv: no column text or body or content or article among 'id', 'words': --text-column names it",
    ),
    (["none.parquet"], "none.parquet: no Parquet, or damaged"),
    (["missing.csv"], "missing.csv: no such file"),
    (["rows"], f"rows: no article in this folder ({ENDINGS}); name a.csv itself to have its rows read"),
    (["any.json"], f"any.json: no article: JSON; {OTHERWISE}"),
    (["lines.txt"], f"lines.txt: no article: JSON; {OTHERWISE}"),
    (["table.txt"], "table.txt: no article: a table, as its first line shows; --rows csv takes its rows for articles"),
    # what may be meant
    (["convrt"], "convrt: no such file; is the command convert meant?"),
    (["127.0.0.1:80/a"], "127.0.0.1:80/a: no such file; a web address begins with https:// or http://"),
    (["www.news.example"], "www.news.example: no such file; a web address begins with https:// or http://"),
    # addresses
    (["ftp://news.example/a"], "ftp://news.example/a: only http:// and https:// are read, not ftp://"),
    (["file:///etc/passwd"], "file:///etc/passwd: only http:// and https:// are read, not file://"),
    (["http://"], "http://: a web address without a host"),
    (["http://me:pw@news.example/"], "http://news.example/: an address with a name or password in it"),
    (["http://127.0.0.1:9/a"], f"http://127.0.0.1:9/a: 127.0.0.1 {PRIVATE}"),
    (["http://[::1]/a"], f"http://[::1]/a: ::1 {PRIVATE}"),
    (["http://169.254.169.254/latest"], f"http://169.254.169.254/latest: 169.254.169.254 {PRIVATE}"),
    # models
    (["a.txt", "-m", "recorded"], "a.txt: no recorded answer to this request: not recorded with this text and date"),
    (
        ["a.txt", "-m", "openai/x", "--base-url", "http://127.0.0.1:9/v1", "--deadline", "0.1"],
        "a.txt: no connection from openai/x at 127.0.0.1:9",
    ),
    # other commands
    (["convert", "missing.json"], "missing.json: no such file"),
    (["convert", "any.json"], "any.json: no report: document: Field required (and 2 more)"),
    (["convert", "half.json"], "half.json: line 1, column 7: not JSON: Expecting value"),
    (["convert", "-"], "-: no report in it"),
    (["triage", "missing.txt"], "missing.txt: no such file"),
    (["digest", "missing.txt"], "missing.txt: no such file"),
    (["digest", "missing.json"], "missing.json: no such file"),
    (["prompt", "missing.txt", "-m", "openai/x"], "missing.txt: no such file"),
]

UNDERSTOOD = [
    ([], f"no article given: {NAMES}{HELP}"),
    (["--nonsense"], f"No such option '--nonsense'{HELP}"),
    (["a.txt", "--modle", "x"], f"No such option '--modle'. (Did you mean one of: '--mode', '--model'?){HELP}"),
    (["-q", "-v", "a.txt"], f"--quiet and --verbose exclude each other{HELP}"),
    (["a.txt", "-o"], f"Option '-o' requires an argument{HELP}"),
    (["a.txt", "-f", "pdf"], f"Invalid value for '--format' / '-f': 'pdf' is not one of {FORMATS}{HELP}"),
    (
        ["a.txt", "--published", "2026-02-30"],
        f"Invalid value for '--published': '2026-02-30' is no date of the form YYYY-MM-DD{HELP}",
    ),
    (["a.txt", "--passes", "0"], f"Invalid value for '--passes': 0 is not in the range 1<=x<=5{HELP}"),
    (["a.txt", "--passes", "two"], f"Invalid value for '--passes': 'two' is not a valid integer range{HELP}"),
    (["a.txt", "--timeout", "0"], f"Invalid value for '--timeout': 0.0 is not in the range x>0{HELP}"),
    (["a.txt", "--fetch-timeout", "-1"], f"Invalid value for '--fetch-timeout': -1.0 is not in the range x>0{HELP}"),
    (
        ["a.txt", "--rows", "xml"],
        f"Invalid value for '--rows': 'xml' is not one of 'jsonl', 'csv', 'tsv', 'parquet'{HELP}",
    ),
    (
        ["a.txt", "-m", "nothing"],
        f"no model 'nothing': write provider/name, such as openai/gpt-5 or ollama/qwen3{HELP}",
    ),
    (["a.txt", "-m", "openai/gpt-5"], f"no key for openai: set OPENAI_API_KEY{HELP}"),
    (
        ["a.txt", "-m", "openai/x", "--base-url", "nowhere"],
        f"the server's address is none that can be used: write http://HOST:PORT/v1{HELP}",
    ),
    (["a.txt", "-m", "gguf:none.gguf"], f"none.gguf is no GGUF model file{HELP}"),
    (["a.txt", "-m", "gguf:missing.gguf"], f"no model file missing.gguf{HELP}"),
    (["prompt", "a.txt", "-m", "rules"], f"the rules engine is sent nothing: name a model by --model{HELP}"),
    (["convert"], f"no report given: name a file or a folder, or - for standard input{HELP}"),
    (["schema", "--side", "x"], f"Invalid value for '--side': 'x' is not one of 'engine', 'user'{HELP}"),
    (["schema", "extra"], f"Got unexpected extra argument (extra){HELP}"),
    (["cache", "clean"], f"No such command 'clean'. Did you mean 'clear'?{HELP}"),
    (
        ["completion", "tcsh"],
        f"Invalid value for '{{bash|zsh|fish}}': 'tcsh' is not one of 'bash', 'zsh', 'fish'{HELP}",
    ),
    (
        ["eval", "samples", "--fail-under", "2"],
        f"Invalid value for '--fail-under': a share between 0 and 1 is needed{HELP}",
    ),
    (["eval", "compare", "a", "b"], f"Invalid value for 'RUN_A': Path 'a' does not exist{HELP}"),
    # outputs
    (
        ["a.txt", "-o", "a.xlsx"],
        f"no format of reports is written as .xlsx: --format csv makes tables, html a page{HELP}",
    ),
    (["a.txt", "-o", "a.txt"], "cannot write a.txt: it is the article itself"),
    (["a.txt", "-o", "a.txt/out"], "cannot write a.txt/out: not a directory"),
    (["a.txt", "-o", "no/such/out"], "cannot write no/such/out: no such file or directory"),
    (["a.txt", "-o", ""], "cannot write .: is a directory"),
    (["a.txt", "-o", "a.txt/"], "cannot write a.txt: file exists"),
    (["a.txt", "-f", "csv", "-o", "no/x.zip"], "cannot write no/x.zip: no such file or directory"),
]  # fmt: skip

CASES = [(arguments, 1, line) for arguments, line in READ] + [(arguments, 2, line) for arguments, line in UNDERSTOOD]


@pytest.mark.parametrize(("arguments", "code", "line"), CASES, ids=[" ".join(a)[:50] for a, *_ in CASES])
def test_bad_input_is_one_clear_line(
    arguments: list[str], code: int, line: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, arguments)
    assert (result.stderr, result.exit_code) == (f"summarize: {line}\n", code)
    assert result.stdout == ""


@pytest.mark.skipif(sys.platform != "linux", reason="a device that is always full")
@pytest.mark.parametrize("form", ["json", "html", "csv"])
def test_a_full_disk_is_told(form: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, ["-q", "a.txt", "-f", form, "-o", "/dev/full"])
    assert (result.stderr, result.exit_code) == ("summarize: cannot write /dev/full: no space left on device\n", 1)


def test_a_settings_file_that_cannot_be_used_ends_before_anything_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SUMMARIZE_CONFIG", "summarize.bad.toml")
    result = CliRunner().invoke(main, ["a.txt"])
    line = "summarize.bad.toml: passes: input should be less than or equal to 5"
    assert (result.stderr, result.exit_code, result.stdout) == (f"summarize: {line}{HELP}\n", 2, "")
