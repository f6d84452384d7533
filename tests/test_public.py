"""The public face: names, errors, what an import costs, and that no other package's name is taken."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import summarize
from summarize import errors

MODULES = [
    "summarize",
    *(m.name for m in pkgutil.walk_packages(summarize.__path__, "summarize.") if not m.name.endswith(".__main__")),
]
SLOW = ["pydantic", "rich", "click", "rapidfuzz", "sentencex", "charset_normalizer", "countryinfo", "asyncio"]


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60).stdout


@pytest.fixture(scope="module", params=MODULES)
def module(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(request.param)


def test_every_module_is_found() -> None:
    assert {
        "summarize.cli",
        "summarize.schemas.records",
        "summarize.prompts",
        "summarize.evals",
        "summarize.render.safe",
    } <= set(MODULES)


def test_every_module_with_code_names_what_is_public_in_order(module: ModuleType) -> None:
    source = Path(inspect.getfile(module)).read_text("utf-8")
    code = [node for node in ast.parse(source).body if not isinstance(node, ast.Expr | ast.ImportFrom | ast.Import)]
    if not code and not hasattr(module, "__all__"):
        return  # it only holds data
    assert list(module.__all__) == sorted(module.__all__, key=lambda n: (not n.isupper(), not n[0].isupper(), n))
    assert len(set(module.__all__)) == len(module.__all__)
    assert all(hasattr(module, name) for name in module.__all__)


def test_every_public_name_defined_in_a_module_is_listed_and_documented(module: ModuleType) -> None:
    listed = set(getattr(module, "__all__", ()))
    for name, value in vars(module).items():
        if (inspect.isclass(value) or inspect.isfunction(value)) and value.__module__ == module.__name__:
            assert name.startswith("_") or name in listed, f"{module.__name__}.{name} is public, but not listed"
            assert name.startswith("_") or value.__doc__, f"{module.__name__}.{name} has no docstring"


def test_the_public_names_are_the_things_they_say() -> None:
    for name in summarize.__all__:
        value = getattr(summarize, name)
        assert value.__name__ == name
        assert value.__doc__
    assert set(summarize.__all__) <= set(dir(summarize))
    with pytest.raises(AttributeError, match="module 'summarize' has no attribute 'nothing'"):
        _ = summarize.nothing  # type: ignore[attr-defined]


def test_a_public_name_stays_what_it_is_whatever_is_imported() -> None:
    assert (
        run("from summarize import *; import summarize.pipeline; import summarize as s; print(callable(s.summarize))")
        == "True\n"
    )


def drawn(cls: type, lead: str = "") -> list[str]:
    """A class's subclasses as a tree, in the order of their definition."""
    lines = []
    below = [c for c in cls.__subclasses__() if c.__module__ == errors.__name__]
    for child in below:
        last = child is below[-1]
        lines.append(f"{lead}{'└── ' if last else '├── '}{child.__name__}")
        lines += drawn(child, f"{lead}{'    ' if last else '│   '}")
    return lines


def test_the_tree_of_errors_is_the_one_that_is_drawn() -> None:
    assert errors.__doc__ is not None
    block = [line[4:] for line in errors.__doc__.splitlines() if line.startswith("    ")]
    tree = [
        line.partition("  ")[0].rstrip()
        if "──" not in line
        else line[: line.index("──") + 3] + line.split("── ")[1].split()[0]
        for line in block
    ]
    assert tree == ["SummarizeError", *drawn(errors.SummarizeError)]
    assert {line.split()[-1] for line in tree} == set(errors.__all__)


def test_errors_of_this_project_are_defined_in_one_place(module: ModuleType) -> None:
    own = [
        v
        for v in vars(module).values()
        if inspect.isclass(v) and issubclass(v, errors.SummarizeError) and v.__module__ == module.__name__
    ]
    assert not own or module is errors


def test_an_error_names_its_article() -> None:
    error = errors.SourceEmpty("nothing to read", document_id="a.txt")
    assert (str(error), error.message, error.document_id) == ("a.txt: nothing to read", "nothing to read", "a.txt")
    assert str(errors.SummarizeError("odd")) == "odd"


def test_importing_the_package_imports_nothing_slow() -> None:
    loaded = run("import sys, summarize; print(*sys.modules)").split()
    assert not set(SLOW) & set(loaded)
    assert [m for m in loaded if m.startswith("summarize")] == ["summarize"]


def test_help_imports_nothing_slow_but_click() -> None:
    code = "import sys\nfrom summarize.cli import main\ntry: main(['--help'])\nfinally: print(*sys.modules)"
    assert set(SLOW) & set(run(code).split()) == {"click"}


def test_no_package_is_imported_by_a_bare_name() -> None:
    code = f"import sys, importlib\nfor m in {MODULES}: importlib.import_module(m)\nprint(*sys.modules)"
    assert not {"schemas", "prompts", "evals"} & set(run(code).split())


def test_a_users_own_folders_of_the_same_names_do_not_get_in_the_way(tmp_path: Path) -> None:
    for name in ("schemas", "prompts", "evals"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise RuntimeError('not yours')")
    code = "from summarize import Report; import summarize.prompts, summarize.evals; print(Report.__module__)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.startswith("summarize.schemas.")


def test_settings_are_frozen() -> None:
    settings = summarize.Settings()
    with pytest.raises(AttributeError):
        settings.model = "other"  # type: ignore[misc]


@pytest.mark.parametrize("name", ["passes", "part_tokens", "answer_tokens", "timeout", "deadline", "concurrency"])
def test_settings_that_make_no_sense_are_refused(name: str) -> None:
    for value in (0, -1, float("nan")):
        with pytest.raises(ValueError, match=f"{name} has to be over 0"):
            summarize.Settings(**{name: value})


def test_a_users_type_checker_sees_the_types() -> None:
    assert summarize.__file__ is not None
    assert Path(summarize.__file__).with_name("py.typed").exists()


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python 3.11.0 to 3.11.4 match such patterns wrongly (CPython issue 106052)."""
    root = Path(__file__).parent.parent
    files = [f for name in ("summarize", "schemas", "prompts", "evals") for f in sorted((root / name).rglob("*.py"))]
    assert len(files) > 100
    assert [f.name for f in files if re.search(r"(?<!\\)\)[*+?]\+(?!=)", f.read_text("utf-8"))] == []
