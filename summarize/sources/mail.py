"""Messages (.eml) to the article in them."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from email.message import EmailMessage
from typing import Any, Final

from summarize.errors import SourceEmpty, SourceUnreadable
from summarize.sources.extracted import Extracted, begins_with, clean, one_line
from summarize.sources.html import extract_html
from summarize.sources.plain import decode

__all__ = ["extract_mail"]

_HEADER: Final = 10_000
"""Characters of a header that are read: what it takes to read one grows with the square of its encoded words."""
_STUB: Final = 200
"""Characters up to which the plain part may only say that there is another ("View in your browser")."""


def extract_mail(data: bytes) -> Extracted:
    """The text of a message, its subject first; published when it was sent. What is attached is not read.

    Raises:
        SourceUnreadable: no message, or its text is HTML and the extra for that is missing.
        SourceNotArticle: its text is HTML and no article.
        SourceEmpty: it holds no text.
    """
    try:
        message: Any = email.message_from_bytes(data, policy=_Bounded())
        plain, html = (_body(message, kind) for kind in ("plain", "html"))
        subject, sent = one_line(str(message["Subject"] or "")), _sent(message)
    except Exception as error:  # noqa: BLE001 - a damaged header makes the library raise whatever comes
        raise SourceUnreadable(f"a message that cannot be taken apart ({type(error).__name__})") from None
    text = clean(_decoded(plain)) if plain else ""
    if html and len(text) < _STUB:
        found = extract_html(html[0], charset=html[1])
        text, subject = found.text, subject or found.title
    if not text:
        raise SourceEmpty("nothing to read: the message holds no text")
    if subject and not begins_with(text, subject):
        text = f"{subject}\n\n{text}"
    return Extracted(text, subject, sent)


class _Bounded(email.policy.EmailPolicy):
    def header_fetch_parse(self, name: str, value: str) -> str:
        found: str = super().header_fetch_parse(name, value[:_HEADER])
        return found


def _body(message: EmailMessage, kind: str) -> tuple[bytes, str | None] | None:
    part = message.get_body(preferencelist=(kind,))
    payload = part.get_payload(decode=True) if part is not None else None
    return (payload, part.get_content_charset()) if part is not None and isinstance(payload, bytes) else None


def _decoded(part: tuple[bytes, str | None]) -> str:
    data, charset = part
    if not data.strip():
        return ""
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return decode(data, "")


def _sent(message: EmailMessage) -> dt.date | None:
    when = getattr(message["Date"], "datetime", None)
    return when.date() if isinstance(when, dt.datetime) else None
