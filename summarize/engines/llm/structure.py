"""An answer's text as the object that it should be: with a fence or some prose around it, or cut off in the middle."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic_core import from_json

__all__ = ["parsed", "records_before_the_cut"]

_FENCED = re.compile(r"\s*```\w*\n(.*?)\n?```\s*", re.DOTALL)


def parsed(text: str) -> dict[str, Any] | None:
    """The one object that `text` is, or holds between other words; None where there is none, or more than one.

    >>> parsed('Here you are: {"deals": []}. Anything else?')
    {'deals': []}
    """
    fenced = _FENCED.fullmatch(text)
    try:
        whole = from_json(fenced[1] if fenced else text)
    except ValueError:
        whole = _only_object(text)
    return whole if isinstance(whole, dict) else None


def records_before_the_cut(text: str) -> dict[str, Any]:
    """What was whole when the answer ended for want of tokens: values of fields, and items of their lists.

    >>> records_before_the_cut('{"deals": [{"kind": "other"}, {"kind": "cea')
    {'deals': [{'kind': 'other'}]}
    """
    start, end, closing = text.find("{"), 0, ""
    stack: list[str] = []
    quoted = escaped = False
    for i in range(max(start, 0), len(text)):
        character = text[i]
        if quoted:
            quoted = escaped or character != '"'
            escaped = character == "\\" and not escaped
            continue
        match character:
            case '"':
                quoted = True
            case "{" | "[":
                stack.append("}" if character == "{" else "]")
                if len(stack) <= 2:  # an empty list is whole too
                    end, closing = i + 1, "".join(reversed(stack))
            case "}" | "]" if stack:
                stack.pop()
                if len(stack) <= 2:
                    end, closing = i + 1, "".join(reversed(stack))
            case _:
                pass
        if not stack and end:
            break
    return (parsed(text[start:end] + closing) or {}) if end else {}


def _only_object(text: str) -> dict[str, Any] | None:
    decoder, found, at = json.JSONDecoder(), [], text.find("{")
    while at >= 0:
        try:
            value, after = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return None  # braces that are no object: whichever follows may be an example
        found.append(value)
        at = text.find("{", after)
    return found[0] if len(found) == 1 else None
