"""Whether a page holds an article at all. Precision first: a short notice is an article too."""

from __future__ import annotations

import re
from typing import Any, Final

__all__ = ["why_none"]

_SHORT: Final = 1_200
"""Characters up to which a headline, or what the page tells search engines, may make it no article."""
_NOTICE: Final = 600
"""Characters up to which the words of a wall or an error may be all that the page is about."""
_BEGINNING: Final = 80
"""Characters within which an error says that it is one; further on it is quoted."""
_PROSE: Final = 140
"""Characters of a paragraph that no list of headlines has."""

_ERROR_WORDS: Final = (
    r"(?:(?:sorry,? )?(?:this |the |that )?page (?:was |is )?(?:not|cannot be|can't be|could not be) found"
    r"|(?:error|http) ?(?:40[0-9]|410|429|50[0-9])|(?:40[0-9]|410|429|50[0-9])(?: error| not found| forbidden)?"
    r"|not found|forbidden|(?:page|article|story) (?:is )?(?:no longer|not) available"
    r"|access (?:to this \w+ (?:has been|is) )?denied|service (?:temporarily )?unavailable|internal server error"
    r"|something went wrong|temporarily unavailable)"
)
_ERROR_TITLE: Final = re.compile(rf"(?:error\W+)?{_ERROR_WORDS}(?:[\s.!]*|\s+[-|–—].*)", re.IGNORECASE | re.DOTALL)
_ERROR: Final = re.compile(
    r"\b(?:page (?:was |is )?(?:not|cannot be|can't be|could not be) found|(?:error|http) (?:404|410|50[0-9])"
    r"|404 not found|403 forbidden|(?:page|article|story) (?:is )?(?:no longer|not) available|internal server error)\b",
    re.IGNORECASE,
)
_ROBOT: Final = re.compile(
    r"\b(?:just a moment|checking your browser|verify (?:that )?you are (?:a )?human|are you a robot|not a robot"
    r"|enable javascript and cookies|unusual traffic|complete the captcha|attention required)\b",
    re.IGNORECASE,
)
_WALL: Final = re.compile(
    r"\b(?:(?:subscribe|log ?in|sign ?in|register|sign up)(?: now| today| or \w+(?: \w+)?)? to "
    r"(?:continue(?: reading)?|read (?:on|more|the (?:full|rest)|this)|keep reading|unlock|access)"
    r"|(?:this|the rest of this) (?:article|story|content) is "
    r"(?:for|only for|reserved for|available (?:only )?to|exclusive to) (?:\w+ )?(?:subscribers|members)"
    r"|already (?:a subscriber|have an account)|you have reached your (?:\w+ )?limit"
    r"|free articles? (?:left|remaining|this month))\b",
    re.IGNORECASE,
)
_LOGIN: Final = re.compile(r"^(?:log ?in|sign ?in|register|subscribe|create an? account)\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(
    # From one full stop to the next, and nothing looked at twice.
    r"(?<![^.!?…。؟।])(?>[^.!?…。؟।]*?\w(?=[^.!?…。؟।]{15}))[^.!?…。؟।]*+[.!?…。؟।](?=[\"'”’»)\]]{0,3}(?:\s|$))"
)
_SPACE: Final = re.compile(r"\s+")


def why_none(tree: Any, text: str, title: str | None) -> str | None:
    """The reason why a page is no article, for a message; None where it may be one.

    Args:
        tree: the page, lxml's.
        text: what was taken for its article, paragraphs with a blank line between.
        title: its headline.
    """
    seen = text if len(text) > 40 else _seen(tree)[:_NOTICE]
    notice = seen if len(seen) < _NOTICE else ""
    if len(text) < _SHORT:
        if _ROBOT.search(title or "") or _ROBOT.search(notice[:_BEGINNING]):
            return "no article: the site wants to know whether a person is reading"
        if _ERROR_TITLE.fullmatch(title or "") or _ERROR.search(notice[:_BEGINNING]):
            return "no article: an error page"
        if _WALL.search(notice) or _walled(tree):
            return "no article: behind a login or subscription, of which the page has the beginning at most"
        if tree.xpath("//input[@type='password']") and (_LOGIN.match(title or "") or not _SENTENCE.search(text)):
            return "no article: a page to log in"
    if _is_list(tree, text):
        return "no article: a list of links"
    if not _SENTENCE.search(text):
        scripted = tree.xpath("//script") and len(_seen(tree)) < _PROSE
        return "no article: the page is made by scripts, which are not run" if scripted else "no article on this page"
    return None


def _seen(tree: Any) -> str:
    body = tree.find(".//body")
    if body is None:
        return ""
    parts = body.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::template)]")
    return _SPACE.sub(" ", " ".join(parts)).strip()


def _walled(tree: Any) -> bool:
    """Whether the page tells search engines that it shows its beginning only."""
    data = tree.xpath("//script[@type='application/ld+json']/text()")
    return any(re.search(r'"isAccessibleForFree"\s*:\s*"?false', part[:200_000], re.IGNORECASE) for part in data)


def _is_list(tree: Any, text: str) -> bool:
    """Whether most of the text leads elsewhere, and none of it is prose."""
    paragraphs = [part for part in text.split("\n\n") if part]
    if any(len(p) >= _PROSE and len(_SENTENCE.findall(p)) > 1 for p in paragraphs):
        return False
    links = {_SPACE.sub(" ", str(a.xpath("string()"))).strip() for a in tree.xpath("//body//a[@href]")[:5_000]}
    if len(links) < 8:
        return False
    linked = [p for p in paragraphs if p in links or any(len(link) > 20 and link in p for link in links)]
    return sum(map(len, linked)) * 2 > sum(map(len, paragraphs))
