"""Whatever a model server does wrong: what the user is told, how many calls were made, what was kept."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from fiction import KESLOW, answer, claim
from model_server import KEY, no_pauses, read, serving

from summarize.errors import (
    AnswerError,
    ContentFiltered,
    ContextTooLong,
    EngineError,
    ModelBadRequest,
    ModelNotFound,
    ModelRefused,
    ModelUnauthorized,
    ModelUnavailable,
)
from summarize.schemas import Usage
from summarize.testing import (
    BAD_KEY,
    CONTENT_FILTERED,
    CONTEXT_TOO_LONG,
    HTML_PAGE,
    NO_CHOICES,
    NO_QUOTA,
    NO_SUCH_MODEL,
    NOT_JSON,
    OVERLOADED,
    RATE_LIMITED,
    Broken,
    Completion,
    Failure,
    Reset,
    Script,
    Silence,
    cut,
    fenced,
    in_prose,
    two,
)

GOOD = Completion(answer())
RECORDS = {"actors": 7, "ultimatums": 1, "deals": 1, "casualties": 2, "displacements": 2, "key_points": 3}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    no_pauses(monkeypatch)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def changed(**changes: Any) -> dict[str, Any]:
    """The whole answer with fields of its first casualty changed."""
    raw = answer()
    raw["casualties"][0] |= changes
    return raw


@dataclass(frozen=True)
class Mended:
    """A fault after which there is a whole report."""

    name: str
    script: Script
    calls: int
    kept: dict[str, int] = field(default_factory=lambda: RECORDS)
    known: bool = True
    """Whether it is known what all calls took: of a call that failed it is not."""


MENDED = [
    Mended("nothing is wrong", GOOD, 1),
    Mended("too many requests", [RATE_LIMITED, GOOD], 2, known=False),
    Mended("too many requests, wait no time", [Failure(429, retry_after=0), GOOD], 2, known=False),
    Mended("request timeout", [Failure(408), GOOD], 2, known=False),
    Mended("conflict", [Failure(409), GOOD], 2, known=False),
    Mended("internal error, twice", [Failure(500), Failure(502), GOOD], 3, known=False),
    Mended("overloaded", [OVERLOADED, GOOD], 2, known=False),
    Mended("connection reset", [Reset(), GOOD], 2, known=False),
    Mended("connection lost in the middle of the body", [Broken(GOOD), GOOD], 2, known=False),
    Mended("inside a code fence", fenced(answer()), 1),
    Mended("inside prose", in_prose(answer()), 1),
    Mended("not JSON, then JSON", [Completion("I found three records."), GOOD], 2),
    Mended("two objects, then one", [two(answer(), answer()), GOOD], 2),
    Mended("a list, then an object", [Completion([]), GOOD], 2),
    Mended("empty content, then JSON", [Completion(""), GOOD], 2),
    Mended("no content, then JSON", [Completion(None), GOOD], 2),
    Mended("no choices, then one", [NO_CHOICES, GOOD], 2),
    Mended("cut off before any record, then whole", [cut(answer(), 12), GOOD], 2),
    Mended("cut off, and the rest is asked for", [cut(answer(), -900), Completion(answer())], 2),
]


@pytest.mark.parametrize("case", MENDED, ids=lambda c: c.name)
def test_a_fault_that_can_be_mended_costs_calls_and_no_record(case: Mended) -> None:
    with serving(case.script) as (server, engine):
        report = read(engine)
    assert {f: len(getattr(report, f)) for f in RECORDS} == case.kept
    assert not report.rejected
    assert len(server.requests) == case.calls == report.provenance.usage.calls
    assert (report.provenance.usage.input_tokens is not None) is case.known
    assert report.provenance.usage.cost is None
    assert (report.provenance.engine, report.provenance.model) == ("openai", "small")


@dataclass(frozen=True)
class Fatal:
    """A fault after which there is none."""

    name: str
    script: Script
    error: type[EngineError]
    calls: int
    told: str


PROSE = "a secret completion"
FATAL = [
    Fatal("the key is refused", BAD_KEY, ModelUnauthorized, 1, "the key for openai/small was refused (status 401)"),
    Fatal("not allowed", Failure(403), ModelUnauthorized, 1, "the key for openai/small was refused (status 403)"),
    Fatal("no quota is left", NO_QUOTA, ModelUnauthorized, 1, "the quota for openai/small is used up (status 429)"),
    Fatal("no such model", NO_SUCH_MODEL, ModelNotFound, 1, "no model openai/small at this address (status 404)"),
    Fatal("too long", CONTEXT_TOO_LONG, ContextTooLong, 1, "longer than openai/small reads (status 400)"),
    Fatal("too large", Failure(413), ContextTooLong, 1, "longer than openai/small reads (status 413)"),
    Fatal("article filtered", CONTENT_FILTERED, ContentFiltered, 1, "filter refused the article (status 400)"),
    Fatal("bad request", Failure(400), ModelBadRequest, 1, "does not take the request (status 400)"),
    Fatal("not understood", Failure(422), ModelBadRequest, 1, "does not take the request (status 422)"),
    Fatal("refusal", Completion(None, refusal=PROSE), ModelRefused, 1, "the model declined to answer"),
    Fatal(
        "filtered, though what came is whole",
        Completion(answer(), "content_filter"),
        ContentFiltered,
        1,
        "content filter held the answer back",
    ),
    Fatal("always overloaded", OVERLOADED, ModelUnavailable, 6, "openai/small is not available (status 529)"),
    Fatal("always reset", Reset(), ModelUnavailable, 6, "no connection from openai/small"),
    Fatal("a web page", HTML_PAGE, ModelNotFound, 1, "what answered is no model server"),
    Fatal("a proxy's words", NOT_JSON, ModelUnavailable, 1, "openai/small could not be asked: JSONDecodeError"),
    Fatal("never JSON", Completion(PROSE), AnswerError, 3, "no answer in 3 was a JSON object"),
    Fatal("never a choice", NO_CHOICES, AnswerError, 3, "no answer in 3 was a JSON object"),
]


@pytest.mark.parametrize("case", FATAL, ids=lambda c: c.name)
def test_a_fault_that_cannot_be_mended_has_a_name_and_tells_no_secret(
    case: Fatal, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.INFO), serving(case.script) as (server, engine), pytest.raises(EngineError) as caught:
        read(engine)
    error = caught.value
    assert type(error) is case.error
    assert case.told in str(error)
    assert str(error).startswith(f"{KESLOW.id}: ")
    assert len(server.requests) == case.calls == error.usage.calls
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None
    shown = f"{error!r} {error.__dict__} {caplog.text} {''.join(capfd.readouterr())}"
    assert PROSE not in shown
    assert KEY not in shown
    assert "Varenian" not in shown


def test_the_servers_wish_to_wait_is_honoured() -> None:
    with serving([Failure(429, retry_after=0.5), GOOD]) as (server, engine):
        read(engine)
    first, second = server.requests
    assert second.time - first.time >= 0.5


def test_a_longer_pause_than_there_is_time_for_is_not_waited_for() -> None:
    begun = time.monotonic()
    with serving(Failure(429, retry_after=60), deadline=5) as (server, engine), pytest.raises(ModelUnavailable):
        read(engine)
    assert len(server.requests) == 1
    assert time.monotonic() - begun < 5


def test_a_call_that_is_not_answered_is_given_up_and_made_again() -> None:
    with serving([Silence(), GOOD], timeout=0.3) as (server, engine):
        report = read(engine)
    assert report.provenance.usage == Usage(calls=2)
    assert len(server.requests) == 2


def test_the_deadline_holds_however_many_calls_that_takes() -> None:
    with serving(Silence(), timeout=0.4, deadline=1) as (server, engine):
        begun = time.monotonic()
        with pytest.raises(ModelUnavailable, match="no answer in time"):
            read(engine)
        assert 0.9 < time.monotonic() - begun < 3
    assert 2 <= len(server.requests) <= 3


def test_a_slow_answer_in_pieces_is_waited_for() -> None:
    with serving(Completion(answer(), dribble=0.4)) as (_, engine):
        assert len(read(engine).actors) == 7


WRONG = [
    ("wrong enumeration", {"harm": "murdered"}, "harm"),
    ("invented quote", {"claims": [claim(None, "asserts", "At least 34 soldiers surrendered at the bridge")]}, "quote"),
    ("changed digit", {"count": "43"}, "count"),
    ("forged bounds", {"count": {"text": "34", "low": 340, "high": None, "qualifier": "exact"}}, "count"),
    ("forged id", {"id": "casualty-9"}, "id"),
]


@pytest.mark.parametrize(("changes", "path"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_a_record_that_does_not_stand_up_is_asked_for_once_more(changes: dict[str, Any], path: str) -> None:
    right = answer()["casualties"][0]
    with serving([Completion(changed(**changes)), Completion({"casualties_0": right})]) as (server, engine):
        report = read(engine)
    assert [c.count.low for c in report.casualties] == [34, 900]
    assert not report.rejected
    asked = server.requests[1].body["messages"][-1]["content"]
    assert '"part":"casualties_0"' in asked
    assert path in asked
    schema = server.requests[1].body["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert list(schema["schema"]["properties"]) == ["casualties_0"]
    assert report.provenance.usage.calls == 2


@pytest.mark.parametrize("fix", [Completion({"casualties_0": None}), Completion("no"), Failure(400), Silence()])
def test_what_still_fails_is_rejected_and_the_rest_stands(fix: Any) -> None:
    with serving([Completion(changed(count="43")), fix], timeout=0.3, deadline=0.5) as (server, engine):
        report = read(engine)
    assert [c.count.low for c in report.casualties] == [900]
    assert [r.path for r in report.rejected] == ["casualties[0]", "key_points[2]"]  # the point rested on it alone
    assert report.provenance.usage.calls == len(server.requests) >= 2


def test_no_repair_is_asked_for_where_none_is_wanted() -> None:
    with serving(Completion(changed(count="43"))) as (server, engine):
        report = read(engine, repair=False)
    assert [r.path for r in report.rejected] == ["casualties[0]", "key_points[2]"]
    assert len(server.requests) == 1


def test_answers_that_are_always_cut_off_keep_their_records_and_say_what_is_missing() -> None:
    with serving(cut(answer(), 2600)) as (server, engine):
        report = read(engine)
    assert len(server.requests) == 3
    assert len(report.actors) == 7
    assert report.ultimatums
    assert not report.displacements
    assert [p.reason for r in report.rejected for p in r.problems] == [
        "the model's answers were cut off: what they would have gone on with is missing"
    ]


def test_what_was_whole_in_a_cut_answer_is_not_lost_when_the_rest_cannot_be_had() -> None:
    with serving([cut(answer(), 2600), BAD_KEY]) as (_, engine):
        report = read(engine)
    assert len(report.actors) == 7
    assert [p.reason for r in report.rejected for p in r.problems if not r.path] == [
        "what else there may be could not be asked for: the key for openai/small was refused (status 401)"
    ]


def test_calls_before_an_error_are_counted_with_their_tokens() -> None:
    with serving([Completion("no"), BAD_KEY]) as (_, engine), pytest.raises(ModelUnauthorized) as caught:
        read(engine)
    assert caught.value.usage.calls == 2


def test_an_answer_that_is_no_object_is_shown_to_the_model_that_gave_it() -> None:
    with serving([Completion("Here."), Completion(""), GOOD]) as (server, engine):
        read(engine)
    first, second, third = (r.body["messages"] for r in server.requests)
    assert [m["role"] for m in second] == ["system", "user", "assistant", "user"]
    assert second[2]["content"] == "Here."
    assert third[:4] == second
    assert third[4]["role"] == "user"  # there was nothing to show
    assert first == second[:2]
