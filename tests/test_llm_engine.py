"""The model engine on a sound server: what goes out for each provider, what it costs, parts, passes, many articles."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from fiction import KESLOW, answer, casualty, claim
from model_server import KEY, read, serving

from summarize import Document, Report, Settings, prompts, summarize, summarize_each
from summarize.engines import choose
from summarize.engines.llm import model_engine
from summarize.engines.llm.caller import NetworkCaller
from summarize.engines.llm.completions import Tokens
from summarize.engines.llm.prices import price
from summarize.errors import ModelSetup, ModelUnauthorized, SourceNotFound
from summarize.schemas import Answer
from summarize.testing import BAD_KEY, Completion, Failure, ModelServer
from summarize.testing import Tokens as Sent

GOOD = Completion(answer())
NOTHING = {field: [] for field in Answer.model_fields if field != "headline"} | {"headline": None}
SHAPES = [
    ("openai/small", None, "/v1/chat/completions"),
    ("openai/small", "tools", "/v1/chat/completions"),
    ("openai/small", "json", "/v1/chat/completions"),
    ("ollama/small", None, "/v1/chat/completions"),
    ("openrouter/some/small", None, "/v1/chat/completions"),
    ("deepseek/small", None, "/v1/chat/completions"),
    ("together/small", None, "/v1/chat/completions"),
    ("anthropic/small", None, "/v1/messages"),
    ("anthropic/small", "json", "/v1/messages"),
    ("google/small", None, "/v1/models/small:generateContent"),
    ("google/small", "json", "/v1/models/small:generateContent"),
]


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY", "SUMMARIZE_MODEL"):
        monkeypatch.delenv(name, raising=False)


def schemas(value: Any) -> list[Any]:
    """Every object in a request that is the schema of a report."""
    if isinstance(value, dict):
        found = [value] if value.get("title") == "Answer" else []
        return found + [s for v in value.values() for s in schemas(v)]
    return [s for v in value for s in schemas(v)] if isinstance(value, list) else []


def texts(value: Any) -> list[str]:
    """Every string in a request."""
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in items for text in texts(item)]


@pytest.mark.parametrize(("model", "mode", "path"), SHAPES)
def test_each_provider_is_sent_the_instructions_the_article_and_the_schema(
    model: str, mode: str | None, path: str
) -> None:
    with serving(GOOD, model, mode=mode) as (server, engine):
        report = read(engine)
    (request,) = server.requests
    body = json.dumps(request.body, ensure_ascii=False)
    assert request.path == path
    name = model.partition("/")[2]
    assert request.body.get("model", "small") == name  # Google's stands in the path
    assert not report.rejected
    assert len(report.casualties) == 2
    instructions, user = prompts.read(KESLOW).messages
    for content in (instructions["content"], user["content"]):
        assert json.dumps(content, ensure_ascii=False)[1:-1].rstrip("\\n") in body
    if mode == "json":
        assert not schemas(request.body)
        told = next(text for text in texts(request.body) if text.startswith(instructions["content"]))
        assert json.loads(told.rpartition("Its JSON schema:\n\n")[2]) == Answer.model_json_schema()
    else:
        assert schemas(request.body) == [Answer.model_json_schema()]


def test_strict_is_really_on_the_wire() -> None:
    for mode in ("json_schema", "tools"):
        with serving(GOOD, mode=mode) as (server, engine):
            read(engine)
        body = server.requests[0].body
        held = body["response_format"]["json_schema"] if mode == "json_schema" else body["tools"][0]["function"]
        assert held["strict"] is True
        assert held["name"] == "report"


def test_the_schema_keeps_to_what_strict_decoding_takes() -> None:
    def objects(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, list):
            return [o for v in value for o in objects(v)]
        return [value, *(o for v in value.values() for o in objects(v))] if isinstance(value, dict) else []

    for one in objects(Answer.model_json_schema()):
        if one.get("type") == "object":
            assert one["additionalProperties"] is False
            assert one["required"] == list(one["properties"])
        assert "$ref" not in one or len(one) == 1, "nothing may stand beside a reference"
        assert "default" not in one


def test_the_fixed_part_comes_first_and_is_the_same_for_every_article() -> None:
    with serving(GOOD, "anthropic/small") as (server, engine):
        read(engine)
        read(engine, Document(text="Another article of another day."), repair=False)
    one, other = (r.body for r in server.requests)
    assert one["system"] == other["system"]
    assert one["tools"] == other["tools"]
    assert one["system"][0]["cache_control"] == {"type": "ephemeral"}
    assert one["messages"] != other["messages"]


def test_the_same_article_is_the_same_request_byte_for_byte() -> None:
    with serving(GOOD) as (server, engine):
        read(engine)
        read(engine)
    one, other = server.requests
    assert one.body == other.body
    assert one.headers["content-length"] == other.headers["content-length"]


def test_google_is_sent_the_schema_as_its_own_setting() -> None:
    shape = NetworkCaller("google/small").shaped(prompts.read(KESLOW))
    assert shape["config"]["response_json_schema"] == Answer.model_json_schema()
    assert shape["config"]["response_mime_type"] == "application/json"


# ---- settings


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("oracle", "no model 'oracle': write provider/name"),
        ("oracle/small", "no provider 'oracle': there are openai, anthropic"),
        ("openai/", "no model 'openai/'"),
        ("openai/small", "no key for openai: set OPENAI_API_KEY"),
        ("anthropic/small", "no key for anthropic: set ANTHROPIC_API_KEY"),
        ("google/small", "no key for google: set GOOGLE_API_KEY or GEMINI_API_KEY"),
    ],
)
def test_a_model_that_cannot_be_asked_is_told_before_anything_is_read(model: str, told: str) -> None:
    with pytest.raises(ModelSetup, match=told):
        choose(Settings(model=model))


def test_a_mode_that_a_provider_lacks_is_told() -> None:
    with pytest.raises(ModelSetup, match="anthropic has no mode json_schema: it has tools, json"):
        NetworkCaller("anthropic/small", mode="json_schema")


def test_the_environment_names_the_model_and_its_server(monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelServer(GOOD) as server:
        monkeypatch.setenv("SUMMARIZE_MODEL", "openai/small")
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        report = summarize(KESLOW)
        rules = summarize(KESLOW, settings=Settings(model="rules"))
    assert (report.provenance.engine, report.provenance.model) == ("openai", "small")
    assert rules.provenance.engine == "rules"
    (request,) = server.requests
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in report.model_dump_json()


# ---- what it takes


def test_tokens_of_all_calls_are_added_up_and_unknown_stays_unknown() -> None:
    raw = answer()
    raw["casualties"][0]["count"] = "43"
    first, second = (
        Completion(raw, usage=Sent(900, 80, cached=700)),
        Completion({"casualties_0": None}, usage=Sent(950, 5)),
    )
    with serving([first, second]) as (_, engine):
        usage = read(engine).provenance.usage
    assert (usage.calls, usage.input_tokens, usage.output_tokens, usage.cost) == (2, 1850, 85, None)
    with serving([first, Completion({"casualties_0": None}, usage=None)]) as (_, engine):
        usage = read(engine).provenance.usage
    assert (usage.calls, usage.input_tokens, usage.output_tokens) == (2, None, None)


def test_the_price_is_the_published_one_or_unknown() -> None:
    fresh = price(Tokens(1_000_000, 0), "openai", "gpt-4o")
    cached = price(Tokens(1_000_000, 0, cached=1_000_000), "openai", "gpt-4o")
    assert fresh is not None
    assert cached is not None
    assert 0 < cached < fresh
    assert price(Tokens(1_000_000, 1_000_000), "openai", "a-model-nobody-sells") is None
    assert price(Tokens(None, 5), "openai", "gpt-4o") is None


# ---- long articles, passes


LONG = "\n\n".join(
    f"On day {i} at least {i} civilians were killed in Keslow, the Lantern Relief said." for i in range(11, 91)
)


def told_of(body: dict[str, Any]) -> Completion:
    """An answer that has a record of each figure in the part of `LONG` that is shown."""
    part = body["messages"][1]["content"]
    days = [i for i in range(11, 91) if f"On day {i} " in part]
    figures = [
        casualty(
            count=f"at least {i}", when=f"day {i}", claims=[claim(None, "asserts", f"at least {i} civilians were")]
        )
        for i in days
    ]
    return Completion({**NOTHING, "casualties": figures}, delay=0.05)


def test_a_long_article_is_read_in_overlapping_parts_with_no_record_twice() -> None:
    with serving(told_of, part_tokens=400, concurrency=2) as (server, engine):
        report = read(engine, Document(text=LONG))
    assert [c.count.low for c in report.casualties] == list(range(11, 91))
    assert not report.rejected
    assert len(server.requests) > 3
    assert server.in_flight_peak == 2
    assert all("This is a part of a longer article." in r.body["messages"][1]["content"] for r in server.requests)
    assert report.provenance.usage.calls == len(server.requests)


def test_one_part_that_fails_fails_the_article_and_counts_what_was_paid() -> None:
    def script(body: dict[str, Any]) -> Completion | Failure:
        return BAD_KEY if "On day 90 " in body["messages"][1]["content"] else told_of(body)

    with serving(script, part_tokens=400) as (server, engine), pytest.raises(ModelUnauthorized) as caught:
        read(engine, Document(text=LONG))
    assert caught.value.usage.calls == len(server.requests)


def test_a_repair_of_a_long_article_shows_the_part_that_the_record_is_from() -> None:
    def script(body: dict[str, Any]) -> Completion:
        if body["response_format"]["json_schema"]["name"] == "repair":
            return Completion(dict.fromkeys(body["response_format"]["json_schema"]["schema"]["properties"]))
        said = told_of(body).answer
        for figure in said["casualties"]:
            if figure["when"] == "day 90":
                figure["cause"] = "an earthquake"
        return Completion(said)

    with serving(script, part_tokens=400) as (server, engine):
        report = read(engine, Document(text=LONG))
    shown = server.requests[-1].body["messages"][1]["content"]
    assert "On day 90 " in shown
    assert "On day 11 " not in shown
    assert len(report.rejected) == 1


def test_a_second_pass_shows_what_was_found_and_adds_what_was_missing() -> None:
    whole, first = answer(), answer()
    missed = first["casualties"].pop()
    first["key_points"][2]["cites"] = ["casualties[0]"]
    more = {**NOTHING, "casualties": [missed]}
    with serving([Completion(first), Completion(more)], passes=2) as (server, engine):
        report = read(engine)
    assert [c.count.low for c in report.casualties] == [34, 900]
    assert report.headline == whole["headline"]
    assert len(report.key_points) == 3
    asked = server.requests[1].body["messages"][1]["content"]
    assert prompts.prompt("more") in asked
    assert '"count":"34"' in asked
    assert report.provenance.usage.calls == 2


def test_a_second_pass_that_fails_leaves_the_first_and_says_so() -> None:
    with serving([GOOD, BAD_KEY], passes=2) as (_, engine):
        report = read(engine)
    assert len(report.casualties) == 2
    (lost,) = report.rejected
    assert lost.problems[0].reason.startswith("what else there may be could not be asked for: the key for openai/small")
    assert report.provenance.usage.calls == 2


# ---- many articles


def test_articles_are_read_at_once_and_come_in_their_order(tmp_path: Path) -> None:
    def script(body: dict[str, Any]) -> Completion | Failure:
        content = body["messages"][1]["content"]
        if "number 3" in content:
            return Failure(400)
        return Completion(NOTHING, delay=0.3 if "number 0" in content else 0.05)

    articles: list[Any] = [Document(text=f"Article number {i}.", source=f"a{i}") for i in range(10)]
    articles.insert(5, tmp_path / "missing.txt")
    with serving(script, concurrency=4) as (server, engine):
        done = list(summarize_each(articles, engine=engine, settings=Settings(concurrency=4)))
    names = [r.document.source if isinstance(r, Report) else type(r).__name__ for r in done]
    assert names == ["a0", "a1", "a2", "ModelBadRequest", "a4", "SourceNotFound", "a5", "a6", "a7", "a8", "a9"]
    assert isinstance(done[5], SourceNotFound)
    assert server.in_flight_peak == 4


def test_an_engine_serves_one_event_loop_after_another() -> None:
    with serving(GOOD) as (server, engine):
        for _ in range(3):
            assert len(summarize(KESLOW, engine=engine).casualties) == 2
        asyncio.run(engine.aclose())
    assert len(server.requests) == 3


# ---- the cache


def test_the_same_request_is_never_paid_twice(tmp_path: Path) -> None:
    cache = tmp_path / "answers"
    with ModelServer(GOOD) as server:
        settings = Settings(model="openai/small", base_url=server.base_url, cache=cache)
        first, second = summarize(KESLOW, settings=settings), summarize(KESLOW, settings=settings)
        assert len(server.requests) == 1
        changed = Document(text=KESLOW.text + "More.", published=KESLOW.published)
        summarize(changed, settings=settings)
        summarize(KESLOW, settings=Settings(model="openai/other", base_url=server.base_url, cache=cache))
        summarize(KESLOW, settings=Settings(model="openai/small", base_url=server.base_url, cache=cache, mode="json"))
        summarize(KESLOW, settings=Settings(model="openai/small", base_url=server.base_url))
        assert len(server.requests) == 5
    assert first.model_dump(exclude={"provenance"}) == second.model_dump(exclude={"provenance"})
    usage = second.provenance.usage
    assert (usage.calls, usage.input_tokens, usage.output_tokens, usage.cost) == (0, 0, 0, 0)
    assert KEY not in "".join(p.read_text("utf-8") for p in cache.glob("*.json"))
    assert cache.stat().st_mode & 0o077 == 0


def test_what_is_no_answer_is_not_kept_and_a_spoilt_entry_is_asked_anew(tmp_path: Path) -> None:
    with ModelServer([Completion("nothing"), GOOD, GOOD]) as server:
        settings = Settings(model="openai/small", base_url=server.base_url, cache=tmp_path)
        summarize(KESLOW, settings=settings)
        (kept,) = tmp_path.glob("*.json")
        kept.write_text('{"text": "{', "utf-8")
        summarize(KESLOW, settings=settings)
    assert len(server.requests) >= 3


# ---- recordings


def test_recorded_answers_are_replayed_and_say_who_gave_them(tmp_path: Path) -> None:
    from summarize.engines.llm.kept import RecordingCaller

    with serving(GOOD) as (server, engine):
        engine.caller = RecordingCaller(engine.caller, tmp_path, "a parrot")
        first = read(engine)
        engine.caller = server  # type: ignore[assignment] - nobody asks it again
    replay = model_engine(f"recorded:{tmp_path}", Settings())
    again = summarize(KESLOW, engine=replay)
    assert again.model_dump(exclude={"provenance"}) == first.model_dump(exclude={"provenance"})
    assert again.provenance.engine == "recorded"
    assert (again.provenance.model or "").startswith("a parrot, 20")
    with pytest.raises(ModelSetup, match="not recorded"):
        summarize(Document(text="Another."), engine=replay)


def test_recordings_made_with_other_instructions_are_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = {"model": "m", "recorded": "2031-05-02", "prompt_hash": "0", "request": "0", "cut": False, "text": "{}"}
    (tmp_path / "a.json").write_text(json.dumps(recording), "utf-8")
    with pytest.raises(ModelSetup, match="stale: made with other instructions"):
        summarize(KESLOW, settings=Settings(model=f"recorded:{tmp_path}"))
    with pytest.raises(ModelSetup, match="no recorded answers in"):
        choose(Settings(model=f"recorded:{tmp_path / 'none'}"))
