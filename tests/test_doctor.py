"""`summarize doctor`: what it finds, that it tells nothing of a key, and that it asks nobody unless it is told to."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from summarize.cli import checks, main
from summarize.engines.llm.providers import provider

SECRET = "sk-Qz7-4711-never"
PARTS = [SECRET[i : i + 5].lower() for i in range(len(SECRET) - 4)]


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = ("SUMMARIZE_", "OLLAMA_")
    ends = ("_API_KEY", "_BASE_URL", "_PROXY", "_proxy")
    for name in [n for n in os.environ if n.startswith(ours) or n.endswith(ends)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["doctor", *arguments])
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def found(*arguments: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run("--json", *arguments).stdout)
    return told


@contextmanager
def answering(status: int) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """A server on this machine, and what it was asked: the path, and the key that was sent."""
    asked: list[tuple[str, str | None]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers.get("Authorization")))
            self.send_response(status)
            self.send_header("Location", "http://elsewhere.example/")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1", asked
        finally:
            server.shutdown()
            thread.join()


def test_with_nothing_set_the_rules_read() -> None:
    done = run()
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:2] == ["engine    rules (default)", "          can read"]
    assert found()["engine"] == {
        "model": "rules",
        "because": "default",
        "trouble": None,
        "base_url": None,
        "base_url_because": None,
    }


def test_who_named_the_model_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("summarize.toml").write_text('model = "ollama/a"')
    assert found()["engine"]["because"] == str(Path("summarize.toml").absolute())
    monkeypatch.setenv("SUMMARIZE_MODEL", "ollama/b")
    assert [found()["engine"][k] for k in ("model", "because")] == ["ollama/b", "SUMMARIZE_MODEL"]
    assert [found("-m", "rules")["engine"][k] for k in ("model", "because")] == ["rules", "--model"]
    assert found()["settings_file"] == str(Path("summarize.toml").absolute())


@pytest.mark.parametrize(
    ("model", "trouble"),
    [
        ("openai/x", "no key for openai: set OPENAI_API_KEY"),
        ("nobody/x", "no provider 'nobody'"),
        ("nonsense", "no model 'nonsense'"),
        ("gguf:none.gguf", "none.gguf cannot be read: no such file or directory"),
        ("gguf:text.gguf", "text.gguf is no GGUF model file"),
        ("recorded:.", "no recorded answers in ."),
        ("recorded", None),
        ("ollama/x", None),
        ("gguf:good.gguf", None),
    ],
)
def test_a_model_that_cannot_be_used_is_1_with_the_reason(model: str, trouble: str | None) -> None:
    Path("text.gguf").write_text("text")
    Path("good.gguf").write_bytes(b"GGUF\3")
    pytest.importorskip("xllamacpp")
    done = run("-m", model)
    assert done.exit_code == (0 if trouble is None else 1)
    assert f"cannot read: {trouble}" in done.stdout if trouble else "can read\n" in done.stdout


def test_a_missing_package_is_told_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr(checks, "_version", lambda _: None)
    done = run("-m", "anthropic/x")
    assert done.exit_code == 1
    assert "cannot read: anthropic is not installed: pip install 'summarize[anthropic]'" in done.stdout
    assert "anthropic: anthropic missing: pip install 'summarize[anthropic]'" in done.stdout
    extra = next(e for e in found()["extras"] if e["name"] == "google")
    assert extra["install"] == "pip install 'summarize[google]'"
    assert run("-m", "gguf:x").exit_code == 1


def test_installed_extras_have_their_versions_and_developers_are_left_out() -> None:
    from importlib.metadata import version

    extras = {e["name"]: e for e in found()["extras"]}
    assert extras["anthropic"] == {
        "name": "anthropic",
        "packages": {"anthropic": version("anthropic")},
        "install": None,
    }
    assert not extras.keys() & {"test", "dev"}


def test_keys_are_there_or_not_and_nothing_of_them_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [p["name"] for p in found()["providers"]]
    assert all(p["key_set"] is None for p in found()["providers"])
    for name in names:
        for variable in provider(name).key:
            monkeypatch.setenv(variable, SECRET)
    monkeypatch.setenv("HTTPS_PROXY", f"http://me:{SECRET}@proxy.example:3128/?k={SECRET}")
    monkeypatch.setenv("http_proxy", f"me:{SECRET}@proxy.example:3128")
    monkeypatch.setenv("ALL_PROXY", f"socks5h://me:{SECRET}@proxy.example")
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://me:{SECRET}@127.0.0.1:9/v1?key={SECRET}#{SECRET}")
    for arguments in ([], ["--json"], ["-m", "openai/x"], ["-m", "openai/x", "--json", "--ask"], ["-m", "google/x"]):
        done = run(*arguments)
        assert [part for part in PARTS if part in done.output.lower()] == []
    assert all(p["key_set"] in p["variables"] for p in found()["providers"] if p["variables"])
    assert "openai: OPENAI_API_KEY is set\n" in run().stdout
    assert found("-m", "openai/x")["engine"]["base_url"] == "http://127.0.0.1:9/v1"
    assert found()["proxies"] == {
        "all": "socks5h://proxy.example",
        "http": "http://proxy.example:3128",
        "https": "http://proxy.example:3128/",
    }
    long = run().stdout
    for variable in provider("openai").key:
        monkeypatch.setenv(variable, "x")
    assert run().stdout == long  # nor how long it is


@pytest.mark.parametrize("url", [f"http://me:{SECRET}/x@host/v1", f"{SECRET}@host:8000/v1", "localhost:8000/v1"])
def test_an_address_that_is_none_is_told_without_repeating_it(url: str) -> None:
    done = run("-m", "openai/x", "--base-url", url)
    assert done.exit_code == 1
    assert "cannot read: the server's address is none that can be used" in done.stdout
    assert [part for part in PARTS if part in done.output.lower()] == []


@pytest.mark.parametrize(
    ("variable", "model"),
    [
        ("OPENAI_BASE_URL", "openai/x"),
        ("ANTHROPIC_BASE_URL", "anthropic/x"),
        ("GOOGLE_GEMINI_BASE_URL", "google/x"),
        ("OLLAMA_HOST", "ollama/x"),
    ],
)
def test_the_address_that_would_be_used_and_who_set_it(
    variable: str, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    default = found("-m", model)["engine"]
    assert default["base_url"] == ("http://localhost:11434/v1" if variable == "OLLAMA_HOST" else None)
    monkeypatch.setenv(variable, "http://there.example/v1")
    told = found("-m", model)["engine"]
    assert (told["base_url"], told["base_url_because"]) == ("http://there.example/v1", variable)
    told = found("-m", model, "--base-url", "http://here.example/v1")["engine"]
    assert (told["base_url"], told["base_url_because"]) == ("http://here.example/v1", "--base-url")


@pytest.mark.parametrize("status", [200, 302, 401])
def test_a_server_on_this_machine_is_asked_only_when_told_to_and_without_a_key(
    status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with answering(status) as (url, asked):
        assert found("-m", "openai/x", "--base-url", url)["server"]["answers"] is None
        assert asked == []
        told = found("-m", "openai/x", "--base-url", url, "--ask")
        assert told["server"] == {"address": url, "asked": True, "answers": True, "status": status}
        assert asked == [("/v1/models", None)]
        assert f"answers (status {status})" in run("-m", "openai/x", "--base-url", url, "--ask").stdout
    done = run("-m", "openai/x", "--base-url", url, "--ask")
    assert done.exit_code == 1
    assert f"cannot read: no server answers at {url}" in done.stdout


def test_a_server_elsewhere_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_status", lambda _: pytest.fail("asked"))
    for host in ("host.example", "10.0.0.7", "localhost.example", "[2001:db8::1]"):
        assert found("-m", "openai/x", "--base-url", f"http://{host}/v1", "--ask")["server"] is None


def test_the_cache_is_counted(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / f"cache/{'0a' * 32}.json").write_text("{}")
    (tmp_path / "cache/mine.json").write_text("{}")
    assert found()["cache"] == {"folder": str(tmp_path / "cache"), "used": True, "answers": 1, "bytes": 2}
    assert found("--no-cache")["cache"]["used"] is False
    assert f"{tmp_path / 'cache'}: 1 answer, 2 bytes; not used" in run("--no-cache").stdout


def test_a_settings_file_that_cannot_be_used_is_a_finding_and_the_rest_is_told() -> None:
    Path("summarize.toml").write_text(f'api_key = "{SECRET}"')
    done = run()
    assert done.exit_code == 1
    assert "summarize.toml: api_key: a secret does not belong in a file" in done.stdout
    assert "ollama: needs none" in done.stdout
    assert SECRET not in done.output
    assert found()["engine"]["model"] is None
    assert found()["settings_file"] == str(Path("summarize.toml").absolute())


def test_a_terminal_that_cannot_show_reports_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.render.screen.is_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "output    terminal: utf-8, no colours, 80 columns\n" in run().stdout
    done = CliRunner(charset="latin-1").invoke(main, ["doctor"])
    assert "latin-1 cannot show all that reports hold" in done.stdout


def test_names_cannot_steer_the_terminal() -> None:
    done = run("-m", "gguf:\x1b[31mred\nline")
    assert "\x1b" not in done.stdout
    assert "\nline" not in done.stdout
