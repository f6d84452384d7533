"""The settings file, the environment and the flags: what is found, who wins, and how what is wrong is told."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click
import pytest
from click.testing import CliRunner, Result
from fiction import KESLOW, answer
from hypothesis import given
from hypothesis import strategies as st

from summarize.cli import main
from summarize.cli.options import model_options
from summarize.configuration import FIELDS, FILE, Configuration, address, load
from summarize.errors import ConfigurationError
from summarize.settings import Settings
from summarize.testing import Completion, ModelServer

SECRET = "sk-never-to-be-shown-4711"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a working directory in it, and nothing set."""
    for name in [n for n in os.environ if n.startswith("SUMMARIZE_") or n.endswith(("_API_KEY", "_BASE_URL"))]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    (home / "desk/news").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "caches"))
    monkeypatch.chdir(home / "desk/news")
    Path("keslow.txt").write_text(KESLOW.text, "utf-8")
    return home


def written(text: str, folder: Path = Path()) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(text, "utf-8")
    return folder / FILE


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def said(text: str) -> str:
    written(text)
    with pytest.raises(ConfigurationError) as caught:
        load()
    assert SECRET not in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"{Path(FILE).absolute()}: ")


def test_nothing_set_is_nothing() -> None:
    assert load() == Configuration()
    assert load().merged({}) == ({}, {})


def test_every_setting_can_be_in_the_file_and_in_the_environment(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    assert set(FIELDS) == {*(f.name for f in dataclasses.fields(Settings)), "format"}
    all_of_them = {
        "model": "openai/x",
        "base_url": "http://h/v1",
        "mode": "tools",
        "passes": 2,
        "part_tokens": 300,
        "answer_tokens": 400,
        "timeout": 5.5,
        "deadline": 6,
        "concurrency": 3,
        "cache": str(home / "kept"),
        "max_bytes": 10,
        "repair": False,
        "fetch_timeout": 7.5,
        "allow_private": True,
        "format": "jsonl",
    }
    assert set(all_of_them) == set(FIELDS)
    expected = all_of_them | {"cache": home / "kept"}
    written("".join(f"{k} = {str(v).lower() if isinstance(v, bool) else repr(v)}\n" for k, v in all_of_them.items()))
    monkeypatch.setenv("SUMMARIZE_CONFIG", FILE)  # a file that is only found may not open private networks
    assert load().in_file == expected
    monkeypatch.delenv("SUMMARIZE_CONFIG")
    Path(FILE).unlink()
    for key, value in all_of_them.items():
        monkeypatch.setenv(f"SUMMARIZE_{key.upper()}", str(value))
    assert load().in_environment == expected
    Settings(**{k: v for k, v in expected.items() if k != "format"})


def test_a_file_that_lies_beside_the_articles_cannot_open_private_networks() -> None:
    assert said("allow_private = true") == (
        "allow_private: only taken from a file that SUMMARIZE_CONFIG names, from your own folder of configurations, "
        "SUMMARIZE_ALLOW_PRIVATE or --allow-private"
    )
    written("allow_private = false")
    assert load().in_file == {"allow_private": False}


def test_the_nearest_file_up_to_the_home_is_taken_then_the_user_s(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = written("passes = 5", home / "config/summarize")
    assert (load().file, load().nearby) == (own, False)
    written("passes = 1", home.parent)  # above the home: not ours to heed
    assert load().file == own
    at_home = written("passes = 2", home)
    assert (load().file, load().nearby) == (at_home, True)
    above = written("passes = 3", home / "desk")
    assert load().file == above
    here = written("passes = 4", home / "desk/news")
    assert (load().file, load().in_file) == (here, {"passes": 4})
    named = home / "other.toml"
    named.write_text("passes = 1")
    monkeypatch.setenv("SUMMARIZE_CONFIG", str(named))
    assert (load().file, load().nearby) == (named, False)
    monkeypatch.setenv("SUMMARIZE_CONFIG", os.devnull)
    assert load() == Configuration()


def test_outside_the_home_the_folders_above_count_up_to_the_root(tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "elsewhere/deep").mkdir(parents=True)
    path = written("passes = 2", tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path / "elsewhere/deep")
    assert load().file == path


@pytest.mark.skipif(sys.platform == "win32", reason="a working directory cannot be removed")
def test_a_working_directory_that_is_gone_has_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert load() == Configuration()


@pytest.mark.skipif(not hasattr(os, "chown") or os.getuid() != 0, reason="only root gives files away")
def test_another_user_s_file_is_refused_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    path = written("passes = 2").absolute()
    os.chown(path, 4711, 4711)
    with pytest.raises(ConfigurationError, match="belongs to another user: SUMMARIZE_CONFIG="):
        load()
    monkeypatch.setenv("SUMMARIZE_CONFIG", str(path))
    assert load().in_file == {"passes": 2}


def test_paths_in_the_file_are_relative_to_it(home: Path) -> None:
    written('cache = "kept"\nmodel = "gguf:models/small.gguf"', home / "desk")
    assert load().in_file == {"cache": home / "desk/kept", "model": f"gguf:{home}/desk/models/small.gguf"}
    written('cache = "~/kept"\nmodel = "recorded:~/r"', home / "desk")
    assert load().in_file == {"cache": home / "kept", "model": f"recorded:{home}/r"}
    written('cache = false\nmodel = "recorded"', home / "desk")
    assert load().in_file == {"cache": None, "model": "recorded"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("part_tokns = 3", "part_tokns: no such setting; is part_tokens meant?"),
        ("xyzzy = 3", f"xyzzy: no such setting: there are {', '.join(FIELDS)}"),
        ("published = 2031-05-02", f"published: no such setting: there are {', '.join(FIELDS)}"),
        ('passes = "2"', "passes: input should be a valid integer"),
        ("passes = 6", "passes: input should be less than or equal to 5"),
        (r'"a\nb\u001b" = 3', f"a b␛: no such setting: there are {', '.join(FIELDS)}"),
        (f"passes = {'9' * 5_000}", "not TOML: a number in it is too long"),
        (f"passes = {'[' * 5_000}", "not TOML: nested too deep"),
        (r'model = "gguf:a\u0000b"', "model: input should have no null character"),
        (r'cache = "a\u0000b"', "cache: input should have no null character"),
        ('cache = "~nobody-of-this-name/kept"', "no such home as a path in it begins with"),
        ('model = "gguf:~nobody-of-this-name/a.gguf"', "no such home as a path in it begins with"),
        ("timeout = 0", "timeout: input should be greater than 0"),
        ("timeout = nan", "timeout: input should be a finite number"),
        ('mode = "xml"', "mode: input should be 'json_schema', 'tools' or 'json'"),
        ("repair = 1", "repair: input should be a valid boolean"),
        ("cache = 3", "cache: input should be a folder's path, or false"),
        ("cache = true", "cache: input should be a folder's path, or false"),
        ('model = ""', "model: string should have at least 1 character"),
        ("[model]\nname = 3", "model: input should be a valid string"),
        ("passes = =", "not TOML: invalid value (at line 1, column 10)"),
    ],
)
def test_what_is_wrong_is_one_line_with_file_and_key(text: str, line: str) -> None:
    assert said(text) == line
    done = run("keslow.txt")
    assert done.exit_code == 2
    assert done.stderr == f"summarize: {Path(FILE).absolute()}: {line.rstrip('.')} (see summarize --help)\n"


@pytest.mark.parametrize("key", ["api_key", "OPENAI_API_KEY", "token", "openai-secret", "password"])
def test_a_secret_is_refused_before_all_else_and_not_repeated(key: str) -> None:
    assert said(f'passes = "x"\nxyzzy = 1\n{key} = "{SECRET}"').startswith(f"{key}: a secret does not belong in a file")


def test_an_address_with_a_password_is_refused() -> None:
    assert said(f'base_url = "http://me:{SECRET}@h/v1"').startswith("base_url: a password does not belong in a file")


def test_values_that_do_not_fit_are_not_repeated() -> None:
    for key in set(FIELDS) - {"model", "base_url", "cache"}:
        said(f'{key} = "{SECRET}"')
        said(f'{key} = ["{SECRET}"]')


def test_files_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    Path(FILE).write_bytes(b'model = "\xff"')
    with pytest.raises(ConfigurationError, match="not UTF-8"):
        load()
    monkeypatch.setenv("SUMMARIZE_CONFIG", str(home / "none.toml"))
    with pytest.raises(ConfigurationError, match=r"SUMMARIZE_CONFIG: no file .*none\.toml"):
        load()
    monkeypatch.setenv("SUMMARIZE_CONFIG", str(home))
    with pytest.raises(ConfigurationError, match="SUMMARIZE_CONFIG: no file"):
        load()
    monkeypatch.setenv("SUMMARIZE_CONFIG", "n" * 300)
    with pytest.raises(ConfigurationError, match="SUMMARIZE_CONFIG: no file nnn"):
        load()


def test_a_variable_that_does_not_fit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_TIMEOUT", SECRET)
    with pytest.raises(ConfigurationError) as caught:
        load()
    assert str(caught.value).startswith("SUMMARIZE_TIMEOUT: input should be a valid number")
    assert SECRET not in str(caught.value)
    monkeypatch.setenv("SUMMARIZE_TIMEOUT", "")
    assert load() == Configuration()


def test_file_then_environment_then_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelServer(Completion(answer())) as server:
        written(f'model = "openai/from-file"\nbase_url = "{server.base_url}"\nformat = "json"\ncache = false')
        asked = [run("keslow.txt", "-q")]
        monkeypatch.setenv("SUMMARIZE_MODEL", "openai/from-variable")
        asked += [run("keslow.txt", "-q"), run("keslow.txt", "-q", "--model", "openai/from-flag")]
    assert [r.exit_code for r in asked] == [0, 0, 0]
    assert [r.body["model"] for r in server.requests] == ["from-file", "from-variable", "from-flag"]
    assert all(r.stdout.startswith("{") for r in asked)
    monkeypatch.setenv("SUMMARIZE_FORMAT", "markdown")
    assert run("keslow.txt", "-q", "-m", "rules").stdout.startswith("#")
    assert run("keslow.txt", "-q", "-m", "rules", "-f", "json").stdout.startswith("{")


def test_a_flag_wins_even_where_it_says_what_is_the_default_anyway() -> None:
    written('model = "openai/x"\nformat = "json"\ntimeout = 5')
    done = run("keslow.txt", "-q", "-m", "rules", "--format", "terminal", "--timeout", "120")
    assert done.exit_code == 0
    assert not done.stdout.startswith("{")


def test_the_server_of_a_file_that_lay_around_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelServer(Completion(answer())) as server:
        path = written(f'model = "openai/x"\nbase_url = "{server.base_url}"\ncache = false').absolute()
        line = f"summarize: {path} sets the server that is asked: {server.base_url}\n"
        assert run("keslow.txt").stderr.startswith(line)
        assert run("keslow.txt", "-q").stderr == ""
        assert line not in run("keslow.txt", "-m", "rules").stderr
        assert line not in run("keslow.txt", "--base-url", server.base_url).stderr
        monkeypatch.setenv("SUMMARIZE_CONFIG", str(path))
        assert line not in run("keslow.txt").stderr


def test_the_cache_is_where_the_file_says(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written('cache = "kept"', home / "desk")
    assert run("cache").stdout == f"{home}/desk/kept: 0 answers, 0 bytes\n"
    with ModelServer(Completion(answer())) as server:
        monkeypatch.setenv("SUMMARIZE_BASE_URL", server.base_url)
        run("keslow.txt", "-m", "openai/x", "--no-cache")
        assert not (home / "desk/kept").exists()
        run("keslow.txt", "-m", "openai/x")
        assert len(list((home / "desk/kept").iterdir())) == 1
        monkeypatch.setenv("SUMMARIZE_CACHE", str(home / "there"))
        run("keslow.txt", "-m", "openai/x")
        assert len(list((home / "there").iterdir())) == 1


def test_an_address_and_a_mode_go_with_their_provider() -> None:
    kept = Configuration(in_file={"model": "openai/x", "base_url": "http://h/v1", "mode": "tools", "passes": 2})
    assert kept.merged({"model": "openai/y"}).values["base_url"] == "http://h/v1"
    assert kept.merged({"model": "anthropic/z"}).values == {"model": "anthropic/z", "passes": 2}
    assert kept.merged({"model": "ollama/z", "base_url": "http://i"}).values["base_url"] == "http://i"
    alone = Configuration(in_file={"base_url": "http://h/v1"})
    assert alone.merged({"model": "openai/y"}).values["base_url"] == "http://h/v1"


layers = st.dictionaries(st.sampled_from([f for f in FIELDS if f != "model"]), st.integers(1, 9))


@given(layers, layers, layers)
def test_the_later_layer_wins(file: dict[str, Any], environment: dict[str, Any], flags: dict[str, Any]) -> None:
    merged = Configuration(Path("f"), False, file, environment).merged(flags)
    assert merged.values == {**file, **environment, **flags}
    assert set(merged.origins) == set(merged.values)
    assert {k for k, origin in merged.origins.items() if origin.startswith("--")} == set(flags)


def test_flags_and_settings_agree_on_defaults_and_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    @model_options
    def command(**_: Any) -> None:
        pass

    unset = command.make_context("command", []).params
    options = {p.name: p for p in command.params if p.name != "no_cache"}
    for name, option in options.items():
        assert unset[str(name)] in {getattr(Settings(), str(name)), None}
        if not isinstance(option.type, click.IntRange):
            continue
        for number in (1, 5, 6, 15, 16, 199, 200):
            monkeypatch.setenv(f"SUMMARIZE_{str(name).upper()}", str(number))
            if (option.type.min or 0) <= number <= (option.type.max or number):
                assert load().in_environment == {name: number}
            else:
                with pytest.raises(ConfigurationError):
                    load()
        monkeypatch.delenv(f"SUMMARIZE_{str(name).upper()}")
    modes = options["mode"].type
    assert isinstance(modes, click.Choice)
    assert set(modes.choices) == set(get_args(get_args(get_type_hints(Settings)["mode"])[0]))


def test_the_library_reads_no_file_and_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    written("passes = 3")
    monkeypatch.setenv("SUMMARIZE_TIMEOUT", "3")
    assert Settings() == Settings(passes=1, timeout=120)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://me:pw@host.example:8443/v1?key=1#x", "https://host.example:8443/v1"),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1"),
        ("http://me:p/w@host/v1", None),
        ("http://me:12/w@host/v1", None),
        ("http://12#w@host/v1", None),
        ("host:8000/v1", None),
        ("ftp://host/", None),
        ("http://", None),
        ("http://[::1", None),
    ],
)
def test_addresses_are_shown_without_credentials(url: str, shown: str | None) -> None:
    assert address(url) == shown


@given(st.text(), st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_no_password_is_shown_whatever_is_in_it(user: str, password: str) -> None:
    marked = f"zq{password}qz"
    assert marked.lower() not in (address(f"http://{user}:{marked}@host.example/v1") or "").lower()


@pytest.mark.slow
def test_without_a_file_the_slow_import_is_not_made() -> None:
    code = """
import sys
from summarize.cli import main
try:
    main(["keslow.txt"])
finally:
    print("pydantic_settings" in sys.modules, file=sys.stderr)
"""
    environment = {**os.environ, "SUMMARIZE_MODEL": "rules", "SUMMARIZE_CACHE": "kept"}
    line = [sys.executable, "-c", code]
    done = subprocess.run(line, check=True, capture_output=True, text=True, env=environment, timeout=60)
    assert done.stderr.endswith("False\n")
    written("passes = 1")
    done = subprocess.run(line, check=True, capture_output=True, text=True, env=environment, timeout=60)
    assert done.stderr.endswith("True\n")
