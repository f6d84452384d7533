"""The scorer's worked examples hold, and what needs no numbers does not need NumPy."""

from __future__ import annotations

import doctest
import subprocess
import sys
from importlib import import_module

import pytest


@pytest.mark.parametrize("module", ["alignment", "names", "similarity", "pairing", "statistics", "tally"])
def test_the_worked_examples_hold(module: str) -> None:
    tried = doctest.testmod(import_module(f"summarize.evals.{module}"))
    assert tried.failed == 0
    assert tried.attempted > 0


def test_the_package_and_its_gold_import_without_the_optional_libraries() -> None:
    code = (
        "import sys; sys.modules |= dict.fromkeys(['numpy', 'scipy']);"
        "from summarize.evals import gold, names, tally, weights"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
