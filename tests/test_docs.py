"""What the documents say exists, what exists is said, and what they show is what is printed."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import click
import labels
import pytest

import summarize
from summarize import errors
from summarize.cli import main
from summarize.configuration import FIELDS
from summarize.schemas import Report

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
HIDDEN = {"summarize read", "summarize eval score"}


def load_generated() -> Any:
    spec = importlib.util.spec_from_file_location("generated", DOCS / "generated.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generated = load_generated()


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


ALL = dict(commands(main, "summarize"))
SHOWN = {"summarize": generated.main, **dict(commands(generated.main, "summarize"))}


def options(command: click.Command) -> set[str]:
    return {o for p in command.params if isinstance(p, click.Option) for o in p.opts}


def text(page: Path) -> str:
    return page.read_text("utf-8")


# ---- commands and options


@pytest.mark.parametrize("name", ALL)
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    command = ALL[name]
    assert command.help
    assert [p.name for p in command.params if isinstance(p, click.Option) and not p.help and p.name != "help"] == []


def test_every_visible_command_is_in_the_documents() -> None:
    told = "\n".join(map(text, PAGES))
    assert [name for name in ALL if name not in HIDDEN and name not in told] == []


def test_the_reference_has_every_command_and_option() -> None:
    own = {"summarize": "summarize read", "summarize eval": "summarize eval score"}
    assert SHOWN.keys() == {"summarize", *ALL} - HIDDEN
    for name, command in SHOWN.items():
        real = ALL[own.get(name, name)]
        assert options(command) == options(real)
        assert (command.help, command.epilog) == (real.help, real.epilog)


def code(page: Path) -> Iterator[str]:
    """Lines of fenced and indented blocks, and what stands between backticks."""
    for block in re.findall(r"^```(?:sh|console|text)?\n(.*?)^```", text(page), re.MULTILINE | re.DOTALL):
        yield from block.splitlines()
    prose = re.sub(r"^```.*?^```", "", text(page), flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"^ {4}(\S.*)", prose, re.MULTILINE)
    yield from (re.sub(r"\s+", " ", span) for span in re.findall(r"`([^`]+)`", prose))


def used(line: str) -> Iterator[tuple[str, set[str]]]:
    """Each `summarize` command of a line, and its options."""
    for start in re.finditer(r"(?:^(?:\$ )?|[|&] )(?:[A-Z_]+=\S+ )?(summarize(?: |$))", line):
        lexer = shlex.shlex(line[start.start(1) :], posix=True, punctuation_chars="|&;<>")
        lexer.whitespace_split = True
        words = list(lexer)
        end = next((i for i, word in enumerate(words) if set(word) <= set("|&;<>")), len(words))
        name = "summarize"
        for word in words[1:end]:
            if f"{name} {word}" not in SHOWN:
                break
            name += f" {word}"
        yield name, {word.partition("=")[0] for word in words[:end] if re.match(r"--?[a-z]", word)}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_options_named_in_commands_exist(page: Path) -> None:
    everywhere = {o for command in SHOWN.values() for o in options(command)} | {"--help"}
    strange = [
        (line, name, o)
        for line in code(page)
        for name, found in used(line)
        for o in found - options(SHOWN[name]) - {"--help"}
    ]
    alone = [o for line in code(page) for o in re.findall(r"^--?[a-z][a-z-]*", line) if o not in everywhere]
    assert (strange, alone) == ([], [])


def test_a_command_is_found_in_a_line() -> None:
    line = "$ KEY=… summarize eval compare --bad a | cat --x > f && summarize --format json -  # --not"
    assert list(used(line)) == [("summarize eval compare", {"--bad"}), ("summarize", {"--format"})]


# ---- what is shown


def runs(page: Path) -> bool:
    return bool(re.search(r"^```(?:console|json)$", text(page), re.MULTILINE))


@pytest.mark.parametrize("page", [p for p in PAGES if runs(p)], ids=lambda p: p.name)
def test_examples_come_to_what_is_shown(page: Path) -> None:
    assert generated.anew(text(page)) == text(page), "python docs/generated.py writes the examples anew"


def test_another_output_is_noticed() -> None:
    spoiling = {"errors.md": ("txt: no such file", "txt: no file"), "records/casualties.md": ('"low": 17', '"low": 18')}
    for name, (old, new) in spoiling.items():
        page = text(DOCS / name)
        spoilt = page.replace(old, new)
        assert spoilt != page
        assert generated.anew(spoilt) == page


@pytest.mark.parametrize("page", [DOCS / "python.md", DOCS / "outputs.md"], ids=lambda p: p.name)
def test_python_in_the_pages_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```python\n(.*?)^```", text(page), re.MULTILINE | re.DOTALL)
    assert blocks
    for block in blocks:
        exec(block, {})


def test_the_gate_in_the_evaluation_page_is_a_test_that_passes_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", text(DOCS / "evaluation.md"), re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    labels.write(tmp_path / "our/labels")
    gate: dict[str, object] = {}
    exec(code, gate)
    (test,) = (v for k, v in gate.items() if k.startswith("test_"))
    assert callable(test)
    test()
    (tmp_path / "our/labels/tarn.txt").write_text("Another text.\n\nIt rained.")
    with pytest.raises(Exception, match=r"assert|label does not hold"):
        test()


# ---- what is said


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text(page))
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_every_part_of_a_report_has_its_fields_on_one_page() -> None:
    told = "\n".join(text(p) for p in (DOCS / "records").glob("*.md"))
    made = re.findall(r"^```\{fields\} (\w+)$", told, re.MULTILINE)
    assert sorted(made) == sorted(n for n, part in generated.definitions().items() if "properties" in part)
    assert [n for n in made if n != "Report" and f"({n.lower()})=\n" not in told] == []


def test_a_table_of_fields_has_name_type_and_meaning() -> None:
    for name, part in generated.definitions().items():
        if "properties" not in part:
            continue
        rows = [row.split(" | ") for row in generated.fields(name).splitlines()[2:]]
        assert [row[0].strip("| `") for row in rows] == list(part["properties"])
        assert all(row[1].strip() for row in rows)
    assert "Britain-based" in generated.fields("Actor")
    assert "| engine |" in generated.fields("Actor")


def test_every_record_has_a_page() -> None:
    kinds = [f for f in Report.model_fields if f not in ("document", "provenance", "rejected", "headline")]
    pages = {p.stem for p in (DOCS / "records").glob("*.md")}
    assert {k for k in kinds if k not in ("key_points", "schema_version")} | {"claims", "report"} <= pages


def test_everything_that_can_be_set_is_in_the_page_on_settings() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", text(DOCS / "settings.md"), re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(FIELDS)
    assert [flag for _, flag in rows if flag != "–" and flag.strip("`") not in options(generated.main)] == []


def test_every_exit_code_is_told() -> None:
    codes = re.findall(r"^ +(\d+) {1,4}\S", str(generated.main.epilog), re.MULTILINE)
    assert len(codes) >= 5
    assert codes == re.findall(r"^\| (\d+) \|", text(DOCS / "errors.md"), re.MULTILINE)


def test_lines_that_are_explained_are_printed_somewhere() -> None:
    source = re.sub(r"\s+", " ", "\n".join(text(p) for p in (ROOT / "summarize").rglob("*.py")))
    lines = re.findall(r"^\| `([^`]+)` \|", text(DOCS / "errors.md"), re.MULTILINE)
    assert len(lines) > 10
    assert [line for line in lines if not all(part.strip() in source for part in line.split("…"))] == []


def test_public_names_are_in_the_reference() -> None:
    page = text(DOCS / "python.md")
    assert [
        n for n in summarize.__all__ if not re.search(rf"^\.\. auto\w+:: summarize\.{n}(?:\(\))?$", page, re.MULTILINE)
    ] == []
    tree = str(errors.__doc__)
    assert [n for n in errors.__all__ if n not in tree] == []


# ---- the site


class Assets(HTMLParser):
    """What a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.loaded += [v for k in ("src", "srcset") if (v := given.get(k))]
        if tag == "link" and given.get("rel") not in ("index", "search", "next", "prev"):
            self.loaded.append(given.get("href") or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for needed in ("sphinx", "myst_parser", "sphinx_click", "furo"):
        if importlib.util.find_spec(needed) is None:
            pytest.skip(f"{needed} is not installed: pip install 'summarize[docs]'")
    out = tmp_path_factory.mktemp("site")
    for builder in ("html", "man"):
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", str(out / "cache"), "-b", builder]
        done = subprocess.run([*command, str(DOCS), str(out / builder)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    return out


@pytest.mark.slow
def test_the_site_is_built_without_a_warning_and_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = sorted((site / "html").rglob("*.html"))
    assert {p.relative_to(DOCS).with_suffix(".html") for p in DOCS.rglob("*.md")} <= {
        p.relative_to(site / "html") for p in pages
    }
    for page in pages:
        assets = Assets()
        assets.feed(text(page))
        assert assets.loaded
        for asset in assets.loaded:
            assert (page.parent / asset.partition("?")[0]).exists(), (page.name, asset)
    for style in (site / "html").rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", text(style)), style


@pytest.mark.slow
def test_the_built_reference_has_every_command_and_option(site: Path) -> None:
    page = text(site / "html/cli.html")
    for name, command in SHOWN.items():
        dashed = name.replace(" ", "-")
        assert f'id="{dashed}"' in page
        missing = [o for o in options(command) if f'id="cmdoption-{dashed}-{o.lstrip("-")}"' not in page]
        assert missing in ([], sorted(o for o in missing if re.fullmatch("-[a-z]", o))), name
    manual = text(site / "man/summarize.1").replace("\\-", "-")
    assert [o for command in SHOWN.values() for o in options(command) if o not in manual] == []


@pytest.mark.slow
def test_the_built_pages_of_records_have_every_field(site: Path) -> None:
    told = unescape(re.sub("<[^>]+>", " ", "\n".join(map(text, (site / "html/records").glob("*.html")))))
    for part in generated.definitions().values():
        assert [field for field in part.get("properties", {}) if not re.search(rf"\b{field}\b", told)] == []
