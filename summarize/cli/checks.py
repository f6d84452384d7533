"""What `summarize doctor` finds out. A key is looked at for being there, and nothing of it goes any further."""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import platform
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from summarize.configuration import address

if TYPE_CHECKING:
    from summarize.settings import Settings

__all__ = ["base_url", "cache", "extras", "machine", "providers", "proxies", "server", "unusable"]

_ADDRESSES: Final[Mapping[str, str]] = {  # read by this program, or by the provider's own client
    "openai": "OPENAI_BASE_URL",
    "anthropic": "ANTHROPIC_BASE_URL",
    "google": "GOOGLE_GEMINI_BASE_URL",
    "ollama": "OLLAMA_HOST",
}
_OLLAMA: Final = "http://localhost:11434/v1"
_REQUIRED: Final = re.compile(r"([\w.-]+).*;\s*extra\s*==\s*['\"]([\w.-]+)['\"]")
_FOR_DEVELOPERS: Final = frozenset({"test", "dev", "browser", "docs"})
_SHOWN: Final = "“–…”│─"
"""Characters that reports have."""
_ANSWER: Final = "[0-9a-f]" * 64 + ".json"
"""The name of a kept answer: other people's files may be in the folder."""
_PATIENCE: Final = 3.0
"""Seconds for a server on this machine to answer."""


def unusable(model: str, settings: Settings) -> str | None:
    """Why `model` cannot read, as far as that shows without asking it; None when nothing stands against it."""
    from summarize.engines import choose
    from summarize.errors import ModelSetup

    kind, _, rest = model.partition(":")
    if kind == "gguf" and rest:
        return _unusable_file(Path(rest))  # choosing it would load it
    url = base_url(model, settings)[0]
    if url is not None and address(url) is None:
        return "the server's address is none that can be used: write http://HOST:PORT/v1"
    try:
        choose(settings)
    except ModelSetup as error:
        return error.message
    except ImportError as error:
        return f"{error.name or 'a package'} cannot be imported"
    return None


def _unusable_file(path: Path) -> str | None:
    if not _installed("xllamacpp"):
        return "xllamacpp is not installed: pip install 'summarize[local]'"
    try:
        with path.open("rb") as stream:
            magic = stream.read(4)
    except OSError as error:
        return f"{path} cannot be read: {(error.strerror or 'unknown').lower()}"
    return None if magic == b"GGUF" else f"{path} is no GGUF model file"


def base_url(model: str, settings: Settings) -> tuple[str | None, str | None]:
    """The server that a provider's model is asked at, and the variable that says so; None for the provider's own."""
    name, slash, _ = model.partition("/")
    if not slash or ":" in name:
        return None, None
    if settings.base_url:
        return settings.base_url, None
    variable = _ADDRESSES.get(name, "")
    if named := os.environ.get(variable):
        return named, variable
    return (_OLLAMA if name == "ollama" else None), None


def providers() -> list[dict[str, Any]]:
    """For each provider the variables that may hold its key, the one that does, and whether its package is there."""
    from summarize.engines.llm.providers import PROVIDERS as KNOWN

    return [
        {
            "name": name,
            "variables": list(found.key),
            "key_set": next((variable for variable in found.key if os.environ.get(variable)), None),
            "package_installed": _installed(found.package),
        }
        for name, found in KNOWN.items()
    ]


def extras() -> list[dict[str, Any]]:
    """For each extra its packages with their versions, null where one is missing, and what installs it then."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        lines = requires("summarize") or []
    except PackageNotFoundError:  # run from its source
        return []
    found: dict[str, dict[str, str | None]] = {}
    for package, extra in (m.groups() for line in lines if (m := _REQUIRED.match(line))):
        if extra not in _FOR_DEVELOPERS and package != "summarize":
            found.setdefault(extra, {})[package] = _version(package)
    return [
        {
            "name": name,
            "packages": packages,
            "install": f"pip install 'summarize[{name}]'" if None in packages.values() else None,
        }
        for name, packages in found.items()
    ]


def cache(folder: Path, *, used: bool) -> dict[str, Any]:
    """Where answers are kept and how many are; `used`: whether any are to be."""
    kept = list(folder.glob(_ANSWER))
    return {"folder": str(folder), "used": used, "answers": len(kept), "bytes": sum(p.stat().st_size for p in kept)}


def machine() -> dict[str, Any]:
    """Python, the system, and what the terminal can show."""
    from summarize.render import screen

    encoding = (sys.stdout.encoding if sys.stdout is not None else None) or "utf-8"
    terminal = screen.is_terminal(sys.stdout)
    try:
        whole = _SHOWN.encode(encoding).decode(encoding) == _SHOWN
    except (UnicodeError, LookupError):
        whole = False
    return {
        "summarize": _version("summarize"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "terminal": terminal,
        "encoding": encoding if terminal else "utf-8",
        "shows_all": whole or not terminal,
        "color": screen.has_color(),
        "width": screen.width() if terminal else screen.PIPED_WIDTH,
    }


def proxies() -> dict[str, str]:
    """Proxies by what goes through them."""
    from urllib.request import getproxies

    found = {name: url for name, url in getproxies().items() if name in {"http", "https", "all"} and url}
    return {name: _proxy(url) for name, url in sorted(found.items())}


def _proxy(url: str) -> str:
    scheme, separator, rest = url.rpartition("://")
    if scheme.startswith("socks"):
        shown = address(f"http{separator}{rest}")
        return f"{scheme}{shown.removeprefix('http')}" if shown else "set"
    return address(url if separator else f"http://{url}") or "set"


def server(url: str | None, *, ask: bool) -> dict[str, Any] | None:
    """Whether a server on this machine answers at `url`, if it is to be asked; None where there is no such server."""
    shown = address(url) if url else None
    if url is None or shown is None or not _loopback(shown):
        return None
    if not ask:
        return {"address": shown, "asked": False, "answers": None, "status": None}
    status = _status(shown)
    return {"address": shown, "asked": True, "answers": status is not None, "status": status}


def _status(url: str) -> int | None:
    """How the server answers to being asked for its models, without a key; null when it does not."""
    from http.client import HTTPConnection, HTTPException, HTTPSConnection
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    made = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    # Not by a library that goes through a proxy or where it is redirected to.
    connection = made(parts.hostname or "", parts.port, timeout=_PATIENCE)
    try:
        connection.request("GET", f"{parts.path.rstrip('/')}/models")
        return connection.getresponse().status
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        connection.close()


def _loopback(url: str) -> bool:
    from urllib.parse import urlsplit

    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _installed(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except ImportError:  # the package that it is in is missing
        return False


def _version(package: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None
