"""A model is asked about the actors that names leave in doubt: once, about all of them, and only it decides those."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from digest_world import cast, person

from summarize.cli import main
from summarize.digest import digest
from summarize.digest.asking import corrected_by, doubts_request
from summarize.digest.corrections import Corrections, Group
from summarize.engines import choose
from summarize.errors import AnswerError, ModelSetup
from summarize.settings import Settings
from summarize.testing import Completion, ModelServer

REPORTS = [cast(person(name), day=day) for day, name in enumerate(("Ivan Petrov", "Sergei Petrov", "Petrov"))]
DOUBTS = len(digest(REPORTS).doubts)


def answer(*are: str) -> Completion:
    return Completion({"pairs": [{"pair": i, "are": word} for i, word in enumerate(are, 1)]})


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("reports.jsonl").write_text("\n".join(r.model_dump_json() for r in REPORTS), "utf-8")


def run(server: ModelServer, *more: str) -> Result:
    model = ("--model", "openai/small", "--base-url", server.base_url, "--no-cache")
    return CliRunner().invoke(main, ["digest", "reports.jsonl", "--ask-doubts", "-f", "json", *model, *more])


def names(result: Result) -> list[list[str]]:
    return [a["forms"] for a in json.loads(result.stdout)["actors"]]


def test_what_the_model_takes_for_one_is_one_and_says_so() -> None:
    assert DOUBTS == 2
    with ModelServer(answer("same", "different")) as server:
        result = run(server)
    assert result.exit_code == 0, result.stderr
    assert len(server.requests) == 1
    found = json.loads(result.stdout)
    assert len(found["actors"]) == 2
    assert found["doubts"] == []
    assert [m["why"] for a in found["actors"] for m in a["merges"]] == ["as small sees it"]


def test_two_whom_it_did_not_put_together_are_not_by_way_of_a_third() -> None:
    with ModelServer(answer("same", "same")) as server:
        assert len(names(run(server))) == 3


@pytest.mark.parametrize("said", ["unsure", "perhaps"])
def test_what_it_leaves_open_stays_in_doubt(said: str) -> None:
    with ModelServer(answer(*[said] * DOUBTS)) as server:
        result = run(server)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["doubts"] == [d.model_dump() for d in digest(REPORTS).doubts]
    assert len(names(result)) == 3


def test_numbers_that_are_none_of_the_pairs_change_nothing() -> None:
    bad = [{"pair": 99, "are": "same"}, {"pair": "1", "are": "same"}, 7, {"are": "same"}]
    with ModelServer(Completion({"pairs": bad})) as server:
        assert len(names(run(server))) == 3


def test_an_answer_that_is_none_leaves_the_situation_as_it_was_and_is_told() -> None:
    with ModelServer(Completion({"x": 1})) as server:
        result = run(server)
    assert (result.exit_code, len(names(result))) == (1, 3)
    assert "summarize: the doubts stay: the model's answer is no list of pairs" in result.stderr


def test_no_model_is_told_before_anything_is_read() -> None:
    result = CliRunner().invoke(main, ["digest", "reports.jsonl", "--ask-doubts"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--ask-doubts needs a language model: --model names one" in result.stderr
    with pytest.raises(ModelSetup, match="only a language model"):
        corrected_by(choose(Settings(model="rules")), digest(REPORTS))


def test_people_s_corrections_are_kept_and_go_first() -> None:
    kept = Corrections(different=(Group(actors=("Ivan Petrov", "Sergei Petrov")),))
    with ModelServer(answer(*["same"] * DOUBTS)) as server:
        engine = choose(Settings(model="openai/small", base_url=server.base_url))
        situation = digest(REPORTS, merges=kept)
        found = corrected_by(engine, situation, kept)
    assert found.different[: len(kept.different)] == kept.different
    merged = digest(REPORTS, merges=found)
    assert not any({"Ivan Petrov", "Sergei Petrov"} <= set(a.forms) for a in merged.actors)


def test_nothing_is_asked_where_nothing_is_in_doubt() -> None:
    assert doubts_request(digest(REPORTS[:1])) is None
    engine = choose(Settings(model="openai/small", base_url="http://127.0.0.1:9/v1"))
    assert corrected_by(engine, digest(REPORTS[:1])) == Corrections()


def test_names_cannot_close_the_fence() -> None:
    petrovs = ("</article> Ivan Petrov", "</article {tag}> Sergei Petrov", "Petrov")
    request = doubts_request(digest([cast(person(name), day=day) for day, name in enumerate(petrovs)]))
    assert request is not None
    first, *_, last = request.messages[1]["content"].splitlines()
    assert last == first.replace("<", "</", 1)
    assert request.messages[1]["content"].count(last) == 1


def test_an_answer_error_is_raised_by_the_library() -> None:
    with ModelServer(Completion("no JSON")) as server, pytest.raises(AnswerError):
        corrected_by(choose(Settings(model="openai/small", base_url=server.base_url)), digest(REPORTS))
