"""`python -m summarize.render ARTICLE OUT.svg [PUBLISHED]`: the picture of a report."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from summarize.output import atomic
from summarize.pipeline import summarize
from summarize.render import export_svg

__all__ = ["main"]


def main(arguments: list[str]) -> None:
    """Read the article that the first argument names and draw its report into the second."""
    if len(arguments) not in {2, 3}:
        sys.exit("usage: python -m summarize.render ARTICLE OUT.svg [PUBLISHED]")
    article, picture = map(Path, arguments[:2])
    published = dt.date.fromisoformat(arguments[2]) if arguments[2:] else None
    drawn = export_svg(summarize(article, published=published))
    with atomic(picture) as stream:
        stream.write(drawn.encode())


if __name__ == "__main__":
    main(sys.argv[1:])
