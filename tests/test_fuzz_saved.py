"""Settings files and saved reports against what is made to break their readers: loaded, or one line why not."""

from __future__ import annotations

import contextlib
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fiction import answer, report
from fuzzed_files import TOKENS
from fuzzing import ATTACKS, bounded, damaged, fuzzed, in_one_line, json_values, words
from hypothesis import given
from hypothesis import strategies as st

from summarize import configuration, convert
from summarize.errors import ConfigurationError, ReportError
from summarize.render import FORMATS, TOGETHER, render
from summarize.schemas import Report
from summarize.settings import Settings

# ---- settings files

_TOML = [
    *(
        "model",
        "cache",
        "timeout",
        "passes",
        "base_url",
        "mode",
        "format",
        "max_bytes",
        "repair",
        "api_key",
        "concurrency",
    ),
    *(
        "=",
        "\n",
        "[",
        "]",
        "[[",
        "{",
        "}",
        ".",
        ",",
        '"',
        "'''",
        "#",
        "\\u0000",
        "\\ud800",
        "true",
        "nan",
        "-inf",
        "1e999",
    ),
    *(
        '"~nobody-here/x"',
        '"a\\u0000b"',
        '"gguf:~nobody-here/x"',
        '"http://a:b@c/"',
        '"http://[/"',
        "9" * 5000,
        "2026-13-45",
    ),
    *(
        '"rules"',
        '"json"',
        "1979-05-27T07:32:00Z",
        "0x" + "f" * 40,
        "1",
        "0",
        "''",
        '"a\\nb" = 1\n',
        '"\\u202e" = 1\n',
        "[",
    ),
]
_ASSIGNED = st.tuples(st.sampled_from(_TOML[:11]), st.sampled_from(_TOML) | words(1).map(json.dumps)).map(" = ".join)


@fuzzed(60)
@given(
    st.lists(_ASSIGNED, max_size=4).map("\n".join).map(str.encode)
    | st.lists(st.sampled_from(_TOML) | words(1), max_size=8).map(" ".join).map(str.encode)
    | damaged(b'model = "ollama/qwen3"\ntimeout = 300\ncache = false\n', [t.encode() for t in _TOML])
    | st.integers(1, 4).map(lambda n: b"a = " + b"[" * 10**n)
)
def test_any_settings_file(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / "fuzzed.toml"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch, bounded():
        patch.setenv("SUMMARIZE_CONFIG", str(path))
        try:
            loaded = configuration.load()
        except ConfigurationError as error:
            message = error.message
        else:
            assert not any("\0" in str(value) for value in loaded.in_file.values())
            Settings(**{k: v for k, v in loaded.in_file.items() if k != "format"})
            return
    assert in_one_line(message), message
    assert len(message) < len(str(path)) + 400


# ---- saved reports

SAVED = report(answer(casualties=[*answer()["casualties"], {"count": "x"}])).model_dump(mode="json")
WHOLE = json.dumps(SAVED).encode()


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _paths(inner, (*path, key))


PLACES = [p for p in _paths(SAVED) if p]


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """The saved report with values taken out, put in the place of others, or added."""
    whole: Any = json.loads(WHOLE)
    for path in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3)):
        at = whole
        with contextlib.suppress(KeyError, IndexError, TypeError):
            for step in path[:-1]:
                at = at[step]
            old = at[path[-1]]
            match draw(st.integers(0, 4)):
                case 0:
                    del at[path[-1]]
                case 1:
                    at[path[-1]] = draw(json_values())
                case 2 if isinstance(at, dict):
                    at[draw(words(1))] = old
                case 3 if isinstance(old, list):
                    at[path[-1]] = old * draw(st.sampled_from([0, 2]))
                case _:
                    at[path[-1]] = draw(st.sampled_from([None, "", "x", 0, -1, 10**30, 1e308, [], {}, True, *ATTACKS]))
    return json.dumps(whole, ensure_ascii=draw(st.booleans())).encode()


@fuzzed(60)
@given(
    changed() | damaged(WHOLE, [t.encode() for t in TOKENS]) | st.just(b"[" * 5000),
    st.sampled_from(["a.json", "a.jsonl", "a.json.gz"]),
)
def test_any_saved_report(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / f"fuzzed-{name}"
    path.write_bytes(gzip.compress(data, mtime=0) if name.endswith("gz") else data)
    with bounded():
        loaded = list(convert.load_each(path))
        assert loaded
        for found in loaded:
            if isinstance(found, ReportError):
                assert in_one_line(found.message), found.message
                assert len(found.message) < 400
                continue
            assert Report.model_validate_json(found.model_dump_json()) == found
            for form in (*FORMATS, *TOGETHER):
                render(found, form).encode()
