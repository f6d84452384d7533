"""`summarize` and `asummarize`: what they take, where they run, and what their errors carry."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fiction import KESLOW, PUBLISHED, Fake, actor, answer, casualty, claim
from pydantic import ValidationError

from summarize import Document, Report, Settings, asummarize, summarize
from summarize.engines import Reply
from summarize.errors import (
    AnswerError,
    EngineError,
    ModelSetup,
    SourceEmpty,
    SourceNotArticle,
    SourceNotFound,
    SummarizeError,
)
from summarize.schemas.reading import current


def test_text_path_and_document_come_to_the_same_records(tmp_path: Path) -> None:
    path = tmp_path / "river.txt"
    path.write_text(KESLOW.text, "utf-8")
    engine = Fake(answer())
    reports = [summarize(s, published=PUBLISHED, engine=engine) for s in (KESLOW.text, path, KESLOW)]
    assert len({r.model_copy(update={"document": KESLOW}).model_dump_json() for r in reports}) == 1
    assert [r.document.source for r in reports] == [None, str(path), None]
    assert {r.document.text for r in reports} == {KESLOW.text}


def test_a_string_is_the_text_itself_not_a_path(tmp_path: Path) -> None:
    path = tmp_path / "river.txt"
    assert summarize(str(path), engine=Fake({})).document.text == str(path)
    path.write_text(KESLOW.text, "utf-8")
    with pytest.raises(SourceNotArticle, match="a file's name and no text: give it as a Path"):
        summarize(str(path), engine=Fake({}))
    assert summarize(path, engine=Fake({})).document.text == KESLOW.text


def test_a_publication_date_overrides_the_documents_and_none_does_not() -> None:
    other = dt.date(2031, 6, 6)
    assert summarize(KESLOW, engine=Fake({})).document.published == PUBLISHED
    read = summarize(KESLOW, published=other, engine=Fake(answer()))
    assert read.document.published == other
    assert read.document.sha256 == KESLOW.sha256
    assert read.ultimatums[0].deadline is not None
    assert read.ultimatums[0].deadline.earliest == other
    assert KESLOW.published == PUBLISHED


def test_a_publication_date_is_a_day() -> None:
    midnight = dt.datetime(2031, 5, 2)  # noqa: DTZ001
    read = summarize(KESLOW, published=midnight, engine=Fake(answer()))
    assert type(read.document.published) is dt.date
    assert Report.model_validate_json(read.model_dump_json()) == read
    with pytest.raises(ValidationError, match="zero time"):
        summarize(KESLOW, published=midnight.replace(hour=9), engine=Fake({}))


def test_a_loop_that_runs_already_is_no_hindrance() -> None:
    async def notebook() -> Report:
        return summarize(KESLOW, engine=Fake(answer()))

    assert asyncio.run(notebook()) == summarize(KESLOW, engine=Fake(answer()))


# ---- many at once


def article(n: int) -> tuple[Document, dict[str, Any]]:
    """An article that only its own answer stands in."""
    text = f"Brigade{n} said that {n + 100} people were killed in Village{n}. " * (1 + n % 7)
    said = claim(f"Brigade{n}", "asserts", f"said that {n + 100} people were killed in Village{n}")
    raw = {
        "actors": [actor(f"Brigade{n}")],
        "casualties": [casualty(count=str(n + 100), victims_text=None, when=None, place=f"Village{n}", claims=[said])],
        "key_points": [{"text": f"{n + 100} people were killed in Village{n}.", "cites": ["casualties[0]"]}],
    }
    return Document(text=text, source=f"{n}.txt"), raw


class Tangled(Fake):
    """Waits on the others before and between, so that all readings are under way at once; fails half of them first."""

    def __init__(self, n: int, gate: asyncio.Barrier) -> None:
        self.document, sound = article(n)
        wrong = sound | {"casualties": [sound["casualties"][0] | {"count": "7"}]}
        super().__init__(wrong if n % 2 else sound, {"casualties[0]": sound["casualties"][0]})
        self.gate = gate

    async def read(self, document: Document) -> Reply:
        await self.gate.wait()
        assert current() is None
        return await super().read(document)

    async def aclose(self) -> None:
        pass

    async def repair(self, *args: Any) -> Reply | None:
        assert current() is None
        await asyncio.sleep(0.001)
        return await super().repair(*args)


def test_articles_read_at_once_in_one_loop_do_not_mix() -> None:
    async def all_at_once() -> list[Report]:
        gate = asyncio.Barrier(40)
        engines = [Tangled(n, gate) for n in range(40)]
        return await asyncio.gather(*(asummarize(e.document, engine=e) for e in engines))

    for n, read in enumerate(asyncio.run(all_at_once())):
        assert read.rejected == ()
        assert (read.document.source, read.actors[0].name) == (f"{n}.txt", f"Brigade{n}")
        assert read.casualties[0].count.low == n + 100
        assert read.provenance.usage.calls == 1 + n % 2
    assert current() is None


def test_articles_read_at_once_in_many_threads_do_not_mix() -> None:
    gate = threading.Barrier(8)

    def one(n: int) -> Report:
        gate.wait()
        document, raw = article(n)
        return summarize(document, engine=Fake(raw))

    with ThreadPoolExecutor(8) as pool:
        for n, read in enumerate(pool.map(one, range(40))):
            assert read.rejected == ()
            assert [a.name for a in read.actors] == [f"Brigade{n}"]


def test_a_report_can_be_loaded_while_another_article_is_read() -> None:
    saved = summarize(KESLOW, engine=Fake(answer())).model_dump_json()
    done: list[Report] = []

    class Loads(Fake):
        async def read(self, document: Document) -> Reply:
            done.append(Report.model_validate_json(saved))
            return await super().read(document)

    read = summarize(KESLOW, engine=Loads(answer()))
    assert done == [read.model_copy(update={"provenance": done[0].provenance})]


# ---- errors


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_article_is_an_error_that_names_it(text: str) -> None:
    with pytest.raises(SourceEmpty) as caught:
        summarize(Document(text=text, source="empty.txt"), engine=Fake({}))
    assert (caught.value.document_id, str(caught.value)) == (
        "empty.txt",
        "empty.txt: nothing to read: the article is empty",
    )
    with pytest.raises(SourceEmpty) as caught:
        summarize(text, engine=Fake({}))
    assert caught.value.document_id


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound) as caught:
        summarize(tmp_path / "no.txt", engine=Fake({}))
    assert caught.value.document_id == str(tmp_path / "no.txt")


@pytest.mark.parametrize("source", ["river.txt", None])
def test_an_engines_error_names_the_article_it_was_about(source: str | None) -> None:
    document = KESLOW.model_copy(update={"source": source})
    with pytest.raises(EngineError) as caught:
        summarize(document, engine=Fake(EngineError("the model is overloaded")))
    assert caught.value.document_id == (source or KESLOW.sha256[:12])
    assert str(caught.value) == f"{source or KESLOW.sha256[:12]}: the model is overloaded"


def test_an_engine_that_names_the_article_itself_is_left_alone() -> None:
    with pytest.raises(EngineError) as caught:
        summarize(KESLOW, engine=Fake(EngineError("no", document_id="page 3")))
    assert caught.value.document_id == "page 3"


def test_errors_come_through_a_running_loop_too() -> None:
    async def notebook() -> None:
        summarize(KESLOW, engine=Fake([]))

    with pytest.raises(AnswerError) as caught:
        asyncio.run(notebook())
    assert caught.value.document_id == KESLOW.id
    assert isinstance(caught.value, SummarizeError)


def test_an_unknown_engine_is_a_wrong_setting() -> None:
    with pytest.raises(ModelSetup, match="no model 'oracle'"):
        summarize(KESLOW, settings=Settings(model="oracle"))
