"""Many reports, one situation.

from summarize.digest import digest

situation = digest(reports)
for deal in situation.deals:
    print(deal.place, deal.stage, deal.disputed, [(s.date, s.what) for s in deal.steps])
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from os import fspath
from pathlib import Path

from pydantic import ValidationError

from summarize.digest.actors import resolve
from summarize.digest.articles import gather, outlet_of
from summarize.digest.corrections import Corrections, read_corrections
from summarize.digest.figures import casualties, displacements
from summarize.digest.lines import deals, ultimatums
from summarize.digest.news import news
from summarize.digest.situation import Situation
from summarize.digest.statements import World
from summarize.errors import ReportError
from summarize.schemas import Report

__all__ = ["Corrections", "Situation", "digest", "load_situation", "outlet_of", "read_corrections"]


def digest(
    reports: Iterable[Report],
    *,
    merges: Corrections | str | Path | None = None,
    since: Situation | str | Path | None = None,
    as_of: dt.date | None = None,
) -> Situation:
    """One situation from any number of reports; neither their order nor giving one twice changes what it says.

    Args:
        reports: fresh or saved ones, with their texts or without.
        merges: which actors are the same, which are not, and who published what: corrections or their TOML file.
        since: an earlier situation or its JSON file, for what is new.
        as_of: the day on which deadlines have passed or not; by default the last publication date.

    Raises:
        ReportError: the file of `merges` or `since` cannot be used.

    """
    corrections = merges if isinstance(merges, Corrections) else read_corrections(merges) if merges else Corrections()
    earlier = load_situation(since) if isinstance(since, str | Path) else since
    sources, repeated = gather(reports, corrections.outlets)
    published = [s.article.published for s in sources if s.article.published]
    as_of = as_of or (max(published) if published else None)
    cast = resolve(sources, corrections)
    world = World({s.article.id: s for s in sources}, cast)
    situation = Situation(
        as_of=as_of,
        articles=tuple(s.article for s in sources),
        repeated=repeated,
        actors=cast.actors,
        doubts=cast.doubts,
        unused=cast.unused,
        ultimatums=ultimatums(world, as_of),
        deals=deals(world),
        casualties=casualties(world),
        displacements=displacements(world),
    )
    return situation if earlier is None else situation.model_copy(update={"news": news(situation, earlier)})


def load_situation(path: str | Path) -> Situation:
    """The situation that a JSON file holds.

    Raises:
        ReportError: it cannot be read, or holds no situation of this release.

    """
    name = fspath(path)
    try:
        return Situation.model_validate_json(Path(path).read_bytes())
    except OSError as error:
        raise ReportError((error.strerror or "cannot be read").lower(), document_id=name) from None
    except (ValidationError, RecursionError) as error:
        first = error.errors(include_url=False, include_input=False)[0] if isinstance(error, ValidationError) else None
        why = f"{'.'.join(map(str, first['loc']))}: {first['msg']}" if first else "nested too deep"
        raise ReportError(f"no situation: {why[:200]}", document_id=name) from None
