"""The articles of a situation: known by their text and their outlet, each once, copies of one another found."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from summarize.digest.copies import Printed, copies
from summarize.digest.corrections import known_as
from summarize.digest.situation import Article, Repeated
from summarize.document import Document
from summarize.schemas import Claimed, Report

__all__ = ["Source", "gather", "outlet_of"]

_FRONTS: Final = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.")


class Source(NamedTuple):
    """An article and its report."""

    article: Article
    report: Report

    @property
    def original(self) -> str:
        """The id of the article that this one is a copy of, else its own."""
        return self.article.copy_of or self.article.id

    @property
    def outlet(self) -> str:
        """The same for all articles of one outlet; an article without a known outlet is one by itself."""
        return _key(self.article.outlet) if self.article.outlet else f"article {self.article.id}"


def outlet_of(document: Document, named: Mapping[str, str] | None = None) -> str | None:
    """Who published an article, as far as it can be told: by the first of these that there is.

    1. What the user says (`named`, by source or file name).
    2. The document's `site`, where it has one.
    3. The host of the document's `url`, where it has one, or of a source that is an address: "example.org" for
       "https://www.example.org/a.html".
    4. What a file's name has before "--" or "__": "harbour-times" for "harbour-times--2026-05-04.txt".

    >>> outlet_of(Document(text="…", source="https://www.example.org/news/1.html"))
    'example.org'
    >>> outlet_of(Document(text="…", source="in/Harbour Times--ferry.txt"))
    'Harbour Times'
    """
    source = document.source
    if named and source:
        for name in known_as("", source):
            if name in named:
                return named[name]
    if site := getattr(document, "site", None):
        return str(site)
    for address in (getattr(document, "url", None), source):
        if host := _host(str(address or "")):
            return host
    before, mark, _ = re.sub("__", "--", PurePath(source or "").name).partition("--")
    return before.strip() or None if mark else None


def _host(address: str) -> str | None:
    if not re.match(r"https?://", address, re.IGNORECASE):
        return None
    try:
        host = urlsplit(address).hostname
    except ValueError:  # brackets that hold no address
        return None
    return _FRONTS.sub("", host) if host else None


def _key(outlet: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", outlet.casefold()).split()) or outlet


def gather(
    reports: Iterable[Report], outlets: Mapping[str, str] | None = None
) -> tuple[list[Source], tuple[Repeated, ...]]:
    """The articles in the order of their publication, whatever the order of the reports; and those given repeatedly.

    Of several reports on one article the fullest counts: one with the text, then with the most claims.
    """
    outlets = outlets or {}
    readings: dict[str, list[Report]] = {}
    for report in reports:
        outlet = _outlet(report, outlets)
        readings.setdefault(_id(report.document, outlet), []).append(report)
    chosen = {article: min(given, key=_fullness) if len(given) > 1 else given[0] for article, given in readings.items()}
    repeated = tuple(
        Repeated(
            article=article,
            reports=len(given),
            differing=len({r.without_text().model_dump_json(exclude={"document": {"source"}}) for r in given}) > 1,
        )
        for article, given in sorted(readings.items())
        if len(given) > 1
    )
    printed = {article: Printed(r.document.text or _quoted(r), r.document.published) for article, r in chosen.items()}
    copied = copies(printed)
    found = [
        Source(_article(article, report, _outlet(report, outlets), copied.get(article)), report)
        for article, report in chosen.items()
    ]
    found.sort(key=lambda s: (s.article.published or dt.date.max, s.article.outlet or "", s.article.id))
    return found, repeated


def _outlet(report: Report, outlets: Mapping[str, str]) -> str | None:
    sha = report.document.sha256
    return outlets.get(sha) or outlet_of(report.document, outlets)


def _id(document: Document, outlet: str | None) -> str:
    """The same text at two outlets is two articles."""
    named = f"{_key(outlet)}\n{document.sha256}" if outlet else document.sha256
    return hashlib.sha256(named.encode()).hexdigest()[:10]


def _fullness(report: Report) -> tuple[bool, int, int, str]:
    claims = sum(len(r.claims) for r in _claimed(report))
    return not report.document.text, -claims, -len(report.actors), report.model_dump_json()


def _claimed(report: Report) -> Iterator[Claimed]:
    yield from (*report.ultimatums, *report.deals, *report.casualties, *report.displacements)


def _quoted(report: Report) -> str:
    """What of a text that is withheld stands in its report."""
    quotes = {c.quote.span: c.quote.text for r in _claimed(report) for c in r.claims}
    return "\n".join(quotes[span] for span in sorted(quotes))


def _article(article: str, report: Report, outlet: str | None, copy_of: str | None) -> Article:
    document = report.document
    return Article(
        id=article,
        source=document.source,
        outlet=outlet,
        title=report.headline or document.title,
        published=document.published,
        sha256=document.sha256,
        engine=report.provenance.engine,
        model=report.provenance.model,
        copy_of=copy_of,
    )
