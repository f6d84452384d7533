"""What is read out of a file that is more than plain text."""

from __future__ import annotations

import datetime as dt
import importlib
import re
import unicodedata
from types import ModuleType
from typing import Final, NamedTuple

from summarize.errors import SourceUnreadable

__all__ = ["Extracted", "as_seen", "begins_with", "clean", "extra", "one_line"]


class Extracted(NamedTuple):
    """An article taken out of a page, a PDF, a message: paragraphs with a blank line between, the headline first.

    `site` is the name of the newspaper or agency as the page gives it.
    """

    text: str
    title: str | None = None
    published: dt.date | None = None
    site: str | None = None


# Marks that are not seen: they stand inside words ("dead\\u00adline") and no quote would be found across them. The
# joiners U+200C and U+200D stay where they shape letters; direction is what a screen works out again from the letters.
_NEVER_SEEN: Final = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\U000e0000-\U000e007f"
)
_UNSEEN: Final = re.compile(  # one set of characters comes first, which makes it quick to find that there is none
    f"[{_NEVER_SEEN}\u200c\u200d](?:(?<=[{_NEVER_SEEN}])|(?![^\x00-\u02ff])|(?<![^\x00-\u02ff].))", re.DOTALL
)
_SPACES: Final = re.compile(r"[^\S\n]+")
_MOST_MARKS: Final = 30
"""On one letter, as Unicode's stream-safe format has it: to bring more into their order takes time by the square."""
_MARKS: Final = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
_LINE_ENDS: Final = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")


def as_seen(text: str) -> str:
    r"""Text in NFC without marks that are not seen; what is seen stays.

    >>> as_seen("kil\u200bled, Cafe\u0301")
    'killed, Café'
    """
    return unicodedata.normalize("NFC", _MARKS.sub(_fewer, _UNSEEN.sub("", text)))


def clean(text: str) -> str:
    r"""Text as a reader sees it: NFC, no marks that are not seen, single spaces, at most one blank line in a row.

    >>> clean("The dead\u00adline\u200b  is\u00a0 Sunday. \n\n\n\n Cafe\u0301 ")
    'The deadline is Sunday.\n\nCafé'
    """
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    text = _MARKS.sub(_fewer, text)
    lines = [_SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFC", text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _fewer(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Mc", "Me"} else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def one_line(text: str | None) -> str | None:
    """A title or name: cleaned, in one line of at most 500 characters; None where nothing is left."""
    return " ".join(clean(text or "").split())[:500].strip() or None


def begins_with(text: str, title: str) -> bool:
    """Whether a text begins with its headline, whatever the case and white space."""
    beginning = " ".join(text[: 2 * len(title) + 100].split()).casefold()
    return bool(re.match(re.escape(title.casefold()) + r"(?!\w)", beginning))


def extra(module: str, name: str, what: str) -> ModuleType:
    """A library that only some installations have.

    Args:
        module: to be imported.
        name: of the extra that installs it.
        what: it reads, for the message.

    Raises:
        SourceUnreadable: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        raise SourceUnreadable(f"{what} needs an extra: pip install 'summarize[{name}]'") from None
