"""What is built holds the whole package, nothing else, and works where nothing else of the project is."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = {"summarize/evals": "evals", "summarize/prompts": "prompts", "summarize/schemas": "schemas"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, built from a copy so that the checkout stays clean."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("dist")
    for name in ("summarize", "schemas", "prompts", "evals", "pyproject.toml", "README.md", "LICENSE"):
        subprocess.run(["cp", "-R", "-P", str(ROOT / name), str(copy)], check=True)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return out


def one(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def sources() -> Iterator[str]:
    """The files that an installed package must hold, by their place in it."""
    for top in ("summarize", *FOLDERS):
        folder = ROOT / FOLDERS.get(top, top)
        for path in folder.rglob("*"):
            inside = path.relative_to(folder)
            linked = top == "summarize" and f"summarize/{inside.parts[0]}" in FOLDERS
            if path.is_file() and not linked and "__pycache__" not in inside.parts:
                yield f"{top}/{inside.as_posix()}"


def test_the_wheel_holds_every_file_of_the_package_and_no_other(built: Path) -> None:
    with zipfile.ZipFile(one(built, "*.whl")) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == set(sources())


def test_the_wheel_brings_its_licence_and_the_command(built: Path) -> None:
    with zipfile.ZipFile(one(built, "*.whl")) as wheel:
        info = {Path(name).name: name for name in wheel.namelist() if ".dist-info/" in name}
        assert "LICENSE" in info
        assert b"summarize = summarize.cli:main" in wheel.read(info["entry_points.txt"])


def test_the_sdist_holds_the_folders_and_no_link(built: Path) -> None:
    with tarfile.open(one(built, "*.tar.gz")) as sdist:
        members = sdist.getmembers()
    held = {m.name.partition("/")[2] for m in members}
    assert not [m.name for m in members if m.issym() or m.islnk()]
    wanted = {name.replace(top, FOLDERS[top], 1) for name in sources() for top in FOLDERS if name.startswith(f"{top}/")}
    assert wanted
    assert wanted <= held


def test_the_wheel_works_away_from_the_checkout(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([sys.executable, *install, str(one(built, "*.whl"))], check=True)
    sample = ROOT / "evals" / "samples" / "keslow-deadline.txt"
    code = (
        "import pathlib, sys, summarize, summarize.schemas, summarize.prompts, summarize.evals\n"
        "parts = (summarize.schemas, summarize.prompts, summarize.evals)\n"
        "homes = {pathlib.Path(m.__file__).parent.parent for m in parts}\n"
        "assert homes == {pathlib.Path(summarize.__file__).parent}, homes\n"
        "print(homes.pop().parent)\n"
        "report = summarize.summarize(pathlib.Path(sys.argv[1]))\n"
        "assert report.casualties and report.actors\n"
        "assert not {'schemas', 'prompts', 'evals'} & set(sys.modules)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(target)}
    command = [sys.executable, "-W", "error", "-c", code, str(sample)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(target)


def test_every_folder_with_modules_is_listed_as_a_package() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"])
    assert listed == {Path(name).parent.as_posix().replace("/", ".") for name in sources() if name.endswith(".py")}
