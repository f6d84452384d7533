"""What makes a page of HTML safe, whatever is in it: a policy that lets only its own style and script act, and a
template engine through which no text reaches the page but escaped.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from summarize.render.safe import legible

__all__ = ["data", "policy", "template"]

_NOTHING_ELSE: Final = "default-src 'none'; base-uri 'none'; form-action 'none'"


def policy(script: str, *styles: str) -> str:
    """The content security policy of a page that holds this script and these styles and needs nothing else."""
    return f"{_NOTHING_ELSE}; style-src {' '.join(map(_hash, styles))}; script-src {_hash(script)}"


def template(source: str) -> Template:
    """A Jinja2 template with autoescape in which a missing name is an error.

    Of every text that it shows no character may change the order or the look of its neighbours.
    """
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_shown, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(source)


def data(value: Any) -> Markup:
    r"""`value` as JSON that can stand in an HTML `script` element of another type than a script's.

    >>> print(data({"</script>": "\u202e<!--"}))
    {"\u003c/script\u003e":"\u202e\u003c!--"}
    """
    text = json.dumps(value, separators=(",", ":"))
    for character in "<>&":  # with these only, an element could end or a comment begin
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text.replace("\x7f", "\\u007f"))  # noqa: S704 - no markup is left in it


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _shown(value: Any) -> Any:
    return legible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
