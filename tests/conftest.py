"""For all tests: no model, key or setting of the machine's own, and no limit of time that a busy machine breaks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# New examples are looked for where somebody is there to look into them; an integration run is the same every time.
settings.register_profile(
    "tests", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tests")

_SETTINGS = ("SUMMARIZE_MODEL", "SUMMARIZE_CONFIG", "OPENAI_BASE_URL", "OPENAI_API_KEY", "ANTHROPIC_API_KEY")


@pytest.fixture(autouse=True)
def _machine(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in (*_SETTINGS, "GOOGLE_API_KEY", "GEMINI_API_KEY", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SUMMARIZE_CONFIG", os.devnull)
    monkeypatch.setenv("SUMMARIZE_CACHE", str(Path(tmp_path_factory.getbasetemp()) / "cache"))
