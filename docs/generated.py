"""What the pages show of the code: tables of fields, the commands, and the output of examples.

Tables and commands are made as the site is built. Examples stand in the pages, so that these can be read as they are;
`python docs/generated.py` writes what the examples print today, and the tests compare.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import click
from click.testing import CliRunner

from summarize.cli import main as _main
from summarize.cli.groups import CommandsOrArguments
from summarize.pipeline import validate
from summarize.schemas import Answer, Provenance, Report
from summarize.sources import read_bytes

__all__ = ["anew", "definitions", "example", "fields", "main", "pages", "visible"]

DOCS: Final = Path(__file__).parent

# ---- the commands


class _Shown(click.Group):
    """A group whose arguments are no part of its commands' usage: they are there instead of a command."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return super().get_params(ctx) if ctx.command is self else []


def visible(command: click.Command) -> click.Command:
    """A command as its help shows it: with its hidden commands left out and a group's own work as the group's own."""
    if not isinstance(command, click.Group):
        return command
    context = click.Context(command)
    found = {name: command.get_command(context, name) for name in command.list_commands(context)}
    own = found[command.fallback] if isinstance(command, CommandsOrArguments) else command
    assert own is not None  # noqa: S101 - a group has its fallback
    return _Shown(
        command.name,
        params=own.params,
        help=own.help,
        epilog=own.epilog,
        commands={name: visible(c) for name, c in found.items() if c is not None and not c.hidden},
        subcommand_metavar="" if own is not command else None,
    )


main: Final = visible(_main)
"""`summarize`, for the reference."""

# ---- the fields of records


@cache
def definitions() -> dict[str, Any]:
    """Name → JSON Schema of everything that a report is made of, the report itself included."""
    schema = Report.model_json_schema(mode="serialization")
    return {**schema.pop("$defs"), "Report": schema}


@cache
def _asked() -> dict[str, Any]:
    """The same for what an engine is asked for."""
    schema = Answer.model_json_schema()
    return {**schema.pop("$defs"), "Report": schema}


def fields(name: str) -> str:
    """A Markdown table of the fields of a part of a report: who writes them, type, meaning."""
    asked = _asked().get(name, {}).get("properties")
    rows = ["| field | type | by | meaning |", "|---|---|---|---|"]
    for field, schema in definitions()[name]["properties"].items():
        by = "" if asked is None else "engine" if field in asked else "code"
        rows.append(f"| `{field}` | {_type(schema)} | {by} | {_cell(_meaning(name, field, schema))} |")
    # Words of the article and what is read of them at once are one value to an engine, and have no such column.
    return "\n".join(rows if asked is not None else [re.sub(r"\|[^|]*\|([^|]*\|)$", r"|\1", row) for row in rows])


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        target = definitions()[name]
        return f"[{name}](#{name.lower()})" if "properties" in target else _type(target)
    if "anyOf" in schema:
        return " or ".join(_type(s) for s in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}" if "items" in schema else "[start, end)"
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`"
    if "enum" in schema:
        return " · ".join(f"`{value}`" for value in schema["enum"])
    return str(schema.get("format") or schema.get("type", "any JSON"))


def _meaning(name: str, field: str, schema: Mapping[str, Any]) -> str:
    """What the schema says of a field, else of its type: to engines (its words), else to users (its first sentence)."""
    if "description" in schema:
        return str(schema["description"])
    asked = _asked().get(name, {}).get("properties", {}).get(field, {})
    for where, known in ((asked, _asked()), (schema, definitions())):
        for part in (where, where.get("items", {}), *where.get("anyOf", ())):
            target = known.get(part.get("$ref", "").rpartition("/")[2], {})
            said = str(part.get("description") or target.get("description", ""))
            if said:
                return said.partition(". ")[0].removesuffix(".") + "." if "properties" in target else said
    return ""


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", r"\|").replace("<", r"\<")


# ---- examples

_BLOCK: Final = re.compile(r"^```(console|text|json)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WIDTH: Final = 110


def pages() -> list[Path]:
    """All pages of the site."""
    return sorted(DOCS.rglob("*.md"))


def anew(page: str) -> str:
    """A page with what its examples come to today.

    A `console` block holds commands after "$ " and what they print; a page's commands run one after the other in an
    empty folder in which only the samples are. Of a text and two blocks of JSON that follow one another, the first is
    an engine's answer, the second those parts of the report that it names.
    """
    shown: list[tuple[str, str]] = []

    def block(found: re.Match[str]) -> str:
        kind, body = found.groups()
        if kind == "console":
            body = "".join(_ran(command, run) for command in re.findall(r"^\$ (.*)$", body, re.MULTILINE))
        elif [k for k, _ in shown[-2:]] == ["text", "json"] and kind == "json":
            body = example(shown[-2][1], json.loads(shown[-1][1]), list(json.loads(body)))
        shown.append((kind, body))
        return f"```{kind}\n{body}```"

    with _machine() as run:
        return _BLOCK.sub(block, page)


def example(article: str, answer: Mapping[str, Any], parts: list[str]) -> str:
    """These parts of the report that an engine's answer comes to, as JSON."""
    document = read_bytes(article.strip().encode(), source="example.txt")
    stands = validate(answer, document)
    provenance = Provenance(engine="example", prompt_hash="", text_sha256=document.sha256)
    report = Report(document=document, provenance=provenance, rejected=stands.rejected, **dict(stands.answer))
    whole = report.model_dump(mode="json")
    return _compact({part: whole[part] for part in parts}) + "\n"


def _compact(value: Any, depth: int = 0) -> str:
    """JSON in which what fits stands on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + 2 * depth <= _WIDTH or not isinstance(value, dict | list):
        return flat
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    inner = (
        [f"{json.dumps(key)}: {_compact(v, depth + 1)}" for key, v in value.items()]
        if isinstance(value, dict)
        else [_compact(v, depth + 1) for v in value]
    )
    indent = "  " * (depth + 1)
    return f"{opening}\n{indent}" + f",\n{indent}".join(inner) + f"\n{'  ' * depth}{closing}"


Run = Callable[[str], str]
_SET_UP: Final = re.compile(r"^SUMMARIZE|API_KEY|BASE_URL|_HOST$|PROXY", re.IGNORECASE)


def _ran(command: str, run: Run) -> str:
    lines = "".join(f"{line.rstrip()}\n" for line in run(command).splitlines())
    return f"$ {command}\n{lines}"


@contextmanager
def _machine() -> Iterator[Run]:
    """A machine on which nothing is set up. `summarize` runs in this process, what it is piped into in another."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("evals").symlink_to(DOCS.parent / "evals")
        plain = {k: v for k, v in os.environ.items() if not _SET_UP.search(k)}
        plain |= {"SUMMARIZE_CONFIG": os.devnull, "SUMMARIZE_CACHE": f"{folder}/.answers", "COLUMNS": "100"}

        def run(command: str) -> str:
            given, _, rest = command.partition(" | ")
            if not given.startswith("summarize "):
                return _shell(command, "")
            words = _words(given)
            with patch.dict(os.environ, plain, clear=True):
                done = CliRunner().invoke(_main, words, prog_name="summarize")
            if rest:
                return done.stderr + _shell(rest, done.stdout)
            return done.output

        yield run


def _words(command: str) -> list[str]:
    import shlex

    return shlex.split(command, comments=True)[1:]


def _shell(command: str, given: str) -> str:
    done = subprocess.run(  # noqa: S603 - the pages' own commands
        ["/bin/sh", "-c", command], input=given, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


if __name__ == "__main__":
    for path in pages():
        text = path.read_text("utf-8")
        if (today := anew(text)) != text:
            path.write_text(today, "utf-8")
            sys.stdout.write(f"{path.relative_to(DOCS)} written anew\n")
