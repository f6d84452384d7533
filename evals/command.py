"""`summarize eval`: a thin shell over this package. Slow imports are inside functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.completion import complete_sets
from summarize.cli.groups import CommandsOrArguments, Fallback
from summarize.cli.options import engine_of, model_options, settings_of
from summarize.evals.console import articles_option, output_option, progress, text_table, write_file
from summarize.evals.external.command import external
from summarize.evals.label_commands import check, draft
from summarize.render import screen
from summarize.render.screen import say

if TYPE_CHECKING:
    from summarize.engines import Engine
    from summarize.evals.runs import Run, Scored

__all__ = ["evaluation"]


def _share(_: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
    if value is not None and not 0 <= value <= 1:
        raise click.BadParameter("a share between 0 and 1 is needed", param=parameter)
    return value


class _Evaluation(CommandsOrArguments):
    fallback = "score"

    def invoke(self, ctx: click.Context) -> Any:
        from summarize.errors import SummarizeError

        try:
            return super().invoke(ctx)
        except SummarizeError as error:
            raise click.UsageError(str(error)) from None
        except ModuleNotFoundError as error:
            raise click.UsageError(f"{error.name} is not installed: pip install 'summarize[eval]'") from None


@click.group("eval", cls=_Evaluation, short_help="Score an engine against labelled articles.")
def evaluation() -> None:
    """Score engines against labelled articles."""


@evaluation.command("score", cls=Fallback, hidden=True)
@click.argument("sets", nargs=-1, metavar="[SET]...", shell_complete=complete_sets)
@articles_option
@click.option(
    "--output",
    "-o",
    metavar="RUN",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the run [default: runs/<time>-<engine>]; one that was interrupted is gone on with.",
)
@click.option("--fail-under", metavar="F", type=float, callback=_share, help="Exit 1 when content F1 is under F.")
@click.option("--baseline", metavar="RUN", type=click.Path(path_type=Path, exists=True), help="An earlier run.")
@click.option(
    "--max-drop",
    metavar="D",
    type=float,
    callback=_share,
    help="Exit 1 when content F1 is over D below the baseline.",
)
@click.option(
    "--record",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write the model's answers to DIR, for --model recorded:DIR.",
)
@click.option("--by", metavar="NOTE", help="With --record: what kind of model answers, in words [default: its name].")
@click.option("--quiet", "-q", is_flag=True, help="Only errors on standard error.")
@model_options
def score(  # noqa: PLR0913 - one argument an option
    *,
    sets: tuple[str, ...],
    articles: tuple[Path, ...],
    output: Path | None,
    fail_under: float | None,
    baseline: Path | None,
    max_drop: float | None,
    record: Path | None,
    by: str | None,
    quiet: bool,
    **given: Any,
) -> int:
    """Score the engine on SETs of labelled articles and keep the run, with a page of every error.

    SET is samples (the default), samples/dev, samples/test, seeds, or a folder of label files.
    """
    from summarize.evals import table
    from summarize.evals.runs import evaluate, load_run, run_folder

    if (baseline is None) != (max_drop is None):
        raise click.UsageError("--baseline and --max-drop go together")
    before = load_run(baseline) if baseline else None
    settings = settings_of(**given)
    engine = engine_of(settings)
    if record is not None:
        engine = _recorded_to(record, engine, by)
    folder = output or run_folder(Path("runs"), engine)
    done: list[Scored] = []
    with progress(quiet=quiet) as tell:

        def take(scored: Scored) -> None:
            done.append(scored)
            tell(done)

        try:
            run = evaluate(
                *sets,
                engine=engine,
                settings=settings,
                articles=articles,
                folder=folder,
                answers=folder.parent / "answers" if record is None else None,
                tell=take,
            )
        except ValueError as error:
            raise click.UsageError(str(error)) from None
    _report(folder, run, done)
    screen.put(
        text_table(table.KIND_HEAD, list(table.kind_rows(run.scores))) + "\n" + "\n".join(table.notes(run)) + "\n"
    )
    if not quiet:
        say(f"kept in {folder}; look at {folder / 'report.html'}")
    wrong = list(_wrong(run, bool(done), fail_under, before, max_drop))
    for line in wrong:
        say(line)
    return 1 if wrong else 0


def _wrong(run: Run, done: bool, fail_under: float | None, before: Run | None, max_drop: float | None) -> Iterator[str]:
    """What makes the command fail, in a line each."""
    reached, broken = run.content_f1, run.totals.failures
    if not done:
        yield "no article was scored"
    if broken:
        yield "the engine failed on " + ", ".join(f"{n}: {why}" for why, n in broken.items())
    if fail_under is not None and reached < fail_under:
        yield f"content F1 {reached:.3f} is under {fail_under:.3f}"
    if before is not None and max_drop is not None and before.content_f1 - reached > max_drop:
        yield f"content F1 fell from {before.content_f1:.3f} to {reached:.3f}, by more than {max_drop:.3f}"


@evaluation.command()
@click.argument("before", metavar="RUN_A", type=click.Path(path_type=Path, exists=True))
@click.argument("after", metavar="RUN_B", type=click.Path(path_type=Path, exists=True))
def compare(before: Path, after: Path) -> int:
    """How much better RUN_B is than RUN_A on the articles that both read, and how sure that is."""
    from summarize.evals import table
    from summarize.evals.comparison import compare_runs
    from summarize.evals.runs import load_run

    old, new = load_run(before), load_run(after)
    compared = compare_runs(old.scores, new.scores)
    lines = [text_table(table.COMPARISON_HEAD, list(table.comparison_rows(compared)))]
    shifts = sorted(compared.fields.items(), key=lambda f: -abs(f[1].delta or 0))
    changed = [
        (f, table.percent(s.baseline), table.percent(s.candidate), f"{100 * s.delta:+.1f}")
        for f, s in shifts
        if s.delta
    ]
    if changed:
        lines.append(text_table(("field", "before", "after", "difference"), changed))
    lines += [f"won   {r.article} {r.id}" for r in compared.won] + [f"lost  {r.article} {r.id}" for r in compared.lost]
    lines += [f"left out, not read by both: {name}" for name in compared.left_out]
    screen.put("\n".join(lines) + "\n")
    return 0


@evaluation.command()
@click.argument("first", metavar="SET_A", shell_complete=complete_sets)
@click.argument("second", metavar="SET_B", shell_complete=complete_sets)
@articles_option
def agreement(*, first: str, second: str, articles: tuple[Path, ...]) -> int:
    """Score two readers' labels of the same articles against each other: A as found, B as right."""
    from summarize.evals import table
    from summarize.evals.agreement import agree

    scores, alone = agree(first, second, articles)
    screen.put(text_table(table.KIND_HEAD, list(table.kind_rows(scores))))
    for name in alone:
        say(f"labelled by one only: {name}")
    return 0 if scores else 1


@evaluation.command()
@articles_option
@output_option
def leaderboard(*, articles: tuple[Path, ...], output: Path | None) -> int:
    """Make the leaderboard anew: every engine that runs here, on the project's own sets."""
    from summarize.evals.leaderboard import leaderboard as made

    text = made(articles)
    if output is None:
        screen.put(text)
    else:
        write_file(output, text)
    return 0


def _recorded_to(folder: Path, engine: Engine, by: str | None) -> Engine:
    """The engine with its model's answers written to `folder` too; none comes from the cache."""
    from summarize.engines.llm import ModelEngine
    from summarize.engines.llm.kept import CachedCaller, RecordingCaller

    if not isinstance(engine, ModelEngine):
        raise click.UsageError("--record needs a --model")
    asked = engine.caller.caller if isinstance(engine.caller, CachedCaller) else engine.caller
    engine.caller = RecordingCaller(asked, folder, by or f"{engine.name} {engine.model}")
    return engine


def _report(folder: Path, run: Any, done: Sequence[Scored]) -> None:
    from summarize.evals.page import page

    write_file(folder / "report.html", page(run, done))


evaluation.add_command(check)
evaluation.add_command(draft)
evaluation.add_command(external)


@evaluation.command()
def situation() -> int:
    """Score how `summarize digest` puts the labelled dispatches together against the situation by hand."""
    from summarize.evals.situation import score as scored

    rows = [
        (name.replace("_", " "), *(f"{100 * part:.1f}" for part in (share.precision, share.recall, share.f1)))
        for name, share in scored()._asdict().items()
    ]
    screen.put(text_table(("", "precision", "recall", "F1"), rows))
    return 0
