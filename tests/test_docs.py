"""What the documents say exists, and what exists is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import labels
import pytest

from summarize.cli import main
from summarize.evals.command import evaluation

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


ALL = dict(commands(main, "summarize"))


@pytest.mark.parametrize("name", ALL)
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    command = ALL[name]
    assert command.help
    assert [p.name for p in command.params if isinstance(p, click.Option) and not p.help and p.name != "help"] == []


def test_every_visible_command_is_in_the_documents() -> None:
    told = "\n".join(page.read_text("utf-8") for page in PAGES)
    hidden = {"summarize read", "summarize eval score"}
    assert [name for name in ALL if name not in hidden and name not in told] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [t for t in targets if not (page.parent / t).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_options_named_in_commands_exist(page: Path) -> None:
    known = {o for c in (main, evaluation, *ALL.values()) for p in c.params for o in p.opts} | {"--help"}
    lines = re.findall(r"^ {4}summarize .*|`summarize [^`]*`", page.read_text("utf-8"), re.MULTILINE)
    used = {o for line in lines for o in re.findall(r"(?<!\S)--?[a-z][a-z-]*", line.partition("#")[0])}
    assert used <= known


def test_the_gate_in_the_evaluation_page_is_a_test_that_passes_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = re.findall(
        r"^```python\n(.*?)^```", (ROOT / "docs/evaluation.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
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
