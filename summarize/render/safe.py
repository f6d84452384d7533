"""Article text is hostile: what it may and may not do where it is shown."""

from __future__ import annotations

import re

__all__ = ["escape_json", "escape_markdown", "legible", "visible"]

# Format characters that change the order, the look or the presence of their neighbours: soft hyphen, bidi controls,
# zero width space, invisible operators, marks, tags. The joiners U+200C and U+200D stay: scripts need them.
_HIDDEN = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
# Surrogates come from file names that are not UTF-8; the last two code points of the plane stand in no XML.
_BROKEN = "\x7f-\x9f\ud800-\udfff\ufffe\uffff"

_INVISIBLE = re.compile(f"[{_HIDDEN}]+")
_SPACE = re.compile("[ \t\n\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_ONE_SPACE = re.compile(_SPACE.pattern.removesuffix("+"))
_CONTROL = re.compile(f"[\x00-\x1f{_BROKEN}]")
_JSON_UNSAFE = re.compile(f"[{_BROKEN}{_HIDDEN}\u2028\u2029]")

_MARKDOWN = re.compile(r"@+|[\\`*_{}\[\]<>#+!|~&$^=]|\.(?=[^\W\d_])|:(?=[^\s\d])|/(?=/)|^-")
_MARKDOWN_START = re.compile(r"^\d{1,9}(?=[.)])")


def visible(text: str) -> str:
    r"""`text` on one line, safe to print: control characters as symbols, invisible format characters left out.

    >>> visible("a\x1b[31mb\n  c\u202ed")
    'a␛[31mb cd'
    """
    return _CONTROL.sub(_symbol, _SPACE.sub(" ", _INVISIBLE.sub("", text)))


def legible(text: str) -> str:
    r"""`visible` for a text of many lines: line ends stay, and so does the width of a space.

    >>> legible("a  b\x00\r\nc\u202ed")
    'a  b␀\ncd'
    """
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(_CONTROL.sub(_symbol, _ONE_SPACE.sub(" ", _INVISIBLE.sub("", line))) for line in lines)


def _symbol(match: re.Match[str]) -> str:
    return chr(0x2400 + ord(match[0])) if match[0] < " " else "�"


def escape_json(text: str) -> str:
    r"""JSON with the same value and nothing in it that a terminal or a line splitter acts on.

    >>> print(escape_json('"a\u202eb"'))
    "a\u202eb"
    """
    return _JSON_UNSAFE.sub(lambda m: "".join(f"\\u{u:04x}" for u in _utf16(m[0])), text)


def _utf16(character: str) -> tuple[int, ...]:
    code = ord(character)
    return (code,) if code < 0x10000 else (0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF))


def escape_markdown(text: str) -> str:
    r"""`text` as words of a Markdown line, table cells included: no link, HTML, emphasis, code, list or heading.

    An at-sign is set as code: an address or a handle would become a link even when it is escaped.

    >>> print(escape_markdown("[x](javascript:y) | <b>"))
    \[x\](javascript\:y) \| \<b\>
    """
    safe = _MARKDOWN.sub(_markdown, visible(text).strip())
    return _MARKDOWN_START.sub(r"\g<0>\\", safe, count=1) if safe[:1].isdigit() else safe


def _markdown(match: re.Match[str]) -> str:
    if match[0][0] == "@":
        return f"`{match[0]}`"
    return "".join(f"\\{c}" for c in match[0])
