"""Scores as tables: rows of plain strings, for the terminal, Markdown and the page alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summarize.evals.comparison import RunComparison
from summarize.evals.runs import Run
from summarize.evals.scores import KINDS, ArticleScore
from summarize.evals.statistics import Interval, interval
from summarize.evals.tally import Metric, Tally
from summarize.render.words import counted

__all__ = ["comparison_rows", "cost", "field_rows", "kind_rows", "markdown", "notes", "percent", "span", "tallies"]

KIND_HEAD = ("", "content F1", "95 %", "precision", "recall", "record F1", "gold", "found", "linked")
FIELD_HEAD = ("field", "precision", "recall", "F1", "correct", "partial", "incorrect", "missing", "spurious")
COMPARISON_HEAD = ("", "difference", "95 %", "p")


def kind_rows(scores: Sequence[ArticleScore]) -> Iterator[tuple[str, ...]]:
    """A row a kind of record, then all records, their claims, and the contested ones (disputed or unconfirmed); see
    `KIND_HEAD`. Failed articles are left out.
    """
    for name, parts in tallies(scores):
        tally = sum(parts, Tally())
        shares = (percent(tally.share(m)) for m in (Metric.content_precision, Metric.content_recall, Metric.link_f1))
        content = interval([p.ratio(Metric.content_f1) for p in parts])
        numbers = (str(n) for n in (tally.gold, tally.predicted, tally.correct + tally.partial))
        yield (name, percent(content.value), span(content), *shares, *numbers)


def tallies(scores: Sequence[ArticleScore]) -> Iterator[tuple[str, list[Tally]]]:
    """What the rows of `kind_rows` are of: a name, and the counts of each article that was read."""
    read = [s for s in scores if s.failed is None]
    for kind in KINDS:
        yield kind, [s.kinds[kind].records for s in read]
    yield "all", [s.records for s in read]
    yield "claims", [s.claims for s in read]
    yield "contested", [s.contested for s in read]


def field_rows(scores: Sequence[ArticleScore]) -> Iterator[tuple[str, ...]]:
    """A row a field of each kind, see `FIELD_HEAD`."""
    read = [s for s in scores if s.failed is None]
    for kind in KINDS:
        fields = dict.fromkeys(f for s in read for f in s.kinds[kind].fields)
        for field in fields:
            t = sum((s.kinds[kind].fields[field] for s in read if field in s.kinds[kind].fields), Tally())
            shares = (percent(t.share(m)) for m in (Metric.content_precision, Metric.content_recall, Metric.content_f1))
            counts = (t.correct, t.partial, t.incorrect, t.missing, t.spurious)
            yield (f"{kind}.{field}", *shares, *map(str, counts))


def comparison_rows(compared: RunComparison) -> Iterator[tuple[str, ...]]:
    """All records and each kind: the candidate's content F1 less the baseline's, in points; see `COMPARISON_HEAD`."""
    for name, d in (("all", compared.overall), *compared.kinds.items()):
        p = "" if d.p is None else f"{d.p:.3f}"
        yield (name, "–" if d.value is None else f"{100 * d.value:+.1f}", span(d), p)


def notes(run: Run) -> Iterator[str]:
    """What the figures do not show: failures, labels left out, how quotes were found, tokens, time, cost."""
    totals = run.totals
    yield f"{counted(totals.articles, 'article')} read by {' '.join(p for p in (run.engine, run.model) if p)}"
    if totals.failures:
        yield "failed, in no figure: " + ", ".join(f"{n} × {why}" for why, n in totals.failures.items())
    for name, why in run.unread.items():
        yield f"left out: {name}: {why}"
    g = totals.grounding
    yield f"quotes: {g.exact} exact, {g.folded} folded, {g.near} near; {g.rejected} rejected"
    if totals.usage.input_tokens is not None:
        usage = totals.usage
        yield f"tokens: {usage.input_tokens:,} in, {usage.output_tokens or 0:,} out, {usage.calls:,} calls"
    if totals.seconds is not None:
        yield f"time: {totals.seconds:.1f} s, {totals.seconds / max(totals.articles, 1):.3f} s an article"
    if run.model is not None:
        yield f"cost: {cost(totals.usage.cost)}; {cost(totals.cost_per_correct)} a correct record"


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; figures to the right."""
    lines = (head, ["---", *["--:"] * (len(head) - 1)], *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def percent(share: float | None) -> str:
    """A share of one as per cent, one decimal; "–" where there was nothing to measure."""
    return "–" if share is None else f"{100 * share:.1f}"


def span(found: Interval) -> str:
    """The ends of an interval, as per cent."""
    return "–" if found.low is None or found.high is None else f"{100 * found.low:.1f} to {100 * found.high:.1f}"


def cost(dollars: float | None) -> str:
    """US dollars; "unknown" is not nothing."""
    return "unknown" if dollars is None else f"${dollars:.4f}"
