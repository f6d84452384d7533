"""A run: one engine over sets of labelled articles, kept in a folder, resumed where it stopped."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from summarize.engines import Engine, choose
from summarize.errors import EngineError
from summarize.evals.answers import KeptEngine
from summarize.evals.gold import Gold, LabelError, find_labels, read_gold, read_label
from summarize.evals.scores import ArticleScore, Totals, failure, score, total
from summarize.evals.tally import Metric
from summarize.many import ahead, in_order, stepped
from summarize.output import atomic
from summarize.pipeline import asummarize
from summarize.schemas import Report
from summarize.settings import Settings

__all__ = ["Run", "Scored", "evaluate", "load_run", "run_folder"]

_NAME = re.compile(r"[^\w.-]+")


class Run(BaseModel):
    """What one engine made of some sets.

    Attributes:
        engine, model, prompt_hash: what read.
        started: UTC.
        sets: as they were asked for.
        scores: one an article, in the order of the labels.
        unread: labels that could not be used, with the reason: they are in no figure.

    """

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())

    engine: str
    model: str | None
    prompt_hash: str
    started: dt.datetime
    sets: tuple[str, ...]
    scores: tuple[ArticleScore, ...]
    unread: dict[str, str] = {}

    @property
    def totals(self) -> Totals:
        """All articles that were read, added up."""
        return total(self.scores)

    @property
    def content_f1(self) -> float:
        """The headline figure; 0 where nothing was read."""
        return self.totals.records.share(Metric.content_f1) or 0.0


class Scored(NamedTuple):
    """One article of a run: its score, its gold, and the report unless the engine failed."""

    score: ArticleScore
    gold: Gold
    report: Report | None


def evaluate(  # noqa: PLR0913 - one argument an option
    *sets: str | Path,
    engine: Engine | None = None,
    settings: Settings = Settings(model="rules"),  # noqa: B008 - it is frozen
    articles: Sequence[Path] = (),
    folder: Path | None = None,
    answers: Path | None = None,
    tell: Callable[[Scored], None] = lambda _: None,
) -> Run:
    """Score an engine on sets of labelled articles.

    Args:
        sets: names of the project's own sets ("samples", "samples/dev", "samples/test", "seeds"), or folders of labels.
        engine: what reads; by default the one that `settings` name.
        settings: everything else about the reading; by default the built-in rules read.
        articles: folders in which the labels' articles are looked for.
        folder: where the run is kept, an article as soon as it is read; one that holds a part of it is gone on with.
        answers: where a model's answers are kept by request, so that scoring again costs nothing.
        tell: called with each article as it is done, in the order of the labels.

    Raises:
        LabelError: a set does not exist, or a label does not hold; one without its article is in `Run.unread`.
        ValueError: `folder` holds another engine's run.

    """
    engine = engine or choose(settings)
    started = dt.datetime.now(dt.UTC).replace(microsecond=0)
    names = tuple(map(str, sets)) or ("samples",)
    golds, unread = _golds(names, articles)
    if folder is not None:
        started = _claim(folder, engine, started)
    # What costs nothing is asked again in every run: it may have changed under the same instructions.
    shared = (answers,) if answers is not None and engine.model is not None else ()
    engine = KeptEngine(engine, *([folder / "answers"] if folder is not None else []), *shared)
    done = _all(golds, engine, settings, folder, tell)
    run = Run(
        engine=engine.name,
        model=engine.model,
        prompt_hash=engine.prompt_hash,
        started=started,
        sets=names,
        scores=tuple(s.score for s in done),
        unread=unread,
    )
    if folder is not None:
        _write(folder / "scores.json", run.model_dump_json(indent=1))
    return run


def load_run(folder: Path) -> Run:
    """The run that a folder holds.

    Raises:
        LabelError: it holds none.

    """
    try:
        return Run.model_validate_json((folder / "scores.json").read_bytes())
    except (OSError, ValueError) as error:
        raise LabelError(f"no finished run: {type(error).__name__}", document_id=str(folder)) from None


def run_folder(parent: Path, engine: Engine) -> Path:
    """A new folder's name for a run that starts now: "<time>-<engine>"."""
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    return parent / f"{now}-{_NAME.sub('-', '-'.join(p for p in (engine.name, engine.model) if p))}"


def _golds(names: Iterable[str], articles: Sequence[Path]) -> tuple[list[Gold], dict[str, str]]:
    golds: list[Gold] = []
    unread: dict[str, str] = {}
    for name, path in find_labels(names):
        try:
            label = read_label(path, articles)
        except LabelError as error:
            unread[name] = error.message
            continue
        gold = read_gold(label, name)
        records = [r for r in gold.rejected if r.path.endswith("]") and not r.path.startswith("key_points")]
        if records:
            why = "; ".join(f"{r.path} {p.path}: {p.reason}" for r in records for p in r.problems)
            raise LabelError(f"the label does not hold (see summarize eval check): {why}", document_id=str(path))
        golds.append(gold)
    return golds, unread


def _all(
    golds: Sequence[Gold], engine: Engine, settings: Settings, folder: Path | None, tell: Callable[[Scored], None]
) -> list[Scored]:
    async def one(gold: Gold) -> Scored:
        kept = _kept(folder, gold)
        if kept is not None:
            return kept
        scored = await _read(gold, engine, settings)
        if folder is not None:
            _keep(folder, scored)
        return scored

    done: list[Scored] = []
    for scored in stepped(in_order(map(one, golds), ahead(engine, settings)), last=engine.aclose):
        if isinstance(scored, Exception):
            raise scored
        done.append(scored)
        tell(scored)
    return done


async def _read(gold: Gold, engine: Engine, settings: Settings) -> Scored:
    begun = time.perf_counter()
    try:
        report = await asummarize(gold.document, engine=engine, settings=settings)
    except Exception as error:  # noqa: BLE001 - whatever an engine fails by, it fails on this article alone
        failed = failure(
            gold.name,
            _reason(error),
            gold.answer,
            optional=gold.optional,
            usage=getattr(error, "usage", None),
            seconds=time.perf_counter() - begun,
        )
        return Scored(failed, gold, None)
    return Scored(_score(gold, report, time.perf_counter() - begun), gold, report)


def _reason(error: Exception) -> str:
    # Of other errors the message may hold anything, an article's text or an answer among it.
    name = type(error).__name__
    return f"{name} ({error.message})" if isinstance(error, EngineError) else name


def _score(gold: Gold, report: Report, seconds: float | None) -> ArticleScore:
    return score(
        gold.name,
        report,
        gold.answer,
        optional=gold.optional,
        rejected=report.rejected,
        usage=report.provenance.usage,
        seconds=seconds,
    )


def _claim(folder: Path, engine: Engine, started: dt.datetime) -> dt.datetime:
    """Mark a folder as this engine's run, or find that it is already; when that began."""
    mine = {"engine": engine.name, "model": engine.model, "prompt_hash": engine.prompt_hash}
    path = folder / "run.json"
    if path.is_file():
        theirs: dict[str, Any] = json.loads(path.read_text("utf-8"))
        begun = dt.datetime.fromisoformat(theirs.pop("started"))
        if theirs != mine:
            raise ValueError(f"{folder} holds a run of another engine or of other instructions")
        return begun
    folder.mkdir(parents=True, exist_ok=True)
    _write(path, json.dumps({**mine, "started": started.isoformat()}))
    return started


def _path(folder: Path, gold: Gold) -> Path:
    return folder / "reports" / f"{_NAME.sub('-', gold.name).strip('-.')}.json"


def _keep(folder: Path, scored: Scored) -> None:
    """The report with the time it took; failures are tried again when the run is gone on with."""
    if scored.report is None:
        return
    path = _path(folder, scored.gold)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Other people's texts stay where they are: the report names its text by the hash.
    report = scored.report.without_text().model_dump(mode="json")
    _write(path, json.dumps({"seconds": scored.score.seconds, "report": report}, ensure_ascii=False))


def _kept(folder: Path | None, gold: Gold) -> Scored | None:
    path = _path(folder, gold) if folder is not None else None
    if path is None or not path.is_file():
        return None
    kept = json.loads(path.read_text("utf-8"))
    if kept["report"]["provenance"]["text_sha256"] != gold.document.sha256:
        return None
    kept["report"]["document"] = gold.document.model_dump(mode="json")
    report = Report.model_validate(kept["report"])
    return Scored(_score(gold, report, kept["seconds"]), gold, report)


def _write(path: Path, text: str) -> None:
    with atomic(path) as stream:
        stream.write(text.encode())
