"""The command with a language model: which one reads, what it is sent, what is kept, what is told when it fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fiction import KESLOW, answer
from model_server import KEY, no_pauses

from summarize.cli import main
from summarize.engines.llm.kept import RecordedCaller
from summarize.testing import BAD_KEY, Completion, Failure, ModelServer

GOOD = Completion(answer())


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    no_pauses(monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path / "cache"))
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "SUMMARIZE_MODEL"):
        monkeypatch.delenv(name, raising=False)
    Path("keslow.txt").write_text(KESLOW.text, "utf-8")


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


def model(server: ModelServer, *more: str) -> tuple[str, ...]:
    return ("--model", "openai/small", "--base-url", server.base_url, "--published", "2031-05-02", *more)


def test_a_model_reads_and_is_given_the_credit() -> None:
    with ModelServer(GOOD) as server:
        done = run("keslow.txt", *model(server), "--format", "json")
    assert done.exit_code == 0
    assert done.stderr == "summarize: 1 article read by openai small\n"
    report = json.loads(done.stdout)
    assert report["provenance"]["model"] == "small"
    assert len(report["casualties"]) == 2


def test_the_environment_sets_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelServer(GOOD) as server:
        monkeypatch.setenv("SUMMARIZE_MODEL", "openai/small")
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        assert "read by openai small" in run("keslow.txt").stderr
        assert "built-in rules engine" in run("keslow.txt", "--model", "rules").stderr
    assert server.requests


def test_an_article_is_paid_for_once_unless_asked_otherwise() -> None:
    with ModelServer(GOOD) as server:
        first = run("keslow.txt", *model(server))
        again = run("keslow.txt", *model(server))
        assert len(server.requests) == 1
        run("keslow.txt", *model(server, "--no-cache"))
        assert len(server.requests) == 2
        assert first.stdout == again.stdout
        assert "cache: 1 answer, " in run("cache").stdout
        assert run("cache", "clear").stderr == "summarize: forgot 1 answer\n"
        assert "cache: 0 answers, 0 bytes" in run("cache").stdout
        run("keslow.txt", *model(server))
    assert len(server.requests) == 3


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json"])
def test_prompt_prints_what_is_then_sent_and_sends_nothing(mode: str) -> None:
    with ModelServer(GOOD) as server:
        shown = run("prompt", "keslow.txt", *model(server, "--mode", mode, "--json"))
        assert not server.requests
        run("keslow.txt", *model(server, "--mode", mode))
    assert [r.body for r in server.requests] == json.loads(shown.stdout)
    told = int(shown.stderr.split()[2].replace(",", ""))
    assert told == pytest.approx(len(json.dumps(server.requests[0].body, ensure_ascii=False)) / 4, rel=0.01)


def test_prompt_needs_no_key_and_shows_text_as_it_is() -> None:
    done = run("prompt", "keslow.txt", "--model", "anthropic/small")
    assert done.exit_code == 0
    assert KESLOW.text in done.stdout
    assert "nothing was sent" in done.stderr
    long = run("prompt", "keslow.txt", "--part-tokens", "200")
    assert long.stdout.count("This is a part of a longer article.") > 2


def test_prompt_of_the_rules_or_of_nothing_is_told() -> None:
    assert run("prompt", "keslow.txt", "--model", "rules").exit_code == 2
    assert run("prompt", "missing.txt").exit_code == 1
    assert run("prompt", "keslow.txt", "--published", "yesterday").exit_code == 2


TOLD = [
    (("--model", "openai/small"), 2, "no key for openai: set OPENAI_API_KEY"),
    (("--model", "small"), 2, "no model 'small': write provider/name"),
    (("--model", "nobody/small"), 2, "no provider 'nobody'"),
    (("--model", "gguf:missing.gguf"), 2, "missing.gguf"),
    (("--model", "recorded:nowhere"), 2, "no recorded answers in nowhere"),
    (("--mode", "xml"), 2, "'xml' is not one of"),
    (("--passes", "0"), 2, "0 is not in the range"),
    (("--concurrency", "none"), 2, "'none' is not a valid integer"),
]


@pytest.mark.parametrize(("args", "code", "told"), TOLD)
def test_what_cannot_be_used_is_one_line_before_anything_is_read(args: tuple[str, ...], code: int, told: str) -> None:
    done = run("keslow.txt", *args)
    assert done.exit_code == code
    assert not done.stdout
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_one_article_that_fails_does_not_stop_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    Path("a.txt").write_text("Hostile article.", "utf-8")

    def script(body: dict[str, Any]) -> Completion | Failure:
        return BAD_KEY if "Hostile" in body["messages"][1]["content"] else GOOD

    with ModelServer(script) as server:
        done = run("a.txt", "keslow.txt", *model(server), "--format", "jsonl")
    assert done.exit_code == 1
    assert done.stderr == (
        "summarize: a.txt: the key for openai/small was refused (status 401)\n"
        "summarize: 1 of 2 articles read by openai small\n"
    )
    assert len(done.stdout.splitlines()) == 1
    assert KEY not in done.output


def test_articles_of_a_folder_are_asked_for_at_once() -> None:
    Path("many").mkdir()
    for i in range(6):
        Path(f"many/{i}.txt").write_text(f"{i}\n\n{KESLOW.text}", "utf-8")
    with ModelServer(Completion(answer(), delay=0.2)) as server:
        done = run("many", *model(server), "--concurrency", "3", "--format", "jsonl")
    assert server.in_flight_peak == 3
    names = [Path(json.loads(line)["document"]["source"]).name for line in done.stdout.splitlines()]
    assert names == [f"{i}.txt" for i in range(6)]


def test_an_evaluation_records_answers_and_replays_them_with_no_server() -> None:
    def script(body: dict[str, Any]) -> Completion:
        return Completion({**answer(), "key_points": [], "headline": None} if _keslow(body) else {})

    with ModelServer(script) as server:
        first = run("eval", "samples/dev", *model(server)[:4], "--record", "kept", "--by", "a parrot", "-o", "one")
    again = run("eval", "samples/dev", "--model", "recorded:kept", "-o", "two")
    assert first.exit_code == again.exit_code == 0
    assert "4 articles read by recorded a parrot, 20" in again.stdout
    assert all_but_the_reader(first) == all_but_the_reader(again)
    assert RecordedCaller(Path("kept")).model.startswith("a parrot, ")
    refused = run("eval", "samples/dev", "--record", "kept", "-o", "three")
    assert refused.exit_code == 2
    assert "--record needs a --model" in refused.stderr


def test_an_evaluation_on_stale_recordings_says_so() -> None:
    Path("kept").mkdir()
    recording = {"model": "m", "recorded": "2031-05-02", "prompt_hash": "0", "request": "0", "cut": False, "text": "{}"}
    Path("kept/a.json").write_text(json.dumps(recording), "utf-8")
    done = run("eval", "samples/dev", "--model", "recorded:kept", "-o", "one")
    assert done.exit_code == 1
    assert "4 × ModelSetup" in done.stdout
    assert "stale" in done.output


def _keslow(body: dict[str, Any]) -> bool:
    return KESLOW.text in body["messages"][1]["content"]


def all_but_the_reader(done: Result) -> list[str]:
    return [line for line in done.stdout.splitlines() if not line.startswith(("4 articles", "time", "cost", "tokens"))]


def test_requests_of_the_server_hold_no_more_than_they_should() -> None:
    with ModelServer(GOOD) as server:
        run("keslow.txt", *model(server))
    (request,) = server.requests
    assert set(request.body) == {"model", "messages", "response_format"}
